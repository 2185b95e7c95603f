"""The fact records: what a reader finds in a document, before it is linked data.

One frozen dataclass a kind of fact; JSON Lines in and out. Names are as the text has them, with an
`…_iri` beside each once it is resolved. Amounts are `Decimal`, percent is 138.2 and not 1.382, years
and periods are ISO 8601 text (`2021`, `2022-07`, `2018/2022`). `start` and `end` are offsets of the
quote in code points of the document's text; a fact of a table has a `fragment` instead, which names
its cells as RFC 7111 does (`cell=4,3`, `row=4`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from trackrecord.errors import FactsError
from trackrecord.wording import a


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money; the currency is an ISO 4217 code."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, in code points, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Cells:
    """Cells of a table: their RFC 7111 fragment, and their texts, each with its header before it."""

    fragment: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every kind of fact carries: where it stands, in which words, and which rule read it.

    `context` lists words elsewhere in the source that a column was understood from, such as the
    name that "the district" stands for, or the row of a cell. `within` is the parent that the source
    states for the government of the fact.
    """

    kind: ClassVar[str]
    #: The columns that ask the question; the rest answer it.
    identity: ClassVar[tuple[str, ...]]

    source: str = ""
    quote: str
    start: int
    end: int
    fragment: str | None = None
    reader: str = ""
    confidence: float = 1.0
    context: tuple[Span | Cells, ...] = ()
    within: str | None = None

    @property
    def span(self) -> Span:
        """Where the quote stands."""
        return Span(self.start, self.end)

    def columns(self) -> dict[str, Any]:
        """The columns of this kind that have a value, in the order of the format."""
        common = {field.name for field in fields(Fact)}
        named = ((f.name, getattr(self, f.name)) for f in fields(self) if f.name not in common)
        return {name: value for name, value in named if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferral(Fact):
    """A government was given an award, or stood for it."""

    kind = "conferral"
    identity = ("recipient", "award", "edition", "category")

    recipient: str
    recipient_iri: str | None = None
    award: str
    award_iri: str | None = None
    edition: str | None = None
    grade: str | None = None
    grade_iri: str | None = None
    category: str | None = None
    category_iri: str | None = None
    outcome: str | None = None
    conferred_by: str | None = None
    conferred_by_iri: str | None = None
    date: str | None = None
    place: str | None = None
    prize: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Fact):
    """A metric had a value for something in a period."""

    kind = "observation"
    identity = ("about", "metric", "period", "role", "part", "compared_with")

    about: str
    about_iri: str | None = None
    metric: str
    metric_iri: str | None = None
    value: Decimal
    unit: str | None = None
    unit_iri: str | None = None
    period: str | None = None
    role: str = "actual"
    part: str | None = None
    compared_with: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking(Fact):
    """A government planned, set up, ran or ended a program."""

    kind = "undertaking"
    identity = ("government", "program", "action")

    government: str
    government_iri: str | None = None
    program: str
    program_iri: str | None = None
    type: str | None = None
    action: str
    date: str | None = None
    budget: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Fact):
    """A government is said to be the first, the only one, the most, or to have a streak or rank."""

    kind = "claim"
    identity = ("government", "type", "scope", "concerns")

    government: str
    government_iri: str | None = None
    type: str
    value: Decimal | None = None
    of: Decimal | None = None
    scope: str | None = None
    concerns: str | None = None
    concerns_iri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Fact):
    """A person holds an office of a government."""

    kind = "tenure"
    identity = ("person", "office", "government")

    person: str
    person_iri: str | None = None
    office: str
    office_iri: str | None = None
    government: str
    government_iri: str | None = None
    date: str | None = None
    term: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeFact(Fact):
    """Something about an award scheme or disclosure system itself."""

    kind = "scheme"
    identity = ("award", "edition")

    award: str
    award_iri: str | None = None
    organiser: str | None = None
    organiser_iri: str | None = None
    since: str | None = None
    frequency: str | None = None
    edition: str | None = None
    ordinal: int | None = None


KINDS: Mapping[str, type[Fact]] = {
    kind.kind: kind for kind in (Conferral, Observation, Undertaking, Claim, Tenure, SchemeFact)
}


