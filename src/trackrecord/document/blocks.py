"""Plain text to blocks: where one ends, and whether it is a heading, a paragraph or an item.

Press text has one paragraph a line, so a line is a block, unless the text is hard-wrapped: then the
lines of a paragraph form one block. A text is hard-wrapped when a fixed width explains its line
breaks, that is, when the next word would not have fitted on the line.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from trackrecord.document.records import Block, BlockKind

#: The widths, in columns (a wide character takes two), at which text is hard-wrapped.
NARROWEST, WIDEST = 40, 120
#: How many breaks a width must explain: this share of them, and this number unless a line goes on
#: in lower case.
SHARE_EXPLAINED, BREAKS_EXPLAINED = 0.75, 3

_BULLET = re.compile(
    r"[▲△▶▷■□◆◇●○◦•·※①-⑳]"
    r"|(?:[-*–—ㅇ]|[0-9]{1,2}[.)]|[가나다라마바사아자차카타파하][.)])(?=\s)"
)
_CLOSERS = r"['\"’”»」』)\]]*"
#: A full stop; or the ending of a Korean sentence, of speech or in a line too long for a headline.
_ENDS_A_SENTENCE = re.compile(
    rf"[.!。…]{_CLOSERS}$|(?<=.{{50}}[가-힣])다{_CLOSERS}$"
    rf"|(?:고|며) (?:말|밝혔|전|덧붙였|강조|설명)했?다{_CLOSERS}$"
)
_SENTENCE_WITHIN = re.compile(rf"(?:[가-힣]|[a-z]{{4}}|[)%”’])(?<!\.)[.!?。]{_CLOSERS}\s")


class _Line(NamedTuple):
    """A line of a text without the white space around it; a blank one has no text."""

    start: int
    end: int
    text: str
    #: The columns from the left margin to the last character.
    width: int


def kind_of(text: str) -> BlockKind:
    """What a block is, by how it begins and ends.

    An item begins with a bullet (`▲`, `- `, `1. `, `①`). A paragraph has a sentence that ends: the
    block's last, or one with more behind it, so a paragraph that closes with a credit line is still
    one. Everything else is a heading, a lone question too.
    """
    if _BULLET.match(text):
        return "item"
    if _ENDS_A_SENTENCE.search(text) or _SENTENCE_WITHIN.search(text):
        return "paragraph"
    return "heading"


def blocks_of_lines(text: str) -> tuple[Block, ...]:
    r"""The blocks of plain text whose lines end in `\n`."""
    lines = _lines(text)
    width = _wrap_width(lines)
    spans: list[tuple[int, int]] = []
    previous: _Line | None = None
    for line in lines:
        if not line.text:
            previous = None
            continue
        start = line.start
        if width and previous and not _BULLET.match(line.text) and _is_full(previous, line, width):
            start, _ = spans.pop()
        spans.append((start, line.end))
        previous = line
    return tuple(Block(kind_of(text[start:end]), start, end) for start, end in spans)


def composed(passages: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """A text made of passages with an empty line between them, and its blocks.

    A paragraph that has line breaks in it is split like plain text: pages put `<br>` between
    paragraphs. In a heading or an item a line break is a space.
    """
    parts: list[str] = []
    length = 0
    blocks: list[Block] = []
    for kind, passage in passages:
        text = passage.strip() if kind == "paragraph" else " ".join(passage.split())
        if not text:
            continue
        if parts:
            parts.append("\n\n")
            length += 2
        if "\n" in text:
            blocks.extend(
                Block(block.kind, length + block.start, length + block.end)
                for block in blocks_of_lines(text)
            )
        else:
            blocks.append(Block(kind, length, length + len(text)))
        parts.append(text)
        length += len(text)
    return "".join(parts), tuple(blocks)


def _lines(text: str) -> list[_Line]:
    lines = []
    offset = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        start = offset + len(raw) - len(raw.lstrip()) if bare else offset
        lines.append(_Line(start, start + len(bare), bare, _columns(raw.rstrip())))
        offset += len(raw) + 1
    return lines


def _columns(text: str) -> int:
    """The columns a line takes; beyond the widest wrapped line the exact number is of no use."""
    if text.isascii() or len(text) > WIDEST:
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    return line.width + 1 + _columns(following.text.split(maxsplit=1)[0]) > width


def _wrap_width(lines: Sequence[_Line]) -> int | None:
    """The width in columns at which a text is hard-wrapped, or nothing.

    Lines of one word (addresses) may stick out. A break after a sentence or before a bullet says
    nothing, because it is made in any text.
    """
    width = max((line.width for line in lines if " " in line.text), default=0)
    if not NARROWEST <= width <= WIDEST:
        return None
    breaks = [
        (line, following)
        for line, following in pairwise(lines)
        if line.text
        and following.text
        and not _ENDS_A_SENTENCE.search(line.text)
        and not _BULLET.match(following.text)
    ]
    explained = [following for line, following in breaks if _is_full(line, following, width)]
    if not explained or len(explained) < SHARE_EXPLAINED * len(breaks):
        return None
    goes_on = any(following.text[0].islower() for following in explained)
    return width if goes_on or len(explained) >= BREAKS_EXPLAINED else None
