"""The dataset of a large graph directory as an Oxigraph store on the disk, where it is opened at once.

`GRAPH/.cache/stores` holds a store for each state of the graph's files that was asked of late, under a hash
of their names, sizes and times: what has another state has another name, so a store is never out of date.
They are a cache: made when first asked for (from the last one where few files have changed), beside the
others and then renamed, and safe to delete. Memory answers several times as fast but has to be filled first, so
small graphs are loaded into memory, and larger ones too for what reads all of them.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from trackrecord.dataset import built, cache_of, graph_files, load, new_cache, read_turtle
from trackrecord.errors import GraphError, reason_of
from trackrecord.iris import DEFAULT_BASE, Base

try:
    import fcntl
except (
    ImportError
):  # another system: there no store is deleted that is open, so none need be locked
    fcntl = None  # type: ignore[assignment]

#: Graphs with fewer bytes of Turtle are loaded into memory, which takes about a second for so many.
SMALL = 8_000_000
#: The same for what reads all of a graph; so many bytes take about a gigabyte of memory.
LARGE = 80_000_000
_LAYOUT = "1"  # of what is in a store; another number makes all of them anew
_KEPT = 2  # stores besides the one that is opened: `check` and `query` may see different files
_FEW = 0.1  # share of the bytes of a graph up to which changed files are changed in the last store
_AT_ONCE = 250_000  # quads put in a store at a time, which bounds the memory it takes
_TICK = 0.05  # seconds in which a file may change twice and have one time
_PATIENCE = 40  # times that files are waited for which change again and again
_NEW = ".new-"
_FAILED = (OSError, RuntimeError)  # what a store raises that is broken or cannot be written

#: The files of a graph by the named graph that they are: path, size and time.
_Files = Mapping[str, tuple[Path, int, int, int]]


def opened(
    graph: Path, base: str = DEFAULT_BASE, with_verdicts: bool = True, reads_all: bool = False
) -> Store:
    """The dataset of a graph directory as `load` gives it, to be read only; perhaps all of it.

    Raises:
        GraphError: there is no built graph there, or a file in it is not Turtle (naming the place).
    """
    files = _files(graph, base, with_verdicts)
    if _size(files) < (LARGE if reads_all else SMALL) or not built(graph).is_dir():
        return load(graph, base, with_verdicts)
    place = cache_of(graph) / "stores"
    try:
        return _opened(place / _name(files)) or _made(place, graph, base, with_verdicts)
    except _FAILED:  # a directory that cannot be written, a full disk
        return load(graph, base, with_verdicts)


def fits_memory(graph: Path, base: str = DEFAULT_BASE) -> bool:
    """Whether a graph directory is loaded into memory for what reads much of it."""
    return _size(_files(graph, base, True)) < LARGE


@contextmanager
def on_disk(
    graph: Path, base: str = DEFAULT_BASE, without: frozenset[str] = frozenset()
) -> Iterator[Path]:
    """The dataset of a graph directory as a store on the disk, however small; it stays while the block runs.

    It is the cached one, or a temporary one where the cache cannot be written. Triples of the predicates
    in `without` (IRIs) are not in it.

    Raises:
        GraphError: there is no built graph there, a file in it is not Turtle (naming the place), or a
            store can be written nowhere.
    """
    if not built(graph).is_dir():
        load(graph, base)  # which says so
    with ExitStack() as leaving:
        try:
            place, directory = _kept(new_cache(graph, _directory(without)), graph, base, without)
        except _FAILED:
            temporary = leaving.enter_context(
                tempfile.TemporaryDirectory(prefix="trackrecord-", ignore_cleanup_errors=True)
            )
            try:
                place, directory = _kept(Path(temporary), graph, base, without)
            except _FAILED as error:
                raise GraphError(f"{graph}: no store can be written: {reason_of(error)}") from error
        leaving.callback(os.close, directory)
        yield place / "store"


def _directory(without: frozenset[str]) -> str:
    """The name of the directory of the stores that lack some predicates."""
    if not without:
        return "stores"
    return f"stores-{sha256(' '.join(sorted(without)).encode()).hexdigest()[:8]}"


def _kept(place: Path, graph: Path, base: str, without: frozenset[str]) -> tuple[Path, int]:
    """A store that can be opened, made if need be, and its directory: open, with a shared lock on it.

    Raises:
        OSError: it cannot be made, or is deleted again and again.
    """
    for _ in range(_PATIENCE):
        found = place / _name(_files(graph, base, True))
        if not (found / "manifest").exists():
            found = _make(place, graph, base, True, without)
        directory = _shared(found)
        if directory is None:
            continue
        try:
            Store.read_only(str(found / "store"))
            return found, directory
        except _FAILED:  # broken: unless others have it open, it is made anew
            os.close(directory)
            with _locked(found):
                shutil.rmtree(found, ignore_errors=True)
    raise OSError(f"{place}: no store can be kept there")


def _files(graph: Path, base: str, with_verdicts: bool) -> dict[str, tuple[Path, int, int, int]]:
    found = {}
    for name, file in graph_files(graph, Base(base), with_verdicts):
        with suppress(OSError):
            state = file.stat()
            found[name] = (file, state.st_size, state.st_mtime_ns, state.st_ino)
    return found


def _size(files: _Files) -> int:
    return sum(size for _, size, _, _ in files.values())


def _listed(files: _Files) -> str:
    return "".join(f"{name} {' '.join(map(str, state[1:]))}\n" for name, state in files.items())


def _name(files: _Files) -> str:
    known = f"{_LAYOUT} {pyoxigraph.__version__}\n{_listed(files)}"
    return sha256(known.encode()).hexdigest()[:32]


def _opened(place: Path) -> Store | None:
    """The store at a place, kept from being deleted as long as this process lives; None if there is none."""
    if not (place / "manifest").exists() or not _is_held(place):
        return None
    with suppress(OSError):
        os.utime(place)
    try:
        return Store.read_only(str(place / "store"))
    except _FAILED:  # broken: unless others have it open, it is made anew
        os.close(_held.pop(str(place)))
        with suppress(OSError), _locked(place):
            shutil.rmtree(place, ignore_errors=True)
        return None


def _made(place: Path, graph: Path, base: str, with_verdicts: bool) -> Store:
    """The store of a graph's files as they are now, opened."""
    new_cache(graph, place.name)
    made = _make(place, graph, base, with_verdicts, frozenset())
    return _opened(made) or load(graph, base, with_verdicts)


