"""A graph as a Model Context Protocol server: a language-model client asks it and gets the words with every fact.

Tools only read. Each answer is JSON in which a fact stands with its quotes, their source, day and address, so that
a client can say where a figure is from, and has no figure without words. Answers are cut at a number of items, and
say how many there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from trackrecord import __version__
from trackrecord.api import Graph, load
from trackrecord.errors import TrackrecordError
from trackrecord.frames import Cell
from trackrecord.profiles.records import Record
from trackrecord.quoting import Quote

INSTRUCTIONS = """\
A knowledge graph of what local governments promised (targets, plans), ran (programs), delivered (figures) and won \
(awards), read from press texts and tables. Every fact comes with the words it was read from: quote them, and name \
their source. Say nothing of a government that no tool told you. A verdict "unrefuted" means only that nothing on \
record speaks against a claim. Names may be English or Korean. Start with `facts` on a government, award, metric or \
program; `questions` lists what can be asked in one call of `ask`."""

_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_MOST = 50  # items of an answer, unless more are asked for
_WORDS = 3  # quotes of an item

Name = Annotated[
    str, Field(description="A label in English or Korean, a prefixed name, or an IRI.")
]
Limit = Annotated[int, Field(description="How many items at most.", ge=1, le=500)]


def server(graph: Graph) -> MCPServer:
    """The server of a graph."""
    made = MCPServer("trackrecord", version=__version__, instructions=INSTRUCTIONS)

    @made.tool(annotations=_READS)
    def facts(
        name: Name,
        kind: Annotated[
            str | None,
            Field(
                description="Conferral, Observation, Undertaking, Claim, Tenure or SchemeFact; all if not given."
            ),
        ] = None,
        year: Annotated[str | None, Field(description="Only facts of this year.")] = None,
        limit: Limit = _MOST,
    ) -> dict[str, Any]:
        """Everything on record about a government, award, metric, program or person, with its words and verdicts."""
        with _clear_errors():
            found = [
                record
                for record in graph.facts(name)
                if kind in (None, record.kind) and year in (None, record.year)
            ]
        return _cut([_told(record) for record in found], limit)

    @made.tool(annotations=_READS)
    def questions() -> list[dict[str, Any]]:
        """The questions that `ask` answers, with their parameters."""
        return [
            {
                "name": query.name,
                "question": query.question,
                "parameters": {p.name: p.meaning for p in query.parameters},
                "row": query.row,
            }
            for query in graph.queries().values()
        ]

    @made.tool(annotations=_READS)
    def ask(
        question: Annotated[str, Field(description="The name of one of the `questions`.")],
        parameters: Annotated[
            dict[str, str] | None, Field(description="Values by name; labels, years or IRIs.")
        ] = None,
        limit: Limit = _MOST,
    ) -> dict[str, Any]:
        """The answer to one of the `questions`, a row an item, each with the words behind it."""
        with _clear_errors():
            rows, words = graph.answer(question, parameters or {})
        items = [
            {**_plain(row), "words": [_quote(quote) for quote in quotes[:_WORDS]]}
            for row, quotes in zip(rows, words, strict=True)
        ]
        return _cut(items, limit)

    @made.tool(annotations=_READS)
    def check(
        government: Annotated[
            str | None, Field(description="A government; all if not given.")
        ] = None,
        limit: Limit = _MOST,
    ) -> dict[str, Any]:
        """Whether what was said is so: arithmetic done again, boasts tested, sources and promises compared."""
        with _clear_errors():
            verdicts = graph.check(government)
        items = [
            {
                "check": account.verdict.check,
                "verdict": account.verdict.verdict,
                "working": account.verdict.working,
                "fact": account.label,
                "words": [_quote(quote) for quote in account.quotes[:_WORDS]],
            }
            for account in verdicts
        ]
        return _cut(items, limit)

    return made


def run(graph: Path, base: str) -> None:
    """Serve a graph directory on standard input and output, until the client closes them.

    Raises:
        GraphError: there is no built graph there.
    """
    server(load(graph, base=base)).run("stdio")


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Our errors as the protocol's, so that a client is told what was wrong."""
    try:
        yield
    except TrackrecordError as error:
        raise ToolError(str(error)) from error


def _cut(items: Sequence[Mapping[str, Any]], limit: int) -> dict[str, Any]:
    return {"found": len(items), "shown": min(limit, len(items)), "items": list(items[:limit])}


def _told(record: Record) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "fact": record.told,
        "iri": record.iri,
        "words": [_quote(quote) for quote in record.quotes[:_WORDS]],
        "verdicts": [f"{v.name}: {v.label}: {v.working}" for v in record.verdicts],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    told = {
        "quote": " ".join(quote.exact.split()),
        "source": quote.title,
        "date": quote.issued,
        "url": quote.url,
    }
    return {key: value for key, value in told.items() if value is not None}


def _plain(row: Mapping[str, Cell]) -> dict[str, Any]:
    """A row as JSON has it: dates and decimals as text, what is not known left out."""
    return {
        key: value if isinstance(value, str | int) else str(value)
        for key, value in row.items()
        if value is not None
    }
