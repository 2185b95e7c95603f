"""The records of this room: a document, the blocks it is made of, and what is stated about it."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, Self

BlockKind = Literal["heading", "paragraph", "item"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document that is read on its own.

    `start` and `end` are offsets into the document's text, in Unicode code points, end excluded.
    Blocks stand in order, do not overlap, and neither begin nor end with white space.
    """

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is stated about a document, by its file or by the caller; `None` is unstated.

    `language` is a BCP 47 tag, `issued` the day of first publication, `retrieved` the day on which
    the file was obtained.
    """

    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    issued: date | None = None
    language: str | None = None
    retrieved: date | None = None

    def completed_by(self, other: Self | None) -> Self:
        """These statements, and the other's where these are silent."""
        if other is None:
            return self
        names = [field.name for field in fields(self)]
        own = {name: getattr(self, name) for name in names}
        return type(self)(
            **{name: getattr(other, name) if own[name] is None else own[name] for name in names}
        )


@dataclass(frozen=True, slots=True)
class Document:
    r"""A file as the readers see it: plain text, its blocks, and where it came from.

    `text` has `\n` for every line end and is otherwise the file's own (plain text) or its blocks
    joined by an empty line (Markdown, HTML); every offset in a fact counts its code points.
    `language` is a BCP 47 primary subtag, `und` when the text has no letters to tell by. `sha256`
    is of the file's bytes, `name` the file's name without its directories.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    language: str
    title: str | None
    url: str | None
    publisher: str | None
    issued: date | None
    retrieved: date | None
    sha256: str
    name: str


def language_of(text: str, stated: str | None) -> str:
    """The BCP 47 primary subtag of the language that a text is written in.

    The script decides between Korean and the rest: a Hangul syllable weighs as much as two Latin
    letters, and the heavier script wins. A page's own statement only tells languages of one script
    apart, because templates state `ko` over English text and `en` over Korean.
    """
    hangul = sum(is_hangul(character) for character in text)
    latin = sum("a" <= character <= "z" for character in text.lower())
    if 2 * hangul > latin:
        return "ko"
    primary = primary_subtag(stated or "")
    if primary and (primary != "ko" or not latin):
        return primary
    return "en" if latin else "und"


def primary_subtag(tag: str) -> str | None:
    """The language of a BCP 47 tag (`ko-KR` gives `ko`), or nothing when it is not such a tag."""
    primary = tag.strip().replace("_", "-").split("-")[0].lower()
    is_well_formed = primary.isascii() and primary.isalpha() and len(primary) in (2, 3)
    return primary if is_well_formed else None


def is_hangul(character: str) -> bool:
    """Whether a character is a Hangul syllable."""
    return "가" <= character <= "힣"
