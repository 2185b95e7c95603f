"""Quotes of a text, cut where they overlap."""

from hypothesis import given
from hypothesis import strategies as st

from trackrecord.profiles.passages import Span, passages_of_quotes, passages_of_text

TEXT = "In 2021 the town planted 500 trees, more than it had promised."


def span(words: str, *facts: int, around: int = 0, text: str = TEXT) -> Span:
    start = text.index(words)
    end = start + len(words)
    return Span(
        start, end, words, facts, text[max(0, start - around) : start], text[end : end + around]
    )


def test_words_that_two_facts_stand_on_know_both() -> None:
    (passage,) = passages_of_quotes([span("the town planted 500 trees", 1), span("500 trees", 2)])
    assert [(s.text, s.facts) for s in passage] == [
        ("the town planted ", (1,)),
        ("500 trees", (1, 2)),
    ]


def test_quotes_that_cross_are_cut_at_each_end() -> None:
    (passage,) = passages_of_quotes([span("town planted 500", 1), span("500 trees", 2)])
    assert [(s.text, s.facts) for s in passage] == [
        ("town planted ", (1,)),
        ("500", (1, 2)),
        (" trees", (2,)),
    ]


def test_a_number_stands_where_the_words_of_its_fact_end() -> None:
    (passage,) = passages_of_quotes([span("town planted 500", 1), span("500 trees", 2)])
    assert [s.closes for s in passage] == [(), (1,), (2,)]


def test_quotes_far_apart_are_passages_of_their_own() -> None:
    found = passages_of_quotes([span("2021", 1), span("promised", 2)])
    assert ["".join(s.text for s in passage) for passage in found] == ["2021", "promised"]


def test_what_stands_around_quotes_joins_them_and_ends_with_whole_words() -> None:
    (passage,) = passages_of_quotes([span("town", 1, around=10), span("500", 2, around=10)])
    assert "".join(s.text for s in passage) == "2021 the town planted 500 trees,"


def test_a_text_in_which_a_quote_does_not_stand_is_not_shown() -> None:
    assert passages_of_text(TEXT.replace("500", "600"), [span("500 trees", 1)]) is None


@given(st.text(min_size=1, max_size=60), st.data())
def test_no_letter_of_a_text_is_lost_or_doubled(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(ends, ends), max_size=6))
    spans = [Span(min(p), max(p), text[min(p) : max(p)], (i,)) for i, p in enumerate(pairs)]
    found = passages_of_text(text, [each for each in spans if each.exact])
    assert found is not None
    assert "".join(segment.text for passage in found for segment in passage) == text
