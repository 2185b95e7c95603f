"""What the endpoint is, for machines: a SPARQL 1.1 Service Description with the sizes of its graphs (VoID)."""

import io
import json
from collections.abc import Iterator, Mapping

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple

from trackrecord.serving.frames import Question
from trackrecord.vocabulary import RDF, XSD

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_TYPE = NamedNode(str(RDF.type))
_WRITTEN = (QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.CSV, QueryResultsFormat.TSV,
            RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.JSON_LD, RdfFormat.RDF_XML)  # fmt: skip
_FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/xml": RdfFormat.RDF_XML,
}
#: Asks how many triples each named graph has, and the default graph, which has no name.
SIZES = Question(
    "SELECT ?g (COUNT(*) AS ?n) { { GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o } } GROUP BY ?g",
    {"solutions": "application/json"},
)


def sizes(answer: bytes) -> dict[str | None, int]:
    """Triples by named graph, and under None those of the default graph; from an answer to `SIZES`."""
    rows = json.loads(answer)["results"]["bindings"]
    return {row["g"]["value"] if "g" in row else None: int(row["n"]["value"]) for row in rows}


def description(endpoint: str, triples: Mapping[str | None, int]) -> Iterator[Triple]:
    """The description of a service at an address.

    The default graph is the merge of all named graphs (`sd:UnionDefaultGraph`), and no IRI is looked up.
    """
    service, dataset, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    yield Triple(service, _TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), NamedNode(endpoint))
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for form in _WRITTEN:
        yield Triple(service, _sd("resultFormat"), NamedNode(form.iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield from _graph(default, triples.get(None, 0))
    for number, name in enumerate(sorted(name for name in triples if name is not None)):
        named, graph = BlankNode(f"n{number}"), BlankNode(f"g{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, _TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(name))
        yield Triple(named, _sd("graph"), graph)
        yield from _graph(graph, triples[name])


def written(triples: Iterator[Triple], media: str) -> bytes:
    """Triples in one of the media types of graphs."""
    form = _FORMATS[media]
    prefixes = {"sd": _SD, "void": _VOID} if form == RdfFormat.TURTLE else None
    out = io.BytesIO()
    pyoxigraph.serialize(triples, out, format=form, prefixes=prefixes)
    return out.getvalue()


def _graph(graph: BlankNode, triples: int) -> Iterator[Triple]:
    yield Triple(graph, _TYPE, _sd("Graph"))
    count = Literal(str(triples), datatype=NamedNode(str(XSD.integer)))
    yield Triple(graph, NamedNode(f"{_VOID}triples"), count)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
