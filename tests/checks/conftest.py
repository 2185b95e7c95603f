"""Facts of invented governments as datasets, and the verdicts of a check on them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from trackrecord.checking import verdicts_of
from trackrecord.checks import Check, shipped_checks
from trackrecord.dataset import read_turtle
from trackrecord.document import Document
from trackrecord.encoding import encode
from trackrecord.facts import (
    Claim,
    Conferral,
    Fact,
    Observation,
    SchemeFact,
    Tenure,
    Undertaking,
)
from trackrecord.iris import DEFAULT_BASE, Base, slug
from trackrecord.naming import Names
from trackrecord.reading.numerals import numerals
from trackrecord.resolving import Candidate
from trackrecord.resources import directory
from trackrecord.verdicts import Verdict


class Record:
    """Facts of invented governments, written out as the sources that state them.

    Every number is printed in its quote, so that its margin is that of how it is printed.
    """

    @staticmethod
    def of(kind: str, name: str) -> str:
        return Base().mint(kind, name)

    @classmethod
    def observed(
        cls,
        value: str,
        role: str = "actual",
        period: str | None = "2021",
        about: str = "kr-seoul-gwanak-gu",
        metric: str = "jobs-created",
        unit: str = "jobs",
        quote: str | None = None,
        **columns: Any,
    ) -> Observation:
        """An observation whose value is given as printed: "13,342", "1.35 million", "138.2"."""
        (numeral,) = numerals(value)
        words = quote or f"{role} {columns.get('part', '')} {metric} in {period}: {value} {unit}"
        sign = -1 if columns.pop("is_negative", False) else 1
        return Observation(
            quote=words, start=0, end=0, about=about, about_iri=cls.of("government", about),
            metric=metric, metric_iri=cls.of("metric", metric), value=numeral.value * sign,
            unit=unit, unit_iri=cls.of("unit", unit), period=period, role=role, **columns,
        )  # fmt: skip

    @classmethod
    def rated(cls, value: str, role: str = "achievement-rate", **columns: Any) -> Observation:
        """An observation in percent."""
        return replace(
            cls.observed(value, role, **columns), unit="%", unit_iri=cls.of("unit", "percent")
        )

    @classmethod
    def won(
        cls,
        edition: str,
        recipient: str = "kr-seoul-gwanak-gu",
        award: str = "national-local-government-job-awards",
        grade: str | None = None,
        **columns: Any,
    ) -> Conferral:
        quote = columns.pop("quote", f"{recipient} and the {edition} {award}, {grade} {columns}")
        return Conferral(
            quote=quote, start=0, end=0, recipient=recipient,
            recipient_iri=cls.of("government", recipient), award=award,
            award_iri=cls.of("award", award), edition=edition, grade=grade,
            grade_iri=cls.of("grade", f"{award}.{grade}") if grade else None, **columns,
        )  # fmt: skip

    @classmethod
    def claimed(
        cls,
        kind: str,
        value: int | None = None,
        government: str = "kr-seoul-gwanak-gu",
        concerns: str | None = "award/national-local-government-job-awards",
        quote: str | None = None,
        **columns: Any,
    ) -> Claim:
        told = {name: text for name, text in columns.items() if isinstance(text, str)}
        return Claim(
            quote=quote or f"{government} is {kind} {value} {concerns} {told}", start=0, end=0,
            government=government, government_iri=cls.of("government", government), type=kind,
            value=None if value is None else Decimal(value),
            concerns=columns.pop("matter", concerns),
            concerns_iri=f"{DEFAULT_BASE}{concerns}" if concerns else None, **columns,
        )  # fmt: skip

    @classmethod
    def undertaken(
        cls,
        program: str,
        action: str = "establish",
        government: str = "kr-seoul-gwanak-gu",
        **columns: Any,
    ) -> Undertaking:
        return Undertaking(
            quote=f"{government} and its {program}: {action} {columns}", start=0, end=0,
            government=government, government_iri=cls.of("government", government), program=program,
            program_iri=Base().mint("program", government, slug(program)), action=action, **columns,
        )  # fmt: skip

    @classmethod
    def scheme(
        cls, award: str = "national-local-government-job-awards", **columns: Any
    ) -> SchemeFact:
        return SchemeFact(
            quote=f"{award}: {columns}", start=0, end=0, award=award,
            award_iri=cls.of("award", award), **columns,
        )  # fmt: skip

    @classmethod
    def held(
        cls,
        person: str,
        government: str = "kr-seoul-gwanak-gu",
        office: str = "mayor",
        **columns: Any,
    ) -> Tenure:
        return Tenure(
            quote=f"{person}, {office} of {government} on {columns}", start=0, end=0, person=person,
            person_iri=Base().mint("person", government, slug(person)), office=office,
            office_iri=f"https://w3id.org/trackrecord/code/office/{office}", government=government,
            government_iri=cls.of("government", government), **columns,
        )  # fmt: skip

    @staticmethod
    def source(
        name: str,
        *facts: Fact,
        issued: str | None = "2022-07-22",
        publisher: str | None = None,
        url: str | None = None,
        origin: str | None = None,
        language: str = "en",
        title: str | None = None,
    ) -> list[Quad]:
        """The named graph of a source that states some facts, and its triples in the default graph."""
        quotes = dict.fromkeys(fact.quote for fact in facts)
        text = ". ".join(q for q in quotes if not any(q in o for o in quotes if o != q))
        placed = [
            replace(fact, start=text.find(fact.quote), end=text.find(fact.quote) + len(fact.quote))
            for fact in facts
        ]
        document = Document(
            id=name, text=text, blocks=(), language=language, title=title or f"Source {name}",
            url=url, publisher=publisher, issued=date.fromisoformat(issued) if issued else None,
            retrieved=None, sha256="0" * 64, name=f"{name}.txt",
        )  # fmt: skip
        triples = encode(document, placed, _candidates(facts, language), Base(), origin)
        graph = NamedNode(Base().mint("graph", name))
        return [
            Quad(triple.subject, triple.predicate, triple.object, where)
            for triple in triples
            for where in (graph, DefaultGraph())
        ]

    @staticmethod
    def store(*sources: list[Quad], with_authority: bool = False) -> Store:
        """The dataset of some sources."""
        store = Store()
        if with_authority:
            store.bulk_extend(_authority())
        for quads in sources:
            store.bulk_extend(quads)
        return store


def _candidates(facts: Iterable[Fact], language: str) -> Iterator[Candidate]:
    """The programs and persons of facts, as the resolver would mint them."""
    for fact in facts:
        if isinstance(fact, Undertaking) and fact.program_iri and fact.government_iri:
            links = (("government", fact.government_iri),)
            yield Candidate(fact.program_iri, "Program", fact.program, language, links, ())
        if isinstance(fact, Tenure) and fact.person_iri and fact.government_iri:
            links = (("government", fact.government_iri),)
            yield Candidate(fact.person_iri, "Person", fact.person, language, links, ())


@cache
def _authority() -> list[Quad]:
    return [
        Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
        for file in sorted(directory("authority").glob("*.ttl"))
        for triple in read_turtle(file)
    ]


@pytest.fixture(scope="session")
def record() -> type[Record]:
    """Makes facts, the sources that state them, and their dataset."""
    return Record


@cache
def _shipped() -> dict[str, Check]:
    return shipped_checks()


@pytest.fixture(scope="session")
def judge() -> Callable[..., list[Verdict]]:
    """The verdicts of one check on some sources, by fact and source."""

    def judged(check: str, *sources: list[Quad], with_authority: bool = False) -> list[Verdict]:
        store = Record.store(*sources, with_authority=with_authority)
        found = verdicts_of(_shipped()[check], store, Names(store, DEFAULT_BASE), DEFAULT_BASE)
        return sorted(found, key=lambda verdict: (verdict.fact, verdict.source or ""))

    return judged
