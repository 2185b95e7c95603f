"""A metric: what governments have of it in a period, how it went over the years, how it is spread."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from statistics import median, quantiles

from pyoxigraph import NamedNode, Store

from trackrecord.iris import local_name
from trackrecord.naming import Names
from trackrecord.profiles.columns import column, first, pairs
from trackrecord.profiles.records import claims_about
from trackrecord.vocabulary import TR

#: The figures of every metric, by its IRI.
Figures = Mapping[str, tuple["Figure", ...]]
_FEW = 5  # values of which no spread is told


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that something has of a metric: the lowest where sources differ, and `is_disputed` then."""

    fact: str
    about: str
    role: str
    period: str
    unit: str
    part: str
    value: float
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """A figure with its rank among those of its period, and the target it stands against, if there is one."""

    rank: int
    figure: Figure
    target: Figure | None

    @property
    def percent(self) -> float | None:
        """The value in percent of the target; None where sources differ in either."""
        if self.target is None or self.figure.is_disputed or self.target.is_disputed:
            return None
        return 100 * self.figure.value / self.target.value if self.target.value else None


@dataclass(frozen=True, slots=True)
class Spread:
    """How the values of a period lie: lowest, quartiles and highest."""

    count: int
    lowest: float
    lower: float
    middle: float
    upper: float
    highest: float


@dataclass(frozen=True, slots=True)
class Metric:
    """What is on record of a metric.

    `unit` is the one most of its actual values are in, and only those are ranked. `periods` are those
    with such values, the latest first, each with how many; `claims` are IRIs.
    """

    iri: str
    unit: str
    figures: tuple[Figure, ...]
    periods: tuple[tuple[str, int], ...]
    claims: tuple[str, ...]

    def ranking(self, period: str) -> tuple[Ranked, ...]:
        """The actual values of a period, the highest first; equal ones share a rank."""
        targets = {
            (figure.about, figure.unit): figure
            for figure in self.figures
            if figure.role == "target" and figure.period == period and not figure.part
        }
        values = sorted(self._of(period), key=lambda figure: -figure.value)
        first: dict[float, int] = {}
        for position, figure in enumerate(values, start=1):
            first.setdefault(figure.value, position)
        return tuple(
            Ranked(first[figure.value], figure, targets.get((figure.about, figure.unit)))
            for figure in values
        )

    def spread(self, period: str) -> Spread | None:
        """How the values of a period lie that sources agree on; None of fewer than five."""
        values = self.agreed(period)
        if len(values) < _FEW:
            return None
        lower, _, upper = quantiles(values, n=4, method="inclusive")
        return Spread(len(values), min(values), lower, median(values), upper, max(values))

    def agreed(self, period: str) -> list[float]:
        """The values of a period that sources do not give differently."""
        return [figure.value for figure in self._of(period) if not figure.is_disputed]

    def trend(self, limit: int) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
        """The values over the years of those that have most years on record, at least two.

        A value that sources give differently is left out.
        """
        over: dict[str, dict[str, Figure]] = {}
        for figure in self._actual():
            if figure.period.isdigit() and not figure.is_disputed:
                over.setdefault(figure.about, {})[figure.period] = figure
        told = [(about, by) for about, by in over.items() if len(by) > 1]
        told.sort(key=lambda each: (-len(each[1]), -each[1][max(each[1])].value, each[0]))
        return tuple((about, tuple(by[year] for year in sorted(by))) for about, by in told[:limit])

    def other(self) -> tuple[Figure, ...]:
        """The figures that no ranking has: other roles, units and parts, the latest first."""
        ranked = {figure.fact for figure in self._actual() if figure.period}
        return tuple(figure for figure in self.figures if figure.fact not in ranked)

    def _actual(self) -> Iterable[Figure]:
        return (
            figure
            for figure in self.figures
            if figure.role == "actual" and figure.unit == self.unit and not figure.part
        )

    def _of(self, period: str) -> Sequence[Figure]:
        return [figure for figure in self._actual() if figure.period == period]


def figures(store: Store) -> Figures:
    """The figures of a dataset by metric; what is no number is left out."""
    about, role, value, period, as_of, unit, part = (
        column(store, name) for name in ("about", "role", "value", "period", "asOf", "unit", "part")
    )
    found: dict[str, list[Figure]] = {}
    for fact, metric in pairs(store, TR.metric):
        numbers = sorted(set(_numbers(value.get(fact, ()))))
        if numbers and fact in about:
            when = first(period, fact) or first(as_of, fact)
            each = Figure(
                fact, first(about, fact), local_name(first(role, fact)), when, first(unit, fact),
                first(part, fact), numbers[0], len(numbers) > 1,
            )  # fmt: skip
            found.setdefault(metric, []).append(each)
    return {metric: tuple(each) for metric, each in found.items()}


def _numbers(values: Iterable[str]) -> Iterator[float]:
    for value in values:
        with suppress(InvalidOperation):
            yield float(Decimal(value))


def metric(store: Store, node: NamedNode, names: Names, given: Figures) -> Metric:
    """The profile of a metric; `given` are the figures of the dataset."""
    by_name = sorted(
        given.get(node.value, ()), key=lambda f: (names.label(f.about), f.role, f.fact)
    )
    found = tuple(sorted(by_name, key=lambda figure: figure.period, reverse=True))
    actual = [f for f in found if f.role == "actual" and not f.part]
    units = Counter(figure.unit for figure in actual)
    unit = min(units, key=lambda each: (-units[each], each)) if units else ""
    periods = Counter(f.period for f in actual if f.unit == unit and f.period)
    return Metric(
        node.value,
        unit,
        found,
        tuple((period, periods[period]) for period in sorted(periods, key=_latest, reverse=True)),
        claims_about(store, node),
    )


def _latest(period: str) -> tuple[bool, str]:
    """Periods in the order of time; years before months and intervals of other lengths."""
    return len(period) == 4, period
