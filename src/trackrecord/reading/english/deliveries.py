"""What was delivered or is to be: a verb of achievement, and the count or amount it was done to."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.measuring import stated, without_article
from trackrecord.reading.english.parts import with_parts
from trackrecord.reading.english.programs import programs_at
from trackrecord.reading.english.quantities import SOME, Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.themes import (
    noun_stands_for,
    program_spoken_of,
    program_within,
    topic,
)
from trackrecord.reading.english.told import Told
from trackrecord.reading.english.words import Verb, participle
from trackrecord.reading.mentions import Mention

_NO_NOUN = r"(?<!\ba )(?<!\bthe )(?<!\bits )"  # "a record high" records nothing
#: A verb of achievement right before what was counted.
VERB = rf"(?<![\w-])(?!(?<!, )(?<!, currently )(?<!, now )housing ){_NO_NOUN}(?P<verb>(?i:{{deliver}})) {SOME}"
_VERB_OBJECT = rf"(?<![\w-])(?!housing )(?P<verb>{{deliver}}) (?P<object>(?:[a-z][\w-]* ){{1,3}})(?:(?:worth|of|totall?ing) <money> )?(?:with|for) {SOME}"
_PASSIVE = r"^(?:,? worth <money>)?(?: (?:in|of|with|from|at|for) (?:the )?{np}(?: {np})?)?(?P<aux>(?: (?:has|have|had))? {passive}| will be| (?:is|are) (?:expected|set|due|scheduled|projected|forecast) to be| (?:is|are) (?:expected|set|due|scheduled) to(?= open\b))(?: newly| also)? (?P<verb>{deliver})(?![\w-])(?! by (?!<gov>|the (?:district|city|county|province)))"
_LISTED = r"(?: of (?:the )?{np}(?: {np}){0,2})? (?P<verb>{deliver})(?=$|[.,;]| (?:in|by|since|this|last|over|across|so far)\b)"
_LINE = re.compile(r"(?:[-•●*·] ?)?(?:(?:About|Around|Some|Nearly|Almost|Over|More than) )?")
_DEED = rf"\b(?!housing )(?P<noun>[A-Za-z]+(?:ments?|ations?|tions?|ings?)) (?:(?:worth|of|totall?ing) <money> )?(?P<link>in|of|for|with|at|to) {SOME}"
#: "82 of 90 pledges": the whole that a count is out of.
_TOTAL_OF = re.compile(r"⟨num:\d+⟩ (?:out )?of (?:the |its )?$")
#: Verbs that say of a count only that it came about.
_LIGHT = ("reach", "record", "post", "achieve", "attain")
_HELPED = re.compile(r"\b(?:help(?:ed|s|ing)?(?: to)?|managed to|able to) $")
_AIM = re.compile(
    r"\bin the process of $|\b(?:goals?|aims?|targets?|plans?|objectives?|purpose|vision) of $"
)
#: "investing 47 billion won to create", "a plan to build": what is put up for it is meant to do it.
_MEANT_TO = re.compile(
    r"\b(?:invest\w*|plan|policy|strategy|roadmap|blueprint|budget)\b[^.;]{0,120}\bto $"
)
#: "The project aims to create": a plan of whoever the text is about.
_ITS_PLAN = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:[a-z]+ )?(?:project|plan|strategy|policy|roadmap|blueprint|administration|initiative) (?:[a-z]+ ){1,3}$"
)
_ELSEWHERE = re.compile(
    r"\b(?:[Nn]ationwide|[Nn]ational|[Gg]lobal|across the country|in the country|Korea|Statistics|ministry|Ministry|compan(?:y|ies)|university)\b"
)
_OWN_PLACE = re.compile(r"\b[Tt]he (?:district|city|county|province|town|borough)\b")
#: Units that measure an amount of something: "4,310 tons of waste".
_MEASURES = frozenset(
    """tons tonnes ton kilograms kilometers kilometres km miles hectares acres meters metres litres
    liters gallons pounds megawatts cubic""".split()
)
_OF_WHAT = re.compile(
    r" of (?:the |its |new )?(?P<what>[a-z][\w'-]*(?: (?!and\b|in\b|at\b|by\b|for\b|from\b|to\b|on\b|such\b|including\b|which\b|that\b|as\b|so\b|than\b|with\b)[a-z][\w'-]*){0,3})"
)
#: "customized support": a base form after a participle or adjective is a noun.
_AFTER_ADJECTIVE = re.compile(
    r"(?<!\bto )(?<!\bwill )\b[a-z]{3,}(?:ized|ised|ored|eted|ated|ial|ical|ive) $"
)
#: "budget securing strategies": a gerund between two nouns.
_AFTER_NOUN = re.compile(r"\b(?:and|the|its) (?:[a-z]+ )?(?:budget|fund|funding|job|investment) $")
_FIRST_TO = re.compile(r"\b(?:was|is|became|become) the (?:first|only)\b[^.;]{0,60} to $")
_IS_DOING = re.compile(r"\b(?:is|are)(?: also| now| currently| newly)? $")
_ENTRIES = re.compile(r"(?:entries|applications|submissions|nominations|cases|proposals)")
#: A title right before a verb, with what is said of it between commas.
_TITLED = re.compile(
    r"(?:^|[,;.] |\b(?:and|while|as|that) )(?:[Tt]he |[Ii]ts )?(?P<name>[A-Z][\w:'&-]*(?: (?:of |for |and )?[A-Z0-9][\w:'&-]*)*)"
    r"(?: (?:in|during) (?:[a-z]+|⟨date:\d+⟩)| ⟨date:\d+⟩)?(?:, [^,.;]{3,80},)?(?: (?:has|have|had|also|already))* $"
)
_OF_AWARD = re.compile(
    r"(?:^|[,;] )[Tt]h(?:e|is)(?: year's)? (?:contest|competition|awards?|event|evaluation|prize)(?: has| have| had)? $"
)


def delivered(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """A verb of achievement with the count as its object, or in the passive as its subject."""
    text = scene.skeleton.text
    if quantity.kind != "num" or quantity.noun is None or scene.before(_TOTAL_OF, quantity.start):
        return
    if passive := scene.grammar.pattern(_PASSIVE).search(text[quantity.end :]):
        if not _is_placed(scene, quantity.start):
            return
        end = quantity.end + passive.end("verb")
        facts = delivery(scene, told, quantity, quantity.noun, passive["verb"], quantity.start, end)
        to_come = passive["aux"].endswith((" be", " to"))
        yield from (replace(fact, role="target") if to_come else fact for fact in facts)
    elif listed := _listed(scene, quantity, told):
        end = quantity.end + listed.end("verb")
        yield from delivery(
            scene, told, quantity, quantity.noun, listed["verb"], quantity.start, end
        )
    elif active := scene.before(VERB, quantity.start):
        start = _with_subject(scene, active.start())
        yield from delivery(
            scene, told, quantity, quantity.noun, active["verb"], start, quantity.end
        )
    elif (deed := scene.before(_DEED, quantity.start)) and (verb := _verb_of(scene, deed["noun"])):
        if quantity.unit == "governments":
            return  # "the achievements of 18 cities": theirs
        link = "" if deed["link"] == "of" else f" {deed['link']}"
        metric = f"{quantity.noun} {participle(verb)}{link}"
        yield from delivery(scene, told, quantity, metric, None, deed.start("link"), quantity.end)
    elif indirect := scene.before(_VERB_OBJECT, quantity.start):
        done = participle(scene.grammar.deliveries[indirect["verb"]].lemma)
        what = without_article(indirect["object"].strip())
        metric = f"{quantity.noun} with {done} {what}"
        verb_at = indirect.start("verb")
        is_compound = scene.before(_AFTER_NOUN, verb_at) is not None
        if not is_compound and not re.search(r"\bof\b", indirect["object"]):
            yield from delivery(scene, told, quantity, metric, None, indirect.start(), quantity.end)


def _listed(scene: Scene, quantity: Quantity, told: Told) -> re.Match[str] | None:
    """ "622 miles of road swept": a line of a list, which has no other verb."""
    match = scene.grammar.pattern(_LISTED).match(scene.skeleton.text[quantity.end :])
    verb = scene.grammar.deliveries[match["verb"].lower()] if match else None
    is_done = verb is not None and verb.form in ("past", "participle")
    begins = _LINE.fullmatch(scene.skeleton.text[: quantity.start])
    finite = [c for c in told.chunks.all if c.kind == "verb" and c.finite] if told.chunks else []
    is_alone = not finite or (match and finite[0].start >= quantity.end and len(finite) == 1)
    return match if is_done and begins and is_alone else None


def delivery(
    scene: Scene, told: Told, quantity: Quantity, noun: str, verb: str | None, start: int, end: int
) -> Iterator[Observation]:
    """What was delivered, or is meant to be: the metric is the thing counted and the verb done to it."""
    said = scene.grammar.deliveries[verb.lower()] if verb else None
    is_active = said is not None and start < quantity.start
    if said and verb and is_active and _is_in_a_compound(scene, said, _of_verb(scene, start, verb)):
        return
    if said and is_active and (said.form in ("past", "third") or _is_intended(scene, start)):
        spoken = program_spoken_of(scene, _verb_start(scene, start)) or _named_doer(
            scene, told, _verb_start(scene, start)
        )
        verb_start = _verb_start(scene, start)
        is_plan = _ITS_PLAN.search(scene.skeleton.text[:verb_start]) and said.form == "base"
        if spoken is None and not is_plan and scene.agent(verb_start) is None:
            return
    if noun.split()[-1].lower() in _MEASURES:
        of = _OF_WHAT.match(scene.skeleton.text, quantity.end)
        if of is None:
            return  # how much of what, it does not say
        end = max(end, of.end("what"))
        noun = scene.skeleton.words(*of.span("what"))
    metric = f"{noun} {participle(said.lemma)}" if said and said.lemma not in _LIGHT else noun
    role = _role(scene, quantity, said, start)
    if role is None:
        return
    doer = _named_doer(scene, told, _verb_start(scene, start)) if is_active else None
    subject = scene.subject(quantity.start) or (scene.main_subject if doer else None)
    if subject:
        fact = stated(scene, quantity, metric, role, (start, end), subject)
        of_award = scene.discourse.award if said is not None and _ENTRIES.fullmatch(noun) else None
        doer = doer or (of_award.name if of_award else None)
        fact = replace(fact, about=doer or fact.about, reader="en.observation.delivered")
        yield from with_parts(scene, fact, start, end)


def _is_in_a_compound(scene: Scene, said: Verb, verb: int) -> bool:
    """Whether what looks like a verb is part of a noun: "tailored support policies", "Adding 10"."""
    before = scene.skeleton.text[:verb]
    if said.form == "base":
        return _AFTER_ADJECTIVE.search(before) is not None
    if said.form != "gerund":
        return False
    is_adding_up = said.lemma == "add" and not before.strip()
    return is_adding_up or _AFTER_NOUN.search(before) is not None


def _is_intended(scene: Scene, start: int) -> bool:
    """Whether a word of intention stands right before the verb: "will create", "plans to create"."""
    return scene.before(r"(?i:\b{will}) $", start) is not None


def _verb_start(scene: Scene, start: int) -> int:
    """Where the verb of a quote stands, after the subject that the quote may begin with."""
    match = scene.grammar.pattern(r"(?<![\w-]){deliver}(?![\w-])").search(
        scene.skeleton.text, start
    )
    return match.start() if match else start


def _of_verb(scene: Scene, start: int, verb: str) -> int:
    """Where a verb stands in a quote that may begin with its subject."""
    return max(scene.skeleton.text.find(verb, start), start)


def _role(scene: Scene, quantity: Quantity, said: Verb | None, start: int) -> str | None:
    """Actual or target; None for an infinitive that says neither ("a fund to create 500 jobs")."""
    verb = _verb_start(scene, start)
    before = scene.skeleton.text[:verb]
    period = scene.date_near(quantity.start, quantity.end)
    is_ahead = bool(period and scene.issued and int(period[:4]) > scene.issued.year)
    if is_ahead and (said is None or said.form in ("base", "gerund")):
        return "target"
    if said is None or said.form in ("past", "third"):
        return "target" if said is None and scene.is_planned(start) else "actual"
    if _HELPED.search(before):
        return "actual"
    if scene.is_planned(verb) or _AIM.search(before):
        return "target"
    if said.form == "base" and _FIRST_TO.search(before):
        return "actual"  # "was the first in the country to provide"
    if said.lemma == "recruit" and said.form == "gerund" and _IS_DOING.search(before):
        return "target"  # "is recruiting 43 households"
    if said.form == "base":
        return "target" if _MEANT_TO.search(before) else None
    return "actual"


def _is_placed(scene: Scene, at: int) -> bool:
    """Whether a passive says whose doing it was: a government or program of its own sentence."""
    own = any(place.start < at for place in scene.subjects)
    if own or topic(scene, at) is not None or _OWN_PLACE.search(scene.skeleton.text):
        return True
    others = any(True for _ in scene.skeleton.placeholders("body"))
    elsewhere = _ELSEWHERE.search(scene.skeleton.text)
    subject, main = scene.subject(at), scene.main_subject
    if subject is None or others or elsewhere:
        return False
    return main is None or _is_same(subject.mention, main.mention)


def _is_same(one: Mention, other: Mention) -> bool:
    return one.name == other.name or bool(set(one.iris) & set(other.iris))


def _named_doer(scene: Scene, told: Told, verb: int) -> str | None:
    """The program or award that is a verb's subject: "the ‘Happy Bus’ carried", "the contest drew"."""
    before = scene.skeleton.text[:verb]
    match = re.search(r"(?P<name>⟨quoted:\d+⟩),?(?: has| have| had)? $", before)
    if match:
        return scene.skeleton.mention(match["name"]).name
    if scene.discourse.award and _OF_AWARD.search(before):
        return scene.discourse.award.name
    titled = _TITLED.search(before)
    if titled is None:
        return _program_subject(scene, told.chunks, verb)
    name = scene.skeleton.words(*titled.span("name"))
    program = next(programs_at(scene, titled.start("name")), None)
    is_known = name in scene.discourse.programs
    return name if is_known else program.name if program and program.name in name else None


