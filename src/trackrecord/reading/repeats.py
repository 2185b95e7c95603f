"""Facts of one document against each other: what one says fully, another need not say poorly."""

from collections.abc import Iterable
from dataclasses import replace

from trackrecord.facts import Conferral, Fact


def consolidated(facts: Iterable[Fact]) -> list[Fact]:
    """The facts without those that say only a part of what another says, in the same order.

    "It won the award" is a part of "it won the Special Award of 2022 in July"; two mentions that say
    the same stay, each as evidence. A conferral without its edition first takes the one that the
    document gives that award, if it gives one alone.
    """
    told = _with_editions(list(facts))
    columns = [fact.columns() for fact in told]
    return [
        fact
        for number, fact in enumerate(told)
        if not any(
            fact.kind == other.kind and columns[number].items() < columns[index].items()
            for index, other in enumerate(told)
        )
    ]


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
