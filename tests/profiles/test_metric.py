"""A metric's ranking, trend and spread, from a few figures."""

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Store

from trackrecord.naming import Names
from trackrecord.profiles.metric import Metric, figures, metric


def figure(about: str, period: str, value: str, role: str = "actual", more: str = "") -> str:
    return (
        f"observation:{about}-{period}-{role}{len(more)} a tr:Observation ; tr:metric metric:trees ; "
        f'tr:about government:{about} ; tr:period "{period}"^^xsd:gYear ; tr:role role:{role} ; '
        f"tr:value {value} {more or '; tr:unit unit:trees'} .\n"
    )


@pytest.fixture
def trees(
    graph_of: Callable[..., Store],
    names_of: Callable[..., Names],
    node: Callable[[str], NamedNode],
) -> Metric:
    told = 'metric:trees a tr:Metric ; skos:prefLabel "trees planted"@en .\n'
    told += figure("a", "2021", "30") + figure("b", "2021", "50") + figure("c", "2021", "30")
    told += figure("d", "2021", "10") + figure("e", "2021", "20") + figure("a", "2020", "25")
    told += figure("a", "2021", "40", "target")
    told += figure("f", "2021", "99", more="; tr:unit unit:hectares")
    told += figure("g", "2021", "98", more='; tr:unit unit:trees ; tr:part "oaks"')
    store = graph_of(paper=told)
    return metric(store, node("metric/trees"), names_of(store), figures(store))


def test_equal_values_share_a_rank_and_the_next_one_is_further_down(trees: Metric) -> None:
    assert [ranked.rank for ranked in trees.ranking("2021")] == [1, 2, 2, 4, 5]


def test_what_is_counted_in_another_unit_or_is_a_part_is_not_ranked(trees: Metric) -> None:
    values = [ranked.figure.value for ranked in trees.ranking("2021")]
    assert values == [50, 30, 30, 20, 10]
    assert {f.value for f in trees.other()} == {40, 98, 99}


def test_a_value_stands_beside_its_target(trees: Metric) -> None:
    percents = {r.figure.about[-1]: r.percent for r in trees.ranking("2021")}
    assert (percents["a"], percents["b"]) == (75, None)


def test_the_latest_period_comes_first(trees: Metric) -> None:
    assert trees.periods == (("2021", 5), ("2020", 1))


def test_the_spread_of_five_values_is_told_and_that_of_fewer_is_not(trees: Metric) -> None:
    spread = trees.spread("2021")
    assert spread is not None
    assert (spread.lowest, spread.middle, spread.highest) == (10, 30, 50)
    assert trees.spread("2020") is None


def test_only_what_has_two_years_on_record_has_a_trend(trees: Metric) -> None:
    assert [[f.value for f in line] for _, line in trees.trend(5)] == [[25, 30]]


def test_a_figure_that_sources_give_differently_is_disputed(
    graph_of: Callable[..., Store],
    names_of: Callable[..., Names],
    node: Callable[[str], NamedNode],
) -> None:
    one, other = figure("a", "2021", "30"), figure("a", "2021", "31")
    store = graph_of(paper=one, rival=other)
    found = metric(store, node("metric/trees"), names_of(store), figures(store))
    assert [(f.value, f.is_disputed) for f in found.figures] == [(30, True)]
