"""A conferral as its clause says it: award, grade, category, conferrer, place and prize."""

import re
from collections.abc import Iterator

from trackrecord.facts import Conferral, Money, Span
from trackrecord.reading.english.editions import (
    day_held,
    opening_year,
    year_after,
    year_before,
    year_of_news,
)
from trackrecord.reading.english.mentions import as_award, conferrer_of
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.mentions import Mention
from trackrecord.reading.skeleton import Place

#: What may stand between a verb of winning and what is won.
_TO_OBJECT = re.compile(
    r"(?:[ ,]|a|an|the|its|their|this|that|at|in|of|from|for|with|as|by|to|also|receive|win"
    r"|award|awards|prize|honou?rs?|title|years?|times?|consecutive|straight|row|category|sector|field"
    r"|highest|top|grade|total|including|prestigious|coveted|renowned|national|international|annual|new|\w+ly|(?:(?:[A-Z][\w'&-]*|and|of) ){1,5}(?:category|division|section|field)|⟨(?:num|category|quoted|date|body):\d+⟩|winners?|recipients?|excellent|outstanding)*"
)
#: What joins another government to those before it.
AND_GOV = r"(?:(?:,| and|, and| &|,? as well as|,? along(?:side| with)|,? together with) (?:[A-Z]\w+'s )?<gov>)"
_LIST = rf"(?P<list><gov>{AND_GOV}+)(?:,? (?:all|each|both|also|respectively|which|has|have|had|were|was))*$"
#: What is said of several together, between their names and the verb: "A and B, both in C, won".
_OF_ALL = re.compile(r",? (?:both|all|each)(?: also)? (?:in|of|from) [^,;]{2,40},$")
_AT = re.compile(
    r"held (?:(?:on )?⟨date:\d+⟩ )?(?:at|in) (?:the )?(?P<place>(?:[A-Z][\w'&-]*|⟨(?:gov|quoted):\d+⟩)"
    r"(?: (?:of |for |and )?(?:[A-Z][\w'&-]*|⟨(?:gov|quoted):\d+⟩))*(?:,? in ⟨gov:\d+⟩| in [A-Z]\w+)?)"
)
_PRIZE_WORD = (
    r"(?:prize|incentives?|rewards?|bonus|grant|subsid(?:y|ies)|funds?|fund|budget|support)"
)
_PRIZE = (
    r"(?P<money><money>) (?:incentive|prize|reward|bonus)",
    rf"(?:secur|receiv|gett|obtain|earn|win|with|along with|includ)[\w ]*? (?:an? |the |its )?(?:[\w-]+ ){{0,4}}{_PRIZE_WORD}(?: fund| money| budget)?(?: (?:of|worth|totall?ing|amounting to))? (?P<money><money>)",
    rf"(?P<money><money>) (?:in|as|of) (?:an? )?(?:[\w-]+ ){{0,3}}{_PRIZE_WORD}",
)
#: A contest that the sentence speaks of and does not name is not the one in focus.
_ELSEWHERE = re.compile(
    r"\b(?:at|in) (?:the|an?) (?:[\w-]+ ){0,4}(?:contest|competition|event|fair|festival|evaluation|assessment|ceremony|forum|conference|exhibition|expo|presentation|awards?)\b"
)
#: "the first district in the nation to win": the subject of the sentence did.
_BOASTED = re.compile(r"\bthe (?:very )?(?:first|only)\b[^,.;]{0,60} to $")
#: "The council beat 40 others to win": who wins stands at the beginning.
_AGAINST_OTHERS = re.compile(
    r"^(?:[Tt]he (?:[a-z]+ )?(?:council|city|county|district|borough|town|authority|province|team)|(?:The )?⟨gov:\d+⟩(?:'s [a-z ]{3,40}| team)?) "
    r"(?:(?:has|have|had|also) )*(?:beat|beaten|saw|seen|fought|fended|overcame|overcome|outperformed|topped|edged|came|come)\b[^.;]{3,160} to $"
)
_CALLED_AFTER = re.compile(
    r"(?P<field>(?!.*(?:Minister|President|Governor|Mayor|Chairman)).+ .*?) (?:[Aa]ward|prize|[Tt]rophy)"
)
_AT_AN_AWARD = re.compile(
    r"\b(?:at|in) (?:the |this year's |an? |⟨date:\d+⟩(?:'s)? )?(?:[a-z]+ ){0,2}$"
)
#: "In the environment category, …", "In the main category called the ‘Disclosure System’, …".
_OPENING_CATEGORY = (
    r"In the (?P<category><category|quoted>|[\w-]+(?: [\w-]+){0,2}) (?:category|division|sector|field|section)"
    r"(?: called (?:the )?(?P<named><category|quoted>))?,"
)


