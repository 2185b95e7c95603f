"""One function a page: a view and what was asked for → HTML, for a server and for files alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode

from trackrecord.describing import describe
from trackrecord.finding.index import name_index
from trackrecord.naming import text_of
from trackrecord.profiles import search as search_profile
from trackrecord.profiles.comparison import comparison, governments_of, points
from trackrecord.profiles.conflicts import Asked
from trackrecord.profiles.conflicts import conflicts as found_conflicts
from trackrecord.profiles.conflicts import prepare as prepare_conflicts
from trackrecord.profiles.government import Government, government
from trackrecord.profiles.overview import overview
from trackrecord.profiles.records import Record, record, records_of
from trackrecord.serving.examples import examples, prefix_lines, terms
from trackrecord.serving.rendering import View
from trackrecord.serving.snapshot import Snapshot
from trackrecord.vocabulary import RDF, TR

_TYPE = NamedNode(str(RDF.type))


def prepare(snapshot: Snapshot) -> None:
    """Index what pages look up in a dataset, which takes seconds where it is large."""
    name_index(snapshot.store)
    prepare_conflicts(snapshot.store)


def home(view: View) -> str:
    """What the graph holds, at a glance."""
    return view.rendered("home.html", overview=overview(view.snapshot.store, view.names))


def names(view: View) -> str:
    """Where a site of plain files seeks names, in the browser."""
    return view.rendered("names.html")


def conflicts(view: View, asked: Asked) -> str:
    """Where sources differ and checks fail, as far as asked for."""
    found = found_conflicts(view.snapshot.store, view.names, asked)
    return view.rendered("conflicts.html", found=found, asked=found.asked)


def compare(
    view: View, governments: Sequence[NamedNode], metrics: Sequence[str], unknown: str = ""
) -> str:
    """Governments side by side, or the question which; `unknown` is a name that is none of them."""
    store, base = view.snapshot.store, view.snapshot.base
    chosen = [base.mint("metric", metric) for metric in metrics]
    compared = comparison(store, governments, view.names, chosen)
    return view.rendered(
        "compare.html",
        compared=compared,
        points=points(compared, view.names),
        metrics=tuple(metrics),
        every=governments_of(store, view.names),
        unknown=unknown,
    )


def search(view: View, text: str) -> str:
    """The things that a name may stand for, by kind."""
    told = search_profile.found(view.snapshot.store, text, view.language)
    return view.rendered("search.html", found=told, asked=told.text)


def suggestions(view: View, text: str) -> str:
    """The things that what was typed so far may become, as the options of a list: no whole page."""
    hits = search_profile.suggested(view.snapshot.store, text, view.language)
    return view.rendered("suggestions.html", hits=hits)


def query(view: View, text: str = "") -> str:
    """An editor for SPARQL, with the queries that ship to begin with."""
    base = view.snapshot.base.iri
    shipped = examples(base)
    return view.rendered(
        "query.html",
        text=text or shipped[0].text,
        examples=shipped,
        prefixes=prefix_lines(base),
        terms=terms(),
    )


def thing(view: View, iri: str) -> str:
    """The page of anything that has an IRI of ours: by what it is, else all that is said of it.

    Raises:
        UnknownNameError: the graph says nothing of it.
    """
    node = NamedNode(iri)
    told = describe(view.snapshot.store, f"<{iri}>", view.names)
    kinds = view.snapshot.store.quads_for_pattern(node, _TYPE, None, DefaultGraph())
    for kind in sorted(text_of(quad.object) for quad in kinds):
        if kind in _PAGES:
            template, profile = _PAGES[kind]
            return view.rendered(template, told=told, iri=iri, profile=profile(view, node))
    return view.rendered("thing.html", told=told, iri=iri, profile=_plain(view, node))


@dataclass(frozen=True, slots=True)
class Plain:
    """All that is said of a thing that has no page of its own: itself, if it is a fact, and facts about it."""

    record: Record | None
    records: tuple[Record, ...]


def _plain(view: View, node: NamedNode) -> Plain:
    store, names = view.snapshot.store, view.names
    return Plain(record(store, node, names), records_of(store, node, names))


def _government(view: View, node: NamedNode) -> Government:
    return government(view.snapshot.store, node, view.names)


#: The templates of things that have a page of their own, by class, and what fills them in.
_PAGES: Mapping[str, tuple[str, Callable[[View, NamedNode], object]]] = {
    str(TR.Government): ("government.html", _government),
}
