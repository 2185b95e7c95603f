import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from trackrecord.dataset import load
from trackrecord.errors import QueryError, UnknownNameError
from trackrecord.iris import DEFAULT_BASE, local_name
from trackrecord.naming import Names
from trackrecord.querying import Table, named_queries, read_query, run, run_named
from trackrecord.resources import directory
from trackrecord.vocabulary import prefixes

GRAPH = Path(__file__).parents[1] / "graph"
QUERIES = named_queries(directory("queries"))
#: The shipped sources contradict each other nowhere; a small dataset below does.
EMPTY_HERE = {"differing-values"}


@pytest.fixture(scope="module")
def store() -> Store:
    return load(GRAPH)


@pytest.fixture(scope="module")
def names(store: Store) -> Names:
    return Names(store, DEFAULT_BASE)


def ask(store: Store, names: Names, query: str, *parameters: str) -> list[list[str]]:
    answer = run_named(store, QUERIES[query], parameters, names, DEFAULT_BASE)
    assert isinstance(answer, Table)
    return [["" if cell is None else local_name(cell.value) for cell in row] for row in answer.rows]


@pytest.mark.parametrize("name", QUERIES)
def test_a_shipped_query_says_what_it_asks_and_what_a_row_means(name: str) -> None:
    assert QUERIES[name].question.endswith("?")
    assert QUERIES[name].row


@pytest.mark.parametrize("name", sorted(set(QUERIES) - EMPTY_HERE))
def test_a_shipped_query_finds_something_in_the_shipped_graph(
    store: Store, names: Names, name: str
) -> None:
    assert ask(store, names, name)


@pytest.mark.parametrize("name", QUERIES)
def test_each_parameter_of_a_shipped_query_is_a_variable_it_selects(
    store: Store, names: Names, name: str
) -> None:
    answer = run_named(store, QUERIES[name], (), names, DEFAULT_BASE)
    assert isinstance(answer, Table)
    assert {parameter.name for parameter in QUERIES[name].parameters} <= set(answer.columns)


def test_who_won_in_a_year(store: Store, names: Names) -> None:
    rows = ask(store, names, "award-winners", "edition=2021")
    assert [(row[0], row[1]) for row in rows] == [("2021", "kr-seoul-seongbuk-gu")]


def test_recorded_streaks_count_consecutive_editions(store: Store, names: Names) -> None:
    first = ask(store, names, "recorded-streaks")[0]
    assert (first[0], first[2:]) == ("kr-seoul-seongbuk-gu", ["2021", "2022", "2"])


WINS = st.sets(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(2000, 2012)))


@given(WINS)
def test_recorded_streaks_are_the_longest_runs_of_years(wins: set[tuple[str, str, int]]) -> None:
    store = Store()
    for who, award, year in wins:
        text = f"""INSERT DATA {{ <e:{who}.{award}.{year}> a tr:Conferral ; tr:recipient <e:{who}> ; tr:award <e:{award}> ;
            tr:outcome outcome:won ; tr:edition "{year}"^^xsd:gYear }}"""
        store.update(text, prefixes=prefixes(DEFAULT_BASE))
    found = run(store, QUERIES["recorded-streaks"].text, DEFAULT_BASE)
    assert isinstance(found, Table)
    told = {(a.value, b.value, *(int(n.value) for n in row)) for a, b, *row in found.rows}  # type: ignore[union-attr]
    assert len(told) == len(found.rows)
    assert told == {
        (f"e:{who}", f"e:{award}", start, end, end - start + 1)
        for who, award, start in wins
        if (who, award, start - 1) not in wins
        for end in [next(y for y in range(start, 2014) if (who, award, y + 1) not in wins)]
    }


@pytest.mark.parametrize("name", QUERIES)
def test_rows_of_a_shipped_query_have_one_order(name: str) -> None:
    """Each variable that a row may differ in is a key of the order, so any store gives the same text."""
    pattern, _, order = QUERIES[name].text.rpartition("ORDER BY")
    selected = re.match(r".*?SELECT (.*?) WHERE", pattern, re.DOTALL)
    assert selected is not None
    grouped = re.search(r"GROUP BY(.*)", pattern)
    keys = re.findall(r"\?\w+", grouped[1] if grouped else "") or re.findall(
        r"\?\w+", re.sub(r"\((?:.*) AS \?percent\)", "", selected[1])
    )
    assert set(keys) <= set(re.findall(r"\?\w+", order))


def test_stated_streaks_begin_with_the_longest(store: Store, names: Names) -> None:
    assert ask(store, names, "stated-streaks")[0][:2] == ["kr-seoul-seongdong-gu", "8"]


def test_targets_meet_results_with_the_rate_computed(store: Store, names: Names) -> None:
    assert ask(store, names, "targets-and-results", "about=Gwanak-gu") == [
        ["kr-seoul-gwanak-gu", "jobs-created", "2021", "9656", "13342", "138.2"]
    ]


