"""Values that a verb gives a metric: "sales came to 6.2 billion won", "the rate rose by 2 points to 67%"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.changes import compared_period
from trackrecord.reading.english.chunks import Chunk, Chunks
from trackrecord.reading.english.measuring import date_after, date_after_end
from trackrecord.reading.english.metrics import Measured, measured_by, observation_of
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told

_ESTIMATED = frozenset(
    "put estimated set valued counted recorded fixed measured projected pegged".split()
)
#: "was 17.7 percent bigger": no value, but how far from another.
_COMPARED = re.compile(
    r" (?:[a-z]+ )?(?:bigger|shorter|longer|larger|smaller|higher|lower|more|less|fewer|faster|slower)\b"
    r"| (?:[a-z]+ )?(?:above|below|ahead of|over) (?:plan|target|(?:the|its) (?:target|goal|level))\b"
)
#: Verbs that say of a number only that it was passed.
_PASSING = ("exceed", "surpass", "top", "pass")
#: Verbs that with their object say what it came to, whichever way it moved.
_BRINGING = frozenset(
    "bring brings brought bringing keep keeps kept take takes took get push pushed".split()
)
_MARK = re.compile(r"[ -](?:mark|level|threshold|barrier|milestone)\b")
_UP_OR_DOWN = re.compile(r" (?P<way>up|down)\b")
_YEARS = re.compile(r"(?P<since>\d{4})/(?P<to>\d{4})")


def came_to(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "sales came to 6.2 billion won", "the rate rose by 2 points to 67%", "exports fell 4%"."""
    chunks = told.chunks
    number = chunks.at(quantity.start) if chunks else None
    if chunks is None or number is None:
        return
    before = chunks.get(number - 1)
    if before.kind == "verb":
        link, at = "", number - 1
    else:
        verb_before = chunks.clause_verb(number - 1)
        if before.word not in ("to", "at", "by") or verb_before is None:
            return
        link, at = before.word, verb_before
    verb = chunks.all[at]
    way = way_of(scene, verb)
    subject = chunks.subject(at)
    measured = measured_by(scene, chunks, subject) if subject else None
    goes_on = verb.word.endswith("ing") and chunks.get(at - 1).word == ","
    is_infinitive = not (verb.finite or goes_on) and not scene.is_planned(quantity.start)
    if quantity.value == 1 and scene.skeleton.text.startswith(" of the", quantity.mention_end):
        return  # "is one of the most trusted evaluations"
    if _MARK.match(scene.skeleton.text, quantity.end):
        return  # "surpassing the 600 million dollar mark"
    if measured is None or is_infinitive or _COMPARED.match(scene.skeleton.text, quantity.end):
        return
    is_value = (
        (
            link == ""
            and (
                way == "at"
                or (verb.word == "be" and way is None and _is_a_measure(scene, quantity))
            )
        )
        or (link == "to" and way in ("up", "down"))
        or (link == "at" and verb.word in _ESTIMATED)
    )
    if is_value:
        role = "target" if scene.is_planned(quantity.start) else "actual"
        fact = observation_of(scene, quantity, measured, role)
        if verb.verb and verb.verb.lemma in _PASSING and fact.precision is None:
            fact = replace(fact, precision="at-least")
        yield fact
        if link == "to":
            yield from _moved_by(scene, chunks, at, number, fact, way)
    elif link in ("", "by") and way in ("up", "down") and not _goes_on_to(chunks, number):
        yield from _change(scene, quantity, measured, way)


