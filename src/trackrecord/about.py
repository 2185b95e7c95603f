"""What a dataset says about one thing, as triples: the description that its IRI leads to.

A description holds what is said of the thing itself; the facts about it, each with its values, its evidence and
quotes, the verdicts on it and the named graphs that state it (`dcterms:isPartOf`); the things that belong to
it; and the labels of whatever all of these point to. A source is described with its evidence, whose IRIs are
fragments of its own, and with what stands on it. Much is told in pages; what merely uses a code is left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import cast

from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, Store, Triple
from rdflib.namespace import VOID

from trackrecord.describing import facts_of
from trackrecord.errors import UnknownNameError
from trackrecord.vocabulary import DCTERMS, OA, PROV, RDF, RDFS, SKOS, TR

#: Facts, pieces of evidence and things that belong to it on one page of a description.
PAGE = 100
#: What says the words of a source, which an operator may withhold.
WORDS = frozenset(str(term) for term in (OA.exact, OA.prefix, OA.suffix))

_TYPE, _EVIDENCE, _CONTEXT, _SELECTOR, _SOURCE = (
    NamedNode(str(term))
    for term in (RDF.type, TR.evidence, TR.context, OA.hasSelector, OA.hasSource)
)
_VERDICT_ON, _PART_OF = NamedNode(str(TR.fact)), NamedNode(str(DCTERMS.isPartOf))
#: By what a thing belongs to another, seen from the part.
_BELONGING = tuple(
    NamedNode(str(term))
    for term in (
        TR.parent, TR.government, TR.hasGrade, TR.hasCategory, TR.organiser, TR.check, SKOS.broader, SKOS.inScheme,
        PROV.wasDerivedFrom, PROV.used, PROV.wasGeneratedBy, PROV.wasAssociatedWith,
    )
)  # fmt: skip
_LABELS = tuple(NamedNode(str(term)) for term in (SKOS.prefLabel, RDFS.label, DCTERMS.title))


@dataclass(frozen=True, slots=True)
class About:
    """A page of the description of a thing, or all of it: triples, without those that come twice."""

    iri: str
    triples: tuple[Triple, ...]
    page: int
    pages: int
    items: int


def description_of(store: Store, iri: str, page: int | None = None) -> About:
    """What a dataset says about a thing: all of it, or a page of it, the first being 1.

    Raises:
        UnknownNameError: the dataset says nothing of it, or has no such page.
    """
    node = NamedNode(iri)
    items = _items(store, node)
    pages = max(1, -(-len(items) // PAGE))
    if page is not None and not 1 <= page <= pages:
        raise UnknownNameError(f"the description of {iri} has {pages} pages, and no page {page}")
    told = items if page is None else items[(page - 1) * PAGE : page * PAGE]
    own = [*_own(store, node), *_size(store, node)]
    if not own and not items and not _is_spoken_of(store, node):
        raise UnknownNameError(f"nothing in the graph is called {iri!r}")
    found = dict.fromkeys(own)
    if _EVIDENCE in {triple.predicate for triple in own}:
        found.update(dict.fromkeys(_fact(store, node)))
        found.update(dict.fromkeys(_stated(store, node)))
    found.update(dict.fromkeys(triple for item in told for triple in item.tell()))
    found.update(dict.fromkeys(_labels(store, tuple(found))))
    return About(iri, tuple(found), page or 1, pages if page is not None else 1, len(items))


@dataclass(frozen=True, slots=True)
class _Item:
    """Something that is told with a thing, in its place among the others, and how."""

    place: tuple[int, tuple[int, ...], str]
    tell: Callable[[], Iterable[Triple]]


def _items(store: Store, node: NamedNode) -> list[_Item]:
    """The facts about a thing, the evidence in it if it is a source, what belongs to it, in a fixed order."""
    facts = facts_of(store, node)
    found = [_Item((0, (), fact.value), partial(_fact, store, fact)) for fact in facts]
    for evidence in _pointing(store, _SOURCE, node):
        numbers = tuple(map(int, re.findall(r"\d+", evidence.value.partition("#")[2])))
        place = (1, numbers, evidence.value)
        found.append(_Item(place, partial(_in_source, store, evidence)))
    parts: dict[NamedNode, list[Triple]] = {}
    for predicate in _BELONGING:
        for part in _pointing(store, predicate, node):
            if part not in facts:
                parts.setdefault(part, []).append(Triple(part, predicate, node))
    found += [_Item((2, (), part.value), partial(iter, links)) for part, links in parts.items()]
    return sorted(found, key=lambda item: item.place)


def _fact(store: Store, fact: NamedNode) -> Iterator[Triple]:
    """A fact with its evidence, the verdicts on it, and the named graphs that state it."""
    yield from _own(store, fact)
    for predicate in (_EVIDENCE, _CONTEXT):
        for quad in store.quads_for_pattern(fact, predicate, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode):
                yield from _evidence(store, quad.object)
    for verdict in _pointing(store, _VERDICT_ON, fact):
        yield from _own(store, verdict)
    for graph in _graphs(store, fact):
        yield Triple(fact, _PART_OF, graph)


def _stated(store: Store, fact: NamedNode) -> Iterator[Triple]:
    """Where the named graphs that state a fact are from, and the sources of its evidence."""
    for graph in _graphs(store, fact):
        yield from _own(store, graph)
    for quad in store.quads_for_pattern(fact, _EVIDENCE, None, DefaultGraph()):
        if isinstance(quad.object, NamedNode):
            source = NamedNode(quad.object.value.partition("#")[0])
            yield from _own(store, source)


def _graphs(store: Store, node: NamedNode) -> list[NamedNode]:
    graphs = {
        quad.graph_name
        for quad in store.quads_for_pattern(node, _TYPE, None, None)
        if isinstance(quad.graph_name, NamedNode)
    }
    return sorted(graphs, key=lambda graph: graph.value)


def _size(store: Store, node: NamedNode) -> Iterator[Triple]:
    """How much a named graph holds, if it is one."""
    if not store.contains_named_graph(node):
        return
    query = f"SELECT (COUNT(*) AS ?size) WHERE {{ GRAPH {node} {{ ?s ?p ?o }} }}"
    for row in cast(QuerySolutions, store.query(query)):
        yield Triple(node, _TYPE, NamedNode(str(VOID.Dataset)))
        yield Triple(node, NamedNode(str(VOID.triples)), row["size"])


def _evidence(store: Store, evidence: NamedNode) -> Iterator[Triple]:
    """A piece of evidence with its selectors, which hold the quote and its place."""
    for triple in _own(store, evidence):
        yield triple
        if triple.predicate == _SELECTOR and isinstance(triple.object, NamedNode):
            yield from _own(store, triple.object)


def _in_source(store: Store, evidence: NamedNode) -> Iterator[Triple]:
    """A piece of evidence, and what stands on it."""
    yield from _evidence(store, evidence)
    for predicate in (_EVIDENCE, _CONTEXT):
        for fact in _pointing(store, predicate, evidence):
            yield Triple(fact, predicate, evidence)
            yield from _triples(store, fact, _TYPE)


def _labels(store: Store, triples: Iterable[Triple]) -> Iterator[Triple]:
    """The preferred labels of what triples point to and of what points."""
    ends = chain.from_iterable((triple.subject, triple.object) for triple in triples)
    for node in dict.fromkeys(end for end in ends if isinstance(end, NamedNode)):
        for predicate in _LABELS:
            yield from _triples(store, node, predicate)


def _is_spoken_of(store: Store, node: NamedNode) -> bool:
    return any(True for _ in store.quads_for_pattern(None, None, node, DefaultGraph()))


def _own(store: Store, node: NamedNode) -> Iterator[Triple]:
    return _triples(store, node, None)


def _triples(store: Store, node: NamedNode, predicate: NamedNode | None) -> Iterator[Triple]:
    return (q.triple for q in store.quads_for_pattern(node, predicate, None, DefaultGraph()))


def _pointing(store: Store, predicate: NamedNode, node: NamedNode) -> list[NamedNode]:
    found = store.quads_for_pattern(None, predicate, node, DefaultGraph())
    return [quad.subject for quad in found if isinstance(quad.subject, NamedNode)]


def without_words(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """Triples but for those that hold the words of sources."""
    return tuple(triple for triple in triples if triple.predicate.value not in WORDS)


def by_graph(store: Store, triples: Iterable[Triple]) -> dict[str, list[Triple]]:
    """Triples by the named graphs that state them; under "" those that none does."""
    found: dict[str, list[Triple]] = {}
    for triple in triples:
        told = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        graphs = [q.graph_name.value for q in told if isinstance(q.graph_name, NamedNode)]
        for graph in graphs or [""]:
            found.setdefault(graph, []).append(triple)
    return found
