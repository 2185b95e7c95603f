"""What a text says of an award scheme itself: who runs it, since when, how often."""

import re
from collections.abc import Iterator
from typing import Any

from trackrecord.facts import SchemeFact, Span
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.mentions import Mention
from trackrecord.reading.numerals import ordinals
from trackrecord.reading.skeleton import Place

_RUN = r"(?:presented|given out|handed out|published|staged|awarded|hosted|organi[sz]ed|co-hosted|sponsored|administered|overseen|run|held|conducted|supervised)"
_BEGUN = r"(?:began|begun|started|launched|introduced|implemented|established|inaugurated|created|founded|first held|first awarded)"
_SHOW = r"(?:awards?|evaluation|assessment|contest|competition|event|ceremony|scheme|system|honou?r|prize|survey)"
#: An organisation: one the authority knows, or a title; several share a verb.
_ORG = r"(?:the )?(?:<body>|<gov>|[A-Z][\w&'.-]*(?: (?:of the |of |for the |for |and the |and |the |in |& )?(?:<gov>|[A-Z][\w&'.-]*))*)"
_ORGS = rf"(?P<orgs>{_ORG}(?:(?:,|,? and) {_ORG})*)"

_ORGANISERS = (
    rf"(?P<quote>(?:(?:is|are|was|were|has been) )?(?:an? [\w ]*?\b{_SHOW} )?(?:jointly )?{_RUN}(?: (?:{{frequency}}|since <date>|jointly| )+)? by {_ORGS})",
    rf"(?P<quote>{_RUN} by {_ORG} and (?:co-)?{_RUN} by {_ORGS})",
)  # fmt: skip
_OPENING = rf"^(?P<quote>(?:[Cc]o-)?(?:[Hh]osted|[Oo]rgani[sz]ed|[Ss]ponsored|Run|Held|Presented|Staged) by {_ORGS})(?P<since> since <date>)?(?:,? (?:and )?(?:co-)?(?:sponsored|supported|organi[sz]ed) by [^⟨,]*(?:<body>)?)?, (?:this|the) {_SHOW}\b"
_NTH = r"(?P<ordinal>\d+(?:st|nd|rd|th)|[a-z]+(?:th|first|second|third))"
_MARKING = rf"(?P<quote>(?:marks?|marking|celebrat\w+|entering|in|saw|for) (?:its|their|the) {_NTH} (?:year|edition|ceremony)(?: this year)?)"
#: "This is the 39th year in which cities have competed for the award".
_NTH_YEAR = rf"^(?P<quote>This is the {_NTH} (?:year|time)(?: (?:in which|that))? [^,.;]{{0,60}}\b(?:award|awards|prize|competition|contest)\b)"
_OPENING_MARK = rf"^(?P<quote>(?:Marking|Celebrating|Entering|Now in|In) (?:its|their) {_NTH} (?:year|edition)),? (?:this|the) (?:annual |prestigious )?{_SHOW}\b"
_SINCE = (
    r"(?P<quote>(?:held|awarded|given|run|conducted|hosted|offered|presented|organi[sz]ed)(?: {frequency})? since <year=date>)",
    rf"(?P<quote>{_BEGUN}(?: \w+)? in <year=date>)",
    r"(?P<quote>(?:date|dates|dating|go|goes) back to <year=date>)",
    r"(?P<quote>(?:every|each) (?:year|two years|other year) since <year=date>)",
    r"(?P<quote>since its (?:launch|start|introduction|establishment|inception|beginning|first edition) in <year=date>)",
)
_FREQUENCY = (
    r"(?P<quote>(?:held|awarded|given|run|conducted|hosted|organi[sz]ed) (?P<frequency>{frequency})(?: since <date>)?)",
    rf"(?P<quote>(?:is|are) an? (?P<frequency>{{frequency}}) (?:[\w-]+ )?{_SHOW}(?: {_RUN} by (?:the )?<body>)?)",
    rf"(?P<quote>(?P<frequency>{{frequency}}) {_RUN})",
    rf"(?P<quote>{_RUN} by {_ORGS} (?P<frequency>{{frequency}}))",
    rf"(?P<quote>{_RUN}(?: by {_ORGS})? every (?P<every><num>) years)",
)
#: Whose an award is: "the Korea Manifesto Center's ⟨award⟩", "the ⟨award⟩ of the Ministry of Culture".
_OWNED = r"(?P<quote>(?P<orgs><body>|(?:[A-Z][\w&'.-]*|[a-z]+)(?: (?:of the |of |for |and )?(?:<gov>|[A-Z][\w&'.-]*))*(?: (?:[Mm]inistry|[Aa]gency|[Ss]ociety|[Ii]nstitute|[Cc]enter|[Cc]entre|[Aa]ssociation|[Ff]oundation|[Cc]ouncil|[Cc]ommission|[Aa]uthority|[Ff]ederation|[Ff]orum))|[a-z]+ ministry)'s? (?:<date> )?<award=award>)"
_AWARD_OF = rf"(?P<quote><award=award> of (?:the )?(?P<orgs><body>|(?:Ministry|Association|Federation|Institute|Society|International|National|Korea|European)\b{_ORG}?(?: [A-Z][\w&'.-]*)*))"
_OWN_EVALUATION = (
    rf"(?P<quote>[Ss]ince (?:the )?<body=body>'s (?:\w+ )?{_SHOW} {_BEGUN} in <year=date>)"
)


