import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.tables.periods import to_period, year_in


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021", "2021"), ("2021년", "2021"), ("2021년도", "2021"), ("2022-07", "2022-07"),
        ("2022.7.", "2022-07"), ("2022년 7월", "2022-07"), ("202207", "2022-07"),
        ("2022.07.21", "2022-07-21"), ("20220721", "2022-07-21"), ("2022. 7. 21.", "2022-07-21"),
        ("2022년 7월 21일", "2022-07-21"), ("2022Q1", "2022-01/2022-03"), ("Q3 2021", "2021-07/2021-09"),
        ("2022년 1/4분기", "2022-01/2022-03"), ("2022년 하반기", "2022-07/2022-12"),
        ("2018~2022", "2018/2022"), ("2018–2022", "2018/2022"),
    ],
)  # fmt: skip
def test_a_period_is_read_as_tables_print_it(text: str, period: str) -> None:
    assert to_period(text) == period


@pytest.mark.parametrize(
    "text", ["", "제12회", "2022-13", "2022.2.30", "9656", "2022~2018", "21년", "2022년 5분기"]
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert to_period(text) is None


def test_a_year_is_found_in_a_header_that_has_one() -> None:
    assert year_in("2021년 목표(건)") == "2021"
    assert year_in("2020년 대비 2021년") is None
    assert year_in("목표 12,021") is None


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_periods(text: str) -> None:
    assert to_period(text) is None or text.strip()
