from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.reading.english.dates import dates

ISSUED = date(2022, 7, 22)


def resolved(text: str, issued: date | None = ISSUED, ahead: bool = False) -> list[str | None]:
    return [when.value for when in dates(text, issued, ahead)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("July 21, 2022", "2022-07-21"),
        ("21 July 2022", "2022-07-21"),
        ("held on the 21st.", "2022-07-21"),
        ("held on the 30th.", "2022-06-30"),
        ("in November last year", "2021-11"),
        ("in January", "2022-01"),
        ("in October", "2021-10"),
        ("last year", "2021"),
        ("this year", "2022"),
        ("fiscal year 2020", "2020"),
        ("March 2021", "2021-03"),
        ("from 2018 to 2022", "2018/2022"),
        ("in 2021", "2021"),
        ("last month", "2022-06"),
    ],
)
def test_a_date_is_resolved_against_the_day_of_publication(text: str, value: str) -> None:
    assert resolved(text) == [value]


def test_a_month_to_come_is_this_years_where_the_text_looks_ahead() -> None:
    assert resolved("in October", ahead=True) == ["2022-10"]


def test_without_a_day_of_publication_only_named_years_are_resolved() -> None:
    assert resolved("in 2021, and on the 21st, last year", issued=None) == ["2021", None, None]


@pytest.mark.parametrize(
    "text", ["2,021 jobs", "the 21st floor", "May we", "on the 8th anniversary"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert resolved(text) == []


@pytest.mark.parametrize(
    "text", ["from the 6th to the 8th of next month", "from the 6th to the 8th of last month"]
)
def test_days_that_may_be_of_two_months_stay_unresolved(text: str) -> None:
    assert resolved(text) == [None]


def test_an_impossible_day_stays_unresolved() -> None:
    assert resolved("February 30, 2022") == [None]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)))
def test_any_day_written_out_is_read_back(day: date) -> None:
    written = f"{day:%B} {day.day}, {day.year}"
    assert resolved(f"held on {written}.") == [day.isoformat()]
