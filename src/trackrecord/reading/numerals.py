"""Numbers as press text prints them, in digits and in words.

A `Numeral` keeps the words as printed and how coarse they are: "47.6 billion" is known to within
50 million. The same grammar reads a document and, in `grounding`, parses a quote back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: value for value, word in enumerate(_ONES)} | {
    word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_LETTERS = {"k": "thousand", "m": "million", "b": "billion"}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    "twentieth": 20,
    "thirtieth": 30,
} | {word + "th": value for word, value in _SMALL.items() if word not in ("one", "two", "three")}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE_WORD = r"(?:hundred|thousand|million|billion|trillion|mn|bn|tn)\b"
_SMALL_WORD = "(?:" + "|".join(sorted(_SMALL, key=len, reverse=True)) + r")\b"
#: Letters that scale an amount right after its currency sign: "£14.2m", "$600K".
_SCALE_LETTER = r"(?<=[$€£¥₩])(?P<amount>\d[\d,]*(?:\.\d+)?) ?(?P<letter>[mMkKbB])\b"
_IN_DIGITS = rf"(?P<digits>{_DIGITS})(?P<scale>(?:[ -]?{_SCALE_WORD})*)"
_IN_WORDS = rf"(?P<words>{_SMALL_WORD}(?:(?:[ -]| and )(?:{_SMALL_WORD}|{_SCALE_WORD}))*)"
_NUMERAL = re.compile(
    rf"(?<![\w.,-])(?:{_SCALE_LETTER}|{_IN_DIGITS}(?![\w]|[.,]\d|-\d)|{_IN_WORDS}(?!-[a-z]))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?<![\w-])(?:(?P<digits>\d+)(?:st|nd|rd|th)|(?P<word>"
    + "|".join(sorted(_ORDINALS, key=len, reverse=True))
    + r"))(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: its place, value, the words as printed, and its margin.

    The margin is half a unit of the last printed digit where the number was scaled ("2 billion") or
    has decimals, and 0 for a count printed in full.
    """

    start: int
    end: int
    value: Decimal
    printed: str
    margin: Decimal


def numerals(text: str) -> Iterator[Numeral]:
    """The cardinal numbers of an English text, left to right.

    >>> [str(n.value) for n in numerals("13,342 jobs, 1.5 billion won in nine firms")]
    ['13342', '1500000000', '9']
    """
    for match in _NUMERAL.finditer(text):
        if match["amount"]:
            value, margin = _from_digits(match["amount"], _LETTERS[match["letter"].lower()])
        elif match["digits"]:
            value, margin = _from_digits(match["digits"], match["scale"])
        else:
            value, margin = _from_words(match["words"]), Decimal(0)
        yield Numeral(match.start(), match.end(), value, match[0], margin)


def ordinals(text: str) -> Iterator[Numeral]:
    """The ordinal numbers of an English text ("the 21st", "third"), left to right."""
    for match in _ORDINAL.finditer(text):
        value = int(match["digits"]) if match["digits"] else _ORDINALS[match["word"].lower()]
        yield Numeral(match.start(), match.end(), Decimal(value), match[0], Decimal(0))


def _from_digits(digits: str, scale: str) -> tuple[Decimal, Decimal]:
    number = Decimal(digits.replace(",", ""))
    factor = 1
    for word in re.split(r"[ -]", scale.strip(" -").lower()):
        factor *= _SCALES.get(word, 1)
    decimals = -int(number.as_tuple().exponent)
    coarse = factor > 1 or decimals > 0
    unit = Decimal(factor) / (Decimal(10) ** decimals)
    value = number * factor
    whole = value.to_integral_value()
    return whole if value == whole else value, unit / 2 if coarse else Decimal(0)


def _from_words(words: str) -> Decimal:
    """The value of "two thousand and forty-five"; scales multiply what stands before them."""
    total = current = 0
    for word in re.split(r"[ -]", words.lower()):
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current *= 100
        elif word in _SCALES:
            total += current * _SCALES[word]
            current = 0
    return Decimal(total + current)
