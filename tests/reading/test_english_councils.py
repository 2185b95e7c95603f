"""The English reader on lists, budgets, rises and members of councils, as releases tell them: three ways each."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from trackrecord.facts import Conferral, Fact, Observation, Tenure, Undertaking
from trackrecord.reading.numerals import numerals

Read = Callable[..., list[Fact]]
ISSUED = date(2024, 3, 14)


def parts(facts: list[Fact]) -> set[tuple[str, str]]:
    return {(str(f.value), f.part) for f in facts if isinstance(f, Observation) and f.part}


def figures(facts: list[Fact]) -> set[tuple[str, str, str]]:
    return {(f.about, str(f.value), f.role) for f in facts if isinstance(f, Observation)}


def funded(facts: list[Fact]) -> set[tuple[str, int]]:
    return {
        (f.program, int(f.budget.amount)) for f in facts if isinstance(f, Undertaking) and f.budget
    }


def held(facts: list[Fact]) -> list[tuple[str, str, str]]:
    return [(f.person, f.office, f.government) for f in facts if isinstance(f, Tenure)]


class TestListsWithMarks:
    @pytest.mark.parametrize(
        "listed",
        [
            "The budget by sector is ▲welfare 60 billion KRW (60%) ▲roads 40 billion KRW (40%).",
            "By sector, the budget goes to △ welfare: 60 billion KRW △ roads: 40 billion KRW, etc.",
            "The budget consists of ●60 billion KRW for welfare and ●40 billion KRW for roads.",
        ],
    )
    def test_the_items_of_a_budget_are_its_parts(self, read: Read, listed: str) -> None:
        facts = read(
            "Mapo-gu announced that its 2024 budget was set at 100 billion KRW.",
            listed,
            issued=ISSUED,
        )
        assert {("60000000000", "welfare"), ("40000000000", "roads")} <= parts(facts)

    @pytest.mark.parametrize(
        "listed",
        [
            "By group, they are ▲120 for youth ▲300 for seniors ▲80 for women.",
            "They break down into ■ youth 120 ■ seniors 300 ■ women 80.",
            "The targets by group: ●120 youth ●300 seniors ●80 women, etc.",
        ],
    )
    def test_counts_are_parts_of_the_figure_that_they_add_up_to(
        self, read: Read, listed: str
    ) -> None:
        facts = read(
            "Mapo-gu will create 500 jobs this year.",
            "It has 9,000 companies.",
            listed,
            issued=ISSUED,
        )
        assert {("120", "youth"), ("300", "seniors"), ("80", "women")} <= parts(facts)

    def test_counts_that_add_up_to_no_figure_are_parts_of_none(self, read: Read) -> None:
        facts = read(
            "Mapo-gu will create 500 jobs this year.",
            "The tasks are ▲12 on housing ▲30 on roads.",
            issued=ISSUED,
        )
        assert parts(facts) == set()

    @pytest.mark.parametrize(
        "line", ["• $5.2m - pathways", "- $5.2 million: pathways", "● $5.2m – pathways"]
    )
    def test_a_line_with_a_dash_is_a_part_of_the_budget_above_it(
        self, read: Read, line: str
    ) -> None:
        facts = read(
            "Tamworth Regional Council's $13.1 million 2022/23 Capital Works Budget keeps roads in shape.",
            line,
            issued=ISSUED,
        )
        assert ("5200000", "pathways") in parts(facts)


class TestMoneyForADeed:
    @pytest.mark.parametrize(
        "told",
        [
            "Mapo-gu set its budget. It includes ▲300 million KRW for snow removal ▲1.2 billion KRW for road repairs.",
            "Mapo-gu drew up a plan: 300 million KRW will be spent on snow removal and 1.2 billion KRW on road repairs.",
            "In Mapo-gu, 300 million KRW was allocated for snow removal, 1.2 billion KRW for road repairs.",
        ],
    )
    def test_money_for_what_is_to_be_done_is_told_as_funding_it(
        self, read: Read, told: str
    ) -> None:
        assert {("snow removal", 300_000_000), ("road repairs", 1_200_000_000)} <= funded(
            read(told, issued=ISSUED)
        )

    @pytest.mark.parametrize(
        "told",
        [
            "Mapo-gu allocated 2.6 billion KRW for the construction of the Mangwon Culture Center.",
            "In Mapo-gu, 2.6 billion KRW was set aside for the remodeling of the Mangwon Culture Center.",
            "The budget of Mapo-gu includes ▲2.6 billion KRW for the construction of the Mangwon Culture Center ▲1 billion KRW for sewer repairs.",
        ],
    )
    def test_the_money_is_of_what_the_deed_is_done_to_where_that_has_a_name(
        self, read: Read, told: str
    ) -> None:
        assert ("Mangwon Culture Center", 2_600_000_000) in funded(read(told, issued=ISSUED))

    @pytest.mark.parametrize(
        "told",
        [
            "Milbrook Borough Council received £300,000 in incentive grants.",
            "Milbrook Borough Council secured £300,000 in government aid.",
            "Milbrook Borough Council collected £300,000 in unpaid taxes.",
        ],
    )
    def test_money_in_a_form_of_money_funds_nothing(self, read: Read, told: str) -> None:
        assert funded(read(told, issued=ISSUED)) == set()


class TestMoneyThatComes:
    @pytest.mark.parametrize(
        "told",
        [
            "Milbrook Shire Council will receive around $2 million under the state roads program.",
            "Milbrook Shire Council was allocated $2 million in the second round.",
            "Milbrook Shire Council received an initial $2 million from the state government.",
        ],
    )
    def test_money_that_a_council_is_given_is_a_figure_of_it(self, read: Read, told: str) -> None:
        about = {(f.about, str(f.value)) for f in read(told, kind="observation", issued=ISSUED)}
        assert ("Milbrook Shire Council", "2000000") in about

    @pytest.mark.parametrize(("printed", "value"), [("£14.2m", 14_200_000), ("$600K", 600_000), ("€1.3bn", 1_300_000_000)])  # fmt: skip
    def test_a_letter_after_an_amount_scales_it(self, printed: str, value: int) -> None:
        assert [n.value for n in numerals(f"It cost {printed}.")] == [Decimal(value)]

    @pytest.mark.parametrize("length", ["a 14.2m pole", "600K runners", "5m of cable"])
    def test_the_same_letter_scales_nothing_without_a_currency(self, length: str) -> None:
        assert [n.value for n in numerals(length)] == []


class TestRisesAndFalls:
    @pytest.mark.parametrize(
        "told",
        [
            "Milbrook Borough Council recorded a 57% reduction in burglaries in 2023.",
            "In 2023 Milbrook Borough Council saw a decrease of 57% in burglaries.",
            "Milbrook Borough Council said that burglaries have seen a 57% drop since 2022.",
        ],
    )
    def test_a_noun_says_which_way_a_metric_moved(self, read: Read, told: str) -> None:
        assert ("Milbrook Borough Council", "-57", "change-rate") in figures(
            read(told, issued=ISSUED)
        )

    @pytest.mark.parametrize(
        "told",
        [
            "Milbrook Borough Council increased its recycling rate by 12 per cent in 2023.",
            "In 2023 Milbrook Borough Council boosted library membership by 12%.",
            "Milbrook Borough Council ran a campaign in 2023, raising the recycling rate by 12 percentage points.",
        ],
    )
    def test_what_a_government_did_to_a_metric_is_its_change(self, read: Read, told: str) -> None:
        moved = {(str(f.value), f.role) for f in read(told, kind="observation", issued=ISSUED)}
        assert moved & {("12", "change-rate"), ("12", "change")}

    def test_the_rate_of_the_nation_is_nobodys_own(self, read: Read) -> None:
        told = "Milbrook Borough Council recycled 64% of its waste. The national average was 44.8%."
        assert "44.8" not in {str(f.value) for f in read(told, kind="observation", issued=ISSUED)}


class TestPeriods:
    @pytest.mark.parametrize(
        "lead",
        [
            "Mayor Dana Reyes released the City of Ashford’s 2023 year-end public safety report.",
            "The City of Ashford’s 2023 annual report was published today.",
            "The City of Ashford issued its 2023 Year in Review.",
        ],
    )
    def test_a_figure_is_of_the_year_of_the_report_it_stands_in(
        self, read: Read, lead: str
    ) -> None:
        facts = read(lead, "The city planted 212 trees.", kind="observation", issued=ISSUED)
        assert [(str(f.value), f.period) for f in facts] == [("212", "2023")]

    def test_a_target_without_a_date_is_of_the_year_of_the_one_before(self, read: Read) -> None:
        facts = read(
            "Mapo-gu will create 9,000 jobs this year.",
            "The district plans to train 120 young people.",
            kind="observation",
            issued=ISSUED,
        )
        assert [(str(f.value), f.period) for f in facts] == [("9000", "2024"), ("120", "2024")]

    def test_the_day_on_which_somebody_told_it_dates_no_figure(self, read: Read) -> None:
        facts = read(
            "According to Mapo-gu on February 10th, 51,000 people visited the park (20 paths, 14 gardens) last year.",
            kind="observation",
            issued=ISSUED,
        )
        assert [f.period for f in facts if f.value == 51_000] == ["2023"]


class TestMembersOfACouncil:
    @pytest.mark.parametrize(
        ("told", "office"),
        [
            ("Milbrook Borough Council met. Cllr Ann Frost, the council’s portfolio holder for waste, spoke.", "portfolio holder for waste"),
            ("Councillor Ann Frost, Cabinet Member for Housing and Growth at Milbrook Borough Council, said so.", "Cabinet Member for Housing and Growth"),
            ("Milbrook Borough Council met. Lead member for parks Cllr Ann Frost was pleased.", "Lead member for parks"),
        ],
    )  # fmt: skip
    def test_a_member_holds_a_portfolio(self, read: Read, told: str, office: str) -> None:
        assert ("Ann Frost", office, "Milbrook Borough Council") in held(read(told, issued=ISSUED))

    @pytest.mark.parametrize(
        ("told", "government"),
        [
            ("Mayor Dana Reyes of Ashford opened the bridge.", "Ashford"),
            ("Ashford Mayor Dana Reyes opened the bridge.", "Ashford"),
            ("ASHFORD — The bridge was opened on Monday by Mayor Dana Reyes.", "Ashford"),
        ],
    )
    def test_who_heads_a_place_makes_it_a_government(
        self, read: Read, told: str, government: str
    ) -> None:
        assert held(read(told, issued=ISSUED)) == [("Dana Reyes", "Mayor", government)]

    def test_a_name_in_a_list_of_guests_is_not_the_mayor_named_before(self, read: Read) -> None:
        told = "Guests were Lee Min-ho, Mayor of Mapo-gu, Kwon Ji-won, Minister of Culture, and others."
        assert held(read(told, issued=ISSUED)) == [("Lee Min-ho", "Mayor", "Mapo-gu")]

    @pytest.mark.parametrize(
        "name",
        [
            "West Riding of Calder Council",
            "Holm & Wicken District Council",
            "Newham upon Tarne City Council",
        ],
    )
    def test_the_name_of_a_council_may_be_joined(self, read: Read, name: str) -> None:
        facts = read(f"{name} planted 212 trees in 2023.", kind="observation", issued=ISSUED)
        assert [f.about for f in facts] == [name]


class TestAwardsOfCouncils:
    @pytest.mark.parametrize(
        "told",
        [
            "Milbrook Borough Council won the Family Support award at the 2023 Northern Civic Awards.",
            "Milbrook Borough Council was named winner of the Family Support award at the 2023 Northern Civic Awards.",
            "The Milbrook Borough Council team beat forty others to win the Family Support Award at the 2023 Northern Civic Awards.",
        ],
    )
    def test_a_prize_called_after_its_field_is_a_category(self, read: Read, told: str) -> None:
        won = [
            (f.recipient, f.award, f.category, f.grade)
            for f in read(told, issued=ISSUED)
            if isinstance(f, Conferral)
        ]
        assert won == [
            ("Milbrook Borough Council", "Northern Civic Awards", "Family Support", None)
        ]

    def test_what_a_company_is_boasts_of_no_government(self, read: Read) -> None:
        told = "Milbrook Borough Council thanked Ferro Inc., the nation's largest recycling firm."
        assert read(told, kind="claim", issued=ISSUED) == []


class TestDeliveries:
    @pytest.mark.parametrize(
        "told",
        [
            "622 miles of road swept",
            "622 miles of road have been swept.",
            "The council swept 622 miles of road.",
        ],
    )
    def test_a_line_of_achievements_needs_no_verb(self, read: Read, told: str) -> None:
        facts = read("Milbrook Borough Council told members of its year.", told, issued=ISSUED)
        assert ("Milbrook Borough Council", "622", "actual") in figures(facts)

    @pytest.mark.parametrize(
        "told",
        [
            "Mapo-gu announced a plan, investing 4 billion KRW to create 500 jobs.",
            "Mapo-gu is in the process of creating 500 jobs.",
            "Mapo-gu has a jobs plan. The plan aims to create 500 jobs.",
        ],
    )
    def test_what_money_or_a_plan_is_to_do_is_a_target(self, read: Read, told: str) -> None:
        assert ("Mapo-gu", "500", "target") in figures(read(told, issued=ISSUED))
