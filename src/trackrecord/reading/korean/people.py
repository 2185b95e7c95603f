"""Who holds which office of a government, in Korean."""

from collections.abc import Iterator

from trackrecord.facts import Tenure
from trackrecord.reading.korean.scene import KoreanScene

_TENURES = (
    ("tenure.parenthesis", r"<gov=gov>(?:청)? ?\((?P<office>{office}) (?P<person>{name})\)"),
    ("tenure.title", r"(?<![가-힣])(?P<person>{name})(?:<quoted>)? <gov=gov>(?P<rest>청장|장|수|지사)(?=[은는이가의도과와을를 ,])"),
    ("tenure.office", r"<gov=gov>(?P<rest>청장|장|수|지사) (?P<person>{fullname})(?=[은는이가] )"),
    ("tenure.title", r"(?<![가-힣])(?P<person>{name}) <gov=gov> (?P<office>{office})(?=[은는이가의도과와을를 ,])"),
)  # fmt: skip
#: "문석현 구청장은": of the government in focus, if the text has not said it in full before.
_OF_FOCUS = r"(?<![가-힣])(?P<person>{fullname}) (?P<office>{office})(?=[은는이가을를의과도] |,| (?:취임|주재))"
_SHORTEST = 2  # syllables that a word before an office has sooner than a name: "신임 시장은"
_OFFICE = {"청장": "구청장", "장": "시장", "수": "군수", "지사": "도지사"}


def tenures(scene: KoreanScene) -> Iterator[Tenure]:
    """The tenures a sentence states with person, office and government side by side."""
    for rule, template in _TENURES:
        for match in scene.find(template):
            rest = match.groupdict().get("rest")
            government = scene.mention(match, "gov").name
            scene.discourse.people.add(match["person"])
            yield Tenure(
                **scene.evidence(match.start(), match.end(), rule, 0.95),
                person=match["person"],
                office=_OFFICE[rest] if rest else match["office"],
                government=government,
                date=scene.issued.isoformat() if scene.issued else None,
            )
    for match in scene.find(_OF_FOCUS):
        headed = match["office"].removeprefix("부")
        focus = scene.focus({"구청장": "구", "시장": "시", "군수": "군"}.get(headed, "도"))
        if (
            focus
            and len(match["person"]) > _SHORTEST
            and match["person"] not in scene.discourse.people
        ):
            scene.discourse.people.add(match["person"])
            yield Tenure(
                **scene.evidence(match.start(), match.end(), "tenure.focus", 0.75),
                person=match["person"],
                office=match["office"],
                government=focus.name,
                date=scene.issued.isoformat() if scene.issued else None,
                context=(focus.span,),
            )
