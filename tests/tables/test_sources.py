"""Tables among the sources of a graph: built with documents, validated, described, told of."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.tables.mappings import column, described

from trackrecord.building import build
from trackrecord.buildreport import BuildReport
from trackrecord.cli import main
from trackrecord.dataset import load
from trackrecord.errors import DocumentError, TableError
from trackrecord.iris import Base
from trackrecord.resources import directory
from trackrecord.validation import validate

Put = Callable[..., Path]

MAPPING = described(
    "observation",
    column("자치구", "about"), column("연도", "period"), column("일자리", "value"),
    tr_metric="일자리 창출",
)  # fmt: skip
TEXT = '자치구,연도,일자리\n관악구,2021,"13,342"\n성동구,2021,"11,247"\n'
ARTICLE = "---\ndate: 2022-07-22\nlanguage: en\n---\n\nGwanak-gu created 13,342 jobs in 2021.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def built(paths: list[Path], graph: Path, **more: object) -> BuildReport:
    return build(paths, graph, Base(), lambda message: None, **more)  # type: ignore[arg-type]


def test_press_and_table_meet_at_one_node(put: Put, tmp_path: Path) -> None:
    article = tmp_path / "gwanak.md"
    article.write_text(ARTICLE, encoding="utf-8")
    built([article, put(TEXT, MAPPING)], tmp_path / "graph")
    answers = load(tmp_path / "graph").query(
        "PREFIX tr: <https://w3id.org/trackrecord/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> "
        "SELECT ?fact (COUNT(DISTINCT ?source) AS ?sources) WHERE { ?fact a tr:Observation ; "
        "tr:evidence/oa:hasSource ?source } GROUP BY ?fact ORDER BY DESC(?sources)"
    )
    assert [row["sources"].value for row in answers] == ["2", "1"]  # type: ignore[union-attr]


def test_a_graph_of_tables_breaks_no_shape_and_describes_its_cells(
    put: Put, tmp_path: Path
) -> None:
    graph = tmp_path / "graph"
    table = put(TEXT, MAPPING)
    assert "1 table, 2 facts (2 observation)" in run("build", table, "--graph", graph).stdout
    report = validate(load(graph), directory("shapes"))
    assert [finding.message for finding in report.findings] == []
    told = run("describe", "관악구", "--graph", graph).stdout
    assert "“일자리: 13,342” (A table, 2022-03-31, cell 2,3)" in told
    assert "cell=2,3" in run("query", "source-facts", "--graph", graph).stdout


def test_rejected_rows_are_told_counted_and_written_and_the_rest_is_built(
    put: Put, tmp_path: Path
) -> None:
    table = put(TEXT + "중구,2021,?\n종로구,2021\n", MAPPING)
    report = built([table], tmp_path / "graph", rejects=tmp_path / "rejects")
    assert report.facts.total() == 2
    assert "4 rows, 2 rejected" in report.to_text()
    assert "row 4: column 3 (일자리): '?' is no number" in report.to_text()
    with (tmp_path / "rejects" / "jobs.rejects.csv").open(encoding="utf-8", newline="") as file:
        header, first, second = csv.reader(file)
    assert header == ["row", "reason", "자치구", "연도", "일자리"]
    assert first == ["4", "column 3 (일자리): '?' is no number", "중구", "2021", "?"]
    assert second[0] == "5"


def test_many_rejected_rows_are_counted_and_the_first_told(put: Put, tmp_path: Path) -> None:
    report = built([put(TEXT + "중구,2021,?\n" * 50, MAPPING)], tmp_path / "graph")
    assert "rejected: 45 more; --rejects DIR writes them all" in report.to_text()


def test_strict_stops_at_a_rejected_row_and_leaves_the_old_graph(put: Put, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built([put(TEXT, MAPPING)], graph)
    before = (graph / "sources" / "jobs.ttl").read_bytes()
    with pytest.raises(TableError, match=r"row 4: .*read without --strict"):
        built([put(TEXT + "중구,2021,?\n", MAPPING)], graph, strict=True)
    assert (graph / "sources" / "jobs.ttl").read_bytes() == before


def test_a_table_without_a_mapping_is_told_and_the_others_are_built(
    put: Put, tmp_path: Path
) -> None:
    put(TEXT, MAPPING)
    put("a,b\n", None, "stray.csv")
    put("{}", None, "settings.json")
    report = built([tmp_path], tmp_path / "graph")
    assert report.tables == 1
    (failure,) = report.failures
    assert "trackrecord map" in failure
    assert "stray.csv" in failure


def test_a_name_that_several_bear_stays_a_candidate_without_a_parent(
    put: Put, tmp_path: Path
) -> None:
    text = TEXT.replace("관악구", "중구")
    alone = built([put(text, MAPPING)], tmp_path / "alone")
    assert alone.unknown == [("Government", "중구")]
    turtle = (tmp_path / "alone" / "sources" / "jobs.ttl").read_text(encoding="utf-8")
    (options,) = re.findall(r"rdfs:seeAlso ([^;.]+)", turtle)
    assert options.count("government:") > 1
    placed = built([put(text, MAPPING | {"tr:parent": "서울"})], tmp_path / "placed")
    assert not placed.candidates


def test_a_name_that_the_stated_parent_has_not_is_no_other_parents(
    put: Put, tmp_path: Path
) -> None:
    report = built([put(TEXT, MAPPING | {"tr:parent": "부산"})], tmp_path / "graph")
    assert {label for _, label in report.unknown} == {"관악구", "성동구"}


def test_tables_and_documents_may_not_share_an_id(put: Put, tmp_path: Path) -> None:
    article = tmp_path / "jobs.md"
    article.write_text(ARTICLE, encoding="utf-8")
    report = built([put(TEXT, MAPPING), article], tmp_path / "graph")
    (failure,) = report.failures
    assert "has the id 'jobs'" in failure


def test_where_nothing_can_be_read_the_reason_is_told(put: Put, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="trackrecord map"):
        built([put(TEXT, None)], tmp_path / "graph")


def test_a_mapping_is_no_table(put: Put) -> None:
    table = put(TEXT, MAPPING)
    result = run("read", table.with_name("jobs.csv-metadata.json"))
    assert result.exit_code == 1
    assert "is a mapping, not a table; name the table beside it (jobs.csv)" in result.stderr


def test_a_table_that_a_build_cannot_hold_is_told_how_it_can_be_turned(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trackrecord.making.LARGEST_DOCUMENT", 10)
    with pytest.raises(DocumentError, match=r"trackrecord convert .*jobs\.csv -o jobs\.nq"):
        built([put(TEXT, MAPPING)], tmp_path / "graph")


def test_decisions_about_facts_of_a_table_are_applied(put: Put, tmp_path: Path) -> None:
    table = put(TEXT, MAPPING)
    record = json.loads(run("read", table, "--format", "jsonl").stdout.splitlines()[0])
    for key in ("source", "fragment", "reader", "confidence", "context"):
        del record[key]
    decision = json.dumps({"decision": "reject", "fact": record}, ensure_ascii=False)
    table.with_name("jobs.csv.decisions.jsonl").write_text(decision + "\n", encoding="utf-8")
    report = built([table], tmp_path / "graph")
    assert (report.facts.total(), report.warnings) == (1, [])


def test_read_shows_the_cell_in_its_row(put: Put) -> None:
    result = run("read", put(TEXT, MAPPING))
    assert "일자리: 13,342  in 자치구: 관악구 | 연도: 2021 | 일자리: 13,342" in result.stdout
    assert "2 rows" in result.stderr


def test_read_as_json_lines_names_the_cell(put: Put) -> None:
    first = json.loads(run("read", put(TEXT, MAPPING), "--format", "jsonl").stdout.splitlines()[0])
    assert first["fragment"] == "cell=2,3"
    assert "start" not in first
    assert first["context"][0]["fragment"] == "row=2"


def test_what_is_stated_on_the_command_line_counts_first(put: Put) -> None:
    result = run("read", put(TEXT, MAPPING), "--title", "Another title")
    assert "Another title" in result.stdout


def test_map_writes_a_mapping_that_read_takes_and_overwrites_none(put: Put) -> None:
    table = put(TEXT, None)
    first = run("map", table)
    assert first.exit_code == 0
    assert first.stdout.strip().endswith("jobs.csv-metadata.json")
    assert "look at: state dc:issued" in first.stderr
    assert "value: 13342" in run("read", table).stdout
    again = run("map", table)
    assert again.exit_code == 1
    assert "write over it with --force" in again.stderr
    assert run("map", table, "--force").exit_code == 0


@pytest.mark.parametrize("name", ["jobs.txt", "nowhere.csv"])
def test_map_of_what_is_no_table_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "jobs.txt").write_text("x", encoding="utf-8")
    result = run("map", tmp_path / name)
    assert result.exit_code == 1
    assert name in result.stderr
    assert "Traceback" not in result.output


def test_the_shipped_tables_are_read_without_a_rejected_row() -> None:
    sources = Path(__file__).parents[2] / "sources"
    tables = [*sources.glob("*.csv"), *sources.glob("*.tsv")]
    assert len(tables) == 3
    for table in tables:
        result = run("read", table, "--strict")
        assert result.exit_code == 0, result.stderr


def test_the_figures_that_no_source_reports_are_marked_in_their_table_and_title() -> None:
    sources = Path(__file__).parents[2] / "sources"
    table = sources / "seoul-job-targets-2021-illustrative.csv"
    with table.open(encoding="utf-8", newline="") as file:
        marked = [row[4] for row in csv.reader(file)][3:28]
    assert set(marked) == {"예시", "보도된 수치"}
    metadata = json.loads(
        table.with_name(f"{table.name}-metadata.json").read_text(encoding="utf-8")
    )
    assert "예시" in metadata["dc:title"]
    assert "illustrative" in metadata["dc:publisher"]
