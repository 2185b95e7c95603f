"""What a client of the SPARQL endpoint sees besides the protocol: formats, problems, CORS, limits, description."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient
from tests.serving.servers import Server, serving

from trackrecord.dataset import load
from trackrecord.serving.app import application
from trackrecord.serving.current import Current
from trackrecord.serving.endpoint import Endpoint
from trackrecord.serving.limits import Limits

SD = "http://www.w3.org/ns/sparql-service-description#"
AWARDS = "SELECT * { ?award a tr:Award } ORDER BY ?award"
BASE = "https://w3id.org/trackrecord/id/"


@pytest.fixture(scope="module")
def server(graph: Path) -> Iterator[Server]:
    with serving(graph, "--max-query", "2", "--max-answer", "1") as server:
        yield server


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.9, application/sparql-results+json;q=0.1", "text/csv"),
        ("text/*", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/json", "application/json"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("TEXT/CSV ; Q=0.5", "text/csv"),
    ],
)
def test_a_table_is_sent_in_the_format_that_is_liked_most(
    server: Server, accept: str | None, media: str
) -> None:
    assert server.ask(AWARDS, accept).media == media


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_a_graph_says_the_same_in_every_format(
    server: Server, graph: Path, accept: str, form: RdfFormat
) -> None:
    query = "CONSTRUCT { ?a a tr:Award ; skos:prefLabel ?l } WHERE { ?a a tr:Award ; skos:prefLabel ?l }"
    reply = server.ask(query, accept)
    assert reply.media == accept
    told = {str(quad.triple) for quad in parse(reply.body, format=form)}
    of_turtle = {
        str(quad.triple) for quad in parse(server.ask(query).body, format=RdfFormat.TURTLE)
    }
    assert told == of_turtle
    assert len(told) > 10


def test_turtle_is_the_same_whenever_it_is_asked_for(server: Server) -> None:
    query = "CONSTRUCT { ?a ?p ?o } WHERE { ?a a tr:Award ; ?p ?o }"
    assert server.ask(query).body == server.ask(query).body


def test_made_up_nodes_can_be_had_as_turtle_too(server: Server) -> None:
    reply = server.ask("CONSTRUCT { [] rdfs:seeAlso ?a } WHERE { ?a a tr:Award }")
    assert len(list(parse(reply.body, format=RdfFormat.TURTLE))) > 1


def test_a_table_as_turtle_is_not_acceptable(server: Server) -> None:
    reply = server.ask(AWARDS, "text/turtle")
    assert reply.status == 406
    assert "text/csv" in reply.json["detail"]


def test_a_spreadsheet_can_say_its_format_in_the_address(server: Server) -> None:
    assert server.ask(AWARDS, "text/html", format="csv").body.startswith(b"award\r\n")
    assert server.ask(AWARDS, format="docx").status == 406


def test_our_prefixes_are_declared_and_may_be_declared_otherwise(server: Server) -> None:
    assert server.ask("ASK { ?award a tr:Award }").json["boolean"] is True
    asked = "PREFIX tr: <https://example.org/> ASK { ?award a tr:Award }"
    assert server.ask(asked).json["boolean"] is False


def test_relative_iris_are_those_of_the_data(server: Server) -> None:
    assert server.ask("SELECT (<award/x> AS ?it) {}").rows == [{"it": f"{BASE}award/x"}]


def test_a_mistake_in_a_query_is_told_with_its_place(server: Server) -> None:
    reply = server.ask("SELECT * {\n ?s ?p }")
    assert (reply.status, reply.media) == (400, "application/problem+json")
    assert reply.json["title"] == "Not a SPARQL query"
    assert reply.json["detail"].startswith("line 2, column ")


def test_a_problem_is_text_for_who_reads_text(server: Server) -> None:
    reply = server.ask("SELECT", "text/html,*/*;q=0.1")
    assert (reply.status, reply.media) == (400, "text/plain")
    assert reply.body.startswith(b"Not a SPARQL query: ")


def test_a_function_that_is_not_there_is_the_query_s_mistake(server: Server) -> None:
    reply = server.ask("SELECT (<http://example.org/f>(1) AS ?x) {}")
    assert reply.status == 400
    assert "http://example.org/f" in reply.json["detail"]


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE <URL> { ?s ?p ?o } }", "ASK { SERVICE SILENT <URL> {} }"]
)
def test_no_other_server_is_asked(server: Server, query: str) -> None:
    before = server.metric('trackrecord_requests_total{route="/health",status="200"}')
    reply = server.ask(query.replace("URL", f"{server.url}/health"))
    assert (reply.status, reply.json["title"]) == (403, "SERVICE is refused")
    assert server.metric('trackrecord_requests_total{route="/health",status="200"}') == before


@pytest.mark.parametrize("query", ["INSERT DATA { <a> <b> <c> }", "LOAD <http://example.org/>"])
def test_an_update_in_a_query_s_place_is_no_query(server: Server, query: str) -> None:
    assert server.ask(query).status == 400


def test_a_query_may_be_so_long_and_no_longer(server: Server) -> None:
    longest = "ASK {} #".ljust(2048)
    assert server.post(longest).status == 200
    assert server.ask(longest).status == 200
    assert server.post(longest + " ").status == 413
    assert server.ask(longest + " ").status == 413
    assert server.post(" " * 10_000_000).status == 413


def test_an_answer_that_is_too_long_is_refused_whole(server: Server) -> None:
    reply = server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert (reply.status, reply.json["title"]) == (500, "The answer is too long")
    assert reply.json["detail"] == "it has more than 1,048,576 bytes; ask for less"


def test_an_answer_says_how_long_it_is(server: Server) -> None:
    reply = server.ask(AWARDS)
    assert int(reply.headers["content-length"]) == len(reply.body)


def test_a_page_of_anyone_may_ask_without_credentials(server: Server) -> None:
    reply = server.send(
        "OPTIONS",
        "/sparql",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert reply.status == 204
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert "content-type" in reply.headers["access-control-allow-headers"].lower()
    for each in (reply, server.ask("ASK {}"), server.ask("ASK")):
        assert each.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in each.headers


def test_a_head_is_a_get_without_its_body(server: Server) -> None:
    reply = server.send("HEAD", "/sparql?query=ASK%7B%7D")
    assert (reply.status, reply.body) == (200, b"")


@pytest.mark.parametrize(
    "query_string",
    ["query=%FF", "query=ASK{}&default-graph-uri=relative", "query=ASK{}&" + "a=1&" * 1001],
)
def test_parameters_that_cannot_be_read_are_told(server: Server, query_string: str) -> None:
    assert server.get(f"/sparql?{query_string}").status == 400


def test_a_query_may_have_any_letters(server: Server) -> None:
    reply = server.post('SELECT ("성동구 \U0001f3c6 \\u0000" AS ?name) {}')
    assert reply.rows == [{"name": "성동구 \U0001f3c6 \x00"}]


def test_the_service_is_described_where_no_query_is_asked(server: Server, graph: Path) -> None:
    store = load(graph)
    described = {
        str(quad.triple) for quad in parse(server.get("/sparql").body, format=RdfFormat.TURTLE)
    }
    for term in ("SPARQL11Query", "UnionDefaultGraph", "defaultDataset"):
        assert any(SD + term in triple for triple in described)
    names = {graph.value for graph in store.named_graphs()}
    assert names == {
        quad.object.value
        for quad in parse(server.get("/sparql").body, format=RdfFormat.TURTLE)
        if quad.predicate.value == f"{SD}name"
    }


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_the_description_can_be_had_in_every_format(
    server: Server, media: str, form: RdfFormat
) -> None:
    reply = server.get("/sparql", media)
    assert reply.media == media
    turtle = list(parse(server.get("/sparql").body, format=RdfFormat.TURTLE))
    assert len(list(parse(reply.body, format=form))) == len(turtle)


def test_the_sizes_of_graphs_are_described(server: Server) -> None:
    void = "http://rdfs.org/ns/void#triples"
    quads = list(parse(server.get("/sparql").body, format=RdfFormat.TURTLE))
    default = next(q.object for q in quads if q.predicate.value == f"{SD}defaultGraph")
    told = next(q.object.value for q in quads if q.subject == default and q.predicate.value == void)
    assert server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == [{"n": told}]


def test_health_tells_that_it_is_ready_and_of_what(server: Server) -> None:
    reply = server.get("/health")
    assert (reply.status, reply.json["status"]) == (200, "ready")
    assert reply.json["version"]


def test_health_tells_that_no_worker_is_ready(graph: Path) -> None:
    current = Current(graph, BASE)
    app = application(current.snapshot, endpoint=Endpoint(current, Limits()))
    reply = TestClient(app).get("/health")  # no worker is started before the application is
    current.state.close()
    assert (reply.status_code, reply.json()["status"]) == (503, "starting")


def test_requests_are_counted_by_route_and_status(server: Server) -> None:
    name = 'trackrecord_requests_total{route="/sparql",status="400"}'
    before = server.metric(name)
    server.ask("SELECT")
    assert server.metric(name) == before + 1
    server.get("/nowhere/at/all")
    assert "nowhere" not in server.get("/metrics").body.decode()


def test_how_long_queries_ran_is_counted(server: Server) -> None:
    name = 'trackrecord_query_seconds_count{outcome="answered"}'
    before = server.metric(name)
    server.ask("ASK {}")
    assert server.metric(name) == before + 1


def test_an_operator_who_shows_no_text_does_not_have_it_queried_either(graph: Path) -> None:
    words = "ASK { GRAPH ?g { ?selector oa:exact ?words } }"
    with serving(graph, "--show-text", "none") as silent:
        assert silent.ask(words).json["boolean"] is False
        assert silent.ask("ASK { ?fact tr:evidence ?evidence }").json["boolean"] is True
