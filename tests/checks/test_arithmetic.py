"""Printed arithmetic done again: the smallest case of each verdict, and what must hold of any story."""

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trackrecord.verdicts import Verdict

Judge = Callable[..., list[Verdict]]


def rate_story(record: Any, actual: str, target: str, rate: str) -> list[Any]:
    return [record.observed(actual), record.observed(target, "target"), record.rated(rate)]


def change_story(record: Any, now: str, before: str, **printed: str) -> list[Any]:
    changes = [
        record.observed(value, "change", compared_with="2020")
        for value in [printed.get("change")]
        if value
    ]
    rates = [
        record.rated(value, "change-rate", compared_with="2020")
        for value in [printed.get("rate")]
        if value
    ]
    return [record.observed(now), record.observed(before, period="2020"), *changes, *rates]  # fmt: skip


# Rates


def test_a_rate_that_fits_holds_with_its_working(record: Any, judge: Judge) -> None:
    (verdict,) = judge("rate", record.source("a", *rate_story(record, "7,740", "7,346", "105.4")))
    assert verdict.verdict == "holds"
    assert verdict.working == "7,740 / 7,346 = 105.36 %, printed 105.4 %"


def test_a_rate_names_the_three_facts_it_is_judged_by(record: Any, judge: Judge) -> None:
    (verdict,) = judge("rate", record.source("a", *rate_story(record, "7,740", "7,346", "105.4")))
    assert [fact.rsplit(".", 1)[-1] for fact in verdict.facts] == [
        "achievement-rate",
        "actual",
        "target",
    ]


def test_a_rate_that_does_not_fit_is_contradicted(record: Any, judge: Judge) -> None:
    (verdict,) = judge("rate", record.source("a", *rate_story(record, "7,740", "7,346", "105.5")))
    assert verdict.verdict == "contradicted"


def test_the_rounding_of_an_operand_is_allowed_for(record: Any, judge: Judge) -> None:
    story = rate_story(record, "1.5 million", "1 million", "152.1")
    (verdict,) = judge("rate", record.source("a", *story))
    assert verdict.verdict == "holds"


@pytest.mark.parametrize(
    ("left_out", "reason"),
    [
        (0, "the actual value is not on record"),
        (1, "the target is not on record"),
    ],
)
def test_a_rate_without_an_operand_is_not_checkable_and_says_which(
    record: Any, judge: Judge, left_out: int, reason: str
) -> None:
    story = rate_story(record, "7,740", "7,346", "105.4")
    del story[left_out]
    (verdict,) = judge("rate", record.source("a", *story))
    assert (verdict.verdict, verdict.reason) == ("not-checkable", reason)


def test_a_rate_alone_is_not_checkable(record: Any, judge: Judge) -> None:
    (verdict,) = judge("rate", record.source("a", record.rated("105.4")))
    assert verdict.reason == "neither the actual value nor the target is on record"


@pytest.mark.parametrize("precision", ["about", "at-least", "at-most"])
def test_a_rate_of_an_inexact_number_is_not_checkable(
    record: Any, judge: Judge, precision: str
) -> None:
    story = [record.observed("7,000", precision=precision), *rate_story(record, "1", "7,346", "105.4")[1:]]  # fmt: skip
    (verdict,) = judge("rate", record.source("a", *story))
    assert verdict.reason == "a number is given as about, at least or at most"


def test_a_rate_over_nothing_is_not_checkable(record: Any, judge: Judge) -> None:
    (verdict,) = judge("rate", record.source("a", *rate_story(record, "5", "0", "100.0")))
    assert verdict.reason == "nothing is a percentage of 0"


def test_an_operand_is_taken_from_another_source_where_the_own_lacks_it(
    record: Any, judge: Judge
) -> None:
    (verdict,) = judge(
        "rate",
        record.source("a", record.rated("105.4"), record.observed("7,740")),
        record.source("b", record.observed("7,346", "target")),
    )
    assert verdict.verdict == "holds"


