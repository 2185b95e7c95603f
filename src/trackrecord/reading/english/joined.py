"""Figures joined to one told before: of other periods, or by the same verb."""

import re
from collections.abc import Iterator

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.measuring import again, date_after, date_after_end
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told

#: "in national subsidies and ": what the amount before was of.
_AND_MORE = r" in (?P<what>{np}(?: {np}){0,2})(?:,| and|, and) (?:{about} )?$"
_IN_WHAT = r" in (?P<what>(?:{np} ){0,2}(?:funds?|funding|subsid(?:y|ies)|budgets?|investments?|grants?|taxes|donations?|loans?))\b"
_YEAR = 4  # digits


def joined_by_and(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """The second of "112 companies and about 710 employees": it shares the verb of the first."""
    figure, before = told.figure, told.before
    if figure is None or before is None or before.value != figure.value:
        return
    if quantity.kind == "money" and figure.unit == quantity.unit:
        yield from _further_amount(scene, quantity, figure)
        return
    if quantity.noun is None:
        return
    between = scene.skeleton.text[before.end : quantity.start]
    join = scene.grammar.pattern(
        r"(?:,| and|, and|,? as well as) (?P<some>(?:{about} )?)"
    ).fullmatch(between)
    chunks, number = told.chunks, told.chunks.at(quantity.start) if told.chunks else None
    follows = chunks.get(number + 1) if chunks and number is not None else None
    if (
        join is None
        or quantity.kind != "num"
        or (follows and follows.kind == "verb" and follows.finite)
    ):
        return
    done = re.search(r" (\w+ed)$", figure.metric)
    metric = quantity.noun + (done[0] if done else "")
    place = (before.end + join.start("some"), quantity.end)
    yield again(scene, figure, quantity, place, "listed", 0.75, metric=metric, unit=quantity.unit)


def _further_amount(scene: Scene, quantity: Quantity, figure: Observation) -> Iterator[Observation]:
    """ "secured 21 billion won in national subsidies and 6 billion won in provincial subsidies"."""
    lead = scene.before(_AND_MORE, quantity.start)
    of = scene.grammar.pattern(_IN_WHAT).match(scene.skeleton.text, quantity.end)
    done = re.search(r" (?:\w+ed|won|spent)$", figure.metric)
    if lead and of and done and figure.metric.startswith(lead["what"]):
        metric = of["what"] + done[0]
        place = (quantity.start, of.end())
        yield again(scene, figure, quantity, place, "listed", 0.75, metric=metric)


def of_other_periods(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "6,000 by 2026: 1,200 next year, 1,400 in 2024": the same for other periods."""
    figure, period = told.figure, date_after(scene, chunks, number)
    if figure is None or period is None or period == figure.period or told.last is None:
        return
    joint = chunks.get(number - 1)
    if joint.word == "to" and chunks.get(number - 2).word in ("and", ","):
        joint = chunks.get(number - 2)  # "to 505 million in 2022, and to 596 million in 2023"
    if joint.word not in (",", "and", ";", ":", "with") or quantity.kind == "pct":
        return
    if quantity.noun is not None and quantity.unit != figure.unit:
        return
    is_ahead = scene.issued is not None and period[:_YEAR] > str(scene.issued.year)
    place = (quantity.start, date_after_end(chunks, number))
    role = "target" if is_ahead else figure.role
    yield again(scene, figure, quantity, place, "series", 0.75, period=period, role=role)
