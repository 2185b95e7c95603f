"""Templates of workings filled in: numbers written out well, things by their labels.

A template holds `{variable}`; `{variable~margin}`, a computed number rounded to one digit more than
one of that margin was printed with; `{variable:list}`, the words of a text sorted and set apart by
commas; `{variable:sum}`, its numbers with plus signs; `{variable:labels}`, its IRIs by their labels.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from pyoxigraph import Literal, NamedNode

from trackrecord.checks import PLACEHOLDER
from trackrecord.naming import Names
from trackrecord.vocabulary import XSD

Term = NamedNode | Literal
_NUMBERS = {str(XSD.integer), str(XSD.decimal)}
_AMOUNT = re.compile(r"(?P<before>(?:about |at least |at most )?)(?P<number>-?\d+(?:\.\d+)?)(?P<after>(?: \D.*)?)")  # fmt: skip
#: Scales that large round numbers are written with, and the digits that may follow the point.
_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))  # fmt: skip
_FINEST = Decimal("0.001")  # of a scale
_UNKNOWN = "unknown"


def filled(template: str, row: Mapping[str, Term | None], names: Names) -> str:
    """The template with the values of a row in their places."""

    def value(match: re.Match[str]) -> str:
        term = row[match["name"]]
        if term is None:
            return _UNKNOWN
        if match["how"] == "~":
            margin = row[match["filter"]]
            return rounded(Decimal(term.value), Decimal(margin.value) if margin else Decimal(0))
        parts = sorted(set(term.value.split()))
        match match["filter"]:
            case "list":
                return listed(parts)
            case "sum":
                addends = sorted(map(Decimal, term.value.split()), reverse=True)
                return " + ".join(map(number, addends))
            case "labels":
                return ", ".join(sorted({names.label(part) for part in parts})) or "none"
        return shown(term, names)

    return " ".join(PLACEHOLDER.sub(value, template).split())


def listed(parts: Iterable[str]) -> str:
    """Words set apart by commas, runs of years drawn together.

    >>> listed(["2015", "2016", "2017", "2019"])
    '2015–2017, 2019'
    """
    runs: list[list[str]] = []
    for part in parts:
        if runs and part.isdigit() and runs[-1][-1] == str(int(part) - 1):
            runs[-1].append(part)
        else:
            runs.append([part])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs) or "none"


def shown(term: Term, names: Names) -> str:
    """A term in words: a label, a number with separators, or the text as it is."""
    if isinstance(term, NamedNode):
        return names.label(term.value)
    if term.datatype.value in _NUMBERS:
        return number(Decimal(term.value))
    return term.value


def amount(text: str) -> str:
    """A text that is a number with a unit, with the number written out well; any other as it is.

    >>> amount("at least 2000000000 KRW")
    'at least 2 billion KRW'
    >>> amount("since 2012")
    'since 2012'
    """
    found = _AMOUNT.fullmatch(text)
    return found["before"] + number(Decimal(found["number"])) + found["after"] if found else text


def number(value: Decimal) -> str:
    """A number with separators; a large one that is round, in words of its scale.

    >>> number(Decimal("13342")), number(Decimal("138.20")), number(Decimal(47600000000))
    ('13,342', '138.2', '47.6 billion')
    """
    for scale, word in _SCALES:
        scaled = value / scale
        if abs(scaled) >= 1 and scaled % _FINEST == 0:
            return f"{_plain(scaled)} {word}"
    return _plain(value)


def rounded(value: Decimal, margin: Decimal) -> str:
    """A computed number, with one digit more than a number of this margin was printed with.

    >>> rounded(Decimal("105.362918"), Decimal("0.05")), rounded(Decimal("105.362918"), Decimal("0.5"))
    ('105.36', '105.4')
    """
    digits = max(0, -(2 * margin).adjusted()) if margin else 0
    finer = Decimal(1).scaleb(-(digits + 1))
    return f"{value.quantize(finer, ROUND_HALF_UP):,f}"


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