def test_a_sources_own_operand_counts_before_that_of_another(record: Any, judge: Judge) -> None:
    (verdict,) = judge(
        "rate",
        record.source("a", *rate_story(record, "7,740", "7,300", "105.4")),
        record.source("b", record.observed("7,346", "target")),
    )
    assert verdict.verdict == "contradicted"


def test_of_several_values_elsewhere_any_that_fits_will_do(record: Any, judge: Judge) -> None:
    (verdict,) = judge(
        "rate",
        record.source("a", record.rated("105.4"), record.observed("7,740")),
        record.source("b", record.observed("7,300", "target")),
        record.source("c", record.observed("7,346", "target")),
    )
    assert verdict.verdict == "holds"


def test_each_source_answers_for_its_own_rate(record: Any, judge: Judge) -> None:
    found = judge(
        "rate",
        record.source("a", *rate_story(record, "7,740", "7,346", "105.4")),
        record.source("b", record.rated("115.4")),
    )
    assert [(v.source and v.source[-1], v.verdict) for v in found] == [
        ("a", "holds"),
        ("b", "contradicted"),
    ]


def test_numbers_too_large_to_compute_with_are_not_checkable(record: Any, judge: Judge) -> None:
    huge = "900,000,000,000,000,000"
    (verdict,) = judge("rate", record.source("a", *rate_story(record, huge, huge, "1,000.0")))
    assert verdict.reason == "the numbers are too large to compute with"


# Changes


def test_a_change_and_its_rate_hold(record: Any, judge: Judge) -> None:
    source = record.source("a", *change_story(record, "13,342", "10,874", change="2,468", rate="22.7"))  # fmt: skip
    (change,), (rate,) = judge("change", source), judge("change-rate", source)
    assert (change.verdict, change.working) == (
        "holds",
        "13,342 − 10,874 = 2,468, printed 2,468",
    )
    assert (rate.verdict, rate.working) == (
        "holds",
        "(13,342 − 10,874) / 10,874 = 22.70 %, printed 22.7 %",
    )


def test_a_change_that_does_not_fit_says_by_how_much(record: Any, judge: Judge) -> None:
    source = record.source("a", *change_story(record, "13,342", "10,874", change="2,448"))
    (verdict,) = judge("change", source)
    assert (verdict.verdict, verdict.working) == (
        "contradicted",
        "13,342 − 10,874 = 2,468, printed 2,448: differs by 20",
    )


def test_a_change_rate_that_does_not_fit_is_contradicted(record: Any, judge: Judge) -> None:
    source = record.source("a", *change_story(record, "13,342", "10,874", rate="24.7"))
    (verdict,) = judge("change-rate", source)
    assert verdict.verdict == "contradicted"


def test_a_decrease_is_a_negative_change(record: Any, judge: Judge) -> None:
    source = record.source(
        "a",
        record.observed("900"),
        record.observed("1,000", period="2020"),
        record.observed("100", "change", compared_with="2020", is_negative=True),
    )
    (verdict,) = judge("change", source)
    assert verdict.verdict == "holds"


@pytest.mark.parametrize("check", ["change", "change-rate"])
def test_a_change_without_the_earlier_value_is_not_checkable(
    record: Any, judge: Judge, check: str
) -> None:
    story = change_story(record, "13,342", "10,874", change="2,468", rate="22.7")
    (verdict,) = judge(check, record.source("a", story[0], *story[2:]))
    assert verdict.reason == "the earlier value is not on record"


@pytest.mark.parametrize("check", ["change", "change-rate"])
def test_a_change_against_nothing_stated_is_not_checkable(
    record: Any, judge: Judge, check: str
) -> None:
    change = record.observed("2,468", "change"), record.rated("22.7", "change-rate")
    (verdict,) = judge(check, record.source("a", *change))
    assert verdict.reason == "what it is compared with is not said"


# Shares


def test_a_share_is_the_part_over_the_whole(record: Any, judge: Judge) -> None:
    part, whole = record.observed("250", part="youth"), record.observed("1,000")
    for share, expected in (("25.0", "holds"), ("26.0", "contradicted")):
        story = (part, whole, record.rated(share, "share", part="youth"))
        (verdict,) = judge("share", record.source("a", *story))
        assert verdict.verdict == expected


