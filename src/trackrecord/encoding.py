"""Resolved facts → triples: one named graph a source, its evidence and its provenance.

A fact's IRI is made of its identity columns; what a column lacks is said by the date of publication
(`tr:asOf`), so that undated figures of different times never meet. Derived observations link to what
they are derived from, whether or not that is on record. No blank nodes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from trackrecord import __version__
from trackrecord.document import Document
from trackrecord.facts import (
    Cells,
    Claim,
    Conferral,
    Fact,
    Money,
    Observation,
    SchemeFact,
    Span,
    Tenure,
    Undertaking,
)
from trackrecord.iris import Base, local_name, slug
from trackrecord.reading.grounding import numeral_of
from trackrecord.reading.numerals import Numeral
from trackrecord.resolving import Candidate
from trackrecord.turtle import Statement
from trackrecord.vocabulary import CODE, DCTERMS, OA, PROV, RDF, RDFS, SCHEMA, SKOS, TR, XSD

_AFFIX = 32  # code points of text kept before and after a quote
_RFC7111 = "http://tools.ietf.org/rfc/rfc7111"  # as the Web Annotation Data Model (4.2.1) names it
_INTEGER, _DECIMAL = NamedNode(XSD.integer), NamedNode(XSD.decimal)
_PERIODS = {4: NamedNode(XSD.gYear), 7: NamedNode(XSD.gYearMonth), 10: NamedNode(XSD.date)}
_CHANGES = ("change", "change-rate")


def encode(
    document: Document,
    facts: Sequence[Fact],
    candidates: Iterable[Candidate],
    base: Base,
    origin: str | None = None,
) -> list[Triple]:
    """The triples of a document's named graph: source, provenance, things, facts and evidence.

    `origin` is the id of the document that this one reprints; its own where it is None.
    """
    return _triples(statements(document, facts, candidates, base, origin))


def statements(
    document: Document,
    facts: Sequence[Fact],
    candidates: Iterable[Candidate],
    base: Base,
    origin: str | None = None,
) -> list[Statement]:
    """What `encode` gives, as statements to be written; some may come twice."""
    encoder = _Encoder(document, base, _breakdowns(facts))
    encoder.source(origin or document.id)
    for candidate in candidates:
        encoder.candidate(candidate)
    for fact in facts:
        encoder.fact(fact)
    return encoder.statements


def source_triples(document: Document, base: Base) -> list[Triple]:
    """The triples of a source and its provenance alone; it is its own origin."""
    encoder = _Encoder(document, base)
    encoder.source(document.id)
    return _triples(encoder.statements)


def candidate_triples(candidate: Candidate, document: Document, base: Base) -> list[Triple]:
    """The triples of a candidate alone."""
    encoder = _Encoder(document, base)
    encoder.candidate(candidate)
    return _triples(encoder.statements)


def fact_triples(
    fact: Fact, document: Document, base: Base, numeral: Numeral | None = None
) -> list[Triple]:
    """The triples of a resolved fact of a table and of its cells alone.

    `numeral` is how the value of an observation is printed; it is parsed from the quote where it is
    None.
    """
    encoder = _Encoder(document, base)
    encoder.known_numeral = numeral
    encoder.fact(fact)
    return _triples(encoder.statements)


def cells_triples(cells: Cells, document: Document, base: Base) -> list[Triple]:
    """The triples of cells of a table as evidence, alone."""
    encoder = _Encoder(document, base)
    encoder.cells(cells)
    return _triples(encoder.statements)


def _triples(statements: Iterable[Statement]) -> list[Triple]:
    return [
        Triple(
            NamedNode(subject),
            NamedNode(predicate),
            value if isinstance(value, Literal) else NamedNode(value),
        )
        for subject, predicate, value in statements
    ]


def stamp_of(document: Document) -> str:
    """What stands in for a date in the IRIs of a document's undated facts."""
    return document.issued.isoformat() if document.issued else document.id


