"""Figures by the shape of their clause: the rules for quantities that no narrower rule reads, in turn.

They read the chunks of a sentence: the subject of a verb is the metric, whatever its words.
"""

from collections.abc import Iterator

from trackrecord.facts import Observation
from trackrecord.reading.english.attendance import took_part, used_by
from trackrecord.reading.english.counts import awards_won, had, named_things, out_of, there_were
from trackrecord.reading.english.joined import of_other_periods
from trackrecord.reading.english.movements import brought_by, rise_or_fall
from trackrecord.reading.english.nouns import budgeted
from trackrecord.reading.english.parts import in_brackets, including, part_by_verb, slice_of_budget
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.shares import (
    answered,
    did_a_share,
    share_done,
    share_in_brackets,
    share_listed,
    told_twice,
)
from trackrecord.reading.english.spending import invested, raised
from trackrecord.reading.english.targets import aimed_for, made_of_target
from trackrecord.reading.english.told import ClauseRule, Told
from trackrecord.reading.english.values import brought_to


def figures(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """What the chunks around a quantity say of it, by the first rule that understands them."""
    chunks = told.chunks
    number = chunks.at(quantity.start) if chunks else None
    if chunks is None or number is None:
        return
    for rule in _RULES:
        facts = list(rule(scene, chunks, number, quantity, told))
        if facts:
            yield from facts
            return


_RULES: tuple[ClauseRule, ...] = (
    brought_to,
    brought_by,
    rise_or_fall,
    aimed_for,
    budgeted,
    slice_of_budget,
    invested,
    raised,
    awards_won,
    share_done,
    answered,
    share_listed,
    did_a_share,
    out_of,
    named_things,
    made_of_target,
    including,
    took_part,
    used_by,
    there_were,
    had,
    told_twice,
    of_other_periods,
    share_in_brackets,
    in_brackets,
    part_by_verb,
)
