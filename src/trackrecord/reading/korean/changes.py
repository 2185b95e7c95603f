"""Earlier values and changes in Korean: 전년 대비, …보다 늘었다, …에서 …로."""

import re
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.korean.amounts import (
    GOAL,
    Pending,
    Told,
    beyond_brackets,
    date_before,
    lead,
    noun_phrase,
    period,
    value,
)
from trackrecord.reading.korean.figures import (
    is_share,
    like,
    measurable,
    offered,
    stated,
    value_of,
)
from trackrecord.reading.korean.predicates import RAISED
from trackrecord.reading.korean.scene import PRESENT

#: What may stand between an amount and the verb of its change.
_SOFTENED = re.compile(r"^(?:가량|정도|포인트|이상|만큼|규모|넘게|가까이|남짓|대폭|정도로)$")
#: "1,320억 원 증가한 규모다": the change is of the figure told before.
_TAKEN_UP = re.compile(r"^(?:규모|수치|것|금액|수준|셈|실적|결과|기록|액수|숫자|인원|값|점수|성과)")
_FEWEST_DATES = 2
_FARTHEST_TO = 6  # words from "A에서" to "B로"


def earlier(told: Told, index: int) -> list[Observation] | None:
    """ "전년 10,874개보다", "2020년(5,120명) 대비", "지난해 200억 원에서 9% 증액"."""
    words = told.words
    word = words[index]
    anchor = index
    if word.depth:
        opening = index - 1
        if not (words[opening].kind == "mark" and words[opening].text == "("):
            return None
        anchor = opening - 1
        if anchor < 0 or words[anchor].kind != "date":
            return None
    after = beyond_brackets(told, anchor)
    following = words[after] if after < len(words) else None
    is_base = words[anchor].tail == "than" or (
        following is not None and following.kind == "compare"
    )
    if not is_base and word.tail == "from" and following is not None:
        is_base = value(following) and moving(told, after) is not None
    if not is_base:
        return None
    base = anchor if word.depth else date_before(told, index)
    if base is None or base in told.taken:
        return []
    told.used.add(base)
    own = lead(told, base)
    waiting = Pending("earlier", index, words[base].start, word.end, base=base)
    return list(offered(told, waiting, own))


def moving(told: Told, index: int) -> tuple[int, int] | None:
    """The verb by which an amount is a change, and its sign: "2,468개(22.7%) 증가"."""
    words = told.words
    if words[index].tail not in ("", "subject", "object", "and", "other"):
        return None
    at = index + 1
    while at < len(words):
        word = words[at]
        if word.depth > words[index].depth or word.text in (")", "("):
            at += 1
        elif (
            word.kind == "mark"
            and word.text == ","
            and at + 1 < len(words)
            and value(words[at + 1])
        ):
            at += 2
        elif word.kind == "adverb" or _SOFTENED.search(word.text):
            at += 1
        elif word.kind in ("verb", "noun"):
            if word.kind == "noun" and word.tail not in ("", "is", "to"):
                return None
            if told.scene.grammar.pattern(r"^{up}").match(word.text):
                return at, 1
            return (at, -1) if told.scene.grammar.pattern(r"^{down}").match(word.text) else None
        else:
            return None
    return None


def change(told: Told, index: int) -> list[Observation] | None:
    """ "전년 대비 2,468개(22.7%) 증가", "12억 원, 50% 늘었다", "307억 원 늘어난 1조 원"."""
    words, scene = told.words, told.scene
    word = words[index]
    model = told.change
    if model is not None and word.end <= told.change_end and is_share(word):
        role = "change-rate" if word.mention and word.mention.kind == "pct" else "change"
        sign = -1 if model.value < 0 else 1
        return [
            replace(model, value=value_of(word, sign), unit=word.counter, role=role, precision=None)
        ]
    if word.depth:
        return _waiting_rate(told, index)
    moved = moving(told, index)
    if moved is None:
        return None
    verb, sign = moved
    own = lead(told, index)
    if not own.is_compared and own.at >= 0 and words[own.at].tail == "than":
        return []  # compared with something else
    if scene.is_planned(words[verb].start):
        return None
    base = own.base
    if base is None:
        base = next((d for d in own.dates if _is_previous(told, d)), None)
    if base is None and not own.is_compared:
        base = _base_before(told, own.at)
    if base is None:
        is_told_with_its_amount = is_share(word) and words[index + 1].text == "("
        is_of_an_amount = is_share(word) and not _of_a_rate(told, own.at)
        return [] if own.is_compared or is_told_with_its_amount or is_of_an_amount else None
    told.used.add(base)
    told.last_base = base
    told.moved[verb] = index
    waiting = Pending("change", index, word.start, words[verb].stop, sign, base)
    after = words[verb + 1] if verb + 1 < len(words) else None
    if words[verb].form == "modifying" and after is not None:
        if _TAKEN_UP.search(after.text):
            figure = told.actual or scene.discourse.figure
            if figure is None:
                return _kept(told, waiting, list(offered(told, waiting, own)))
            told.actual = told.actual or figure
            return _kept(told, waiting, list(offered(told, waiting, own)))
        if any(value(w) for w in words[verb + 1 : verb + 5]):
            told.pending.append(waiting)
            return []
    return _kept(told, waiting, list(offered(told, waiting, own)))


