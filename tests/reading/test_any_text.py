"""Whatever the text: reading never fails, and every fact stands on its words."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from trackrecord.document import Document, read_document
from trackrecord.lexicon import Lexicon
from trackrecord.reading import read_facts
from trackrecord.reading.grounding import refusal
from trackrecord.reading.sentences import sentences

SOURCES = Path(__file__).parents[2] / "sources"

#: Pieces that the readers' rules look for, to be put together in any order.
ENGLISH = (
    "Mapo-gu", "the district", "The city", "it", "won", "received", "the Grand Prize", "the 2022 National Local Government Job Awards",
    "‘", "’", "“", "”", "(", ")", ",", ".", "and", "of which", "up from", "an increase of", "138.2%", "1.8 percentage points", "13,342 jobs",
    "99999999999999999999999999 trillion won", "0", "1e5", "-5%", "in 2021", "the previous year", "for eight consecutive years", "the first in the nation to",
    "will", "opened", "the", "Youth Center", "Mayor", "Park Jun-hee", "said", "respectively", "A, B and C", "target of", "allocated", "including 40 billion won", "for the general account", "the 2025 budget of", "more than last year", "a 5% increase", "the award for", "at the", "0/0", "1.2.3", "5 to 10", "since", "2012",
)  # fmt: skip
KOREAN = (
    "마포구는", "관악구(구청장 박준희)가", "구는", "이번", "‘", "’", "「", "」", "(", ")", ",", ".", "▲", "2021년", "지난해", "올해", "지난 21일", "일자리",
    "1억 3,500만 원", "99999999999999999경 원", "3천여 개", "138.2%", "1.8%p", "전년 대비", "증가한", "창출했다", "대상을", "수상했다", "8년 연속", "전국 최초로",
    "목표", "대비", "달성률", "올해보다", "늘어난", "예산을 편성했다", "총사업비", "투입하는", "정비사업이", "△안전", "대상은", "243개 지방자치단체(광역 17, 기초 226)", "(목표대비 101%)", "조례를 제정", "센터를 개소했다", "공모사업에 선정", "밝혔다", "0명", "-", "여", "약",
)  # fmt: skip


def stands(document: Document, lexicon: Lexicon) -> None:
    reading = read_facts(document, lexicon)
    assert [refused.reason for refused in reading.refused] == []
    for fact in reading.facts:
        assert refusal(fact, document) is None
        for span in fact.context:
            assert 0 <= span.start < span.end <= len(document.text)


@given(st.text(max_size=400), st.sampled_from(["en", "ko"]), st.none() | st.dates())
def test_random_text_is_read(
    lexicon: Lexicon,
    document: Callable[..., Document],
    text: str,
    language: str,
    issued: date | None,
) -> None:
    stands(document(text, issued=issued, language=language), lexicon)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(ENGLISH), max_size=40))
def test_english_pieces_in_any_order_are_read(
    lexicon: Lexicon, document: Callable[..., Document], pieces: Sequence[str]
) -> None:
    stands(document(" ".join(pieces)), lexicon)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(KOREAN), max_size=40))
def test_korean_pieces_in_any_order_are_read(
    lexicon: Lexicon, document: Callable[..., Document], pieces: Sequence[str]
) -> None:
    stands(document(" ".join(pieces), language="ko"), lexicon)


@settings(max_examples=30)
@given(st.sampled_from(sorted(SOURCES.glob("*.md"))), st.randoms(use_true_random=False))
def test_the_sentences_of_real_documents_in_any_order_are_read(
    lexicon: Lexicon, document: Callable[..., Document], file: Path, random: Random
) -> None:
    original = read_document(file)
    told = [sentence.text for sentence in sentences(original)]
    random.shuffle(told)
    stands(document(*told, language=original.language), lexicon)


def test_text_without_stops_is_read_in_pieces_and_encoded_data_is_not(
    document: Callable[..., Document],
) -> None:
    words, data = "Mapo-gu created 1,250 jobs in 2022 and ", "x" * 5000
    long = document(f"{data} {words * 100}{data}\n\nIt ended.")
    told = list(sentences(long))
    assert max(len(sentence.text) for sentence in told) <= 1000
    assert " ".join(sentence.text for sentence in told) == f"{words * 100}".strip() + " It ended."
    assert all(long.text[s.start : s.end] == s.text for s in told)
