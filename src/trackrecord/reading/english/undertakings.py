"""What a government planned, set up, ran or ended: programs with action, date and budget."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Money, Undertaking
from trackrecord.reading.english.programs import ProgramName, programs_at, type_of
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.themes import stands_for

_VERB = r"(?<![\w'-])(?P<act>{act})(?: (?:and|or) (?P<second>{act}))? (?!of )"
_NOUN = r"(?<![\w'-])(?P<act>{actnoun})(?: and (?P<second>{actnoun}))? of "
_THROUGH = r"\b(?:[Tt]hrough|[Vv]ia|[Uu]nder|(?:participants|applicants|applications|members|trainees|volunteers|residents) (?:for|in|to)) (?:<date>'s )?"
_PASSIVE = r"(?P<name><quoted>)(?:,? (?:which|that))? {passive} (?P<act>{act})(?![\w-])"
_TITLE_PASSIVE = r"(?:^|[,;] |\band )(?:[Tt]he |[Aa]n? |[Ii]ts )?(?P<title>[A-Z][\w'&-]*(?: (?:of |for |and )?[A-Z0-9][\w'&-]*)+)(?:, [^,.;]{3,80},)?(?: (?:will be|is to be|{passive})| (?:will|is set to|is scheduled to|is expected to|is due to)(?= (?:open|launch|begin|close|start)\b)|(?= (?:opened|reopened|launched|closed) )|,? which(?= (?:opened|reopened|launched|closed|started) )) (?P<act>{act})(?![\w-])"
_TITLE_APPOSED = r"(?:[Tt]he |[Aa]n? |[Ii]ts )(?P<title>[A-Z][\w'&-]*(?: (?:of |for |and )?[A-Z0-9][\w'&-]*)+), (?:which was |which is )?(?:first )?(?P<act>{act})(?= (?:in|on|since|by|with|at|last|this)\b| ⟨date)"
_QUOTED_OPENED = r"(?P<name><quoted>)(?:,? [^.;]{3,90},)? (?P<act>opened|reopened|launched|closed)(?= (?:in|on|at|to|with|its doors)\b| ⟨date)"
#: "the Canopy Strategy, which the ⟨gov⟩ adopted in 2019".
_WHICH_IT_DID = r"(?P<title><quoted>|[A-Z][\w'&-]*(?: (?:of |for |and )?[A-Z0-9][\w'&-]*)+),? (?:which|that) (?:the )?(?:<gov>|district|city|county|province|council|it) (?:has |had |first )?(?P<act>{act})(?! (?:to|a|an|the|its)\b)"
#: "The ‘Repair Service,’ which …, has been running since 2019".
_RUNNING_SINCE = r"(?P<name><quoted>)(?:,? [^.;]{3,90},)? (?:has been (?:running|operating|held|in operation|in place)|is (?:being )?(?:run|operated|held)|runs|operates)\b(?! by)"
#: "a plan to support …": known by its kind and what it is for.
_PLAN_TO = r"(?<![\w'-])(?P<act>{act}|adopt(?:s|ed)?) an? (?P<name>(?:[a-z-]+ ){0,3}(?P<type>plan|policy|project|program|programme|system|strategy) (?:to|for) [^.,;⟨]{5,80}?)(?= and (?:will|has|plans|is)\b|[.,;]|$)"
#: "the ‘Toy Bus,’ which delivers toys": a named program that does something.
_THAT_RUNS = r"(?<!⟩ )(?P<name><quoted>),? (?:which|that) (?!(?:was|were|is|are|has been) (?:not|never)\b)[a-z]+"
#: "The Harbour Festival, which is run by ⟨gov⟩", "The event, organised by ⟨gov⟩".
_RUN_BY = (
    r"(?:(?P<title><quoted>|[A-Z][\w'&-]*(?: (?:of |for |and )?[A-Z0-9][\w'&-]*)+)|\b[Tt]he (?:[a-z-]+ )?(?P<word>{type}|event)),?"
    r"(?: (?:which|that))?(?: (?:is|was|has been))?(?: jointly)? (?:run|organi[sz]ed|hosted|operated|managed|staged) by (?:the )?<gov>"
)
#: "under its cup deposit program": a program known by its kind and what kind of it.
_UNDER_ITS = r"\b(?:[Tt]hrough|[Vv]ia|[Uu]nder) its (?:new |own )?(?P<name>(?:(?!{deliver}\b)[a-z][\w-]* ){1,4}?(?P<type>program|programme|scheme|project|initiative|service|campaign|fund))\b"
_ENACTED = r"(?P<name><quoted>) (?:passed|was passed by|cleared|took effect|went into effect|came into force)\b[^.;⟨]{0,40}"
_DESCRIBED = r"(?P<name><quoted>),? an? (?:[\w-]+ ){0,3}?(?:{type})(?: (?:budgeted at|worth|costing|with a budget of|funded with) (?:{about} )?(?P<money><money>))"
_COSTING = r"(?<![\w'-])(?P<act>{act}) an? (?P<money><money>) (?P<name>(?:[a-z][\w-]* ){0,3}?(?P<type>{type}))\b"
_SERIES = r"\b(?P<head>projects|programs|programmes|initiatives|policies|measures)(?:,)? (?:such as|including|like) "
_OWN_FIRST = r"(?:{owner}|(?:the )?world's) (?:very )?first (?P<name>{type}\b[^,.;]{3,80}|(?:{np} ){1,4}{type}\b)"
#: What a list of projects is announced with, and an item of it with its money.
_PROJECTS = re.compile(r"\b(?:projects|programs|programmes|initiatives)\b", re.IGNORECASE)
_MARKED = r"[▲△▷◆◇■□●○•▶] ?(?P<name>[^▲△▷◆◇■□●○•▶()]{4,120}?)(?= ?\(<money>\))"
#: "the maintenance of the Jogye Stream (500 million won)": a deed, what it is done to, and its money.
_DEED_COST = r"\b(?P<act>{actnoun})(?: and {actnoun})? of (?:the |an? )?(?P<name>(?:(?!{actnoun}\b)[^,;.()]){4,80}?) \((?P<money><money>)\)"
_ITEM_END = re.compile(r"(?:,|;)? and (?=[a-z⟨A-Z])|[;,] ?(?:and )?")
_LOWER_ITEM = re.compile(r"(?:the |a |an )?(?:[\w'&-]+|⟨(?:gov|quoted|num|award):\d+⟩)(?: (?:[\w'&.-]+|⟨\w+:\d+⟩(?:'s)?)){1,11}$")  # fmt: skip
_NOT_AN_ITEM = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|which|who|that|based|having|it|they|we|as well)\b"
)
_WITH_MONEY = re.compile(
    r"(?:'s)?,?(?: project| fund| program| programme)? ?(?:\(|with (?:a (?:total )?(?:budget|fund) of )?|worth |at a cost of |of |for |a )(?:about |approximately |a total of )?(?P<money>⟨money:\d+⟩)\)?"
)
#: What a program cost, told after what was done: "… was completed in June with a total budget of".
_AT_A_COST = re.compile(
    r"(?:[^.;⟨]|⟨(?:date|gov|num):\d+⟩){0,90}? (?:with|at) (?:an? )?(?:total |combined |estimated )?(?:budget|cost|investment|funding|price)(?: tag)? of (?:about |some |around |approximately )?(?P<money>⟨money:\d+⟩)"
)
#: "an ordinance on the use of data": known by its kind and what it is about.
_ORDINANCE = r"(?<![\w'-])(?P<act>{act}|approve[ds]?|pass(?:ed|es)?) (?:an?|the|its) (?P<name>(?:[a-z-]+ ){0,2}ordinance (?:on|for|to|that|regulating|banning|requiring|governing|prohibiting|supporting) [^.;,⟨]{5,80})"
#: "The restoration of Kilmorna Courthouse was completed", "the Gannet Park upgrade was completed".
_WORKS = r"\b[Tt]he (?:(?P<money><money>) )?(?P<name>(?:restoration|construction|renovation|redevelopment|expansion|upgrade|refurbishment|reconstruction|regeneration|conversion) of (?:the )?[A-Z][\w'&-]*(?: [A-Z][\w'&-]*)*|(?:[A-Z][\w'&-]* ){1,4}(?P<type>{type})) {passive} (?P<act>{act})(?![\w-])"
_TO_COME = r"(?:^|[.;] )(?:An?|The|Its) (?:new )?(?P<money><money> )?(?P<name>(?:(?!{deliver}\b)[a-z][\w'-]* ){1,6}?(?P<type>{type}))(?:, [^.;]{3,90},)? (?:will|is set to|is due to|is scheduled to|is expected to) (?:begin|open|launch|start)\b"
#: A program without a name of its own: a kind of program, and what kind of it: "a night clinic".
_COMMON = r"(?P<name>(?:(?!(?:{deliver}|{act})\b)[a-z][\w'-]* ){1,4}?(?P<type>{type}))\b(?! (?:of|to|and) )(?!-)"
_COMMON_DONE = rf"(?<![\w'-])(?P<act>{{act}}) (?:an?|its|another|the (?:city|county|country|nation|region|province|district)'s) {_COMMON}"
_COMMON_PASSIVE = (
    rf"(?:^|[.;] |, and |, while )(?:An?|The|Its|a|the|its|Another) {_COMMON}(?:,? (?:with|in|at|for|which|on) [^.;]{{3,70}}?)?,? "
    r"(?:(?:was|were|has been|have been|is|are|will be|is to be|had been)(?: \w+ly)? (?P<act>{act})|(?P<alone>opened|reopened|closed|launched|has been (?:running|operating))|(?P<launched>launched|opened|introduced|established|begun))"
    r"(?=[ .,;]|$)"
)
#: "Book Dream, a scheme that …", "My City, a portal launched in May": a name and the kind of it.
_NAMED_AS = (
    r"(?:^|[,;.(] |\b[a-z]+ |\b(?:The|Its) )(?P<name>[A-Z][\w:'&-]*(?: (?:of |for |and )?[A-Z0-9][\w:'&-]*){0,5},|<quoted>,?) "
    r"(?:an?|the) (?:(?!(?:former|new|local|company|firm|resident|of|head|chief|director|leader|chair|president|mayor)\b)(?:⟨num:\d+⟩-)?[\w-]+ ){0,4}?(?P<type>{type})(?: of [\w -]{3,40}?)?"
    r"(?=,| that\b| which\b| for\b| to\b| under\b| in which\b| the (?:district|city|county|province|council)\b| launched| opened| introduced| started| run\b| offering| providing| designed| aimed)"
    r"(?:,? (?:first )?(?P<begun>launched|opened|introduced|started|unveiled|created|established|begun)(?: (?P<when><date>))?)?"
)
#: "its ‘Bike to Market’ campaign", "The Sponge Park project": a name before its kind.
_OWN_NAMED = (
    r"(?:\b[Ii]ts|^[Tt]he|[,;.] [Tt]he|<gov>'s|\b[Tt]he (?:council|city|county|district|province|authority|state)'s|\b(?:under|through|with|of|for|in) (?:the|its)) (?:[a-z-]+ ){0,3}?"
    r"(?:(?P<name><quoted>|[A-Z][\w:'&-]*(?: (?:of |for |and )?[A-Z0-9][\w:'&-]*)+) (?P<type>{type})\b(?! (?:of|and|director|manager|official|member|participant))"
    r"|(?P<kind>{type}),? (?P<quoted><quoted>))"
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
#: What others do: "companies that applied through the centre".
_OF_OTHERS = re.compile(r"\b(?:that|which|who) (?:[\w-]+ ){1,2}$")
_OF_SOMEBODY_ELSE = re.compile(
    r"\b(?:ministry|university|company|government|agency|corporation|foundation|bank|group)'s? $|⟨body:\d+⟩'s? $"
)
_IN_A_PLACE = re.compile(r" (?:in|at) (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*)*")
_GERUND = re.compile(r"[a-z]+ing ")
_FUNDED = r"(?P<money><money>)(?: (?:by|until) <date>| <date>)? (?:for|to|in|into|on) (?:its )?(?:the (?:{actnoun}(?: and {actnoun})? of )?)?"
_LEADING_MONEY = re.compile(r"(?P<money>⟨money:\d+⟩) ")
_MONEY_FOR = re.compile(
    r"(?P<money>⟨money:\d+⟩)(?: (?:for|in|to|into|on)(?: the| its| an?)?"
    r"|(?:, (?:including|with) [^.;()]{0,90},)?(?: (?:by|in|from|until) ⟨date:\d+⟩| ⟨date:\d+⟩)? to) $"
)
#: "2.1 million euros has been set aside for the Greenway".
_SET_ASIDE_FOR = r"(?P<money><money>) (?:has been|have been|was|were|will be) (?:set aside|allocated|earmarked|approved|invested|spent|committed|provided) (?:for|to|in|on) (?:its )?(?:the (?:{actnoun} of )?)?"
#: "put 243,000 dollars into this year's festival": into a program that was named before.
_FUNDED_AGAIN = r"(?P<money><money>)(?: <date>)? (?:for|to|in|into|on) (?:the|this|<date>'s|this year's|its) (?P<word>{type}|event)\b(?! (?:of|for|to)\b)"
_SHARED_OUT = re.compile(
    r"\b(?:approv|put|pour|inject|spend|spent|allocat|earmark|invest|provid|commit|set aside|includ)\w*"
)
_ENUMERATED = ("projects", "programs", "programmes", "initiatives")
#: What setting up a program of a kind is called.
_OWN_ACTION = {"ordinance": "enact"}


def undertakings(scene: Scene) -> Iterator[Undertaking]:
    """The undertakings of a sentence, each program once, by the first rule that reads it."""
    taken: list[tuple[int, int]] = []
    for fact, (start, end) in _all(scene):
        if any(start < stop and end > begin for begin, stop in taken):
            continue
        taken.append((start, end))
        yield fact


_Placed = tuple[Undertaking, tuple[int, int]]


def _all(scene: Scene) -> Iterator[_Placed]:
    """What each rule reads, the surest first."""
    yield from _done(scene)
    yield from _passive(scene)
    yield from _which_it_did(scene)
    yield from _planned_to(scene)
    yield from _enacted(scene)
    yield from _described(scene)
    yield from _costing(scene)
    yield from _through(scene)
    yield from _common(scene)
    yield from _owned(scene)
    yield from _costed(scene)
    yield from _works(scene)
    yield from _named(scene)
    for match in scene.find(_SERIES):
        yield from _series(scene, match)
    for match in scene.find(_FUNDED):
        for program in programs_at(scene, match.end()):
            yield from _funded(scene, program, match)
    for match in scene.find(_SET_ASIDE_FOR):
        for program in programs_at(scene, match.end()):
            yield from _funded(scene, program, match, True)
    for match in scene.find(_FUNDED_AGAIN):
        name = stands_for(scene, match["word"])
        if name:
            kind = scene.grammar.program_types.get(match["word"], "project")
            program = ProgramName(name, kind, match.start("word"), match.end())
            yield from _funded(scene, program, match)
    yield from _run_by(scene)
    yield from _running(scene)
    if _PROJECTS.search(scene.skeleton.text):
        for match in scene.find(_MARKED):
            yield from _budgeted(scene, match)


def _done(scene: Scene) -> Iterator[_Placed]:
    """ "opened the X", "the establishment of the X"."""
    for rule, template in (("noun", _NOUN), ("verb", _VERB)):
        for match in scene.find(template):
            for program in programs_at(scene, match.end()):
                action, is_finite = _action(scene, match, rule)
                if program.type in _OWN_ACTION and action == "establish":
                    action = _OWN_ACTION[program.type]
                yield from _placed(scene, program, action, match.start(), rule, is_finite=is_finite)


def _passive(scene: Scene) -> Iterator[_Placed]:
    """ "‘X’ was opened", "The X will be set up", "The X, launched in April"."""
    for match in (*scene.find(_PASSIVE), *scene.find(_QUOTED_OPENED)):
        mention = scene.mention(match, "name")
        is_apposed = scene.text[mention.start : mention.end].rstrip("’'\"”").endswith(",")
        is_relative = re.search(r",? (?:which|that) ", match[0]) is not None
        if is_apposed and not is_relative and match.start() > len("The "):
            continue  # in apposition: the subject is named before it
        named = next(programs_at(scene, match.start("name")), None)
        if named and named.name == mention.name:
            action = scene.grammar.actions[match["act"]][0]
            yield from _placed(scene, named, action, match.start(), "passive", match.end())
    for match in scene.find(_RUNNING_SINCE):
        named = next(programs_at(scene, match.start("name")), None)
        if named:
            yield from _placed(scene, named, "operate", match.start(), "running", match.end())
    for template in (_TITLE_PASSIVE, _TITLE_APPOSED):
        for match in scene.find(template):
            start, end = match.start("title"), match.end()
            named = next(programs_at(scene, start), None)
            if named and named.end <= match.end("title"):
                action = scene.grammar.actions[match["act"]][0]
                planned = "plan" if scene.is_planned(end) else action
                yield from _placed(scene, named, planned, start, "passive", end)


def _which_it_did(scene: Scene) -> Iterator[_Placed]:
    """ "the Canopy Strategy, which the city adopted in 2019"."""
    for match in scene.find(_WHICH_IT_DID):
        start = match.start("title")
        named = next(programs_at(scene, start), None)
        if named and named.end <= match.end("title"):
            action = scene.grammar.actions[match["act"]][0]
            end = match.end()
            yield from _placed(scene, named, action, start, "relative", end, doer=end)


def _run_by(scene: Scene) -> Iterator[_Placed]:
    """ "The Harbour Festival, which is run by ⟨gov⟩"."""
    for match in scene.find(_RUN_BY):
        if match["title"]:
            named = next(programs_at(scene, match.start("title")), None)
        else:
            name = stands_for(scene, match["word"])
            kind = scene.grammar.program_types.get(match["word"], "project")
            named = ProgramName(name, kind, *match.span("word")) if name else None
        if named:
            end = match.end()
            yield from _placed(scene, named, "operate", match.start(), "run-by", end, doer=end)


def _running(scene: Scene) -> Iterator[_Placed]:
    """ "the ‘Toy Bus,’ which delivers toys to alleys": named with its kind, and so run."""
    for match in scene.find(_THAT_RUNS):
        named = next(programs_at(scene, match.start("name")), None)
        words = named.name.split()[-1:] if named else []
        if named and type_of(scene, words) not in (None, "organisation", "corporation"):
            yield from _placed(scene, named, "operate", match.start("name"), "runs", None, 0.7)


def _planned_to(scene: Scene) -> Iterator[_Placed]:
    """ "established a plan to support young carers"."""
    for match in scene.find(_PLAN_TO):
        start, end = match.span("name")
        kind = scene.grammar.program_types[match["type"]]
        program = ProgramName(scene.skeleton.words(start, end), kind, start, end)
        action, is_finite = (
            _action(scene, match, "verb")
            if match["act"] in scene.grammar.actions
            else ("establish", True)
        )
        yield from _placed(
            scene, program, action, match.start(), "plan", end, 0.7, is_finite=is_finite
        )


def _enacted(scene: Scene) -> Iterator[_Placed]:
    """ "The ‘Ordinance on X’ passed the council"."""
    for match in scene.find(_ENACTED):
        named = next(programs_at(scene, match.start("name")), None)
        if named and named.type == "ordinance":
            yield from _placed(scene, named, "enact", match.start(), "enacted", match.end())


def _described(scene: Scene) -> Iterator[_Placed]:
    """ "the ‘Youth Ladder,’ a project budgeted at 3.6 billion won": named with its kind and cost."""
    for match in scene.find(_DESCRIBED):
        named = next(programs_at(scene, match.start("name")), None)
        money = scene.mention(match, "money") if match["money"] else None
        if named is None or money is None or money.value is None or money.unit is None:
            continue
        action = "plan" if scene.is_planned(match.start()) else "operate"
        for fact, place in _placed(scene, named, action, match.start(), "described", match.end()):
            yield replace(fact, budget=Money(money.value, money.unit)), place


def _costing(scene: Scene) -> Iterator[_Placed]:
    """ "establish a 50 billion won venture fund": a program known by its kind and its money."""
    for match in scene.find(_COSTING):
        money = scene.mention(match, "money")
        if money.value is None or money.unit is None:
            continue
        kind = scene.grammar.program_types[match["type"]]
        if match["type"] == "budget":
            continue  # the money itself
        span = match.span("name")
        program = ProgramName(scene.skeleton.words(*span), kind, *span)
        action, is_finite = _action(scene, match, "verb")
        for fact, place in _placed(
            scene, program, action, match.start(), "costing", match.end(), is_finite=is_finite
        ):
            yield replace(fact, budget=Money(money.value, money.unit)), place


def _common(scene: Scene) -> Iterator[_Placed]:
    """ "opened a night clinic", "A city bike scheme, launched in May": known by its kind alone."""
    for match in scene.find(_COMMON_DONE):
        program = _described_program(scene, match)
        action, is_finite = _action(scene, match, "verb")
        is_once = scene.grammar.actions[match["act"]][0] in _ONCE or match["act"] in _RUNNING
        if program and is_once and (is_finite or action == "plan"):
            yield from _placed(
                scene, program, action, match.start(), "common", None, 0.7, is_finite=is_finite
            )
    for match in scene.find(_COMMON_PASSIVE):
        program = _described_program(scene, match)
        word = match["act"] or match["alone"] or match["launched"]
        action = (
            "operate" if word.startswith("has been") else scene.grammar.actions[word.split()[-1]][0]
        )
        if program and (action in _ONCE or match["alone"]):
            planned = "plan" if scene.is_planned(match.end()) else action
            yield from _placed(
                scene, program, planned, match.start("name"), "common", match.end(), 0.7
            )


def _costed(scene: Scene) -> Iterator[_Placed]:
    """ "projects include the maintenance of the Jogye Stream (500 million won)"."""
    for match in scene.find(_DEED_COST):
        start, end = match.span("name")
        name = scene.skeleton.words(start, end)
        kind = type_of(scene, name.split()[-1:]) or "project"
        action = scene.grammar.action_nouns[match["act"]]
        planned = "plan" if scene.is_planned(match.start()) else action
        program = ProgramName(name, kind, start, end)
        yield from _placed(scene, program, planned, match.start(), "costed", match.end(), 0.75)


def _works(scene: Scene) -> Iterator[_Placed]:
    """Ordinances by what they are on, works by what they are done to, and what is yet to begin."""
    for match in scene.find(_ORDINANCE):
        start, end = match.start("name"), match.start("name") + len(match["name"].rstrip())
        program = ProgramName(scene.skeleton.words(start, end), "ordinance", start, end)
        action = "plan" if scene.is_planned(match.start()) else "enact"
        yield from _placed(scene, program, action, match.start(), "ordinance", end, 0.75)
    for match in scene.find(_WORKS):
        kind = scene.grammar.program_types[match["type"]] if match["type"] else "project"
        program = ProgramName(scene.skeleton.words(*match.span("name")), kind, *match.span("name"))
        action = scene.grammar.actions[match["act"]][0]
        planned = "plan" if scene.is_planned(match.end("act")) else action
        start = match.start("money") if match["money"] else match.start("name")
        yield from _placed(scene, program, planned, start, "works", match.end(), 0.75)
    for match in scene.find(_TO_COME):
        words = match["name"].split()
        first = match.start("money") if match["money"] else None
        start = match.start("name")
        while words and words[0] in _SAYS_NOTHING:
            start += len(words.pop(0)) + 1
        if len(words) > len(match["type"].split()):
            kind = scene.grammar.program_types[match["type"]]
            end = match.end("name")
            program = ProgramName(scene.skeleton.words(start, end), kind, start, end)
            at = start if first is None else first
            yield from _placed(scene, program, "plan", at, "to-come", match.end(), 0.75)


def _named(scene: Scene) -> Iterator[_Placed]:
    """ "Book Dream, a scheme that …", "its ‘Bike to Market’ campaign": named with its kind, and so run."""
    for match in (*scene.find(_NAMED_AS), *scene.find(_OWN_NAMED)):
        parts = match.groupdict()
        group = "name" if parts.get("name") else "quoted"
        start, end = match.start(group), match.start(group) + len(match[group].rstrip(","))
        kind = scene.grammar.program_types[(parts.get("type") or parts["kind"]).lower()]
        placeholder = match[group].startswith("⟨")
        words = scene.skeleton.words(start, end)
        name = scene.skeleton.mention(match[group].rstrip(",")).name if placeholder else words
        if _OF_SOMEBODY_ELSE.search(scene.skeleton.text[: match.start()]) or not name[:1].isupper():
            continue
        program = ProgramName(name, kind, start, end)
        action = "operate"
        if parts.get("begun"):
            action = scene.grammar.actions[parts["begun"]][0]
        for fact, place in _placed(scene, program, action, start, "named", match.end(), 0.75):
            dated = parts.get("when")
            yield replace(fact, date=scene.skeleton.mention(dated).when if dated else None), place


def _described_program(scene: Scene, match: re.Match[str]) -> ProgramName | None:
    """The program that a kind and its modifiers name, if they say what it is."""
    start, end = match.span("name")
    words = match["name"].split()
    while words and words[0] in _SAYS_NOTHING:
        start += len(words.pop(0)) + 1
    kind = scene.grammar.program_types[match["type"]]
    if len(words) <= len(match["type"].split()):
        placed = _IN_A_PLACE.match(scene.skeleton.text, end)
        if placed is None:
            return None
        end = placed.end()  # "the playground in Kilcarrow"
    return ProgramName(scene.skeleton.words(start, end), kind, start, end)


def _through(scene: Scene) -> Iterator[_Placed]:
    """ "through the X", "under the X"."""
    for match in scene.find(_UNDER_ITS):
        program = _described_program(scene, match)
        if program:
            yield from _placed(scene, program, "operate", match.start(), "through", None, 0.7)
    for match in scene.find(_THROUGH):
        if _OF_OTHERS.search(scene.skeleton.text[: match.start()]):
            continue
        action = "plan" if scene.is_planned(match.start()) else "operate"
        for program in programs_at(scene, match.end()):
            yield from _placed(scene, program, action, match.start(), "through")


def _placed(
    scene: Scene,
    program: ProgramName,
    action: str,
    start: int,
    rule: str,
    end: int | None = None,
    confidence: float = 0.85,
    is_finite: bool = False,
    doer: int | None = None,
) -> Iterator[_Placed]:
    """The undertaking of a named program, if the sentence has a government that can have done it.

    Who did it stands before `start`, or where `doer` says.
    """
    at = start if doer is None else doer
    subject = scene.agent(at) if is_finite else scene.subject(at)
    if subject is None:
        return
    stop, deed = end or program.end, start
    money = _WITH_MONEY.match(scene.skeleton.text, program.end) or _AT_A_COST.match(
        scene.skeleton.text, program.end
    )
    budget = None
    before = None if money else _MONEY_FOR.search(scene.skeleton.text[:start])
    leading = None if money else _LEADING_MONEY.match(scene.skeleton.text, start)
    if leading:
        mention = scene.skeleton.mention(leading["money"])
        if mention.value is not None and mention.unit:
            budget = Money(mention.value, mention.unit)
    if before:
        mention = scene.skeleton.mention(before["money"])
        if mention.value is not None and mention.unit:
            budget, start = Money(mention.value, mention.unit), before.start()
    if money:
        mention = scene.skeleton.mention(money["money"])
        if mention.value is not None and mention.unit:
            budget, stop = Money(mention.value, mention.unit), max(stop, money.end())
    date = scene.date_near(deed, stop)
    after = re.match(r" ⟨date:\d+⟩", scene.skeleton.text[stop:])
    if after and date:
        stop += after.end()
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


def _action(scene: Scene, match: re.Match[str], rule: str) -> tuple[str, bool]:
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
        is_meant = scene.grammar.pattern(r"\b{will} $").search(scene.skeleton.text[: match.start()])
        if is_meant and not is_finite:
            return "plan", True
    planned = not is_finite and scene.is_planned(match.start())
    return "plan" if planned else action, is_finite


def _owned(scene: Scene) -> Iterator[_Placed]:
    """ "The nation's first ordinance to …": what is boasted of was also done."""
    for match in scene.find(_OWN_FIRST):
        start, end = match.start("name"), match.start("name") + len(match["name"].rstrip())
        name = scene.skeleton.words(start, end)
        kind = type_of(scene, name.split()[:1]) or type_of(scene, name.split())
        if kind:
            program = ProgramName(name, kind, start, end)
            action = _OWN_ACTION.get(kind, "establish")
            yield from _placed(scene, program, action, match.start(), "first", end, 0.75)


def _series(scene: Scene, match: re.Match[str]) -> Iterator[_Placed]:
    """ "Projects such as A; B; C, and D": each item is a program the government runs."""
    text = scene.skeleton.text
    stop = re.search(r"[.:]\s|$", text[match.end() :])
    end = match.end() + (stop.start() if stop else 0)
    for start, finish in _items(text, match.end(), end):
        yield from _item(scene, match["head"], start, finish)


def _budgeted(scene: Scene, match: re.Match[str]) -> Iterator[_Placed]:
    """ "▲ A project (1.2 billion KRW)": an item of a list of projects, with its budget."""
    noun = scene.grammar.pattern(
        r"(?:the )?(?P<act>{actnoun})(?: and (?:\w+))? of (?:the |an? )?"
    ).match(match["name"])
    start = match.start("name") + (noun.end() if noun else 0)
    name = scene.skeleton.words(start, match.end("name"))
    action = scene.grammar.action_nouns[noun["act"]] if noun else "operate"
    kind = type_of(scene, name.split()[-1:]) or "project"
    program = ProgramName(name, kind, start, match.end("name"))
    planned = "plan" if scene.is_planned(match.start()) else action
    yield from _placed(scene, program, planned, match.start("name"), "marked", None, 0.75)


def _funded(
    scene: Scene, program: ProgramName, match: re.Match[str], is_said: bool = False
) -> Iterator[_Placed]:
    """ "allocated 330 million won for the Job Project": money that goes to a program."""
    mention = scene.mention(match, "money")
    subject = scene.subject(match.start())
    is_said = is_said or _SHARED_OUT.search(scene.skeleton.text[: match.start()]) is not None
    if not is_said or subject is None:
        return
    if mention.value is None or mention.unit is None:
        return
    fact = Undertaking(
        **scene.evidence(match.start(), program.end, "undertaking.funded", 0.8),
        government=subject.mention.name,
        program=program.name,
        type=scene.grammar.lexicon.words("program-type", program.type)[0],
        action="plan" if scene.is_planned(match.start()) else "fund",
        budget=Money(mention.value, mention.unit),
        context=subject.context,
    )
    yield fact, (program.start, program.end)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list: split at semicolons where it has them, else at commas and "and"."""
    stretch = text[start:end]
    nested = re.search(r"\b(?:such as|including) ", stretch)
    limit = start + nested.start() if nested else end
    separator = (
        r";(?: and)? ?" if ";" in text[start:limit] else r",? and (?!operation|management)|, ?"
    )
    at = start
    for match in re.finditer(separator, text[start:limit]):
        yield at, start + match.start()
        at = start + match.end()
    yield at, limit


