"""Programs that a Korean text tells by what they cost, by a list they stand in, or by what they were chosen for.

"영산지구 정비사업(288억 원)", "‘육성지구 조성사업’ 공모에 선정돼", "▲공공안심상가 조성 ▲…", "이 사업은 222억 원을 들여".
"""

import re
from collections.abc import Iterator
from typing import Any

from trackrecord.facts import Money, Undertaking
from trackrecord.reading.korean.mentions import EVENT
from trackrecord.reading.korean.scene import MEETING, KoreanScene

#: An undertaking, and where its name stands in the skeleton.
Told = tuple[Undertaking, tuple[int, int]]

_WORK = r"(?:사업|조성|건립|설치|구축|정비|운영|지원|확충|개선|육성|보급|신축|증축|리모델링|개설|확장|도입|공사|개보수|프로젝트|{type})"
#: Words of a name without quotation marks: none has a particle or an ending.
_PLAIN = r"(?!{word}(?:은|는|(?<!마)을|를|(?<![페])이|가|에|에서|로|의|고|며|해|한|된|할|인|와|과) ){word} "
_FIRST = (
    r"(?:^|[,.△▲▷▶○] ?|으?로는 |[가-힣](?:고|며) |(?:<gov>|[구시군도])[은는] (?:<date>[가-힣]* )?)"
)
_COSTED = r"(?:사업비|예산) ?(?P<money><money>)(?:을|를|이)? ?(?:들여|투입하는|투입되는|투입해|투입하여|투자하는|들이는|규모의) (?P<name>(?:(?!{word}(?:은|는|이|가|(?<!마)을|를) )[가-힣A-Za-z0-9·ㆍ∙]+ ){1,4}[가-힣A-Za-z0-9·ㆍ∙]*(?:사업|프로젝트))(?:이|을|를|은|도)"
#: "‘…’ 사업에 4억2000만원을 투입": money that goes to a program.
_FUNDED = r"(?:(?P<name><quoted>)(?: ?(?P<after>{kind}))?(?: ?(?:건립|조성|운영|지원|설치|구축|추진|개최|정비|확충|교체|보수|개선|도입|육성|보급))?|(?:^|[,.△▲] |[가-힣](?:고|며|로) |(?:<gov>|[구시군도])[은는] (?:<date>[가-힣]* )?)(?P<title>(?:(?!{word}(?:은|는|(?<![페])이|가|을|를|에|로|고|며) ){word} ){1,3}{word}?(?:건립|조성|운영|지원|설치|구축|정비|확충|사업|개최|교체|보수|개선|도입|육성|보급)))(?:에(?:는|도)?)? (?:총 |약 )?(?P<money><money>)(?=[,.]|을|를| 등|이| 쓰| 투| 반영| 편성| 배정| 지원|⟨| △| ▲| ▷| ▶)"
#: "영산지구 종합정비사업(288억 원)", "▲‘작은영화관’ 건립(국비 30억 원)".
_BRACKETED = rf"(?:(?P<name><quoted>)(?: ?{_WORK})?|{_FIRST}(?P<title>(?:{_PLAIN}){{0,5}}{{word}}?{_WORK}))\((?:[^()⟨]{{0,12}} )?(?:총 ?|약 ?)?(?P<money><money>)(?: 규모)?\)"
#: "▲교육특구 지정사업 7월 선정 국비 90억원": a line of a list of what was won.
_LISTED = rf"^[△▲▷▶○●◇◆■□*·-] ?(?P<title>(?:{_PLAIN}){{0,6}}{{word}}?{_WORK}) ?(?:<date> ?)?(?:선정,? ?|확정,? ?)?(?:\(?(?:총?사업비|[국도시군구]비|예산) ?)(?P<money><money>)"
#: "▲생산기반 구축 18개 사업, 666억원": an item of a list with its money last.
_ITEMIZED = rf"[△▲▷▶] ?\(?(?P<title>(?:{_PLAIN}){{0,6}}{{word}}?{_WORK})\)? ?(?:<num>[가-힣]{{1,3}}(?: 사업| 조성| 설치)?)?,? ?(?P<money><money>)"
#: "‘스마트농업 육성지구 조성사업’ 공모에 최종 선정돼", "대표관광지 육성사업에 선정됐다".
_CHOSEN = r"(?:(?P<name><quoted>)|(?<![가-힣A-Za-z⟩])(?P<title>(?:(?!{word}(?:은|는|(?<!마)을|를|(?<![페])이|가|에|에서|로|의|고|며|해|한|된|할|인|하는|관) ){word} ){1,5}{word}?사업))(?: ?(?:공모사업|공모 사업|공모|사업|대상지|대상))*(?:에|으로|로)(?:도)? (?:최종 |신규 |추가 )?(?:선정|뽑)(?P<end>[가-힣]*)"
_NO_TITLE = re.compile(r"(?:이|이번|해당|그|각|전체|올해|모든|주요|다른|총) |이들|총사업")
_NO_NAME = re.compile(r"(?:^|(?<= ))(?:정부|각종|현재|기준|중앙|중앙부처|각|여러) |^공모사업$")
_NO_CHOICE = re.compile(r"^(?: ?수| 위해|되도록|되면|을|하는|하고|해|한|했)")
_TOTAL = re.compile(r"(?:총사업비|사업비|총|예산) ?(?:약 )?(?P<money>⟨money:\d+⟩)")
#: "이 사업은 2025년까지 총 222억 원의 사업비를 들여", "‘N’은 … 총사업비 200억 원이 투입된다".
_COSTS = r"(?:(?P<name><quoted>)|(?<![가-힣A-Za-z⟩])(?P<title>(?:(?!{word}(?:은|는|(?<!마)을|를|이|가|에|에서|로|의|고|며|해|한|된|할|인|와|과) ){word} ){0,2}[가-힣A-Za-z0-9]{2,}{type})(?=(?:은|는) )|(?P<again>(?:^|, )(?:이|해당) ?(?:{word} )?{type}))(?:은|는|에는) (?P<gap>[^.⟨]*(?:<date>[^.⟨]*)?)(?:총 ?|약 ?)?(?:총?사업비 |예산 )?(?P<money><money>)(?:\([^()]*\))?(?:의 (?:사업비|예산))?(?:을|를|이|가)? (?:들여|투입|투자|소요|들어)"
_EVENT = r"(?P<name><quoted>)(?:은|는|이|가) (?:[^.⟨]|<date>|<num>){0,60}?(?:열렸|열린다|개최됐|개최된다|진행됐|진행했|진행된다|막을 (?:올|내)|폐막|개막|치러)"
_CEREMONY = r"(?<![가-힣A-Za-z⟩])(?P<title>(?:(?!{word}(?:은|는|(?<!마)을|를|이|가|에|에서|로|의|고|며|해|한|된|할|인) ){word} ){0,4}{word}?{type})(?:이|가|의)? (?:<date> )?(?P<act>기공식|착공식|개소식|개관식|준공식|개장식|개원식|개통식)(?:을|이)"
_CEREMONIES = {"준공식": "complete"}
#: "△소상공인을 위한 공공안심상가 조성": an item of a list of what was done.
_ITEM = r"[△▲▷▶] ?(?:[^△▲▷▶.,⟨]*(?:을|를|하는|위한|통한|최초|높인|돕는) )?(?P<title>(?:(?!{word}(?:은|는|(?<!마)을|를|이|가|에|에서|로|의|고|며|해|한|된|할|인|위한|통한) ){word} ){0,2}{word}) (?P<act>조성|건립|구축|설립|도입|제정|신설|설치|개소|개관|개설|운영|개최|발행)(?=[ ,]*(?:[△▲▷▶]|등(?: |을|의|으로|에|이)|을|를|$))"
_HOLDS = re.compile(r"담고|담았|포함|규정|내용|심사|기준|항목|분야로|부문으로|평가했|점검")
_DONE = re.compile(r"성과|평가를 받|호평|인정|추진|노력|운영|돋보|결실|힘써|힘쓰|사업을|시책")
_SPENT = re.compile(r"투입|투자|지원|편성|배정|쓴다|쓰기로|쓰인|쓰이|주요 사업|들인|들여|사용|반영")
#: "‘어르신 일자리’ 참여자를 405명 모집한다": a program that takes people on.
_RECRUITING = r"(?P<name><quoted>)(?: ?{type})?(?:에 참여할|에 함께할|의)? ?(?:{word} )?(?:참여자|참가자|대상자|수강생|교육생|신청자|입주자|입주기업|참여기업|참여 기업|참여 청년|교육생)(?:를|을)? [^.]{0,40}?모집"
_WON_BY = r"(?P<name><quoted>)(?: ?{type})?(?:으로|로) (?=(?:[^.,⟨]|<award|num>){0,24}<grade>)"


