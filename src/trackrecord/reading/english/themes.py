"""The program that a figure is of: the one its clause speaks of, by name or as "the festival", "it"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.programs import ProgramName, programs_at, type_of
from trackrecord.reading.english.scene import Scene

_OWN_SUBJECT = re.compile(
    r"\b(?:goal|aim|target|objective|plan) of |\b(?:the (?:district|city|county|province|government)|it|we) "
)
#: Words in quotation marks that are no program: "with the vision of ‘A City for All’".
_OF_WORDS = re.compile(
    r"\b(?:results?|findings|outcomes?|vision|slogan|theme|motto|concept|title|name|message|goal) of (?:the )?$"
)
_AND_DID = r"\band (?:also |has |have |then |newly )*{deliver} "
_CLAUSE = re.compile(r"[;:] |[.!?] |, (?:and|but|while|so|although) |\bthat (?=the |it )")
#: A name in capitals or quotes with a word for a kind of program at its end, or right after it.
_NAMED = (
    r"(?P<title>(?:[A-Z][\w'&-]*|⟨gov:\d+⟩)(?: (?:(?:of|for|and|the|in) ){0,2}(?:[A-Z0-9][\w'&-]*|⟨gov:\d+⟩))+)(?: (?P<then>{type})\b(?! (?!has\b|was\b|is\b)[a-z]+(?:ing|s)\b))?"
    r"|(?P<quoted><quoted>)(?:'s)?(?: (?P<kind>(?:[a-z]+ ){0,2}?{type})\b|, an? (?:[\w-]+ ){0,3}?(?P<apposed>{type})\b)?"
)
#: "the festival", "this service", "the project": what stands for a program named before.
_STANDS_FOR = (
    r"(?<![\w-])(?:[Tt]he|[Tt]his|[Tt]hat) (?:[a-z-]+ (?!of ))?(?P<word>{type}|event|festivities|Fund|Programme|Program|Centre|Center|Project|Scheme|Festival|Plan|Strategy)"
    r"(?! (?:of|for|to|that|where|type|sector|plan|budget|area|site|team|director|manager|cost|costs|period|zone|staff)\b)(?! [A-Z])(?![\w-])"
)
#: What may open a clause before its subject: "Last year, ", "As of March, ".
_OPENING = re.compile(r"(?:(?:[A-Z][a-z]+ )?(?:(?:as of|by|in|since|for) )?⟨date:\d+⟩,? )?", re.I)
#: Nouns that stand for a program of any kind.
_ANY = frozenset("project program programme initiative scheme".split())
_PLANS = ("plan", "policy", "ordinance")
#: Programs that people come to.
_EVENTS = ("festival", "festa", "fair", "expo", "exhibition", "marathon", "parade", "concert")
#: What leads a name and is no part of it: "At the", "The 15th".
_ARTICLE = re.compile(
    r"^(?:(?:At|In|On|For|From|Through|With|Under|Of|By) )?(?:(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Aa]n?) )?(?:\d+(?:st|nd|rd|th) )?"
)
_OF_IT = re.compile(r"\b(?:to|at|in|of|for|from|with|on|under|through|by) $")
#: Councils and offices are the government's own, and no programs.
_OFFICES = "organisation"
#: Who comes to a festival: where no place is named with them, they came to the one the text is about.
_COMERS = frozenset("visitors tourists spectators attendees participants guests".split())
_LEAD = 2  # the block up to which a text says what it is about
_LONGEST = 8  # words of a name
_FINITE = r"\b(?:{deliver}|{act}|is|are|was|were|has|have|had|will)\b"


def topic(scene: Scene, at: int) -> str | None:
    """The program a clause has spoken of, if no government stands between it and the figure."""
    nearest: ProgramName | None = None
    text = scene.skeleton.text
    for match in scene.find(r"\b(?:[Tt]hrough|[Vv]ia|[Ww]ith|[Uu]nder|of|[Aa]t|{act}) "):
        if match.end() < at and not _OF_WORDS.search(text, 0, match.end()):
            nearest = next((p for p in programs_at(scene, match.end()) if p.end <= at), nearest)
    if nearest and scene.grammar.pattern(_AND_DID).search(scene.skeleton.text, nearest.end, at):
        return None  # "opened the centre and hired": another deed of who did the first
    if nearest and nearest.type in _PLANS:
        return None  # what a plan aims for is its government's
    if nearest is None or any(nearest.end <= place.start < at for place in scene.subjects):
        return None
    return None if _OWN_SUBJECT.search(scene.skeleton.text[nearest.end : at]) else nearest.name


def program_spoken_of(scene: Scene, at: int) -> str | None:
    """The program that the clause before `at` is about: its subject, or of what its subject is.

    "The festival drew …", "Sales at the festival reached …", "It has served …".
    """
    text = scene.skeleton.text[:at]
    start = max((match.end() for match in _CLAUSE.finditer(text)), default=0)
    start += _opening(scene, start)
    if any(start <= place.start for place in scene.subjects if place.start < at):
        return None
    for match in scene.grammar.pattern(_STANDS_FOR).finditer(text, start):
        between = text[start : match.start()]
        is_subject = not between or (
            _OF_IT.search(between) and not scene.grammar.pattern(_FINITE).search(between)
        )
        if is_subject and (name := stands_for(scene, match["word"])):
            return None if scene.grammar.program_types.get(match["word"]) in _PLANS else name
    is_it = re.match(r"(?:It|They|Its) ", text) is not None and not scene.subjects
    return scene.discourse.topic if is_it else None


def program_after(scene: Scene, end: int) -> str | None:
    """The program that what was counted is of: "300,000 visitors to the festival"."""
    match = scene.grammar.pattern(rf" (?:to|at|in|of|from|for|by|on) {_STANDS_FOR}").match(
        scene.skeleton.text, end
    )
    return stands_for(scene, match["word"]) if match else None


def of_event(scene: Scene, fact: Observation) -> Observation:
    """A figure of the event that the text is about: who came is told of it, in the year of publication."""
    event = scene.discourse.event
    if event is None:
        return fact
    comers = _COMERS.intersection(fact.metric.lower().split())
    if comers and fact.context and fact.about != event:
        fact = replace(fact, about=event)
    is_past = fact.role in ("actual", "share", "total")
    if fact.about == event and fact.period is None and is_past and scene.issued:
        fact = replace(fact, period=str(scene.issued.year))
    return fact


def noun_stands_for(scene: Scene, at: int) -> str | None:
    """The program that a noun phrase at a place stands for: "the festival"."""
    match = scene.grammar.pattern(_STANDS_FOR).match(scene.skeleton.text, at)
    return stands_for(scene, match["word"]) if match else None


def program_used(scene: Scene, verb_end: int) -> str | None:
    """The program that a verb's object stands for: "visited the festival", "used it"."""
    text = scene.skeleton.text
    match = scene.grammar.pattern(
        rf" (?:in |part in |for |to |at |from )?(?:(?P<it>it\b)|{_STANDS_FOR})"
    ).match(text, verb_end)
    if match is None:
        return None
    return scene.discourse.topic if match["it"] else stands_for(scene, match["word"])