def test_a_government_is_named_in_korean_too(store: Store, names: Names) -> None:
    english = ask(store, names, "programs", "operator=Seongdong-gu")
    assert english == ask(store, names, "programs", "operator=성동구")
    assert any("2000000000" in row for row in english)


def two_sources(store: Store) -> Store:
    """A small dataset in which two sources answer one question differently, and another alike."""
    made = Store()
    made.update("""
        PREFIX tr: <https://w3id.org/trackrecord/ontology#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX : <https://example.org/>
        INSERT DATA {
          GRAPH :g1 { :fact tr:value 1 ; tr:about :a ; tr:metric :m ; tr:role :r ; tr:evidence :e1 . :same tr:evidence :e1 }
          GRAPH :g2 { :fact tr:value 2 ; tr:about :a ; tr:metric :m ; tr:role :r ; tr:evidence :e2 . :same tr:evidence :e2 }
          :g1 prov:wasDerivedFrom :s1 . :g2 prov:wasDerivedFrom :s2 .
          :s1 tr:origin :s1 ; dcterms:source :address . :s2 tr:origin :s1 ; dcterms:source :other .
          :fact tr:value 1 , 2 .
        }""")
    return made


def test_values_that_differ_between_sources_stand_side_by_side(store: Store, names: Names) -> None:
    rows = ask(two_sources(store), names, "differing-values")
    assert [(row[4], row[5], row[6], row[7]) for row in rows] == [("1", "s1", "2", "s2")]


def test_corroboration_counts_sources_and_their_distinct_origins(
    store: Store, names: Names
) -> None:
    rows = ask(two_sources(store), names, "corroborated")
    assert ["same", "2", "1"] in rows


def test_a_query_of_ones_own_needs_no_prefixes(store: Store) -> None:
    answer = run(store, "SELECT ?a { ?a a tr:Award ; tr:frequency frequency:annual }", DEFAULT_BASE)
    assert isinstance(answer, Table)
    assert len(answer.rows) > 1


def test_a_parameter_is_bound_as_a_term_and_never_as_text(store: Store) -> None:
    evil = Literal('x" } ; DROP ALL #')
    assert run(
        store, "SELECT ?s ?label { ?s skos:prefLabel ?label }", DEFAULT_BASE, {"label": evil}
    ) == Table(("s", "label"), ())


@pytest.mark.parametrize(
    "update",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <https://example.org/>\nINSERT DATA { a:b a:c a:d }",
        "# harmless\nDROP ALL",
        "clear all",
    ],
)
def test_an_update_is_refused(store: Store, update: str) -> None:
    with pytest.raises(QueryError):
        run(store, update, DEFAULT_BASE)


def test_how_often_each_government_has_won(store: Store, names: Names) -> None:
    rows = ask(store, names, "wins-by-government")
    assert [(row[0], row[2], row[3], row[4]) for row in rows] == [
        ("kr-seoul-seongbuk-gu", "2", "2021", "2022"),
        ("kr-seoul-gwanak-gu", "1", "2022", "2022"),
        ("kr-seoul-seongdong-gu", "1", "2022", "2022"),
    ]


def test_a_query_file_that_is_not_there_is_named_once() -> None:
    with pytest.raises(QueryError, match=r"^no.rq: cannot be read: No such file or directory$"):
        read_query(Path("no.rq"))


def test_a_malformed_query_is_named_with_the_place(store: Store) -> None:
    with pytest.raises(QueryError, match=r"not SPARQL: line 1, column \d+: expected"):
        run(store, "SELECT ?a WHERE { ?a ", DEFAULT_BASE)


def test_an_unknown_parameter_is_told_what_there_is(store: Store, names: Names) -> None:
    with pytest.raises(QueryError, match="no parameter 'colour'; it has operator"):
        ask(store, names, "programs", "colour=red")


def test_an_unknown_name_is_told_the_nearest(store: Store, names: Names) -> None:
    with pytest.raises(UnknownNameError, match="did you mean seongdong-gu"):
        ask(store, names, "programs", "operator=Seongdng-gu")


def test_an_ambiguous_name_lists_its_options(store: Store, names: Names) -> None:
    with pytest.raises(
        UnknownNameError, match=r"names 6 things; say which: .*government:kr-busan-jung-gu"
    ):
        ask(store, names, "programs", "operator=Jung-gu")


def test_a_query_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"none\.rq: cannot be read"):
        read_query(tmp_path / "none.rq")


def test_a_parameter_without_a_value_is_told(store: Store, names: Names) -> None:
    with pytest.raises(QueryError, match="'operator' gives no value; it has operator"):
        ask(store, names, "programs", "operator")
