import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.iris import Base, compound, local_name, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Seongdong Impact Fund", "seongdong-impact-fund"),
        ("Women’s Centre", "womens-centre"),
        ("청년 일자리 센터", "청년-일자리-센터"),
        ("Málaga", "malaga"),
        ("—", ""),
    ],
)
def test_a_slug_can_be_read(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=300))
def test_a_slug_is_made_of_letters_digits_and_single_hyphens(name: str) -> None:
    made = slug(name)
    assert all(part and all(c.isalnum() for c in part) for part in made.split("-")) or made == ""


@given(st.text(max_size=100))
def test_a_slug_of_a_slug_is_itself(name: str) -> None:
    assert slug(slug(name)) == slug(name)


def test_an_absent_inner_part_keeps_the_others_in_their_places() -> None:
    assert compound("a", None, "c", None) == "a._.c"


def test_facts_of_different_identity_never_share_an_iri() -> None:
    base = Base()
    assert base.mint("observation", "a", "b", None, "c") != base.mint("observation", "a", "b", "c")


def test_the_local_name_of_a_minted_iri_is_what_it_was_made_of() -> None:
    assert local_name(Base().mint("program", "kr-seoul", "a-fund")) == "kr-seoul.a-fund"
