"""The whole pipeline, documents to graph: rates, memory, and what one changed document costs.

    python -m benchmarks.build
    python -m benchmarks.build --documents 100 1000 10000 --jobs 1 2 --json

Builds synthetic corpora of growing size by the command line, from nothing (cold) with different numbers of
processes, then again with nothing changed and with one document changed, and asks the graph a question before
and after its store is made. Memory is that of the process and its children, added up. The stages are timed apart
on the smallest corpus in one process: what reading takes, and what all else does.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rdflib
from benchmarks import synthetic
from benchmarks.tables import memory_of
from pyoxigraph import Store

from trackrecord import stores
from trackrecord.dataset import cache_of, graph_files, load
from trackrecord.document import documents_in, read_document
from trackrecord.encoding import statements
from trackrecord.fingerprints import fingerprint
from trackrecord.iris import DEFAULT_BASE, Base
from trackrecord.lexicon import Lexicon, load_lexicon
from trackrecord.origins import origins, signature
from trackrecord.reading import read_facts
from trackrecord.resolving import resolve
from trackrecord.resources import directory
from trackrecord.turtle import written
from trackrecord.vocabulary import prefixes

_INTERVAL = 0.02  # seconds between two looks at memory
_STAGED = 100  # documents on which the stages are timed
QUESTION = "award-winners"


@dataclass(frozen=True)
class Run:
    """What one run of a command took: seconds, those of processors, and the peak of memory in MB."""

    seconds: float
    processor: float
    peak: float

    def figures(self) -> dict[str, float]:
        """The run as an object of JSON."""
        return {
            "seconds": round(self.seconds, 2),
            "processor seconds": round(self.processor, 2),
            "peak MB": round(self.peak),
        }


def run(*arguments: object) -> Run:
    """Run a command of trackrecord and watch it."""
    command = [sys.executable, "-m", "trackrecord", *map(str, arguments)]
    start, spent, peak = time.perf_counter(), spent_by_children(), 0.0
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            time.sleep(_INTERVAL)
        seconds = time.perf_counter() - start
        if process.returncode:
            told.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{told.read()[-2000:]}")
    return Run(seconds, spent_by_children() - spent, peak)


def spent_by_children() -> float:
    """The seconds of processors that ended processes have taken, and those that they started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def contents(graph: Path) -> dict[str, bytes]:
    """The files that were built."""
    return {file.name: file.read_bytes() for file in (graph / "sources").iterdir()}


def change(corpus: Path) -> None:
    """Add a paragraph to a document."""
    file = documents_in([corpus])[0]
    file.write_text(file.read_text(encoding="utf-8") + "\nOne more paragraph.\n", encoding="utf-8")


def grown(place: Path, documents: int, jobs: Sequence[int], seed: int) -> dict[str, Any]:
    """Rates and memory of builds of a corpus of so many documents."""
    corpus, graph = place / f"corpus-{documents}", place / f"graph-{documents}"
    synthetic.write(corpus, documents, seed)
    cold = {}
    first: dict[str, bytes] | None = None
    for number in jobs:
        shutil.rmtree(graph, ignore_errors=True)
        cold[number] = run("build", corpus, "--graph", graph, "--jobs", number)
        first = first or contents(graph)
        if contents(graph) != first:
            sys.exit(f"{number} processes gave another graph than {jobs[0]}")
    unchanged = run("build", corpus, "--graph", graph)
    change(corpus)
    changed = run("build", corpus, "--graph", graph)
    best = min(each.seconds for each in cold.values())
    measured: dict[str, Any] = {
        f"cold, {number} processes" if number > 1 else "cold, 1 process": {
            "documents a second": round(documents / each.seconds, 1),
            "documents a processor second": round(documents / each.processor, 1),
            **each.figures(),
        }
        for number, each in cold.items()
    }
    return measured | {
        "none changed": unchanged.figures(),
        "one changed": changed.figures(),
        "one changed, times as fast as cold": round(best / changed.seconds, 1),
        f"{jobs[-1]} processes, times as fast as {jobs[0]}": round(
            cold[jobs[0]].seconds / cold[jobs[-1]].seconds, 2
        ),
        "loading": loading(graph),
    }


