"""Servers that tests ask: one on loopback over a store, which can be told to misbehave, and real ones if they are there."""

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

JSON = "application/sparql-results+json"
_PATIENCE = 60  # seconds that a real server may take to start
_TICK = 0.1


@dataclass
class Answer:
    """What a server sends instead of an answer to the query, once."""

    status: int = 200
    body: bytes = b""
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    before: float = 0.0  # seconds of silence
    between: float = 0.0  # seconds between one byte and the next
    said: int | None = None  # bytes that it says there are


@dataclass
class Asked:
    """A request that was made."""

    method: str
    path: str
    query: str
    headers: dict[str, str]


class Server(ThreadingHTTPServer):
    """A SPARQL endpoint over a store; gives at most `cap` rows at a time, and first what is in `instead`."""

    daemon_threads = True

    def __init__(self, store: Store, cap: int | None = None, union: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store, self.cap, self.union = store, cap, union
        self.instead: list[Answer] = []
        self.asked: list[Asked] = []
        self.form = QueryResultsFormat.JSON

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"

    @property
    def queries(self) -> list[str]:
        return [each.query for each in self.asked]


@contextmanager
def serving(store: Store, cap: int | None = None, union: bool = False) -> Iterator[Server]:
    """A server over a store, as long as the block lasts."""
    server = Server(store, cap, union)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self._answer(parse_qs(body.decode()))

    def _answer(self, form: dict[str, list[str]]) -> None:
        query = form.get("query", [""])[0]
        self.server.asked.append(Asked(self.command, self.path, query, dict(self.headers.items())))
        if self.server.instead:
            self._send(self.server.instead.pop(0))
            return
        try:
            self._send(answer_of(self.server, query))
        except SyntaxError as error:
            self._send(Answer(400, str(error).encode(), "text/plain"))

    def _send(self, answer: Answer) -> None:
        time.sleep(answer.before)
        try:
            self.send_response(answer.status)
            if answer.kind:
                self.send_header("Content-Type", answer.kind)
            length = len(answer.body) if answer.said is None else answer.said
            for name, value in ({"Content-Length": str(length)} | answer.headers).items():
                self.send_header(name, value)
            self.end_headers()
            if not answer.between:
                self.wfile.write(answer.body)
            else:
                for byte in answer.body:
                    self.wfile.write(bytes([byte]))
                    time.sleep(answer.between)
        except (BrokenPipeError, ConnectionResetError):  # who asked has gone away
            pass
        self.close_connection = answer.said is not None


def answer_of(server: Server, query: str) -> Answer:
    """What a store answers, capped."""
    result = server.store.query(query, use_default_graph_as_union=server.union)
    if isinstance(result, QueryBoolean):
        told = result.serialize(format=server.form)
        return Answer(body=told or b"", kind=server.form.media_type)
    if isinstance(result, QueryTriples):
        if server.cap is not None and "LIMIT" not in query:
            return answer_of(server, f"{query} LIMIT {server.cap}")
        lines = serialize(result, format=RdfFormat.N_TRIPLES) or b""
        return Answer(body=lines, kind=RdfFormat.N_TRIPLES.media_type)
    if server.form != QueryResultsFormat.JSON:
        return Answer(body=result.serialize(format=server.form) or b"", kind=server.form.media_type)
    columns = [variable.value for variable in result.variables]
    rows = [
        {name: binding(term) for name, term in zip(columns, row, strict=True) if term is not None}
        for row in list(result)[: server.cap]
    ]
    told = json.dumps({"head": {"vars": columns}, "results": {"bindings": rows}})
    return Answer(body=told.encode())


def binding(term: NamedNode | Literal | BlankNode) -> dict[str, str]:
    """A term in SPARQL results as JSON."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


# Real servers


@contextmanager
def oxigraph(place: Path, files: Sequence[Path], *options: str) -> Iterator[str]:
    """The address of an Oxigraph server that has loaded some files."""
    program = _program("oxigraph", "install the package `oxigraph` (it is among the extras `dev`)")
    store = place / "oxigraph"
    for file in files:
        _ran([program, "load", "--location", str(store), "--file", str(file)])
    port = _free_port()
    command = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}", *options]  # fmt: skip
    with _running(command, f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def virtuoso(place: Path, quads: Path, merge: Path, rows: int) -> Iterator[str]:
    """The address of a Virtuoso server that gives at most so many rows, and has a graph of the merge."""
    program = _program("virtuoso-t", "apt-get install virtuoso-opensource-7-bin")
    isql = _program("isql-vt", "apt-get install virtuoso-opensource-7-bin")
    home, sql, http = place / "virtuoso", _free_port(), _free_port()
    home.mkdir()
    (home / "virtuoso.ini").write_text(
        f"[Database]\nDatabaseFile={home}/v.db\nErrorLogFile={home}/v.log\nLockFile={home}/v.lck\n"
        f"TransactionFile={home}/v.trx\nxa_persistent_file={home}/v.pxa\nFileExtend=200\n"
        f"[TempDatabase]\nDatabaseFile={home}/t.db\nTransactionFile={home}/t.trx\n"
        f"[Parameters]\nServerPort=127.0.0.1:{sql}\nDirsAllowed={quads.parent},{merge.parent}\n"
        f"NumberOfBuffers=4000\nMaxDirtyBuffers=2000\nMaxSortedTopRows={rows + 1}\n"
        f"[HTTPServer]\nServerPort=127.0.0.1:{http}\nServerThreads=4\n"
        f"[SPARQL]\nResultSetMaxRows={rows}\nMaxQueryCostEstimationTime=4000\n"
    )
    command = [program, "-f", "-c", str(home / "virtuoso.ini")]
    with _running(command, f"http://127.0.0.1:{http}/sparql?query=ASK%20%7B%7D"):
        loads = [(quads, "http://none.example/", 512), (merge, MERGE, 0)]
        for file, graph, flags in loads:
            text = f"DB.DBA.TTLP_MT(file_to_string_output('{file}'),'','{graph}',{flags});"
            _ran([isql, f"127.0.0.1:{sql}", "dba", "dba", f"exec={text}"])
        yield f"http://127.0.0.1:{http}/sparql"


#: The graph that Virtuoso's copy of the merge is in.
MERGE = "http://merge.example/"


def _program(name: str, how: str) -> str:
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed, so nothing is tested against it: {how}")
    return found


def _ran(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(command: Sequence[str], address: str) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(int(_PATIENCE / _TICK)):
            try:
                urllib.request.urlopen(address).close()
                break
            except urllib.error.HTTPError as error:  # it answers
                error.close()
                break
            except OSError:
                assert process.poll() is None, f"{command[0]} does not start"
                time.sleep(_TICK)
        yield
    finally:
        process.terminate()
        process.wait()
