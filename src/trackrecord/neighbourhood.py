"""The part of an endpoint's dataset that is about some things → a store here: their labels, or all said of one.

What is fetched is in its named graphs and in their merge, as in a whole dataset. Labels are looked for in the
default graph too, so that the answers of other people's endpoints are shown with theirs.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from trackrecord.describing import LINKS, Description, describe
from trackrecord.endpoint import Endpoint
from trackrecord.errors import UnknownNameError
from trackrecord.naming import Names
from trackrecord.paging import rows_of
from trackrecord.vocabulary import OA, SKOS, TR

_AT_ONCE = 500  # things that are asked of at a time
_EITHER = "{ { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, TR.shortName)
_LINKS = " ".join(f"<{TR[link]}>" for link in LINKS)


def all_labels(endpoint: Endpoint) -> Store:
    """The labels of all things that an endpoint knows, in the default graph of a store."""
    predicates = " ".join(f"<{each}>" for each in _LABELS)
    found = rows_of(
        endpoint, f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?p {{ {predicates} }} {_EITHER} }}"
    )
    return _merged(found.rows)


def labels_of(endpoint: Endpoint, terms: Iterable[Any]) -> Store:
    """The preferred labels of those of some terms that are IRIs, in the default graph of a store."""
    store = Store()
    for names in _batches(terms):
        found = rows_of(
            endpoint,
            f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?s {{ {names} }} VALUES ?p {{ <{SKOS.prefLabel}> }} {_EITHER} }}",
        )
        store.bulk_extend(_merged(found.rows))
    return store


def described(endpoint: Endpoint, name: str, base: str) -> Description:
    """The description of the thing of a name, as `describe` gives it of a dataset.

    Raises:
        UnknownNameError: nothing has that name, or several things have.
        EndpointError: there is no answer.
    """
    try:
        node, shown = Names(Store(), base).node(name), name
    except UnknownNameError:
        node = Names(all_labels(endpoint), base).node(name)
        shown = f"<{node.value}>"
    store = around(endpoint, node)
    return describe(store, shown, Names(store, base))


def around(endpoint: Endpoint, node: NamedNode) -> Store:
    """All that is said of a thing: its properties, the facts about it, their evidence and verdicts, and labels."""
    store = Store()
    facts = {node} | _nodes(endpoint, f"VALUES ?link {{ {_LINKS} }} GRAPH ?g {{ ?node ?link {node} }}")  # fmt: skip
    _fetch(endpoint, store, facts)
    for names in _batches(facts):
        judged = f"VALUES ?f {{ {names} }} GRAPH ?g {{ ?node <{TR.fact}> ?f }}"
        _fetch(endpoint, store, _nodes(endpoint, judged))
    evidence = _objects(store, TR.evidence)
    _fetch(endpoint, store, evidence)
    _fetch(endpoint, store, _objects(store, OA.hasSource) | _objects(store, OA.hasSelector))
    _fetch(endpoint, store, {graph for graph in store.named_graphs() if isinstance(graph, NamedNode)})  # fmt: skip
    _fetch(endpoint, store, _nodes(endpoint, f"GRAPH ?g {{ ?node ?p {node} }}", " LIMIT 1"))
    store.bulk_extend(labels_of(endpoint, {quad.object for quad in store}))
    return store


def _nodes(endpoint: Endpoint, pattern: str, tail: str = "") -> set[NamedNode]:
    """The IRIs that a pattern finds for `?node`."""
    found = rows_of(endpoint, f"SELECT DISTINCT ?node {{ {pattern} }}{tail}")
    return {node for (node,) in found.rows if isinstance(node, NamedNode)}


def _fetch(endpoint: Endpoint, store: Store, nodes: set[NamedNode]) -> None:
    """Put in a store what named graphs say of some nodes, and its merge."""
    for names in _batches(nodes):
        found = rows_of(
            endpoint, f"SELECT ?g ?s ?p ?o {{ VALUES ?s {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        )
        store.bulk_extend(Quad(s, p, o, g) for g, s, p, o in found.rows)
        store.bulk_extend(_merged(row[1:] for row in found.rows))


def _objects(store: Store, predicate: str) -> set[NamedNode]:
    quads = store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph())
    return {quad.object for quad in quads if isinstance(quad.object, NamedNode)}


def _merged(rows: Iterable[tuple[Any, ...]]) -> Store:
    store = Store()
    store.bulk_extend(Quad(s, p, o) for s, p, o in rows)
    return store


def _batches(terms: Iterable[Any]) -> Iterator[str]:
    """The IRIs among some terms as SPARQL, so many at a time, in order."""
    names = sorted({str(term) for term in terms if isinstance(term, NamedNode)})
    for start in range(0, len(names), _AT_ONCE):
        yield " ".join(names[start : start + _AT_ONCE])
