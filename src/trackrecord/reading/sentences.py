"""A document's text as sentences: stretches of its blocks, with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trackrecord.document import Document

#: Abbreviations whose full stop does not end an English sentence.
_ABBREVIATIONS = (
    "mr mrs ms dr prof st no vol co ltd inc corp dept est approx jan feb mar apr jun jul aug sep sept "
    "oct nov dec gov lt sen rep cllr col gen rev hon ave blvd u.s u.k u.n e.g i.e etc vs fig"
).split()
#: Characters of the longest stretch that is read as one sentence, and of the longest word of a language.
_LONGEST, _LONGEST_WORD = 1_000, 200
_CUT = re.compile(rf"\S.{{0,{_LONGEST - 1}}}(?=\s|$)", re.DOTALL)
_END = re.compile(r"(?:[.!?][\"'”’)\]]*(?=\s)|[。]|(?<=[가-힣]다)\.(?=[가-힣]))\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a document's text; a heading is read last, and only for what the body lacks."""

    start: int
    end: int
    text: str
    block: int
    is_heading: bool


def sentences(document: Document) -> Iterator[Sentence]:
    """The sentences of a document in reading order; offsets are those of the document's text."""
    for number, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        for start, end in _readable(text):
            yield Sentence(
                block.start + start,
                block.start + end,
                text[start:end],
                number,
                is_heading=block.kind == "heading",
            )


def _readable(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a block, in pieces where they are no sentences: text without stops, or encoded data.

    What it takes to read a sentence grows faster than its length, and no one writes such long ones.
    """
    for start, end in _stretches(text):
        if end - start <= _LONGEST:
            yield start, end
            continue
        for words in re.finditer(rf"(?:(?<!\S)\S{{1,{_LONGEST_WORD}}}(?!\S)\s*)+", text[start:end]):
            for piece in _CUT.finditer(text, start + words.start(), start + words.end()):
                yield piece.start(), piece.start() + len(piece[0].rstrip())


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if _is_abbreviation(text, match.start()) or not _begins(text, match.end()):
            continue
        end = match.start() + len(match[0].rstrip())
        yield start, end
        start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())


def _is_abbreviation(text: str, stop: int) -> bool:
    word = re.search(r"[\w.]*$", text[:stop])
    token = word[0].lower() if word else ""
    if text[stop - 1 : stop].isdigit() and re.match(r"\. ?\d", text[stop:]):
        return True  # 2022. 7. 21.
    return text[stop] == "." and (
        token in _ABBREVIATIONS or re.fullmatch(r"[a-z]", token) is not None
    )


def _begins(text: str, at: int) -> bool:
    """Whether what stands at `at` can begin a sentence: nothing, or no lower-case letter."""
    return at >= len(text) or not text[at].islower()
