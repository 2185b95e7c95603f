"""The SPARQL endpoint over HTTP, with its health and what it counts.

Anybody may ask from any page (CORS `*`): nothing that is answered depends on who asks, and no credentials are read.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import IO, Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from trackrecord.errors import GraphError
from trackrecord.serving.admission import Clients, client_of
from trackrecord.serving.current import Current, State
from trackrecord.serving.description import SIZES, description, sizes, written
from trackrecord.serving.frames import Question
from trackrecord.serving.limits import Limits
from trackrecord.serving.metrics import CONTENT_TYPE, Counted, Metrics
from trackrecord.serving.negotiation import GRAPHS, best
from trackrecord.serving.problems import ProblemError
from trackrecord.serving.processes import Answer
from trackrecord.serving.protocol import METHODS, question_of
from trackrecord.serving.worker import Served
from trackrecord.serving.workers import Workers
from trackrecord.vocabulary import prefixes

_PART = 256 << 10  # bytes of an answer that are sent at once
_ALWAYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After",
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT = {
    **_ALWAYS,
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
_SOON = 0.05  # seconds until it is watched whether a client goes
_PAGE = "/query"  # where people go who come without a query
_EVERY = 2.0  # seconds between looks at whether the graph was built again
_log = logging.getLogger("uvicorn.error")


class Endpoint:
    """A SPARQL endpoint over the newest state of a graph directory, with its workers while it is served."""

    def __init__(self, current: Current, limits: Limits) -> None:
        self._current = current
        self._limits = limits
        self._metrics = Metrics()
        self._workers = Workers(limits, self._metrics)
        self._clients = Clients(limits.per_client)
        self._sizes: tuple[str, dict[str | None, int]] | None = None

    def routes(self) -> list[BaseRoute]:
        """`/sparql`, `/health` and `/metrics`."""
        return [
            *(Route(path, self, name=f"sparql{path}") for path in ("/sparql", "/sparql/")),
            Route("/health", self._health),
            Route("/metrics", self._counted),
        ]

    def middleware(self) -> Middleware:
        """What counts requests."""
        return Middleware(Counted, metrics=self._metrics)

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Workers while the application runs; another state of the graph as soon as there is one."""
        self._workers.serve(self._served(self._current.state))
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            await self._workers.stop()
            self._current.state.close()

    def _served(self, state: State) -> Served:
        base = state.snapshot.base.iri
        limits = self._limits
        return Served(
            str(state.store), base, prefixes(base), 0, limits.memory, limits.seconds, limits.answer_bytes
        )  # fmt: skip

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_EVERY)
            try:
                state = await asyncio.to_thread(self._current.changed)
            except GraphError as error:
                _log.warning("the graph that was served before is served on: %s", error)
                continue
            if state is None:
                continue
            old, self._current.state = self._current.state, state
            self._workers.serve(self._served(state))
            await self._workers.gone(self._served(old))
            old.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request to `/sparql`."""
        request = Request(scope, receive)
        if request.method == "OPTIONS":
            await Response(None, 204, _PREFLIGHT)(scope, receive, send)
            return
        client = client_of(request.client.host if request.client else "")
        try:
            with self._clients.admitted(client):
                response = await self._response(request, client)
                response.headers.update(_ALWAYS)
                await response(scope, receive, send)
        except ProblemError as problem:
            response = problem.response(request.headers.get("accept"))
            response.headers.update(_ALWAYS)
            await response(scope, receive, send)

    async def _response(self, request: Request, client: str) -> Response:
        question = await question_of(request, self._limits)
        if question is None:
            return await self._description(request, client)
        answer = await self._answer(question, client, request)
        headers = {"Content-Type": _typed(answer.media), "Content-Length": str(answer.length)}
        if answer.length > _PART:
            return StreamingResponse(_parts(answer.body), 200, headers)
        with answer.body:
            return Response(answer.body.read(), 200, headers)

    async def _answer(self, question: Question, client: str, request: Request) -> Answer:
        """The answer to a question, given up when the client has gone.

        Raises:
            ProblemError: there is none.
        """
        asking = asyncio.create_task(self._workers.answer(question, client))
        tasks: list[asyncio.Task[Any]] = [asking]
        try:
            await asyncio.wait(tasks, timeout=_SOON)
            if not asking.done():
                tasks.append(asyncio.create_task(_left(request)))
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                return asking.result()
            raise ProblemError("not-a-request", "the client has gone")
        finally:
            left = [task for task in tasks if not task.done() and task.cancel()]
            if left:
                await asyncio.gather(*left, return_exceptions=True)

    async def _description(self, request: Request, client: str) -> Response:
        accept = request.headers.get("accept")
        if best((*GRAPHS, "text/html"), accept) == "text/html" and _has_page(request.app):
            return RedirectResponse(_PAGE, 303)
        media = best(GRAPHS, accept)
        if media is None:
            raise ProblemError(
                "not-acceptable", f"the description can be had as {', '.join(GRAPHS)}"
            )
        version = self._current.snapshot().version
        if self._sizes is None or self._sizes[0] != version:
            answer = await self._answer(SIZES, client, request)
            with answer.body:
                self._sizes = (version, sizes(answer.body.read()))
        address = str(request.url.replace(query="", fragment="")).rstrip("/")
        told = written(description(address, self._sizes[1]), media)
        return Response(told, 200, {"Content-Type": _typed(media)})

    async def _health(self, _: Request) -> Response:
        is_ready = self._workers.are_ready
        told = {
            "status": "ready" if is_ready else "starting",
            "version": self._current.snapshot().version,
        }
        return JSONResponse(told, 200 if is_ready else 503, {"Cache-Control": "no-store"})

    async def _counted(self, _: Request) -> Response:
        return Response(self._metrics.to_text(), headers={"Content-Type": CONTENT_TYPE})


def _has_page(app: Starlette) -> bool:
    return any(getattr(route, "path", None) == _PAGE for route in app.routes)


async def _left(request: Request) -> None:
    """Wait until the client has gone; its request has been read to the end."""
    with contextlib.suppress(Exception):
        while (await request.receive())["type"] != "http.disconnect":
            pass


def _typed(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _parts(body: IO[bytes]) -> Iterator[bytes]:
    with body:
        while part := body.read(_PART):
            yield part
