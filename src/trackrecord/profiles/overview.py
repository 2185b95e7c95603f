"""What a graph holds, at a glance: how much of each kind, who has most on record, what checks found."""

from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, Store

from trackrecord.describing import KINDS
from trackrecord.iris import local_name
from trackrecord.naming import Names, text_of
from trackrecord.vocabulary import RDF, TR, prefixes

_TYPE = NamedNode(str(RDF.type))
#: The kinds of things that have pages of their own, as the ontology calls them.
THINGS = ("Government", "Award", "Metric", "Program", "Source")
_SHOWN = 12

# Facts about a government: as recipient, claimant, operator, office, or what a figure is about.
_MOST = """
SELECT ?government (COUNT(DISTINCT ?fact) AS ?facts) {
  ?fact tr:recipient|tr:claimant|tr:operator|tr:government|tr:about ?government ; tr:evidence ?evidence .
  ?government a tr:Government .
} GROUP BY ?government ORDER BY DESC(?facts) ?government LIMIT %d
"""


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts by kind of fact, by kind of thing and by verdict; the governments with most on record."""

    facts: tuple[tuple[str, int], ...]
    things: tuple[tuple[str, int], ...]
    verdicts: tuple[tuple[str, str, int], ...]
    most: tuple[tuple[str, int], ...]


def overview(store: Store, names: Names) -> Overview:
    """The counts of a dataset. A verdict is its code, its label and how many there are."""
    verdicts: dict[str, int] = {}
    for quad in store.quads_for_pattern(None, NamedNode(str(TR.verdict)), None, DefaultGraph()):
        iri = text_of(quad.object)
        verdicts[iri] = verdicts.get(iri, 0) + 1
    most = store.query(_MOST % _SHOWN, prefixes=prefixes())
    assert isinstance(most, QuerySolutions)
    return Overview(
        tuple((kind, _count(store, kind)) for kind in KINDS),
        tuple((kind, _count(store, kind)) for kind in THINGS),
        tuple((local_name(iri), names.label(iri), verdicts[iri]) for iri in sorted(verdicts)),
        tuple((row["government"].value, int(row["facts"].value)) for row in most),
    )


def _count(store: Store, kind: str) -> int:
    return sum(
        1 for _ in store.quads_for_pattern(None, _TYPE, NamedNode(str(TR[kind])), DefaultGraph())
    )
