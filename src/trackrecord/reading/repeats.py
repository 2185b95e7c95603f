"""Facts of one document against each other: what one says fully, another need not say poorly."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from trackrecord.facts import Conferral, Fact

#: How many facts back a later sentence may still add to one, such as a prize to its award.
RECENT = 50


def consolidated(facts: Iterable[Fact]) -> list[Fact]:
    """The facts without those that say only a part of what another says, in the same order.

    "It won the award" is a part of "it won the Special Award of 2022 in July"; two mentions that say
    the same stay, each as evidence. A conferral without its edition first takes the one that the
    document gives that award, if it gives one alone.
    """
    told = _with_editions(list(facts))
    said = [frozenset((("kind", fact.kind), *fact.columns().items())) for fact in told]
    fuller = _with_a_fuller_one(set(said))
    return [fact for fact, columns in zip(told, said, strict=True) if columns not in fuller]


_Columns = frozenset[tuple[str, Any]]


def _with_a_fuller_one(said: set[_Columns]) -> set[_Columns]:
    """The sets of columns that are a part of another; each looks only where its rarest column is."""
    having: dict[tuple[str, Any], list[_Columns]] = defaultdict(list)
    for columns in said:
        for column in columns:
            having[column].append(columns)
    return {
        columns
        for columns in said
        if any(columns < other for other in min((having[column] for column in columns), key=len))
    }


def _with_editions(facts: list[Fact]) -> list[Fact]:
    editions: dict[str, dict[str, Conferral]] = {}
    for fact in facts:
        if isinstance(fact, Conferral) and fact.edition:
            editions.setdefault(fact.award, {}).setdefault(fact.edition, fact)
    completed: list[Fact] = []
    for fact in facts:
        known = editions.get(fact.award, {}) if isinstance(fact, Conferral) else {}
        if isinstance(fact, Conferral) and fact.edition is None and len(known) == 1:
            ((edition, stated),) = known.items()
            completed.append(replace(fact, edition=edition, context=(*fact.context, stated.span)))
        else:
            completed.append(fact)
    return completed
