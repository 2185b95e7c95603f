"""The reader against annotated documents: floors under its scores, which may only rise."""

from pathlib import Path

import pytest

from trackrecord.corpus import Report, annotated_in, score_documents
from trackrecord.document import Metadata
from trackrecord.lexicon import Lexicon

DOCUMENTS = Path(__file__).parents[1] / "documents"
#: (directory, language, precision, recall), all kinds of fact together.
FLOORS = (
    ("development", "en", 0.79, 0.45),
    ("development", "ko", 0.93, 0.85),
    ("frozen", "en", 0.75, 0.38),
    ("frozen", "ko", 0.89, 0.59),
)


@pytest.fixture(scope="module")
def reports(lexicon: Lexicon) -> dict[str, Report]:
    return {
        name: score_documents(annotated_in(DOCUMENTS / name), Metadata(), lexicon)
        for name in ("development", "frozen")
    }


@pytest.mark.parametrize(("directory", "language", "precision", "recall"), FLOORS)
def test_scores_do_not_fall(
    reports: dict[str, Report], directory: str, language: str, precision: float, recall: float
) -> None:
    score = reports[directory].score(language=language)
    assert score.precision >= precision
    assert score.recall >= recall


@pytest.mark.parametrize("directory", ["development", "frozen"])
def test_no_fact_of_the_documents_is_ungrounded(reports: dict[str, Report], directory: str) -> None:
    assert reports[directory].refused == 0
