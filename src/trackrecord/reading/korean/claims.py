"""Boasts in Korean: 연속, 최초, 유일, 최다 and 위, each with whom it is measured against."""

import re
from collections.abc import Iterator

from trackrecord.facts import Claim
from trackrecord.reading.korean.scene import KoreanScene, Topic

_PEERS = r"(?:자치구|지자체|지방자치단체|기초지자체|기초자치단체|광역지자체|광역자치단체|시·군·구|시·군|시군구|시군|[시군구] ?단위)"
_AMONG = (
    rf"(?P<scope>(?:<gov>(?:도?내)?|(?<![가-힣]){{region}}|전국|국내|세계|아시아|대한민국|우리나라|도내|서울|수도권)"
    rf"(?: ?(?:<num>개 ?)?{_PEERS})?|(?:<num>개 ?)?{_PEERS})(?:에서는?|서| 중에서| 중| 가운데|중|로는|으로는)?"
)
_RULES = (
    ("first", ("최초", "처음"), rf"{_AMONG} ?(?:최초|처음)(?:로|으로|의|이자|다|이다)?", 0.85),
    ("only", ("유일",), rf"{_AMONG} ?유일(?:하게|한|의)?", 0.85),
    (
        "most",
        ("최다", "최대", "최고", "최상위", "가장"),
        rf"{_AMONG} ?(?:최다|최대|최고(?=점|치|액| ?기록)|최상위|가장 (?:많은|높은|큰|낮은|빠른|많다|높다|크다|낮다|빠르다|많기|높기|크기|많았|높았|낮았)[가-힣]*)(?: [가-힣]+)?",
        0.75,
    ),
)
#: "기초지자체가 대상을 받은 것은 A시가 처음", "두 사업을 모두 따낸 곳은 A시가 유일".
_CLEFT = (
    rf"(?P<matter>(?:(?P<scope>(?:{{word}} )?{_PEERS})(?: 중에?| 가운데|에서|가|이)? )?(?:(?!<gov>)[^.,“”]){{0,50}}?)"
    r"(?:것|곳|사례|경우|지자체|자치단체|도시|기초지자체)[은는] (?:[^.⟨]|⟨(?:date|award|num):\d+⟩){0,24}?<gov=gov>(?:이|가) (?:전국 |국내 |도내 |사상 )?(?P<kind>처음|최초|유일)"
)
#: "울산 5개 구·군 중 최우수기관은 ⟨gov⟩이 유일", "도내에서는 2년 연속 ⟨gov⟩이 유일".
_ALONE = rf"(?:{_AMONG} )?(?P<matter>(?:(?!<gov>)[^.,“”⟨]|⟨(?:num|date|award|grade):\d+⟩){{0,40}}?)(?:은|는)? ?<gov=gov>(?:이|가) (?P<kind>처음|최초|유일)"
#: "개청 이래 가장 많다", "통계 작성 이후 최고치".
_SINCE = r"(?P<scope>(?:{word} )?(?:개청|개관|개통|개장|출범|승격|시행|도입|작성|집계|관측|민선|설립|시작) ?(?:이래|이후)) (?:역대 )?(?:최다|최대|최고치?|가장 (?:많|높|크|큰|낮)[가-힣]*)(?: [가-힣]+)?"
_CLEFT_KINDS = {"처음": "first", "최초": "first", "유일": "only"}
_STREAK = (
    r"(?P<count><num>)(?:년|회|차례) ?연속(?:으로)?(?: [가-힣]+(?:을|를|의))?(?: (?:수상|선정))?"
)
_RANK = r"(?:(?P<scope>전국|도내|시내|관내|<gov>)? ?(?P<of><num>)개 ?[가-힣·]+ (?:중|가운데) |(?P<among>전국|도내|자치구|<gov>|(?:<num>[개대] ?)?[가-힣·]*(?:시|도|군|구|지자체|자치단체)(?= (?:중|가운데))) ?(?:에서|중|가운데)? ?)?(?P<rank><num>)위(?:(?:를|에|로|의)? ?(?:차지|이어가|이어 가|유지|지키|지켰|달리|등극|굳히|기록|올랐|오른|달성|선정|랭크|성적|해당|했|하며|하고)|(?:이다|이며|였|다\.|로 |[,.]|에 ))"
#: A contest that is spoken of and not known for an award.
_ANOTHER = re.compile(r"(?<!이번 )(?<!이 )(?<!해당 )(?:평가|대회|공모|심사|조사)에서(?:는|도)? ")
_AT_A_RANK = re.compile(r"(?:[^.⟨,]|⟨gov:\d+⟩){0,30}⟨num:\d+⟩위")  # "19년 연속 … 1위"
_SHORTEST_MATTER = 4  # code points of what a boast is about
_WINNING = r"{win}|<award|grade>|상을"


