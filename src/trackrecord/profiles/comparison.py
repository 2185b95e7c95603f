"""Governments side by side: the same metrics of the same periods, targets kept, awards, programs, claims."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.naming import Names, text_of
from trackrecord.profiles.government import Government, government
from trackrecord.profiles.records import Record, worded
from trackrecord.profiles.targets import are_disputed, percent_of
from trackrecord.vocabulary import RDF, TR

FEWEST, MOST = 2, 5  # governments that are compared
_TYPE, _PROGRAM_TYPE = NamedNode(str(RDF.type)), NamedNode(str(TR.programType))
_CHOSEN = 6  # metrics that are shown unless some are chosen


@dataclass(frozen=True, slots=True)
class Cell:
    """What a government delivered of a metric in a period, and its target; the records behind both.

    `told` and `aim` are the same in words, with every value where sources differ; the numbers are of the first.
    """

    actual: float | None
    target: float | None
    told: str
    aim: str
    records: tuple[Record, ...]

    @property
    def percent(self) -> float | None:
        """What was delivered in percent of the target; None where sources differ in either."""
        return percent_of(self.actual, self.target, self.records)

    @property
    def is_disputed(self) -> bool:
        """Whether sources give different values for the target or for what was delivered."""
        return are_disputed(self.records)


@dataclass(frozen=True, slots=True)
class Series:
    """A metric, a part of it and a unit: by period, a cell a government, in the governments' order."""

    metric: str
    metric_iri: str
    part: str
    unit: str
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]

    @property
    def shared(self) -> int:
        """In how many periods at least two governments have a value."""
        return sum(sum(cell is not None for cell in cells) > 1 for _, cells in self.rows)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of a government's targets, of those with an actual value beside them, were reached."""

    reached: int
    told: int
    open: int

    @property
    def percent(self) -> float | None:
        """The share of targets reached of those that can be told."""
        return 100 * self.reached / self.told if self.told else None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Facts by what they have in common, a cell a government; the first part of a row is its heading."""

    rows: tuple[tuple[str, tuple[tuple[Record, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to five governments side by side; `metrics` are all that could be chosen, by IRI and label."""

    governments: tuple[Government, ...]
    metrics: tuple[tuple[str, str], ...]
    chosen: frozenset[str]
    series: tuple[Series, ...]
    kept: tuple[Kept, ...]
    awards: Matrix
    programs: Matrix
    claims: Matrix


def comparison(
    store: Store, nodes: Iterable[NamedNode], names: Names, metrics: Iterable[str] = ()
) -> Comparison:
    """Governments side by side, by the metrics of some IRIs; else by those that several of them have."""
    compared = tuple(government(store, node, names) for node in nodes)
    every = _series(compared)
    known = {series.metric_iri for series in every}
    chosen = frozenset(metrics) & known or _shared(every)

    def told(records: Iterable[Record]) -> tuple[Record, ...]:
        return tuple(worded(store, record, names) for record in records)

    return Comparison(
        compared,
        tuple(sorted({(s.metric_iri, s.metric) for s in every}, key=lambda pair: pair[::-1])),
        chosen,
        tuple(_with_words(series, told) for series in every if series.metric_iri in chosen),
        tuple(_kept(each) for each in compared),
        _matrix([told(each.won) for each in compared], lambda record: record.year, newest=True),
        _matrix(
            [told(each.ran) for each in compared], lambda record: _type_of(store, record, names)
        ),
        _matrix([told(each.claims) for each in compared], lambda record: record.text("claimType")),
    )


def _with_words(series: Series, told: Callable[[Iterable[Record]], tuple[Record, ...]]) -> Series:
    """A series whose records have the words behind them."""
    rows = (
        (period, tuple(cell and replace(cell, records=told(cell.records)) for cell in cells))
        for period, cells in series.rows
    )
    return replace(series, rows=tuple(rows))


