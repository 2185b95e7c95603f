"""The prize and the ceremony of a conferral, where another sentence tells them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trackrecord.facts import Conferral, Fact
from trackrecord.reading.english.honours import object_won, place_held, prizes_after
from trackrecord.reading.english.scene import Scene

_PLACE = (
    r"(?P<place>(?:[A-Z][\w'&-]*|<gov|quoted|body>)"
    r"(?: (?:of |for |and )?(?:[A-Z][\w'&-]*|<gov|quoted|body>))*(?:,? in (?:<gov>|[A-Z]\w+))?)"
)
_WHEN_AND_WHERE = (
    rf"(?: (?:on )?(?P<on><date>))?(?: (?:at|in) (?:the )?{_PLACE})?(?: (?:on )?(?P<later><date>))?"
)
_CEREMONY = re.compile(
    r"(?:The|This|Its|An?) (?:annual |award |awards |awarding |prize |presentation )*"
    r"(?:ceremony|gala|event|presentation)\b"
)
_PRIZE_OF_GRADE = r"(?P<money><money>) (?:for|with) (?:the |its )?(?P<grade><grade>)"
_WITH_AWARD = re.compile(
    r"\b(?:(?:[Aa]long|[Tt]ogether) with (?:the|this) (?:\w+ )?(?:award|prize|honor|honour)|[Ww]ith (?:this|the) (?:award|win|prize)"
    r"|[Aa]s (?:a|the) (?:prize|reward|incentive))\b"
)
_PLAINLY_PRIZE = re.compile(r"\b(?:incentive|prize|reward)s?\b")
_DAY = 10  # characters of an ISO date
_FARTHEST_PRIZE = 700  # code points from the conferral to the amount


def with_prize(scene: Scene, fact: Conferral) -> Conferral | None:
    """A conferral with the prize that this sentence adds: "with this award it secured …".

    The quote grows to the end of the prize, so that the amount stands in it.
    """
    opening = _WITH_AWARD.search(scene.skeleton.text)
    subject = scene.subject(len(scene.skeleton.text))
    if fact.prize:
        return None
    end = len(scene.skeleton.text)
    wins = scene.find(r"(?<![\w-]){win}(?![\w-])")
    if opening is None and any(object_won(scene, match.end(), end) for match in wins):
        return None  # the prize of what is won here
    if opening is None and not _PLAINLY_PRIZE.search(scene.skeleton.text):
        return None
    if subject is None or subject.mention.name != fact.recipient:
        return None
    for money, end in prizes_after(scene, 0):
        stop = scene.skeleton.span(0, end).end
        if stop - fact.start <= _FARTHEST_PRIZE:
            return replace(fact, prize=money, quote=scene.text[fact.start : stop], end=stop)
    return None


def with_ceremony(scene: Scene, fact: Conferral) -> Conferral | None:
    """A conferral with the day and place that this sentence adds: "The ceremony took place on …"."""
    text = scene.skeleton.text
    opening = _CEREMONY.match(text)
    if opening is None or (fact.date and fact.place):
        return None
    held = scene.grammar.pattern(rf"(?:held|took place|takes place){_WHEN_AND_WHERE}").search(text)
    if held is None:
        return None
    on = "on" if held["on"] else "later" if held["later"] else None
    day = scene.mention(held, on).when if on else None
    place = place_held(scene, held) if held["place"] else None
    if (day is None or len(day) != _DAY) and place is None:
        return None
    span = scene.skeleton.span(held.start(), held.end())
    return replace(
        fact,
        date=fact.date or (day if day and len(day) == _DAY else None),
        place=fact.place or place,
        context=(*fact.context, span),
    )


def with_own_prizes(scene: Scene, facts: Sequence[Fact]) -> Iterator[tuple[int, Conferral]]:
    """Conferrals with the prize that this sentence tells of each grade: "50 million won for the Grand Prize".

    Each comes with its number in `facts`.
    """
    for match in scene.find(_PRIZE_OF_GRADE):
        prize, grade = scene.mention(match, "money").money, scene.mention(match, "grade").name
        subject = scene.subject(match.start())
        for number, fact in enumerate(facts):
            if not isinstance(fact, Conferral) or subject is None or prize is None:
                continue
            is_its = fact.recipient == subject.mention.name and _same_grade(fact.grade, grade)
            stop = scene.skeleton.span(0, match.end()).end
            if is_its and stop - fact.start <= _FARTHEST_PRIZE:
                yield (
                    number,
                    replace(fact, prize=prize, quote=scene.text[fact.start : stop], end=stop),
                )
                break


def _same_grade(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()