def program_acted_on(scene: Scene, chunks: Chunks, verb: int) -> str | None:
    """The program that a verb is said of: "turned out for the X", "visited the X"."""
    at = verb + 2 if chunks.get(verb + 1).kind == "preposition" else verb + 1
    named = next(programs_at(scene, chunks.get(at).start), None)
    return named.name if named else None


def stands_for(scene: Scene, word: str) -> str | None:
    """The program that a common noun stands for: the last named one that is called so."""
    discourse = scene.discourse
    word = word.lower()
    if word.endswith("s") and word not in _EVENTS:
        return None
    if word in discourse.called:
        return discourse.called[word]
    if word in ("event", "festivities"):
        return next(
            (discourse.called[w] for w in _EVENTS if w in discourse.called), discourse.program
        )
    if word in _ANY:
        return discourse.program or discourse.called.get("")
    code = scene.grammar.program_types.get(word)
    if code == _OFFICES:
        return None
    return discourse.called.get(f"type:{code}")


def program_within(scene: Scene, start: int, end: int) -> str | None:
    """The program that a noun phrase names last: "the council's Homes for All programme"."""
    names = [name for name, _, place in _named(scene) if start <= place < end]
    return names[-1] if names else None


def note_programs(scene: Scene) -> None:
    """Remember the programs a sentence names, under the nouns that stand for them later."""
    called = scene.discourse.called
    for name, words, _ in _named(scene):
        codes = {scene.grammar.program_types.get(word.lower()) for word in words}
        called[""] = name
        called.update((word.lower(), name) for word in words)
        called.update((f"type:{code}", name) for code in codes if code)


def note_event(scene: Scene) -> None:
    """Remember the festival that a sentence of the lead names: the text is about it."""
    if scene.skeleton.sentence.block > _LEAD:
        return
    for name, words, _ in _named(scene):
        if any(word.lower() in _EVENTS for word in words):
            scene.discourse.event = name


def subject_program(scene: Scene) -> str | None:
    """The program that a sentence is about: its subject by name or noun, or what "it" stood for."""
    start = _opening(scene, 0)
    for program in programs_at(scene, start):
        return program.name
    if name := noun_stands_for(scene, start):
        return name
    return scene.discourse.topic if re.match(r"(?:It|They|Its) ", scene.skeleton.text) else None


def _opening(scene: Scene, start: int) -> int:
    match = _OPENING.match(scene.skeleton.text, start)
    return match.end() - start if match else 0


def _named(scene: Scene) -> Iterator[tuple[str, list[str], int]]:
    """Each program of a sentence, the nouns that say its kind, and where its name begins."""
    for match in scene.find(_NAMED):
        if match["quoted"]:
            name = _ARTICLE.sub("", scene.skeleton.mention(match["quoted"]).name)
            kinds = [match["kind"], match["apposed"], "".join(name.split()[-1:])]
        else:
            name = _ARTICLE.sub("", scene.skeleton.words(*match.span("title")))
            kinds = [name.split()[-1], match["then"]]
        if name.count(" ") >= _LONGEST:
            continue
        words = [kind.split()[-1] for kind in kinds if kind]
        words = [w for w in words if not w.endswith("s")]  # several have no name together
        words = [w for w in words if type_of(scene, [w]) not in (None, _OFFICES)]
        if words:
            yield name, words, match.start()
