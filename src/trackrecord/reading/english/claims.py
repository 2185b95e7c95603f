"""Boasts: streaks, firsts, onlies, mosts and ranks, each with whom it is measured against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from trackrecord.facts import Claim
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.numerals import numerals, ordinals

_IN_A_ROW = r"(?:in a row|running|straight|consecutively|in succession)"
_RUN_OF = r"(?:consecutive|straight|successive)"
_STREAKS = (
    rf"(?P<count><num>) {_RUN_OF} (?:years?|times?|editions?)",
    rf"(?P<count><num>) (?:years?|times?) {_IN_A_ROW}",
    rf"(?P<count>\b(?:\d+(?:st|nd|rd|th)|[a-z]+(?:th|ond|ird))) (?:{_RUN_OF} (?:year|time)|(?:year|time) {_IN_A_ROW})",
)
_ONLY = (
    r"(?:the|Korea's|the country's|the nation's) {only} (?:[\w-]+ ){0,2}?{governments}(?: {scope})?(?= (?:to|that|which|in|with|selected|chosen|among)\b)",
    r"the {only} one (?:{scope} )?(?:to|that|which|among)\b",
    r"the {only} one of (?:the )?(?:(?:[A-Z]\w+|[a-z]+|<gov>)'s )?(?:<num> )?(?:[\w-]+ ){0,2}?{governments}(?= to\b)",
)
_FIRST = (
    r"(?<!ranked )(?<!placed )(?<!came )(?<!ranking )(?<!finished )(?:the )?first(?: (?:[\w-]+ ){0,3}?{governments})? {scope}(?: to {np})?",
    r"(?:the )?first(?: [\w-]+){1,4}? {scope}",
    r"(?:{owner}|the world's|<gov>'s) (?:very )?first(?: [\w-]+){0,8} <quoted>(?: (?!named|called|in|to|and|with|which|that|for|at|on|by|as)[a-z]+)?",
    r"(?:{owner}|the world's|<gov>'s) (?:very )?first(?: [\w-]+){1,8}",
    r"(?:the )?first (?:[\w-]+ ){0,2}?{governments}(?: in (?:the )?[A-Z]\w+(?: [A-Z]\w+)?(?: region| area| province)?)? to\b(?: {np})?",
    r"for the first time {scope}",
    r"(?:the )?first in (?:[a-z]+ )?(?:<gov>|[A-Z]\w+)(?= to\b)",
)
_MOST = (
    r"(?:the )?\b{most}(?: (?:of )?[\w-]+){0,5}? {scope}",
    r"record for the {most}(?: <grade|award>|(?: [\w-]+){1,3})",
    r"(?:{owner}|the world's) {most}(?: [\w-]+){1,3}",
)
_RANK = (
    r"\b(?:ranked|ranks|ranking|placed|came|coming|finished|finishing|topped|stood)(?: in| at)? (?:the )?(?P<rank>\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|No\. ?(?:\d+|<num>)|number one)(?: place)?(?: overall)?(?: (?:{scope}|among|out of|in|of)(?: (?:the (?:[\w-]+'s )?|its )?(?P<of><num>)(?: {np}){0,4}| <award|gov|body>)?)?",
    r"\b(?:took|taking|won|winning|secured|claimed|captured|achieved|placing) (?:the )?(?P<rank>\d+(?:st|nd|rd|th)|first|second|third) place(?: overall)?(?: (?:{scope}|among|out of|of|in)(?: (?:all |the (?:[\w-]+'s )?|its )?(?P<of><num>)(?: {np}){0,4}| <award|gov|body>)?)?",
)
#: "The ministry ranked ⟨gov⟩ second among 75 cities".
_RANKED = r"\branked (?:the )?(?P<who><gov>) (?P<rank>\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|No\. ?<num>)(?: (?:{scope}|among|out of|in|of)(?: (?:all |the )?(?P<of><num>)(?: {np}){0,3})?)?"
#: "Acme Inc., the nation's largest …": what a company is.
_OF_ANOTHER = re.compile(
    r"\b(?:Inc|Ltd|LLC|Corp|Co|plc|PLC)\.?,? (?:the |an? )?$|⟨body:\d+⟩, (?:the |an? )?$"
)
_ONE_OF_MANY = re.compile(r"\b(?:among|one of|some of)(?: the)? $")
_NTH_MOST = r"(?:the )?(?P<rank>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))[- ](?:highest|largest|most|best|lowest|biggest)(?: [\w-]+){0,3}? (?:{scope}|among|out of|of|in)(?: (?:the (?:[\w-]+'s )?|its )?(?P<of><num>)(?: {np}){0,4})?"
#: What the only one does, up to the next clause.
_RESTRICTION = re.compile(
    r" (?:to|that|which|with|in|among|of|from|out of)(?:(?! and )[^,.;⟨])*(?:⟨\w+:\d+⟩(?:(?! and )[^,.;⟨])*)?"
)
_DANGLING = re.compile(r"(?: (?:at|in|of|for|to|by|with|on|the|a|an|and))* ?$")
#: Words that say how something is measured and not what.
_MEASURES = ("scale", "number", "amount", "size", "")
#: "The birth rate in ⟨gov⟩ stood at 1.65, the highest …": the boast is of the place.
_PLACED_FIGURE = re.compile(
    r"(?:The |Its )?[a-zA-Z][\w -]{2,50}? (?:in|of|for) (?P<gov>⟨gov:\d+⟩) (?!and\b|,)"
)
_PLACEHOLDER = re.compile(r"⟨num:\d+⟩")
_COPULA = re.compile(r"\b(?:became|become|becomes|becoming|is|was|were|are)(?: also| now)? $")


def claims(scene: Scene) -> Iterator[Claim]:
    """The claims a sentence makes for the government it is about."""
    yield from _streaks(scene)
    for kind, templates, confidence in (
        ("only", _ONLY, 0.9),
        ("first", _FIRST, 0.85),
        ("most", _MOST, 0.8),
    ):
        yield from _boasts(scene, kind, templates, confidence)
    yield from _ranks(scene)


def _streaks(scene: Scene) -> Iterator[Claim]:
    won = scene.grammar.pattern(
        r"\b{win}\b|<award|grade>|\b(?:[Aa]wards?|[Ww]inners?|[Pp]rizes?|on the list|decorated|recogni[sz]ed|honou?red)\b"
    )
    for template in _STREAKS:
        for match in scene.find(template):
            start = _clause_start(scene, match.start())
            subject = scene.subject(match.start())
            value = _count(scene, match["count"])
            if subject is None or value is None or value < 2:
                continue
            if not won.search(scene.skeleton.text):
                continue
            award = _concern(scene, start, match.end())
            yield Claim(
                **scene.evidence(start, match.end(), "claim.streak", 0.9),
                government=subject.mention.name,
                type="streak",
                value=value,
                concerns=award,
                context=subject.context,
            )


def _boasts(
    scene: Scene, kind: str, templates: tuple[str, ...], confidence: float
) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for template in templates:
        for match in scene.find(template):
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            taken.append(match.span())
            before = scene.skeleton.text[: match.start()]
            if _OF_ANOTHER.search(before) or _ONE_OF_MANY.search(before):
                continue
            is_said = _COPULA.search(scene.skeleton.text[: match.start()]) is not None
            subject = scene.agent(match.start()) if is_said else scene.subject(match.start())
            if (place := _PLACED_FIGURE.match(scene.skeleton.text)) and place.end() < match.start():
                subject = Subject(scene.skeleton.mention(place["gov"]), ())
            if subject is None or _is_denied(scene.skeleton.text[: match.start()]):
                continue
            matter = _matter(scene, match, kind)
            yield Claim(
                **scene.evidence(matter.start, matter.end, f"claim.{kind}", confidence),
                government=subject.mention.name,
                type=kind,
                scope=_scope(scene, match),
                concerns=matter.words,
                context=subject.context,
            )


def _ranks(scene: Scene) -> Iterator[Claim]:
    for template in (*_RANK, _RANKED, _NTH_MOST):
        for match in scene.find(template):
            nth = template == _NTH_MOST
            subject = _named_in(scene, match.start()) if nth else scene.agent(match.start())
            if template == _RANKED:
                subject = Subject(scene.mention(match, "who"), ())
            value = _count(scene, match["rank"])
            if subject is None or value is None:
                continue
            of = scene.mention(match, "of").value if match["of"] else None
            concerns, end = _ranking(scene, match.end())
            yield Claim(
                **scene.evidence(match.start(), end, "claim.rank", 0.85),
                government=subject.mention.name,
                type="rank",
                value=value,
                of=of,
                scope=_scope(scene, match),
                concerns=concerns,
                context=subject.context,
            )


def _named_in(scene: Scene, at: int) -> Subject | None:
    """The government a clause is about, or else the last one that the sentence names in any role."""
    subject = scene.subject(at)
    named = list(scene.skeleton.placeholders("gov", end=at))
    return subject or (Subject(named[-1].mention, ()) if named else None)


def _count(scene: Scene, words: str) -> Decimal | None:
    """The number in "⟨num⟩", "8th", "third", "No. 1" or "number one"."""
    if place := _PLACEHOLDER.search(words):
        return scene.skeleton.mention(place[0]).value
    for found in (*ordinals(words), *numerals(words)):
        return found.value
    return None


def _clause_start(scene: Scene, at: int) -> int:
    """Where the clause that ends in a streak begins: at its verb, or at "the only"."""
    text = scene.skeleton.text[:at]
    cut = max(text.rfind(mark) + len(mark) for mark in (", ", "; ", ". ", " and ", '"', "("))
    head = list(scene.grammar.pattern(r"\b{win}\b|\bthe {only}\b").finditer(text, max(cut, 0)))
    if head:
        return head[0].start()
    near = re.search(r"(?:(?:for|in|its|the) ){0,2}$", text)
    return near.start() if near else at


def _is_denied(before: str) -> bool:
    return re.search(r"\b(?:not|never|no longer|without) (?:\w+ ){0,2}$", before) is not None


def _scope(scene: Scene, match: re.Match[str]) -> str | None:
    found = scene.grammar.pattern(r"{scope}|{owner}").search(match[0])
    if not found:
        return None
    at = match.start() + found.start()
    return scene.skeleton.words(at, match.start() + found.end())


def _concern(scene: Scene, start: int, end: int) -> str | None:
    """The award a streak is of: the nearest in the sentence, or the one in focus if the clause says so.

    It says so with the word itself, or by winning what it does not name.
    """
    awards = list(scene.skeleton.placeholders("award"))
    if awards:
        return min(awards, key=lambda place: abs(place.start - end)).mention.name
    award = scene.discourse.award
    text = scene.skeleton.text
    named = re.search(r"\b[Aa]wards?\b|\b[Pp]rizes?\b", text[max(0, start - 60) : end + 60])
    unnamed = scene.grammar.pattern(r"\b{win} (?:for )?(?:the )?<num> ").search(
        text[start:end] + " "
    )
    return award.name if award and (named or unnamed) else None


def _ranking(scene: Scene, end: int) -> tuple[str | None, int]:
    """What a rank is in ("… in the integrity evaluation"), and where the words for the rank end."""
    match = scene.grammar.pattern(
        r"(?: (?:in|at))?(?: the)? (?:<date> )?(?P<what>(?:<award>|<quoted>|(?:{np} ){0,4}(?i:evaluation|assessment|index|survey|contest|competition|ranking|rankings|category)))"
    ).match(scene.skeleton.text, end)
    if match is None:
        return None, end - len(scene.skeleton.text[:end]) + len(
            _DANGLING.sub("", scene.skeleton.text[:end])
        )
    return scene.skeleton.words(match.start("what"), match.end("what")), match.end()


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a boast is about, in the text's words, and the stretch of the skeleton that says it."""

    words: str | None
    start: int
    end: int


