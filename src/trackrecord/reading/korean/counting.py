"""Amounts of what is counted, in Korean, by where the noun stands.

"일자리 9,240개를 만들었다": before the amount. "나무를 3만 그루 심었다": before it, as the object. "112개 기업을
유치했다": after it. "4,860명이 참여했다": nowhere, and the verb says who they are.
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
    period,
    value,
    verb_after,
)
from trackrecord.reading.korean.doing import (
    PER,
    done,
    done_by_another,
    is_expected,
    is_noun,
    is_won,
)
from trackrecord.reading.korean.figures import NO_METRIC, is_money, like, measurable, stated
from trackrecord.reading.korean.predicates import (
    CAME,
    LIGHT,
    RAISED,
    SIZE,
    SPENT,
    VISITORS,
)
from trackrecord.reading.korean.scene import PRESENT, Topic
from trackrecord.reading.korean.words import Word

_RESULTS = re.compile(r"^(?:성과|실적|결실|효과|수익|매출|기록)")
_EARNED = re.compile(r"^(?:올렸|올린|올려|거뒀|거둔|거둬|벌어|벌었)")
_AGREED = re.compile(r"^(?:맺|체결|협약)")
_MIGHT = re.compile(r"[할될낼갈릴]$")  # "창출할 기반": nothing was created yet
_FOR = re.compile(
    r"^(?:대상|상대|기준|토대|바탕|중심)$"
)  # "40명을 대상으로": whom something is for
#: "국비확보를 마쳤다", "일자리창출을 이뤘다": a deed that is a noun, and the verb that says it was done.
_DEED = re.compile(r"(?P<of>[가-힣]{2,}?)(?P<deed>[가-힣]{2})$")
_FINISHED = re.compile(r"^(?:마쳤|마치|마친|이뤘|이룬|이루|완료|달성|성공)")
_HOUSEHOLDS = ("가구", "세대", "농가", "개사")
_PEOPLE = ("명", "인")
#: What is counted, where only its counter is told: "310가구를 지원했다".
_COUNTED_AS = {
    "명": "인원",
    "가구": "가구",
    "세대": "세대",
    "농가": "농가",
    "개사": "기업",
    "곳": "곳",
    "개소": "개소",
    "건": "건",
}


def counted(
    told: Told, index: int, own: Lead, phrase: tuple[int, int, str], topic: Topic
) -> list[Observation]:
    """ "일자리 9,240개를 만들었다", "학교 61곳에 농산물을 공급", "수출 3억 달러를 기록했다"."""
    words, scene = told.words, told.scene
    word = words[index]
    first, _, noun = phrase
    if not measurable(noun):
        return []
    if word.tail == "and" and (
        agreed := _agreed(told, index, own, [words[own.at]], index + 1, topic)
    ):
        return agreed
    verb = verb_after(told, index)
    if verb is None and word.tail == "at":
        verb = _beyond_money(told, index)
    if verb is None and word.tail == "object":
        verb = _beyond_places(told, index)
    is_shared = verb is None and word.tail in ("", "and")
    if is_shared:
        verb = _shared_verb(told, index)
    money = is_money(word)
    if own.at + 1 < index and any(w.text in PER for w in words[own.at + 1 : index]):
        return []
    if NO_METRIC.search(noun) and not (
        money and re.search(r"[국도시군구]비$|교부세$", noun) and is_won(told, verb)
    ):
        return []
    if verb is None:
        return _with_result(told, index, own, phrase, topic)
    if any(_FOR.match(w.text) for w in words[index + 1 : verb]):
        return []
    text = words[verb].text
    if money and (SPENT.search(text) or scene.names_a_program(noun)):
        return []
    if is_expected(told, verb):
        return []
    delivered = scene.grammar.pattern(r"^(?P<verb>{deliver})").match(text)
    if delivered and done_by_another(told, first):
        return []
    earned = is_money(word) and _EARNED.match(text) and not done_by_another(told, first)
    came = CAME.search(text) if word.counter in _PEOPLE or word.tail == "subject" else None
    is_light = is_shared or word.tail in ("to", "object", "at", "is", "subject")
    light = LIGHT.search(text) if is_light else None
    if not (delivered or came or light or earned) or word.tail in ("is", "being"):
        return []
    if _MIGHT.search(text) and not scene.is_planned(words[verb].start):
        return []
    metric = noun
    between = _objects(told, index, verb)
    if word.tail in ("at", "of", "") and between and between != noun and not is_shared:
        metric = f"{noun} {between}"
    if delivered and is_noun(told, delivered["verb"]):
        metric = f"{metric} {delivered['verb']}"
    if word.tail == "subject" and word.counter in _HOUSEHOLDS:
        metric = f"{metric} {_COUNTED_AS[word.counter]}"
    return [done(told, index, own, metric, first, verb, topic)]


def among_them(
    told: Told, index: int, own: Lead, phrase: tuple[int, int, str], topic: Topic
) -> list[Observation]:
    """ "공약 86개 가운데 61개를 완료해": how many there are, and of how many something was done."""
    words = told.words
    if (
        words[index].tail
        or index + 2 >= len(words)
        or words[index + 1].text not in ("중", "가운데")
    ):
        return []
    of = next((at for at in range(index + 2, min(index + 6, len(words))) if value(words[at])), None)
    if of is None or words[of].tail != "object" or words[of].counter != words[index].counter:
        return []
    verb = verb_after(told, of)
    delivered = verb is not None and told.scene.grammar.pattern(r"^(?P<verb>{deliver})").match(
        words[verb].text
    )
    if verb is None or not delivered or not measurable(phrase[2]):
        return []
    told.taken.add(of)
    span = (words[phrase[0]].start, words[index].end)
    whole = stated(told, index, phrase[2], "actual", span, topic, own)
    metric = f"{phrase[2]} {delivered['verb']}"
    return [
        replace(whole, period=None, context=topic.context),
        done(told, of, lead(told, of), metric, of, verb, topic),
    ]


def times(
    told: Told, index: int, own: Lead, phrase: tuple[int, int, str], topic: Topic
) -> list[Observation]:
    """ "안전교육을 42회 실시했다", "나무를 3만 그루 심었다": the noun is the object, the amount bare."""
    words = told.words
    word = words[index]
    if word.tail or word.mention is None or word.mention.kind != "num" or not measurable(phrase[2]):
        return []
    after = beyond_brackets(told, index)
    while after < len(words) and words[after].kind == "adverb":
        after += 1
    if after >= len(words) or words[after].kind != "verb":
        return []
    delivered = told.scene.grammar.pattern(r"^(?P<verb>{deliver})").match(words[after].text)
    if delivered is None or told.scene.anaphor == phrase[2]:
        return []
    metric = phrase[2]
    if is_noun(told, delivered["verb"]):
        metric = f"{metric} {delivered['verb']}"
    return [done(told, index, own, metric, phrase[0], after, topic)]


def _beyond_money(told: Told, index: int) -> int | None:
    """The verb after what was given: "기업 23개사에 물류비 4억 원을 지원"."""
    words = told.words
    for at in range(index + 1, min(index + 5, len(words))):
        if value(words[at]) and words[at].tail in ("object", "until"):
            return verb_after(told, at)
        if words[at].kind not in ("noun", "adverb") or words[at].tail:
            return None
    return None


def _beyond_places(told: Told, index: int) -> int | None:
    """The verb after where they went: "근로자 1,050명을 농가 312곳에 배치했다"; the places are not counted."""
    words = told.words
    for at in range(index + 1, min(index + 5, len(words))):
        if value(words[at]) and words[at].tail == "at":
            told.taken.add(at)
            return verb_after(told, at)
        if words[at].kind not in ("noun", "adverb") or words[at].tail:
            return None
    return None


def _shared_verb(told: Told, index: int) -> int | None:
    """The verb of a list: "고용률 64.2%, 취업자 3만 명을 기록했다"."""
    words = told.words
    at = beyond_brackets(told, index)
    if at < len(words) and words[at].text == ",":
        at += 1
    elif words[index].tail != "and":
        return None
    for following in range(at, min(at + 6, len(words))):
        if value(words[following]) and not words[following].depth:
            if words[following].tail in ("", "and"):
                return _shared_verb(told, following)
            verb = verb_after(told, following)
            is_light = verb is not None and LIGHT.search(words[verb].text) is not None
            shared = words[following].tail == "object" or (
                words[following].tail == "to" and is_light
            )
            return verb if shared else None
        if words[following].kind != "noun" or words[following].tail:
            return None
    return None


def _with_result(
    told: Told, index: int, own: Lead, phrase: tuple[int, int, str], topic: Topic
) -> list[Observation]:
    """ "투자 4,200억 원, 고용 1,300명의 성과를 거뒀다": each noun with its amount."""
    words = told.words
    after = words[index + 1 : index + 9]
    if NO_METRIC.search(phrase[2]):
        return []
    for word in after:
        if word.kind == "noun" and _RESULTS.match(word.text) and word.tail == "object":
            span = (words[phrase[0]].start, words[index].end)
            return [stated(told, index, phrase[2], "actual", span, topic, own)]
        if word.kind == "verb":
            break
    return []


def _objects(told: Told, index: int, verb: int) -> str:
    """The object between an amount and its verb: "865가구에 생계비를 지원"."""
    nouns = [
        w.text
        for w in told.words[index + 1 : verb]
        if w.kind == "noun" and w.tail in ("", "object") and not SIZE.search(w.text)
    ]
    return " ".join(nouns)


def before_noun(told: Told, index: int, own: Lead, topic: Topic) -> list[Observation] | None:
    """ "112개 기업을 유치", "50억 원의 국비를 확보", "4,860명이 참여해", "32개 업체가 입주"."""
    words, scene = told.words, told.scene
    word = words[index]
    verb = verb_after(told, index)
    if index and words[index - 1].text in PER:
        return None
    if word.tail == "subject":
        return _people(told, index, own, verb, topic)
    if word.tail not in ("", "of"):
        return _of_what_was_told(told, index, verb, topic)
    at = beyond_brackets(told, index)
    nouns: list[Word] = []
    if word.tail == "" and at + 1 < len(words) and words[at].text == "," and value(words[at + 1]):
        if words[at + 1].tail != "of":
            return None
        at += 2  # "87건, 1,340만 달러의 계약을": both count the same
    while at < len(words) and (words[at].kind in ("noun", "adverb") or _is_grade(words[at])):
        if not SIZE.search(words[at].text) and words[at].kind != "adverb":
            nouns.append(words[at])
        at += 1
        if words[at - 1].kind != "adverb" and words[at - 1].tail not in ("", "of"):
            break
    if nouns and nouns[-1].tail == "and":
        return _agreed(told, index, own, nouns, at, topic)
    if not nouns or nouns[-1].tail not in ("object", "subject") or at >= len(words):
        return None
    noun = " ".join(w.text for w in nouns)
    if SIZE.search(words[beyond_brackets(told, index)].text) and scene.names_a_program(noun):
        return []  # "2만 ㎡ 규모의 공원을 조성": how large it is
    steps = 0
    if nouns[-1].tail == "object" and at < len(words) and _FOR.match(words[at].text):
        return None
    while at < len(words) and words[at].kind in ("noun", "adverb", "date") and steps < 3:
        if words[at].kind == "noun" and words[at].tail not in ("at", "to", ""):
            came_to = words[at].tail == "object" and nouns[-1].tail == "subject"
            if not came_to or at + 1 >= len(words) or not CAME.search(words[at + 1].text):
                return None
        at, steps = at + 1, steps + 1
    if at >= len(words) or words[at].kind != "verb":
        return None
    verb = at
    text = words[verb].text
    money = is_money(word)
    if not measurable(noun) or (NO_METRIC.search(noun) and not is_won(told, verb)):
        return None
    if is_expected(told, verb) or (money and (SPENT.search(text) or scene.names_a_program(noun))):
        return None
    delivered = scene.grammar.pattern(r"^(?P<verb>{deliver})").match(text)
    if delivered and done_by_another(told, index):
        return None
    did = _DEED.match(nouns[-1].text) if _FINISHED.match(text) else None
    if did and is_noun(told, did["deed"]):
        metric = " ".join((*(w.text for w in nouns[:-1]), did["of"], did["deed"]))
        return [done(told, index, own, metric, index, verb, topic)]
    came = CAME.search(text)
    won = re.match(r"받|거두|거뒀|올렸|얻|냈|내며|내고|이뤘|이끌어", text)
    if won and len(nouns) > 1 and _RESULTS.match(nouns[-1].text):
        noun = " ".join(w.text for w in nouns[:-1])
    if not (delivered or came or won or (LIGHT.search(text) and word.tail == "of")):
        return None
    if re.search(r"인센티브|상금|등급$", noun):
        return None
    metric = noun
    if delivered and is_noun(told, delivered["verb"]):
        metric = f"{noun} {delivered['verb']}"
    return [done(told, index, own, metric, index, verb, topic)]


def _agreed(
    told: Told, index: int, own: Lead, nouns: list[Word], at: int, topic: Topic
) -> list[Observation] | None:
    """ "74개 기업과 투자협약을 맺어": with how many something was agreed."""
    words = told.words
    for verb in range(at, min(at + 6, len(words))):
        word = words[verb]
        if word.kind == "noun" and word.tail == "object" and verb + 1 < len(words):
            if not _AGREED.match(words[verb + 1].text):
                return None
            metric = f"{word.text} {' '.join(n.text for n in nouns)}"
            return [done(told, index, own, metric, index, verb + 1, topic)]
        if word.kind not in ("noun", "amount", "adverb") or word.tail == "object":
            return None
    return None


def _of_what_was_told(
    told: Told, index: int, verb: int | None, topic: Topic
) -> list[Observation] | None:
    """ "목표는 1,500대로, 1,120대를 보급해", "모두 112대로 늘렸다", "310가구를 지원했다"."""
    words = told.words
    word = words[index]
    if verb is None or word.mention is None or word.mention.kind != "num":
        return None
    text = words[verb].text
    told_of = told.figure
    delivered = told.scene.grammar.pattern(r"^(?P<verb>{deliver})").match(text)
    is_object = word.tail == "object" and delivered is not None
    is_up_to = word.tail == "until" and (RAISED.search(text) or delivered is not None)
    if word.tail == "object" and text.startswith("수상") and word.counter == "건":
        return [done(told, index, lead(told, index), "수상", index, verb, topic)]
    if not is_object and not is_up_to and not (word.tail == "to" and RAISED.search(text)):
        return None
    span = (word.start, words[verb].stop)
    planned = told.scene.is_planned(words[verb].start) or PRESENT.search(text)
    if told_of is not None and told_of.unit == word.counter:
        fact = like(told, told_of, index, span, "target" if planned else "actual")
        own = lead(told, index)
        when = period(told, index, own) if own.dates and planned else None
        return [replace(fact, period=when) if when else fact]
    noun = _COUNTED_AS.get(word.counter or "")
    if is_object and delivered is not None and noun and is_noun(told, delivered["verb"]):
        if told.scene.program_topic(word.start) is None:
            return None
        return [
            done(told, index, lead(told, index), f"{delivered['verb']} {noun}", index, verb, topic)
        ]
    return None


def _people(
    told: Told, index: int, own: Lead, verb: int | None, topic: Topic
) -> list[Observation] | None:
    """ "4,860명이 참여해", "52만여 명이 다녀갔다": people, by what they came for."""
    words = told.words
    if verb is None or verb - index > 2 or words[index].tail != "subject":
        return None
    metric = next((noun for form, noun in VISITORS if form.search(words[verb].text)), None)
    if metric is not None and words[index].counter not in (*_PEOPLE, "건"):
        metric = f"{metric.removesuffix('자')} {words[index].counter}"
    if metric is None:
        return None
    fact = done(told, index, own, metric, index, verb, topic)
    place = words[own.at] if own.at >= 0 else None
    if place is not None and place.kind == "noun" and place.tail == "at":
        phrase = noun_phrase(told, own.at)
        is_kind = phrase is not None and phrase[2] in told.scene.grammar.program_types
        if phrase and told.scene.names_a_program(phrase[2]) and not is_kind:
            told.scene.discourse.note_program(phrase[2])
            return [replace(fact, about=phrase[2])]
        if phrase:
            return [replace(fact, metric=f"{phrase[2]} {metric}")]
    return [fact]


def _is_grade(word: Word) -> bool:
    return word.kind == "name" and word.mention is not None and word.mention.kind == "grade"
