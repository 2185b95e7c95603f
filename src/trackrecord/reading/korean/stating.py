"""Results and plans in Korean, by what the amount does in its clause.

"고용률은 67.2%로": the noun is the topic, and the amount what is said of it. "연매출을 1천억 원으로 올렸다": the
noun is brought to the amount. Otherwise the noun is counted.
"""

import re
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.korean.amounts import (
    Lead,
    Told,
    beyond_brackets,
    lead,
    noun_phrase,
    value,
    verb_after,
)
from trackrecord.reading.korean.counting import among_them, before_noun, counted, times
from trackrecord.reading.korean.doing import SET, is_expected
from trackrecord.reading.korean.figures import (
    NO_METRIC,
    award_topic,
    is_money,
    is_share,
    measurable,
    stated,
)
from trackrecord.reading.korean.predicates import LIGHT, RAISED, SIZE, SPENT
from trackrecord.reading.korean.scene import PRESENT, Topic
from trackrecord.reading.korean.words import Word
from trackrecord.reading.periods import previous_year

_SHARES = re.compile(r"(?:비중|비율|점유율)$")
_DID = re.compile(r"^(?P<did>[가-힣]{2})(?:한|된|하는)$")
_FIELD_OF_POLICY = re.compile(r"(?:정책|시책|분야|부문)$")
_COUNTED_UP = re.compile(r"(?:집계|조사|분석|추산|합산)(?:한|해 본)$")
_RESULT_WORDS = 2  # "매출액을 집계한" before "결과"
_TO_COME = re.compile(r"(?:모집|선발) ?(?:인원|규모|정원)$")
_NEAR = 3  # words from an amount to the verb that says it of the topic
_ENDS = (",", ".", "△", "▲")


def measured(told: Told, index: int) -> list[Observation] | None:
    """What an amount says, by where its noun stands; nothing if the clause measures nothing."""
    words = told.words
    word = words[index]
    award = award_topic(told, index)
    topic = told.scene.topic(word.start) or (Topic(award, (), None) if award else None)
    if word.depth or topic is None or word.mention is None or word.mention.kind == "points":
        return None
    if word.tail in ("than", "since", "other") or _is_prize(told, word):
        return None
    if _is_condition(told, index):
        return None
    own = lead(told, index)
    if own.is_compared and own.base is None:
        return None
    if (totalled := _totalled(told, own.at)) is not None:
        return _predicated(told, index, own, totalled, topic)
    phrase = noun_phrase(told, own.at)
    tail = words[own.at].tail if phrase else ""
    if phrase is not None and tail in ("topic", "subject"):
        found = _predicated(told, index, own, phrase, topic)
        if not found and told.scene.skeleton.text[words[own.at].end : words[own.at].stop] == "도":
            found = times(told, index, own, phrase, topic)
        if found:
            return found
    elif phrase is not None and tail == "object":
        return _raised(told, index, own, phrase, topic) or times(told, index, own, phrase, topic)
    elif phrase is not None and tail == "at" and is_money(word):
        return _allotted(told, index, own, phrase, topic)
    elif phrase is not None and tail == "at" and word.counter in ("회", "차례"):
        return times(told, index, own, phrase, topic)
    elif (
        phrase is not None and tail == "" and (both := among_them(told, index, own, phrase, topic))
    ):
        return both
    elif (phrase is not None and tail == "") or (
        phrase is not None and tail == "to" and word.tail == "object"
    ):
        return counted(told, index, own, phrase, topic)
    elif own.at >= 0 and _is_named(words[own.at]) and word.mention.kind == "num":
        return counted(told, index, own, (own.at, own.at, words[own.at].text), topic)
    return before_noun(told, index, own, topic)


def _totalled(told: Told, at: int) -> tuple[int, int, str] | None:
    """ "매출액을 집계한 결과, 총 165억 원을 기록했다": what was counted up."""
    words = told.words
    at -= words[at].text == "," if at >= 0 else 0
    if at < _RESULT_WORDS or words[at].text != "결과" or not _COUNTED_UP.match(words[at - 1].text):
        return None
    return noun_phrase(told, at - 2) if words[at - 2].tail == "object" else None


def _is_named(word: Word) -> bool:
    return (
        word.kind == "name"
        and word.tail == ""
        and word.mention is not None
        and word.mention.kind == "quoted"
    )