def _make(
    place: Path, graph: Path, base: str, with_verdicts: bool, without: frozenset[str]
) -> Path:
    """Where the store of a graph's files is, as they are now: made beside the others and renamed."""
    new = place / f"{_NEW}{os.getpid()}-{time.time_ns()}"
    new.mkdir()
    with _locked(new):
        try:
            files = _at_rest(graph, base, with_verdicts)
            _fill(new, files, place, without)
            (new / "manifest").write_text(_listed(files), encoding="utf-8")
            final = place / _name(files)
            with suppress(OSError):  # another process may have made it meanwhile
                new.rename(final)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    _clear(place, final)
    return final


def _at_rest(graph: Path, base: str, with_verdicts: bool) -> _Files:
    """The files, when the last of them changed long enough ago that another change shows in its time.

    Raises:
        OSError: files keep changing.
    """
    for _ in range(_PATIENCE):
        files = _files(graph, base, with_verdicts)
        newest = max(time_ns for _, _, time_ns, _ in files.values())
        age = time.time() - newest / 1e9
        if not 0 <= age < _TICK:
            return files
        time.sleep(_TICK - age)
    raise OSError(f"{graph}: files keep changing")


def _fill(new: Path, files: _Files, place: Path, without: frozenset[str]) -> None:
    """Make a store of some files: from one that has most of them as they are, if there is one, else anew."""
    for old in _others(place):
        directory = _shared(old)
        if directory is None:
            continue
        try:
            if _is_changed_from(old, new, files, without):
                return
        except _FAILED:
            pass
        finally:
            os.close(directory)
        shutil.rmtree(new / "store", ignore_errors=True)
    store = Store(str(new / "store"))
    quads = _quads(files, without)
    for first in quads:
        store.bulk_extend(chain([first], islice(quads, _AT_ONCE - 1)))
    store.flush()