def fact_iri(fact: Fact, base: Base, issued: str | None) -> str:
    """The IRI of what a resolved fact asks; `issued` is the document's date or another stamp of it."""
    match fact:
        case Conferral():
            return base.mint(
                "conferral",
                _local(fact.recipient_iri),
                _local(fact.award_iri),
                fact.edition or f"in-{issued}",
                _last(fact.category_iri),
            )
        case Observation():
            return base.mint("observation", *_observed(fact, issued))
        case Undertaking():
            government, program = _local(fact.government_iri), _local(fact.program_iri)
            own = program.removeprefix(f"{government}.") if program else None
            return base.mint("undertaking", government, own, fact.action)
        case Claim():
            what = _local(fact.concerns_iri) or (slug(fact.concerns) if fact.concerns else None)
            scope = slug(fact.scope) if fact.scope else None
            year = issued[:4] if issued and issued[:4].isdigit() else issued
            return base.mint("claim", _local(fact.government_iri), fact.type, what, scope, year)
        case Tenure():
            return base.mint(
                "tenure", _local(fact.person_iri), _local(fact.office_iri) or slug(fact.office)
            )
        case SchemeFact():
            return base.mint("scheme-fact", _local(fact.award_iri), fact.edition)
    raise TypeError(f"not a fact: {fact!r}")


def _observed(fact: Observation, issued: str | None) -> tuple[str | None, ...]:
    period = fact.period.replace("/", "--") if fact.period else f"as-of-{issued}"
    compared = f"vs-{fact.compared_with.replace('/', '--')}" if fact.compared_with else None
    part = slug(fact.part) if fact.part else None
    return (_local(fact.about_iri), _last(fact.metric_iri), period, fact.role, part, compared)


def _local(iri: str | None) -> str | None:
    return local_name(iri) if iri else None


def _last(iri: str | None) -> str | None:
    """The last part of a compound local name: the category's own of an award's category."""
    return local_name(iri).rsplit(".", 1)[-1] if iri else None


