"""The files that sources were read from, read again where the operator shows them.

A file is taken only from the directory that the operator named, and only if its bytes are those on record.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from trackrecord.document import read_document
from trackrecord.errors import TrackrecordError
from trackrecord.iris import local_name, slug
from trackrecord.profiles.source import Source
from trackrecord.tables import Line, is_table
from trackrecord.tables.grids import lines_of
from trackrecord.tables.metadata import read_mappings

_LARGEST = 20_000_000  # bytes of a file that is read for a page
_LONGEST = 400_000  # code points of a text that a page shows


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a table by their numbers, from 1, those of the header among them."""

    header: tuple[tuple[int, tuple[str, ...]], ...]
    rows: Mapping[int, tuple[str, ...]]


def files_by_name(directory: Path) -> Mapping[str, tuple[Path, ...]]:
    """The files below a directory by their names; what leads out of it is left out."""
    found: dict[str, tuple[Path, ...]] = {}
    root = directory.resolve()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.resolve().is_relative_to(root):
            found[path.name] = (*found.get(path.name, ()), path)
    return found


def file_of(source: Source, files: Mapping[str, tuple[Path, ...]]) -> Path | None:
    """The file that a source was read from; None if none has its name and its hash."""
    for path in files.get(source.file, ()):
        try:
            if path.stat().st_size > _LARGEST:
                continue
            content = path.read_bytes()
        except OSError:
            continue
        if sha256(content).hexdigest() == source.sha256:
            return path
    return None


def text_of_source(path: Path) -> str | None:
    """The plain text of a document, as its facts count it; None for what is none or too long."""
    if is_table(path):
        return None
    try:
        text = read_document(path).text
    except TrackrecordError:
        return None
    return text if len(text) <= _LONGEST else None


def grid_of_source(path: Path, source: Source, wanted: frozenset[int]) -> Grid | None:
    """The header and some rows of a table; None for what is none."""
    if not is_table(path) or not wanted:
        return None
    try:
        mappings = [
            mapping
            for mapping in read_mappings(path)
            if not mapping.is_one_of_several
            or mapping.metadata.id
            or slug(mapping.sheet or "") == local_name(source.iri).rpartition(".")[2]
        ]
        if len(mappings) != 1:
            return None
        (mapping,) = mappings
        keys = [column.titles[0] if column.titles else column.name for column in mapping.columns]
        lines = islice(lines_of(path, mapping.dialect, mapping.sheet, keys), max(wanted))
        return _grid(list(lines), mapping.dialect.skip_rows + mapping.dialect.header_rows, wanted)
    except TrackrecordError:
        return None


def _grid(lines: list[Line], above: int, wanted: frozenset[int]) -> Grid:
    rows = {number: tuple(cells) for number, cells in lines if isinstance(cells, list)}
    return Grid(
        tuple((number, rows[number]) for number in sorted(rows)[:above]),
        {number: rows[number] for number in sorted(wanted) if number in rows},
    )
