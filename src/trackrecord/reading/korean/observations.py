"""Counts, amounts and rates in Korean: 실적, 목표, 달성률, 증감 and earlier values."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from trackrecord.facts import Observation
from trackrecord.reading.korean.scene import KoreanScene, Topic
from trackrecord.reading.mentions import Mention

_COUNTER = r"(?P<more>여)? ?(?P<counter>{counter})(?![가-힣]*자리)"
_PARTICLED = re.compile(
    r"(?:은|는|이|가|을|를|에|에서|로|으로|의|와|과|도|만|며|고|해|한|된|인|던|할|및|등|총|약|모두|까지|부터|대비|보다)$"
)
_ONLY = re.compile(r"(?<=[가-힣]{2})(?:만|도)$")
_VERBAL = re.compile(r"(?:하고|되고|[가-힣][며해아어여]|[한된할]|보다|대비|까지|부터|모두)$")
_WORD_BEFORE = re.compile(r"([가-힣A-Za-z·]+) ?$")
_NOT_COUNTED = re.compile(
    r"(?:년|월|일|회|차|위|배|기|층|시|분|초|번|등|단계|살|세|호선|주|점|학년|대(?![가-힣]*[를을]))"
)
_NOUN_AFTER = r"(?:의)? (?P<noun>(?:{word} ){0,2}?{word}?)(?P<particle>을|를|이|가)(?= )"
_VERB = r"(?:을|를|이|가|도)? ?(?:(?:새로|추가로|신규|직접|<date>|{word}(?:에|로|으로|에게)) ){0,2}(?P<verb>{deliver})[가-힣]*"
_TARGET_BEFORE = re.compile(
    r"목표(?:치|였던|인|로 (?:한|세운|잡은))?(?:는|를|인|은)?(?: [가-힣]+)? ?$"
)
_NEAR = 12  # code points from a figure to the rate in brackets after it
_ALL = 100
_IN_BRACKETS = re.compile(r"^목표[가-힣]{0,2} ?대비 ?$")
_RATE_AFTER = re.compile(r"(?:의|를|을|로|라는)? ?(?:초과 ?)?(?:달성|실적)")
_UP_OR_DOWN = r"(?P<counter>{counter})?(?:이|가)? ?(?:\((?P<rate><pct>)\))?(?:이나|나|이|가|를|을|만큼|가량|포인트)? ?(?:더 )?(?:(?P<up>{up}|늘|올라|올랐|높아)|(?P<down>{down}|줄|떨어|낮아))"
_THAN = re.compile(
    r"(?:여)?(?:개사|개소|가구|명|개|곳|건|원)?(?:보다|에서|에 비해|대비|[과와] 비교)"
)
_MEASURED = r"(?<![가-힣])(?P<metric>(?:(?!(?:가운데|특히|또한|이중) )(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고) ){word} ){0,2}{word}?(?:률|율|지수|인구|예산|수출액|매출액|매출|방문객|관광객|수|액|규모))(?:은|는|이|가|도) (?:모두 |총 |약 |역대 최고인 |전년보다 )*$"
_METRIC_OF_RATE = r"(?<![가-힣⟩])(?P<metric>(?:(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고) ){word} ){0,2}{word}?)(?:은|는|이|가|을|를) 목표(?:치)? ?대비 (?:약 )?$"
_MEASURED_BARE = r"(?<![가-힣⟩])(?P<metric>(?:(?!(?:이상|이하|미만) )(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고|로) ){word} ){0,2}{word}?(?:률|율|지수|수|액)) $"
_MEASURED_CHANGED = r"(?<![가-힣⟩])(?P<metric>(?:(?!(?:가운데|특히|또한|이중) )(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고) ){word} ){0,2}{word}?(?:률|율|지수|인구|예산|수출액|매출액|매출|방문객|관광객|수|액|규모))(?:은|는|이|가|도) (?P<date><date>)(?: ?같은 기간| 동기)? ?(?:대비|보다|에 비해) (?P<change>(?P<by><points|pct|num>)(?:{counter})?(?:이|가)? ?(?:(?P<up>{up})|(?P<down>{down}))[가-힣]*) (?:약 )?$"
_LED_BY_CHANGE = r"(?P<date><date>)(?: ?같은 기간| 동기)?(?:보다| ?대비|에 비해) (?P<change>(?P<by><money|pct|num>)(?:{counter})?(?:이|가)? ?(?:더 )?(?:(?P<up>{up})|(?P<down>{down}))[가-힣]*) (?:총 |약 )?$"
_RATE_NOUN = r"의 (?:{word} ){0,2}{word}?[률율](?:을|를) "
_ON_A_PROGRAM = r"(?:하는|되는|할|될|한) (?:{word} ){0,4}{word}?(?:사업|프로젝트)(?:이|을|를|은|도)"
#: What comes with an award, and words that only lead to a figure.
_NO_METRIC = re.compile(r"(?:인센티브|상금|포상금|시상금|상사업비|목표|대비)$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with its counter; places are in the skeleton."""

    mention: Mention
    value: Decimal
    start: int
    end: int
    counter: str | None
    precision: str | None


