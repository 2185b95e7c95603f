"""A representation as an answer: its validators, what else there is of it, and who may read it.

Follows RFC 9110: entity tags and If-None-Match (sections 8.8.3 and 13.1.2), HEAD (9.3.2), Vary (12.5.5),
Content-Location (8.7); RFC 8288 for Link. Everything may be read from anywhere (CORS, without credentials).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from trackrecord import __version__

#: What other sites may do with what they get: read all of it, and send it back to ask whether it is still so.
OPEN: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Link",
}
#: What a browser asks before it sends a header that is not plain.
PREFLIGHT: Mapping[str, str] = {
    **OPEN,
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


def tag(*parts: str) -> str:
    """The strong entity tag of what is made of these parts, and nothing else, by this version.

    >>> tag("a", "b") == tag("a", "b"), tag("a", "b") == tag("ab", "")
    (True, False)
    """
    told = "\0".join((__version__, *parts))
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


def represented(
    request: Request,
    make: Callable[[], str | bytes],
    media: str,
    etag: str,
    headers: Mapping[str, str],
) -> Response:
    """What `make` gives, unless the client has it already; to HEAD, all but the content."""
    known = {**OPEN, "ETag": etag, "Cache-Control": "no-cache", **headers}
    if is_known(request.headers.get("if-none-match"), etag):
        return Response(None, 304, known)
    content = make()
    body = content.encode() if isinstance(content, str) else content
    charset = (
        "" if media.startswith("application/") and media != "application/xml" else "; charset=utf-8"
    )
    told = Response(body, 200, known, f"{media}{charset}")
    if request.method == "HEAD":
        told.body = b""
    return told


def is_known(if_none_match: str | None, etag: str) -> bool:
    """Whether a client says that it has what is tagged so.

    >>> is_known('W/"a", "b"', '"a"'), is_known("*", '"a"'), is_known('"ab"', '"a"'), is_known(None, '"a"')
    (True, True, False, False)
    """
    if if_none_match is None:
        return False
    told = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return etag in told or told == ["*"]


def link(target: str, relation: str, **attributes: str) -> str:
    """A link of a Link header; what no header may hold is percent-encoded.

    >>> link("/id/성동.ttl", "alternate", type="text/turtle")
    '</id/%EC%84%B1%EB%8F%99.ttl>; rel="alternate"; type="text/turtle"'
    """
    escaped = quote(target, safe="/:?#[]@!$&'()*+,;=%-._~")
    told = [f"<{escaped}>", f'rel="{relation}"', *(f'{k}="{v}"' for k, v in attributes.items())]
    return "; ".join(told)


def links(each: Iterable[str]) -> str:
    """Links as one header."""
    return ", ".join(each)


async def preflight(request: Request) -> Response:
    """What a browser may send from another site: anything that is read-only."""
    return Response(None, 204, PREFLIGHT)
