"""Targets beside what was delivered."""

from collections.abc import Iterable
from dataclasses import dataclass

from trackrecord.profiles.records import Record, Value

#: What a target and an actual value must have in common to be of one question.
_ASKED = ("about", "metric", "part", "period")


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a metric and period beside what was delivered.

    Where sources give several values, `target` and `actual` are the lowest of them and `is_disputed`.
    """

    metric: Value
    about: Value
    part: str
    period: str
    unit: str
    target: float
    actual: float | None
    records: tuple[Record, ...]

    @property
    def percent(self) -> float | None:
        """What was delivered in percent of the target; None where sources differ in either."""
        return percent_of(self.actual, self.target, self.records)

    @property
    def is_disputed(self) -> bool:
        """Whether sources give different values for the target or for what was delivered."""
        return are_disputed(self.records)


def percent_of(
    actual: float | None, target: float | None, records: Iterable[Record]
) -> float | None:
    """What was delivered in percent of a target; None where sources differ in either, or one is not known."""
    if actual is None or not target or are_disputed(records):
        return None
    return 100 * actual / target


def are_disputed(records: Iterable[Record]) -> bool:
    """Whether sources give different values for one of some figures."""
    return any(len(record.all("value")) > 1 for record in records)


def targets_of(observations: Iterable[Record]) -> tuple[Target, ...]:
    """Each target that is a number, beside the actual value of its question; the latest period first."""
    every = list(observations)
    actual = {_asked(record): record for record in every if record.code("role") == "actual"}
    found = [
        _beside(record, actual.get(_asked(record)))
        for record in every
        if record.code("role") == "target" and record.number() is not None and record.one("metric")
    ]
    found.sort(key=lambda t: (t.metric.text, t.about.text, t.part, t.target))
    return tuple(sorted(found, key=lambda target: target.period, reverse=True))


def best_kept(targets: Iterable[Target]) -> Target | None:
    """The target that was passed by most, in percent; None if none was met."""
    met = [target for target in targets if (target.percent or 0) >= 100]
    return max(met, key=lambda target: (target.percent or 0, target.period), default=None)


def _beside(target: Record, actual: Record | None) -> Target:
    metric, about = target.one("metric"), target.one("about")
    nothing = Value("", "")
    return Target(
        metric or nothing,
        about or nothing,
        target.text("part"),
        target.text("period"),
        target.text("unit"),
        target.number() or 0.0,
        actual.number() if actual and _counts_alike(target, actual) else None,
        (target, actual) if actual else (target,),
    )


def _counts_alike(target: Record, actual: Record) -> bool:
    """Whether two values are counted in one unit, as far as they name one."""
    units = {record.text("unit") for record in (target, actual)} - {""}
    return len(units) < 2


def _asked(record: Record) -> tuple[str, ...]:
    return tuple(record.text(name) for name in _ASKED)
