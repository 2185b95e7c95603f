"""Observations as they are made of an amount and what surrounds it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from trackrecord.facts import Observation
from trackrecord.reading.korean.amounts import (
    Lead,
    Pending,
    Told,
    compared_with,
    lead,
    noun_phrase,
    period,
    precision,
    spoken_of,
)
from trackrecord.reading.korean.scene import Topic
from trackrecord.reading.korean.words import Word
from trackrecord.reading.mentions import Mention

_LEADING = re.compile(
    r"^(?:(?:도내|관내|국내외|전체|지역|세|인당|만에|당시|뒤|말|기준|회|차|전국|이상|이하|내년도|신임|주요|시의|군의|구의|실제|해당|이번|최근|지난|관련|결과) )+"
)
_OF_AWARD = re.compile(
    r"(?P<award>⟨award:\d+⟩)(?:은|는|에는) |(?:^|[은는한 ])(?:이번|이|해당|올해) (?:대회|경진대회|평가|공모전|공모|심사)(?:은|는|에는) |(?:^|[,.] )(?:예선|본선|심사)에는 "
)
#: "‘N’을 운영하며", "‘N’으로", "‘N’ 60호를 공급하고": the means, before what it was used for.
_BY_PROGRAM = (
    r"(?P<name><quoted>)(?: ?{type})?(?: <num>(?:{counter}))?"
    r"(?:(?P<by>으?로|에) (?!(?:[^.,⟨]){0,16}<grade>)(?!선정|뽑|응모|신청|공모|⟨money)|(?:을|를|은|는) (?:[^⟨.,]|<date>){0,14}(?:(?P<by2>(?:조성|운영)(?:해|하여|하며|하면서)) |{act}[가-힣]*(?:해|하여|하며|하면서|어|여|고 있으며|고),? ))"
)
_THINGS = ("개", "개사", "개소", "곳")
_USED = re.compile(
    r"^⟨num:\d+⟩(?:여)? ?(?:명|인|가구|세대|농가|개사|팀)(?:이|가|의)? ?(?:[가-힣]+(?:에|를|을) )?(?:이용|방문|입주|다녀|찾|참여|수료|취업|창업|가입|정착|등록)"
)
_JOINS = re.compile(r"[가-힣](?:고|며|해|어|여) ")
_NO_MEANS = re.compile(r"(?:조례|계획|상|평가)$")
_LED_BY_KIND = r"(?:^|(?<=[ ,]))(?P<name>[가-힣]*{type})(?:의)? (?:(?:하루|평균|연간|누적|총|전체) )*(?:{word} ){0,2}{word}(?:은|는|이|가|을|를) [^,]{0,20}$"
_NEAR = 40  # code points from an amount to what it is used for
_TENSED = re.compile(r"[했됐였았었렸혔겼졌쳤났갔왔](?:고|으며|다|지만)|, 또|[.]")
_ONLY = re.compile(r"(?<=[가-힣]{2})만$")
#: What is told with a number and measures no government: prices, sizes, ages, and what goals are.
NO_MEASURE = re.compile(
    r"(?:요금|참가비|회비|월세|입장권|[입이사]?용료|수강료|가격|연면적|부지 면적|거리|높이|길이|너비|나이|연령|사업비|공사비|환율|시간|기간|층수|임기|정원|온도|경쟁률|만원|것|곳|이는|정가|별|규모|부지|대지|"
    r"금리|이자율|할인율|수수료|보조율|세율|한도|자격|시장|군수|구청장|도지사|관계자|위원장|번호|전화|주소|센터장|과장|국장|점|단가|최대|최소|상한|하한|비용|총사업비|기준|초기|초반|시점|나머지|그중|시각|정도|수준)$"
)
#: What comes with an award, or belongs to a program's budget.
NO_METRIC = re.compile(
    r"(?:총사업비|사업비|비용|인센티브|상금|포상금|시상금|상사업비|특별교부세|교부금|특별교부금|목표|대비|출연금|공사비|용역비|국비|도비|시비|군비|구비)$"
)
#: What is the country's, and whom a sentence only counts: "전국 평균은", "받은 지자체는 59곳".
_OTHERS = re.compile(
    r"^(?:우리나라|국가|전국 ?평균)(?: |$)|^(?:지자체|지방자치단체|자치단체|기초지자체|자치구|시군|시·군|시·도|도내|[가-힣]{2}도내)$"
)
_ANAPHORS = frozenset(
    ("구", "시", "군", "도", "이", "그", "등", "곳", "것", "누적", "전국", "관내", "국내")
)


def measurable(metric: str) -> bool:
    """Whether a noun phrase names something that an amount can measure."""
    last = metric.rsplit(" ", 1)[-1]
    if last in _ANAPHORS or _OTHERS.search(metric):
        return False
    return bool(metric) and not NO_MEASURE.search(metric)


def stated(
    told: Told,
    index: int,
    metric: str,
    role: str,
    span: tuple[int, int],
    topic: Topic,
    own: Lead | None = None,
    when: str | None = None,
) -> Observation:
    """An observation of the topic by an amount; `when` is its period if the words around say so."""
    scene, word = told.scene, told.words[index]
    owner = re.search(
        r"(?P<name>⟨quoted:\d+⟩)(?:의)? (?:⟨date:\d+⟩ )?$", scene.skeleton.text[: span[0]]
    )
    award = award_topic(told, index)
    program = (
        _noted(told, scene.skeleton.mention(owner["name"]).name)
        if owner
        else _name_of(award)
        or _through_program(told, index)
        or _again(told, index, span[0])
        or scene.program_topic(word.start)
        or _same_as_before(told, word.start)
    )
    found = when or period(told, index, own or lead(told, index))
    context = topic.context
    if found is None and award is not None:
        found = award.edition or scene.discourse.editions.get(award.name)
    elif found is None:
        found, spoken = spoken_of(told, is_share(word))
        found = found or scene.discourse.held.get(program or "") or _year_of(program)
        context = (*context, *spoken)
    return Observation(
        **scene.evidence(*span, "observation.stated", 0.8),
        about=program or topic.mention.name,
        metric=_named(_ONLY.sub("", _LEADING.sub("", metric))),
        value=value_of(word),
        unit=unit_of(word),
        period=found,
        role=role,
        precision=precision(told, word),
        context=context,
    )


def _year_of(program: str | None) -> str | None:
    """The year that a program's name begins with: "2026년 노인일자리 사업"."""
    year = re.match(r"(?P<year>(?:19|20)\d\d)(?:년도?)? ", program or "")
    return year["year"] if year else None


