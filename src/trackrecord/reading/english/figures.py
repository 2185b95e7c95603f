"""Figures by the shape of their clause: what came to how much, who has how many, how many did what.

These rules read the chunks of a sentence: the subject of a verb is the metric, whatever its words.
They are asked last, for quantities that no narrower rule reads.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from trackrecord.facts import Observation
from trackrecord.reading.english.changes import Told, compared_period
from trackrecord.reading.english.chunks import Chunk, Chunks
from trackrecord.reading.english.measuring import known_metric, stated, unit_of_metric
from trackrecord.reading.english.programs import programs_at
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.english.themes import event_spoken_of, noun_stands_for, program_used
from trackrecord.reading.english.words import participle
from trackrecord.reading.periods import previous_year

_LEADING = re.compile(
    r"^(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[Oo]ur|[Tt]his|[Tt]hat|[Tt]otal|[Oo]verall|[Cc]urrent|[Mm]eanwhile|[Aa]ll|⟨(?:gov|date):\d+⟩(?:'s?)?"
    r"|(?:city|district|county|province|town|borough|region|council|state|authority|municipality)'s|[A-Z][\w-]*'s|⟨num:\d+⟩) )+"
)
_SUM_OF = ("number", "amount", "volume", "total", "value", "scale")
#: Nouns whose numbers are prices, places, times or other measures of no record.
_NO_MEASURE = re.compile(
    r"(?:price|fee|fare|admission|ticket|charge|rent|temperature|gust|wind|rain|snow|weather|distance|height"
    r"|length|width|floor|age|limit|quota|term|deadline|time|day|week|month|year|prize|reason|result|goal|target|aim|"
    r"purpose|plan|call|hotline|phone|number|award|money|crowd|way|winner|it|what|one|night|magnitude)s?"
)
#: Heads that stand for a metric named before.
_SAYS_LITTLE = frozenset(
    "rate ratio figure figures count share total average level money prize money".split()
)
#: Heads that make of what follows a share of a whole.
_SHARES = ("proportion", "share", "percentage")
_PLACED = ("in", "of", "for", "across")
_JOINED = ("of", "from", "to", "on", "with", "per", "under")
_DONE_WITH = ("with", "in", "at", "on", "into")
_GROUPED = ("for", "among", "by")
_GROUP = re.compile(r"^(?:(?:those|people|residents|persons|the) )?")
_ESTIMATED = frozenset(
    "put estimated set valued counted recorded fixed measured projected pegged".split()
)
#: What many do with a program or place, said of a count of them.
_TAKEN_PART = frozenset(
    """visited came attended used participated took taken enrolled applied registered enrolled joined benefited stayed
    turned flocked signed graduated completed watched passed entered rode borrowed volunteered""".split()
)
#: Who comes to a festival: where no place is named with them, they came to the one the text is about.
_COMERS = frozenset("visitors tourists spectators attendees participants guests".split())
_CAME = frozenset(("visited", "came", "attended", "turned", "flocked", "entered"))
#: "was 17.7 percent bigger": no value, but how far from another.
_COMPARED = re.compile(
    r" (?:[a-z]+ )?(?:bigger|shorter|longer|larger|smaller|higher|lower|more|less|fewer|faster|slower)\b"
    r"| (?:[a-z]+ )?(?:above|below|ahead of|over) (?:plan|target|(?:the|its) (?:target|goal|level))\b"
)
#: Verbs that say of a number only that it was passed.
_PASSING = ("exceed", "surpass", "top", "pass")
#: What money is called that something is done with, where no noun says so.
_INVESTING = {
    "invest": "investment",
    "spend": "spending",
    "inject": "investment",
    "secure": "funds secured",
    "raise": "funds raised",
    "attract": "investment attracted",
}
#: Verbs that with their object say what it came to, whichever way it moved.
_BRINGING = frozenset(
    "bring brings brought bringing keep keeps kept take takes took get push pushed".split()
)
_LARGEST_SLICE = r"(?<![\w'-])(?P<part>(?:{np} (?:and )?){1,4}?)(?:takes|took|takes up|took up|accounts for|accounted for|makes up|gets|received) the (?:largest|biggest|highest|lion's) (?:portion|share|slice|part)(?: of (?:the |its )?[a-z -]+)?(?:,| at| with) (?:{about} )?$"
_SLICED = re.compile(r"\b(?:slice|share|portion|followed by|largest|biggest|lion's)\b")
_HAVING = frozenset(("have", "has", "boasts", "boasted"))
#: The units of those who take part.
_WHO = frozenset(("people", "households", "companies", "teams", "families"))
_PROGRAMS_LISTED = re.compile(
    r"\b(?:projects?|programs?|programmes?|initiatives|policies|measures)\b,? (?:such as|including|include|like|are|:)(?= )"
)
_POSSESSOR = re.compile(r"(?:The )?(?P<name>[A-Z][\w-]*)'s ")
#: "hopes to reach 70%", "if we're to hit 65 per cent by 2030": of the figure told before.
_TO_HIT = r"(?:\b{will}|\bto) (?:reach|hit|achieve|attain|meet) (?:{about} )?$"
_UP_OR_DOWN = re.compile(r" (?P<way>up|down)\b")
_YEARS = re.compile(r"(?P<since>\d{4})/(?P<to>\d{4})")
_ENOUGH = 2  # items that make a list
_YEAR = 4  # digits


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a clause measures, of whom, and where the words for it begin."""

    metric: str
    part: str | None
    owner: Subject
    start: int
    is_share: bool = False


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
    way = _way(scene, verb)
    subject = chunks.subject(at)
    measured = _measured(scene, chunks, subject) if subject else None
    goes_on = verb.word.endswith("ing") and chunks.get(at - 1).word == ","
    is_infinitive = not (verb.finite or goes_on) and not scene.is_planned(quantity.start)
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
        fact = _of(scene, quantity, measured, role)
        if verb.verb and verb.verb.lemma in _PASSING and fact.precision is None:
            fact = replace(fact, precision="at-least")
        yield fact
        if link == "to":
            yield from _moved_by(scene, chunks, at, number, fact, way)
    elif link in ("", "by") and way in ("up", "down") and not _goes_on_to(chunks, number):
        yield from _change(scene, quantity, measured, way)


