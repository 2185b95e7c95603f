"""Every query and check that ships, beside rdflib and raw pyoxigraph on the same graph: seconds and ratios.

    python -m benchmarks.querying
    python -m benchmarks.querying --triples 10000 100000 1000000 --json > querying.json

The graph is of synthetic releases (`benchmarks/synthetic.py`), encoded from the facts that are known to stand
in them, by turns with stories (`benchmarks/checks.py`), which have something for each check, and the authority; so
many triples are in its named graphs. A query is asked as it ships, without
parameters. `rdflib` is a Dataset in memory, `pyoxigraph` and `trackrecord` are asked in turn over one store, in
memory and on the disk. Times are medians of processor seconds, since a machine may be shared; loading is told
apart. A query that takes more of them than `--cap` is given up: its process is killed. Stops where trackrecord and
pyoxigraph do not answer the same; where rdflib gives another number of rows, that is told.
"""

import argparse
import hashlib
import json
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

from benchmarks import synthetic
from benchmarks.checks import TELLERS, Story
from benchmarks.checks import quads as story_quads
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from trackrecord.checks import shipped_checks
from trackrecord.dataset import ONTOLOGY_GRAPH, authority_of, read_turtle
from trackrecord.document import Document
from trackrecord.encoding import encode
from trackrecord.facts import from_record
from trackrecord.iris import DEFAULT_BASE, Base
from trackrecord.lexicon import Lexicon, load_lexicon
from trackrecord.querying import Table, named_queries, run
from trackrecord.resolving import resolve
from trackrecord.resources import directory
from trackrecord.vocabulary import prefixes

ENGINES = ("rdflib", "memory", "disk")
AT_ONCE = 250_000  # quads put in a store at a time
LEAST = 1e-5  # seconds that are told; the clock may not tell fewer
LONG = 2  # seconds of a query from which it is not asked again
PERTURBED = 4  # every so many stories has something wrong in it
BASE = Base()