class _Encoder:
    """Collects the statements of one document.

    `breakdowns` is the key of the breakdown that a part belongs to, by the identity of the fact.
    """

    def __init__(
        self, document: Document, base: Base, breakdowns: Mapping[int, str] | None = None
    ) -> None:
        self.document = document
        self.base = base
        self.statements: list[Statement] = []
        self.sound: dict[str, str] = {}
        self.stamp = stamp_of(document)
        self.breakdowns = breakdowns or {}
        self.known_numeral: Numeral | None = None

    def add(self, subject: str, predicate: str, value: Literal) -> None:
        self.statements.append((self.iri(subject), self.iri(predicate), value))

    def iri(self, iri: str) -> str:
        """The IRI as plain text, once it is known to be one.

        Raises:
            ValueError: it is none.
        """
        known = self.sound.get(iri)
        if known is None:
            known = self.sound[iri] = NamedNode(iri).value
        return known

    def link(self, subject: str, predicate: str, iri: str | None) -> None:
        if iri:
            self.statements.append((self.iri(subject), self.iri(predicate), self.iri(iri)))

    def text(self, subject: str, predicate: str, text: str | None) -> None:
        if text:
            self.add(subject, predicate, Literal(text))

    def number(self, subject: str, predicate: str, number: Decimal | int | None) -> None:
        if number is not None:
            self.add(subject, predicate, _number(Decimal(number)))

    def when(self, subject: str, predicate: str, period: str | None) -> None:
        if period:
            self.add(subject, predicate, _period(period))

    def money(self, subject: str, predicate: str, money: Money | None) -> None:
        if money is None:
            return
        amount = _number(money.amount)
        iri = self.base.mint("money", f"{money.currency}-{amount.value}")
        self.link(subject, predicate, iri)
        self.link(iri, RDF.type, TR.MonetaryAmount)
        self.add(iri, TR.amount, amount)
        self.text(iri, TR.currency, money.currency)

    def source(self, origin: str) -> None:
        """The source, whose text it has, and how its graph came about."""
        document, base = self.document, self.base
        source, graph = base.mint("source", document.id), base.mint("graph", document.id)
        self.link(source, RDF.type, TR.Source)
        self.text(source, DCTERMS.title, document.title)
        self.link(source, DCTERMS.source, document.url)
        self.text(source, DCTERMS.publisher, document.publisher)
        self.text(source, DCTERMS.language, document.language)
        self.when(source, DCTERMS.issued, document.issued.isoformat() if document.issued else None)
        self.when(
            source, TR.retrieved, document.retrieved.isoformat() if document.retrieved else None
        )
        self.text(source, TR.sha256, document.sha256)
        self.text(source, TR.readFrom, document.name)
        self.link(source, TR.origin, base.mint("source", origin))
        activity = base.mint("activity", document.id)
        agent = base.mint("agent", f"trackrecord-{__version__}")
        self.link(graph, RDF.type, PROV.Entity)
        self.link(graph, PROV.wasDerivedFrom, source)
        self.link(graph, PROV.wasGeneratedBy, activity)
        self.link(activity, RDF.type, PROV.Activity)
        self.link(activity, PROV.used, source)
        self.link(activity, PROV.wasAssociatedWith, agent)
        self.link(agent, RDF.type, PROV.SoftwareAgent)
        self.text(agent, SCHEMA.softwareVersion, __version__)

    def candidate(self, candidate: Candidate) -> None:
        """A thing the authority does not know, marked so, with the known things it may be."""
        self.link(candidate.iri, RDF.type, TR[candidate.kind])
        if candidate.kind in ("Grade", "Category", "Metric", "Unit"):
            self.link(candidate.iri, RDF.type, SKOS.Concept)
        self.add(
            candidate.iri, SKOS.prefLabel, Literal(candidate.label, language=candidate.language)
        )
        self.link(candidate.iri, TR.status, TR.candidate)
        for name, iri in candidate.links:
            self.link(candidate.iri, TR[name], iri)
        for option in candidate.options:
            self.link(candidate.iri, RDFS.seeAlso, option)

    def fact(self, fact: Fact) -> None:
        iri = fact_iri(fact, self.base, self.stamp)
        stands_on = Cells(fact.fragment, fact.quote) if fact.fragment else fact.span
        for predicate, stretch in (
            (TR.evidence, stands_on),
            *((TR.context, each) for each in fact.context),
        ):
            if isinstance(stretch, Cells):
                self.link(iri, predicate, self.base.cells("", self.document.id, stretch.fragment))
                self.cells(stretch)
            else:
                self.evidence(iri, predicate, stretch)
        self.text(iri, TR.rule, fact.reader)
        self.number(iri, TR.confidence, Decimal(str(fact.confidence)))
        match fact:
            case Conferral():
                self.conferral(iri, fact)
            case Observation():
                self.observation(iri, fact)
            case Undertaking():
                self.undertaking(iri, fact)
            case Claim():
                self.claim(iri, fact)
            case Tenure():
                self.tenure(iri, fact)
            case SchemeFact():
                self.scheme(iri, fact)

    def evidence(self, fact: str, predicate: str, span: Span) -> None:
        """The words behind a fact, as a Web Annotation with a quote and a position selector."""
        document = self.document
        start, end = span.start, span.end
        iri, quote, position = (
            self.base.fragment(document.id, part, start, end)
            for part in ("char", "quote", "position")
        )
        self.link(fact, predicate, iri)
        self.link(iri, RDF.type, TR.Evidence)
        self.link(iri, OA.hasSource, self.base.mint("source", document.id))
        self.link(iri, OA.hasSelector, quote)
        self.link(iri, OA.hasSelector, position)
        self.link(quote, RDF.type, OA.TextQuoteSelector)
        self.add(quote, OA.exact, Literal(document.text[start:end]))
        self.add(quote, OA.prefix, Literal(document.text[max(0, start - _AFFIX) : start]))
        self.add(quote, OA.suffix, Literal(document.text[end : end + _AFFIX]))
        self.link(position, RDF.type, OA.TextPositionSelector)
        self.number(position, OA.start, start)
        self.number(position, OA.end, end)

    def cells(self, cells: Cells) -> None:
        """Cells of a table, as a Web Annotation with a quote and a fragment selector (RFC 7111)."""
        document, fragment = self.document, cells.fragment
        iri, quote, place = (
            self.base.cells(part, document.id, fragment) for part in ("", "quote-", "fragment-")
        )
        self.link(iri, RDF.type, TR.Evidence)
        self.link(iri, OA.hasSource, self.base.mint("source", document.id))
        self.link(iri, OA.hasSelector, quote)
        self.link(iri, OA.hasSelector, place)
        self.link(quote, RDF.type, OA.TextQuoteSelector)
        self.add(quote, OA.exact, Literal(cells.quote))
        self.link(place, RDF.type, OA.FragmentSelector)
        self.link(place, DCTERMS.conformsTo, _RFC7111)
        self.add(place, RDF.value, Literal(fragment))

    def conferral(self, iri: str, fact: Conferral) -> None:
        self.link(iri, RDF.type, TR.Conferral)
        self.link(iri, TR.recipient, fact.recipient_iri)
        self.link(iri, TR.award, fact.award_iri)
        self.when(iri, TR.edition, fact.edition)
        self.link(iri, TR.grade, fact.grade_iri)
        self.link(iri, TR.category, fact.category_iri)
        self.link(iri, TR.outcome, CODE["outcome"] + (fact.outcome or "won"))
        self.link(iri, TR.conferredBy, fact.conferred_by_iri)
        self.when(iri, TR.date, fact.date)
        self.text(iri, TR.place, fact.place)
        self.money(iri, TR.prize, fact.prize)

    def observation(self, iri: str, fact: Observation) -> None:
        self.link(iri, RDF.type, TR.Observation)
        self.link(iri, TR.about, fact.about_iri)
        self.link(iri, TR.metric, fact.metric_iri)
        self.when(iri, TR.period, fact.period)
        if fact.period is None:
            self.as_of(iri)
        self.link(iri, TR.role, CODE["role"] + fact.role)
        self.text(iri, TR.part, fact.part)
        self.when(iri, TR.comparedWith, fact.compared_with)
        self.number(iri, TR.value, fact.value)
        self.link(iri, TR.unit, fact.unit_iri)
        self.link(iri, TR.precision, CODE["precision"] + (fact.precision or "exact"))
        if numeral := self.numeral(fact):
            self.text(iri, TR.printed, numeral.printed)
            in_percent = fact.unit in ("%", "%p") and numeral.margin == 0
            self.number(iri, TR.margin, Decimal("0.5") if in_percent else numeral.margin)
        for predicate, other in _derived_from(fact):
            self.link(iri, predicate, fact_iri(other, self.base, self.stamp))
        self.text(iri, TR.breakdown, self.breakdowns.get(id(fact)))

    def numeral(self, fact: Observation) -> Numeral | None:
        """The value of an observation as its quote prints it."""
        return self.known_numeral or numeral_of(fact.value, fact, self.document.language)

    def undertaking(self, iri: str, fact: Undertaking) -> None:
        self.link(iri, RDF.type, TR.Undertaking)
        self.link(iri, TR.operator, fact.government_iri)
        self.link(iri, TR.program, fact.program_iri)
        self.link(iri, TR.action, CODE["action"] + fact.action)
        self.when(iri, TR.date, fact.date)
        self.money(iri, TR.budget, fact.budget)

    def claim(self, iri: str, fact: Claim) -> None:
        self.link(iri, RDF.type, TR.Claim)
        self.link(iri, TR.claimant, fact.government_iri)
        self.link(iri, TR.claimType, CODE["claim-type"] + fact.type)
        self.link(iri, TR.concerns, fact.concerns_iri)
        self.text(iri, TR.matter, None if fact.concerns_iri else fact.concerns)
        self.text(iri, TR.scope, fact.scope)
        self.number(iri, TR.value, fact.value)
        self.number(iri, TR.of, fact.of)
        self.as_of(iri)

    def tenure(self, iri: str, fact: Tenure) -> None:
        self.link(iri, RDF.type, TR.Tenure)
        self.link(iri, TR.person, fact.person_iri)
        self.link(iri, TR.office, fact.office_iri or CODE["office"] + slug(fact.office))
        self.link(iri, TR.government, fact.government_iri)
        self.when(iri, TR.asOf, fact.date)
        self.number(iri, TR.term, fact.term)

    def scheme(self, iri: str, fact: SchemeFact) -> None:
        self.link(iri, RDF.type, TR.SchemeFact)
        self.link(iri, TR.scheme, fact.award_iri)
        self.link(iri, TR.organiser, fact.organiser_iri)
        self.when(iri, TR.firstYear, fact.since)
        self.link(iri, TR.frequency, CODE["frequency"] + fact.frequency if fact.frequency else None)
        self.when(iri, TR.edition, fact.edition)
        self.number(iri, TR.ordinal, fact.ordinal)

    def as_of(self, iri: str) -> None:
        if self.document.issued:
            self.when(iri, TR.asOf, self.document.issued.isoformat())