def figures(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """What the chunks around a quantity say of it, by the first rule that understands them."""
    chunks = told.chunks
    number = chunks.at(quantity.start) if chunks else None
    if chunks is None or number is None:
        return
    for rule in (
        _brought_to,
        _aimed_for,
        _budgeted,
        _invested,
        _raised,
        _awards_won,
        _share_done,
        _did_a_share,
        _out_of,
        _named_things,
        _made_of_it,
        _including,
        _took_part,
        _used_by,
        _there_were,
        _had,
        _or,
        _series,
        _share_in_brackets,
        _in_brackets,
        _are,
    ):
        facts = list(rule(scene, chunks, number, quantity, told))
        if facts:
            yield from facts
            return


def _way(scene: Scene, verb: Chunk) -> str | None:
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
            period = _date_of(scene, chunks, n)
            if period and period != actual.period:
                evidence = scene.evidence(
                    chunk.start, _date_end(chunks, n), "observation.earlier", 0.8
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
    scene: Scene, quantity: Quantity, measured: _Measured, way: str
) -> Iterator[Observation]:
    """ "ridership rose 38 percent from 2022": a change without the values."""
    fact = _of(scene, quantity, measured, "actual")
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


def _brought_to(
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
    way = _way(scene, said)
    owner = scene.agent(said.start) if said.finite else scene.subject(said.start)
    measured = _measured(scene, chunks, (first, last))
    if (
        (way not in ("up", "down") and words[-1] not in _BRINGING)
        or owner is None
        or measured is None
    ):
        return
    role = "target" if scene.is_planned(said.start) or scene.is_planned(said.end) else "actual"
    if role == "actual" and not said.finite:
        return
    fact = _of(scene, quantity, replace(measured, owner=owner), role)
    evidence = scene.evidence(said.start, quantity.end, "observation.brought", 0.8)
    fact = replace(fact, **evidence)
    yield fact
    yield from _moved_by(scene, chunks, verb, number, fact, way)


def _aimed_for(
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
        fact = _like(scene, figure, quantity, "target", (hit.start(), quantity.end), figure.unit)
        when = scene.date_near(quantity.start, quantity.end)
        if when:
            yield replace(fact, period=when, compared_with=None)
        return
    if before is None or not before[0].strip().endswith(
        ("for", "targets", "targeted", "targeting")
    ):
        return
    if quantity.noun is None and told.figure:
        figure = told.figure
        fact = _like(scene, figure, quantity, "target", (before.start(), quantity.end), figure.unit)
        yield replace(
            fact, period=scene.date_near(quantity.start, quantity.end), compared_with=None
        )
    elif quantity.noun and owner:
        metric = known_metric(scene, quantity.noun)
        yield stated(scene, quantity, metric, "target", (before.start(), quantity.end), owner)


def _budgeted(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "a 2.21 trillion-won budget for next year", and what part of it is at how much."""
    after = re.compile(r"-?(?: ?(?P<kind>(?:[a-z]+ ){0,2}budget))\b").match(
        scene.skeleton.text, quantity.end
    )
    owner = scene.subject(quantity.start)
    if quantity.kind == "money" and after and owner:
        metric = "budget" if after["kind"] == "budget" else after["kind"]
        for_year = scene.grammar.pattern(r" (?:for|in) (?P<date><date>)").match(
            scene.skeleton.text, after.end()
        )
        fact = stated(scene, quantity, metric, "actual", (quantity.start, after.end()), owner)
        when = scene.mention(for_year, "date").when if for_year else fact.period
        scene.discourse.budget = replace(fact, period=when)
        yield scene.discourse.budget
        return
    if (most := scene.before(_LARGEST_SLICE, quantity.start)) and scene.discourse.budget:
        part = _LEADING.sub("", scene.skeleton.words(*most.span("part")))
        evidence = scene.evidence(most.start("part"), quantity.end, "observation.portion", 0.8)
        fact = replace(scene.discourse.budget, **evidence, value=quantity.value, part=part.lower())
        yield replace(fact, precision=quantity.precision)
        return
    whole, noun = scene.discourse.budget, chunks.get(number - 2)
    link = chunks.get(number - 1).word
    is_part = link == "at" and _SLICED.search(scene.skeleton.text)
    is_account = link == "of" and noun.word in ("account", "accounts")
    if whole is None or noun.kind != "noun" or not (is_part or is_account):
        return
    if quantity.kind != "money" or quantity.value >= whole.value:
        return
    subject = chunks.subject(number - 3) if chunks.get(number - 3).kind == "verb" else None
    named = (
        chunks.all[subject[0]] if subject and noun.word in ("slice", "share", "portion") else noun
    )
    part = _LEADING.sub("", scene.skeleton.words(named.start, named.end))
    evidence = scene.evidence(named.start, quantity.end, "observation.portion", 0.8)
    yield replace(
        whole, **evidence, value=quantity.value, part=part.lower(), precision=quantity.precision
    )


def _invested(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "will invest 12.4 billion won by 2026": money spent or to be spent, on no program by name."""
    verb = chunks.get(number - 1)
    metric = _INVESTING.get(verb.verb.lemma) if verb.verb else None
    subject = scene.agent(verb.start) if verb.finite else scene.subject(verb.start)
    if quantity.kind != "money" or metric is None or subject is None:
        return
    if re.match(
        r" (?:(?:on|in|into|for) (?!⟨date|the (?:next|past|coming))|to (?!⟨))",
        scene.skeleton.text[quantity.end :],
    ):
        return  # the money of what follows
    is_planned = scene.is_planned(verb.start) or scene.is_planned(verb.end)
    if not (is_planned or verb.finite):
        return
    named = _program_after(scene, chunks, number)
    if named is None:
        role = "target" if is_planned else "actual"
        yield stated(scene, quantity, metric, role, (verb.start, quantity.end), subject)


def _raised(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "1.4 billion won has been raised": money that is the subject of what was done with it."""
    verb = chunks.get(number + 1)
    metric = _INVESTING.get(verb.verb.lemma) if verb.verb and verb.passive else None
    subject = scene.subject(quantity.start)
    if quantity.kind != "money" or metric is None or subject is None or not verb.finite:
        return
    role = "target" if scene.is_planned(verb.end) else "actual"
    yield stated(scene, quantity, metric, role, (chunks.all[number].start, verb.end), subject)


def _awards_won(
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


def _share_done(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "54 per cent of household waste was diverted from landfill": a share of what is done with it."""
    match = scene.grammar.pattern(
        r" of (?:the |its |all )?(?P<what>{np}(?: {np}){0,3})(?: in (?:the )?[\w -]{3,30}?)? (?:is|are|was|were|has been|have been|is now|are now) (?P<done>(?:[a-z]+ed|sent|kept|put|met|built|held)(?:, [a-z]+ed)*(?:,? (?:or|and) [a-z]+ed)?(?: (?:from|to|into|by) (?:the )?{np}(?: {np})?)?)"
    ).match(scene.skeleton.text, quantity.mention_end)
    owner = scene.subject(quantity.start)
    if quantity.kind != "pct" or match is None or owner is None:
        return
    metric = (
        f"{scene.skeleton.words(*match.span('what'))} {scene.skeleton.words(*match.span('done'))}"
    )
    fact = stated(scene, quantity, metric, "share", (quantity.start, match.end()), owner)
    yield replace(fact, unit="%")


def _did_a_share(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "diverted 58.9 per cent of its waste from landfill": the share that a deed was done to."""
    verb = chunks.get(number - 1)
    match = scene.grammar.pattern(
        r" of (?:the |its |all |all its )?(?P<what>{np}(?: {np}){0,3})(?P<away> from (?:the )?{np})?"
    ).match(scene.skeleton.text, quantity.mention_end)
    owner = scene.agent(verb.start) if verb.kind == "verb" and verb.finite else None
    if quantity.kind != "pct" or match is None or owner is None or verb.word in ("be", "have"):
        return
    if _way(scene, verb) or scene.is_planned(verb.start):
        return
    did = participle(verb.verb.lemma) if verb.verb else verb.word
    metric = f"{scene.skeleton.words(*match.span('what'))} {did}{match['away'] or ''}"
    yield stated(scene, quantity, metric, "share", (verb.start, match.end()), owner)


def _out_of(
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


def _named_things(
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


def _made_of_it(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "a target of 25,000 jobs … had created 19,420": of what was aimed for."""
    verb, target = chunks.get(number - 1), told.figure
    made = verb.verb is not None and verb.word in scene.grammar.deliveries
    if target is None or target.role != "target" or quantity.noun or quantity.kind != "num":
        return
    if made and verb.finite and not scene.is_planned(verb.end - len(verb.word)):
        fact = _like(scene, target, quantity, "actual", (verb.start, quantity.end), target.unit)
        when = scene.date_near(quantity.start, quantity.end)
        yield replace(fact, period=when or target.period)


def _including(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "320,000 people …, including 45,000 foreigners": a part of those counted."""
    whole = told.figure
    lead = chunks.get(number - 1).word in ("including", "includes")
    if whole is None or not lead or quantity.noun is None or quantity.kind != "num":
        return
    if quantity.unit == whole.unit and quantity.value < abs(whole.value):
        evidence = scene.evidence(quantity.start, quantity.end, "observation.including", 0.75)
        yield replace(
            whole,
            **evidence,
            value=quantity.value,
            part=quantity.noun,
            precision=quantity.precision,
        )


def _took_part(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "412,000 people turned out for the festival": of the program named, else of the government."""
    verb = chunks.get(number + 1)
    did = next((word for word in _words(scene, verb) if word in _TAKEN_PART), None)
    if verb.kind != "verb" or did is None or quantity.noun is None or quantity.unit not in _WHO:
        return
    if not verb.finite or chunks.get(number - 1).kind in ("verb", "preposition"):
        return
    named = _program_after(scene, chunks, number + 1)
    place = next(scene.skeleton.placeholders("gov", start=verb.end), None)
    subject = scene.subject(quantity.start)
    owner = subject or (Subject(place.mention, ()) if place else None)
    if owner is None:
        return
    did = "taken part" if did in ("taken", "took") else did
    metric = known_metric(scene, f"{quantity.noun} {did}")
    fact = stated(scene, quantity, metric, "actual", (chunks.all[number].start, verb.end), owner)
    named = named or program_used(scene, verb.end) or _program_before(scene, quantity.start)
    if named is None and did in _CAME:
        named = event_spoken_of(scene)
    yield replace(fact, about=named or fact.about, reader="en.observation.participation")


def _program_before(scene: Scene, at: int) -> str | None:
    """The quoted program that a relative clause speaks of: "the ‘X’ program …, in which"."""
    quoted = list(scene.skeleton.placeholders("quoted", end=at))
    is_relative = re.search(r"\bin which $", scene.skeleton.text[:at])
    return quoted[-1].mention.name if quoted and is_relative else None


def _used_by(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "The centre was used by 58,300 people": of the program that is the subject."""
    verb = chunks.get(number - 2)
    did = next((word for word in _words(scene, verb) if word in _TAKEN_PART), None)
    if chunks.get(number - 1).word != "by" or verb.kind != "verb" or not verb.passive:
        return
    subject = chunks.subject(number - 2)
    main = scene.discourse.prominence.main
    owner = scene.subject(quantity.start) or (Subject(main, (main.span,)) if main else None)
    if did is None or quantity.noun is None or subject is None or owner is None:
        return
    first = chunks.all[subject[0]]
    named = next((p.name for p in programs_at(scene, first.start)), None)
    named = named or noun_stands_for(scene, first.start)
    metric = known_metric(scene, f"{quantity.noun} {did}")
    fact = stated(scene, quantity, metric, "actual", (verb.start, quantity.end), owner)
    yield replace(fact, about=named or fact.about, reader="en.observation.used")


def _there_were(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "There were 154 births in the county last year"."""
    verb, there = chunks.get(number - 1), chunks.get(number - 2)
    owner = scene.subject(quantity.start)
    if there.word != "there" or verb.word != "be" or owner is None or quantity.noun is None:
        return
    metric = known_metric(scene, quantity.noun)
    yield stated(scene, quantity, metric, "actual", (there.start, quantity.end), owner)


def _had(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "The district has 21 libraries": what a government or a program has."""
    verb = chunks.get(number - 1)
    if verb.kind != "verb" or verb.word not in _HAVING or quantity.noun is None:
        return
    if quantity.kind != "num" or quantity.value < _ENOUGH or scene.is_planned(quantity.start):
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


def _or(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "18,600, or 4.5 percent of the total", "2.1 percent of the total, or 86,652": a part twice."""
    last = told.last
    if chunks.get(number - 1).word != "or" or last is None or last.part is None:
        return
    if quantity.kind == "pct" and last.role == "actual" and chunks.get(number + 1).word == "of":
        end = chunks.get(number + 2).end
        yield _like(scene, last, quantity, "share", (quantity.start, end), "%")
    elif quantity.kind == "num" and last.role == "share" and quantity.noun is None:
        whole = told.figure or scene.discourse.figure
        unit = whole.unit if whole else None
        yield _like(scene, last, quantity, "actual", (quantity.start, quantity.end), unit)


def _series(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "6,000 by 2026: 1,200 next year, 1,400 in 2024": the same for other periods."""
    figure, period = told.figure, _date_of(scene, chunks, number)
    if figure is None or period is None or period == figure.period or told.last is None:
        return
    joint = chunks.get(number - 1)
    if joint.word not in (",", "and", ";", ":", "with") or quantity.kind == "pct":
        return
    if quantity.noun is not None and quantity.unit != figure.unit:
        return
    is_ahead = scene.issued is not None and period[:_YEAR] > str(scene.issued.year)
    evidence = scene.evidence(quantity.start, _date_end(chunks, number), "observation.series", 0.75)
    yield replace(
        figure,
        **evidence,
        value=quantity.value,
        period=period,
        role="target" if is_ahead else figure.role,
        precision=quantity.precision,
    )


def _in_brackets(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "seniors (5,020), youth (1,264) and others (822)": parts of the figure told before."""
    whole = told.figure or scene.discourse.figure
    if whole is None or not _is_bracketed(chunks, number) or quantity.kind not in ("num", "money"):
        return
    if quantity.kind == "money" and _PROGRAMS_LISTED.search(scene.skeleton.text[: quantity.start]):
        return  # the money of each program belongs to its undertaking
    items = [n for n in range(len(chunks.all)) if _is_bracketed(chunks, n)]
    if len(items) < _ENOUGH or quantity.noun is not None or quantity.value >= abs(whole.value):
        return
    noun = chunks.get(number - 2)
    evidence = scene.evidence(noun.start, chunks.get(number + 1).end, "observation.bracketed", 0.75)
    part = _LEADING.sub("", scene.skeleton.words(noun.start, noun.end))
    yield replace(whole, **evidence, value=quantity.value, part=part, precision=quantity.precision)


def _share_in_brackets(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "243.1 billion won (11 percent)": the share of the part told right before it."""
    last, before = told.last, chunks.get(number - 2)
    if last is None or last.part is None or quantity.kind != "pct" or last.role == "share":
        return
    is_next = chunks.get(number - 1).word == "(" and before.kind == "quantity"
    if is_next and scene.skeleton.span(before.start, before.end).end >= last.end:
        end = chunks.get(number + 1).end
        yield _like(scene, last, quantity, "share", (before.start, end), "%")


def _is_bracketed(chunks: Chunks, number: int) -> bool:
    return (
        chunks.get(number).kind == "quantity"
        and chunks.get(number - 1).word == "("
        and chunks.get(number + 1).word == ")"
        and chunks.get(number - 2).kind == "noun"
    )


def _are(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "4,075 went to people aged 60 or older", "150 of them were women": a part by what it is."""
    whole = told.figure or scene.discourse.figure
    verb = chunks.get(number + 1)
    if verb.word == "(" and chunks.get(number + 3).word == ")":
        verb = chunks.get(number + 4)
    if chunks.get(number + 2).word in ("them", "these", "those") and verb.word == "of":
        verb = chunks.get(number + 3)
    if whole is None or verb.kind != "verb" or quantity.kind not in ("num", "pct"):
        return
    is_alone = quantity.noun is None or quantity.unit == whole.unit
    to = chunks.get(chunks.all.index(verb) + 1)
    if verb.word == "be":
        group = to
    elif verb.word in ("went", "go", "goes") and to.word == "to":
        group = chunks.get(chunks.all.index(to) + 1)
    else:
        return
    if group.kind != "noun" or not is_alone or whole.part or "⟨" in group.word:
        return
    if quantity.kind == "num" and quantity.value >= abs(whole.value):
        return
    evidence = scene.evidence(quantity.start, group.end, "observation.slice", 0.75)
    part = _LEADING.sub("", scene.skeleton.words(group.start, group.end))
    fact = replace(whole, **evidence, value=quantity.value, part=part, precision=quantity.precision)
    yield replace(fact, role="share", unit="%") if quantity.kind == "pct" else fact


def _measured(scene: Scene, chunks: Chunks, subject: tuple[int, int]) -> _Measured | None:
    """The metric that a subject names, with its group and the government it belongs to."""
    first, last = subject
    head = chunks.all[first]
    if head.kind != "noun":
        return None
    owner = scene.owner(head.start)
    others = _POSSESSOR.match(scene.skeleton.text, head.start)
    if others and owner and not owner.mention.name.startswith(others["name"]):
        return None  # "Samsung's sales": somebody else's
    n, metric, part = first, head, None
    is_share = head.word in _SHARES and chunks.get(first + 1).word == "of"
    if head.word in _SUM_OF or is_share:
        if chunks.get(first + 1).word != "of" or chunks.get(first + 2).kind != "noun":
            return None
        n = first + 2
        metric = chunks.all[n]
    start, end = metric.start, metric.end
    for k in range(n + 1, last):
        link, noun = chunks.all[k], chunks.get(k + 1)
        opening = scene.skeleton.text[noun.start : noun.end].split(" ")[0]
        if link.word == "(" and opening in ("ages", "age", "aged"):
            closing = scene.skeleton.text.find(")", noun.end)
            part = scene.skeleton.words(noun.start, closing)
        if link.kind == "verb" and not link.finite and k == n + 1 and noun.word in _DONE_WITH:
            end = chunks.get(k + 2).end  # "residents satisfied with the council"
        if link.kind != "preposition" or chunks.get(k - 1).kind == "verb":
            continue
        place = next(scene.skeleton.placeholders("gov", start=noun.start, end=noun.end), None)
        if place and link.word in (*_PLACED, "from", "by", "to"):
            owner = Subject(place.mention, ())
        elif link.word in _JOINED and noun.kind == "noun" and k == n + 1:
            end = noun.end
            if chunks.get(k + 2).word == "and" and k + 3 <= last:
                end = chunks.get(k + 3).end  # "exports of farm and fishery products"
        elif link.word in _GROUPED and noun.kind == "noun":
            part = _GROUP.sub("", scene.skeleton.words(noun.start, noun.end))
    if owner is None:
        return None
    own = next(scene.skeleton.placeholders("gov", start=head.start, end=head.end), None)
    if own and scene.skeleton.text[own.end : own.end + 2] == "'s":
        owner = Subject(own.mention, ())
    words = _LEADING.sub("", scene.skeleton.text[start:end])
    if not words or "⟨" in words or _NO_MEASURE.fullmatch(metric.word):
        return None
    if metric.word in scene.grammar.government_nouns or _is_a_name(scene, metric):
        return None
    if words in _SAYS_LITTLE:
        return None
    text = scene.skeleton.words(end - len(words), end)
    return _Measured(text, part, owner, head.start, is_share)


def _is_a_name(scene: Scene, noun: Chunk) -> bool:
    """Whether a noun phrase ends as a name does, in a capital that does not begin the sentence."""
    at = noun.end - len(noun.word)
    return at > 0 and scene.skeleton.text[at : at + 1].isupper()


def _of(scene: Scene, quantity: Quantity, measured: _Measured, role: str) -> Observation:
    metric = known_metric(scene, measured.metric)
    fact = stated(scene, quantity, metric, role, (measured.start, quantity.end), measured.owner)
    event = event_spoken_of(scene)
    if event and metric.split()[-1].lower() in _COMERS and measured.owner.context:
        fact = replace(fact, about=event)
    unit = fact.unit or unit_of_metric(scene, metric)
    if measured.is_share and quantity.kind == "pct" and role == "actual":
        role = "share"
    return replace(fact, unit=unit, role=role, part=measured.part, reader="en.observation.measured")


def _like(
    scene: Scene,
    fact: Observation,
    quantity: Quantity,
    role: str,
    quoted: tuple[int, int],
    unit: str | None,
) -> Observation:
    evidence = scene.evidence(*quoted, f"observation.{role}", 0.8)
    return replace(
        fact, **evidence, value=quantity.value, unit=unit, role=role, precision=quantity.precision
    )


def _words(scene: Scene, verb: Chunk) -> Iterator[str]:
    """The words of a verb group and its participle, as a list of deeds has them."""
    yield from scene.skeleton.text[verb.start : verb.end].split()
    if verb.verb:
        yield participle(verb.verb.lemma)


def _program_after(scene: Scene, chunks: Chunks, verb: int) -> str | None:
    """The program that a verb is said of: "turned out for the X", "visited the X"."""
    at = verb + 2 if chunks.get(verb + 1).kind == "preposition" else verb + 1
    named = next(programs_at(scene, chunks.get(at).start), None)
    return named.name if named else None


def _date_of(scene: Scene, chunks: Chunks, number: int) -> str | None:
    """The date right after a quantity: "1,400 in 2024", "1,200 next year"."""
    n = number + 2 if chunks.get(number + 1).word in ("in", "for", "by", "of") else number + 1
    chunk = chunks.get(n)
    if chunk.kind != "date":
        return None
    mention = next(scene.skeleton.placeholders("date", start=chunk.start)).mention
    if mention.relation == "previous":
        return previous_year(scene.discourse.figure.period) if scene.discourse.figure else None
    return mention.when if mention.relation is None else None


def _date_end(chunks: Chunks, number: int) -> int:
    n = number + 2 if chunks.get(number + 1).word in ("in", "for", "by", "of") else number + 1
    return chunks.get(n).end
