"""The vocabularies, the description of the dataset, and the dump, as programs get them."""

import gzip
import json

import pytest
from pyoxigraph import DefaultGraph, NamedNode
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, OWL, RDF, SH, VOID
from starlette.testclient import TestClient

from trackrecord.iris import DEFAULT_BASE
from trackrecord.resources import directory
from trackrecord.serving.app import application
from trackrecord.serving.snapshot import Snapshot
from trackrecord.vocabulary import ONTOLOGY, TR

pytestmark = [  # rdflib warns of its own use
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),
]
DATASET = URIRef(f"{DEFAULT_BASE}dataset")
SUFFIXES = {".ttl": "turtle", ".jsonld": "json-ld", ".nt": "nt", ".rdf": "xml"}


@pytest.mark.parametrize("path", ["/ontology", "/ontology/alignments", "/shapes"])
def test_a_vocabulary_is_the_same_in_every_format(client: TestClient, path: str) -> None:
    told = [
        Graph().parse(data=client.get(path + suffix).text, format=name)
        for suffix, name in SUFFIXES.items()
    ]
    assert len(told[0]) > 50
    assert all(isomorphic(each, told[0]) for each in told)


def test_the_iri_of_a_term_leads_to_its_place_on_the_page(client: TestClient) -> None:
    page = client.get("/ontology").text
    for term in ("Award", "level", "evidence", "Verdict"):
        assert page.count(f'id="{term}"') == 1


def test_every_class_and_property_of_the_ontology_has_its_place_on_the_page(client: TestClient) -> None:  # fmt: skip
    page = client.get("/ontology").text
    graph = Graph().parse(directory("ontology") / "trackrecord.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {str(term).partition("#")[2] for kind in kinds for term in graph.subjects(RDF.type, kind)}  # fmt: skip
    assert {term for term in terms if f'id="{term}"' not in page} == set()


def test_every_shape_has_its_place_on_the_page(client: TestClient) -> None:
    page = client.get("/shapes").text
    graph = Graph()
    for file in directory("shapes").glob("*.ttl"):
        graph.parse(file)
    shapes = {str(shape).partition("#")[2] for shape in graph.subjects(RDF.type, SH.NodeShape)}
    assert len(shapes) > 20
    assert {shape for shape in shapes if f'id="{shape}"' not in page} == set()


def test_a_term_of_one_vocabulary_is_no_link_to_one_of_the_other(client: TestClient) -> None:
    assert 'href="#Body">tr:Body' in client.get("/ontology").text
    assert 'href="#Body">shapes:Body' not in client.get("/ontology").text
    assert 'href="#Body">tr:Body' not in client.get("/shapes").text


def test_a_term_dereferences_to_its_definition_in_turtle(client: TestClient) -> None:
    answer = client.get("/ontology", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    assert (TR.Award, RDF.type, OWL.Class) in graph
    assert answer.headers["content-location"] == "/ontology.ttl"
    assert 'rel="license"' in answer.headers["link"]


def test_a_vocabulary_has_a_page_in_korean(client: TestClient) -> None:
    assert '<html lang="ko">' in client.get("/ko/ontology").text


def test_the_context_is_the_one_that_ships(client: TestClient) -> None:
    answer = client.get("/context.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    assert json.loads(answer.text)["@context"]["tr"] == f"{ONTOLOGY}#"


@pytest.mark.parametrize("path", ["/dataset", "/id/dataset", "/.well-known/void"])
def test_the_dataset_says_how_much_there_is_and_how_to_get_it(
    client: TestClient, served: Snapshot, path: str
) -> None:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    merged = sum(1 for _ in served.store.quads_for_pattern(None, None, None, DefaultGraph()))
    assert graph.value(DATASET, VOID.triples).toPython() == merged  # type: ignore[union-attr]
    dump = graph.value(graph.value(DATASET, DCAT.distribution), DCAT.downloadURL)
    assert str(dump) == "http://testserver/dump.nq.gz"
    of = {graph.value(part, VOID["class"]): graph.value(part, VOID.entities) for part in graph.objects(DATASET, VOID.classPartition)}  # fmt: skip
    assert of[TR.Government].toPython() == 243  # type: ignore[union-attr]


def test_void_is_there_for_who_accepts_nothing_that_there_is(client: TestClient) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": "image/png"})
    assert answer.headers["content-type"].startswith("text/turtle")


def test_the_page_of_the_data_says_how_to_get_it(client: TestClient) -> None:
    for path in ("/dataset", "/ko/dataset", "/id/dataset"):
        assert "dump.nq.gz" in client.get(path, headers={"Accept": "text/html"}).text


def test_the_dump_has_every_named_graph_and_is_the_same_each_time(
    client: TestClient, served: Snapshot
) -> None:
    answer = client.get("/dump.nq.gz")
    data = Dataset()
    data.parse(data=gzip.decompress(answer.content).decode(), format="nquads")
    graphs = {str(graph.identifier) for graph in data.graphs() if len(graph)}
    named = {g.value for g in served.store.named_graphs() if isinstance(g, NamedNode)}
    assert graphs == named
    again = client.get("/dump.nq.gz", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/dump.nq.gz").content == answer.content


def test_the_dump_is_without_the_words_of_sources_where_they_are_withheld(
    client: TestClient, served: Snapshot
) -> None:
    whole = gzip.decompress(client.get("/dump.nq.gz").content).decode()
    with TestClient(application(lambda: served, "none")) as withholding:
        told = gzip.decompress(withholding.get("/dump.nq.gz").content).decode()
    assert "the district created 13,342 jobs" in whole
    assert "the district created 13,342 jobs" not in told
    assert len(told.splitlines()) < len(whole.splitlines())


def test_a_part_of_the_dump_can_be_asked_for(client: TestClient) -> None:
    answer = client.get("/dump.nq.gz", headers={"Range": "bytes=0-9"})
    assert (answer.status_code, len(answer.content)) == (206, 10)


@pytest.mark.parametrize("path", ["/ontology", "/shapes", "/dataset"])
def test_a_format_that_there_is_not_is_refused(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("path", ["/ontology.ttl", "/dataset", "/dataset.ttl", "/context.jsonld"])
def test_what_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    etag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
