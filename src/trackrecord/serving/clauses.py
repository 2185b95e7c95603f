"""What a query says before it is run: whether it would ask another server, and which graphs it is FROM.

The engine's parser has no way to be asked what it saw, and where a keyword can stand is its grammar's to say:
`SERVICE` in a string, a comment, an IRI or a name is none, and `FILTER(1<2)SERVICE#>` has one that looks like a
part of an IRI. So wherever those letters stand, a random word is put. If the query is still a query, none of them
was the keyword; if not, it is not run.
"""

import re
import secrets
import string
from contextlib import suppress

from pyoxigraph import Store

#: The letters of the keyword, each as it is or as a code point escape (SPARQL 1.1 Query, section 19.2).
_LETTERS = re.compile(
    "".join(rf"(?:{c}|\\u00{ord(c.upper()):02x}|\\u00{ord(c):02x}"
            rf"|\\U000000{ord(c.upper()):02x}|\\U000000{ord(c):02x})" for c in "service"),
    re.IGNORECASE | re.ASCII,
)  # fmt: skip
_FROM = re.compile(r"FROM(?!\s+NAMED\b)", re.IGNORECASE | re.ASCII)
_SILENT = re.compile(rf"{_LETTERS.pattern}(?:(?:\s|#[^\r\n]*)*SILENT\b)?", re.IGNORECASE | re.ASCII)


def is_federated(query: str, base: str, prefixes: dict[str, str]) -> bool:
    """Whether a query has a SERVICE (SPARQL 1.1 Federated Query).

    Nothing is asked of any server for it, and no data are read. It may take as long as a query does.

    Raises:
        SyntaxError: it is no query, whatever those letters are.
    """
    if not _LETTERS.search(query):
        return False
    try:
        _parse(_LETTERS.sub(_word(), query), base, prefixes)
    except SyntaxError as error:
        try:  # GRAPH stands where SERVICE does, and asks nobody
            _parse(_SILENT.sub("GRAPH", query), base, prefixes)
        except SyntaxError:
            raise error from None
        return True
    return False


def graphs_to_merge(
    query: str, base: str, prefixes: dict[str, str]
) -> tuple[list[str], list[str]] | None:
    """The graphs of a query that is FROM more than one: those of FROM, and those of FROM NAMED.

    The default graph is then their merge (SPARQL 1.1 Query, section 13.2), which the engine does not make.

    Raises:
        ValueError: they cannot be told.
    """
    if len(_FROM.findall(query)) < 2:
        return None
    from rdflib.plugins.sparql.algebra import translateQuery  # slow to import, and seldom needed
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        clauses = translateQuery(parseQuery(query), base, prefixes).algebra.datasetClause or ()
    except Exception as error:  # it raises all kinds, also for what the engine can read
        with suppress(SyntaxError):
            _parse(_FROM.sub(_word(), query), base, prefixes)
            return None
        raise ValueError("its FROM cannot be read; name graphs by default-graph-uri") from error
    default = list(dict.fromkeys(str(c.default) for c in clauses if c.default is not None))
    named = list(dict.fromkeys(str(c.named) for c in clauses if c.named is not None))
    return (default, named) if len(default) > 1 else None


def _word() -> str:
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(7))


def _parse(query: str, base: str, prefixes: dict[str, str]) -> None:
    with suppress(RuntimeError, ValueError, OSError):  # of its evaluation over nothing
        Store().query(query, base_iri=base, prefixes=prefixes)
