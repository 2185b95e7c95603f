"""A graph directory ⇄ one RDF dataset.

Each Turtle file is one named graph, which says where its triples come from; the default graph holds
the merge of them all, each triple once. Queries over the default graph thus count a triple once
however many sources state it, which the union of named graphs does not.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from trackrecord.errors import GraphError, reason_of
from trackrecord.iris import DEFAULT_BASE, Base
from trackrecord.placing import placed
from trackrecord.resources import directory

if TYPE_CHECKING:
    import rdflib

ONTOLOGY_GRAPH = "https://w3id.org/trackrecord/ontology"
_NEW, _OLD = ".sources-new", ".sources-old"
_VERDICTS = "verdicts.ttl"
#: The id of the graph of verdicts; no source may have it.
VERDICTS_ID = "checks"


def authority_of(graph: Path) -> Path:
    """The authority of a graph directory: its own, or else the one that ships with trackrecord."""
    own = graph / "authority"
    return own if any(own.glob("*.ttl")) else directory("authority")


def cache_of(graph: Path) -> Path:
    """Where what can be made again at any time is kept of a graph directory."""
    return graph / ".cache"


def new_cache(graph: Path, name: str) -> Path:
    """A directory of the cache, which is there now; Git ignores it.

    Raises:
        OSError: it cannot be made.
    """
    place = cache_of(graph) / name
    place.mkdir(parents=True, exist_ok=True)
    (cache_of(graph) / ".gitignore").write_text("*\n", encoding="utf-8")
    return place


def load(graph: Path, base: str = DEFAULT_BASE, with_verdicts: bool = True) -> Store:
    """The dataset of a graph directory: named graphs for provenance, their merge as default graph.

    Verdicts of an earlier check are left out where `with_verdicts` is False.

    Raises:
        GraphError: there is no built graph there, or a file in it is not Turtle (naming the place).
    """
    if not built(graph).is_dir():
        raise GraphError(
            f"{graph}: no graph has been built there; run `trackrecord build SOURCES --graph {graph}`"
        )
    store = Store()
    for name, file in graph_files(graph, Base(base), with_verdicts):
        with _told(file):
            turtle = file.read_bytes()
            for where in (NamedNode(name), DefaultGraph()):
                store.load(turtle, format=RdfFormat.TURTLE, to_graph=where)
    return store


def rdflib_dataset(store: Store) -> "rdflib.Dataset":
    """An rdflib face over a dataset, for those who work with rdflib; bulk work goes to the store.

    Plain strings come out of it as `xsd:string` literals, which rdflib holds unequal to its own.
    """
    from oxrdflib.store import OxigraphStore
    from rdflib import Dataset

    return Dataset(store=OxigraphStore(store=store))


def built(graph: Path) -> Path:
    """The directory of the sources that were built, in place or cut off while they were replaced."""
    sources, old = graph / "sources", graph / _OLD
    return old if old.is_dir() and not sources.exists() else sources


def graph_files(graph: Path, base: Base, with_verdicts: bool = True) -> Iterator[tuple[str, Path]]:
    """The named graphs of a graph directory and their files: ontology, authority, sources, verdicts."""
    yield from known_files(graph, base)
    for file in sorted(built(graph).glob("*.ttl")):
        yield base.mint("graph", file.stem), file
    verdicts = graph / "checks" / _VERDICTS
    if with_verdicts and verdicts.is_file():
        yield base.mint("graph", VERDICTS_ID), verdicts


def known_files(graph: Path, base: Base) -> Iterator[tuple[str, Path]]:
    """The named graphs of what is known beforehand and their files: ontology and authority."""
    yield ONTOLOGY_GRAPH, directory("ontology") / "trackrecord.ttl"
    for file in sorted(authority_of(graph).glob("*.ttl")):
        yield base.mint("graph", f"authority-{file.stem}"), file


def read_turtle(file: Path) -> list[pyoxigraph.Triple]:
    """The triples of a Turtle file.

    Raises:
        GraphError: naming the file and the line that is not Turtle.
    """
    with _told(file):
        return [quad.triple for quad in pyoxigraph.parse(path=str(file), format=RdfFormat.TURTLE)]


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """What goes wrong with a file of a graph, told as our error."""
    try:
        yield
    except SyntaxError as error:
        place = f", line {error.lineno}" if error.lineno else ""
        raise GraphError(
            f"{file}{place}: not Turtle: {error.msg}; mend the file, or remove it and build again"
        ) from error
    except (OSError, ValueError) as error:
        raise GraphError(f"{file}: cannot be read: {reason_of(error)}") from error


def source_graphs(store: Store, base: str = DEFAULT_BASE) -> list[str]:
    """The IRIs of the named graphs that hold what a source says."""
    prefix = f"{base}graph/"
    names = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted(
        n
        for n in names
        if n.startswith(prefix)
        and not n.startswith(f"{prefix}authority-")
        and n != f"{prefix}{VERDICTS_ID}"
    )


def recover(graph: Path) -> None:
    """Finish or undo a replacement of the sources that was cut off between its two renames."""
    old, sources = graph / _OLD, graph / "sources"
    if not old.is_dir():
        return
    if sources.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.rename(sources)


@contextmanager
def new_sources(graph: Path) -> Iterator[Path]:
    """An empty directory; what is put in it takes the place of the built graph, whole or not at all.

    Verdicts on the old graph go with it.
    The new files are written beside the old and then the directories change names, when the block ends
    without an error. A process that dies between the two renames leaves the old directory under another
    name, where `built` finds it and the next build puts it back.

    Raises:
        GraphError: the directory cannot be written.
    """
    try:
        graph.mkdir(parents=True, exist_ok=True)
        recover(graph)
        new, old, sources = graph / _NEW, graph / _OLD, graph / "sources"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        yield new
        if hasattr(os, "sync"):  # what has been put in is on the disk before it counts
            os.sync()
        if (graph / "checks").exists():
            shutil.rmtree(graph / "checks")
        if sources.exists():
            sources.rename(old)
        new.rename(sources)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise GraphError(f"{graph}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(graph / _NEW, ignore_errors=True)


def link(file: Path, place: Path) -> None:
    """Have a file at another place too; it is copied where it cannot be linked."""
    try:
        place.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, place)


def write_verdicts(graph: Path, text: str) -> None:
    """Put the Turtle of verdicts in place of the old one, whole or not at all.

    Raises:
        GraphError: the directory cannot be written.
    """
    place = graph / "checks"
    try:
        place.mkdir(exist_ok=True)
        with placed(place / _VERDICTS) as out:
            out.write(text.encode())
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise GraphError(f"{place}: cannot be written: {error.strerror or error}") from error
