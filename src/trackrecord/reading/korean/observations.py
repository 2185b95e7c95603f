"""Counts, amounts and rates in Korean: 실적, 목표, 달성률, 증감 and earlier values."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from trackrecord.facts import Observation, Span
from trackrecord.reading.korean.scene import PRESENT, KoreanScene, Topic
from trackrecord.reading.mentions import Mention
from trackrecord.reading.periods import previous_year

_COUNTER = r"(?P<more>여)? ?(?P<counter>{counter})(?![가-힣]*자리)"
_PARTICLED = re.compile(
    r"(?:은|는|이|가|을|를|에|에서|로|으로|의|와|과|도|만|며|고|해|한|된|인|던|할|및|등|총|약|모두|까지|부터|대비|보다)$"
)
_ONLY = re.compile(r"(?<=[가-힣]{2})(?:만|도)$")
_VERBAL = re.compile(
    r"(?:하고|되고|[가-힣][며해아어여쳐려켜돼라]|뒤|만에|이래|가운데|중|최대|최소|[가-힣]에는|[한된할]|보다|대비|까지|부터|모두)$"
)
_WORD_BEFORE = re.compile(r"([가-힣A-Za-z·]+) ?$")
_NOT_COUNTED = re.compile(
    r"(?:년|월|일|회|차|위|배|기|층|시|분|초|번|등|단계|살|세|호선|주|점|학년|대(?![가-힣]*[를을]))"
)
_NOUN_AFTER = (
    r"(?:의)?(?: ?규모의)? (?P<noun>(?:{word} ){0,2}?{word}?)(?P<particle>을|를|이|가)(?= )"
)
_VERB = r"(?:을|를|이|가|도)? ?(?:(?:새로|추가로|신규|직접|<date>|{word}(?:에|로|으로|에게)) ){0,2}(?P<verb>{deliver})[가-힣]*"
_TARGET_BEFORE = re.compile(
    r"목표(?:치|액|량)?(?:였던|인|로 (?:한|세운|잡은))?(?:는|를|인|은)?(?: [가-힣]+)? ?\(?$"
)
_NOW = re.compile(r"현재|고 있|지금까지|앞으로|겠다|예정|계획")
_NEAR = 12  # code points from a figure to the rate in brackets after it
_ALL = 100
_IN_BRACKETS = re.compile(r"^목표[가-힣]{0,2} ?대비 ?$")
_RATE_AFTER = re.compile(r"(?:의|를|을|로|라는)? ?(?:초과 ?)?(?:달성|실적)")
_UP_OR_DOWN = r"(?P<counter>{counter})?(?:이|가)? ?(?:\((?P<rate><pct>)\))?(?:이나|나|이|가|를|을|만큼|가량|포인트)? ?(?:더 )?(?:(?P<up>{up}|늘|올라|올랐|높아)|(?P<down>{down}|줄|떨어|낮아))"
_THAN = re.compile(
    r"(?:여)?(?:개사|개소|가구|그루|세대|명|개|곳|건|원|권|대|회|톤)?(?:보다|에서|에 비해|대비|[과와] 비교)"
)
_MEASURED = r"(?<![가-힣])(?P<metric>(?:(?!(?:가운데|특히|또한|이중) )(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고) ){word} ){0,2}{word}?(?:률|율|지수|인구|예산|수출액|매출액|매출|방문객|관광객|수|액|규모))(?:은|는|이|가|도) (?:모두 |총 |약 |역대 최고인 |전년보다 )*$"
_METRIC_OF_RATE = r"(?<![가-힣⟩])(?P<metric>(?:(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고) ){word} ){0,2}{word}?)(?:은|는|이|가|을|를) 목표(?:치)? ?대비 (?:약 )?$"
_MEASURED_BARE = r"(?<![가-힣⟩])(?P<metric>(?:(?!(?:이상|이하|미만) )(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고|로) ){word} ){0,2}{word}?(?:률|율|지수|수|액|인구|예산|규모|매출)) $"
_BREAKDOWN = re.compile(
    r"(?:^|[,.] )(?:이 ?중|이 가운데|이중|[가-힣]+별로는?|[가-힣]+별 [가-힣]+[은는])(?= )"
)
_ITEM = (
    r"(?<![가-힣⟩])(?P<part>(?:{word} )?[가-힣A-Za-z·ㆍ]+?)(?:은|는|이|가|도)? (?:모두 |약 |총 )?$"
)
_NO_PART = re.compile(r"여? ?(?:보다|대비|에서|에 비해|더 |증가|늘|감소|줄|\(⟨pct)")
_CAME = re.compile(
    r"(?:이|가) (?:다녀갔|다녀간|찾았|찾은|찾아|몰렸|몰린|방문했|방문한|관람했|관람한|참여했|참가했)[가-힣]*"
)
_RESULTS = re.compile(
    r"[^.]{0,40}(?:성과|실적|결실|효과)(?:를|을) (?:거뒀|거두|냈|올렸|달성|이뤘|이루)"
)
_PART_NAME = r"(?:^|[,(△▲] ?|[고며로] |이 ?중 |가운데 )(?P<part>(?:(?!{word}(?:은|는|을|를|에서|고|며) ){word} ){0,2}{word}?)(?:은|는|이|가)? ?\(?$"
#: "목표인 8,000개의 115.5%", "목표(8만2천개)를 105%": the target, and how much of it was reached.
_OF_TARGET = r"목표(?:치|액|량)?(?:인|였던)? ?\(?<num|money>여? ?(?:{counter})?\)?(?:의|를|을|보다|대비)? (?:약 )?$"
#: "온실가스 배출량을 전년 대비 6.4% 줄인".
_MOVED_OBJECT = r"(?<![가-힣⟩])(?P<metric>(?:(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고) ){word} ){0,2}{word}?)(?:을|를) (?P<date><date>)(?: ?같은 기간| 동기)?(?:보다| ?대비|에 비해) (?:약 )?$"
#: "전년(8,400개)보다 840개(10%) 늘어난 9,240개": what a value is compared with, told before it.
_BRACKETED_CHANGE = (
    r"(?P<date><date>)(?: ?같은 기간| 동기)?\((?P<a><num|money|pct>)여? ?(?:{counter})?\) ?(?:보다|대비|에 비해) (?P<change>(?P<by><num|money|pct|points>)여? ?(?:{counter})?"
    r"(?:\((?P<rate><pct>)\)|, ?(?P<rate2><pct>))?(?:이|가|나)? ?(?:더 )?(?:(?P<up>{up}|늘|많|올|높)|(?P<down>{down}|줄|적|낮|떨어))[가-힣]*)"
)
_FROM_TO = r"(?<![가-힣⟩])(?P<metric>(?:(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고) ){word} ){0,2}{word}?)(?:은|는|이|가|도) (?P<before><date>)(?:의)? (?P<a><num|pct|money>)(?:여)? ?(?:{counter})?에서 (?P<after><date>)(?:에는|에)? (?P<b><num|pct|money>)(?:여)? ?(?:{counter})?으?로(?: (?P<c><num|pct|points|money>) ?(?:{counter})?(?:이|가)?)? ?(?:{word} )?(?:{up}|늘|올라|올랐|높아|(?P<down>{down}|줄|떨어|낮아))"
#: "2020년 8천여 명이던 방문객은 지난해 2만6천여 명으로".
_WAS = r"(?P<before><date>)(?:에)? (?P<a><num|pct|money>)여? ?(?:{counter})?(?:이던|였던|이었던|던|에 그쳤던|에 불과했던|에 머물던) (?P<metric>(?:{word} ){0,2}{word}?)(?:은|는|이|가) (?P<after><date>)(?:에는|에)? (?P<b><num|pct|money>)"
_NOT_OF_PART = re.compile(r"^[가-힣]+(?:별로는?|고|며) | ?(?:분야|부문)(?:만|도)?$")
_A_SUM = re.compile(r"(?:^| )(?:등|총|모두|모든|전체|합계)(?: |$)")
_LARGEST = re.compile(r"으?로 (?:가장|제일) (?:많|높|크|큰)")
_PART_OF_IT = r"(?:(?:이 ?중|이 가운데|이중) (?P<part>(?:{word} ){0,2}{word}?)(?:은|는|이|가) |(?<![가-힣])(?P<account>[가-힣]+(?:회계|분야|부문))(?:에|은|는|가|이)? )(?:총 |약 )?$"
_SHARE_OF = r"(?<![가-힣])(?P<part>(?:{word} )?{word}?)(?: ?(?:분야|부문))?(?:이|가|은|는) (?:전체(?:의| 예산의)? ?)?(?:약 )?$"
_PREDICATED = r"(?<![가-힣⟩])(?P<metric>(?:(?!(?:가운데|특히|또한|이중|한편|다만|반면) )(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고|로|면|에) ){word} ){0,2}{word}?)(?:은|는|도|이|가) (?:(?:모두|총|약|평균|현재|연인원|누적|무려) |<date>(?: 말)?(?: 기준| 현재)? ){0,3}$"
_IS = re.compile(
    r"(?:으?로[ ,]|이다|다[.,]|이며|였|이었|에 (?:달|이르|그|해당)|[을를] (?:기록|돌파|넘)|[,.] |[.]$)"
)
#: What is told with a number and measures no government: prices, sizes, ages, and what goals are.
_NO_MEASURE = re.compile(r"환율$|정가$|^.$|별로$")
_SHARES = re.compile(r"(?:비중|비율|점유율)$")
_LEADING = re.compile(
    r"^(?:(?:의|회|차|말 기준|말|기준|현재|이하|이상|미만|초과|세|인당|만에|이래|이후|당시|뒤|따라|마쳐|미친|도내|관내) )+"
)
#: What was done to those counted, before what they are: "접수된 침수 신고".
_DONE_TO = re.compile(r"^[가-힣]+(?:된|받은|있는) (?=[가-힣])")
_NO_PREDICATE = re.compile(
    r"(?:요금|참가비|회비|월세|입장권|료|가격|면적|거리|높이|길이|나이|연령|사업비|환율|시간|기간|층수|임기|목표|정원|온도|경쟁률|만원|것|곳|이는)$"
)
_GOAL_OF = r"(?<![가-힣⟩])(?P<metric>(?:(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고|로) ){word} ){0,2}{word}?)(?:을|를) (?:(?:모두|총|약|현재) |(?:{word} )?<date>(?:까지|에는|에)? ){0,3}$"
_RAISED_TO = r"(?:까지|로|으로| 이상으로| 수준으로) ?(?:{word}(?:로|게) )?(?:확대|늘|높|끌어올|줄|낮|확충|확보|올)[가-힣]*"
_SHOWN = re.compile(r"\(목표|(?:를|을|으?로) ?(?:기록|달성|보였|나타났|집계|조사)")
_MEASURED_CHANGED = r"(?<![가-힣⟩])(?P<metric>(?:(?!(?:가운데|특히|또한|이중) )(?!{word}(?:은|는|이|가|을|를|에서|의|해|한|며|고) ){word} ){0,2}{word}?(?:률|율|지수|인구|예산|수출액|매출액|매출|방문객|관광객|수|액|규모))(?:은|는|이|가|도) (?P<date><date>)(?: ?같은 기간| 동기)? ?(?:대비|보다|에 비해) (?P<change>(?P<by><points|pct|num>)(?:{counter})?(?:이|가)? ?(?:(?P<up>{up})|(?P<down>{down}))[가-힣]*) (?:약 )?$"
_LIGHT = ("기록", "달성", "완수")  # say of a figure only that it came about
_ATTENDED = ("방문", "이용", "참여")
_LED_BY_CHANGE = r"(?P<date><date>)(?: ?같은 기간| 동기)?(?:보다| ?대비|에 비해) (?P<change>(?P<by><money|pct|num>)(?:{counter})?(?:이|가)? ?(?:더 )?(?:(?P<up>{up})|(?P<down>{down}))[가-힣]*) (?:총 |약 )?$"
_GIVEN_TO = r"(?:에|에게) (?P<object>(?:(?!{word}(?:을|를) ){word} ){0,2}{word}?)(?:을|를) (?P<verb>{deliver})[가-힣]*"
_RATE_NOUN = r"의 (?:{word} ){0,2}{word}?[률율](?:을|를) "
_ON_A_PROGRAM = r"(?:하는|되는|할|될|한) (?:{word} ){0,4}{word}?(?:사업|프로젝트)(?:이|을|를|은|도)"
#: What comes with an award, and words that only lead to a figure.
_DUE = re.compile(r"⟨date:\d+⟩까지 [^.]{0,20}$")
_PAST = re.compile(r"[했됐었았렸혔뒀]")
_NO_METRIC = re.compile(r"(?:총사업비|사업비|비용|인센티브|상금|포상금|시상금|상사업비|목표|대비)$")


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
    until: int = -1  # where the words that one rule read to the end stop
    in_breakdown: bool = False  # "… 가장 많고": what follows are parts too
    pending: tuple[Amount, int] | None = None  # a target, and where its words begin


def observations(scene: KoreanScene) -> Iterator[Observation]:
    """The observations of a sentence, in reading order."""
    told = Told(scene.discourse.figure, scene.discourse.figure) if _takes_up(scene) else Told()
    found = tuple(amounts(scene))
    parts: list[Amount] = []
    read: list[Observation] = []
    for number, amount in enumerate(found):
        if amount.start < told.until:
            continue
        if amount in parts:
            yield from _summed(scene, amount, told)
            continue
        if told.actual and not parts:
            parts = _parts_of(scene, told.actual, found[number:])
            if amount in parts:
                yield from _summed(scene, amount, told)
                continue
        for rule in _RULES:
            waiting = told.pending
            facts = list(rule(scene, amount, told))
            for fact in facts:
                yield fact
                read.append(fact)
                _remember(scene, told, fact)
            if told.actual and told.pending:
                target, start = told.pending
                told.pending = None
                yield _like(scene, told.actual, target, start, target.end, "target")
            if facts or told.pending is not waiting:
                break
    if told.actual:
        known = {(f.role, f.value, f.period) for f in read}
        for fact in _changed_from(scene, told.actual):
            if (fact.role, fact.value, fact.period) not in known:
                yield fact


def _parts_of(scene: KoreanScene, whole: Observation, following: Sequence[Amount]) -> list[Amount]:
    """The amounts that follow a whole and sum to it exactly, two or more in its unit: its parts."""
    total = Decimal(0)
    parts: list[Amount] = []
    for amount in following:
        if amount.mention.kind not in ("num", "money"):
            continue
        if not _names_a_part(scene, amount):
            return []
        if (amount.counter or whole.unit) != whole.unit or amount.value >= abs(whole.value):
            return []
        parts.append(amount)
        total += amount.value
        if total == whole.value and len(parts) > 1:
            return parts
        if total > whole.value:
            return []
    return []


def _names_a_part(scene: KoreanScene, amount: Amount) -> bool:
    """Whether a noun stands before an amount, and nothing that makes it a change or an earlier value."""
    before = scene.grammar.pattern(_PART_NAME).search(scene.skeleton.text[: amount.start])
    named = before is not None and before["part"].strip() and "목표" not in before["part"]
    return bool(named) and not _NO_PART.match(scene.skeleton.text, amount.end)


def _summed(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "231명으로 청년 128명, 한부모 가족 61명, 홀몸노인 42명": a part, by the words before it."""
    before = scene.grammar.pattern(_PART_NAME).search(scene.skeleton.text[: amount.start])
    if told.actual is None or before is None:
        return
    yield replace(
        told.actual,
        **scene.evidence(before.start("part"), amount.end, "observation.summed", 0.85),
        value=amount.value,
        part=before["part"].strip(),
        precision=amount.precision,
    )


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
    if fact.part:
        return
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


