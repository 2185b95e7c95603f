"""Requests a second and latency of the SPARQL endpoint, beside Oxigraph's server and rdflib-endpoint in one run.

    python -m benchmarks.serving
    python -m benchmarks.serving --triples 1000000 --clients 1 8 64 --seconds 5 --json
    python -m benchmarks.serving --oxigraph PATH --rdflib-endpoint PATH

All serve the same triples on this machine, one server after the other: synthetic stories (`benchmarks/checks.py`) with
the authority, as a default graph. A peer that is not there is left out, and that is told. So many clients ask at once,
each the next question as soon as it has an answer, over connections that stay open, from one process that shares the
cores with the server: all servers are measured with that handicap. Before that each has to give the same answers.

`lookup` is all that is said of one thing, `join` the awards a government won, with their names, and `aggregate` how
many things there are of each class; the things are drawn by a seed. Latencies are in milliseconds. Answers that are
not 200 count as errors, not as requests. On a machine that has other things to do, the processor time that a server spends
on a request says more than how many it answers.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.checks import TELLERS, Story, quads
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Store, parse_query_results

from trackrecord.dataset import load

PREFIX = """PREFIX tr: <https://w3id.org/trackrecord/ontology#>
PREFIX outcome: <https://w3id.org/trackrecord/code/outcome/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
LOOKUP = "SELECT ?p ?o {{ <{0}> ?p ?o }}"
JOIN = """SELECT ?edition ?name ?grade {{
  ?conferral tr:recipient <{0}> ; tr:outcome outcome:won ; tr:award ?award ; tr:edition ?edition .
  ?award skos:prefLabel ?name .
  OPTIONAL {{ ?conferral tr:grade ?grade }}
}}"""
AGGREGATE = "SELECT ?class (COUNT(?thing) AS ?n) {{ ?thing a ?class }} GROUP BY ?class"
DRAWN = 200  # different questions of a kind
ACCEPT = "application/sparql-results+json"
READY = 120.0  # seconds in which a server has to be ready
#: The servers, and where each has its endpoint.
PATHS = {"trackrecord": "sparql", "oxigraph": "query", "rdflib-endpoint": ""}


