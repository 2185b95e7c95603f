"""Who holds which office: "Suwon (Mayor A. Person)", "A. Person, mayor of Suwon"."""

import re
from collections.abc import Iterator

from trackrecord.facts import Tenure
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.mentions import Mention

#: Who speaks for a council on a matter: "cabinet member for housing".
_PORTFOLIO = (
    r"(?:[Dd]eputy )?(?:(?:[Cc]abinet|[Ee]xecutive|[Ll]ead|[Cc]ommittee) (?:[Mm]ember|[Cc]ouncillor)|[Pp]ortfolio (?:[Hh]older|[Ll]ead)|[Ll]ead|[Ss]pokesperson|[Cc]hair(?:man|woman|person)?)"
    r" (?:for|of|with responsibility for) [A-Za-z][\w&'-]*(?:(?:,? (?:and|&) (?:the )?|, (?=[a-zA-Z-]+(?:,| and))| (?:of |the )*)(?!(?:at|of|said|says|has|is|was|told|added|who|in|on)\b)[A-Za-z][\w&'-]*){0,6}"
    r"|[Dd]eputy [Ll]eader(?: of the [Cc]ouncil)?"
)
_MEMBER = r"[A-Z][\w'-]+(?: [A-Z][\w'.-]*){0,2}"

_RULES = (
    ("tenure.parenthesis", r"<gov=gov>(?:(?:, | in )(?:<gov>|[A-Z]\w+))? ?\((?:[Aa]cting )?(?P<office>(?:[Dd]istrict |[Cc]ity |[Cc]ounty )?{office}) (?P<person>{name})\)"),
    ("tenure.apposition", r"(?P<person>{name}), (?:the )?(?P<office>{office}) of <gov=gov>"),
    ("tenure.sworn", r"(?P<person>{name}) (?:was|has been|is) (?:re-?elected|elected|sworn in|inaugurated|appointed|confirmed)(?: as)? (?:the )?(?:new )?(?P<office>{office}) of <gov=gov>"),
    ("tenure.named", r"(?P<office>{office}) of (?:the )?<gov=gov>,? (?:Cllr\.? |Councillor )?(?P<person>{name})"),
    ("tenure.of", r"(?P<office>{office}) (?P<person>{name}) of <gov=gov>"),
    ("tenure.title", r"<gov=gov>(?:'s)? (?P<office>{office})(?:,? (?:Cr|Cllr|Councillor))?[.,]? (?P<person>{name})(?! of\b)"),
    ("tenure.head", r"<gov=gov>,? (?P<office>head|chief|leader) (?P<person>{name})(?! of\b)"),
    ("tenure.office", r"(?P<person>{name}), (?:the )?(?P<office>head|chief|leader) of (?:the )?(?:<gov=gov>(?: [Oo]ffice)?|(?:district|city|county|provincial) (?:office|government)|district|city|county|province|council)(?=,)"),
    ("tenure.holder", r"<gov=gov>'s (?P<office>{office}),? (?P<person>{name})"),
)  # fmt: skip
#: Those of members of a council, tried only where a word for one stands.
_MEMBERS = (
    ("tenure.member", rf"(?:Cllr|Coun|Cr|Councillor|Councilor|Councilmember|Ald\.?|Alderman)\.? (?P<person>{_MEMBER}), (?:who is )?(?:(?:the|<gov>'s|<gov>|its|our|(?:the )?(?:council|city|county|district|borough|authority|cabinet)'s) )*(?P<office>{_PORTFOLIO})(?: (?:at|of|on|in) (?:the )?<gov=gov>)?"),
    ("tenure.held", rf"(?<![\w'])(?P<office>{_PORTFOLIO}),? (?:Cllr|Cr|Councillor|Councilor)\.? (?P<person>{{name}})(?! of\b)(?P<gov>)"),
    ("tenure.portfolio", rf"(?<![\w'])(?P<office>{_PORTFOLIO}), (?P<person>{{name}})(?=,)(?P<gov>)"),
    ("tenure.ward", r"\b(?P<office>(?:[Ww]ard|[Dd]eputy) [Cc]ouncill?or) (?P<person>{name})(?P<gov>)"),
    ("tenure.leading", r"\b(?P<office>[Ll]eader of the council),? (?:Cllr|Cr|Councillor)?\.? ?(?P<person>{name})(?P<gov>)"),
)  # fmt: skip
_OF_A_MEMBER = re.compile(
    r"\b(?:Cllr|Coun|Cr|Ald|[Cc]ouncill?or|Councilmember|Alderman|[Pp]ortfolio|[Mm]ember|[Ll]ead|[Ll]eader|[Ss]pokesperson|[Cc]hair)"
)


#: "Mayor A. Person said": of the government in focus, if the text has not said it in full before.
_OF_FOCUS = r"(?<!⟩ )(?<![Dd]eputy )(?<!Vice )(?<!'s )\b(?P<office>(?:District |County )?{office}) (?P<person>{name})(?! of\b)(?! [A-Z])"

_SAID_BY = r"(?:said|says|according to|by) (?P<office>{office}) (?P<person>{name})(?! of\b)"


#: Offices that are shortened before a name.
_FULL = {"gov.": "Governor", "gov": "Governor"}


def tenures(scene: Scene) -> Iterator[Tenure]:
    """The tenures a sentence states with person, office and government side by side."""
    seen: set[int] = set()
    offices: set[int] = set()
    rules = (*_RULES, *_MEMBERS) if _OF_A_MEMBER.search(scene.skeleton.text) else _RULES
    for rule, template in rules:
        for match in scene.find(template):
            if match.start("person") not in seen and match.start("office") not in offices:
                government = (
                    scene.mention(match, "gov") if match["gov"] else scene.discourse.government
                )
                if government is None:
                    continue
                seen.add(match.start("person"))
                offices.add(match.start("office"))
                yield _tenure(scene, match, rule, government, 0.95 if match["gov"] else 0.8)
    focus, main = scene.discourse.government, scene.discourse.prominence.main
    if focus and main and scene.discourse.prominence.is_passing(focus):
        focus = main  # a government that is named in passing has not its mayor quoted
    for match in (*scene.find(_OF_FOCUS), *scene.find(_SAID_BY)) if focus else ():
        known = any(
            match["person"] in person or person in match["person"]
            for person in scene.discourse.people
        )
        if focus and not known and match.start("person") not in seen:
            seen.add(match.start("person"))
            yield _tenure(scene, match, "tenure.focus", focus, 0.75)


def _tenure(
    scene: Scene, match: re.Match[str], rule: str, government: Mention, confidence: float
) -> Tenure:
    person = re.sub(r"^(?:Cllr|Cr|Councillor|Dr|Mr|Ms|Mrs)\.? ", "", match["person"].rstrip("."))
    end = match.end() - match["person"].endswith(".") * (match.end() == match.end("person"))
    scene.discourse.people[person] = government
    in_sentence = government.start >= scene.skeleton.sentence.start
    return Tenure(
        **scene.evidence(match.start(), end, rule, confidence),
        person=person,
        office=_FULL.get(match["office"].lower(), match["office"]),
        government=government.name,
        date=scene.issued.isoformat() if scene.issued else None,
        context=() if in_sentence else (government.span,),
    )
