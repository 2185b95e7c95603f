"""Figures joined to one told before: of other periods, or by the same verb."""

import re
from collections.abc import Iterator

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.measuring import again, date_after, date_after_end
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told

_YEAR = 4  # digits


def joined_by_and(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """The second of "112 companies and about 710 employees": it shares the verb of the first."""
    figure, before = told.figure, told.before
    if figure is None or before is None or quantity.noun is None or before.value != figure.value:
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


def of_other_periods(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "6,000 by 2026: 1,200 next year, 1,400 in 2024": the same for other periods."""
    figure, period = told.figure, date_after(scene, chunks, number)
    if figure is None or period is None or period == figure.period or told.last is None:
        return
    joint = chunks.get(number - 1)
    if joint.word not in (",", "and", ";", ":", "with") or quantity.kind == "pct":
        return
    if quantity.noun is not None and quantity.unit != figure.unit:
        return
    is_ahead = scene.issued is not None and period[:_YEAR] > str(scene.issued.year)
    place = (quantity.start, date_after_end(chunks, number))
    role = "target" if is_ahead else figure.role
    yield again(scene, figure, quantity, place, "series", 0.75, period=period, role=role)
