"""Who holds which office: "Suwon (Mayor A. Person)", "A. Person, mayor of Suwon"."""

from collections.abc import Iterator

from trackrecord.facts import Tenure
from trackrecord.reading.english.scene import Scene

_RULES = (
    ("tenure.parenthesis", r"<gov=gov>(?:, (?:<gov>|[A-Z]\w+))? ?\((?:[Dd]istrict |[Aa]cting )?(?P<office>{office}) (?P<person>{name})\)"),
    ("tenure.apposition", r"(?P<person>{name}), (?:the )?(?P<office>{office}) of <gov=gov>"),
    ("tenure.of", r"(?P<office>{office}) (?P<person>{name}) of <gov=gov>"),
    ("tenure.title", r"<gov=gov>(?:'s)? (?P<office>{office}) (?P<person>{name})(?! of\b)"),
    ("tenure.holder", r"<gov=gov>'s (?P<office>{office}),? (?P<person>{name})"),
)  # fmt: skip


def tenures(scene: Scene) -> Iterator[Tenure]:
    """The tenures a sentence states with person, office and government side by side."""
    seen: set[int] = set()
    for rule, template in _RULES:
        for match in scene.find(template):
            if match.start("person") in seen:
                continue
            seen.add(match.start("person"))
            government = scene.mention(match, "gov")
            yield Tenure(
                **scene.evidence(match.start(), match.end(), rule, 0.95),
                person=match["person"],
                office=match["office"],
                government=government.name,
                date=scene.issued.isoformat() if scene.issued else None,
            )
            scene.discourse.people[match["person"]] = government
