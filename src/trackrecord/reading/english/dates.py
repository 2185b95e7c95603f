"""Dates and periods in English text, resolved to ISO 8601 against the document's date.

Without a document date only dates that name their year are resolved; the rest are found, so that
their numbers are not taken for counts, and left unresolved.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "january february march april may june july august september october november december"
        ).split(),
        start=1,
    )
}
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_COUNTS = "two three four five six seven eight nine ten eleven".split()
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_EDGE = r"(?![\w]|[.,]\d|-\d)"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("days", rf"\b(?:(?:[Ff]rom|[Bb]etween) )?{_MONTH} {_DAY} ?(?:to|and|through|[-–]) ?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?(?:,? {_YEAR})?(?![\w%]|[.,]\d)"),
        ("date", rf"\b{_MONTH} {_DAY},? {_YEAR}{_EDGE}"),
        ("date", rf"(?<![\w.,]){_DAY} (?:of )?{_MONTH},? {_YEAR}{_EDGE}"),
        ("iso", rf"(?<![\w-]){_YEAR}-(?P<number>\d\d)-(?P<day>\d\d){_EDGE}"),
        ("months", rf"\b(?:(?:[Bb]etween|[Ff]rom) )?(?P<month>{'|'.join(name.capitalize() for name in _MONTHS)})(?: (?:and|to|through) |[-–])(?P<until>{'|'.join(name.capitalize() for name in _MONTHS)})(?: period)?(?: (?:of |in )?(?:{_YEAR}|(?P<which>[Ll]ast|[Tt]his|[Nn]ext) year))?(?! \d)"),
        ("month", rf"\b{_MONTH},?(?: of)? {_YEAR}{_EDGE}"),
        ("month-of", rf"\b{_MONTH} (?:of )?(?P<which>[Ll]ast|[Tt]his|[Nn]ext) year\b"),
        ("last-month", rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) {_MONTH}\b"),
        ("day", rf"\b{_MONTH} {_DAY}(?:st|nd|rd|th)?\b(?! (?:per|%))"),
        ("day", rf"(?<![\w.,]){_DAY} {_MONTH}\b"),
        ("days-of-month", r"\b[Ff]rom the (?P<day>[0-3]?\d)(?:st|nd|rd|th) to the (?P<last>[0-3]?\d)(?:st|nd|rd|th)(?P<over> of (?:next|last) month)?(?! of [A-Z])(?! (?:floors?|grades?|rounds?|stages?|basement|place)\b)"),
        ("relative-month", r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) month\b"),
        ("range", r"(?<![\w.,-])(?P<from>(?:19|20)\d\d)(?: ?[-–~] ?| to | and )(?P<to>(?:19|20)\d\d)" + _EDGE),
        ("span", r"(?<![\w.,-])(?P<from>(?:19|20)\d\d)[/–-](?P<short>\d\d)(?![\d/–-])"),
        ("duration", r"\b(?:for|over|in|during|within)? ?(?:the )?(?:past|last|next|coming|recent) [\w-]+ (?:years|months|weeks|days)\b"),
        ("duration", r"\b(?:for|over|during|within) (?:[a-z]+|\d+) (?:years|months|weeks|days)\b(?! (?:in a row|running|straight|in succession|in a line))"),
        ("half", rf"\b(?:in )?the (?P<half>first|second) half of (?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext) year|{_YEAR}{_EDGE})"),
        ("quarter", rf"\b(?:in )?the (?P<quarter>first|second|third|fourth) quarter of (?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext) year|{_YEAR}{_EDGE})"),
        ("first-months", rf"\b(?:[Ii]n )?the first (?P<months>\d{{1,2}}|{'|'.join(_COUNTS)}) months of (?:the year|(?P<which>[Ll]ast|[Tt]his) year|{_YEAR}{_EDGE})"),
        ("bare-quarter", r"\b(?:[Ii]n )?(?:the )?(?P<quarter>first|second|third|fourth) quarter\b(?! of)"),
        ("bare-half", r"\b(?:[Ii]n )?the (?P<half>first|second) half\b(?! of (?!the year))(?: of the year)?|\b(?:[Ii]n )?the (?P<six>first) six months(?: of the year)?"),
        ("in-month", rf"\b(?:[Aa]s of|(?:[Aa]t|[Bb]y|to|until|[Ff]rom|[Ss]ince|[Aa]s of) the (?:end|close|start|beginning) of) {_MONTH}\b(?! \d)"),
        ("year", rf"\b(?:fiscal year|fiscal|FY|calendar year) ?{_YEAR}{_EDGE}(?!-\d)"),
        ("short-year", r"\bFY ?[’']?(?P<digits>\d\d)\b(?![-–/]\d)"),
        ("year", rf"(?<![\w.,$€£₩-]){_YEAR}{_EDGE}(?!-)(?! ?%)"),
        ("relative-year", r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?:fiscal |financial )?year\b|\bthe current (?:fiscal |financial )?year\b"),
        ("season", r"\b[Tt]his (?:spring|summer|autumn|fall|winter)\b"),
        ("previous-year", r"\b(?:the )?(?:previous|preceding|prior) (?:fiscal )?year\b|\b(?:a|one) year (?:earlier|ago|before)\b|\bthe year before\b|\b(?:year-)?on-year\b|\byear[- ]over[- ]year\b"),
        ("in-month", rf"\b[Ii]n (?:early |mid-|late )?{_MONTH}\b(?! \d)"),
        ("weekday", r"\b(?:[Oo]n |[Ll]ast )?(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?: (?:morning|afternoon|evening|night))?\b"),
        ("of-month", r"\b[Oo]n the (?P<day>[0-3]?\d)(?:st|nd|rd|th)(?=[,.;)’'\"”]|$| (?:at|in|by|for|and|to|that|of this month)\b)"),
    )
)  # fmt: skip
_YEAR_DIGITS = 4
#: The clause of a plan before a day; what was already done on one.
_PLANNED = re.compile(
    r"\b(?:will|plans? to|(?:is|are) (?:set|scheduled|expected|due) to)\b(?:[^.;]|\.(?=[’'\"”]))*$"
)
_PAST_EVENT = re.compile(
    r"\b(?:announced|said|held|signed|won|received|opened|selected|revealed|stated|hosted|launched)(?: [\w ]{0,30})?$"
)
_FROM = re.compile(r"\b(?:[Ff]rom|[Bb]etween) $")
_TO = re.compile(r",? (?:to|through|until|till|and) (?P<end>the end of )?")


@dataclass(frozen=True, slots=True)
class When:
    """A date or period in a text; `value` is ISO 8601, or None where it cannot be resolved.

    `relation` is "previous" for "the previous year", which is relative to the period in focus, and
    "weekday" for the day of an event, which is never the period of a figure.
    """

    start: int
    end: int
    value: str | None
    relation: str | None = None


def dates(text: str, issued: date | None, looks_ahead: bool = False) -> Iterator[When]:
    """The dates and periods of a text, left to right, none inside another.

    A month named without a year is the latest one before `issued`; if the text looks ahead, a later
    month of the same year is that of the same year.
    """
    taken: list[When] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= when.start or match.start() >= when.end for when in taken):
                taken.append(_resolved(name, match, issued, looks_ahead))
    yield from _joined(text, sorted(taken, key=lambda when: when.start))


def _joined(text: str, whens: list[When]) -> Iterator[When]:
    """Dates with each that reach from one to the next as one period: "from July 2018 to May 2022"."""
    last: When | None = None
    for when in whens:
        if last and (period := _reach(text, last, when)):
            last = period
            continue
        if last:
            yield last
        last = when
    if last:
        yield last


def _reach(text: str, first: When, last: When) -> When | None:
    begins = _FROM.search(text, max(0, first.start - len("between ")), first.start)
    to = _TO.fullmatch(text, first.end, last.start)
    if not (begins and to and first.value and last.value) or first.relation or last.relation:
        return None
    if "/" in first.value + last.value or first.value[: len(last.value)] > last.value:
        return None
    is_year = len(last.value) == _YEAR_DIGITS < len(first.value)
    end = f"{last.value}-12" if to["end"] and is_year else last.value
    return When(begins.start(), last.end, f"{first.value}/{end}")


def _resolved(name: str, match: re.Match[str], issued: date | None, ahead: bool) -> When:
    start, end = match.span()
    relation = {"previous-year": "previous", "duration": "duration", "weekday": "weekday"}.get(name)
    return When(start, end, _value(name, match, issued, ahead), relation)


def _value(name: str, match: re.Match[str], issued: date | None, ahead: bool) -> str | None:
    part = match.groupdict()
    month = _month(part["month"]) if part.get("month") else None
    if name == "year":
        return part["year"]
    if name == "short-year":
        return f"20{part['digits']}"
    if name == "range":
        return f"{part['from']}/{part['to']}" if part["from"] < part["to"] else None
    if name == "span":
        first = int(part["from"])
        return f"{first}/{first + 1}" if int(part["short"]) == (first + 1) % 100 else None
    if name == "iso":
        return _iso(int(part["year"]), int(part["number"]), int(part["day"]))
    if name == "date" and month:
        return _iso(int(part["year"]), month, int(part["day"]))
    if name == "month" and month:
        return f"{part['year']}-{month:02}"
    if issued is None:
        return None
    offset = {"last": -1, "this": 0, "next": 1}.get((part.get("which") or "").lower(), 0)
    if name == "relative-year":
        return str(issued.year + offset)
    if name == "season":
        return str(issued.year)
    if name == "previous-year":
        return str(issued.year - 1)
    if name == "month-of" and month:
        return f"{issued.year + offset}-{month:02}"
    if name in ("in-month", "last-month") and month:
        return f"{_year_of(month, issued, offset, ahead):04}-{month:02}"
    if name == "day" and month:
        return _iso(_year_of(month, issued, 0, ahead), month, int(part["day"]))
    if name == "months" and month:
        until = _month(part["until"])
        named = int(part["year"]) if part["year"] else issued.year + offset
        is_named = part["year"] or part["which"]
        year = named if is_named else _year_of(until, issued, 0, ahead)
        return f"{year}-{month:02}/{year}-{until:02}" if month < until else None
    if name in ("bare-half", "bare-quarter"):
        return _part_of_year(part, issued, ahead)
    if name == "first-months":
        year = int(part["year"]) if part["year"] else issued.year + offset
        told = part["months"] or ""
        months = int(told) if told.isdigit() else _COUNTS.index(told) + 2
        return f"{year}-01/{year}-{months:02}" if 1 < months <= len(_MONTHS) else None
    if name == "days" and month:
        year = int(part["year"]) if part["year"] else _year_of(month, issued, 0, ahead)
        begin, end = _iso(year, month, int(part["day"])), _iso(year, month, int(part["last"]))
        return f"{begin}/{end}" if begin and end and begin < end else None
    if name in ("half", "quarter"):
        year = int(part["year"]) if part["year"] else issued.year + offset
        ordinal = ("first", "second", "third", "fourth").index(part.get("half") or part["quarter"])
        length = 6 if name == "half" else 3
        return f"{year}-{ordinal * length + 1:02}/{year}-{(ordinal + 1) * length:02}"
    if name == "relative-month":
        shifted = issued.year * 12 + issued.month - 1 + offset
        return f"{shifted // 12:04}-{shifted % 12 + 1:02}"
    if name == "weekday":
        ago = (issued.weekday() - _WEEKDAYS.index(part["weekday"])) % len(_WEEKDAYS)
        return (issued - timedelta(days=ago)).isoformat()
    if name == "days-of-month" and part["over"]:
        return None  # from a day of this month or of that one: the words leave it open
    if name == "days-of-month":
        find = _day_of_month if _is_to_come(match, issued) else _day_before
        since, till = (find(int(part[day] or 0), issued) for day in ("day", "last"))
        return f"{since}/{till}" if since and till and since < till else None
    if name == "of-month" and _is_to_come(match, issued):
        return _day_of_month(int(part["day"]), issued)
    if name == "of-month":
        return _day_before(int(part["day"]), issued)
    return None


def _part_of_year(part: dict[str, str | None], issued: date, ahead: bool) -> str:
    """A quarter or half named without its year: the latest that is over, or this year's if ahead."""
    named = part.get("half") or part.get("six") or part.get("quarter") or "first"
    length = 3 if part.get("quarter") else 6
    first = ("first", "second", "third", "fourth").index(named) * length + 1
    year = issued.year - (not ahead and first + length > issued.month + 1)
    return f"{year}-{first:02}/{year}-{first + length - 1:02}"


def _month(name: str) -> int:
    return next(number for full, number in _MONTHS.items() if full.startswith(name.lower()[:3]))


def _year_of(month: int, issued: date, offset: int, ahead: bool) -> int:
    """The year of a month named without one: looking back, a later month was last year's."""
    if ahead and offset == 0:
        return issued.year
    if offset > 0:
        return issued.year + (month <= issued.month)
    return issued.year - (month > issued.month)


def _is_to_come(match: re.Match[str], issued: date) -> bool:
    """Whether "on the 20th" is a later day of the month: that of a plan, and not of its announcement."""
    before = match.string[: match.start()]
    is_planned = _PLANNED.search(before) is not None and not _PAST_EVENT.search(before)
    return is_planned and int(match["day"]) > issued.day


def _day_of_month(day: int, issued: date) -> str | None:
    """That day of the month of publication."""
    return _iso(issued.year, issued.month, day)


def _day_before(day: int, issued: date) -> str | None:
    """ "On the 21st": the latest such day not after the day of publication."""
    year, month = issued.year, issued.month
    if day > issued.day:
        before = issued.replace(day=1) - timedelta(days=1)
        year, month = before.year, before.month
    return _iso(year, month, day)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