_TWO = 2
#: Where one organiser ends and the next begins; "the Ministry of Culture and Sports" is one.
_JOINTS = re.compile(r",(?: and)? (?:the )?(?=[A-Z⟨])| and the (?=[A-Z⟨])|(?<=⟩) and (?=[A-Z⟨])")

_HOLDER = r"(?:<body=body>|^(?:The )?(?P<org>[A-Z][\w&'.-]*(?: (?:of the |of |for |and |the |de )?[A-Z][\w&'.-]*)*))"
_HELD_BY = (
    rf"(?P<quote>{_HOLDER},? (?:which )?(?:has been |have been |has |have )?(?:hold|held|host|organi[sz]|run|ran|conduct|present|sponsor|oversee)\w*(?: out)?) (?:the |its )?(?P<this>awards?|contest|competition|evaluation|event)(?P<often> (?:{{frequency}}|every year|each year))?(?: since <year=date>)?",
    rf"(?P<quote>{_HOLDER} (?:has been |have been |has |have |is )?(?:hold|held|host|organi[sz]|run|ran|conduct|present|sponsor|oversee|give|giving)\w*(?: out)?) (?:the |its )?<award=award>(?P<often> (?:{{frequency}}|every year|each year))?(?: since <year=date>)?",
    rf"<award=award> (?:is|are) an? [\w -]*?(?P<quote>{_BEGUN} by (?:the )?<body=body>(?: in <year=date>)?)",
)


def schemes(scene: Scene) -> Iterator[SchemeFact]:
    """The facts about an award that a sentence has as subject, or speaks of as "this award"."""
    for match in scene.find(_OWN_EVALUATION):
        award = scene.discourse.award
        year = scene.mention(match, "year").when
        if award and year:
            yield SchemeFact(
                **scene.evidence(match.start("quote"), match.end("quote"), "scheme.since", 0.85),
                award=award.name,
                since=year[:4],
                context=(award.span,),
            )
    for template in (_OWNED, _AWARD_OF):
        for match in scene.find(template):
            yield from _organised(scene, match, scene.mention(match, "award"), ())
    for template in _HELD_BY:
        for match in scene.find(template):
            yield from _run_by(scene, match)
    focus = scene.discourse.award
    if focus:
        for match in (*scene.find(_OPENING_MARK), *scene.find(_NTH_YEAR)):
            yield from _marked(scene, match, focus, (focus.span,))
        for match in scene.find(_OPENING):
            yield from _organised(scene, match, focus, (focus.span,))
            for place in scene.skeleton.placeholders(
                "date", start=match.end("quote"), end=match.end()
            ):
                if match["since"] and place.mention.when:
                    yield SchemeFact(
                        **scene.evidence(match.start("quote"), place.end, "scheme.since", 0.85),
                        award=focus.name,
                        since=place.mention.when[:4],
                        context=(focus.span,),
                    )
    if focus and scene.opens_with_award:
        end = scene.award_words_end
        yield from _facts_of(scene, Place(0, end, focus), (focus.span,))
    for place in scene.skeleton.placeholders("award"):
        yield from _facts_of(scene, place, ())


def _run_by(scene: Scene, match: re.Match[str]) -> Iterator[SchemeFact]:
    """ "The ⟨body⟩ has been holding the ⟨award⟩ since ⟨year⟩": who runs it, and since when."""
    focus = scene.discourse.award
    named = match.groupdict().get("award")
    if named is None and focus is None:
        return
    award = scene.mention(match, "award").name if named or focus is None else focus.name
    if match.groupdict().get("often"):
        often = scene.evidence(match.start(), match.end(), "scheme.frequency", 0.85)
        yield SchemeFact(**often, award=award, frequency="annual")
    year = scene.mention(match, "year").when if match["year"] else None
    org = match.groupdict().get("org")
    organiser = (
        scene.skeleton.words(*match.span("org")) if org else scene.mention(match, "body").name
    )
    evidence = scene.evidence(match.start(), match.end(), "scheme.organiser", 0.85)
    yield SchemeFact(**evidence, award=award, organiser=organiser)
    if year:
        since = scene.evidence(match.start(), match.end(), "scheme.since", 0.85)
        yield SchemeFact(**since, award=award, since=year[:4])


