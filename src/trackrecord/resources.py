"""Where the data that ships with trackrecord lies: ontology, shapes, queries, authority."""

from pathlib import Path
from typing import Literal

Resource = Literal["ontology", "shapes", "queries", "authority"]

_PACKAGED = Path(__file__).parent / "data"
_CHECKOUT = Path(__file__).parents[2]


def directory(name: Resource) -> Path:
    """The directory of a resource: the copy inside the installed package, else the checkout's own."""
    packaged = _PACKAGED / name
    if packaged.is_dir():
        return packaged
    return _CHECKOUT / ("graph/authority" if name == "authority" else name)
