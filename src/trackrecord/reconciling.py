"""Names in somebody's table → the things they may stand for, with how surely; and what is known of these.

What a reconciliation service does, without its protocol: candidates for a name, narrowed by class and by values
of properties, and the values of properties of things. The same question gets the same answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal as OneOf

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from trackrecord.finding import EXACT, SHORT, Hit, name_index
from trackrecord.finding.hangul import key
from trackrecord.iris import local_name
from trackrecord.naming import text_of
from trackrecord.vocabulary import RDFS, SKOS, TR

#: The classes that are offered, by local name, and the kinds of things of each: a government is a body too.
TYPES: Mapping[str, tuple[str, ...]] = {
    "Government": ("Government",),
    "Body": ("Body", "Government"),
    "Award": ("Award",),
    "Scheme": ("Scheme", "Award"),
    "Program": ("Program",),
    "Metric": ("Metric",),
}
#: The class that one of these is narrower than.
BROADER: Mapping[str, str] = {"Government": "Body", "Award": "Scheme"}
#: Properties that facts give a thing: by the fact's link to the thing, and to the other.
_THROUGH: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Government": (("recipient", "award"), ("operator", "program")),
    "Award": (("award", "recipient"),),
    "Program": (("program", "operator"),),
}
#: Properties that every thing has.
_NAMES = tuple(str(term) for term in (SKOS.prefLabel, SKOS.altLabel, TR.shortName))
_LABELS = tuple(NamedNode(iri) for iri in (*_NAMES, str(SKOS.hiddenLabel), str(SKOS.notation)))
_DOMAINS = tuple(NamedNode(iri) for iri in (str(RDFS.domain), "https://schema.org/domainIncludes"))
_LABEL, _COMMENT, _RANGE, _CODE = (
    NamedNode(str(term)) for term in (RDFS.label, RDFS.comment, RDFS.range, TR.officialCode)
)
_LOOKED_AT = (
    50  # names nearly like one; with conditions, since many may have the name, more of them
)
_LOOKED_AT_WITH_CONDITIONS = 1_000
_NAME, _CONDITIONS = 0.7, 0.3  # what a name and conditions count, if there are both
_UNKNOWN = 0.5  # of a condition about which nothing is on record


@dataclass(frozen=True, slots=True)
class Condition:
    """Values that a property should have: any of them, all, or none; required ones sort others out."""

    property: str
    values: tuple[str, ...]
    is_required: bool = False
    quantifier: OneOf["any", "all", "none"] = "any"


@dataclass(frozen=True, slots=True)
class Query:
    """A name, the classes that the thing may be of (see `TYPES`; any, if none is said), and conditions.

    The name may be empty if there are conditions.
    """

    text: str
    types: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may stand for: a score from 0 to 100, how alike the names are, and whether it is sure.

    `conditions` says by property whether a condition holds, as far as that is known.
    """

    hit: Hit
    score: float
    is_match: bool
    likeness: float
    conditions: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: its text, its IRI and class if it is a thing that is offered, its number if it is one."""

    text: str
    iri: str | None = None
    kind: str | None = None
    number: int | float | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """A property of things of a class: its IRI, its name, what it means, and the class of its values, if offered."""

    iri: str
    name: str
    meaning: str
    values: str | None


def candidates(store: Store, query: Query, language: str = "en") -> tuple[Candidate, ...]:
    """The things that a query may mean, the surest first.

    A candidate is a match if its name is the one asked for, it meets all conditions, and no other does; a short
    name counts as the name where a class was asked for. The IRI or official code of a thing is its name.
    """
    kinds = _kinds(query.types)
    if not kinds:
        return ()
    hits = _hits(store, query, kinds, language)
    rated = [each for hit in hits if (each := _rated(store, query, hit)) is not None]
    enough = SHORT if query.types else EXACT
    sure = [hit.iri for hit, _, holding in rated if hit.score >= enough and all(holding.values())]
    found = [
        Candidate(hit, score, sure == [hit.iri], hit.score, holding)
        for hit, score, holding in rated
    ]
    found.sort(key=lambda each: -each.score)  # stable: what the dataset speaks of most comes first
    return tuple(found[: query.limit])


def _kinds(types: Iterable[str]) -> tuple[str, ...]:
    """The kinds of things of some classes, of all that are offered if none is said."""
    wanted = tuple(types) or tuple(TYPES)
    return tuple(dict.fromkeys(kind for each in wanted for kind in TYPES.get(each, ())))


def _hits(store: Store, query: Query, kinds: tuple[str, ...], language: str) -> Iterable[Hit]:
    index, text = name_index(store), query.text.strip()
    if not text:
        return _meeting(store, query.conditions, kinds, language)
    limit = _LOOKED_AT_WITH_CONDITIONS if query.conditions else max(_LOOKED_AT, query.limit)
    own = index.named(text, language)
    coded = [index.named(iri, language) for iri in _subjects(store, _CODE, Literal(text))]
    first = [hit for hit in (own, *coded) if hit is not None and hit.kind in kinds]
    rest = index.matches(text, language, kinds, limit)
    return {hit.iri: hit for hit in (*rest, *first)}.values()


def _meeting(
    store: Store, conditions: Sequence[Condition], kinds: tuple[str, ...], language: str
) -> Iterator[Hit]:
    """The things that meet the first condition, where there is no name to look for."""
    index = name_index(store)
    for condition in conditions[:1]:
        wanted = frozenset(map(_folded, condition.values))
        if condition.property not in _known(store):
            return
        predicate = NamedNode(condition.property)
        told = store.quads_for_pattern(None, predicate, None, DefaultGraph())
        objects = {q.object for q in told if isinstance(q.object, NamedNode | Literal)}
        for value in sorted(objects, key=str):
            if not wanted.isdisjoint(_texts(store, value)):
                for iri in sorted(_subjects(store, predicate, value)):
                    hit = index.named(iri, language)
                    if hit is not None and hit.kind in kinds:
                        yield hit


def _rated(store: Store, query: Query, hit: Hit) -> tuple[Hit, float, dict[str, bool]] | None:
    """A hit with its score and the conditions that hold; None if one that is required does not."""
    holding: dict[str, bool] = {}
    shares = []
    for condition in query.conditions:
        held = _holds(store, condition, hit)
        if condition.is_required and not held:
            return None
        holding[condition.property] = bool(held) and holding.get(condition.property, True)
        shares.append(_UNKNOWN if held is None else float(held))
    if not shares:
        return hit, hit.score, holding
    share = sum(shares) / len(shares)
    name = hit.score if query.text.strip() else EXACT * share
    return hit, round(_NAME * name + _CONDITIONS * EXACT * share, 1), holding


def _holds(store: Store, condition: Condition, hit: Hit) -> bool | None:
    """Whether a thing meets a condition; None if nothing is on record about it."""
    objects = list(_objects(store, hit.iri, hit.kind, condition.property))
    if not objects:
        return None
    known = {text for each in objects for text in _texts(store, each)}
    wanted = [_folded(value) in known for value in condition.values]
    if condition.quantifier == "none":
        return not any(wanted)
    return all(wanted) if condition.quantifier == "all" else any(wanted)


def _folded(value: str) -> str:
    return value if "://" in value else key(value)


def _texts(store: Store, value: object) -> Iterator[str]:
    """What a value may be called: an IRI and its names, or a literal."""
    if isinstance(value, NamedNode):
        yield value.value
        for predicate in _LABELS:
            for quad in store.quads_for_pattern(value, predicate, None, DefaultGraph()):
                yield key(text_of(quad.object))
        yield key(local_name(value.value))
    elif isinstance(value, Literal):
        yield _folded(value.value)


def values(store: Store, iri: str, property_: str, language: str = "en") -> tuple[Value, ...]:
    """The values of a property of a thing, sorted; texts in the language alone where there are some in it."""
    hit = name_index(store).named(iri, language)
    if hit is None:
        return ()
    found = list(_objects(store, iri, hit.kind, property_))
    if property_ not in _NAMES[1:]:  # every other name is told, in whatever language
        spoken = [v for v in found if isinstance(v, Literal) and v.language]
        own = [value for value in spoken if value.language == language]
        found = [value for value in found if value not in spoken or value in (own or spoken)]
    told = {_value(store, each, language) for each in found}
    return tuple(sorted(told, key=lambda value: (value.text, value.iri or "")))


def _value(store: Store, value: object, language: str) -> Value:
    if isinstance(value, NamedNode):
        hit = name_index(store).named(value.value, language)
        if hit is not None and hit.kind in _kinds(()):
            return Value(hit.label, hit.iri, hit.kind)
        return Value(_label(store, value, _LABELS[0], language) or value.value)
    if not isinstance(value, Literal):
        return Value(str(value))
    datatype = value.datatype.value.rpartition("#")[2]
    if datatype == "integer":
        return Value(value.value, number=int(value.value))
    if datatype == "decimal":
        return Value(value.value, number=float(value.value))
    return Value(value.value)


def _objects(store: Store, iri: str, kind: str, property_: str) -> Iterator[object]:
    """The values of a property of a thing, whether it has them itself or facts give them to it."""
    if property_ not in _known(store):
        return
    node = NamedNode(iri)
    for quad in store.quads_for_pattern(node, NamedNode(property_), None, DefaultGraph()):
        yield quad.object
    for link, other in _THROUGH.get(kind, ()):
        if property_ == str(TR[other]):
            for fact in _subjects(store, NamedNode(str(TR[link])), node):
                far = store.quads_for_pattern(
                    NamedNode(fact), NamedNode(property_), None, DefaultGraph()
                )
                yield from (quad.object for quad in far)


def _subjects(store: Store, predicate: NamedNode, value: NamedNode | Literal) -> list[str]:
    found = store.quads_for_pattern(None, predicate, value, DefaultGraph())
    return [quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)]


@lru_cache(maxsize=64)
def properties(store: Store, kind: str | None = None, language: str = "en") -> tuple[Property, ...]:
    """The properties of things of a class, or of all that are offered, by name, as the ontology has them."""
    classes = {kind, BROADER.get(kind, kind)} if kind else set(TYPES)
    found = set(_NAMES)
    for each in classes:
        for domain in _DOMAINS:
            found.update(_subjects(store, domain, NamedNode(str(TR[each or ""]))))
        found.update(str(TR[other]) for _, other in _THROUGH.get(each or "", ()))
    told = [_property(store, iri, language) for iri in found]
    return tuple(sorted(told, key=lambda each: (each.name, each.iri)))


def _known(store: Store) -> frozenset[str]:
    """The IRIs of all properties that are offered; others have no values."""
    return frozenset(each.iri for each in properties(store))


def _property(store: Store, iri: str, language: str) -> Property:
    node = NamedNode(iri)
    name = _label(store, node, _LABEL, language) or _OWN_NAMES[iri][language == "ko"]
    ranges = [
        text_of(quad.object).removeprefix(str(TR))
        for quad in store.quads_for_pattern(node, _RANGE, None, DefaultGraph())
    ]
    kind = next((each for each in ranges if each in TYPES), None)
    return Property(iri, name, _label(store, node, _COMMENT, language), kind)


#: Names of what is no term of ours, in English and Korean.
_OWN_NAMES: Mapping[str, tuple[str, str]] = {
    str(SKOS.prefLabel): ("name", "이름"),
    str(SKOS.altLabel): ("also called", "다른 이름"),
}


def type_name(store: Store, kind: str, language: str) -> str:
    """What a class is called."""
    return _label(store, NamedNode(str(TR[kind])), _LABEL, language) or kind


def _label(store: Store, node: NamedNode, predicate: NamedNode, language: str) -> str:
    labels = {
        quad.object.language or "": quad.object.value
        for quad in store.quads_for_pattern(node, predicate, None, DefaultGraph())
        if isinstance(quad.object, Literal)
    }
    return labels.get(language) or next((labels[each] for each in sorted(labels)), "")