def _named(metric: str) -> str:
    """A metric's own name: prizes are counted as wins."""
    return "수상" if metric == "상" else re.sub(r"(?<=[가-힣] 수)도$", "", metric)


def _noted(told: Told, program: str) -> str:
    """A program, kept for when the text names it again by its kind."""
    told.scene.discourse.note_program(program)
    return program


def _same_as_before(told: Told, at: int) -> str | None:
    """The program that the figure before was of, where its clause goes on: "…를 발굴하고 …를 지원했다"."""
    latest, scene = told.latest, told.scene
    if latest is None or latest.about not in scene.discourse.programs:
        return None
    ends = [
        w.stop
        for w in told.words
        if w.stop <= at and scene.skeleton.span(w.start, w.stop).end <= latest.end
    ]
    between = scene.skeleton.text[max(ends, default=0) : at]
    turned = any(max(ends, default=0) <= place.start < at for place in scene.topics)
    return None if turned or _TENSED.search(between) else latest.about


def _name_of(mention: Mention | None) -> str | None:
    return mention.name if mention else None


def award_topic(told: Told, index: int) -> Mention | None:
    """The award that a clause is about: "⟨award⟩은 …", "이번 평가에는 …"; who entered is counted there."""
    scene, at = told.scene, told.words[index].start
    text = scene.skeleton.text[:at]
    named = None
    for match in _OF_AWARD.finditer(text):
        named = match
    if named is None or any(named.end() <= place.end <= at for place in scene.topics):
        return None
    if named["award"]:
        return scene.skeleton.mention(named["award"])
    return scene.discourse.award


