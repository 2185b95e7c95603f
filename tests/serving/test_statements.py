"""Who says what of a fact."""

from pyoxigraph import NamedNode

from trackrecord.profiles.statements import question
from trackrecord.serving.snapshot import Snapshot


def asked(served: Snapshot, fact: str, language: str = "en") -> str:
    found = question(served.store, NamedNode(served.base.iri + fact), served.names[language])
    assert found is not None
    return found.asked


def test_a_question_is_told_without_its_answers(disputes: Snapshot) -> None:
    fact = "observation/kr-seoul-gwanak-gu.jobs-created.2021.actual"
    assert asked(disputes, fact) == "Gwanak-gu, jobs created, 2021, actual"
    assert asked(disputes, fact, "ko") == "관악구, 일자리 창출, 2021, 실적"


def test_a_change_is_asked_from_one_period_to_another(served: Snapshot) -> None:
    fact = "observation/kr-seoul-gwanak-gu.jobs-created.2021.change._.vs-2020"
    assert asked(served, fact) == "Gwanak-gu, jobs created, 2020 → 2021, change"


def test_each_source_answers_with_what_stands_in_its_own_graph(disputes: Snapshot) -> None:
    fact = "observation/kr-seoul-gwanak-gu.jobs-created.2021.actual"
    found = question(disputes.store, NamedNode(disputes.base.iri + fact), disputes.names["en"])
    assert found is not None
    assert [(each.title, each.answer) for each in found.statements] == [
        ("Jobs in the districts", "12,900 jobs"),
        ("Gwanak-gu counts its jobs of 2021", "13,342 jobs"),
    ]
    assert found.told == "Gwanak-gu, jobs created, 2021, actual: 12,900 jobs / 13,342 jobs"


def test_what_is_no_fact_asks_nothing(served: Snapshot) -> None:
    thing = NamedNode(served.base.mint("government", "kr-seoul-gwanak-gu"))
    assert question(served.store, thing, served.names["en"]) is None