def _is_condition(told: Told, index: int) -> bool:
    """ "인구 50만 명 미만 도시": a bound that says which are meant."""
    words = told.words
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    printed = told.scene.skeleton.text[word.start : word.end]
    bounds = printed.endswith(("이상", "이하", "미만", "초과"))
    if bounds and word.tail == "of" and _is_delivered(told, index):
        return False  # "2만 대 이상의 전기차를 보급했다"
    return (
        bounds
        and word.tail in ("", "of")
        and after is not None
        and after.kind in ("noun", "adverb")
    )


def _is_delivered(told: Told, index: int) -> bool:
    """Whether the noun after an amount is the object of what is counted as done."""
    words = told.words
    for at in range(index + 1, min(index + 5, len(words) - 1)):
        if words[at].kind != "noun":
            return False
        if words[at].tail == "object":
            verb = words[at + 1]
            found = told.scene.grammar.pattern(r"^{deliver}").match(verb.text)
            return verb.kind == "verb" and found is not None
    return False


def _is_prize(told: Told, word: Word) -> bool:
    prized = told.scene.discourse.conferral
    if not (prized and prized.prize and word.mention):
        return False
    at = told.scene.skeleton.span(word.start, word.end).start
    return prized.end > at and prized.prize.amount == word.mention.value


def _predicated(
    told: Told, index: int, own: Lead, phrase: tuple[int, int, str], topic: Topic
) -> list[Observation]:
    """ "청년고용률은 42.8%로 집계됐다", "인구는 6만 180명.", "비율은 31.4%에 이른다"."""
    words = told.words
    first, _, metric = phrase
    if not measurable(metric) or NO_METRIC.search(metric) or not _is_said(told, index):
        return []
    is_of_places = words[index].counter in ("곳", "개", "개소", "동")
    if told.scene.names_a_program(metric) and not is_of_places and " " not in metric:
        return []  # "중앙도서관은 89만 권으로": what it is of is not told
    verb = verb_after(told, index)
    if verb is not None and is_expected(told, verb):
        return []
    if any(w.text in ("이들", "이들의") for w in words[max(0, first - 3) : first]):
        told.latest = told.actual = None
        return []  # theirs, not the government's
    role = "share" if _SHARES.search(metric) and is_share(words[index]) else "actual"
    is_planned = told.scene.is_planned(words[index].end) or _is_present_raise(told, verb)
    if is_planned or _TO_COME.search(metric):
        role = "target"
    if metric.startswith("목표 "):
        role, metric = "target", metric.removeprefix("목표 ")
    span = (words[first].start, words[index].end)
    metric = _who_did(told, first, metric)
    came = _came_about(told, words[verb]) if verb and words[index].tail == "subject" else None
    metric = f"{metric} {came}" if came else metric
    fact = stated(told, index, metric, role, span, topic, own)
    when = fact.period or _implied(told, own) or _period_in_focus(told, index)
    return [replace(fact, period=when)]


def _implied(told: Told, own: Lead) -> str | None:
    """ "지난해 5월보다": what is compared with a month or day of last year is of the same one this year."""
    mention = told.words[own.base].mention if own.base is not None else None
    issued = told.scene.issued
    if mention is None or mention.when is None or issued is None:
        return None
    month = re.fullmatch(rf"{issued.year - 1}(?P<rest>-\d\d)", mention.when)
    return f"{issued.year}{month['rest']}" if month else None


def _allotted(
    told: Told, index: int, own: Lead, phrase: tuple[int, int, str], topic: Topic
) -> list[Observation] | None:
    """ "청년정책에 132억 원을 투입한다": the budget of a field of policy; that of a program is its own fact."""
    words = told.words
    first, _, field = phrase
    verb = verb_after(told, index)
    if words[index].tail != "object" or verb is None or not _is_allotted(words[verb].text):
        return before_noun(told, index, own, topic)
    if not _FIELD_OF_POLICY.search(field):
        return []
    span = (words[first].start, words[verb].stop)
    return [stated(told, index, f"{field} 예산", "actual", span, topic, own)]


def _is_allotted(verb: str) -> bool:
    return SPENT.search(verb) is not None or SET.match(verb) is not None


