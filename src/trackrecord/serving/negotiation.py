"""What a client accepts × what is offered → the format of an answer.

Follows RFC 9110, section 12.5.1: the most specific range counts for a media type, and of those with the highest
quality the first that is offered is taken. Parameters of media types other than `q` are not looked at.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

#: The kinds of answer that queries have: SELECT's, ASK's, and those of CONSTRUCT and DESCRIBE.
Kind = Literal["solutions", "boolean", "triples"]
RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
)
GRAPHS = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/json",
    "application/xml",
    "text/plain",
)
#: The media types of each kind of answer; of those accepted alike the first is sent.
OFFERS: Mapping[Kind, Sequence[str]] = {"solutions": RESULTS, "boolean": RESULTS, "triples": GRAPHS}


def best(offers: Iterable[str], accept: str | None) -> str | None:
    """The media type to send; None if none is accepted, the first offer if nothing is said.

    >>> best(RESULTS, "text/csv;q=0.5, application/sparql-results+xml, */*;q=0.1")
    'application/sparql-results+xml'
    >>> best(RESULTS, "text/html") is None, best(RESULTS, None)
    (True, 'application/sparql-results+json')
    """
    if accept is None or not accept.strip():
        return next(iter(offers), None)
    ranges = _ranges(accept)
    rated = [(_quality(offer, ranges), offer) for offer in offers]
    quality, offer = max(rated, key=lambda each: each[0], default=(0.0, ""))
    return offer if quality > 0 else None


@lru_cache(maxsize=256)
def accepted(accept: str | None) -> dict[str, str | None]:
    """The media type to send for each kind of answer, since the kind is known only when a query is parsed."""
    return {kind: best(offers, accept) for kind, offers in OFFERS.items()}


def _ranges(accept: str) -> dict[str, float]:
    """Media ranges and their qualities; a quality that is no number counts as nothing said."""
    found: dict[str, float] = {}
    for each in accept.split(","):
        range_, *parameters = (part.strip().lower() for part in each.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = _number(value)
        if "/" in range_:
            found[range_] = max(quality, found.get(range_, 0.0))
    return found


def _number(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 1.0


def _quality(offer: str, ranges: Mapping[str, float]) -> float:
    for range_ in (offer, f"{offer.partition('/')[0]}/*", "*/*"):
        if range_ in ranges:
            return ranges[range_]
    return 0.0
