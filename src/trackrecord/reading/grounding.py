"""Does a fact stand on its words? The quote verbatim at its place, its numbers parsed back from it.

The quote of a fact of a table is made of its cells and their headers, so there it is the numbers
alone that are parsed back, in the unit that the header states.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from trackrecord.document import Document
from trackrecord.facts import Claim, Conferral, Fact, Observation, SchemeFact, Undertaking
from trackrecord.reading.cells import numeral_told
from trackrecord.reading.korean.numerals import korean_numerals, korean_ordinals
from trackrecord.reading.numerals import Numeral, numerals, ordinals


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fact that was not written, and why."""

    fact: Fact
    reason: str


def refusal(fact: Fact, document: Document) -> str | None:
    """Why a fact is not grounded in the document, or None if it is."""
    if not fact.quote.strip():
        return "the quote is empty"
    if fact.fragment is None and document.text[fact.start : fact.end] != fact.quote:
        return f"the quote does not stand at {fact.start}–{fact.end}"
    for number in stated_numbers(fact):
        if numeral_of(number, fact, document.language) is None:
            return f"{number} is not in the quote"
    return None


def stated_numbers(fact: Fact) -> Iterator[Decimal]:
    """The numbers that a fact states and that its quote must therefore hold."""
    match fact:
        case Observation():
            yield fact.value
        case Conferral(prize=money) | Undertaking(budget=money) if money:
            yield money.amount
        case Claim():
            yield from (number for number in (fact.value, fact.of) if number is not None)
        case SchemeFact():
            if fact.since:
                yield Decimal(fact.since)
            if fact.ordinal:
                yield Decimal(fact.ordinal)


def numeral_of(number: Decimal, fact: Fact, language: str) -> Numeral | None:
    """The numeral in the quote of a fact that says one of its numbers; in text, its magnitude."""
    if fact.fragment:
        return numeral_told(number, fact.quote)
    return printed_as(abs(number), fact.quote, language)


def printed_as(number: Decimal, quote: str, language: str) -> Numeral | None:
    """The numeral in a quote that says a number, in digits or words, cardinal or ordinal."""
    if language == "ko":
        found: tuple[Numeral, ...] = (*korean_numerals(quote), *korean_ordinals(quote))
    else:
        found = (*numerals(quote), *ordinals(quote))
    return next((numeral for numeral in found if numeral.value == number), None)
