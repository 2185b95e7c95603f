"""Answers are whole, however many rows a server gives at a time, or there is an error."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store
from tests.servers import Server, serving

from trackrecord.endpoint import Endpoint, Row
from trackrecord.errors import EndpointError
from trackrecord.paging import masked, parts_of, rows_of, triples_of

NUMBER = 25
ALL = "SELECT ?n { ?s <https://e.org/n> ?n }"
IN_ORDER = f"{ALL} ORDER BY DESC(?n)"


def node(name: object) -> NamedNode:
    return NamedNode(f"https://e.org/{name}")


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.extend(Quad(node(n), node("n"), Literal(n)) for n in range(NUMBER))
    return store


@pytest.fixture
def capped(store: Store) -> Iterator[Server]:
    """A server that gives ten rows at most and does not say so."""
    with serving(store, cap=10) as server:
        yield server


def rows(server: Server, query: str) -> list[Row]:
    with Endpoint(server.url, 10) as endpoint:
        return list(rows_of(endpoint, query).rows)


def here(store: Store, query: str) -> list[Row]:
    return [tuple(row) for row in store.query(query)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "query",
    [
        IN_ORDER,
        f"{ALL} ORDER BY ?n",
        f"{IN_ORDER} LIMIT 17",
        f"{IN_ORDER} OFFSET 3",
        f"{IN_ORDER} LIMIT 12 OFFSET 4 # LIMIT 3",
        f"{IN_ORDER} LIMIT 10",
        f"{ALL} ORDER BY ?n VALUES ?s {{ {' '.join(f'<https://e.org/{n}>' for n in range(20))} }}",
        "SELECT (?n + 1 AS ?m) { ?s <https://e.org/n> ?n } ORDER BY ?m",
        "SELECT ?n (COUNT(*) AS ?k) { ?s <https://e.org/n> ?n } GROUP BY ?n ORDER BY ?n",
    ],
)
def test_a_capped_server_gives_all_rows_in_their_order(
    capped: Server, store: Store, query: str
) -> None:
    assert rows(capped, query) == here(store, query)


def test_rows_without_an_order_come_once_each(capped: Server, store: Store) -> None:
    assert sorted(map(str, rows(capped, ALL))) == sorted(map(str, here(store, ALL)))


def test_rows_that_are_alike_are_not_lost(capped: Server) -> None:
    assert len(rows(capped, "SELECT (1 AS ?x) { ?s <https://e.org/n> ?n }")) == NUMBER


def test_a_few_rows_of_a_capped_server_are_not_asked_for_again(capped: Server) -> None:
    few = f"{ALL} VALUES ?n {{ 1 2 3 }}"
    assert len(rows(capped, few)) == 3
    assert len(capped.queries) == 2
    assert capped.queries[1].endswith("LIMIT 4")


def test_what_one_answer_has_shown_is_not_probed_again(store: Store) -> None:
    with serving(store) as server, Endpoint(server.url, 10) as endpoint:
        rows_of(endpoint, f"{ALL} LIMIT 20")
        rows_of(endpoint, f"{ALL} VALUES ?n {{ 1 2 3 }}")
        assert len(server.queries) == 2


def test_a_small_dataset_is_told_from_a_capped_one(store: Store) -> None:
    with serving(store) as server:
        assert len(rows(server, ALL)) == NUMBER


def test_no_rows_are_no_rows(capped: Server) -> None:
    assert rows(capped, "SELECT ?s { ?s <https://e.org/none> ?n }") == []
    assert len(capped.queries) == 1


def test_a_query_that_cannot_be_asked_in_pages_is_an_error(capped: Server) -> None:
    query = f"{ALL} ORDER BY (EXISTS {{ ?n ?p ?o }})"
    with pytest.raises(EndpointError, match="gives only a part of this answer"):
        rows(capped, query)


def test_sorting_that_a_server_refuses_is_asked_for_inside(capped: Server, store: Store) -> None:
    refused = "LIMIT 10 OFFSET 10"
    with Endpoint(capped.url, 10) as endpoint:
        select = endpoint.select

        def picky(query: str) -> object:
            if query.endswith(f"?n {refused}"):
                raise EndpointError("too many rows to sort")
            return select(query)

        endpoint.select = picky  # type: ignore[method-assign, assignment]
        found = rows_of(endpoint, "PREFIX e: <https://e.org/>\nSELECT ?n { ?s e:n ?n } ORDER BY DESC(?n)")  # fmt: skip
    assert list(found.rows) == here(store, IN_ORDER)
    assert any(query.endswith(f"}} }} {refused}") for query in capped.queries)


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?s <https://e.org/m> ?n ; <https://e.org/{}> ?s } { ?s <https://e.org/n> ?n }",
        "CONSTRUCT WHERE { ?s <https://e.org/n> ?n }",
        "PREFIX e: <https://e.org/> CONSTRUCT { ?s e:m ?n } WHERE { ?s e:n ?n } ORDER BY ?n LIMIT 18",
    ],
)
def test_a_capped_server_gives_all_triples(capped: Server, store: Store, query: str) -> None:
    query = query.replace("{}", "x")
    with Endpoint(capped.url, 10) as endpoint:
        found = triples_of(endpoint, query)
    assert set(found) == set(store.query(query))  # type: ignore[arg-type]
    assert len(found) == len(set(found))


def test_triples_of_a_server_without_a_cap_are_as_they_come(store: Store) -> None:
    with serving(store) as server, Endpoint(server.url, 10) as endpoint:
        assert len(triples_of(endpoint, "CONSTRUCT WHERE { ?s <https://e.org/n> ?n }")) == NUMBER
        assert len(triples_of(endpoint, "DESCRIBE <https://e.org/1>")) == 1


def test_what_stands_in_strings_iris_and_comments_is_no_grammar() -> None:
    query = (
        """SELECT ?s { ?s <http://a#x> "} LIMIT 1", '''it's } " LIMIT''', "\\"}" } # } LIMIT 2"""
    )
    assert parts_of(query).limit is None
    assert masked(query).count("}") == 1
    assert parts_of(f"{query}\nLIMIT 3").limit == 3


@given(st.text(alphabet="{}\"'#<>\\ \nLIMIT1?a", max_size=40))
def test_any_text_is_masked_in_its_length(text: str) -> None:
    assert len(masked(text)) == len(text)
    parts_of(text)
