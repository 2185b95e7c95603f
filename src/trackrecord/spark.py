"""Parts made by Spark, on this machine or on a cluster (the extra `spark`, and Java 17 or newer).

What parts there are and what is in them does not hang on how many executors there are. A task makes one part; one
that Spark tries again, or twice at once, finds the part in its place or puts the same bytes there. No quad goes
through Spark: executors write parts, and the driver is told their numbers.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from trackrecord.errors import SparkError
from trackrecord.parts import Done, Engine, Part, PartMaker, Progress

_LOOK = 1  # seconds between two looks at how far Spark is
_NAME = "trackrecord build"
#: The line that says what went wrong: of Python in an executor, or of Java, among the lines of their traces.
_TOLD = re.compile(
    r"^(?:: )?(?:\w+\.)*(\w+(?:Error|Exception|Interrupt|Exit)): (.*)$", re.MULTILINE
)


@contextmanager
def spark(master: str | None) -> Iterator[Engine]:
    """An engine that runs on Spark while the block lasts.

    Without a master it is what Spark is set up with, as by `spark-submit`, or all cores of this machine.

    Raises:
        SparkError: PySpark or Java is missing, or Spark cannot be started.
    """
    context = _started(master)

    def made(parts: Sequence[Part], make: PartMaker, progress: Progress) -> list[Done]:
        """What comes of some parts.

        Raises:
            SparkError: a part could not be made, however often Spark tried.
        """
        with ThreadPoolExecutor(1) as job:
            tasks = context.parallelize(parts, len(parts)).map(make)
            found = job.submit(tasks.collect)
            told = -1
            while wait([found], _LOOK).not_done:
                done = _done_by(context)
                if done != told:
                    progress(f"[{done}/{len(parts)}] parts")
                told = done
        try:
            done_parts: list[Done] = found.result()
        except Exception as error:  # of Java, through py4j
            raise SparkError(_why(error)) from error
        progress(f"[{len(done_parts)}/{len(parts)}] parts")
        return done_parts

    try:
        yield made
    finally:
        context.stop()


def _started(master: str | None) -> Any:
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError as error:
        raise SparkError(
            "--engine spark needs PySpark, which is not installed: pip install 'trackrecord[spark]'"
        ) from error
    java = Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    if shutil.which(java) is None:
        raise SparkError(
            f"--engine spark needs Java 17 or newer, and {java} is not there: install it, or set JAVA_HOME"
        )
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setAppName(_NAME).set("spark.ui.showConsoleProgress", "false")
    if master:
        conf.setMaster(master)
    try:
        return SparkContext(conf=conf)
    except Exception as error:
        raise SparkError(
            f"Spark cannot be started: {_reason(error)} (what Java said stands above, if it got so far)"
        ) from error


def _done_by(context: Any) -> int:
    """How many tasks of the stages under way are done."""
    tracker = context.statusTracker()
    stages = (tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds())
    return sum(stage.numCompletedTasks for stage in stages if stage)


def _why(error: Exception) -> str:
    reason = _reason(error)
    hint = (
        "; trackrecord must be installed where the executors run"
        if "No module named" in reason
        else "; build again, and parts that are done are not made again"
    )
    return f"Spark did not finish: {reason}{hint}"


def _reason(error: Exception) -> str:
    """What an error says, without the traces of Java and Python around it."""
    text = str(error)
    told = _TOLD.findall(text)
    return ": ".join(told[-1]) if told else text.strip().partition("\n")[0]
