"""What a Korean conferral is of: its award, the award's edition, its day and place, and who gives it."""

import re

from trackrecord.facts import Conferral, Span
from trackrecord.reading.korean.mentions import as_award
from trackrecord.reading.korean.scene import KoreanScene
from trackrecord.reading.mentions import Mention

_CATEGORY = r"(?<![가-힣⟩])(?P<category>(?!연속 )(?:(?!{word}(?:에서|에게|은|는|을|를|이|가|하게|로) ){word} )?(?:<category>|<quoted>|(?!{word}(?:에서|에게) )[가-힣A-Za-z·]+)) ?(?:부문|분야)"
_HELD = r"(?P<on><date>)(?:(?P<place> [^⟨,.]{2,40}?)에서|에) (?:열린|개최된|개최한|진행된|치러진)"
_HELD_BY_ANOTHER = re.compile(r"(?:주최|주관) ")  # a list has gone on to the next award
_ELSEWHERE = re.compile(r"(?:부문|분야)에서도 ")  # another field than the one told of
#: What a grade was won at, where its name does not say that it is an award.
_EVENT = r"(?P<event><quoted>)(?: (?:시상식|표창|평가|공모|심사|대회))?(?:에서|의)?(?: (?:{word} ){0,2}?{word}?(?:부문|분야)(?:에서)?)? $"
#: "2020년 우수상에 이어 2021년 최우수상을": each year right before what was won in it.
_RIGHT_BEFORE = r"(?P<year><date>) (?:[가-힣]+ ?(?:부문|분야) )?$"
#: "…에 이어 올해도 우수상을": the year that stands last.
_THEN = r"(?P<year><date>)(?:에도|도|에는|에|는)? $"
_IN_YEAR = r"(?P<year><date>)(?:에는|에도|에|엔| (?=평가|대회|공모|심사))(?!,? ?이어)"
_NOT_NOW = re.compile(
    r"부터|(?:(?:, ?|·|와 |과 )⟨date:\d+⟩)*(?:에? ?이어|에 이은)"
)  # after a year that is not the edition's
_WON = re.compile(r"(?:받았|수상했|차지했|선정됐)(?:고|으며)")  # a win that was told before
_MONTH = re.compile(r"\d{4}-\d\d$")
_DAY = 10  # characters of an ISO date


def beyond(scene: KoreanScene, award: Mention) -> tuple[Span, ...]:
    """Where an award is named, if that is in an earlier sentence."""
    return () if award.start >= scene.skeleton.sentence.start else (award.span,)


def conferral_of(
    scene: KoreanScene,
    recipient: Mention,
    context: tuple[Span, ...],
    award: Mention,
    match: re.Match[str],
    start: int | None,
) -> Conferral:
    """The conferral of an award that a rule's match tells; its quote begins at `start`, if not at the match.

    The match has the slots `what`, a grade or the award itself, and `win` or an end of its own.
    """
    what = scene.mention(match, "what")
    begin = match.start() if start is None else min(start, match.start())
    category = _category_of(scene, match.start("what"))
    past = _past_year(scene, award, match.start("what"))
    edition = (
        past
        or award.edition
        or scene.discourse.editions.get(award.name)
        or year_before(scene, award)
    )
    held = _held(scene)
    day = scene.discourse.ceremonies.get(award.name) or _day_before(scene, award)
    day = None if past else day
    fact = Conferral(
        **scene.evidence(begin, match.end(), "conferral.won", 0.9),
        recipient=recipient.name,
        award=award.name,
        edition=edition
        or (day[:4] if day else None)
        or _month_before(scene, award)
        or _of_account(scene, award)
        or this_year(scene, match.start("what")),
        grade=what.name if what.kind == "grade" else None,
        category=_name(scene, category, "category") if category else None,
        conferred_by=conferrer(what) if what.kind == "grade" else None,
        date=day,
        place=_name(scene, held, "place") if held and held["place"] else None,
        context=(*context, *beyond(scene, award)),
    )
    scene.discourse.conferral = fact
    if fact.edition and not past:
        scene.discourse.editions.setdefault(award.name, fact.edition)
    return fact


def _category_of(scene: KoreanScene, at: int) -> re.Match[str] | None:
    """The field that a grade at `at` was won in; "A 부문과 B 부문에 각각 G와 H": each its own."""
    found = list(scene.grammar.pattern(_CATEGORY).finditer(scene.skeleton.text, 0, at))
    each = scene.skeleton.text.rfind("각각 ", 0, at)
    if each >= 0:
        fields = [match for match in found if match.end() <= each]
        grades = [place.start for place in scene.skeleton.placeholders("grade", start=each)]
        if len(fields) == len(grades) and at in grades:
            return fields[grades.index(at)]
    if not found:
        return None
    near = [m for m in found if not _WON.search(scene.skeleton.text, m.end(), at)]
    return near[0] if near else found[0]