def brought_to(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "plans to raise the employment rate to 70%", "cut its waste by 5% to 19,850 tons"."""
    if chunks.get(number - 1).word != "to":
        return
    found = chunks.object_of(number - 1)
    if found is None:
        return
    verb, first, last = found
    said = chunks.all[verb]
    words = scene.skeleton.text[said.start : said.end].split()
    way = way_of(scene, said)
    owner = scene.agent(said.start) if said.finite else scene.subject(said.start)
    measured = measured_by(scene, chunks, (first, last))
    if (
        (way not in ("up", "down") and words[-1] not in _BRINGING)
        or owner is None
        or measured is None
    ):
        return
    role = "target" if scene.is_planned(said.start) or scene.is_planned(said.end) else "actual"
    if role == "actual" and not said.finite:
        return
    fact = observation_of(scene, quantity, replace(measured, owner=owner), role)
    evidence = scene.evidence(said.start, quantity.end, "observation.brought", 0.8)
    fact = replace(fact, **evidence)
    yield fact
    yield from _moved_by(scene, chunks, verb, number, fact, way)


def way_of(scene: Scene, verb: Chunk) -> str | None:
    """Which way a verb says that a value moved, or "at" if it says what the value was."""
    way = scene.grammar.moves.get(verb.verb.lemma) if verb.verb else None
    if verb.word == "be" and (moved := _UP_OR_DOWN.match(scene.skeleton.text, verb.end)):
        return moved["way"]
    return None if verb.passive and way == "at" else way


def _is_a_measure(scene: Scene, quantity: Quantity) -> bool:
    """Whether a predicate can be a value: "was 64.7%", "is 4.1 million", but not "are 15 cities"."""
    if quantity.kind != "num" or quantity.noun is None:
        return True
    return quantity.noun.lower() in scene.grammar.lexicon.units


def _goes_on_to(chunks: Chunks, number: int) -> bool:
    """Whether the value that a change led to follows: "rose 3 points …, to 67%"."""
    for n in range(number + 1, min(number + 7, len(chunks.all))):
        chunk = chunks.all[n]
        if chunk.kind == "verb":
            return False
        if chunk.word == "to" and chunks.get(n + 1).kind == "quantity":
            return True
    return False


def _moved_by(
    scene: Scene, chunks: Chunks, verb: int, number: int, actual: Observation, way: str | None
) -> Iterator[Observation]:
    """The change and the earlier value that are told with a value: "by 2 points from 65% …"."""
    compared = compared_period(scene, chunks.all[verb].end, actual.period)
    for n in range(verb + 1, number):
        chunk, lead = chunks.all[n], chunks.get(n - 1).word
        place = next(
            scene.skeleton.placeholders("num", "money", "pct", "points", start=chunk.start), None
        )
        if chunk.kind != "quantity" or place is None or place.mention.value is None:
            continue
        mention = place.mention
        if lead == "from":
            period = date_after(scene, chunks, n)
            if period and period != actual.period:
                evidence = scene.evidence(
                    chunk.start, date_after_end(chunks, n), "observation.earlier", 0.8
                )
                yield replace(
                    actual, **evidence, value=place.mention.value, period=period, precision=None
                )
        elif compared:
            evidence = scene.evidence(chunks.all[verb].start, chunk.end, "observation.change", 0.85)
            sign = -1 if way == "down" else 1
            yield replace(
                actual,
                **evidence,
                value=sign * place.mention.value,
                unit=mention.unit or actual.unit,
                role="change-rate" if mention.kind == "pct" else "change",
                compared_with=compared,
                precision=None,
            )


def _change(
    scene: Scene, quantity: Quantity, measured: Measured, way: str
) -> Iterator[Observation]:
    """ "ridership rose 38 percent from 2022": a change without the values."""
    fact = observation_of(scene, quantity, measured, "actual")
    if fact.period and (reach := _YEARS.fullmatch(fact.period)):
        rate = "change-rate" if quantity.kind == "pct" else "change"
        value = -quantity.value if way == "down" else quantity.value
        yield replace(
            fact, value=value, role=rate, period=reach["to"], compared_with=reach["since"]
        )
        return
    spoken_of = scene.discourse.figure
    period = fact.period or (spoken_of.period if spoken_of else None)
    compared = compared_period(scene, quantity.end, period)
    if period is None and scene.issued and compared == str(scene.issued.year - 2):
        period = str(scene.issued.year - 1)  # of the last full year, against the one before
    if compared is None or compared == period:
        return
    yield replace(
        fact,
        value=-quantity.value if way == "down" else quantity.value,
        role="change-rate" if quantity.kind == "pct" else "change",
        period=period,
        compared_with=compared,
        reader="en.observation.moved",
    )
