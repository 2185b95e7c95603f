"""Spark makes the parts that processes make, in the same bytes, also where an executor dies while it writes.

These tests start Java: they need the extra `spark` and Java 17, and are skipped where either is missing.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from benchmarks import synthetic
from click.testing import CliRunner

from trackrecord.cli import main

HAS_JAVA = shutil.which("java") is not None or "JAVA_HOME" in os.environ
needs_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or not HAS_JAVA,
    reason="PySpark or Java is missing, so NO SPARK TEST RUNS: pip install 'trackrecord[spark]', Java 17",
)
DOCUMENTS = 48
#: Parts that are done when the third is half written; the fourth is made twice, for an id stands twice in it.
FIRST = {"part-00000.json", "part-00001.json"}
BUILD = """
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from trackrecord.bulk import build_parts
from trackrecord.iris import Base
from trackrecord.making import Maker, Recipe
from trackrecord.parts import partition
from trackrecord.processes import processes
from trackrecord.spark import spark

class Held:  # the partition function, which waits at the end of the third part while a file is there
    def __init__(self, make, hold):
        self.make, self.hold = make, hold

    def __call__(self, part):
        read, last = Maker.sources, Path(part.files[-1])

        def sources(maker, file):
            while part.number == 2 and file == last and self.hold.exists():
                time.sleep(0.02)
            return read(maker, file)

        Maker.sources = sources
        try:
            return self.make(part)
        finally:
            Maker.sources = read


@contextmanager
def holding(engine, hold):
    with engine as run:
        yield lambda parts, make, progress: run(parts, Held(make, hold), progress)


