"""Numbers as Korean press text prints them: digits with the scales 천, 만, 억 and 조.

"1억 3,500만", "2만4000", "4만2천847", "3천", "6조": each group is digits, a scale of thousands, and a scale of
ten thousands; groups of falling scale are one number.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from trackrecord.reading.numerals import Numeral

_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}
_GROUP = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL = re.compile(
    rf"(?<![\w.,-])(?:(?:{_GROUP})[십백천]?[만억조](?: ?(?=\d))?)*(?:\d천 ?(?=\d{{1,3}}(?!\d)))?(?:(?:{_GROUP})(?:[십백천]?(?:여 ?(?=[만억조]))?[만억조])?(?:[십백천](?![만억조]))?)"
    r"(?![\d.,]*\d|[십백천만억조]\w*\d)"
)
_PART = re.compile(
    rf"(?P<digits>{_GROUP})(?P<small>[십백천]?)(?:여 ?(?=[만억조]))?(?P<large>[만억조]?)"
)


def korean_numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a Korean text, left to right.

    >>> [str(n.value) for n in korean_numerals("1억 3,500만 원과 2만4000명, 6조")]
    ['135000000', '24000', '6000000000000']
    """
    for match in _NUMERAL.finditer(text):
        total, margin, thousands = Decimal(0), Decimal(0), Decimal(0)
        for part in _PART.finditer(match[0]):
            value, margin = _value(part)
            if part["small"] and not part["large"]:
                thousands += value  # "8천450억": the scale after it is of both
            elif part["large"]:
                total += value + thousands * _LARGE[part["large"]]
                thousands = Decimal(0)
            else:
                total += value
        total += thousands
        whole = total.to_integral_value()
        yield Numeral(
            match.start(), match.end(), whole if total == whole else total, match[0], margin
        )


def korean_ordinals(text: str) -> Iterator[Numeral]:
    """The ordinals of a Korean text, left to right: "제10회"."""
    for match in re.finditer(r"제 ?(?P<number>\d+)(?=회|차|기|대|호)", text):
        number = Decimal(match["number"])
        yield Numeral(match.start(), match.end(), number, match[0], Decimal(0))


def _value(part: re.Match[str]) -> tuple[Decimal, Decimal]:
    """A group's value, and half a unit of its last digit where it is scaled or has decimals."""
    number = Decimal(part["digits"].replace(",", ""))
    factor = _SMALL.get(part["small"], 1) * _LARGE.get(part["large"], 1)
    decimals = -int(number.as_tuple().exponent)
    coarse = factor > 1 or decimals > 0
    unit = Decimal(factor) / (Decimal(10) ** decimals)
    return number * factor, unit / 2 if coarse else Decimal(0)
