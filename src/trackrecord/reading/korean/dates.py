"""Dates and periods in Korean text, resolved to ISO 8601 against the document's date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = r"(?P<day>\d{1,2})일(?!자리|부터|간|째|까지 )"
#: A day up to which something lasts, where its month is named.
_LAST_DAY = r"(?P<day>\d{1,2})일(?!자리|부터|간|째)"
#: A form's name, literals of which a text must have one for it, and its pattern.
_PATTERNS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (name, tuple(needs.split()), re.compile(pattern))
    for name, needs, pattern in (
        ("date", "년", rf"(?<!\d)(?P<year>(?:19|20)\d\d)년 ?(?P<month>\d{{1,2}})월 ?{_DAY}"),
        ("date", ". -", r"(?<![\d.])(?P<year>(?:19|20)\d\d)[.-] ?(?P<month>\d{1,2})[.-] ?(?P<day>\d{1,2})\.?(?!\d)"),
        ("month", "년", r"(?<!\d)(?P<year>(?:19|20)\d\d)년 ?(?P<month>\d{1,2})월"),
        ("range", "년", r"(?<!\d)(?P<from>(?:19|20)\d\d)년? ?(?:~|∼|-|부터) ?(?P<to>(?:19|20)\d\d)년(?:까지)?"),
        ("same-period", "지난해 작년 전년", r"(?:지난해|작년|전년) ?(?:같은 기간|같은 달|동기|동월)"),
        ("months", "월", r"(?P<which>지난해|작년|올해|금년) ?(?P<from>\d{1,2})월?(?:[~∼-]|부터 )(?P<to>\d{1,2})월(?:까지)?"),
        ("half", "반기", r"(?:(?P<which>지난해|작년|올해|금년|내년)|(?<!\d)(?P<year>(?:19|20)\d\d)년) ?(?P<half>상|하)반기"),
        ("quarter", "분기", r"(?:(?P<which>지난해|작년|올해|올|금년) ?|(?<!\d)(?P<year>(?:19|20)\d\d)년 ?)?(?P<quarter>[1-4])/?4?분기"),
        ("bare-half", "반기", r"(?:올 ?|이번 ?)?(?P<half>상|하)반기"),
        ("relative-month", "월", r"(?P<which>지난해|작년|올해|올|내년) ?(?P<month>\d{1,2})월"),
        ("days", "일부터", r"(?P<ahead>오는 )?(?:지난 )?(?:(?P<which>지난달|이달|내달) ?|(?P<month>\d{1,2})월 ?)?(?<!\d)(?P<day>\d{1,2})일부터 (?:(?P<which2>지난달|이달|내달) ?|(?P<month2>\d{1,2})월 ?)?(?P<day2>\d{1,2})일까지"),
        ("month-day", "월", rf"(?P<ahead>오는 )?(?:지난 )?(?<!\d)(?P<month>\d{{1,2}})월 ?{_DAY}"),
        ("past-month", "지난", r"지난 (?P<month>\d{1,2})월"),
        ("ahead-month", "오는", r"오는 (?P<month>\d{1,2})월"),
        ("day-of-month", "달", rf"(?P<which>지난달|이달|이번 ?달|다음 ?달|내달) ?{_LAST_DAY}"),
        ("last-month", "달", r"지난달|이달|이번 ?달|다음 ?달|내달"),
        ("year-end", "연말 연내", r"(?:올해 ?)?연말|연내|올 연말"),
        ("duration", "년 개월 주 일", r"(?:최근|지난|향후|앞으로) ?\d+(?:년|개월|주)(?:간|동안)?|(?:최근|지난|향후) ?\d+일(?:간|동안)|(?<![\d.,])\d{1,2}(?:년|개월)(?:간|동안|여간)|(?<![\d.,])\d{1,3}일(?:간|동안)"),
        ("year", "년 연도", r"(?<![\d.,])(?P<year>(?:19|20)\d\d)(?:년(?!대)(?:도)?|회계연도|학년도)"),
        ("previous-year", "전년 직전 1년", r"전년도?|직전 연도|1년 ?(?:새|전|만에|사이)"),
        ("same", "같은 동", r"(?<![가-힣])(?:같은 (?:기간|해|달)|동 기간)(?=[에의은는,] ?|에는|[^가-힣]|$)"),
        ("this-or-last-year", "올 지난", r"(?P<which>올|지난) (?:한 ?해|들어)"),
        ("relative-year", "해 작년 금년 내년", r"지난해|작년|올해|금년|내년"),
        ("day", "일", rf"(?P<ahead>오는 )?(?:지난 )?(?<![\d.,월])(?<!\d월 )(?<!일 수 )(?<!일수 )(?<!기간 ){_DAY}"),
        ("day", "오는", r"(?P<ahead>오는 )(?P<day>\d{1,2})일(?=까지)"),
        ("bare-month", "월", r"(?<![\d.,])(?P<month>\d{1,2})월(?!드)"),
    )
)  # fmt: skip
_MIDYEAR = 6  # the last month of the first half
_MONTH_OFFSET = {"지난달": -1, "다음달": 1, "내달": 1}
_OFFSET = {"지난해": -1, "작년": -1, "올해": 0, "올": 0, "금년": 0, "내년": 1}


@dataclass(frozen=True, slots=True)
class When:
    """A date or period; `value` is ISO 8601 or None; `relation` is previous, duration or same."""

    start: int
    end: int
    value: str | None
    relation: str | None = None


def korean_dates(text: str, issued: date | None) -> Iterator[When]:
    """The dates and periods of a text, left to right, none inside another."""
    taken: list[When] = []
    for name, needs, pattern in _PATTERNS:
        if not any(literal in text for literal in needs):
            continue
        for match in pattern.finditer(text):
            if all(match.end() <= when.start or match.start() >= when.end for when in taken):
                relation = {
                    "previous-year": "previous",
                    "same-period": "previous",
                    "duration": "duration",
                    "same": "same",
                }.get(name)
                value = _value(name, match, issued)
                taken.append(When(match.start(), match.end(), value, relation))
    yield from sorted(taken, key=lambda when: when.start)


def _value(name: str, match: re.Match[str], issued: date | None) -> str | None:
    part = match.groupdict()
    month = int(part["month"]) if part.get("month") else 0
    day = int(part["day"]) if part.get("day") else 0
    if name == "year":
        return part["year"]
    if name == "range":
        return f"{part['from']}/{part['to']}" if part["from"] < part["to"] else None
    if name == "date":
        return _iso(int(part["year"]), month, day)
    if name == "month":
        return f"{part['year']}-{month:02}" if 1 <= month <= 12 else None
    if name == "half" and issued:
        year = int(part["year"]) if part["year"] else issued.year + _OFFSET[part["which"]]
        return f"{year}-01/{year}-06" if part["half"] == "상" else f"{year}-07/{year}-12"
    if issued is None or month > 12:
        return None
    if name == "months":
        year = issued.year + _OFFSET[part["which"]]
        return f"{year}-{int(part['from']):02}/{year}-{int(part['to']):02}"
    if name == "quarter":
        told = part["year"] or issued.year + _OFFSET.get(part["which"] or "", 0)
        first = 3 * int(part["quarter"]) - 2
        return f"{told}-{first:02}/{told}-{first + 2:02}"
    if name == "days":
        return _days(part, issued)
    if name == "bare-half":
        is_told = part["half"] == "상" or issued.month > _MIDYEAR
        first = 1 if part["half"] == "상" else 7
        return f"{issued.year}-{first:02}/{issued.year}-{first + 5:02}" if is_told else None
    if name == "this-or-last-year":
        return str(issued.year - (part["which"] == "지난"))
    if name == "relative-year":
        return str(issued.year + _OFFSET[match[0]])
    if name == "relative-month":
        return f"{issued.year + _OFFSET[part['which']]}-{month:02}"
    if name == "month-day":
        ahead = part["ahead"] is not None
        return _iso(_year_of(month, issued, ahead), month, day)
    if name in ("past-month", "bare-month", "ahead-month"):
        return f"{_year_of(month, issued, name == 'ahead-month')}-{month:02}"
    if name == "year-end":
        return str(issued.year)
    if name in ("last-month", "day-of-month"):
        offset = _MONTH_OFFSET.get((part.get("which") or match[0]).replace(" ", ""), 0)
        shifted = issued.year * 12 + issued.month - 1 + offset
        of_day = _iso(shifted // 12, shifted % 12 + 1, day) if day else None
        return of_day if day else f"{shifted // 12:04}-{shifted % 12 + 1:02}"
    if name == "day":
        return _day(day, issued, part["ahead"] is not None)
    return None


def _days(part: dict[str, str | None], issued: date) -> str | None:
    """ "지난 4일부터 7일까지": the first and the last day of a stretch."""
    ahead = part["ahead"] is not None
    first = _day_of(part["which"], part["month"], int(part["day"] or 0), issued, ahead)
    which, month = part["which2"], part["month2"]
    if first and not (which or month):
        which, month = None, str(int(first[5:7]))
    last = _day_of(which, month, int(part["day2"] or 0), issued, ahead)
    return f"{first}/{last}" if first and last and first < last else None


def _day_of(
    which: str | None, month: str | None, day: int, issued: date, ahead: bool
) -> str | None:
    if which:
        shifted = issued.year * 12 + issued.month - 1 + _MONTH_OFFSET.get(which, 0)
        return _iso(shifted // 12, shifted % 12 + 1, day)
    if month:
        return _iso(_year_of(int(month), issued, ahead), int(month), day)
    return _day(day, issued, ahead)


def _year_of(month: int, issued: date, ahead: bool) -> int:
    """The year of a month named without one: the latest such month, or the next one if it is ahead."""
    if ahead:
        return issued.year + (month < issued.month)
    return issued.year - (month > issued.month)


def _day(day: int, issued: date, ahead: bool) -> str | None:
    """ "지난 21일": the latest such day not after publication; "오는 21일": the next one."""
    year, month = issued.year, issued.month
    if not ahead and day > issued.day:
        before = issued.replace(day=1) - timedelta(days=1)
        year, month = before.year, before.month
    elif ahead and day < issued.day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return _iso(year, month, day)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
