"""The cases of the W3C's test suite of the SPARQL 1.1 Protocol (sparql11/protocol), against a running server.

The names are the suite's; its data and queries are told in our graph. In `query_multiple_dataset` the suite encodes
the `&` between two parameters, so that no server could pass; it stands here as it is meant. All updates have to be
refused, whether the suite has them work or fail.
"""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from tests.serving.servers import Server, serving

GRAPH = "https://w3id.org/trackrecord/id/graph/"
DATA = [f"{GRAPH}data{number}" for number in range(4)]
A = "https://example.org/a"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
BOOLEANS = {"application/sparql-results+json", "application/sparql-results+xml"}
TABLES = BOOLEANS | {"text/csv", "text/tab-separated-values"}
GRAPHS = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}
BOTH = f"ASK {{ <{DATA[1]}> a ?type . <{DATA[2]}> a ?type }}"
NAMED = f"GRAPH ?g1 {{ <{DATA[1]}> a ?type }} GRAPH ?g2 {{ <{DATA[2]}> a ?type }}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over four documents, each of which says in a graph of its own that it is one, and that A is."""
    graph = tmp_path_factory.mktemp("protocol") / "graph"
    (graph / "sources").mkdir(parents=True)
    for iri in DATA:
        said = "".join(f"<{each}> a <http://xmlns.com/foaf/0.1/Document> .\n" for each in (iri, A))
        (graph / "sources" / f"{iri.removeprefix(GRAPH)}.ttl").write_text(said, encoding="utf-8")
    with serving(graph) as server:
        yield server


def path(**parameters: str | list[str]) -> str:
    encoded = urlencode(
        {k.replace("_", "-"): v for k, v in parameters.items()}, doseq=True, quote_via=quote
    )
    return f"/sparql/?{encoded}" if encoded else "/sparql/"


#: Method, path, media type and body of each request that is to be answered, and whether it is true.
TRUE: dict[str, tuple[str, str, str | None, str | None]] = {
    "query_post_form": ("POST", path(default_graph_uri=DATA[0]), FORM, "query=ASK%20%7B%7D"),
    "query_dataset_default_graphs_get": (
        "GET", path(query=BOTH, default_graph_uri=[DATA[1], DATA[2]]), None, None
    ),
    "query_dataset_default_graphs_post": (
        "POST", path(default_graph_uri=[DATA[1], DATA[2]]), QUERY, BOTH
    ),
    "query_dataset_named_graphs_post": (
        "POST", path(named_graph_uri=[DATA[1], DATA[2]]), QUERY, f"ASK {{ {NAMED} }}"
    ),
    "query_dataset_named_graphs_get": (
        "GET", path(query=f"ASK {{ {NAMED} }}", named_graph_uri=[DATA[1], DATA[2]]), None, None
    ),
    "query_dataset_full": (
        "POST", path(default_graph_uri=DATA[3], named_graph_uri=[DATA[1], DATA[2]]), QUERY,
        f"ASK {{ <{DATA[3]}> a ?type {NAMED} }}",
    ),
    "query_multiple_dataset": (
        "POST", path(named_graph_uri=[DATA[1], DATA[2]]), QUERY, f"ASK FROM <{DATA[3]}> {{ {NAMED} }}"
    ),
    "query_get": ("GET", path(query="ASK {}", default_graph_uri=DATA[0]), None, None),
    "query_post_direct": ("POST", path(), QUERY, "ASK {}"),
}  # fmt: skip
#: A query by the name of its case, and the media types of which its answer has to have one.
TYPED = {
    "query_content_type_select": ("SELECT (1 AS ?value) {}", TABLES),
    "query_content_type_ask": ("ASK {}", BOOLEANS),
    "query_content_type_describe": ("DESCRIBE <http://example.org/>", GRAPHS),
    "query_content_type_construct": ("CONSTRUCT { <s> <p> 1 } WHERE {}", GRAPHS),
}
#: Method, path, media type and body of each request that is refused, and its status.
REFUSED: dict[str, tuple[str, str, str | None, bytes | None, int]] = {
    "bad_query_method": ("PUT", path(query="ASK {}", default_graph_uri=DATA[0]), FORM, b"", 405),
    "bad_multiple_queries": ("GET", path(query=["ASK {}", "SELECT * {}"]), None, None, 400),
    "bad_query_wrong_media_type": ("POST", path(), "text/plain", b"ASK {}", 415),
    "bad_query_missing_form_type": ("POST", path(), None, b"query=ASK%20%7B%7D", 415),
    "bad_query_missing_direct_type": ("POST", path(), None, b"ASK {}", 415),
    "bad_query_non_utf8": (
        "POST", path(), f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"), 415
    ),
    "bad_query_syntax": ("GET", path(query="ASK {"), None, None, 400),
    "update_dataset_default_graph": (
        "POST", path(using_graph_uri=DATA[1]), UPDATE, b"CLEAR ALL", 403
    ),
    "update_dataset_default_graphs": (
        "POST", path(using_graph_uri=[DATA[1], DATA[2]]), UPDATE, b"DROP ALL", 403
    ),
    "update_dataset_named_graphs": (
        "POST", path(using_named_graph_uri=[DATA[1], DATA[2]]), UPDATE, b"DROP ALL", 403
    ),
    "update_dataset_full": (
        "POST", path(using_graph_uri=DATA[1], using_named_graph_uri=DATA[2]), UPDATE, b"DROP ALL", 403
    ),
    "update_post_form": ("POST", path(), FORM, b"update=CLEAR+ALL", 403),
    "update_post_direct": ("POST", path(), UPDATE, b"CLEAR ALL", 403),
    "update_base_uri": (
        "POST", path(), UPDATE, b"INSERT DATA { GRAPH <http://example.org/g> { <s> <p> <test> } }", 403
    ),
    "bad_update_get": ("GET", path(update="CLEAR ALL"), None, None, 403),
    "bad_multiple_updates": (
        "POST", path(), FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", 403
    ),
    "bad_update_wrong_media_type": ("POST", path(), "text/plain", b"CLEAR NAMED", 415),
    "bad_update_missing_form_type": ("POST", path(), None, b"update=CLEAR%20NAMED", 415),
    "bad_update_non_utf8": (
        "POST", path(), f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16"), 403
    ),
    "bad_update_syntax": ("POST", path(), FORM, b"update=CLEAR%20XYZ", 403),
    "bad_update_dataset_conflict": (
        "POST", path(using_named_graph_uri="http://example/people"), UPDATE,
        b"WITH <http://example/a> DELETE { ?s ?p 'Bill' } WHERE { ?s ?p 'Bill' }", 403,
    ),
}  # fmt: skip