def main() -> None:
    """Read the options, measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 64])
    parser.add_argument("--seconds", type=float, default=3, help="of each measurement")
    parser.add_argument("--only", nargs="+", choices=PATHS, default=list(PATHS))
    parser.add_argument("--oxigraph", help="Oxigraph's server, if it is not on the path")
    parser.add_argument("--rdflib-endpoint", help="the command, if it is not on the path")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        measured = measure(Path(place), asked)
    print(json.dumps(measured, indent=2) if asked.json else to_table(measured))


def measure(place: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """What each server that is there does, by kind of query and number of clients."""
    graph, store = place / "graph", None
    write_graph(graph, asked.triples, asked.seed)
    store = load(graph)
    file = place / "graph.nt"
    with file.open("wb") as out:
        store.dump(out, format=RdfFormat.N_TRIPLES, from_graph=_default())
    questions = questions_of(store, asked.seed)
    right = {kind: rows_of_store(store, asks[0]) for kind, asks in questions.items()}
    found: dict[str, Any] = {"triples": sum(1 for _ in file.open("rb")), "servers": {}}
    del store
    for name in asked.only:
        command = shutil.which(getattr(asked, name.replace("-", "_"), None) or name)
        if command is None and name != "trackrecord":
            print(f"NOT MEASURED: {name} is not on the path; see --{name}", file=sys.stderr)
            found["servers"][name] = "not measured, since it is not there"
            continue
        since = time.perf_counter()
        with serving(name, command or "", graph, file, place) as (url, session):
            told: dict[str, Any] = {
                "seconds until it answers": round(time.perf_counter() - since, 1)
            }
            for kind, asks in questions.items():
                if asyncio.run(first_answer(url, asks[0])) != right[kind]:
                    sys.exit(f"{name} answers {kind} otherwise")
                told[kind] = {
                    f"{clients} clients": asyncio.run(
                        load_of(url, session, asks, clients, asked.seconds)
                    )
                    for clients in asked.clients
                }
            found["servers"][name] = told
    return found


def _default() -> Any:
    from pyoxigraph import DefaultGraph

    return DefaultGraph()


def write_graph(graph: Path, triples: int, seed: int) -> None:
    """A graph directory with stories until there are so many triples."""
    sources = graph / "sources"
    sources.mkdir(parents=True)
    number = made = 0
    while made < triples:
        story = Story(number, random.Random(f"{seed}.{number}"))
        TELLERS[number % len(TELLERS)](story, False)
        said = sorted({f"{quad.triple} .\n" for quad in quads(story)})
        (sources / f"story-{number}.ttl").write_text("".join(said), encoding="utf-8")
        number, made = number + 1, made + len(said)


def questions_of(store: Store, seed: int) -> dict[str, list[str]]:
    """So many questions of each kind, about things that are there."""
    chance = random.Random(seed)
    tr = "https://w3id.org/trackrecord/ontology#"
    won = {q.object.value for q in store.quads_for_pattern(None, NamedNode(f"{tr}recipient"), None)}
    things = {
        q.subject.value for q in store.quads_for_pattern(None, NamedNode(f"{tr}metric"), None)
    }
    return {
        "lookup": [PREFIX + LOOKUP.format(each) for each in drawn(things, chance)],
        "join": [PREFIX + JOIN.format(each) for each in drawn(won, chance)],
        "aggregate": [PREFIX + AGGREGATE.format()],
    }


def drawn(things: set[str], chance: random.Random) -> list[str]:
    """Some of many."""
    return chance.sample(sorted(things), min(DRAWN, len(things)))


def rows_of_store(store: Store, query: str) -> list[str]:
    """What an answer has to be."""
    results = store.query(query)
    return rows(results.serialize(format=QueryResultsFormat.JSON))


def rows(answer: bytes) -> list[str]:
    """The rows of an answer, comparable."""
    return sorted(
        str(tuple(row)) for row in parse_query_results(answer, format=QueryResultsFormat.JSON)
    )


@contextmanager
def serving(
    name: str, command: str, graph: Path, file: Path, place: Path
) -> Iterator[tuple[str, int]]:
    """The address of a server's endpoint while it runs, and the session that its processes are in."""
    port = free_port()
    if name == "trackrecord":
        run = [sys.executable, "-m", "trackrecord", "serve", "--graph", str(graph), "--port", str(port),
               "--per-client", "100000", "--queue", "100000"]  # fmt: skip
    elif name == "oxigraph":
        location = str(place / "oxigraph")
        subprocess.run(
            [command, "load", "-l", location, "-f", str(file)], check=True, capture_output=True
        )
        run = [command, "serve-read-only", "-l", location, "-b", f"127.0.0.1:{port}"]
    else:
        run = [command, "serve", "--host", "127.0.0.1", "--port", str(port), str(file)]
    url = f"http://127.0.0.1:{port}/{PATHS[name]}"
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(run, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        until_ready(url, process)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(60)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers."""
    given_up = time.monotonic() + READY
    while time.monotonic() < given_up and process.poll() is None:
        try:
            if asyncio.run(first_answer(url, "SELECT * { BIND(1 AS ?x) }")):
                return
        except (OSError, EOFError, ValueError):
            time.sleep(0.2)
    sys.exit(f"{process.args} is not ready")


class Client:
    """A client with one connection, which is opened again when the server has closed it."""

    def __init__(self, url: str) -> None:
        self._host, _, self._path = url.removeprefix("http://").partition("/")
        self._pipe: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, query: str) -> tuple[int, bytes]:
        """Status and body."""
        if self._pipe is None:
            host, port = self._host.split(":")
            self._pipe = await asyncio.open_connection(host, int(port))
        reader, writer = self._pipe
        writer.write(
            f"GET /{self._path}?{urlencode({'query': query})} HTTP/1.1\r\n"
            f"Host: {self._host}\r\nAccept: {ACCEPT}\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        fields = dict(line.split(": ", 1) for line in head.splitlines()[1:] if ": " in line)
        if "content-length" in fields:
            body = await reader.readexactly(int(fields["content-length"]))
        else:
            body = await chunked(reader)
        if fields.get("connection") == "close":
            self.close()
        return int(head.split()[1]), body

    def close(self) -> None:
        """Hang up."""
        if self._pipe is not None:
            self._pipe[1].close()
            self._pipe = None


async def chunked(reader: asyncio.StreamReader) -> bytes:
    """A body in chunks (RFC 9112, section 7.1)."""
    body = b""
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return body


async def first_answer(url: str, query: str) -> list[str]:
    """The rows of an answer."""
    client = Client(url)
    try:
        status, body = await client.ask(query)
    finally:
        client.close()
    return rows(body) if status == 200 else []


def spent_by(session: int) -> float:
    """Processor seconds of the processes of a session that are alive; 0 where the system does not tell."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


async def load_of(
    url: str, session: int, asks: Sequence[str], clients: int, seconds: float
) -> dict[str, Any]:
    """Requests a second and latencies of so many clients that ask at once."""
    took: list[float] = []
    errors = 0
    before, start = spent_by(session), time.perf_counter()
    end = start + seconds

    async def one(number: int) -> None:
        nonlocal errors
        client, chance = Client(url), random.Random(number)
        while (since := time.perf_counter()) < end:
            try:
                status, _ = await client.ask(chance.choice(asks))
            except (OSError, EOFError):
                client.close()
                status = 0
            if status == 200:
                took.append(time.perf_counter() - since)
            else:
                errors += 1
        client.close()

    await asyncio.gather(*map(one, range(clients)))
    spent, computed = time.perf_counter() - start, spent_by(session) - before
    quantiles = statistics.quantiles(took, n=100) if len(took) > 1 else [float("nan")] * 99
    return {
        "requests a second": round(len(took) / spent, 1),
        "p50 ms": round(1000 * quantiles[49], 1),
        "p99 ms": round(1000 * quantiles[98], 1),
        "processor ms": round(1000 * computed / max(1, len(took) + errors), 2),
        "errors": errors,
    }


def to_table(measured: dict[str, Any]) -> str:
    """Markdown: a row for each kind of query and number of clients, a column for each server."""
    servers = {name: told for name, told in measured["servers"].items() if isinstance(told, dict)}
    lines = [
        f"{measured['triples']:,} triples, {os.cpu_count()} cores; requests a second (p50, p99 in ms); processor ms a request",
        "",
        f"| query | clients | {' | '.join(servers)} |",
        f"| --- | --- |{' --- |' * len(servers)}",
    ]
    first = next(iter(servers.values()))
    for kind in ("lookup", "join", "aggregate"):
        for clients in first[kind]:
            cells = []
            for told in servers.values():
                figures = told[kind][clients]
                failed = f", {figures['errors']} errors" if figures["errors"] else ""
                cells.append(
                    f"{figures['requests a second']:,.0f} ({figures['p50 ms']}, {figures['p99 ms']}{failed}); "
                    f"{figures['processor ms']}"
                )
            lines.append(f"| {kind} | {clients.split()[0]} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
