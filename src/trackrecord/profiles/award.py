"""An award: who won it when and with which grade, who runs it, and what is said of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode, Store

from trackrecord.describing import facts_of
from trackrecord.iris import local_name
from trackrecord.naming import Names
from trackrecord.profiles.columns import column, first, pairs
from trackrecord.profiles.records import Record, claims_about, latest_first, plain_records
from trackrecord.vocabulary import TR

#: The conferrals of every award, by its IRI.
Conferrals = Mapping[str, tuple["Win", ...]]


@dataclass(frozen=True, slots=True)
class Win:
    """A conferral in short: the edition's year, empty if none is said, and the grades that sources give."""

    fact: str
    recipient: str
    year: str
    grades: tuple[str, ...]
    outcome: str

    @property
    def is_won(self) -> bool:
        """Whether the award was won, and not only stood for."""
        return self.outcome in ("", "won")


@dataclass(frozen=True, slots=True)
class Streak:
    """Consecutive editions that one recipient won, by what is on record."""

    recipient: str
    first: int
    last: int

    @property
    def length(self) -> int:
        """How many years it has."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Award:
    """What is on record of an award.

    `told` are facts about itself, such as who runs it; `claims` the IRIs of what is claimed of it.
    """

    iri: str
    wins: tuple[Win, ...]
    editions: tuple[tuple[str, int], ...]
    recipients: tuple[tuple[str, int], ...]
    streaks: tuple[Streak, ...]
    told: tuple[Record, ...]
    claims: tuple[str, ...]

    def of_edition(self, year: str) -> tuple[Win, ...]:
        """The conferrals of an edition."""
        return tuple(win for win in self.wins if win.year == year)

    def matrix(self, recipients: Iterable[str]) -> Mapping[tuple[str, str], tuple[Win, ...]]:
        """The conferrals of some recipients by recipient and year."""
        wanted, found = set(recipients), dict[tuple[str, str], tuple[Win, ...]]()
        for win in self.wins:
            if win.recipient in wanted:
                key = (win.recipient, win.year)
                found[key] = (*found.get(key, ()), win)
        return found


def conferrals(store: Store) -> Conferrals:
    """The conferrals of a dataset by award."""
    recipients, editions, grades, outcomes = (
        column(store, name) for name in ("recipient", "edition", "grade", "outcome")
    )
    found: dict[str, list[Win]] = {}
    for fact, award in pairs(store, TR.award):
        if fact in recipients:
            year, outcome = first(editions, fact)[:4], local_name(first(outcomes, fact))
            win = Win(fact, first(recipients, fact), year, grades.get(fact, ()), outcome)
            found.setdefault(award, []).append(win)
    return {award: tuple(wins) for award, wins in found.items()}


def award(store: Store, node: NamedNode, names: Names, given: Conferrals) -> Award:
    """The profile of an award or another scheme; `given` are the conferrals of the dataset.

    A win counts once a year, whatever its categories.
    """
    wins = _ordered(given.get(node.value, ()), names)
    won = {(win.recipient, win.year) for win in wins if win.is_won}
    editions = Counter(year for _, year in won if year)
    recipients = Counter(recipient for recipient, _ in won)
    own = facts_of(store, node, ("scheme", "about"))
    return Award(
        node.value,
        wins,
        tuple((year, editions[year]) for year in sorted(editions, reverse=True)),
        tuple(sorted(recipients.items(), key=lambda each: (-each[1], names.label(each[0])))),
        streaks(won, names),
        latest_first(plain_records(store, own, names)),
        claims_about(store, node),
    )


def streaks(won: Iterable[tuple[str, str]], names: Names) -> tuple[Streak, ...]:
    """Runs of two and more years without a gap, the longest and latest first."""
    found = []
    dated = sorted((recipient, int(year)) for recipient, year in won if year)
    for recipient, group in groupby(dated, key=lambda each: each[0]):
        years = [year for _, year in group]
        for _, run in groupby(enumerate(years), key=lambda each: each[1] - each[0]):
            run_years = [year for _, year in run]
            if len(run_years) > 1:
                found.append(Streak(recipient, run_years[0], run_years[-1]))
    return tuple(sorted(found, key=lambda s: (-s.length, -s.last, names.label(s.recipient))))


def _ordered(wins: Iterable[Win], names: Names) -> tuple[Win, ...]:
    """Conferrals by edition, the latest first, then by grade and recipient."""
    by_name = sorted(wins, key=lambda win: (win.grades, names.label(win.recipient), win.fact))
    return tuple(sorted(by_name, key=lambda win: win.year, reverse=True))
