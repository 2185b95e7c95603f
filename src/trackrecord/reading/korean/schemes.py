"""What is said of an award or evaluation itself: who runs it, since when, how often, among how many."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from trackrecord.facts import Observation, SchemeFact
from trackrecord.reading.korean.scene import KoreanScene
from trackrecord.reading.mentions import Mention

#: An organisation: one the authority knows, or the words right before "주최".
_ORG = r"(?:<body|gov>|(?:(?!{word}(?:은|는|을|를|이|가|로|고|한|된|의|에|에서|해|과|와|년|월|일) )[가-힣A-Za-z·]+ ){0,2}[가-힣A-Za-z·]{2,}?)(?:\([^()]*\))?"
_ORGS = rf"(?<![가-힣A-Za-z·⟩])(?P<orgs>{_ORG}(?:(?:과|와|,) {_ORG})*)(?:가|이|에서)? ?(?:공동(?:으로)? ?|처음(?:으로)? ?)?"
_BEFORE = rf"(?P<quote>{_ORGS}(?:(?P<since><date>)부터 )?(?:<date>(?:에|자로)? )?(?:(?P<every>매년|해마다|격년으로|격년|<num>년마다) )?(?:주최|주관|개최|시행|실시|여는|연|마련|수여|시상|선정|발표|평가해 [^⟨.]{0, 12}(?:수여|시상))(?:(?:하고|한|하는|해|으로|로|의)?|하고 (?:[^⟨.]|⟨num:\d+⟩){{0,30}}(?:주관|후원)(?:한|하는))),? (?:(?:[^⟨.]|⟨num:\d+⟩){{0,20}})?<award=award>"
_AND_ALSO = rf"(?P<quote>{_ORGS}주최), ?$"
_RUN_TOO = rf"하고,? (?P<quote>{_ORGS}주관)"
_ORDINAL = r"(?:올해|<date>)로 (?P<number><num>)(?:회|번)(?:째)?(?:를|을)? ?맞[은는이]?[가-힣]* (?:<award=award>|(?:이번|이|해당) (?:대회|상|평가|시상식|행사))"
_AFTER = rf"(?P<quote>{_ORGS}(?:주최|주관))(?:하|한|해|,|로|으로| |되|됐|돼)"
_RUN_BY = (
    r"(?P<quote>(?P<orgs><body>)(?:가|이|에서)[^.]*?(?:주최|주관|수여|시상|시행|실시|개최|운영)"
    r"|(?P<local><gov>|[가-힣]{2,}(?:학회|협회|연구원|본부|재단|신문|일보|위원회|진흥원|공단|공사|연합회|포럼))(?:가|이|에서)[^.]*?(?:주최|주관|수여|시상))"
)
#: "농림축산식품부 주최로 세종에서 열린 ⟨award⟩".
_UNDER = rf"(?P<quote>{_ORGS}(?:주최|주관))(?:로|으로) (?:[^⟨.,]|<date>){{0,24}}<award=award>"
#: "충남도는 18일 ‘2024년 시·군 합동평가’ 시상식을 열고": whose ceremony it is.
_HOSTED = r"(?P<quote>(?P<orgs><gov>)(?:은|는|이|가) [^.,]{0,60}?(?P<award><award>) ?(?:시상식)?(?:을|를) (?:열|개최))"
#: "2005년 시작된 ⟨award⟩".
_BEGUN = (
    r"(?P<year><date>)(?:에)? (?:처음 )?(?:시작|제정|도입|시행|신설)(?:된|한|해) (?P<award><award>)"
)
#: What an award is for, and the legal form that leads an organiser's name.
_AIM = re.compile(r"^.*(?:고자|위해|위하여|하여|통해) |(?:사단법인|재단법인) ")
_A_VERB = re.compile(r"(?:[았었했됐렸]고|며|면서|받아|따라)$")
_NO_ORGANISER = (
    "",
    "처음",
    "올해",
    "지난해",
    "공동",
    "이번",
    "함께",
    "직접",
    "매년",
    "외부기관",
    "분야",
    "부문",
    "대외기관",
    "중앙부처",
)
_SINCE = r"(?P<year><date>)(?:부터|에? (?:처음 )?(?:시작|제정|도입|신설|시행))"
_BEGUN_BY = rf"(?<![가-힣A-Za-z·⟩])(?P<quote>(?P<orgs>{_ORG})(?:가|이) (?:<date>(?:에|부터)? )?(?:처음 )?(?:제정|도입|신설))"
_OWNED = r"(?<![가-힣⟩])(?P<quote>(?P<orgs>(?:<body>|[가-힣A-Za-z]{2,}(?:본부|협회|재단|연구원|위원회|학회|신문|일보|포럼|연합회|진흥원|부|처|청)))의? ?<award=award>)"
#: "경북도 ‘저출생·청년시책 평가’": a province's or city's own award.
_OF_GOVERNMENT = r"(?<![가-힣⟩])(?P<quote>(?P<orgs><gov>)의? <award=award>)"
#: "보건복지부는 … 매년 ⟨award⟩를 진행하고 있다".
_YEARLY = r"(?P<quote>(?P<orgs><body>)(?:은|는|이|가) [^.⟨]{0,70}?(?P<every>매년|해마다) (?P<award><award>)(?:을|를) (?:진행|실시|개최|시행|열|연))"
_EVERY = r"(?P<every>매년|해마다|격년|2년마다|<num>년마다)"
#: "이 상은", "이번 대회는": the award that was last spoken of.
_THIS = re.compile(
    r"(?:^|[는한] )(?:(?:이|이번|동|해당|본) ?)?(?:상|대상|대회|경진대회|공모전|평가|시상|시상식|행사|제도)(?:은|는|이란) "
)
_BEFORE_THIS = rf"(?:^|[.,] )(?P<quote>{_ORGS}(?:주최|주관|개최|시행|실시)(?:하는|한)) (?:이|이번|동|해당)? ?(?:상|대회|발표대회|공모|심사|경진대회|공모전|평가|시상식|행사)(?:은|는|에는|에서|에) "
_ABOUT = re.compile(r"⟨award:\d+⟩(?:은|는|이란) ")
_AMONG = r"(?P<all><num>)개 ?(?:\((?P<parts>[^()]*)\) ?)?(?:전국 )?(?:(?:광역|기초|전국)(?:·? ?기초)? ?)?(?P<what>지방자치단체|지자체|자치구|시·군·구|시·군|시군구|시도|시·도|자치단체|기초자치단체|기초지자체|광역자치단체|광역지자체|기초지방자치단체|광역지방자치단체|시·도|시도|공공기관|기관|[가-힣]+센터)(?:\((?P<after>[^()]*)\))?(?:를|을|의|가|에서)? ?(?:대상|상대|(?:중|가운데)(?! (?:<num>위|가장|유일|최초|처음))|(?:와|과) ?(?=<num>개)|견줘|참여|응모|참가|[가-힣 ]{0,16}(?:평가|심사))"
#: "기초자치단체 226개를 대상으로", "우수사례 277건을 대상으로", "총 256건의 우수사례에 대한 사전심사".
_AMONG_TOO = r"(?P<what>[가-힣]*(?:자치단체|지자체|자치구|시·군·구|시군구|사례|작품|정책|사업)) ?(?P<all><num>)(?:개|곳|건|편)(?:를|을)? ?(?:대상|놓고|두고|심사|평가)|(?P<all2><num>)(?:건|편)의 (?P<what2>[가-힣]*(?:사례|작품|정책))(?:을|를|에)[^.]{0,20}(?:심사|평가|경합|출품)"
_DAY = 10  # characters of an ISO date
_PART = r"(?P<part>[가-힣]+) ?(?P<number><num>)(?:개|곳)?"


def schemes(scene: KoreanScene) -> Iterator[SchemeFact | Observation]:
    """The scheme facts of a sentence, and how many governments an award is held among."""
    yield from _organised(scene)
    focus = scene.discourse.award
    for match in scene.find(_BEFORE_THIS) if focus else ():
        if focus:
            yield from _organisers(scene, match, focus, (focus.span,))
    award, start = _subject(scene)
    if award:
        yield from _told_of(scene, award, start)
    yield from _evaluated(scene)


def _organised(scene: KoreanScene) -> Iterator[SchemeFact]:
    """ "고용노동부가 주최한 ‘…대상’"."""
    is_named = "⟨award:" in scene.skeleton.text
    for match in scene.find(_BEFORE) if is_named else ():
        award = scene.mention(match, "award")
        also = scene.grammar.pattern(_AND_ALSO).search(scene.skeleton.text[: match.start("quote")])
        if also:
            yield from _organisers(scene, also, award, ())
        yield from _organisers(scene, match, award, ())
        for too in scene.grammar.pattern(_RUN_TOO).finditer(scene.skeleton.text, *match.span()):
            yield from _organisers(scene, too, award, ())
        if match["since"] and (year := scene.mention(match, "since").when):
            yield _scheme(scene, match.span("quote"), "since", award, (), since=year[:4])
        if match["every"]:
            yield _scheme(
                scene, match.span("every"), "frequency", award, (), frequency=_every(match["every"])
            )
    for match in scene.find(_UNDER) if is_named else ():
        yield from _organisers(scene, match, scene.mention(match, "award"), ())
    for match in scene.find(_HOSTED) if is_named else ():
        yield from _organisers(scene, match, scene.mention(match, "award"), ())
    for match in scene.find(_YEARLY) if is_named else ():
        named = scene.mention(match, "award")
        yield from _organisers(scene, match, named, ())
        span = match.start("quote"), match.end("every")
        yield _scheme(scene, span, "frequency", named, (), frequency=_every(match["every"]))
    for match in scene.find(_BEGUN) if is_named else ():
        begun = scene.mention(match, "year").when
        if begun:
            named = scene.mention(match, "award")
            yield _scheme(scene, match.span(), "since", named, (), since=begun[:4])
    for template in (_OWNED, _OF_GOVERNMENT) if is_named else ():
        for match in scene.find(template):
            award = scene.mention(match, "award")
            is_quoted = scene.text[award.start] in "‘'“\"「『"
            if template == _OWNED or is_quoted:
                yield from _organisers(scene, match, award, ())
    for place in scene.skeleton.placeholders("award"):
        yield from _numbered(scene, place.mention)
    for match in scene.find(_ORDINAL):
        ordinal = scene.mention(match, "number").value
        held = scene.mention(match, "award") if match["award"] else scene.discourse.award
        if ordinal and scene.issued and held:
            yield _scheme(
                scene,
                match.span(),
                "ordinal",
                held,
                (),
                edition=str(scene.issued.year),
                ordinal=int(ordinal),
            )


def _numbered(scene: KoreanScene, award: Mention) -> Iterator[SchemeFact]:
    """ "제14회 …": which time an award is held in the year that its conferral is of."""
    told = scene.discourse.conferral
    sentence = scene.skeleton.sentence
    is_here = told is not None and sentence.start <= told.start < sentence.end
    held = scene.discourse.ceremonies.get(award.name)
    edition = award.edition or scene.discourse.editions.get(award.name) or (held and held[:4])
    edition = edition or (told.edition if told and is_here and told.award == award.name else None)
    if award.ordinal and edition:
        evidence = scene.evidence_of(award.span, "scheme.ordinal", 0.85)
        yield SchemeFact(**evidence, award=award.name, edition=edition, ordinal=award.ordinal)


def _told_of(scene: KoreanScene, award: Mention, start: int) -> Iterator[SchemeFact]:
    """ "⟨award⟩은 … 주관으로 2011년부터 매년 …"."""
    context = () if award.start >= scene.skeleton.sentence.start else (award.span,)
    found = next(scene.find(_AFTER, start), None) or next(scene.find(_RUN_BY, start), None)
    found = found or next(scene.find(_BEGUN_BY, start), None)
    if found:
        yield from _organisers(scene, found, award, context)
    for match in scene.find(_SINCE, start):
        year = scene.mention(match, "year").when
        if year and re.fullmatch(r"\d{4}", year):
            yield _scheme(scene, match.span(), "since", award, context, since=year)
            break
    for match in scene.find(_EVERY, start):
        every = _every(match["every"])
        yield _scheme(scene, match.span(), "frequency", award, context, frequency=every)
        break


def _every(word: str) -> str:
    return "annual" if word in ("매년", "해마다") else "biennial"


def _organisers(
    scene: KoreanScene, match: re.Match[str], award: Mention, context: tuple[Any, ...]
) -> Iterator[SchemeFact]:
    name = "orgs" if match["orgs"] else "local"
    words = _AIM.sub("", scene.skeleton.words(*match.span(name)))
    for name in re.split(r"(?:\([^()]*\))?(?:과|와|,) ", words):
        organiser = name.split("(")[0].strip()
        if organiser not in _NO_ORGANISER and not _A_VERB.search(organiser):
            yield _scheme(
                scene, match.span("quote"), "organiser", award, context, organiser=organiser
            )


def _scheme(
    scene: KoreanScene,
    span: tuple[int, int],
    rule: str,
    award: Mention,
    context: tuple[Any, ...],
    **columns: Any,
) -> SchemeFact:
    return SchemeFact(
        **scene.evidence(*span, f"scheme.{rule}", 0.85),
        award=award.name,
        context=context,
        **columns,
    )


def _subject(scene: KoreanScene) -> tuple[Mention | None, int]:
    """The award that a sentence is about, and where what it says of it begins."""
    about = _ABOUT.search(scene.skeleton.text)
    if about:
        place = next(scene.skeleton.placeholders("award", start=about.start()))
        return place.mention, about.end()
    this = _THIS.search(scene.skeleton.text)
    return (scene.discourse.award, this.end()) if this else (None, 0)


def _edition_entered(scene: KoreanScene, award: Mention, match: re.Match[str]) -> str | None:
    """The edition that those counted entered: "92개 시·군·구가 응모한 이번 대회"."""
    entered = match[0].endswith(("응모", "참가"))
    return (award.edition or scene.discourse.editions.get(award.name)) if entered else None


def _year_of(scene: KoreanScene, at: int) -> str | None:
    text = scene.skeleton.text
    if "올해" in scene.skeleton.words(0, at) and scene.issued:
        return str(scene.issued.year)
    if re.search(r"매년|해마다|년마다|격년", text):
        return None
    when = scene.date_before(at)
    return when[:4] if when and len(when) < _DAY else None  # a day is when it was told


def _evaluated(scene: KoreanScene) -> Iterator[Observation]:
    """ "전국 243개 지방자치단체(광역 17, 기초 226)를 대상으로": the whole and its parts."""
    award = scene.discourse.award
    for match in scene.find(_AMONG):
        number = scene.mention(match, "all").value
        if award is None or number is None:
            return
        whole = Observation(
            **scene.evidence(match.start(), match.end("what"), "observation.evaluated", 0.85),
            about=award.name,
            metric=match["what"],
            value=number,
            unit="개",
            period=_year_of(scene, match.start()) or _edition_entered(scene, award, match),
            context=() if award.start >= scene.skeleton.sentence.start else (award.span,),
        )
        yield whole
        stated = match.span("parts" if match["parts"] else "after")
        for part in scene.grammar.pattern(_PART).finditer(scene.skeleton.text, *stated):
            value = scene.mention(part, "number").value
            if value is not None:
                evidence = scene.evidence(*part.span(), "observation.part", 0.85)
                yield replace(whole, **evidence, value=value, part=part["part"])
    for match in scene.find(_AMONG_TOO) if award else ():
        which = "" if match["all"] else "2"
        counted = scene.mention(match, f"all{which}")
        after = scene.text[counted.end : counted.end + 1]
        if award and counted.value is not None:
            yield Observation(
                **scene.evidence(match.start(), match.end(), "observation.evaluated", 0.8),
                about=award.name,
                metric=match[f"what{which}"],
                value=counted.value,
                unit=after if after in "개곳건편" else None,
                context=() if award.start >= scene.skeleton.sentence.start else (award.span,),
            )
