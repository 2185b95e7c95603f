"""The reconciliation service over HTTP: `/reconcile` speaks version 0.2, which OpenRefine does, `/reconcile/draft` 1.0-draft.

Any site may ask (CORS). Version 0.2 also answers as JSONP, as its clients of old expect, to a callback that is a
name and no more.
"""

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from trackrecord.errors import QueryError
from trackrecord.finding import name_index
from trackrecord.reconciling import properties, type_name, values
from trackrecord.serving import refining
from trackrecord.serving.addresses import path_of
from trackrecord.serving.linked import preferred_language
from trackrecord.serving.refinequeries import JSON, BatchError, parsed
from trackrecord.serving.refining import Service, Version
from trackrecord.serving.rendering import View
from trackrecord.serving.representing import OPEN, PREFLIGHT
from trackrecord.vocabulary import TR

_PATHS: Mapping[Version, str] = {"0.2": "/reconcile", "1.0-draft": "/reconcile/draft"}
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,99}(?:\.[A-Za-z_$][\w$]{0,99}){0,4}", re.ASCII)
_LONGEST = 2_000_000  # bytes of a request
_FARTHEST = 1_000  # suggestions that are skipped
_FORM, _AS_JSON = "application/x-www-form-urlencoded", "application/json"
#: A preview is shown within other sites, and runs nothing.
_FRAMED = "default-src 'none'; style-src 'self'; frame-ancestors *"
Asked = Mapping[str, str]


class _TooLongError(Exception):
    """A request has more bytes than are read."""


def routes(view_of: Callable[[Request], View]) -> list[BaseRoute]:
    """The routes of both versions."""
    found: list[BaseRoute] = []
    for version, path in _PATHS.items():
        answers: Mapping[str, Callable[[Service, Request, View], Response]] = {
            "/suggest/{what}": _suggested,
            "/extend/propose": _proposed,
            "/preview": _preview,
            "/view": _page,
        }
        for rest, answer in answers.items():
            found.append(Route(path + rest, _reading(view_of, version, answer), methods=["GET", "HEAD", "OPTIONS"]))  # fmt: skip
    found.append(Route("/reconcile", _refining(view_of), methods=["GET", "HEAD", "POST", "OPTIONS"]))  # fmt: skip
    found.append(Route("/reconcile/draft", _reading(view_of, "1.0-draft", _manifest), methods=["GET", "HEAD", "OPTIONS"]))  # fmt: skip
    for rest, asked in {"/reconcile": refining.results, "/extend": refining.extension}.items():
        found.append(Route(f"/reconcile/draft{rest}", _asking(view_of, asked), methods=["POST", "OPTIONS"]))  # fmt: skip
    return found


def _service(request: Request, view: View, version: Version) -> Service:
    language = preferred_language(request.headers.get("accept-language"))
    endpoint = str(request.base_url).rstrip("/") + _PATHS[version]
    return Service(view.snapshot.store, view.snapshot.base.iri, language, endpoint, version)


def _reading(
    view_of: Callable[[Request], View],
    version: Version,
    answer: Callable[[Service, Request, View], Response],
) -> Callable[[Request], Response]:
    """An endpoint that is only asked by its address."""

    def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(None, 204, PREFLIGHT)
        view = view_of(request)
        try:
            return answer(_service(request, view, version), request, view)
        except QueryError as error:
            return _wrong(error)

    return endpoint


def _refining(view_of: Callable[[Request], View]) -> Callable[[Request], object]:
    """The endpoint of version 0.2, where all is a parameter: queries, an extension, or neither for the manifest."""

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(None, 204, PREFLIGHT)
        try:
            asked = dict(request.query_params)
            if request.method == "POST":
                if _media(request) != _FORM:
                    return PlainTextResponse(f"expected {_FORM}\n", 415, dict(OPEN))
                form = parse_qs((await _body(request)).decode("utf-8", "replace"))
                asked |= {name: told[-1] for name, told in form.items()}
            service = _service(request, view_of(request), "0.2")
            return await run_in_threadpool(_refined, service, asked)
        except QueryError as error:
            return _wrong(error)
        except _TooLongError:
            return _too_long()

    return endpoint


def _refined(service: Service, asked: Asked) -> Response:
    if "queries" in asked:
        told = refining.results(service, parsed(asked["queries"]))
    elif "extend" in asked:
        told = refining.extension(service, parsed(asked["extend"]))
    else:
        told = refining.manifest(service)
    return _answer(service, told, asked.get("callback"))


