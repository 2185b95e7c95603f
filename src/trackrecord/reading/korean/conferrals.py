"""Who was given which award: 수상, 선정, 받았다, 차지했다, 영예를 안았다."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Conferral, Span
from trackrecord.reading.korean.awarding import (
    award_of,
    beyond,
    conferral_of,
    conferrer,
    note_ceremony,
    this_year,
    year_before,
)
from trackrecord.reading.korean.mentions import as_award
from trackrecord.reading.korean.scene import KoreanScene, modifies
from trackrecord.reading.mentions import Mention
from trackrecord.reading.skeleton import Place

_OBJECT = r"(?P<what><grade|award>)(?: ?등급)?(?:\([^()]*\))?(?:을|를|도|의|으로|로|에|에서|에도)? ?(?:<num>(?:년|회|차례|주기) ?연속(?:으로)? )?(?:(?:[가-힣]+(?:로|으로|하게|히)|동시에|함께|각각|모두|잇달아) )?(?:수상(?:의|하는) )?(?:(?:수상 ?)?(?:단체|지자체|자치단체|기관|자치구|도시|수상자|수상자치단체)(?:로|에) )?(?:영예의? ?)?(?P<win>{win})[가-힣]*"
_WITH_CLAUSES = r"<gov>(?:(?:과|와|,| 및) ?(?:[^⟨⟩.,]{2,60}[가-힣] )?<gov>)*"
#: "… 높인 A시, … 지킨 B군 등 3곳이 대상으로 선정됐다".
_SO_MANY = rf"(?P<list>{_WITH_CLAUSES}) 등 (?:<num>|모두 <num>)?[가-힣 ]{{0,8}}?(?:이|가) (?P<what><grade>)(?:으로|로|에|을|를|의)? ?(?:{{word}} )?(?P<win>{{win}})[가-힣]*"
#: "‘A’ 분야에선 B시와 C군, ‘D’ 분야에선 …가 대상의 영예를 안았다": the grade stands at the end.
_OF_FIELD = (
    r"(?:분야|부문)(?:에서는|에선|는|은|엔|에는) (?P<list><gov>(?:(?:과|와|,) ?<gov>)*)(?=, )"
)
_SHARED_GRADE = r"<gov>(?:이|가|도) (?P<what><grade>)(?:에|을|를|의)? ?(?:영예|{win})"
_LIST = r"<gov>(?:(?:과|와|,|[·∙ㆍ/]| 및) ?<gov>)*"
_PAIRS = rf"(?P<list>{_LIST})(?:은|는|이|가) (?:각각 )?(?P<what><grade>)(?:을|를)"
_AND_OTHERS = r"(?: ?등 [^.]{0,60}?)?"
_TO = rf"(?P<what><grade>)(?:\([^()]*\))?(?:에는|에|은|는) (?P<list>{_LIST})(?:이|가|은|는)?{_AND_OTHERS}(?:이|가)? ?(?:각각 )?(?P<win>{{win}})[가-힣]*"
_SHORT_TO = rf"(?P<what><grade>)(?:\([^()]*\))?(?:에는|은|는) (?P<list>{_LIST})(?:이|가|에게|에)?(?=,| (?:돌아갔|주어졌|안겼|선정|받|차지|수상|이름|각각|안았|뽑혔))"
_SHARE_TO = rf"(?P<what><grade>)(?:\([^()]*\))?(?:은|는) (?P<list>{_LIST})의 (?:몫|차지|품)"
_NAMED_TO = (
    rf"(?P<list>{_LIST})(?:를|을) (?:각각 )?(?P<what><grade>)(?:으로|로) (?:선정|뽑|결정|지정)"
)
_GRADE_LINE = rf"^[△▲▷▶○●◇◆■□*·-]? ?(?P<what><grade>)(?:\([^()]*\))? ?(?:=|:|：|-|–|은|는|에는)? ?(?P<list>{_LIST})(?: ?\([^()]*\))?\.?$"
_RUNNING = rf"(?P<list>{_LIST})(?:은|는|이|가|도) (?:{{word}} ){{0,3}}?(?:(?P<finalist>{{finalist}})|(?P<nominated>{{nominated}}))(?:에|로)? ?(?:올랐|올라|진출|선정|뽑혔)?"
_AS_TOPIC = rf"(?P<what><grade>)(?:\([^()]*\))?[은는] (?P<gap>(?:(?!<grade>)[^.])*?[가-힣] )(?P<list>{_LIST}){_AND_OTHERS}(?:이|가) ?(?:각각 )?(?P<win>{{win}})[가-힣]*"
_ELLIPSIS = r"(?P<what><grade>)(?:\([^()]*\))?(?:(?:을|를), |[과와] )(?:(?!<gov>)[^.])*?<grade>(?:을|를) (?:(?:동시에|함께|각각|모두|잇달아|나란히) )?(?P<win>{win})[가-힣]*"
#: "‘공공배달 우수 지자체’에 3년 연속 선정": what a government was chosen as.
_CHOSEN = r"(?P<what><quoted>)(?:에도|에|으로|로) (?:<num>(?:년|회|차례) ?연속(?:으로)? )?(?P<win>선정|뽑|이름을 올)[가-힣]*"
_CHOSEN_AS = re.compile(r"(?:지자체|자치구|자치단체|도시|기관|단체|시군|시·군)$")
_PRIZE = r"(?:인센티브|상금|포상금|시상금|상사업비|사업비|특별교부세|교부금)[^⟨.]{0,12}(?P<money><money>)|(?P<after><money>)(?:의|을|를)? ?(?:재정 ?)?(?:인센티브|상금|포상금|시상금|상사업비)"
#: "A시가 대상, B시가 최우수상, C시·D시가 우수상을 받았다": each with its own grade.
_EACH = rf"(?P<list>{_LIST})(?:이|가|은|는) (?:<award>에서 )?(?P<what><grade>)(?:\([^()]*\))?(?=,|을|를|의 (?:주인|영)|에 (?:선정|뽑|올))"
_FIELD = r"(?:^|[,.] )(?P<field>{word}+)(?: ?(?:부문|분야))?에서는 "
_AGAIN = re.compile(r"(?:^| )(?:이번|이|해당) $")  # "이번 우수상 수상으로" speaks of what was told
_EARLIER_WIN = re.compile(r"(?:에|한 데) ?이[어은]|[가-힣]* ?데 이어")  # told by its own rule
_EARLIER = r"(?:(?P<also><num>)(?:년)?[·,] ?)?(?P<year><date>)(?:에|에는)? (?:[가-힣]+ ?(?:부문|분야)(?:에서)? )?(?P<what><grade>)(?:(?:을|를)? ?(?:{win})?(?:에|한 데|은 데) ?이[어은]|(?=, [^.]*에 이[어은]|, [^.]* 데 이어))"
#: "2021년에 이어 2회 연속 우수기관": the same grade as now.
_EARLIER_TOO = r"(?P<year><date>)에 이어(?:,)? (?:올해(?:도)? )?<num>(?:년|회|차례) ?연속(?:으로)? (?:<award>(?:에서)? )?(?P<what><grade>)"
#: "2019년, 2021년에 이어 올해도 최고 등급": the same grade in each of several years.
_EARLIER_YEARS = r"(?P<years><date>(?:(?:, ?|·|와 |과 )<date>)*)(?:에)?,? 이어,? (?:[^.⟨]|<num|award|date>){0,40}?(?P<what><grade>)"
#: "SA등급을 받은 지자체는 A시, B시 등 5곳이다".
_RECEIVED_BY = rf"(?P<what><grade>)(?:\([^()]*\))?(?:을|를) (?:함께 )?(?:받은|획득한|차지한|수상한|거둔) (?:(?!<gov>)[^.⟨,]){{1,16}}(?:은|는) (?P<list>{_LIST})(?= 등|이다|로 |,|\.|뿐)"
_ADNOMINAL = re.compile(r"(?:한|하는|던|받은|린)$")  # "수상한 지자체는" says nothing of the topic
_CHOOSES = re.compile(r"(?:을|를) (?:최종 )?(?:선정|뽑)")  # who chooses winners has won nothing
_FEAT = re.compile(r" (?:쾌거|성과|것(?!은)|바|데|기록|영예|영광)|[^가-힣 ]|$")
#: Governments that share a verb, each with what is said of it before its name: "… 높은 A, … 지원한 B와".
_JOINT = re.compile(
    r"(?:⟨gov:\d+⟩(?:\([^()]*\))?(?:과|와|,|[·∙ㆍ/]) ?(?:(?:[^⟨⟩.,]|⟨(?!gov)[a-z]+:\d+⟩){2,60}[가-힣] )?)+$"
)
#: An item of a list of awards: its name, the field, and what was won.
_OF_AWARD = r"(?P<award><award>) (?:(?P<category>[가-힣]+(?: [가-힣]+)?) ?(?:부문|분야) )?(?P<what><grade>)(?:\([^()]*\))?(?: 수상| 선정)?(?=,| 등|[을를]| 및|과 |와 |으?로)"
_SHARED_VERB = r"(?:을|를|에|(?:으로|로)도?|등(?:을|를|에|으로)?) ?(?:[가-힣]+(?:라|아|어|해|게|히|로) |각각 |모두 |등 [^.]{0,20})?(?:{win}|거둬|거뒀)"
_BULLET = re.compile(r"[△▲▷▶○●◇◆■□]")
_WON_BY_LIST = re.compile(r"수상|선정|받|차지|시상|뽑|안았")
_NOT_YET = re.compile(r"도전|목표|위해|계획|예정|후보|겠다")


def conferrals(scene: KoreanScene) -> Iterator[Conferral]:
    """The conferrals a sentence states, each recipient and grade once."""
    if not any(kind in scene.skeleton.text for kind in ("⟨grade:", "⟨award:")):
        yield from _running(scene)
        yield from _chosen(scene)
        return
    note_ceremony(scene)
    seen: set[tuple[str | None, ...]] = set()
    found: list[Conferral] = []
    for fact in (
        *_earlier(scene),
        *_lined(scene),
        *_bulleted(scene),
        *_each(scene),
        *_listed(scene),
        *_running(scene),
        *_enumerated(scene),
        *_won(scene),
    ):
        told = (fact.recipient, fact.grade, fact.award, fact.edition)
        if told not in seen and (fact.recipient, fact.grade, fact.award, None) not in seen:
            seen.add(told)
            found.append(fact)
    if len(found) == 1 and (prized := with_prize(scene, found[0])):
        found = [prized]
        scene.discourse.conferral = prized
    yield from found


def with_prize(scene: KoreanScene, fact: Conferral) -> Conferral | None:
    """A conferral with the prize that this sentence adds; its quote grows to the amount."""
    topic = scene.topic(len(scene.skeleton.text))
    if fact.prize or topic is None:
        return None
    if scene.text[fact.end : scene.skeleton.sentence.start].count(".") > 1:
        return None  # another sentence stands between
    for match in scene.find(_PRIZE):
        mention = scene.mention(match, "money" if match["money"] else "after")
        if mention.start < fact.end:
            continue
        near = mention.end - fact.start <= _FARTHEST_PRIZE
        money = mention.money
        if near and topic.mention.name == fact.recipient and money and money.amount:
            return replace(
                fact, prize=money, quote=scene.text[fact.start : mention.end], end=mention.end
            )
    return None


#: A grade after which its winners are listed: "…, 장려상은 ▲", "장려상에는 △".
_NEXT_TOPIC = re.compile(r"(?:은|는|에|에는) ?[△▲▷▶○●◇◆■□]")
_FEWEST_BULLETS = 2
_EARLIEST, _LATEST = 1990, 2100  # a number between them is a year
_FARTHEST_PRIZE = 400  # code points from the conferral to the amount


def _won(scene: KoreanScene) -> Iterator[Conferral]:
    """ "⟨gov⟩는 … ⟨award⟩에서 ⟨grade⟩을 수상했다"."""
    text = scene.skeleton.text
    yield from _chosen(scene)
    for match in (*scene.find(_ELLIPSIS), *scene.find(_OBJECT)):
        if _AGAIN.search(text[: match.start()]) or _CHOOSES.match(text, match.end("what")):
            continue
        if _EARLIER_WIN.match(text, match.end("win")) and _is_dated(scene, match.start()):
            continue
        if _ADNOMINAL.search(match[0]) and not _FEAT.match(text, match.end()):
            continue
        what = scene.mention(match, "what")
        named = any(True for _ in scene.skeleton.placeholders("award", end=match.start()))
        if text[: match.start()].endswith("연속 ") and not named and what.kind == "grade":
            continue  # "8회 연속 우수기관 선정" is a claim
        if re.search(r"(?:수상|선정)(?:은|이|과|으로)$", match[0]):
            continue  # "the prize's winning is …" tells of it, and does not state it
        if _NOT_YET.match(text[match.end() : match.end() + 14].lstrip("을를하한 ")):
            continue
        topic = scene.topic(match.start())
        award = award_of(scene, scene.mention(match, "what"), match.start())
        if topic and award and not _is_told(scene, topic.mention, what):
            joint, start = _joint(scene, topic.start)
            for mention in (*joint, topic.mention):
                yield conferral_of(scene, mention, topic.context, award, match, start)


def _is_told(scene: KoreanScene, recipient: Mention, what: Mention) -> bool:
    """Whether a win without its grade is the one told before: "이번 수상으로 … 8년 연속 수상했다"."""
    told = scene.discourse.conferral
    if what.kind != "award" or told is None or told.recipient != recipient.name:
        return False
    return what.edition in (None, told.edition) and told.award.endswith(what.name)


def _chosen(scene: KoreanScene) -> Iterator[Conferral]:
    """ "‘여성친화 우수 도시’에 2년 연속 선정됐다": what it was chosen as is what it won."""
    for match in scene.find(_CHOSEN):
        award = as_award(scene.mention(match, "what"))
        topic = scene.topic(match.start())
        if topic and _CHOSEN_AS.search(award.name):
            yield conferral_of(scene, topic.mention, topic.context, award, match, None)


def _is_dated(scene: KoreanScene, at: int) -> bool:
    """Whether a year stands right before a grade: "2021년 우수상을 받은 데 이어" is told by its own rule."""
    return (
        re.search(
            r"⟨date:\d+⟩(?:에|에는)? (?:[가-힣]+ ?(?:부문|분야)(?:에서)? )?$",
            scene.skeleton.text[:at],
        )
        is not None
    )


def _earlier(scene: KoreanScene) -> Iterator[Conferral]:
    """ "2021년 ⟨grade⟩에 이어": an earlier edition of the award in the sentence or in focus."""
    for match, year in _earlier_years(scene):
        topic = scene.topic(match.start())
        later = [p.mention for p in scene.skeleton.placeholders("award", start=match.end())]
        award = later[0] if later else scene.discourse.award
        if topic and award:
            yield Conferral(
                **scene.evidence(match.start(), match.end(), "conferral.earlier", 0.8),
                recipient=topic.mention.name,
                award=award.name,
                edition=year[:4],
                grade=scene.mention(match, "what").name,
                context=topic.context,
            )


def _earlier_years(scene: KoreanScene) -> Iterator[tuple[re.Match[str], str]]:
    """The years of earlier wins, each with the words that tell it; a year is told once."""
    seen: set[str] = set()
    for template in (_EARLIER, _EARLIER_TOO, _EARLIER_YEARS):
        for match in scene.find(template):
            slots = match.groupdict()
            told = [
                place.mention.when
                for place in scene.skeleton.placeholders(
                    "date", start=match.start(), end=match.start("what")
                )
                if template == _EARLIER_YEARS and place.end <= match.end("years")
            ]
            told += [scene.mention(match, "year").when] if slots.get("year") else []
            also = scene.mention(match, "also").value if slots.get("also") else None
            told += [str(also)] if also and _EARLIEST < also < _LATEST else []
            for year in told:
                if year and year[:4] not in seen:
                    seen.add(year[:4])
                    yield match, year


def _running(scene: KoreanScene) -> Iterator[Conferral]:
    """ "A구와 B구는 최종 후보에 올랐다": finalists and nominees of the award in focus."""
    award = scene.discourse.award
    for match in scene.find(_RUNNING) if award else ():
        outcome = "finalist" if match["finalist"] else "nominated"
        for place in scene.skeleton.placeholders(
            "gov", start=match.start("list"), end=match.end("list")
        ):
            if award:
                yield Conferral(
                    **scene.evidence(match.start(), match.end(), f"conferral.{outcome}", 0.8),
                    recipient=place.mention.name,
                    award=award.name,
                    edition=award.edition or scene.discourse.editions.get(award.name),
                    outcome=outcome,
                    context=beyond(scene, award),
                )


def _joint(scene: KoreanScene, start: int | None) -> tuple[tuple[Mention, ...], int | None]:
    """The governments that stand before a topic and share its verb: "A시와 B군이"."""
    before = _JOINT.search(scene.skeleton.text[:start]) if start is not None else None
    if before is None:
        return (), start
    between = re.split(r"⟨gov:\d+⟩(?:\([^()]*\))?", before[0])[1:]
    if not all(_is_modifier(words.lstrip("과와,·∙ㆍ/ ")) for words in between):
        return (), start
    places = scene.skeleton.placeholders("gov", start=before.start(), end=before.end())
    return tuple(place.mention for place in places), before.start()


def _is_modifier(words: str) -> bool:
    """Whether words before a name are nothing, or a clause that modifies it: "… 높인 ⟨gov⟩"."""
    return not words.strip() or modifies(words.rstrip()[-1])


def _listed(scene: KoreanScene) -> Iterator[Conferral]:
    """ "⟨gov⟩와 ⟨gov⟩는 ⟨grade⟩을, …", "⟨grade⟩에는 ⟨gov⟩, ⟨gov⟩이 선정됐다"."""
    if not scene.grammar.pattern(r"{win}|돌아갔|주어졌|안겼|몫|차지|품").search(
        scene.skeleton.text
    ):
        return
    yield from _in_fields(scene)
    for template in (
        _RECEIVED_BY,
        _SO_MANY,
        _TO,
        _SHORT_TO,
        _SHARE_TO,
        _NAMED_TO,
        _AS_TOPIC,
        _PAIRS,
    ):
        for match in scene.find(template):
            if template == _AS_TOPIC and not modifies(match["gap"].strip()[-1]):
                continue
            if re.match(r" ?[가-힣]{1,4} 것은", scene.skeleton.text[match.end() :]):
                continue  # "who won it is the first to": speaks of a win, and does not tell it
            award = award_of(scene, scene.mention(match, "what"), match.start())
            for place in scene.skeleton.placeholders(
                "gov", start=match.start("list"), end=match.end("list")
            ):
                if award:
                    yield conferral_of(scene, place.mention, (), award, match, match.start("list"))


def _each(scene: KoreanScene) -> Iterator[Conferral]:
    """ "시부에서는 ⟨gov⟩가 ⟨grade⟩, ⟨gov⟩가 ⟨grade⟩을 받았다": two or more, each with its own."""
    matches = list(scene.find(_EACH))
    won = scene.grammar.pattern(r"{win}|주인공|몫").search(scene.skeleton.text)
    if len(matches) < _FEWEST_BULLETS or won is None:
        return
    fields = list(scene.find(_FIELD))
    for match in matches:
        award = award_of(scene, scene.mention(match, "what"), match.start())
        field = [found for found in fields if found.end() <= match.start()]
        for place in scene.skeleton.placeholders(
            "gov", start=match.start("list"), end=match.end("list")
        ):
            if award:
                fact = conferral_of(scene, place.mention, (), award, match, match.start("list"))
                category = scene.skeleton.words(*field[-1].span("field")) if field else None
                yield replace(fact, category=category or fact.category)


def _bulleted(scene: KoreanScene) -> Iterator[Conferral]:
    """ "부문별 대상은 △창의혁신 A시 △행정서비스 B구": a category, grade or both with each winner."""
    text = scene.skeleton.text
    marks = [mark.start() for mark in _BULLET.finditer(text)]
    if not marks:
        return
    told_as_won = len(marks) >= _FEWEST_BULLETS and _WON_BY_LIST.search(text) is not None
    for start, end in zip(marks, (*marks[1:], len(text)), strict=True):
        own = [
            place
            for place in scene.skeleton.placeholders("grade", start=start, end=end)
            if not _NEXT_TOPIC.match(text, place.end)
        ]
        before = list(scene.skeleton.placeholders("grade", end=start))
        grade = next(iter(own or before[-1:]), None)
        winners = list(scene.skeleton.placeholders("gov", start=start, end=end))
        honours = list(scene.skeleton.placeholders("award", start=start, end=end))
        topic = scene.topic(marks[0])
        if honours and own and topic:
            yield _honour(scene, topic.mention, topic.context, honours[0], own[0], start)
            continue
        if honours:
            continue  # a government before the award's name is whose award it is
        award = award_of(scene, grade.mention, start) if grade else None
        if grade is None or award is None or not winners or not (own or told_as_won):
            continue
        words = scene.skeleton.words(start + 1, min(winners[0].start, (own or winners)[0].start))
        category = re.sub(r"(?: ?(?:부문|분야))?[ :=(-]*$", "", words.strip())
        stop = max(place.end for place in (*winners, *own))
        for winner in winners:
            fact = Conferral(
                **scene.evidence(start + 1, stop, "conferral.bullet", 0.85),
                recipient=winner.mention.name,
                award=award.name,
                edition=award.edition or scene.discourse.editions.get(award.name),
                grade=grade.mention.name,
                category=category or None,
                conferred_by=conferrer(grade.mention),
                date=scene.discourse.ceremonies.get(award.name),
                context=(grade.mention.span, *beyond(scene, award)),
            )
            scene.discourse.conferral = fact
            yield fact


def _honour(
    scene: KoreanScene,
    recipient: Mention,
    context: tuple[Span, ...],
    award: Place,
    grade: Place,
    start: int,
) -> Conferral:
    """An item of a government's list of honours: "▲행정안전부 ‘… 평가’ 우수기관"."""
    field = scene.skeleton.words(award.end, grade.start).strip()
    return Conferral(
        **scene.evidence(start + 1, max(award.end, grade.end), "conferral.honour", 0.85),
        recipient=recipient.name,
        award=award.mention.name,
        edition=award.mention.edition
        or year_before(scene, award.mention)
        or scene.discourse.honours_of
        or this_year(scene, start),
        grade=grade.mention.name,
        category=re.sub(r" ?(?:부문|분야)(?:에서)?$", "", field) or None
        if re.search(r"(?:부문|분야)", field)
        else None,
        conferred_by=conferrer(grade.mention),
        context=context,
    )


