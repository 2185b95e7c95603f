"""Undertakings told by their money: what was set aside for, or put into, a program."""

import re
from collections.abc import Iterator

from trackrecord.facts import Undertaking
from trackrecord.reading.english.acting import Placed
from trackrecord.reading.english.kinds import described_program
from trackrecord.reading.english.programs import ProgramName, programs_at
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.themes import stands_for

_FUNDED = r"(?P<money><money>)(?: (?:by|until) <date>| <date>)? (?:for|to|in|into|on) (?:its )?(?:the (?:{actnoun}(?: and {actnoun})? of )?)?"
#: "2.1 million euros has been set aside for the Greenway".
_SET_ASIDE_FOR = r"(?P<money><money>) (?:has been|have been|was|were|will be) (?:set aside|allocated|earmarked|approved|invested|spent|committed|provided) (?:for|to|in|on) (?:its )?(?:the (?:{actnoun} of )?)?"
#: "put 243,000 dollars into this year's festival": into a program that was named before.
_FUNDED_AGAIN = r"(?P<money><money>)(?: <date>)? (?:for|to|in|into|on) (?:the|this|<date>'s|this year's|its) (?P<word>{type}|event)\b(?! (?:of|for|to)\b)"
#: "earmarked 86 billion won for a relocation subsidy program": known by its kind.
_FUNDED_KIND = r"(?P<money><money>)(?: <date>)? (?:for|to|in|into|on) (?:an? |its )(?:new )?(?P<name>(?:(?!{deliver}\b)[a-z][\w-]* ){1,4}?(?P<type>{type}))\b(?! (?:of|for|to)\b)"
_SHARED_OUT = re.compile(
    r"\b(?:approv|put|pour|inject|spend|spent|allocat|earmark|invest|provid|commit|set aside|includ)\w*"
)


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


def _given(
    scene: Scene, program: ProgramName, match: re.Match[str], is_said: bool = False
) -> Iterator[Placed]:
    """The undertaking to fund a program, if a verb of spending or setting aside is said before it."""
    budget = scene.mention(match, "money").money
    subject = scene.subject(match.start())
    is_said = is_said or _SHARED_OUT.search(scene.skeleton.text[: match.start()]) is not None
    if not is_said or subject is None or budget is None:
        return
    fact = Undertaking(
        **scene.evidence(match.start(), program.end, "undertaking.funded", 0.8),
        government=subject.mention.name,
        program=program.name,
        type=scene.grammar.lexicon.words("program-type", program.type)[0],
        action="plan" if scene.is_planned(match.start()) else "fund",
        budget=budget,
        context=subject.context,
    )
    yield fact, (program.start, program.end)