def _derived_from(fact: Observation) -> Iterator[tuple[str, Observation]]:
    """The observations that this one can be computed from, with the property that says how."""
    actual = replace(fact, role="actual", compared_with=None)
    if fact.role == "achievement-rate":
        yield TR.numerator, actual
        yield TR.denominator, replace(actual, role="target")
    elif fact.role in _CHANGES and fact.compared_with:
        yield TR.minuend, actual
        yield TR.subtrahend, replace(actual, period=fact.compared_with)
    elif fact.role == "share" and fact.part:
        yield TR.numerator, actual
        yield TR.denominator, replace(actual, part=None)
    if fact.part:
        yield TR.partOf, replace(fact, part=None)


def _breakdowns(facts: Iterable[Fact]) -> Mapping[int, str]:
    """The key of the complete breakdown that a part belongs to, by the identity of the fact object.

    Parts that stand within the quote of their whole are one breakdown of it. Columns of a table need
    not be all the parts there are, so a table states no complete breakdown.
    """
    observed = [fact for fact in facts if isinstance(fact, Observation) and not fact.fragment]
    keys: dict[int, str] = {}
    for whole in (fact for fact in observed if fact.part is None):
        parts = [
            fact
            for fact in observed
            if fact.part and replace(fact, part=None) == replace(whole, **_as_in(fact))
            if whole.start <= fact.start and fact.end <= whole.end
        ]
        for part in parts:
            keys[id(part)] = " + ".join(sorted({p.part for p in parts if p.part}))
    return keys


def _as_in(fact: Observation) -> dict[str, Any]:
    """The columns in which a part may differ from its whole."""
    names = ("quote", "start", "end", "reader", "confidence", "context", "value", "precision")
    return {name: getattr(fact, name) for name in names}


def number_text(number: Decimal) -> str:
    """A number in the canonical form of xsd:integer where it is whole, else of xsd:decimal."""
    if number == number.to_integral_value():
        return str(int(number))
    return format(number.normalize(), "f")


def _number(number: Decimal) -> Literal:
    """An integer or decimal literal in canonical form."""
    text = number_text(number)
    return Literal(text, datatype=_DECIMAL if "." in text else _INTEGER)


def _period(period: str) -> Literal:
    """A year, month, day or ISO 8601 interval as a typed literal."""
    datatype = _PERIODS.get(len(period)) if "/" not in period else None
    return Literal(period, datatype=datatype) if datatype else Literal(period)
