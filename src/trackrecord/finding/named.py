"""The things of a dataset that are found by name, what is spoken of most first, and all of their names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal as OneOf
from typing import cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from trackrecord.naming import text_of
from trackrecord.vocabulary import DCTERMS, RDF, SKOS, TR

#: The classes of things that are found by name; what is of several counts as the first.
KINDS = (
    "Government", "Award", "Scheme", "Program", "Metric", "Body", "Person", "Grade", "Category", "Source",
)  # fmt: skip

_TYPE = NamedNode(str(RDF.type))
_PREFERRED, _SHORT = NamedNode(str(SKOS.prefLabel)), NamedNode(str(TR.shortName))
_TITLE = NamedNode(str(DCTERMS.title))
_OTHER = (NamedNode(str(SKOS.altLabel)), NamedNode(str(SKOS.hiddenLabel)))
#: The properties that say what a thing is within, and which of things of one name is meant.
_WITHIN = (NamedNode(str(TR.parent)), NamedNode(str(TR.government)))
_MENTIONS = """
SELECT ?thing (COUNT(*) AS ?times) WHERE { ?any ?link ?thing . FILTER (isIRI(?thing)) } GROUP BY ?thing
"""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing; a short one stands for it only with support, a qualified one brings it along."""

    text: str
    standing: OneOf["full", "short", "qualified"] = "full"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its class, its preferred labels by language, all its names, and the thing it is within."""

    iri: str
    kind: str
    labels: Mapping[str, str]
    names: tuple[Name, ...]
    within: str | None

    def label(self, language: str) -> str:
        """The preferred label in a language, else in the first there is, else any name."""
        fallback = next((self.labels[each] for each in sorted(self.labels)), self.names[0].text)
        return self.labels.get(language, fallback)


def named_things(store: Store) -> list[Named]:
    """The named things of the default graph, what most triples point to first, then by IRI; sources last."""
    kinds = _kinds(store)
    told = _labels(store, kinds)
    within = _within(store, kinds)
    times = _times(store)
    ordered = sorted(
        (iri for iri in kinds if iri in told),
        key=lambda iri: (kinds[iri] == "Source", -times.get(iri, 0), iri),
    )
    return [
        Named(
            iri,
            kinds[iri],
            _preferred(told[iri]),
            tuple(_names(told[iri], told.get(within.get(iri, ""), {}))),
            within.get(iri),
        )
        for iri in ordered
    ]


#: The labels of a thing by property, in the order they count.
_Told = Mapping[NamedNode, list[Literal]]


def _kinds(store: Store) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in KINDS:
        node = NamedNode(str(TR[kind]))
        for quad in store.quads_for_pattern(None, _TYPE, node, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                found.setdefault(quad.subject.value, kind)
    return found


def _labels(store: Store, kinds: Mapping[str, str]) -> dict[str, _Told]:
    found: dict[str, dict[NamedNode, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    for predicate in (_PREFERRED, _TITLE, *_OTHER, _SHORT):
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            if text_of(quad.subject) in kinds and isinstance(quad.object, Literal):
                found[text_of(quad.subject)][predicate].append(quad.object)
    for told in found.values():
        for labels in told.values():
            labels.sort(key=lambda label: (label.language or "", label.value))
    return cast(dict[str, _Told], found)


def _within(store: Store, kinds: Mapping[str, str]) -> dict[str, str]:
    """What a thing is within, the least IRI where sources differ."""
    found: dict[str, str] = {}
    for predicate in _WITHIN:
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            thing, whole = text_of(quad.subject), text_of(quad.object)
            if thing in kinds:
                found[thing] = min(whole, found.get(thing, whole))
    return found


def _times(store: Store) -> dict[str, int]:
    rows = cast(QuerySolutions, store.query(_MENTIONS))
    return {row["thing"].value: int(row["times"].value) for row in rows}


def _preferred(told: _Told) -> dict[str, str]:
    found: dict[str, str] = {}
    for predicate in (_PREFERRED, _TITLE):
        for label in told.get(predicate, []):
            found.setdefault(label.language or "", label.value)
    return found


def _names(told: _Told, whole: _Told) -> Iterator[Name]:
    """The names of a thing, those that count most first, then with the names of what it is within.

    Where a name is short, or others have it too, what tells is the whole beside it: "Seoul Jung-gu", "서울 중구".
    """
    plain = [label.value for predicate in (_PREFERRED, _TITLE, *_OTHER) for label in told.get(predicate, [])]  # fmt: skip
    short = [label.value for label in told.get(_SHORT, [])]
    yield from (Name(text) for text in dict.fromkeys(plain))
    yield from (Name(text, "short") for text in dict.fromkeys(short) if text not in plain)
    yield from (
        Name(text, "qualified")
        for text in dict.fromkeys(_qualified(told, whole))
        if text not in plain
    )


def _qualified(told: _Told, whole: _Told) -> Iterable[str]:
    for own, other in product((_PREFERRED, _SHORT), repeat=2):
        for part in told.get(own, []):
            for of in whole.get(other, []):
                if part.language == of.language:
                    yield f"{of.value} {part.value}"
