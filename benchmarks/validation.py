"""Validation of a graph of our shape: seconds and peak memory, set-wise beside pySHACL on the same graph.

    python benchmarks/validation.py
    python benchmarks/validation.py --triples 10000 100000 --json > validation.json

Makes the stories of `benchmarks/checks.py`, none of them perturbed, until there are so many triples, and
holds them against the shapes that ship. `sparql` and `pyshacl` are the engines of `trackrecord validate`;
`pyshacl alone` is pySHACL as it is installed, without the work that trackrecord spares it. Each runs in a
process of its own, pySHACL up to `--at-most` and `--alone-at-most` triples. Stops where two engines do not
find the same. Ratios are of processor time, since a machine may be shared. `one document` is the nodes of one source of the graph, validated alone; the median of several.
"""

import argparse
import hashlib
import json
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from checks import TELLERS, Story, quads
from trackrecord.dataset import authority_of, read_turtle
from trackrecord.resources import directory
from trackrecord.shacl import reference
from trackrecord.validation import read_shapes, validate, validate_nodes
from trackrecord.vocabulary import SKOS, TR

ENGINES = ("sparql", "pyshacl", "pyshacl alone")
MOST_TRIPLES = 250  # of a story
DOCUMENTS = 20  # whose median time is taken
#: What two engines have to agree on, result by result.
SHOWN = ("focus", "path", "values", "shape", "severity", "message")


def main() -> int:
    """Measure each size and engine, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--triples", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--at-most", type=int, default=100_000, help="of these pySHACL validates")
    parser.add_argument("--alone-at-most", type=int, default=100_000, help="and without our help")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(one_run(options.run[0], Path(options.run[1]))))
        return 0
    rows = []
    with tempfile.TemporaryDirectory() as place:
        for triples in options.triples:
            file = Path(place) / f"{triples}.nt"
            made = write_graph(file, triples, options.seed)
            limits = {"pyshacl": options.at_most, "pyshacl alone": options.alone_at_most}
            engines = [each for each in ENGINES if triples <= limits.get(each, triples)]
            runs = {each: in_process(each, file) for each in engines}
            if len({run.pop("results") for run in runs.values()}) > 1:
                sys.exit(f"the engines do not find the same in {made} triples")
            rows.append({"triples": made, "engines": runs})
            print(told(rows[-1]), file=sys.stderr if options.json else sys.stdout, flush=True)
    if options.json:
        print(json.dumps({"machine": machine(), "sizes": rows}, indent=2))
    return 0


def write_graph(file: Path, triples: int, seed: int) -> int:
    """Write stories until there are so many triples; returns how many there are.

    Beside it, as JSON, the nodes that each of some sources spread over the graph speaks of.
    """
    store = Store()
    known = [directory("ontology") / "trackrecord.ttl", *sorted(authority_of(directory("authority").parent).glob("*.ttl"))]  # fmt: skip
    for each in known:
        store.extend(Quad(t.subject, t.predicate, t.object) for t in read_turtle(each))
    documents: list[list[str]] = []
    at_least = 0  # so many stories it takes; counting the triples takes long
    for number in count():
        if number >= at_least:
            missing = triples - len(store)
            if missing <= 0:
                break
            at_least = number + max(1, missing // MOST_TRIPLES)
        story = Story(number, random.Random(f"{seed}.{number}"))
        TELLERS[number % len(TELLERS)](story, False)
        told = list(quads(story))
        store.extend(quad for quad in told if quad.graph_name == DefaultGraph())
        store.extend(names(told))
        graph = next(quad.graph_name for quad in told if quad.graph_name != DefaultGraph())
        documents.append(sorted({q.subject.value for q in told if q.graph_name == graph}))
    store.dump(str(file), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    step = max(1, len(documents) // DOCUMENTS)
    file.with_suffix(".json").write_text(json.dumps(documents[::step][:DOCUMENTS]))
    return len(store)


def names(told: list[Quad]) -> list[Quad]:
    """A label for each government and award of a story."""
    kinds = (NamedNode(str(TR.Government)), NamedNode(str(TR.Award)))
    things = {q.subject for q in told if q.object in kinds}
    label = NamedNode(str(SKOS.prefLabel))
    named = {q.subject for q in told if q.predicate == label}
    return [
        Quad(each, label, Literal(each.value.rsplit("/", 1)[-1], language="en"))
        for each in sorted(things - named, key=str)
    ]


def in_process(engine: str, file: Path) -> dict[str, Any]:
    """What a run in a process of its own takes."""
    command = [sys.executable, __file__, "--run", engine, str(file)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{engine} failed on {file.name}")
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def one_run(engine: str, file: Path) -> dict[str, Any]:
    """Validate a graph, and each of some documents by itself."""
    if engine == "pyshacl alone":
        reference.quicker = nullcontext  # type: ignore[assignment]
    store = Store()
    begun = time.perf_counter()
    store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
    loading = time.perf_counter() - begun
    begun, begun_here = time.perf_counter(), time.process_time()
    report = validate(store, directory("shapes"), engine.split()[0])
    seconds, seconds_here = time.perf_counter() - begun, time.process_time() - begun_here
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results = sorted(str([getattr(finding, name) for name in SHOWN]) for finding in report.findings)
    measured = {
        "seconds": round(seconds, 2),
        "processor seconds": round(seconds_here, 2),
        "loading seconds": round(loading, 2),
        "peak MB": round(peak),
        "focus nodes": report.focus_nodes,
        "results": hashlib.sha256("\n".join(results).encode()).hexdigest(),
        "findings": len(results),
    }
    if engine == "sparql":
        shapes = read_shapes(directory("shapes"))
        documents = json.loads(file.with_suffix(".json").read_text())
        times = []
        for nodes in documents:
            begun = time.perf_counter()
            validate_nodes(store, shapes, nodes)
            times.append(time.perf_counter() - begun)
        measured["one document, seconds"] = round(statistics.median(times), 3)
        measured["one document, at most"] = round(max(times), 3)
    return measured


def told(row: dict[str, Any]) -> str:
    """A size as lines of a table."""
    lines = [f"{row['triples']:,} triples"]
    first = row["engines"]["sparql"]["processor seconds"]
    for name, run in row["engines"].items():
        own = run["processor seconds"]
        ratio = f"{own:9.2f} processor s {own / first:6.1f}×"
        one = f"   one document {run[key]} s" if (key := "one document, seconds") in run else ""
        lines.append(f"  {name:14} {run['seconds']:9.2f} s {ratio} {run['peak MB']:6} MB {run['findings']:6} findings{one}")  # fmt: skip
    return "\n".join(lines)


def machine() -> dict[str, Any]:
    """What this was measured on."""
    packages = ("pyoxigraph", "pyshacl", "rdflib")
    return {
        "python": platform.python_version(),
        "processor": platform.machine(),
        **{name: version(name) for name in packages},
    }


if __name__ == "__main__":
    sys.exit(main())
