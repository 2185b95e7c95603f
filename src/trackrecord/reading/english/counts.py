"""How many there are of what: governments in an award, libraries of a district, awards won, pledges kept."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.measuring import known_metric, stated, unit_of_metric
from trackrecord.reading.english.parts import with_parts
from trackrecord.reading.english.programs import programs_at
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told

#: What is done with the governments that an award or evaluation is held among.
_JUDGED = re.compile(
    r"\b(?:evaluat|assess|target|select|compar|review|survey|judg|examin|participat|compet|among|candidates|entr|appl|submit|offer)"
)
#: "one of the city's five districts", "among 25 districts": whom a boast is measured against.
_OUT_OF = re.compile(
    r"\b(?:(?:one|each|all) of|among)(?: all)? (?:the |its )?(?:(?:[\w-]+|⟨gov:\d+⟩)'s )?$|\bof (?:the )?(?:[\w-]+|⟨gov:\d+⟩)'s $"
)
#: "excellent cases among 243 local governments": all that an award looks at.
_NATIONAL = re.compile(r"\b(?:local|basic|metropolitan) governments$")
_WIDE = re.compile(r" (?:nationwide|worldwide|across the country|in the country)")
#: "17 cities and provinces", "131 cities, counties and districts": governments of several kinds.
_SEVERAL_KINDS = r"(?:, {governments})*,? and {governments}\b"
_ENTERED = re.compile(r" (?:took part|participated|competed|entered|applied)\b")
_HAVING = frozenset(("have", "has", "boasts", "boasted"))
_SEVERAL = 2  # things whose number is worth a record


def field(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """A known count of what an award looks at: "243 local governments (17 metropolitan, 226 basic)"."""
    if quantity.noun is None:
        return
    award = scene.award_before(quantity.start)
    is_held_among = award is not None and not scene.subjects and _NATIONAL.search(quantity.noun)
    if scene.before(_OUT_OF, quantity.start) and not is_held_among:
        return
    if award is None and _counts_governments(scene, quantity.noun) and not scene.subjects:
        award = scene.discourse.award if _JUDGED.search(scene.skeleton.text) else None
    if award is None:
        return
    metric = scene.grammar.lexicon.metrics.get(quantity.noun.lower())
    if not _counts_governments(scene, quantity.noun):
        return
    several = scene.grammar.pattern(_SEVERAL_KINDS).match(scene.skeleton.text, quantity.end)
    end = several.end() if several and not metric else quantity.end
    wide = _WIDE.match(scene.skeleton.text, end)
    entered = _ENTERED.match(scene.skeleton.text, wide.end() if wide else end)
    end = entered.end() if entered else wide.end() if wide else end
    noun = "local governments" if several else quantity.noun
    whole = Observation(
        **scene.evidence(quantity.start, end, "observation.field", 0.85),
        about=award.name,
        context=() if award.start >= scene.skeleton.sentence.start else (award.span,),
        metric=scene.grammar.lexicon.things[metric].label("en") if metric else noun,
        value=quantity.value,
        unit=quantity.unit,
        period=scene.date_near(quantity.start, end) if entered else None,
        precision=quantity.precision,
    )
    yield from with_parts(scene, whole, quantity.start, end)


def _counts_governments(scene: Scene, noun: str) -> bool:
    """Whether a count is of governments, which only an award or evaluation is held among."""
    held_among = r"(?:(?:metropolitan|basic|local|national|and) )*{governments}"
    return scene.grammar.pattern(held_among).fullmatch(noun) is not None


def awards_won(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "won 27 outside awards": how many, where no name is told."""
    verb = chunks.get(number - 1)
    won = scene.before(r"\b{win}$", verb.end) if verb.kind == "verb" else None
    owner = scene.agent(verb.start) if verb.kind == "verb" else None
    is_award = quantity.noun is not None and re.search(
        r"\b(?:awards|prizes|honou?rs|medals)$", quantity.noun
    )
    if won is None or owner is None or not is_award or scene.is_planned(quantity.start):
        return
    metric = known_metric(scene, f"{quantity.noun} won")
    yield stated(scene, quantity, metric, "actual", (verb.start, quantity.end), owner)


def out_of(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "Of its 92 pledges, 41 have been completed": how many of those counted."""
    lead = scene.before(
        r"^(?:Of|Out of) (?:the|its|his|her|their|these)(?: total)? (?P<all><num>) (?P<noun>{np}(?: {np}){0,3}), (?:{about} )?$",
        quantity.start,
    )
    done = scene.grammar.pattern(
        r"(?: of them)?,?(?: or <pct>,)? (?:have|has|had|were|are|was)(?: already| so far)?(?: been)? (?P<done>[a-z]+ed|won|built|kept|met)\b"
    ).match(scene.skeleton.text, quantity.mention_end)
    owner = scene.subject(quantity.start)
    if lead is None or done is None or owner is None or quantity.kind != "num":
        return
    metric = f"{scene.skeleton.words(*lead.span('noun'))} {done['done']}"
    fact = stated(scene, quantity, metric, "actual", (quantity.start, done.end()), owner)
    whole = scene.skeleton.words(*lead.span("noun"))
    yield replace(fact, unit=fact.unit or unit_of_metric(scene, whole))


def named_things(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "operates 34 ‘Recycling Stations’": how many there are of what is named."""
    verb = chunks.get(number - 1)
    named = re.compile(r" (?P<name>⟨quoted:\d+⟩)").match(scene.skeleton.text, quantity.end)
    owner = scene.agent(verb.start) if verb.kind == "verb" and verb.finite else None
    made = verb.verb is not None and verb.word in scene.grammar.deliveries
    if quantity.kind != "num" or quantity.noun or named is None or owner is None or not made:
        return
    name = scene.skeleton.mention(named["name"]).name
    role = "target" if scene.is_planned(verb.end) else "actual"
    fact = stated(scene, quantity, name, role, (verb.start, named.end()), owner)
    yield replace(fact, about=owner.mention.name)


def there_were(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "There were 154 births in the county last year"."""
    verb, there = chunks.get(number - 1), chunks.get(number - 2)
    owner = scene.subject(quantity.start)
    if there.word != "there" or verb.word != "be" or owner is None or quantity.noun is None:
        return
    metric = known_metric(scene, quantity.noun)
    yield stated(scene, quantity, metric, "actual", (there.start, quantity.end), owner)


def had(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "The district has 21 libraries": what a government or a program has."""
    verb = chunks.get(number - 1)
    if verb.kind != "verb" or verb.word not in _HAVING or quantity.noun is None:
        return
    if quantity.kind != "num" or quantity.value < _SEVERAL or scene.is_planned(quantity.start):
        return
    subject = chunks.subject(number - 1)
    if subject is None:
        return
    head = chunks.all[subject[1]]
    named = next(programs_at(scene, chunks.all[subject[0]].start), None)
    owner = scene.subject(verb.start) if named else scene.agent(verb.start)
    if owner is None:
        return
    is_own = head.kind == "noun" and (
        "⟨gov" in head.word or head.word in scene.grammar.government_nouns or named is not None
    )
    if is_own:
        fact = stated(
            scene,
            quantity,
            known_metric(scene, quantity.noun),
            "actual",
            (verb.start, quantity.end),
            owner,
        )
        yield replace(fact, about=named.name if named else fact.about, reader="en.observation.had")
