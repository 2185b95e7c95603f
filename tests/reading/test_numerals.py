from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.reading.numerals import numerals, ordinals


def values(text: str) -> list[str]:
    return [str(numeral.value) for numeral in numerals(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13,342 jobs", "13342"),
        ("138.2% of", "138.2"),
        ("55 million won", "55000000"),
        ("1.5 billion", "1500000000"),
        ("2.3 trillion", "2300000000000"),
        ("nine companies", "9"),
        ("twenty-five districts", "25"),
        ("two thousand and ten", "2010"),
        ("three hundred", "300"),
        ("$1.2bn", "1200000000"),
    ],
)
def test_a_number_is_read_in_digits_scales_and_words(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text", ["COVID-19", "the 21st", "2022-07-21", "S5 line", "someone", "tent"]
)
def test_digits_inside_names_dates_and_words_are_not_numbers(text: str) -> None:
    assert values(text) == []


def test_a_scaled_number_is_known_to_half_a_unit_of_its_last_digit() -> None:
    (numeral,) = numerals("47.6 billion")
    assert numeral.margin == Decimal(50_000_000)


def test_a_count_printed_in_full_has_no_margin() -> None:
    (numeral,) = numerals("13,000")
    assert numeral.margin == 0


def test_ordinals_are_read_in_digits_and_words() -> None:
    assert [int(o.value) for o in ordinals("the 12th, third and twentieth")] == [12, 3, 20]


@given(st.integers(min_value=0, max_value=10**12))
def test_any_integer_printed_with_separators_is_read_back(number: int) -> None:
    assert values(f"about {number:,} jobs") == [str(number)]


@given(st.decimals(min_value=0, max_value=10**6, places=1, allow_nan=False))
def test_any_decimal_is_read_back_with_its_margin(number: Decimal) -> None:
    (numeral,) = numerals(f"{number} %")
    assert (numeral.value, numeral.margin) == (number, Decimal("0.05"))


@given(st.text(max_size=200))
def test_numerals_stand_where_they_say(text: str) -> None:
    for numeral in (*numerals(text), *ordinals(text)):
        assert text[numeral.start : numeral.end] == numeral.printed
