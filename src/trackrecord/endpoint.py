"""A SPARQL 1.1 endpoint somewhere on the network: a query goes there, and what it answers comes back as terms.

Follows the SPARQL 1.1 Protocol (W3C Recommendation, 2013), sections 2.1.1 and 2.1.2: short queries are sent by
GET, long ones in the form of a POST. Nothing but queries is ever sent. A server that is busy is asked again,
later each time and not before it says; what took too long is not asked again, since that would make it worse.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic, sleep
from typing import Any, Self
from urllib.parse import urlencode

import httpx
import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from trackrecord import __version__
from trackrecord.errors import EndpointError

ATTEMPTS = 4  # times that a server which is busy or cannot be reached is asked
_FIRST_PAUSE = 0.5  # seconds before it is asked again, twice as long each time
_LONGEST_PAUSE = 60.0  # seconds that a server may ask us to wait
_LONGEST_GET = 2000  # characters of an address; some servers take no longer one
_MOST_REDIRECTS = 5
_LONGEST_MESSAGE = 200
_BUSY = {429: "is asked too often", 502: "has a gateway in trouble", 503: "is too busy", 504: "took too long behind its gateway"}  # fmt: skip
_SOLUTIONS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
_TRIPLES = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_ACCEPTED = {
    "solutions": "application/sparql-results+json, application/sparql-results+xml;q=0.8",
    "triples": "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5",
}
_PARTIAL = "S1TAT"  # how Virtuoso marks an answer that it cut off when its time was up

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Solutions:
    """The variables of a SELECT and its rows, in their order; an unbound cell is None."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Endpoint:
    """A SPARQL endpoint by its address; a context that keeps its connections."""

    def __init__(self, url: str, timeout: float) -> None:
        """`timeout` is in seconds; a user and password in the address are sent and never shown.

        Raises:
            EndpointError: the address is none.
        """
        self.timeout = timeout
        self.most_given = 0  # rows that it is known to give in one answer
        try:
            parsed = httpx.URL(url)
            _ = parsed.host  # which is read here
        except (httpx.InvalidURL, ValueError) as error:  # a name of a host that cannot be one
            raise EndpointError(f"{url}: is no address of an endpoint: {error}") from error
        self.url = str(parsed.copy_with(username=None, password=None))
        self._auth = (parsed.username, parsed.password) if parsed.username else None
        self._client = httpx.Client(
            timeout=timeout, headers={"User-Agent": f"trackrecord/{__version__}"}
        )

    def __enter__(self) -> Self:
        """Open for as long as the block lasts."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._client.close()

    def select(self, query: str) -> Solutions:
        """The solutions of a SELECT, as many as the server gives.

        Raises:
            EndpointError: there is no answer, or none that can be read; says what to do.
        """
        result = self._results(query)
        try:
            if not isinstance(result, QuerySolutions):
                raise EndpointError(f"{self.url}: expected the rows of a SELECT, found yes or no")
            with self._read("SPARQL results"):
                columns = tuple(variable.value for variable in result.variables)
                rows = tuple(map(tuple, result))
        finally:
            del (
                result
            )  # or the frames of an error keep it until any thread collects it, which it must not
        self.most_given = max(self.most_given, len(rows))
        return Solutions(columns, rows)

    def ask(self, query: str) -> bool:
        """The answer to an ASK; raises as `select` does."""
        result = self._results(query)
        if not isinstance(result, QueryBoolean):
            raise EndpointError(f"{self.url}: expected yes or no for an ASK, found rows")
        return bool(result)

    def construct(self, query: str) -> list[pyoxigraph.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, as many as the server gives; raises as `select` does."""
        kind, content = self._sent(query, "triples")
        form = _TRIPLES.get(kind)
        if form is None:
            raise self._unexpected(kind, content, "RDF")
        with self._read("RDF"):
            return [quad.triple for quad in pyoxigraph.parse(content, format=form)]

    def _results(self, query: str) -> QuerySolutions | QueryBoolean:
        kind, content = self._sent(query, "solutions")
        form = _SOLUTIONS.get(kind)
        if form is None:
            raise self._unexpected(kind, content, "SPARQL results")
        with self._read("SPARQL results"):
            return pyoxigraph.parse_query_results(content, format=form)

    @contextmanager
    def _read(self, what: str) -> Iterator[None]:
        try:
            yield
        except (SyntaxError, ValueError, OSError) as error:
            raise EndpointError(
                f"{self.url}: the answer cannot be read as {what}: {_line(str(error))}; "
                "ask again, and if it stays so, the server is at fault"
            ) from error

    def _sent(self, query: str, wanted: str) -> tuple[str, bytes]:
        """The media type and the bytes of the answer to a query, asked until the server is not busy."""
        pause = _FIRST_PAUSE
        for attempt in range(1, ATTEMPTS + 1):
            try:
                response, content = self._exchanged(query, wanted)
            except httpx.TimeoutException as error:
                raise self._too_slow() from error
            except (httpx.TransportError, httpx.InvalidURL, httpx.DecodingError) as error:
                trouble = f"cannot be reached: {_line(str(error)) or type(error).__name__}"
                advice = "check the address and that the server runs"
                asked_for = 0.0
            else:
                if response.status_code not in _BUSY:
                    return self._checked(response, content)
                trouble = f"{_BUSY[response.status_code]} ({response.status_code})"
                advice = "try again later"
                asked_for = _retry_after(response.headers.get("retry-after", ""))
            if attempt == ATTEMPTS or asked_for > _LONGEST_PAUSE:
                break
            sleep(max(pause, asked_for))
            pause *= 2
        told = f"; it asks to wait {asked_for:.0f} seconds" if asked_for > _LONGEST_PAUSE else f", asked {attempt} times"  # fmt: skip
        raise EndpointError(f"{self.url}: {trouble}{told}; {advice}")

    def _exchanged(self, query: str, wanted: str) -> tuple[httpx.Response, bytes]:
        """What the server answers, wherever it redirects to, within the time that it has."""
        until = monotonic() + self.timeout
        start = url = httpx.URL(self.url)
        for _ in range(_MOST_REDIRECTS + 1):
            auth = self._auth if url.host == start.host and url.scheme == start.scheme else None
            request = self._request(url, query, wanted)
            with _streamed(self._client, request, auth) as response:
                location = response.headers.get("location")
                if not (response.is_redirect and location):
                    return response, self._content(response, until)
                url = url.join(location)
        raise EndpointError(
            f"{self.url}: redirects more than {_MOST_REDIRECTS} times; give the address it leads to"
        )

    def _request(self, url: httpx.URL, query: str, wanted: str) -> httpx.Request:
        headers = {"Accept": _ACCEPTED[wanted]}
        form = urlencode({"query": query})
        if len(str(url)) + len(form) < _LONGEST_GET:
            asked = url.copy_merge_params({"query": query})
            return self._client.build_request("GET", asked, headers=headers)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self._client.build_request("POST", url, content=form.encode(), headers=headers)

    def _content(self, response: httpx.Response, until: float) -> bytes:
        parts = []
        for part in response.iter_bytes():
            parts.append(part)
            if monotonic() > until:
                raise self._too_slow()
        return b"".join(parts)

    def _checked(self, response: httpx.Response, content: bytes) -> tuple[str, bytes]:
        """The media type and bytes of an answer that is one."""
        status = response.status_code
        said = _line(content.decode("utf-8", "replace"))
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if status in (401, 403):
            raise EndpointError(
                f"{self.url}: gives no access ({status}); if you have a user and password, put them in "
                "the address: https://USER:PASSWORD@…"
            )
        if status in (404, 405, 410):
            raise EndpointError(
                f"{self.url}: no SPARQL endpoint is there ({status}); give the address that takes "
                "queries, which often ends in /sparql or /query"
            )
        if not response.is_success:
            shown = "" if "html" in kind else f": {said}"
            raise EndpointError(
                f"{self.url}: the server does not answer the query ({status}){shown}"
            )
        if response.headers.get("x-sql-state", "").strip() == _PARTIAL:
            raise EndpointError(
                f"{self.url}: the server cut its answer off when its own time was up; ask for less"
            )
        return kind, content

    def _unexpected(self, kind: str, content: bytes, what: str) -> EndpointError:
        if "html" in kind or content.lstrip()[:15].lower().startswith(
            (b"<!doctype html", b"<html")
        ):
            return EndpointError(
                f"{self.url}: is a web page and no SPARQL endpoint; give the address that takes queries, "
                "which often ends in /sparql or /query"
            )
        return EndpointError(
            f"{self.url}: expected {what}, found {kind or 'an answer of no stated type'}; is it a "
            "SPARQL 1.1 endpoint?"
        )

    def _too_slow(self) -> EndpointError:
        return EndpointError(
            f"{self.url}: no whole answer within {self.timeout:g} seconds; give it longer with --timeout, "
            "or ask for less"
        )


@contextmanager
def _streamed(
    client: httpx.Client, request: httpx.Request, auth: tuple[str, str] | None
) -> Iterator[httpx.Response]:
    response = client.send(request, stream=True, auth=auth, follow_redirects=False)
    try:
        yield response
    finally:
        response.close()


def _retry_after(told: str) -> float:
    """The seconds of a Retry-After header (RFC 9110, section 10.2.3): a number or a date; 0 if neither."""
    if told.strip().isdigit():
        return float(told)
    try:
        when = parsedate_to_datetime(told)
    except ValueError:
        return 0.0
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def _line(text: str) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[:_LONGEST_MESSAGE]} …"
