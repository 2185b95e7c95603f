"""Official tables → the same facts that documents give, each standing on cells.

A table is read as the CSVW metadata beside it says. Its rows come one at a time, so that memory does
not grow with them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from trackrecord.document import Document, Metadata
from trackrecord.document.records import language_of, primary_subtag
from trackrecord.errors import TableError
from trackrecord.iris import slug
from trackrecord.lexicon import Lexicon
from trackrecord.tables.encodings import digest_of
from trackrecord.tables.grids import SUFFIXES, WORKBOOK_SUFFIXES, Line, Unreadable, lines_of
from trackrecord.tables.headings import Headings, headings_of
from trackrecord.tables.mapping import TableMapping
from trackrecord.tables.metadata import MAPPING_SUFFIX, mapping_file, read_mappings
from trackrecord.tables.rows import ReadRow, Rejected, RowReader

__all__ = [
    "MAPPING_SUFFIX",
    "SUFFIXES",
    "Line",
    "ReadRow",
    "Rejected",
    "Table",
    "is_table",
    "mapping_file",
    "open_tables",
]

#: Files that stand beside tables and are none.
_BESIDE = (MAPPING_SUFFIX, ".rejects.csv")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file: the source that it is, and what reads its rows."""

    path: Path
    document: Document
    mapping: TableMapping
    reader: RowReader

    def rows(self) -> Iterator[ReadRow]:
        """What each row under the header gives, read anew each time.

        Raises:
            TableError: the file cannot be read any further.
        """
        return self.reader.rows(self.lines())

    def lines(self) -> Iterator[Line]:
        """The rows under the header as they are in the file.

        Raises:
            TableError: the file cannot be read any further.
        """
        dialect = self.mapping.dialect
        above = (
            0 if self.path.suffix.lower() == ".json" else dialect.skip_rows + dialect.header_rows
        )
        return islice(_lines(self.path, self.mapping), above, None)


def is_table(path: Path) -> bool:
    """Whether a file is a table by its name; JSON is one where a mapping is beside it."""
    name = path.name.lower()
    if not name.endswith(SUFFIXES) or name.endswith(_BESIDE):
        return False
    return not name.endswith(".json") or mapping_file(path).is_file()


def open_tables(path: Path, lexicon: Lexicon, stated: Metadata | None = None) -> list[Table]:
    """The tables of a file, whose headers have been held against their mappings.

    What `stated` says overrides what the mapping says of the source. Raises `TableError` where the
    mapping is missing or malformed, or the table is not what it says.
    """
    if path.name.endswith(MAPPING_SUFFIX):
        raise TableError(
            f"{path}: is a mapping, not a table; name the table beside it "
            f"({path.name.removesuffix(MAPPING_SUFFIX)})"
        )
    digest = digest_of(path)
    tables = [_opened(path, mapping, lexicon, stated, digest) for mapping in read_mappings(path)]
    ids = [table.document.id for table in tables]
    if len(set(ids)) < len(ids):
        raise TableError(f"{mapping_file(path)}: two tables have one id; give each a dc:identifier")
    return tables


def _opened(
    path: Path, mapping: TableMapping, lexicon: Lexicon, stated: Metadata | None, digest: str
) -> Table:
    headings = _headings(path, mapping)
    metadata = (stated or Metadata()).completed_by(mapping.metadata)
    words = " ".join((metadata.title or "", *headings.labels))
    language = primary_subtag(metadata.language or "") or language_of(words, None)
    document = Document(
        id=_id(path, mapping, metadata),
        text="",
        blocks=(),
        language=language,
        title=metadata.title,
        url=metadata.url,
        publisher=metadata.publisher,
        issued=metadata.issued,
        retrieved=metadata.retrieved,
        sha256=digest,
        name=path.name,
    )
    reader = RowReader(mapping, headings, lexicon, document.id, language)
    reader.is_ragged_an_error = path.suffix.lower() not in WORKBOOK_SUFFIXES
    return Table(path, document, mapping, reader)


def _id(path: Path, mapping: TableMapping, metadata: Metadata) -> str:
    """The id of the source: the stated one, else the file's name, with the sheet's among several."""
    own = slug(metadata.id or path.stem)
    if mapping.is_one_of_several and mapping.sheet and not metadata.id:
        own = f"{own}.{slug(mapping.sheet)}"
    if not own.strip("."):
        raise TableError(
            f"{mapping.where}: no identifier can be made of {metadata.id or path.stem!r}; state one "
            "with dc:identifier"
        )
    return own


def _headings(path: Path, mapping: TableMapping) -> Headings:
    dialect = mapping.dialect
    names = tuple(column.titles[0] if column.titles else column.name for column in mapping.columns)
    if path.suffix.lower() == ".json":
        return Headings(names)
    top = list(islice(_lines(path, mapping), dialect.skip_rows + dialect.header_rows))
    unreadable = [(number, row) for number, row in top if isinstance(row, Unreadable)]
    if unreadable:
        number, row = unreadable[0]
        raise TableError(f"{path}, row {number}: {row.reason}; the header must be readable")
    rows = [row for _, row in top if isinstance(row, list)]
    if len(rows) < dialect.skip_rows + dialect.header_rows:
        raise TableError(
            f"{path}: has {len(rows)} rows, and its header ends in row "
            f"{dialect.skip_rows + dialect.header_rows} by the dialect of its mapping"
        )
    above, header = rows[: dialect.skip_rows], rows[dialect.skip_rows :]
    found = headings_of(above, header)
    labels = list(found.labels)
    while len(labels) > len(mapping.columns) and not labels[-1]:
        labels.pop()
    # Columns that only rows of data have need no title: their header is blank.
    while header and len(labels) < len(mapping.columns) and not mapping.columns[len(labels)].titles:
        labels.append("")
    return replace(found, labels=tuple(labels) if header else names)


def _lines(path: Path, mapping: TableMapping) -> Iterator[Line]:
    keys = [column.titles[0] if column.titles else column.name for column in mapping.columns]
    return lines_of(path, mapping.dialect, mapping.sheet, keys)
