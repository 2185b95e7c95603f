"""A sentence with its mentions folded to placeholders, and the patterns that read it.

"Seongdong-gu won the 'Special Award'" becomes "⟨gov:0⟩ won the ⟨grade:1⟩", so that a rule speaks of
grammar alone. Rules are regular expressions in which `<gov>` stands for a mention of that kind,
`<who=gov>` captures it, `<gov|body>` is either, and `{win}` is a list of words of the vocabulary.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trackrecord.facts import Span
from trackrecord.reading.mentions import Mention
from trackrecord.reading.sentences import Sentence

_PLACEHOLDER = re.compile(r"⟨(?P<kind>[a-z]+):(?P<number>\d+)⟩")
_SLOT = re.compile(r"(?<!\?P)<(?:(?P<name>\w+)=)?(?P<kinds>[a-z]+(?:\|[a-z]+)*)>")
_WORDS = re.compile(r"\{(?P<name>[a-z_]+)\}")
_PLAIN = str.maketrans("’‘“”–—‐‑\u00a0⟨⟩", "''\"\"-;-- <>")


def pattern(template: str, words: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """Compile a rule: slots for mentions, lists of words, and otherwise a regular expression.

    >>> pattern("<who=gov> won").search("⟨gov:0⟩ won")["who"]
    '⟨gov:0⟩'
    """
    filled = _WORDS.sub(lambda match: (words or {})[match["name"]], template)
    return re.compile(_SLOT.sub(_slot, filled))


def _slot(match: re.Match[str]) -> str:
    body = rf"⟨(?:{match['kinds']}):\d+⟩"
    return f"(?P<{match['name']}>{body})" if match["name"] else f"(?:{body})"


@dataclass(frozen=True)
class Skeleton:
    """A sentence's text with placeholders for its mentions; offsets lead back to the document."""

    sentence: Sentence
    mentions: Sequence[Mention]
    plain: Callable[[str], str] | None = None  # spells words alike; the length stays the same
    text: str = field(init=False)
    _starts: list[int] = field(init=False, repr=False)
    _ends: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Fold the mentions, keeping for each character the stretch of the document it stands for."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = self.sentence.start
        for number, mention in enumerate(self.mentions):
            self._copy(at, mention.start, parts, starts, ends)
            placeholder = f"⟨{mention.kind}:{number}⟩"
            parts.append(placeholder)
            starts.extend([mention.start] * len(placeholder))
            ends.extend([mention.end] * len(placeholder))
            at = mention.end
        self._copy(at, self.sentence.end, parts, starts, ends)
        text = "".join(parts)
        object.__setattr__(self, "text", self.plain(text) if self.plain else text)
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_ends", ends)

    def _copy(
        self, start: int, end: int, parts: list[str], starts: list[int], ends: list[int]
    ) -> None:
        offset = self.sentence.start
        parts.append(self.sentence.text[start - offset : end - offset].translate(_PLAIN))
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    def span(self, start: int, end: int) -> Span:
        """The document's stretch behind a stretch of the skeleton, without white space around it."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(self._starts[start], self._ends[end - 1])

    def words(self, start: int, end: int) -> str:
        """The document's own words behind a stretch of the skeleton."""
        span = self.span(start, end) if self.text[start:end].strip() else None
        offset = self.sentence.start
        return self.sentence.text[span.start - offset : span.end - offset] if span else ""

    def mention(self, placeholder: str) -> Mention:
        """The mention a placeholder stands for."""
        match = _PLACEHOLDER.fullmatch(placeholder)
        if match is None:
            raise ValueError(f"not a placeholder: {placeholder}")
        return self.mentions[int(match["number"])]

    def placeholders(
        self, *kinds: str, start: int = 0, end: int | None = None
    ) -> Iterator["Place"]:
        """The mentions of some kinds in a stretch of the skeleton, left to right."""
        for match in _PLACEHOLDER.finditer(
            self.text, start, len(self.text) if end is None else end
        ):
            if match["kind"] in kinds:
                yield Place(match.start(), match.end(), self.mentions[int(match["number"])])


@dataclass(frozen=True, slots=True)
class Place:
    """A mention and where its placeholder stands in the skeleton."""

    start: int
    end: int
    mention: Mention
