"""A source: what is known of it, and the facts read from it, in the order of its text or rows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.iris import local_name
from trackrecord.naming import Names, first_text, text_of
from trackrecord.profiles.passages import Span
from trackrecord.profiles.records import Record, plain_record, worded
from trackrecord.quoting import Quote
from trackrecord.vocabulary import DCTERMS, PROV, TR

_EVIDENCE, _ORIGIN = NamedNode(str(TR.evidence)), NamedNode(str(TR.origin))
_DERIVED = NamedNode(str(PROV.wasDerivedFrom))


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a source; `facts` are IRIs, by where the words behind them stand.

    `origin` is the source that it reprints, if it is not its own; `reprints` are those of the same origin.
    """

    iri: str
    title: str
    publisher: str
    issued: str
    retrieved: str
    url: str
    language: str
    sha256: str
    file: str
    origin: str | None
    reprints: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A fact of a source with its number in the source, from 1, and its quotes there; the words with their verdicts."""

    number: int
    record: Record
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Quoted cells of a table: their RFC 7111 fragment, their words and the numbers of their facts."""

    fragment: str
    exact: str
    facts: tuple[int, ...]

    @property
    def row(self) -> int:
        """The row that they stand in, from 1."""
        return _place(self.fragment)[0]


def source(store: Store, node: NamedNode) -> Source:
    """The profile of a source."""

    def known(term: object) -> str:
        return first_text(store, node, NamedNode(str(term))) or ""

    origin = known(TR.origin) or node.value
    same = store.quads_for_pattern(None, _ORIGIN, NamedNode(origin), DefaultGraph())
    return Source(
        node.value,
        title_of(store, node),
        known(DCTERMS.publisher),
        known(DCTERMS.issued),
        known(TR.retrieved),
        known(DCTERMS.source),
        known(DCTERMS.language),
        known(TR.sha256),
        known(TR.readFrom),
        origin if origin != node.value else None,
        tuple(sorted({text_of(quad.subject) for quad in same} - {node.value})),
        _facts(store, node),
    )


def title_of(store: Store, node: NamedNode) -> str:
    """The title of a source, else the name of its file, else the end of its IRI."""
    title, file = (NamedNode(str(term)) for term in (DCTERMS.title, TR.readFrom))
    return first_text(store, node, title) or first_text(store, node, file) or local_name(node.value)


def numbered(
    store: Store, of: Source, names: Names, first: int, facts: Iterable[str]
) -> tuple[Numbered, ...]:
    """Facts of a source with their words, numbered from `first`."""
    found = []
    for number, fact in enumerate(facts, first):
        plain = plain_record(store, NamedNode(fact), names)
        if plain is not None:
            record = worded(store, plain, names)
            own = tuple(quote for quote in record.quotes if quote.source == of.iri)
            found.append(Numbered(number, record, own))
    return tuple(found)


def spans_of(facts: Iterable[Numbered]) -> tuple[Span, ...]:
    """The words of facts as spans of the source's text, each once with the numbers of all its facts."""
    found: dict[tuple[int, str], tuple[Quote, list[int]]] = {}
    for each in facts:
        for quote in each.quotes:
            if not quote.cells:
                found.setdefault((quote.start, quote.exact), (quote, []))[1].append(each.number)
    return tuple(
        sorted(
            Span(q.start, q.start + len(q.exact), q.exact, tuple(numbers), q.prefix, q.suffix)
            for q, numbers in found.values()
        )
    )


def cells_of(facts: Iterable[Numbered]) -> tuple[Cell, ...]:
    """The quoted cells of a table, in the order of its rows."""
    found: dict[tuple[str, str], list[int]] = {}
    for each in facts:
        for quote in each.quotes:
            if quote.cells:
                found.setdefault((quote.cells, quote.exact), []).append(each.number)
    ordered = sorted(found, key=lambda key: (_place(key[0]), key[1]))
    return tuple(Cell(*key, tuple(sorted(set(found[key])))) for key in ordered)


def _facts(store: Store, node: NamedNode) -> tuple[str, ...]:
    """The facts of a source's named graphs by the place of their first words, which their evidence's IRI tells."""
    first: dict[str, tuple[int, ...]] = {}
    for derived in store.quads_for_pattern(None, _DERIVED, node, DefaultGraph()):
        if not isinstance(derived.subject, NamedNode):
            continue
        for quad in store.quads_for_pattern(None, _EVIDENCE, None, derived.subject):
            fact, place = text_of(quad.subject), _place(text_of(quad.object))
            first[fact] = min(first.get(fact, place), place)
    return tuple(sorted(first, key=lambda fact: (first[fact], fact)))


def _place(fragment: str) -> tuple[int, ...]:
    """Where words stand, as numbers in the order of the text or the rows."""
    return tuple(int(number) for number in re.findall(r"\d+", fragment.rpartition("#")[2]))
