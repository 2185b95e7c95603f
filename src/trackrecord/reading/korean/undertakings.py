"""What a government planned, set up, ran or ended, in Korean: quoted names, and names by their kind."""

import re
from collections.abc import Iterator

from trackrecord.facts import Money, Undertaking
from trackrecord.reading.korean.projects import projects
from trackrecord.reading.korean.scene import MEETING, PRESENT, KoreanScene, Topic

_QUOTED = r"(?P<name><quoted>)(?: ?(?P<after>{kind}))?(?: <num>(?:{counter}))?(?P<particle>을|를|이|가|도) (?:<date>(?:에|까지|부터)? )?(?:(?P<money><money>) 규모로 |(?:[가-힣]비 )?(?:<money> 등 )?(?:모두 |총 |약 )?(?P<spent><money>)(?:을|를)? (?:들여|투입해|투자해|쏟아) (?:<date>(?:까지|에)? )?)?(?:<num>시간 )?(?P<gap>(?:(?!{word}(?:을|를|이|가) )[^.,⟨]){0,16}?)(?P<act>{act})[가-힣]*"
_TYPED = r"(?<![가-힣A-Za-z⟩])(?P<name>(?:(?!{word}(?:은|는|이|가|(?<!마)을|를|에|에게|에서|로|으로|의|와|과|고|며|해|한|된|할|인|여|서|히|게) )[가-힣A-Za-z0-9·ㆍ∙]+ ){0,4}[가-힣A-Za-z0-9·ㆍ∙]*(?P<type>{type}))(?P<particle>을|를|이|가|도) (?P<gap>(?:(?!{word}(?:을|를|이|가) )[^.,⟨]){0,16}?)(?P<act>{act})[가-힣]*"
#: "지난해부터 운영 중인 ‘첫걸음’ 프로그램", "2019년 수립한 ‘계획’".
_NOMINAL = r"(?P<name><quoted>)(?: ?(?P<after>{type}))?(?P<particle>) (?P<act>{act})(?=[(,.]| 등| ?[▲△▷▶]|$)"
#: "‘다온도서관’ 개관식을 열고": with the ceremony it begins.
_CEREMONY = r"(?P<name><quoted>)(?: ?(?P<after>{type}))?(?P<particle>) (?P<act>개관|개소|개장|개원|개통|준공|착공)식(?=을|이)"
_ADNOMINAL = r"(?P<act>{act})(?:(?<=연)|(?: ?중| 운영 중)인|하는|하고 있는|한|해 온|된|되는) (?:{word} ){0,2}?(?P<name><quoted>)(?: (?:{word} )?(?P<after>{kind}))?(?P<particle>)"
_TYPED_ADNOMINAL = r"(?P<act>{act})(?:하는|하고 있는|한|해 온|된) (?P<name>[가-힣A-Za-z0-9]{2,}(?P<type>{type})|[가-힣A-Za-z0-9]{3,}(?P<suffix>[단관]))(?P<particle>)(?=[은는이가을를,. ])"
_THROUGH = r"(?P<name><quoted>)(?: ?(?P<after>{type}))?(?P<particle>을|를) 통해(?P<act>)"
#: "‘반값 택배’ 사업", "‘찾아가는 마을세무사’ 제도": a name with the word for its kind.
_KIND_AFTER = r"(?P<name><quoted>) ?(?P<after>{type}|제도)(?P<particle>)(?P<act>)(?=[은는이가을를의,. ]|으로|로|에|도)"
#: "‘안계지원센터’ 건립을 추진하며": what is to be done with it, as a noun.
_PURSUED = r"(?P<name><quoted>)(?: ?(?P<after>{kind}))?(?P<particle>) (?P<act>건립|조성|설치|구축|도입|제정|설립|신설)(?:을|를) (?:추진|계획|준비|검토)[가-힣]*"
#: "‘지원센터’ 문을 열고", "‘지원센터’가 문을 열었다".
_OPENED = r"(?P<name><quoted>)(?: ?(?P<after>{kind}))?(?P<particle>) ?(?:이|가|의|도|은|는)? (?:[^⟨.,]{0,10} )?(?P<act>문을 열|문 열|문을 연|문 연)[가-힣]*"
#: "파크골프장은 이달 초 개장했다", "‘창업지원 사업’은 올해 말 종료한다": what began or ended is the topic.
_AS_TOPIC = r"(?P<name><quoted>)(?: ?(?P<after>{type}))?(?P<particle>은|는) (?:[^⟨.]{0,16} )?(?:<date>(?:에|까지)? ?(?:초|말)? )?(?P<act>{act})[가-힣]*"
_TYPED_TOPIC = r"(?<![가-힣A-Za-z⟩])(?P<name>(?:(?!{word}(?:은|는|이|가|(?<!마)을|를|에|에게|에서|로|으로|의|와|과|고|며|해|한|된|할|인|여|서|히|게) )[가-힣A-Za-z0-9·ㆍ∙]+ ){0,3}[가-힣A-Za-z0-9·ㆍ∙]*(?P<type>{type}))(?P<particle>은|는) (?:<date>(?:에|까지)? ?(?:초|말)? )(?P<act>{act})[가-힣]*"
#: "거류 파크골프장은 36홀로 조성할 계획": what is planned is the topic.
_TYPED_PLANNED = r"(?<![가-힣A-Za-z⟩])(?P<name>(?:(?!{word}(?:은|는|이|가|(?<!마)을|를|에|에게|에서|로|으로|의|와|과|고|며|해|한|된|할|인|여|서|히|게) )[가-힣A-Za-z0-9·ㆍ∙]+ ){0,3}[가-힣A-Za-z0-9·ㆍ∙]*(?P<type>{type}))(?P<particle>은|는) (?:[^.⟨,]|<num>|<date>){0,24}?(?P<act>{act})(?:할|될) (?:계획|예정|방침)"
#: What must stand somewhere in a sentence for a rule that looks at every word.
_NEEDED = {
    "typed": r"{type}(?:을|를|이|가|도) ",
    "typed-topic": r"{type}(?:은|는) <date>",
    "typed-planned": r"{type}(?:은|는) [^.]*(?:할|될) (?:계획|예정|방침)",
    "typed-adnominal": r"{act}(?:하는|하고 있는|한|해 온|된) ",
}
_MONEY_BEFORE = re.compile(
    r"(?P<money>⟨money:\d+⟩)(?:을|를)? ?(?:들여|투입해|투자해|출연해|규모의|의 예산으로)(?:[^⟨.]|⟨(?:date|num|gov):\d+⟩){0,80}$"
)
_MONEY_AFTER = re.compile(r"(?:총사업비|사업비|예산) (?P<money>⟨money:\d+⟩)")
_CLAUSE = re.compile(r"(?:고|며|면서|지만),? ")
_BECAME = re.compile(
    r"[가-힣]+(?:됐|되|된|될|돼)|(?:개소|개관|개장|개원|개통|출범|준공|완공|종료|폐지|문을 열)"
)
#: A theme that somebody names, and what somebody proposes to do.
_UNREAL = re.compile(
    r"(?:을|를) 주제로|[^.,△▲]{0,30}(?:제안|응모|출품|제출|발표)[^.,△▲]{0,12}자는 "
)
_NO_PROGRAM = re.compile(r"(?:시대|원년)$")  # "‘천만 관광객 시대’를 열었다"
_AIMED_AT = re.compile(r"(?:을|를) (?:대상|상대|중심|위주|기준|토대)으?로")
_COUNTED = re.compile(r"⟨num:\d+⟩(?:개|곳|개소|여 개)의 $")  # "6개의 공공도서관이"
_SINGLE_EVENTS = ("establish", "complete", "end")
_PROPOSED = re.compile(r"자[는고]$")
_OWN_ACTION = {("ordinance", "establish"): "enact"}
#: Kinds whose word makes a name of what stands before it; "다양한 사업" names nothing.
_NAMED_BY_KIND = ("centre", "ordinance", "fund", "corporation", "agency", "platform")
#: A project named by three words or more, the first of which says more than "various".
_IS_A_TITLE = re.compile(
    r"^(?!(?:다양한|각종|주요|이|이런|그|해당|관련|각|여러|신규|공모|국책|국비|위탁|시범|후속|이번|올해|역점|핵심|특화|맞춤형) )[^ ]{2,} [^ ]{2,} (?:[^ ]+ )*[^ ]*사업$"
)
_SHORTEST = 2  # syllables that a name has besides the word for its kind