def _again(told: Told, index: int, start: int) -> str | None:
    """The program told before whose kind leads the noun phrase: "콜센터 하루 평균 상담 건수는", "축제 방문객은"."""
    scene = told.scene
    text = scene.skeleton.text[max(0, start - _NEAR) : told.words[index].start]
    found = None
    for match in scene.grammar.pattern(_LED_BY_KIND).finditer(text):
        found = match
    if found is None or "예산" in found[0]:
        return None
    named = (p for p in reversed(scene.discourse.programs) if p.endswith(found["name"]))
    return next(named, None)


def unnumbered(name: str) -> str:
    """A name without its year and its ordinal: "제27회 보령머드축제" is held every year."""
    return re.sub(r"^(?:(?:19|20)\d\d(?:년도?)? ?|제? ?\d+회 ?)+", "", name) or name


def _through_program(told: Told, index: int) -> str | None:
    """The program that a clause tells the use of: "‘N’을 열어 … 640명이 이용했다", "‘N펀드’를 조성해 …에 투자"."""
    scene, at = told.scene, told.words[index].start
    found = None
    for match in scene.grammar.pattern(_BY_PROGRAM).finditer(scene.skeleton.text, 0, at):
        found = match
    if found is None or any(found.start() < place.start < at for place in scene.topics):
        return None
    name = unnumbered(scene.mention(found, "name").name)
    gap = scene.skeleton.text[found.end("name") : at]
    used = _USED.search(scene.skeleton.text[at : at + _NEAR])
    is_near = gap.count(",") + len(_JOINS.findall(gap)) <= (2 if used else 1)
    if not is_near or not (used or found["by"] or found["by2"]) or _NO_MEANS.search(name):
        return None
    scene.discourse.note_program(name)
    return name


def value_of(word: Word, sign: int = 1) -> Decimal:
    """The number of an amount; 0 of a word that is none."""
    return sign * (word.number or Decimal(0))


def unit_of(word: Word) -> str | None:
    """What an amount is counted in."""
    return word.counter


def is_share(word: Word) -> bool:
    """Whether an amount is a percentage or percentage points."""
    return word.mention is not None and word.mention.kind in ("pct", "points")


def is_money(word: Word) -> bool:
    """Whether an amount is one of money."""
    return word.mention is not None and word.mention.kind == "money"


def again(
    told: Told,
    figure: Observation,
    index: int,
    span: tuple[int, int],
    rule: str,
    confidence: float,
    **other: Any,
) -> Observation:
    """The same as a figure told before, with the value of an amount, and what else is other than in that."""
    word = told.words[index]
    return replace(
        figure,
        **told.scene.evidence(*span, f"observation.{rule}", confidence),
        value=value_of(word),
        compared_with=None,
        precision=precision(told, word),
        **other,
    )


def like(
    told: Told, figure: Observation, index: int, span: tuple[int, int], role: str
) -> Observation:
    """An observation of the same thing, metric and period in another role."""
    unit = unit_of(told.words[index]) or figure.unit
    return again(told, figure, index, span, role, 0.85, unit=unit, role=role)


