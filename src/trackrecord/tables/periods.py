"""Periods as tables print them → ISO 8601 text: years, months, days, quarters, halves, ranges of years."""

import re
from datetime import date

_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:년도?)?",
        rf"{_YEAR}(?:[-./]|년 ?)(?P<month>\d{{1,2}})(?:월|\.)?",
        rf"{_YEAR}(?:[-./]|년 ?|\. )(?P<month>\d{{1,2}})(?:[-./]|월 ?|\. )(?P<day>\d{{1,2}})(?:일|\.)?",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)?",
        rf"{_YEAR}(?:년)?[ -]?(?:Q(?P<q>[1-4])|(?P<quarter>[1-4])(?:/4)? ?분기)",
        rf"Q(?P<q>[1-4])[ /]?{_YEAR}",
        rf"{_YEAR}(?:년)? ?(?:(?P<half>[상하])반기|H(?P<h>[12]))",
        rf"{_YEAR}(?:년도?)? ?[~–/-] ?(?P<last>(?:1[89]|20)\d\d)(?:년도?)?",
    )
)


#: An interval as ISO 8601 writes it, which is how the others come out.
_INTERVAL = re.compile(r"((?:1[89]|20)\d\d-(?:0[1-9]|1[0-2]))/((?:1[89]|20)\d\d-(?:0[1-9]|1[0-2]))")
#: What may not stand on either side of a period within a text, for there would be more to it.
_WITHIN = tuple(
    re.compile(rf"(?<![\w.,])(?:{form.pattern})(?![\dA-Za-z]|\s?[~–/.-]\s?\d)", re.IGNORECASE)
    for form in _FORMS
)


def to_period(text: str) -> str | None:
    """The year, month, day or interval that a text is and nothing else; None if it is none.

    >>> [to_period(text) for text in ("2021년", "2022. 7. 21.", "2022년 1분기", "2018~2022", "제1회")]
    ['2021', '2022-07-21', '2022-01/2022-03', '2018/2022', None]
    """
    interval = _INTERVAL.fullmatch(text.strip())
    if interval and interval[1] < interval[2]:
        return interval[0]
    for form in _FORMS:
        match = form.fullmatch(text.strip())
        if match:
            return _period({name: part for name, part in match.groupdict().items() if part})
    return None


def period_in(text: str) -> str | None:
    """The one period that a header has in it, as it is printed; None if there is none or several.

    >>> period_in("2022년 상반기 실적(개)"), period_in("2018~2022년 목표"), period_in("2021/22")
    ('2022년 상반기', '2018~2022년', None)
    """
    found = [match for form in _WITHIN for match in form.finditer(text) if to_period(match[0])]
    longest = max(found, key=lambda match: len(match[0]), default=None)
    if longest is None:
        return None
    within = range(longest.start(), longest.end())
    return longest[0].strip() if all(match.start() in within for match in found) else None


def year_in(text: str) -> str | None:
    """The one year that a header has in it: 2021 of "2021년 목표"; None if there is none or several.

    >>> year_in("2021년 목표(건)"), year_in("목표 (2020~2021)")
    ('2021', None)
    """
    found = re.findall(r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d.,]\d|\d)", text)
    return found[0] if len(found) == 1 else None


def _period(part: dict[str, str]) -> str | None:
    year = part["year"]
    if "last" in part:
        return f"{year}/{part['last']}" if part["last"] > year else None
    if quarter := part.get("q") or part.get("quarter"):
        last = int(quarter) * 3
        return f"{year}-{last - 2:02}/{year}-{last:02}"
    if half := part.get("half") or part.get("h"):
        return f"{year}-01/{year}-06" if half in "상1" else f"{year}-07/{year}-12"
    numbers = [int(part[name]) for name in ("month", "day") if name in part]
    try:
        date(int(year), *[*numbers, 1, 1][:2])
    except ValueError:
        return None
    return "-".join([year, *(f"{number:02}" for number in numbers)])
