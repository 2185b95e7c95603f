from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from trackrecord.resources import directory
from trackrecord.vocabulary import SHAPES

EXAMPLES = Path(__file__).parent / "shapes"


@cache
def shapes() -> Graph:
    graph = Graph()
    for file in sorted(directory("shapes").glob("*.ttl")):
        graph.parse(file)
    return graph


@cache
def ontology() -> Graph:
    return Graph().parse(directory("ontology") / "trackrecord.ttl")


def broken(example: Path) -> set[str]:
    """The names of the shapes that an example breaks."""
    data = Graph().parse(example)
    for triple in ontology():
        data.add(triple)
    _, report, _ = validate(data, shacl_graph=shapes(), inplace=True)
    sources = set(report.objects(None, SH.sourceShape)) | set(
        report.objects(None, SH.sourceConstraint)
    )
    owners = set(shapes().subjects(SH.sparql, None))
    return {
        str(s).removeprefix(SHAPES) for s in sources if isinstance(s, URIRef) and s not in owners
    }


def examples(kind: str) -> list[Path]:
    return sorted((EXAMPLES / kind).glob("*.ttl"))


@pytest.mark.parametrize("example", examples("valid"), ids=lambda file: file.stem)
def test_a_valid_example_breaks_no_shape(example: Path) -> None:
    assert broken(example) == set()


@pytest.mark.parametrize("example", examples("invalid"), ids=lambda file: file.stem)
def test_an_invalid_example_breaks_the_shape_it_is_named_for_alone(example: Path) -> None:
    assert broken(example) == {example.stem}


def test_every_shape_with_a_message_has_an_invalid_example() -> None:
    told = {str(s).removeprefix(SHAPES) for s in shapes().subjects(SH.message, None)}
    assert told == {file.stem for file in examples("invalid")}


def test_every_targeted_shape_has_a_valid_example() -> None:
    targeted = {
        str(shape).removeprefix(SHAPES)
        for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        for shape in shapes().subjects(target, None)
    }
    assert targeted == {file.stem for file in examples("valid")}


def test_every_shape_is_named_described_and_graded() -> None:
    graph = shapes()
    for shape in set(graph.subjects(RDF.type, None)):
        assert isinstance(shape, URIRef)
        assert (shape, SH.name, None) in graph, shape
        assert (shape, SH.description, None) in graph, shape
        if (shape, SH.message, None) in graph:
            assert (shape, SH.severity, None) in graph, shape


def test_every_shacl_term_in_the_shapes_exists_in_shacl() -> None:
    used = {
        t
        for triple in shapes()
        for t in triple
        if isinstance(t, URIRef) and str(t).startswith(str(SH))
    }
    for term in used:
        assert getattr(SH, str(term).removeprefix(str(SH))) == term
