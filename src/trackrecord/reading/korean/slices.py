"""Parts of a whole in Korean, their shares, and the same figure for other governments."""

import re
from dataclasses import replace
from decimal import Decimal

from trackrecord.facts import Observation
from trackrecord.reading.korean.amounts import Told, beyond_brackets, lead, noun_phrase, value
from trackrecord.reading.korean.figures import again, like, measurable, same_unit, stated, value_of
from trackrecord.reading.korean.predicates import SHARE
from trackrecord.reading.korean.words import Word

_BREAKDOWN = re.compile(
    r"(?:^|[,.] |[고며] |[가-힣][을를] (?:주요 )?)(?:이 ?중|이 가운데|이중|[가-힣·]+별로는?|[가-힣·]+별 [가-힣]+[은는]|[가-힣]+별로 (?:보면|살펴보면))(?= )"
)
_LARGEST = re.compile(r"으?로 (?:가장|제일) (?:많|높|크|큰)")
_ACCOUNT = re.compile(r"(?:회계|분야|부문)$")
_PART_WORD = re.compile(r" ?(?:분야|부문)$")
_A_SUM = re.compile(r"(?:^| )(?:등|총|모두|모든|전체|합계|총액|예산|규모|사업|목표)(?: |$)")
_PRIZES = re.compile(r"인센티브|상금|포상금|교부세")
_SUPERLATIVE = re.compile(r"^(?:가장|제일|최다|최고|최대)$|위(?:로|를|였|이|에)?")
_RANKED = re.compile(r"⟨num:\d+⟩위")
_FEWEST = 2
_BULLETS = ("△", "▲", "▷", "▶", "◇", "○")
_FARTHEST = 8  # words from a share back to whose it is


def _whole(told: Told, index: int | None = None) -> Observation | None:
    """What parts are of: what they sum to exactly, else the last figure that was told."""
    if index is not None and breaks_down(told, index):
        total = told.sums.get(index) or _sum_from(told, index)
        for figure in reversed(told.scene.discourse.wholes):
            if abs(figure.value) == total and same_unit(told.words[index].counter, figure.unit):
                return figure
        if (last := told.whole or told.scene.discourse.figure) and _fits(told.words[index], last):
            return last
        for figure in reversed(told.scene.discourse.wholes):
            if _fits(told.words[index], figure):
                return figure
    return told.whole or told.scene.discourse.figure or told.scene.discourse.whole


def _sum_from(told: Told, index: int) -> Decimal:
    """The sum of a list of amounts in one unit; every one of them is known by it afterwards."""
    total = Decimal(0)
    listed: list[int] = []
    for at in range(index, len(told.words)):
        word = told.words[at]
        if value(word) and not word.depth and word.counter == told.words[index].counter:
            total += value_of(word)
            listed.append(at)
    told.sums.update(dict.fromkeys(listed, total))
    return total


def breaks_down(told: Told, index: int) -> bool:
    """Whether the words before an amount say that what follows are parts."""
    return _BREAKDOWN.search(told.scene.skeleton.text[: told.words[index].start]) is not None


def _fits(word: Word, whole: Observation) -> bool:
    number = value_of(word)
    return same_unit(word.counter or whole.unit, whole.unit) and Decimal(0) < number < abs(
        whole.value
    )


def summed(told: Told, index: int) -> list[Observation] | None:
    """ "231명으로 청년 128명, 한부모 가족 61명, 홀몸노인 42명": parts that sum to the whole exactly."""
    whole = told.latest if told.words[index].depth else told.actual
    if whole is None or whole.part or not value(told.words[index]):
        return None
    total = Decimal(0)
    parts: list[int] = []
    for at in range(index, len(told.words)):
        word = told.words[at]
        if not value(word):
            continue
        phrase = noun_phrase(told, lead(told, at).at)
        if phrase is None or not _fits(word, whole) or word.tail in ("than", "from"):
            return None
        parts.append(at)
        total += value_of(word)
        if total >= abs(whole.value):
            break
    if total != abs(whole.value) or len(parts) < _FEWEST:
        return None
    told.taken.update(parts)
    return [_slice(told, at, whole, 0.85, "summed") for at in parts]


def _slice(told: Told, index: int, whole: Observation, confidence: float, rule: str) -> Observation:
    own = lead(told, index)
    phrase = noun_phrase(told, own.at)
    if phrase is None and own.at >= 0 and told.words[own.at].kind == "name":
        phrase = own.at, own.at, told.words[own.at].text
    if phrase is None and index > 1 and told.words[index - 1].text == "(":
        phrase = noun_phrase(told, index - 2)
    first, _, text = phrase if phrase else (index, index, "")
    part = _PART_WORD.sub("", text.lstrip("·ㆍ∙"))
    for noun in whole.metric.split():
        part = part.removesuffix(noun).strip() or part
    role = "target" if whole.role == "target" else "actual"
    span = (told.words[first].start, told.words[index].end)
    return again(told, whole, index, span, rule, confidence, part=part, role=role)


