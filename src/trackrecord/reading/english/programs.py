"""The names of programs in a skeleton: quoted, or in capitals around a word for a kind of program."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.words import singular
from trackrecord.reading.mentions import Mention

_DETERMINERS = r"(?:the |a |an |its |their |this |new |newly |various )*(?:⟨money:\d+⟩ (?:worth of (?:the )?)?)?"
_MODIFIERS = r"(?:[a-z][\w'-]* ){0,4}?"
_CAPITAL = r"(?:[A-Z0-9](?:[\w'&./-]|:(?=\w))*|⟨(?:gov|num):\d+⟩(?:'s|-[a-z]+)?)"
_TITLE = rf"{_CAPITAL}(?: (?:(?:of|for|and|in|on|to|the|with|&) ){{0,2}}{_CAPITAL})*"
_NAME = re.compile(
    rf"{_DETERMINERS}(?:(?P<before>{_MODIFIERS})(?P<quoted>⟨(?:quoted|award):\d+⟩)|(?P<described>{_MODIFIERS})(?P<title>{_TITLE}))"
)
#: Which time a program is held is no part of its name.
_ORDINAL = re.compile(
    r"^(?:(?:(?:19|20)\d\d )?\d+(?:st|nd|rd|th) |(?:19|20)\d\d (?=.*(?:Festival|Fair|Expo|Marathon|Contest)$))"
)
#: Kinds that take all of a name before them: "the Local Road and Community Building Program".
_SCHEMES = ("programme", "fund", "plan", "policy")
_FUNCTION_WORDS = {
    "of", "for", "in", "on", "to", "with", "by", "at", "from", "that", "which", "and", "or", "as",
    "such", "including", "into", "via", "than", "who", "where", "using", "based", "under", "through",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProgramName:
    """A program's name as the text has it, its kind, and its place in the skeleton."""

    name: str
    type: str
    start: int
    end: int


def programs_at(scene: Scene, at: int) -> Iterator[ProgramName]:
    """The program named right at a place in the skeleton, and those listed after it."""
    match = _NAME.match(scene.skeleton.text, at)
    if match is None:
        return
    described = (match["before"] or match["described"] or "").split()
    if _FUNCTION_WORDS.intersection(described):
        return
    if match["quoted"]:
        yield from _quoted(scene, match, described)
    else:
        yield from _titled(scene, match, described)


def type_of(scene: Scene, words: list[str]) -> str | None:
    """The kind of program the last fitting word stands for: `["Impact", "Fund"]` → `fund`."""
    for word in reversed(words):
        lowered = word.lower().strip(",.'")
        code = scene.grammar.program_types.get(lowered) or scene.grammar.program_types.get(
            singular(lowered)
        )
        if code:
            return code
    return None


def _in_apposition(scene: Scene, end: int) -> str | None:
    """The kind that follows a name: "the X, a program that …"."""
    match = scene.grammar.pattern(r",? an? (?:[\w-]+ ){0,3}?(?P<type>{type})\b(?! of)").match(
        scene.skeleton.text, end
    )
    return type_of(scene, [match["type"]]) if match else None


def _quoted(scene: Scene, match: re.Match[str], described: list[str]) -> Iterator[ProgramName]:
    mention = scene.skeleton.mention(match["quoted"])
    if mention.kind == "award" and not _is_held(scene, mention):
        return
    if not mention.name[:1].isupper() and not mention.name[:1].isdigit():
        return
    after = re.match(r"(?:'s)?((?: [a-z][\w-]*){1,3})", scene.skeleton.text[match.end() :])
    words = mention.name.split()
    kind = (
        _in_apposition(scene, match.end())
        or type_of(scene, words[-1:] if words else [])
        or type_of(scene, words[:1])
        or (type_of(scene, after[1].split()) if after else None)
        or type_of(scene, described)
        or "project"
    )
    name = _ORDINAL.sub("", mention.name) if mention.kind == "quoted" else mention.name
    yield ProgramName(name, kind, match.start(), match.end())
    more = re.match(
        r"(?:,| and|, and|,? as well as) (?=(?:the |an? )?⟨quoted)",
        scene.skeleton.text[match.end() :],
    )
    if more:
        yield from programs_at(scene, match.end() + more.end())


def _is_held(scene: Scene, award: Mention) -> bool:
    """Whether what looks like a contest is an event for visitors: "the 2023 Book Festival"."""
    last = award.name.split()[-1].lower()
    return not award.iris and last in ("festival", "fair", "expo", "marathon", "market")


def _titled(scene: Scene, match: re.Match[str], described: list[str]) -> Iterator[ProgramName]:
    """A title counts as a program if it ends in, or is introduced by, a word for a kind of program."""
    end = match.end("title")
    for start, stop in _coordinates(scene, match.start("title"), end):
        stop -= len(scene.skeleton.text[start:stop]) - len(
            scene.skeleton.text[start:stop].rstrip(",.")
        )
        stop = _head_end(scene, start, stop)
        words = scene.skeleton.words(start, stop).split()
        kind = (
            _in_apposition(scene, stop)
            or type_of(scene, words[-1:])
            or type_of(scene, words[:1] if "of" in words or "on" in words else [])
        )
        kind = kind or (type_of(scene, described[-2:]) if described else None)
        kind = kind or _kind_after(scene, stop)
        versioned = re.fullmatch(r"\d+(?:\.\d+)?", words[-1]) if words else None
        kind = kind or (type_of(scene, words[:-1]) if versioned else None)
        is_count = words and words[0].isdigit() and words[-1].endswith("s")
        if kind is None or len(words) < 2 or is_count:
            return
        named = _ORDINAL.sub("", " ".join(words))
        yield ProgramName(named, kind, stop - len(named), stop)
    more = re.match(r"(?:,|,? and|;) (?=(?:the |a )?[A-Z])", scene.skeleton.text[end:])
    if more:
        yield from programs_at(scene, end + more.end())


def _head_end(scene: Scene, start: int, stop: int) -> int:
    """Where a title ends without what only places it: "Startup Center" of "Startup Center in Iksan"."""
    text = scene.skeleton.text[start:stop]
    for link in re.finditer(r"(?P<head>[\w'&-]+) (?:in|at|on) (?:the )?(?=\S)", text):
        if type_of(scene, [link["head"]]) and not type_of(scene, text.split()[-1:]):
            return start + link.end("head")
    return stop


def _kind_after(scene: Scene, end: int) -> str | None:
    """The kind in common letters right after a title: "the First Home program"."""
    after = re.match(
        r" (?P<kind>[a-z][\w-]*)(?! (?!has\b|was\b|is\b)[a-z]+(?:ing|s)\b)",
        scene.skeleton.text[end:],
    )
    kind = type_of(scene, [after["kind"]]) if after else None
    return None if kind == "organisation" else kind


def _coordinates(scene: Scene, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of "A Centre and B Centre"; "Small and Medium Agency" is one."""
    text = scene.skeleton.text
    for match in re.finditer(r" and (?:the )?", text[start:end]):
        left = text[start : start + match.start()].split()
        whole = text[start:end].split()[-1:]
        is_one = type_of(scene, whole) in _SCHEMES and type_of(scene, left[-1:]) not in _SCHEMES
        if len(left) >= 2 and type_of(scene, left[-1:]) and not is_one:
            yield start, start + match.start()
            yield from _coordinates(scene, start + match.end(), end)
            return
    yield start, end
