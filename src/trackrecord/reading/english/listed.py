"""Undertakings of programs in a list, with the money that each has."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.reading.english.acting import Placed, placed
from trackrecord.reading.english.programs import ProgramName, programs_at, type_of
from trackrecord.reading.english.scene import Scene

_SERIES = r"\b(?P<head>projects|programs|programmes|initiatives|policies|measures)(?:,)? (?:such as|including|like) "
#: What a list of projects is announced with; what else may be listed after the word.
_PROJECTS = re.compile(r"\b(?:projects|programs|programmes|initiatives)\b", re.IGNORECASE)
_PROJECTS_ARE = re.compile(
    r"\b(?:projects|programs|programmes|initiatives)(?: (?!(?:areas|fields|sectors|categories|topics|themes|goals)\b)[\w'⟨⟩:-]+){0,8}? ?(?:includ(?:e|es|ed|ing)|are|were|such as|namely)?[: ]*$"
)
#: An item of a list with marks: its name, and its money in brackets or right after it.
_MARKED = r"[▲△▷◆◇■□●○•▶] ?(?P<name>[^▲△▷◆◇■□●○•▶]{4,140}?)(?:,? ?\((?:(?:a |the )?(?:total )?(?:project |construction )?(?:costs?|budget|expenses?|funding|investment)(?: of)?:? )?(?:{about} )?(?P<money><money>)\)|,? (?P<bare><money>)(?= ?[▲△▷◆◇■□●○•▶.,;]| and [▲△▷◆◇■□●○•▶]|$)|(?=,? ?(?:and )?[▲△▷◆◇■□●○•▶]|,? (?:among others|etc\b)|[.;]$|$))"
_MARK = re.compile(r"[▲△▷◆◇■□●○•▶]")
#: What lists of reasons and fields tell, in which "industries" and "areas" are no programs.
_FIELDS = re.compile(
    r"\b(?:industries|sectors|fields|areas|products|crops|departments|institutions|organizations)(?= (?:[a-z]+ing|in|of|for)\b|$)"
)
_EXISTING = re.compile(r"\bexisting (?:[\w-]+ ){0,2}$")
#: The verb that the listed things do: "projects including A and B have been reflected".
_THEIR_VERB = re.compile(r"(?<!which)(?<!that)(?<!who),? (?:have|has|had|were|was|are|is|will)\b")
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
        if _GERUND.match(text, match.end()) and match["head"] in _ENUMERATED:
            verb = text[match.end() :].split()[0]
            if verb not in ("operating", "running", "providing"):
                continue  # what is done, not what is run
        if _EXISTING.search(text, 0, match.start()):
            continue  # somebody's, and told for contrast
        if doing := _THEIR_VERB.search(text, match.end(), end):
            end = doing.start()
        for start, finish in _items(text, match.end(), end):
            yield from _item(scene, match["head"], start, finish)


def marked(scene: Scene) -> Iterator[Placed]:
    """ "▲ A project (1.2 billion KRW)": an item of a list of projects, with its budget.

    A list that says that it is of projects need not tell what each costs.
    """
    text = scene.skeleton.text
    first = _MARK.search(text)
    if first is None:
        return
    says_so = _PROJECTS.search(text) is not None
    is_of_projects = _PROJECTS_ARE.search(text, 0, first.start()) is not None
    for match in scene.find(_MARKED):
        noun = scene.grammar.pattern(
            r"(?:the )?(?P<act>{actnoun})(?: and (?:\w+))? of (?:the |an? )?"
        ).match(match["name"])
        start = match.start("name") + (noun.end() if noun else 0)
        name = scene.skeleton.words(start, match.end("name"))
        kind = type_of(scene, name.split()[-1:])
        group = "money" if match["money"] else "bare" if match["bare"] else None
        if not (group and says_so) and kind is None:
            continue
        if (group is None and not is_of_projects) or not name[:1].isupper():
            continue
        action = scene.grammar.action_nouns[noun["act"]] if noun else "operate"
        program = ProgramName(name, kind or "project", start, match.end("name"))
        planned = "plan" if scene.is_planned(match.start()) else action
        end = match.end() if group else match.end("name")
        for fact, place in placed(
            scene, program, planned, match.start("name"), "marked", end, 0.75, doer=first.start()
        ):
            money = scene.mention(match, group).money if group else None
            yield replace(fact, budget=money or fact.budget), place


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
    elif _FIELDS.search(item):
        return
    elif head in _ENUMERATED and _LOWER_ITEM.fullmatch(item) and not _NOT_AN_ITEM.search(item):
        lead = re.match(r"(?:the |a |an |operating |running |providing )*", text[at:end])
        name_at = at + (lead.end() if lead else 0)
        if _GERUND.match(text, name_at):
            return  # "revitalizing the area" is a deed, and names nothing
        name = scene.skeleton.words(name_at, end)
        program = ProgramName(name, type_of(scene, name.split()) or "project", name_at, end)
        yield from placed(scene, program, action, start, "series", end, 0.7)
