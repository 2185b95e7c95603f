"""The English reader on forms that press text varies: grades, names said again, organisers, plans."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackrecord.facts import Claim, Conferral, Fact, Observation, SchemeFact, Undertaking
from trackrecord.reading.english.words import alternation

Read = Callable[..., list[Fact]]


def won(facts: list[Fact]) -> list[tuple[str, str, str | None]]:
    return [(f.recipient, f.award, f.grade) for f in facts if isinstance(f, Conferral)]


def observed(facts: list[Fact]) -> list[tuple[str, str, str | None, str]]:
    return [(f.metric, str(f.value), f.period, f.role) for f in facts if isinstance(f, Observation)]


class TestGrades:
    @pytest.mark.parametrize(
        ("said", "grade"),
        [
            ("achieved an S grade in", "S grade"),
            ("received the highest grade, Grade A, in", "Grade A"),
            ("earned the top rating, ‘Excellent (SA)’, in", "Excellent (SA)"),
            ("was selected as an outstanding institution in", "an outstanding institution"),
        ],
    )
    def test_a_grade_is_known_by_its_form(self, read: Read, said: str, grade: str) -> None:
        facts = read(f"Uijeongbu City {said} the ‘2023 Open Data Assessment’.")
        assert won(facts) == [("Uijeongbu City", "Open Data Assessment", grade.removeprefix("an "))]

    def test_the_highest_grade_for_years_on_end_is_a_claim(self, read: Read) -> None:
        facts = read(
            "Uijeongbu City received Grade A in the 2023 Flood Safety Evaluation.",
            "It has kept this up, achieving the highest grade for five consecutive years.",
        )
        assert won(facts) == [("Uijeongbu City", "Flood Safety Evaluation", "Grade A")]
        assert [f.value for f in facts if isinstance(f, Claim)] == [5]

    def test_a_prize_within_an_award_is_its_grade(self, read: Read) -> None:
        text = (
            "Tamworth Regional Council won the Rural Water Prize at the 2022 Clean Rivers Awards."
        )
        assert won(read(text)) == [
            ("Tamworth Regional Council", "Clean Rivers Awards", "Rural Water Prize")
        ]

    def test_an_expo_in_quotes_is_what_a_grade_was_won_at(self, read: Read) -> None:
        text = (
            "Gumi City won the Grand Prize in the public sector at the ‘2021 Green Transport Expo’."
        )
        (fact,) = [f for f in read(text) if isinstance(f, Conferral)]
        assert (fact.award, fact.edition, fact.category) == (
            "Green Transport Expo",
            "2021",
            "public",
        )

    def test_one_grade_in_two_categories_is_two_conferrals(self, read: Read) -> None:
        text = (
            "Gumi City won the Excellence Award in the ‘Elderly Care’ category at the 2022 Korea Care Awards, "
            "and also received the Excellence Award in the ‘Child Care’ category."
        )
        found = [f.category for f in read(text) if isinstance(f, Conferral)]
        assert found == ["Elderly Care", "Child Care"]


class TestNames:
    def test_the_words_of_an_award_in_a_longer_title_are_another_award(self, read: Read) -> None:
        text = "Mapo-gu won the Grand Prize at the 2022 Honam National Local Government Job Awards."
        (fact,) = [f for f in read(text) if isinstance(f, Conferral)]
        assert fact.award == "Honam National Local Government Job Awards"

    def test_an_award_is_known_again_by_its_last_words(self, read: Read) -> None:
        facts = read(
            "Sangju City received the Gold Prize at the 2023 Korea Slow Village Tourism Awards.",
            "The Village Tourism Awards, organized by the Rural Life Society, began in 2014.",
        )
        told = [f for f in facts if isinstance(f, SchemeFact)]
        assert {f.award for f in told} == {"Korea Slow Village Tourism Awards"}
        assert [f.organiser for f in told if f.organiser] == ["Rural Life Society"]

    def test_a_city_abroad_is_known_again_by_its_bare_name(self, read: Read) -> None:
        facts = read(
            "The City of Ballarat opened its new library.",
            "Ballarat was awarded the Civic Design Award for the building.",
        )
        assert won(facts) == [("City of Ballarat", "Civic Design Award", None)]

    def test_a_name_that_somebody_was_selected_as_is_no_government(self, read: Read) -> None:
        facts = read("Gumi City was selected as the Model Cycling Municipality for the 3rd consecutive year.")  # fmt: skip
        assert [f.government for f in facts if isinstance(f, Claim)] == ["Gumi City"]


class TestSchemes:
    def told(self, read: Read, *text: str) -> list[object]:
        found = [f for f in read(*text) if isinstance(f, SchemeFact)]
        return [f.organiser or f.since or f.frequency or f.ordinal for f in found]

    def test_several_may_hold_it_together(self, read: Read) -> None:
        text = "The 2023 Harbor Safety Awards are jointly hosted by the Maritime Forum and the Port Workers Union."
        assert self.told(read, text) == ["Maritime Forum", "Port Workers Union"]

    def test_who_holds_it_may_open_the_sentence(self, read: Read) -> None:
        told = self.told(
            read,
            "Yeosu City won the Gold Prize at the 2023 Harbor Safety Awards.",
            "Hosted by the Maritime Forum, this event drew entries from abroad.",
        )
        assert told == ["Maritime Forum"]

    def test_an_assessment_is_held_by_somebody_every_year(self, read: Read) -> None:
        text = "The 2023 Harbor Safety Evaluation is an assessment conducted annually by the Maritime Forum."
        assert self.told(read, text) == ["Maritime Forum", "annual"]

    def test_which_edition_a_year_is(self, read: Read) -> None:
        text = "The Harbor Safety Awards began in 2009, marking its 15th year this year."
        facts = [f for f in read(text) if isinstance(f, SchemeFact) and f.ordinal]
        assert [(f.ordinal, f.edition) for f in facts] == [(15, "2023")]

    def test_the_governments_an_evaluation_looked_at_are_not_the_districts_doing(
        self, read: Read
    ) -> None:
        facts = read(
            "Mapo-gu received an S grade in the 2023 Records Management Evaluation.",
            "The National Archives evaluated 245 local governments nationwide (17 metropolitan, 228 basic).",
        )
        found = [(f.about, f.value, f.part) for f in facts if isinstance(f, Observation)]
        name = "Records Management Evaluation"
        assert found == [(name, 245, None), (name, 17, "metropolitan"), (name, 228, "basic")]


class TestPlansAndChanges:
    def test_what_the_plan_is_to_do_is_a_target_with_each_of_its_years(self, read: Read) -> None:
        facts = read(
            "Gimpo City announced its housing policy.",
            "The plan is to supply 1,200 homes in 2024 and reach 6,500 homes by 2027.",
        )
        assert observed(facts) == [
            ("homes supplied", "1200", "2024", "target"),
            ("homes", "6500", "2027", "target"),
        ]

    def test_adjectives_may_be_joined_before_the_noun(self, read: Read) -> None:
        text = "Gimpo City aims to create 3,000 socially useful and stable jobs."
        ((metric, value, _, role),) = observed(read(text))
        assert (metric, value, role) == ("socially useful and stable jobs created", "3000", "target")  # fmt: skip

    def test_the_change_of_a_planned_budget_is_against_the_previous_year(self, read: Read) -> None:
        facts = read(
            "Gimpo City will invest a welfare budget of 61.2 billion KRW, an increase of 4.1 billion KRW compared to the previous year.",
            issued=date(2024, 3, 4),
        )
        changes = [f for f in facts if isinstance(f, Observation) and f.role == "change"]
        assert [(f.value, f.period, f.compared_with) for f in changes] == [
            (4_100_000_000, "2024", "2023")
        ]

    def test_late_in_a_year_a_plans_year_is_not_guessed(self, read: Read) -> None:
        facts = read(
            "Gimpo City will invest a welfare budget of 61.2 billion KRW, an increase of 4.1 billion KRW compared to the previous year.",
            issued=date(2024, 11, 20),
        )
        assert [f.role for f in facts if isinstance(f, Observation)] == ["target"]

    def test_a_change_may_be_told_before_the_value(self, read: Read) -> None:
        text = "In 2022, Gimpo City's recycling rate rose by 2.4 percentage points to 61.5% from the previous year."
        facts = [f for f in read(text) if isinstance(f, Observation)]
        assert [(f.value, f.role, f.compared_with) for f in facts] == [
            (Decimal("61.5"), "actual", None),
            (Decimal("2.4"), "change", "2021"),
        ]

    def test_what_was_secured_for_a_later_year_was_secured(self, read: Read) -> None:
        text = "Gimpo City secured a national budget of 90 million KRW for cycling lanes in 2025."
        ((_, value, period, role),) = observed(read(text))
        assert (value, period, role) == ("90000000", "2025", "actual")


class TestWhoDidIt:
    def test_people_who_did_something_are_not_the_government(self, read: Read) -> None:
        text = "Gimpo City held a contest with 300 citizen judges, who selected seven outstanding ideas."
        assert [f for f in read(text) if isinstance(f, Observation) and f.value == 7] == []

    def test_what_companies_applied_through_is_not_what_the_district_did(self, read: Read) -> None:
        text = "Gimpo City met with companies that applied through the Gimpo Job Plus Center."
        assert [f for f in read(text) if isinstance(f, Undertaking)] == []

    def test_what_something_is_made_with_is_not_the_program(self, read: Read) -> None:
        text = "Gimpo City is creating a village brand using ‘Moonflower’."
        assert [f for f in read(text) if isinstance(f, Undertaking)] == []

    def test_a_ceremonys_date_dates_nothing_else(self, read: Read) -> None:
        text = "Gimpo City received the Excellence Award at the ‘2023 Library Awards’ held on the 10th, recognizing the operation of the Riverside Reading Center."
        (fact,) = [f for f in read(text) if isinstance(f, Undertaking)]
        assert fact.date is None

    @pytest.mark.parametrize(
        ("text", "scope"),
        [
            ("Gimpo City opened the nation’s first ‘Tide Observatory’ center.", "nation’s"),
            ("The Shire of Manning built Australia’s first underground orchard.", "Australia’s"),
        ],
    )
    def test_a_first_is_told_with_whose_it_is(self, read: Read, text: str, scope: str) -> None:
        claims = [f for f in read("Gimpo City met.", text) if isinstance(f, Claim)]
        assert [f.scope for f in claims] == [scope]


@given(st.lists(st.text("ab -", min_size=1, max_size=5), min_size=1), st.text("ab -", max_size=30))
def test_an_alternation_matches_as_its_words_do_longest_first(words: list[str], text: str) -> None:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    plain = "|".join(re.escape(word) for word in longest_first)
    found = [match.span() for match in re.finditer(alternation(words), text)]
    assert found == [match.span() for match in re.finditer(plain, text)]