def _asking(
    view_of: Callable[[Request], View], answer: Callable[[Service, object], JSON]
) -> Callable[[Request], object]:
    """An endpoint of version 1.0-draft that is sent JSON."""

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(None, 204, PREFLIGHT)
        try:
            if _media(request) != _AS_JSON:
                return PlainTextResponse(f"expected {_AS_JSON}\n", 415, dict(OPEN))
            text = (await _body(request)).decode("utf-8", "replace")
            service = _service(request, view_of(request), "1.0-draft")
            told = await run_in_threadpool(lambda: answer(service, parsed(text)))
            return _answer(service, told)
        except QueryError as error:
            return _wrong(error)
        except _TooLongError:
            return _too_long()

    return endpoint


def _manifest(service: Service, request: Request, view: View) -> Response:
    return _answer(service, refining.manifest(service))


def _suggested(service: Service, request: Request, view: View) -> Response:
    asked, what = request.query_params, request.path_params["what"]
    if what not in ("entity", "property", "type"):
        return PlainTextResponse("there are suggestions of: entity, property, type\n", 404, dict(OPEN))  # fmt: skip
    cursor = min(_number(asked.get("cursor"), "cursor") or 0, _FARTHEST)
    told = refining.suggestions(service, what, asked.get("prefix", ""), cursor, asked.get("type"))
    return _answer(service, told, asked.get("callback"))


def _proposed(service: Service, request: Request, view: View) -> Response:
    asked = request.query_params
    limit = _number(asked.get("limit"), "limit")
    told = refining.proposal(service, asked.get("type"), limit)
    return _answer(service, told, asked.get("callback"))


def _preview(service: Service, request: Request, view: View) -> Response:
    """A small page about a thing, for a frame of another site."""
    iri = request.query_params.get("id", "")
    hit = name_index(service.store).named(iri, service.language)
    if hit is None:
        return PlainTextResponse("nothing of that id\n", 404, dict(OPEN))
    shown = View(view.snapshot, service.language, root=str(request.base_url))
    told = [
        (each.name, ", ".join(value.text for value in found))
        for each in properties(service.store, hit.kind, service.language)
        if each.iri.startswith(str(TR))
        and (found := values(service.store, iri, each.iri, service.language))
    ]
    kind = type_name(service.store, hit.kind, service.language)
    page = shown.rendered("preview.html", hit=hit, kind=kind, told=told)
    return HTMLResponse(page, headers={**OPEN, "Content-Security-Policy": _FRAMED, "Content-Language": service.language})  # fmt: skip


def _page(service: Service, request: Request, view: View) -> Response:
    """Where the page of a thing is."""
    iri = request.query_params.get("id", "")
    hit = name_index(service.store).named(iri, service.language)
    path = path_of(iri, view.snapshot.base) if hit else None
    if path is None:
        return PlainTextResponse("nothing of that id\n", 404, dict(OPEN))
    return RedirectResponse(view.root + path, 303, dict(OPEN))


def _answer(service: Service, told: JSON, callback: str | None = None) -> Response:
    headers = {**OPEN, "Content-Language": service.language, "Vary": "Accept-Language", "X-Content-Type-Options": "nosniff"}  # fmt: skip
    text = json.dumps(told, ensure_ascii=False)
    if callback is None or service.version != "0.2":
        return Response(text, 200, headers, _AS_JSON)
    if not _CALLBACK.fullmatch(callback):
        raise QueryError("callback: expected the name of a function")
    # U+2028 and U+2029 were no part of a string in JavaScript of old; a comment keeps the text from being Flash.
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Response(f"/**/{callback}({safe});", 200, headers, "application/javascript")


async def _body(request: Request) -> bytes:
    """The content of a request.

    Raises:
        _TooLongError: there is more of it than is read.
    """
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > _LONGEST:
            raise _TooLongError
    return bytes(found)


def _media(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _number(text: str | None, name: str) -> int | None:
    if text is None or text == "":
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise QueryError(f"{name}: expected a whole number")
    return int(text)


def _wrong(error: QueryError) -> Response:
    status = 413 if isinstance(error, BatchError) else 400
    return PlainTextResponse(f"{error}\n", status, dict(OPEN))


def _too_long() -> Response:
    return PlainTextResponse(f"more than {_LONGEST:,} bytes; send fewer queries at once\n", 413, dict(OPEN))  # fmt: skip
