"""A graph behind an endpoint is asked, described, validated and checked as the same graph here is."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from benchmarks import synthetic
from click.testing import CliRunner, Result
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from tests.servers import MERGE, Answer, Server, oxigraph, serving, virtuoso

from trackrecord import mirroring
from trackrecord.asking import declared, note_on_default_graph, with_values
from trackrecord.building import build
from trackrecord.cli import main
from trackrecord.dataset import load
from trackrecord.endpoint import Endpoint
from trackrecord.errors import EndpointError
from trackrecord.exporting import FORMATS
from trackrecord.iris import DEFAULT_BASE, Base
from trackrecord.mirroring import mirrored

ROOT = Path(__file__).parents[1]
QUERIES = sorted(file.stem for file in (ROOT / "queries").glob("*.rq"))
ABOUT = ("validate", "check", "check --format json", "check --government Gwanak-gu --format html",
         "validate --format json", "describe Gwanak-gu", "describe 관악구 --format json",
         "describe award:national-local-government-job-awards", "describe tr:recipient")  # fmt: skip
ASKED = (
    *(f"query {name}" for name in QUERIES),
    "query award-winners -p edition=2022 --format json",
    "query targets-and-results -p about=관악구 --format csv",
    "query record -p government=Gwanak-gu",
    "query candidates -p kind=tr:Program",
    "query claims -p type=claim-type:streak",
)


@dataclass(frozen=True)
class Graph:
    """A graph directory, and files of its quads and of their merge."""

    place: Path
    quads: Path
    merge: Path


def exported(graph: Path, place: Path) -> Graph:
    store = load(graph)
    for name, form in (("all.nq", "nquads"), ("merge.nt", "ntriples")):
        (place / name).write_text(FORMATS[form](store, DEFAULT_BASE), encoding="utf-8")
    return Graph(graph, place / "all.nq", place / "merge.nt")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph that ships, with its verdicts, in a copy."""
    place = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "graph", place / "graph", ignore=shutil.ignore_patterns(".cache"))
    run("check", "--graph", place / "graph")
    return exported(place / "graph", place)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """A graph of releases that are made up, in English and Korean."""
    place = tmp_path_factory.mktemp("made-up")
    synthetic.write(place / "releases", 24, seed=5)
    build([place / "releases"], place / "graph", Base(), lambda message: None)
    run("check", "--graph", place / "graph")
    return exported(place / "graph", place)


@pytest.fixture(scope="module")
def server(shipped: Graph) -> Iterator[Server]:
    """The shipped graph behind a server that gives 3,000 rows at a time."""
    with serving(load(shipped.place), cap=3000) as running:
        yield running


