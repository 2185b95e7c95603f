"""Lists of the things of a kind: governments, awards, metrics, programs and sources, with how much is on record."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.describing import KINDS
from trackrecord.naming import text_of
from trackrecord.profiles.columns import Column, column, first
from trackrecord.vocabulary import DCTERMS, PROV, RDF, TR

_TYPE = NamedNode(str(RDF.type))
#: What is counted of a thing of each kind: a name, and the property by which facts are about it.
COUNTED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "government": (("won", "recipient"), ("figures", "about"), ("programs", "operator"), ("claims", "claimant")),
    "award": (("conferrals", "award"), ("claims", "concerns"), ("told", "scheme")),
    "metric": (("figures", "metric"),),
    "program": (("undertakings", "program"), ("figures", "about"), ("claims", "concerns")),
    "source": (("facts", ""),),
}  # fmt: skip
#: By what lists are narrowed, and the properties that say it.
FILTERS: Mapping[str, tuple[str, ...]] = {
    "government": ("parent", "governmentType"),
    "award": ("organiser",),
    "metric": ("unit",),
    "program": ("government", "programType"),
    "source": ("publisher", "year"),
}
_CLASSES = {"award": ("Award", "Scheme")}


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing in a list: how many facts of each sort are on record, and what it can be narrowed by.

    `values` are IRIs or texts by the names of `FILTERS`; `is_candidate` where the authority does not know it;
    `issued` is the day of a source, and `title` its title.
    """

    iri: str
    counts: tuple[int, ...]
    values: Mapping[str, str]
    is_candidate: bool
    issued: str = ""
    title: str = ""


def listing(store: Store, kind: str) -> tuple[Entry, ...]:
    """The things of a kind, such as `government`, in no order that says anything."""
    things = sorted(_of_kind(store, kind))
    counts = _COUNTERS.get(kind, _counts)(store, kind)
    candidates = column(store, "status")
    told = {name: _column(store, name) for name in FILTERS[kind]}
    issued, titles = (
        _literals(store, str(term)) if kind == "source" else {}
        for term in (DCTERMS.issued, DCTERMS.title)
    )
    return tuple(
        Entry(
            thing,
            tuple(counter[thing] for counter in counts),
            {name: first(values, thing) for name, values in told.items()},
            thing in candidates,
            first(issued, thing),
            first(titles, thing),
        )
        for thing in things
    )


def _of_kind(store: Store, kind: str) -> set[str]:
    classes = _CLASSES.get(kind, (kind.capitalize(),))
    return {
        text_of(quad.subject)
        for each in classes
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(str(TR[each])), DefaultGraph())
    }


def _counts(store: Store, kind: str) -> tuple[Counter[str], ...]:
    return tuple(
        Counter(
            text_of(quad.object)
            for quad in store.quads_for_pattern(
                None, NamedNode(str(TR[link])), None, DefaultGraph()
            )
        )
        for _, link in COUNTED[kind]
    )


def _facts_of_sources(store: Store, kind: str) -> tuple[Counter[str], ...]:
    """How many facts the named graphs of each source have."""
    derived = NamedNode(str(PROV.wasDerivedFrom))
    sources = {
        text_of(quad.subject): text_of(quad.object)
        for quad in store.quads_for_pattern(None, derived, None, DefaultGraph())
    }
    facts: Counter[str] = Counter()
    for each in KINDS:
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(str(TR[each])), None):
            if isinstance(quad.graph_name, NamedNode):
                facts[sources.get(quad.graph_name.value, "")] += 1
    return (facts,)


_COUNTERS: Mapping[str, Callable[[Store, str], tuple[Counter[str], ...]]] = {
    "source": _facts_of_sources
}


def _column(store: Store, name: str) -> Column:
    if name == "publisher":
        return _literals(store, str(DCTERMS.publisher))
    if name == "year":
        dated = _literals(store, str(DCTERMS.issued))
        return {source: (days[0][:4],) for source, days in dated.items()}
    return column(store, name)


def _literals(store: Store, predicate: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for subject, value in _told(store, predicate):
        found[subject] = tuple(sorted((*found.get(subject, ()), value)))
    return found


def _told(store: Store, predicate: str) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph()):
        yield text_of(quad.subject), text_of(quad.object)