def _program_subject(scene: Scene, chunks: Chunks | None, verb: int) -> str | None:
    """The program that is a verb's subject some way before it: "The library opened in May and has drawn"."""
    number = chunks.at(verb) if chunks else None
    subject = chunks.subject(number) if chunks and number is not None else None
    if chunks is None or subject is None:
        return None
    start, end = chunks.all[subject[0]].start, chunks.all[subject[1]].end
    return program_within(scene, start, end) or noun_stands_for(scene, start)


def _verb_of(scene: Scene, noun: str) -> str | None:
    """The verb that a noun comes from, if it is one of achievement: investment → invest."""
    plain = noun.lower()
    for ending, instead in (
        ("ment", ""),
        ("ation", ""),
        ("ion", "e"),
        ("ion", ""),
        ("ing", ""),
        ("ing", "e"),
    ):
        stem = re.sub(rf"{ending}s?$", instead, plain)
        if stem != plain and (verb := scene.grammar.deliveries.get(stem)):
            return verb.lemma
    return None


def _with_subject(scene: Scene, verb: int) -> int:
    """Where the subject of a verb begins, if it stands right before it; else the verb's own place."""
    match = re.search(
        r"(?:⟨gov:\d+⟩(?: \([^()]*\))?|\b[Tt]he (?:district|city|county|province)|\b[Ii]t) "
        r"(?:(?:has|have|had|also|newly) )*$",
        scene.skeleton.text[:verb],
    )
    return match.start() if match else verb