def _item(scene: Scene, head: str, start: int, end: int) -> Iterator[_Placed]:
    text = scene.skeleton.text
    item = re.split(r",? which |, ", text[start:end].rstrip("., "))[0]
    item = re.sub(r" ?\(⟨money:\d+⟩\)$", "", item)
    end = start + len(item)
    action, at = "operate", start
    noun = scene.grammar.pattern(
        r"(?:the )?(?P<act>{actnoun})(?: and (?P<second>{actnoun}))? of "
    ).match(item)
    if noun:
        action = scene.grammar.action_nouns[noun["second"] or noun["act"]]
        at = start + noun.end()
    named = next(programs_at(scene, at), None)
    if named and named.end <= end:
        yield from _placed(scene, named, action, start, "series")
    elif head in _ENUMERATED and _LOWER_ITEM.fullmatch(item) and not _NOT_AN_ITEM.search(item):
        lead = re.match(r"(?:the |a |an |operating |running |providing )*", text[at:end])
        name_at = at + (lead.end() if lead else 0)
        if _GERUND.match(text, name_at):
            return  # "revitalizing the area" is a deed, and names nothing
        name = scene.skeleton.words(name_at, end)
        program = ProgramName(name, type_of(scene, name.split()) or "project", name_at, end)
        yield from _placed(scene, program, action, start, "series", end, 0.7)
