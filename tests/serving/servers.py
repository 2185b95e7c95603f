"""Real servers on a free port of this machine, and requests to them as they are sent."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

PATIENCE = 60.0  # seconds for what takes well below one on a machine that has nothing else to do
EVERYTHING = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"  # of which there is no end
COUNTED = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass(frozen=True)
class Reply:
    """What a server sent: its status, its headers by their names in lower case, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of SPARQL results in JSON, with values alone."""
        found = self.json["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in found]


@dataclass(frozen=True)
class Server:
    """A process that serves a graph."""

    process: subprocess.Popen[str]
    url: str

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """A request as it is written, with no header of ours but those that HTTP needs."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE)
        try:
            connection.request(method, path, body, dict(headers or {}))
            reply = connection.getresponse()
            named = {name.lower(): value for name, value in reply.getheaders()}
            return Reply(reply.status, named, reply.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str | None = None) -> Reply:
        return self.send("GET", path, headers={"Accept": accept} if accept else {})

    def ask(self, query: str, accept: str | None = None, **parameters: str) -> Reply:
        """A query by GET."""
        return self.get(f"/sparql?{urlencode({'query': query, **parameters})}", accept)

    def post(self, query: str) -> Reply:
        """A query as the body of a POST."""
        headers = {"Content-Type": "application/sparql-query"}
        return self.send("POST", "/sparql", query.encode(), headers)

    def metric(self, name: str) -> float:
        """The value of what is counted under a name, labels and all."""
        lines = self.get("/metrics").body.decode().splitlines()
        found = [line.rpartition(" ")[2] for line in lines if line.rpartition(" ")[0] == name]
        return float(found[0]) if found else 0.0

    def workers(self) -> set[int]:
        """The process ids of its workers that are alive, those that are starting among them."""
        found = set()
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                told = dict(
                    line.split(":", 1) for line in status.read_text().splitlines() if ":" in line
                )
            except OSError:
                continue
            if told["PPid"].strip() == str(self.process.pid) and "Z" not in told["State"]:
                found.add(int(status.parent.name))
        return found


@contextmanager
def serving(graph: Path, *options: str) -> Iterator[Server]:
    """A server over a graph directory that is ready, until the block ends."""
    command = [sys.executable, "-m", "trackrecord", "serve", "--graph", str(graph), "--port", "0"]
    process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        said = process.stderr.readline()
        said += process.stderr.readline() if said.startswith("opening ") else ""
        found = re.search(r"http://\S+?(?=/ )", said)
        assert found, said + process.stderr.read()
        server = Server(process, found.group())
        until(lambda: server.get("/health").status == 200)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()
            process.stderr.close()


def until(holds: Any) -> None:
    """Wait until something holds, which it does soon."""
    given_up = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < given_up, "it did not come true"
        time.sleep(0.05)
