"""Queries that would take the machine are stopped, alone; no worker outlives its server."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.serving.servers import COUNTED, Reply, Server, serving, until

AWARDS = "SELECT * { ?award a tr:Award } ORDER BY ?award"
linux = pytest.mark.skipif(sys.platform != "linux", reason="workers are found under /proc")
pytestmark = linux
DOUBLED = " ".join(f"BIND(CONCAT({', '.join([f'?a{n}'] * 16)}) AS ?a{n + 1})" for n in range(9))
HOSTILE = {
    "cartesian product": COUNTED,
    "endless answer": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "deep property path": "SELECT * { ?a (tr:x|!tr:y)+/(^tr:z|!tr:w)*/!tr:u* ?b . ?b (!tr:v)* ?c }",
    "huge regex": 'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?a), CONCAT("(x+x+)+y{1,900}", STR(?d)))) }',
    "huge VALUES": "SELECT (COUNT(*) AS ?n) {"
    + "".join(f" VALUES ?v{n} {{ {' '.join(map(str, range(500)))} }}" for n in range(6))
    + " }",
    "huge ORDER BY": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a",
    "enormous GROUP_CONCAT": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?f))) AS ?all) { ?a ?b ?c . ?d ?e ?f }",
    "text that doubles": f'SELECT (STRLEN(?a9) AS ?n) {{ BIND("xxxxxxxxxxxxxxxx" AS ?a0) {DOUBLED} }}',
    "deep brackets": f"SELECT * {{{'{' * 20_000}{'}' * 20_000}}}",
    "deep parentheses": f"SELECT ({'(' * 20_000}1{')' * 20_000} AS ?x) {{}}",
    "product in a question": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) = 'service') }",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(graph: Path) -> Iterator[Server]:
    options = ("--workers", "3", "--timeout", "3", "--memory", "256", "--max-answer", "8")
    clients = ("--queue", "3", "--per-client", "6", "--proxy-headers")
    with serving(graph, *options, *clients) as server:
        yield server


def asked_by(server: Server, address: str, query: str) -> Reply:
    """What a client at an address is answered, through a proxy."""
    headers = {"X-Forwarded-For": address, "Content-Type": "application/sparql-query"}
    return server.send("POST", "/sparql", query.encode(), headers)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_query_is_stopped_while_others_are_answered(server: Server, kind: str) -> None:
    with ThreadPoolExecutor() as pool:
        hostile = pool.submit(asked_by, server, "192.0.2.1", HOSTILE[kind])
        assert asked_by(server, "192.0.2.2", AWARDS).status == 200
        reply = hostile.result()
    titles = {
        "The query took too long", "The query took too much memory", "The answer is too long",
        "The query failed",
    }  # fmt: skip
    assert reply.status in (500, 504)
    assert reply.json["title"] in titles
    assert asked_by(server, "192.0.2.2", AWARDS).status == 200


def test_one_client_never_has_all_workers(server: Server) -> None:
    until(lambda: server.metric("trackrecord_workers") == 3)
    with ThreadPoolExecutor(4) as pool:
        hostile = [pool.submit(asked_by, server, "192.0.2.1", COUNTED) for _ in range(4)]
        until(lambda: server.metric("trackrecord_workers_busy") == 2)
        for _ in range(5):
            assert asked_by(server, "192.0.2.2", AWARDS).status == 200
        assert {each.result().status for each in hostile} <= {503, 504}


def test_a_query_that_takes_too_long_is_told_so(server: Server) -> None:
    reply = server.ask(COUNTED)
    assert (reply.status, reply.json["title"]) == (504, "The query took too long")
    assert "3 seconds" in reply.json["detail"]


def test_a_query_that_takes_too_much_memory_is_told_so(graph: Path) -> None:
    with serving(graph, "--workers", "1", "--memory", "64", "--timeout", "50") as server:
        reply = server.post(HOSTILE["text that doubles"])
        assert (reply.status, reply.json["title"]) == (500, "The query took too much memory")
        assert "67 MB" in reply.json["detail"]
        assert server.ask(AWARDS).status == 200


def test_a_worker_that_is_killed_is_replaced(server: Server) -> None:
    until(lambda: len(server.workers()) == 3 and server.metric("trackrecord_workers") == 3)
    victim = min(server.workers())
    os.kill(victim, signal.SIGKILL)
    until(lambda: victim not in server.workers() and len(server.workers()) == 3)
    assert server.ask(AWARDS).status == 200


def test_a_worker_that_is_killed_at_work_is_a_clear_error_of_one_query(server: Server) -> None:
    until(lambda: len(server.workers()) == 3)
    before = server.workers()
    with ThreadPoolExecutor() as pool:
        running = pool.submit(server.ask, COUNTED)
        until(lambda: server.metric("trackrecord_workers_busy") == 1)
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        assert (running.result().status, running.result().json["title"]) == (
            500,
            "The query failed",
        )
    until(lambda: server.ask(AWARDS).status == 200)


def test_one_client_has_so_many_queries_and_no_more(server: Server) -> None:
    with ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(server.ask, [COUNTED] * 12))
    assert {reply.status for reply in replies} <= {429, 503, 504}
    refused = [reply for reply in replies if reply.status == 429]
    assert refused
    assert all(reply.headers["retry-after"] == "1" for reply in refused)


@pytest.mark.parametrize(
    ("options", "status"), [((), 429), (("--proxy-headers",), 504)], ids=["not told", "told"]
)
def test_a_proxy_is_believed_who_asks_only_where_that_is_told(
    graph: Path, options: tuple[str, ...], status: int
) -> None:
    limits = ("--workers", "2", "--per-client", "1", "--timeout", "2")
    with serving(graph, *limits, *options) as server, ThreadPoolExecutor(2) as pool:
        first = pool.submit(asked_by, server, "192.0.2.9, 198.51.100.1", COUNTED)
        until(lambda: server.metric("trackrecord_workers_busy") == 1)
        assert asked_by(server, "192.0.2.9, 198.51.100.2", COUNTED).status == status
        assert first.result().status == 504


def test_a_full_queue_is_told_with_when_to_ask_again(server: Server) -> None:
    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(server.ask, [COUNTED] * 6))
    refused = [reply for reply in replies if reply.status == 503]
    assert refused
    assert all(int(reply.headers["retry-after"]) >= 1 for reply in refused)
    assert all(reply.json["title"] == "Too busy" for reply in refused)


def test_a_query_ends_when_its_client_goes(server: Server) -> None:
    name = 'trackrecord_workers_ended_total{reason="abandoned"}'
    before = server.metric(name)
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as client:
        asked = COUNTED.replace(" ", "%20")
        client.sendall(f"GET /sparql?query={asked} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        until(lambda: server.metric("trackrecord_workers_busy") == 1)
    until(lambda: server.metric(name) == before + 1)


def test_an_answer_is_right_or_refused_however_many_ask(graph: Path) -> None:
    kinds = (
        AWARDS,
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "ASK { ?government a tr:Government }",
        "CONSTRUCT { ?a skos:prefLabel ?l } WHERE { ?a a tr:Award ; skos:prefLabel ?l }",
    )
    with serving(graph, "--workers", "2", "--queue", "8", "--per-client", "24") as server:
        right = [server.ask(query).body for query in kinds]
        statuses = Counter[int]()

        def answered(number: int) -> bool:
            """Ask as often as it takes; whether the answer is right."""
            while (reply := server.ask(kinds[number % len(kinds)])).status != 200:
                statuses[reply.status] += 1
                time.sleep(0.1)
            return reply.body == right[number % len(kinds)]

        with ThreadPoolExecutor(40) as pool:
            assert all(pool.map(answered, range(400)))
        assert set(statuses) <= {429, 503}
        until(lambda: server.metric("trackrecord_workers_busy") == 0)
        assert server.metric("trackrecord_queries_waiting") == 0


def alive(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2][:3]
    except OSError:
        return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_its_server_whatever_it_does(graph: Path, how: signal.Signals) -> None:
    with serving(graph, "--workers", "3") as server, ThreadPoolExecutor() as pool:
        until(lambda: len(server.workers()) == 3)
        workers = server.workers()
        running = pool.submit(server.ask, COUNTED)
        until(lambda: server.metric("trackrecord_workers_busy") == 1)
        server.process.send_signal(how)
        until(lambda: server.process.poll() is not None)
        until(lambda: not any(map(alive, workers)))
        with pytest.raises((ConnectionError, AssertionError, OSError)):
            assert running.result().status == 200


def test_a_query_that_outlasts_its_server_is_told_to_come_again_and_leaves_no_traceback(
    graph: Path,
) -> None:
    with serving(graph, "--workers", "2") as server, ThreadPoolExecutor() as pool:
        until(lambda: len(server.workers()) == 2)
        running = pool.submit(server.ask, COUNTED)
        until(lambda: server.metric("trackrecord_workers_busy") == 1)
        server.process.send_signal(signal.SIGINT)
        until(lambda: server.process.poll() is not None)
        assert running.result().status == 503
        assert server.process.stderr is not None
        assert "Traceback" not in server.process.stderr.read()


def test_a_worker_has_no_network(server: Server) -> None:
    for worker in server.workers():
        if Path(f"/proc/{worker}/ns/net").readlink() == Path("/proc/self/ns/net").readlink():
            pytest.skip("this system gives a process no network of its own")
    # What the server runs its workers with sees a way out of the machine as little as they do.
    code = (
        "import os, socket; from trackrecord.serving.confinement import confine, has_network;"
        "confine(os.getppid()); print(has_network());"
        "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('192.0.2.1', 9))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "False\n"
    assert "unreachable" in done.stderr


def test_a_graph_that_is_built_again_is_served_without_an_end(graph: Path, tmp_path: Path) -> None:
    again = tmp_path / "graph"
    shutil.copytree(graph, again, ignore=shutil.ignore_patterns(".cache"))
    new = "<https://example.org/new> a <https://w3id.org/trackrecord/ontology#Award> .\n"
    with serving(again, "--workers", "2", "--per-client", "64") as server:
        version = server.get("/health").json["version"]
        before = len(server.ask(AWARDS).rows)
        (again / "sources" / "added.ttl").write_text(new, encoding="utf-8")
        statuses = []
        with ThreadPoolExecutor(4) as pool:

            def is_new() -> bool:
                replies = list(pool.map(server.ask, [AWARDS] * 8))
                statuses.extend(reply.status for reply in replies)
                return all(len(reply.rows) == before + 1 for reply in replies)

            until(is_new)
        assert set(statuses) == {200}
        assert server.get("/health").json["version"] != version
        until(lambda: len(server.workers()) == 2)


def test_a_graph_that_is_broken_meanwhile_is_served_as_it_was(graph: Path, tmp_path: Path) -> None:
    again = tmp_path / "graph"
    shutil.copytree(graph, again, ignore=shutil.ignore_patterns(".cache"))
    with serving(again, "--workers", "2") as server:
        before = server.ask(AWARDS).body
        (again / "sources" / "added.ttl").write_text("no Turtle", encoding="utf-8")
        assert server.process.stderr is not None
        assert "added.ttl" in server.process.stderr.readline()
        assert server.ask(AWARDS).body == before
        said = "<https://example.org/new> a <https://w3id.org/trackrecord/ontology#Award> .\n"
        (again / "sources" / "added.ttl").write_text(said, encoding="utf-8")
        until(lambda: server.ask(AWARDS).body != before)


def test_a_graph_whose_cache_cannot_be_written_is_served(graph: Path, tmp_path: Path) -> None:
    again = tmp_path / "graph"
    shutil.copytree(graph, again, ignore=shutil.ignore_patterns(".cache"))
    (again / ".cache").write_text("no directory", encoding="utf-8")
    with serving(again) as server:
        assert server.ask("ASK { ?a a tr:Award }").json["boolean"] is True
