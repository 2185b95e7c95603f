"""Promises held against what was delivered: the smallest case of each verdict."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.verdicts import Verdict

Judge = Callable[..., list[Verdict]]


@pytest.fixture
def judged(record: Any, judge: Judge) -> Callable[..., Verdict]:
    """The one verdict of a check on the facts of one source of a day."""

    def verdict(check: str, *facts: Any, issued: str = "2022-07-22") -> Verdict:
        source = record.source("a", *facts, issued=issued)
        (found,) = judge(check, source, with_authority=True)
        return found

    return verdict


# One period


def test_a_target_that_was_met_is_kept(record: Any, judged: Any) -> None:
    verdict = judged("target", record.observed("9,656", "target"), record.observed("13,342"))
    assert (verdict.verdict, verdict.working) == ("holds", "kept: 13,342 of 9,656 (138.2 %)")
    assert len(verdict.facts) == 2


def test_a_target_that_was_not_met_is_missed(record: Any, judged: Any) -> None:
    verdict = judged("target", record.observed("9,656", "target"), record.observed("9,000"))
    assert (verdict.verdict, verdict.working) == (
        "contradicted",
        "missed: 9,000 of 9,656 (93.2 %)",
    )


def test_the_actual_value_may_come_from_another_source(record: Any, judge: Judge) -> None:
    (verdict,) = judge(
        "target",
        record.source("a", record.observed("9,656", "target"), issued="2021-01-05"),
        record.source("b", record.observed("13,342")),
    )
    assert verdict.verdict == "holds"


def test_a_target_whose_period_is_not_over_is_unrefuted(record: Any, judged: Any) -> None:
    verdict = judged("target", record.observed("9,656", "target", period="2022"))
    assert verdict.verdict == "unrefuted"
    assert verdict.working == (
        "9,656 by 2022: no actual value on record, and the newest source is of 2022-07-22"
    )


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ({"precision": "at-least"}, {}, "holds"),
        ({"precision": "at-most"}, {}, "contradicted"),
        ({}, {"precision": "at-least"}, "holds"),
        ({}, {"precision": "at-most"}, "not-checkable"),
    ],
)
def test_bounds_count_as_far_as_they_go(
    record: Any, judged: Any, target: dict[str, str], actual: dict[str, str], expected: str
) -> None:
    facts = record.observed("1,000", "target", **target), record.observed("1,200", **actual)
    assert judged("target", *facts).verdict == expected


def test_an_upper_bound_is_kept_from_below(record: Any, judged: Any) -> None:
    facts = record.observed("1,000", "target", precision="at-most"), record.observed("900")
    assert judged("target", *facts).verdict == "holds"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ([("9,656", {"period": None})], "its period is not said"),
        ([("9,656", {})], "no actual value is on record"),
        ([("9,656", {"precision": "about"}), ("9,700", {})], "the target is given as about"),
        ([("9,656", {}), ("9,700", {"precision": "about"})], "the printed numbers are too rough to tell"),
        ([("9,656", {}), ("9,000", {"precision": "at-least"})], "the printed numbers are too rough to tell"),
        ([("1.4 million", {}), ("1.35 million", {})], "the printed numbers are too rough to tell"),
        ([("9,656", {}), ("9,700", {"unit": "people"})], "target and actual value are in different units"),
        ([("9,656", {"quote": "9,656 jobs by 2021"}), ("900", {})], "the target may be for several years together"),
    ],
)  # fmt: skip
def test_a_target_that_cannot_be_told_says_why(
    record: Any, judged: Any, facts: list[tuple[str, dict[str, Any]]], reason: str
) -> None:
    (target, how), *actual = facts
    made = [record.observed(value, **columns) for value, columns in actual]
    verdict = judged("target", record.observed(target, "target", **how), *made)
    assert (verdict.verdict, verdict.reason) == ("not-checkable", reason)


def test_of_a_rate_more_is_not_known_to_be_better(record: Any, judged: Any) -> None:
    facts = record.rated("5.0", "target"), record.rated("6.0", "actual")
    assert judged("target", *facts).reason == "whether more of a rate is better is not known"


def test_parts_are_held_against_their_own_targets(record: Any, judge: Judge) -> None:
    facts = [
        record.observed("100", "target", part="youth"),
        record.observed("90", part="youth"),
        record.observed("500"),
    ]
    (verdict,) = judge("target", record.source("a", *facts))
    assert verdict.verdict == "contradicted"


@given(target=st.integers(1, 10**9), actual=st.integers(1, 10**9))
def test_any_target_is_kept_if_and_only_if_it_was_reached(
    record: Any, judge: Judge, target: int, actual: int
) -> None:
    facts = record.observed(f"{target:,}", "target"), record.observed(f"{actual:,}")
    (verdict,) = judge("target", record.source("a", *facts))
    assert verdict.verdict == ("holds" if actual >= target else "contradicted")


# Several years


def years(record: Any, *values: str, first: int = 2019) -> list[Any]:
    return [record.observed(value, period=str(first + n)) for n, value in enumerate(values)]


@pytest.fixture
def promise(record: Any) -> Any:
    return record.observed("35,000", "target", period="2019/2021")


def test_a_target_for_several_years_is_held_against_their_sum(
    record: Any, judged: Any, promise: Any
) -> None:
    kept = judged("cumulative-target", promise, *years(record, "11,000", "12,000", "13,000"))
    assert (kept.verdict, kept.working) == (
        "holds",
        "kept: 36,000 in 2019–2021 of 35,000 (102.9 %)",
    )
    missed = judged("cumulative-target", promise, *years(record, "11,000", "12,000", "11,000"))
    assert (missed.verdict, missed.working) == (
        "contradicted",
        "missed: 34,000 in 2019–2021 of 35,000 (97.1 %)",
    )
    assert len(missed.facts) == 4


def test_a_target_may_be_reached_before_its_time(record: Any, judged: Any, promise: Any) -> None:
    verdict = judged("cumulative-target", promise, *years(record, "20,000", "16,000"))
    assert verdict.verdict == "holds"


def test_a_target_for_years_that_are_not_over_is_unrefuted(
    record: Any, judged: Any, promise: Any
) -> None:
    verdict = judged("cumulative-target", promise, *years(record, "9,000"), issued="2020-05-01")
    assert verdict.verdict == "unrefuted"
    assert verdict.working == "9,000 in 2019 of 35,000 by 2021; the newest source is of 2020-05-01"


def test_a_value_for_all_the_years_is_held_against_the_target_itself(
    record: Any, judge: Judge, promise: Any
) -> None:
    source = record.source("a", promise, record.observed("36,000", period="2019/2021"))
    assert judge("cumulative-target", source, with_authority=True) == []
    (verdict,) = judge("target", source)
    assert verdict.verdict == "holds"


def test_a_year_that_is_missing_leaves_the_sum_open(record: Any, judged: Any, promise: Any) -> None:
    verdict = judged("cumulative-target", promise, *years(record, "11,000", "12,000"))
    assert verdict.reason == "not every year is on record"


@pytest.mark.parametrize(
    ("target", "metric", "reason"),
    [
        ({}, "population", "whether the years of this metric add up is not known"),
        ({"precision": "about"}, "jobs-created", "the target is given as about or at most"),
    ],
)
def test_what_does_not_add_up_is_not_checkable(
    record: Any, judged: Any, target: dict[str, str], metric: str, reason: str
) -> None:
    goal = record.observed("35,000", "target", period="2019/2021", metric=metric, **target)
    assert judged("cumulative-target", goal).reason == reason


def test_rounded_years_that_come_near_are_too_rough_to_tell(
    record: Any, judged: Any, promise: Any
) -> None:
    sums = years(record, "0.01 million", "0.01 million", "14,990")
    assert judged("cumulative-target", promise, *sums).reason == (
        "the printed numbers are too rough to tell"
    )


def test_rates_of_several_years_do_not_add_up(record: Any, judged: Any) -> None:
    goal = record.rated("70.0", "target", period="2019/2021")
    assert judged("cumulative-target", goal).reason == "rates do not add up"


def test_a_target_that_sources_give_differently_is_not_added_up(
    record: Any, judge: Judge, promise: Any
) -> None:
    other = record.observed("30,000", "target", period="2019/2021")
    sources = record.source("a", promise), record.source("b", other)
    (verdict,) = judge("cumulative-target", *sources, with_authority=True)
    assert verdict.reason == "sources give the target several values"


@given(values=st.lists(st.integers(1, 10**6), min_size=3, max_size=3), off=st.integers(-1, 1))
def test_any_target_for_several_years_is_kept_if_and_only_if_their_sum_reaches_it(
    record: Any, judge: Judge, values: list[int], off: int
) -> None:
    goal = record.observed(f"{sum(values) + off:,}", "target", period="2019/2021")
    facts = years(record, *(f"{value:,}" for value in values))
    (verdict,) = judge("cumulative-target", record.source("a", goal, *facts), with_authority=True)
    assert verdict.verdict == ("contradicted" if off > 0 else "holds")
