"""What a government planned, set up, ran or ended: the rules, and their order.

Here those for programs known by name; those known by their kind are read in `kinds`, those in lists in
`listed`, those told by their money in `funding`. `acting` makes the facts.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Undertaking
from trackrecord.reading.english.acting import Placed, action_of, placed
from trackrecord.reading.english.funding import funded, funded_deeds, itemised_funds
from trackrecord.reading.english.kinds import common, costing, planned_to, under_its, works
from trackrecord.reading.english.listed import costed, marked, series
from trackrecord.reading.english.programs import ProgramName, programs_at, type_of
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.themes import stands_for

_VERB = r"(?<![\w'-])(?P<act>{act})(?: (?:and|or) (?P<second>{act}))? (?!of )"
_NOUN = r"(?<![\w'-])(?<![Ii]n )(?P<act>{actnoun})(?: and (?P<second>{actnoun}))? of "
_THROUGH = r"\b(?:[Tt]hrough|[Vv]ia|[Uu]nder|[Aa]s (?:a )?part of|(?:participants|applicants|applications|members|trainees|volunteers|residents) (?:for|in|to)) (?:<date>'s )?"
_PASSIVE = r"(?P<name><quoted>)(?:,? (?:which|that))? {passive} (?P<act>{act})(?![\w-])(?! (?:jointly )?by (?:the )?(?:<body>|Ministry))"
_TITLE_PASSIVE = r"(?:^|[,;] |\band )(?:[Tt]he |[Aa]n? |[Ii]ts )?(?P<title>{title})(?:, [^,.;]{3,80},)?(?: (?:will be|is to be|{passive})| (?:will|is set to|is scheduled to|is expected to|is due to)(?= (?:open|launch|begin|close|start)\b)|(?= (?:opened|reopened|launched|closed) )|,? which(?= (?:opened|reopened|launched|closed|started) )) (?P<act>{act})(?![\w-])"
_TITLE_APPOSED = r"(?:[Tt]he |[Aa]n? |[Ii]ts )(?P<title>{title}|<quoted>)(?: ⟨date:\d+⟩)?,? (?:which was |which is )?(?:first )?(?P<act>{act})(?! (?:jointly )?by (?:the )?(?:<body>|[Mm]inistr))(?= (?:in|on|since|by|with|at|last|this)\b| ⟨date)"
_QUOTED_OPENED = r"(?P<name><quoted>)(?:,? [^.;]{3,90},)? (?P<act>opened|reopened|launched|closed)(?= (?:in|on|at|to|with|its doors)\b| ⟨date)"
#: "the Canopy Strategy, which the ⟨gov⟩ adopted in 2019".
_WHICH_IT_DID = r"(?P<title><quoted>|{title}),? (?:which|that) (?:the )?(?:<gov>|district|city|county|province|council|it) (?:has |had |first )?(?P<act>{act})(?! (?:to|a|an|the|its)\b)"
#: "The ‘Repair Service,’ which …, has been running since 2019".
_RUNNING_SINCE = r"(?P<name><quoted>)(?:,? [^.;]{3,90},)?,? (?:held (?=for|from|at|on|in\b)|has been (?:running|operating|held|in operation|in place)|is (?:being )?(?:run|operated|held)|runs|operates)(?<=\w|\s)(?! by)"
#: "the ‘Toy Bus,’ which delivers toys": a named program that does something.
_THAT_RUNS = r"(?<!⟩ )(?P<name><quoted>),? (?:which|that) (?!(?:was|were|is|are|has been) (?:not|never)\b)[a-z]+"
#: "The Harbour Festival, which is run by ⟨gov⟩", "The event, organised by ⟨gov⟩".
_RUN_BY = (
    r"(?:(?P<title><quoted>|{title})|\b[Tt]he (?:[a-z-]+ )?(?P<word>{type}|event)),?"
    r"(?: (?:which|that))?(?: (?:is|was|has been))?(?: jointly)? (?:run|organi[sz]ed|hosted|operated|managed|staged) by (?:(?:the )?<gov>|the (?:council|city|county|district|province)\b)"
)
_ENACTED = r"(?P<name><quoted>) (?:passed|was passed by|cleared|took effect|went into effect|came into force)\b[^.;⟨]{0,40}"
_DESCRIBED = r"(?P<name><quoted>),? an? (?:[\w-]+ ){0,3}?(?:{type})(?: (?:budgeted at|worth|costing|with a budget of|funded with) (?:{about} )?(?P<money><money>))"
_OWN_FIRST = r"(?:{owner}|(?:the )?world's) (?:very )?first (?P<name>{type}\b[^,.;]{3,80}|(?:{np} ){1,4}{type}\b)"
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
#: "the council's Breathing Space Strategy": a title of its own that says its kind.
_OWN_TITLE = (
    r"(?:\b[Tt]he (?:council|city|county|district|province|authority|borough|state|town|city council|county council)'s|<gov>'s|\b(?:[Ii]ts|[Oo]ur|[Hh]is|[Hh]er)) (?:new |own |flagship )?"
    r"(?P<title>(?:[A-Z][\w'&-]* (?:(?:of|for|and|to) )?){1,5}(?:Program(?:me)?|Strategy|Plan|Initiative|Project|Scheme|Fund|Campaign|Service|Policy))\b(?! [A-Z])"
)
_TITLE_KIND = re.compile(
    r"Program|Strategy|Plan|Initiative|Project|Scheme|Fund|Campaign|Service|Policy"
)
#: What others do: "companies that applied through the centre".
_OF_OTHERS = re.compile(r"\b(?:that|which|who) (?:[\w-]+ ){1,2}$")
#: "won the prize at the ‘X Expo’ held in June": somebody else's event.
_AT_AN_EVENT = re.compile(
    r"\b(?:won|received|awarded|honou?red|prize|award)\b[^.;]* (?:at|in) (?:the |The )?$", re.I
)
#: What governments are judged in is nobody's program.
_A_TRIAL = re.compile(r"\b(?:Evaluation|Assessment|Awards)(?: of [^‘’'\"]+)?$")
#: "under the theme ‘X’": words, and no program.
_A_THEME = re.compile(r"(?:the |a )?(?:theme|slogan|motto|title|name|banner|topic|concept)\b")
#: "an agreement with the bank on the ‘Seed Money’ project": what was agreed to be run.
_AGREED = r"\bsign(?:ed|s|ing) (?:an? |the )?(?:[a-z]+ )?(?:agreement|MOU|memorandum of understanding)s?\b(?:[^.;⟨]|⟨(?:date|body|gov):\d+⟩){0,120}? (?:for|on|to (?:promote|operate|implement|run|create|launch)) (?:the |an? )?(?P<name><quoted>)"
#: "received 2 million dollars under the X": the program of whoever gives the money.
_GIVEN_MONEY = re.compile(
    r"\b(?:receiv\w+|granted|funded|funding|awarded|allocated|appl(?:y|ied|ying))\b(?:[^.;⟨]|⟨(?:money|num|date):\d+⟩){0,80}$"
)
_OF_SOMEBODY_ELSE = re.compile(
    r"\b(?:ministry|university|company|government|agency|corporation|foundation|bank|group)'s? $|⟨body:\d+⟩'s? $"
)
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


def _all(scene: Scene) -> Iterator[Placed]:
    """What each rule reads, the surest first."""
    yield from _done(scene)
    yield from _passive(scene)
    yield from _which_it_did(scene)
    yield from planned_to(scene)
    yield from _enacted(scene)
    yield from _described(scene)
    yield from costing(scene)
    yield from under_its(scene)
    yield from _through(scene)
    yield from common(scene)
    yield from _owned(scene)
    yield from costed(scene)
    yield from works(scene)
    yield from _named(scene)
    yield from series(scene)
    yield from funded(scene)
    yield from itemised_funds(scene)
    yield from funded_deeds(scene)
    yield from _run_by(scene)
    yield from _running(scene)
    yield from _agreed(scene)
    yield from marked(scene)
    yield from _own_title(scene)


def _done(scene: Scene) -> Iterator[Placed]:
    """ "opened the X", "the establishment of the X"."""
    for rule, template in (("noun", _NOUN), ("verb", _VERB)):
        for match in scene.find(template):
            for program in programs_at(scene, match.end()):
                action, is_finite = action_of(scene, match, rule)
                if program.type in _OWN_ACTION and action == "establish":
                    action = _OWN_ACTION[program.type]
                yield from placed(scene, program, action, match.start(), rule, is_finite=is_finite)


def _passive(scene: Scene) -> Iterator[Placed]:
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
            yield from placed(scene, named, action, match.start(), "passive", match.end())
    for match in scene.find(_RUNNING_SINCE):
        named = next(programs_at(scene, match.start("name")), None)
        if named and not _AT_AN_EVENT.search(scene.skeleton.text[: match.start()]):
            yield from placed(scene, named, "operate", match.start(), "running", match.end())
    for template in (_TITLE_PASSIVE, _TITLE_APPOSED):
        for match in scene.find(template):
            start, end = match.start("title"), match.end()
            if _AT_AN_EVENT.search(scene.skeleton.text[: match.start() + len("the ")]):
                continue
            if _A_TRIAL.search(scene.skeleton.words(*match.span("title")).rstrip("'’\".,")):
                continue
            named = next(programs_at(scene, start), None)
            if named and named.end <= match.end("title"):
                action = scene.grammar.actions[match["act"]][0]
                planned = "plan" if scene.is_planned(end) else action
                yield from placed(scene, named, planned, start, "passive", end)


def _which_it_did(scene: Scene) -> Iterator[Placed]:
    """ "the Canopy Strategy, which the city adopted in 2019"."""
    for match in scene.find(_WHICH_IT_DID):
        start = match.start("title")
        named = next(programs_at(scene, start), None)
        if named and named.end <= match.end("title"):
            action = scene.grammar.actions[match["act"]][0]
            end = match.end()
            yield from placed(scene, named, action, start, "relative", end, doer=end)


def _own_title(scene: Scene) -> Iterator[Placed]:
    """ "the council's Breathing Space Strategy has seen …": it has it, and so runs it."""
    if not _TITLE_KIND.search(scene.skeleton.text):
        return
    for match in scene.find(_OWN_TITLE):
        start, end = match.span("title")
        kind = type_of(scene, match["title"].split()[-1:])
        if kind and not scene.is_planned(start):
            program = ProgramName(scene.skeleton.words(start, end), kind, start, end)
            yield from placed(scene, program, "operate", start, "own", None, 0.7)


def _run_by(scene: Scene) -> Iterator[Placed]:
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
            yield from placed(scene, named, "operate", match.start(), "run-by", end, doer=end)


def _agreed(scene: Scene) -> Iterator[Placed]:
    """ "signed an agreement with a university for the ‘Language Friends’ program": it is to be run."""
    for match in scene.find(_AGREED):
        named = next(programs_at(scene, match.start("name")), None)
        if named:
            yield from placed(scene, named, "plan", match.start(), "agreed", match.end(), 0.7)


def _running(scene: Scene) -> Iterator[Placed]:
    """ "the ‘Toy Bus,’ which delivers toys to alleys": named with its kind, and so run."""
    for match in scene.find(_THAT_RUNS):
        named = next(programs_at(scene, match.start("name")), None)
        words = named.name.split()[-1:] if named else []
        if named and type_of(scene, words) not in (None, "organisation", "corporation"):
            yield from placed(scene, named, "operate", match.start("name"), "runs", None, 0.7)


def _enacted(scene: Scene) -> Iterator[Placed]:
    """ "The ‘Ordinance on X’ passed the council"."""
    for match in scene.find(_ENACTED):
        named = next(programs_at(scene, match.start("name")), None)
        if named and named.type == "ordinance":
            yield from placed(scene, named, "enact", match.start(), "enacted", match.end())


def _described(scene: Scene) -> Iterator[Placed]:
    """ "the ‘Youth Ladder,’ a project budgeted at 3.6 billion won": named with its kind and cost."""
    for match in scene.find(_DESCRIBED):
        named = next(programs_at(scene, match.start("name")), None)
        budget = scene.mention(match, "money").money if match["money"] else None
        if named is None or budget is None:
            continue
        action = "plan" if scene.is_planned(match.start()) else "operate"
        for fact, place in placed(scene, named, action, match.start(), "described", match.end()):
            yield replace(fact, budget=budget), place


def _through(scene: Scene) -> Iterator[Placed]:
    """ "through the X", "under the X"."""
    for match in scene.find(_THROUGH):
        before = scene.skeleton.text[: match.start()]
        if _OF_OTHERS.search(before) or _GIVEN_MONEY.search(before):
            continue
        if _A_THEME.match(scene.skeleton.text, match.end()):
            continue
        action = "plan" if scene.is_planned(match.start()) else "operate"
        for program in programs_at(scene, match.end()):
            yield from placed(scene, program, action, match.start(), "through")


def _owned(scene: Scene) -> Iterator[Placed]:
    """ "The nation's first ordinance to …": what is boasted of was also done."""
    for match in scene.find(_OWN_FIRST):
        start, end = match.start("name"), match.start("name") + len(match["name"].rstrip())
        name = scene.skeleton.words(start, end)
        kind = type_of(scene, name.split()[:1]) or type_of(scene, name.split())
        if kind:
            program = ProgramName(name, kind, start, end)
            action = _OWN_ACTION.get(kind, "establish")
            yield from placed(scene, program, action, match.start(), "first", end, 0.75)


def _named(scene: Scene) -> Iterator[Placed]:
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
        for fact, place in placed(scene, program, action, start, "named", match.end(), 0.75):
            dated = parts.get("when")
            yield replace(fact, date=scene.skeleton.mention(dated).when if dated else None), place
