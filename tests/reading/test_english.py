"""The English reader by example: what a sentence says, and what it does not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from trackrecord.facts import (
    Claim,
    Conferral,
    Fact,
    Money,
    Observation,
    SchemeFact,
    Tenure,
    Undertaking,
)

Read = Callable[..., list[Fact]]
AWARDS = "2023 National Local Government Job Awards"


def only(facts: list[Fact], kind: str) -> Fact:
    found = [fact for fact in facts if fact.kind == kind]
    assert len(found) == 1, found
    return found[0]


def conferral(facts: list[Fact]) -> Conferral:
    fact = only(facts, "conferral")
    assert isinstance(fact, Conferral)
    return fact


class TestConferrals:
    @pytest.mark.parametrize(
        "sentence",
        [
            f"Suwon City won the Excellence Award at the {AWARDS}.",
            f"Suwon-si received the ‘Excellence Award’ at the ‘{AWARDS}’ held in Sejong.",
            f"At the {AWARDS}, Suwon City took home the Excellence Award.",
            f"Suwon City was honored with the Excellence Award at the {AWARDS}.",
            f"The Ministry of Employment and Labor awarded Suwon City the Excellence Award at the {AWARDS}.",
        ],
    )
    def test_winning_is_read_in_its_many_wordings(self, read: Read, sentence: str) -> None:
        fact = conferral(read(sentence))
        assert fact.recipient in ("Suwon City", "Suwon-si")
        assert (fact.grade, fact.edition) == ("Excellence Award", "2023")
        assert fact.award == "National Local Government Job Awards"

    def test_each_government_of_a_list_won(self, read: Read) -> None:
        facts = read(f"Mapo-gu, Guro-gu and Nowon-gu won Excellence Awards at the {AWARDS}.")
        assert [f.recipient for f in facts if isinstance(f, Conferral)] == [
            "Mapo-gu",
            "Guro-gu",
            "Nowon-gu",
        ]

    def test_a_finalist_has_not_won(self, read: Read) -> None:
        fact = conferral(read("Mapo-gu was shortlisted for the European Green Capital Award."))
        assert fact.outcome == "finalist"

    def test_a_plan_to_win_is_no_conferral(self, read: Read) -> None:
        assert (
            read(f"Mapo-gu aims to win the Excellence Award at the {AWARDS}.", kind="conferral")
            == []
        )

    def test_an_earlier_edition_is_its_own_conferral(self, read: Read) -> None:
        facts = read(
            f"Mapo-gu won the Excellence Award at the {AWARDS}.",
            "Following the Special Award in 2021, it was a second success.",
        )
        earlier = [f for f in facts if isinstance(f, Conferral) and f.edition == "2021"]
        assert [(f.recipient, f.grade) for f in earlier] == [("Mapo-gu", "Special Award")]

    def test_the_prize_of_the_next_sentence_extends_the_quote_to_the_amount(
        self, read: Read
    ) -> None:
        fact = conferral(
            read(f"Mapo-gu won the Special Award at the {AWARDS}. Along with the award, the district "
                 "secured an incentive of 55 million KRW.")
        )  # fmt: skip
        assert fact.prize == Money(Decimal(55_000_000), "KRW")
        assert fact.quote.endswith("55 million KRW")

    def test_the_day_of_an_announcement_is_not_that_of_the_award(self, read: Read) -> None:
        fact = conferral(
            read(
                f"Mapo-gu announced on the 14th that it had won the Special Award at the {AWARDS}."
            )
        )
        assert fact.date is None

    def test_an_award_nobody_knows_is_read_by_its_form(self, read: Read) -> None:
        fact = conferral(read("Gimhae-si won the Grand Prize at the 2022 Korea Clean City Awards."))
        assert (fact.award, fact.edition) == ("Korea Clean City Awards", "2022")

    def test_who_a_ministers_award_is_from_stands_in_its_name(self, read: Read) -> None:
        fact = conferral(
            read(
                "Mapo-gu received the Minister of Environment Award at the 2022 Korea Clean City Awards."
            )
        )
        assert fact.conferred_by == "Minister of Environment"

    def test_each_of_several_grades_has_its_own_category(self, read: Read) -> None:
        facts = read(
            f"Mapo-gu received the ‘Grand Prize’ in the ‘Public Disclosure System’ category and the "
            f"‘Special Award’ in the ‘Youth Jobs’ category at the ‘{AWARDS}.’"
        )
        told = {(f.grade, f.category, f.edition) for f in facts if isinstance(f, Conferral)}
        assert told == {
            ("Grand Prize", "Public Disclosure System", "2023"),
            ("Special Award", "Youth Jobs", "2023"),
        }

    def test_a_contest_is_known_by_its_year_or_ordinal(self, read: Read) -> None:
        fact = conferral(
            read("Mapo-gu won the Excellence Award in the 2022 Water Safety Evaluation.")
        )
        assert (fact.award, fact.edition) == ("Water Safety Evaluation", "2022")

    def test_the_award_of_a_ministry_with_commas_in_its_name_is_a_grade(self, read: Read) -> None:
        fact = conferral(
            read(
                "Mapo-gu won the Minister of Land, Infrastructure and Transport Award at the 2022 Korea City Awards."
            )
        )
        assert fact.grade == "Minister of Land, Infrastructure and Transport Award"

    @pytest.mark.parametrize(
        "sentence",
        [
            "Mapo-gu’s park ‘Green Walk,’ which won the Grand Prize at the 2022 Korea Park Awards, is open.",
            "Mayor Kim Min-su of Mapo-gu was awarded the Grand Prize at the 2022 Korea People Awards.",
            f"Mapo-gu took part in the {AWARDS}. Guro Foods won the Grand Prize.",
        ],
    )
    def test_what_a_park_a_person_or_a_company_won_is_not_the_governments(
        self, read: Read, sentence: str
    ) -> None:
        assert read(sentence, kind="conferral") == []

    def test_a_contest_without_a_name_is_not_the_one_in_focus(self, read: Read) -> None:
        facts = read(
            f"Guro-gu won the Special Award at the {AWARDS}.",
            "Mapo-gu won the Grand Prize at a contest hosted by the Ministry of Environment.",
        )
        assert [f.recipient for f in facts if isinstance(f, Conferral)] == ["Guro-gu"]


class TestObservations:
    def observed(self, facts: list[Fact]) -> list[tuple[str, str, str | None, str]]:
        return [
            (f.metric, str(f.value), f.period, f.role) for f in facts if isinstance(f, Observation)
        ]

    def test_a_result_its_target_rate_and_change_are_told_apart(self, read: Read) -> None:
        facts = read(
            "The district of Mapo-gu did well.",
            "Mapo-gu created 12,000 jobs in 2022, 120% of its target of 10,000, an increase of 2,000 jobs "
            "(20%) compared to 10,000 jobs in 2021.",
        )
        assert self.observed(facts) == [
            ("jobs created", "12000", "2022", "actual"),
            ("jobs created", "120", "2022", "achievement-rate"),
            ("jobs created", "10000", "2022", "target"),
            ("jobs created", "2000", "2022", "change"),
            ("jobs created", "20", "2022", "change-rate"),
            ("jobs created", "10000", "2021", "actual"),
        ]

    def test_a_change_may_stand_in_the_sentence_after(self, read: Read) -> None:
        facts = read(
            "In 2022 Mapo-gu created 12,000 jobs. That was an increase of 2,000 jobs from 10,000 in 2021."
        )
        assert ("jobs created", "2000", "2022", "change") in self.observed(facts)

    def test_the_value_of_another_year_may_follow_its_name(self, read: Read) -> None:
        facts = read(
            "Mapo-gu’s welfare budget for this year is 70.3 billion KRW, an increase of 6.6 billion KRW compared to last year's 63.7 billion KRW."
        )
        assert self.observed(facts) == [
            ("welfare budget", "70300000000", "2023", "actual"),
            ("welfare budget", "6600000000", "2023", "change"),
            ("welfare budget", "63700000000", "2022", "actual"),
        ]

    def test_a_fall_is_a_negative_change(self, read: Read) -> None:
        facts = read(
            "The number of births in Mapo-gu fell to 1,900 in 2022, down 5% from the previous year."
        )
        assert ("births", "-5", "2022", "change-rate") in self.observed(facts)

    def test_a_plan_is_a_target_for_its_year(self, read: Read) -> None:
        facts = read("Mapo-gu plans to plant 30,000 trees by 2026.")
        assert self.observed(facts) == [("trees planted", "30000", "2026", "target")]

    def test_an_infinitive_is_a_target_if_it_looks_ahead_and_nothing_otherwise(
        self, read: Read
    ) -> None:
        ahead = read("Mapo-gu said it would spend money to create 4,000 jobs by 2026.")
        assert self.observed(ahead) == [("jobs created", "4000", "2026", "target")]
        assert self.observed(read("Mapo-gu opened a fair to hire 300 people.")) == []

    def test_what_was_helped_to_happen_happened(self, read: Read) -> None:
        facts = read(
            "Derwent District Council has helped to deliver 263 homes towards its target of 1,000 by 2025.",
            issued=date(2020, 8, 24),
        )
        assert self.observed(facts) == [
            ("homes delivered", "263", None, "actual"),
            ("homes delivered", "1000", "2025", "target"),
        ]

    def test_a_rate_may_have_its_base_and_year_between_name_and_verb(self, read: Read) -> None:
        facts = read("Mapo-gu’s employment rate (ages 15 to 64) in 2022 was 64.7%.")
        assert self.observed(facts) == [("employment rate", "64.7", "2022", "actual")]

    def test_an_item_of_a_list_is_about_the_government_in_focus(self, read: Read) -> None:
        facts = read(
            "Derwent District Council reported to its members.", "Completed 91 new homes in 2022."
        )
        assert self.observed(facts) == [("new homes completed", "91", "2022", "actual")]

    def test_the_county_is_the_latest_county_named(self, read: Read) -> None:
        facts = read(
            "Yeongwol County met Mapo-gu.",
            "Mapo-gu agreed.",
            "The county planted 900 trees in 2022.",
        )
        assert [f.about for f in facts if isinstance(f, Observation)] == ["Yeongwol County"]

    def test_a_passive_tells_what_was_done(self, read: Read) -> None:
        facts = read("In Mapo-gu, 13 childcare centers were opened in 2022.")
        assert self.observed(facts) == [("childcare centers opened", "13", "2022", "actual")]

    def test_a_rate_keeps_its_percent(self, read: Read) -> None:
        facts = read("Mapo-gu's recycling rate reached 61.3% in 2022.")
        assert self.observed(facts) == [("recycling rate", "61.3", "2022", "actual")]

    def test_a_breakdown_gives_parts_of_its_whole(self, read: Read) -> None:
        facts = read("Mapo-gu supported 500 households (300 single-parent, 200 elderly) in 2022.")
        parts = [(f.part, str(f.value)) for f in facts if isinstance(f, Observation)]
        assert parts == [(None, "500"), ("single-parent", "300"), ("elderly", "200")]

    @pytest.mark.parametrize(
        ("words", "precision"),
        [
            ("about 700", "about"),
            ("more than 700", "at-least"),
            ("up to 700", "at-most"),
            ("700", None),
        ],
    )
    def test_how_exact_a_number_is_is_kept(
        self, read: Read, words: str, precision: str | None
    ) -> None:
        (fact,) = read(f"Mapo-gu trained {words} people in 2022.")
        assert isinstance(fact, Observation)
        assert fact.precision == precision

    @pytest.mark.parametrize(
        "sentence",
        [
            "Mapo-gu has a mayor. The company hired 3,000 people last year.",
            "Mapo-gu thanked its partners. Hanbit Foods created 120 jobs in 2022.",
            "Mapo-gu held a meeting at 10 a.m. on the 3rd floor for 45 minutes.",
            "Mapo-gu won awards for three consecutive years.",
            "Call Mapo-gu at 02-3153-8114 for the 2023 festival.",
        ],
    )
    def test_what_others_did_and_what_is_no_figure_is_left_alone(
        self, read: Read, sentence: str
    ) -> None:
        assert read(sentence, kind="observation") == []


class TestUndertakings:
    def told(self, facts: list[Fact]) -> list[tuple[str, str, str | None]]:
        return [(f.program, f.action, f.date) for f in facts if isinstance(f, Undertaking)]

    @pytest.mark.parametrize(
        ("sentence", "program", "action", "date"),
        [
            ("Mapo-gu opened the Hongdae Youth Center in March 2022.", "Hongdae Youth Center", "establish", "2022-03"),
            ("Mapo-gu operates the ‘Second Chapter Academy’.", "Second Chapter Academy", "operate", None),
            ("Mapo-gu enacted the Single Household Support Ordinance last year.", "Single Household Support Ordinance", "enact", "2022"),
            ("Mapo-gu will establish the Mapo Cultural Foundation.", "Mapo Cultural Foundation", "plan", None),
            ("The opening of the Hongdae Youth Center helped Mapo-gu.", "Hongdae Youth Center", "establish", None),
            ("Mapo-gu helps tenants through the Tenant Support Center.", "Tenant Support Center", "operate", None),
        ],
    )  # fmt: skip
    def test_what_is_done_with_a_program(
        self, read: Read, sentence: str, program: str, action: str, date: str | None
    ) -> None:
        facts = read("Mapo-gu is a district.", sentence)
        assert self.told(facts) == [(program, action, date)]

    def test_a_fund_comes_with_its_money(self, read: Read) -> None:
        (fact,) = read("Mapo-gu created the ‘Mapo Growth Fund’ with 3 billion KRW.")
        assert isinstance(fact, Undertaking)
        assert fact.budget == Money(Decimal(3_000_000_000), "KRW")

    def test_the_items_of_a_list_of_projects_are_programs(self, read: Read) -> None:
        facts = read(
            "Mapo-gu runs projects such as the Mapo Book Street; free bus passes for seniors; and smart farms for schools."
        )
        assert [program for program, _, _ in self.told(facts)] == [
            "Mapo Book Street",
            "free bus passes for seniors",
            "smart farms for schools",
        ]

    def test_the_marked_items_of_a_list_of_projects_have_their_budgets(self, read: Read) -> None:
        facts = read(
            "Mapo-gu announced its plans. The projects of the year include ▲ Installation of the River Sports Center "
            "(2.5 billion KRW) ▲ Creation of a barefoot path (1.2 billion KRW) ▲ Night Library Project (90 million KRW)."
        )
        told = [(f.program, f.action, f.budget) for f in facts if isinstance(f, Undertaking)]
        assert told == [
            ("River Sports Center", "establish", Money(Decimal(2_500_000_000), "KRW")),
            ("barefoot path", "establish", Money(Decimal(1_200_000_000), "KRW")),
            ("Night Library Project", "operate", Money(Decimal(90_000_000), "KRW")),
        ]

    def test_a_date_of_another_clause_is_not_that_of_an_undertaking(self, read: Read) -> None:
        (fact,) = [
            f
            for f in read(
                "Mapo-gu will raise fees next year, and will establish the Mapo Housing Support Team."
            )
            if isinstance(f, Undertaking)
        ]
        assert (fact.action, fact.date) == ("plan", None)

    def test_a_place_where_something_was_held_is_no_program(self, read: Read) -> None:
        assert (
            read("Mapo-gu held the meeting at the Sejong Convention Center.", kind="undertaking")
            == []
        )


class TestClaims:
    @pytest.mark.parametrize(
        ("sentence", "kind", "value"),
        [
            ("Mapo-gu won the award for eight consecutive years.", "streak", 8),
            ("Mapo-gu has won the prize three years in a row.", "streak", 3),
            ("It was the fifth consecutive year that Mapo-gu received the award.", "streak", 5),
            ("Mapo-gu is the only district in Seoul to offer this.", "only", None),
            ("Mapo-gu was the first in the nation to introduce free buses.", "first", None),
            ("Mapo-gu has the largest number of libraries nationwide.", "most", None),
            ("Mapo-gu ranked third among 25 districts in Seoul.", "rank", 3),
        ],
    )
    def test_a_boast_is_read_by_its_kind(
        self, read: Read, sentence: str, kind: str, value: int | None
    ) -> None:
        claims = [
            f
            for f in read("Mapo-gu is a district.", sentence)
            if isinstance(f, Claim) and f.type == kind
        ]
        assert [(f.government, f.value) for f in claims] == [("Mapo-gu", value)]

    @pytest.mark.parametrize(
        "sentence",
        [
            "The first half of the year was hard for Mapo-gu.",
            "Mapo-gu met residents for the first time.",
            "Most residents of Mapo-gu are young.",
            "Mapo-gu was not the first in the nation to try this.",
            "Mapo-gu said only that it would wait.",
        ],
    )
    def test_ordinary_uses_of_the_words_are_no_boasts(self, read: Read, sentence: str) -> None:
        assert read(sentence, kind="claim") == []


class TestTenuresAndSchemes:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Mapo-gu (Mayor Kim Min-su) said so.",
            "Kim Min-su, Mayor of Mapo-gu, said so.",
            "Mapo-gu Mayor Kim Min-su said so.",
            "Mayor Kim Min-su of Mapo-gu said so.",
        ],
    )
    def test_who_holds_an_office(self, read: Read, sentence: str) -> None:
        fact = only(read(sentence), "tenure")
        assert isinstance(fact, Tenure)
        assert (fact.person, fact.office, fact.government) == ("Kim Min-su", "Mayor", "Mapo-gu")

    @pytest.mark.parametrize(
        "sentence",
        [
            "The Ministry of Employment and Labor has been holding the National Local Government Job Awards since 2012.",
            "The National Local Government Job Awards are a contest started by the Ministry of Employment and Labor in 2012.",
        ],
    )
    def test_who_runs_a_scheme_since_when_may_stand_before_it_or_after(
        self, read: Read, sentence: str
    ) -> None:
        told = {(f.organiser, f.since) for f in read(sentence) if isinstance(f, SchemeFact)}
        assert told == {("Ministry of Employment and Labor", None), (None, "2012")}

    def test_a_mayor_named_without_a_government_is_no_tenure(self, read: Read) -> None:
        assert read("Mayor Kim Min-su said so.", kind="tenure") == []

    def test_a_schemes_organiser_first_year_and_frequency(self, read: Read) -> None:
        facts = read(
            "The National Local Government Job Awards are an annual event hosted by the Ministry of Employment and Labor.",
            "The awards have been held annually since 2012.",
        )
        told = [(f.organiser, f.since, f.frequency) for f in facts if isinstance(f, SchemeFact)]
        assert ("Ministry of Employment and Labor", None, None) in told
        assert (None, "2012", None) in told
        assert (None, None, "annual") in told


class TestDiscourse:
    def test_a_province_that_only_places_a_city_is_not_spoken_of(self, read: Read) -> None:
        facts = read(
            "Kim Min-su, Mayor of Naju City, South Jeolla Province, spoke.",
            "The city planted 900 trees in 2022.",
        )
        assert [f.about for f in facts if isinstance(f, Observation)] == ["Naju City"]

    def test_a_record_high_records_nothing(self, read: Read) -> None:
        assert read("Mapo-gu spoke of a record high of 905 billion KRW.", kind="observation") == []

    def test_the_district_stands_for_the_government_named_before_and_says_where(
        self, read: Read
    ) -> None:
        facts = read("Mapo-gu is near the river.", "The district created 500 jobs in 2022.")
        (fact,) = facts
        assert isinstance(fact, Observation)
        assert fact.about == "Mapo-gu"
        assert [(span.start, span.end) for span in fact.context] == [(0, 7)]

    def test_a_heading_adds_only_what_the_body_does_not_say(self, read: Read) -> None:
        facts = read(
            f"# Mapo-gu wins {AWARDS}",
            f"Mapo-gu won the Special Award at the {AWARDS}.",
        )
        assert [f.grade for f in facts if isinstance(f, Conferral)] == ["Special Award"]

    def test_a_copyright_line_is_no_fact(self, read: Read) -> None:
        assert read("© The Daily, Mapo-gu created 500 jobs in 2022. All rights reserved.") == []