def claims(scene: KoreanScene) -> Iterator[Claim]:
    """The claims a sentence makes for the government it is about."""
    text = scene.skeleton.text
    for match in scene.find(_STREAK) if "연속" in text else ():
        topic = scene.topic(match.start())
        value = scene.mention(match, "count").value
        if (
            topic
            and value
            and value > 1
            and (
                scene.grammar.pattern(_WINNING).search(scene.skeleton.text)
                or _AT_A_RANK.match(scene.skeleton.text, match.end())
                or (scene.discourse.award and scene.skeleton.text.startswith("이다", match.end()))
            )
        ):
            award = _award(scene, match.start())
            yield Claim(
                **scene.evidence(match.start(), match.end(), "claim.streak", 0.9),
                government=topic.mention.name,
                type="streak",
                value=value,
                concerns=award,
                context=topic.context,
            )
    for kind, words, template, confidence in _RULES:
        for match in scene.find(template) if any(word in text for word in words) else ():
            described = scene.described(match.start(), match.end())
            topic = (
                Topic(described.mention, (), described.start)
                if described
                else scene.topic(match.start())
            )
            if topic is None:
                continue
            matter, end = _matter(scene, match.end())
            yield Claim(
                **scene.evidence(match.start(), end, f"claim.{kind}", confidence),
                government=topic.mention.name,
                type=kind,
                scope=scene.skeleton.words(match.start("scope"), match.end("scope")),
                concerns=matter,
                context=topic.context,
            )
    for match in scene.find(_SINCE) if "이래" in text or "이후" in text else ():
        if topic := scene.topic(match.start()):
            yield Claim(
                **scene.evidence(match.start(), match.end(), "claim.since", 0.75),
                government=topic.mention.name,
                type="most",
                scope=scene.skeleton.words(*match.span("scope")),
                context=topic.context,
            )
    if any(word in text for word in _CLEFT_KINDS):
        yield from _clefts(scene)
    for match in scene.find(_RANK) if "⟩위" in text else ():
        topic = scene.topic(match.start())
        if topic:
            name = "scope" if match["scope"] else "among"
            scope = scene.skeleton.words(*match.span(name)) if match[name] else None
            yield Claim(
                **scene.evidence(match.start(), match.end(), "claim.rank", 0.85),
                government=topic.mention.name,
                type="rank",
                value=scene.mention(match, "rank").value,
                of=scene.mention(match, "of").value if match["of"] else None,
                scope=scope,
                context=topic.context,
            )


def _clefts(scene: KoreanScene) -> Iterator[Claim]:
    """ "이 상을 3년 연속 받은 것은 ⟨gov⟩이 처음": the matter stands before, the government at the end."""
    seen: set[int] = set()
    for match in (*scene.find(_CLEFT), *scene.find(_ALONE)):
        matter = scene.skeleton.words(*match.span("matter")).strip()
        span = scene.skeleton.span(match.start("gov"), match.end())
        if span.start in seen or (len(matter) < _SHORTEST_MATTER and not match["scope"]):
            continue
        seen.add(span.start)
        yield Claim(
            **scene.evidence(match.start("matter"), match.end(), "claim.cleft", 0.8),
            government=scene.mention(match, "gov").name,
            type=_CLEFT_KINDS[match["kind"]],
            scope=scene.skeleton.words(*match.span("scope")) if match["scope"] else None,
            concerns=matter or None,
        )


def _award(scene: KoreanScene, at: int) -> str | None:
    """The award a streak is of: named in the sentence, else the one in focus."""
    named = [p.mention.name for p in scene.skeleton.placeholders("award") if p.end <= at]
    focus = scene.discourse.award
    if not named and _ANOTHER.search(scene.skeleton.text[:at]):
        return None
    return named[-1] if named else focus.name if focus else None


def _matter(scene: KoreanScene, end: int) -> tuple[str | None, int]:
    """What a boast is about: the name right after it, and where that ends."""
    match = re.compile(r"(?: [가-힣]+)? ?(?P<name>⟨quoted:\d+⟩)").match(scene.skeleton.text, end)
    if match is None:
        return None, end
    return scene.skeleton.mention(match["name"]).name, match.end()