def undertakings(scene: KoreanScene) -> Iterator[Undertaking]:
    """The undertakings of a sentence, each program once."""
    taken: list[tuple[int, int]] = []
    for fact, span in projects(scene):
        if any(span[0] < stop and span[1] > begin for begin, stop in taken):
            continue
        taken.append(span)
        scene.discourse.note_program(fact.program)
        yield fact
    is_quoted = "⟨quoted:" in scene.skeleton.text
    for rule, template in (
        ("quoted", _QUOTED),
        ("adnominal", _ADNOMINAL),
        ("nominal", _NOMINAL),
        ("ceremony", _CEREMONY),
        ("through", _THROUGH),
        ("typed", _TYPED),
        ("typed-adnominal", _TYPED_ADNOMINAL),
        ("opened", _OPENED),
        ("topic", _AS_TOPIC),
        ("typed-topic", _TYPED_TOPIC),
        ("typed-planned", _TYPED_PLANNED),
        ("pursued", _PURSUED),
        ("kind", _KIND_AFTER),
    ):
        needed = _NEEDED.get(rule)
        if not (scene.grammar.pattern(needed).search(scene.skeleton.text) if needed else is_quoted):
            continue  # no name of the kind that the rule reads
        for match in scene.find(template):
            start, end = match.span("name")
            if any(start < stop and end > begin for begin, stop in taken):
                continue
            found = _undertaking(scene, match, rule)
            if found:
                taken.append((start, end))
                scene.discourse.note_program(found.program)
                yield found


