"""The English reader on press translated from Korean: what it writes that other press does not, three ways each."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from trackrecord.facts import Fact, Observation, Undertaking

Read = Callable[..., list[Fact]]
ISSUED = date(2024, 3, 14)


def observed(facts: list[Fact]) -> list[tuple[str, str, str]]:
    return [(f.about, str(f.value), f.role) for f in facts if isinstance(f, Observation)]


def undertaken(facts: list[Fact]) -> list[tuple[str, str]]:
    return [(f.program, f.action) for f in facts if isinstance(f, Undertaking)]


def budgeted(facts: list[Fact]) -> list[tuple[str, Decimal | None]]:
    return [
        (f.program, f.budget.amount if f.budget else None)
        for f in facts
        if isinstance(f, Undertaking)
    ]


class TestLists:
    @pytest.mark.parametrize(
        "told",
        [
            "▲Riverside Walkway Lighting Project (2.1 billion won) ▲Dambuk Village Water Supply Project (400 million won)",
            "▲ Riverside Walkway Lighting Project 2.1 billion won ▲ Dambuk Village Water Supply Project 400 million won, among others",
            "▲Riverside Walkway Lighting Project (total project cost 2.1 billion KRW) ▲Dambuk Village Water Supply Project (400 million KRW), etc",
        ],
    )
    def test_the_projects_of_a_marked_list_have_the_money_beside_them(
        self, read: Read, told: str
    ) -> None:
        facts = read(f"Buan-gun won a state contest. The projects include {told}.", issued=ISSUED)
        assert budgeted(facts) == [
            ("Riverside Walkway Lighting Project", Decimal(2100000000)),
            ("Dambuk Village Water Supply Project", Decimal(400000000)),
        ]

    @pytest.mark.parametrize(
        "lead", ["Major projects include", "New projects are:", "The projects proposed include:"]
    )
    def test_a_list_that_says_it_is_of_projects_need_not_tell_their_cost(
        self, read: Read, lead: str
    ) -> None:
        facts = read(
            f"Buan-gun held a meeting. {lead} ▲ Upper Dam Stream repair project ▲ Salt Field Park expansion project, among others.",
            issued=ISSUED,
        )
        assert [name for name, _ in undertaken(facts)] == [
            "Upper Dam Stream repair project",
            "Salt Field Park expansion project",
        ]

    @pytest.mark.parametrize(
        "told",
        [
            "plans 12 projects in three areas: ▲housing and jobs ▲safety ▲health",
            "will run 12 projects in the fields of ▲Housing ▲Safety ▲Health",
            "asked for ideas on projects. Residents chose ▲a wider path ▲benches ▲lamps",
        ],
    )
    def test_fields_in_a_marked_list_are_no_projects(self, read: Read, told: str) -> None:
        assert undertaken(read(f"Buan-gun {told}.", issued=ISSUED)) == []

    @pytest.mark.parametrize(
        "told",
        [
            "▲ Stonefield and Gyeyang District Path Repair Project (300 million won) ▲ Herb Garden Support Project (40 million won)",
            "▲ Path to Suwon City Repair Project (300 million won) ▲ Herb Garden Support Project (40 million won)",
        ],
    )
    def test_a_place_within_an_item_does_not_run_the_next(self, read: Read, told: str) -> None:
        facts = read(f"Buan-gun won a state contest. The projects include {told}.", issued=ISSUED)
        assert {f.government for f in facts if isinstance(f, Undertaking)} == {"Buan-gun"}

    @pytest.mark.parametrize(
        "told",
        [
            "found new projects, such as studying the plans of ministries and Jeollabuk-do in advance",
            "won 42 projects including vaccine and battery industries, food products of local farms and tourism have been chosen",
            "has projects such as training its employees, visiting ministries and sharing of results",
        ],
    )
    def test_deeds_and_industries_in_a_list_are_no_programs(self, read: Read, told: str) -> None:
        assert undertaken(read(f"Buan-gun {told}.", issued=ISSUED)) == []


@pytest.mark.parametrize("verb", ["carried out", "implemented", "established"])
def test_a_project_that_is_only_known_by_its_kind_is_read_in_the_passive(
    read: Read, verb: str
) -> None:
    read(f"Buan-gun met on Monday. The main projects will be {verb} by 2028.", issued=ISSUED)
    facts = read(f"Buan-gun met on Monday. A lamp repair project was {verb}.", issued=ISSUED)
    assert not any(isinstance(f, Observation) for f in facts)


@pytest.mark.parametrize(
    "told",
    [
        "studied the plans of ministries and Jeollabuk-do in advance",
        "applied to contests held by central ministries and Jeollabuk-do in the spring",
        "worked with residents and Jeollabuk-do on the plan",
    ],
)
def test_a_further_government_after_a_preposition_is_not_who_acts_next(
    read: Read, told: str
) -> None:
    facts = read(f"Buan-gun {told}. The county created 310 jobs.", issued=ISSUED)
    assert ("Buan-gun", "310", "actual") in observed(facts)