def _of_a_rate(told: Told, at: int) -> bool:
    """Whether a percentage stands after a rate, of which it may be the value: "취업률이 3% 늘었다"."""
    return at >= 0 and re.search(r"(?:율|률|비율|비중|도|지수)$", told.words[at].text) is not None


def _is_previous(told: Told, at: int) -> bool:
    mention = told.words[at].mention
    return mention is not None and mention.relation == "previous"


def _kept(told: Told, waiting: Pending, facts: list[Observation]) -> list[Observation]:
    for fact in facts:
        told.change, told.change_end = fact, waiting.end
    return facts


def _waiting_rate(told: Told, index: int) -> list[Observation] | None:
    """The rate in brackets after a change that still waits for its figure."""
    last = told.pending[-1] if told.pending else None
    if last and last.role == "change" and last.amount < index and told.words[index].end <= last.end:
        told.pending.append(replace(last, amount=index))
        return []
    return None


def _base_before(told: Told, at: int) -> int | None:
    """What the amounts just before were compared with: the date of "A에서 B로", of a waiting value."""
    waiting = [one.base for one in told.pending if one.role == "earlier"]
    if waiting:
        return waiting[-1]
    if told.from_base is not None and at >= 0:
        return told.from_base
    return told.last_base


def from_to(told: Told, index: int) -> list[Observation] | None:
    """ "2022년 31건에서 지난해 22건으로 줄었다", "2020년 8천 명이던 방문객은 지난해 2만 명으로"."""
    words, scene = told.words, told.scene
    ends = _reached(told, index)
    topic = scene.topic(words[index].start)
    if ends is None or topic is None or words[index].depth:
        return None
    to, phrase = ends
    own = lead(told, index)
    before = next(iter(own.dates), None)
    if phrase is None:
        found = noun_phrase(told, own.at)
        if found is None or words[own.at].tail not in ("topic", "subject", "object", ""):
            return None
        phrase = (found[0], found[2])
    first, metric = phrase
    goal = GOAL.sub("", metric).strip()
    is_goal = goal not in ("", metric)
    if not measurable(metric):
        return None
    metric = goal if is_goal else metric
    told.taken.add(to)
    when = period(told, index, own) if before is not None else None
    spanned = scene.discourse.spanned if _is_same(told, before) else None
    if _is_same(told, before) and spanned is None:
        return []
    when = spanned[0] if spanned else when
    start = min(
        words[first].start, words[before].start if before is not None else words[index].start
    )
    fact = stated(told, index, metric, "actual", (start, words[index].end), topic, own, when)
    fact = replace(fact, period=when)
    if before is not None:
        told.used.add(before)
    then = lead(told, to)
    told.from_base = before
    verb = _verb_of(told, to)
    is_ahead = verb is not None and PRESENT.search(words[verb].text) is not None
    later = spanned[1] if spanned else period(told, to, then)
    if later in (None, when) and scene.issued and when == str(scene.issued.year - 1):
        later = str(scene.issued.year)  # "지난해 6%에서 10%로"
    if when and later:
        scene.discourse.spanned = when, later
    is_due = bool(later and scene.issued and later[:7] > scene.issued.isoformat()[:7])
    is_planned = scene.is_planned(words[to].stop)
    role = "target" if is_ahead or is_due or is_planned or is_goal else "actual"
    begin = words[then.dates[-1]].start if then.dates else words[to].start
    after = replace(
        like(told, fact, to, (begin, words[to].end), role), period=later, reader="ko.observation.to"
    )
    if later == when and later is not None:
        return []
    if is_share(words[index]) and re.search(r"(?:비중|비율)$", metric):
        fact = replace(fact, role="share")
    if is_goal:
        fact = replace(fact, role="target", period=fact.period or later)
    return [replace(fact, reader="ko.observation.earlier"), after]


