"""Who was given which award: 수상, 선정, 받았다, 차지했다, 영예를 안았다."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Conferral, Money
from trackrecord.reading.korean.scene import KoreanScene
from trackrecord.reading.mentions import Mention

_OBJECT = r"(?P<what><grade|award>)(?:\([^()]*\))?(?:을|를|의|으로|로|에|에서)? ?(?:[가-힣]+(?:로|으로|하게|히) )?(?:수상(?:의|하는) )?(?:영예의? ?)?(?P<win>{win})[가-힣]*"
_PAIRS = r"(?P<list><gov>(?:(?:과|와|,|[·∙ㆍ/]) ?<gov>)*)(?:은|는|이|가) (?:각각 )?(?P<what><grade>)(?:을|를)"
_TO = r"(?P<what><grade>)(?:\([^()]*\))?(?:에는|에|은|는) (?P<list><gov>(?:(?:과|와|,|[·∙ㆍ/]| 및) ?<gov>)*)(?:이|가|은|는)? ?(?:등 [^.]{0,24})?(?:이|가)? ?(?:각각 )?(?P<win>{win})[가-힣]*"
_CATEGORY = r"(?<![가-힣⟩])(?P<category>(?:(?!{word}(?:에서|에게|은|는|을|를|이|가|하게|로) ){word} )?(?:<category>|<quoted>|(?!{word}(?:에서|에게) )[가-힣A-Za-z·]+)) ?(?:부문|분야)"
_HELD = r"(?P<on><date>)(?:(?P<place> [^⟨,.]{2,40}?)에서|에) (?:열린|개최된|개최한|진행된|치러진)"
_PRIZE = r"(?:인센티브|상금|포상금|시상금|상사업비|사업비|특별교부세|교부금)[^⟨.]{0,12}(?P<money><money>)|(?P<after><money>)(?:의|을|를)? ?(?:재정 ?)?(?:인센티브|상금|포상금|시상금|상사업비)"
_AGAIN = re.compile(r"(?:이번|이|해당) $")  # "이번 우수상 수상으로" speaks of what was told
_EARLIER_WIN = re.compile(r"(?:에|한 데) ?이[어은]|[가-힣]* ?데 이어")  # told by its own rule
_EARLIER = r"(?P<year><date>)(?:에|에는)? (?:[가-힣]+ ?(?:부문|분야)(?:에서)? )?(?P<what><grade>)(?:을|를)? ?(?:{win})?(?:에|한 데|은 데) ?이어"
_ADNOMINAL = re.compile(r"(?:한|하는|던|받은|린)$")  # "수상한 지자체는" says nothing of the topic
_FEAT = re.compile(r" (?:쾌거|성과|것|바|데|기록|영예|영광)|[^가-힣 ]|$")
_JOINT = re.compile(r"(?:⟨gov:\d+⟩(?:과|와|,|[·∙ㆍ/]) ?)+$")
_NOT_YET = re.compile(r"도전|목표|위해|계획|예정|후보|겠다")


def conferrals(scene: KoreanScene) -> Iterator[Conferral]:
    """The conferrals a sentence states, each recipient and grade once."""
    _note_ceremony(scene)
    seen: set[tuple[str, str | None]] = set()
    for fact in (*_earlier(scene), *_listed(scene), *_won(scene)):
        if (fact.recipient, fact.grade) not in seen:
            seen.add((fact.recipient, fact.grade))
            yield fact


def with_prize(scene: KoreanScene, fact: Conferral) -> Conferral | None:
    """A conferral with the prize that this sentence adds; its quote grows to the amount."""
    topic = scene.topic(len(scene.skeleton.text))
    if fact.prize or topic is None:
        return None
    if scene.text[fact.end : scene.skeleton.sentence.start].count(".") > 1:
        return None  # another sentence stands between
    for match in scene.find(_PRIZE):
        mention = scene.mention(match, "money" if match["money"] else "after")
        near = mention.end - fact.start <= _FARTHEST_PRIZE
        if near and topic.mention.name == fact.recipient and mention.value and mention.unit:
            money = Money(mention.value, mention.unit)
            return replace(
                fact, prize=money, quote=scene.text[fact.start : mention.end], end=mention.end
            )
    return None


_FARTHEST_PRIZE = 400  # code points from the conferral to the amount


def _won(scene: KoreanScene) -> Iterator[Conferral]:
    """ "⟨gov⟩는 … ⟨award⟩에서 ⟨grade⟩을 수상했다"."""
    text = scene.skeleton.text
    for match in scene.find(_OBJECT):
        if _AGAIN.search(text[: match.start()]) or _EARLIER_WIN.match(text, match.end("win")):
            continue
        if _ADNOMINAL.search(match[0]) and not _FEAT.match(text, match.end()):
            continue
        if _NOT_YET.match(text[match.end() : match.end() + 14].lstrip("을를하한 ")):
            continue
        topic = scene.topic(match.start())
        award = _award(scene, scene.mention(match, "what"), match.start())
        if topic and award:
            joint, start = _joint(scene, topic.start)
            for mention in (*joint, topic.mention):
                yield _conferral(scene, mention, topic.context, award, match, start)


def _earlier(scene: KoreanScene) -> Iterator[Conferral]:
    """ "2021년 ⟨grade⟩에 이어": an earlier edition of the award in the sentence or in focus."""
    for match in scene.find(_EARLIER):
        year = scene.mention(match, "year").when
        topic = scene.topic(match.start())
        later = [p.mention for p in scene.skeleton.placeholders("award", start=match.end())]
        award = later[0] if later else scene.discourse.award
        if year and topic and award:
            yield Conferral(
                **scene.evidence(match.start(), match.end(), "conferral.earlier", 0.8),
                recipient=topic.mention.name,
                award=award.name,
                edition=year[:4],
                grade=scene.mention(match, "what").name,
                context=topic.context,
            )


def _joint(scene: KoreanScene, start: int | None) -> tuple[tuple[Mention, ...], int | None]:
    """The governments that stand before a topic and share its verb: "A시와 B군이"."""
    before = _JOINT.search(scene.skeleton.text[:start]) if start is not None else None
    if before is None:
        return (), start
    places = scene.skeleton.placeholders("gov", start=before.start(), end=before.end())
    return tuple(place.mention for place in places), before.start()


def _listed(scene: KoreanScene) -> Iterator[Conferral]:
    """ "⟨gov⟩와 ⟨gov⟩는 ⟨grade⟩을, …", "⟨grade⟩에는 ⟨gov⟩, ⟨gov⟩이 선정됐다"."""
    if not scene.grammar.pattern(r"{win}").search(scene.skeleton.text):
        return
    for template in (_TO, _PAIRS):
        for match in scene.find(template):
            award = _award(scene, scene.mention(match, "what"), match.start())
            for place in scene.skeleton.placeholders(
                "gov", start=match.start("list"), end=match.end("list")
            ):
                if award:
                    yield _conferral(scene, place.mention, (), award, match, match.start("list"))


def _conferral(
    scene: KoreanScene,
    recipient: Mention,
    context: tuple[object, ...],
    award: Mention,
    match: re.Match[str],
    start: int | None,
) -> Conferral:
    what = scene.mention(match, "what")
    begin = match.start() if start is None else min(start, match.start())
    category = scene.grammar.pattern(_CATEGORY).search(scene.skeleton.text, 0, match.start("what"))
    edition = (
        award.edition or scene.discourse.editions.get(award.name) or _year_before(scene, award)
    )
    held = next(scene.find(_HELD), None)
    in_sentence = award.start >= scene.skeleton.sentence.start
    fact = Conferral(
        **scene.evidence(begin, match.end(), "conferral.won", 0.9),
        recipient=recipient.name,
        award=award.name,
        edition=edition,
        grade=what.name if what.kind == "grade" else None,
        category=_name(scene, category, "category") if category else None,
        conferred_by=_conferrer(what) if what.kind == "grade" else None,
        date=scene.discourse.ceremonies.get(award.name),
        place=_name(scene, held, "place") if held and held["place"] else None,
        context=(*context, *(() if in_sentence else (award.span,))),  # type: ignore[arg-type]
    )
    scene.discourse.conferral = fact
    return fact


def _award(scene: KoreanScene, what: Mention, at: int) -> Mention | None:
    """The award that a grade belongs to: named in the sentence, else in focus."""
    if what.kind == "award":
        return what
    named = [p.mention for p in scene.skeleton.placeholders("award") if p.end <= at]
    return named[-1] if named else scene.discourse.award


def _note_ceremony(scene: KoreanScene) -> None:
    """Remember the day on which an award that the sentence names was held."""
    held = next(scene.find(_HELD), None)
    when = scene.mention(held, "on").when if held else None
    for place in scene.skeleton.placeholders("award"):
        if when and len(when) == 10:
            scene.discourse.ceremonies.setdefault(place.mention.name, when)


def _year_before(scene: KoreanScene, award: Mention) -> str | None:
    """ "올해 ‘…대상’에서": the year that stands right before the award's name."""
    for place in scene.skeleton.placeholders("award"):
        before = scene.grammar.pattern(r"(?P<year><date>) $").search(
            scene.skeleton.text[: place.start]
        )
        if before and place.mention is award:
            when = scene.mention(before, "year").when
            return when if when and len(when) == 4 else None
    return None


def _conferrer(grade: Mention) -> str | None:
    """Who gives a grade that is named after its giver: "고용노동부 장관상" is the minister's."""
    match = re.fullmatch(r"(?P<who>[가-힣]+(?:부|처|청|위원회)) ?장관 ?(?:상|표창)", grade.name)
    return match["who"] if match else None


def _name(scene: KoreanScene, match: re.Match[str], group: str) -> str:
    return scene.skeleton.words(match.start(group), match.end(group)).strip(" ‘’'“”\"")