@dataclass(slots=True)
class Told:
    """The last actual, and the last actual or target, that was told."""

    actual: Observation | None = None
    figure: Observation | None = None
    changed: Observation | None = None
    changed_end: int = -1


def observations(scene: KoreanScene) -> Iterator[Observation]:
    """The observations of a sentence, in reading order."""
    told = Told(scene.discourse.figure, scene.discourse.figure) if _takes_up(scene) else Told()
    for amount in amounts(scene):
        for rule in _RULES:
            facts = list(rule(scene, amount, told))
            for fact in facts:
                yield fact
                _remember(scene, told, fact)
            if facts:
                break


def amounts(scene: KoreanScene) -> Iterator[Amount]:
    """The quantities of a sentence that count or measure something."""
    text = scene.skeleton.text
    for place in scene.skeleton.placeholders("num", "money", "pct", "points"):
        value = place.mention.value
        if value is None or (place.mention.kind == "num" and _NOT_COUNTED.match(text, place.end)):
            continue
        counter = scene.grammar.pattern(_COUNTER).match(text, place.end)
        is_counted = place.mention.kind == "num" and counter is not None
        end = counter.end() if counter and is_counted else place.end
        yield Amount(
            place.mention,
            value,
            place.start,
            end,
            counter["counter"] if counter and is_counted else place.mention.unit,
            _precision(
                text,
                place.start,
                end,
                bool(counter and counter["more"]) or "여" in place.mention.name,
            ),
        )


def _takes_up(scene: KoreanScene) -> bool:
    return (
        re.match(
            r"(?:이는|이 같은|전년|이로써|이중|이 중)|⟨date:\d+⟩ ?(?:대비|보다|⟨)",
            scene.skeleton.text,
        )
        is not None
    )


def _remember(scene: KoreanScene, told: Told, fact: Observation) -> None:
    if fact.role in ("actual", "target"):
        told.figure = fact
    if fact.role == "actual" and not fact.reader.endswith("earlier"):
        told.actual = scene.discourse.figure = fact


