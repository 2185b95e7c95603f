"""The rows of a table → facts, as its mapping says, each with the cells that it stands on.

A row gives a fact for every cell that answers (each number of an observation, or each column with
constants of its own), else one fact for the row. A row with a cell that cannot be read is rejected
whole, so that it can be mended and read again without repeating its other facts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from trackrecord.errors import TableError
from trackrecord.facts import KINDS, Cells, Fact, Money
from trackrecord.lexicon import Lexicon, fold
from trackrecord.reading.cells import (
    HeaderUnit,
    cell_numeral,
    header_units,
    told,
    told_row,
    unit_of,
)
from trackrecord.tables.grids import Line, Unreadable
from trackrecord.tables.headings import Headings, clean, marked_units
from trackrecord.tables.mapping import MEASURED, TableMapping, fact_column
from trackrecord.tables.values import UnfitError, known_units, parser_of, total_of
from trackrecord.wording import a, counted

_MONEY = ("prize", "budget")
_RATES = ("achievement-rate", "change-rate", "share")
#: What a fact cannot be told without, whatever the format lets be absent.
_NEEDED = {
    "conferral": ("recipient", "award"),
    "observation": ("about", "metric"),
    "undertaking": ("government", "program", "action"),
    "claim": ("government", "type"),
    "tenure": ("person", "office", "government"),
    "scheme": ("award",),
}
#: Columns whose cell may not be blank where a table has them.
_NEVER_BLANK = frozenset({"period", "edition"}.union(*_NEEDED.values()))
_UNIT_WORD = {"ko": "단위"}


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that gives no fact, its cells, and why."""

    number: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row gives: facts, or a rejection, or nothing because it is a total, a note or blank."""

    number: int
    facts: tuple[Fact, ...] = ()
    rejected: Rejected | None = None
    passed_over: str | None = None


@dataclass(frozen=True, slots=True)
class _Fill:
    """A column of the table that fills a column of its row's facts."""

    index: int
    column: str
    parse: Any
    memo: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A fact that each row gives: the table column that answers, and what it fills by itself."""

    index: int | None
    column: str | None
    parse: Any
    constants: Mapping[str, Any]
    unit: str | None
    factor: int
    header: str
    beside: tuple[Cells, ...]


class RowReader:
    """Reads the rows of one table."""

    def __init__(
        self,
        mapping: TableMapping,
        headings: Headings,
        lexicon: Lexicon,
        source: str,
        language: str,
    ) -> None:
        """Raises `TableError` where the mapping does not fit the headers or lacks what facts need."""
        self.mapping, self.headings, self.lexicon = mapping, headings, lexicon
        if headings.caption is None:
            self.headings = self._captioned(headings)
        self.source, self.language = source, language
        self.kind = KINDS[mapping.kind]
        self.reader = f"table.{mapping.kind}"
        self.within = mapping.constants.get("parent")
        self._check_columns()
        self.units = [self._unit(index) for index in range(len(mapping.columns))]
        self.headers = [self._header(index) for index in range(len(mapping.columns))]
        self.shared = self._parsed(mapping.constants)
        self.fills, self.answers = self._fills(), self._answers()
        self.unit_column = self._index("unit")
        self.metric_column = self._index("metric")
        self._metric_units: dict[str, HeaderUnit | None] = {}
        self.parent_column = self._index("parent")
        self.filled_down = [i for i, column in enumerate(mapping.columns) if column.is_filled_down]
        self._above: dict[int, tuple[int, str]] = {}
        self._check_needs()
        self._check_alike()

    @property
    def is_row_by_row(self) -> bool:
        """Whether a row can be read without those above it: no column is filled down."""
        return not self.filled_down

    def rows(self, lines: Iterable[Line]) -> Iterator[ReadRow]:
        """What each row gives, in order, from the first under the header."""
        self._above = {}
        for number, cells in lines:
            yield self._row(number, cells)

    def _row(self, number: int, cells: "list[str] | Unreadable") -> ReadRow:
        if isinstance(cells, Unreadable):
            return ReadRow(number, rejected=Rejected(number, cells.reason, ()))
        held = [cell.strip() for cell in cells if cell.strip()]
        if not held:
            return ReadRow(number, passed_over="blank")
        if len(held) == 1:
            self._check_scale(number, held[0])
            if self.mapping.notes and held[0].startswith(self.mapping.notes):
                return ReadRow(number, passed_over="note")
        if self.mapping.totals and not self.mapping.totals.isdisjoint(map(total_of, cells)):
            return ReadRow(number, passed_over="total")
        try:
            return ReadRow(number, facts=tuple(self._facts(number, cells)))
        except UnfitError as error:
            return ReadRow(number, rejected=Rejected(number, str(error), tuple(cells)))

    def _check_scale(self, number: int, text: str) -> None:
        """Refuse a table in which a row of one text states a scale that the quoted cells do not bear."""
        scales = {unit.factor for unit in marked_units(text) if unit.factor > 1}
        if scales - {unit[1] for unit in self.units if unit}:
            raise TableError(
                f"{self.mapping.where}: row {number} of the table states a unit ({clean(text)}) that its "
                "figures would be read without; write it in a cell above them or in their header"
            )

    def _facts(self, number: int, raw: Sequence[str]) -> Iterator[Fact]:
        cells = self._fitted(raw)
        beside = self._fill_down(number, cells)
        values = dict(self.shared)
        for fill in self.fills:
            text = cells[fill.index]
            if text in self.mapping.columns[fill.index].nulls or not text:
                if fill.column in _NEVER_BLANK:
                    raise self._unfit(fill.index, "is blank")
                continue
            values[fill.column] = self._value(fill, text)
        within = self.within
        if self.parent_column is not None and cells[self.parent_column]:
            within = cells[self.parent_column]
        row_unit = self._row_unit(cells)
        row: Cells | None = None
        for answer in self.answers:
            if answer.index is None:
                row = row or self._quoted_row(number, cells)
                yield self._fact(row, beside, {**values, **answer.constants}, within)
                continue
            text = cells[answer.index]
            if text in self.mapping.columns[answer.index].nulls or not text:
                continue
            row = row or self._quoted_row(number, cells)
            own = {**values, **answer.constants}
            header, unit, factor = answer.header, answer.unit, answer.factor
            if row_unit is not None and row_unit.printed:
                header = self._with_unit(self.headings.labels[answer.index], row_unit)
                unit, factor = row_unit.name, row_unit.factor
            if answer.column == "value":
                numeral = cell_numeral(text, factor)
                if numeral is None:
                    raise self._unfit(answer.index, f"{text!r} is no number")
                own["value"] = numeral.value
                is_percent = text.endswith(("%", "％"))
                if is_percent and unit and unit != "%":
                    raise self._unfit(answer.index, f"{text!r} is no number of {unit}")
                own["unit"] = unit or ("%" if is_percent or own.get("role") in _RATES else None)
            elif answer.column in _MONEY:
                own[answer.column] = self._money(answer.index, text, unit, factor)
            elif answer.column is not None:
                own[answer.column] = self._parse(answer.index, answer.parse, text)
            cell = Cells(f"cell={number},{answer.index + 1}", told(header, text))
            yield self._fact(cell, (row, *answer.beside, *beside), own, within)

    def _fact(
        self,
        stands_on: Cells,
        beside: tuple[Cells, ...],
        columns: dict[str, Any],
        within: str | None,
    ) -> Fact:
        return self.kind(
            source=self.source,
            quote=stands_on.quote,
            start=0,
            end=0,
            fragment=stands_on.fragment,
            reader=self.reader,
            context=beside,
            within=within,
            **columns,
        )

    def _row_unit(self, cells: Sequence[str]) -> HeaderUnit | None:
        """The unit that a row states: in a column of its own, or in brackets after the metric."""
        if self.unit_column is not None and cells[self.unit_column]:
            return unit_of(cells[self.unit_column])
        if self.metric_column is None:
            return None
        metric = cells[self.metric_column]
        if metric not in self._metric_units:
            known = known_units(metric, self.lexicon)
            self._metric_units[metric] = known[0] if len(known) == 1 else None
        return self._metric_units[metric]

    def _quoted_row(self, number: int, cells: Sequence[str]) -> Cells:
        told_cells = [
            told(header, cell) for header, cell in zip(self.headers, cells, strict=True) if cell
        ]
        return Cells(f"row={number}", told_row(told_cells))

    def _fitted(self, raw: Sequence[str]) -> list[str]:
        """The cells of a row, as many as there are columns, each on one line."""
        width = len(self.mapping.columns)
        cells = [
            text if text.isprintable() and "  " not in text else clean(text)
            for text in map(str.strip, raw)
        ]
        if len(cells) > width:
            if any(cells[width:]):
                raise UnfitError(
                    f"has {counted(len(cells), 'cell')}, and the table has {width} columns"
                )
            del cells[width:]
        if len(cells) < width:
            if self.is_ragged_an_error:
                raise UnfitError(
                    f"has {counted(len(cells), 'cell')}, and the table has {width} columns"
                )
            cells += [""] * (width - len(cells))
        return cells

    #: Whether a row with fewer cells than columns is an error; workbooks leave out blank ends.
    is_ragged_an_error = True

    def _fill_down(self, number: int, cells: list[str]) -> tuple[Cells, ...]:
        """Put what stands above into blank cells of columns that are filled down; those cells."""
        found = []
        for index in self.filled_down:
            if cells[index]:
                self._above[index] = (number, cells[index])
            elif index in self._above:
                row, text = self._above[index]
                cells[index] = text
                found.append(Cells(f"cell={row},{index + 1}", told(self.headers[index], text)))
        return tuple(found)

    def _value(self, fill: _Fill, text: str) -> Any:
        try:
            return fill.memo[text]
        except KeyError:
            value = self._parse(fill.index, fill.parse, text)
            if len(fill.memo) > 100_000:
                fill.memo.clear()
            fill.memo[text] = value
            return value

    def _parse(self, index: int, parse: Any, text: str) -> Any:
        try:
            return parse(text)
        except UnfitError as error:
            raise self._unfit(index, str(error)) from error

    def _unfit(self, index: int, what: str) -> UnfitError:
        label = self.headings.labels[index] or self.mapping.columns[index].name
        return UnfitError(
            f"column {index + 1} ({label}) {what}"
            if what.startswith("is ")
            else f"column {index + 1} ({label}): {what}"
        )

    def _money(self, index: int, text: str, unit: str | None, factor: int) -> Money:
        numeral = cell_numeral(text, factor)
        if numeral is None:
            raise self._unfit(index, f"{text!r} is no number")
        currency = self._currency(unit or "")
        if currency is None:
            raise self._unfit(
                index, 'has no currency; state one with "tr:unit", such as "원" or "KRW"'
            )
        return Money(numeral.value, currency)

    def _currency(self, unit: str) -> str | None:
        """The ISO 4217 code of a unit of money."""
        code = self.lexicon.units.get(fold(unit), "").rsplit("/", 1)[-1]
        return code if len(code) == 3 and code.isupper() else None

    # What follows is done once a table.

    def _index(self, name: str) -> int | None:
        """The table's column that fills a property."""
        columns = self.mapping.columns
        return next((i for i, column in enumerate(columns) if column.property == name), None)

    def _fills(self) -> list[_Fill]:
        found = []
        for index, column in enumerate(self.mapping.columns):
            name = fact_column(self.mapping.kind, column.property) if column.property else None
            if name and not self._is_answer(index):
                found.append(_Fill(index, name, self._parser(index, name)))
        return found

    def _parser(self, index: int, name: str) -> Any:
        if name in _MONEY:
            unit, factor = self.units[index] or (None, 1)
            return lambda text: self._money(index, text, unit, factor)
        return parser_of(self.mapping.kind, name, self.lexicon)

    def _is_answer(self, index: int) -> bool:
        column = self.mapping.columns[index]
        constants = column.constants.keys() - {"unit"}
        return column.property is not None and (
            column.property == MEASURED.get(self.mapping.kind) or bool(constants)
        )

    def _answers(self) -> list[_Answer]:
        found = []
        for index, column in enumerate(self.mapping.columns):
            if not self._is_answer(index) or column.property is None:
                continue
            name = fact_column(self.mapping.kind, column.property)
            unit, factor = self.units[index] or (None, 1)
            caption = self.headings.caption
            is_from_caption = (
                caption is not None and self.headers[index] != self.headings.labels[index]
            )
            found.append(
                _Answer(
                    index, name, self._parser(index, name or ""), self._parsed(column.constants),
                    unit, factor, self.headers[index],
                    (caption,) if caption is not None and is_from_caption else (),
                )
            )  # fmt: skip
        return found or [_Answer(None, None, None, {}, None, 1, "", ())]

    def _parsed(self, constants: Mapping[str, str]) -> dict[str, Any]:
        """The fact columns that constants of the mapping fill."""
        found: dict[str, Any] = {}
        for name, text in constants.items():
            column = fact_column(self.mapping.kind, name)
            if column is None:
                continue
            try:
                found[column] = parser_of(self.mapping.kind, column, self.lexicon)(text)
            except UnfitError as error:
                raise TableError(f"{self.mapping.where}, tr:{name}: {error}") from error
        return found

    def _unit(self, index: int) -> tuple[str, int] | None:
        """The unit that the numbers of a column are in, and their scale.

        The mapping's unit, the header's and the caption's must not contradict each other, and a scale
        must be printed in the table, or no quote would bear it.
        """
        column = self.mapping.columns[index]
        stated_text = column.constants.get("unit") or self.mapping.constants.get("unit")
        stated = unit_of(stated_text) if stated_text else None
        known = known_units(self.headings.labels[index], self.lexicon)
        printed = known or list(self.headings.units)
        if column.property not in ("value", *_MONEY):
            return None
        if stated is None:
            if len(printed) > 1:
                told_units = ", ".join(unit.printed for unit in printed)
                raise TableError(
                    f"{self.mapping.where}, column {index + 1} ({self.headings.labels[index]}): the table "
                    f'states several units ({told_units}); say which with "tr:unit"'
                )
            return (printed[0].name, printed[0].factor) if printed else None
        fitting = [u for u in printed if u.factor == stated.factor or stated.factor == 1]
        if (known and not fitting) or (stated.factor > 1 and not fitting):
            where = " and ".join(repr(unit.printed) for unit in printed) or "no unit"
            raise TableError(
                f"{self.mapping.where}, column {index + 1} ({self.headings.labels[index]}): the mapping "
                f"says the unit is {stated_text!r}, and the table prints {where}; a scale must be "
                "printed in the header or above it"
            )
        same = [
            u for u in fitting if u.printed == stated.printed or fold(u.name) == fold(stated.name)
        ]
        chosen = (same or (fitting if known else []))[:1]
        return stated.name or (chosen[0].name if chosen else ""), (
            chosen[0].factor if chosen else 1
        )

    def _header(self, index: int) -> str:
        """A column's label as it is quoted: with the unit that a caption states for it."""
        label, unit = self.headings.labels[index], self.units[index]
        own = {each.factor for each in header_units(label)}
        if unit is None or unit[1] in own or (unit[1] == 1 and not self.headings.units):
            return label
        caption = next(
            (
                u
                for u in self.headings.units
                if u.factor == unit[1] and (not u.name or u.name == unit[0])
            ),
            None,
        )
        return self._with_unit(label, caption) if caption else label

    def _with_unit(self, label: str, unit: HeaderUnit) -> str:
        word = _UNIT_WORD.get(self.language, "unit")
        return f"{label} ({word}: {unit.printed})"

    def _captioned(self, headings: Headings) -> Headings:
        """The headings with the unit that the header of a column without numbers states for the others."""
        for cell in headings.stating:
            column = int(cell.fragment.rpartition(",")[2]) - 1
            fills = self.mapping.columns[column : column + 1]
            if fills and fills[0].property not in ("value", *_MONEY):
                return replace(headings, units=marked_units(cell.quote), caption=cell)
        return headings

    def _check_columns(self) -> None:
        """Refuse a table that is not headed as its mapping says."""
        labels, columns = self.headings.labels, self.mapping.columns
        if len(labels) != len(columns):
            raise TableError(
                f"{self.mapping.where}: describes {len(columns)} columns, and the table has "
                f"{len(labels)} ({', '.join(labels)}); describe each, or draft it anew: trackrecord map"
            )
        for number, (label, column) in enumerate(zip(labels, columns, strict=True), start=1):
            titles = {clean(title) for title in column.titles}
            if titles and label not in titles and label.rsplit(" / ", 1)[-1] not in titles:
                raise TableError(
                    f"{self.mapping.where}, column {number}: its titles are {', '.join(column.titles)}, "
                    f"and the table has {label!r} there; has the table changed, or are skipRows or "
                    "headerRowCount of the dialect wrong?"
                )

    def _check_alike(self) -> None:
        """Refuse a mapping in which two columns say the same thing of a row."""
        said: dict[object, int] = {}
        for fill in self.fills:
            self._say(said, fill.column, fill.index, f"fill {fill.column}; map one of them")
        for answer in self.answers:
            if answer.index is not None:
                alike = (answer.column, *sorted(answer.constants.items()))
                told = (
                    'answer one question; tell them apart with "tr:period", "tr:role" or "tr:part"'
                )
                self._say(said, alike, answer.index, told)

    def _say(self, said: dict[object, int], what: object, index: int, told: str) -> None:
        if what in said:
            raise TableError(
                f"{self.mapping.where}: columns {said[what] + 1} and {index + 1} both {told}"
            )
        said[what] = index

    def _check_needs(self) -> None:
        """Refuse a mapping without a column that every fact of its kind has."""
        filled = {fill.column for fill in self.fills} | self.shared.keys()
        for answer in self.answers:
            has = filled | answer.constants.keys() | {answer.column or ""}
            needed = (*_NEEDED[self.mapping.kind], *filter(None, [MEASURED.get(self.mapping.kind)]))
            missing = [name for name in needed if name not in has]
            if missing:
                place = f", column {answer.index + 1}" if answer.index is not None else ""
                raise TableError(
                    f"{self.mapping.where}{place}: {a(self.mapping.kind)} needs {' and '.join(missing)}; "
                    "map a column to it with propertyUrl, or state it for all with tr:…"
                )
