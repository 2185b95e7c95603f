"""Numbers as tables print them: in a cell, with the unit of its header.

A cell of a table is quoted as "header: value", a row as its cells with " | " between them. A header
may say what its numbers are counted in, in brackets or after "단위": under "예산 (단위: 천원)" a cell
"1,234" stands for 1,234,000. The same grammar reads a table and parses its quotes back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from trackrecord.reading.korean.numerals import korean_numerals
from trackrecord.reading.numerals import Numeral, numerals

_BETWEEN = " | "
_UNDER = " / "  # between the parts of a header of several rows
_KOREAN_SCALES = {
    "십": 10, "백": 10**2, "천": 10**3, "만": 10**4, "십만": 10**5, "백만": 10**6, "천만": 10**7,
    "억": 10**8, "십억": 10**9, "백억": 10**10, "천억": 10**11, "조": 10**12,
}  # fmt: skip
_ENGLISH_SCALES = {
    "thousand": 10**3, "thousands": 10**3, "thous": 10**3, "'000": 10**3, "000": 10**3, "000s": 10**3,
    "'000s": 10**3, "million": 10**6, "millions": 10**6, "mil": 10**6, "mln": 10**6, "mn": 10**6,
    "billion": 10**9, "billions": 10**9, "bln": 10**9, "bn": 10**9,
}  # fmt: skip
#: Letters that scale the currency they stand beside, and are something else by themselves.
_LETTERS = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
}
_MONEY = r"(?P<{0}>[₩￦$€£]|KRW|USD|EUR|GBP)"
#: Korean counters and units that may follow a scale in a header or a number in a cell.
COUNTERS = frozenset(
    "원 달러 불 명 인 개 개소 개사 건 호 톤 대 가구 세대 곳 점 위 회 권 년 년도 주 그루 병상 마리 두 본 부 석 평 "
    "필지 시간 개월 ㎡ ㎢ ㎥ ㎞ km ha t 포인트 퍼센트".split()
)
_SCALED = re.compile(
    "(" + "|".join(sorted(_KOREAN_SCALES, key=len, reverse=True)) + r")\s?(.*)", re.DOTALL
)
#: What may follow a Korean scale in a header and is no Korean word that begins like one: "천kWh", "만 TEU".
_FOREIGN_UNIT = re.compile(r"[A-Za-z㎀-㏟][\w㎀-㏟³²·%]*")
_TENS = r"(?P<power>10+|1,000(?:,000)*)"
_POWER = re.compile(rf"{_TENS}\s?(?P<unit>\D.*)?", re.DOTALL)
_PRICED = re.compile(rf"{_MONEY.format('before')}\s?{_TENS}")
_LEAST_SCALE = 1000
_SCALED_MONEY = re.compile(
    rf"{_MONEY.format('before')}\s?(?P<scale>[A-Za-z]+)\.?|(?P<letters>[A-Za-z]+)\s?{_MONEY.format('after')}"
)
_SEPARATOR = re.compile(r"(?<!\d),|,(?!\d{3})|[·;]")  # of units, and not of thousands: "1,000원, %"
_MARKED = re.compile(r"(?:단위\s*[:：]?|\bunits?\s*[:：])\s*([^()\[\]<>]+)", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_NO_MARGIN = Decimal(0)
_PLAIN = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
_ORDINAL = re.compile(r"(?:제\s?)?(?P<place>\d{1,4})\s?(?:회|기|대|차|st|nd|rd|th)?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:\s*(?:[*†‡※]+|[¹²³⁰-⁹]+[)⁾]?|주\s?\d*\)|\[\d+\])|\s+\d\))+$")
_NEGATIVE = re.compile(r"[-−–△]\s?(?=[\d₩￦$€£])|\((?=[\d₩￦$€£][^()]*\)$)")
_CURRENCY = re.compile(r"^[₩￦$€£]\s?")
_WORD = re.compile(r"[A-Za-z]{2,}")
#: Full-width digits and signs, as Korean word processors write them → those of ASCII.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
#: English words after a number that say it is not exact, not so, or part of a date.
_INEXACT = frozenset(
    "or over plus about approx up down less more fewer under above below than minus not no to of in out "
    "january february march april may june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class HeaderUnit:
    """A unit that a header states: as printed, its name without a scale, and the scale.

    `is_marked` where the header says that it is a unit; else it stands in brackets and may be
    anything.
    """

    printed: str
    name: str
    factor: int
    is_marked: bool


def header_units(header: str) -> list[HeaderUnit]:
    """The units that a header or caption states, left to right.

    >>> [(unit.name, unit.factor) for unit in header_units("예산 (단위: 백만원, %)")]
    [('원', 1000000), ('%', 1)]
    >>> [(unit.name, unit.factor) for unit in header_units("Budget (KRW million)")]
    [('KRW', 1000000)]
    """
    marked = [
        part.strip()
        for match in _MARKED.finditer(header)
        for part in _SEPARATOR.split(match[1])
        if part.strip()
    ]
    if marked:
        return [replace(unit_of(part), is_marked=True) for part in marked]
    bracketed = [_in_brackets(match[1].strip()) for match in _BRACKETED.finditer(header)]
    under = unit_of(header.rpartition(_UNDER)[2].strip())
    is_row_of_units = _UNDER in header and under.name and under.factor > 1
    return [under] if is_row_of_units and not bracketed else bracketed


def _in_brackets(printed: str) -> HeaderUnit:
    """The unit in brackets that may hold anything: "(1,000명)" is a scale, "(100명)" and "(10)" are none."""
    unit = unit_of(printed)
    is_scale = not printed[:1].isdigit() or (bool(unit.name) and unit.factor >= _LEAST_SCALE)
    return unit if is_scale else HeaderUnit(printed, printed, 1, is_marked=False)


def unit_of(printed: str) -> HeaderUnit:
    """The unit that some words name, with its scale: "천명", "백만원", "thousand persons".

    >>> unit_of("천원")
    HeaderUnit(printed='천원', name='원', factor=1000, is_marked=False)
    """
    name, factor = _name_and_factor(printed)
    power = _POWER.fullmatch(printed)
    priced = _PRICED.fullmatch(printed)
    if priced:
        return HeaderUnit(printed, priced["before"], int(priced["power"].replace(",", "")), False)
    if power:
        name, more = _name_and_factor(power["unit"] or "")
        if not name or more > 1 or name in COUNTERS or _WORD.match(name):
            return HeaderUnit(printed, name, int(power["power"].replace(",", "")) * more, False)
        name, factor = printed, 1
    return HeaderUnit(printed, name, factor, is_marked=False)


def _name_and_factor(printed: str) -> tuple[str, int]:
    """The name of a unit without the words for its scale, and the scale."""
    scaled = _SCALED.fullmatch(printed)
    if scaled and (not scaled[2] or _is_counted(scaled[2])):
        return scaled[2], _KOREAN_SCALES[scaled[1]]
    money = _SCALED_MONEY.fullmatch(printed)
    if money:
        scale = _LETTERS.get((money["scale"] or money["letters"]).lower())
        if scale is not None:
            return money["before"] or money["after"], scale
    words = [word.strip(".,") for word in printed.split()]
    scales = [word for word in words if word.lower() in _ENGLISH_SCALES]
    if len(scales) != 1:
        return printed, 1
    rest = [word for word in words if word not in scales and word.lower() not in ("in", "of")]
    return " ".join(rest), _ENGLISH_SCALES[scales[0].lower()]


def _is_counted(unit: str) -> bool:
    """Whether what follows a Korean scale is a unit: "원", "원/월", "kWh"; "천" also begins words."""
    return unit.split("/")[0].strip() in COUNTERS or _FOREIGN_UNIT.fullmatch(unit) is not None


@lru_cache(maxsize=4096)
def cell_numeral(text: str, factor: int = 1) -> Numeral | None:
    """The number that a cell holds and nothing else, times the scale of its header, with its sign.

    Thousands separators, a sign (also △ and accounting brackets), a currency sign, a counter or unit
    after the number and footnote marks are part of how a cell is printed. None where there is more
    to it: "about 5", "5 to 7", "▲5", which stands for a rise in some tables and a fall in others.

    >>> [str(cell_numeral(text).value) for text in ("13,342", "△1.5", "(1,200)", "3억 2,000만원", "55명 1)")]
    ['13342', '-1.5', '-1200', '320000000', '55']
    """
    plain = _PLAIN.fullmatch(text)
    if plain:
        return _scaled(plain, text, factor)
    if not text.isascii() and (half := text.translate(_HALF_WIDTH)) != text:
        found = cell_numeral(half, factor)
        return found and replace(found, printed=text.strip())
    return _adorned(text.strip(), factor)


def cell_ordinal(text: str) -> Numeral | None:
    """The place in a row of things that a cell holds: 12 of "제12회", "12th" or "12"."""
    found = _ORDINAL.fullmatch(text.strip())
    if found is None:
        return None
    return Numeral(0, len(text), Decimal(found["place"]), text, _NO_MARGIN)


def told(header: str, value: str) -> str:
    """A cell as it is quoted: its header and its text."""
    return f"{header}: {value}"


def told_row(cells: Sequence[str]) -> str:
    """A row as it is quoted: its cells as they are quoted."""
    return _BETWEEN.join(cells)


@lru_cache(maxsize=256)
def numeral_told(number: Decimal, quote: str) -> Numeral | None:
    """The numeral of a quoted cell, or of one in a quoted row, that says a number."""
    for cell in quote.split(_BETWEEN):
        header, _, value = cell.rpartition(": ")
        for factor in _factors(header):
            numeral = cell_numeral(value, factor) or cell_ordinal(value)
            if numeral is not None and numeral.value == number:
                return numeral
    return None


@lru_cache(maxsize=4096)
def _factors(header: str) -> tuple[int, ...]:
    """The scales that the numbers under a header may be in; 1 where it states none."""
    units = header_units(header)
    return tuple(sorted({u.factor for u in units if u.factor > 1 or u.is_marked} or {1}))


def _scaled(plain: re.Match[str], printed: str, factor: int) -> Numeral:
    sign, whole, decimals = plain.groups()
    if decimals is None:
        value = Decimal(sign + whole.replace(",", "")) + 0  # no "-0"
        if factor == 1:
            return Numeral(0, len(printed), value, printed, _NO_MARGIN)
        value, margin = value * factor, Decimal(factor) / 2
        return Numeral(0, len(printed), value, printed, margin)
    value = Decimal(f"{sign}{whole.replace(',', '')}.{decimals}") * factor + 0
    integral = value.to_integral_value()
    # Digits past the 15th are those of a binary fraction, as programs write it: 138.20000000000002.
    sure = min(len(decimals), max(15 - len(whole.replace(",", "").lstrip("0")), 0))
    margin = Decimal(factor) / (2 * Decimal(10) ** sure)
    return Numeral(0, len(printed), integral if value == integral else value, printed, margin)


def _adorned(text: str, factor: int) -> Numeral | None:
    """The number of a cell that has more than digits in it."""
    bare = _FOOTNOTE.sub("", text)
    negative = _NEGATIVE.match(bare)
    if negative:
        bare = bare[negative.end() :]
        bare = bare.removesuffix(")") if negative[0] == "(" else bare
    bare = _CURRENCY.sub("", bare.removeprefix("+")).strip()
    plain = _PLAIN.match(bare)
    if plain is None or plain[1]:
        return None
    if _is_unit(bare[plain.end() :].strip()):
        found: Numeral | None = _scaled(plain, plain[0], factor)
    else:
        found = _in_words(bare) if factor == 1 else None
    if found is None:
        return None
    value = -found.value if negative else found.value
    return Numeral(0, len(text), value, text if negative else found.printed, found.margin)


def _in_words(text: str) -> Numeral | None:
    """The one number of a cell that prints a scale itself: "3억 2,000만원", "55 million KRW"."""
    for found in (list(korean_numerals(text)), list(numerals(text))):
        if len(found) == 1 and found[0].start == 0 and _is_unit(text[found[0].end :].strip()):
            return found[0]
    return None


def _is_unit(rest: str) -> bool:
    """Whether what follows a number in a cell is nothing, a unit or a counter."""
    if not rest or rest in COUNTERS or rest in ("%", "%p", "원정"):
        return True
    words = rest.split()
    return len(words) <= 2 and all(
        _WORD.fullmatch(word)
        and word.lower() not in _INEXACT
        and word.lower() not in _ENGLISH_SCALES
        for word in words
    )
