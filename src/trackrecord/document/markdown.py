"""Markdown (CommonMark with tables) to blocks.

What a reader would see is kept: the text of headings, paragraphs, list items and table rows, links
as their words. Code blocks, raw HTML and images are left out.
"""

from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from trackrecord.document.blocks import composed
from trackrecord.document.records import Block, BlockKind

_CELL_SEPARATOR = " | "


def read_markdown(text: str) -> tuple[str, tuple[Block, ...], str | None]:
    """The plain text of Markdown without front matter, its blocks, and its first top heading."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    plain, blocks = composed(_passages(tokens))
    return plain, blocks, _title(tokens)


def _passages(tokens: list[Token]) -> Iterator[tuple[BlockKind, str]]:
    kind: BlockKind = "paragraph"
    items_open = 0
    cells: list[str] | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                kind = "heading"
            case "paragraph_open":
                kind = "item" if items_open else "paragraph"
            case "list_item_open":
                items_open += 1
            case "list_item_close":
                items_open -= 1
            case "tr_open":
                cells = []
            case "tr_close":
                yield "item", _CELL_SEPARATOR.join(filter(None, cells or []))
                cells = None
            case "inline" if cells is not None:
                cells.append(" ".join(_words(token).split()))
            case "inline":
                yield kind, _words(token)


def _words(inline: Token) -> str:
    words = []
    for token in inline.children or []:
        match token.type:
            case "text" | "code_inline":
                words.append(token.content)
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append("\n")
    return "".join(words)


def _title(tokens: list[Token]) -> str | None:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return " ".join(_words(inline).split()) or None
    return None
