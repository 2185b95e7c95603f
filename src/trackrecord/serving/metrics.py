"""What is counted while serving, in the text format of Prometheus.

Each application has a registry of its own. Routes are told by their patterns, so that no visitor can make more of
them.
"""

from collections.abc import Callable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)


class Metrics:
    """Counters of requests and queries, and what workers do."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a time beside each number
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "trackrecord_requests", "HTTP requests answered.", ["route", "status"],
            registry=self._registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "trackrecord_query_seconds", "How long queries ran, of those that reached a worker.",
            ["outcome"], buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self.ended = Counter(
            "trackrecord_workers_ended", "Workers that ended, by why.", ["reason"],
            registry=self._registry,
        )  # fmt: skip
        for reason in ("timeout", "abandoned", "out-of-memory", "failed", "full", "replaced"):
            self.ended.labels(reason)

    def gauge(self, name: str, meaning: str, value: Callable[[], float]) -> None:
        """Let a value be told whenever the metrics are asked for."""
        gauge = Gauge(f"trackrecord_{name}", meaning, registry=self._registry)
        gauge.set_function(value)

    def to_text(self) -> bytes:
        """All of it in the text format of Prometheus."""
        return generate_latest(self._registry)


class Counted:
    """An application whose requests are counted by the pattern of their route and their status."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            self._metrics.requests.labels(_pattern(scope), str(status)).inc()


def _pattern(scope: Scope) -> str:
    """The pattern of the route that a request took; of the first with the same endpoint in an older Starlette."""
    if "route" in scope:
        return str(getattr(scope["route"], "path", "none"))
    endpoint = scope.get("endpoint")
    for route in scope["app"].routes if endpoint is not None else ():
        if endpoint in (getattr(route, "endpoint", None), getattr(route, "app", None)):
            return str(route.path)
    return "none"
