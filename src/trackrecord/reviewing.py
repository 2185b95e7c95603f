"""What of a document a person should look at: unsure facts, contradicted ones, and unknown names."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.curation import Decision, decided_names
from trackrecord.document import Document
from trackrecord.encoding import fact_iri
from trackrecord.facts import Fact, Observation
from trackrecord.iris import Base
from trackrecord.lexicon import Lexicon, fold
from trackrecord.naming import text_of
from trackrecord.resolving import Candidate, Resolved
from trackrecord.vocabulary import TR

_NEAREST = 4
#: Candidates that a text alone can know: nobody lists them beforehand.
_OF_TEXTS = ("Person", "Unit")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fact to look at, and why."""

    fact: Fact
    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A candidate to look at, and the known things whose names are nearest: (label, IRI)."""

    candidate: Candidate
    near: tuple[tuple[str, str], ...]


def doubts(
    document: Document, facts: Iterable[Fact], below: float, store: Store | None, base: Base
) -> Iterator[Doubt]:
    """The resolved facts whose confidence is below a bound or that other sources contradict."""
    for fact in facts:
        others = _other_values(document, fact, store, base) if store else []
        if others:
            yield Doubt(fact, f"other sources say {', '.join(others)}")
        elif fact.confidence < below:
            yield Doubt(fact, f"confidence {fact.confidence:.2f}")


def unknowns(
    resolved: Resolved, decisions: Sequence[Decision], lexicon: Lexicon
) -> Iterator[Unknown]:
    """The undecided candidates, with the known things of their class that are named most like them."""
    decided = decided_names(decisions)
    for candidate in resolved.candidates:
        if candidate.kind in _OF_TEXTS or (candidate.kind, fold(candidate.label)) in decided:
            continue
        labels = {
            fold(label.text): (label.text, thing.iri)
            for thing in lexicon.things.values()
            if candidate.kind in thing.classes
            for label in thing.labels
        }
        near = difflib.get_close_matches(fold(candidate.label), labels, n=_NEAREST, cutoff=0.5)
        yield Unknown(candidate, tuple(labels[name] for name in near))


def _other_values(document: Document, fact: Fact, store: Store, base: Base) -> list[str]:
    """The values that the graph has for the same observation from other sources."""
    if not isinstance(fact, Observation):
        return []
    stamp = document.issued.isoformat() if document.issued else document.id
    node = NamedNode(fact_iri(fact, base, stamp))
    found = store.quads_for_pattern(node, NamedNode(str(TR.value)), None, DefaultGraph())
    values = {text_of(quad.object) for quad in found}
    return sorted(values - {format(fact.value.normalize(), "f")})
