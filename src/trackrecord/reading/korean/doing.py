"""What was done to how many, in Korean: whose doing it was, and whether it is done or meant."""

import re
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.korean.amounts import Lead, Told, is_past
from trackrecord.reading.korean.figures import stated
from trackrecord.reading.korean.predicates import EXPECTED
from trackrecord.reading.korean.scene import PRESENT, Topic

#: Words that make an amount one of each month or person, and no total.
PER = ("매달", "매월", "월", "하루", "연간", "최대", "최소", "매년")
#: Deciding a budget for a year to come is done now.
SET = re.compile(r"편성|확정|책정|의결")
_CONDITION = re.compile(r"(?:면|도록|려고|려는)$")
_APPLIED = re.compile(r"모집|접수|신청|공모")  # up to a day: a deadline, and no period
_NEAR = 16  # code points after a verb, in which it may be said to be an expectation
_TENSELESS = re.compile(r"(?:하고|해|하며|하여)$")
_OWN = ("구", "시", "군", "도", "구청", "시청", "군청", "도청", "구청장", "시장", "군수", "도지사")
_DUE = re.compile(r"⟨date:\d+⟩까지 [^.]{0,20}$")
_CLOSES = (".", '"', "'", "“", "”", "‘", "’")  # where a clause begins at the latest
_LIGHT = ("기록", "달성", "완수", "실시", "되")  # say of what is counted only that it came about


def done(
    told: Told, index: int, own: Lead, metric: str, first: int, verb: int, topic: Topic
) -> Observation:
    """An amount of something done: its role by the tense, its period by a date before the verb too."""
    words, scene = told.words, told.scene
    text = scene.skeleton.text
    start = min(words[first].start, words[index].start)
    is_due = _DUE.search(text[:start]) and not is_past(text[words[verb].start :])
    meant = is_due or scene.is_planned(words[verb].start) or PRESENT.search(words[verb].text)
    when: str | None = None
    for word in words[index + 1 : verb]:
        is_deadline = word.tail == "until" and _APPLIED.match(words[verb].text)
        if word.kind == "date" and word.mention and not (word.mention.relation or is_deadline):
            when = word.mention.when
    fact = stated(told, index, metric, "actual", (start, words[verb].stop), topic, own, when)
    is_to_come = bool(fact.period and scene.issued) and str(fact.period)[:4] > str(
        scene.issued.year if scene.issued else ""
    )
    ahead = is_to_come and not is_past(words[verb].text)
    is_meant = bool(meant) or _goes_on_to_plan(told, verb)
    is_set = SET.match(words[verb].text)
    return replace(fact, role="target" if (is_meant or ahead) and not is_set else "actual")


def _goes_on_to_plan(told: Told, verb: int) -> bool:
    """Whether a verb without tense, as in "30명을 선발해 지원한다", is joined to one in the present."""
    words = told.words
    if not _TENSELESS.search(words[verb].text):
        return False
    for word in words[verb + 1 :]:
        if word.kind == "adverb" and word.text in PER:
            return False
        if word.kind == "verb" and (word.form == "final" or is_past(word.text)):
            return PRESENT.search(word.text) is not None
    return False


def is_expected(told: Told, verb: int) -> bool:
    """Whether a verb says what is only expected: "전망된다", "참가할 것으로 보고 있다", "입주하면"."""
    word = told.words[verb]
    if _CONDITION.search(word.text):
        return True
    return EXPECTED.search(told.scene.skeleton.text[word.start : word.stop + _NEAR]) is not None


def is_noun(told: Told, verb: str) -> bool:
    """Whether a verb's stem is a noun that says what was done: 창출, 지원."""
    return verb in told.scene.grammar.deeds and verb not in _LIGHT


def done_by_another(told: Told, first: int) -> bool:
    """Whether somebody else is the clause's subject: "기업들이 500억 원을 투자해 50명을 고용했다"."""
    words, scene = told.words, told.scene
    for at in range(first - 1, -1, -1):
        word = words[at]
        if word.kind in ("verb", "name") or word.text in _CLOSES:
            return False
        if word.kind == "noun" and word.tail in ("subject", "topic") and not word.depth:
            is_own = word.text in _OWN or scene.names_a_program(word.text)
            return not is_own and scene.skeleton.text[word.end : word.stop] != "도"
    return False


def is_won(told: Told, verb: int | None) -> bool:
    """Whether money was got, and not spent: 확보했다, 받았다."""
    return (
        verb is not None and re.match(r"확보|유치|받|지원받|따", told.words[verb].text) is not None
    )
