"""A graph of two documents, what serves it, and a client of the application without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from trackrecord.building import build
from trackrecord.iris import Base
from trackrecord.serving.app import application
from trackrecord.serving.snapshot import Snapshot, snapshot

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the documents that ship, built anew, with the verdicts of its checks."""
    place = tmp_path_factory.mktemp("served") / "graph"
    build([ROOT / "sources"], place, Base(), lambda _: None, None, False, 1, True)
    return place


@pytest.fixture(scope="session")
def served(graph: Path) -> Snapshot:
    return snapshot(graph)


@pytest.fixture
def client(served: Snapshot) -> Iterator[TestClient]:
    with TestClient(application(lambda: served)) as client:
        yield client
