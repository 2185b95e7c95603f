"""Who holds which office, and what is said of an award scheme itself, in Korean."""

import re
from collections.abc import Iterator

from trackrecord.facts import SchemeFact, Tenure
from trackrecord.reading.korean.scene import KoreanScene

_TENURES = (
    ("tenure.parenthesis", r"<gov=gov>(?:청)? ?\((?P<office>{office}) (?P<person>{name})\)"),
    ("tenure.title", r"(?<![가-힣])(?P<person>{name}) <gov=gov>(?P<rest>청장|장|수|지사)(?=[은는이가의도과와 ,])"),
)  # fmt: skip
_OFFICE = {"청장": "구청장", "장": "시장", "수": "군수", "지사": "도지사"}
_RUN = r"(?:주최|주관|수여|시상|시행|실시|개최|운영|선정)"
_ORGANISED = (
    rf"<award=award>(?:은|는|이란) (?P<quote><body=body>(?:가|이|에서)[^.]*?{_RUN})",
    r"(?P<quote><body=body>(?:가|이|에서)? ?(?:주최|주관|개최|시행)(?:한|하는|하고)(?: [^⟨.]{0,20})?)<award=award>",
)
_HOSTED = r"(?P<quote><body=body> ?(?:주최|주관))(?:,|의|로|하에)? ?[^⟨.]{0,24}<award=award>"
_SINCE = (
    r"<award=award>(?:은|는|이란) [^.]*?(?P<quote>(?P<year><date>)부터(?: (?P<every>매년|해마다))?)"
)
_EVERY = r"<award=award>(?:은|는|이란) [^.]*?(?P<quote>매년|해마다)"


def tenures(scene: KoreanScene) -> Iterator[Tenure]:
    """The tenures a sentence states with person, office and government side by side."""
    for rule, template in _TENURES:
        for match in scene.find(template):
            rest = match.groupdict().get("rest")
            government = scene.mention(match, "gov").name
            if rest == "장" and government.endswith("구청"):
                rest, government = "청장", government.removesuffix("청")
            yield Tenure(
                **scene.evidence(match.start(), match.end(), rule, 0.95),
                person=match["person"],
                office=_OFFICE[rest] if rest else match["office"],
                government=government,
                date=scene.issued.isoformat() if scene.issued else None,
            )


def schemes(scene: KoreanScene) -> Iterator[SchemeFact]:
    """Who runs an award, since when, and how often."""
    for template in (*_ORGANISED, _HOSTED):
        for match in scene.find(template):
            yield SchemeFact(
                **scene.evidence(*match.span("quote"), "scheme.organiser", 0.9),
                award=scene.mention(match, "award").name,
                organiser=scene.mention(match, "body").name,
            )
    for match in scene.find(_SINCE):
        year = scene.mention(match, "year").when
        if year and re.fullmatch(r"\d{4}", year):
            yield SchemeFact(
                **scene.evidence(*match.span("quote"), "scheme.since", 0.9),
                award=scene.mention(match, "award").name,
                since=year,
            )
    for match in scene.find(_EVERY):
        yield SchemeFact(
            **scene.evidence(*match.span("quote"), "scheme.frequency", 0.9),
            award=scene.mention(match, "award").name,
            frequency="annual",
        )
