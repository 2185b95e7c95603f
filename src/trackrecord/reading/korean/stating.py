"""Results and plans in Korean, by what the amount does in its clause.

"고용률은 67.2%로": the noun is the topic, and the amount what is said of it. "일자리 9,240개를 만들었다": the
noun is counted, and the verb says what was done. "112개 기업을 유치했다": the noun follows the amount.
"""

import re
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.korean.amounts import (
    Lead,
    Told,
    beyond_brackets,
    is_past,
    lead,
    noun_phrase,
    value,
    verb_after,
)
from trackrecord.reading.korean.figures import NO_METRIC, is_share, like, measurable, stated
from trackrecord.reading.korean.predicates import CAME, EXPECTED, LIGHT, RAISED, SPENT, VISITORS
from trackrecord.reading.korean.scene import PRESENT, Topic
from trackrecord.reading.korean.words import Word
from trackrecord.reading.periods import previous_year

_SHARES = re.compile(r"(?:비중|비율|점유율)$")
_RESULTS = re.compile(r"^(?:성과|실적|결실|효과|수익|매출|기록)")
_SIZE = re.compile(r"^(?:규모|상당|가량|정도|이상)$")
_HOUSEHOLDS = ("가구", "세대", "농가", "개사")
_TENSELESS = re.compile(r"(?:하고|해|하며|하여)$")
_SET = re.compile(r"편성|확정|책정|의결")
_AGREED = re.compile(r"^(?:맺|체결|협약)")
_MIGHT = re.compile(r"[할될낼갈릴]$")  # "창출할 기반": nothing was created yet
_OWN = ("구", "시", "군", "도", "구청", "시청", "군청", "도청", "구청장", "시장", "군수", "도지사")
_FOR = re.compile(r"^(?:대상|상대)$")  # "40명을 대상으로": whom something is for
_PER = ("매달", "매월", "월", "하루", "연간", "최대", "최소", "매년")
_DUE = re.compile(r"⟨date:\d+⟩까지 [^.]{0,20}$")
_PEOPLE = ("명", "인")
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


def measured(told: Told, index: int) -> list[Observation] | None:
    """What an amount says, by where its noun stands; nothing if the clause measures nothing."""
    words = told.words
    word = words[index]
    topic = told.scene.topic(word.start)
    if word.depth or topic is None or word.mention is None or word.mention.kind == "points":
        return None
    if word.tail in ("than", "since", "other") or _is_prize(told, word):
        return None
    if _is_condition(told, index):
        return None
    own = lead(told, index)
    if own.is_compared and own.base is None:
        return None
    phrase = noun_phrase(told, own.at)
    tail = words[own.at].tail if phrase else ""
    if phrase is not None and tail in ("topic", "subject"):
        found = _predicated(told, index, own, phrase, topic)
        if not found and told.scene.skeleton.text[words[own.at].end : words[own.at].stop] == "도":
            found = _times(told, index, own, phrase, topic)
        if found:
            return found
    elif phrase is not None and tail == "object":
        return _raised(told, index, own, phrase, topic) or _times(told, index, own, phrase, topic)
    elif phrase is not None and tail == "at" and word.counter in ("회", "차례"):
        return _times(told, index, own, phrase, topic)
    elif (
        phrase is not None and tail == "" and (both := _among_them(told, index, own, phrase, topic))
    ):
        return both
    elif phrase is not None and tail == "":
        return _counted(told, index, own, phrase, topic)
    elif own.at >= 0 and _is_named(words[own.at]) and word.mention.kind == "num":
        return _counted(told, index, own, (own.at, own.at, words[own.at].text), topic)
    return _before_noun(told, index, own, topic)


def _is_grade(word: Word) -> bool:
    return word.kind == "name" and word.mention is not None and word.mention.kind == "grade"


