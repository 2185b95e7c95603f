"""Sources set against each other: the smallest case of each verdict, and what must hold of any values."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.facts import Money
from trackrecord.verdicts import Verdict

Judge = Callable[..., list[Verdict]]
WON = Money(Decimal(55_000_000), "KRW")


def two(record: Any, one: Any, other: Any, **columns: Any) -> tuple[Any, Any]:
    """Two sources of different origins, one fact each."""
    return record.source("a", one), record.source("b", other, **{"issued": "2022-09-01", **columns})


# Values


def test_sources_that_give_one_value_corroborate_it(record: Any, judge: Judge) -> None:
    (verdict,) = judge("values", *two(record, record.observed("13,342"), record.observed("13,342")))
    assert verdict.verdict == "holds"
    assert verdict.working == (
        "2 independent sources agree: 13,342 (Source a, 2022-07-22; Source b, 2022-09-01)."
    )


def test_sources_that_differ_are_listed_with_every_answer(record: Any, judge: Judge) -> None:
    (verdict,) = judge("values", *two(record, record.observed("13,342"), record.observed("13,242")))
    assert verdict.verdict == "contradicted"
    assert verdict.working == (
        "2 independent sources differ: 13,242 (Source b, 2022-09-01); 13,342 (Source a, 2022-07-22). "
        "Newest: 13,242. Official: none. Majority: none."
    )
    assert [answer.told for answer in verdict.answers] == ["13,342", "13,242"]


def test_the_official_answer_and_that_of_the_majority_are_named(record: Any, judge: Judge) -> None:
    third = record.source("c", record.observed("13,342"), issued=None, publisher="관악구")
    sources = two(record, record.observed("13,342"), record.observed("13,242"))
    (verdict,) = judge("values", *sources, third, with_authority=True)
    assert "Newest: 13,242. Official: 13,342. Majority: 13,342." in verdict.working


def test_reprints_do_not_corroborate(record: Any, judge: Judge) -> None:
    fact = record.observed("13,342")
    assert judge("values", *two(record, fact, fact, origin="a")) == []


def test_sources_of_one_address_do_not_corroborate(record: Any, judge: Judge) -> None:
    fact = record.observed("13,342")
    sources = [record.source(name, fact, url="https://example.org/1") for name in ("a", "b")]
    assert judge("values", *sources) == []


def test_what_one_source_alone_says_is_not_listed(record: Any, judge: Judge) -> None:
    assert judge("values", record.source("a", record.observed("13,342"))) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("1.35 million", None), ("1.4 million", None), "holds"),
        (("1.34 million", None), ("1.4 million", None), "contradicted"),
        (("1,000", "at-least"), ("1,200", None), "holds"),
        (("1,000", "at-least"), ("900", None), "contradicted"),
        (("1,000", "at-most"), ("1,200", None), "contradicted"),
        (("1,000", "at-most"), ("900", None), "holds"),
        (("1,000", "about"), ("900", None), "not-checkable"),
    ],
)
def test_roundings_and_bounds_agree_with_what_they_cover(
    record: Any, judge: Judge, one: Any, other: Any, expected: str
) -> None:
    facts = [record.observed(value, precision=precision) for value, precision in (one, other)]
    (verdict,) = judge("values", *two(record, *facts))
    assert verdict.verdict == expected


def test_different_units_are_not_compared(record: Any, judge: Judge) -> None:
    facts = record.observed("5"), record.observed("6", unit="people")
    (verdict,) = judge("values", *two(record, *facts))
    assert verdict.reason == "the sources count in different units"


@given(values=st.lists(st.integers(1, 10**9), min_size=2, max_size=4))
def test_any_values_hold_if_and_only_if_they_are_one(
    record: Any, judge: Judge, values: list[int]
) -> None:
    sources = [record.source(f"s{n}", record.observed(f"{v:,}")) for n, v in enumerate(values)]
    (verdict,) = judge("values", *sources)
    assert verdict.verdict == ("holds" if len(set(values)) == 1 else "contradicted")


@given(value=st.integers(10**6, 10**12), decimals=st.tuples(st.integers(0, 3), st.integers(0, 3)))
def test_any_two_roundings_of_one_number_agree(
    record: Any, judge: Judge, value: int, decimals: tuple[int, int]
) -> None:
    told = [f"{round(Decimal(value) / 10**6, places):,f} million" for places in decimals]
    (verdict,) = judge("values", *two(record, *map(record.observed, told)))
    assert verdict.verdict == "holds"


# Grades and dates


def test_a_broad_grade_agrees_with_the_finer_one_it_covers(record: Any, judge: Judge) -> None:
    for grade, expected in (
        ("grand-prize", "holds"),
        ("comprehensive-grand-prize", "holds"),
        ("special-award", "contradicted"),
    ):
        facts = [record.won("2022", grade=name) for name in ("grand-prize", grade)]
        (verdict,) = judge("grades", *two(record, *facts), with_authority=True)
        assert verdict.verdict == expected, grade


def test_two_grades_agree_if_one_source_gives_both(record: Any, judge: Judge) -> None:
    facts = [record.won("2022", grade=name) for name in ("grand-prize", "special-award")]
    sources = record.source("a", *facts), record.source("b", facts[0])
    (verdict,) = judge("grades", *sources, with_authority=True)
    assert verdict.verdict == "holds"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2022-07-21", "2022-07-21", "holds"),
        ("2022-07", "2022-07-21", "holds"),
        ("2022-07-20", "2022-07-21", "contradicted"),
    ],
)
def test_a_month_agrees_with_the_days_in_it(
    record: Any, judge: Judge, one: str, other: str, expected: str
) -> None:
    facts = [record.won("2022", date=day) for day in (one, other)]
    (verdict,) = judge("dates", *two(record, *facts))
    assert verdict.verdict == expected


def test_a_program_is_run_on_many_days_and_set_up_on_one(record: Any, judge: Judge) -> None:
    for action, expected in (("operate", []), ("establish", ["contradicted"])):
        facts = [record.undertaken("A fund", action, date=day) for day in ("2020", "2021")]
        assert [v.verdict for v in judge("dates", *two(record, *facts))] == expected


# Money


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2000000000", "2000000000", "holds"),
        ("2000000000", "2040000000", "holds"),
        ("2000000000", "2600000000", "contradicted"),
    ],
)
def test_a_budget_agrees_with_what_rounds_to_it(
    record: Any, judge: Judge, one: str, other: str, expected: str
) -> None:
    facts = [record.undertaken("A fund", budget=Money(Decimal(n), "KRW")) for n in (one, other)]
    (verdict,) = judge("budgets", *two(record, *facts))
    assert verdict.verdict == expected
    assert "2 billion KRW" in verdict.working


def test_budgets_of_different_years_are_not_compared(record: Any, judge: Judge) -> None:
    facts = [record.undertaken("A fund", budget=WON, date=year) for year in ("2020", "2021")]
    (verdict,) = judge("budgets", *two(record, *facts))
    assert verdict.reason == "the sources speak of different years"


def test_different_currencies_are_not_compared(record: Any, judge: Judge) -> None:
    facts = [record.won("2022", prize=Money(Decimal(5), name)) for name in ("KRW", "USD")]
    (verdict,) = judge("prizes", *two(record, *facts))
    assert verdict.reason == "the sources count in different currencies"


@pytest.mark.parametrize(
    ("amount", "expected"), [(55_000_000, "holds"), (70_000_000, "contradicted")]
)
def test_prizes_are_compared(record: Any, judge: Judge, amount: int, expected: str) -> None:
    prizes = (WON, Money(Decimal(amount), "KRW"))
    facts = [record.won("2022", prize=prize) for prize in prizes]
    (verdict,) = judge("prizes", *two(record, *facts))
    assert verdict.verdict == expected


# First years and counts


@pytest.mark.parametrize(("since", "expected"), [("2012", "holds"), ("2011", "contradicted")])
def test_first_years_are_compared_for_the_scheme(
    record: Any, judge: Judge, since: str, expected: str
) -> None:
    facts = record.scheme(since="2012"), record.scheme(since=since, edition="2022")
    (verdict,) = judge("first-years", *two(record, *facts))
    assert verdict.verdict == expected
    assert f"since {since}" in verdict.working
    assert len(verdict.answers) == 2
    assert len(verdict.facts) >= 2


@pytest.mark.parametrize(
    ("kind", "values", "issued", "expected"),
    [
        ("streak", (8, 8), "2022-09-01", "holds"),
        ("streak", (8, 6), "2022-09-01", "contradicted"),
        ("streak", (8, 7), "2022-07-22", "contradicted"),
        ("streak", (7, 8), "2022-09-01", "not-checkable"),
        ("rank", (1, 5), "2022-09-01", "not-checkable"),
        ("rank", (1, 5), "2022-07-22", "contradicted"),
        ("rank", (5, 5), "2022-09-01", "holds"),
    ],
)
def test_a_streak_may_grow_and_a_rank_may_change_within_a_year(
    record: Any, judge: Judge, kind: str, values: tuple[int, int], issued: str, expected: str
) -> None:
    facts = [record.claimed(kind, value) for value in values]
    (verdict,) = judge("counts", *two(record, *facts, issued=issued))
    assert verdict.verdict == expected


# Tenures


def test_a_person_whom_two_sources_name_holds_the_office(record: Any, judge: Judge) -> None:
    fact = record.held("Park Jun-hee", date="2022-07-22")
    (verdict,) = judge("tenures", *two(record, fact, fact))
    assert verdict.verdict == "holds"


@pytest.mark.parametrize(
    ("day", "language", "office", "expected"),
    [
        ("2022-07-22", "en", "mayor", ["contradicted", "contradicted"]),
        ("2018-07-22", "en", "mayor", []),
        ("2022-07-22", "ko", "mayor", []),
        ("2022-07-22", "en", "deputy-mayor", []),
    ],
)
def test_two_persons_in_one_office_on_one_day_contradict_each_other(
    record: Any, judge: Judge, day: str, language: str, office: str, expected: list[str]
) -> None:
    one = record.held("Park Jun-hee", office=office, date="2022-07-22")
    other = record.held("Kim Min-seo", office=office, date=day)
    found = judge("tenures", record.source("a", one), record.source("b", other, language=language))
    assert [verdict.verdict for verdict in found] == expected
