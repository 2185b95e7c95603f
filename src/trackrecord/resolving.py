"""Names → IRIs: what the authority knows by that name, else a candidate under a readable IRI.

A name that several things bear is resolved by context (the parent government named in the document);
where context does not decide, it stays a candidate that lists its options. Nothing is merged silently
and nothing is dropped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from trackrecord.document import Document
from trackrecord.facts import (
    Claim,
    Conferral,
    Fact,
    Observation,
    SchemeFact,
    Tenure,
    Undertaking,
)
from trackrecord.iris import Base, local_name, slug
from trackrecord.lexicon import Lexicon, Name, fold

_GENERIC_GRADE = "generic."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that the authority does not know, minted from its name in a text.

    `kind` is a class of the ontology by local name. `links` are properties by local name. `options`
    are the known things an ambiguous name may stand for.
    """

    iri: str
    kind: str
    label: str
    language: str
    links: tuple[tuple[str, str], ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """Facts whose names have IRIs, and the candidates that were minted for them, by IRI."""

    facts: tuple[Fact, ...]
    candidates: tuple[Candidate, ...]


def resolve(
    facts: Iterable[Fact],
    document: Document,
    lexicon: Lexicon,
    base: Base,
    merged: Mapping[tuple[str, str], str] | None = None,
) -> Resolved:
    """Give every name in the facts its IRI.

    `merged` are names that people have said stand for known things: (class, folded name) → IRI.
    """
    resolver = _Resolver(document, lexicon, base, merged or {})
    told = list(facts)
    undertakings = {id(f): resolver.undertaking(f) for f in told if isinstance(f, Undertaking)}
    resolved = [undertakings.get(id(fact)) or resolver.fact(fact) for fact in told]
    return Resolved(tuple(resolved), resolver.minted())


class Resolving:
    """Gives names their IRIs fact by fact, where a source is too large to be held.

    A program is known to the facts about it once its undertaking has been resolved.
    """

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        base: Base,
        merged: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        """The arguments are those of `resolve`."""
        self._resolver = _Resolver(document, lexicon, base, merged or {})

    def fact(self, fact: Fact) -> Fact:
        """The fact with an IRI beside each of its names."""
        return self._resolver.fact(fact)

    def candidates(self) -> tuple[Candidate, ...]:
        """The candidates minted so far, by IRI."""
        return self._resolver.minted()


@dataclass
class _Resolver:
    """One source's names on their way to IRIs; collects the candidates it mints."""

    document: Document
    lexicon: Lexicon
    base: Base
    merged: Mapping[tuple[str, str], str]
    candidates: dict[str, Candidate] = field(default_factory=dict)
    programs: dict[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every name of the authority in the document, for context."""
        return tuple(self.lexicon.names(self.document.text, self.document.language))

    def minted(self) -> tuple[Candidate, ...]:
        """The candidates so far, by IRI."""
        return tuple(sorted(self.candidates.values(), key=lambda candidate: candidate.iri))

    def fact(self, fact: Fact) -> Fact:
        """The fact with an IRI beside each of its names."""
        match fact:
            case Undertaking():
                return self.undertaking(fact)
            case Conferral():
                return self.conferral(fact)
            case Observation():
                return self.observation(fact)
            case Claim():
                return replace(
                    fact,
                    government_iri=self.government(fact.government, fact.start, fact.within),
                    concerns_iri=self.concern(fact.concerns) if fact.concerns else None,
                )
            case Tenure():
                government = self.government(fact.government, fact.start, fact.within)
                return replace(
                    fact,
                    office_iri=self.lexicon.code_named("office", fact.office),
                    government_iri=government,
                    person_iri=self.person(fact.person, government),
                )
            case SchemeFact():
                organiser = self.body(fact.organiser) if fact.organiser else None
                return replace(fact, award_iri=self.award(fact.award), organiser_iri=organiser)
        raise TypeError(f"not a fact: {fact!r}")

    def conferral(self, fact: Conferral) -> Conferral:
        award = self.award(fact.award)
        return replace(
            fact,
            recipient_iri=self.government(fact.recipient, fact.start, fact.within),
            award_iri=award,
            grade_iri=self.of_award(fact.grade, award, "Grade") if fact.grade else None,
            category_iri=self.of_award(fact.category, award, "Category") if fact.category else None,
            conferred_by_iri=self.body(fact.conferred_by) if fact.conferred_by else None,
        )

    def observation(self, fact: Observation) -> Observation:
        metric = self.metric(fact.metric)
        return replace(
            fact,
            about_iri=self.about(fact),
            metric_iri=metric,
            unit_iri=self.unit(fact.unit, metric) if fact.unit else None,
        )

    def undertaking(self, fact: Undertaking) -> Undertaking:
        government = self.government(fact.government, fact.start, fact.within)
        known = self.lexicon.things_named(fact.program, "Program")
        iri = (
            known[0]
            if len(known) == 1
            else self.base.mint("program", local_name(government), slug(fact.program))
        )
        if not known:
            links = [("government", government)]
            if fact.type and (code := self.lexicon.code_named("program-type", fact.type)):
                links.append(("programType", code))
            iri = self._mint(iri, "Program", fact.program, tuple(links))
        self.programs.setdefault(fold(fact.program), iri)
        return replace(fact, government_iri=government, program_iri=iri)

    def about(self, fact: Observation) -> str:
        """A program that the document tells of, an award, or a government."""
        program = self.programs.get(fold(fact.about))
        if program:
            return program
        award = self.lexicon.things_named(fact.about, "Scheme", "Award")
        if len(award) == 1:
            return award[0]
        return self.government(fact.about, fact.start, fact.within)

    def concern(self, name: str) -> str | None:
        """What a claim is about, where it is a known award or metric, or a program of the document."""
        program = self.programs.get(fold(name))
        known = self.lexicon.things_named(name, "Scheme", "Award")
        return program or (known[0] if len(known) == 1 else self.lexicon.metrics.get(fold(name)))

    def government(self, name: str, at: int, within: str | None = None) -> str:
        """The government of that name; several are told apart by the parent stated or named around it."""
        known = self.lexicon.things_named(name, "Government")
        known = known or self.lexicon.governments_short_named(name)
        if within:
            return self._within(name, known, within)
        if len(known) == 1:
            return known[0]
        near = self._parent_near(known, at)
        if near:
            return near
        return self._mint(
            self.base.mint("government", slug(name)), "Government", name, options=known
        )

    def _within(self, name: str, known: Sequence[str], within: str) -> str:
        """The government of that name under a stated parent, or the parent itself.

        A name that is known elsewhere alone is none of the parent's: it stays a candidate.
        """
        parent = self.government(within, 0)
        own = [
            iri
            for iri in known
            if iri == parent or self.lexicon.things[iri].link("parent") == parent
        ]
        if len(own) == 1:
            return own[0]
        iri = self.base.mint("government", f"{local_name(parent)}-{slug(name)}")
        links = (("parent", parent),)
        return self._mint(iri, "Government", name, links, options=own or known)

    def award(self, name: str) -> str:
        known = self.lexicon.things_named(name, "Award", "Scheme")
        if len(known) == 1:
            return known[0]
        return self._mint(self.base.mint("award", slug(name)), "Award", name, options=known)

    def of_award(self, name: str, award: str, kind: str) -> str:
        """A grade or category: the award's own of that name, else the generic one, else a candidate."""
        known = self.lexicon.things_named(name, kind)
        known = known or self.lexicon.things_named(
            name.removesuffix("s"), kind
        )  # "Excellence Awards"
        prefix = f"{local_name(award)}."
        for wanted in (prefix, _GENERIC_GRADE):
            own = [iri for iri in known if local_name(iri).startswith(wanted)]
            if len(own) == 1:
                return own[0]
        return self._mint(self.base.mint(kind.lower(), local_name(award), slug(name)), kind, name)

    def body(self, name: str) -> str:
        known = self.lexicon.things_named(name, "Body", "Government")
        if len(known) == 1:
            return known[0]
        return self._mint(self.base.mint("body", slug(name)), "Body", name, options=known)

    def person(self, name: str, government: str) -> str:
        iri = self.base.mint("person", local_name(government), slug(name))
        return self._mint(iri, "Person", name, (("government", government),))

    def metric(self, name: str) -> str:
        known = self.lexicon.metrics.get(fold(name))
        if known:
            return known
        return self._mint(self.base.mint("metric", slug(name)), "Metric", name)

    def unit(self, name: str, metric: str) -> str:
        """The unit of that name; a counter that counts anything ("개") is in the metric's own unit."""
        known = self.lexicon.units.get(fold(name))
        counted = (
            self.lexicon.things[metric].link("unit") if metric in self.lexicon.things else None
        )
        return known or counted or self._mint(self.base.mint("unit", slug(name)), "Unit", name)

    def _parent_near(self, options: Iterable[str], at: int) -> str | None:
        """The one option whose parent the document names: nearest before the place, else anywhere."""
        parents = {option: self.lexicon.things[option].link("parent") for option in options}
        if not parents:
            return None
        named = [(name.start, iri) for name in self.names for iri in name.iris]
        near = sorted((abs(start - at), iri) for start, iri in named if at - 200 <= start <= at)
        for places in ([iri for _, iri in near[:1]], [iri for _, iri in named]):
            fitting = {option for option, parent in parents.items() if parent in places}
            if len(fitting) == 1:
                return fitting.pop()
        return None

    def _mint(
        self,
        iri: str,
        kind: str,
        label: str,
        links: tuple[tuple[str, str], ...] = (),
        options: Iterable[str] = (),
    ) -> str:
        """Add a candidate; what is known under that IRI, or was merged into what is, is none."""
        if known := self.merged.get((kind, fold(label))):
            return known
        if iri not in self.lexicon.things:
            self.candidates.setdefault(
                iri, Candidate(iri, kind, label, self.document.language, links, tuple(options))
            )
        return iri
