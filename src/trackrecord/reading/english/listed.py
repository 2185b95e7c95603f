"""Undertakings of programs in a list, with the money that each has."""

import re
from collections.abc import Iterator

from trackrecord.reading.english.acting import Placed, placed
from trackrecord.reading.english.programs import ProgramName, programs_at, type_of
from trackrecord.reading.english.scene import Scene

_SERIES = r"\b(?P<head>projects|programs|programmes|initiatives|policies|measures)(?:,)? (?:such as|including|like) "
#: What a list of projects is announced with, and an item of it with its money.
_PROJECTS = re.compile(r"\b(?:projects|programs|programmes|initiatives)\b", re.IGNORECASE)
_MARKED = r"[▲△▷◆◇■□●○•▶] ?(?P<name>[^▲△▷◆◇■□●○•▶()]{4,120}?)(?= ?\(<money>\))"
#: "the maintenance of the Jogye Stream (500 million won)": a deed, what it is done to, and its money.
_DEED_COST = r"\b(?P<act>{actnoun})(?: and {actnoun})? of (?:the |an? )?(?P<name>(?:(?!{actnoun}\b)[^,;.()]){4,80}?) \((?P<money><money>)\)"
_LOWER_ITEM = re.compile(r"(?:the |a |an )?(?:[\w'&-]+|⟨(?:gov|quoted|num|award):\d+⟩)(?: (?:[\w'&.-]+|⟨\w+:\d+⟩(?:'s)?)){1,11}$")  # fmt: skip
_NOT_AN_ITEM = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|which|who|that|based|having|it|they|we|as well)\b"
)
_GERUND = re.compile(r"[a-z]+ing ")
_ENUMERATED = ("projects", "programs", "programmes", "initiatives")


def series(scene: Scene) -> Iterator[Placed]:
    """ "Projects such as A; B; C, and D": each item is a program the government runs."""
    text = scene.skeleton.text
    for match in scene.find(_SERIES):
        stop = re.search(r"[.:]\s|$", text[match.end() :])
        end = match.end() + (stop.start() if stop else 0)
        for start, finish in _items(text, match.end(), end):
            yield from _item(scene, match["head"], start, finish)


def marked(scene: Scene) -> Iterator[Placed]:
    """ "▲ A project (1.2 billion KRW)": an item of a list of projects, with its budget."""
    if not _PROJECTS.search(scene.skeleton.text):
        return
    for match in scene.find(_MARKED):
        noun = scene.grammar.pattern(
            r"(?:the )?(?P<act>{actnoun})(?: and (?:\w+))? of (?:the |an? )?"
        ).match(match["name"])
        start = match.start("name") + (noun.end() if noun else 0)
        name = scene.skeleton.words(start, match.end("name"))
        action = scene.grammar.action_nouns[noun["act"]] if noun else "operate"
        kind = type_of(scene, name.split()[-1:]) or "project"
        program = ProgramName(name, kind, start, match.end("name"))
        planned = "plan" if scene.is_planned(match.start()) else action
        yield from placed(scene, program, planned, match.start("name"), "marked", None, 0.75)


def costed(scene: Scene) -> Iterator[Placed]:
    """ "projects include the maintenance of the Jogye Stream (500 million won)"."""
    for match in scene.find(_DEED_COST):
        start, end = match.span("name")
        name = scene.skeleton.words(start, end)
        kind = type_of(scene, name.split()[-1:]) or "project"
        action = scene.grammar.action_nouns[match["act"]]
        planned = "plan" if scene.is_planned(match.start()) else action
        program = ProgramName(name, kind, start, end)
        yield from placed(scene, program, planned, match.start(), "costed", match.end(), 0.75)


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


def _item(scene: Scene, head: str, start: int, end: int) -> Iterator[Placed]:
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
        yield from placed(scene, named, action, start, "series")
    elif head in _ENUMERATED and _LOWER_ITEM.fullmatch(item) and not _NOT_AN_ITEM.search(item):
        lead = re.match(r"(?:the |a |an |operating |running |providing )*", text[at:end])
        name_at = at + (lead.end() if lead else 0)
        if _GERUND.match(text, name_at):
            return  # "revitalizing the area" is a deed, and names nothing
        name = scene.skeleton.words(name_at, end)
        program = ProgramName(name, type_of(scene, name.split()) or "project", name_at, end)
        yield from placed(scene, program, action, start, "series", end, 0.7)
