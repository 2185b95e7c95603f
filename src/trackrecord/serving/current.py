"""The newest state of a graph directory, as long as it is served: it may be built again meanwhile."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from trackrecord.about import WORDS
from trackrecord.errors import GraphError
from trackrecord.serving.pages import prepare
from trackrecord.serving.rendering import ShowText
from trackrecord.serving.snapshot import Snapshot, snapshot, version_of
from trackrecord.stores import on_disk

_TRIES = 5  # times that a graph is opened which changes while it is


@dataclass(frozen=True, slots=True)
class State:
    """A graph as it was at one time: for pages, and as a store on the disk for workers, until it is closed."""

    snapshot: Snapshot
    store: Path
    _leaving: ExitStack

    def close(self) -> None:
        """Let the store go."""
        self._leaving.close()


class Current:
    """A graph directory and its newest state."""

    def __init__(self, graph: Path, base: str, show_text: ShowText = "quotes") -> None:
        """Open the graph; queries cannot tell the words of sources if nothing of their text is shown.

        Raises:
            GraphError: there is no built graph there, or a file in it is not Turtle.
        """
        self._graph, self._base = graph, base
        self._withheld = WORDS if show_text == "none" else frozenset()
        self.state = _opened(graph, base, self._withheld)
        self._seen = self._tried = self.state.snapshot.version

    def snapshot(self) -> Snapshot:
        """What is served now."""
        return self.state.snapshot

    def changed(self) -> State | None:
        """A newer state than the one that is served, if there is one and it has been at rest since last asked.

        Raises:
            GraphError: it cannot be opened; the one that is served stays.
        """
        try:
            version = version_of(self._graph, self._base)
        except OSError:  # it is being replaced
            return None
        was_seen, self._seen = version == self._seen, version
        if not was_seen or version in (self.state.snapshot.version, self._tried):
            return None
        self._tried = version  # what cannot be opened is not opened again until it changes
        try:
            state = _opened(self._graph, self._base, self._withheld)
        except (OSError, RuntimeError) as error:
            raise GraphError(f"{self._graph}: cannot be opened: {error}") from error
        prepare(state.snapshot)  # the older one is served until this is ready
        return state


def _opened(graph: Path, base: str, withheld: frozenset[str]) -> State:
    """A state of which pages and queries tell the same."""
    for _ in range(_TRIES):
        with ExitStack() as leaving:
            store = leaving.enter_context(on_disk(graph, base, withheld))
            opened = snapshot(graph, base, store)
            if version_of(graph, base) == opened.version:
                return State(opened, store, leaving.pop_all())
    raise GraphError(f"{graph}: it keeps changing; serve it when it is built")
