import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from trackrecord.answering import to_csv, to_graph, to_json, to_text
from trackrecord.dataset import load
from trackrecord.errors import QueryError
from trackrecord.iris import DEFAULT_BASE
from trackrecord.naming import Names
from trackrecord.querying import Table

SEOUL = NamedNode("https://w3id.org/trackrecord/id/government/kr-seoul-mapo-gu")
TABLE = Table(("who", "what"), ((SEOUL, Literal("상, “award”")), (SEOUL, None)))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(load(Path(__file__).parents[1] / "graph"), DEFAULT_BASE)


def test_a_table_shows_labels_and_lines_up_wide_letters(names: Names) -> None:
    table = Table(("a", "b"), ((Literal("가나"), Literal("x")), (Literal("abcd"), Literal("y"))))
    lines = to_text(table, names, DEFAULT_BASE).splitlines()
    assert lines == ["a     b", "----  -", "가나  x", "abcd  y"]


def test_a_thing_is_shown_by_its_label(names: Names) -> None:
    assert "Mapo-gu" in to_text(TABLE, names, DEFAULT_BASE)


def test_a_long_cell_is_cut_and_says_so(names: Names) -> None:
    line = to_text(Table(("a",), ((Literal("x" * 200),),)), names, DEFAULT_BASE).splitlines()[2]
    assert line.endswith("…")
    assert len(line) == 60


def test_csv_is_read_back_by_a_csv_reader(names: Names) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(TABLE, names, DEFAULT_BASE))))
    assert rows == [["who", "what"], [SEOUL.value, "상, “award”"], [SEOUL.value, ""]]


def test_json_is_the_sparql_results_format(names: Names) -> None:
    told = json.loads(to_json(TABLE, names, DEFAULT_BASE))
    assert told["head"]["vars"] == ["who", "what"]
    assert told["results"]["bindings"][1] == {"who": {"type": "uri", "value": SEOUL.value}}


def test_a_typed_literal_keeps_its_datatype_in_json(names: Names) -> None:
    year = Literal("2021", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))
    told = json.loads(to_json(Table(("y",), ((year,),)), names, DEFAULT_BASE))
    assert told["results"]["bindings"][0]["y"]["datatype"].endswith("gYear")


def test_yes_and_no_are_words_and_json(names: Names) -> None:
    assert to_text(True, names, DEFAULT_BASE) == "yes\n"
    assert json.loads(to_json(False, names, DEFAULT_BASE)) == {"head": {}, "boolean": False}


def test_triples_are_turtle(names: Names) -> None:
    assert to_graph([Triple(SEOUL, SEOUL, SEOUL)], names, DEFAULT_BASE).startswith(
        "@prefix government:"
    )


def test_a_table_is_no_turtle_and_the_message_says_what_to_use(names: Names) -> None:
    with pytest.raises(QueryError, match="use table, csv or json"):
        to_graph(TABLE, names, DEFAULT_BASE)


def test_a_name_in_several_languages_leads_to_one_node() -> None:
    store = Store()
    names = Names(store, DEFAULT_BASE)
    assert names.node("government:kr-seoul").value == f"{DEFAULT_BASE}government/kr-seoul"
    assert names.short(f"{DEFAULT_BASE}government/kr-seoul") == "government:kr-seoul"
