"""Ontology, shapes, vocabulary, context and alignments, held together."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

import trackrecord
from trackrecord.resources import directory
from trackrecord.vocabulary import CODE, ONTOLOGY, TR

NS = f"{ONTOLOGY}#"
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept)
#: Classes that no shape targets by name, with the reason.
NOT_TARGETED = {"Fact": "abstract: shapes:Fact targets each kind of fact"}
#: Terms that no module writes, with the reason.
NOT_WRITTEN = {
    "Fact": "abstract: a fact is written with its kind",
    "Scheme": "a reader cannot tell a disclosure system from an award; the authority can",
    "term": "read once terms of office are",
}


@cache
def ontology() -> Graph:
    return Graph().parse(directory("ontology") / "trackrecord.ttl")


@cache
def shapes() -> Graph:
    graph = Graph()
    for file in directory("shapes").glob("*.ttl"):
        graph.parse(file)
    return graph


def terms(*kinds: URIRef) -> list[str]:
    found = {t for kind in kinds or KINDS for t in ontology().subjects(RDF.type, kind)}
    return sorted(str(t).removeprefix(NS) for t in found)


@pytest.mark.parametrize("term", terms())
def test_a_term_is_labelled_and_explained_in_english_and_korean(term: str) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        languages = {o.language for o in ontology().objects(URIRef(NS + term), predicate)}  # type: ignore[attr-defined]
        assert languages == {"en", "ko"}


@pytest.mark.parametrize("term", terms(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty))
def test_a_term_has_an_example(term: str) -> None:
    assert ontology().value(URIRef(NS + term), SKOS.example) is not None


def test_the_ontology_has_no_blank_nodes() -> None:
    assert not any(isinstance(node, BNode) for triple in ontology() for node in triple)


def test_the_vocabulary_is_the_ontology_and_nothing_else() -> None:
    assert sorted(TR.__annotations__) == sorted(terms())


def test_a_term_that_is_not_in_the_ontology_cannot_be_written() -> None:
    with pytest.raises(AttributeError):
        _ = TR.recipent


@pytest.mark.parametrize("term", sorted(set(terms(OWL.Class)) - set(NOT_TARGETED)))
def test_a_class_is_the_target_of_a_shape(term: str) -> None:
    assert (None, SH.targetClass, URIRef(NS + term)) in shapes()


@pytest.mark.parametrize("term", terms(OWL.ObjectProperty, OWL.DatatypeProperty))
def test_a_property_is_on_the_path_of_a_shape(term: str) -> None:
    assert (None, SH.path, URIRef(NS + term)) in shapes()


def test_every_term_of_ours_that_the_shapes_use_exists() -> None:
    used = {str(t).removeprefix(NS) for triple in shapes() for t in triple if str(t).startswith(NS)}
    written = re.findall(r"\btr:(\w+)", " ".join(str(o) for o in shapes().objects(None, SH.select)))
    assert (used - {""}) | set(written) <= set(terms())


@pytest.mark.parametrize("term", sorted(set(terms()) - set(NOT_WRITTEN)))
def test_a_term_is_used_by_the_encoder_or_the_authority(term: str) -> None:
    encoder = (Path(trackrecord.__file__).parent / "encoding.py").read_text(encoding="utf-8")
    resolver = (Path(trackrecord.__file__).parent / "resolving.py").read_text(encoding="utf-8")
    verdicts = (Path(trackrecord.__file__).parent / "verdicts.py").read_text(encoding="utf-8")
    authority = "".join(f.read_text(encoding="utf-8") for f in directory("authority").glob("*.ttl"))
    assert (
        f"TR.{term}" in encoder + verdicts or f'"{term}"' in resolver or f"tr:{term} " in authority
    )


def test_every_term_of_ours_that_the_authority_uses_exists() -> None:
    authority = "".join(f.read_text(encoding="utf-8") for f in directory("authority").glob("*.ttl"))
    without_literals = re.sub(r'"[^"]*"', "", authority)
    assert set(re.findall(r"\btr:(\w+)", without_literals)) <= set(terms())


def test_the_context_has_every_term() -> None:
    context = json.loads((directory("ontology") / "context.jsonld").read_text(encoding="utf-8"))[
        "@context"
    ]
    mapped = {
        v["@id"] if isinstance(v, dict) else v for k, v in context.items() if not k.startswith("@")
    }
    assert {f"tr:{term}" for term in terms()} <= mapped


def test_alignments_speak_of_terms_that_exist() -> None:
    alignments = Graph().parse(directory("ontology") / "alignments.ttl")
    ours = {
        str(t).removeprefix(NS) for triple in alignments for t in triple if str(t).startswith(NS)
    }
    assert ours <= set(terms())
    assert set(terms(OWL.Class)) - {"Scheme", "Undertaking", "SchemeFact"} <= ours


def test_the_code_lists_are_those_of_the_authority() -> None:
    codes = Graph().parse(directory("authority") / "codes.ttl")
    codes.parse(directory("authority") / "verdicts.ttl")
    codes.parse(directory("authority") / "headers.ttl")
    schemes = {f"{scheme}/" for scheme in codes.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == set(CODE.values())


def test_a_code_belongs_to_the_list_its_iri_names() -> None:
    codes = Graph().parse(directory("authority") / "codes.ttl")
    for code, scheme in codes.subject_objects(SKOS.inScheme):
        assert str(code).startswith(f"{scheme}/")
