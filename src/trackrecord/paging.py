"""Whole answers from endpoints that give only so many rows at a time, and may not say so.

A server with such a cap sends the first rows as if they were all. Whether an answer is whole is told by asking for
one row more than came, of anything: a server that gives so many rows did not cap the answer. Where it does not,
because it caps or has no more in it, the query itself is asked for what follows. What is capped is asked again in
pages, in an order of all columns, so that no row is lost or comes twice.
"""

import re
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import Store

from trackrecord.endpoint import Endpoint, Row, Solutions
from trackrecord.errors import EndpointError

_ANYTHING = "{ { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
#: What in SPARQL may hold a brace or a word that is none: comments, IRIs and strings, in this order.
_TOKEN = re.compile(
    r"(?P<comment>\#[^\n]*)|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|(?P<string>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')",
    re.DOTALL,
)
_SLICE = re.compile(r"\b(?P<word>LIMIT|OFFSET)\s+(?P<number>\d+)", re.IGNORECASE)
_VALUES = re.compile(r"\bVALUES\s*(?:[?$]\w+|\([^)]*\))\s*\{[^{}]*\}\s*$", re.IGNORECASE)
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_DATASET = re.compile(r"\s*(?:FROM\s+(?:NAMED\s+)?[^\s{]+\s*)*", re.IGNORECASE)
_SERVICE = re.compile(r"(?<![?$:\w])SERVICE\b(?:\s+SILENT\b)?", re.IGNORECASE)
_PROLOGUE = re.compile(r"(?:\s*(?:PREFIX\s+\S*\s*|BASE\s+)<[^>]*>)*\s*", re.IGNORECASE)
_CONSTRUCT = re.compile(r"\bCONSTRUCT\b\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A SELECT or CONSTRUCT, its LIMIT and OFFSET, and its VALUES at the end, which come after them."""

    text: str
    is_ordered: bool
    limit: int | None = None
    offset: int = 0
    values: str = ""

    def page(self, order: tuple[str, ...], limit: int, offset: int) -> str:
        """The query for some of its rows, in its own order and then that of some variables."""
        piece = f"LIMIT {limit} OFFSET {self.offset + offset}"
        return f"{self.text}{self._by(order)} {piece} {self.values}".rstrip()

    def piece(self, order: tuple[str, ...], limit: int, offset: int) -> str:
        """The same with the sorting inside, which Virtuoso takes where there are many rows to sort.

        Its manual calls this a scrollable cursor. The standard does not say that the order lasts.
        """
        start = _PROLOGUE.match(self.text)
        assert start is not None
        inner = f"{self.text[start.end() :]}{self._by(order)} {self.values}"
        piece = f"LIMIT {limit} OFFSET {self.offset + offset}"
        return f"{start[0]} SELECT {' '.join(f'?{name}' for name in order)} {{ {{ {inner} }} }} {piece}"

    def _by(self, order: tuple[str, ...]) -> str:
        keys = " ".join(f"?{name}" for name in order)
        return "" if not keys else f" {keys}" if self.is_ordered else f" ORDER BY {keys}"


def without_comments(query: str) -> str:
    """The query with a space for each comment.

    >>> without_comments('SELECT ?s { ?s <http://a#b> "#" } # LIMIT 3')
    'SELECT ?s { ?s <http://a#b> "#" }  '
    """
    return _TOKEN.sub(lambda found: " " if found["comment"] else found[0], query)


def masked(query: str) -> str:
    """The query with as many blanks for each comment, IRI and string: what is left is grammar and names."""
    return _TOKEN.sub(lambda found: " " * len(found[0]), query)


def without_services(query: str) -> str:
    """The query with GRAPH where it asks other endpoints: as well-formed, and read here without asking anybody.

    >>> without_services("SELECT ?s { SERVICE SILENT <https://e.org/> { ?s ?p ?o } }")
    'SELECT ?s { GRAPH          <https://e.org/> { ?s ?p ?o } }'
    """
    for found in _SERVICE.finditer(masked(query)):
        start, end = found.span()
        query = query[:start] + "GRAPH".ljust(end - start) + query[end:]
    return query


def parts_of(query: str) -> Parts:
    """A query and how much of its answer it asks for itself.

    >>> parts_of("SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 10")
    Parts(text='SELECT ?s { ?s ?p ?o } ORDER BY ?s', is_ordered=True, limit=10, offset=0, values='')
    """
    bare = without_comments(query)
    found = _VALUES.search(masked(bare))
    bare, values = (bare[: found.start()], bare[found.start() :]) if found else (bare, "")
    grammar = masked(bare)
    last = grammar.rfind("}") + 1  # what follows belongs to the whole query
    asked = {each["word"].upper(): int(each["number"]) for each in _SLICE.finditer(grammar, last)}
    tail = _SLICE.sub("", bare[last:]) if asked else bare[last:]
    return Parts(
        (bare[:last] + tail).rstrip(),
        _ORDERED.search(grammar, last) is not None,
        asked.get("LIMIT"),
        asked.get("OFFSET", 0),
        values.strip(),
    )


def rows_of(endpoint: Endpoint, query: str) -> Solutions:
    """All rows of a SELECT, however many the endpoint gives at a time.

    Raises:
        EndpointError: it gives only some of them, and they cannot be had in pages.
    """
    first = endpoint.select(query)
    parts = parts_of(query)
    if not first.rows or _is_whole(endpoint, query, parts, first):
        return first
    rows: list[Row] = []
    size = len(first.rows)
    while parts.limit is None or len(rows) < parts.limit:
        most = size if parts.limit is None else min(size, parts.limit - len(rows))
        page = page_of(endpoint, parts, first.columns, most, len(rows))
        rows += page
        if not page:
            break
    return Solutions(first.columns, tuple(rows))


def page_of(
    endpoint: Endpoint, parts: Parts, columns: tuple[str, ...], limit: int, offset: int
) -> tuple[Row, ...]:
    """Some rows of a SELECT of these columns, in an order of all of them.

    Raises:
        EndpointError: the query cannot be asked in pages.
    """
    try:
        return endpoint.select(_well_formed(endpoint, parts.page(columns, limit, offset))).rows
    except EndpointError:
        sorted_inside = parts.piece(columns, limit, offset)
        if not _is_well_formed(sorted_inside):
            raise
    return endpoint.select(sorted_inside).rows


def triples_of(endpoint: Endpoint, query: str) -> list[pyoxigraph.Triple]:
    """All triples of a CONSTRUCT, however many the endpoint makes at a time.

    The solutions that it makes them of are counted; where the endpoint does not give so many rows at a time, they
    are asked for in pages. What a DESCRIBE gives is the server's to say.

    Raises:
        EndpointError: as `rows_of` does.
    """
    triples = endpoint.construct(query)
    around = _around_template(query)
    if not triples or around is None:
        return triples
    prologue, dataset, pattern = around
    inner = f"{{ {{ SELECT * {without_comments(pattern)} }} }}"
    counted = f"{prologue}SELECT (COUNT(*) AS ?n) {dataset} {inner}"
    ((number,),) = endpoint.select(_well_formed(endpoint, counted)).rows
    total = int(number.value)
    given = _given(endpoint, total)
    if given >= total:
        return triples
    columns = endpoint.select(f"{prologue}SELECT * {dataset} {inner} LIMIT 1").columns
    parts = parts_of(query)
    found = dict.fromkeys(triples)
    for offset in range(0, total, given):
        page = parts.page(columns, min(given, total - offset), offset)
        found.update(dict.fromkeys(endpoint.construct(_well_formed(endpoint, page))))
    return list(found)


def _around_template(query: str) -> tuple[str, str, str] | None:
    """The prologue, the FROM clauses and the pattern of a CONSTRUCT; None for another form of query."""
    grammar = masked(query)
    opened = _CONSTRUCT.search(grammar)
    if opened is None:
        return None
    end = opened.end()
    if grammar[end : end + 1] == "{":
        depth = 1
        while depth and end + 1 < len(grammar):
            end += 1
            depth += {"{": 1, "}": -1}.get(grammar[end], 0)
        end += 1
    rest = query[end:]
    dataset = _DATASET.match(rest)
    assert dataset is not None
    return query[: opened.start()], dataset[0], rest[dataset.end() :]


def _is_whole(endpoint: Endpoint, query: str, parts: Parts, first: Solutions) -> bool:
    number = len(first.rows)
    if parts.limit is not None and number >= parts.limit:
        return True
    if _given(endpoint, number + 1) > number:
        return True
    more = parts.page((), 1, number)
    return not endpoint.select(_well_formed(endpoint, more)).rows


def _given(endpoint: Endpoint, number: int) -> int:
    """How many rows an endpoint gives of so many that it is asked for, of anything."""
    if number > endpoint.most_given:
        found = endpoint.select(f"SELECT (1 AS ?row) {_ANYTHING} LIMIT {number}")
        return len(found.rows)
    return number


def _well_formed(endpoint: Endpoint, query: str) -> str:
    """The query, if adding to it left it well-formed.

    Raises:
        EndpointError: it is not.
    """
    if not _is_well_formed(query):
        raise EndpointError(
            f"{endpoint.url}: gives only a part of this answer at a time, and a query of this form cannot be "
            "asked in pages; ask for the parts yourself, with ORDER BY, LIMIT and OFFSET"
        )
    return query


def _is_well_formed(query: str) -> bool:
    try:
        Store().query(without_services(query))
    except SyntaxError:
        return False
    return True