if __name__ == "__main__":
    corpus, place = map(Path, sys.argv[1:3])
    engine = holding(spark(sys.argv[3]), Path(sys.argv[4])) if len(sys.argv) > 3 else processes(1)
    recipe, say = Recipe(place.parent / "graph", Base()), partial(print, file=sys.stderr, flush=True)
    report = build_parts([corpus], place, recipe, engine, say, cut=partial(partition, files=16))
    print(report.to_text(), *report.failures, sep="\\n")
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents, some of which reprint others, one that cannot be read, and one with the id of another."""
    place = tmp_path_factory.mktemp("corpus")
    synthetic.write(place, DOCUMENTS, seed=5)
    (place / "broken.md").write_text("---\n: [\n---\n", encoding="utf-8")
    (place / "twice.md").write_text("---\nid: broken-not\n---\n\nMapo-gu.\n", encoding="utf-8")
    (place / "twice.txt").write_text("Mapo-gu created 5 jobs in 2020.\n", encoding="utf-8")
    (place / "twice.txt.yaml").write_text("id: broken-not\n", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build in parts of 16 documents, 1.5 MB of N-Quads, which the command line makes larger."""
    file = tmp_path_factory.mktemp("script") / "build.py"
    file.write_text(BUILD, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which Spark keeps the directories of its executors out of the installed package."""
    import pyspark

    home = tmp_path_factory.mktemp("spark")
    for each in Path(pyspark.__file__).parent.iterdir():
        (home / each.name).symlink_to(each)
    return {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}


def contents(place: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(place.iterdir())}


def made(place: Path) -> dict[str, int]:
    """The parts that are in their place and their inodes, which change when a part is made again."""
    return {file.name: file.stat().st_ino for file in place.glob("part-*.json")}


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


def command_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def processes() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]


def writer_of(file: Path) -> int | None:
    """The process that has a file open."""
    for pid in processes():
        try:
            if any(each.readlink() == file for each in Path(f"/proc/{pid}/fd").iterdir()):
                return pid
        except OSError:  # it has ended meanwhile, or is somebody else's
            continue
    return None


def executor_of(pid: int) -> int | None:
    """The executor of Spark among the ancestors of a process."""
    while pid > 1 and b"CoarseGrainedExecutorBackend" not in command_of(pid):
        pid = parent_of(pid)
    return pid if pid > 1 else None


def kill_with_descendants(pid: int) -> None:
    """End a process and all it has started at once, as where a machine fails."""
    family, found = {pid}, 0
    while len(family) > found:
        found = len(family)
        for each in processes():
            try:
                if parent_of(each) in family:
                    family.add(each)
            except OSError:
                continue
    for each in family:
        os.kill(each, signal.SIGKILL)


def half_file_left_by_a_killed_executor(place: Path, build: "subprocess.Popen[str]") -> Path:
    """Kill an executor while it has written half of the third part; what it leaves of it."""
    while build.poll() is None:
        halves = [file for file in place.glob(".part-00002.nq.*.part") if file.stat().st_size]
        if halves and made(place).keys() >= FIRST:
            writer = writer_of(halves[0])
            executor = writer and executor_of(writer)
            assert executor
            kill_with_descendants(executor)
            return halves[0]
        time.sleep(0.05)
    raise AssertionError(f"the build ended before an executor was killed: {build.communicate()[1]}")


@needs_spark
def test_an_executor_killed_in_the_middle_of_writing_changes_no_byte_and_repeats_no_part(
    corpus: Path, script: Path, surroundings: dict[str, str], tmp_path: Path
) -> None:
    alone = subprocess.run(
        [sys.executable, script, corpus, tmp_path / "alone"],
        capture_output=True,
        text=True,
        check=True,
    )
    place, hold = tmp_path / "parts", tmp_path / "hold"
    hold.touch()
    build = subprocess.Popen(
        [sys.executable, script, corpus, place, "local-cluster[2,1,1024]", hold],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings,
    )  # fmt: skip
    try:
        half = half_file_left_by_a_killed_executor(place, build)
        before = made(place)
        assert half.exists()
    finally:
        hold.unlink()
    out, told = build.communicate()
    assert build.returncode == 0, told
    assert "Lost executor" in told
    assert out == alone.stdout
    assert contents(place) == contents(tmp_path / "alone")
    assert not half.exists()
    after = made(place)
    assert {name: after[name] for name in FIRST} == {name: before[name] for name in FIRST}


@needs_spark
def test_the_command_line_makes_the_same_parts_by_spark_as_by_processes(
    corpus: Path, surroundings: dict[str, str], tmp_path: Path
) -> None:
    def built(place: Path, *options: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "trackrecord",
            "build",
            corpus,
            "--graph",
            tmp_path / "graph",
        ]
        return subprocess.run(
            [*command, "--parts", place, *options], capture_output=True, text=True, env=surroundings
        )

    by_processes = built(tmp_path / "one")
    by_spark = built(tmp_path / "two", "--engine", "spark", "--master", "local[2]")
    assert by_spark.stdout == by_processes.stdout
    assert "[1/1] parts" in by_spark.stderr
    assert (by_spark.returncode, by_processes.returncode) == (1, 1)  # for one document is broken
    assert "broken.md" in by_spark.stderr.splitlines()[-2]
    assert contents(tmp_path / "two") == contents(tmp_path / "one")


def complaint(*options: object) -> str:
    """What the command line says of options that it refuses or that cannot be followed."""
    result = CliRunner().invoke(main, ["build", *map(str, options)])
    assert result.exit_code != 0
    assert "Traceback" not in result.stderr
    return result.stderr


def test_options_that_do_not_go_together_are_refused(tmp_path: Path) -> None:
    assert "give --parts DIR" in complaint(tmp_path, "--engine", "spark")
    assert "--jobs is for processes" in complaint(
        tmp_path, "--engine", "spark", "--parts", tmp_path, "--jobs", 2
    )
    assert "--master is for Spark" in complaint(tmp_path, "--master", "local[2]")


def test_where_pyspark_is_missing_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Mapo-gu.\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "pyspark", None)
    told = complaint(tmp_path, "--engine", "spark", "--parts", tmp_path / "parts")
    assert told == (
        "Error: --engine spark needs PySpark, which is not installed: pip install 'trackrecord[spark]'\n"
    )
    assert not (tmp_path / "parts").exists()


@pytest.mark.skipif(find_spec("pyspark") is None, reason="PySpark is missing")
def test_where_java_is_missing_it_is_said_which_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Mapo-gu.\n", encoding="utf-8")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    told = complaint(tmp_path, "--engine", "spark", "--parts", tmp_path / "parts")
    assert told == (
        f"Error: --engine spark needs Java 17 or newer, and {tmp_path}/bin/java is not there: "
        "install it, or set JAVA_HOME\n"
    )
