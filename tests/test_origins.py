import random
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.origins import SIGNATURE, likeness, origins, signature

RELEASE = (
    "Mapo-gu said that it created 500 jobs in 2022 and that it will open the Hongdae Youth Center in October "
    "with a budget of 3 billion won. The district trained 1,250 people last year, and it won the Special Award "
    "of a national contest for the second year in a row, its mayor told residents at a meeting."
)
OTHER = (
    "Suwon City planted 12,000 trees along its river this spring and plans to plant as many again before winter. "
    "Volunteers from forty schools took part, and the city gave every school a map of the new grove to teach with."
)


def found(*texts: tuple[str, str, date | None]) -> dict[str, str]:
    """The reprints among texts given as name, text and date, in any order."""
    ordered = sorted(texts, key=lambda text: (text[2] or date.max, text[0]))
    return origins(
        [name for name, _, _ in ordered], b"".join(signature(text) for _, text, _ in ordered)
    )


def test_a_reprint_has_the_origin_of_the_earliest_text() -> None:
    late = ("late", RELEASE + " By our reporter.", date(2023, 2, 2))
    early = ("early", RELEASE, date(2023, 2, 1))
    assert found(late, early, ("own", OTHER, date(2023, 1, 1))) == {"late": "early"}


def test_a_reprint_of_a_reprint_has_the_origin_of_the_first() -> None:
    words = RELEASE.split()
    cut = len(words) // 4
    texts = [
        ("a", " ".join(words), date(2023, 1, 1)),
        ("b", " ".join(words[cut:]), date(2023, 1, 2)),
        ("c", " ".join(words[2 * cut :]), date(2023, 1, 3)),
    ]
    assert found(*texts) == {"b": "a", "c": "a"}


def test_texts_without_a_date_are_told_apart_by_name() -> None:
    assert found(*[(name, RELEASE, None) for name in ("b", "a", "c")]) == {"b": "a", "c": "a"}


def test_a_text_with_one_sentence_of_another_is_its_own_origin() -> None:
    quoting = f"{OTHER} {OTHER[:60]} {RELEASE[:90]}"
    assert found(("first", RELEASE, None), ("quoting", quoting, None)) == {}


@given(st.text(max_size=300))
def test_any_text_is_wholly_like_itself(text: str) -> None:
    assert len(signature(text)) == SIGNATURE
    assert likeness(signature(text), signature(text)) == 1.0


def words(chance: random.Random, number: int) -> list[str]:
    return [f"word{chance.randrange(10_000)}" for _ in range(number)]


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.9])
def test_likeness_estimates_the_share_of_shingles_in_common(share: float) -> None:
    chance = random.Random(7)
    estimates = []
    for _ in range(20):
        common = words(chance, round(600 * share))
        rest = (600 - len(common)) // 2
        one, other = (" ".join([*common, *words(chance, rest)]) for _ in range(2))
        estimates.append(likeness(signature(one), signature(other)))
    assert abs(sum(estimates) / len(estimates) - share) < 0.05


def test_every_reprint_is_found_among_many_texts_and_nothing_else() -> None:
    chance = random.Random(3)
    texts = [words(chance, 300) for _ in range(300)]
    named: Iterable[tuple[str, str, date | None]] = [
        (f"{number:03}", " ".join(text), date(2020, 1, 1)) for number, text in enumerate(texts)
    ]
    reprints: Iterable[tuple[str, str, date | None]] = [
        (f"reprint-{number:03}", " ".join(texts[number][30:]), date(2021, 1, 1))
        for number in range(0, 300, 3)
    ]
    assert found(*named, *reprints) == {
        f"reprint-{number:03}": f"{number:03}" for number in range(0, 300, 3)
    }
