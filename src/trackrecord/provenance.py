"""The facts behind the rows of an answer, and so the words: for those who must see both together."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.naming import Names
from trackrecord.querying import NamedQuery, Table, Term, run_named
from trackrecord.quoting import Quote, quotes_of
from trackrecord.vocabulary import TR

_PROJECTION = re.compile(r"\bSELECT\b.*?\bWHERE\b", re.DOTALL)
_EVIDENCE = NamedNode(str(TR.evidence))

Row = Sequence[Term | None]


def words_of(store: Store, row: Row) -> tuple[Quote, ...]:
    """The words of the facts that a row names, by source and place."""
    facts = sorted({t.value for t in row if isinstance(t, NamedNode) and is_fact(store, t)})
    quotes = {quote: None for fact in facts for quote in quotes_of(store, NamedNode(fact))}
    return tuple(quotes)


def is_fact(store: Store, node: NamedNode) -> bool:
    """Whether a node is a fact: it has evidence."""
    return any(True for _ in store.quads_for_pattern(node, _EVIDENCE, None, DefaultGraph()))


def words_behind(
    store: Store, query: NamedQuery, given: Sequence[str], table: Table, names: Names, base: str
) -> list[tuple[Quote, ...]]:
    """The words behind each row of the answer to a query that ships, by source and place.

    The query is asked once more for all of its variables, without grouping: rows that agree with a row of
    the answer in the columns that both have name the facts that it was made of. What a sub-query sums up is
    out of sight, and has no words here.
    """
    everything = run_named(store, _asking_for_all(query), given, names, base)
    assert isinstance(everything, Table)
    shared = [column for column in table.columns if column in everything.columns]
    found: dict[tuple[Term | None, ...], dict[Quote, None]] = {}
    for row in everything.rows:
        key = _cells(everything, row, shared)
        found.setdefault(key, {}).update(dict.fromkeys(words_of(store, row)))
    return [tuple(found.get(_cells(table, row, shared), ())) for row in table.rows]


def _asking_for_all(query: NamedQuery) -> NamedQuery:
    """A query with every variable in its answer and no grouping or order: `SELECT * WHERE { … }`."""
    text = _PROJECTION.sub("SELECT * WHERE", query.text, count=1)
    return replace(query, text=text[: text.rindex("}") + 1])


def _cells(table: Table, row: Row, columns: Sequence[str]) -> tuple[Term | None, ...]:
    cells = dict(zip(table.columns, row, strict=True))
    return tuple(cells[column] for column in columns)
