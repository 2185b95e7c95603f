"""What an endpoint answers instead of an answer: a status, and what was wrong, for programs and people.

Follows RFC 9457 (Problem Details for HTTP APIs); the statuses are those that SPARQL 1.1 Protocol, section 2.1.6,
asks for: 400 for what is no query, 500 for what the service refuses to go on with, and HTTP's own otherwise.
"""

import json
from collections.abc import Mapping
from typing import Literal

from starlette.responses import Response

from trackrecord.serving.negotiation import best

Code = Literal[
    "not-a-request", "not-sparql", "federated", "update", "method", "not-acceptable", "slow-request",
    "query-too-long", "media-type", "too-many-queries", "failed", "out-of-memory", "answer-too-long",
    "busy", "timeout",
]  # fmt: skip

#: Status and title by the code of a problem.
PROBLEMS: Mapping[str, tuple[int, str]] = {
    "not-a-request": (400, "Not a request of the SPARQL protocol"),
    "not-sparql": (400, "Not a SPARQL query"),
    "federated": (403, "SERVICE is refused"),
    "update": (403, "Updates are refused"),
    "method": (405, "Method not allowed"),
    "not-acceptable": (406, "No format that is accepted"),
    "slow-request": (408, "The request did not arrive in time"),
    "query-too-long": (413, "The query is too long"),
    "media-type": (415, "Media type not supported"),
    "too-many-queries": (429, "Too many queries at once"),
    "failed": (500, "The query failed"),
    "out-of-memory": (500, "The query took too much memory"),
    "answer-too-long": (500, "The answer is too long"),
    "busy": (503, "Too busy"),
    "timeout": (504, "The query took too long"),
}
_OFFERS = ("application/problem+json", "application/json", "text/plain", "text/html")


class ProblemError(Exception):
    """Something is wrong with a request, or with what became of it; not for the command line."""

    def __init__(self, code: Code, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})

    @property
    def status(self) -> int:
        """The HTTP status."""
        return PROBLEMS[self.code][0]

    def response(self, accept: str | None) -> Response:
        """The problem as JSON, or as text for who would rather read text."""
        status, title = PROBLEMS[self.code]
        media = best(_OFFERS, accept) or _OFFERS[0]
        if media.startswith("text/"):
            text = f"{title}: {self.detail}\n"
            return Response(text, status, self.headers, "text/plain; charset=utf-8")
        told = {"title": title, "status": status, "code": self.code, "detail": self.detail}
        return Response(json.dumps(told, ensure_ascii=False), status, self.headers, media)
