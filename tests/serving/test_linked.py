"""What the IRIs of the data lead to, asked for as programs and browsers do."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS, VOID
from starlette.testclient import TestClient

from trackrecord.dataset import load
from trackrecord.iris import DEFAULT_BASE, Base
from trackrecord.serving.addresses import path_of
from trackrecord.serving.app import application
from trackrecord.serving.snapshot import Snapshot
from trackrecord.vocabulary import OA, TR

pytestmark = [  # rdflib warns of its own use
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),
]
GWANAK = "/id/government/kr-seoul-gwanak-gu"
FACT = "/id/observation/kr-seoul-gwanak-gu.jobs-created.2021.actual"
SOURCE = "/id/source/gwanak-job-award-2022"
PARSERS = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}
SUFFIXES = {".ttl": "turtle", ".jsonld": "json-ld", ".nt": "nt", ".rdf": "xml"}


def iri(path: str) -> URIRef:
    return URIRef(DEFAULT_BASE + path.removeprefix("/id/"))


@pytest.mark.parametrize("media", PARSERS)
@pytest.mark.parametrize("path", [GWANAK, FACT, SOURCE, "/code/role/actual", "/id/unit/jobs"])
def test_an_iri_answers_in_the_format_that_is_asked_for(
    client: TestClient, path: str, media: str
) -> None:
    answer = client.get(path, headers={"Accept": media})
    assert answer.headers["content-type"].split(";")[0] == media
    subject = iri(path) if path.startswith("/id/") else URIRef("https://w3id.org/trackrecord" + path)  # fmt: skip
    graph = Graph().parse(data=answer.text, format=PARSERS[media])
    assert (subject, SKOS.prefLabel if "source" not in path and path != FACT else RDF.type, None) in graph  # fmt: skip


def test_all_formats_say_the_same_but_for_their_own_address(client: TestClient) -> None:
    told = [
        {t for t in Graph().parse(data=client.get(GWANAK + suffix).text, format=name) if not str(t[0]).endswith(suffix)}
        for suffix, name in SUFFIXES.items()
    ]  # fmt: skip
    assert len(told[0]) > 100
    assert all(each == told[0] for each in told)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle;q=0.4, application/ld+json;q=0.5", "application/ld+json"),
        ("text/*;q=0.5, text/html;q=0.1", "text/turtle"),
        ("application/json", "application/json"),
        ("application/trig", "application/trig"),
    ],
)
def test_of_what_is_accepted_the_best_is_sent(client: TestClient, accept: str, media: str) -> None:
    answer = client.get(FACT, headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == media
    assert "Accept" in answer.headers["vary"]


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(client: TestClient) -> None:  # fmt: skip
    answer = client.get(GWANAK, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text
    assert f'<{GWANAK}.ttl>; rel="alternate"' in answer.headers["link"]


def test_a_negotiated_answer_says_where_it_has_an_address_of_its_own(client: TestClient) -> None:
    answer = client.get(GWANAK, headers={"Accept": "text/turtle"})
    place = answer.headers["content-location"]
    assert place == f"{GWANAK}.ttl"
    assert client.get(place).text == answer.text


def test_links_lead_to_the_other_formats_the_other_language_and_the_iri(client: TestClient) -> None:
    told = client.get(GWANAK).headers["link"]
    assert f'<{iri(GWANAK)}>; rel="canonical"' in told
    assert f'<{GWANAK}.jsonld>; rel="alternate"; type="application/ld+json"' in told
    assert f'</ko{GWANAK}>; rel="alternate"; hreflang="ko"' in told
    assert f'<{GWANAK}.ttl>; rel="describedby"' in told


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_has_not_changed_is_not_sent_again(client: TestClient, accept: str) -> None:
    first = client.get(GWANAK, headers={"Accept": accept})
    assert not first.headers["etag"].startswith("W/")
    known = {"Accept": accept, "If-None-Match": first.headers["etag"]}
    again = client.get(GWANAK, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_each_format_and_language_has_an_entity_tag_of_its_own(client: TestClient) -> None:
    paths = [GWANAK, f"/ko{GWANAK}", *(GWANAK + suffix for suffix in SUFFIXES)]
    assert len({client.get(path).headers["etag"] for path in paths}) == len(paths)


def test_head_has_the_headers_of_get_and_no_content(client: TestClient) -> None:
    for accept in ("text/html", "text/turtle"):
        got = client.get(FACT, headers={"Accept": accept})
        head = client.head(FACT, headers={"Accept": accept})
        assert head.content == b""
        assert dict(head.headers) == dict(got.headers)


def test_other_sites_may_read_everything(client: TestClient) -> None:
    assert client.get(GWANAK).headers["access-control-allow-origin"] == "*"
    asked = client.options(GWANAK, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"})  # fmt: skip
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-headers"] == "*"


@pytest.mark.parametrize("path", ["/id/government/nowhere", "/id/nothing.ttl", "/id/x.y.z.jsonld"])
def test_an_iri_that_nothing_is_said_of_is_not_found(client: TestClient, path: str) -> None:
    for accept in ("text/html", "text/turtle"):
        assert client.get(path, headers={"Accept": accept}).status_code == 404


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "1.5", "٣", "9" * 30])
def test_a_page_of_a_description_that_there_is_not_is_not_found(
    client: TestClient, page: str
) -> None:
    assert client.get(f"{GWANAK}.ttl", params={"page": page}).status_code == 404


def test_a_fact_is_described_with_its_quotes_and_the_graphs_that_state_it(client: TestClient) -> None:  # fmt: skip
    graph = Graph().parse(data=client.get(f"{FACT}.ttl").text, format="turtle")
    quotes = {
        str(exact)
        for evidence in graph.objects(iri(FACT), TR.evidence)
        for selector in graph.objects(evidence, OA.hasSelector)
        for exact in graph.objects(selector, OA.exact)
    }
    assert "the district created 13,342 jobs" in quotes
    assert iri("/id/graph/gwanak-job-award-2022") in set(graph.objects(iri(FACT), DCTERMS.isPartOf))
    assert (iri(GWANAK), SKOS.prefLabel, None) in graph


def test_trig_tells_what_each_source_states(client: TestClient) -> None:
    data = Dataset()
    data.parse(data=client.get(f"{FACT}.trig").text, format="trig")
    stated = data.graph(iri("/id/graph/jobs-by-year"))
    assert (iri(FACT), TR.printed, None) in stated
    assert (iri("/id/source/gwanak-job-award-2022#char=302,334"), RDF.type, TR.Evidence) not in stated  # fmt: skip


def test_a_source_is_described_with_its_evidence_and_what_stands_on_it(client: TestClient) -> None:
    graph = Graph().parse(data=client.get(f"{SOURCE}.ttl").text, format="turtle")
    evidence = URIRef(f"{iri(SOURCE)}#char=302,334")
    assert (evidence, OA.hasSource, iri(SOURCE)) in graph
    assert (iri(FACT), TR.evidence, evidence) in graph


def test_evidence_that_is_asked_for_by_its_whole_iri_has_an_address_too(client: TestClient) -> None:
    answer = client.get(f"{SOURCE}%23char=302,334", headers={"Accept": "text/turtle"})
    place = answer.headers["content-location"]
    assert place == f"{SOURCE}%23char=302,334.ttl"
    assert client.get(place).text == answer.text


def test_a_document_says_what_it_is_about(client: TestClient) -> None:
    graph = Graph().parse(data=client.get(f"{GWANAK}.ttl").text, format="turtle")
    assert (URIRef(f"{iri(GWANAK)}.ttl"), FOAF.primaryTopic, iri(GWANAK)) in graph


def test_jsonld_is_written_with_the_context_of_the_project(client: TestClient) -> None:
    told = json.loads(client.get(f"{FACT}.jsonld").text)
    fact = next(node for node in told["@graph"] if node.get("id") == str(iri(FACT)))
    assert (fact["type"], fact["metric"]) == ("Observation", str(iri("/id/metric/jobs-created")))


@pytest.fixture
def odd(graph: Path, served: Snapshot) -> Iterator[TestClient]:
    """A client of a dataset with things of odd names, and one that a great many facts are about."""
    store = load(graph, DEFAULT_BASE)
    kind, label = NamedNode(str(RDF.type)), NamedNode(str(SKOS.prefLabel))
    program = NamedNode(str(TR.Program))
    for name in ("성동-임팩트-펀드", "a.report.ttl", "v2.nt", "it's-(50%25)"):
        node = NamedNode(f"{DEFAULT_BASE}program/{name}")
        store.add(Quad(node, kind, program, DefaultGraph()))
        store.add(Quad(node, label, Literal(f"<b>{name}</b>", language="ko"), DefaultGraph()))
    many = NamedNode(f"{DEFAULT_BASE}program/a.report.ttl")
    for n in range(250):
        fact = NamedNode(f"{DEFAULT_BASE}undertaking/x.{n:03}")
        store.add(Quad(fact, kind, NamedNode(str(TR.Undertaking)), DefaultGraph()))
        store.add(Quad(fact, NamedNode(str(TR.program)), many, DefaultGraph()))
    made = Snapshot(served.graph, store, served.names, Base(), "odd")
    with TestClient(application(lambda: made)) as client:
        yield client


@pytest.mark.parametrize("name", ["성동-임팩트-펀드", "a.report.ttl", "v2.nt", "it's-(50%25)"])
def test_a_name_in_any_script_with_dots_and_marks_is_found(odd: TestClient, name: str) -> None:
    path = quote(f"/id/program/{name}")
    about = URIRef(f"{DEFAULT_BASE}program/{name}")
    for answer in (odd.get(path, headers={"Accept": "text/turtle"}), odd.get(f"{path}.ttl")):
        graph = Graph().parse(data=answer.text, format="turtle")
        assert (about, RDF.type, TR.Program) in graph
    assert odd.get(answer.headers["content-location"]).status_code == 200


def test_many_facts_are_told_in_pages_that_link_to_each_other(odd: TestClient) -> None:
    told, place = Graph(), "/id/program/a.report.ttl.ttl"
    for _ in range(10):
        answer = odd.get(place)
        told.parse(data=answer.text, format="turtle")
        found = [each for each in answer.headers["link"].split(", ") if 'rel="next"' in each]
        if not found:
            break
        place = found[0][1 : found[0].index(">")]
    assert place.endswith("?page=3")
    assert len(set(told.subjects(RDF.type, TR.Undertaking))) == 250


def test_words_of_sources_are_withheld_if_nothing_of_their_text_is_shown(served: Snapshot) -> None:
    with TestClient(application(lambda: served, "none")) as client:
        for suffix, name in SUFFIXES.items():
            text = client.get(FACT + suffix).text
            graph = Graph().parse(data=text, format=name)
            assert not set(graph.triples((None, OA.exact, None)))
            assert "the district created" not in text
            assert (None, OA.start, None) in graph
            notes = graph.objects(URIRef(f"{iri(FACT)}{suffix}"), RDFS.comment)
            assert any("withheld" in note for note in notes)


@pytest.mark.parametrize(
    ("headers", "place"),
    [
        ({"Accept-Language": "ko-KR,ko;q=0.9,en;q=0.8"}, f"/ko{GWANAK}"),
        ({"Accept-Language": "ko", "Sec-Fetch-Site": "cross-site"}, f"/ko{GWANAK}"),
        ({"Accept-Language": "ko", "Sec-Fetch-Site": "same-origin"}, None),
        ({"Accept-Language": "en-GB,en;q=0.9,ko;q=0.5"}, None),
        ({"Accept-Language": "ko", "Accept": "text/turtle"}, None),
        ({"Accept-Language": ";;q=x,*"}, None),
    ],
)
def test_a_reader_from_elsewhere_is_sent_to_the_language_they_read(
    client: TestClient, headers: dict[str, str], place: str | None
) -> None:
    answer = client.get(GWANAK, headers=headers, follow_redirects=False)
    assert (answer.status_code, answer.headers.get("location")) == (302 if place else 200, place)


def test_a_named_graph_is_described_by_what_it_is_from(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/id/graph/jobs-by-year.ttl").text, format="turtle")
    assert (iri("/id/graph/jobs-by-year"), None, iri("/id/source/jobs-by-year")) in graph


def test_iris_of_every_kind_in_the_data_lead_to_a_page_and_to_rdf(client: TestClient, served: Snapshot) -> None:  # fmt: skip
    nodes = {node.value for q in served.store for node in (*q, q.graph_name) if isinstance(node, NamedNode)}  # fmt: skip
    paths = sorted(p.partition("#")[0] for node in nodes if (p := path_of(node, served.base)))
    one_of_each = {tuple(path.split("/")[:2]): path for path in paths}
    assert len(one_of_each) > 25
    for path in one_of_each.values():
        for accept in ("text/html", "text/turtle"):
            answer = client.get(f"/{path}", headers={"Accept": accept})
            assert answer.status_code == 200, path


def test_a_named_graph_that_no_source_gave_is_described_by_its_size(client: TestClient) -> None:
    about = iri("/id/graph/authority-awards")
    graph = Graph().parse(data=client.get("/id/graph/authority-awards.ttl").text, format="turtle")
    assert graph.value(about, VOID.triples).toPython() > 100  # type: ignore[union-attr]
