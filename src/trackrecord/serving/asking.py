"""Pages that answer what a request asks in its query string: conflicts, comparison, search, queries."""

from collections.abc import Callable, Collection
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from trackrecord.finding import EXACT
from trackrecord.finding.index import name_index
from trackrecord.iris import local_name
from trackrecord.profiles.comparison import MOST
from trackrecord.profiles.conflicts import ORDERS, Asked
from trackrecord.serving import pages
from trackrecord.serving.rendering import View
from trackrecord.serving.routes import view_of
from trackrecord.serving.snapshot import PREFIXES

_LONGEST_NUMBER = 9  # digits of a page's number; more are no number that anyone means
_NAMES = 10  # names of governments that are looked at in a request
_METRICS = 50  # metrics that are looked at in a request


def routes() -> list[BaseRoute]:
    """The routes of these pages, in every language."""
    named: dict[str, Callable[[Request], Response]] = {
        "conflicts": _conflicts,
        "compare": _compare,
        "search": _search,
        "suggest": _suggest,
        "query": _query,
    }
    return [
        Route(f"{prefix}/{path}", page, name=f"{path}-{language}")
        for language, prefix in PREFIXES.items()
        for path, page in named.items()
    ]


def _conflicts(request: Request) -> Response:
    return HTMLResponse(pages.conflicts(view_of(request), asked(request.query_params)))


def asked(given: QueryParams) -> Asked:
    """Which verdicts a query string asks for; what it does not say, or says oddly, is as by default."""
    told = {name: value.strip() for name, value in given.items()}
    page, order, default = told.get("page", ""), told.get("order", ""), Asked()
    return Asked(
        told.get("verdict") or default.verdict,
        told.get("check", ""),
        told.get("government", ""),
        order if order in ORDERS else default.order,
        int(page)
        if page.isascii() and page.isdigit() and len(page) <= _LONGEST_NUMBER
        else default.page,
    )


def _compare(request: Request) -> Response:
    """The comparison, at one address for each choice: names that were typed become ids first."""
    view = view_of(request)
    typed = [name for name in map(str.strip, request.query_params.getlist("g")) if name][:_NAMES]
    known = {iri for iri, _ in pages.all_governments(view)}
    metrics = list(dict.fromkeys(filter(None, request.query_params.getlist("m"))))[:_METRICS]
    found, unknown = [], ""
    for name in dict.fromkeys(typed):
        node = _government(view, known, name)
        if node is None:
            unknown = name
        elif node not in found:
            found.append(node)
    ids = [local_name(node.value) for node in found[:MOST]]
    if not unknown and typed != ids:
        address = f"{view.to('compare')}?{urlencode([('g', i) for i in ids] + [('m', m) for m in metrics])}"
        return RedirectResponse(address, 303)
    return HTMLResponse(pages.compare(view, found[:MOST], metrics, unknown))


def _government(view: View, known: Collection[str], name: str) -> NamedNode | None:
    """The government of an id, of an IRI, or of a name in any language; None if there is none, or several."""
    for iri in (view.snapshot.base.mint("government", name), name):
        if iri in known:
            return NamedNode(iri)
    hits = name_index(view.snapshot.store).completions(name, view.language, ("Government",), 2)
    named = [hit for hit in hits if hit.score == EXACT]
    return NamedNode(named[0].iri) if len(named) == 1 else None


def _query(request: Request) -> Response:
    return HTMLResponse(pages.query(view_of(request), request.query_params.get("query", "")))


def _search(request: Request) -> Response:
    return HTMLResponse(pages.search(view_of(request), request.query_params.get("q", "")))


def _suggest(request: Request) -> Response:
    return HTMLResponse(pages.suggestions(view_of(request), request.query_params.get("q", "")))
