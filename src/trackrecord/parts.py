"""Documents and tables → parts: files of N-Quads for bulk loading, each with a report beside it.

Which files are in which part hangs on their paths and sizes alone. A part hangs on its files alone, so parts
can be made in any order, on any machine that sees the files, and twice: it is put in its place whole, and
one that is there and fits its files is taken as it is. What hangs on other files is left out of a part: a
source's origin stands in a file of its own, and files whose ids others have are named to the part.
"""

import json
import os
import socket
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from trackrecord.errors import DocumentError, FactsError, GraphError, TableError, TrackrecordError
from trackrecord.fingerprints import fingerprint
from trackrecord.iris import Base
from trackrecord.making import Made, Maker, Recipe, Told
from trackrecord.nquads import quad_lines
from trackrecord.placing import placed
from trackrecord.tables import SUFFIXES
from trackrecord.tables.restoring import is_exported
from trackrecord.turtle import Statement
from trackrecord.vocabulary import TR

#: A part has so many files, or bytes of them, at most (and one file at least): ten seconds of reading or so.
FILES, BYTES = 256, 1 << 20
_ORIGIN = str(TR.origin)


@dataclass(frozen=True, slots=True)
class Part:
    """A part to be made: its number and the absolute paths of its files.

    `left_out` are those whose ids other files have; None where that is not known yet.
    """

    number: int
    files: tuple[str, ...]
    left_out: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """The name of its files, without their suffixes."""
        return f"part-{self.number:05}"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a part: whether it had to be made, or why it could not be."""

    number: int
    is_new: bool
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of a file of a part: its sources, without their graphs, or why there are none.

    It is left out of the part where another file has one of its ids.
    """

    path: str
    sources: tuple[Made, ...]
    failure: str | None = None
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class PartReport:
    """A part that is in its place: the hash of what it was made of, that of its N-Quads, and its files.

    The first is None where a file could not be looked at, or changed while it was read.
    """

    fingerprint: str | None
    sha256: str
    quads: int
    entries: tuple[Entry, ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The paths of the files that are left out."""
        return tuple(entry.path for entry in self.entries if entry.is_left_out)


def partition(
    sized: Iterable[tuple[str, int]], files: int = FILES, size: int = BYTES
) -> Iterator[Part]:
    """Files, as paths and sizes in bytes, cut into parts in their order.

    >>> [part.files for part in partition([("a", 5), ("b", 5), ("c", 99), ("d", 1)], 2, 20)]
    [('a', 'b'), ('c',), ('d',)]
    """
    held: list[str] = []
    number = total = 0
    for path, length in sized:
        if held and (len(held) == files or total + length > size):
            yield Part(number, tuple(held))
            number, held, total = number + 1, [], 0
        held.append(path)
        total += length
    if held:
        yield Part(number, tuple(held))


@dataclass(frozen=True, slots=True)
class PartMaker:
    """The partition function: called with a part, it sees to it that the part is in its place.

    It is sent to other processes and machines, where `place`, the sources and the recipe's graph must
    be what they are here; `made_by` is the recipe's fingerprint here.
    """

    recipe: Recipe
    made_by: bytes
    place: Path

    def __call__(self, part: Part) -> Done:
        """Make a part, unless one that fits is there.

        Raises:
            OSError: it cannot be written.
        """
        try:
            maker = _maker(self.recipe, self.made_by)
        except TrackrecordError as error:
            return Done(part.number, False, str(error))
        known = self._fingerprint(part)
        if known and self._is_there(part, known):
            return Done(part.number, False)
        with whole(self.place / f"{part.name}.nq") as out:
            text = _Text(out)
            entries = tuple(_entry(path, maker, part, text) for path in part.files)
        if self._fingerprint(part) != known:  # a file changed while it was read
            known = None
        report = PartReport(known, text.hash.hexdigest(), text.quads, entries)
        put_report(self.place, part, report)
        return Done(part.number, True)

    def _fingerprint(self, part: Part) -> str | None:
        """The hash of all that a part hangs on, but for the ids that other files have."""
        known = sha256()
        for path in part.files:
            found = fingerprint(Path(path), self.made_by)
            if found is None:
                return None
            known.update(os.fsencode(path) + b"\0" + found)
        return known.hexdigest()

    def _is_there(self, part: Part, known: str) -> bool:
        report = read_report(self.place, part)
        if report is None or report.fingerprint != known:
            return False
        if part.left_out is not None and part.left_out != report.left_out:
            return False
        return _hash_of(self.place / f"{part.name}.nq") == report.sha256


Progress = Callable[[str], None]
#: What has parts made: all of some, in any order, telling how far it is.
Engine = Callable[[Sequence[Part], PartMaker, Progress], Sequence[Done]]


@contextmanager
def whole(file: Path) -> Iterator[BinaryIO]:
    """A file to write to, which is put in its place whole and on the disk, whoever else writes it too.

    Raises:
        OSError: the file cannot be written.
    """
    with placed(file, f".{uuid4().hex}") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


def as_lines(name: str, said: Sequence[Statement], base: Base) -> tuple[str, int]:
    """The graph of a source as sorted N-Quads without its origin, which counts all the same."""
    kept = [statement for statement in said if statement[1] != _ORIGIN]
    lines = quad_lines(kept, base.mint("graph", name))
    return "".join(lines), len(lines) + (len(kept) < len(said))


def origin_line(name: str, origin: str, base: Base) -> str:
    """The origin of a source, both named by their ids, as a line of N-Quads."""
    said = (base.mint("source", name), _ORIGIN, base.mint("source", origin))
    return quad_lines([said], base.mint("graph", name))[0]


def put_report(place: Path, part: Part, report: PartReport) -> None:
    """Put the report of a part in its place.

    Raises:
        OSError: it cannot be written.
    """
    with whole(place / f"{part.name}.json") as out:
        out.write(_to_json(report))


def read_report(place: Path, part: Part) -> PartReport | None:
    """The report of a part; None where there is none that can be read."""
    try:
        told = json.loads((place / f"{part.name}.json").read_bytes())
        entries = tuple(_to_entry(each) for each in told["files"])
        return PartReport(told["fingerprint"], told["sha256"], told["quads"], entries)
    except (OSError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=1)
def _maker(recipe: Recipe, made_by: bytes) -> Maker:
    """What this process makes parts with.

    Raises:
        GraphError: what was installed where the build was started is not what is installed here.
    """
    if recipe.fingerprint() != made_by:
        raise GraphError(
            f"{socket.gethostname()}: trackrecord, Python, the packages that it needs or the authority "
            f"in {recipe.graph} are not those of the machine that started the build; parts would differ. "
            "Give both the same environment and the same files"
        )
    return recipe.maker(as_lines)


class _Text:
    """The N-Quads of a part while they are written: their hash, and how many they are."""

    def __init__(self, out: BinaryIO) -> None:
        self.hash, self.quads, self._out = sha256(), 0, out

    def write(self, lines: str) -> None:
        content = lines.encode()
        self._out.write(content)
        self.hash.update(content)
        self.quads += content.count(b"\n")


def _entry(path: str, maker: Maker, part: Part, text: _Text) -> Entry:
    """What comes of a file, its graphs written unless it is left out."""
    is_left_out = path in (part.left_out or ())
    try:
        _check_that_it_stands_alone(Path(path))
        sources = maker.sources(Path(path))
    except (DocumentError, FactsError) as error:
        return Entry(path, (), str(error), is_left_out)
    if not is_left_out:
        for made in sources:
            text.write(made.graph)
    return Entry(path, tuple(replace(made, graph="") for made in sources), None, is_left_out)


def _check_that_it_stands_alone(file: Path) -> None:
    if file.suffix.lower() in SUFFIXES and is_exported(file):
        raise TableError(
            f"{file}: is one of several tables that an export wrote, and parts are made of files that stand "
            "alone; build it into a graph, or load what `trackrecord export --format nquads` writes"
        )


def _hash_of(file: Path) -> str | None:
    try:
        with file.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except OSError:
        return None


def _to_json(report: PartReport) -> bytes:
    """A report, with a line for each file; names of files need not be text."""
    head = {"fingerprint": report.fingerprint, "sha256": report.sha256, "quads": report.quads}
    files = ",\n".join(json.dumps(_of_entry(each)) for each in report.entries)
    return f'{json.dumps(head)[:-1]}, "files": [\n{files}\n]}}\n'.encode()


def _of_entry(entry: Entry) -> dict[str, Any]:
    told: dict[str, Any] = {"path": entry.path}
    if entry.failure is not None:
        told["failure"] = entry.failure
    if entry.is_left_out:
        told["left out"] = True
    if entry.sources:
        told["sources"] = [_of_made(made) for made in entry.sources]
    return told


def _to_entry(told: dict[str, Any]) -> Entry:
    sources = tuple(_to_made(each) for each in told.get("sources", ()))
    return Entry(told["path"], sources, told.get("failure"), "left out" in told)


def _of_made(made: Made) -> dict[str, Any]:
    told: dict[str, Any] = {"id": made.id}
    if made.issued:
        told["issued"] = made.issued.isoformat()
    if made.signature:
        told["signature"] = b64encode(made.signature).decode()
    if made.failure:
        told["failure"] = made.failure
    return told | {"told": made.told.to_json()}


def _to_made(told: dict[str, Any]) -> Made:
    issued, signature = told.get("issued"), told.get("signature")
    return Made(
        told["id"],
        date.fromisoformat(issued) if issued else None,
        b64decode(signature) if signature else None,
        "",
        Told(**told["told"]),
        told.get("failure"),
    )
