"""A government: what it promised, ran, delivered and won, who holds its offices, and what it claims."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.naming import Names, text_of
from trackrecord.profiles.records import Record, records, records_of, sorted_records
from trackrecord.vocabulary import TR

_GOVERNMENT, _ABOUT, _PARENT = (
    NamedNode(str(term)) for term in (TR.government, TR.about, TR.parent)
)
_PROMISES = {"target"}
_PLANS = {"plan"}


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a metric and period beside what was delivered; the numbers are of the first value each."""

    metric: str
    metric_iri: str
    part: str
    period: str
    unit: str
    target: float
    actual: float | None
    records: tuple[Record, ...]

    @property
    def percent(self) -> float | None:
        """What was delivered in percent of the target."""
        return None if self.actual is None or not self.target else 100 * self.actual / self.target


@dataclass(frozen=True, slots=True)
class Year:
    """The facts of one year; the year is empty for those that say none."""

    year: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Government:
    """What is on record of a government, by what it did."""

    iri: str
    promised: tuple[Record, ...]
    targets: tuple[Target, ...]
    ran: tuple[Record, ...]
    delivered: tuple[Record, ...]
    won: tuple[Record, ...]
    claims: tuple[Record, ...]
    offices: tuple[Record, ...]
    timeline: tuple[Year, ...]
    parts: tuple[str, ...]


def government(store: Store, node: NamedNode, names: Names) -> Government:
    """The profile of a government; facts about its programs are among what it delivered."""
    own = records_of(store, node, names)
    of_programs = sorted_records(records(store, _facts_of_programs(store, node), names))
    found = tuple({record.iri: record for record in (*own, *of_programs)}.values())
    observations = [record for record in found if record.kind == "Observation"]
    undertakings = [record for record in found if record.kind == "Undertaking"]
    targets = [record for record in observations if record.code("role") in _PROMISES]
    plans = [record for record in undertakings if record.code("action") in _PLANS]
    return Government(
        node.value,
        sorted_records((*targets, *plans)),
        tuple(_targets(targets, observations)),
        tuple(record for record in undertakings if record not in plans),
        tuple(record for record in observations if record not in targets),
        _of_kind("Conferral", found),
        _of_kind("Claim", found),
        _of_kind("Tenure", found),
        tuple(years(found)),
        tuple(sorted(text_of(q.subject) for q in _pointing(store, _PARENT, node))),
    )


def _of_kind(kind: str, found: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(record for record in found if record.kind == kind)


def _pointing(store: Store, predicate: NamedNode, node: NamedNode) -> list:  # type: ignore[type-arg]
    return list(store.quads_for_pattern(None, predicate, node, DefaultGraph()))


def _facts_of_programs(store: Store, node: NamedNode) -> set[NamedNode]:
    """The facts that are about a program of a government."""
    return {
        fact.subject
        for program in _pointing(store, _GOVERNMENT, node)
        for fact in _pointing(store, _ABOUT, program.subject)
        if isinstance(fact.subject, NamedNode)
    }


def _targets(targets: Iterable[Record], observations: Iterable[Record]) -> list[Target]:
    """Each target with a number, beside the actual value of its metric, part and period."""
    actual = {_asked(record): record for record in observations if record.code("role") == "actual"}
    found = []
    for record in targets:
        number = record.number()
        if number is None:
            continue
        met = actual.get(_asked(record))
        metric = record.one("metric")
        found.append(
            Target(
                record.text("metric"),
                metric.lexical if metric else "",
                record.text("part"),
                record.text("period"),
                record.text("unit"),
                number,
                met.number() if met else None,
                (record, met) if met else (record,),
            )
        )
    return sorted(found, key=lambda t: (t.metric, t.part, t.period, t.target))


def _asked(record: Record) -> tuple[str, ...]:
    """What an observation asks, but for its role."""
    return tuple(record.text(name) for name in ("about", "metric", "part", "period"))


def years(found: Iterable[Record]) -> list[Year]:
    """Facts by the year they are of, the latest first; those of no year last."""
    by_year: dict[str, list[Record]] = {}
    for record in found:
        by_year.setdefault(record.year, []).append(record)
    return [Year(year, tuple(by_year[year])) for year in sorted(by_year, reverse=True)]
