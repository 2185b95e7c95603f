"""Undertakings of programs known by their kind alone: "a night clinic", "an ordinance on the use of data"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.reading.english.acting import Placed, action_of, placed
from trackrecord.reading.english.programs import ProgramName
from trackrecord.reading.english.scene import Scene

#: "a plan to support …": known by its kind and what it is for.
_PLAN_TO = r"(?<![\w'-])(?P<act>{act}|adopt(?:s|ed)?) an? (?P<name>(?:[a-z-]+ ){0,3}(?P<type>plan|policy|project|program|programme|system|strategy) (?:to|for) [^.,;⟨]{5,80}?)(?= and (?:will|has|plans|is)\b|[.,;]|$)"
#: "under its cup deposit program": a program known by its kind and what kind of it.
_UNDER_ITS = r"\b(?:[Tt]hrough|[Vv]ia|[Uu]nder) its (?:new |own )?(?P<name>(?:(?!{deliver}\b)[a-z][\w-]* ){1,4}?(?P<type>program|programme|scheme|project|initiative|service|campaign|fund))\b"
_COSTING = r"(?<![\w'-])(?P<act>{act}) an? (?P<money><money>) (?P<name>(?:[a-z][\w-]* ){0,3}?(?P<type>{type}))\b"
#: "an ordinance on the use of data": known by its kind and what it is about.
_ORDINANCE = r"(?<![\w'-])(?P<act>{act}|approve[ds]?|pass(?:ed|es)?) (?:an?|the|its) (?P<name>(?:[a-z-]+ ){0,2}ordinance (?:on|for|to|that|regulating|banning|requiring|governing|prohibiting|supporting) [^.;,⟨]{5,80})"
#: "The restoration of Kilmorna Courthouse was completed", "the Gannet Park upgrade was completed".
_WORKS = r"\b[Tt]he (?:(?P<money><money>) )?(?:rebuilt |restored |new |refurbished |upgraded )?(?P<name>(?:restoration|construction|renovation|redevelopment|expansion|upgrade|refurbishment|reconstruction|regeneration|conversion) of (?:the )?[A-Z][\w'&-]*(?: [A-Z][\w'&-]*)*|(?:[A-Z][\w'&-]* ){1,4}(?P<type>{type})) {passive} (?P<act>{act})(?![\w-])"
_TO_COME = r"(?:^|[.;] )(?:An?|The|Its) (?:new )?(?P<money><money> )?(?P<name>(?:(?!{deliver}\b)[a-z][\w'-]* ){1,6}?(?P<type>{type})(?: (?:in|at) [A-Z][\w'-]*(?: [A-Z][\w'-]*)*)?)(?:, [^.;]{3,90},)? (?:will|is set to|is due to|is scheduled to|is expected to) (?:begin|open|launch|start)\b"
#: A program without a name of its own: a kind of program, and what kind of it: "a night clinic".
_COMMON = r"(?P<name>(?:(?!(?:{deliver}|{act})\b(?! {type}\b))[a-z][\w'-]* ){1,4}?(?P<type>{type}))\b(?! (?:of|to|and) )(?!-)"
_COMMON_DONE = rf"(?<![\w'-])(?P<act>{{act}}) (?:an?|its|another|the (?:city|county|country|nation|region|province|district)'s) {_COMMON}"
_COMMON_PASSIVE = (
    rf"(?:^|[.;] |, and |, while )(?:An?|The|Its|a|the|its|Another) {_COMMON}(?:,? (?:with|in|at|for|which|on) [^.;]{{3,70}}?)?,? "
    r"(?:(?:was|were|has been|have been|is|are|will be|is to be|had been)(?: \w+ly)? (?P<act>{act})|(?P<alone>opened|reopened|closed|launched|has been (?:running|operating))|(?P<launched>launched|opened|introduced|established|begun))"
    r"(?=[ .,;]|$)"
)
#: Words that say nothing of what a program is: "a new project" is no name.
_SAYS_NOTHING = frozenset(
    """new first second third fourth special joint pilot major large small separate own public local
    national regional similar free additional whole same current existing other different key main
    next final full mayor's city's county's district's latest proposed comprehensive various state
    press online official ongoing single total annual monthly weekly daily regular""".split()
)
_ONCE = ("establish", "complete", "end", "enact")
_RUNNING = ("operates", "runs", "operated", "ran")
_IN_A_PLACE = re.compile(r" (?:in|at) (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*)*")


def planned_to(scene: Scene) -> Iterator[Placed]:
    """ "established a plan to support young carers"."""
    for match in scene.find(_PLAN_TO):
        start, end = match.span("name")
        kind = scene.grammar.program_types[match["type"]]
        program = ProgramName(scene.skeleton.words(start, end), kind, start, end)
        action, is_finite = (
            action_of(scene, match, "verb")
            if match["act"] in scene.grammar.actions
            else ("establish", True)
        )
        yield from placed(
            scene, program, action, match.start(), "plan", end, 0.7, is_finite=is_finite
        )


def costing(scene: Scene) -> Iterator[Placed]:
    """ "establish a 50 billion won venture fund": a program known by its kind and its money."""
    for match in scene.find(_COSTING):
        budget = scene.mention(match, "money").money
        if budget is None:
            continue
        kind = scene.grammar.program_types[match["type"]]
        if match["type"] == "budget":
            continue  # the money itself
        span = match.span("name")
        program = ProgramName(scene.skeleton.words(*span), kind, *span)
        action, is_finite = action_of(scene, match, "verb")
        for fact, place in placed(
            scene, program, action, match.start(), "costing", match.end(), is_finite=is_finite
        ):
            yield replace(fact, budget=budget), place


def common(scene: Scene) -> Iterator[Placed]:
    """ "opened a night clinic", "A city bike scheme, launched in May": known by its kind alone."""
    for match in scene.find(_COMMON_DONE):
        program = described_program(scene, match)
        if match["type"] == "foundation" and scene.skeleton.text.startswith(" for", match.end()):
            continue  # "a sustainable foundation for growth"
        action, is_finite = action_of(scene, match, "verb")
        is_once = scene.grammar.actions[match["act"]][0] in _ONCE or match["act"] in _RUNNING
        is_once = is_once or (is_finite and match["act"] in ("operating", "running"))
        if program and is_once and (is_finite or action == "plan"):
            yield from placed(
                scene, program, action, match.start(), "common", None, 0.7, is_finite=is_finite
            )
    for match in scene.find(_COMMON_PASSIVE):
        program = described_program(scene, match)
        word = match["act"] or match["alone"] or match["launched"]
        is_running = word.startswith("has been")
        action = "operate" if is_running else scene.grammar.actions[word][0]
        if program and (action in _ONCE or match["alone"]):
            planned = "plan" if scene.is_planned(match.end()) else action
            yield from placed(
                scene, program, planned, match.start("name"), "common", match.end(), 0.7
            )


def works(scene: Scene) -> Iterator[Placed]:
    """Ordinances by what they are on, works by what they are done to, and what is yet to begin."""
    for match in scene.find(_ORDINANCE):
        start, end = match.start("name"), match.start("name") + len(match["name"].rstrip())
        program = ProgramName(scene.skeleton.words(start, end), "ordinance", start, end)
        action = "plan" if scene.is_planned(match.start()) else "enact"
        yield from placed(scene, program, action, match.start(), "ordinance", end, 0.75)
    for match in scene.find(_WORKS):
        kind = scene.grammar.program_types[match["type"]] if match["type"] else "project"
        program = ProgramName(scene.skeleton.words(*match.span("name")), kind, *match.span("name"))
        action = scene.grammar.actions[match["act"]][0]
        planned = "plan" if scene.is_planned(match.end("act")) else action
        start = match.start("money") if match["money"] else match.start("name")
        yield from placed(scene, program, planned, start, "works", match.end(), 0.75)
    for match in scene.find(_TO_COME):
        start, words = _telling(match)
        if len(words) > len(match["type"].split()):
            kind = scene.grammar.program_types[match["type"]]
            end = match.end("name")
            program = ProgramName(scene.skeleton.words(start, end), kind, start, end)
            at = match.start("money") if match["money"] else start
            yield from placed(scene, program, "plan", at, "to-come", match.end(), 0.75)


def under_its(scene: Scene) -> Iterator[Placed]:
    """ "under its cup deposit program"."""
    for match in scene.find(_UNDER_ITS):
        program = described_program(scene, match)
        if program:
            yield from placed(scene, program, "operate", match.start(), "through", None, 0.7)


def described_program(scene: Scene, match: re.Match[str]) -> ProgramName | None:
    """The program that a kind and its modifiers name, if they say what it is."""
    start, words = _telling(match)
    end = match.end("name")
    kind = scene.grammar.program_types[match["type"]]
    if len(words) <= len(match["type"].split()):
        placed = _IN_A_PLACE.match(scene.skeleton.text, end)
        if placed is None:
            return None
        end = placed.end()  # "the playground in Kilcarrow"
    return ProgramName(scene.skeleton.words(start, end), kind, start, end)


def _telling(match: re.Match[str]) -> tuple[int, list[str]]:
    """Where the words of a name begin that say what it is, and those words."""
    start, words = match.start("name"), match["name"].split()
    while words and words[0] in _SAYS_NOTHING:
        start += len(words.pop(0)) + 1
    return start, words
