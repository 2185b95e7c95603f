from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.errors import FactsError
from trackrecord.facts import (
    Claim,
    Conferral,
    Fact,
    Money,
    Observation,
    Span,
    from_jsonl,
    to_jsonl,
    to_record,
)

TEXT = st.text(min_size=1, max_size=20)
NUMBER = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
PLACE = {"quote": TEXT, "start": st.integers(0, 10**6), "end": st.integers(0, 10**6)}
FACTS = st.one_of(
    st.builds(Observation, **PLACE, about=TEXT, metric=TEXT, value=NUMBER, period=st.none() | TEXT),
    st.builds(Claim, **PLACE, government=TEXT, type=TEXT, value=st.none() | NUMBER),
    st.builds(
        Conferral,
        **PLACE,
        recipient=TEXT,
        award=TEXT,
        prize=st.none() | st.builds(Money, NUMBER, st.sampled_from(["KRW", "EUR"])),
        context=st.lists(st.builds(Span, st.integers(0, 99), st.integers(0, 99))).map(tuple),
    ),
)


@given(st.lists(FACTS, max_size=4))
def test_facts_written_as_json_lines_are_read_back_equal(facts: list[Fact]) -> None:
    assert list(from_jsonl(to_jsonl(facts), "facts.jsonl")) == facts


def test_keys_stand_in_the_order_of_the_format_and_unknown_ones_are_absent() -> None:
    fact = Observation(
        quote="9 jobs",
        start=0,
        end=6,
        about="Mapo-gu",
        metric="jobs",
        value=Decimal(9),
        unit="jobs",
    )
    assert list(to_record(fact)) == [
        "kind", "source", "quote", "start", "end", "reader", "confidence",
        "about", "metric", "value", "unit", "role",
    ]  # fmt: skip


def test_a_whole_number_is_written_without_a_fraction() -> None:
    fact = Observation(quote="9", start=0, end=1, about="a", metric="m", value=Decimal("9.0"))
    assert '"value": 9,' in to_jsonl([fact])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: not JSON"),
        ("[1]", "line 1: expected a JSON object"),
        ('{"kind": "rumour"}', "line 1: kind is 'rumour'"),
        ('{"kind": "claim", "colour": 1}', "line 1: a claim has no key 'colour'"),
        ('{"kind": "claim", "quote": "q"}', "line 1: a claim needs start, end, government, type"),
        ('{"kind": "claim", "start": "0"}', "line 1, key 'start': expected int, found '0'"),
        ('{"kind": "claim", "value": NaN}', "line 1, key 'value': expected number"),
        ('{"kind": "conferral", "prize": {"amount": 1}}', "line 1, key 'prize': expected Money"),
        ('{"kind": "claim", "context": [[1]]}', "line 1, key 'context': expected [start, end]"),
    ],
)
def test_a_line_that_is_no_fact_is_named_with_its_key(line: str, message: str) -> None:
    with pytest.raises(FactsError) as error:
        list(from_jsonl(line, "facts.jsonl"))
    assert message in str(error.value)


def test_blank_lines_are_passed_over() -> None:
    assert list(from_jsonl("\n\n", "facts.jsonl")) == []
