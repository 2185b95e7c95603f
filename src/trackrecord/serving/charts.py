"""The numbers of charts, as JSON that a page carries; the tables beside them have the same."""

from collections.abc import Iterable, Sequence
from itertools import islice

from trackrecord.naming import Names
from trackrecord.profiles.metric import Figure
from trackrecord.profiles.records import Record
from trackrecord.profiles.targets import Target

_BARS = 20  # of a chart
_PANELS = 6  # of metrics over the years

Row = dict[str, object]


def targets(every: Iterable[Target], of: str) -> list[Row]:
    """What was delivered in percent of each target, the latest first; `of` is the thing that the page is of."""
    found = []
    for target in every:
        if target.percent is None:
            continue
        whose = "" if target.about.iri == of else target.about.text
        told = (whose, target.metric.text, target.part, target.period)
        numbers = f"{target.actual:,.10g} / {target.target:,.10g} {target.unit}".strip()
        row: Row = {"name": ", ".join(filter(None, told)), "percent": target.percent, "told": numbers}  # fmt: skip
        found.append(row)
    return found[:_BARS]


def series(records: Iterable[Record], of: str) -> list[Row]:
    """The metrics of which several years are on record: actual values beside targets, in their unit.

    A value that sources give differently is left out.
    """
    panels: dict[tuple[str, str, str], dict[str, Row]] = {}
    for record in records:
        about, year = record.one("about"), record.text("period")
        number = record.number() if len(record.all("value")) == 1 else None
        role = record.code("role")
        if (
            record.kind != "Observation"
            or role not in ("actual", "target")
            or not (about and about.iri == of and year.isdigit() and number is not None)
        ):
            continue
        key = (record.text("metric"), record.text("part"), record.text("unit"))
        panel = panels.setdefault(key, {})
        panel.setdefault(year, {"year": year, "actual": None, "target": None})[role] = number
    told = [
        (key, [panel[year] for year in sorted(panel)])
        for key, panel in sorted(panels.items())
        if sum(row["actual"] is not None for row in panel.values()) > 1
    ]
    told.sort(key=lambda each: -len(each[1]))
    return [
        {"name": ", ".join(filter(None, key[:2])), "unit": key[2], "rows": rows}
        for key, rows in told[:_PANELS]
    ]


def years(counted: Sequence[tuple[str, int]]) -> list[Row]:
    """How many there are in each year; none where one year is all there is."""
    return [{"year": year, "count": count} for year, count in counted] if len(counted) > 1 else []


def trend(lines: Iterable[tuple[str, Sequence[Figure]]], names: Names) -> list[Row]:
    """The values of several things over the years."""
    return [
        {"name": names.label(about), "year": figure.period, "value": figure.value}
        for about, figures in islice(lines, _PANELS)
        for figure in figures
    ]
