"""The text of a cell → the value of a fact column: a name, a code, a period, a number."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from trackrecord.lexicon import Lexicon, fold
from trackrecord.reading.cells import COUNTERS, HeaderUnit, cell_numeral, cell_ordinal, header_units
from trackrecord.tables.headings import clean
from trackrecord.tables.periods import to_period

#: The code lists that columns take their values from; `type` depends on the kind.
_CODED = {
    "role": "role", "outcome": "outcome", "action": "action", "precision": "precision",
    "frequency": "frequency",
}  # fmt: skip
_PERIODS = ("period", "compared_with", "date")
_YEARS = ("edition", "since")
_GOVERNMENTS = ("about", "recipient", "government", "within")
#: A footnote mark after a name: "관악구*", "관악구 1)", "Gwanak-gu [2]".
_MARK = re.compile(r"\s*(?:[*†‡]+|[¹²³⁰-⁹]+[)⁾]?|(?<=\s)\d\)|주\d*\)|\[\d+\])$")
_AFTER_TOTAL = re.compile(r"(?:[(\[][^()\[\]]*[)\]]|[:：*†‡※]|[¹²³⁰-⁹]+[)⁾]?|주?\d*\))+$")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
#: A name spread out to fill its cell: "중 구", "관 악 구".
_SPREAD = re.compile(r"[가-힣](?: [가-힣])+")


class UnfitError(Exception):
    """A cell does not hold what its column is for; the message says what was expected."""


def parser_of(kind: str, column: str, lexicon: Lexicon) -> Callable[[str], Any]:
    """What reads the cells of a fact column; it raises `UnfitError` for a cell that does not fit."""
    scheme = _CODED.get(column) or ("claim-type" if (kind, column) == ("claim", "type") else None)
    if scheme:
        return lambda text: _code(scheme, text, lexicon)
    if column in _PERIODS:
        return _period
    if column in _YEARS:
        return _year
    if column in ("term", "ordinal"):
        return _place
    if column in ("of", "value"):
        return _number
    if column in _GOVERNMENTS:
        return _government
    if column == "metric":
        return lambda text: _metric(text, lexicon)
    return clean


def known_units(text: str, lexicon: Lexicon) -> list[HeaderUnit]:
    """The units that a header or the name of a metric states; what else is in brackets is none."""
    return [
        unit
        for unit in header_units(text)
        if unit.is_marked
        or unit.factor > 1
        or unit.name in COUNTERS
        or fold(unit.name) in lexicon.units
    ]


def total_of(cell: str) -> str:
    """A cell as the word for a total that it may be: without spaces, marks of notes and brackets.

    >>> total_of("합 계(A)"), total_of("소계 1)"), total_of("Total:")
    ('합계', '소계', 'Total')
    """
    word = "".join(cell.split())
    return word if word[-1:].isalnum() else _AFTER_TOTAL.sub("", word)


def header_words(lexicon: Lexicon, concept: str) -> tuple[str, ...]:
    """The words that stand for something in the headers of tables, folded, in every language."""
    return tuple(
        fold(word)
        for language in ("en", "ko")
        for word in lexicon.nouns("header", concept, language)
    )


def role_words(lexicon: Lexicon) -> Mapping[str, str]:
    """The words of tables for the roles of a number, folded → role."""
    return {
        fold(word): role
        for role in lexicon.concepts("role")
        for word in (role, *_preferred(lexicon, "role", role), *header_words(lexicon, role))
    }


def _preferred(lexicon: Lexicon, scheme: str, concept: str) -> tuple[str, ...]:
    return tuple(
        word for language in ("en", "ko") for word in lexicon.words(scheme, concept, language)[:1]
    )


def _code(scheme: str, text: str, lexicon: Lexicon) -> str:
    folded = fold(clean(text))
    if scheme == "role" and (role := role_words(lexicon).get(folded)):
        return role
    for code in lexicon.concepts(scheme):
        words = (*lexicon.words(scheme, code), *lexicon.words(scheme, code, "ko"))
        if folded == code or folded in map(fold, words):
            return code
    raise UnfitError(f"{text!r} is no {scheme}; there are {', '.join(lexicon.concepts(scheme))}")


def _period(text: str) -> str:
    period = to_period(clean(text))
    if period is None:
        raise UnfitError(f"{text!r} is no year, month, day, quarter or range of years")
    return period


def _year(text: str) -> str:
    period = to_period(clean(text))
    if period is None or len(period) != 4:
        raise UnfitError(f"{text!r} is no year")
    return period


def _number(text: str) -> Decimal:
    numeral = cell_numeral(text)
    if numeral is None:
        raise UnfitError(f"{text!r} is no number")
    return numeral.value


def _place(text: str) -> int:
    numeral = cell_ordinal(clean(text))
    if numeral is None:
        raise UnfitError(f"{text!r} is no whole number")
    return int(numeral.value)


def _metric(text: str, lexicon: Lexicon) -> str:
    """The name of a metric without the unit that it states in brackets."""
    is_unit = bool(header_units(text)) and header_units(text) == known_units(text, lexicon)
    return clean(_BRACKETS.sub(" ", text) if is_unit else text) or clean(text)


def _government(text: str) -> str:
    name = _MARK.sub("", clean(text))
    return name.replace(" ", "") if _SPREAD.fullmatch(name) else name
