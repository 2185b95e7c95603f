"""All named graphs of a dataset as one compressed file of N-Quads, made once and kept beside the graph."""

import gzip
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Store

from trackrecord.about import WORDS
from trackrecord.dataset import new_cache
from trackrecord.serving.rendering import ShowText
from trackrecord.serving.snapshot import Snapshot

_KEPT = 2  # dumps that are kept beside a graph: of this version and of the last
_making = threading.Lock()


def dump(snapshot: Snapshot, show_text: ShowText) -> Path:
    """The file, made if there is none yet; without the words of sources if nothing of their text is shown.

    Whoever asks while it is made waits. It lies in the cache of the graph, or in a temporary directory if that
    cannot be written.
    """
    place = _place(snapshot)
    words = "without-words" if show_text == "none" else "whole"
    file = place / f"{snapshot.version}-{words}.nq.gz"
    with _making:
        if not file.is_file():
            new = place / f".new-{os.getpid()}.nq.gz"
            try:
                _write(snapshot.store, new, show_text)
                new.replace(file)
            finally:
                new.unlink(missing_ok=True)
            _clear(place, file)
    return file


def _place(snapshot: Snapshot) -> Path:
    try:
        place = new_cache(snapshot.graph, "dumps")
        with tempfile.TemporaryFile(dir=place):
            return place
    except OSError:
        return Path(_temporary().name)


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    """A directory that is there as long as this process."""
    return tempfile.TemporaryDirectory(prefix="trackrecord-")


def lines_by_graph(store: Store, show_text: ShowText) -> Iterator[list[str]]:
    """Graph by graph in the order of their IRIs, the lines of each sorted, so that memory holds one graph at a time.

    Words of sources are left out if nothing of their text is shown.
    """
    graphs = sorted(each.value for each in store.named_graphs() if isinstance(each, NamedNode))
    for graph in graphs:
        quads = store.quads_for_pattern(None, None, None, NamedNode(graph))
        told = (q for q in quads if show_text != "none" or q.predicate.value not in WORDS)
        yield sorted(f"{quad.triple} <{graph}> .\n" for quad in told)


def _write(store: Store, file: Path, show_text: ShowText) -> None:
    with file.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        for lines in lines_by_graph(store, show_text):
            packed.write("".join(lines).encode())


def _clear(place: Path, kept: Path) -> None:
    """Delete the dumps of older versions."""
    with suppress(OSError):
        files = sorted(place.glob("*.nq.gz"), key=lambda each: each.stat().st_mtime_ns)
        for old in files[:-_KEPT]:
            if old != kept:
                old.unlink(missing_ok=True)