def _of_target(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "목표인 8,000개의 115.5%", "목표(8만2천개)를 105% 달성": the rate, of the figure it is told of."""
    match = scene.grammar.pattern(_OF_TARGET).search(scene.skeleton.text[: amount.start])
    exceeded = re.match(
        r"(?:를|을|나|이나)? ?(?:초과|넘|웃|상회)", scene.skeleton.text[amount.end :]
    )
    if amount.mention.kind == "pct" and match and told.figure and not exceeded:
        figure = replace(told.figure, role="actual")
        yield _like(scene, figure, amount, match.start(), amount.end, "achievement-rate")


def _target(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "목표 9,656개", "목표치인 9,656명"."""
    before = _TARGET_BEFORE.search(scene.skeleton.text[: amount.start])
    if before and amount.mention.kind in ("num", "money") and told.figure is None:
        told.pending = (amount, before.start())
    elif before and amount.mention.kind in ("num", "money") and told.figure:
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


def _from_to(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "고독사는 2022년 31건에서 지난해 22건으로 9건 줄었다": two values and the change between them."""
    topic = scene.topic(amount.start)
    for match in (*scene.find(_FROM_TO), *scene.find(_WAS)):
        if match.start("a") != amount.start or topic is None:
            continue
        before, after = scene.mention(match, "before").when, scene.mention(match, "after").when
        values = {name: scene.mention(match, name) for name in ("a", "b")}
        if before is None or values["a"].value is None or values["b"].value is None:
            return
        fact = _stated(scene, amount, match["metric"], "actual", match.start(), amount.end, topic)
        unit = amount.counter
        yield replace(fact, value=values["a"].value, period=before, unit=unit)
        later = scene.evidence(match.start("after"), match.end("b"), "observation.to", 0.85)
        actual = replace(fact, **later, value=values["b"].value, period=after, unit=unit)
        yield actual
        if match.groupdict().get("c"):
            by = scene.mention(match, "c")
            if by.value is not None:
                yield replace(
                    actual,
                    **scene.evidence(match.start("c"), match.end(), "observation.change", 0.85),
                    value=-by.value if match["down"] else by.value,
                    unit=by.unit or unit,
                    role="change-rate" if by.kind == "pct" else "change",
                    compared_with=before,
                )
        told.until = match.end()
        return


def _bracketed_earlier(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "2020년(5,120명) 대비", "지난해 같은 기간(3억 달러)보다": what a value is compared with."""
    text, actual = scene.skeleton.text, told.actual
    before = re.search(r"(?P<date>⟨date:\d+⟩)\($", text[: amount.start])
    after = re.match(r"\) ?(?:보다|대비|에 비해|에서)", text[amount.end :])
    if before is None or after is None or actual is None:
        return
    mention = scene.skeleton.mention(before["date"])
    period = previous_year(actual.period) if mention.relation == "previous" else mention.when
    if period and period != actual.period:
        yield replace(
            actual,
            **scene.evidence(before.start(), amount.end, "observation.earlier", 0.85),
            value=amount.value,
            period=period,
            precision=amount.precision,
        )


def _changed_from(scene: KoreanScene, actual: Observation) -> Iterator[Observation]:
    """The earlier value and the change that are told in brackets around a figure."""
    sentence = scene.skeleton.sentence
    for match in scene.find(_BRACKETED_CHANGE):
        when, earlier = scene.mention(match, "date"), scene.mention(match, "a")
        by = scene.mention(match, "by")
        period = actual.period
        before = previous_year(period) if when.relation == "previous" else when.when
        if not sentence.start <= actual.start < sentence.end or before is None or before == period:
            continue
        if earlier.value is None or by.value is None:
            continue
        told = scene.evidence(match.start("date"), match.end("a"), "observation.earlier", 0.85)
        yield replace(actual, **told, value=earlier.value, period=before, precision=None)
        sign = -1 if match["down"] else 1
        rates = [name for name in ("rate", "rate2") if match[name]]
        for name in ("by", *rates):
            change = scene.mention(match, name)
            if change.value is None:
                continue
            yield replace(
                actual,
                **scene.evidence(*match.span("change"), "observation.change", 0.85),
                value=sign * change.value,
                unit=change.unit or actual.unit,
                role="change-rate" if change.kind == "pct" else "change",
                compared_with=before,
                precision=None,
            )


def _moved_object(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "온실가스 배출량을 전년 대비 6.4% 줄인": a change of what is moved, without its values."""
    match = scene.grammar.pattern(_MOVED_OBJECT).search(scene.skeleton.text[: amount.start])
    after = scene.grammar.pattern(_UP_OR_DOWN).match(scene.skeleton.text, amount.end)
    topic = scene.topic(amount.start)
    if match is None or after is None or topic is None or amount.mention.kind == "num":
        return
    fact = _stated(scene, amount, match["metric"], "actual", match.start(), after.end(), topic)
    when = scene.mention(match, "date")
    period = scene.date_before(match.start()) or fact.period
    earlier = previous_year(period) if when.relation == "previous" else when.when
    if period and earlier and earlier != period:
        yield replace(
            fact,
            value=-amount.value if after["down"] else amount.value,
            role="change-rate" if amount.mention.kind == "pct" else "change",
            period=period,
            compared_with=earlier,
        )


def _of_each(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "음성군(1조 3천억 원), 충주시(9,800억 원)": the same figure for other governments."""
    figure = told.figure or scene.discourse.figure
    match = re.search(
        r"(?P<gov>⟨gov:\d+⟩)(?:이|가|은|는)? ?\($", scene.skeleton.text[: amount.start]
    )
    if figure is None or match is None or (amount.counter or figure.unit) != figure.unit:
        return
    if amount.mention.kind == "pct" and figure.unit != "%":
        return
    yield replace(
        figure,
        **scene.evidence(match.start(), amount.end, "observation.each", 0.75),
        about=scene.mention(match, "gov").name,
        value=amount.value,
        part=None,
        role="actual",
        compared_with=None,
        precision=amount.precision,
    )


def _measured(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "청년고용률은 42.8%로", "관광객은 120만 명을"."""
    text = scene.skeleton.text
    topic = scene.topic(amount.start)
    if topic is None or amount.mention.kind == "points":
        return
    if told.in_breakdown or _BREAKDOWN.search(text[: amount.start]):
        return
    changed = scene.grammar.pattern(_MEASURED_CHANGED).search(text[: amount.start])
    if changed:
        yield from _value_and_change(scene, amount, changed, topic)
        return
    raised = scene.grammar.pattern(_RAISED_TO).match(text, amount.end)
    goal = scene.grammar.pattern(_GOAL_OF).search(text[: amount.start]) if raised else None
    if goal and (scene.is_planned(amount.end) or PRESENT.search(raised[0] if raised else "")):
        yield _stated(scene, amount, goal["metric"], "target", goal.start(), amount.end, topic)
        return
    match = scene.grammar.pattern(_MEASURED).search(text[: amount.start])
    if match is None and _SHOWN.match(text, amount.end):
        match = scene.grammar.pattern(_MEASURED_BARE).search(text[: amount.start])
    if match is None and (amount.counter or amount.mention.kind != "num"):
        match = scene.grammar.pattern(_PREDICATED).search(text[: amount.start])
        if match and (_NO_PREDICATE.search(match["metric"]) or not _IS.match(text, amount.end)):
            match = None
    if match is None or _NO_MEASURE.search(match["metric"]):
        return
    role = (
        "share"
        if _SHARES.search(match["metric"])
        else "target"
        if scene.is_planned(amount.end)
        else "actual"
    )
    fact = _stated(scene, amount, match["metric"], role, match.start(), amount.end, topic)
    yield replace(fact, period=fact.period or _period_in_focus(scene, amount.end))


def _period_in_focus(scene: KoreanScene, at: int) -> str | None:
    """The period of the figure before, where this one is compared with the year before that."""
    figure = scene.discourse.figure
    if figure is None or figure.period is None:
        return None
    for place in scene.skeleton.placeholders("date", start=at):
        earlier = place.mention.when
        if place.mention.relation == "previous" or earlier == previous_year(figure.period):
            return figure.period
    return None


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
    given = scene.grammar.pattern(_GIVEN_TO).match(text, amount.end)
    receiver = scene.topic(amount.start)
    if given and receiver and amount.mention.kind == "num":
        metric = f"{given['object']} {given['verb']}"
        role = "target" if scene.is_planned(given.start("verb")) else "actual"
        yield _stated(scene, amount, metric, role, amount.start, given.end(), receiver)
        return
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
    if noun is None and verb and verb["verb"] in _ATTENDED:
        noun, start = "", amount.start
    if noun is None or verb is None or topic is None or _NO_METRIC.search(noun):
        return
    prized = scene.discourse.conferral
    within = prized and prized.end > scene.skeleton.span(amount.start, amount.end).start
    if prized and prized.prize and within and prized.prize.amount == amount.value:
        return  # the prize, told with its conferral
    if amount.mention.kind == "money" and scene.names_a_program(noun):
        return  # the money of a fund is its budget
    is_due = _DUE.search(text[:start]) and not _PAST.search(text[verb.start() :])
    is_meant = is_due or scene.is_planned(verb.start("verb")) or PRESENT.search(verb[0])
    due = scene.date_before(start)
    is_ahead = bool(due and scene.issued and due[:4] > str(scene.issued.year))
    role = "target" if is_meant or is_ahead else "actual"
    words = scene.grammar.lexicon.words("role", "actual", "ko")
    is_noun = verb["verb"] in words and verb["verb"] not in _LIGHT
    if scene.grammar.pattern(_ON_A_PROGRAM).match(text, verb.end("verb")) and "비" in noun:
        return  # the cost of a program belongs to its undertaking
    metric = f"{noun} {verb['verb']}".strip() if is_noun else noun
    actual = _stated(scene, amount, metric, role, start, verb.end(), topic)
    for place in scene.skeleton.placeholders("date", start=end, end=verb.end()):
        actual = replace(actual, period=place.mention.when or actual.period)
    if led:
        actual = replace(actual, period=scene.date_before(led.start()))
    yield actual
    if led:
        yield from _change_before(scene, actual, led)


def _slice(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "이 중 청년 일자리는 1,130개", "일반회계 9,310억 원": a part of the figure told before."""
    text = scene.skeleton.text
    whole = told.actual or told.figure or scene.discourse.figure
    told.in_breakdown = told.in_breakdown or _LARGEST.match(text, amount.end) is not None
    is_breakdown = told.in_breakdown or _BREAKDOWN.search(text[: amount.start]) is not None
    before = scene.grammar.pattern(_PART_OF_IT).search(text[: amount.start])
    if before is None and is_breakdown:
        before = scene.grammar.pattern(_ITEM).search(text[: amount.start])
    if whole is None or before is None or amount.value >= abs(whole.value):
        return
    if (amount.counter or whole.unit) != whole.unit or amount.mention.kind in ("pct", "points"):
        return
    part = _NOT_OF_PART.sub("", before["part"] or before.groupdict().get("account") or "")
    if _A_SUM.search(part):
        return
    for own in whole.metric.split():
        part = part.removesuffix(own).strip() or part
    yield replace(
        whole,
        **scene.evidence(before.start(), amount.end, "observation.slice", 0.8),
        value=amount.value,
        part=part,
        precision=amount.precision,
    )


def _share(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "사회복지 분야가 전체의 58.2%를 차지": a part's share of the figure told before."""
    text = scene.skeleton.text
    whole = told.figure or scene.discourse.figure
    before = scene.grammar.pattern(_SHARE_OF).search(text[: amount.start])
    if amount.mention.kind != "pct" or whole is None or before is None:
        return
    if re.match(r"(?:를|을)? ?차지|로 (?:가장|집계)", text[amount.end :]):
        yield replace(
            whole,
            **scene.evidence(before.start(), amount.end, "observation.share", 0.8),
            value=amount.value,
            unit="%",
            role="share",
            part=_NOT_OF_PART.sub("", before["part"]),
            precision=amount.precision,
        )


def _visited(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "커피축제에는 52만여 명이 다녀갔다": visitors, of the program or place that is named."""
    came = _CAME.match(scene.skeleton.text, amount.end)
    topic = scene.topic(amount.start)
    if came is None or amount.mention.kind != "num" or amount.counter != "명" or topic is None:
        return
    where = scene.grammar.pattern(r"(?P<name>(?:{word} )?{word}*{type})(?:에는|에) ").search(
        scene.skeleton.text[: amount.start]
    )
    role = "target" if scene.is_planned(came.start()) else "actual"
    fact = _stated(scene, amount, "방문객", role, amount.start, came.end(), topic)
    name = scene.skeleton.words(*where.span("name")) if where else None
    yield replace(fact, about=name or fact.about)


def _achieved(scene: KoreanScene, amount: Amount, told: Told) -> Iterator[Observation]:
    """ "투자금액 4,200억 원, 고용창출 1,300명의 성과를 거뒀다": each noun with its amount."""
    text = scene.skeleton.text
    if not _RESULTS.search(text, amount.end) or amount.mention.kind not in ("num", "money"):
        return
    before = scene.grammar.pattern(_PART_NAME).search(text[: amount.start])
    topic = scene.topic(amount.start)
    if before and topic and before["part"].strip() and not _NO_METRIC.search(before["part"]):
        metric = before["part"].strip()
        yield _stated(scene, amount, metric, "actual", before.start("part"), amount.end, topic)


_Rule = Callable[[KoreanScene, Amount, Told], Iterator[Observation]]
_RULES: tuple[_Rule, ...] = (
    _from_to,
    _bracketed_earlier,
    _share,
    _slice,
    _of_target,
    _moved_object,
    _of_each,
    _rate,
    _target,
    _bracketed,
    _earlier,
    _change,
    _measured,
    _delivered,
    _visited,
    _achieved,
)


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
    owner = re.search(r"(?P<name>⟨quoted:\d+⟩)(?:의)? $", scene.skeleton.text[:start])
    program = (
        scene.skeleton.mention(owner["name"]).name if owner else scene.program_topic(amount.start)
    )
    period = scene.date_before(amount.start)
    context: tuple[Span, ...] = ()
    if period is None:
        period, context = _period_spoken_of(scene)
    return Observation(
        **scene.evidence(start, end, "observation.stated", 0.8),
        about=program or topic.mention.name,
        metric=_DONE_TO.sub("", _LEADING.sub("", metric)),
        value=amount.value,
        unit=amount.counter,
        period=period,
        role=role,
        precision=amount.precision,
        context=(*topic.context, *context),
    )


def _period_spoken_of(scene: KoreanScene) -> tuple[str | None, tuple[Span, ...]]:
    """The period that the sentences before speak of, where this one names none, and where it stands."""
    spoken_of = scene.discourse.period or scene.discourse.reported
    is_dated = any(p.mention.relation is None for p in scene.skeleton.placeholders("date"))
    if is_dated or _NOW.search(scene.skeleton.text):
        return None, ()
    if spoken_of:
        return spoken_of.when, (spoken_of.span,)
    figure = scene.discourse.figure
    is_here = figure is not None and figure.start >= scene.discourse.block
    if figure and is_here and figure.period and figure.role == "actual":
        return figure.period, (figure.span,)
    return None, ()


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
            return previous_year(actual.period) if actual else None
        if place.mention.relation is None and actual and place.mention.when != actual.period:
            return place.mention.when
    return None


def _precision(text: str, start: int, end: int, more: bool) -> str | None:
    if re.match(r"(?:을|를)? ?(?:이상|넘|초과|돌파)", text[end:]):
        return "at-least"
    if re.match(r" ?(?:이하|미만)", text[end:]):
        return "at-most"
    return "about" if more or re.search(r"(?<![가-힣])약 ?$|대략 ?$", text[:start]) else None
