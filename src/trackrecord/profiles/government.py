"""A government: what it promised, ran, delivered and won, who holds its offices, and what it claims."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.describing import facts_of
from trackrecord.naming import Names, text_of
from trackrecord.profiles.records import Record, latest_first, plain_records, verdict_codes
from trackrecord.profiles.targets import Target, targets_of
from trackrecord.vocabulary import TR

_GOVERNMENT, _ABOUT, _PARENT = (
    NamedNode(str(term)) for term in (TR.government, TR.about, TR.parent)
)
_PROMISES = {"target"}
_PLANS = {"plan"}


@dataclass(frozen=True, slots=True)
class Year:
    """The facts of one year; the year is empty for those that say none."""

    year: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Government:
    """What is on record of a government, by what it did: plain records, the latest first.

    `about` are all facts, among them those about its programs; `verdicts` how often a check came out how.
    """

    iri: str
    about: tuple[Record, ...]
    promised: tuple[Record, ...]
    targets: tuple[Target, ...]
    ran: tuple[Record, ...]
    delivered: tuple[Record, ...]
    won: tuple[Record, ...]
    claims: tuple[Record, ...]
    offices: tuple[Record, ...]
    timeline: tuple[Year, ...]
    awards_by_year: tuple[tuple[str, int], ...]
    verdicts: tuple[tuple[str, int], ...]
    parts: tuple[str, ...]

    @property
    def latest_award(self) -> Record | None:
        """The award won last, by its date if it has one."""
        won = [record for record in self.won if record.code("outcome") in ("", "won")]
        return max(won, key=lambda r: (r.year, r.text("date"), r.told), default=None)


def government(store: Store, node: NamedNode, names: Names) -> Government:
    """The profile of a government; facts about its programs are among what it delivered."""
    facts = facts_of(store, node) | _facts_of_programs(store, node)
    found = latest_first(plain_records(store, facts, names))
    observations = [record for record in found if record.kind == "Observation"]
    undertakings = [record for record in found if record.kind == "Undertaking"]
    targets = [record for record in observations if record.code("role") in _PROMISES]
    plans = [record for record in undertakings if record.code("action") in _PLANS]
    won = _of_kind("Conferral", found)
    verdicts = Counter(code for record in found for code in verdict_codes(store, record.iri))
    return Government(
        node.value,
        found,
        latest_first((*targets, *plans)),
        targets_of(observations),
        tuple(r for r in undertakings if r.code("action") not in _PLANS),
        tuple(r for r in observations if r.code("role") not in _PROMISES),
        won,
        _of_kind("Claim", found),
        _of_kind("Tenure", found),
        tuple(years(found)),
        by_year(won),
        tuple(sorted(verdicts.items())),
        tuple(sorted(text_of(q.subject) for q in _pointing(store, _PARENT, node))),
    )


def by_year(conferrals: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    """How many awards were won in each year from the first to the last, those with none too."""
    won = Counter(
        int(record.year)
        for record in conferrals
        if record.year and record.code("outcome") in ("", "won")
    )
    return tuple((str(year), won[year]) for year in range(min(won), max(won) + 1)) if won else ()


def years(found: Iterable[Record]) -> list[Year]:
    """Facts by the year they are of, the latest first; those of no year last."""
    by_year: dict[str, list[Record]] = {}
    for record in found:
        by_year.setdefault(record.year, []).append(record)
    return [Year(year, tuple(by_year[year])) for year in sorted(by_year, reverse=True)]


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
