"""Pages as answers to HTTP requests."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from trackrecord.errors import UnknownNameError
from trackrecord.profiles.listing import FILTERS
from trackrecord.serving import linked, pages
from trackrecord.serving.negotiation import best
from trackrecord.serving.rendering import View
from trackrecord.serving.snapshot import LANGUAGES, PREFIXES

#: What may be asked of a page of a thing or a list in the query of its address.
ASKED = ("edition", "list", "page", "period", "sort", *sorted({n for each in FILTERS.values() for n in each}))  # fmt: skip


def routes() -> list[BaseRoute]:
    """The routes of the pages, in every language."""
    found: list[BaseRoute] = []
    for language, prefix in PREFIXES.items():
        found += [
            Route(prefix or "/", _home, name=f"home-{language}"),
            Route(f"{prefix}/browse/{{kind}}", _browse, name=f"browse-{language}"),
            *(
                Route(
                    f"{prefix}/{root}/{{path:path}}",
                    _thing,
                    methods=linked.METHODS,
                    name=f"{root}-{language}",
                )
                for root in ("id", "code")
            ),
        ]
    return found


def view_of(request: Request) -> View:
    """The view that a request asks for: its language and path, and what the server was told to show."""
    path = request.scope["path"].lstrip("/")
    raw = request.scope.get("raw_path", path.encode()).decode("ascii").lstrip("/")
    first, _, rest = raw.partition("/")
    language = first if first in LANGUAGES[1:] else LANGUAGES[0]
    return View(
        request.app.state.snapshot(),
        language,
        rest if first == language else raw,
        show_text=request.app.state.show_text,
        query=request.url.query,
        asked={name: request.query_params[name] for name in ASKED if name in request.query_params},
        sources=request.app.state.sources,
    )


def _home(request: Request) -> Response:
    return HTMLResponse(pages.home(view_of(request)))


def _browse(request: Request) -> Response:
    view = view_of(request)
    try:
        return HTMLResponse(pages.browse(view, request.path_params["kind"]))
    except UnknownNameError as error:
        return HTMLResponse(view.rendered("error.html", title="404", told=str(error)), 404)


def nothing(request: Request, _: Exception) -> Response:
    """The page for an address that nothing is at; a line of text for who does not read pages."""
    if best(("text/plain", "text/html"), request.headers.get("accept")) == "text/html":
        return HTMLResponse(view_of(request).rendered("error.html", title="404", told=""), 404)
    return PlainTextResponse("Not Found\n", 404)


def _thing(request: Request) -> Response:
    view = view_of(request)
    return linked.dereferenced(request, view, lambda iri: pages.thing(view, iri))