def resolved(told: Told, waiting: Pending, figure: Observation) -> Observation | None:
    """A waiting amount as an observation, now that the figure it belongs to is known."""
    word = told.words[waiting.amount]
    span = (waiting.start, waiting.end)
    if waiting.role == "target" and not _comparable(word, figure):
        return None
    if waiting.role == "target":
        return like(told, figure, waiting.amount, span, "target")
    if waiting.role == "achievement-rate":
        return like(told, figure, waiting.amount, span, "achievement-rate")
    earlier = compared_with(told, waiting.base, figure.period)
    is_undated = figure.period is None and waiting.role != "earlier" and _is_previous(told, waiting)
    if (earlier is None and not is_undated) or (earlier is not None and earlier == figure.period):
        return None
    if waiting.role == "earlier":
        if not _comparable(word, figure):
            return None
        fact = like(told, figure, waiting.amount, span, "actual")
        return replace(fact, period=earlier, reader="ko.observation.earlier")
    if not is_share(word) and not _comparable(word, figure):
        return None
    if (
        word.mention is not None
        and word.mention.kind == "points"
        and figure.unit not in ("%", None)
    ):
        return None
    role = "change-rate" if word.mention and word.mention.kind == "pct" else "change"
    fact = like(told, figure, waiting.amount, span, role)
    return replace(fact, value=value_of(word, waiting.sign), compared_with=earlier)


def _is_previous(told: Told, waiting: Pending) -> bool:
    """Whether a change is from the year before, whichever that is."""
    mention = told.words[waiting.base].mention if waiting.base is not None else None
    return mention is not None and mention.relation == "previous"


def _comparable(word: Word, figure: Observation) -> bool:
    unit = unit_of(word)
    if same_unit(unit, figure.unit):
        return True
    return (
        unit is None
        or figure.unit is None
        or unit == figure.unit
        or figure.unit.startswith(unit)
        or unit.startswith(figure.unit)
    )


def same_unit(a: str | None, b: str | None) -> bool:
    """Whether two amounts are counted alike: companies are counted as 개, 개사 and 곳."""
    return a == b or (a in _THINGS and b in _THINGS)


def settled(told: Told, figure: Observation) -> Iterator[Observation]:
    """What waited for a figure."""
    waiting, told.pending = told.pending, []
    for one in waiting:
        if fact := resolved(told, one, figure):
            yield fact
        elif one.role == "target":
            told.pending.append(one)


def offered(told: Told, waiting: Pending, own: Lead) -> Iterator[Observation]:
    """A waiting amount for the figure it belongs to, if that is known; else it waits."""
    figure = frame(told, waiting.amount, own) or _told_before(told, waiting.amount)
    if waiting.role == "earlier" and figure is not None:
        figure = _of_its_kind(told, waiting.amount, figure)
    if figure is None:
        told.pending.append(waiting)
    elif fact := resolved(told, waiting, figure):
        yield fact


def _of_its_kind(told: Told, index: int, figure: Observation) -> Observation:
    """The last figure in the unit of an amount; "이는 2023년(1조 원)보다 …" takes up money, not jobs."""
    word = told.words[index]
    if _comparable(word, figure):
        return figure
    last = reversed(told.scene.discourse.wholes)
    found = next((one for one in last if same_unit(unit_of(word), one.unit)), figure)
    if found is not figure:
        told.actual = told.latest = told.figure = found
    return found


def _told_before(told: Told, index: int) -> Observation | None:
    """The figure that a change is of: the last one, or the whole once a list of its parts has ended."""
    if told.latest is not None and told.latest.part and told.whole is not None:
        ended = any(w.text in ("등", "순") for w in told.words[:index])
        return told.whole if ended else told.latest
    return told.latest or told.actual


def frame(told: Told, index: int, own: Lead) -> Observation | None:
    """What a clause measures, by its topic or object, where that is not yet told with a value."""
    phrase = noun_phrase(told, own.at)
    if phrase is None or told.words[own.at].tail not in ("topic", "subject", "object"):
        return None
    first, _, metric = phrase
    topic = told.scene.topic(told.words[index].start)
    if topic is None or not measurable(metric):
        return None
    span = (told.words[first].start, told.words[index].end)
    fact = stated(told, index, metric, "actual", span, topic, own)
    return replace(fact, unit=None if is_share(told.words[index]) else fact.unit)