def test_a_share_of_nothing_stated_is_not_checkable(record: Any, judge: Judge) -> None:
    (verdict,) = judge("share", record.source("a", record.rated("25.0", "share")))
    assert verdict.reason == "what it is a share of is not said"


# Parts


def breakdown(record: Any, whole: str, *parts: str, is_complete: bool = True) -> list[Any]:
    """A whole whose quote holds those of its parts, if the breakdown is complete."""
    made = [record.observed(value, part=f"part{n}") for n, value in enumerate(parts)]
    words = f"in all {whole} jobs ({', '.join(part.quote for part in made)})"
    return [record.observed(whole, quote=words if is_complete else f"in all {whole} jobs"), *made]


def test_parts_that_sum_to_their_whole_hold(record: Any, judge: Judge) -> None:
    (verdict,) = judge("parts", record.source("a", *breakdown(record, "243", "17", "226")))
    assert (verdict.verdict, verdict.working) == ("holds", "226 + 17 = 243, printed 243")


def test_parts_that_do_not_sum_to_their_whole_say_by_how_much(record: Any, judge: Judge) -> None:
    amounts = [f"{number} billion" for number in ("2.3", "4.0", "16.9", "24.2")]
    (verdict,) = judge("parts", record.source("a", *breakdown(record, "48.6 billion", *amounts)))
    assert (verdict.verdict, verdict.working) == (
        "contradicted",
        "24.2 billion + 16.9 billion + 4 billion + 2.3 billion = 47.4 billion, "
        "printed 48.6 billion: differs by 1.2 billion",
    )


def test_each_rounded_part_may_be_off_by_its_rounding(record: Any, judge: Judge) -> None:
    amounts = [f"{number} billion" for number in ("2.3", "4.0", "16.9", "24.2")]
    (verdict,) = judge("parts", record.source("a", *breakdown(record, "47.6 billion", *amounts)))
    assert verdict.verdict == "holds"


def test_parts_that_are_not_given_as_complete_prove_nothing(record: Any, judge: Judge) -> None:
    story = breakdown(record, "243", "17", "300", is_complete=False)
    (verdict,) = judge("parts", record.source("a", *story))
    assert verdict.reason == "the parts are not given as complete"


def test_rates_do_not_add_up(record: Any, judge: Judge) -> None:
    parts = [
        record.rated(value, part=part) for value, part in (("110.0", "young"), ("90.0", "old"))
    ]
    words = f"100.0 % ({', '.join(part.quote for part in parts)})"
    story = (record.rated("100.0", quote=words), *parts)
    (verdict,) = judge("parts", record.source("a", *story))
    assert verdict.reason == "rates do not add up"


def test_a_part_given_as_about_is_not_checkable(record: Any, judge: Judge) -> None:
    whole, first, second = breakdown(record, "243", "17", "200")
    story = (whole, first, replace(second, precision="about"))
    (verdict,) = judge("parts", record.source("a", *story))
    assert verdict.verdict == "not-checkable"


# Roundings


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1.35 million", "1.4 million", "holds"),
        ("1.34 million", "1.4 million", "contradicted"),
        ("1,352,000", "1.35 million", "holds"),
        ("1,356,000", "1.35 million", "contradicted"),
    ],
)
def test_two_roundings_of_one_number_hold_together_within_their_margins(
    record: Any, judge: Judge, one: str, other: str, expected: str
) -> None:
    (verdict,) = judge("roundings", record.source("a", record.observed(one), record.observed(other)))  # fmt: skip
    assert verdict.verdict == expected


def test_a_rounding_given_as_about_is_not_checkable(record: Any, judge: Judge) -> None:
    story = (record.observed("1,352"), record.observed("1,400", precision="about"))
    (verdict,) = judge("roundings", record.source("a", *story))
    assert verdict.verdict == "not-checkable"


