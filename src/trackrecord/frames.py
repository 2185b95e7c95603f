"""Rows for programs and notebooks: values of Python by column, and data frames of pandas or polars."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from trackrecord.errors import TrackrecordError
from trackrecord.querying import Table, Term
from trackrecord.vocabulary import XSD

if TYPE_CHECKING:
    import pandas
    import polars

#: A value: a thing by its label or IRI, a number, year, date or text; None where there is none.
Cell = str | int | Decimal | date | None
_SHOWN = 50  # rows of a frame in a notebook


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows with named columns, iterated as dicts; a notebook shows them as a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """The rows, each a dict by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows)

    def __getitem__(self, index: int) -> dict[str, Cell]:
        """The row at an index, a dict by column."""
        return dict(zip(self.columns, self.rows[index], strict=True))

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows as a pandas DataFrame; decimals become floats.

        Raises:
            TrackrecordError: pandas is not installed.
        """
        frame = _library("pandas").DataFrame
        return frame(self._floats(), columns=list(self.columns))

    def to_polars(self) -> "polars.DataFrame":
        """The rows as a polars DataFrame; decimals become floats, and a column of several types becomes texts.

        Raises:
            TrackrecordError: polars is not installed.
        """
        frame = _library("polars").DataFrame
        columns = list(self.columns)
        rows = self._floats()
        for place in range(len(columns)):
            if len({_kind(row[place]) for row in rows} - {type(None)}) > 1:
                for row in rows:
                    row[place] = None if row[place] is None else str(row[place])
        made: polars.DataFrame = frame(rows, schema=columns, orient="row", infer_schema_length=None)
        return made

    def _floats(self) -> list[list[Any]]:
        return [[float(c) if isinstance(c, Decimal) else c for c in row] for row in self.rows]

    def _repr_html_(self) -> str:
        """The first rows as a table of a notebook; what sources say is escaped."""
        cells = Markup("<td>{}</td>")
        head = Markup().join(Markup("<th>{}</th>").format(column) for column in self.columns)
        body = Markup().join(
            Markup("<tr>{}</tr>\n").format(
                Markup().join(cells.format("" if cell is None else cell) for cell in row)
            )
            for row in self.rows[:_SHOWN]
        )
        more = max(0, len(self) - _SHOWN)
        note = Markup("<p>and {} more rows</p>").format(more) if more else ""
        table = Markup("<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n{}")
        return str(table.format(head, body, note))


def frame_of(records: Iterable[Mapping[str, Cell]]) -> Frame:
    """Dicts as rows, with the columns that any of them has, in the order in which they first come.

    >>> frame_of([{"a": 1}, {"a": 2, "b": 3}]).rows
    ((1, None), (2, 3))
    """
    known = list(records)
    columns = tuple({name: None for record in known for name in record})
    return Frame(columns, tuple(tuple(map(record.get, columns)) for record in known))


def frame_of_table(table: Table, told: Callable[[str], str]) -> Frame:
    """The rows of an answer, with an IRI as `told` tells it."""
    rows = tuple(tuple(_cell(term, told) for term in row) for row in table.rows)
    return Frame(table.columns, rows)


_TYPES: Mapping[str, Callable[[str], Cell]] = {
    str(XSD.integer): int,
    str(XSD.gYear): int,
    str(XSD.decimal): Decimal,
    str(XSD.double): Decimal,
    str(XSD.date): date.fromisoformat,
    str(XSD.boolean): lambda text: text in ("true", "1"),
}


def _cell(term: Term | None, told: Callable[[str], str]) -> Cell:
    if isinstance(term, NamedNode):
        return told(term.value)
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    try:
        return _TYPES.get(term.datatype.value, str)(term.value)
    except (ValueError, ArithmeticError):  # a literal that is not of its type
        return term.value


def _kind(cell: Any) -> type:
    """The type of a column that a cell can stand in; numbers stand together."""
    return float if type(cell) is int else type(cell)


def _library(name: str) -> Any:
    """A library of data frames.

    Raises:
        TrackrecordError: it is not installed.
    """
    import importlib

    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise TrackrecordError(
            f"{name} is not installed; `pip install {name}`, or work with the rows as they are"
        ) from error