def projects(scene: KoreanScene) -> Iterator[Told]:
    """The programs of a sentence that their cost, a list, or a choice tells."""
    text = scene.skeleton.text
    if "⟨money:" in text:
        yield from _paid(scene, _COSTED, "costed")
        if _SPENT.search(text):
            yield from _paid(scene, _FUNDED, "funded")
        yield from _paid(scene, _BRACKETED, "bracketed")
        yield from _paid(scene, _LISTED, "listed")
        yield from _paid(scene, _ITEMIZED, "itemized")
        yield from _costs(scene)
    if "선정" in text or "뽑" in text:
        yield from _chosen(scene)
    if "⟨quoted:" in text:
        yield from _events(scene)
        yield from _won_by(scene)
        yield from _recruiting(scene)
    if "식을" in text or "식이" in text:
        yield from _begun(scene)
    if _DONE.search(text) and not _HOLDS.search(text):
        yield from _items(scene)


def _paid(scene: KoreanScene, template: str, rule: str) -> Iterator[Told]:
    """ "‘해녀 안전지킴이’ 사업에 4억2000만원": a program and the money it gets."""
    for match in scene.find(template):
        budget = scene.mention(match, "money").money
        slot = "title" if match.groupdict().get("title") else "name"
        action = "fund"
        if rule == "costed":
            action = "plan" if scene.is_planned(match.end()) else "operate"
        end = match.end("name") if rule == "costed" else match.end()
        start = match.start() if rule == "costed" else match.start(slot)
        if slot == "title" and scene.skeleton.words(*match.span(slot)) in scene.grammar.kinds:
            continue  # "△교육 509억 원": a field, and no program
        if budget:
            yield from _told(scene, match, slot, (start, end), rule, action, budget=budget)


