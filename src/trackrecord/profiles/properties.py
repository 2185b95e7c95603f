"""What is said of a thing, property by property, and which sources say it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from trackrecord.describing import sources_of
from trackrecord.naming import Names, text_of
from trackrecord.profiles.records import Value, value_of
from trackrecord.vocabulary import RDFS, TR

_LOOKED_AT = 20_000  # statements at most, in which a thing is looked for
_LABEL = NamedNode(str(RDFS.label))
#: What a fact stands on is told by its quotes.
_EVIDENCE = {str(TR.evidence), str(TR.context)}
_READING = {str(term) for term in (TR.confidence, TR.rule, TR.margin, TR.printed)}


@dataclass(frozen=True, slots=True)
class Answer:
    """A value and the sources that say so; none for what is known without one."""

    value: Value
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A property with its label and its values."""

    iri: str
    label: str
    answers: tuple[Answer, ...]

    @property
    def is_of_reading(self) -> bool:
        """Whether it tells of the reading of a fact: how sure it is, by which rule."""
        return self.iri in _READING


def statements(store: Store, node: NamedNode, names: Names) -> tuple[Statement, ...]:
    """All that is said of a thing by property, but for the evidence of a fact."""
    graphs: dict[str, dict[Value, set[str]]] = {}
    for quad in store.quads_for_pattern(node, None, None, None):
        predicate, term = quad.predicate.value, quad.object
        if predicate in _EVIDENCE or not isinstance(term, NamedNode | Literal):
            continue
        value = value_of(term, names, predicate.removeprefix(str(TR)))
        told = graphs.setdefault(predicate, {}).setdefault(value, set())
        if isinstance(quad.graph_name, NamedNode):
            told.add(quad.graph_name.value)
    return tuple(
        Statement(
            predicate,
            property_label(store, predicate, names),
            tuple(
                Answer(value, _sources(store, graphs[predicate][value]))
                for value in sorted(graphs[predicate], key=lambda v: (v.text, v.lexical))
            ),
        )
        for predicate in sorted(graphs)
    )


def property_label(store: Store, predicate: str, names: Names) -> str:
    """What a property is called: by the ontology in the language of the names, else its prefixed name."""
    labels = {
        quad.object.language: quad.object.value
        for quad in store.quads_for_pattern(NamedNode(predicate), _LABEL, None, DefaultGraph())
        if isinstance(quad.object, Literal)
    }
    return labels.get(names.language) or labels.get("en") or names.short(predicate)


def mentions(store: Store, node: NamedNode, names: Names, limit: int) -> tuple[str, ...]:
    """Things with a name that a thing is named in, such as the awards that have a grade; at most so many."""
    found: set[str] = set()
    for quad in islice(store.quads_for_pattern(None, None, node, DefaultGraph()), _LOOKED_AT):
        subject = text_of(quad.subject)
        if names.label(subject) != names.short(subject):
            found.add(subject)
        if len(found) >= limit:
            break
    return tuple(sorted(found))


def _sources(store: Store, graphs: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({source for graph in graphs for source in sources_of(store, graph)}))
