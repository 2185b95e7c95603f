"""What the commands that publish a graph do once their options are parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from trackrecord.errors import GraphError

if TYPE_CHECKING:  # what serves is slow to import, and belongs to an extra
    from trackrecord.serving.limits import Limits
    from trackrecord.serving.rendering import ShowText


def serve_graph(
    graph: Path,
    base: str,
    host: str,
    port: int,
    show_text: ShowText,
    sources: Path | None,
    limits: Limits,
    proxies: str | None,
    say: Callable[[str], None],
) -> None:
    """Serve a graph directory until it is interrupted.

    Raises:
        GraphError: there is no built graph there, or what serving needs is not installed.
    """
    with _extra("serve"):
        from trackrecord.serving.server import serve
    serve(graph, base, host, port, show_text, sources, limits, proxies, say)


def write_site(
    out: Path,
    graph: Path,
    base: str,
    show_text: ShowText,
    sources: Path | None,
    say: Callable[[str], None],
) -> int:
    """Write the pages of a graph as files; how many they are.

    Raises:
        GraphError: there is no built graph there, or the directory cannot be written.
    """
    from trackrecord.serving.site import write_site as write
    from trackrecord.serving.snapshot import snapshot

    return write(snapshot(graph, base), out, show_text, say, sources)


def serve_model_context(graph: Path, base: str) -> None:
    """Answer a language-model client on standard input and output.

    Raises:
        GraphError: there is no built graph there, or the extra is not installed.
    """
    with _extra("mcp"):
        from trackrecord.modelcontext import run
    run(graph, base)


@contextmanager
def _extra(name: str) -> Iterator[None]:
    """What an extra of the package brings, told as our error where it is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise GraphError(
            f"this needs {error.name}; install it with `pip install 'trackrecord[{name}]'`"
        ) from error
