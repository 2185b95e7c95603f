"""One function a page: a view and what was asked for → HTML, for a server and for files alike."""

from collections.abc import Sequence

from pyoxigraph import DefaultGraph, NamedNode

from trackrecord.describing import thing_of
from trackrecord.errors import UnknownNameError
from trackrecord.finding.index import name_index
from trackrecord.naming import text_of
from trackrecord.profiles import search as search_profile
from trackrecord.profiles.comparison import comparison, governments_of, points
from trackrecord.profiles.conflicts import Asked
from trackrecord.profiles.conflicts import conflicts as found_conflicts
from trackrecord.profiles.conflicts import prepare as prepare_conflicts
from trackrecord.profiles.overview import Overview, overview
from trackrecord.profiles.properties import statements
from trackrecord.serving import things
from trackrecord.serving.browsing import KINDS, entries, listing_of
from trackrecord.serving.examples import examples, prefix_lines, terms
from trackrecord.serving.lists import PAGE, listed
from trackrecord.serving.rendering import View
from trackrecord.serving.snapshot import LANGUAGES, Snapshot
from trackrecord.vocabulary import RDF

_TYPE = NamedNode(str(RDF.type))


def prepare(snapshot: Snapshot) -> None:
    """Index what pages look up in a dataset, which takes seconds where it is large."""
    name_index(snapshot.store)
    prepare_conflicts(snapshot.store)
    things.figures_of(snapshot)
    things.conferrals_of(snapshot)
    for kind in KINDS:
        listing_of(snapshot, kind)
    for language in LANGUAGES:
        _overview(snapshot, language)


def home(view: View) -> str:
    """What the graph holds, at a glance."""
    return view.rendered("home.html", overview=_overview(view.snapshot, view.language))


def _overview(snapshot: Snapshot, language: str) -> Overview:
    return snapshot.once(
        f"overview {language}", lambda: overview(snapshot.store, snapshot.names[language])
    )


def names(view: View) -> str:
    """Where a site of plain files seeks names, in the browser."""
    return view.rendered("names.html")


def conflicts(view: View, asked: Asked) -> str:
    """Where sources differ and checks fail, as far as asked for."""
    found = found_conflicts(view.snapshot.store, view.names, asked)
    return view.rendered("conflicts.html", found=found, asked=found.asked)


def all_governments(view: View) -> tuple[tuple[str, str], ...]:
    """Every government by IRI and label, listed once for a snapshot and a language."""
    store, names = view.snapshot.store, view.names
    return view.snapshot.once(f"governments {view.language}", lambda: governments_of(store, names))


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
        every=all_governments(view),
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


def browse(view: View, kind: str) -> str:
    """The list of the things of a kind, such as `government`.

    Raises:
        UnknownNameError: there is no such list.
    """
    if kind not in KINDS:
        raise UnknownNameError(f"no list is at /browse/{kind}; there are {', '.join(KINDS)}")
    return view.rendered("browse.html", kind=kind, **entries(view, kind))


def thing(view: View, iri: str) -> str:
    """The page of anything that has an IRI of ours: by what it is, else all that is said of it.

    Where a list of it is asked for, that list alone, a page at a time.

    Raises:
        UnknownNameError: the graph says nothing of it.
    """
    node, store = NamedNode(iri), view.snapshot.store
    told = thing_of(store, node, view.names)
    if told is None:
        raise UnknownNameError(f"nothing in the graph is called <{iri}>")
    kinds = {text_of(q.object) for q in store.quads_for_pattern(node, _TYPE, None, DefaultGraph())}
    kind = next((each for each in things.PAGES if each in kinds), "")
    shown = things.PAGES[kind](view, node) if kind else things.plain(view, node)
    said = statements(store, node, view.names)
    page = {"told": told, "iri": iri, "kind": kind.rpartition("#")[2], "statements": said}
    name = view.asked.get("list", "")
    if name in shown.facts:
        only = listed(view, iri, name, shown.facts[name], view.page(), PAGE)
        return view.rendered("list.html", **page, list=only)
    lists = {
        name: listed(view, iri, name, facts)
        for name, facts in shown.facts.items()
        if name in shown.own
    }
    return view.rendered(shown.template, **page, lists=lists, **shown.values)
