"""Who came, used it, or took part: counts of people by what they did with a program or place."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunk, Chunks
from trackrecord.reading.english.measuring import known_metric, stated
from trackrecord.reading.english.programs import programs_at
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.english.themes import (
    noun_stands_for,
    program_acted_on,
    program_used,
)
from trackrecord.reading.english.told import Told
from trackrecord.reading.english.words import participle

#: What many do with a program or place, said of a count of them.
_TAKEN_PART = frozenset(
    """visited came attended used participated took taken enrolled applied registered joined benefited stayed
    turned flocked signed graduated completed watched passed entered rode borrowed volunteered""".split()
)
_CAME = frozenset(("visited", "came", "attended", "turned", "flocked", "entered"))
_SEVERAL = 2
#: The units of those who take part.
_WHO = frozenset(("people", "households", "companies", "teams", "families"))


def took_part(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "412,000 people turned out for the festival": of the program named, else of the government."""
    at = number + 1
    noun = quantity.noun
    others = chunks.get(number + 2)
    if noun and chunks.get(at).word == "and" and others.kind == "noun":
        noun = f"{noun} and {scene.skeleton.words(others.start, others.end)}"
        at = number + 3  # "150 guests and residents attended"
    verb = chunks.get(at)
    did = next((word for word in _words(scene, verb) if word in _TAKEN_PART), None)
    takes_part = did in ("taken", "took", "participated") and quantity.kind == "num"
    if verb.kind != "verb" or did is None or noun is None:
        return
    if quantity.value < _SEVERAL:
        return  # "one company is visited each week"
    if quantity.unit not in _WHO and not takes_part:
        return
    said = scene.skeleton.text[verb.start : verb.end + len(" part")]
    if did in ("taken", "took") and not said.endswith("part"):
        return  # "will take the test"
    if not verb.finite or chunks.get(number - 1).kind in ("verb", "preposition"):
        return
    named = program_acted_on(scene, chunks, at)
    place = next(scene.skeleton.placeholders("gov", start=verb.end), None)
    subject = scene.subject(quantity.start)
    owner = subject or (Subject(place.mention, ()) if place else None)
    if owner is None:
        return
    did = "taken part" if did in ("taken", "took") else did
    metric = known_metric(scene, f"{noun} {did}")
    role = "target" if re.match(r"(?:will|would) ", said) else "actual"
    fact = stated(scene, quantity, metric, role, (chunks.all[number].start, verb.end), owner)
    named = named or program_used(scene, verb.end) or _program_before(scene, quantity.start)
    if named is None and did in _CAME:
        named = scene.discourse.event
    yield replace(fact, about=named or fact.about, reader="en.observation.participation")


def used_by(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "The centre was used by 58,300 people": of the program that is the subject."""
    verb = chunks.get(number - 2)
    did = next((word for word in _words(scene, verb) if word in _TAKEN_PART), None)
    if chunks.get(number - 1).word != "by" or verb.kind != "verb" or not verb.passive:
        return
    subject = chunks.subject(number - 2)
    owner = scene.subject(quantity.start) or scene.main_subject
    if did is None or quantity.noun is None or subject is None or owner is None:
        return
    first = chunks.all[subject[0]]
    named = next((p.name for p in programs_at(scene, first.start)), None)
    named = named or noun_stands_for(scene, first.start)
    metric = known_metric(scene, f"{quantity.noun} {did}")
    fact = stated(scene, quantity, metric, "actual", (verb.start, quantity.end), owner)
    yield replace(fact, about=named or fact.about, reader="en.observation.used")


def _program_before(scene: Scene, at: int) -> str | None:
    """The quoted program that a relative clause speaks of: "the ‘X’ program …, in which"."""
    quoted = list(scene.skeleton.placeholders("quoted", end=at))
    is_relative = re.search(r"\bin which $", scene.skeleton.text[:at])
    return quoted[-1].mention.name if quoted and is_relative else None


def _words(scene: Scene, verb: Chunk) -> Iterator[str]:
    """The words of a verb group and its participle, as a list of deeds has them."""
    yield from scene.skeleton.text[verb.start : verb.end].split()
    if verb.verb:
        yield participle(verb.verb.lemma)
