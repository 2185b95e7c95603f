"""What a check says of a fact, as a record and as linked data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from trackrecord.checks import Check
from trackrecord.iris import Base, slug
from trackrecord.vocabulary import CODE, DCTERMS, PROV, RDF, SH, SKOS, TR


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source answers to the question of a fact, in words."""

    told: str
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict on a fact, with its working and the facts that it used.

    `source` is the source whose words are judged, where the verdict is not of all sources together;
    `reason` says why a fact is not checkable; `answers` are what the sources say, side by side.
    """

    check: str
    fact: str
    source: str | None
    verdict: str
    working: str
    reason: str | None
    facts: tuple[str, ...]
    answers: tuple[Answer, ...] = ()


def verdict_iri(verdict: Verdict, base: Base) -> str:
    """The IRI of a verdict: of its check, its fact, and the source if it is of one."""
    return base.mint("verdict", verdict.check, *_own(verdict, base))


def check_iri(check: str, base: Base) -> str:
    """The IRI of a check."""
    return base.mint("check", check)


def _own(verdict: Verdict, base: Base) -> Iterator[str]:
    for iri in (verdict.fact, verdict.source):
        if iri is not None:
            ours = iri.startswith(base.iri)
            yield iri.removeprefix(base.iri).replace("/", ".", 1) if ours else slug(iri)


def encode_verdicts(
    checks: Iterable[Check], verdicts: Iterable[Verdict], base: Base
) -> list[Triple]:
    """The triples of verdicts and of the checks they come from."""
    triples: list[Triple] = []

    def link(subject: str, predicate: str, iri: str) -> None:
        triples.append(Triple(NamedNode(subject), NamedNode(predicate), NamedNode(iri)))

    def text(subject: str, predicate: str, value: Literal) -> None:
        triples.append(Triple(NamedNode(subject), NamedNode(predicate), value))

    for check in checks:
        iri = check_iri(check.id, base)
        link(iri, RDF.type, TR.Check)
        text(iri, SKOS.prefLabel, Literal(check.name, language="en"))
        text(iri, DCTERMS.description, Literal(check.says, language="en"))
        text(iri, DCTERMS.subject, Literal(check.about))
        link(iri, SH.severity, SH[check.severity])
    for verdict in verdicts:
        iri = verdict_iri(verdict, base)
        link(iri, RDF.type, TR.Verdict)
        link(iri, TR.check, check_iri(verdict.check, base))
        link(iri, TR.fact, verdict.fact)
        link(iri, TR.verdict, CODE["verdict"] + verdict.verdict)
        text(iri, TR.working, Literal(verdict.working))
        if verdict.reason:
            text(iri, TR.reason, Literal(verdict.reason))
        if verdict.source:
            link(iri, DCTERMS.source, verdict.source)
        for fact in verdict.facts:
            link(iri, PROV.wasDerivedFrom, fact)
    return triples
