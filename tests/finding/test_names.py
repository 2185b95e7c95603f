"""Names typed in part or not quite right, and the things that are found by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.finding import EXACT, SHORT, NameIndex
from trackrecord.finding.hangul import initials, key, keystrokes, stands_for
from trackrecord.iris import local_name
from trackrecord.resources import directory
from trackrecord.stores import Store


@pytest.fixture(scope="module")
def index() -> NameIndex:
    """The names of the authority."""
    store = Store()
    for file in sorted(directory("authority").glob("*.ttl")):
        store.bulk_load(path=str(file))
    return NameIndex(store)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Seongdong", "kr-seoul-seongdong-gu"),
        ("seongdonggu", "kr-seoul-seongdong-gu"),
        ("SEONGDONG GU", "kr-seoul-seongdong-gu"),
        ("성동", "kr-seoul-seongdong-gu"),
        ("성ㄷ", "kr-seoul-seongdong-gu"),
        ("성도", "kr-seoul-seongdong-gu"),
        ("서", "kr-seoul"),
        ("관ㅇ", "kr-seoul-gwanak-gu"),
        ("ㄱㅇㄱ", "kr-seoul-gwanak-gu"),
        ("관ㅇㄱ", "kr-seoul-gwanak-gu"),
        ("seoul jung", "kr-seoul-jung-gu"),
        ("부산 중", "kr-busan-jung-gu"),
        ("government job awards", "national-local-government-job-awards"),
        ("awards jobs national", "national-local-government-job-awards"),
        ("disclosure", "local-job-target-disclosure-system"),
    ],
)
def test_a_name_is_found_by_what_is_typed_of_it(index: NameIndex, typed: str, found: str) -> None:
    assert found in [local_name(hit.iri) for hit in index.completions(typed)]


def test_a_syllable_that_is_still_composed_may_be_on_its_way_to_another(index: NameIndex) -> None:
    """성 is typed ㅅ ㅓ ㅇ, and so is 서울 up to its second vowel; what has the syllable comes first."""
    found = [hit.label for hit in index.completions("성", "ko", ("Government",), 50)]
    assert found.index("성동구") < found.index("서울특별시")


def test_what_is_called_just_that_comes_first(index: NameIndex) -> None:
    assert index.completions("Gumi-si")[0].score == EXACT


def test_things_of_one_name_are_told_apart_by_what_they_are_within(index: NameIndex) -> None:
    found = index.completions("중구", "ko")
    assert {hit.label for hit in found if hit.score == EXACT} == {"중구"}
    assert len({hit.within for hit in found}) == 6


def test_only_things_of_the_kinds_asked_for_are_found(index: NameIndex) -> None:
    found = index.completions("job", kinds=("Award", "Scheme"))
    assert {hit.kind for hit in found} == {"Award", "Scheme"}


def test_a_thing_is_found_once_whatever_its_names(index: NameIndex) -> None:
    found = [hit.iri for hit in index.completions("성동")]
    assert len(found) == len(set(found))


def test_a_hit_says_which_name_matched_and_the_label_in_the_language(index: NameIndex) -> None:
    hit = index.completions("Seongdong District", "ko")[0]
    assert (hit.label, hit.matched) == ("성동구", "Seongdong District")


@pytest.mark.parametrize("typed", ["", " ", "-", "’", "\n", "☂", "\x00"])
def test_nothing_typed_finds_nothing(index: NameIndex, typed: str) -> None:
    assert index.completions(typed) == index.matches(typed) == ()


@given(st.text(max_size=40))
def test_whatever_is_typed_is_no_error(index: NameIndex, typed: str) -> None:
    assert len(index.completions(typed)) <= 10
    assert len(index.matches(typed)) <= 10


def test_a_name_in_either_language_is_matched_exactly(index: NameIndex) -> None:
    for name in ("Seongdong-gu", "성동구", "seongdong gu"):
        best, second, *_ = index.matches(name)
        assert (local_name(best.iri), best.score) == ("kr-seoul-seongdong-gu", EXACT)
        assert second.score < SHORT


def test_a_bare_name_counts_a_little_less_than_a_whole_one(index: NameIndex) -> None:
    assert index.matches("Seongdong")[0].score == SHORT


def test_the_name_of_the_parent_tells_things_of_one_name_apart(index: NameIndex) -> None:
    for name in ("Jung-gu, Busan", "Busan Metropolitan City Jung-gu", "부산 중구"):
        found = [local_name(h.iri) for h in index.matches(name) if h.score == EXACT]
        assert found == ["kr-busan-jung-gu"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Sungdong-gu", "kr-seoul-seongdong-gu"),
        ("Gwanack-gu", "kr-seoul-gwanak-gu"),
        ("성둥구", "kr-seoul-seongdong-gu"),
        ("National Local Goverment Job Award", "national-local-government-job-awards"),
        ("Employment and Labour Ministry", "kr-ministry-of-employment-and-labor"),
    ],
)
def test_a_name_with_a_letter_wrong_or_its_words_turned_is_nearly_right(
    index: NameIndex, wrong: str, right: str
) -> None:
    best = index.matches(wrong)[0]
    assert local_name(best.iri) == right
    assert 60 < best.score < SHORT


def test_a_word_that_is_like_no_name_matches_none(index: NameIndex) -> None:
    assert index.matches("xylophone quartz") == ()


@given(st.text(alphabet="가각갂갃강관악성동구ㄱㄳab 1-", max_size=12))
def test_initials_are_as_long_as_the_name_and_begin_what_is_typed(name: str) -> None:
    keyed = key(name)
    assert len(initials(keyed)) == len(keyed) <= len(keystrokes(keyed))
    assert stands_for(initials(keyed), keyed)


@given(st.text(alphabet="성동서울관악구꽃닭", min_size=1, max_size=6), st.data())
def test_a_name_begins_with_each_of_its_own_beginnings_as_typed(name: str, data: st.DataObject) -> None:  # fmt: skip
    cut = data.draw(st.integers(1, len(name)))
    assert keystrokes(name).startswith(keystrokes(name[:cut]))
