"""The facts of a dataset a property at a time: what is many is read in one go, not one fact after another."""

from collections.abc import Iterator, Mapping
from sys import intern

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.naming import text_of
from trackrecord.vocabulary import TR

#: The values of a property by subject: IRIs and lexical forms.
Column = Mapping[str, tuple[str, ...]]


def pairs(store: Store, predicate: str) -> Iterator[tuple[str, str]]:
    """The subjects and values of a property, by its IRI, in no order."""
    for quad in store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph()):
        yield text_of(quad.subject), intern(text_of(quad.object))


def column(store: Store, name: str) -> Column:
    """The values of a property of the ontology by subject; several are sorted."""
    found: dict[str, tuple[str, ...]] = {}
    for subject, value in pairs(store, TR[name]):
        known = found.get(subject)
        found[subject] = (value,) if known is None else tuple(sorted((*known, value)))
    return found


def first(of: Column, subject: str) -> str:
    """The first value of a subject; empty if it has none."""
    values = of.get(subject)
    return values[0] if values else ""
