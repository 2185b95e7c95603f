"""Quotes of one text → the passages they stand in, cut so that each stretch of words knows its facts.

Quotes overlap: one fact stands on a sentence, another on three words of it. A passage is an unbroken
stretch of the text that is known, from the quotes with what stands around them, or from the whole text;
it is cut wherever a quote begins or ends. Positions are code points of the text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The words of a piece of evidence, with what stands around them, and the numbers of its facts."""

    start: int
    end: int
    exact: str
    facts: tuple[int, ...]
    prefix: str = ""
    suffix: str = ""

    @property
    def fragment(self) -> str:
        """Where the words stand, as RFC 5147 says it."""
        return f"char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that the same facts stand on, perhaps none.

    `opens` are the spans that begin here; `closes` the numbers of the facts whose words end here.
    """

    start: int
    text: str
    facts: tuple[int, ...]
    opens: tuple[Span, ...]
    closes: tuple[int, ...]

    @property
    def end(self) -> int:
        """The position after the last code point."""
        return self.start + len(self.text)


#: An unbroken stretch of a text.
Passage = tuple[Segment, ...]


def passages_of_quotes(spans: Iterable[Span]) -> tuple[Passage, ...]:
    """The passages of a text of which only quotes are known, in the order of the text."""
    known: dict[int, str] = {}
    ordered = sorted(spans)
    for span in (
        ordered
    ):  # what stands around a quote first, so that the quotes themselves have the last word
        known.update(enumerate(span.prefix, span.start - len(span.prefix)))
        known.update(enumerate(span.suffix, span.end))
    for span in ordered:
        known.update(enumerate(span.exact, span.start))
    return tuple(
        _cut(*_whole_words(start, text, ordered), ordered) for start, text in _unbroken(known)
    )


def passages_of_text(text: str, spans: Iterable[Span]) -> tuple[Passage, ...] | None:
    """A whole text as one passage; None if a quote does not stand in it where it should."""
    ordered = sorted(spans)
    if any(text[span.start : span.end] != span.exact for span in ordered):
        return None
    return (_cut(0, text, ordered),)


def _unbroken(known: Mapping[int, str]) -> Iterable[tuple[int, str]]:
    places = sorted(known)
    begins = [0, *(i for i, (a, b) in enumerate(pairwise(places), 1) if b != a + 1), len(places)]
    for begin, end in pairwise(begins):
        if begin < end:
            yield places[begin], "".join(known[place] for place in places[begin:end])


def _whole_words(start: int, text: str, spans: Iterable[Span]) -> tuple[int, str]:
    """A stretch of text without a word that is cut off before its first quote or after its last."""
    own = [span for span in spans if start <= span.start < start + len(text)]
    first, last = min(span.start for span in own), max(span.end for span in own)
    head = re.match(r"\S*\s+", text[: first - start]) if start else None
    begin = head.end() if head else 0
    tail = re.search(r"\s+\S*$", text[last - start :])
    end = last - start + tail.start() if tail else len(text)
    return start + begin, text[begin:end]


def _cut(start: int, text: str, spans: Iterable[Span]) -> Passage:
    """A stretch of text cut where the spans in it begin and end."""
    end = start + len(text)
    own = [span for span in spans if start <= span.start and span.end <= end]
    begun: dict[int, list[Span]] = {}
    ended: dict[int, list[Span]] = {}
    for span in own:
        begun.setdefault(span.start, []).append(span)
        ended.setdefault(span.end, []).append(span)
    edges = sorted({start, end, *begun, *ended})
    open_now: set[Span] = set()
    segments = []
    for left, right in pairwise(edges):
        open_now.update(begun.get(left, ()))
        closing = ended.get(right, [])
        segments.append(
            Segment(
                left,
                text[left - start : right - start],
                _numbers(open_now),
                tuple(begun.get(left, ())),
                _numbers(closing),
            )
        )
        open_now.difference_update(closing)
    return tuple(segments)


def _numbers(spans: Iterable[Span]) -> tuple[int, ...]:
    return tuple(sorted({number for span in spans for number in span.facts}))
