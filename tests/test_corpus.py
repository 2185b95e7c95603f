"""Scores over annotated documents."""

import json
from pathlib import Path

import pytest

from trackrecord.corpus import annotated_in, score_documents
from trackrecord.document import Metadata
from trackrecord.errors import FactsError
from trackrecord.lexicon import Lexicon

ENGLISH = "---\ndate: 2023-09-15\nlanguage: en\n---\n\nMapo-gu created 500 jobs in 2022.\n"
KOREAN = "---\ndate: 2023-09-15\nlanguage: ko\n---\n\n마포구는 2022년 일자리 500개를 창출했다.\n"


def annotate(place: Path, name: str, text: str, **columns: object) -> None:
    body = text.split("---\n\n")[1].rstrip("\n")
    row = {"kind": "observation", "quote": body, "start": 0, "end": len(body), **columns}
    (place / f"{name}.md").write_text(text, encoding="utf-8")
    (place / f"{name}.gold.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    annotate(
        tmp_path, "a", ENGLISH, about="Mapo-gu", metric="jobs created", value=500, period="2022"
    )
    annotate(tmp_path, "b", KOREAN, about="마포구", metric="일자리", value=500, period="2021")
    return tmp_path


def test_scores_are_by_language_and_kind(corpus: Path, lexicon: Lexicon) -> None:
    report = score_documents(annotated_in(corpus), Metadata(), lexicon)
    assert report.languages == ("en", "ko")
    assert (report.score("observation", "en").f1, report.score("observation", "ko").f1) == (1, 0)
    assert (report.score().found, report.score().missed, report.score().extra) == (1, 1, 1)


def test_misses_and_extras_are_told_with_their_words(corpus: Path, lexicon: Lexicon) -> None:
    text = score_documents(annotated_in(corpus), Metadata(), lexicon).to_text()
    assert "b:\nmissed  observation" in text
    assert "“마포구는 2022년 일자리 500개를 창출했다.”" in text


def test_the_report_is_readable_by_machines(corpus: Path, lexicon: Lexicon) -> None:
    told = score_documents(annotated_in(corpus), Metadata(), lexicon).to_json()
    assert json.loads(json.dumps(told))["scores"]["en"]["observation"]["f1"] == 1
    assert [row["document"] for row in told["missed"]] == ["b"]


def test_a_role_that_was_mistaken_is_counted_by_what_it_was_taken_for(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    columns = {"about": "Mapo-gu", "metric": "jobs created", "value": 500, "period": "2022"}
    annotate(tmp_path, "a", ENGLISH, role="target", **columns)
    report = score_documents(annotated_in(tmp_path), Metadata(), lexicon)
    assert report.confused_roles() == [("target", "actual", 1)]


def test_annotations_without_their_document_are_named(corpus: Path) -> None:
    (corpus / "b.md").unlink()
    with pytest.raises(FactsError, match=r"b\.gold\.jsonl: no document of that name"):
        annotated_in(corpus)


def test_a_directory_without_annotations_is_named(corpus: Path) -> None:
    for gold in corpus.glob("*.jsonl"):
        gold.unlink()
    with pytest.raises(FactsError, match="no annotations"):
        annotated_in(corpus)


def test_an_annotation_that_does_not_stand_at_its_place_is_named(
    corpus: Path, lexicon: Lexicon
) -> None:
    gold = corpus / "a.gold.jsonl"
    gold.write_text(gold.read_text(encoding="utf-8").replace('"start": 0', '"start": 1'))
    with pytest.raises(FactsError, match="does not stand at 1-"):
        score_documents(annotated_in(corpus), Metadata(), lexicon)
