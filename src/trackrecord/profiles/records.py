"""A fact with all of its values, the words behind it, and the verdicts on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from trackrecord.describing import KINDS, fact_line, facts_of, in_words
from trackrecord.naming import Names, text_of
from trackrecord.quoting import Quote
from trackrecord.vocabulary import TR

_VERDICT_OF = NamedNode(str(TR.fact))


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A value of a fact: its text for people, its lexical form, and the thing it is, if it is one."""

    text: str
    lexical: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of a fact: the check's IRI and name, the verdict's code and label, the working."""

    iri: str
    check: str
    name: str
    code: str
    label: str
    working: str


@dataclass(frozen=True, slots=True)
class Record:
    """A fact: its IRI, its kind as the ontology calls it, its values by property, words and verdicts.

    Where sources answer the fact's question differently, a property has several values.
    """

    iri: str
    kind: str
    told: str
    values: Mapping[str, tuple[Value, ...]]
    quotes: tuple[Quote, ...]
    verdicts: tuple[Verdict, ...]

    def all(self, name: str) -> tuple[Value, ...]:
        """The values of a property, sorted; none if the fact has none."""
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
        return value.lexical.rsplit("/", 1)[-1] if value else ""

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
    """Facts with their values; what is not a fact is left out."""
    for fact in facts:
        found = record(store, fact, names)
        if found is not None:
            yield found


def sorted_records(found: Iterable[Record]) -> tuple[Record, ...]:
    """Facts by kind, year and words."""
    return tuple(sorted(found, key=lambda r: (KINDS.index(r.kind), r.year, r.told, r.iri)))


def record(store: Store, fact: NamedNode, names: Names) -> Record | None:
    """A fact with its values; None for what is not a fact."""
    line = fact_line(store, fact, names)
    if line is None:
        return None
    values: dict[str, set[Value]] = {}
    for quad in store.quads_for_pattern(fact, None, None, DefaultGraph()):
        predicate = quad.predicate.value
        if predicate.startswith(str(TR)):
            values.setdefault(predicate.removeprefix(str(TR)), set()).add(
                _value(quad.object, names)
            )
    ordered = {name: tuple(sorted(each)) for name, each in values.items()}
    verdicts = tuple(_verdicts(store, fact, names))
    return Record(fact.value, line.kind, line.told, ordered, line.quotes, verdicts)


def _value(term: object, names: Names) -> Value:
    if isinstance(term, NamedNode):
        return Value(in_words(term, names), term.value, term.value)
    if isinstance(term, Literal):
        return Value(in_words(term, names), term.value)
    return Value(str(term), str(term))


def _verdicts(store: Store, fact: NamedNode, names: Names) -> Iterator[Verdict]:
    """The verdicts on a fact that are in the graph, by check and working."""
    found = set()
    for quad in store.quads_for_pattern(None, _VERDICT_OF, fact, DefaultGraph()):
        told = {
            one.predicate.value: text_of(one.object)
            for one in store.quads_for_pattern(quad.subject, None, None, DefaultGraph())
        }
        check, verdict = told[str(TR.check)], told[str(TR.verdict)]
        found.add(
            (
                check,
                told[str(TR.working)],
                text_of(quad.subject),
                names.label(check),
                verdict.rsplit("/", 1)[-1],
                names.label(verdict),
            )
        )
    for check, working, iri, name, code, label in sorted(found):
        yield Verdict(iri, check, name, code, label, working)