def headers(media: str | None) -> dict[str, str]:
    return {"Content-Type": media} if media else {}


@pytest.mark.parametrize("case", TRUE)
def test_a_query_of_the_suite_is_answered(server: Server, case: str) -> None:
    method, where, media, body = TRUE[case]
    reply = server.send(method, where, body.encode() if body else None, headers(media))
    assert (reply.status, reply.media) == (200, "application/sparql-results+json")
    assert reply.json["boolean"] is True


@pytest.mark.parametrize("case", TYPED)
def test_an_answer_of_the_suite_has_a_media_type_of_its_kind(server: Server, case: str) -> None:
    query, media = TYPED[case]
    reply = server.send("POST", path(default_graph_uri=DATA[0]), query.encode(), headers(QUERY))
    assert reply.status == 200
    assert reply.media in media


@pytest.mark.parametrize("case", REFUSED)
def test_a_request_of_the_suite_is_refused(server: Server, case: str) -> None:
    method, where, media, body, status = REFUSED[case]
    reply = server.send(method, where, body, headers(media))
    assert (reply.status, reply.media) == (status, "application/problem+json")
    assert reply.json["status"] == status


def test_all_cases_of_the_suite_are_here() -> None:
    assert len({*TRUE, *TYPED, *REFUSED}) == 34


def test_nothing_was_changed_by_the_updates_that_were_refused(server: Server) -> None:
    for case in REFUSED.values():
        server.send(*case[:2], case[3], headers(case[2]))
    assert server.ask(BOTH).json["boolean"] is True


def test_parameters_count_for_more_than_what_the_query_is_from(server: Server) -> None:
    asked = f"ASK FROM <{DATA[3]}> {{ <{DATA[3]}> a ?type }}"
    assert server.ask(asked).json["boolean"] is True
    assert server.ask(asked, **{"default-graph-uri": DATA[1]}).json["boolean"] is False


def test_with_named_graphs_alone_the_default_graph_is_empty(server: Server) -> None:
    reply = server.ask("SELECT * { ?s ?p ?o }", **{"named-graph-uri": DATA[1]})
    assert reply.rows == []


def test_with_default_graphs_alone_there_are_no_named_ones(server: Server) -> None:
    reply = server.ask("SELECT * { GRAPH ?g { ?s ?p ?o } }", **{"default-graph-uri": DATA[1]})
    assert reply.rows == []


def test_a_graph_that_is_not_there_is_empty_and_not_fetched(server: Server) -> None:
    away = f"{server.url}/sparql"
    assert server.ask("SELECT * { ?s ?p ?o }", **{"default-graph-uri": away}).rows == []
    assert server.ask(f"SELECT * FROM <{away}> {{ ?s ?p ?o }}").rows == []


def test_a_form_and_the_address_may_both_have_parameters(server: Server) -> None:
    body = urlencode({"query": BOTH, "default-graph-uri": DATA[1]}).encode()
    assert server.send("POST", path(), body, headers(FORM)).json["boolean"] is False
    reply = server.send("POST", path(default_graph_uri=DATA[2]), body, headers(FORM))
    assert reply.json["boolean"] is True


def test_a_triple_that_several_graphs_state_counts_once(server: Server) -> None:
    count = f"SELECT (COUNT(*) AS ?n) {{ <{A}> ?p ?o }}"
    assert server.ask(count).rows == [{"n": "1"}]
    assert server.get(path(query=count, default_graph_uri=DATA)).rows == [{"n": "1"}]
    clauses = " ".join(f"FROM <{iri}>" for iri in DATA)
    assert server.ask(count.replace("{", f"{clauses} {{", 1)).rows == [{"n": "1"}]
