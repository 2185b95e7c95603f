"""The set-wise engine finds what pySHACL finds: on every example, and on graphs broken in many ways."""

import random
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store
from rdflib.namespace import RDF, SH, XSD

from trackrecord.dataset import load
from trackrecord.resources import directory
from trackrecord.shacl.engine import Outcome, run, run_all, run_on
from trackrecord.shacl.selects import UnsoundError, select_of
from trackrecord.shacl.terms import merged, view
from trackrecord.validation import read_shapes

EXAMPLES = Path(__file__).parent / "shapes"
GRAPH = Path(__file__).parents[1] / "graph"
EX = "https://example.org/"

pytestmark = pytest.mark.filterwarnings("ignore")  # rdflib warns of ill-typed literals


def results(outcome: Outcome) -> Counter[tuple[Any, ...]]:
    """The results of a report, each with the number of those that it details."""
    report = outcome.report
    columns = (
        SH.focusNode, SH.resultPath, SH.value, SH.sourceShape, SH.sourceConstraint,
        SH.sourceConstraintComponent, SH.resultSeverity,
    )  # fmt: skip
    return Counter(
        (
            *(tuple(sorted(repr(o) for o in report.objects(result, column))) for column in columns),
            # In its own messages pySHACL lists classes, shapes and what a blank node has in any order.
            tuple(
                sorted(
                    "".join(sorted(m))
                    for m in report.objects(result, SH.resultMessage)
                    if "[" not in m
                )
            ),
            len(set(report.objects(result, SH.detail))),
            (None, SH.result, result) in report,
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    )


def conforms(outcome: Outcome) -> set[Any]:
    return set(outcome.report.objects(None, SH.conforms))


def differences(store: Store, shapes: rdflib.Graph) -> list[Any]:
    """What one engine finds and the other does not; empty where they agree."""
    try:
        theirs = run_all(store, shapes)
    except Exception:  # of which kind depends on the order of the nodes
        with pytest.raises(Exception):  # noqa: B017
            run(store, shapes)
        return []
    ours = run(store, shapes)
    found, expected = results(ours), results(theirs)
    told = [("missed", each) for each in expected - found] + [("made up", each) for each in found - expected]  # fmt: skip
    if theirs.focus_nodes and conforms(ours) != conforms(theirs):
        told.append(("conforms", conforms(ours)))
    return told


@cache
def shipped() -> rdflib.Graph:
    return read_shapes(directory("shapes"))


@cache
def ontology() -> tuple[Quad, ...]:
    return quads_of(directory("ontology") / "trackrecord.ttl")


def quads_of(file: Path) -> tuple[Quad, ...]:
    return tuple(pyoxigraph.parse(path=str(file), format=RdfFormat.TURTLE))


def store_of(quads: Sequence[Quad]) -> Store:
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    return store


def of_turtle(text: str) -> Store:
    store = Store()
    store.load(f"@prefix ex: <{EX}> .\n@prefix xsd: <{XSD}> .\n{text}", format=RdfFormat.TURTLE)
    return store


def shapes_of(text: str) -> rdflib.Graph:
    prefixes = f"@prefix ex: <{EX}> .\n@prefix xsd: <{XSD}> .\n@prefix sh: <{SH}> .\n@prefix rdf: <{RDF}> .\n@prefix rdfs: <{rdflib.RDFS}> .\n"
    return rdflib.Graph().parse(data=prefixes + text, format="turtle")


# The shapes that ship


@pytest.mark.parametrize(
    "example", sorted(EXAMPLES.glob("*/*.ttl")), ids=lambda file: f"{file.parent.name}-{file.stem}"
)
def test_both_engines_find_the_same_in_an_example(example: Path) -> None:
    store = store_of((*quads_of(example), *ontology()))
    assert differences(store, shipped()) == []


def test_both_engines_find_the_same_in_the_shipped_graph() -> None:
    assert differences(load(GRAPH), shipped()) == []


def test_every_shape_that_ships_is_translated() -> None:
    assert run(load(GRAPH), shipped()).uncovered == ()


#: Literals that parsers, stores and validators like to disagree on.
ODD = [
    Literal(text, datatype=NamedNode(f"{XSD}{kind}"))
    for text, kind in (
        ("abc", "integer"), ("007", "integer"), ("1.0", "decimal"), ("1", "integer"), ("1", "decimal"),
        ("-1", "integer"), ("0", "integer"), ("5", "int"), ("99999999999999999999", "integer"),
        ("0099999999999999999999", "integer"), ("12345678901234567.123456789", "decimal"),
        ("0.0000000000000000000000001", "decimal"), ("123456789012345678901234567890.5", "decimal"),
        ("1e3", "double"), ("1000.0", "double"), ("NaN", "double"), ("INF", "float"), ("0.1", "float"),
        ("2021", "gYear"), ("2021Z", "gYear"), ("21", "gYear"), ("2021-05", "gYearMonth"),
        ("2021-02-30", "date"), ("2021-02-03", "date"), ("2021-02-03Z", "date"), ("2024-02-29", "date"),
        ("20210203", "date"), ("2021-W05-3", "date"), ("0000-01-01", "date"), ("-2021-02-03", "date"),
        ("2021-01-01T00:00:00Z", "dateTime"), ("2021-01-01T00:00:00+00:00", "dateTime"),
        ("true", "boolean"), ("1", "boolean"), ("yes", "boolean"), ("https://example.org/a", "anyURI"),
        ("P1Y", "duration"), ("P12M", "duration"), ("AB", "hexBinary"), ("ab", "hexBinary"), ("a  b", "token"),
    )
] + [
    Literal(""), Literal("abc"), Literal("12"), Literal("12\n"), Literal("2021"), Literal("\U0001f600"),
    Literal("KRW"), Literal("a" * 64), Literal("abc", language="en"), Literal("abc", language="EN"),
    Literal("abc", language="en-GB"), Literal("다", language="ko"), Literal("138.2"), Literal("0x1"),
    Literal("x", datatype=NamedNode(f"{EX}kind")),
]  # fmt: skip


def broken(quads: Sequence[Quad], chance: random.Random, times: int) -> list[Quad]:
    """A graph with some triples taken out, changed, or put in."""
    graph = list(quads)
    terms = [*ODD, BlankNode("b"), BlankNode("c"), NamedNode(f"{EX}thing")]
    predicates = [q.predicate for q in quads]
    for _ in range(times):
        at = chance.randrange(len(graph))
        subject, predicate, value, _graph = graph[at]
        how = chance.randrange(7)
        other = chance.choice(graph)
        if how == 0 and len(graph) > 1:
            del graph[at]
        elif how == 1:
            graph[at] = Quad(subject, predicate, chance.choice(terms))
        elif how == 2:
            graph.append(Quad(subject, predicate, chance.choice(terms)))
        elif how == 3:
            graph.append(Quad(subject, predicate, other.object))
        elif how == 4:
            graph.append(Quad(subject, chance.choice(predicates), value))
        elif how == 5:
            graph[at] = Quad(other.subject, predicate, value)
        else:
            graph.append(Quad(chance.choice([BlankNode("b"), other.subject]), predicate, value))
    return graph


@cache
def everything_valid() -> tuple[Quad, ...]:
    return tuple(q for file in sorted((EXAMPLES / "valid").glob("*.ttl")) for q in quads_of(file))


@settings(max_examples=3)
@given(st.integers(0, 2**32), st.integers(1, 60))
def test_both_engines_find_the_same_in_a_broken_graph(seed: int, times: int) -> None:
    graph = broken(everything_valid(), random.Random(seed), times)
    assert differences(store_of((*graph, *ontology())), shipped()) == []


# SHACL Core, and what has no translation

CORE = {
    "class": "sh:path ex:p ; sh:class ex:C",
    "two classes": "sh:path ex:p ; sh:class ex:C, ex:D",
    "datatype integer": "sh:path ex:p ; sh:datatype xsd:integer",
    "datatype decimal": "sh:path ex:p ; sh:datatype xsd:decimal",
    "datatype double": "sh:path ex:p ; sh:datatype xsd:double",
    "datatype string": "sh:path ex:p ; sh:datatype xsd:string",
    "datatype langString": "sh:path ex:p ; sh:datatype rdf:langString",
    "datatype date": "sh:path ex:p ; sh:datatype xsd:date",
    "datatype dateTime": "sh:path ex:p ; sh:datatype xsd:dateTime",
    "datatype boolean": "sh:path ex:p ; sh:datatype xsd:boolean",
    "datatype gYear": "sh:path ex:p ; sh:datatype xsd:gYear",
    "datatype anyURI": "sh:path ex:p ; sh:datatype xsd:anyURI",
    "datatype int": "sh:path ex:p ; sh:datatype xsd:int",
    "datatype duration": "sh:path ex:p ; sh:datatype xsd:duration",
    "datatype Literal": "sh:path ex:p ; sh:datatype rdfs:Literal",
    **{f"nodeKind {kind}": f"sh:path ex:p ; sh:nodeKind sh:{kind}" for kind in ("IRI", "Literal", "BlankNode", "IRIOrLiteral", "BlankNodeOrIRI", "BlankNodeOrLiteral")},
    **{f"minCount {n}": f"sh:path ex:p ; sh:minCount {n}" for n in range(4)},
    **{f"maxCount {n}": f"sh:path ex:p ; sh:maxCount {n}" for n in range(4)},
    "maxCount 9": "sh:path ex:p ; sh:maxCount 9",
    "minInclusive": "sh:path ex:p ; sh:minInclusive 1",
    "minExclusive": "sh:path ex:p ; sh:minExclusive 1.0",
    "maxInclusive": "sh:path ex:p ; sh:maxInclusive 1.5",
    "maxExclusive": "sh:path ex:p ; sh:maxExclusive 1",
    "maxExclusive date": 'sh:path ex:p ; sh:maxExclusive "2021-02-03"^^xsd:date',
    "minLength": "sh:path ex:p ; sh:minLength 3",
    "maxLength": "sh:path ex:p ; sh:maxLength 2",
    "pattern": 'sh:path ex:p ; sh:pattern "^[0-9]+$"',
    "pattern of a year": 'sh:path ex:p ; sh:pattern "^[0-9]{4}(-[0-9]{2})?$"',
    "pattern with a class": 'sh:path ex:p ; sh:pattern "\\\\d"',
    "pattern with flags": 'sh:path ex:p ; sh:pattern "^ABC" ; sh:flags "i"',
    "pattern with other flags": 'sh:path ex:p ; sh:pattern "^ABC$" ; sh:flags "im"',
    "possessive pattern": 'sh:path ex:p ; sh:pattern "^[0-9]*+2"',
    "pattern with a brace": 'sh:path ex:p ; sh:pattern "a{"',
    "languageIn": 'sh:path ex:p ; sh:languageIn ( "en" "ko" )',
    "languageIn a part": 'sh:path ex:p ; sh:languageIn ( "en-GB" "" )',
    "uniqueLang": "sh:path ex:p ; sh:uniqueLang true",
    "equals": "sh:path ex:p ; sh:equals ex:q",
    "disjoint": "sh:path ex:p ; sh:disjoint ex:q",
    "lessThan": "sh:path ex:p ; sh:lessThan ex:q",
    "lessThanOrEquals": "sh:path ex:p ; sh:lessThanOrEquals ex:q",
    "in": 'sh:path ex:p ; sh:in ( ex:a "abc" "12" )',
    "in numbers": 'sh:path ex:p ; sh:in ( ex:a 1 1.0 "abc"@en )',
    "hasValue": "sh:path ex:p ; sh:hasValue ex:a",
    "hasValue of a number": "sh:path ex:p ; sh:hasValue 1",
    "hasValue of a string": 'sh:path ex:p ; sh:hasValue "abc"',
    "node": "sh:path ex:p ; sh:node ex:HasQ",
    "node with a warning": "sh:path ex:p ; sh:node ex:Lenient",
    "property below a property": "sh:path ex:p ; sh:property [ sh:path ex:q ; sh:maxCount 0 ]",
    "not": "sh:path ex:p ; sh:not ex:HasQ",
    "not lenient": "sh:path ex:p ; sh:not ex:Lenient",
    "not a datatype": "sh:path ex:p ; sh:not [ sh:datatype xsd:integer ]",
    "not a pattern": 'sh:path ex:p ; sh:not [ sh:pattern "^[0-9]+$" ]',
    "not in": 'sh:path ex:p ; sh:not [ sh:in ( ex:a "12" 1 ) ]',
    "not a range": "sh:path ex:p ; sh:not [ sh:minInclusive 1 ]",
    "not counted": "sh:path ex:p ; sh:not [ sh:path ex:q ; sh:minCount 2 ; sh:maxCount 3 ]",
    "and": "sh:path ex:p ; sh:and ( ex:HasQ [ sh:class ex:C ] )",
    "or": "sh:path ex:p ; sh:or ( ex:HasQ [ sh:datatype xsd:decimal ] [ sh:class ex:D ] )",
    "xone": "sh:path ex:p ; sh:xone ( ex:HasQ [ sh:class ex:C ] [ sh:minLength 2 ] )",
    "qualified": "sh:path ex:p ; sh:qualifiedValueShape ex:HasQ ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1",
    "qualified literals": "sh:path ex:p ; sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMinCount 2",
    "inverse": "sh:path [ sh:inversePath ex:p ] ; sh:maxCount 1 ; sh:class ex:C",
    "sequence": "sh:path ( ex:p ex:q ) ; sh:maxCount 1 ; sh:nodeKind sh:IRI",
    "sequence from an inverse": "sh:path ( [ sh:inversePath ex:p ] ex:q ) ; sh:minCount 1",
    "sequence to an inverse": "sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:minCount 1",
    "inverse of a sequence": "sh:path [ sh:inversePath ( ex:p ex:q ) ] ; sh:minCount 1",
    "alternative": "sh:path [ sh:alternativePath ( ex:p ex:q ) ] ; sh:maxCount 2 ; sh:minCount 1",
    "zero or more": "sh:path [ sh:zeroOrMorePath ex:p ] ; sh:maxCount 2",
    "one or more": "sh:path [ sh:oneOrMorePath ex:p ] ; sh:class ex:C",
    "deactivated": "sh:path ex:p ; sh:maxCount 0 ; sh:deactivated true",
    "warning": "sh:path ex:p ; sh:maxCount 0 ; sh:severity sh:Warning",
    "nested severities": "sh:path ex:p ; sh:severity sh:Warning ; sh:property [ sh:path ex:q ; sh:maxCount 0 ]",
    "message": 'sh:path ex:p ; sh:maxCount 0 ; sh:message "None of these."@en',
    "recursion": "sh:path ex:p ; sh:node ex:Again",
}  # fmt: skip
NODES = {
    "closed": "sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path ex:p ]",
    "not closed": "sh:closed false",
    "class of a node": "sh:class ex:C",
    "kind of a node": "sh:nodeKind sh:IRI",
    "node is one of": "sh:in ( ex:a ex:b )",
    "node has value": "sh:hasValue ex:a",
    "node is disjoint": "sh:disjoint ex:p",
    "node is equal": "sh:equals ex:p",
    "node not": "sh:not [ sh:class ex:C ] ; sh:severity sh:Info",
    "node or": "sh:or ( [ sh:path ex:p ; sh:minCount 1 ] [ sh:path ex:q ; sh:minCount 1 ] )",
    "node and property": "sh:node ex:HasQ ; sh:property [ sh:path ex:p ; sh:maxCount 1 ; sh:datatype xsd:integer ]",
    "siblings": (
        "sh:property [ sh:path ex:p ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMinCount 1 ] , "
        "[ sh:path ex:p ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedValueShape [ sh:class ex:D ] ; sh:qualifiedMaxCount 0 ]"
    ),
    "select": 'sh:sparql [ sh:select "SELECT $this ?value WHERE { $this <https://example.org/p> ?value ; <https://example.org/q> ?o . FILTER (?value > ?o) }" ]',
    "select absence": 'sh:sparql [ sh:message "{?value}" ; sh:select "SELECT $this ?value WHERE { $this <https://example.org/p> ?value . FILTER NOT EXISTS { $this <https://example.org/q> ?o . FILTER ((?value * 2) <= (?o + 1)) } }" ]',
    "select sum": 'sh:sparql [ sh:select "SELECT $this ?value WHERE { $this <https://example.org/q> ?value . { SELECT $this (SUM(?v) AS ?sum) WHERE { $this <https://example.org/p> ?v } GROUP BY $this } FILTER (?sum > ?value) }" ]',
    "select optional": 'sh:sparql [ sh:select "SELECT $this ?value WHERE { OPTIONAL { $this <https://example.org/p> ?value } FILTER (!BOUND(?value)) }" ]',
    "select union": 'sh:sparql [ sh:select "SELECT $this ?value WHERE { { $this <https://example.org/p> ?value } UNION { $this <https://example.org/q> ?value } FILTER (isLiteral(?value)) }" ]',
    "select text": 'sh:sparql [ sh:select "SELECT $this ?value WHERE { $this <https://example.org/p> ?value . FILTER (STR(?value) = STR($this)) }" ]',
    "select chain": 'sh:sparql [ sh:select "SELECT $this ?value WHERE { $this <https://example.org/p> ?x . ?x <https://example.org/q> ?value . FILTER (?value < 2) }" ]',
}  # fmt: skip
REFERRED = """
ex:HasQ a sh:NodeShape ; sh:property [ sh:path ex:q ; sh:minCount 1 ] .
ex:Lenient a sh:NodeShape ; sh:property [ sh:path ex:q ; sh:minCount 1 ; sh:severity sh:Warning ] .
ex:Again a sh:NodeShape ; sh:property [ sh:path ex:p ; sh:node ex:Again ; sh:maxCount 2 ] .
"""
TARGETS = (
    "sh:targetClass ex:T",
    "sh:targetSubjectsOf ex:p",
    "sh:targetObjectsOf ex:q",
    'sh:targetNode ex:a , ex:nowhere , 1 , "abc"',
    "a rdfs:Class",
)
SUBJECTS = [NamedNode(f"{EX}{name}") for name in "abcd"] + [BlankNode("n"), BlankNode("m")]
CLASSES = [NamedNode(f"{EX}{name}") for name in ("T", "C", "D", "Sub", "S")]


@st.composite
def graphs(draw: st.DrawFn) -> Store:
    """A small graph: few nodes and predicates, many kinds of values."""
    values = st.sampled_from([*SUBJECTS, *SUBJECTS, *ODD])
    triples = draw(st.lists(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from("pq"), values), max_size=14))  # fmt: skip
    types = draw(st.lists(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(CLASSES)), max_size=6))  # fmt: skip
    quads = [Quad(s, NamedNode(f"{EX}{p}"), o) for s, p, o in triples]
    quads += [Quad(s, NamedNode(RDF.type), c) for s, c in types]
    below = NamedNode(rdflib.RDFS.subClassOf)
    quads += [Quad(CLASSES[3], below, CLASSES[1]), Quad(CLASSES[3], below, CLASSES[0])]
    return store_of(quads)


