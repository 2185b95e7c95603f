"""What `export --format csv` writes, `build` takes back to the identical graph."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trackrecord.building import build
from trackrecord.buildreport import BuildReport
from trackrecord.dataset import load, new_sources
from trackrecord.document import Document
from trackrecord.encoding import encode
from trackrecord.errors import DocumentError
from trackrecord.exporting import to_csv_files
from trackrecord.facts import (
    Cells,
    Claim,
    Conferral,
    Fact,
    Money,
    Observation,
    SchemeFact,
    Span,
    Tenure,
    Undertaking,
)
from trackrecord.iris import DEFAULT_BASE, Base
from trackrecord.lexicon import Lexicon
from trackrecord.resolving import resolve
from trackrecord.turtle import to_turtle
from trackrecord.vocabulary import prefixes

GRAPH = Path(__file__).parents[2] / "graph"
#: Texts that CSV, Turtle or a template might trip over.
WORDS = st.text(
    st.one_of(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), st.sampled_from("\n\"',|{}\\ ;가")),
    min_size=1,
    max_size=12,
).filter(lambda text: any(character.isalnum() for character in text))  # fmt: skip
GOVERNMENTS = st.sampled_from(["Gwanak-gu", "Jung-gu", "성동구", "Nowhere-gu"])
PERIODS = st.sampled_from(["2021", "2021-07", "2021-07-21", "2018/2022"])
NUMBERS = st.one_of(st.integers(-(10**6), 10**9).map(Decimal), st.decimals(-999, 999, places=2))
MONEY = st.builds(Money, st.integers(1, 10**12).map(Decimal), st.sampled_from(["KRW", "USD"]))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


PLACED = {"quote": st.just(""), "start": st.integers(0, 30), "end": st.integers(31, 60),
          "reader": WORDS, "confidence": st.sampled_from([1.0, 0.75]),
          "within": maybe(st.just("Seoul"))}  # fmt: skip
FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        Observation, **PLACED, about=GOVERNMENTS, metric=st.sampled_from(["jobs created"]) | WORDS, value=NUMBERS,
        unit=maybe(st.sampled_from(["jobs", "%"]) | WORDS), period=maybe(PERIODS),
        role=st.sampled_from(["actual", "target", "change-rate"]), part=maybe(WORDS), compared_with=maybe(PERIODS),
        precision=maybe(st.just("about")),
    ),
    st.builds(
        Conferral, **PLACED, recipient=GOVERNMENTS, award=st.just("National Local Government Job Awards") | WORDS,
        edition=maybe(st.just("2021")), grade=maybe(st.just("Special Award") | WORDS), category=maybe(WORDS),
        conferred_by=maybe(WORDS), date=maybe(PERIODS), place=maybe(WORDS), prize=maybe(MONEY),
    ),
    st.builds(
        Undertaking, **PLACED, government=GOVERNMENTS, program=WORDS, type=maybe(st.just("fund")),
        action=st.sampled_from(["plan", "establish"]), date=maybe(PERIODS), budget=maybe(MONEY),
    ),
    st.builds(
        Claim, **PLACED, government=GOVERNMENTS, type=st.sampled_from(["first", "rank"]), value=maybe(NUMBERS),
        of=maybe(NUMBERS), scope=maybe(WORDS), concerns=maybe(WORDS),
    ),
    st.builds(Tenure, **PLACED, person=WORDS, office=st.just("mayor"), government=GOVERNMENTS, date=maybe(PERIODS)),
    st.builds(
        SchemeFact, **PLACED, award=st.just("Job Awards") | WORDS, organiser=maybe(WORDS), since=maybe(st.just("2012")),
        frequency=maybe(st.just("annual")), ordinal=maybe(st.integers(1, 30)),
    ),
)  # fmt: skip
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.just("\n"),
    min_size=60,
    max_size=120,
)
PLACES = st.builds("cell={},{}".format, st.integers(1, 10**6), st.integers(1, 50))


def built(sources: Path, graph: Path, base: str = DEFAULT_BASE) -> BuildReport:
    return build([sources], graph, Base(base), lambda message: None)


def exported(graph: Path, place: Path, base: str = DEFAULT_BASE) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    for name, text in to_csv_files(load(graph, base), base).items():
        (place / name).write_text(text, encoding="utf-8", newline="")
    return place


def contents(graph: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in (graph / "sources").iterdir()}


def source_of(name: str, text: str, facts: list[Fact], lexicon: Lexicon, **stated: Any) -> str:
    """The Turtle of a source that states some facts, each with its words in the text or its cells."""
    document = Document(
        id=name, text=text, blocks=(), language="en", sha256="0" * 64, name=f"{name}.txt",
        **{"title": None, "url": None, "publisher": None, "issued": None, "retrieved": None, **stated},
    )  # fmt: skip
    placed = [
        fact if fact.fragment else replace(fact, quote=text[fact.start : fact.end])
        for fact in facts
    ]
    resolved = resolve(placed, document, lexicon, Base())
    triples = encode(document, resolved.facts, resolved.candidates, Base())
    return to_turtle(triples, prefixes(DEFAULT_BASE))


@st.composite
def of_tables(draw: st.DrawFn) -> Fact:
    """A fact that stands on a cell, with its row and a stretch of text beside it."""
    cell, row = draw(PLACES), draw(WORDS)
    return replace(
        draw(FACTS), fragment=cell, quote=draw(WORDS), start=0, end=0,
        context=(Cells(cell.replace("cell=", "row=").partition(",")[0], row), Span(3, 9)),
    )  # fmt: skip


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=60,
)
@given(
    st.lists(FACTS | of_tables(), min_size=1, max_size=5),
    st.lists(FACTS, max_size=3),
    TEXTS,
    st.fixed_dictionaries(
        {
            "title": maybe(WORDS),
            "publisher": maybe(WORDS),
            "issued": maybe(st.dates(date(1990, 1, 1), date(2030, 1, 1))),
        }
    ),
)
def test_any_facts_come_back_as_the_identical_graph(
    tmp_path: Path,
    lexicon: Lexicon,
    facts: list[Fact],
    others: list[Fact],
    text: str,
    stated: dict[str, Any],
) -> None:
    for name in ("graph", "again", "tables"):
        shutil.rmtree(tmp_path / name, ignore_errors=True)
    texts = {
        "one.ttl": source_of("one", text, facts, lexicon, **stated),
        "two.ttl": source_of("two", text[::-1], others, lexicon),
    }
    with new_sources(tmp_path / "graph") as place:
        for name, turtle in texts.items():
            (place / name).write_text(turtle, encoding="utf-8")
    built(exported(tmp_path / "graph", tmp_path / "tables"), tmp_path / "again")
    assert contents(tmp_path / "again") == texts


def test_the_shipped_graph_comes_back_as_the_identical_graph(tmp_path: Path) -> None:
    report = built(exported(GRAPH, tmp_path / "tables"), tmp_path / "graph")
    assert contents(tmp_path / "graph") == contents(GRAPH)
    assert "8 restored sources" in report.to_text()


def test_exported_tables_and_documents_are_built_together(tmp_path: Path) -> None:
    tables = exported(GRAPH, tmp_path / "tables")
    (tables / "mapo.md").write_text("Mapo-gu created 500 jobs in 2022.\n", encoding="utf-8")
    report = built(tables, tmp_path / "graph")
    assert (report.documents, report.restored) == (1, 8)
    assert set(contents(tmp_path / "graph")) == {*contents(GRAPH), "mapo.ttl"}


def test_a_tidy_table_has_a_row_for_each_quote_with_its_value(tmp_path: Path) -> None:
    tables = exported(GRAPH, tmp_path / "tables")
    with (tables / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cell = next(row for row in rows if row["cells"] == "cell=24,3")
    assert cell["printed"] == "13,342"
    assert cell["quote"] == "2021년 / 실적 (단위: 개): 13,342"
    assert all(row["value"] and row["about"] and row["quote"] for row in rows)


def test_the_metadata_is_plain_csvw_but_for_the_graph_and_the_datatypes(tmp_path: Path) -> None:
    tables = exported(GRAPH, tmp_path / "tables")
    for file in tables.glob("*-metadata.json"):
        metadata = json.loads(file.read_text(encoding="utf-8"))
        own = {key for key in metadata if ":" in key}
        own |= {key for each in metadata["tableSchema"]["columns"] for key in each if ":" in key}
        assert own <= {"table:graph", "table:datatype"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("graph,fact", "fact,graph", 1), "its columns are fact, graph"),
        (lambda text: text + "one,two\n", "has 2 cells, expected"),
        (lambda text: text.replace("https://w3id.org/trackrecord/id/government", "no iri", 1), "cannot be turned back"),
        (lambda text: text.replace("https://w3id.org/trackrecord/id/graph", "https://x.org/graph", 1), "--base that it"),
    ],
)  # fmt: skip
def test_an_exported_table_that_was_broken_brings_no_half_graph_back(
    tmp_path: Path, change: Callable[[str], str], message: str
) -> None:
    tables = exported(GRAPH, tmp_path / "tables")
    file = tables / "observations.csv"
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DocumentError, match=message):
        built(tables, tmp_path / "graph")
    assert not (tmp_path / "graph" / "sources").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tableSchema": 3}, "expected an object with a list of columns"),
        ({"tableSchema": {"columns": [{"name": "a"}]}}, "aboutUrl and propertyUrl say"),
        ({"tableSchema": {"columns": [{"name": "a", "separator": ","}]}}, "separator is not read"),
        (
            {"tableSchema": {"aboutUrl": "x", "columns": [{"name": "a", "propertyUrl": "no iri"}]}},
            "propertyUrl",
        ),
    ],
)
def test_broken_metadata_of_an_exported_table_is_told(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    metadata = {"@context": "http://www.w3.org/ns/csvw", "table:graph": "{+graph}", **change}
    (tmp_path / "a.csv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "a.csv-metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    with pytest.raises(DocumentError, match=message):
        built(tmp_path / "a.csv", tmp_path / "graph")


def test_the_same_graph_gives_the_same_tables(tmp_path: Path) -> None:
    store = load(GRAPH)
    assert to_csv_files(store, DEFAULT_BASE) == to_csv_files(store, DEFAULT_BASE)
    (text, _) = to_csv_files(store, DEFAULT_BASE, "claims").values()
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1:] == sorted(rows[1:])
