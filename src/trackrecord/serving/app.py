"""The application: pages and data of a graph over HTTP."""

from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from trackrecord.serving import asking, catalogue, openrefine, routes
from trackrecord.serving.endpoint import Endpoint
from trackrecord.serving.headers import SafetyHeaders
from trackrecord.serving.rendering import ShowText
from trackrecord.serving.snapshot import Snapshot

_STATIC = Path(__file__).parent / "static"


def application(
    snapshot: Callable[[], Snapshot],
    show_text: ShowText = "quotes",
    endpoint: Endpoint | None = None,
    sources: Path | None = None,
) -> Starlette:
    """An ASGI application over what `snapshot` gives at the time of each request; with queries, if told.

    `sources` is the directory of the files that were read, for texts that are shown in full.
    """
    app = Starlette(
        routes=[
            *(endpoint.routes() if endpoint else ()),
            *catalogue.routes(routes.view_of),
            *openrefine.routes(routes.view_of),
            *routes.routes(),
            *asking.routes(),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        middleware=[Middleware(SafetyHeaders), *([endpoint.middleware()] if endpoint else [])],
        lifespan=endpoint.lifespan if endpoint else None,
        exception_handlers={404: routes.nothing},
    )
    app.state.snapshot = snapshot
    app.state.show_text = show_text
    app.state.sources = sources
    return app
