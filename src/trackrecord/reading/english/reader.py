"""The English reader: sentences in, facts out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.document import Document
from trackrecord.facts import Fact, Observation
from trackrecord.lexicon import Lexicon
from trackrecord.reading.english.claims import claims
from trackrecord.reading.english.conferrals import conferrals
from trackrecord.reading.english.governments import bare_name, unknown_governments
from trackrecord.reading.english.grammar import Grammar, grammar_of
from trackrecord.reading.english.mentions import mentions_in
from trackrecord.reading.english.observations import observations
from trackrecord.reading.english.prizes import with_ceremony, with_own_prizes, with_prize
from trackrecord.reading.english.scene import Discourse, Scene
from trackrecord.reading.english.schemes import schemes
from trackrecord.reading.english.tenures import tenures
from trackrecord.reading.english.themes import note_event, note_programs, subject_program
from trackrecord.reading.english.undertakings import undertakings
from trackrecord.reading.mentions import Mention
from trackrecord.reading.prominence import prominence
from trackrecord.reading.repeats import RECENT
from trackrecord.reading.sentences import Sentence, sentences
from trackrecord.reading.skeleton import Skeleton

#: Where an agency reports from: "SUWON, South Korea, July 25 (Agency) --", "MILTON —".
_DATELINE = re.compile(
    r"^(?!CITY HALL|BREAKING|UPDATE|WATCH|PHOTOS|VIDEO|NEWS)(?P<place>[A-Z][A-Z'-]+(?: [A-Z][A-Z'-]+){0,2})(?:,? [^.]{0,40}| \([A-Z ]+\))? ?(?:--|[–—]) ",
    re.MULTILINE,
)
#: What a text says its figures are of: "In 2023, …", "the results of its job policies for 2023".
_SPOKEN_OF = (
    r"^(?:In|During|Throughout|For) (?P<opening><date>)(?:,| (?=the (?:council|city|district|county|province)\b|it\b|we\b|<gov>))"
    r"|(?P<own><date>)(?:'s)? (?:(?i:annual|year-end|final|crime|safety|public|community|police|performance|financial) )*(?i:figures|results|performance|achievements|numbers|statistics|data)\b"
    r"|(?P<report><date>)(?:'s)? (?i:(?:annual|year-end|final|crime|safety|public|community|police|performance|financial) )*(?i:report|year in review|accounts)\b"
    r"|\b(?:results|performance|achievements|outcomes|figures)(?: report)?(?: (?:of|from|under) [^.,;⟨]{3,50}?)? (?:for|of) (?P<date><date>)"
)
#: The year of the budget that a text is about: "its FY18 budget", "a budget for 2015-2016".
_BUDGET_YEAR = r"(?P<before><date>)(?:'s)? (?:[A-Za-z]+ ){0,3}?[Bb]udget\b|\b[Bb]udget (?:for|of) (?P<after><date>)"
_PRIZE = re.compile(r" (?:award|prize|medal)$")
#: A government's own words for itself; not "the City Council", "the Town of …".
_THE_CITY = re.compile(
    r"\b[Tt]he (?:City|District|County|Province|Council|Borough|Town|Shire)\b(?! (?:[A-Z]|of\b))"
)
#: A year, a half, a quarter: what figures are told for, where a day or month only dates an event.
_IS_LONG = re.compile(r"\d{4}|.+/.+")
#: Lines of a page that are about the publication itself.
_COLOPHON = re.compile(r"^(?:©|\(c\)|copyright\b)|all rights reserved", re.IGNORECASE)


def read_english(document: Document, lexicon: Lexicon) -> Iterator[Fact]:
    """The facts of an English document in reading order; headings add only what the body lacks."""
    grammar = grammar_of(lexicon)
    discourse = Discourse()
    body: list[Fact] = []
    headings: list[Fact] = []
    block = -1
    discourse.prominence = prominence(document, lexicon, unknown_governments(document.text))
    is_named = discourse.prominence.main is not None
    discourse.government = _reported_from(document, lexicon, is_named)
    for sentence in sentences(document):
        if _COLOPHON.search(sentence.text):
            continue
        if sentence.block != block:
            block = sentence.block
            blocks = document.blocks
            discourse.enter_block(blocks[block].start, blocks[max(block - 1, 0)].start)
        scene = _scene(document, sentence, grammar, discourse)
        facts = headings if sentence.is_heading else body
        _set_focus(scene)
        facts.extend(_facts(scene, facts))
    told = {_question(fact) for fact in body}
    figures = {(fact.value, fact.role) for fact in body if isinstance(fact, Observation)}
    yield from body
    for fact in headings:
        is_figure = isinstance(fact, Observation) and (fact.value, fact.role) in figures
        if not is_figure and _question(fact) not in told:
            yield fact


def _plain(text: str) -> str:
    """The skeleton with "the City", "the Council" as most write them: "the city"."""
    return _THE_CITY.sub(
        lambda match: match[0].lower() if match[0][0] == "t" else "The" + match[0][3:].lower(), text
    )


def _scene(document: Document, sentence: Sentence, grammar: Grammar, discourse: Discourse) -> Scene:
    ahead = grammar.pattern(r"\b{will}\b").search(sentence.text) is not None
    found = mentions_in(
        sentence, grammar.lexicon, document.issued, ahead, discourse.places, discourse.awards
    )
    return Scene(
        document.text,
        document.id,
        document.issued,
        Skeleton(sentence, found, _plain),
        discourse,
        grammar,
    )


def _reported_from(document: Document, lexicon: Lexicon, named: bool) -> Mention | None:
    """The government of a dateline's place: the one of that name that the authority knows.

    A place that it does not know governs itself, if the text has no other government `named`.
    """
    datelines = list(_DATELINE.finditer(document.text))
    if len(datelines) != 1:
        return None
    dateline = datelines[0]
    place = dateline["place"].title()
    iris = lexicon.governments_short_named(place)
    start, end = dateline.span("place")
    if not iris and not named:
        return Mention("gov", start, end, place)
    if len(iris) != 1 or start > 0:
        return None
    return Mention("gov", start, end, lexicon.things[iris[0]].label("en"), iris)


def _facts(scene: Scene, facts: list[Fact]) -> Iterator[Fact]:
    told = scene.discourse.conferral
    recent = max(0, len(facts) - RECENT)
    own = list(with_own_prizes(scene, facts[recent:]))
    for number, with_own in own:
        facts[recent + number] = with_own
    if own:
        scene.discourse.conferral = None
    elif told and told in facts[-RECENT:] and (prized := with_prize(scene, told)):
        facts[facts.index(told, -RECENT)] = scene.discourse.conferral = prized
    elif told and told in facts[-RECENT:] and (placed := with_ceremony(scene, told)):
        facts[facts.index(told, -RECENT)] = scene.discourse.conferral = placed
    note_event(scene)
    yield from tenures(scene)
    yield from conferrals(scene)
    yield from schemes(scene)
    yield from claims(scene)
    yield from observations(scene)
    for undertaking in undertakings(scene):
        scene.discourse.program = undertaking.program
        scene.discourse.programs.add(undertaking.program)
        yield undertaking
    note_programs(scene)
    scene.discourse.topic = subject_program(scene)


def _set_focus(scene: Scene) -> None:
    """Turn the discourse to what the sentence is about: its first subject, its last named award."""
    discourse = scene.discourse
    holders = list(scene.find(r"(?:{office} (?:{name})?(?: of)?|, (?:the )?{office} of) <gov=gov>"))
    if scene.subjects:
        first = scene.subjects[0].mention
        is_aside = scene.opens_with_several or discourse.prominence.is_passing(first)
        if discourse.government is None or not is_aside:
            discourse.government = first
    elif holders:
        discourse.government = scene.mention(holders[0], "gov")
    else:
        for person, government in discourse.people.items():
            if person in scene.skeleton.text:
                discourse.government = government
    discourse.government = discourse.government or scene.named_by_kind
    if discourse.government and discourse.government not in discourse.governments[-1:]:
        discourse.governments.append(discourse.government)
    for match in scene.find(_SPOKEN_OF):
        told = next(name for name, words in match.groupdict().items() if words)
        period = scene.mention(match, told)
        if period.relation or not period.when or not _IS_LONG.fullmatch(period.when):
            continue
        if told in ("date", "report"):
            discourse.reported = period
        else:
            discourse.period = period
    for match in scene.find(_BUDGET_YEAR) if "udget" in scene.skeleton.text else ():
        year = scene.mention(match, "before" if match["before"] else "after").when
        if year and _IS_LONG.fullmatch(year) and discourse.budget_year is None:
            discourse.budget_year = year
    for place in scene.skeleton.placeholders("gov"):
        discourse.mentioned.append(place.mention)
        if name := bare_name(place.mention):
            discourse.places.setdefault(name, place.mention)
    main = discourse.prominence.main
    if discourse.government is None and main:
        named = [
            g for g in discourse.mentioned if g.name == main.name or set(g.iris) & set(main.iris)
        ]
        discourse.government = named[-1] if named else None  # though it is no subject
    for place in scene.skeleton.placeholders("award"):
        is_prize = _PRIZE.search(place.mention.name) is not None
        if is_prize and discourse.award and not place.mention.iris:
            continue  # "the Leadership award" is one of those in focus
        discourse.award = place.mention
        if not place.mention.iris:
            discourse.awards.setdefault(place.mention.name, replace(place.mention, ordinal=None))
        if place.mention.edition:
            discourse.editions.setdefault(place.mention.name, place.mention.edition)


def _question(fact: Fact) -> tuple[object, ...]:
    """What a fact asks, so far as a heading says it."""
    columns = fact.columns()
    asked = tuple(
        columns.get(name) for name in fact.identity if name not in ("category", "concerns", "scope")
    )
    return (fact.kind, *asked)
