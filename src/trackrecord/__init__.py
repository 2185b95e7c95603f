"""trackrecord: what local governments promised, ran, delivered and won, as linked data.

For programs and notebooks: `read`, `build`, `load` and what they return, which `trackrecord.api` describes.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trackrecord.api import Facts, Graph, Verdicts, build, load, read
    from trackrecord.errors import TrackrecordError
    from trackrecord.frames import Frame

__version__ = "0.1.0"
__all__ = ["Facts", "Frame", "Graph", "TrackrecordError", "Verdicts", "build", "load", "read"]


def __getattr__(name: str) -> Any:
    """What is exported, imported when it is first asked for: the command line starts without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    rooms = {"TrackrecordError": "errors", "Frame": "frames"}
    return getattr(importlib.import_module(f"trackrecord.{rooms.get(name, 'api')}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