def conferral_of(
    scene: Scene,
    subject: Subject,
    award: tuple[Mention, tuple[Span, ...]],
    won: Mention,
    quoted: tuple[int, int],
    end: int,
    outcome: str,
) -> Conferral:
    """The conferral with what its clause says besides: edition, category, place, date, prize."""
    named, context = award
    text = scene.skeleton.text
    is_here = named.start >= scene.skeleton.sentence.start
    edition = (
        (named.edition if is_here else None)
        or year_before(scene, named)
        or year_after(scene, quoted[1], end)
        or (None if is_here else opening_year(scene))
        or named.edition
        or scene.discourse.editions.get(named.name)
    )
    known = (named.name, edition)
    date = day_held(scene, quoted[0], quoted[1], end) or scene.discourse.ceremonies.get(known)
    edition = edition or (date[:4] if date else year_of_news(scene))
    prize = next(prizes_after(scene, quoted[1]), None)
    stop = max(quoted[1], _award_end(scene, quoted[1], end, named), prize[1] if prize else 0)
    place = _AT.search(text, quoted[0])
    if place:
        stop = max(stop, place.end())
    grade, title = _won_as(scene, won, named, quoted)
    category = _category(scene, quoted[1], _next_grade(scene, quoted[1], end))
    fact = Conferral(
        **scene.evidence(quoted[0], stop, f"conferral.{outcome}", 0.9),
        recipient=subject.mention.name,
        award=named.name,
        edition=edition,
        grade=grade,
        category=title or category,
        outcome=None if outcome == "won" else outcome,
        conferred_by=_conferrer(scene, grade, quoted),
        date=date,
        place=place_held(scene, place) if place else None,
        prize=prize[0] if prize else None,
        context=(*subject.context, *context),
    )
    if outcome == "won":
        scene.discourse.conferral = fact
    return fact


def _won_as(
    scene: Scene, won: Mention, named: Mention, quoted: tuple[int, int]
) -> tuple[str | None, str | None]:
    """The grade that was won, or the category: what is called after its field is the prize of that.

    "the Family Support award at the ⟨award⟩" and "Council of the Year" say no rank.
    """
    if won is named:
        return _title_won(scene, quoted)
    field = called_after_field(won)
    return (None, field) if field else (won.name, None)


def called_after_field(won: Mention) -> str | None:
    """The field that an unknown prize is called after: "Family Support" of "Family Support award"."""
    field = _CALLED_AFTER.fullmatch(won.name)
    is_field = won.kind == "award" and not won.iris
    return field["field"] if is_field and field else None


def _conferrer(scene: Scene, grade: str | None, quoted: tuple[int, int]) -> str | None:
    """Who gives a grade: in its own name, or in that of the grade in brackets after it."""
    named = conferrer_of(grade) if grade else None
    bracket = re.compile(r" \((?:the )?(?P<grade>⟨grade:\d+⟩)\)").match(
        scene.skeleton.text, quoted[1]
    )
    if named or bracket is None:
        return named
    return conferrer_of(scene.skeleton.mention(bracket["grade"]).name)


def _title_won(scene: Scene, quoted: tuple[int, int]) -> tuple[str | None, str | None]:
    """The title given at an award: a grade in quotation marks, else the category it is of."""
    match = scene.grammar.pattern(
        r"(?:as|named|crowned|declared|voted) (?:the |an? )?(?:(?P<quoted><quoted>)|(?P<title>[A-Z][\w'-]*(?: (?:of the |of |for )?[A-Z][\w'-]*)+)) (?:at|in|by) "
    ).search(scene.skeleton.text, *quoted)
    if match is None:
        return None, None
    return (
        (scene.mention(match, "quoted").name, None) if match["quoted"] else (None, match["title"])
    )


def recipients_of(scene: Scene, trigger: int) -> Iterator[tuple[Subject, int]]:
    """The governments a verb has as subject: a list before it, else its one subject."""
    text = scene.skeleton.text
    before = _OF_ALL.sub("", text[:trigger].rstrip())
    listed = scene.grammar.pattern(_LIST).search(before)
    if listed:
        for place in scene.skeleton.placeholders(
            "gov", start=listed.start("list"), end=listed.end("list")
        ):
            yield Subject(place.mention, ()), listed.start("list")
        return
    is_boast = _BOASTED.search(text[:trigger]) or _AGAINST_OTHERS.match(text[:trigger])
    subject = scene.subject(trigger) if is_boast else scene.agent(trigger)
    if subject:
        earlier = (p for p in scene.subjects if p.start < trigger)
        starts = [p.start for p in earlier if p.mention is subject.mention]
        near = starts and len(scene.skeleton.text[starts[0] : trigger]) <= 60
        yield subject, starts[0] if near else trigger