def _who_did(told: Told, first: int, metric: str) -> str:
    """ "취업한 청년은 187명": a single noun with what those counted did; "취업 청년"."""
    before = told.words[first - 1] if first else None
    did = _DID.match(before.text) if before is not None and before.form == "modifying" else None
    return f"{did['did']} {metric}" if did and " " not in metric else metric


def _is_present_raise(told: Told, verb: int | None) -> bool:
    if verb is None:
        return False
    text = told.words[verb].text
    return RAISED.search(text) is not None and PRESENT.search(text) is not None


def _is_said(told: Told, index: int) -> bool:
    """Whether what follows an amount says it of the topic: 로 집계됐다, 이다, 에 이른다, 을 기록했다."""
    words = told.words
    word = words[index]
    after = beyond_brackets(told, index)
    following = words[after] if after < len(words) else None
    if word.tail == "is" or following is None:
        return True
    if following.kind == "mark":
        if following.text == "," and _is_object_of_a_deed(told, index):
            return False
        return word.tail in ("", "to", "at", "object", "subject") and following.text in _ENDS
    if word.tail == "to":
        if following.kind == "verb":
            return _is_measuring(told, following) or told.scene.is_planned(following.start)
        return True
    if word.tail in ("at", "object", "subject"):
        verb = verb_after(told, index)
        if verb is None or verb - index > _NEAR:
            return False
        return _is_measuring(told, words[verb]) or (
            word.tail == "subject" and _came_about(told, words[verb]) is not None
        )
    if word.tail == "being" and following.text == "것":
        return True  # "37억 달러인 것으로 집계됐다"
    if word.tail == "":
        return following.kind == "verb" and _is_measuring(told, following)
    return False


def _came_about(told: Told, verb: Word) -> str | None:
    """The deed of a passive verb: "48건이 발굴됐다" tells how many were 발굴."""
    match = told.scene.grammar.pattern(r"^(?P<deed>{deliver})(?:됐|되|돼|된)").match(verb.text)
    return match["deed"] if match else None


def _is_object_of_a_deed(told: Told, index: int) -> bool:
    """ "A사가 400억 원, B사는 300억 원을 투자한다": the amounts are what each subject gives."""
    words = told.words
    for at in range(index + 1, len(words)):
        if words[at].kind == "verb":
            return False
        if value(words[at]) and words[at].tail == "object":
            verb = verb_after(told, at)
            return verb is not None and not _is_measuring(told, words[verb])
    return False


def _is_measuring(told: Told, verb: Word) -> bool:
    if LIGHT.search(verb.text) or RAISED.search(verb.text):
        return True
    return told.scene.grammar.pattern(r"^(?:{up}|{down})").match(verb.text) is not None


def _raised(
    told: Told, index: int, own: Lead, phrase: tuple[int, int, str], topic: Topic
) -> list[Observation]:
    """ "연매출을 1천억 원으로 끌어올리겠다", "예산안을 3조 원 규모로 편성했다"."""
    words = told.words
    first, _, metric = phrase
    after = beyond_brackets(told, index)
    if not measurable(metric) or NO_METRIC.search(metric):
        return []
    is_to = words[index].tail in ("to", "until") or (
        after < len(words) and SIZE.search(words[after].text) and words[after].tail == "to"
    )
    verb = verb_after(told, index)
    if not is_to or verb is None or told.scene.names_a_program(metric):
        return []
    text = words[verb].text
    is_set = SET.match(text) is not None
    if not (RAISED.search(text) or LIGHT.search(text) or is_set):
        return []
    planned = told.scene.is_planned(words[index].end) or PRESENT.search(text)
    role = "target" if planned and not is_set else "actual"
    span = (words[first].start, words[index].end)
    return [stated(told, index, re.sub(r"(?<=예산)안$", "", metric), role, span, topic, own)]


def _period_in_focus(told: Told, index: int) -> str | None:
    """The period of the figure before, where this one is compared with the year before that."""
    figure = told.scene.discourse.figure
    if figure is None or figure.period is None:
        return None
    for word in told.words[index + 1 :]:
        if word.kind == "date" and word.mention is not None:
            earlier = word.mention.when
            if word.mention.relation == "previous" or earlier == previous_year(figure.period):
                return figure.period
    return None
