"""Who won an award when, from a few conferrals."""

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Store

from trackrecord.naming import Names
from trackrecord.profiles.award import Award, award, conferrals


def won(recipient: str, year: int, outcome: str = "won", grade: str = "gold") -> str:
    return (
        f"conferral:{recipient}-{year}-{grade} a tr:Conferral ; tr:award award:green ; "
        f'tr:recipient government:{recipient} ; tr:edition "{year}"^^xsd:gYear ; '
        f"tr:outcome outcome:{outcome} ; tr:grade grade:{grade} .\n"
    )


@pytest.fixture
def green(
    graph_of: Callable[..., Store],
    names_of: Callable[..., Names],
    node: Callable[[str], NamedNode],
) -> Award:
    told = 'award:green a tr:Award ; skos:prefLabel "Green Award"@en .\n'
    told += "".join(won("riverton", year) for year in (2018, 2019, 2020, 2022))
    told += won("hillside", 2020) + won("hillside", 2021, "finalist")
    told += won("hillside", 2020, grade="special")
    store = graph_of(paper=told)
    return award(store, node("award/green"), names_of(store), conferrals(store))


def test_a_streak_ends_at_a_year_without_the_award(green: Award) -> None:
    assert [(s.first, s.last, s.length) for s in green.streaks] == [(2018, 2020, 3)]


def test_standing_for_an_award_is_not_winning_it(green: Award) -> None:
    assert "2021" not in dict(green.editions)
    assert [win.is_won for win in green.of_edition("2021")] == [False]


def test_two_grades_in_one_year_are_one_year_won(green: Award) -> None:
    assert [count for _, count in green.recipients] == [4, 1]


def test_the_matrix_has_every_conferral_of_a_government_and_year(green: Award) -> None:
    (hillside,) = [iri for iri, _ in green.recipients if iri.endswith("hillside")]
    grades = [win.grades for win in green.matrix([hillside])[hillside, "2020"]]
    assert len(grades) == 2


def test_the_latest_edition_comes_first(green: Award) -> None:
    assert [year for year, _ in green.editions] == ["2022", "2020", "2019", "2018"]
