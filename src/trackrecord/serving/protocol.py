"""Requests of the SPARQL 1.1 Protocol (W3C Recommendation, 2013), section 2.1 → questions.

A query comes by GET, in the form of a POST, or as the body of a POST; the dataset, if any is named, in parameters,
which count for more than what the query says (section 2.1.4). Updates are refused in whatever way they come.
"""

import asyncio
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import ClientDisconnect, Request

from trackrecord.serving.frames import Question
from trackrecord.serving.limits import Limits
from trackrecord.serving.negotiation import OFFERS, accepted
from trackrecord.serving.problems import ProblemError

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_PARAMETERS = 1000
_ENCODED = 3  # bytes that a form takes for one byte of a query
#: The parameter `format`, for those who cannot say what they accept, such as a spreadsheet.
FORMATS: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
_Parameters = Sequence[tuple[str, str]]


async def question_of(request: Request, limits: Limits) -> Question | None:
    """What a request asks; None for a GET without a query, which asks for the service's description.

    Raises:
        ProblemError: it is no request of the protocol, is too long, or is an update.
    """
    if request.method not in METHODS:
        allowed = {"Allow": ", ".join(METHODS)}
        raise ProblemError("method", f"{request.method} is none of {allowed['Allow']}", allowed)
    parameters = _parameters(request.scope.get("query_string", b""))
    if request.method == "POST":
        parameters += await _posted(request, limits)
    queries = _values(parameters, "query")
    if _values(parameters, "update"):
        raise ProblemError("update", "the graph is read-only")
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise ProblemError("not-a-request", f"there must be one query, not {len(queries)}")
    if len(queries[0].encode()) > limits.query_bytes:
        raise _too_long(limits)
    named_any = any(name in ("default-graph-uri", "named-graph-uri") for name, _ in parameters)
    return Question(
        queries[0],
        accepted(_format(parameters) or request.headers.get("accept")),
        _graphs(parameters, "default-graph-uri") if named_any else None,
        _graphs(parameters, "named-graph-uri") if named_any else None,
    )


async def _posted(request: Request, limits: Limits) -> list[tuple[str, str]]:
    """The parameters of a POST's body; a query that is all of the body as one of them."""
    media, *options = (
        p.strip().lower() for p in request.headers.get("content-type", "").split(";")
    )
    if media == _UPDATE:
        raise ProblemError("update", "the graph is read-only")
    if media not in (_FORM, _QUERY):
        raise ProblemError(
            "media-type", f"{media or 'no media type'!r} is neither {_FORM} nor {_QUERY}"
        )
    for option in options:
        name, _, value = option.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in ("utf-8", "utf8"):
            raise ProblemError("media-type", "a query is in UTF-8")
    body = await _body(request, limits)
    if media == _FORM:
        return _parameters(body)
    try:
        return [("query", body.decode())]
    except UnicodeDecodeError:
        raise ProblemError("not-a-request", "the query is not in UTF-8") from None


async def _body(request: Request, limits: Limits) -> bytes:
    """The body of a request, as far as it is not too long and comes in time."""
    most = _ENCODED * limits.query_bytes + 65_536
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > most:
        raise _too_long(limits)
    body = bytearray()
    try:
        async with asyncio.timeout(limits.seconds):
            async for part in request.stream():
                body += part
                if len(body) > most:
                    raise _too_long(limits)
    except TimeoutError:
        raise ProblemError(
            "slow-request", f"its body took more than {limits.seconds:g} seconds"
        ) from None
    except ClientDisconnect:
        raise ProblemError("not-a-request", "it ended before its body did") from None
    return bytes(body)


def _too_long(limits: Limits) -> ProblemError:
    return ProblemError("query-too-long", f"a query has at most {limits.query_bytes:,} bytes")


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    try:
        text = encoded.decode()
        return parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except ValueError:
        raise ProblemError(
            "not-a-request", "its parameters are not percent-encoded UTF-8"
        ) from None


def _values(parameters: _Parameters, name: str) -> list[str]:
    return [value for key, value in parameters if key == name]


def _graphs(parameters: _Parameters, name: str) -> list[str]:
    found = list(dict.fromkeys(_values(parameters, name)))
    for iri in found:
        try:
            NamedNode(iri)
        except ValueError:
            raise ProblemError("not-a-request", f"{name}: {iri!r} is no absolute IRI") from None
    return found


def _format(parameters: _Parameters) -> str | None:
    asked = _values(parameters, "format")
    if not asked:
        return None
    known = {media for offers in OFFERS.values() for media in offers}
    media = FORMATS.get(asked[-1], asked[-1])
    if media not in known:
        raise ProblemError("not-acceptable", f"format is none of {', '.join(FORMATS)}")
    return media