def part(told: Told, index: int) -> list[Observation] | None:
    """ "이 중 청년 일자리는 1,130개", "일반회계 9,310억 원", "▲사회복지 1,161억 원"."""
    word, whole = told.words[index], _whole(told, index)
    if word.depth and whole is not None and _is_bracketed_item(told, index):
        return [_slice(told, index, whole, 0.75, "slice")] if _fits(word, whole) else None
    if word.depth or word.mention is None or word.mention.kind in ("pct", "points"):
        return None
    own = lead(told, index)
    phrase = noun_phrase(told, own.at)
    if phrase is None or told.words[own.at].tail not in ("topic", "subject", "", "at"):
        return None
    if listed := _listed_under(told, index, phrase):
        return listed
    if whole is None:
        return None
    account = _ACCOUNT.search(phrase[2])
    if not account and not breaks_down(told, index):
        return None
    if not _fits(word, whole) or _A_SUM.search(phrase[2]) or own.is_compared:
        return None
    told.whole = whole
    return [_slice(told, index, whole, 0.8, "slice")]


def _is_bracketed_item(told: Told, index: int) -> bool:
    """ "수출 품목은 ▲반도체(12억 달러) ▲컴퓨터(3억 달러)": an item whose amount stands in brackets."""
    words = told.words
    mention = words[index].mention
    if index < _FEWEST or words[index - 1].text != "(" or mention is None:
        return False
    phrase = noun_phrase(told, index - 2)
    is_item = phrase is not None and phrase[0] > 0 and words[phrase[0] - 1].text in _BULLETS
    is_program = phrase is not None and told.scene.names_a_program(phrase[2])
    is_amount = mention.kind == "num" or (mention.kind == "money" and not is_program)
    return is_item and is_amount and any(w.tail == "topic" for w in words[: index - 1])


def _listed_under(told: Told, index: int, phrase: tuple[int, int, str]) -> list[Observation] | None:
    """ "신규 취업자는 여성 1만 9천 명, 청년 1만 1천 명이었다": parts of the topic, which has no value itself."""
    words = told.words
    before = phrase[0] - 1
    if before >= 0 and words[before].text in _BULLETS:
        before -= 1
    if before < 0 or words[before].tail != "topic" or words[index].tail not in ("", "and"):
        return None
    of, topic = noun_phrase(told, before), told.scene.topic(words[index].start)
    parts = _in_a_row(told, index)
    if of is None or topic is None or len(parts) < _FEWEST or not measurable(of[2]):
        return None
    if breaks_down(told, index) and _whole(told, index) is not None:
        return None
    told.taken.update(parts)
    if summed_up := _summed_up(told, parts):
        return [_slice(told, at, summed_up, 0.8, "slice") for at in parts]
    span = (words[of[0]].start, words[index].end)
    whole = stated(told, index, of[2].split("별 ")[-1], "actual", span, topic)
    return [_slice(told, at, whole, 0.75, "slice") for at in parts]


def _summed_up(told: Told, parts: list[int]) -> Observation | None:
    """The figure told before that a list of amounts sums to exactly."""
    total = sum((value_of(told.words[at]) for at in parts), Decimal(0))
    unit = told.words[parts[0]].counter
    figures = reversed(told.scene.discourse.wholes)
    return next((f for f in figures if f.value == total and same_unit(unit, f.unit)), None)


def _in_a_row(told: Told, index: int) -> list[int]:
    """The amounts of a list, each with a bare noun of its own before it, in one unit."""
    words = told.words
    found: list[int] = []
    at = index
    while at < len(words) and value(words[at]) and words[at].counter == words[index].counter:
        phrase = noun_phrase(told, at - 1)
        if phrase is None or words[at - 1].tail:
            break
        found.append(at)
        following = beyond_brackets(told, at)
        while following < len(words) and words[following].text in (",", *_BULLETS):
            following += 1
        steps = 0
        while following < len(words) and words[following].kind == "noun" and steps < 4:
            following, steps = following + 1, steps + 1
        at = following
    return found


def summed_before(told: Told, index: int) -> list[Observation]:
    """ "중앙부처 18건, 충북도 16건, 민간 7건 등 모두 41건": parts that stand before their whole."""
    whole, words = told.latest, told.words
    if whole is None or whole.part or abs(whole.value) != value_of(words[index]):
        return []
    total = Decimal(0)
    parts: list[int] = []
    for at in range(index - 1, -1, -1):
        word = words[at]
        if word.kind == "verb" or not total < abs(whole.value):
            break
        if value(word) and not word.depth:
            if word.counter != words[index].counter or word.tail not in ("", "and"):
                return []
            parts.insert(0, at)
            total += value_of(word)
    if total != abs(whole.value) or len(parts) < _FEWEST:
        return []
    return [_slice(told, at, whole, 0.8, "summed") for at in parts]


