"""Periods as ISO 8601 text, and the same period a year before."""

import re
from datetime import date


def previous_year(period: str | None) -> str | None:
    """The same period a year before: 2021 of 2022, 2021-03 of 2022-03, 2015-01/2015-06 of 2016's."""
    if period is None:
        return None
    return re.sub(r"\b\d{4}(?=-|/|$)", lambda year: f"{int(year[0]) - 1:04}", period)


def since_then(year: str, issued: date | None) -> str | None:
    """The years from one up to that of publication: 2018/2023 of "since 2018"; None if not a year."""
    if issued is None or not re.fullmatch(r"\d{4}", year) or int(year) >= issued.year:
        return None
    return f"{year}/{issued.year}"
