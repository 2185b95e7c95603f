"""A query goes to an endpoint and comes back as terms, or there is one message that says what to do."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store
from tests.servers import Answer, Server, serving

from trackrecord import endpoint as module
from trackrecord.endpoint import Endpoint
from trackrecord.errors import EndpointError

ANY = "SELECT ?s ?o { ?s ?p ?o }"


@pytest.fixture
def server() -> Iterator[Server]:
    store = Store()
    store.add(Quad(NamedNode("https://e.org/a"), NamedNode("https://e.org/p"), Literal("ㄱ", language="ko")))  # fmt: skip
    with serving(store) as running:
        yield running


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that are made; nothing waits."""
    made: list[float] = []
    monkeypatch.setattr(module, "sleep", made.append)
    return made


def select(url: str, query: str = ANY, timeout: float = 10) -> module.Solutions:
    with Endpoint(url, timeout) as endpoint:
        return endpoint.select(query)


def complaint(url: str, query: str = ANY, timeout: float = 10) -> str:
    """What is said of an endpoint that does not answer, without its address, which is always named."""
    with pytest.raises(EndpointError) as raised:
        select(url, query, timeout)
    message = str(raised.value)
    assert "\n" not in message
    assert message.startswith("http")
    return message.split(": ", 1)[1]


def test_rows_are_terms_with_their_languages(server: Server) -> None:
    found = select(server.url)
    assert found.columns == ("s", "o")
    assert found.rows == ((NamedNode("https://e.org/a"), Literal("ㄱ", language="ko")),)


def test_results_in_xml_are_read_too(server: Server) -> None:
    in_json = select(server.url)
    server.form = QueryResultsFormat.XML
    assert select(server.url) == in_json


def test_an_unbound_cell_is_none(server: Server) -> None:
    assert select(server.url, "SELECT ?s ?x { ?s ?p ?o }").rows[0][1] is None


def test_a_question_is_answered_yes_or_no(server: Server) -> None:
    with Endpoint(server.url, 10) as endpoint:
        assert endpoint.ask("ASK { ?s ?p ?o }")
        assert not endpoint.ask("ASK { ?s ?s ?s }")


def test_triples_are_constructed(server: Server) -> None:
    with Endpoint(server.url, 10) as endpoint:
        (triple,) = endpoint.construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert triple.object == Literal("ㄱ", language="ko")


def test_short_queries_are_sent_by_get_and_long_ones_by_post(server: Server) -> None:
    long = ANY + " # " + "가" * 1000
    assert select(server.url, long) == select(server.url)
    assert [(each.method, each.query) for each in server.asked] == [("POST", long), ("GET", ANY)]


def test_what_the_address_asks_for_is_kept(server: Server) -> None:
    select(f"{server.url}?default-graph-uri=https://e.org/g")
    assert "default-graph-uri=https" in server.asked[0].path


def test_a_server_that_is_busy_is_asked_again_later_each_time(
    server: Server, pauses: list[float]
) -> None:
    server.instead = [Answer(503), Answer(429), Answer(502)]
    assert select(server.url).rows
    assert pauses == [0.5, 1.0, 2.0]


@pytest.mark.parametrize("is_date", [False, True])
def test_a_server_is_not_asked_before_it_says(
    server: Server, pauses: list[float], is_date: bool
) -> None:
    day = format_datetime(datetime.now(UTC) + timedelta(seconds=7.9), usegmt=True)
    server.instead = [Answer(503, headers={"Retry-After": day if is_date else "7"})]
    assert select(server.url).rows
    assert 5 < pauses[0] < 9


def test_a_server_that_asks_to_wait_for_long_is_not_waited_for(
    server: Server, pauses: list[float]
) -> None:
    server.instead = [Answer(429, headers={"Retry-After": "3600"})]
    assert "it asks to wait 3600 seconds" in complaint(server.url)
    assert pauses == []


def test_a_server_that_stays_busy_is_given_up(server: Server) -> None:
    server.instead = [Answer(504)] * 4
    assert "took too long behind its gateway (504), asked 4 times" in complaint(server.url)
    assert len(server.asked) == 4


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(pauses: list[float]) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told = complaint(f"http://127.0.0.1:{port}/sparql")
    assert "cannot be reached" in told
    assert "check the address" in told
    assert len(pauses) == 3


def test_an_answer_that_breaks_off_is_asked_for_again(server: Server) -> None:
    server.instead = [Answer(body=b'{"head": {"vars": []}', said=1000)]
    assert select(server.url).rows


