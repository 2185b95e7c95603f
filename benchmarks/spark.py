"""What Spark costs on one machine: the same documents in parts by processes and by Spark, in one run.

    python -m benchmarks.spark --documents 1000 --cores 2

Both engines are started from the command line, in turn and several times, and give the same bytes or the run
fails. What the process that started a build does by itself, while executors wait, is measured apart: reports
are read, ids chosen and origins told, of a made-up build of so many documents.
"""

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks import synthetic
from benchmarks.build import Run, Stages, run

from trackrecord import bulk
from trackrecord.buildreport import BuildReport
from trackrecord.choosing import choose, reprints
from trackrecord.iris import Base
from trackrecord.ledger import Ledger
from trackrecord.making import Recipe
from trackrecord.origins import SIGNATURE
from trackrecord.parts import FILES, Entry, Part, PartMaker, partition, put_report, read_report


def contents(place: Path) -> dict[str, bytes]:
    """The files of a directory of parts."""
    return {file.name: file.read_bytes() for file in place.iterdir()}


def both(place: Path, documents: int, cores: int, runs: int, seed: int) -> dict[str, Any]:
    """Builds of one corpus by each engine, cold and with nothing changed."""
    corpus = place / "corpus"
    synthetic.write(corpus, documents, seed)
    engines = {
        "processes": ("--jobs", cores),
        "spark": ("--engine", "spark", "--master", f"local[{cores}]"),
    }
    taken: dict[str, list[tuple[Run, Run]]] = {name: [] for name in engines}
    for _ in range(runs):
        for name, options in engines.items():
            shutil.rmtree(place / name, ignore_errors=True)
            command = ("build", corpus, "--parts", place / name, *options)
            taken[name].append((run(*command), run(*command)))
        if contents(place / "processes") != contents(place / "spark"):
            sys.exit("Spark gave other bytes than processes")
    seconds = {
        name: [statistics.median(pair[turn].seconds for pair in pairs) for turn in (0, 1)]
        for name, pairs in taken.items()
    }
    size = sum(file.stat().st_size for file in (place / "spark").glob("part-*.nq"))
    reports = sum(file.stat().st_size for file in (place / "spark").glob("part-*.json"))
    return {
        "documents": documents,
        "parts": len(list((place / "spark").glob("part-*.nq"))),
        "bytes of N-Quads a document": round(size / documents),
        "bytes of report a document": round(reports / documents),
        **{
            name: {
                "cold, seconds": round(cold, 1),
                "documents a second": round(documents / cold, 1),
                "none changed, seconds": round(again, 1),
                "peak MB": round(max(pair[0].peak for pair in taken[name])),
            }
            for name, (cold, again) in seconds.items()
        },
        "spark, times as long as processes": round(
            seconds["spark"][0] / seconds["processes"][0], 2
        ),
        "spark, seconds more": round(seconds["spark"][0] - seconds["processes"][0], 1),
    }


def alone(place: Path, documents: int, seed: int) -> dict[str, Any]:
    """What the process that started a build does by itself, for so many documents.

    Their reports are those of the first part that was made, under other ids and with signatures at random.
    """
    first = next(
        partition((str(f), f.stat().st_size) for f in sorted((place / "corpus").rglob("*.md")))
    )
    report = read_report(place / "spark", first)
    if report is None:
        sys.exit("the first part has no report")
    chance = random.Random(seed)
    make = PartMaker(Recipe(place / "graph", Base()), b"", place / "alone")
    make.place.mkdir()
    parts = []
    for number in range(documents // FILES):
        entries = [renamed(entry, number, chance) for entry in report.entries]
        parts.append(Part(number, tuple(entry.path for entry in entries)))
        put_report(make.place, parts[-1], replace(report, entries=tuple(entries)))
    files = [Path(path) for part in parts for path in part.files]
    stage = Stages()
    with Ledger(place / "scratch") as ledger, ledger.together():
        stage.time("reading reports", bulk.recorded, parts, make, ledger)
        ledger.ask(files)
        stage.time("choosing", choose, ledger, files, BuildReport())
        stage.time("origins", reprints, ledger)
    spent = stage.spent
    return {
        "documents": len(files),
        "microseconds of a processor a document": {
            name: round(seconds * 1e6 / len(files)) for name, seconds in spent.items()
        },
        "documents a processor second": round(len(files) / sum(spent.values())),
    }


def renamed(entry: Entry, number: int, chance: random.Random) -> Entry:
    """What came of a file, as of another one."""
    sources = tuple(
        replace(made, id=f"{made.id}-{number}", signature=chance.randbytes(SIGNATURE))
        for made in entry.sources
    )
    return replace(entry, path=f"{entry.path}-{number}", sources=sources)


def main() -> None:
    """Read the options, measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--alone", type=int, default=50_000, help="documents of the made-up build")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print one JSON object on one line")
    asked = parser.parse_args()
    if find_spec("pyspark") is None:
        print(json.dumps({"not measured": "PySpark is not installed"}))
        return
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        measured = both(place, asked.documents, asked.cores, asked.runs, asked.seed)
        measured["the process that starts a build"] = alone(place, asked.alone, asked.seed)
    print(json.dumps(measured, indent=None if asked.json else 2))


if __name__ == "__main__":
    main()