def _in_fields(scene: KoreanScene) -> Iterator[Conferral]:
    """ "‘A’ 분야에선 ⟨gov⟩와 ⟨gov⟩, ‘B’ 분야에선 …가 ⟨grade⟩의 영예를 안았다"."""
    shared = next(scene.find(_SHARED_GRADE), None) if "분야" in scene.skeleton.text else None
    award = scene.discourse.award
    if shared is None or award is None:
        return
    grade = scene.mention(shared, "what")
    stretches = [match.span("list") for match in scene.find(_OF_FIELD)]
    last = scene.skeleton.text.rfind("분야", 0, shared.start("what"))
    if stretches and last >= stretches[-1][1]:
        stretches.append((last, shared.start("what")))
    for begin, end in stretches:
        for place in scene.skeleton.placeholders("gov", start=begin, end=end):
            yield Conferral(
                **scene.evidence(place.start, shared.end(), "conferral.field", 0.8),
                recipient=place.mention.name,
                award=award.name,
                edition=award.edition or scene.discourse.editions.get(award.name),
                grade=grade.name,
                context=beyond(scene, award),
            )


def _enumerated(scene: KoreanScene) -> Iterator[Conferral]:
    """ "⟨award⟩ ⟨grade⟩, ⟨award⟩ ⟨grade⟩ 등을 받았다": several awards that share a verb."""
    items = list(scene.find(_OF_AWARD))
    verb = next(scene.find(_SHARED_VERB, items[-1].end()), None) if items else None
    topic = scene.topic(items[0].start()) if items else None
    if verb is None or topic is None or len(items) < _FEWEST_BULLETS:
        return
    for match in items:
        award = scene.mention(match, "award")
        fact = conferral_of(scene, topic.mention, topic.context, award, match, None)
        yield replace(fact, category=match["category"])


def _lined(scene: KoreanScene) -> Iterator[Conferral]:
    """ "▲최우수상=A도, B구": a line of a list that names a grade and who won it."""
    match = scene.grammar.pattern(_GRADE_LINE).match(scene.skeleton.text)
    award = scene.discourse.award
    if match is None or award is None:
        return
    grade = scene.mention(match, "what")
    for place in scene.skeleton.placeholders(
        "gov", start=match.start("list"), end=match.end("list")
    ):
        yield Conferral(
            **scene.evidence(match.start("what"), place.end, "conferral.line", 0.85),
            recipient=place.mention.name,
            award=award.name,
            edition=award.edition or scene.discourse.editions.get(award.name),
            grade=grade.name,
            conferred_by=conferrer(grade),
            date=scene.discourse.ceremonies.get(award.name),
            context=beyond(scene, award),
        )