def _undertaking(scene: KoreanScene, match: re.Match[str], rule: str) -> Undertaking | None:
    topic = scene.topic(match.start()) or _placed_in(scene, match.start())
    if _UNREAL.match(scene.skeleton.text, match.end("name")) or _PROPOSED.search(match[0]):
        return None
    is_topic = match["particle"] in ("이", "가", "은", "는") and rule != "typed-planned"
    if is_topic and not _BECAME.match(scene.skeleton.text, match.start("act")):
        return None  # "the corporation that runs it" is who acts, not what is run
    if not rule.startswith("typed"):
        name = scene.mention(match, "name").name
        kind = scene.kind_of(name) or (
            scene.grammar.kinds.get(match["after"], "policy") if match["after"] else "project"
        )
    else:
        name = scene.skeleton.words(*match.span("name")).lstrip("·ㆍ∙ ")
        word = match["type"] or match["suffix"]
        kind = scene.grammar.kinds[word]
        is_named = kind in _NAMED_BY_KIND or match.groupdict().get("suffix")
        is_named = is_named or (word == "사업" and _IS_A_TITLE.search(name) is not None)
        before = scene.skeleton.text[: match.start("name")]
        is_vague = " " in name or len(name) - len(word) < _SHORTEST
        is_described = before.endswith("규모의 ") and is_vague
        if re.match(r"(?:이|그|해당|동) ", name) or is_described or _COUNTED.search(before):
            return None  # named again, described, or counted
        if _AIMED_AT.match(scene.skeleton.text, match.end("name")):
            return None  # "센터를 대상으로 …": whom something is for
        if match["act"] == "시작" and scene.skeleton.text.startswith("으로", match.end("act")):
            return None  # "X를 시작으로": the first of several
        shortest = _SHORTEST + (rule == "typed-adnominal")
        if " 등 " in name or not is_named or len(name) - len(word) < shortest:
            return None
    if topic is None or MEETING.search(name) or _NO_PROGRAM.search(name):
        return None
    action = scene.grammar.actions[match["act"]] if match["act"] else "operate"
    action = _OWN_ACTION.get((kind, action), action)
    is_ahead = action in _SINGLE_EVENTS and PRESENT.search(match[0])
    if is_ahead or rule == "pursued" or scene.is_planned(match.start("act")):
        action = "plan"
    budget = _budget(scene, match) or _own_budget(scene, match)
    if rule.endswith("adnominal"):
        action = _OWN_ACTION.get(
            (kind, scene.grammar.actions[match["act"]]), scene.grammar.actions[match["act"]]
        )
    start = match.start() if budget is None else min(match.start(), budget[1])
    return Undertaking(
        **scene.evidence(start, match.end(), f"undertaking.{rule}", 0.8),
        government=topic.mention.name,
        program=name,
        type=scene.grammar.lexicon.words("program-type", kind)[0],
        action=action,
        date=_date(scene, match.start()),
        budget=budget[0] if budget else None,
        context=topic.context,
    )


def _placed_in(scene: KoreanScene, at: int) -> Topic | None:
    """The government in whose place something opened: "마포구에 … 센터가 개소했다"."""
    for match in scene.find(r"(?P<gov><gov>)에 "):
        if match.end() <= at:
            return Topic(scene.mention(match, "gov"), (), match.start())
    return None


def _date(scene: KoreanScene, at: int) -> str | None:
    """The date right before what was done, within the clause."""
    breaks = [m.start() for m in _CLAUSE.finditer(scene.skeleton.text, 0, at)]
    clause = breaks[-1] if breaks else 0
    places = list(scene.skeleton.placeholders("date", start=clause, end=at))
    dated = [p.mention.when for p in places if p.mention.relation is None]
    return dated[-1] if dated else None


def _own_budget(scene: KoreanScene, match: re.Match[str]) -> tuple[Money, int] | None:
    """The money between a name and its verb: "‘…기금’을 30억 원 규모로 조성"."""
    told = match.groupdict()
    if not (told.get("money") or told.get("spent")):
        return None
    budget = scene.mention(match, "money" if told.get("money") else "spent").money
    return (budget, match.start()) if budget else None


def _budget(scene: KoreanScene, match: re.Match[str]) -> tuple[Money, int] | None:
    text = scene.skeleton.text
    found = _MONEY_BEFORE.search(text[: match.start("name")]) or _MONEY_AFTER.search(
        text[: match.start("name")]
    )
    if found is None:
        return None
    budget = scene.mention(found, "money").money
    return (budget, found.start()) if budget else None