def _among_them(
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
    done = verb is not None and told.scene.grammar.pattern(r"^(?P<verb>{deliver})").match(
        words[verb].text
    )
    if verb is None or not done or not measurable(phrase[2]):
        return []
    told.taken.add(of)
    span = (words[phrase[0]].start, words[index].end)
    whole = stated(told, index, phrase[2], "actual", span, topic, own)
    metric = f"{phrase[2]} {done['verb']}"
    return [
        replace(whole, period=None, context=topic.context),
        _done(told, of, lead(told, of), metric, of, verb, topic),
    ]


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
    return (
        bounds
        and word.tail in ("", "of")
        and after is not None
        and after.kind in ("noun", "adverb")
    )


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
    if told.scene.names_a_program(metric) and words[index].mention.kind == "money":  # type: ignore[union-attr]
        return []
    verb = verb_after(told, index)
    if verb is not None and EXPECTED.search(words[verb].text):
        return []
    if any(w.text in ("이들", "이들의") for w in words[max(0, first - 3) : first]):
        told.latest = told.actual = None
        return []  # theirs, not the government's
    role = "share" if _SHARES.search(metric) and is_share(words[index]) else "actual"
    if told.scene.is_planned(words[index].end) or _is_present_raise(told, verb):
        role = "target"
    span = (words[first].start, words[index].end)
    fact = stated(told, index, metric, role, span, topic, own)
    return [replace(fact, period=fact.period or _period_in_focus(told, index))]


def _times(
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
    if _is_noun(told, delivered["verb"]):
        metric = f"{metric} {delivered['verb']}"
    return [_done(told, index, own, metric, phrase[0], after, topic)]


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
        return word.tail in ("", "to", "at", "object", "subject") and following.text in (
            ",",
            ".",
            "△",
            "▲",
        )
    if word.tail == "to":
        if following.kind == "verb":
            return _is_measuring(told, following) or told.scene.is_planned(following.start)
        return True
    if word.tail in ("at", "object", "subject"):
        verb = verb_after(told, index)
        return verb is not None and _is_measuring(told, words[verb]) and verb - index <= 3
    if word.tail == "":
        return following.kind == "verb" and _is_measuring(told, following)
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
        after < len(words) and _SIZE.search(words[after].text) and words[after].tail == "to"
    )
    verb = verb_after(told, index)
    if not is_to or verb is None or told.scene.names_a_program(metric):
        return []
    text = words[verb].text
    is_set = _SET.match(text) is not None
    if not (RAISED.search(text) or LIGHT.search(text) or is_set):
        return []
    planned = told.scene.is_planned(words[index].end) or PRESENT.search(text)
    role = "target" if planned and not is_set else "actual"
    span = (words[first].start, words[index].end)
    return [stated(told, index, re.sub(r"(?<=예산)안$", "", metric), role, span, topic, own)]


def _counted(
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
    is_shared = verb is None and word.tail == ""
    if is_shared:
        verb = _shared_verb(told, index)
    money = word.mention is not None and word.mention.kind == "money"
    if money and own.at + 1 < index and any(w.text in _PER for w in words[own.at + 1 : index]):
        return []
    if NO_METRIC.search(noun) and not (
        money and re.search(r"[국도시군구]비$|교부세$", noun) and _is_won(told, verb)
    ):
        return []
    if verb is None:
        return _with_result(told, index, own, phrase, topic)
    if any(_FOR.match(w.text) for w in words[index + 1 : verb]):
        return []
    text = words[verb].text
    if money and (SPENT.search(text) or scene.names_a_program(noun)):
        return []
    if EXPECTED.search(text):
        return []
    delivered = scene.grammar.pattern(r"^(?P<verb>{deliver})").match(text)
    if delivered and _done_by_another(told, first):
        return []
    came = CAME.search(text) if word.counter in _PEOPLE or word.tail == "subject" else None
    is_light = is_shared or word.tail in ("to", "object", "at", "is", "subject")
    light = LIGHT.search(text) if is_light else None
    if not (delivered or came or light) or word.tail in ("is", "being"):
        return []
    if _MIGHT.search(text) and not scene.is_planned(words[verb].start):
        return []
    metric = noun
    between = _objects(told, index, verb)
    if word.tail in ("at", "of", "") and between and not is_shared:
        metric = f"{noun} {between}"
    if delivered and _is_noun(told, delivered["verb"]):
        metric = f"{metric} {delivered['verb']}"
    if word.tail == "subject" and word.counter in _HOUSEHOLDS:
        metric = f"{metric} {_COUNTED_AS[word.counter]}"
    return [_done(told, index, own, metric, first, verb, topic)]


def _beyond_money(told: Told, index: int) -> int | None:
    """The verb after what was given: "기업 23개사에 물류비 4억 원을 지원"."""
    words = told.words
    for at in range(index + 1, min(index + 5, len(words))):
        if value(words[at]) and words[at].tail == "object":
            return verb_after(told, at)
        if words[at].kind not in ("noun", "adverb") or words[at].tail:
            return None
    return None


def _shared_verb(told: Told, index: int) -> int | None:
    """The verb of a list: "고용률 64.2%, 취업자 3만 명을 기록했다"."""
    words = told.words
    at = beyond_brackets(told, index)
    if at >= len(words) or words[at].text != ",":
        return None
    for following in range(at + 1, min(at + 7, len(words))):
        if value(words[following]) and not words[following].depth:
            if words[following].tail == "":
                return _shared_verb(told, following)
            verb = verb_after(told, following)
            light = verb is not None and LIGHT.search(words[verb].text)
            return verb if words[following].tail == "object" and light else None
        if words[following].kind != "noun" or words[following].tail:
            return None
    return None


def _done_by_another(told: Told, first: int) -> bool:
    """Whether somebody else is the clause's subject: "기업들이 500억 원을 투자해 50명을 고용했다"."""
    words, scene = told.words, told.scene
    for at in range(first - 1, -1, -1):
        word = words[at]
        if word.kind == "verb" or word.kind == "name" or word.text == ".":
            return False
        if word.kind == "noun" and word.tail == "subject" and not word.depth:
            is_own = word.text in _OWN or scene.names_a_program(word.text)
            return not is_own
    return False


def _is_won(told: Told, verb: int | None) -> bool:
    return (
        verb is not None and re.match(r"확보|유치|받|지원받|따", told.words[verb].text) is not None
    )


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
        if w.kind == "noun" and w.tail in ("", "object") and not _SIZE.search(w.text)
    ]
    return " ".join(nouns)


def _before_noun(told: Told, index: int, own: Lead, topic: Topic) -> list[Observation] | None:
    """ "112개 기업을 유치", "50억 원의 국비를 확보", "4,860명이 참여해", "32개 업체가 입주"."""
    words, scene = told.words, told.scene
    word = words[index]
    verb = verb_after(told, index)
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
        if not _SIZE.search(words[at].text) and words[at].kind != "adverb":
            nouns.append(words[at])
        at += 1
        if words[at - 1].kind != "adverb" and words[at - 1].tail not in ("", "of"):
            break
    if nouns and nouns[-1].tail == "and":
        return _agreed(told, index, own, nouns, at, topic)
    if not nouns or nouns[-1].tail not in ("object", "subject") or at >= len(words):
        return None
    noun = " ".join(w.text for w in nouns)
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
    money = word.mention is not None and word.mention.kind == "money"
    if not measurable(noun) or (NO_METRIC.search(noun) and not _is_won(told, verb)):
        return None
    if EXPECTED.search(text) or (money and (SPENT.search(text) or scene.names_a_program(noun))):
        return None
    delivered = scene.grammar.pattern(r"^(?P<verb>{deliver})").match(text)
    if delivered and _done_by_another(told, index):
        return None
    came = CAME.search(text)
    won = re.match(r"받|거두|거뒀|올렸|얻|냈|내며|내고|이뤘|이끌어", text)
    if won and len(nouns) > 1 and _RESULTS.match(nouns[-1].text):
        noun = " ".join(w.text for w in nouns[:-1])
    if not (delivered or came or won or (LIGHT.search(text) and word.tail == "of")):
        return None
    if re.search(r"인센티브|상금", noun):
        return None
    metric = noun
    if delivered and _is_noun(told, delivered["verb"]):
        metric = f"{noun} {delivered['verb']}"
    return [_done(told, index, own, metric, index, verb, topic)]


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
            return [_done(told, index, own, metric, index, verb + 1, topic)]
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
    if word.tail == "object" and text.startswith("수상") and word.counter == "건":
        return [_done(told, index, lead(told, index), "수상", index, verb, topic)]
    if not is_object and not (word.tail == "to" and RAISED.search(text)):
        return None
    span = (word.start, words[verb].stop)
    planned = told.scene.is_planned(words[verb].start) or PRESENT.search(text)
    if told_of is not None and told_of.unit == word.counter:
        return [like(told, told_of, index, span, "target" if planned else "actual")]
    noun = _COUNTED_AS.get(word.counter or "")
    if is_object and delivered is not None and noun and _is_noun(told, delivered["verb"]):
        if told.scene.program_topic(word.start) is None:
            return None
        return [
            _done(told, index, lead(told, index), f"{delivered['verb']} {noun}", index, verb, topic)
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
    if metric is not None and words[index].counter not in _PEOPLE:
        metric = f"{metric.removesuffix('자')} {words[index].counter}"
    if metric is None:
        return None
    fact = _done(told, index, own, metric, index, verb, topic)
    place = words[own.at] if own.at >= 0 else None
    if place is not None and place.kind == "noun" and place.tail == "at":
        phrase = noun_phrase(told, own.at)
        if phrase and told.scene.names_a_program(phrase[2]):
            return [replace(fact, about=phrase[2])]
        if phrase:
            return [replace(fact, metric=f"{phrase[2]} {metric}")]
    return [fact]


def _done(
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
        if word.kind == "date" and word.mention and word.mention.relation is None:
            when = word.mention.when
    fact = stated(told, index, metric, "actual", (start, words[verb].stop), topic, own, when)
    ahead = fact.period and scene.issued and fact.period[:4] > str(scene.issued.year)
    is_meant = bool(meant) or _goes_on_to_plan(told, verb)
    is_set = _SET.match(words[verb].text)
    return replace(fact, role="target" if (is_meant or ahead) and not is_set else "actual")


def _goes_on_to_plan(told: Told, verb: int) -> bool:
    """Whether a verb without tense, as in "30명을 선발해 지원한다", is joined to one in the present."""
    words = told.words
    if not _TENSELESS.search(words[verb].text):
        return False
    for word in words[verb + 1 :]:
        if word.kind == "adverb" and word.text in _PER:
            return False
        if word.kind == "verb" and (word.form == "final" or is_past(word.text)):
            return PRESENT.search(word.text) is not None
    return False


def _is_noun(told: Told, verb: str) -> bool:
    light = ("기록", "달성", "완수", "실시", "되")
    return verb in told.scene.grammar.lexicon.words("role", "actual", "ko") and verb not in light


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
