"""What is served: a graph as it was when it was opened, with its names and a version for caches."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.dataset import graph_files
from trackrecord.iris import DEFAULT_BASE, Base
from trackrecord.naming import Names
from trackrecord.stores import is_small, opened

LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A dataset that is only read, its names by language, and a version that changes with its files."""

    graph: Path
    store: Store
    names: Mapping[str, Names]
    base: Base
    version: str

    def has(self, iri: str) -> bool:
        """Whether the dataset says anything of an IRI, or speaks of it."""
        node, where = NamedNode(iri), DefaultGraph()
        told = self.store.quads_for_pattern(node, None, None, where)
        spoken_of = self.store.quads_for_pattern(None, None, node, where)
        return any(True for _ in chain(told, spoken_of))


def snapshot(graph: Path, base: str = DEFAULT_BASE, kept: Path | None = None) -> Snapshot:
    """The graph of a directory as it is now; read from a store of it that is kept, unless it is small.

    Raises:
        GraphError: there is no built graph there, or a file in it is not Turtle.
    """
    version = version_of(graph, base)
    is_read = kept is not None and not is_small(graph, base)
    store = Store.read_only(str(kept)) if is_read else opened(graph, base)
    names = {language: Names(store, base, language) for language in LANGUAGES}
    return Snapshot(graph, store, names, Base(base), version)


def version_of(graph: Path, base: str) -> str:
    """A hash of the names, sizes and times of a graph's files: it changes when they do."""
    told = hashlib.sha256()
    for name, file in graph_files(graph, Base(base)):
        state = file.stat()
        told.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return told.hexdigest()[:16]