def series(told: Told, index: int) -> list[Observation] | None:
    """ "수상 실적은 2019년 31건, 2020년 35건, 2021년 50건이다": a value for each of several dates."""
    words = told.words
    listed = _dated_from(told, index)
    if len(listed) < _FEWEST_DATES or words[index].depth:
        return None
    first = index - 1
    before = told.scene.discourse.figure
    if first == 0 and before is not None and before.unit == words[index].counter:
        told.taken.update(listed)
        return [_in_its_year(told, before, at) for at in listed]
    phrase = noun_phrase(told, first - 1)
    topic = told.scene.topic(words[index].start)
    if phrase is None or topic is None or words[first - 1].tail not in ("topic", "subject"):
        return None
    if not measurable(phrase[2]):
        return None
    told.taken.update(listed)
    span = (words[phrase[0]].start, words[index].end)
    fact = stated(told, index, phrase[2], "actual", span, topic)
    return [_in_its_year(told, fact, at) for at in listed]


def _in_its_year(told: Told, fact: Observation, at: int) -> Observation:
    """The same figure, of the date that stands right before an amount."""
    words = told.words
    mention = words[at - 1].mention
    one = like(told, fact, at, (words[at - 1].start, words[at].end), "actual")
    return replace(one, period=mention.when if mention else None)


def _dated_from(told: Told, index: int) -> list[int]:
    """The amounts of one unit, each right after a date of its own, that stand in a row."""
    words = told.words
    found: list[int] = []
    at = index
    while at < len(words):
        date = words[at - 1].mention if at else None
        is_dated = date is not None and words[at - 1].kind == "date" and date.relation is None
        if not value(words[at]) or not is_dated or words[at].counter != words[index].counter:
            break
        found.append(at)
        if words[at].tail not in ("", "and", "at"):
            break
        at = beyond_brackets(told, at)
        while at < len(words) and words[at].text in (",", "이어"):
            at += 1
        at += 1  # over the next date
    return found


def _is_same(told: Told, at: int | None) -> bool:
    mention = told.words[at].mention if at is not None else None
    return mention is not None and mention.relation == "same"


def _reached(told: Told, index: int) -> tuple[int, tuple[int, str] | None] | None:
    """The amount that "A에서" leads to, and the metric if it stands between: "A이던 방문객은 B로"."""
    words = told.words
    word = words[index]
    after = index + 1
    if word.tail == "" and after < len(words) and words[after].kind == "noun":
        if words[after].tail != "from":
            return None
        after += 1
    elif word.tail == "being":
        phrase = _phrase_from(told, after)
        if phrase is None:
            return None
        to = _next_to(told, phrase[1] + 1, word)
        return (to, (after, phrase[0])) if to is not None else None
    elif word.tail != "from":
        return None
    to = _next_to(told, after, word)
    return (to, None) if to is not None else None


def _phrase_from(told: Told, at: int) -> tuple[str, int] | None:
    words = told.words
    taken: list[str] = []
    for index in range(at, min(at + 4, len(words))):
        if words[index].kind != "noun":
            return None
        taken.append(words[index].text)
        if words[index].tail in ("topic", "subject", "object"):
            return " ".join(taken), index
        if words[index].tail:
            return None
    return None


def _next_to(told: Told, at: int, of: object) -> int | None:
    words = told.words
    for index in range(at, min(at + _FARTHEST_TO, len(words))):
        if value(words[index]):
            word = words[index]
            after = words[index + 1] if index + 1 < len(words) else None
            tail = word.tail or (after.tail if after is not None and after.kind == "noun" else "")
            if tail not in ("to", "until") or word.counter != getattr(of, "counter", None):
                return None
            return index if _verb_of(told, index) is not None else None
        if words[index].kind in ("verb", "mark"):
            return None
    return None


def _verb_of(told: Told, index: int) -> int | None:
    """The verb that raises or lowers something to an amount."""
    words = told.words
    for at in range(index + 1, min(index + 8, len(words))):
        if words[at].kind == "verb":
            is_move = told.scene.grammar.pattern(r"^(?:{up}|{down})").match(words[at].text)
            return at if is_move or RAISED.search(words[at].text) else None
        if words[at].kind == "noun" and words[at].tail == "" and RAISED.search(words[at].text):
            return at
    return None
