"""Boasts tested: the smallest case of each verdict, and what must hold of any streak."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.verdicts import Verdict

Judge = Callable[..., list[Verdict]]
GWANAK, MAPO, BUSAN = "kr-seoul-gwanak-gu", "kr-seoul-mapo-gu", "kr-busan-buk-gu"
AWARD = "national-local-government-job-awards"


@pytest.fixture
def judged(record: Any, judge: Judge) -> Callable[..., Verdict]:
    """The one verdict of a check on the facts of one source of 2022, with the authority."""

    def verdict(check: str, *facts: Any) -> Verdict:
        (found,) = judge(check, record.source("a", *facts), with_authority=True)
        return found

    return verdict


# Streaks


def test_a_streak_holds_if_each_year_is_on_record_as_won(record: Any, judged: Any) -> None:
    wins = [record.won(str(year)) for year in (2020, 2021, 2022)]
    verdict = judged("streak", record.claimed("streak", 3), *wins)
    assert verdict.verdict == "holds"
    assert "on record as won 2020–2022" in verdict.working
    assert len(verdict.facts) == 4


def test_a_streak_may_end_in_the_year_before_it_is_told(record: Any, judged: Any) -> None:
    wins = [record.won(str(year)) for year in (2019, 2020, 2021)]
    assert judged("streak", record.claimed("streak", 3), *wins).verdict == "holds"


def test_a_year_that_is_missing_from_the_record_refutes_nothing(record: Any, judged: Any) -> None:
    wins = [record.won(str(year)) for year in (2020, 2022)]
    verdict = judged("streak", record.claimed("streak", 4), *wins)
    assert verdict.verdict == "unrefuted"
    assert "on record as won 2020, 2022; not on record 2019, 2021" in verdict.working
    assert "Wins of it on record: 1 government, 2 editions." in verdict.working


def test_a_streak_longer_than_the_scheme_is_old_is_contradicted(record: Any, judged: Any) -> None:
    verdict = judged("streak", record.claimed("streak", 12), record.scheme(since="2012"))
    assert verdict.verdict == "contradicted"
    assert "it began in 2012, which allows 11 by 2022" in verdict.working


def test_a_streak_as_long_as_the_scheme_is_old_is_not(record: Any, judged: Any) -> None:
    verdict = judged("streak", record.claimed("streak", 11), record.scheme(since="2012"))
    assert verdict.verdict == "unrefuted"


def test_the_number_of_an_edition_says_how_old_a_scheme_is(record: Any, judged: Any) -> None:
    scheme = record.scheme(edition="2022", ordinal=5)
    assert judged("streak", record.claimed("streak", 6), scheme).verdict == "contradicted"
    assert judged("streak", record.claimed("streak", 5), scheme).verdict == "unrefuted"


@pytest.mark.parametrize(
    ("issued", "expected"), [("2021-05-01", "contradicted"), ("2020-05-01", "unrefuted")]
)
def test_a_lost_year_contradicts_only_if_it_was_told_when_the_year_was_over(
    record: Any, judge: Judge, issued: str, expected: str
) -> None:
    claim = record.source("a", record.claimed("streak", 4))
    lost = record.source("b", record.won("2020", outcome="finalist"), issued=issued)
    (verdict,) = judge("streak", claim, lost, with_authority=True)
    assert verdict.verdict == expected


def test_a_lost_category_contradicts_nothing_beside_a_win(record: Any, judge: Judge) -> None:
    claim = record.source("a", record.claimed("streak", 4), record.won("2020"))
    lost = record.source(
        "b",
        record.won(
            "2020",
            outcome="finalist",
            category="x",
            category_iri=record.of("category", f"{AWARD}.x"),
        ),
        issued="2021-05-01",
    )
    (verdict,) = judge("streak", claim, lost, with_authority=True)
    assert verdict.verdict == "unrefuted"


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2022-09-01", "contradicted"),
        ("2022-01-10", "unrefuted"),
        ("2021-09-01", "unrefuted"),
    ],
)
def test_a_lower_count_contradicts_if_it_is_told_on_that_day_or_later_in_the_year(
    record: Any, judge: Judge, issued: str, expected: str
) -> None:
    high = record.source("a", record.claimed("streak", 8))
    low = record.source("b", record.claimed("streak", 6), issued=issued)
    verdicts = {
        v.source and v.source[-1]: v.verdict
        for v in judge("streak", high, low, with_authority=True)
    }
    assert verdicts["a"] == expected


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ({"concerns": None}, "which award it is of is not known"),
        ({"concerns": "metric/jobs-created"}, "what it is of is not an award"),
        ({"value": None}, "the number of its years is not on record"),
    ],
)
def test_a_streak_of_nothing_known_is_not_checkable(
    record: Any, judged: Any, claim: dict[str, Any], reason: str
) -> None:
    verdict = judged("streak", record.claimed("streak", **{"value": 3, **claim}))
    assert (verdict.verdict, verdict.reason) == ("not-checkable", reason)


def test_a_streak_without_a_date_is_not_checkable(record: Any, judge: Judge) -> None:
    source = record.source("a", record.claimed("streak", 3), issued=None)
    (verdict,) = judge("streak", source, with_authority=True)
    assert verdict.reason == "the claim has no date"


@given(years=st.integers(1, 12), missing=st.integers(0, 11))
def test_any_streak_holds_if_and_only_if_no_year_is_missing(
    record: Any, judge: Judge, years: int, missing: int
) -> None:
    won = [year for year in range(2023 - years, 2023) if year != 2022 - missing]
    facts = [record.won(str(year)) for year in won]
    source = record.source("a", record.claimed("streak", years), *facts)
    (verdict,) = judge("streak", source, with_authority=True)
    is_whole = len(won) == years
    assert verdict.verdict == ("holds" if is_whole else "unrefuted")


@given(years=st.integers(1, 12), age=st.integers(1, 12))
def test_any_streak_is_contradicted_if_and_only_if_the_scheme_is_younger(
    record: Any, judge: Judge, years: int, age: int
) -> None:
    scheme = record.scheme(since=str(2023 - age))
    source = record.source("a", record.claimed("streak", years), scheme)
    (verdict,) = judge("streak", source, with_authority=True)
    assert verdict.verdict == ("contradicted" if years > age else "unrefuted")


# Only


def test_an_only_one_is_contradicted_by_another_in_its_scope(record: Any, judged: Any) -> None:
    verdict = judged(
        "only",
        record.claimed("only", scope="in Seoul"),
        record.won("2022"),
        record.won("2022", MAPO),
    )
    assert verdict.verdict == "contradicted"
    assert "so is Mapo-gu" in verdict.working
    assert len(verdict.facts) == 3


@pytest.mark.parametrize(
    "others",
    [
        [],
        [("2022", BUSAN, None)],  # outside the scope
        [("2021", MAPO, None)],  # another edition
    ],
)
def test_an_only_one_without_an_equal_on_record_is_unrefuted(
    record: Any, judged: Any, others: list[tuple[str, str, str | None]]
) -> None:
    claim = record.claimed("only", scope="in Seoul")
    rivals = [record.won(edition, recipient, grade=grade) for edition, recipient, grade in others]
    verdict = judged("only", claim, record.won("2022"), *rivals)
    assert verdict.verdict == "unrefuted"
    assert "Wins of it on record:" in verdict.working


@pytest.mark.parametrize(
    ("scope", "rival", "expected"),
    [
        ("nationwide", BUSAN, "contradicted"),
        ("in the nation", BUSAN, "contradicted"),
        ("전국", BUSAN, "contradicted"),
        ("nationwide", "london-borough", "unrefuted"),
        ("in the world", "london-borough", "contradicted"),
        ("Seoul", MAPO, "contradicted"),
        ("서울", MAPO, "contradicted"),
        ("in Seoul", BUSAN, "unrefuted"),
    ],
)
def test_scopes_are_understood_by_the_code_list_and_the_names_of_governments(
    record: Any, judged: Any, scope: str, rival: str, expected: str
) -> None:
    verdict = judged(
        "only",
        record.claimed("only", scope=scope),
        record.won("2022"),
        record.won("2022", rival),
    )
    assert verdict.verdict == expected


def test_grades_are_told_apart(record: Any, judged: Any) -> None:
    claim = record.claimed("only", scope="in Seoul")
    own = record.won("2022", grade="grand-prize")
    for grade, expected in (("grand-prize", "contradicted"), ("special-award", "unrefuted")):
        assert judged("only", claim, own, record.won("2022", MAPO, grade=grade)).verdict == expected


def test_the_only_one_with_a_streak_is_held_against_streaks(record: Any, judged: Any) -> None:
    claim = record.claimed("only", scope="in Seoul", quote="the only one in Seoul to win 3 consecutive years")  # fmt: skip
    own, win = record.claimed("streak", 3), record.won("2022", MAPO)
    assert judged("only", claim, own, win).verdict == "unrefuted"
    for years, expected in ((2, "unrefuted"), (3, "contradicted")):
        rival = record.claimed("streak", years, MAPO)
        assert judged("only", claim, own, win, rival).verdict == expected


def test_the_only_one_with_a_program_is_held_against_programs_of_that_name(
    record: Any, judged: Any
) -> None:
    claim = record.claimed("only", scope="nationwide", concerns=f"program/{GWANAK}.impact-fund")
    own = record.undertaken("Impact Fund")
    assert judged("only", claim, own).verdict == "unrefuted"
    for action, expected in (("plan", "unrefuted"), ("operate", "contradicted")):
        rival = record.undertaken("Impact Fund", action, BUSAN)
        assert judged("only", claim, own, rival).verdict == expected


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"concerns": None, "matter": "to dance"}, "what it concerns is known in words only"),
        ({"concerns": "metric/jobs-created"}, "what it concerns is neither an award nor a program"),
        ({}, "among whom it is claimed is not said"),
        ({"scope": "among the five leading ones"}, "among whom it is claimed is not understood"),
        ({"scope": "in Busan"}, "among whom it is claimed is not understood"),
        (
            {"scope": "in Seoul", "quote": "the only one in Seoul to win both"},
            "the claim has conditions that are not on record as facts",
        ),
        (
            {"scope": "in Seoul", "quote": "the only one in Seoul for 8 years in a row"},
            "the length of the streak is not on record",
        ),
        ({"scope": "in Seoul"}, "the claimant's own award is not on record"),
    ],
)
def test_an_only_one_that_is_not_understood_is_not_checkable(
    record: Any, judged: Any, columns: dict[str, Any], reason: str
) -> None:
    verdict = judged("only", record.claimed("only", **columns))
    assert (verdict.verdict, verdict.reason) == ("not-checkable", reason)


def test_a_grade_that_the_words_name_must_be_on_record(record: Any, judged: Any) -> None:
    claim = record.claimed("only", scope="in Seoul", quote="the only one in Seoul to win the grand prize")  # fmt: skip
    assert judged("only", claim, record.won("2022"), record.won("2022", MAPO)).reason == (
        "the claimant's own grade is not on record"
    )


# First


def test_a_first_is_contradicted_by_an_earlier_program_of_that_name(
    record: Any, judged: Any
) -> None:
    claim = record.claimed("first", scope="nationwide", concerns=f"program/{GWANAK}.impact-fund")
    own = record.undertaken("Impact Fund", "enact", date="2018")
    assert judged("first", claim, own).verdict == "unrefuted"
    for day, expected in (("2017", "contradicted"), ("2018-01", "unrefuted"), ("2019", "unrefuted")):  # fmt: skip
        rival = record.undertaken("Impact Fund", "enact", BUSAN, date=day)
        assert judged("first", claim, own, rival).verdict == expected, day


def test_two_firsts_in_one_matter_contradict_each_other(record: Any, judge: Judge) -> None:
    claims = [
        record.claimed("first", government=name, concerns=None, scope="nationwide", matter=matter)
        for name, matter in ((GWANAK, "an ordinance on robots"), (BUSAN, "an ordinance on robots"))
    ]
    found = judge("first", record.source("a", *claims), with_authority=True)
    assert [v.verdict for v in found] == ["contradicted", "contradicted"]
    assert "is called the first too" in found[0].working


def test_a_first_winner_is_contradicted_by_an_earlier_one_of_the_same_grade(
    record: Any, judged: Any
) -> None:
    claim = record.claimed("first", scope="in Seoul")
    own = record.won("2022", grade="grand-prize")
    assert judged("first", claim, own).verdict == "unrefuted"
    for grade, expected in (("grand-prize", "contradicted"), ("special-award", "unrefuted")):
        rival = record.won("2019", MAPO, grade=grade)
        assert judged("first", claim, own, rival).verdict == expected


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({}, "among whom it is claimed is not said"),
        ({"scope": "among friends"}, "among whom it is claimed is not understood"),
        (
            {"scope": "nationwide", "concerns": None, "matter": "an ordinance on robots"},
            "what it concerns is known in words only",
        ),
        (
            {"scope": "nationwide", "concerns": "metric/jobs-created"},
            "what it concerns is neither an award nor a program",
        ),
        (
            {"scope": "nationwide", "quote": "the first nationwide to win twice"},
            "the claim has conditions that are not on record as facts",
        ),
    ],
)
def test_a_first_that_is_not_understood_is_not_checkable(
    record: Any, judged: Any, columns: dict[str, Any], reason: str
) -> None:
    verdict = judged("first", record.claimed("first", **columns))
    assert (verdict.verdict, verdict.reason) == ("not-checkable", reason)


# Most


def test_a_most_is_contradicted_by_a_greater_value(record: Any, judged: Any) -> None:
    claim = record.claimed("most", scope="in Seoul", concerns="metric/jobs-created")
    own = record.observed("13,342")
    assert judged("most", claim, own).verdict == "unrefuted"
    for value, name, expected in (
        ("13,343", MAPO, "contradicted"),
        ("13,342", MAPO, "unrefuted"),
        ("14,000", BUSAN, "unrefuted"),
        ("0.01 million", MAPO, "unrefuted"),
    ):
        rival = record.observed(value, about=name)
        verdict = judged("most", claim, own, rival)
        assert verdict.verdict == expected, value
    assert "1 government, 1 period." in judged("most", claim, own).working


def test_a_most_of_an_award_is_held_against_the_count_it_claims(record: Any, judged: Any) -> None:
    claim = record.claimed("most", 2, scope="nationwide")
    wins = [record.won(str(year), BUSAN) for year in (2019, 2020, 2021)]
    assert judged("most", claim, *wins[:2]).verdict == "unrefuted"
    verdict = judged("most", claim, *wins)
    assert verdict.verdict == "contradicted"
    assert "Buk-gu has 3" in verdict.working


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"concerns": None, "matter": "bridges"}, "what it concerns is known in words only"),
        ({"concerns": f"program/{GWANAK}.x"}, "what it concerns is neither an award nor a metric"),
        ({}, "among whom it is claimed is not said"),
        ({"scope": "among friends"}, "among whom it is claimed is not understood"),
        ({"scope": "in Seoul"}, "how many is not said"),
        (
            {"scope": "in Seoul", "concerns": "metric/jobs-created"},
            "the claimant's own value is not on record",
        ),
        (
            {"scope": "in Seoul", "quote": "the most per head in Seoul"},
            "the claim has conditions that are not on record as facts",
        ),
    ],
)
def test_a_most_that_is_not_understood_is_not_checkable(
    record: Any, judged: Any, columns: dict[str, Any], reason: str
) -> None:
    verdict = judged("most", record.claimed("most", **columns))
    assert (verdict.verdict, verdict.reason) == ("not-checkable", reason)


# Ranks


def test_a_rank_is_contradicted_if_another_has_it(record: Any, judge: Judge) -> None:
    claims = [record.claimed("rank", 3, name, scope="nationwide") for name in (GWANAK, BUSAN)]
    (alone,) = judge("rank", record.source("a", claims[0]), with_authority=True)
    both = judge("rank", record.source("a", *claims), with_authority=True)
    assert alone.verdict == "unrefuted"
    assert [v.verdict for v in both] == ["contradicted", "contradicted"]
    assert "so is Gwanak-gu" in both[0].working


def test_a_rank_beyond_the_number_of_the_ranked_is_contradicted(record: Any, judged: Any) -> None:
    verdict = judged("rank", record.claimed("rank", 26, of=Decimal(25), concerns=None, matter="x"))
    assert verdict.verdict == "contradicted"
    assert "only 25 were ranked" in verdict.working


def test_a_rank_for_which_the_values_leave_no_room_is_contradicted(
    record: Any, judged: Any
) -> None:
    claim = record.claimed("rank", 1, scope="in Seoul", concerns="metric/jobs-created")
    own = record.observed("500")
    more, fewer = record.observed("600", about=MAPO), record.observed("400", about="kr-seoul-jung-gu")  # fmt: skip
    assert judged("rank", claim, own, more).verdict == "unrefuted"
    assert judged("rank", claim, own, fewer).verdict == "unrefuted"
    verdict = judged("rank", claim, own, more, fewer)
    assert verdict.verdict == "contradicted"
    assert "1 have a greater value and 1 a smaller one" in verdict.working


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"value": None}, "the rank is not on record"),
        ({"concerns": None, "matter": "bridges"}, "what was ranked is known in words only"),
        ({}, "among whom it is claimed is not said"),
        ({"scope": "among friends"}, "among whom it is claimed is not understood"),
    ],
)
def test_a_rank_that_is_not_understood_is_not_checkable(
    record: Any, judged: Any, columns: dict[str, Any], reason: str
) -> None:
    verdict = judged("rank", record.claimed("rank", **{"value": 3, **columns}))
    assert (verdict.verdict, verdict.reason) == ("not-checkable", reason)
