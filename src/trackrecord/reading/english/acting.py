"""An undertaking of a program: the action, who did it, when, and for how much."""

import re
from collections.abc import Iterator

from trackrecord.facts import Undertaking
from trackrecord.reading.english.programs import ProgramName
from trackrecord.reading.english.scene import Scene

_WITH_MONEY = re.compile(
    r"(?:'s)?,?(?: project| fund| program| programme)? ?(?:\(|with (?:a (?:total )?(?:budget|fund) of )?|worth |at a cost of |of |for |a )(?:about |approximately |a total of )?(?P<money>⟨money:\d+⟩)\)?"
)
#: "is establishing", "began operating": a gerund that says when, as a finite verb does.
_UNDER_WAY = re.compile(
    r"\b(?:is|are|was|were|been|began|begun|begins?|start(?:s|ed)?)(?: (?:also|now|currently|newly|already|recently))? $"
)
#: What a program cost, told after what was done: "… was completed in June with a total budget of".
_AT_A_COST = re.compile(
    r"(?:[^.;⟨]|⟨(?:date|gov|num):\d+⟩){0,90}? (?:with|at) (?:an? )?(?:total |combined |estimated )?(?:project |construction )?(?:budget|cost|investment|funding|price)(?: tag)? of (?:about |some |around |approximately )?(?P<money>⟨money:\d+⟩)"
)
_LEADING_MONEY = re.compile(r"(?P<money>⟨money:\d+⟩) ")
#: "opened the 5.4 billion won Care Center".
_MONEY_BEFORE = re.compile(r"(?P<money>⟨money:\d+⟩) $")
_MONEY_FOR = re.compile(
    r"(?P<money>⟨money:\d+⟩)(?:(?: (?:was|were|will be|has been|have been|is|are)(?: newly)? (?:set aside|allocated|earmarked|invested|spent|provided|secured))? (?:for|in|to|into|on)(?: the| its| an?)?"
    r"|(?:, (?:including|with) [^.;()]{0,90},)?(?: (?:by|in|from|until) ⟨date:\d+⟩| ⟨date:\d+⟩)? to) $"
)
#: An undertaking, and where its program's name stands in the skeleton's text.
Placed = tuple[Undertaking, tuple[int, int]]


def placed(
    scene: Scene,
    program: ProgramName,
    action: str,
    start: int,
    rule: str,
    end: int | None = None,
    confidence: float = 0.85,
    is_finite: bool = False,
    doer: int | None = None,
) -> Iterator[Placed]:
    """The undertaking of a named program, if the sentence has a government that can have done it.

    Who did it stands before `start`, or where `doer` says.
    """
    at = start if doer is None else doer
    subject = scene.agent(at) if is_finite else scene.subject(at)
    if subject is None:
        return
    stop, deed = end or program.end, start
    text = scene.skeleton.text
    budget = None
    if after := _WITH_MONEY.match(text, program.end) or _AT_A_COST.match(text, program.end):
        budget = scene.mention(after, "money").money
        stop = max(stop, after.end()) if budget else stop
    else:
        leading = _LEADING_MONEY.match(text, start) or _MONEY_BEFORE.search(text[: program.start])
        budget = scene.mention(leading, "money").money if leading else None
        before = _MONEY_FOR.search(text[:start])
        if before and (given := scene.mention(before, "money").money):
            budget, start = given, before.start()
    date = scene.date_near(deed, stop)
    dated = re.match(r" ⟨date:\d+⟩", text[stop:])
    if dated and date:
        stop += dated.end()
    fact = Undertaking(
        **scene.evidence(start, stop, f"undertaking.{rule}", confidence),
        government=subject.mention.name,
        program=program.name,
        type=scene.grammar.lexicon.words("program-type", program.type)[0],
        action=action,
        date=date,
        budget=budget,
        context=subject.context,
    )
    yield fact, (program.start, program.end)


def action_of(scene: Scene, match: re.Match[str], rule: str) -> tuple[str, bool]:
    """The action of a trigger and whether it is a finite verb.

    Of "designation and operation of" it is the second; what is only meant to be done is planned.
    """
    word = match.groupdict().get("second") or match["act"]
    if rule == "noun":
        action = scene.grammar.action_nouns[word]
        is_finite = False
    else:
        action, verb = scene.grammar.actions[word]
        is_finite = verb.form in ("past", "third")
        if verb.form == "gerund":
            is_finite = _UNDER_WAY.search(scene.skeleton.text, 0, match.start()) is not None
        is_meant = scene.grammar.pattern(r"\b{will}(?: [a-z]+ly| also)* $").search(
            scene.skeleton.text[: match.start()]
        )
        if is_meant and not is_finite:
            return "plan", True
    planned = not is_finite and scene.is_planned(match.start())
    return "plan" if planned else action, is_finite
