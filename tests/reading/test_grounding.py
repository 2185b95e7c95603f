from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from trackrecord.document import Document
from trackrecord.facts import Conferral, Fact, Money, Observation
from trackrecord.reading.grounding import refusal

TEXT = "Mapo-gu created 13,342 jobs and won 55 million KRW."
OBSERVATION = Observation(
    quote="created 13,342 jobs",
    start=8,
    end=27,
    about="Mapo-gu",
    metric="jobs",
    value=Decimal(13342),
)


def test_a_fact_whose_quote_stands_and_holds_its_number_is_grounded(
    document: Callable[..., Document],
) -> None:
    assert refusal(OBSERVATION, document(TEXT)) is None


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (replace(OBSERVATION, start=9, end=28), "does not stand"),
        (replace(OBSERVATION, value=Decimal(13343)), "13343 is not in the quote"),
        (replace(OBSERVATION, quote="created 13,343 jobs"), "does not stand"),
        (replace(OBSERVATION, quote="", end=8), "empty"),
    ],
)
def test_a_fact_is_refused_with_the_reason(
    document: Callable[..., Document], fact: Fact, reason: str
) -> None:
    told = refusal(fact, document(TEXT))
    assert told is not None
    assert reason in told


def test_a_prize_must_stand_in_the_quote_as_a_number_that_scales_to_it(
    document: Callable[..., Document],
) -> None:
    fact = Conferral(quote="won 55 million KRW", start=32, end=50, recipient="Mapo-gu", award="A",
                     prize=Money(Decimal(55_000_000), "KRW"))  # fmt: skip
    assert refusal(fact, document(TEXT)) is None
    assert refusal(replace(fact, prize=Money(Decimal(55), "KRW")), document(TEXT)) is not None