def test_a_number_that_a_source_prints_once_is_no_rounding(record: Any, judge: Judge) -> None:
    sources = [record.source(name, record.observed(value)) for name, value in (("a", "1"), ("b", "2"))]  # fmt: skip
    assert judge("roundings", *sources) == []


# Any story


def printed(value: Decimal, decimals: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"


COUNTS = st.integers(1, 10**9)


@given(actual=COUNTS, target=COUNTS, decimals=st.integers(0, 3))
def test_any_rate_that_is_printed_right_holds_and_any_other_is_caught(
    record: Any, judge: Judge, actual: int, target: int, decimals: int
) -> None:
    rate = Decimal(100 * actual) / target
    right = printed(rate, decimals)
    wrong = printed(Decimal(right.replace(",", "")) + Decimal(2).scaleb(-decimals), decimals)
    for told, expected in ((right, "holds"), (wrong, "contradicted")):
        story = rate_story(record, f"{actual:,}", f"{target:,}", told)
        (verdict,) = judge("rate", record.source("a", *story))
        assert verdict.verdict == expected, verdict.working


@given(
    actual=st.integers(10**6, 10**12),
    target=st.integers(10**6, 10**12),
    scaled=st.tuples(st.booleans(), st.booleans()),
    decimals=st.integers(1, 2),
)
def test_any_rate_over_rounded_numbers_holds(
    record: Any, judge: Judge, actual: int, target: int, scaled: tuple[bool, bool], decimals: int
) -> None:
    told = [
        f"{printed(Decimal(n) / 10**6, decimals)} million" if is_scaled else f"{n:,}"
        for n, is_scaled in zip((actual, target), scaled, strict=True)
    ]
    rate = printed(Decimal(100 * actual) / target, 1)
    (verdict,) = judge("rate", record.source("a", *rate_story(record, *told, rate)))
    assert verdict.verdict == "holds", verdict.working


@given(now=COUNTS, before=COUNTS, off=st.integers(1, 10**6))
def test_any_change_that_is_printed_right_holds_and_any_other_is_caught(
    record: Any, judge: Judge, now: int, before: int, off: int
) -> None:
    change = now - before
    for told, expected in ((change, "holds"), (change + off, "contradicted")):
        story = (
            record.observed(f"{now:,}"),
            record.observed(f"{before:,}", period="2020"),
            record.observed(f"{abs(told):,}", "change", compared_with="2020", is_negative=told < 0),
        )
        (verdict,) = judge("change", record.source("a", *story))
        assert verdict.verdict == expected, verdict.working


@given(now=COUNTS, before=COUNTS, decimals=st.integers(0, 2))
def test_any_change_rate_that_is_printed_right_holds_and_any_other_is_caught(
    record: Any, judge: Judge, now: int, before: int, decimals: int
) -> None:
    rate = Decimal(100 * (now - before)) / before
    right = Decimal(printed(rate, decimals).replace(",", ""))
    for told, expected in ((right, "holds"), (right + Decimal(2).scaleb(-decimals), "contradicted")):  # fmt: skip
        rated = record.rated(printed(abs(told), decimals), "change-rate", compared_with="2020", is_negative=told < 0)  # fmt: skip
        story = (record.observed(f"{now:,}"), record.observed(f"{before:,}", period="2020"), rated)
        (verdict,) = judge("change-rate", record.source("a", *story))
        assert verdict.verdict == expected, verdict.working


@given(parts=st.lists(st.integers(1, 10**6), min_size=2, max_size=6, unique=True), off=st.integers(1, 10**5))  # fmt: skip
def test_any_breakdown_that_is_printed_right_holds_and_any_other_is_caught(
    record: Any, judge: Judge, parts: list[int], off: int
) -> None:
    assume(sum(parts) + off not in parts)
    for whole, expected in ((sum(parts), "holds"), (sum(parts) + off, "contradicted")):
        story = breakdown(record, f"{whole:,}", *(f"{part:,}" for part in parts))
        (verdict,) = judge("parts", record.source("a", *story))
        assert verdict.verdict == expected, verdict.working