@pytest.fixture(scope="module")
def real(shipped: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An Oxigraph server that has the shipped graph and its merge."""
    with oxigraph(tmp_path_factory.mktemp("real"), [shipped.quads, shipped.merge]) as url:
        yield url


@pytest.fixture(scope="module")
def second(shipped: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Virtuoso server that has them, and gives a thousand rows at a time."""
    place = tmp_path_factory.mktemp("second")
    with virtuoso(place, shipped.quads, shipped.merge, rows=1000) as url:
        yield url


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def answers(command: str, *place: object) -> tuple[int, str]:
    result = run(*command.split(), *place)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout


@cache
def here(graph: Graph, command: str) -> tuple[int, str]:
    """What the graph directory answers."""
    return answers(command, "--graph", graph.place)


def complaint(result: Result, code: int = 1) -> str:
    assert result.exit_code == code, result.output
    return result.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", (*ABOUT, *ASKED))
def test_a_capped_endpoint_answers_what_the_graph_here_does(
    shipped: Graph, server: Server, command: str
) -> None:
    assert answers(command, "--endpoint", server.url) == here(shipped, command)


def test_oxigraph_answers_what_the_graph_here_does(shipped: Graph, real: str) -> None:
    for command in (*ABOUT, *ASKED):
        assert answers(command, "--endpoint", real) == here(shipped, command), command


def test_oxigraph_answers_the_same_on_a_graph_that_is_made_up(
    made_up: Graph, tmp_path: Path
) -> None:
    with oxigraph(tmp_path, [made_up.quads, made_up.merge]) as url:
        for command in ("validate", "check", *ASKED[: len(QUERIES)]):
            assert answers(command, "--endpoint", url) == here(made_up, command), command


def test_oxigraph_without_the_merge_is_validated_and_checked_the_same(
    shipped: Graph, tmp_path: Path
) -> None:
    with oxigraph(tmp_path, [shipped.quads], "--union-default-graph") as url:
        for command in ("validate", "check", "describe Gwanak-gu"):
            assert answers(command, "--endpoint", url) == here(shipped, command), command
        with Endpoint(url, 60) as endpoint:
            assert "repeats" in (note_on_default_graph(endpoint) or "")


def test_virtuoso_gives_the_graph_that_is_here(shipped: Graph, second: str) -> None:
    for command in ("validate", "check", "describe Gwanak-gu"):
        assert answers(command, "--endpoint", second) == here(shipped, command), command


def test_virtuoso_answers_what_the_graph_here_does_from_a_graph_of_the_merge(
    shipped: Graph, second: str
) -> None:
    address = f"{second}?default-graph-uri={MERGE}"
    for command in ("query award-winners -p edition=2022", "query record", "query source-facts --format csv"):  # fmt: skip
        assert answers(command, "--endpoint", address) == here(shipped, command), command


# Own SPARQL


def test_sparql_as_typed_is_asked_with_our_prefixes(server: Server) -> None:
    typed = "SELECT ?a { ?a a tr:Award } ORDER BY ?a LIMIT 1"
    assert run("query", typed, "--endpoint", server.url).exit_code == 0
    sent = next(query for query in server.queries if query.endswith(typed))
    assert sent == f"PREFIX tr: <https://w3id.org/trackrecord/ontology#>\n{typed}"


def test_yes_or_no_and_triples_are_answered_too(server: Server) -> None:
    assert run("query", "ASK { ?a a tr:Award }", "--endpoint", server.url).stdout == "yes\n"
    constructed = "CONSTRUCT { ?a a tr:Award } { ?a a tr:Award }"
    told = run("query", constructed, "--endpoint", server.url).stdout
    assert "a tr:Award ." in told


def test_who_else_is_asked_is_the_servers_business(server: Server, shipped: Graph) -> None:
    with serving(load(shipped.place)) as other:
        typed = f"SELECT ?a {{ SERVICE <{other.url}> {{ ?a a tr:Award }} }}"
        server.instead = [Answer(400, b"no federation here", "text/plain")]
        told = complaint(run("query", typed, "--endpoint", server.url))
        assert "no federation here" in told
        assert other.asked == []


def test_a_malformed_query_and_an_update_are_told_before_anything_is_sent(server: Server) -> None:
    before = len(server.asked)
    for typed in ("SELECT ?a { ?a", "INSERT DATA { <a:b> <a:b> <a:b> }"):
        assert complaint(run("query", typed, "--endpoint", server.url)).startswith("Error: query: ")
    assert len(server.asked) == before


def test_a_name_that_nothing_has_is_told_with_near_ones(server: Server) -> None:
    told = complaint(run("query", "record", "-p", "government=Gwanak-gi", "--endpoint", server.url))
    assert "did you mean gwanak-gu" in told


def test_prefixes_that_a_query_declares_itself_are_left_to_it() -> None:
    own = "PREFIX tr: <https://e.org/>\nSELECT ?a { ?a a tr:Award , skos:Concept ; tr:x 'role:actual' }"
    assert declared(own, DEFAULT_BASE).startswith("PREFIX skos: <")
    assert declared(own, DEFAULT_BASE).count("PREFIX") == 2


def test_values_of_parameters_are_joined_as_terms() -> None:
    bound = with_values("SELECT ?a { ?a ?b ?c }\n", {"a": NamedNode("https://e.org/"), "c": Literal('"')})  # fmt: skip
    assert bound == 'SELECT ?a { ?a ?b ?c }\nVALUES (?a ?c) { (<https://e.org/> "\\"") }'


# The default graph


def said(*quads: tuple[str, str | None]) -> Store:
    """A store in which things have a type, in a named graph or the default one."""
    store = Store()
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for thing, graph in quads:
        triple = (NamedNode(f"https://e.org/{thing}"), kind, NamedNode("https://e.org/Thing"))
        store.add(Quad(*triple, NamedNode(f"https://e.org/{graph}")) if graph else Quad(*triple))
    return store


@pytest.mark.parametrize(
    ("store", "union", "told"),
    [
        (said(("a", "g"), ("a", "h"), ("a", None)), False, None),
        (said(("a", "g"), ("b", "h")), True, None),
        (said(("a", None)), False, None),
        (said(("a", "g"), ("a", "h")), False, "does not hold"),
        (said(("a", "g"), ("a", "h")), True, "repeats"),
    ],
)
def test_a_default_graph_that_is_no_merge_is_noted(
    store: Store, union: bool, told: str | None
) -> None:
    with serving(store, union=union) as server, Endpoint(server.url, 10) as endpoint:
        note = note_on_default_graph(endpoint)
    assert (note is None) if told is None else (told in (note or ""))


def test_a_note_goes_to_standard_error(shipped: Graph) -> None:
    with serving(load(shipped.place), union=True) as server:
        result = run("query", "schemes", "--endpoint", server.url)
    assert "its default graph repeats" in result.stderr
    assert "its default graph" not in result.stdout


# Copies


@contextmanager
def copied(store: Store, cap: int | None = None) -> Iterator[Store]:
    """A copy of a store that is behind a server."""
    with (
        serving(store, cap) as server,
        Endpoint(server.url, 30) as endpoint,
        mirrored(endpoint, DEFAULT_BASE) as copy,
    ):
        yield copy


@pytest.mark.parametrize(("page", "cap"), [(20_000, None), (500, None), (20_000, 700), (500, 300)])
def test_a_copy_has_the_same_quads_whatever_is_given_at_a_time(
    shipped: Graph, monkeypatch: pytest.MonkeyPatch, page: int, cap: int | None
) -> None:
    monkeypatch.setattr(mirroring, "PAGE", page)
    here = load(shipped.place)
    with copied(here, cap) as copy:
        assert set(copy) == set(here)


def test_a_copy_that_is_large_is_put_on_the_disk_and_taken_away(
    shipped: Graph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mirroring, "IN_MEMORY", 100)
    monkeypatch.setattr(mirroring.tempfile, "tempdir", str(tmp_path))
    here = load(shipped.place)
    with copied(here) as copy:
        assert len(list(tmp_path.iterdir())) == 1
        assert set(copy) == set(here)
    assert list(tmp_path.iterdir()) == []


def named(graph: str, *objects: NamedNode | BlankNode | Literal) -> list[Quad]:
    name, a = NamedNode(f"{DEFAULT_BASE}graph/{graph}"), NamedNode("https://e.org/a")
    return [Quad(a, a, each, name) for each in objects]


def test_blank_nodes_of_two_answers_are_kept_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirroring, "PAGE", 1)
    store = Store()
    store.extend([*named("x", BlankNode("b")), *named("y", BlankNode("b"))])
    with copied(store) as copy:
        assert len({quad.object for quad in copy}) == 2


