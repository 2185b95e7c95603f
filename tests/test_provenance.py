"""The words behind the rows of an answer."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from trackrecord import build
from trackrecord.dataset import load
from trackrecord.iris import DEFAULT_BASE
from trackrecord.naming import Names
from trackrecord.provenance import words_behind
from trackrecord.querying import Table, named_queries, run_named
from trackrecord.resources import directory

ROOT = Path(__file__).parents[1]
QUERIES = named_queries(directory("queries"))
#: Queries whose rows name no fact, and why.
WITHOUT_WORDS = {
    "candidates": "it lists names, not facts",
    "recorded-streaks": "it counts years in a sub-query",
    "differing-values": "nothing differs in the graph that ships",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = tmp_path_factory.mktemp("provenance") / "graph"
    build(ROOT / "sources", graph=place, jobs=1)
    from trackrecord.accounting import to_graph
    from trackrecord.checking import check
    from trackrecord.dataset import write_verdicts

    write_verdicts(place, to_graph(check(load(place), DEFAULT_BASE), DEFAULT_BASE))
    return load(place)


@pytest.mark.parametrize("name", sorted(set(QUERIES) - set(WITHOUT_WORDS)))
def test_every_row_of_a_query_that_ships_has_its_words(store: Store, name: str) -> None:
    names = Names(store, DEFAULT_BASE)
    table = run_named(store, QUERIES[name], [], names, DEFAULT_BASE)
    assert isinstance(table, Table)
    words = words_behind(store, QUERIES[name], [], table, names, DEFAULT_BASE)
    assert len(words) == len(table.rows) > 0
    assert all(words)


def test_the_words_of_a_row_are_of_that_row_alone(store: Store) -> None:
    names = Names(store, DEFAULT_BASE)
    given = ["about=Gwanak-gu"]
    query = QUERIES["targets-and-results"]
    table = run_named(store, query, given, names, DEFAULT_BASE)
    assert isinstance(table, Table)
    (quotes,) = words_behind(store, query, given, table, names, DEFAULT_BASE)
    assert {"its target of 9,656", "the district created 13,342 jobs"} <= {q.exact for q in quotes}
    assert not any("Seongdong" in quote.exact for quote in quotes)