def _facts_of(scene: Scene, place: Place, context: tuple[Span, ...]) -> Iterator[SchemeFact]:
    """What is said of an award up to the next one that the sentence names."""
    text = scene.skeleton.text
    following = [p.start for p in scene.skeleton.placeholders("award") if p.start > place.start]
    stop = following[0] if following else len(text)
    award = place.mention
    for template in _ORGANISERS:
        for match in scene.find(template, place.end):
            if match.end() <= stop and _is_predicate(text[place.end : match.start("quote")]):
                yield from _organised(scene, match, award, context)
    for template in _SINCE:
        for match in scene.find(template, place.end):
            year = scene.mention(match, "year").when
            if (
                match.end() <= stop
                and year
                and _is_predicate(text[place.end : match.start("quote")])
            ):
                quote = _quoted(scene, match, "since")
                if _is_defining(text[place.end : match.start("quote")]):
                    quote = _from_award(scene, award, match)
                yield SchemeFact(**quote, award=award.name, since=year[:4], context=context)
    for template in _FREQUENCY:
        for match in scene.find(template, place.end):
            if match.end() <= stop and _is_predicate(text[place.end : match.start("quote")]):
                code = _frequency(scene, match)
                if code is None:
                    continue
                yield SchemeFact(
                    **_quoted(scene, match, "frequency"),
                    award=award.name,
                    frequency=code,
                    context=context,
                )
                break
    for match in scene.find(_MARKING, place.end):
        if match.end() <= stop:
            yield from _marked(scene, match, award, context)
    edition = award.edition or _told_edition(scene, award) or _edition_now(scene)
    if award.ordinal and edition and not context:
        evidence = scene.evidence_of(award.span, "scheme.ordinal", 0.9)
        yield SchemeFact(**evidence, award=award.name, edition=edition, ordinal=award.ordinal)


def _marked(
    scene: Scene, match: re.Match[str], award: Mention, context: tuple[Span, ...]
) -> Iterator[SchemeFact]:
    """ "marks its 14th edition", "now in their twentieth year": which one this year's is."""
    ordinal = next((int(n.value) for n in ordinals(match["ordinal"])), None)
    edition = award.edition or (str(scene.issued.year) if scene.issued else None)
    if ordinal and edition:
        yield SchemeFact(
            **_quoted(scene, match, "ordinal"),
            award=award.name,
            edition=edition,
            ordinal=ordinal,
            context=context,
        )


def _edition_now(scene: Scene) -> str | None:
    """The year of publication, if the sentence dates nothing in another year."""
    years = {p.mention.when[:4] for p in scene.skeleton.placeholders("date") if p.mention.when}
    is_now = scene.issued is not None and years <= {str(scene.issued.year)}
    return str(scene.issued.year) if scene.issued and is_now else None


def _told_edition(scene: Scene, award: Mention) -> str | None:
    """The edition of a conferral that the same sentence tells of the award."""
    told = scene.discourse.conferral
    sentence = scene.skeleton.sentence
    is_here = told is not None and sentence.start <= told.start < sentence.end
    return told.edition if told and is_here and told.award == award.name else None


def _frequency(scene: Scene, match: re.Match[str]) -> str | None:
    """The code of "annually"; of "every two years" it is that of two."""
    parts = match.groupdict()
    if parts.get("frequency") is None:
        return "biennial" if scene.mention(match, "every").value == _TWO else None
    return scene.grammar.vocabulary.phrases("frequency")[parts["frequency"].lower()]


def _organised(
    scene: Scene, match: re.Match[str], award: Mention, context: tuple[Span, ...]
) -> Iterator[SchemeFact]:
    """A fact for each of those who hold an award: "hosted by A, B and the C"."""
    start, end = match.span("orgs")
    at = start
    for joint in (*_JOINTS.finditer(scene.skeleton.text, start, end), None):
        stop = joint.start() if joint else end
        name = re.sub(r"^[Tt]he ", "", scene.skeleton.words(at, stop))
        at = joint.end() if joint else end
        yield SchemeFact(
            **_quoted(scene, match, "organiser"),
            award=award.name,
            organiser=name.rstrip(".,"),
            context=context,
        )


def _quoted(scene: Scene, match: re.Match[str], rule: str) -> dict[str, Any]:
    return scene.evidence(match.start("quote"), match.end("quote"), f"scheme.{rule}", 0.9)


def _from_award(scene: Scene, award: Mention, match: re.Match[str]) -> dict[str, Any]:
    """A participle right after the name is quoted together with it: "the X introduced in 2012"."""
    end = scene.skeleton.span(match.start("quote"), match.end("quote")).end
    return scene.evidence_of(Span(award.start, end), "scheme.since", 0.9)


def _is_predicate(between: str) -> bool:
    """Whether nothing but the award's own predicate stands between its name and the words."""
    return re.fullmatch(r"(?:[ ,]|(?:co-)?(?:hosted|organi[sz]ed|sponsored|run|held) by [^,.;]{3,80},|have|is|are|was|were|the|a|an|top|largest|which|that|has|been|now|its|year|edition|\d+(?:st|nd|rd|th)|[a-z]+th|in|[\w -]*\b(?:event|award|awards|evaluation|assessment|survey|contest|competition|honor|system|scheme|program|programme)\b[\w ]*)*", between) is not None  # fmt: skip


def _is_defining(between: str) -> bool:
    return re.fullmatch(r" (?:that |which )?(?:was |were )?(?:first )?", between) is not None
