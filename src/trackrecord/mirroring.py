"""What an endpoint holds of a trackrecord graph → a store here, whole or the part about some things.

Named graphs are fetched, and their merge made here, so it does not matter what a server takes for its default graph.
Graphs are counted first, so that a part is never taken for the whole. A copy that is too large for memory is
put on the disk for a while.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Quad, Store

from trackrecord.dataset import ONTOLOGY_GRAPH, VERDICTS_ID
from trackrecord.endpoint import Endpoint, Row
from trackrecord.errors import EndpointError
from trackrecord.iris import Base
from trackrecord.paging import page_of, parts_of, rows_of

PAGE = 20_000  # quads that are asked for at a time
IN_MEMORY = 1_000_000  # quads of named graphs up to which a copy is kept in memory, in 700 MB
_COLUMNS = ("g", "s", "p", "o")
_NODES = 300  # things that are asked of at a time


@contextmanager
def mirrored(endpoint: Endpoint, base: str, with_verdicts: bool = True) -> Iterator[Store]:
    """The dataset that an endpoint holds, as `dataset.load` gives that of a directory, while the block lasts.

    Raises:
        EndpointError: it holds no graph of trackrecord's, or changes while it is read.
    """
    sizes = graphs_of(endpoint, base)
    if not with_verdicts:
        sizes.pop(Base(base).mint("graph", VERDICTS_ID), None)
    if sum(sizes.values()) <= IN_MEMORY:
        yield _filled(Store(), endpoint, sizes)
        return
    with tempfile.TemporaryDirectory(prefix="trackrecord-") as place:
        yield _filled(Store(str(Path(place) / "store")), endpoint, sizes)


def graphs_of(endpoint: Endpoint, base: str) -> dict[str, int]:
    """The named graphs of a trackrecord graph, each with how many triples it has, in order.

    Raises:
        EndpointError: there is none.
    """
    space = Base(base).iri + "graph/"
    found = rows_of(
        endpoint,
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } "
        f'FILTER (STRSTARTS(STR(?g), "{space}") || (STR(?g) = "{ONTOLOGY_GRAPH}")) }} GROUP BY ?g',
    )
    sizes = {graph.value: int(number.value) for graph, number in found.rows}
    if not any(name.startswith(space) for name in sizes):
        raise EndpointError(
            f"{endpoint.url}: holds no named graph under {space}; load what `trackrecord export --format "
            "nquads` writes, or say with --base which namespace its data have"
        )
    return dict(sorted(sizes.items()))


def _filled(store: Store, endpoint: Endpoint, sizes: dict[str, int]) -> Store:
    for rows in _quads(endpoint, sizes):
        quads = [Quad(s, p, o, g) for g, s, p, o in rows]
        store.bulk_extend(quads)
        store.bulk_extend([Quad(q.subject, q.predicate, q.object) for q in quads])
    return store


def _quads(endpoint: Endpoint, sizes: dict[str, int]) -> Iterator[list[Row]]:
    """The quads of some graphs, as rows of graph, subject, predicate and object, page by page."""
    page = PAGE
    waiting = list(sizes)
    number = 0  # of the request, which blank nodes are named after
    while waiting:
        together = _together(waiting, sizes, page)
        total = sum(sizes[name] for name in together)
        number += 1
        if total > page:  # one graph that is larger than a page
            yield list(_in_pages(endpoint, together[0], total, page))
        else:
            rows = endpoint.select(_query(together)).rows
            if len(rows) < total:
                given = len(rows)
                if given and given < page:
                    page = given  # the endpoint gives no more at a time
                    continue
            if len(rows) != total:
                raise _changed(endpoint)
            yield [tuple(_apart(term, number) for term in row) for row in rows]
        waiting = waiting[len(together) :]


def _together(waiting: Sequence[str], sizes: dict[str, int], page: int) -> list[str]:
    """The first of some graphs, as many as fit on a page, but at least one."""
    chosen: list[str] = []
    total = 0
    for name in waiting[:_NODES]:
        total += sizes[name]
        if chosen and total > page:
            break
        chosen.append(name)
    return chosen


def _in_pages(endpoint: Endpoint, graph: str, total: int, page: int) -> Iterator[Row]:
    """The quads of one graph, in an order so that pages do not overlap; each comes once."""
    parts = parts_of(_query([graph]))
    seen: set[Row] = set()
    while len(seen) < total:
        rows = page_of(endpoint, parts, _COLUMNS, page, len(seen))
        if any(isinstance(term, BlankNode) for row in rows for term in row):
            raise EndpointError(
                f"{endpoint.url}: the graph <{graph}> has blank nodes and is too large for one answer; "
                "the parts of blank nodes cannot be put together again"
            )
        if not rows or not seen.isdisjoint(rows):
            raise _changed(endpoint)
        seen.update(rows)
        yield from rows
    if len(seen) != total:
        raise _changed(endpoint)


def _query(graphs: Sequence[str]) -> str:
    named = " ".join(f"<{name}>" for name in graphs)
    return f"SELECT ?g ?s ?p ?o {{ VALUES ?g {{ {named} }} GRAPH ?g {{ ?s ?p ?o }} }}"


def _apart(term: Any, number: int) -> Any:
    """A term; a blank node by a name that no answer but the one of that number has."""
    return BlankNode(f"r{number}x{term.value}") if isinstance(term, BlankNode) else term


def _changed(endpoint: Endpoint) -> EndpointError:
    return EndpointError(
        f"{endpoint.url}: does not give as many triples as it counts, so it changed while it was read or "
        "leaves some out; try again"
    )
