from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.reading.cells import cell_numeral, header_units, numeral_told, told, unit_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13342", "13342"), ("13,342", "13342"), ("138.2", "138.2"), ("0.98", "0.98"), ("-5", "-5"),
        ("△1,234", "-1234"), ("−7", "-7"), ("(1,200)", "-1200"), ("+3", "3"), ("138.2%", "138.2"),
        ("1,200명", "1200"), ("₩1,000", "1000"), ("$5", "5"), ("3억 2,000만원", "320000000"),
        ("55 million KRW", "55000000"), ("13,342 jobs", "13342"), ("2012년", "2012"), ("-0", "0"),
        ("１３，３４２", "13342"), ("－５", "-5"), ("５．５％", "5.5"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_tables_print_it(text: str, value: str) -> None:
    numeral = cell_numeral(text)
    assert numeral is not None
    assert str(numeral.value) == value


@pytest.mark.parametrize(
    "text", ["1,234*", "1,234 1)", "1,234 주1)", "1,234¹⁾", "1,234[2]", "1,234 †"]
)
def test_a_footnote_mark_is_no_part_of_a_number(text: str) -> None:
    numeral = cell_numeral(text)
    assert numeral is not None
    assert (numeral.value, numeral.printed) == (1234, "1,234")


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "n/a", "5 to 7", "약 1,200명", "1,000여명", "1,000명 이상", "1,000 or more", "1,2341)",
        "1,23", "▲5", "p1,234", "#REF!", "2021-07", "55 million and 3", "12.5.3", "--5", "5 less",
        "5 jobs less", "12 July", "3 of 5", "5 not known",
    ],
)  # fmt: skip
def test_a_cell_that_says_more_or_less_than_a_number_is_none(text: str) -> None:
    assert cell_numeral(text) is None


@pytest.mark.parametrize(
    ("header", "name", "factor"),
    [
        ("예산(천원)", "원", 1000),
        ("예산 (단위: 백만원)", "원", 10**6),
        ("단위 : 억원", "원", 10**8),
        ("인구[천명]", "명", 1000),
        ("Budget (KRW million)", "KRW", 10**6),
        ("Budget (in thousands)", "", 1000),
        ("Unit: thousand persons", "persons", 1000),
        ("달성률(%)", "%", 1),
        ("예산 (단위: 1,000원)", "원", 1000),
        ("예산(1000원)", "원", 1000),
        ("단위: 10억원", "원", 10**9),
        ("예산(천원/월)", "원/월", 1000),
        ("발전량(천kWh)", "kWh", 1000),
        ("가축(단위: 천마리)", "마리", 1000),
        ("Budget (1,000 won)", "won", 1000),
        ("Budget (₩m)", "₩", 10**6),
        ("Budget (KRW M)", "KRW", 10**6),
        ("Unit: KRW 1,000", "KRW", 1000),
        ("Population ('000 persons)", "persons", 1000),
        ("Length (m)", "m", 1),
        ("2021년 예산 / 천원", "원", 1000),
        ("2021년 예산 / (백만원)", "원", 10**6),
        ("목표(10)", "10", 1),
        ("정원(100명)", "100명", 1),
        ("연령(만 19세)", "만 19세", 1),
        ("비율(1,000명당)", "1,000명당", 1),
    ],
)
def test_a_header_says_what_its_numbers_are_counted_in(header: str, name: str, factor: int) -> None:
    (unit,) = header_units(header)
    assert (unit.name, unit.factor) == (name, factor)


@pytest.mark.parametrize(
    "header",
    [
        "housing units supplied",
        "단계별 실적",
        "만족도",
        "천안시",
        "조례",
        "행정 / 조",
        "2021년 / 실적",
    ],
)
def test_a_header_without_a_unit_states_none(header: str) -> None:
    assert header_units(header) == []


@pytest.mark.parametrize("words", ["만족도", "천안시", "조례", "백석동"])
def test_a_word_that_begins_like_a_scale_is_none(words: str) -> None:
    assert unit_of(words).factor == 1


def test_a_scale_in_the_header_multiplies_the_cell_and_widens_its_margin() -> None:
    numeral = numeral_told(Decimal(1_234_000), "예산 (단위: 천원): 1,234")
    assert numeral is not None
    assert (numeral.printed, numeral.margin) == ("1,234", 500)
    assert numeral_told(Decimal(1234), "예산 (단위: 천원): 1,234") is None


def test_a_cell_that_prints_a_scale_under_one_is_not_read() -> None:
    assert cell_numeral("5억", 1000) is None


def test_a_number_of_a_row_is_found_in_the_cell_it_stands_in() -> None:
    row = "연도: 2022 | 수상기관: 관악구 | 시상금(천원): 55,000"
    assert numeral_told(Decimal(55_000_000), row) is not None
    assert numeral_told(Decimal(55_000), row) is None
    assert numeral_told(Decimal(2022), row) is not None


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from([1, 1000, 10**6]))
def test_every_number_is_parsed_back_from_how_it_is_printed(number: Decimal, factor: int) -> None:
    header = {1: "값", 1000: "값(천원)", 10**6: "값(백만원)"}[factor]
    numeral = numeral_told(number * factor, told(header, f"{number:,}"))
    assert numeral is not None
    assert numeral.value == number * factor


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_a_cell(text: str) -> None:
    numeral = cell_numeral(text)
    assert numeral is None or any(character.isdigit() for character in text)
    header_units(text)


def test_a_number_in_full_width_digits_is_quoted_as_it_is_printed() -> None:
    numeral = cell_numeral("１，２３４ 1)")
    assert numeral is not None
    assert numeral.printed == "１，２３４ 1)"


def test_the_last_digits_of_a_binary_fraction_are_not_taken_for_precise() -> None:
    printed, computed = cell_numeral("138.17315658657832"), Decimal(13342) / Decimal(9656) * 100
    assert printed is not None
    assert abs(printed.value - computed) > Decimal("5e-15")
    assert abs(printed.value - computed) <= printed.margin


def test_a_comma_within_a_number_does_not_part_two_units() -> None:
    units = header_units("(단위: 1,000원, %)")
    assert [(unit.name, unit.factor) for unit in units] == [("원", 1000), ("%", 1)]
