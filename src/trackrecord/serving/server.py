"""The application on a port, until it is interrupted."""

from collections.abc import Callable
from pathlib import Path

import uvicorn

from trackrecord.serving.app import application
from trackrecord.serving.rendering import ShowText
from trackrecord.serving.snapshot import snapshot


def serve(
    graph: Path, base: str, host: str, port: int, show_text: ShowText, say: Callable[[str], None]
) -> None:
    """Serve a graph directory until SIGINT or SIGTERM.

    Raises:
        GraphError: there is no built graph there.
    """
    opened = snapshot(graph, base)
    say(f"serving {graph} at http://{host}:{port}/ (Ctrl-C stops)")
    uvicorn.run(
        application(lambda: opened, show_text), host=host, port=port, log_level="warning",
        server_header=False,
    )  # fmt: skip
