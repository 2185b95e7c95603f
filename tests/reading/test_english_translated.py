"""The English reader on press translated from Korean: what it writes that other press does not, three ways each."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from trackrecord.facts import Conferral, Fact, Observation, Undertaking

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


class TestHonours:
    @pytest.mark.parametrize(
        "told",
        [
            "▲Best in local tax evaluation (Ministry of the Interior and Safety) ▲Excellence in volunteer competition",
            "▲ Best in local tax evaluation (Ministry of the Interior and Safety), ▲ Excellence in volunteer competition",
            "▲Best in the local tax evaluation (Ministry of the Interior and Safety) ▲Excellence in the volunteer competition, among others",
        ],
    )
    def test_a_list_of_honours_tells_ranks_and_contests(self, read: Read, told: str) -> None:
        facts = read(f"Buan-gun won awards in 12 fields in 2023, including {told}.", issued=ISSUED)
        won = [(f.grade, f.award, f.edition) for f in facts if isinstance(f, Conferral)]
        assert won == [
            ("Best", "local tax evaluation", "2023"),
            ("Excellence", "volunteer competition", "2023"),
        ]

    @pytest.mark.parametrize(
        "grade",
        [
            "Minister's commendation",
            "Governor's citation",
            "Prime Minister's Award",
        ],
    )
    def test_what_a_minister_or_governor_gives_is_a_grade(self, read: Read, grade: str) -> None:
        facts = read(f"Buan-gun received the {grade} in the ‘2023 Local Tax Evaluation.’")
        assert [(f.award, f.grade) for f in facts if isinstance(f, Conferral)] == [
            ("Local Tax Evaluation", grade)
        ]

    @pytest.mark.parametrize(
        "told",
        [
            "is an assessment conducted annually by the Ministry of Health and Welfare targeting 17 cities and provinces",
            "is an assessment of 17 cities and provinces by the Ministry of Health and Welfare",
            "compares 17 cities and provinces nationwide",
        ],
    )
    def test_governments_of_several_kinds_are_what_an_award_looks_at(
        self, read: Read, told: str
    ) -> None:
        facts = read(
            "Buan-gun won the Grand Prize at the ‘2023 Korea Care Policy Evaluation.’",
            f"The ‘Korea Care Policy Evaluation’ {told}.",
            issued=ISSUED,
        )
        assert observed(facts) == [("Korea Care Policy Evaluation", "17", "actual")]

    @pytest.mark.parametrize("held", ["held in", "hosted in", "held on the 3rd in"])
    def test_the_event_that_a_prize_was_won_at_is_not_the_winners(
        self, read: Read, held: str
    ) -> None:
        facts = read(
            f"Buan-gun won the Grand Prize at the ‘2023 Korea Harbour Expo’ {held} Suwon City.",
            issued=ISSUED,
        )
        assert undertaken(facts) == []


class TestAmounts:
    @pytest.mark.parametrize(
        "told",
        ["secured a total of 7 billion won in", "has secured 7 billion won in", "secured some 7 billion KRW in"],
    )  # fmt: skip
    def test_a_further_amount_is_secured_by_the_same_verb(self, read: Read, told: str) -> None:
        facts = read(
            f"Buan-gun {told} national subsidies and 2 billion won in provincial subsidies.",
            issued=ISSUED,
        )
        assert [(f.metric, int(f.value)) for f in facts if isinstance(f, Observation)] == [
            ("national subsidies secured", 7_000_000_000),
            ("provincial subsidies secured", 2_000_000_000),
        ]

    @pytest.mark.parametrize(
        "when", ["from January to June", "last year", "to the Gulf states in 2023"]
    )
    def test_exports_of_a_time_or_to_a_place_reach_a_value(self, read: Read, when: str) -> None:
        facts = read(
            f"Buan-gun's salt exports {when} reached 31 million dollars (about 43 billion won).",
            issued=ISSUED,
        )
        assert observed(facts) == [("Buan-gun", "31000000", "actual")]

    @pytest.mark.parametrize(
        "told",
        [
            "Buan-gun's exports rose from 3 million dollars in 2021 to 5 million dollars in 2022, and to 6 million dollars in 2023.",
            "Buan-gun's exports have grown, rising from 3 million dollars in 2021 to 5 million dollars in 2022 and 6 million dollars in 2023.",
            "Buan-gun met buyers. Exports have shown growth, rising from 3 million dollars in 2021 to 5 million dollars in 2022, and to 6 million dollars in 2023.",
        ],
    )
    def test_a_rise_over_several_years_tells_the_value_of_each(self, read: Read, told: str) -> None:
        facts = read(told, issued=ISSUED)
        assert sorted((f.period, int(f.value)) for f in facts if isinstance(f, Observation)) == [
            ("2021", 3_000_000),
            ("2022", 5_000_000),
            ("2023", 6_000_000),
        ]

    @pytest.mark.parametrize(
        "told",
        [
            "Buan-gun aims high, toward the era of a 1 trillion won budget.",
            "Buan-gun's rate rose, above the national average growth rate of 8.1%.",
            "Buan-gun met. Adding 10 projects, the sum is not yet known.",
        ],
    )
    def test_hopes_averages_and_sums_are_no_figures_of_a_government(
        self, read: Read, told: str
    ) -> None:
        assert observed(read(told, issued=ISSUED)) == []


class TestPeople:
    @pytest.mark.parametrize(
        "told",
        [
            "Buan-gun held the ‘Sea Job Fair,’ where 1,200 people participated and 80 were hired.",
            "Buan-gun held the ‘Sea Job Fair.’ About 1,200 guests and residents attended the event.",
            "Buan-gun held the ‘Sea Job Fair.’ Some 1,200 officials and students attended the fair.",
        ],
    )
    def test_who_came_is_counted_with_all_who_are_named(self, read: Read, told: str) -> None:
        facts = read(told, issued=ISSUED)
        assert [str(f.value) for f in facts if isinstance(f, Observation)][:1] == ["1200"]

    @pytest.mark.parametrize(
        "told", ["will take the test", "took a rest", "have taken the bus for years"]
    )
    def test_who_takes_something_else_takes_no_part(self, read: Read, told: str) -> None:
        assert observed(read(f"In Buan-gun, 3,301 students {told}.", issued=ISSUED)) == []

    @pytest.mark.parametrize("verb", ["is recruiting", "is now recruiting", "will recruit"])
    def test_those_being_recruited_are_a_target(self, read: Read, verb: str) -> None:
        facts = read(f"Buan-gun {verb} 43 households for the ‘Young House.’", issued=ISSUED)
        assert ("Buan-gun", "43", "target") in observed(facts)


class TestDeeds:
    @pytest.mark.parametrize("verb", ["is establishing", "has begun establishing", "established"])
    def test_what_is_under_way_is_done(self, read: Read, verb: str) -> None:
        facts = read(f"Buan-gun {verb} a startup support fund worth 43 billion KRW.", issued=ISSUED)
        assert budgeted(facts) == [("startup support fund", Decimal(43000000000))]

    @pytest.mark.parametrize(
        "told",
        [
            "As part of the ‘Green Belt Project,’ Buan-gun planted trees",
            "Buan-gun planted trees as part of the ‘Green Belt Project’",
            "Buan-gun, as part of its ‘Green Belt Project,’ planted trees",
        ],
    )
    def test_what_something_is_part_of_is_run(self, read: Read, told: str) -> None:
        assert undertaken(read(f"{told}.", issued=ISSUED)) == [("Green Belt Project", "operate")]

    @pytest.mark.parametrize(
        "told",
        [
            "signed a business agreement with a local bank for the ‘Seed Money Project’",
            "signed an MOU on the 10th with a local bank to promote the ‘Seed Money Project’",
            "signed an agreement with a local bank on the ‘Seed Money Project’",
        ],
    )
    def test_what_an_agreement_is_signed_for_is_a_program(self, read: Read, told: str) -> None:
        facts = read(f"Buan-gun {told}.", issued=ISSUED)
        assert [name for name, _ in undertaken(facts)] == ["Seed Money Project"]

    @pytest.mark.parametrize("word", ["theme", "slogan", "title"])
    def test_words_that_an_event_is_held_under_are_no_program(self, read: Read, word: str) -> None:
        facts = read(f"Buan-gun met under the {word} ‘Sea and Youth Together.’", issued=ISSUED)
        assert undertaken(facts) == []

    def test_what_a_university_newly_launches_is_its_own(self, read: Read) -> None:
        facts = read(
            "Buan-gun met. Hansol National University plans to newly launch the ‘Word Friends’ group.",
            issued=ISSUED,
        )
        assert undertaken(facts) == []


def test_storeys_of_a_house_are_no_days(read: Read) -> None:
    facts = read(
        "Buan-gun opened a house. From the 1st to the 5th floor, there are 106 rooms.",
        issued=ISSUED,
    )
    assert [f.period for f in facts if isinstance(f, Observation)] == [None]


@pytest.mark.parametrize("told", ["an incentive", "a cash prize", "a financial reward"])
def test_an_incentive_that_was_won_funds_no_deed(read: Read, told: str) -> None:
    facts = read(
        f"Buan-gun received {told} of 55 million KRW for training projects and repair projects.",
        issued=ISSUED,
    )
    assert undertaken(facts) == []


@pytest.mark.parametrize("told", [", housing", ", currently housing", ", now housing"])
def test_what_buildings_house_is_counted(read: Read, told: str) -> None:
    facts = read(
        f"Buan-gun created 13 startup facilities{told} 112 startup companies.", issued=ISSUED
    )
    assert [str(f.value) for f in facts if isinstance(f, Observation)] == ["13", "112"]


@pytest.mark.parametrize(
    ("told", "when"),
    [
        ("will open the ‘Sea Library’ on the 20th", "2024-03-20"),
        ("announced on the 12th that it plans to open the ‘Sea Library’ on the 20th", "2024-03-20"),
        ("will open “Sea Library.” on the 20th", "2024-03-20"),
        ("opened the ‘Sea Library’ on the 20th", "2024-02-20"),
    ],
)
def test_a_day_of_a_plan_is_yet_to_come(read: Read, told: str, when: str) -> None:
    facts = read(f"Buan-gun {told}.", issued=ISSUED)
    assert [f.date for f in facts if isinstance(f, Undertaking)] == [when]


@pytest.mark.parametrize("told", ["was named", "has been named", "was selected as"])
def test_an_excellent_institution_is_a_grade_of_an_evaluation(read: Read, told: str) -> None:
    facts = read(
        f"Buan-gun {told} an excellent institution in the ‘2023 Oral Health Evaluation’ for the third consecutive year.",
        issued=ISSUED,
    )
    assert [(f.award, f.grade) for f in facts if isinstance(f, Conferral)] == [
        ("Oral Health Evaluation", "excellent institution")
    ]


@pytest.mark.parametrize("verb", ["will issue", "issued", "has issued"])
def test_what_is_issued_by_the_amount_is_a_program(read: Read, verb: str) -> None:
    facts = read(
        f"Buan-gun {verb} 10 billion won worth of ‘Buan Love Gift Certificates’.", issued=ISSUED
    )
    assert [name for name, _ in undertaken(facts)] == ["Buan Love Gift Certificates"]


@pytest.mark.parametrize("told", ["recording a", "achieving a", "posting a"])
def test_a_rate_may_be_named_after_its_value(read: Read, told: str) -> None:
    facts = read(f"Buan-gun kept its word, {told} 92.6% achievement rate.", issued=ISSUED)
    assert [(f.metric, str(f.value)) for f in facts if isinstance(f, Observation)] == [
        ("achievement rate", "92.6")
    ]


@pytest.mark.parametrize("told", ["one of the most trusted reviews", "one of the oldest reviews"])
def test_one_of_many_is_no_count(read: Read, told: str) -> None:
    facts = read(f"Buan-gun met. The joint review of county affairs is {told}.", issued=ISSUED)
    assert observed(facts) == []
