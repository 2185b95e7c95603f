"""Terms of a store as rdflib's, and the merged graph of a store as an rdflib graph: copied, or looked at.

rdflib holds plain strings unequal to `xsd:string` literals, and normalises lexical forms; pySHACL needs
terms as rdflib itself would have parsed them.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pyoxigraph
import rdflib
from pyoxigraph import DefaultGraph, Store
from rdflib.plugins.stores.memory import SimpleMemory

#: An IRI, blank node or literal of rdflib's; its own type for them cannot be ordered.
Node = Any
_CACHED_LITERALS = 1 << 16


def to_rdflib(term: Any) -> Node:
    """A term of a store as rdflib's."""
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    return _literal(term)


@lru_cache(maxsize=_CACHED_LITERALS)
def _literal(term: pyoxigraph.Literal) -> rdflib.Literal:
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    is_plain = term.datatype.value == str(rdflib.XSD.string)
    return rdflib.Literal(
        term.value, datatype=None if is_plain else rdflib.URIRef(term.datatype.value)
    )


def ordered(nodes: Iterable[Node]) -> list[Node]:
    """Nodes in an order of their own; rdflib's compares values, and not all of them compare."""
    return sorted(nodes, key=_parts)


def _parts(node: Node) -> tuple[str, ...]:
    kind = getattr(node, "datatype", None), getattr(node, "language", None)
    return (type(node).__name__, str(node), *(str(each or "") for each in kind))


def to_oxigraph(node: Node) -> Any:
    """An IRI, blank node or plain string as the store's term; None for other literals.

    A literal of rdflib may be that of several literals of a store: their lexical forms are normalised.
    """
    if isinstance(node, rdflib.URIRef):
        return pyoxigraph.NamedNode(node)
    if isinstance(node, rdflib.BNode):
        return pyoxigraph.BlankNode(node)
    if isinstance(node, rdflib.Literal) and node.datatype is None:
        if node.language:
            return pyoxigraph.Literal(str(node), language=node.language.lower())
        return pyoxigraph.Literal(str(node))
    return None


def merged(store: Store) -> rdflib.Graph:
    """An rdflib copy of the default graph."""
    graph = rdflib.Graph()
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return graph


def view(store: Store) -> rdflib.Graph:
    """The default graph as an rdflib graph that looks triples up in the store; it cannot be written to."""
    return rdflib.Graph(store=_View(store))


class _View(SimpleMemory):  # which keeps the prefixes
    """The default graph of a store, read with rdflib's terms."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def add(self, *_: Any, **__: Any) -> None:
        raise TypeError("a view of a store cannot be written to")

    def remove(self, *_: Any, **__: Any) -> None:
        raise TypeError("a view of a store cannot be written to")

    def triples(self, triple: Any, context: Any = None) -> Iterator[Any]:
        subject, predicate, wanted = triple
        if isinstance(subject, rdflib.Literal):
            return
        known = None if wanted is None else to_oxigraph(wanted)
        quads = self._store.quads_for_pattern(
            None if subject is None else to_oxigraph(subject),
            None if predicate is None else to_oxigraph(predicate),
            known,
            DefaultGraph(),
        )
        seen = set()
        for quad in quads:
            value = to_rdflib(quad.object)
            if known is None and wanted is not None and value != wanted:
                continue
            found = (to_rdflib(quad.subject), to_rdflib(quad.predicate), value)
            if isinstance(value, rdflib.Literal) and value.datatype is not None:
                if found in seen:  # two literals of the store that are one of rdflib's
                    continue
                seen.add(found)
            yield found, iter(())

    def __len__(self, context: Any = None) -> int:
        """Not 0 where there is a triple: pySHACL asks no more, and once a result; counting takes long."""
        quads = self._store.quads_for_pattern(None, None, None, DefaultGraph())
        return 0 if next(iter(quads), None) is None else 1
