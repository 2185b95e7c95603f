import json
from pathlib import Path

import pytest
from pyoxigraph import Store

from trackrecord.dataset import load
from trackrecord.describing import Description, describe
from trackrecord.errors import UnknownNameError
from trackrecord.iris import DEFAULT_BASE
from trackrecord.naming import Names


@pytest.fixture(scope="module")
def store() -> Store:
    return load(Path(__file__).parents[1] / "graph")


def described(store: Store, name: str) -> Description:
    return describe(store, name, Names(store, DEFAULT_BASE))


def test_a_government_is_shown_with_its_facts_and_their_words(store: Store) -> None:
    text = described(store, "Gwanak-gu").to_text()
    assert "Gwanak-gu, jobs created, 2021, actual, 13,342, jobs" in text
    assert "“the district created 13,342 jobs”" in text


@pytest.mark.parametrize(
    "name", ["성동구", "Seongdong District", "government:kr-seoul-seongdong-gu"]
)
def test_any_of_its_names_leads_to_a_thing(store: Store, name: str) -> None:
    assert described(store, name) == described(store, "Seongdong-gu")


def test_why_a_candidate_is_in_the_graph_is_said(store: Store) -> None:
    assert (
        "minted from seongdong-job-award-2022" in described(store, "Seongdong Impact Fund").standing
    )


def test_why_a_known_thing_is_in_the_graph_is_said(store: Store) -> None:
    assert described(store, "Seongdong-gu").standing.startswith("known to the authority")


def test_a_fact_that_was_checked_shows_its_verdicts(store: Store) -> None:
    told = described(store, "Gwanak-gu")
    (rate,) = [fact for fact in told.facts if "achievement rate" in fact.told]
    assert rate.verdicts[0] == "rate: holds: 13,342 / 9,656 = 138.17 %, printed 138.2 %"
    assert len(set(rate.verdicts)) == len(rate.verdicts)
    assert f"      {rate.verdicts[0]}" in told.to_text()


def test_a_fact_describes_itself(store: Store) -> None:
    (fact,) = described(store, "observation:kr-seoul-gwanak-gu.jobs-created.2021.target").facts
    assert "target, 9,656" in fact.told


def test_a_thing_nobody_speaks_of_says_so(store: Store) -> None:
    assert "no source says anything of it" in described(store, "Ulleung-gun").to_text()


def test_the_description_as_json_has_the_quotes(store: Store) -> None:
    told = json.loads(json.dumps(described(store, "Gwanak-gu").to_json()))
    assert all(fact["quotes"] for fact in told["facts"])


def test_an_unknown_name_is_an_error(store: Store) -> None:
    with pytest.raises(UnknownNameError, match="nothing in the graph is called 'Atlantis'"):
        described(store, "Atlantis")