def points(compared: Comparison, names: Names) -> list[dict[str, str | float | None]]:
    """The values of a comparison as a chart takes them: one object a government, metric and period.

    What sources differ in is left out.
    """
    return [
        {
            "metric": f"{series.metric} ({series.part})" if series.part else series.metric,
            "unit": series.unit,
            "period": period,
            "government": names.label(each.iri),
            "actual": cell.actual,
            "target": cell.target,
        }
        for series in compared.series
        for period, cells in series.rows
        for each, cell in zip(compared.governments, cells, strict=True)
        if cell is not None and not cell.is_disputed
    ]


def governments_of(store: Store, names: Names) -> tuple[tuple[str, str], ...]:
    """Every government of a dataset by IRI and label, in the order of labels."""
    kind = NamedNode(str(TR.Government))
    found = store.quads_for_pattern(None, _TYPE, kind, DefaultGraph())
    told = ((text_of(quad.subject), names.label(text_of(quad.subject))) for quad in found)
    return tuple(sorted(told, key=lambda pair: pair[::-1]))


def _shared(every: Iterable[Series]) -> frozenset[str]:
    """The metrics with most periods that several governments have values for; where none has, any."""
    ordered = sorted(every, key=lambda s: (-s.shared, -len(s.rows), s.part, s.metric))
    shared = [series for series in ordered if series.shared] or ordered
    metrics = list(dict.fromkeys(series.metric_iri for series in shared))
    return frozenset(metrics[:_CHOSEN])


def _series(compared: tuple[Government, ...]) -> tuple[Series, ...]:
    """Every metric with the actual values and targets of each government itself, not of its programs."""
    cells: dict[tuple[str, str, str, str], dict[str, dict[int, dict[str, Record]]]] = {}
    for place, each in enumerate(compared):
        for record in (*each.promised, *each.delivered):
            metric, role = record.one("metric"), record.code("role")
            if metric is None or role not in ("actual", "target") or record.number() is None:
                continue
            about = record.one("about")
            if about is None or about.iri != each.iri:
                continue
            key = (metric.text, metric.lexical, record.text("part"), record.text("unit"))
            periods = cells.setdefault(key, {})
            periods.setdefault(record.text("period"), {}).setdefault(place, {})[role] = record
    return tuple(
        Series(*key, tuple(_rows(periods, len(compared)))) for key, periods in sorted(cells.items())
    )


def _rows(
    periods: Mapping[str, Mapping[int, Mapping[str, Record]]], width: int
) -> Iterable[tuple[str, tuple[Cell | None, ...]]]:
    for period in sorted(periods):
        yield period, tuple(_cell(periods[period].get(place)) for place in range(width))


def _cell(roles: Mapping[str, Record] | None) -> Cell | None:
    if roles is None:
        return None
    actual, target = roles.get("actual"), roles.get("target")
    return Cell(
        actual.number() if actual else None,
        target.number() if target else None,
        actual.text("value") if actual else "",
        target.text("value") if target else "",
        tuple(roles[role] for role in sorted(roles)),
    )


def _kept(each: Government) -> Kept:
    told = [target for target in each.targets if target.actual is not None]
    reached = sum(target.actual >= target.target for target in told if target.actual is not None)
    return Kept(reached, len(told), len(each.targets) - len(told))


def _matrix(
    by_government: list[tuple[Record, ...]], key: Callable[[Record], str], newest: bool = False
) -> Matrix:
    """Records of each government by a key, its rows in order; a row without a heading comes last."""
    keys = sorted({key(r) for records in by_government for r in records}, reverse=newest)
    rows = ((k, tuple(tuple(r for r in rs if key(r) == k) for rs in by_government)) for k in keys)
    return Matrix(tuple(sorted(rows, key=lambda row: not row[0])))


def _type_of(store: Store, record: Record, names: Names) -> str:
    """The kind of program that an undertaking is of; empty if no source says."""
    program = record.one("program")
    if program is None or program.iri is None:
        return ""
    types = store.quads_for_pattern(NamedNode(program.iri), _PROGRAM_TYPE, None, DefaultGraph())
    return " / ".join(sorted(names.label(text_of(quad.object)) for quad in types))
