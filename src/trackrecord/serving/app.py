"""The application: pages and data of a graph over HTTP."""

from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from trackrecord.serving import catalogue, openrefine, routes
from trackrecord.serving.rendering import ShowText
from trackrecord.serving.snapshot import Snapshot

_STATIC = Path(__file__).parent / "static"


def application(snapshot: Callable[[], Snapshot], show_text: ShowText = "quotes") -> Starlette:
    """An ASGI application over what `snapshot` gives at the time of each request."""
    app = Starlette(
        routes=[
            *catalogue.routes(routes.view_of),
            *openrefine.routes(routes.view_of),
            *routes.routes(),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ]
    )
    app.state.snapshot = snapshot
    app.state.show_text = show_text
    return app
