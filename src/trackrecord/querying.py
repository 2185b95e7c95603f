"""Questions → answers: the queries that ship with trackrecord, a user's own, or SPARQL as typed.

A query file begins with comments: `# question:`, one `# param NAME [= default]: meaning` a parameter,
and `# row:` for what a row means. A parameter is a variable of the query's SELECT clause; its value is
bound as a term and never pasted into the text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Variable,
)

from trackrecord.errors import QueryError, reason_of
from trackrecord.naming import Names
from trackrecord.resources import directory
from trackrecord.vocabulary import XSD, prefixes

Term = NamedNode | Literal
_HEADER = re.compile(r"^#\s*(?P<key>question|param|row)\b\s*(?P<rest>.*)$")
_PARAM = re.compile(r"(?P<name>\w+)(?:\s*=\s*(?P<default>[^:]+?))?\s*:\s*(?P<meaning>.*)")
_LONGEST_MESSAGE = 160
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_UPDATE = re.compile(
    r"^\s*(?:PREFIX[^\n]*\n\s*|BASE[^\n]*\n\s*)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that its user may or must bind."""

    name: str
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of a file: the question it answers, its parameters, what a row means, and its text."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    row: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT, in the order of its variables; an unbound cell is None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


Answer = Table | bool | list[pyoxigraph.Triple]


def named_queries(directory: Path) -> dict[str, NamedQuery]:
    """The queries of a directory, by name."""
    return {file.stem: read_query(file) for file in sorted(directory.glob("*.rq"))}


def read_query(file: Path) -> NamedQuery:
    """The query of a file with what its comments say.

    Raises:
        QueryError: the file cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file}: cannot be read: {reason_of(error)}") from error
    told: dict[str, list[str]] = {"question": [], "param": [], "row": []}
    for match in filter(None, map(_HEADER.match, text.splitlines())):
        told[match["key"]].append(match["rest"].lstrip(": "))
    parameters = tuple(
        Parameter(found["name"], found["default"], found["meaning"])
        for found in filter(None, map(_PARAM.fullmatch, told["param"]))
    )
    return NamedQuery(
        file.stem, " ".join(told["question"]), parameters, " ".join(told["row"]), text
    )


def query_of(query: str) -> NamedQuery:
    """The query that a text stands for: one that ships, by its name, or else SPARQL as typed.

    Raises:
        QueryError: the text is one word, and no query that ships has that name.
    """
    if " " in query.strip() or "{" in query:
        return NamedQuery("query", "", (), "", query)
    return shipped_query(query)


def shipped_query(name: str) -> NamedQuery:
    """The query that ships by a name.

    Raises:
        QueryError: there is none of that name.
    """
    shipped = named_queries(directory("queries"))
    if name not in shipped:
        raise QueryError(f"no query is called {name!r}; there are {', '.join(shipped)}")
    return shipped[name]


def run(
    store: Store,
    query: str,
    base: str,
    parameters: Mapping[str, Term] | None = None,
    name: str = "query",
) -> Answer:
    """The answer to a SPARQL query over a dataset; all our prefixes are declared for it.

    Raises:
        QueryError: the query is an update or is malformed (naming line and column), or has no variable
            of a parameter's name in its SELECT clause.
    """
    if _UPDATE.match(query):
        raise QueryError(f"{name}: the graph is read-only; use SELECT, ASK, CONSTRUCT or DESCRIBE")
    bound: dict[Variable, NamedNode | Literal | BlankNode | pyoxigraph.Triple] = {
        Variable(key): value for key, value in (parameters or {}).items()
    }
    try:
        result = store.query(query, prefixes=prefixes(base), substitutions=bound or None)
        return _answer(result)
    except SyntaxError as error:
        raise QueryError(f"{name}: not SPARQL: {_told(error)}") from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"{name}: {error}") from error


def _told(error: SyntaxError) -> str:
    """Where a query goes wrong, in one line; a parser lists all that it would have taken there."""
    text = " ".join((error.msg or str(error)).split())
    text = re.sub(r"^error at (\d+):(\d+): ", r"line \1, column \2: ", text)
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[:_LONGEST_MESSAGE].rstrip(', ')} …"


def _answer(result: QuerySolutions | QueryBoolean | QueryTriples) -> Answer:
    if isinstance(result, QueryBoolean):
        return bool(result)
    if isinstance(result, QueryTriples):
        return list(result)
    columns = tuple(variable.value for variable in result.variables)
    return Table(columns, tuple(map(tuple, result)))


def run_named(
    store: Store, query: NamedQuery, given: Sequence[str], names: Names, base: str
) -> Answer:
    """The answer to a named query with parameters given as `name=value` texts.

    Raises:
        QueryError: a parameter is unknown or missing.
        UnknownNameError: a value names nothing in the graph, or several things.
    """
    values = values_of(query, given)
    terms = {key: to_term(value, names) for key, value in values.items()}
    return run(store, query.text, base, terms, query.name)


def values_of(query: NamedQuery, given: Sequence[str]) -> dict[str, str]:
    """The values of a query's parameters, given as `name=value` texts or by default.

    Raises:
        QueryError: a parameter is unknown or missing.
    """
    values = {
        parameter.name: parameter.default for parameter in query.parameters if parameter.default
    }
    for text in given:
        key, equals, value = text.partition("=")
        known = [parameter.name for parameter in query.parameters]
        if not equals or key not in known:
            told = f"it has {', '.join(known)}" if known else "it has none"
            what = f"no parameter {key!r}" if equals else f"{text!r} gives no value"
            raise QueryError(f"{query.name}: {what}; {told}, given as NAME=VALUE")
        values[key] = value
    return values


def to_term(value: str, names: Names) -> Term:
    """A parameter's value as a term: a year, a number, a quoted text, or the thing of that name."""
    if _YEAR.fullmatch(value):
        return Literal(value, datatype=NamedNode(str(XSD.gYear)))
    if _NUMBER.fullmatch(value):
        kind = XSD.decimal if "." in value else XSD.integer
        return Literal(value, datatype=NamedNode(str(kind)))
    if len(value) > 1 and value[0] == value[-1] == '"':
        return Literal(value[1:-1])
    return names.node(value)
