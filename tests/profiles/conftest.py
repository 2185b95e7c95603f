"""Small graphs in a few lines of Turtle, as a source would give them."""

from collections.abc import Callable

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from trackrecord.iris import DEFAULT_BASE
from trackrecord.naming import Names
from trackrecord.vocabulary import prefixes

HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())


def stored(**sources: str) -> Store:
    """A dataset of sources, each with its Turtle in a named graph and in the default graph."""
    store = Store()
    for source, turtle in sources.items():
        graph = NamedNode(f"{DEFAULT_BASE}graph/{source}")
        told = f"{HEADER}{turtle}\ngraph:{source} prov:wasDerivedFrom source:{source} .\n"
        for triple in parse(told, RdfFormat.TURTLE):
            for where in (graph, DefaultGraph()):
                store.add(Quad(triple.subject, triple.predicate, triple.object, where))
    return store


@pytest.fixture
def graph_of() -> Callable[..., Store]:
    return stored


@pytest.fixture
def names_of() -> Callable[..., Names]:
    return lambda store, language="en": Names(store, DEFAULT_BASE, language)


@pytest.fixture
def node() -> Callable[[str], NamedNode]:
    return lambda path: NamedNode(DEFAULT_BASE + path)
