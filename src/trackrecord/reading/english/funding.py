"""Undertakings told by their money: what was set aside for, or put into, a program."""

import re
from collections.abc import Iterator

from trackrecord.facts import Money, Undertaking
from trackrecord.reading.english.acting import Placed
from trackrecord.reading.english.deeds import is_deed, named_in, program_of_deed
from trackrecord.reading.english.itemised import items_of
from trackrecord.reading.english.kinds import described_program
from trackrecord.reading.english.programs import ProgramName, programs_at
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.english.themes import stands_for

_FUNDED = r"(?P<money><money>)(?: (?:by|until) <date>| <date>)? (?:for|to|in|into|on) (?:its )?(?:the (?:{actnoun}(?: and {actnoun})? of )?)?"
#: "2.1 million euros has been set aside for the Greenway".
_SET_ASIDE_FOR = r"(?P<money><money>) (?:has been|have been|was|were|will be) (?:set aside|allocated|earmarked|approved|invested|spent|committed|provided) (?:for|to|in|on) (?:its )?(?:the (?:{actnoun} of )?)?"
#: "put 243,000 dollars into this year's festival": into a program that was named before.
_FUNDED_AGAIN = r"(?P<money><money>)(?: <date>)? (?:for|to|in|into|on) (?:the|this|<date>'s|this year's|its) (?P<word>{type}|event)\b(?! (?:of|for|to)\b)"
#: "earmarked 86 billion won for a relocation subsidy program": known by its kind.
_FUNDED_KIND = r"(?P<money><money>)(?: <date>)? (?:for|to|in|into|on) (?:an? |its )(?:new )?(?P<name>(?:(?!{deliver}\b)[a-z][\w-]* ){1,4}?(?P<type>{type}))\b(?! (?:of|for|to)\b)"
#: "200 million won for snow removal", "3 billion won will be invested in river maintenance": a deed.
_FUNDED_DEED = (
    r"(?P<money><money>)(?P<given> (?:will be|is to be|is being|was|were|has been|have been|is|are) (?:newly |also )?(?:set aside|allocated|earmarked|approved|invested|spent|assigned|provided|used|injected|budgeted|committed|reserved|included|secured))?"
    r"(?: <date>)? (?:(?:for|in|into|on|toward|towards|to) (?:the |its )?|(?=to [a-z]))(?P<label>(?!⟨date)[^⟨;()▲△▷■●•]{4,110}?)(?=,? (?:and |as well as )?⟨money|[.,;]|$|▲| as part of | to (?:improve|enhance|strengthen|help|support|ease|boost|prevent|reduce|make|elevate|eliminate)\b)"
)
_NO_DEED = re.compile(
    r"(?:.* )?(?:grants?|funds?|funding|subsid(?:y|ies)|aid|incentives|taxes|savings|loans|revenues?|sales|exports|investments?)$"
    r"|(?:district|city|county|town|region|area|province|country|community|economy)s?\b"
    r"|.* for (?:the|its|this) |(?:each|per|every|a (?:year|month)|residents|households|people|those)\b"
)
_AN_INCENTIVE = re.compile(r"\b(?:incentive|prize|reward|bonus)(?: (?:money|fund))? of $")
_SPENDING = (
    r"\b(?:spend|spent|spending|invest|invested|investing|inject|injected|injecting) (?:{about} )?$"
)
_SHARED_OUT = re.compile(
    r"\b(?:approv|put|receiv|secur|award|grant|contribut|pour|inject|spend|spent|allocat|earmark|invest|provid|commit|set aside|includ)\w*"
)
_NEXT = 12  # characters between an amount of a list and what the one before it is for


def funded(scene: Scene) -> Iterator[Placed]:
    """ "allocated 330 million won for the Job Project": money that goes to a program."""
    for match in scene.find(_FUNDED):
        for program in programs_at(scene, match.end()):
            yield from _given(scene, program, match)
    for match in scene.find(_SET_ASIDE_FOR):
        for program in programs_at(scene, match.end()):
            yield from _given(scene, program, match, True)
    for match in scene.find(_FUNDED_KIND):
        described = described_program(scene, match)
        said = list(_SHARED_OUT.finditer(scene.skeleton.text, 0, match.start()))
        if described and said and scene.agent(said[-1].start()):
            yield from _given(scene, described, match)
    for match in scene.find(_FUNDED_AGAIN):
        name = stands_for(scene, match["word"])
        if name:
            kind = scene.grammar.program_types.get(match["word"], "project")
            program = ProgramName(name, kind, match.start("word"), match.end())
            yield from _given(scene, program, match)


def funded_deeds(scene: Scene) -> Iterator[Placed]:
    """ "270 million won for snow removal and 100 million won for installing cameras"."""
    until = 0
    if "⟨money" not in scene.skeleton.text:
        return
    for match in scene.find(_FUNDED_DEED):
        start, end = match.span("label")
        label = scene.skeleton.words(start, end)
        if match["given"]:
            until = match.end()
        is_said = match["given"] is not None or (until > 0 and match.start() - until < _NEXT)
        spent = scene.before(_SPENDING, match.start())
        is_own = spent is not None and scene.agent(spent.start()) is not None
        is_spent = is_own or (until > 0 and is_said)
        is_meant = is_deed(scene, label) or match["given"] is not None or is_spent
        is_to = (
            match[0][: match.start("label") - match.start()].endswith(" to ") and not match["given"]
        )
        if scene.before(_AN_INCENTIVE, match.start()):
            continue  # what was won, though it is for something
        if not is_meant or is_to or " " not in label or _NO_DEED.match(label):
            continue
        until = match.end() if is_said else until
        yield from _given(scene, program_of_deed(scene, start, end), match, is_said)


def itemised_funds(scene: Scene) -> Iterator[Placed]:
    """ "▲300 million won for a feasibility study": an item of a list, with its money."""
    for item in items_of(scene.skeleton.text):
        start, end = item.label_start, item.label_end
        if item.kind != "money" or item.is_sector or not item.leads or item.link == "from":
            continue
        if not (is_deed(scene, item.label) or named_in(scene, start, end)):
            continue
        program = program_of_deed(scene, start, end)
        budget = scene.skeleton.mention(item.value).money
        subject = scene.subject(item.start)
        if budget and subject:
            yield _funding(scene, program, item.start, budget, subject)


def _given(
    scene: Scene, program: ProgramName, match: re.Match[str], is_said: bool = False
) -> Iterator[Placed]:
    """The undertaking to fund a program, if a verb of spending or setting aside is said before it."""
    budget = scene.mention(match, "money").money
    subject = scene.subject(match.start())
    is_said = is_said or _SHARED_OUT.search(scene.skeleton.text[: match.start()]) is not None
    if not is_said or subject is None or budget is None:
        return
    yield _funding(scene, program, match.start(), budget, subject)


def _funding(
    scene: Scene, program: ProgramName, start: int, budget: Money, subject: Subject
) -> Placed:
    fact = Undertaking(
        **scene.evidence(start, program.end, "undertaking.funded", 0.8),
        government=subject.mention.name,
        program=program.name,
        type=scene.grammar.lexicon.words("program-type", program.type)[0],
        action="plan" if scene.is_planned(start) else "fund",
        budget=budget,
        context=subject.context,
    )
    return fact, (program.start, program.end)
