"""Targets by the words around them: "its target of 9,656 jobs", "hopes for 300,000 visitors"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.changes import alike
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.measuring import (
    known_metric,
    retold,
    stated,
    unit_of_metric,
    without_article,
)
from trackrecord.reading.english.quantities import SOME, Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told

_TARGET_FOR = (
    r"(?<![\w'-])(?P<what>(?:{np} ){1,3}){target} (?:of|at|to|(?:is|was) set at) (?:{about} )?$"
)
_TARGET = rf"\b(?:(?:the|its|their|an?|that|this|(?:this|last|that|the) year's|<date>'s) )?(?:(?:annual|original|initial|yearly|full-year) )?{{target}}(?:(?: of| was| is| set at| at)? | ?\()(?:of )?{SOME}"
#: What says of a target only whose, when or which it is.
_NO_METRIC = frozenset(
    "annual original initial yearly full-year new overall final total mid-term own".split()
)
#: "hopes to reach 70%", "if we're to hit 65 per cent by 2030": of the figure told before.
_TO_HIT = r"(?:\b{will}|\b(?:to|and)) (?:reach|hit|achieve|attain|meet|(?:bring|push|cut|raise|lift|get|increase|reduce|lower) (?:it|that|this|the (?:figure|number|rate|total|share|proportion|ratio)) (?:down |up )?(?:to|(?P<below>below|under))) (?:{about} )?$"


def targeted(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "its target of 9,656 jobs", "the target (7,346 people)"."""
    if told.figure is None and (own := scene.before(_TARGET_FOR, quantity.start)):
        words = without_article(scene.skeleton.words(*own.span("what"))).split()
        words = [w for w in words if not w.endswith("'s") and not w.endswith("’s")]
        named = " ".join(w for w in words if w.lower() not in _NO_METRIC)
        if named:
            metric, start = known_metric(scene, named), own.start("what")
            facts = _about_subject(scene, quantity, metric, start, quantity.end)
            yield from (replace(f, unit=f.unit or unit_of_metric(scene, metric)) for f in facts)
            return
    match = scene.before(_TARGET, quantity.start)
    in_percent = quantity.kind == "pct" and told.figure is not None and told.figure.unit == "%"
    if match is None or not (in_percent or quantity.kind in ("num", "money")):
        return
    if told.figure:
        fact = alike(scene, told.figure, quantity, match.start(), quantity.end, "target")
        due = scene.grammar.pattern(r" (?:by|for|in) (?P<due><date>)").match(
            scene.skeleton.text, quantity.end
        )
        when = scene.mention(due, "due").when if due else None
        is_of_year = re.search(r"\b(?:annual|yearly|full-year|year's) ", match[0]) is not None
        if is_of_year and fact.period and "/" not in fact.period[:5]:
            when = when or fact.period[:4]
        yield replace(fact, period=when or fact.period)
    elif told.figure is None and not quantity.noun:
        told.pending = (quantity, match.start())
    elif quantity.noun:
        yield from _about_subject(
            scene, quantity, known_metric(scene, quantity.noun), match.start(), quantity.end
        )


def _about_subject(
    scene: Scene, quantity: Quantity, metric: str, start: int, end: int
) -> Iterator[Observation]:
    """A target of the clause's government, or of the program the clause opens with."""
    subject = scene.subject(quantity.start)
    if subject:
        yield stated(scene, quantity, metric, "target", (start, end), subject)


def aimed_for(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "is aiming for 8,500 jobs", "hopes for 300,000 visitors", "targets 70 per cent by 2030"."""
    lead = scene.grammar.pattern(
        r"(?:\b{will}|\b(?:hop(?:es|ed|ing)|targets|targeted|targeting)(?: for)?) $"
    )
    before = lead.search(scene.skeleton.text[: chunks.all[number].start])
    owner = scene.subject(quantity.start)
    hit = scene.before(_TO_HIT, quantity.start)
    figure = told.figure or scene.discourse.figure
    is_alike = figure is not None and (
        quantity.unit == figure.unit or (quantity.unit is None and figure.unit != "%")
    )
    if hit and figure and owner and quantity.noun is None and is_alike:
        fact = retold(scene, figure, quantity, "target", (hit.start(), quantity.end), figure.unit)
        when = scene.date_near(quantity.start, quantity.end)
        if when:
            below = "at-most" if hit["below"] else fact.precision
            yield replace(fact, period=when, compared_with=None, precision=below)
        return
    if before is None or not before[0].strip().endswith(
        ("for", "targets", "targeted", "targeting")
    ):
        return
    if quantity.noun is None and told.figure:
        figure = told.figure
        fact = retold(
            scene, figure, quantity, "target", (before.start(), quantity.end), figure.unit
        )
        yield replace(
            fact, period=scene.date_near(quantity.start, quantity.end), compared_with=None
        )
    elif quantity.noun and owner:
        metric = known_metric(scene, quantity.noun)
        yield stated(scene, quantity, metric, "target", (before.start(), quantity.end), owner)


def made_of_target(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "a target of 25,000 jobs … had created 19,420": of what was aimed for."""
    verb, target = chunks.get(number - 1), told.figure
    made = verb.verb is not None and verb.word in scene.grammar.deliveries
    if target is None or target.role != "target" or quantity.noun or quantity.kind != "num":
        return
    if made and verb.finite and not scene.is_planned(verb.end - len(verb.word)):
        fact = retold(scene, target, quantity, "actual", (verb.start, quantity.end), target.unit)
        when = scene.date_near(quantity.start, quantity.end)
        yield replace(fact, period=when or target.period)