def _rate(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "목표 9,656개 대비 138.2%를 달성", "달성률 138.2%"."""
    text, figure = scene.skeleton.text, told.figure
    if amount.mention.kind != "pct":
        return
    if figure is None:
        yield from _rate_of(scene, amount)
        return
    after = _RATE_AFTER.match(text, amount.end)
    before = re.search(r"(?:목표[^.()]{0,40}|대비 ?|달성률(?:은|이)? ?)$", text[: amount.start])
    in_brackets = before is not None and _IN_BRACKETS.search(before[0]) is not None
    if in_brackets and scene.skeleton.span(amount.start, amount.end).start - figure.end > _NEAR:
        return
    if amount.value == _ALL and scene.skeleton.text.startswith(" 초과", amount.end):
        return  # "exceeded 100%" tells no rate
    if before and (after or "달성률" in before[0] or in_brackets):
        start = before.start() if "달성률" in before[0] else amount.start
        end = after.end() if after else amount.end
        yield _like(scene, figure, amount, start, end, "achievement-rate")


def _rate_of(scene: KoreanScene, amount: Amount) -> Iterator[Observation]:
    """ "일자리 창출을 목표 대비 111.6% 달성": a rate whose figures are not told."""
    match = scene.grammar.pattern(_METRIC_OF_RATE).search(scene.skeleton.text[: amount.start])
    topic = scene.topic(amount.start)
    after = _RATE_AFTER.match(scene.skeleton.text, amount.end)
    if match and topic and after:
        yield _stated(
            scene, amount, match["metric"], "achievement-rate", match.start(), after.end(), topic
        )


def _target(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "목표 9,656개", "목표치인 9,656명"."""
    before = _TARGET_BEFORE.search(scene.skeleton.text[: amount.start])
    if before and amount.mention.kind in ("num", "money") and told.figure:
        yield _like(scene, told.figure, amount, before.start(), amount.end, "target")


def _bracketed(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "2,468개(22.7%) 증가": the rate of the change before it."""
    change = told.changed
    if amount.mention.kind == "pct" and change and amount.end <= told.changed_end:
        value = -amount.value if change.value < 0 else amount.value
        yield replace(
            change, value=value, unit="%", role="change-rate", reader="ko.observation.change-rate"
        )


def _change(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "전년 대비 2,468개 증가", "1.8%p 상승"."""
    text, actual = scene.skeleton.text, told.actual
    moved = scene.grammar.pattern(_UP_OR_DOWN).match(
        text, amount.end if amount.mention.kind != "num" else amount.end - len(amount.counter or "")
    )
    period = _compared_with(scene, amount.start, actual)
    if moved is None or actual is None or period is None:
        return
    value = -amount.value if moved["down"] else amount.value
    role = "change-rate" if amount.mention.kind == "pct" else "change"
    fact = replace(
        _like(scene, actual, amount, amount.start, moved.end(), role),
        value=value,
        compared_with=period,
    )
    told.changed, told.changed_end = fact, moved.end()
    yield fact


def _earlier(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "전년 10,874개보다", "2020년 10,874개에서"."""
    text, actual = scene.skeleton.text, told.actual
    than = _THAN.match(
        text, amount.end - len(amount.counter or "") if amount.mention.kind == "num" else amount.end
    )
    near = re.search(
        r"⟨date:\d+⟩(?:의|에는|도)? ?(?:(?!대비|보다)[가-힣]+ )?(?:약 )?$", text[: amount.start]
    )
    if than is None or actual is None or near is None:
        return
    period = _compared_with(scene, amount.start, actual)
    if period and period != actual.period and amount.mention.kind != "points":
        yield replace(
            actual,
            **scene.evidence(near.start(), amount.end, "observation.earlier", 0.8),
            value=amount.value,
            period=period,
            precision=amount.precision,
        )


def _measured(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "청년고용률은 42.8%로", "관광객은 120만 명을"."""
    text = scene.skeleton.text
    topic = scene.topic(amount.start)
    if topic is None or amount.mention.kind == "points":
        return
    changed = scene.grammar.pattern(_MEASURED_CHANGED).search(text[: amount.start])
    if changed:
        yield from _value_and_change(scene, amount, changed, topic)
        return
    match = scene.grammar.pattern(_MEASURED).search(text[: amount.start])
    if match is None and text.startswith("(목표", amount.end):
        match = scene.grammar.pattern(_MEASURED_BARE).search(text[: amount.start])
    if match is None:
        return
    role = "target" if scene.is_planned(amount.end) else "actual"
    yield _stated(scene, amount, match["metric"], role, match.start(), amount.end, topic)


def _value_and_change(
    scene: KoreanScene, amount: Amount, match: re.Match[str], topic: Topic
) -> Iterator[Observation]:
    """ "고용률이 2020년 대비 0.5%p 오른 66.7%로": the value, and the change that led to it."""
    actual = _stated(scene, amount, match["metric"], "actual", match.start(), amount.end, topic)
    before = scene.mention(match, "date")
    if actual.period is not None and actual.period == before.when:
        actual = replace(actual, period=None)  # the date is what it is compared with
    yield actual
    by = scene.mention(match, "by")
    previous = before.relation == "previous" and actual.period
    earlier = str(int(str(actual.period)[:4]) - 1) if previous else before.when
    if by.value is not None and earlier:
        yield replace(
            actual,
            **scene.evidence(*match.span("change"), "observation.change", 0.85),
            value=-by.value if match["down"] else by.value,
            unit=by.unit or actual.unit,
            role="change-rate" if by.kind == "pct" else "change",
            compared_with=earlier,
        )


def _change_before(
    scene: KoreanScene, actual: Observation, match: re.Match[str]
) -> Iterator[Observation]:
    """ "올해보다 307억 원 늘어난 1조 원": the change that leads to a value, against a named year."""
    by, when = scene.mention(match, "by"), scene.mention(match, "date")
    issued = str(scene.issued.year) if scene.issued else None
    period = actual.period if actual.period != when.when else None
    earlier = when.when
    if when.relation == "previous":
        year = period or issued
        earlier = str(int(year[:4]) - 1) if year else None
    if by.value is None or earlier is None:
        return
    yield replace(
        actual,
        **scene.evidence(*match.span("change"), "observation.change", 0.8),
        period=period,
        value=-by.value if match["down"] else by.value,
        unit=by.unit or actual.unit,
        role="change-rate" if by.kind == "pct" else "change",
        compared_with=earlier,
        precision=None,
    )


def _delivered(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "일자리 13,342개를 창출", "112개 기업을 유치", "50억 원의 국비를 확보"."""
    text = scene.skeleton.text
    rate = scene.grammar.pattern(_RATE_NOUN).match(text, amount.end)
    if amount.mention.kind not in ("num", "money") and not (amount.mention.kind == "pct" and rate):
        return
    led = scene.grammar.pattern(_LED_BY_CHANGE).search(text[: amount.start])
    noun, start = _noun_before(text, led.start() if led else amount.start)
    end = amount.end
    after = scene.grammar.pattern(_NOUN_AFTER).match(text, amount.end)
    if (
        after
        and after["noun"].strip()
        and (noun is None or amount.mention.kind in ("money", "pct"))
    ):
        noun, end, start = after["noun"].strip(), after.end("noun"), amount.start
    verb = scene.grammar.pattern(_VERB).match(text, end)
    topic = scene.topic(amount.start)
    if noun is None or verb is None or topic is None or _NO_METRIC.search(noun):
        return
    role = "target" if scene.is_planned(verb.start("verb")) else "actual"
    words = scene.grammar.lexicon.words("role", "actual", "ko")
    is_noun = verb["verb"] in words and verb["verb"] != "기록"
    if scene.grammar.pattern(_ON_A_PROGRAM).match(text, verb.end("verb")) and "비" in noun:
        return  # the cost of a program belongs to its undertaking
    metric = f"{noun} {verb['verb']}" if is_noun else noun
    actual = _stated(scene, amount, metric, role, start, verb.end(), topic)
    for place in scene.skeleton.placeholders("date", start=end, end=verb.end()):
        actual = replace(actual, period=place.mention.when or actual.period)
    if led:
        actual = replace(actual, period=scene.date_before(led.start()))
    yield actual
    if led:
        yield from _change_before(scene, actual, led)


_Rule = Callable[[KoreanScene, Amount, Told], Iterator[Observation]]
_RULES: tuple[_Rule, ...] = (_rate, _target, _bracketed, _earlier, _change, _measured, _delivered)


def _noun_before(text: str, at: int) -> tuple[str | None, int]:
    """The noun that stands before a number, without words that carry a particle, and its place."""
    start = at
    words: list[str] = []
    while len(words) < 3 and (match := _WORD_BEFORE.search(text[:start])):
        if _VERBAL.search(match[1]):
            break
        if _PARTICLED.search(match[1]) and not (not words and len(match[1]) > 3):
            break
        words.insert(0, match[1])
        start = match.start()
    return (_ONLY.sub("", " ".join(words)), start) if words else (None, at)


def _stated(
    scene: KoreanScene, amount: Amount, metric: str, role: str, start: int, end: int, topic: Topic
) -> Observation:
    return Observation(
        **scene.evidence(start, end, "observation.stated", 0.8),
        about=topic.mention.name,
        metric=metric,
        value=amount.value,
        unit=amount.counter,
        period=scene.date_before(amount.start),
        role=role,
        precision=amount.precision,
        context=topic.context,
    )


def _like(
    scene: KoreanScene, figure: Observation, amount: Amount, start: int, end: int, role: str
) -> Observation:
    """An observation of the same thing, metric and period in another role."""
    return replace(
        figure,
        **scene.evidence(start, end, f"observation.{role}", 0.85),
        value=amount.value,
        unit=amount.counter or figure.unit,
        role=role,
        compared_with=None,
        precision=amount.precision,
    )


def _compared_with(scene: KoreanScene, at: int, actual: Observation | None) -> str | None:
    """The period a change is measured against: "전년", or another year named before it."""
    for place in reversed(list(scene.skeleton.placeholders("date", end=at))):
        if place.mention.relation == "previous":
            return str(int(actual.period[:4]) - 1) if actual and actual.period else None
        if place.mention.relation is None and actual and place.mention.when != actual.period:
            return place.mention.when
    return None


def _precision(text: str, start: int, end: int, more: bool) -> str | None:
    if re.match(r"(?:을|를)? ?(?:이상|넘|초과|돌파)", text[end:]):
        return "at-least"
    if re.match(r" ?(?:이하|미만)", text[end:]):
        return "at-most"
    return "about" if more or re.search(r"약 ?$|대략 ?$", text[:start]) else None