def _past_year(scene: KoreanScene, award: Mention, at: int) -> str | None:
    """ "2019년에도 이 대회에서", "지난해에는 ⟨award⟩에서": a year before the present, that a win is dated in."""
    if award.edition and award.start >= scene.skeleton.sentence.start:
        return None
    text = scene.skeleton.text
    found = scene.grammar.pattern(_RIGHT_BEFORE).search(text[:at])
    for match in scene.grammar.pattern(_IN_YEAR).finditer(text, 0, at) if found is None else ():
        found = match
    when = scene.mention(found, "year").when if found else None
    is_past = when and scene.issued and when[:4] < str(scene.issued.year)
    return when[:4] if when and is_past else None


def award_of(scene: KoreanScene, what: Mention, at: int) -> Mention | None:
    """The award that a grade belongs to: named in the sentence, else in focus."""
    if what.kind == "award":
        return what
    named = [
        place.mention
        for place in scene.skeleton.placeholders("award", end=at)
        if scene.grammar.is_conferred(place.mention)
    ]
    if named:
        last = named[-1]
        after = scene.text[last.end : scene.skeleton.span(at, at + 1).start]
        return None if _HELD_BY_ANOTHER.search(after) else last
    event = scene.grammar.pattern(_EVENT).search(scene.skeleton.text[:at])
    if event:
        return as_award(scene.mention(event, "event"))
    return None if _ELSEWHERE.search(scene.skeleton.text[:at]) else scene.discourse.award


def _of_account(scene: KoreanScene, award: Mention) -> str | None:
    """The year whose awards the text gives an account of, for one named in this sentence."""
    is_here = award.start >= scene.skeleton.sentence.start
    return scene.discourse.honours_of if is_here else None


def this_year(scene: KoreanScene, at: int) -> str | None:
    """The year of publication: news of a win that names no other year is of that year's edition."""
    issued = str(scene.issued.year) if scene.issued else None
    near = scene.grammar.pattern(_THEN).search(scene.skeleton.text[:at])
    if near and scene.mention(near, "year").when == issued:
        return issued
    years = {
        p.mention.when[:4]
        for p in scene.skeleton.placeholders("date", end=at)
        if p.mention.when and not _NOT_NOW.match(scene.skeleton.text, p.end)
    }
    return issued if years <= {issued} else None


def _held(scene: KoreanScene) -> re.Match[str] | None:
    """When and where a ceremony took place."""
    text = scene.skeleton.text
    is_told = any(verb in text for verb in ("열린", "개최", "진행된", "치러진"))
    return next(scene.find(_HELD), None) if is_told else None


def note_ceremony(scene: KoreanScene) -> None:
    """Remember the day on which an award that the sentence names was held."""
    held = _held(scene)
    when = scene.mention(held, "on").when if held else None
    for place in scene.skeleton.placeholders("award"):
        if when and len(when) == 10:
            scene.discourse.ceremonies.setdefault(place.mention.name, when)


def _day_before(scene: KoreanScene, award: Mention) -> str | None:
    """The day that stands before an award's name in the same sentence: "지난 29일 …이 주최한 ‘…’에서"."""
    for place in scene.skeleton.placeholders("award"):
        if place.mention is award:
            days = [p.mention.when for p in scene.skeleton.placeholders("date", end=place.start)]
            return next((day for day in reversed(days) if day and len(day) == _DAY), None)
    return None


def _month_before(scene: KoreanScene, award: Mention) -> str | None:
    """The year of the month that stands before an award's name: "지난해 12월 …가 발표한 ‘…’에서"."""
    for place in scene.skeleton.placeholders("award"):
        if place.mention is award:
            dates = [p.mention.when for p in scene.skeleton.placeholders("date", end=place.start)]
            return dates[-1][:4] if dates and dates[-1] and _MONTH.match(dates[-1]) else None
    return None


def year_before(scene: KoreanScene, award: Mention) -> str | None:
    """ "올해 ‘…대상’에서": the year that stands right before the award's name."""
    for place in scene.skeleton.placeholders("award"):
        before = scene.grammar.pattern(r"(?P<year><date>) $").search(
            scene.skeleton.text[: place.start]
        )
        if before and place.mention is award:
            when = scene.mention(before, "year").when
            return when if when and len(when) == 4 else None
    return None


def conferrer(grade: Mention) -> str | None:
    """Who gives a grade that is named after its giver: "고용노동부 장관상" is the minister's."""
    match = re.fullmatch(r"(?P<who>[가-힣]+(?:부|처|청|위원회)) ?장관 ?(?:상|표창)", grade.name)
    return match["who"] if match else None


def _name(scene: KoreanScene, match: re.Match[str], group: str) -> str:
    return scene.skeleton.words(match.start(group), match.end(group)).strip(" ‘’'“”\"")