def share(told: Told, index: int) -> list[Observation] | None:
    """ "전체의 58.2%를 차지", "공익형이 3,010개로 70%를 차지", "1,161억 원(18.4%)" of a part."""
    words = told.words
    word = words[index]
    if word.mention is None or word.mention.kind != "pct":
        return None
    last = told.part
    if word.depth and index > 1 and words[index - 1].text == "(" and value(words[index - 2]):
        at = told.scene.skeleton.span(words[index - 2].start, words[index - 2].end)
        if last is not None and last.end == at.end:
            return [_share_of(told, index, last)]
        return None
    own = lead(told, index)
    of_all = own.at >= 0 and words[own.at].tail == "of" and "전체" in _phrase_text(told, own.at)
    after = words[index + 1] if index + 1 < len(words) else None
    held = after is not None and after.kind == "verb" and SHARE.search(after.text) is not None
    largest = breaks_down(told, index) and _LARGEST.match(
        told.scene.skeleton.text, words[index].end
    )
    if not (of_all or held or largest):
        return _most_of(told, index, own.at)
    sentence = told.scene.skeleton.sentence
    if last is not None and last.start >= sentence.start:
        return [_share_of(told, index, last)]
    if of_all and told.actual is not None and told.actual.start >= sentence.start:
        span = (words[own.at].start, word.end)
        return [like(told, told.actual, index, span, "share")]
    whole = _whole(told)
    subject = _subject_before(told, own.at)
    if whole is None or subject is None or whole.unit in ("%", "%p"):
        return []
    first, _, text = subject
    span, named = (words[first].start, word.end), _PART_WORD.sub("", text)
    return [again(told, whole, index, span, "share", 0.8, unit="%", role="share", part=named)]


def _most_of(told: Told, index: int, at: int) -> list[Observation] | None:
    """ "상담 유형은 일자리 문의가 38%로 가장 많았다": the share of a kind in what is the topic."""
    words = told.words
    phrase = noun_phrase(told, at)
    if phrase is None or words[at].tail != "subject" or phrase[0] < 1:
        return None
    if not _LARGEST.match(told.scene.skeleton.text, words[index].end):
        return None
    of = noun_phrase(told, phrase[0] - 1)
    topic = told.scene.topic(words[index].start)
    if of is None or topic is None or words[phrase[0] - 1].tail != "topic":
        return None
    span = (words[of[0]].start, words[index].end)
    fact = stated(told, index, of[2], "share", span, topic)
    return [replace(fact, part=phrase[2])]


def _phrase_text(told: Told, at: int) -> str:
    phrase = noun_phrase(told, at)
    return phrase[2] if phrase else ""


def _subject_before(told: Told, at: int) -> tuple[int, int, str] | None:
    for index in range(at, max(at - _FARTHEST, -1), -1):
        word = told.words[index]
        if word.kind == "noun" and word.tail in ("topic", "subject"):
            return noun_phrase(told, index)
        if word.kind == "verb" and word.form != "modifying":
            return None
    return None


def _share_of(told: Told, index: int, of: Observation) -> Observation:
    span = (told.words[max(0, index - 2)].start, told.words[index].end)
    return again(told, of, index, span, "share", 0.8, unit="%", role="share")


def each(told: Told, index: int) -> list[Observation] | None:
    """ "음성군(1조 3천억 원)", "포항시가 4조 5,000억 원으로 가장 많았고, 구미시 3조 원 순"."""
    words, scene = told.words, told.scene
    word = words[index]
    at = index - 2 if word.depth and words[index - 1].text == "(" else index - 1
    owner = words[at] if at >= 0 else None
    if (
        owner is None
        or owner.kind != "name"
        or owner.mention is None
        or owner.mention.kind != "gov"
    ):
        return None
    if _PRIZES.search(scene.skeleton.text) or word.mention is None:
        return []
    listed = breaks_down(told, index) or told.listing
    after = words[index + 1] if index + 1 < len(words) else None
    superlative = after is not None and _SUPERLATIVE.search(after.text) is not None
    ranked = (
        after is not None
        and after.kind == "amount"
        and _RANKED.match(scene.skeleton.text, after.start)
    )
    if not (word.depth or listed or superlative or ranked or word.tail in ("to", "is")):
        return None
    told.listing = True
    topic = _metric_topic(told, at)
    figure = told.figure or scene.discourse.figure or (scene.discourse.whole if listed else None)
    name = owner.mention.name
    span = (owner.start, word.end)
    if topic is not None:
        told_topic = scene.topic(word.start)
        if told_topic is None:
            return []
        fact = stated(told, index, topic, "actual", span, told_topic)
        whole = scene.discourse.whole
        if fact.period is None and listed and whole and whole.unit == fact.unit:
            fact = replace(fact, period=whole.period, context=(*fact.context, whole.span))
        told.whole = told.figure = fact = replace(fact, about=name, reader="ko.observation.each")
        return [fact]
    if figure is None or (word.counter or figure.unit) != figure.unit:
        return []
    return [again(told, figure, index, span, "each", 0.75, about=name, part=None, role="actual")]


def _metric_topic(told: Told, at: int) -> str | None:
    """What the sentence measures of each government: "유치액은 청주시가 …"."""
    if at < 1:
        return None
    before = told.words[at - 1]
    if before.kind == "noun" and before.tail == "topic":
        phrase = noun_phrase(told, at - 1)
        text = re.sub(r"^[가-힣·]+별 ", "", phrase[2]) if phrase else ""
        return text if measurable(text) and not text.endswith("별로") else None
    return None
