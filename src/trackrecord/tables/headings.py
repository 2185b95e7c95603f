"""The rows above a table's data → one label a column, and the units that a caption states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trackrecord.facts import Cells
from trackrecord.reading.cells import HeaderUnit, header_units

_BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Headings:
    """The labels of a table's columns, in order, and the units of a caption with its cell.

    `stating` are the cells of the header that say a unit after "단위" or "unit".
    """

    labels: tuple[str, ...]
    units: tuple[HeaderUnit, ...] = ()
    caption: Cells | None = None
    stating: tuple[Cells, ...] = ()


def clean(text: str) -> str:
    """A cell's text on one line, with single spaces."""
    return " ".join(text.split())


def headings_of(above: Sequence[Sequence[str]], header: Sequence[Sequence[str]]) -> Headings:
    """The labels of the columns under some header rows, and the units that the rows above them state.

    A label that spans columns or rows is written once and blank in the rest: a blank takes the label
    to its left in every header row but the last, and the parts of a label are joined by " / ".
    """
    width = max((len(row) for row in header), default=0)
    spread = [
        _spread(row, width, is_last=row is header[-1], above=header[:n])
        for n, row in enumerate(header)
    ]
    labels = []
    for column in range(width):
        parts: list[str] = []
        for row in spread:
            if row[column] and row[column] not in parts[-1:]:
                parts.append(row[column])
        labels.append(_BETWEEN.join(parts))
    stating = tuple(_stating(header, len(above)))
    caption = next(_stating(above, 0), None)
    units = marked_units(caption.quote) if caption else ()
    return Headings(tuple(labels), units, caption, stating)


def marked_units(text: str) -> tuple[HeaderUnit, ...]:
    """The units that a text says after "단위" or "unit"."""
    return tuple(unit for unit in header_units(text) if unit.is_marked)


def _stating(rows: Sequence[Sequence[str]], before: int) -> Iterator[Cells]:
    """The cells of rows that say units, with the number of each in a table that has rows before them."""
    for number, texts in enumerate(rows, start=before + 1):
        for column, cell in enumerate(texts, start=1):
            if marked_units(cell):
                yield Cells(f"cell={number},{column}", clean(cell))


def _spread(
    row: Sequence[str], width: int, is_last: bool, above: Sequence[Sequence[str]]
) -> list[str]:
    """The cells of a header row, with what spans several columns in each of them.

    A label does not spread past the end of the one above it.
    """
    cells = [clean(cell) for cell in row] + [""] * (width - len(row))
    if is_last:
        return cells
    spread: list[str] = []
    for column, cell in enumerate(cells):
        begins = any(column < len(upper) and upper[column].strip() for upper in above)
        left = spread[-1] if spread and not begins else ""
        spread.append(cell or left)
    return spread