def test_a_server_that_says_nothing_in_time_is_not_asked_again(server: Server) -> None:
    server.instead = [Answer(before=1)]
    told = complaint(server.url, timeout=0.2)
    assert "no whole answer within 0.2 seconds" in told
    assert "--timeout" in told
    assert len(server.asked) == 1


def test_an_answer_that_comes_by_drops_takes_no_longer_than_it_may(server: Server) -> None:
    server.instead = [Answer(body=b" " * 1000, between=0.05)]
    assert "no whole answer within 0.3 seconds" in complaint(server.url, timeout=0.3)


def test_a_web_page_is_told_from_an_endpoint(server: Server) -> None:
    server.instead = [Answer(body=b"<!DOCTYPE html><p>Hello", kind="text/html; charset=utf-8")]
    assert "is a web page and no SPARQL endpoint" in complaint(server.url)


def test_an_answer_of_another_kind_says_what_was_expected(server: Server) -> None:
    server.instead = [Answer(body=b"GIF89a", kind="image/gif")]
    assert "expected SPARQL results, found image/gif" in complaint(server.url)


@pytest.mark.parametrize("status", [401, 403])
def test_where_access_is_denied_it_is_said_how_to_give_a_password(
    server: Server, status: int
) -> None:
    server.instead = [Answer(status, b"<p>no", "text/html")]
    assert f"gives no access ({status})" in (told := complaint(server.url))
    assert "USER:PASSWORD@" in told


def test_a_password_in_the_address_is_sent_and_never_shown(server: Server) -> None:
    address = server.url.replace("//", "//reader:s3cret@")
    server.instead = [Answer(401)]
    assert "s3cret" not in complaint(address)
    assert server.asked[0].headers["Authorization"].startswith("Basic ")


def test_where_there_is_nothing_the_usual_addresses_are_named(server: Server) -> None:
    server.instead = [Answer(404, b"<html>not found", "text/html")]
    assert "no SPARQL endpoint is there (404)" in (told := complaint(server.url))
    assert "/sparql or /query" in told


def test_what_a_server_says_of_a_query_is_told(server: Server) -> None:
    told = complaint(server.url, "SELECT ?s {")
    assert "does not answer the query (400): error at 1:12" in told


@pytest.mark.parametrize("body", [b"", b"{", b"<html>", b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s"'])  # fmt: skip
def test_a_malformed_answer_is_one_message(server: Server, body: bytes) -> None:
    server.instead = [Answer(body=body)]
    assert "the answer cannot be read as SPARQL results" in complaint(server.url)


def test_malformed_triples_are_one_message(server: Server) -> None:
    server.instead = [Answer(body=b"<a> <b", kind="application/n-triples")]
    with Endpoint(server.url, 10) as endpoint, pytest.raises(EndpointError, match="read as RDF"):
        endpoint.construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")


def test_an_answer_that_the_server_cut_off_is_no_answer(server: Server) -> None:
    server.instead = [
        Answer(body=b'{"head":{"vars":[]},"results":{"bindings":[]}}', headers={"X-SQL-State": "S1TAT"})
    ]  # fmt: skip
    assert "cut its answer off" in complaint(server.url)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_with_the_query(server: Server, status: int) -> None:
    server.instead = [Answer(status, headers={"Location": "/elsewhere"})]
    long = ANY + " # " + "x" * 3000
    assert select(server.url, long).rows
    assert [(each.method, each.query) for each in server.asked] == [("POST", long)] * 2
    assert server.asked[1].path == "/elsewhere"


def test_a_password_does_not_follow_a_redirect_to_another_server(server: Server) -> None:
    with serving(server.store) as other:
        there = other.url.replace("127.0.0.1", "localhost")
        server.instead = [Answer(307, headers={"Location": there})]
        assert select(server.url.replace("//", "//reader:s3cret@")).rows
        assert "Authorization" not in other.asked[0].headers


def test_redirects_that_go_round_end(server: Server) -> None:
    server.instead = [Answer(302, headers={"Location": "/sparql"})] * 9
    assert "redirects more than 5 times" in complaint(server.url)


def test_rows_for_a_question_of_yes_or_no_are_a_mistake_of_the_server(server: Server) -> None:
    with Endpoint(server.url, 10) as endpoint:
        with pytest.raises(EndpointError, match="expected yes or no"):
            endpoint.ask(ANY)
        with pytest.raises(EndpointError, match="expected the rows"):
            endpoint.select("ASK { ?s ?p ?o }")
