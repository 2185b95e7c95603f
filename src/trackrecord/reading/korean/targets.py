"""Targets and how far they were reached, in Korean: 목표 9,656개 대비 138.2%, 5만 명을 목표로."""

import re
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.korean.amounts import (
    GOAL,
    Pending,
    Told,
    beyond_brackets,
    lead,
    noun_phrase,
    period,
    value,
)
from trackrecord.reading.korean.changes import moving
from trackrecord.reading.korean.figures import (
    NO_METRIC,
    is_share,
    like,
    measurable,
    stated,
)
from trackrecord.reading.korean.words import Word

_GOAL_WORD = re.compile(r"^목표")
#: What stands between a target and the rate that it was reached by.
_BETWEEN = re.compile(
    r"^\)?(?:여|이상)?(?:의|을|를)? ?(?:대비|에 비해|보다)? ?(?:달성률(?:은|이)? ?)?(?:약|무려|총)? ?$"
)
_AGAINST = re.compile(r"목표(?:치|액)? ?대비 ?(?:약 )?$")
_EXCEEDED = re.compile(r"^ ?(?:가량|나|이나|를|을|정도)? ?(?:더 )?(?:초과|넘|웃|상회)")
_RATE = re.compile(r"^(?:목표 )?달성률$|^목표 달성률$")
_RESULT = re.compile(r"^(?:실적|성과|결과|달성|창출)$")
_REACHED = re.compile(r"^(?:초과)?(?:달성|초과)")
_FARTHEST_GOAL = 4  # words from "5만 명" to "목표로"
_NEAR = 12  # code points after a rate that may say it was reached
_ALL = 100


def target(told: Told, index: int) -> list[Observation] | None:
    """ "목표 9,656개", "모금 목표를 45억 원으로", "목표(4,000명)", "이용자 5만 명을 목표로"."""
    words = told.words
    word = words[index]
    if is_share(word) and (told.figure is None or not _is_goal_of_rate(told, index)):
        return None if not _aimed_at(told, index) else _aim(told, index)
    head = _goal_before(told, index)
    if head is None:
        return _aim(told, index) if _aimed_at(told, index) else None
    phrase = noun_phrase(told, head)
    if phrase is None:
        return None
    first, _, text = phrase
    prefix = GOAL.sub("", text).strip()
    prefix = "" if prefix in told.scene.grammar.kinds else prefix  # "축제 목표인 20만 명"
    told.targets.add(index)
    span = (words[head].start, word.end)
    if prefix and (told.actual is None or told.actual.start < told.scene.skeleton.sentence.start):
        topic = told.scene.topic(word.start)
        if topic is None or NO_METRIC.search(prefix):
            return []
        return [
            stated(
                told,
                index,
                prefix,
                "target",
                (words[first].start, word.end),
                topic,
                lead(told, head),
            )
        ]
    if told.figure is not None:
        fact = like(told, told.figure, index, span, "target")
        own = lead(told, head)
        is_dated = told.figure.end <= fact.start and own.dates
        when = period(told, index, own) if is_dated else None
        return [replace(fact, period=when) if when else fact]
    told.pending.append(Pending("target", index, *span))
    return []


def _is_goal_of_rate(told: Told, index: int) -> bool:
    return _goal_before(told, index) is not None and told.words[index].tail in ("and", "than")


def _goal_before(told: Told, index: int) -> int | None:
    """The word 목표 that an amount gives the value of."""
    words = told.words
    if words[index].depth:
        head = index - 2
        if head < 0 or words[index - 1].text != "(" or words[head].kind != "noun":
            return None
        return head if GOAL.search(words[head].text) else None
    own = lead(told, index)
    is_against = own.is_compared and own.base is None
    if own.at < 0 or is_against or words[own.at].kind != "noun":
        return None
    phrase = noun_phrase(told, own.at)
    return own.at if phrase and GOAL.search(phrase[2]) else None


def _aimed_at(told: Told, index: int) -> bool:
    """Whether an amount is what is aimed at: "1만 개 창출을 목표로"."""
    words = told.words
    after = beyond_brackets(told, index)
    if words[index].tail == "" and after < len(words) and words[after].text == ",":
        for at in range(after + 1, min(after + 1 + _FARTHEST_GOAL, len(words))):
            if value(words[at]):
                return _aimed_at(told, at)
            if words[at].kind != "noun" or words[at].tail:
                return False
        return False
    for at in range(index + 1, min(index + 1 + _FARTHEST_GOAL, len(words))):
        word = words[at]
        if word.kind == "noun" and _GOAL_WORD.match(word.text):
            return word.tail in ("to", "is", "object") or at + 1 == len(words)
        if word.kind not in ("noun", "adverb") or word.tail not in ("", "object"):
            return False
    return False


