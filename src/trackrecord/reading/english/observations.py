"""Counts, amounts and rates: the rules that each quantity of a sentence is offered to, in turn.

The first rule that understands a quantity reads it; `figures` has the rules by clause, which are asked last.
"""

from collections.abc import Iterator

from trackrecord.facts import Observation
from trackrecord.reading.english.amounts import amount
from trackrecord.reading.english.changes import achieved, alike, bracketed_rate, changed, compared
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.counts import field
from trackrecord.reading.english.deliveries import delivered
from trackrecord.reading.english.figures import figures
from trackrecord.reading.english.itemised import itemised
from trackrecord.reading.english.joined import joined_by_and
from trackrecord.reading.english.nouns import named_amount, rate_recorded
from trackrecord.reading.english.parts import end_of_parts, portion, slice_of_figure
from trackrecord.reading.english.quantities import quantities
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.shares import share_of_whole
from trackrecord.reading.english.targets import targeted
from trackrecord.reading.english.themes import of_event
from trackrecord.reading.english.told import Rule, Told, remember, taken_up
from trackrecord.reading.english.values import came_to


def observations(scene: Scene) -> Iterator[Observation]:
    """The observations of a sentence, in reading order."""
    told = taken_up(scene)
    found = tuple(quantities(scene))
    told.chunks = Chunks(scene, found) if found else None
    parts_until = 0
    for quantity in found:
        if quantity.start < parts_until:
            continue
        is_read = False
        for rule in _RULES:
            facts = list(rule(scene, quantity, told))
            if not facts:
                continue
            is_read = True
            for fact in (of_event(scene, fact) for fact in facts):
                yield fact
                remember(scene, told, fact)
                yield from _pending(scene, told)
            parts_until = end_of_parts(scene, quantity, facts)
            break
        told.unread = not is_read and told.pending is None
        told.before = quantity


def _pending(scene: Scene, told: Told) -> Iterator[Observation]:
    """The target that was named before the actual it was set for: "exceeded its target of 3,600 by …"."""
    if told.pending and told.actual:
        quantity, start = told.pending
        told.pending = None
        yield alike(scene, told.actual, quantity, start, quantity.end, "target")


_RULES: tuple[Rule, ...] = (
    itemised,
    achieved,
    share_of_whole,
    bracketed_rate,
    targeted,
    changed,
    compared,
    came_to,
    named_amount,
    rate_recorded,
    field,
    delivered,
    slice_of_figure,
    amount,
    portion,
    joined_by_and,
    figures,
)