def _is_changed_from(old: Path, new: Path, files: _Files, without: frozenset[str]) -> bool:
    """Make a store of some files from an old one, unless too much has changed."""
    listed = (old / "manifest").read_text(encoding="utf-8").splitlines()
    gone, changed = _difference(listed, files)
    whole = _size(files)
    if sum(files[name][1] for name in changed) > _FEW * whole:
        return False
    Store.read_only(str(old / "store")).backup(str(new / "store"))
    store = Store(str(new / "store"))
    for name in gone:
        _change(store, NamedNode(name), set())
    for name in changed:
        _change(store, NamedNode(name), set(_triples(files[name][0], without)))
    store.flush()
    return True


def _difference(listed: list[str], files: _Files) -> tuple[list[str], list[str]]:
    """The named graphs of a manifest that are gone, and those that are new or have changed."""
    before = set(listed)
    now = {line.partition(" ")[0]: line for line in _listed(files).splitlines()}
    gone = [line.partition(" ")[0] for line in listed if line.partition(" ")[0] not in now]
    return gone, [name for name, line in now.items() if line not in before]


def _triples(file: Path, without: frozenset[str]) -> Iterator[Triple]:
    return (each for each in read_turtle(file) if each.predicate.value not in without)


def _quads(files: _Files, without: frozenset[str]) -> Iterator[Quad]:
    """Each triple in its named graph and in the default graph."""
    for name, (file, *_) in files.items():
        graph = NamedNode(name)
        for triple in _triples(file, without):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
            yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())


def _change(store: Store, graph: NamedNode, triples: set[Triple]) -> None:
    """Let a named graph have other triples; the default graph stays the merge of all."""
    for quad in list(store.quads_for_pattern(None, None, None, graph)):
        if quad.triple not in triples:
            store.remove(quad)
            stated = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if all(isinstance(other.graph_name, DefaultGraph) for other in stated):
                store.remove(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    if not triples:
        store.remove_graph(graph)
        return
    # The store may write a number otherwise than the file, so all are added, not the new ones alone.
    for where in (graph, DefaultGraph()):
        store.extend([Quad(t.subject, t.predicate, t.object, where) for t in triples])


#: The directories of the stores that this process has open, by path: open, with a shared lock on them.
_held: dict[str, int] = {}


def _is_held(place: Path) -> bool:
    """Lock a store as one that is in use, for as long as this process lives; False if it is gone."""
    held = _held.get(str(place))
    try:
        if held is not None and os.fstat(held).st_ino == place.stat().st_ino:
            return True
    except OSError:
        return False
    directory = _shared(place)
    if directory is not None:
        _held[str(place)] = directory
    return directory is not None


def _shared(place: Path) -> int | None:
    """A directory, open, with a shared lock on it; None if it is gone or is being deleted."""
    try:
        directory = os.open(place, os.O_RDONLY)
    except OSError:
        return None
    try:
        if fcntl is not None:
            fcntl.flock(directory, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if os.fstat(directory).st_ino == place.stat().st_ino:
            return directory
    except OSError:
        pass
    os.close(directory)
    return None


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Lock a directory for this process alone.

    Raises:
        OSError: it is in use.
    """
    if fcntl is None:
        yield
        return
    directory = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(directory, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(directory)


def _others(place: Path) -> list[Path]:
    """The stores at a place, those used last first."""
    with suppress(OSError):
        found = [each for each in place.iterdir() if not each.name.startswith(_NEW)]
        return sorted(found, key=lambda each: each.stat().st_mtime_ns, reverse=True)
    return []


def _clear(place: Path, kept: Path) -> None:
    """Delete stores that nobody has open, but for those used last, and what killed processes left."""
    left = [each for each in place.iterdir() if each.name.startswith(_NEW)]
    old = [each for each in _others(place) if each != kept][_KEPT:]
    for each in (*left, *old):
        with suppress(OSError), _locked(each):
            shutil.rmtree(each, ignore_errors=True)
