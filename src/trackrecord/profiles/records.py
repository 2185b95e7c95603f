"""A fact with all of its values, the words behind it, and the verdicts on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from trackrecord.describing import KINDS, facts_of, in_words, terms_of, told
from trackrecord.iris import local_name
from trackrecord.naming import Names, text_of
from trackrecord.quoting import Quote, quotes_of
from trackrecord.vocabulary import DCTERMS, PROV, TR, XSD

_VERDICT_OF = NamedNode(str(TR.fact))
_VERDICT = NamedNode(str(TR.verdict))
_DERIVED, _SAID = str(PROV.wasDerivedFrom), str(DCTERMS.source)
_INTERVALS = {"period", "comparedWith", "date"}
_DECIMAL = str(XSD.decimal)
#: What a fact stands on, which is told by its quotes.
_EVIDENCE = {"evidence", "context"}


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A value of a fact: its text for people, its lexical form, and the thing it is, if it is one."""

    text: str
    lexical: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of a fact: the check's IRI and name, the verdict's code and label, the working.

    `source` is the one whose words are judged, if the verdict is of one; `facts` are those it was derived from.
    """

    iri: str
    check: str
    name: str
    code: str
    label: str
    working: str
    source: str | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A fact: its IRI, its kind as the ontology calls it, its values by property, words and verdicts.

    Where sources answer the fact's question differently, a property has several values. A plain record
    has no words and verdicts: they are looked up for what is shown (`worded`).
    """

    iri: str
    kind: str
    told: str
    values: Mapping[str, tuple[Value, ...]]
    quotes: tuple[Quote, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The IRIs of the sources whose words are behind it."""
        return tuple(sorted({quote.source for quote in self.quotes}))

    def all(self, name: str) -> tuple[Value, ...]:
        """The values of a property, numbers by their size; none if the fact has none."""
        return self.values.get(name, ())

    def one(self, name: str) -> Value | None:
        """The first value of a property."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """The values of a property for people; empty if the fact has none."""
        return " / ".join(value.text for value in self.all(name))

    def code(self, name: str) -> str:
        """The last part of the IRI of a coded value, such as `target` of a role; empty if there is none."""
        value = self.one(name)
        return local_name(value.lexical) if value else ""

    def number(self, name: str = "value") -> float | None:
        """A property as a number; None where it has none, or is no number."""
        value = self.one(name)
        try:
            return float(Decimal(value.lexical)) if value else None
        except InvalidOperation:
            return None

    @property
    def year(self) -> str:
        """The year that the fact is of, as far as it says one: `2021`; empty if it does not."""
        for name in ("edition", "period", "date", "asOf", "firstYear"):
            value = self.one(name)
            if value and value.lexical[:4].isdigit():
                return value.lexical[:4]
        return ""


def records_of(store: Store, node: NamedNode, names: Names) -> tuple[Record, ...]:
    """The facts that are about a thing, by kind, year and words."""
    return sorted_records(records(store, facts_of(store, node), names))


def records(store: Store, facts: Iterable[NamedNode], names: Names) -> Iterator[Record]:
    """Facts with their values and words; what is not a fact is left out."""
    for fact in facts:
        found = record(store, fact, names)
        if found is not None:
            yield found


def claims_about(store: Store, node: NamedNode) -> tuple[str, ...]:
    """The IRIs of the claims that concern a thing, the latest first: they end in the year they were made in."""
    found = (fact.value for fact in facts_of(store, node, ("concerns",)))
    return tuple(sorted(found, key=lambda iri: (iri.rpartition(".")[2], iri), reverse=True))


def plain_records(store: Store, facts: Iterable[NamedNode], names: Names) -> list[Record]:
    """Facts with their values but without words, by kind, year and words; what is none is left out."""
    found = (plain_record(store, fact, names) for fact in facts)
    return list(sorted_records(each for each in found if each is not None))


def sorted_records(found: Iterable[Record]) -> tuple[Record, ...]:
    """Facts by kind, year and words."""
    return tuple(sorted(found, key=lambda r: (KINDS.index(r.kind), r.year, r.told, r.iri)))


def latest_first(found: Iterable[Record]) -> tuple[Record, ...]:
    """Facts by year, the latest first and those of no year last, then by words."""
    by_words = sorted(found, key=lambda record: (record.told, record.iri))
    return tuple(sorted(by_words, key=lambda record: record.year, reverse=True))


def record(store: Store, fact: NamedNode, names: Names) -> Record | None:
    """A fact with its values, words and verdicts; None for what is not a fact."""
    plain = plain_record(store, fact, names)
    return None if plain is None else worded(store, plain, names)


def plain_record(store: Store, fact: NamedNode, names: Names) -> Record | None:
    """A fact with its values but without words; None for what is not a fact."""
    kind, terms = terms_of(store, fact)
    if not kind:
        return None
    values = {
        name: tuple(sorted((value_of(term, names, name) for term in each), key=_in_order))
        for name, each in terms.items()
        if name not in _EVIDENCE
    }
    return Record(fact.value, kind, told(kind, terms, names), values)


def _in_order(value: Value) -> tuple[Decimal, Value]:
    """Numbers by their size, all else by its text."""
    try:
        number = Decimal(value.lexical) if value.iri is None else Decimal(0)
    except InvalidOperation:
        number = Decimal(0)
    return (number if number.is_finite() else Decimal(0)), value


def worded(store: Store, plain: Record, names: Names) -> Record:
    """A fact with the words behind it and the verdicts on it."""
    fact = NamedNode(plain.iri)
    verdicts = tuple(_verdicts(store, fact, names))
    return replace(plain, quotes=quotes_of(store, fact), verdicts=verdicts)


def value_of(term: NamedNode | Literal, names: Names, name: str = "") -> Value:
    """A term as a value: an interval with a dash, a decimal number with separators."""
    if isinstance(term, NamedNode):
        return Value(in_words(term, names), term.value, term.value)
    if name in _INTERVALS:
        return Value(term.value.replace("/", "–"), term.value)
    if term.datatype.value == _DECIMAL:
        return Value(f"{Decimal(term.value):,f}", term.value)
    return Value(in_words(term, names), term.value)


def verdict_codes(store: Store, fact: str) -> list[str]:
    """The codes of the verdicts on a fact, such as `holds`; quicker than the verdicts with their working."""
    return [
        local_name(text_of(told.object))
        for quad in store.quads_for_pattern(None, _VERDICT_OF, NamedNode(fact), DefaultGraph())
        for told in store.quads_for_pattern(quad.subject, _VERDICT, None, DefaultGraph())
    ]


def _verdicts(store: Store, fact: NamedNode, names: Names) -> Iterator[Verdict]:
    """The verdicts on a fact that are in the graph, by check and working.

    Of those of one check with one working, as by the words of several sources, the first is told.
    """
    found = {}
    for quad in store.quads_for_pattern(None, _VERDICT_OF, fact, DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            verdict = verdict_of(store, quad.subject, names)
            found[verdict.check, verdict.working, verdict.iri] = verdict
    last = None
    for key in sorted(found):
        if key[:2] != last:
            yield found[key]
        last = key[:2]


def verdict_of(store: Store, node: NamedNode, names: Names) -> Verdict:
    """A verdict of the graph."""
    values: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(node, None, None, DefaultGraph()):
        values.setdefault(quad.predicate.value, []).append(text_of(quad.object))
    check, verdict = values[str(TR.check)][0], values[str(TR.verdict)][0]
    return Verdict(
        node.value,
        check,
        names.label(check),
        local_name(verdict),
        names.label(verdict),
        values[str(TR.working)][0],
        next(iter(values.get(_SAID, ())), None),
        tuple(sorted(values.get(_DERIVED, ()))),
    )
