"""The reader against annotated documents: floors under its scores, which may only rise."""

from pathlib import Path

import pytest

from trackrecord.corpus import Report, annotated_in, score_documents
from trackrecord.document import Metadata
from trackrecord.lexicon import Lexicon

DOCUMENTS = Path(__file__).parents[1] / "documents"
#: (language, precision, recall) of the development documents, all kinds of fact together.
FLOORS = (("en", 0.66, 0.23), ("ko", 0.94, 0.88))


@pytest.fixture(scope="module")
def report(lexicon: Lexicon) -> Report:
    return score_documents(annotated_in(DOCUMENTS / "development"), Metadata(), lexicon)


@pytest.mark.parametrize(("language", "precision", "recall"), FLOORS)
def test_scores_do_not_fall(report: Report, language: str, precision: float, recall: float) -> None:
    score = report.score(language=language)
    assert score.precision >= precision
    assert score.recall >= recall


def test_no_fact_of_the_documents_is_ungrounded(report: Report) -> None:
    assert report.refused == 0
