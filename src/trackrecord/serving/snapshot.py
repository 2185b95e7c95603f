"""What is served: a graph as it was when it was opened, with its names and a version for caches."""

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.dataset import graph_files
from trackrecord.iris import DEFAULT_BASE, Base
from trackrecord.naming import Names
from trackrecord.stores import fits_memory, opened

LANGUAGES = ("en", "ko")
#: What stands before the paths of the pages of a language: nothing for the first, `/ko` for Korean.
PREFIXES = {language: f"/{language}" if place else "" for place, language in enumerate(LANGUAGES)}
_KEPT = 500  # results that a snapshot keeps
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A dataset that is only read, its names by language, and a version that changes with its files."""

    graph: Path
    store: Store
    names: Mapping[str, Names]
    base: Base
    version: str
    kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for a key as long as it is asked for: a snapshot never changes."""
        if key in self.kept:
            found: T = self.kept[key]
            return found
        made = make()
        if (
            len(self.kept) >= _KEPT
        ):  # what is of the whole dataset has a plain text as its key, and stays
            self.kept.pop(
                next((each for each in [*self.kept] if isinstance(each, tuple)), None), None
            )
        self.kept[key] = made
        return made

    def has(self, iri: str) -> bool:
        """Whether the dataset says anything of an IRI, or speaks of it."""
        node, where = NamedNode(iri), DefaultGraph()
        told = self.store.quads_for_pattern(node, None, None, where)
        spoken_of = self.store.quads_for_pattern(None, None, node, where)
        return any(True for _ in chain(told, spoken_of))


def snapshot(graph: Path, base: str = DEFAULT_BASE, kept: Path | None = None) -> Snapshot:
    """The graph of a directory as it is now; read from a store of it that is kept, unless it fits memory.

    Pages look up hundreds of things each, which memory does ten times as fast as a store on the disk.

    Raises:
        GraphError: there is no built graph there, or a file in it is not Turtle.
    """
    version = version_of(graph, base)
    is_read = kept is not None and not fits_memory(graph, base)
    store = Store.read_only(str(kept)) if is_read else opened(graph, base, reads_all=True)
    names = {language: Names(store, base, language) for language in LANGUAGES}
    return Snapshot(graph, store, names, Base(base), version)


def version_of(graph: Path, base: str) -> str:
    """A hash of the names, sizes and times of a graph's files: it changes when they do."""
    told = hashlib.sha256()
    for name, file in graph_files(graph, Base(base)):
        state = file.stat()
        told.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return told.hexdigest()[:16]
