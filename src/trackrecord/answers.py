"""What sources answer to one question, side by side: the newest, the official and the majority."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from trackrecord.iris import local_name
from trackrecord.naming import Names, first_text
from trackrecord.verdicts import Answer
from trackrecord.vocabulary import DCTERMS, RDF, SKOS, TR
from trackrecord.working import Term, amount

_ISSUED, _PUBLISHER, _TITLE = (
    NamedNode(str(term)) for term in (DCTERMS.issued, DCTERMS.publisher, DCTERMS.title)
)
_ORIGIN, _ADDRESS = NamedNode(str(TR.origin)), NamedNode(str(DCTERMS.source))
_LABELS = tuple(NamedNode(str(term)) for term in (SKOS.prefLabel, SKOS.altLabel))
_LANGUAGES = ("en", "ko")
_BODIES = {NamedNode(str(term)) for term in (TR.Body, TR.Government)}


def answers_of(term: Term | None, names: Names) -> tuple[Answer, ...]:
    """The answers of a text that has one a line: what is answered, a space, the source's IRI.

    An answer that is an IRI is told by its label, a number with its separators.
    """
    if term is None:
        return ()
    found = set()
    for line in term.value.split("\n"):
        told, _, source = line.rpartition(" ")
        is_thing = "://" in told and " " not in told
        found.add(Answer(names.label(told) if is_thing else amount(told), source))
    return tuple(sorted(found, key=lambda answer: (answer.source, answer.told)))


def compared(answers: Sequence[Answer], store: Store, names: Names) -> str:
    """Who says what; where they differ, the newest answer, the official one and the majority's."""
    said = sorted({answer.told for answer in answers})
    sides = [f"{told} ({_sources(told, answers, store)})" for told in said]
    if len(said) == 1:
        return f"{sides[0]}."
    return (
        f"{'; '.join(sides)}. Newest: {_or_none(_newest(answers, store))}. "
        f"Official: {_or_none(_official(answers, store))}. "
        f"Majority: {_or_none(_majority(answers, store))}."
    )


def is_official(source: NamedNode, store: Store) -> bool:
    """Whether a source's publisher is, by its name, a government or another public body."""
    publisher = first_text(store, source, _PUBLISHER)
    return publisher is not None and any(
        quad.object in _BODIES
        for language in _LANGUAGES
        for label in _LABELS
        for named in store.quads_for_pattern(
            None, label, Literal(publisher, language=language), DefaultGraph()
        )
        for quad in store.quads_for_pattern(
            named.subject, NamedNode(str(RDF.type)), None, DefaultGraph()
        )
    )


def _sources(told: str, answers: Iterable[Answer], store: Store) -> str:
    by = [NamedNode(answer.source) for answer in answers if answer.told == told]
    parts = []
    for source in by:
        title = first_text(store, source, _TITLE) or local_name(source.value)
        issued = first_text(store, source, _ISSUED)
        parts.append(f"{title}, {issued}" if issued else title)
    return "; ".join(parts)


def _newest(answers: Iterable[Answer], store: Store) -> set[str]:
    dated = [(first_text(store, NamedNode(a.source), _ISSUED) or "", a.told) for a in answers]
    latest = max(day for day, _ in dated)
    return {told for day, told in dated if day == latest} if latest else set()


def _official(answers: Iterable[Answer], store: Store) -> set[str]:
    return {a.told for a in answers if is_official(NamedNode(a.source), store)}


def _majority(answers: Iterable[Answer], store: Store) -> set[str]:
    """The answer of more than half of the origins; reprints of one text are one."""
    origins = {(a.told, _origin(NamedNode(a.source), store)) for a in answers}
    votes = Counter(told for told, _ in origins)
    voters = len({origin for _, origin in origins})
    return {told for told, number in votes.items() if 2 * number > voters}


def _origin(source: NamedNode, store: Store) -> str:
    first = first_text(store, source, _ORIGIN)
    address = first_text(store, NamedNode(first), _ADDRESS) if first else None
    return address or first or source.value


def _or_none(told: set[str]) -> str:
    return ", ".join(sorted(told)) or "none"
