"""A table's file → its rows as texts, one at a time, numbered from 1 as the file has them.

Nothing here knows what the cells mean. A row that cannot be read comes as `Unreadable`, and the rows
after it still come.
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from trackrecord.errors import TableError
from trackrecord.tables.encodings import encoding_of
from trackrecord.tables.mapping import Dialect
from trackrecord.tables.workbooks import ods_rows, sheets_of, xlsx_rows

TEXT_SUFFIXES = (".csv", ".tsv")
WORKBOOK_SUFFIXES = (".xlsx", ".ods")
#: The endings of files that tables are read from; `.json` is one where a mapping is beside it.
SUFFIXES = (*TEXT_SUFFIXES, *WORKBOOK_SUFFIXES, ".json")
_LONGEST_CELL = 1_000_000  # characters
_BUFFER = 1 << 16


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that is no row, and why."""

    reason: str


#: A row's number and its cells.
Line = tuple[int, "list[str] | Unreadable"]


def lines_of(
    table: Path, dialect: Dialect, sheet: str | None, keys: Sequence[str]
) -> Iterator[Line]:
    """The rows of a table, header rows among them; `keys` are the columns of a JSON file's objects.

    Raises:
        TableError: the file cannot be read as what its suffix says it is.
    """
    return _READERS[table.suffix.lower()](table, dialect, sheet, keys)


def is_blank(cells: Sequence[str]) -> bool:
    """Whether no cell of a row holds anything."""
    return not any(map(str.strip, cells))


def _text_lines(
    table: Path, dialect: Dialect, sheet: str | None, keys: Sequence[str]
) -> Iterator[Line]:
    delimiter = dialect.delimiter or ("\t" if table.suffix.lower() == ".tsv" else ",")
    with _opened(table, dialect) as text:
        csv.field_size_limit(_LONGEST_CELL)
        rows = csv.reader(
            text,
            delimiter=delimiter,
            quotechar=dialect.quote or None,
            quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
            strict=True,
        )
        number = 0
        while True:
            number += 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, Unreadable(f"is not delimited text (line {rows.line_num}: {error})")
                continue
            if dialect.comment and cells and cells[0].startswith(dialect.comment):
                continue
            yield number, cells


def _json_lines(
    table: Path, dialect: Dialect, sheet: str | None, keys: Sequence[str]
) -> Iterator[Line]:
    for number, item in enumerate(json_objects(table, dialect), start=1):
        unknown = [key for key in item if key not in keys]
        nested = [key for key, value in item.items() if isinstance(value, dict | list)]
        if unknown:
            yield number, Unreadable(f"has a key that the mapping does not name: {unknown[0]!r}")
        elif nested:
            yield number, Unreadable(f"the value of {nested[0]!r} is no single value")
        else:
            yield number, [_text(item.get(key)) for key in keys]


def json_objects(table: Path, dialect: Dialect) -> Iterator[dict[str, Any]]:
    """The objects of a JSON array, one at a time; numbers come as they are printed.

    Raises:
        TableError: the file is not a JSON array of objects.
    """
    decoder = json.JSONDecoder(
        parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object
    )
    with _opened(table, dialect) as text:
        buffer, position, number = _Buffer(text, table), 0, 0
        position = buffer.expect("[", position, "an array of objects")
        if buffer.at(position) == "]":
            buffer.expect_end(position + 1)
            return
        while True:
            number += 1
            item, position = buffer.value(decoder, position, number)
            if not isinstance(item, dict):
                raise TableError(f"{table}: item {number} is not an object; a row is one object")
            yield item
            buffer.drop(position)
            position = 0
            if buffer.at(0) == "]":
                buffer.expect_end(1)
                return
            position = buffer.expect(",", 0, f'"," or "]" after item {number}')


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The members of an object; a key that comes twice holds a list, which is no cell."""
    held: dict[str, Any] = {}
    for key, value in pairs:
        held[key] = [held[key], value] if key in held else value
    return held


class _Buffer:
    """What of a text has been read and not yet used."""

    def __init__(self, text: TextIO, table: Path) -> None:
        self.text, self.table, self.held = text, table, ""

    def more(self) -> bool:
        read = self.text.read(max(_BUFFER, len(self.held)))
        self.held += read
        return bool(read)

    def drop(self, position: int) -> None:
        self.held = self.held[position:]

    def at(self, position: int) -> str:
        """The next character that is not white space, moved to `position`."""
        while True:
            rest = self.held[position:].lstrip()
            if rest or not self.more():
                self.held = self.held[:position] + rest
                return rest[:1]

    def expect(self, character: str, position: int, what: str) -> int:
        found = self.at(position)
        if found != character:
            raise TableError(f"{self.table}: expected {what}, found {found or 'the end'!r}")
        return position + 1

    def expect_end(self, position: int) -> None:
        found = self.at(position)
        if found:
            raise TableError(
                f'{self.table}: expected the end after the "]" of its array, found {found!r}'
            )

    def value(self, decoder: json.JSONDecoder, position: int, number: int) -> tuple[Any, int]:
        self.at(position)
        while True:
            try:
                return decoder.raw_decode(self.held, position)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self.more():
                    raise TableError(
                        f"{self.table}: item {number} is not JSON ({error})"
                    ) from error


def _workbook_lines(
    table: Path, dialect: Dialect, sheet: str | None, keys: Sequence[str]
) -> Iterator[Line]:
    rows_of = xlsx_rows if table.suffix.lower() == ".xlsx" else ods_rows
    sheets = sheets_of(table)
    if sheet is None and len(sheets) > 1:
        raise TableError(
            f'{table}: has {len(sheets)} sheets; say which with "table:sheet" in its mapping, in a '
            f'description of each under "tables": {", ".join(sheets)}'
        )
    if sheet is not None and sheet not in sheets:
        raise TableError(f"{table}: has no sheet {sheet!r}; it has {', '.join(sheets)}")
    for number, cells in rows_of(table, sheet or sheets[0]):
        yield number, cells if isinstance(cells, list) else Unreadable(cells)


def _opened(table: Path, dialect: Dialect) -> TextIO:
    codec = encoding_of(table, dialect.encoding)
    try:
        return table.open(encoding=codec, newline="")
    except OSError as error:
        raise TableError(f"{table}: cannot be read ({error.strerror})") from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


_READERS: dict[str, Callable[[Path, Dialect, str | None, Sequence[str]], Iterator[Line]]] = {
    ".csv": _text_lines,
    ".tsv": _text_lines,
    ".xlsx": _workbook_lines,
    ".ods": _workbook_lines,
    ".json": _json_lines,
}
