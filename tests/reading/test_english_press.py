"""The English reader on the forms of translated press and of councils' own news, three ways each."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from trackrecord.facts import Claim, Conferral, Fact, Observation, Tenure, Undertaking

Read = Callable[..., list[Fact]]
ISSUED = date(2024, 3, 14)


def observed(facts: list[Fact]) -> list[tuple[str, str, str]]:
    return [(f.about, str(f.value), f.role) for f in facts if isinstance(f, Observation)]


def periods(facts: list[Fact]) -> list[tuple[str, str | None]]:
    return [(str(f.value), f.period) for f in facts if isinstance(f, Observation)]


def undertaken(facts: list[Fact]) -> list[tuple[str, str]]:
    return [(f.program, f.action) for f in facts if isinstance(f, Undertaking)]


class TestWhatAClauseIsAbout:
    @pytest.mark.parametrize(
        "told",
        [
            "Boryeong City held the Boryeong Mud Festival in July. The festival drew 81,000 visitors.",
            "Boryeong City opened the Boryeong Mud Festival. A total of 81,000 people visited the festival.",
            "The Boryeong Mud Festival, hosted by Boryeong City, ran for ten days and has drawn 81,000 visitors.",
        ],
    )
    def test_a_figure_is_of_the_festival_that_its_clause_speaks_of(
        self, read: Read, told: str
    ) -> None:
        assert ("Boryeong Mud Festival", "81000", "actual") in observed(read(told, issued=ISSUED))

    def test_what_an_award_was_won_for_is_no_figure_of_the_award(self, read: Read) -> None:
        for told in (
            "Nowon-gu won the 2023 National Local Government Job Awards for creating 15,000 jobs.",
            "Nowon-gu won the 2023 National Local Government Job Awards. It created 15,000 jobs in 2022.",
        ):
            found = observed(read(told, issued=ISSUED))
            assert ("National Local Government Job Awards", "15000", "actual") not in found

    @pytest.mark.parametrize(
        "told",
        [
            "Suwon City's public library won the Excellence Prize at the 55th Korea Library Awards.",
            "Suwon City's ‘Book Yard’ won the Excellence Prize at the 55th Korea Library Awards.",
            "Suwon City's welfare division received the Excellence Prize at the 55th Korea Library Awards.",
        ],
    )
    def test_what_a_government_has_wins_for_it(self, read: Read, told: str) -> None:
        facts = read(told, issued=ISSUED)
        assert [f.recipient for f in facts if isinstance(f, Conferral)] == ["Suwon City"]

    @pytest.mark.parametrize(
        "told",
        [
            "Suwon City prepared the plan and submitted it to the council office. The office hired 30 people.",
            "A company in Suwon City said the company hired 30 people.",
        ],
    )
    def test_an_office_or_a_company_is_no_program(self, read: Read, told: str) -> None:
        assert all(about == "Suwon City" for about, _, _ in observed(read(told, issued=ISSUED)))

    @pytest.mark.parametrize(
        "told",
        [
            "Suwon City said the number of tourists to Naru rose to 431,200.",
            "Suwon City said the number of factories in Naru rose to 431.",
            "Suwon City said the number of visitors to Naru was 9,120.",
        ],
    )
    def test_what_an_unknown_place_counts_is_nobodys(self, read: Read, told: str) -> None:
        assert observed(read(told, issued=ISSUED)) == []

    def test_a_government_by_the_first_word_of_its_name_is_no_unknown_place(
        self, read: Read
    ) -> None:
        told = "Suwon City said the number of factories in Suwon rose to 431."
        assert ("Suwon City", "431", "actual") in observed(read(told, issued=ISSUED))


class TestMoney:
    @pytest.mark.parametrize(
        ("told", "value"),
        [
            ("Suwon City secured 87.2 billion won from the central government.", "87200000000"),
            ("In Suwon City, about 740 million won has been raised.", "740000000"),
            ("Suwon City attracted 1.3 trillion won from three makers.", "1300000000000"),
        ],
    )
    def test_money_got_without_a_noun_is_read(self, read: Read, told: str, value: str) -> None:
        assert ("Suwon City", value, "actual") in observed(read(told, issued=ISSUED))

    @pytest.mark.parametrize(
        "told",
        [
            "Suwon City allocated 320 million won for the construction of a Youth Startup Center.",
            "Suwon City set aside 320 million won for the operation of the Youth Startup Center.",
            "Suwon City will spend 320 million won on the Youth Startup Center.",
        ],
    )
    def test_money_for_a_program_is_its_budget(self, read: Read, told: str) -> None:
        [fact] = [f for f in read(told, issued=ISSUED) if isinstance(f, Undertaking)]
        assert fact.budget and fact.budget.amount == Decimal(320_000_000)

    def test_each_grade_has_its_own_prize(self, read: Read) -> None:
        facts = read(
            "Suwon City received the Grand Prize in the welfare category and the Excellence Award in the jobs "
            "category at the 2023 Local Policy Awards. Suwon City will receive 120 million won (110 million "
            "won for the Grand Prize and 10 million won for the Excellence Award).",
            issued=ISSUED,
        )
        prizes = {f.grade: f.prize for f in facts if isinstance(f, Conferral)}
        assert {grade: prize and str(prize.amount) for grade, prize in prizes.items()} == {
            "Grand Prize": "110000000",
            "Excellence Award": "10000000",
        }


class TestParts:
    @pytest.mark.parametrize(
        "told",
        [
            "Suwon City's exports reached 680 million dollars last year. By item, seaweed accounted for 298 million dollars, followed by pears at 42 million dollars.",
            "Suwon City attracted 680 visitors last year. By age, teenagers accounted for 298, followed by seniors at 42.",
        ],
    )
    def test_what_follows_a_part_is_a_part(self, read: Read, told: str) -> None:
        facts = read(told, issued=ISSUED)
        assert len([f for f in facts if isinstance(f, Observation) and f.part]) == 2

    @pytest.mark.parametrize(
        "told",
        [
            "Suwon City's welfare budget rose to 165 billion won this year, accounting for 18.4% of the main budget.",
            "Suwon City's welfare budget is 165 billion won, equivalent to 18.4% of all spending.",
            "Suwon City's welfare budget was 165 billion won, representing 18.4 percent of the total.",
        ],
    )
    def test_a_figure_is_also_told_as_a_share(self, read: Read, told: str) -> None:
        assert ("Suwon City", "18.4", "share") in observed(read(told, issued=ISSUED))


class TestPeriods:
    @pytest.mark.parametrize(
        ("when", "period"),
        [
            ("From July 2018 to the end of 2022", "2018-07/2022-12"),
            ("From January to October last year", "2023-01/2023-10"),
            ("During the January-June period of 2023", "2023-01/2023-06"),
        ],
    )
    def test_a_period_reaches_from_one_date_to_another(
        self, read: Read, when: str, period: str
    ) -> None:
        facts = read(f"{when}, Suwon City created 4,310 jobs.", issued=ISSUED)
        assert periods(facts) == [("4310", period)]

    def test_a_change_between_two_years_is_of_the_later(self, read: Read) -> None:
        facts = read(
            "Thefts in Suwon City fell by 31 percent between 2019 and 2023.", issued=ISSUED
        )
        [fact] = [f for f in facts if isinstance(f, Observation)]
        assert (str(fact.value), fact.period, fact.compared_with) == ("-31", "2023", "2019")


class TestHonours:
    @pytest.mark.parametrize(
        ("told", "award"),
        [
            (
                "Suwon City was designated as a ‘Women-Friendly City’ by the Ministry of Gender Equality and Family.",
                "Women-Friendly City",
            ),
            (
                "Suwon City was named a UNESCO City of Literature in 2017.",
                "UNESCO City of Literature",
            ),
            (
                "Suwon City has been certified as a ‘Child Friendly City’ by UNICEF.",
                "Child Friendly City",
            ),
        ],
    )
    def test_a_title_that_is_given_is_a_conferral(self, read: Read, told: str, award: str) -> None:
        facts = read(told, issued=ISSUED)
        assert [f.award for f in facts if isinstance(f, Conferral)] == [award]

    def test_an_award_may_have_a_government_in_its_name(self, read: Read) -> None:
        facts = read(
            "Suwon City was chosen as an excellent institution in the Gyeonggi Province Joint Evaluation.",
            issued=ISSUED,
        )
        [fact] = [f for f in facts if isinstance(f, Conferral)]
        assert (fact.recipient, fact.award) == ("Suwon City", "Gyeonggi Province Joint Evaluation")

    @pytest.mark.parametrize(
        "told",
        [
            "was the largest among the 25 districts",
            "was the highest among Seoul's districts",
            "was the biggest of all the country's cities",
        ],
    )
    def test_a_boast_is_measured_against_governments_of_a_kind(self, read: Read, told: str) -> None:
        facts = read(f"Suwon City's job budget of 12 billion won {told}.", issued=ISSUED)
        assert [f.type for f in facts if isinstance(f, Claim)] == ["most"]


class TestPrograms:
    @pytest.mark.parametrize(
        ("told", "program", "action"),
        [
            (
                "Suwon City opened the Startup Center in Paldal in May.",
                "Startup Center",
                "establish",
            ),
            (
                "Suwon City will hold the ‘2024 Hwaseong Book Festival’ in May.",
                "Hwaseong Book Festival",
                "plan",
            ),
            (
                "Suwon City helps old people. The ‘Visiting Repair Service,’ which fixes taps, has been running since 2019.",
                "Visiting Repair Service",
                "operate",
            ),
            (
                "Trees are part of the Canopy Strategy, which Suwon City adopted in 2019.",
                "Canopy Strategy",
                "establish",
            ),
            (
                "Suwon City is recruiting participants for the ‘Youth Kitchen Program’ until May.",
                "Youth Kitchen Program",
                "operate",
            ),
            (
                "Suwon City established a plan to support single-person households.",
                "plan to support single-person households",
                "establish",
            ),
        ],
    )
    def test_a_program_is_read_with_what_was_done(
        self, read: Read, told: str, program: str, action: str
    ) -> None:
        assert undertaken(read(told, issued=ISSUED)) == [(program, action)]


def test_the_head_of_an_office_holds_it_and_runs_no_program(read: Read) -> None:
    facts = read(
        "Nam-gu, Gwangju won an award. Kim Byeong-nae, the head of the district office, thanked residents.",
        issued=ISSUED,
    )
    assert [f.person for f in facts if isinstance(f, Tenure)] == ["Kim Byeong-nae"]
    assert undertaken(facts) == []


def test_a_governor_s_title_does_not_end_a_sentence(read: Read) -> None:
    facts = read("Jeollanam-do said exports grew. Gov. Kim Young-rok was pleased.", issued=ISSUED)
    assert [f.person for f in facts if isinstance(f, Tenure)] == ["Kim Young-rok"]


@pytest.mark.parametrize(
    "told",
    [
        "The event will be held from 7 p.m. to 9:30 p.m. at 531 Bongeunsa-ro, free for children under 7.",
        "Residents can apply by phone (02-3423-5555), and 300 people will be admitted.",
        "Tickets cost 5,000 won, with a 50 percent discount for seniors aged 65 or older.",
        "“We hope that more than 1,000 residents will come,” said Kim Min-ji, 42, of the culture division.",
        "Korea's economy grew 2.6 percent in the third quarter, the Bank of Korea said.",
        "The park, 3.5 hectares in size, is 200 meters from Exit 1 and on bus lines 143 and 362.",
    ],
)
def test_prices_times_places_and_others_figures_are_no_facts(read: Read, told: str) -> None:
    assert read(f"Gangnam-gu opens its stage to all. {told}", issued=ISSUED) == []


@pytest.mark.parametrize(
    ("told", "office"),
    [
        ("Gangseo-gu (District Mayor Moon Jae-hyuk) said so.", "District Mayor"),
        ("Haenam-gun (County Governor Moon Jae-hyuk) said so.", "County Governor"),
        ("Suwon City (Mayor Moon Jae-hyuk) said so.", "Mayor"),
    ],
)
def test_an_office_is_told_as_the_text_has_it(read: Read, told: str, office: str) -> None:
    facts = read(told, issued=ISSUED)
    assert [(f.person, f.office) for f in facts if isinstance(f, Tenure)] == [
        ("Moon Jae-hyuk", office)
    ]


@pytest.mark.parametrize(
    "told",
    [
        "expand the Zero Waste Plan",
        "open the One Stop Center",
        "run the Ten Thousand Steps Campaign",
    ],
)
def test_a_number_word_in_a_name_counts_nothing(read: Read, told: str) -> None:
    facts = read(f"Suwon City will {told} next year.", issued=ISSUED)
    assert not [f for f in facts if isinstance(f, Observation)]


@pytest.mark.parametrize("name", ["Jeon In-gu", "Kim Do-si", "Park Min-gun"])
def test_a_given_name_is_no_government(read: Read, name: str) -> None:
    facts = read(f"Suwon City (Mayor {name}) created 310 jobs.", issued=ISSUED)
    assert observed(facts) == [("Suwon City", "310", "actual")]


@pytest.mark.parametrize(
    "told",
    [
        "GIMHAE, South Gyeongsang Province -- Gimhae City created 310 jobs.",
        "GIMHAE, South Korea, Nov. 14 (Example) -- Gimhae City said it created 310 jobs.",
    ],
)
def test_a_dateline_is_no_subject_and_dates_no_figure(read: Read, told: str) -> None:
    facts = read(told, issued=ISSUED)
    assert [(f.about, f.period) for f in facts if isinstance(f, Observation)] == [
        ("Gimhae City", None)
    ]


@pytest.mark.parametrize(
    "told", ["1.28 trillion won (US$968 million)", "1.28 trillion won (about 900 million euros)"]
)
def test_an_amount_in_another_currency_is_the_same_amount(read: Read, told: str) -> None:
    facts = read(f"Suwon City secured {told} from 14 companies.", issued=ISSUED)
    assert observed(facts)[0] == ("Suwon City", "1280000000000", "actual")
    assert not any(unit in str(f) for f in facts for unit in ("USD", "EUR"))


@pytest.mark.parametrize(
    "told",
    ["The City", "The council", "Thornbridge Council"],
)
def test_a_government_s_own_word_for_itself_in_capitals(read: Read, told: str) -> None:
    facts = read(f"Thornbridge Council met on Monday. {told} built 214 homes.", issued=ISSUED)
    assert ("Thornbridge Council", "214", "actual") in observed(facts)


class TestEvents:
    @pytest.mark.parametrize(
        "told",
        [
            "It drew 81,000 visitors.",
            "Visitors numbered 81,000.",
            "A total of 81,000 people attended.",
        ],
    )
    def test_who_came_came_to_the_event_that_the_text_is_about_in_its_year(
        self, read: Read, told: str
    ) -> None:
        facts = read(
            f"The Boryeong Mud Festival, hosted by Boryeong City, has ended. {told}", issued=ISSUED
        )
        assert [(f.about, str(f.value), f.period) for f in facts if isinstance(f, Observation)] == [
            ("Boryeong Mud Festival", "81000", "2024")
        ]

    def test_the_other_finalists_are_finalists_of_the_award_in_focus(self, read: Read) -> None:
        facts = read(
            "Suwon City won the Grand Prize at the 2023 Night City Awards. The other finalists were Anyang City "
            "and Ansan City.",
            issued=ISSUED,
        )
        assert [(f.recipient, f.outcome) for f in facts if isinstance(f, Conferral)] == [
            ("Suwon City", None),
            ("Anyang City", "finalist"),
            ("Ansan City", "finalist"),
        ]
