"""Rises and falls told by a noun, or done to something: "a 57% reduction in homicides", "cut waste by 12 tonnes"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.changes import compared_period
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.measuring import bare, known_metric, stated, unit_of_metric
from trackrecord.reading.english.metrics import measured_by, observation_of
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.english.told import Told
from trackrecord.reading.english.values import way_of
from trackrecord.reading.periods import previous_year

_UP = "increase|rise|growth|jump|gain|surge|improvement|uptick|spike"
_DOWN = "decrease|drop|decline|reduction|fall|cut|dip|slump"
_NOUN = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
#: "a 57% reduction in", "a 15 per cent year-on-year rise in".
_RATE_FIRST = re.compile(rf"(?: (?:year-on-year|annual|overall|further|sharp))? {_NOUN} (?:in|of) ")
#: "an increase of 8.1 percent in".
_NOUN_FIRST = re.compile(rf"\b{_NOUN} of (?:about |some |nearly |almost |over |more than )?$")
_IN = re.compile(r" in ")
_WHAT = r"(?:the |its |their )?(?:total |overall )?(?:(?:number|amount|volume|level|rate) of )?(?:the |total )*(?P<what>(?:(?:{np}|⟨gov:\d+⟩'s) ){0,4}?{np}(?: (?:of|for|to|at|on) {np}(?: {np}){0,2})?)(?= (?:in|since|over|during|from|compared|between|across|within|and|by|this|last|while|at|among|being|who|that|which) |[.,;:)]|$| ⟨)"
_YEAR_ON_YEAR = re.compile(r"\b(?:year-on-year|year-over-year|annual) ")
_SEEING = frozenset("see seen saw sees record recorded show showed shown experience experienced post posted register registered enjoy enjoyed".split())  # fmt: skip
_SOMEBODY_ELSE = re.compile(r"\b(?:[Nn]ational(?:ly|wide)?|[Gg]lobal|countrywide|worldwide)\b")


def rise_or_fall(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "a 57% reduction in homicides", "an increase of 8.1 percent in tourists", "saw a 2% increase"."""
    if quantity.kind not in ("pct", "points"):
        return
    text = scene.skeleton.text
    first = _RATE_FIRST.match(text, quantity.mention_end)
    then = scene.before(_NOUN_FIRST, quantity.start)
    noun = first or then
    after = first.end() if first else quantity.mention_end
    link = first or (_IN.match(text, after) if then else None)
    if noun is not None and link is not None:
        at = link.end()
        what = scene.grammar.pattern(_WHAT).match(text, at)
        owner = _owner(scene, quantity, what.end() if what else at)
        if what is None or owner is None or _SOMEBODY_ELSE.search(what[0]):
            return
        metric = bare(scene.skeleton.words(*what.span("what")))
        if metric:
            start = noun.start() if then and not first else quantity.start
            yield _moved(scene, quantity, metric, owner, (start, what.end()), noun["down"])
        return
    yield from _seen(scene, chunks, number, quantity)


def _seen(scene: Scene, chunks: Chunks, number: int, quantity: Quantity) -> Iterator[Observation]:
    """ "property crimes have seen a 2% increase": the metric is what saw it."""
    noun = re.compile(rf"(?: [a-z-]+)? {_NOUN}\b(?! (?:in|of) (?!⟨date))").match(
        scene.skeleton.text, quantity.mention_end
    )
    at = number - 2 if chunks.get(number - 1).word in ("a", "an") else number - 1
    verb = chunks.get(at)
    subject = chunks.subject(at) if verb.kind == "verb" and verb.finite else None
    measured = measured_by(scene, chunks, subject) if subject else None
    if noun is None or measured is None or verb.word.split()[-1] not in _SEEING:
        return
    fact = observation_of(scene, quantity, measured, "actual")
    yield _changed(scene, fact, quantity, noun["down"], noun.end())


def brought_by(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "increased the recycling of metals by 15 tonnes", "cut emissions by 12 per cent"."""
    if chunks.get(number - 1).word != "by":
        return
    found = chunks.object_of(number - 1)
    if found is None:
        return
    verb, first, last = found
    said = chunks.all[verb]
    way = way_of(scene, said)
    owner = scene.subject(said.start)
    measured = measured_by(scene, chunks, (first, last))
    if way not in ("up", "down") or owner is None or measured is None:
        return
    if quantity.kind not in ("pct", "points", "num") or (
        quantity.kind == "num" and not quantity.noun
    ):
        return
    if quantity.kind == "num" and way == "down":
        return  # "cut waste by 12 tonnes" tells what was cut as often as how far it fell
    is_planned = scene.is_planned(said.start) or scene.is_planned(said.end)
    if is_planned or not (said.finite or said.word.endswith("ing")):
        return
    fact = observation_of(scene, quantity, replace(measured, owner=owner), "actual")
    evidence = scene.evidence(said.start, quantity.end, "observation.brought-by", 0.75)
    down = "down" if way == "down" else None
    yield replace(_changed(scene, fact, quantity, down, quantity.end), **evidence)


def _owner(scene: Scene, quantity: Quantity, at: int) -> Subject | None:
    """Whose it is: a government right after the metric ("in Milbrook"), else the clause's."""
    place = re.compile(r" (?:in|across|within) (?:the )?(?P<gov>⟨gov:\d+⟩)").match(
        scene.skeleton.text, at
    )
    if place:
        return Subject(scene.skeleton.mention(place["gov"]), ())
    return scene.subject(quantity.start)


def _moved(
    scene: Scene,
    quantity: Quantity,
    metric: str,
    owner: Subject,
    place: tuple[int, int],
    down: str | None,
) -> Observation:
    known = known_metric(scene, metric)
    fact = stated(scene, quantity, known, "actual", place, owner)
    unit = quantity.unit or unit_of_metric(scene, known)
    return _changed(scene, replace(fact, unit=unit), quantity, down, place[1])


def _changed(
    scene: Scene, fact: Observation, quantity: Quantity, down: str | None, end: int
) -> Observation:
    """A figure as the change it tells, against the period it is compared with, where one is said."""
    spoken_of = scene.discourse.figure
    period = fact.period or (spoken_of.period if spoken_of else None)
    compared = compared_period(scene, end, period)
    if compared is None and period and _YEAR_ON_YEAR.search(scene.skeleton.text):
        compared = previous_year(period)
    return replace(
        fact,
        value=-quantity.value if down else quantity.value,
        role="change-rate" if quantity.kind == "pct" else "change",
        period=period,
        compared_with=compared if compared != period else None,
        reader="en.observation.moved",
    )
