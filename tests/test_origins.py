from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from trackrecord.document import Document
from trackrecord.origins import likeness, origins, signature

RELEASE = (
    "Mapo-gu said that it created 500 jobs in 2022 and that it will open the Hongdae Youth Center in October "
    "with a budget of 3 billion won. The district trained 1,250 people last year, and it won the Special Award "
    "of a national contest for the second year in a row, its mayor told residents at a meeting."
)
OTHER = (
    "Suwon City planted 12,000 trees along its river this spring and plans to plant as many again before winter. "
    "Volunteers from forty schools took part, and the city gave every school a map of the new grove to teach with."
)


def named(document: Document, name: str, issued: date | None) -> Document:
    return replace(document, id=name, issued=issued)


def test_a_reprint_has_the_origin_of_the_earliest_text(document: Callable[..., Document]) -> None:
    late = named(document(RELEASE + " By our reporter."), "late", date(2023, 2, 2))
    early = named(document(RELEASE), "early", date(2023, 2, 1))
    own = named(document(OTHER), "own", date(2023, 1, 1))
    assert origins([late, early, own]) == {"early": "early", "late": "early", "own": "own"}


def test_the_order_of_the_documents_does_not_matter(document: Callable[..., Document]) -> None:
    texts = [named(document(RELEASE), name, None) for name in ("b", "a", "c")]
    assert origins(texts) == origins(texts[::-1]) == {"a": "a", "b": "a", "c": "a"}


def test_a_text_with_one_sentence_of_another_is_its_own_origin(
    document: Callable[..., Document],
) -> None:
    quoting = named(document(f"{OTHER} {OTHER[:60]} {RELEASE[:90]}"), "quoting", None)
    first = named(document(RELEASE), "first", None)
    assert origins([first, quoting])["quoting"] == "quoting"


@given(st.text(max_size=300))
def test_any_text_is_wholly_like_itself(text: str) -> None:
    assert likeness(signature(text), signature(text)) == 1.0