def _aim(told: Told, index: int) -> list[Observation] | None:
    words = told.words
    own = lead(told, index)
    phrase = noun_phrase(told, own.at)
    topic = told.scene.topic(words[index].start)
    if (
        phrase is None
        or topic is None
        or words[own.at].tail not in ("", "topic", "subject", "object")
    ):
        return None
    after = words[index + 1]
    is_part = words[index].tail in ("", "object") and after.tail in ("", "object")
    is_noun = after.kind == "noun" and not _GOAL_WORD.match(after.text)
    noun = after.text if is_part and is_noun else ""
    metric = f"{phrase[2]} {noun}".strip()
    if not measurable(phrase[2]):
        return None
    told.targets.add(index)
    return [stated(told, index, metric, "target", (words[phrase[0]].start, after.stop), topic, own)]


def rate(told: Told, index: int) -> list[Observation] | None:
    """ "목표 9,656개 대비 138.2%", "목표 대비 111.6% 달성", "달성률 121.5%", "74.7%의 달성률"."""
    words, scene = told.words, told.scene
    word = words[index]
    if word.mention is None or word.mention.kind != "pct":
        return None
    text = scene.skeleton.text
    if moving(told, index) is not None and "달성" not in text[word.end : word.end + _NEAR]:
        return None
    before = next((at for at in range(index - 1, -1, -1) if value(words[at])), None)
    own = lead(told, index)
    phrase = noun_phrase(told, own.at)
    is_goal = (phrase is not None and GOAL.search(phrase[2]) is not None) or _AGAINST.search(
        text[: word.start]
    ) is not None
    of_target = (
        before is not None
        and before in told.targets
        and _BETWEEN.match(text[words[before].end : word.start]) is not None
    )
    named = phrase is not None and _RATE.search(phrase[2]) is not None
    after = words[index + 1] if index + 1 < len(words) else None
    follows = word.tail == "of" and after is not None and after.text == "달성률"
    if not (of_target or named or follows or is_goal):
        return None
    if _EXCEEDED.match(text[word.end :]) or (
        word.mention.value == _ALL and "초과" in text[word.end : word.end + 6]
    ):
        return []
    start = (
        words[before].start
        if of_target and before is not None
        else words[own.at].start
        if named
        else word.start
    )
    span = (start, _stop(told, index))
    if told.figure is not None:
        return [like(told, told.figure, index, span, "achievement-rate")]
    if is_goal and own.is_compared and phrase is not None:
        aimed = GOAL.sub("", phrase[2]).strip()
        if aimed and measurable(aimed):
            return _with_both(told, index, _rate_in(told, index, phrase[0], aimed))
        if phrase[0] > 0:
            return _with_both(told, index, _rate_of(told, index, phrase[0] - 1))
    if of_target:
        told.pending.append(Pending("achievement-rate", index, *span))
    return []


def _rate_of(told: Told, index: int, at: int) -> list[Observation]:
    """ "일자리 창출을 목표 대비 111.6% 달성": a rate whose figures are not told."""
    phrase = noun_phrase(told, at)
    topic = told.scene.topic(told.words[index].start)
    if phrase is None or topic is None or not measurable(phrase[2]):
        return []
    span = (told.words[phrase[0]].start, _stop(told, index))
    return [stated(told, index, phrase[2], "achievement-rate", span, topic)]


def _rate_in(told: Told, index: int, first: int, metric: str) -> list[Observation]:
    """ "일자리 목표 대비 124.2%": a rate of what the target names."""
    topic = told.scene.topic(told.words[index].start)
    if topic is None:
        return []
    span = (told.words[first].start, _stop(told, index))
    return [stated(told, index, metric, "achievement-rate", span, topic)]


def _with_both(told: Told, index: int, found: list[Observation]) -> list[Observation]:
    """A rate with the target and the result that stand in brackets after it: "(목표 50명, 실적 62명)"."""
    words = told.words
    both = list(found)
    start = index + 1
    while start < len(words) and _REACHED.match(words[start].text):
        start += 1
    for at in range(start, len(words)) if found else ():
        if not words[at].depth:
            break
        head = words[at - 1].text.lstrip("·ㆍ∙")
        if value(words[at]) and (GOAL.search(head) or _RESULT.search(head)):
            told.taken.add(at)
            role = "target" if GOAL.search(head) else "actual"
            span = (words[at - 1].start, words[at].end)
            one = like(told, found[0], at, span, role)
            both.append(replace(one, unit=words[at].counter))
    return both


def _stop(told: Told, index: int) -> int:
    words = told.words
    after: Word | None = words[index + 1] if index + 1 < len(words) else None
    if after is not None and re.match(r"(?:초과)?달성|실적", after.text):
        return after.end
    return words[index].end
