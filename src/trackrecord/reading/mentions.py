"""Typed mentions: the stretches of a sentence that name or count something."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from trackrecord.facts import Money, Span

Kind = Literal[
    "gov", "body", "award", "grade", "category", "quoted", "num", "money", "pct", "points", "date"
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, number or date in a text.

    `start` and `end` are code points of the document's text. `name` is what the text calls the
    thing, without quotation marks, year or article; `iris` are the things that bear that name.
    `value`, `printed` and `unit` belong to quantities (`unit` of money is an ISO 4217 code),
    `when` and `relation` to dates, and `edition` to awards named with their year.
    """

    kind: Kind
    start: int
    end: int
    name: str
    iris: tuple[str, ...] = ()
    value: Decimal | None = None
    unit: str | None = None
    when: str | None = None
    relation: str | None = None
    edition: str | None = None
    ordinal: int | None = None

    @property
    def span(self) -> Span:
        """Where the mention stands in the document."""
        return Span(self.start, self.end)

    @property
    def money(self) -> Money | None:
        """The amount of money that it is, if its number and currency are known."""
        return Money(self.value, self.unit) if self.value is not None and self.unit else None


@dataclass(slots=True)
class Stretches:
    """Mentions found so far, none overlapping another: what comes first stays."""

    mentions: list[Mention] = field(default_factory=list)

    def add(self, found: Iterable[Mention]) -> None:
        """Keep each mention that touches none already kept."""
        for mention in found:
            if all(mention.end <= m.start or mention.start >= m.end for m in self.mentions):
                self.mentions.append(mention)

    def __iter__(self) -> Iterator[Mention]:
        """The mentions, left to right."""
        return iter(sorted(self.mentions, key=lambda mention: mention.start))
