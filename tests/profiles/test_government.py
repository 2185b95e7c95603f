"""What a government promised, ran, delivered and won, from a few facts."""

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Store

from trackrecord.naming import Names
from trackrecord.profiles.government import Government, government
from trackrecord.profiles.targets import best_kept

FACTS = """
government:riverton a tr:Government ; skos:prefLabel "Riverton"@en , "리버턴"@ko .
metric:trees a tr:Metric ; skos:prefLabel "trees planted"@en .
metric:roads a tr:Metric ; skos:prefLabel "roads mended"@en .
unit:trees skos:prefLabel "trees"@en . unit:km skos:prefLabel "km"@en . unit:m skos:prefLabel "m"@en .
award:green a tr:Award ; skos:prefLabel "Green Award"@en .
program:orchard a tr:Program ; skos:prefLabel "Orchard"@en ; tr:government government:riverton .
observation:goal a tr:Observation ; tr:about government:riverton ; tr:metric metric:trees ;
    tr:role role:target ; tr:period "2021"^^xsd:gYear ; tr:value 400 ; tr:unit unit:trees .
observation:done a tr:Observation ; tr:about government:riverton ; tr:metric metric:trees ;
    tr:role role:actual ; tr:period "2021"^^xsd:gYear ; tr:value 500 ; tr:unit unit:trees .
observation:road-goal a tr:Observation ; tr:about government:riverton ; tr:metric metric:roads ;
    tr:role role:target ; tr:period "2021"^^xsd:gYear ; tr:value 3 ; tr:unit unit:km .
observation:road a tr:Observation ; tr:about government:riverton ; tr:metric metric:roads ;
    tr:role role:actual ; tr:period "2021"^^xsd:gYear ; tr:value 4000 ; tr:unit unit:m .
observation:apples a tr:Observation ; tr:about program:orchard ; tr:metric metric:trees ;
    tr:role role:actual ; tr:period "2020"^^xsd:gYear ; tr:value 7 .
conferral:one a tr:Conferral ; tr:recipient government:riverton ; tr:award award:green ;
    tr:edition "2019"^^xsd:gYear ; tr:outcome outcome:won .
conferral:two a tr:Conferral ; tr:recipient government:riverton ; tr:award award:green ;
    tr:edition "2021"^^xsd:gYear ; tr:outcome outcome:won .
conferral:stood a tr:Conferral ; tr:recipient government:riverton ; tr:award award:green ;
    tr:edition "2022"^^xsd:gYear ; tr:outcome outcome:finalist .
verdict-of:x a tr:Verdict ; tr:fact observation:done ; tr:check check:rate ;
    tr:verdict verdict:holds ; tr:working "500 / 400" .
"""


@pytest.fixture
def riverton(
    graph_of: Callable[..., Store],
    names_of: Callable[..., Names],
    node: Callable[[str], NamedNode],
) -> Government:
    store = graph_of(paper=FACTS)
    return government(store, node("government/riverton"), names_of(store))


def test_a_target_stands_beside_what_was_delivered_of_it(riverton: Government) -> None:
    (trees,) = [target for target in riverton.targets if target.metric.text == "trees planted"]
    assert (trees.target, trees.actual, trees.percent) == (400, 500, 125)


def test_a_target_in_another_unit_is_not_set_against_the_actual_value(riverton: Government) -> None:
    (roads,) = [target for target in riverton.targets if target.metric.text == "roads mended"]
    assert (roads.actual, roads.percent) == (None, None)


def test_the_target_that_was_passed_by_most_is_named(riverton: Government) -> None:
    best = best_kept(riverton.targets)
    assert best is not None
    assert best.metric.text == "trees planted"


def test_what_a_program_brought_is_among_what_its_government_delivered(
    riverton: Government,
) -> None:
    assert "Orchard" in {record.text("about") for record in riverton.delivered}


def test_an_award_that_was_only_stood_for_is_not_the_latest_one_won(riverton: Government) -> None:
    assert riverton.latest_award is not None
    assert riverton.latest_award.text("edition") == "2021"


def test_a_year_without_an_award_is_counted_as_none(riverton: Government) -> None:
    assert riverton.awards_by_year == (("2019", 1), ("2020", 0), ("2021", 1))


def test_the_timeline_begins_with_the_latest_year(riverton: Government) -> None:
    assert [year.year for year in riverton.timeline] == ["2022", "2021", "2020", "2019"]


def test_verdicts_on_its_facts_are_counted(riverton: Government) -> None:
    assert riverton.verdicts == (("holds", 1),)


def test_sources_that_differ_make_a_target_disputed(
    graph_of: Callable[..., Store],
    names_of: Callable[..., Names],
    node: Callable[[str], NamedNode],
) -> None:
    store = graph_of(paper=FACTS, rival="observation:done tr:value 450 .")
    found = government(store, node("government/riverton"), names_of(store))
    disputed = {target.metric.text: target.is_disputed for target in found.targets}
    assert disputed == {"trees planted": True, "roads mended": False}


def test_no_percent_is_worked_out_of_values_that_sources_give_differently(
    graph_of: Callable[..., Store],
    names_of: Callable[..., Names],
    node: Callable[[str], NamedNode],
) -> None:
    store = graph_of(paper=FACTS, rival="observation:done tr:value 450 .")
    found = government(store, node("government/riverton"), names_of(store))
    assert [target.percent for target in found.targets] == [None, None]
    assert best_kept(found.targets) is None
