"""Where a graph is: in a directory here, or behind a SPARQL endpoint somewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Store

DEFAULT_TIMEOUT = 60.0  # seconds that an answer of an endpoint may take


@dataclass(frozen=True, slots=True)
class Remote:
    """An endpoint by its address, and the seconds that an answer of it may take."""

    url: str
    timeout: float


Place = Path | Remote


@contextmanager
def whole(
    place: Place, base: str, with_verdicts: bool = True, in_memory: bool = False
) -> "Iterator[Store]":
    """The dataset at a place, for what reads all of it, while the block lasts; an endpoint's is copied.

    Raises:
        GraphError: there is no built graph in the directory, or a file in it is not Turtle.
        EndpointError: the endpoint holds no graph of trackrecord's, or does not give it.
    """
    if isinstance(place, Remote):
        from trackrecord.endpoint import Endpoint
        from trackrecord.mirroring import mirrored

        with (
            Endpoint(place.url, place.timeout) as endpoint,
            mirrored(endpoint, base, with_verdicts) as store,
        ):
            yield store
        return
    from trackrecord.dataset import load
    from trackrecord.stores import opened

    if in_memory:
        yield load(place, base, with_verdicts)
    else:
        yield opened(place, base, with_verdicts, reads_all=True)
