from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.errors import GraphError
from trackrecord.iris import local_name
from trackrecord.lexicon import Lexicon, fold, load_lexicon


def found(lexicon: Lexicon, text: str, language: str = "en") -> list[tuple[str, list[str]]]:
    return [
        (text[name.start : name.end], [local_name(iri) for iri in name.iris])
        for name in lexicon.names(text, language)
        if not name.is_short
    ]


@given(st.text(max_size=300))
def test_folding_never_moves_a_letter(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "name", ["Seongdong-gu", "Seongdong District", "Seongdong‑gu", "Seongdong-gu Office"]
)
def test_a_government_is_found_by_its_aliases(lexicon: Lexicon, name: str) -> None:
    assert found(lexicon, f"Yesterday {name} won.") == [(name, ["kr-seoul-seongdong-gu"])]


def test_a_korean_name_is_found_before_its_particle(lexicon: Lexicon) -> None:
    assert found(lexicon, "성동구는 상을 받았다", "ko") == [("성동구", ["kr-seoul-seongdong-gu"])]


def test_the_longest_name_at_a_place_is_taken(lexicon: Lexicon) -> None:
    assert found(lexicon, "서울 성동구가", "ko") == [("서울 성동구", ["kr-seoul-seongdong-gu"])]


def test_a_name_inside_a_longer_word_is_not_found(lexicon: Lexicon) -> None:
    assert found(lexicon, "Job Awardship and non-Seongdong-gus") == []


def test_a_proper_name_is_not_found_in_lower_case(lexicon: Lexicon) -> None:
    assert found(lexicon, "the job awards of all kinds") == []


def test_an_ambiguous_name_lists_all_that_bear_it(lexicon: Lexicon) -> None:
    ((_, iris),) = found(lexicon, "Jung-gu")
    assert len(iris) == 6


def test_the_words_for_a_code_begin_with_the_preferred_one(lexicon: Lexicon) -> None:
    assert lexicon.words("outcome", "won")[0] == "won"


def test_a_directory_without_turtle_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=str(tmp_path)):
        load_lexicon(tmp_path)


def test_broken_turtle_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("this is not Turtle", encoding="utf-8")
    with pytest.raises(GraphError, match=r"a\.ttl: not Turtle"):
        load_lexicon(tmp_path)


@pytest.mark.parametrize(
    ("scheme", "word", "code"),
    [("office", "mayor", "mayor"), ("office", "시장", "mayor"), ("office", "Mayor", "mayor")],
)
def test_a_word_in_either_language_stands_for_a_code(
    lexicon: Lexicon, scheme: str, word: str, code: str
) -> None:
    assert lexicon.code_named(scheme, word) == f"https://w3id.org/trackrecord/code/{scheme}/{code}"
    assert lexicon.code_named(scheme, "no such word") is None
