"""A graph of two documents, what serves it, and a client of the application without a network."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse
from starlette.testclient import TestClient

from trackrecord.building import build
from trackrecord.commands import check_graph
from trackrecord.iris import DEFAULT_BASE, Base
from trackrecord.naming import Names
from trackrecord.serving.app import application
from trackrecord.serving.rendering import ShowText
from trackrecord.serving.snapshot import LANGUAGES, Snapshot, snapshot
from trackrecord.vocabulary import prefixes

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def unchecked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the documents that ship, built anew, without verdicts."""
    place = tmp_path_factory.mktemp("unchecked") / "graph"
    build([ROOT / "sources"], place, Base(), lambda _: None, None, False, 1, True)
    return place


@pytest.fixture(scope="session")
def graph(unchecked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the verdicts of its checks."""
    place = tmp_path_factory.mktemp("served") / "graph"
    shutil.copytree(unchecked, place)
    check_graph(place, DEFAULT_BASE, None, None, (), "text")
    return place


@pytest.fixture(scope="session")
def served(graph: Path) -> Snapshot:
    return snapshot(graph)


#: Two sources that differ on a figure, of which one has its rate wrong. They are told of in no newspaper.
_DISPUTED = {
    "ours.md": """---
title: Gwanak-gu counts its jobs of 2021
date: 2022-03-02
publisher: Gwanak-gu
language: en
url: https://example.org/ours
---
Gwanak-gu created 13,342 jobs in 2021, 148.2% of its target of 9,656.

The district established the Job Venture Division.
""",
    "theirs.md": """---
title: Jobs in the districts
date: 2022-05-17
publisher: An invented paper
language: en
---
Gwanak-gu created 12,900 jobs in 2021. Seongbuk-gu created 7,852 jobs in 2021, against a target of 7,700.
""",
}


@pytest.fixture(scope="session")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph whose sources differ and whose figures do not add up, with the verdicts of its checks."""
    place = tmp_path_factory.mktemp("disputed")
    for name, text in _DISPUTED.items():
        (place / name).write_text(text, encoding="utf-8")
    graph = place / "graph"
    build([place / name for name in _DISPUTED], graph, Base(), lambda _: None, None, False, 1, True)
    check_graph(graph, DEFAULT_BASE, None, None, (), "ttl")
    return graph


@pytest.fixture(scope="session")
def disputes(disputed: Path) -> Snapshot:
    return snapshot(disputed)


@pytest.fixture
def client(served: Snapshot) -> Iterator[TestClient]:
    with TestClient(application(lambda: served)) as client:
        yield client


def told(turtle: str) -> Snapshot:
    """A snapshot of what one source called `paper` says."""
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    graph, store = NamedNode(f"{DEFAULT_BASE}graph/paper"), Store()
    ending = "\ngraph:paper prov:wasDerivedFrom source:paper ."
    for triple in parse(header + turtle + ending, RdfFormat.TURTLE):
        for where in (graph, DefaultGraph()):
            store.add(Quad(triple.subject, triple.predicate, triple.object, where))
    names = {language: Names(store, DEFAULT_BASE, language) for language in LANGUAGES}
    return Snapshot(Path(), store, names, Base(), "0")


@pytest.fixture
def pages_of() -> Callable[..., TestClient]:
    """A client of the pages of a small graph in Turtle."""

    def client(
        turtle: str, show_text: ShowText = "quotes", sources: Path | None = None
    ) -> TestClient:
        small = told(turtle)
        return TestClient(application(lambda: small, show_text, sources=sources))

    return client


@pytest.fixture
def shown(served: Snapshot) -> Callable[..., TestClient]:
    """A client of the documents that ship, with so much of their text shown."""
    return lambda show_text, sources=None: TestClient(
        application(
            lambda: Snapshot(*(getattr(served, f) for f in FIELDS)), show_text, sources=sources
        )
    )


FIELDS = ("graph", "store", "names", "base", "version")
