"""trackrecord as a library: what a notebook or a program writes."""

import datetime
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib

import trackrecord
from trackrecord import Facts, Frame, Graph, TrackrecordError, build, load, read
from trackrecord.frames import frame_of

ROOT = Path(__file__).parents[1]
TEXT = "Mapo-gu planted 1,200 trees last year, up from 900 in 2021."


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("library") / "graph"
    report = build(ROOT / "sources", graph=place, jobs=1)
    assert not report.failures
    return place


@pytest.fixture(scope="module")
def graph(directory: Path) -> Graph:
    return load(directory)


def test_a_text_is_read_against_its_day() -> None:
    facts = read(text=TEXT, date="2023-09-15")
    assert [(fact.value, fact.period) for fact in facts] == [
        (Decimal(1200), "2022"),
        (Decimal(900), "2021"),
    ]


def test_a_file_is_read_with_the_decisions_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "trees.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert len(read(file, date="2023-09-15")) == 2
    claim = '{"decision": "reject", "fact": {"kind": "observation", "quote": "up from 900 in 2021", "about": "Mapo-gu", "metric": "trees planted", "value": 900, "unit": "trees", "period": "2021", "role": "actual"}}\n'
    (tmp_path / "trees.txt.decisions.jsonl").write_text(claim, encoding="utf-8")
    assert len(read(file, date=datetime.date(2023, 9, 15))) == 1


def test_a_table_is_read_by_its_mapping() -> None:
    facts = read(ROOT / "sources" / "jobs-by-year.tsv")
    assert {fact.kind for fact in facts} == {"observation"}
    assert len(facts) == 5


def test_facts_are_a_frame_with_a_column_for_what_any_of_them_has() -> None:
    frame = read(text=TEXT, date="2023-09-15").frame
    assert frame[0]["quote"] == "Mapo-gu planted 1,200 trees last year"
    assert frame.to_pandas()["value"].tolist() == [1200.0, 900.0]
    assert frame.to_polars()["period"].to_list() == ["2022", "2021"]


def test_money_is_an_amount_and_a_currency() -> None:
    facts = read(ROOT / "sources" / "gwanak-job-award-2022.md")
    (row,) = [row for row in facts.frame if row["kind"] == "conferral"]
    assert (row["prize"], row["prize_currency"]) == (Decimal(55000000), "KRW")


def test_what_was_not_understood_of_a_text_is_a_problem_and_no_fact() -> None:
    facts = read(text="La ville a créé 1200 emplois.", language="fr")
    assert len(facts) == 0
    assert facts.problems == ("language 'fr' is not read",)


def test_a_named_query_takes_its_parameters_by_name(graph: Graph) -> None:
    rows = graph.query("award-winners", edition=2022)
    assert isinstance(rows, Frame)
    assert [row["recipient"] for row in rows] == ["Gwanak-gu", "Seongbuk-gu", "Seongdong-gu"]
    assert rows[0]["edition"] == 2022
    assert rows[0]["date"] == datetime.date(2022, 7, 21)


def test_things_in_an_answer_are_told_by_their_iris_where_asked(graph: Graph) -> None:
    rows = graph.query("SELECT ?award { ?award a tr:Award }", iris=True)
    assert isinstance(rows, Frame)
    assert all(str(row["award"]).startswith("https://w3id.org/trackrecord/id/award/") for row in rows)  # fmt: skip


def test_ask_is_yes_or_no_and_construct_a_graph_of_rdflib(graph: Graph) -> None:
    assert graph.query("ASK { ?award a tr:Award }") is True
    built = graph.query("CONSTRUCT { ?award a tr:Award } WHERE { ?award a tr:Award }")
    assert isinstance(built, rdflib.Graph)
    assert len(built) > 1


def test_the_facts_of_a_thing_come_with_their_words(graph: Graph) -> None:
    target = [r for r in graph.facts("관악구") if r.code("role") == "target" and r.year == "2021"]
    assert target[0].number() == 9656
    assert target[0].quotes[0].exact == "its target of 9,656"


def test_checks_are_run_and_what_is_wrong_comes_first(graph: Graph) -> None:
    verdicts = graph.check(government="Gwanak-gu")
    assert verdicts.is_sound
    assert {row["verdict"] for row in verdicts.frame} == {"holds", "not checkable"}


def test_the_graph_is_held_against_its_shapes(graph: Graph) -> None:
    assert graph.validate().conforms


def test_a_notebook_shows_what_sources_say_as_text() -> None:
    shown = frame_of([{"quote": "<script>alert(1)</script>"}])._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_long_frame_is_shown_in_part_and_says_so() -> None:
    assert "and 10 more rows" in frame_of({"n": n} for n in range(60))._repr_html_()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda: read(), "give a path, or text"),
        (lambda: read("nothing.txt"), "nothing.txt: there is no such file"),
        (lambda: read(text="words", date="yesterday"), "'yesterday' is no date"),
        (lambda: load("/nowhere"), "no graph has been built there"),
    ],
)
def test_what_is_wrong_is_told_as_an_error_of_ours(asked: object, told: str) -> None:
    with pytest.raises(TrackrecordError, match=told):
        asked()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda graph: graph.export("odt"), "no format is called 'odt'; there are turtle"),
        (lambda graph: graph.check(checks="rat"), "no check is called 'rat'"),
        (lambda _: build(), "name the documents"),
        (lambda _: build("sources", base="mine"), "'mine' is no namespace"),
        (lambda _: load("graph", base="mine"), "'mine' is no namespace"),
    ],
)
def test_what_is_wrong_with_a_graph_is_told_too(graph: Graph, asked: object, told: str) -> None:
    with pytest.raises(TrackrecordError, match=told):
        asked(graph)  # type: ignore[operator]


def test_a_parameter_that_is_none_is_not_given(graph: Graph) -> None:
    assert graph.query("award-winners", edition=None) == graph.query("award-winners")


def test_one_check_may_be_named_without_a_tuple(graph: Graph) -> None:
    assert graph.check(checks="rate") == graph.check(checks=("rate",))


def test_a_column_of_several_types_is_one_of_texts_in_polars() -> None:
    mixed = frame_of([{"value": Decimal("1.5")}, {"value": "about"}, {"value": None}])
    assert mixed.to_polars()["value"].to_list() == ["1.5", "about", None]
    numbers = frame_of([{"value": 1}, {"value": Decimal("1.5")}, {"value": None}])
    assert numbers.to_polars()["value"].to_list() == [1.0, 1.5, None]


def test_a_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(TrackrecordError, match="pip install pandas"):
        frame_of([{"n": 1}]).to_pandas()


def test_the_command_line_starts_without_what_the_library_needs() -> None:
    code = "import trackrecord.cli, sys; print('rdflib' in sys.modules, 'trackrecord.api' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_what_is_exported_is_there_and_listed() -> None:
    assert set(trackrecord.__all__) <= set(dir(trackrecord))
    assert trackrecord.Facts is Facts
