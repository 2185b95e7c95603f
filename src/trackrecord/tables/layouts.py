"""Where a table of unknown layout begins and ends: title, header rows, columns, totals, notes, blanks.

What is found here is a proposal for a person to look at; a mapping that was edited is never guessed at.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from trackrecord.lexicon import Lexicon, fold
from trackrecord.reading.cells import cell_numeral, header_units
from trackrecord.tables.grids import TEXT_SUFFIXES, is_blank, json_objects, lines_of
from trackrecord.tables.headings import Headings, clean, headings_of
from trackrecord.tables.mapping import Dialect
from trackrecord.tables.periods import to_period
from trackrecord.tables.values import header_words, total_of

_SAMPLE = 500  # rows looked at
_MOST_HEADER_ROWS = 4
_DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table seems to be laid out, from its first rows.

    `columns` are the texts of each column's cells in rows of data, blanks and marks for none among
    them; `totals`, `notes` and `nulls` are the words of such rows and cells, as they are printed.
    """

    dialect: Dialect
    title: str | None
    headings: Headings
    columns: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    notes: tuple[str, ...]
    nulls: tuple[str, ...]


def layout_of(table: Path, sheet: str | None, lexicon: Lexicon) -> Layout:
    """The layout of a table.

    Raises:
        TableError: the file cannot be read.
    """
    if table.suffix.lower() == ".json":
        return _json_layout(table, lexicon)
    dialect = Dialect(delimiter=_delimiter(table))
    lines = islice(lines_of(table, dialect, sheet, ()), _SAMPLE)
    rows = [cells if isinstance(cells, list) else [] for _, cells in lines]
    skip = _first_header_row(rows)
    count = _header_rows(rows[skip:])
    header, data = rows[skip : skip + count], rows[skip + count :]
    headings = headings_of(rows[:skip], header)
    width = _width(headings, data)
    labels = (*headings.labels, *[""] * width)[:width]
    above = [_without_unit(cell) for row in rows[:skip] for cell in row]
    title = next((text for text in above if text), None)
    found = Dialect(delimiter=dialect.delimiter, skip_rows=skip, header_rows=count)
    return _laid_out(found, title, replace(headings, labels=labels), data, lexicon)


def _json_layout(table: Path, lexicon: Lexicon) -> Layout:
    objects = list(islice(json_objects(table, Dialect()), _SAMPLE))
    keys = tuple(dict.fromkeys(key for item in objects for key in item))
    data = [["" if item.get(key) is None else str(item[key]) for key in keys] for item in objects]
    return _laid_out(Dialect(), None, Headings(keys), data, lexicon)


def _laid_out(
    dialect: Dialect,
    title: str | None,
    headings: Headings,
    data: Sequence[Sequence[str]],
    lexicon: Lexicon,
) -> Layout:
    """The layout of some rows under a header, those of totals and notes told apart from data."""
    totals: dict[str, None] = {}
    notes: dict[str, None] = {}
    nulls: dict[str, None] = {"": None}
    kept: list[list[str]] = []
    width = len(headings.labels)
    for row in data:
        held = [cell.strip() for cell in row if cell.strip()]
        if not held:
            continue
        note = _note(held[0], lexicon) if len(held) == 1 and width > 1 else None
        total = next((t for t in _totals_in(held, lexicon)), None)
        if note:
            notes[note] = None
        elif total:
            totals[total] = None
        else:
            kept.append([*map(clean, row), *[""] * width][:width])
    none = set(header_words(lexicon, "none"))
    for row in kept:
        nulls.update((cell, None) for cell in row if fold(cell) in none)
    columns = tuple(tuple(row[n] for row in kept) for n in range(width))
    return Layout(dialect, title, headings, columns, tuple(totals), tuple(notes), tuple(nulls))


def _delimiter(table: Path) -> str | None:
    """The character that a delimited text seems to have between its cells, if not its suffix's."""
    if table.suffix.lower() not in TEXT_SUFFIXES:
        return None
    usual = "\t" if table.suffix.lower() == ".tsv" else ","

    def cells(delimiter: str) -> int:
        lines = islice(lines_of(table, Dialect(delimiter=delimiter), None, ()), 20)
        return sum(len(row) for _, row in lines if isinstance(row, list))

    best = max(_DELIMITERS, key=lambda delimiter: (cells(delimiter), delimiter == usual))
    return None if best == usual else best


def _first_header_row(rows: Sequence[Sequence[str]]) -> int:
    """The first row with two cells or more that are not a title and its unit; the first if none is."""
    for number, row in enumerate(rows):
        if len([cell for cell in row if _without_unit(cell)]) > 1:
            return number
    return 0


def _header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows it takes until every column has a label of its own."""
    count = 1
    while count < min(_MOST_HEADER_ROWS, len(rows)):
        labels = headings_of((), rows[:count]).labels
        is_complete = all(labels) and len(set(labels)) == len(labels)
        if (is_complete and not _is_units(rows[count])) or not _is_header(rows[count]):
            return count
        count += 1
    return count


def _is_units(row: Sequence[str]) -> bool:
    """Whether a row has nothing but texts in brackets, as a row of units under the header has."""
    held = [clean(cell) for cell in row if cell.strip()]
    return bool(held) and all(re.fullmatch(r"[(\[][^()\[\]]+[)\]]", cell) for cell in held)


def _is_header(row: Sequence[str]) -> bool:
    """Whether a row has words and no numbers but years."""
    held = [clean(cell) for cell in row if cell.strip()]
    return bool(held) and not any(cell_numeral(c) and not to_period(c) for c in held)


def _width(headings: Headings, data: Sequence[Sequence[str]]) -> int:
    """The number of columns, without blank ones at the end."""
    filled = [n + 1 for n, label in enumerate(headings.labels) if label]
    for row in data:
        if len([cell for cell in row if cell.strip()]) > 1:
            filled += [n + 1 for n, cell in enumerate(row) if cell.strip()]
    return max(filled, default=len(headings.labels))


def _states_unit(cell: str) -> bool:
    return any(unit.is_marked for unit in header_units(cell)) and len(clean(cell)) < 40


def _without_unit(cell: str) -> str:
    """What a cell above the header says besides the unit of the table."""
    if not _states_unit(cell):
        return clean(cell)
    return clean(re.sub(r"[(\[][^()\[\]]*[)\]]|(?:단위|\bunits?)\s*[:：].*", " ", cell))


def _note(text: str, lexicon: Lexicon) -> str | None:
    """The mark that a note begins with, as it is printed."""
    folded = fold(text)
    marks = sorted(header_words(lexicon, "notes"), key=len, reverse=True)
    return next((text[: len(mark)] for mark in marks if folded.startswith(mark)), None)


def _totals_in(held: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The words for a total among the first cells of a row, without spaces and marks."""
    words = set(header_words(lexicon, "totals"))
    for cell in held[:2]:
        word = total_of(cell)
        if fold(word) in words:
            yield word


def is_empty(table: Path, sheet: str) -> bool:
    """Whether a sheet holds nothing."""
    lines = lines_of(table, Dialect(), sheet, ())
    return all(isinstance(cells, list) and is_blank(cells) for _, cells in lines)
