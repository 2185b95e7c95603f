import os
from pathlib import Path

import pytest

from trackrecord.building import build
from trackrecord.buildreport import BuildReport
from trackrecord.dataset import load
from trackrecord.errors import DocumentError
from trackrecord.iris import Base

JOBS = "---\ndate: 2023-09-15\nlanguage: en\n---\n\nMapo-gu created {} jobs in 2022.\n"


def documents(place: Path, **texts: str) -> list[Path]:
    place.mkdir(exist_ok=True)
    files = []
    for name, text in texts.items():
        files.append(place / f"{name}.md")
        files[-1].write_text(text, encoding="utf-8")
    return files


def built(paths: list[Path], graph: Path) -> BuildReport:
    return build(paths, graph, Base(), lambda message: None)


def contents(graph: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((graph / "sources").iterdir())}


def test_the_same_documents_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    files = documents(tmp_path / "in", a=JOBS.format(500), b=JOBS.format(600))
    built(files, tmp_path / "one")
    built(files[::-1], tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_graph_that_ships_is_what_its_sources_give(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    built([root / "sources"], tmp_path)
    assert contents(tmp_path) == contents(root / "graph")


def test_the_report_counts_documents_facts_and_candidates(tmp_path: Path) -> None:
    text = JOBS.format(500) + "\nIt opened the Hongdae Youth Center.\n"
    report = built(documents(tmp_path / "in", a=text), tmp_path)
    assert (report.documents, report.facts.total()) == (1, 2)
    assert report.unknown == [("Program", "Hongdae Youth Center")]
    assert "1 candidate that the authority does not know: 1 Program" in report.to_text()


def test_one_bad_document_does_not_lose_the_others(tmp_path: Path) -> None:
    files = documents(tmp_path / "in", a=JOBS.format(500), b="---\n: [\n---\n")
    report = built(files, tmp_path)
    assert list(contents(tmp_path)) == ["a.ttl"]
    (failure,) = report.failures
    assert "b.md" in failure


def test_a_file_whose_name_is_not_utf_8_is_reported_and_the_others_are_built(
    tmp_path: Path,
) -> None:
    documents(tmp_path / "in", a=JOBS.format(500))
    Path(os.fsdecode(bytes(tmp_path / "in") + b"/b\xff.md")).write_text(JOBS.format(6), "utf-8")
    report = built([tmp_path / "in"], tmp_path)
    assert list(contents(tmp_path)) == ["a.ttl"]
    (failure,) = report.failures
    assert "b\ufffd.md: its name is not UTF-8" in failure


def test_where_no_document_can_be_read_the_old_graph_stays(tmp_path: Path) -> None:
    built(documents(tmp_path / "in", a=JOBS.format(500)), tmp_path)
    before = contents(tmp_path)
    with pytest.raises(DocumentError, match=r"empty\.md"):
        built(documents(tmp_path / "bad", empty=""), tmp_path)
    assert contents(tmp_path) == before


def test_two_documents_of_one_name_are_told_apart_by_an_id(tmp_path: Path) -> None:
    files = documents(tmp_path / "in", a=JOBS.format(500)) + documents(
        tmp_path / "other", a=JOBS.format(6)
    )
    report = built(files, tmp_path)
    (failure,) = report.failures
    assert "has the id 'a'" in failure
    assert "`id`" in failure


def test_a_language_that_is_not_read_is_named_in_a_warning(tmp_path: Path) -> None:
    text = "---\ndate: 2023-09-15\nlanguage: de\n---\n\nDie Stadt hat 500 Stellen geschaffen.\n"
    report = built(documents(tmp_path / "in", a=text), tmp_path)
    assert report.facts.total() == 0
    assert "language 'de' is not read" in report.warnings[0]


def test_two_sources_that_answer_one_question_meet_at_one_node(tmp_path: Path) -> None:
    files = documents(tmp_path / "in", a=JOBS.format(500), b=JOBS.format(600))
    built(files, tmp_path)
    rows = load(tmp_path).query(
        "PREFIX tr: <https://w3id.org/trackrecord/ontology#>"
        "SELECT ?fact (COUNT(?value) AS ?values) { ?fact a tr:Observation ; tr:value ?value } GROUP BY ?fact"
    )
    assert [row["values"].value for row in rows] == ["2"]  # type: ignore[union-attr, index]