def to_record(fact: Fact) -> dict[str, Any]:
    """The fact as a JSON object, keys in the order of the format, absent where unknown."""
    record: dict[str, Any] = {
        "kind": fact.kind,
        "source": fact.source,
        "quote": fact.quote,
        **_place(fact),
        "reader": fact.reader,
        "confidence": fact.confidence,
    }
    record.update((name, _to_json(value)) for name, value in fact.columns().items())
    if fact.within:
        record["within"] = fact.within
    if fact.context:
        record["context"] = [_to_json(stretch) for stretch in fact.context]
    return record


def _place(fact: Fact) -> dict[str, Any]:
    if fact.fragment:
        return {"fragment": fact.fragment}
    return {"start": fact.start, "end": fact.end}


def to_jsonl(facts: Iterable[Fact]) -> str:
    """The facts as JSON Lines, one object a line."""
    return "".join(json.dumps(to_record(fact), ensure_ascii=False) + "\n" for fact in facts)


def from_record(record: Mapping[str, Any], place: str = "record") -> Fact:
    """The fact that a JSON object describes.

    Raises:
        FactsError: naming `place` and the key that is unknown, missing or of the wrong type.
    """
    kind = KINDS.get(str(record.get("kind")))
    if kind is None:
        raise FactsError(
            f"{place}: kind is {record.get('kind')!r}; expected one of {', '.join(KINDS)}"
        )
    known = {field.name: field for field in fields(kind)}
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for key, value in record.items():
        if key == "kind" or value is None:
            continue
        if key not in known:
            raise FactsError(
                f"{place}: {a(kind.kind)} has no key {key!r}; it has {', '.join(known)}"
            )
        values[key] = _from_json(value, hints[key], f"{place}, key {key!r}")
    if "fragment" in values:
        values = {"start": 0, "end": 0} | values
    missing = [name for name, f in known.items() if f.default is MISSING and name not in values]
    if missing:
        raise FactsError(f"{place}: a {kind.kind} needs {', '.join(missing)}")
    return kind(**values)


def from_jsonl(text: str, name: str) -> Iterator[Fact]:
    """The facts of a JSON Lines text; `name` is the file's, for messages."""
    for number, record in records(text, name):
        yield from_record(record, f"{name}, line {number}")


def records(text: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The line numbers (from 1) and JSON objects of a JSON Lines text; blank lines are skipped.

    Raises:
        FactsError: naming the line that is not a JSON object.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_float=Decimal)
        except ValueError as error:
            raise FactsError(f"{name}, line {number}: not JSON ({error})") from error
        if not isinstance(record, dict):
            raise FactsError(f"{name}, line {number}: expected a JSON object, one fact a line")
        yield number, record


def _to_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Money):
        return {"amount": _to_json(value.amount), "currency": value.currency}
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Cells):
        return {"fragment": value.fragment, "quote": value.quote}
    return value


def _from_json(value: Any, hint: Any, place: str) -> Any:
    """The value as the type `hint` says, or a FactsError that names the place."""
    wanted = _plain_type(hint)
    if wanted is Decimal and isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        if number.is_finite():
            return number
    elif wanted is float and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return float(value)
    elif (wanted is int and isinstance(value, int) and not isinstance(value, bool)) or (
        wanted is str and isinstance(value, str)
    ):
        return value
    elif wanted is Money and isinstance(value, dict) and set(value) == {"amount", "currency"}:
        amount = _from_json(value["amount"], Decimal, f"{place}.amount")
        return Money(amount, _from_json(value["currency"], str, f"{place}.currency"))
    elif wanted is tuple and isinstance(value, list):
        return tuple(_stretch(item, place) for item in value)
    name = "number" if wanted in (Decimal, float) else wanted.__name__
    raise FactsError(f"{place}: expected {name}, found {value!r}")


def _stretch(item: Any, place: str) -> Span | Cells:
    if isinstance(item, list) and len(item) == 2 and all(type(part) is int for part in item):
        return Span(*item)
    if (
        isinstance(item, dict)
        and set(item) == {"fragment", "quote"}
        and all(isinstance(part, str) for part in item.values())
    ):
        return Cells(**item)
    raise FactsError(
        f"{place}: expected [start, end], or a fragment of a table and its quote, found {item!r}"
    )


def _plain_type(hint: Any) -> type:
    """`str` for `str | None`, `tuple` for `tuple[Span, ...]`."""
    if get_origin(hint) in (Union, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    origin = get_origin(hint)
    plain: type = origin if origin is not None else hint
    return plain