def _matter(scene: Scene, match: re.Match[str], kind: str) -> _Matter:
    """The thing done, counted or owned that a boast is about."""
    text, start, end = scene.skeleton.text, match.start(), match.end()
    if kind == "only":
        rest = _RESTRICTION.match(text, end)
        if rest is None:
            return _Matter(None, start, end)
        stop = end + len(_DANGLING.sub("", rest[0]))
        return _Matter(scene.skeleton.words(end, stop), start, stop)
    done = scene.grammar.pattern(r"(?: to)?(?: \w+)?(?: the| a| an)? (?P<name><quoted>)").match(
        text, end
    )
    if done:
        return _Matter(scene.mention(done, "name").name, start, done.end())
    owned = scene.grammar.pattern(
        r"(?:the |for )*(?:record for the )?(?:(?:{owner}|<gov>'s) )?(?:very )?(?:first|{most})(?: time)? ?(?P<what>.*?)(?: ?{scope}.*)?"
    ).fullmatch(match[0])
    words = (
        scene.skeleton.words(start + owned.start("what"), start + owned.end("what"))
        if owned
        else ""
    )
    apposed = scene.grammar.pattern(r"(?P<what><num> {np}(?: {np}){0,3}), (?:the )?$").search(
        text[:start]
    )
    if words in scene.grammar.government_nouns or words.endswith(" government"):
        deed = _RESTRICTION.match(text, end)
        stop = end + len(_DANGLING.sub("", deed[0])) if deed else end
        return _Matter(scene.skeleton.words(end, stop) or None, start, stop)
    if words in _MEASURES and apposed:
        noun = apposed.end("what") - len(apposed["what"].split("⟩ ")[-1])
        return _Matter(scene.skeleton.words(noun, apposed.end("what")), apposed.start(), end)
    return _Matter(words or None, start, end)