EVERY_SHAPE = {
    **{name: f"a sh:NodeShape ; sh:property [ {text} ]" for name, text in CORE.items()},
    **{name: f"a sh:NodeShape ; {text}" for name, text in NODES.items()},
}


@pytest.mark.parametrize("name", list(EVERY_SHAPE))
@settings(max_examples=5)
@given(store=graphs(), target=st.sampled_from(TARGETS))
def test_both_engines_find_the_same_with_a_feature(name: str, store: Store, target: str) -> None:
    shapes = shapes_of(f"ex:S {EVERY_SHAPE[name]} ; {target} .\n{REFERRED}")
    assert differences(store, shapes) == []


# Parts


def test_chosen_nodes_are_judged_as_in_the_whole_graph() -> None:
    store = store_of((*broken(everything_valid(), random.Random(3), 80), *ontology()))
    whole = run(store, shipped())
    nodes = {n for n in whole.report.objects(None, SH.focusNode) if isinstance(n, rdflib.URIRef)}
    some = run_on(store, shipped(), nodes)
    named = [key for key in results(whole).elements() if "BNode" not in key[0][0]]
    assert results(some) == Counter(named)
    assert len(named) > 50


def test_a_view_of_a_store_has_the_triples_of_its_copy() -> None:
    store = store_of([Quad(NamedNode(f"{EX}a"), NamedNode(f"{EX}p"), value) for value in ODD])
    copy, seen = merged(store), view(store)
    assert set(seen) == set(copy)
    for subject, predicate, value in copy:
        assert list(seen.subjects(predicate, value)) == [subject]
    assert (rdflib.URIRef(f"{EX}b"), None, None) not in seen
    with pytest.raises(TypeError, match="cannot be written to"):
        seen.add((rdflib.URIRef(f"{EX}b"), RDF.type, rdflib.URIRef(f"{EX}C")))