def test_blank_nodes_are_not_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirroring, "PAGE", 1)
    store = Store()
    store.extend(named("x", BlankNode("b"), BlankNode("c")))
    with pytest.raises(EndpointError, match="has blank nodes"), copied(store):
        pass


def test_a_dataset_that_changes_while_it_is_copied_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = Store()
    store.extend(named("x", *map(Literal, range(9))))
    graphs_of = mirroring.graphs_of

    def then_changed(endpoint: Endpoint, base: str) -> dict[str, int]:
        sizes = graphs_of(endpoint, base)
        store.remove(named("x", Literal(0))[0])
        return sizes

    monkeypatch.setattr(mirroring, "graphs_of", then_changed)
    with pytest.raises(EndpointError, match="changed while"), copied(store):
        pass


def test_other_peoples_graphs_are_not_copied() -> None:
    store = Store()
    store.extend(named("x", Literal("ours")))
    store.add(Quad(*named("x", Literal("theirs"))[0].triple, NamedNode("https://other.example/")))
    with copied(store) as copy:
        assert len(copy) == 2  # in its named graph, and in the merge


@pytest.mark.parametrize("command", ["validate", "check"])
def test_an_endpoint_without_a_graph_of_ours_says_what_to_load(command: str) -> None:
    with serving(said(("a", "g"))) as server:
        told = complaint(run(command, "--endpoint", server.url))
    assert "holds no named graph under" in told
    assert "export --format nquads" in told


# The command line


def test_check_writes_nothing_to_the_endpoint_and_nothing_here(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    server.asked.clear()
    result = run("check", "--endpoint", server.url, "--format", "ttl", "-o", "verdicts.ttl")
    assert "verdicts are not written to an endpoint" in result.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["verdicts.ttl"]
    assert "a tr:Verdict" in (tmp_path / "verdicts.ttl").read_text(encoding="utf-8")
    assert server.queries
    assert all(query.startswith("SELECT") for query in server.queries)


@pytest.mark.parametrize("command", ["validate", "check", "query schemes", "describe Gwanak-gu"])
def test_a_graph_directory_and_an_endpoint_exclude_each_other(command: str) -> None:
    both = ("--graph", "graph", "--endpoint", "http://127.0.0.1:1/sparql")
    assert "not both" in complaint(run(*command.split(), *both), 2)


@pytest.mark.parametrize(
    "address", ["data.example.org", "ftp://e.org/", "http://", "http://:@/", "file:///x"]
)
def test_what_is_no_address_is_bad_usage(address: str) -> None:
    assert "is no address of an endpoint" in complaint(run("validate", "--endpoint", address), 2)


@pytest.mark.parametrize("address", ["http://xn--/", "http://ㄱ.invalid/"])
def test_a_host_that_cannot_be_one_is_one_message(address: str) -> None:
    told = complaint(run("query", "schemes", "--endpoint", address))
    assert told.startswith(f"Error: {address}: is no address of an endpoint")


def test_a_timeout_is_for_endpoints() -> None:
    assert "--timeout is for --endpoint" in complaint(run("validate", "--timeout", 3), 2)
