"""The words behind a fact in a dataset: each quote with its source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.naming import text_of
from trackrecord.vocabulary import DCTERMS, OA, RDF, TR

_EVIDENCE, _SOURCE, _SELECTOR = (
    NamedNode(str(term)) for term in (TR.evidence, OA.hasSource, OA.hasSelector)
)
_EXACT, _PREFIX, _SUFFIX, _START, _CELLS = (
    NamedNode(str(term)) for term in (OA.exact, OA.prefix, OA.suffix, OA.start, RDF.value)
)
_TITLE, _ISSUED, _URL, _FILE = (
    NamedNode(str(term)) for term in (DCTERMS.title, DCTERMS.issued, DCTERMS.source, TR.readFrom)
)


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a source, with what is known of it; `start` counts code points of its text.

    `cells` is the RFC 7111 fragment of words that stand in a table, and `start` is 0 then. `prefix`
    and `suffix` are the text before and after the words, as far as it is kept.
    """

    source: str
    start: int
    exact: str
    title: str
    issued: str | None
    url: str | None
    prefix: str = ""
    suffix: str = ""
    cells: str | None = None

    @property
    def place(self) -> dict[str, object]:
        """Where the words stand, as a JSON object: `start` in a text, `cells` in a table."""
        return {"cells": self.cells} if self.cells else {"start": self.start}

    @property
    def row(self) -> int | None:
        """The row of a table that the words stand in, from 1."""
        return int(re.findall(r"\d+", self.cells)[0]) if self.cells else None

    def to_text(self) -> str:
        """The quote and where it is from, on one line."""
        when = f", {self.issued}" if self.issued else ""
        where = f", {self.cells.replace('=', ' ')}" if self.cells else ""
        return f"“{' '.join(self.exact.split())}” ({self.title}{when}{where})"


def quotes_of(store: Store, fact: NamedNode) -> tuple[Quote, ...]:
    """The quotes behind a fact, by source and place; none for what is not a fact."""
    found = {
        quote
        for evidence in _values(store, fact, _EVIDENCE)
        for source in _values(store, evidence, _SOURCE)
        for quote in _quotes(store, evidence, source)
    }
    return tuple(sorted(found, key=_order))


def exact_at(store: Store, evidence: NamedNode) -> str:
    """The words of a piece of evidence; empty if none are kept."""
    told = (
        o.value
        for node in _values(store, evidence, _SELECTOR)
        for o in _values(store, node, _EXACT)
    )
    return min(told, default="")


def _order(quote: Quote) -> tuple[object, ...]:
    """By source and place: cells by their numbers, so that row 9 comes before row 10."""
    numbers = [int(number) for number in re.findall(r"\d+", quote.cells or "")]
    return (quote.source, quote.start, numbers, quote.exact)


def _quotes(store: Store, evidence: NamedNode, source: NamedNode) -> Iterator[Quote]:
    """The quote of a piece of evidence: its selectors say the words and where they stand."""
    told: dict[NamedNode, list[str]] = {}
    for node in _values(store, evidence, _SELECTOR):
        for quad in store.quads_for_pattern(node, None, None, DefaultGraph()):
            told.setdefault(quad.predicate, []).append(text_of(quad.object))
    known: dict[NamedNode, str] = {}
    for quad in store.quads_for_pattern(source, None, None, DefaultGraph()):
        value = text_of(quad.object)
        known[quad.predicate] = min(value, known.get(quad.predicate, value))
    title = known.get(_TITLE) or known.get(_FILE)
    if title is None:
        return
    prefix, suffix = (min(told.get(predicate, [""])) for predicate in (_PREFIX, _SUFFIX))
    of_source = (title, known.get(_ISSUED), known.get(_URL))
    for exact in told.get(_EXACT, ()):
        for start in told.get(_START, ()):
            yield Quote(source.value, int(start), exact, *of_source, prefix, suffix)
        for cells in told.get(_CELLS, ()):
            yield Quote(source.value, 0, exact, *of_source, cells=cells)


def _values(store: Store, subject: NamedNode, predicate: NamedNode) -> Iterator[Any]:
    return (
        quad.object for quad in store.quads_for_pattern(subject, predicate, None, DefaultGraph())
    )