PREFIX = f"PREFIX ex: <{EX}>\n"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this WHERE { $this ex:p ?v . OPTIONAL { ?v ex:q ?w } }",
        "SELECT $this WHERE { { $this ex:p ?v } UNION { $this ex:q ?v } }",
        "SELECT $this WHERE { ?s ex:p ?v . FILTER NOT EXISTS { $this ex:q ?v } }",
        "SELECT $this WHERE { $this ex:p ?v . { SELECT (SUM(?w) AS ?sum) WHERE { ?v ex:q ?w } } }",
        "SELECT $this WHERE { $this ex:p ?v . FILTER (?v * 2 > 3) }",
        "SELECT $this WHERE { $this ex:p ?v , ?w . FILTER NOT EXISTS { $this ex:q ?o FILTER (?v / ?w > 3) } }",
        "SELECT $this WHERE { $this ex:p/ex:q ?v }",
        "SELECT $this WHERE { $this ex:p ?v . ?other ex:q ?w . FILTER (?v > ?w) }",
        "SELECT $this WHERE { $this ex:p ?v . FILTER (REGEX(?v, 'a')) }",
        "SELECT $this WHERE { $this ex:p 1 }",
        "SELECT $this WHERE { $this ex:p ?v } LIMIT 1",
        "ASK { $this ex:p ?v }",
    ],
)
def test_a_query_that_has_to_be_run_for_each_node_is_known_as_such(query: str) -> None:
    with pytest.raises(UnsoundError):
        select_of(PREFIX + query)


def test_a_query_for_all_nodes_says_where_it_may_meet_a_literal() -> None:
    select = select_of(PREFIX + "SELECT $this WHERE { $this ex:p ?x . ?y ex:q ?x ; ex:r ?v . FILTER (?v > 1) }")  # fmt: skip
    p, q, r = (rdflib.URIRef(f"{EX}{name}") for name in "pqr")
    assert ((p, False), (q, True), (r, False)) in select.ways
