"""Who says what of a fact: what each source answers to its question, with its words.

A fact's IRI is what is asked, a named graph is who answers (`docs/ontology.md`): so what a source says of
a fact is what stands in its own graph.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from trackrecord.answers import is_official
from trackrecord.describing import in_words, sources_of
from trackrecord.iris import local_name
from trackrecord.naming import Names, first_text, text_of
from trackrecord.quoting import Quote, quotes_of
from trackrecord.vocabulary import DCTERMS, RDF, TR

_TYPE, _ISSUED, _TITLE, _URL = (
    NamedNode(str(term)) for term in (RDF.type, DCTERMS.issued, DCTERMS.title, DCTERMS.source)
)
#: What a fact of each kind asks and what is answered, by the properties that tell it, in this order.
_ASKED: Mapping[str, tuple[str, ...]] = {
    "Conferral": ("edition", "recipient", "award", "category"),
    "Observation": ("about", "metric", "part", "period", "role", "comparedWith"),
    "Undertaking": ("operator", "action", "program"),
    "Claim": ("claimant", "claimType", "matter", "scope", "concerns"),
    "Tenure": ("person", "office", "government"),
    "SchemeFact": ("scheme", "edition"),
}
_ANSWERED: Mapping[str, tuple[str, ...]] = {
    "Conferral": ("outcome", "grade", "conferredBy", "date", "place", "prize"),
    "Observation": ("precision", "value", "unit"),
    "Undertaking": ("date", "budget", "status"),
    "Claim": ("value", "of", "asOf"),
    "Tenure": ("asOf",),
    "SchemeFact": ("organiser", "firstYear", "frequency", "ordinal"),
}
_UNSAID = {"exact", "won"}  # codes that go without saying


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source answers to the question of a fact; `issued` is an ISO 8601 date, if it is known."""

    source: str
    title: str
    issued: str
    url: str | None
    is_official: bool
    answer: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A fact as a question in words, and what each source answers to it, the newest first."""

    iri: str
    kind: str
    asked: str
    statements: tuple[Statement, ...]

    @property
    def told(self) -> str:
        """The question with every answer to it: `Gwanak-gu, jobs created, 2021, actual: 12,900 jobs / 13,342 jobs`."""
        answers = sorted({statement.answer for statement in self.statements} - {""})
        return f"{self.asked}: {' / '.join(answers)}" if answers else self.asked


def question(store: Store, fact: NamedNode, names: Names) -> Question | None:
    """A fact with what each source says of it; None for what is not a fact."""
    by_graph: dict[NamedNode, list[Quad]] = {}
    for quad in store.quads_for_pattern(fact, None, None, None):
        if isinstance(quad.graph_name, NamedNode):
            by_graph.setdefault(quad.graph_name, []).append(quad)
    kinds = sorted(
        text_of(quad.object).removeprefix(str(TR))
        for quad in store.quads_for_pattern(fact, _TYPE, None, DefaultGraph())
    )
    kind = next((kind for kind in kinds if kind in _ASKED), None)
    if kind is None:
        return None
    everything = [quad for quads in by_graph.values() for quad in quads]
    quotes = quotes_of(store, fact)
    between = " " if kind == "Observation" else ", "
    statements = [
        _statement(store, NamedNode(source), _told(quads, _ANSWERED[kind], names, between), quotes)
        for graph, quads in by_graph.items()
        for source in sources_of(store, graph.value)
    ]
    return Question(
        fact.value,
        kind,
        _told(everything, _ASKED[kind], names, ", "),
        tuple(sorted(statements, key=lambda s: (_reversed(s.issued), s.title, s.source))),
    )


def _reversed(date: str) -> tuple[int, ...]:
    """A key that sorts later dates first and no date last."""
    return tuple(-ord(c) for c in date) or (1,)


def _told(quads: list[Quad], properties: tuple[str, ...], names: Names, between: str) -> str:
    """The values of some properties in words, in the order of the properties."""
    values: dict[str, set[str]] = {}
    for quad in quads:
        name = quad.predicate.value.removeprefix(str(TR))
        said = in_words(quad.object, names)
        if local_name(text_of(quad.object)) not in _UNSAID:
            values.setdefault(name, set()).add(said)
    parts = {name: " / ".join(sorted(values[name])) for name in properties if name in values}
    if "comparedWith" in parts:  # a change is of the time from one period to another
        parts["period"] = " → ".join(filter(None, (parts.pop("comparedWith"), parts.get("period"))))
    ordered = (parts[name] for name in properties if name in parts)
    return between.join(dict.fromkeys(ordered))


def _statement(
    store: Store, source: NamedNode, answer: str, quotes: tuple[Quote, ...]
) -> Statement:
    return Statement(
        source.value,
        first_text(store, source, _TITLE) or local_name(source.value),
        first_text(store, source, _ISSUED) or "",
        first_text(store, source, _URL) or None,
        is_official(source, store),
        answer,
        tuple(quote for quote in quotes if quote.source == source.value),
    )
