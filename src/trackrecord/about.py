"""What a dataset says about one thing, as triples: the description that its IRI leads to.

A description holds what is said of the thing itself; the facts about it, each with its values, its evidence and
quotes, the verdicts on it and the named graphs that state it (`dcterms:isPartOf`); the things that belong to
it; and the labels of whatever all of these point to. A source is described with its evidence, whose IRIs are
fragments of its own, and with what stands on it. Much is told in pages; what merely uses a code is left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Items:
    """What is told with a thing, each in a fixed order: facts about it, evidence in it, links of what belongs to it."""

    facts: tuple[NamedNode, ...]
    evidence: tuple[NamedNode, ...]
    parts: tuple[Triple, ...]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.facts) + len(self.evidence) + len(self.parts)

    def page(self, number: int) -> "Items":
        """A page of them, the first being 1."""
        first, last = (number - 1) * PAGE, number * PAGE
        before = len(self.facts)
        after = before + len(self.evidence)
        return Items(
            self.facts[first:last],
            self.evidence[max(0, first - before) : max(0, last - before)],
            self.parts[max(0, first - after) : max(0, last - after)],
        )


def description_of(
    store: Store, iri: str, page: int | None = None, items: Items | None = None
) -> About:
    """What a dataset says about a thing: all of it, or a page of it, the first being 1.

    `items` are those of the thing, if they are known already (see `items_of`).

    Raises:
        UnknownNameError: the dataset says nothing of it, or has no such page.
    """
    node = NamedNode(iri)
    items = items if items is not None else items_of(store, iri)
    pages = max(1, -(-len(items) // PAGE))
    if page is not None and not 1 <= page <= pages:
        raise UnknownNameError(f"the description of {iri} has {pages} pages, and no page {page}")
    own = [*_own(store, node), *_size(store, node)]
    if not own and not items and not _is_spoken_of(store, node):
        raise UnknownNameError(f"nothing in the graph is called {iri!r}")
    found = dict.fromkeys(own)
    if _EVIDENCE in {triple.predicate for triple in own}:
        found.update(dict.fromkeys(chain(_fact(store, node), _stated(store, node))))
    told = items if page is None else items.page(page)
    for fact in told.facts:
        found.update(dict.fromkeys(_fact(store, fact)))
    for evidence in told.evidence:
        found.update(dict.fromkeys(_in_source(store, evidence)))
    found.update(dict.fromkeys(told.parts))
    found.update(dict.fromkeys(_labels(store, tuple(found))))
    return About(iri, tuple(found), page or 1, pages if page is not None else 1, len(items))


def items_of(store: Store, iri: str) -> Items:
    """What is told with a thing: it takes about a second where a hundred thousand facts are about it."""
    node = NamedNode(iri)
    facts = facts_of(store, node)
    links = {
        Triple(part, predicate, node)
        for predicate in _BELONGING
        for part in _pointing(store, predicate, node)
        if part not in facts
    }
    return Items(
        tuple(sorted(facts, key=lambda fact: fact.value)),
        tuple(sorted(_pointing(store, _SOURCE, node), key=_place)),
        tuple(sorted(links, key=str)),
    )


def _place(evidence: NamedNode) -> tuple[list[int], str]:
    """Where a piece of evidence stands in its source, by number, so that 9 comes before 10."""
    numbers = re.findall(r"\d+", evidence.value.partition("#")[2])
    return [int(number) for number in numbers], evidence.value


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