def object_won(scene: Scene, start: int, stop: int) -> Place | None:
    """The grade or award that a verb of winning has as its object."""
    for place in scene.skeleton.placeholders("grade", "award", start=start, end=stop):
        between = scene.skeleton.text[start : place.start]
        return place if _TO_OBJECT.fullmatch(between) else None
    return None


def region_end(text: str, start: int) -> int:
    """Where the clause ends that is about what was won at a place of the skeleton's text."""
    stop = re.search(r"; |\. |, (?:which|while|but)\b", text[start:])
    return start + stop.start() if stop else len(text)


def award_for(
    scene: Scene, won: Mention, after: int, before: int
) -> tuple[Mention, tuple[Span, ...]] | None:
    """The award that a grade belongs to: named in the sentence, else in focus; or the thing won itself."""
    places = list(scene.skeleton.placeholders("award"))
    if won.kind == "award":
        within = [p for p in places if p.mention is not won and p.start >= after]
        focus = scene.discourse.award
        is_prize = re.search(r" (?:award|prize|medal)$", won.name) is not None
        if is_prize and not within and focus and focus.name != won.name:
            return focus, (focus.span,)  # "the Leadership award" is one of the awards in focus
        if within and _AT_AN_AWARD.search(scene.skeleton.text[after : within[0].start]):
            return within[
                0
            ].mention, ()  # "the Leadership award at the ⟨award⟩" is one of its prizes
        return won, ()
    following = [p for p in places if p.start >= after]
    preceding = [p for p in places if p.end <= before]
    for place in (*following[:1], *preceding[-1:]):
        return place.mention, ()
    if event := _event_after(scene, after):
        return event, ()
    focus = scene.discourse.award
    if focus is None or _ELSEWHERE.search(scene.skeleton.text, after):
        return None
    return focus, (focus.span,)


def _event_after(scene: Scene, after: int) -> Mention | None:
    """What a grade was won at, where its own name does not say that it is an award: an expo, a fair."""
    match = scene.grammar.pattern(
        r"^(?:[^.;⟨]|⟨(?!gov|award|quoted)\w+:\d+⟩|(?<=in the )⟨quoted:\d+⟩ ?(?=category|field|sector|division))*? (?:at|in) (?:the )?(?P<event><quoted>)(?! ?(?:category|field|sector|division))"
    ).search(scene.skeleton.text[after:])
    if match is None:
        return None
    quoted = scene.skeleton.mention(match["event"])
    return as_award(quoted)


def _award_end(scene: Scene, start: int, end: int, award: Mention) -> int:
    """The end of the award's name where it stands in the same clause."""
    ends = [
        p.end
        for p in scene.skeleton.placeholders("award", start=start, end=end)
        if p.mention is award
    ]
    return ends[0] if ends else 0


def _next_grade(scene: Scene, start: int, end: int) -> int:
    """Where the next grade stands, so that its category is not taken for this one's."""
    grades = scene.skeleton.placeholders("grade", start=start, end=end)
    return next((p.start for p in grades if scene.skeleton.text[p.start - 1] != "("), end)


def _category(scene: Scene, start: int, end: int) -> str | None:
    stretch = scene.skeleton.text[start:end]
    for template in (
        r"(?:in|of|for) (?:the )?(?P<category>(?:<category>|<quoted>|[a-z][\w-]*(?: [a-z][\w-]*)?|(?:[A-Z][\w'&-]*)(?: (?:of |and |for )?[A-Z][\w'&-]*)*)) (?:category|division|sector|field|section)\b",
        r"(?P<category><category>)",
    ):
        match = scene.grammar.pattern(template).search(stretch)
        if match:
            return scene.skeleton.words(start + match.start("category"), start + match.end("category")).strip("‘’'\"“” ")  # fmt: skip
    opening = scene.grammar.pattern(_OPENING_CATEGORY).match(scene.skeleton.text)
    if opening is None:
        return None
    name = "named" if opening["named"] else "category"
    return scene.skeleton.words(*opening.span(name)).strip("‘’'\"“” ")


def place_held(scene: Scene, match: re.Match[str]) -> str:
    """The place that a match has in its group of that name, as an address: "hall, city"."""
    words = scene.skeleton.words(match.start("place"), match.end("place"))
    return words.replace(" in ", ", ").replace(",,", ",")


def prizes_after(scene: Scene, start: int) -> Iterator[tuple[Money, int]]:
    """The prizes told after a place of the skeleton's text, each with where its amount ends."""
    for template in _PRIZE:
        for match in scene.find(template, start):
            if money := scene.mention(match, "money").money:
                yield money, match.end("money")