def main() -> int:
    """Measure each size, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--triples", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rdflib-at-most", type=int, default=100_000, help="of these rdflib is asked")  # fmt: skip
    parser.add_argument("--memory-at-most", type=int, default=1_000_000, help="of these are loaded into memory")  # fmt: skip
    parser.add_argument(
        "--cap", type=float, default=20, help="processor seconds that an answer may take"
    )
    parser.add_argument("--repeat", type=int, default=5, help="times that a query is asked")
    parser.add_argument("--only", nargs="+", help="names of queries and checks")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--directory", type=Path, help="where graphs are put for a while")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--skip", nargs="*", default=[], help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        in_this_process(asked.run[0], Path(asked.run[1]), asked)
        return 0
    sizes = []
    with tempfile.TemporaryDirectory(dir=asked.directory) as place:
        for triples in asked.triples:
            sizes.append(size(Path(place), triples, asked))
            print(told(sizes[-1]), file=sys.stderr if asked.json else sys.stdout, flush=True)
    if asked.json:
        print(json.dumps({"sizes": sizes}, indent=2))
    return 0


def size(place: Path, triples: int, asked: argparse.Namespace) -> dict[str, Any]:
    """What all queries take on a graph of so many triples."""
    file = place / f"{triples}.nq"
    made = write_graph(file, triples, asked.seed)
    at_most = {"rdflib": asked.rdflib_at_most, "memory": asked.memory_at_most}
    engines = [each for each in ENGINES if triples <= at_most.get(each, triples)]
    measured = {each: capped(each, file, asked) for each in engines}
    file.unlink()
    rows = {
        name: row_of(name, {each: measured[each]["queries"].get(name) for each in engines})
        for name in texts(asked.only)
    }
    return {
        "triples": made,
        "loading seconds": {each: told["loading"] for each, told in measured.items()},
        "queries": rows,
        **summary(rows),
    }


def write_graph(file: Path, triples: int, seed: int) -> int:
    """Write the authority and releases until there are so many triples in named graphs; returns how many."""
    shared = authority_of(directory("authority").parent)
    known = [(ONTOLOGY_GRAPH, directory("ontology") / "trackrecord.ttl")]
    known += [(BASE.mint("graph", f"authority-{each.stem}"), each) for each in sorted(shared.glob("*.ttl"))]  # fmt: skip
    lexicon, made = load_lexicon(directory("authority")), 0
    with file.open("w", encoding="utf-8") as out:
        for name, each in known:
            lines = [f"{triple} <{name}> .\n" for triple in set(read_turtle(each))]
            out.writelines(sorted(lines))
            made += len(lines)
        number = 0
        while made < triples:
            release = lines_of_release(number, seed, lexicon)
            lines = sorted(release | lines_of_story(number, seed))
            out.writelines(lines)
            made, number = made + len(lines), number + 1
    return made


def lines_of_story(number: int, seed: int) -> set[str]:
    """The quads of a story, and of the governments and the award that it is about."""
    story = Story(number, random.Random(f"{seed}.{number}"))
    TELLERS[number % len(TELLERS)](story, number % PERTURBED == 0)
    told = list(story_quads(story))
    named = {quad for quad in told if isinstance(quad.graph_name, NamedNode)}
    known = {quad.triple for quad in told} - {quad.triple for quad in named}
    graph = BASE.mint("graph", f"authority-story-{number}")
    return {f"{quad.triple} {quad.graph_name} .\n" for quad in named} | {f"{triple} <{graph}> .\n" for triple in known}  # fmt: skip


def lines_of_release(number: int, seed: int, lexicon: Lexicon) -> set[str]:
    """The quads of a release."""
    release = synthetic.release(number, seed)
    front = dict(line.split(": ", 1) for line in release.markdown.splitlines()[1:5])
    document = Document(
        id=release.name, text=release.text, blocks=(), language=front["language"], title=front["title"].strip('"'),
        url=None, publisher=front["publisher"], issued=date.fromisoformat(front["date"]), retrieved=None,
        sha256=hashlib.sha256(release.markdown.encode()).hexdigest(), name=f"{release.name}.md",
    )  # fmt: skip
    plain = {"reader": "synthetic", "confidence": 1}
    facts = [
        from_record({"source": document.id, **plain, **record}, document.id)
        for record in json.loads(json.dumps(release.facts), parse_float=Decimal)
    ]
    resolved = resolve(facts, document, lexicon, BASE)
    graph = BASE.mint("graph", document.id)
    triples = encode(document, resolved.facts, resolved.candidates, BASE)
    return {f"{triple} <{graph}> .\n" for triple in triples}


def texts(only: Iterable[str] | None = None) -> dict[str, str]:
    """The queries and checks that ship, as SPARQL by name."""
    found = {name: each.text for name, each in named_queries(directory("queries")).items()}
    found |= {f"check {name}": each.text for name, each in shipped_checks().items()}
    return {name: text for name, text in found.items() if not only or name in only}


# In a process of its own


def in_this_process(engine: str, file: Path, asked: argparse.Namespace) -> None:  # fmt: skip
    """Load a graph and ask the queries; prints a line of JSON when it is loaded and one for each query."""
    begun = time.process_time()
    askers = _by_rdflib(file) if engine == "rdflib" else _by_oxigraph(engine, file)
    print(json.dumps({"loading": round(time.process_time() - begun, 2)}), flush=True)
    for name, text in texts(asked.only).items():
        if name not in asked.skip:
            measured = timed(askers, text, asked.repeat, asked.cap)
            print(json.dumps({"query": name, **measured}), flush=True)


Asker = Callable[[str], list[Any]]


def _by_rdflib(file: Path) -> dict[str, Asker]:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(file, format="nquads")
    return {"rdflib": lambda text: list(dataset.query(text, initNs=prefixes(DEFAULT_BASE)))}


def _by_oxigraph(engine: str, file: Path) -> dict[str, Asker]:
    store = Store() if engine == "memory" else _on_disk(file)
    if engine == "memory":
        _fill(store, file)
    declared = prefixes(DEFAULT_BASE)

    def raw(text: str) -> list[Any]:
        return [tuple(row) for row in store.query(text, prefixes=declared)]  # type: ignore[union-attr]

    def ours(text: str) -> list[Any]:
        table = run(store, text, DEFAULT_BASE)
        assert isinstance(table, Table)
        return list(table.rows)

    return {"pyoxigraph": raw, "trackrecord": ours}


def _on_disk(file: Path) -> Store:
    place = file.with_suffix(".store")
    if not place.exists():
        store = Store(str(place))
        _fill(store, file)
        store.flush()
        del store
    return Store.read_only(str(place))


def _fill(store: Store, file: Path) -> None:
    quads = _quads(file)
    for first in quads:
        store.bulk_extend(chain([first], islice(quads, AT_ONCE - 1)))


def _quads(file: Path) -> Iterator[Quad]:
    """Each quad in its named graph and in the default graph."""
    for quad in parse(path=str(file), format=RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, NamedNode)
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())


def timed(askers: dict[str, Asker], text: str, repeat: int, cap: float) -> dict[str, Any]:
    """The median seconds of each way to ask, one after the other in turn, and what they answer."""
    spent: dict[str, list[float]] = {name: [] for name in askers}
    answers: dict[str, str] = {}
    rows = 0
    for turn in range(repeat):
        for name, ask in askers.items():
            begun = time.process_time()
            resource.setrlimit(resource.RLIMIT_CPU, (int(begun + cap) + 1, resource.RLIM_INFINITY))
            found = ask(text)
            spent[name].append(time.process_time() - begun)
            rows = len(found)
            if turn == 0:
                answers[name] = digest(found)
        if max(map(max, spent.values())) > LONG:
            break
    if len(set(answers.values())) > 1:
        sys.exit(f"{' and '.join(askers)} do not answer the same to:\n{text}")
    medians = {name: max(LEAST, statistics.median(times)) for name, times in spent.items()}
    return {"rows": rows, "seconds": medians}


def digest(rows: Iterable[Any]) -> str:
    """A hash of rows, in whatever order."""
    shown = sorted(" ".join(map(str, row)) for row in rows)
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()


# Around it


def capped(engine: str, file: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """What an engine takes for each query; None for one that is given up, whose process is killed."""
    result: dict[str, Any] = {"loading": None, "queries": {}}
    names, queries = list(texts(asked.only)), result["queries"]
    while len(queries) < len(names):
        command = [sys.executable, "-m", "benchmarks.querying", "--run", engine, str(file)]
        command += ["--repeat", str(asked.repeat), "--cap", str(asked.cap), "--skip", *queries]
        command += ["--only", *asked.only] if asked.only else []
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        loaded, *found = map(json.loads, done.stdout.splitlines())
        result["loading"] = result["loading"] or loaded["loading"]
        for each in found:
            queries[each["query"]] = {"rows": each["rows"], **each["seconds"]}
        if done.returncode == -signal.SIGXCPU:
            queries[next(name for name in names if name not in queries)] = None
        elif done.returncode:
            sys.exit(f"{engine} failed on {file.name}")
    return result


def row_of(name: str, found: dict[str, Any]) -> dict[str, Any]:
    """The milliseconds of a query by engine, and the ratios; an engine that gave up has none."""
    row: dict[str, Any] = {}
    for engine in ("memory", "disk"):
        if found.get(engine):
            own, raw = found[engine]["trackrecord"], found[engine]["pyoxigraph"]
            row["rows"] = found[engine]["rows"]
            row[f"{engine}, ms"] = round(own * 1000, 2)
            row[f"{engine}, pyoxigraph ms"] = round(raw * 1000, 2)
            row[f"{engine}, times pyoxigraph"] = round(own / raw, 2)
        elif engine in found:
            row[f"{engine}, ms"] = "given up"
    if "rdflib" in found:
        peer, own = found["rdflib"], found.get("memory")
        row["rdflib, ms"] = round(peer["rdflib"] * 1000, 1) if peer else "given up"
        if peer and own:
            row["times as fast as rdflib"] = round(peer["rdflib"] / own["trackrecord"], 1)
            if peer["rows"] != own["rows"]:
                row["rdflib, rows"] = peer["rows"]
    return row


def summary(rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The median ratios over all queries."""
    told: dict[str, Any] = {}
    for key in ("times as fast as rdflib", "memory, times pyoxigraph", "disk, times pyoxigraph"):
        ratios = [row[key] for row in rows.values() if key in row]
        if ratios:
            told[f"median {key}"] = round(statistics.median(ratios), 2)
    given_up = [name for name, row in rows.items() if row.get("rdflib, ms") == "given up"]
    return told | ({"rdflib gave up": len(given_up)} if "rdflib, ms" in next(iter(rows.values())) else {})  # fmt: skip


def told(size: dict[str, Any]) -> str:
    """A size as lines of a table."""
    keys = ("rdflib, ms", "memory, ms", "memory, times pyoxigraph", "disk, ms", "disk, times pyoxigraph", "times as fast as rdflib", "rows", "rdflib, rows")  # fmt: skip
    lines = [f"{size['triples']:,} triples; loading {size['loading seconds']}", " | ".join(("query", *keys))]  # fmt: skip
    for name, row in size["queries"].items():
        lines.append(" | ".join([f"{name:24}", *(str(row.get(key, "")) for key in keys)]))
    lines += [f"{key}: {value}" for key, value in size.items() if key.startswith(("median", "rdflib"))]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