def timed(work: Callable[[], object]) -> float:
    """The seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def loading(graph: Path) -> dict[str, Any]:
    """What it takes to open a graph: in memory, as a store that has yet to be made, and as one that is there."""
    stores.SMALL = 0
    files = [file for _, file in graph_files(graph, Base())]
    in_memory = timed(lambda: load(graph))
    size = sum(file.stat().st_size for file in files) / 1e6
    shutil.rmtree(cache_of(graph) / "stores", ignore_errors=True)
    made = timed(lambda: stores.opened(graph))
    opened = timed(lambda: stores.opened(graph))
    change_one = sorted((graph / "sources").glob("*.ttl"))[0]
    change_one.write_text(change_one.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    return {
        "MB of Turtle": round(size, 1),
        "quads": len(load(graph)),
        "into memory, seconds": round(in_memory, 3),
        "store made, seconds": round(made, 3),
        "store opened, seconds": round(opened, 3),
        "store with one file changed, seconds": round(timed(lambda: stores.opened(graph)), 3),
    }


class Stages:
    """The seconds of processor time that are spent in each stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def time(self, name: str, work: Callable[..., Any], *arguments: Any) -> Any:
        """The result of some work, its time counted."""
        start = time.process_time()
        result = work(*arguments)
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - start
        return result


def staged(files: Sequence[Path], lexicon: Lexicon) -> tuple[Stages, int]:
    """The stages of some documents, in one process, and how many triples they give."""
    stage, base = Stages(), Base()
    signatures, names, triples = bytearray(), [], 0
    for file in files:
        stage.time("fingerprint", fingerprint, file, b"")
        document = stage.time("document", read_document, file)
        facts = stage.time("reading", read_facts, document, lexicon).facts
        resolved = stage.time("resolving", resolve, facts, document, lexicon, base)
        arguments = (document, resolved.facts, resolved.candidates, base)
        told = stage.time("encoding", statements, *arguments)
        _, number = stage.time("writing Turtle", written, told, prefixes(base.iri))
        signatures += stage.time("signature", signature, document.text)
        names.append(document.id)
        triples += number
    stage.time("origins", origins, names, signatures)
    return stage, triples


def stages(place: Path, seed: int) -> dict[str, Any]:
    """The milliseconds of processor time that each stage takes a document."""
    corpus = place / "staged"
    synthetic.write(corpus, _STAGED, seed)
    lexicon, files = load_lexicon(directory("authority")), documents_in([corpus])
    staged(files, lexicon)  # the first time round, rules are compiled
    stage, triples = staged(files, lexicon)
    spent = stage.spent
    rest = sum(spent.values()) - spent["reading"]
    return {
        "milliseconds a document": {
            name: round(seconds * 1000 / _STAGED, 3) for name, seconds in spent.items()
        },
        "milliseconds a document but for reading": round(rest * 1000 / _STAGED, 3),
        "documents a second and core but for reading": round(_STAGED / rest),
        "triples a document": round(triples / _STAGED),
        "triples a second of encoding and writing": round(
            triples / (spent["encoding"] + spent["writing Turtle"])
        ),
    }


def beside_rdflib(place: Path, seed: int) -> dict[str, Any]:
    """Loading of a small graph, beside rdflib in memory."""
    corpus, graph = place / "peer", place / "peer-graph"
    synthetic.write(corpus, _STAGED, seed)
    run("build", corpus, "--graph", graph)
    named = [(name, file) for name, file in graph_files(graph, Base())]

    def by_rdflib() -> None:
        dataset = rdflib.Dataset(default_union=True)
        for name, file in named:
            dataset.graph(rdflib.URIRef(name)).parse(file, format="turtle")

    ours: list[Store] = []
    own = timed(lambda: ours.append(load(graph)))
    other = timed(by_rdflib)
    return {
        "quads": len(ours[0]),
        "trackrecord, seconds": round(own, 3),
        "rdflib, seconds": round(other, 3),
        "times as fast as rdflib": round(other / own, 1),
    }


def question(place: Path, documents: int) -> dict[str, Any]:
    """What a question asked on the command line takes, the first time after a build and then."""
    graph = place / f"graph-{documents}"
    shutil.rmtree(cache_of(graph) / "stores", ignore_errors=True)
    asked = ("query", QUESTION, "--graph", graph, "-p", "edition=2020", "--base", DEFAULT_BASE)
    first, then = run(*asked), run(*asked)
    return {
        "documents": documents,
        "first": first.figures(),
        "then": then.figures(),
    }


def measure(sizes: Sequence[int], jobs: Sequence[int], seed: int, place: Path) -> dict[str, Any]:
    """All that is measured."""
    measured: dict[str, Any] = {"stages": stages(place, seed)}
    for documents in sizes:
        measured[f"{documents} documents"] = grown(place, documents, jobs, seed)
    measured["a question"] = question(place, sizes[-1])
    measured["loading beside rdflib"] = beside_rdflib(place, seed)
    return measured


def main() -> None:
    """Read the options, measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--directory", type=Path, help="where corpora are put for a while")
    parser.add_argument("--json", action="store_true", help="print one JSON object on one line")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.directory) as place:
        measured = measure(asked.documents, asked.jobs, asked.seed, Path(place))
    print(json.dumps(measured, indent=None if asked.json else 2))


if __name__ == "__main__":
    main()