def _costs(scene: KoreanScene) -> Iterator[Told]:
    for match in scene.find(_COSTS):
        budget = scene.mention(match, "money").money
        slot = next(name for name in ("name", "again", "title") if match[name])
        name = scene.program_topic(match.end("again") + 2) if slot == "again" else None
        if slot == "title" and _NO_TITLE.match(scene.skeleton.words(*match.span(slot))):
            continue
        if budget is None or (slot == "again" and name is None):
            continue
        is_done = re.search(r"[었았했됐]다", scene.skeleton.text[match.end() :])
        action = "fund" if is_done else "plan"
        span = match.start(slot), match.end()
        yield from _told(scene, match, slot, span, "costs", action, budget=budget, program=name)


def _chosen(scene: KoreanScene) -> Iterator[Told]:
    """ "‘조성사업’ 공모에 선정돼": what a government was chosen to do; "to choose" is not told of it."""
    text = scene.skeleton.text
    for match in scene.find(_CHOSEN):
        slot = "name" if match["name"] else "title"
        if _NO_CHOICE.match(match["end"] + text[match.end() : match.end() + 4]):
            continue
        name = scene.skeleton.words(*match.span(slot)) if slot == "title" else ""
        if _NO_NAME.search(name):
            continue
        if slot == "name" and not scene.names_a_program(scene.mention(match, "name").name):
            continue
        if name.split(" ")[0] in ("정부", "각종", "이", "이번", "총", "올해", "주관"):
            continue
        total = _TOTAL.search(text, match.end())
        budget = scene.mention(total, "money").money if total else None
        end = total.end() if total and budget else match.end()
        span = match.start(slot), end
        yield from _told(scene, match, slot, span, "chosen", "plan", budget=budget)


def _events(scene: KoreanScene) -> Iterator[Told]:
    for match in scene.find(_EVENT):
        if EVENT.search(scene.mention(match, "name").name):
            yield from _told(scene, match, "name", match.span(), "event", "operate")


def _won_by(scene: KoreanScene) -> Iterator[Told]:
    """ "‘전문셀러 양성사업’으로 최우수상을": the program that won a prize."""
    for match in scene.find(_WON_BY):
        if scene.names_a_program(scene.mention(match, "name").name):
            yield from _told(scene, match, "name", match.span("name"), "prized", "operate")


def _recruiting(scene: KoreanScene) -> Iterator[Told]:
    for match in scene.find(_RECRUITING) if "모집" in scene.skeleton.text else ():
        before = _MONEY_BEFORE.search(scene.skeleton.text[: match.start()])
        budget = scene.mention(before, "money").money if before else None
        start = before.start() if before and budget else match.start()
        yield from _told(
            scene, match, "name", (start, match.end()), "recruiting", "operate", budget=budget
        )


def _begun(scene: KoreanScene) -> Iterator[Told]:
    for match in scene.find(_CEREMONY):
        action = _CEREMONIES.get(match["act"], "establish")
        day = scene.date_before(match.start("act"))
        if len(scene.skeleton.words(*match.span("title"))) > _SHORTEST:
            yield from _told(scene, match, "title", match.span(), "begun", action, date=day)


def _items(scene: KoreanScene) -> Iterator[Told]:
    for match in scene.find(_ITEM):
        if len(scene.skeleton.words(*match.span("title"))) > _SHORTEST:
            action = scene.grammar.actions[match["act"]]
            span = match.start("title"), match.end("act")
            yield from _told(scene, match, "title", span, "item", action)


_MONEY_BEFORE = re.compile(
    r"(?P<money>⟨money:\d+⟩)(?:의 예산|의 사업비)?(?:을|를)? (?:들여|투입해|투입하여) $"
)
_SHORTEST = 3  # syllables of a name without quotation marks


def _told(
    scene: KoreanScene,
    match: re.Match[str],
    slot: str,
    span: tuple[int, int],
    rule: str,
    action: str,
    budget: Money | None = None,
    program: str | None = None,
    **other: Any,
) -> Iterator[Told]:
    topic = scene.topic(match.start())
    name = program or (
        scene.mention(match, "name").name
        if slot == "name" and match["name"].startswith("⟨")
        else scene.skeleton.words(*match.span(slot))
    )
    if topic is None or MEETING.search(name):
        return
    kind = scene.kind_of(name) or "project"
    action = "enact" if (kind, action) == ("ordinance", "establish") else action
    fact = Undertaking(
        **scene.evidence(*span, f"undertaking.{rule}", 0.75),
        government=topic.mention.name,
        program=name,
        type=scene.grammar.lexicon.words("program-type", kind)[0],
        action=action,
        budget=budget,
        context=topic.context,
        **other,
    )
    yield fact, match.span(slot)
