"""The Korean reader by example: what a sentence says, and what it does not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from trackrecord.reading.korean.dates import korean_dates
from trackrecord.reading.korean.numerals import korean_numerals

Read = Callable[..., list[Fact]]
ISSUED = date(2023, 9, 15)


class TestNumbersAndDates:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("1억 3,500만 원", 135_000_000),
            ("2만4000명", 24_000),
            ("3천여 개", 3_000),
            ("6조 원", 6 * 10**12),
            ("5500만원", 55_000_000),
            ("7만 3000명", 73_000),
            ("13,342개", 13_342),
            ("1만5천여 명", 15_000),
            ("8천450억 원", 845_000_000_000),
            ("3천500만 명", 35_000_000),
            ("1조 2천300억 원", 1_230_000_000_000),
        ],
    )
    def test_a_number_is_read_with_its_scales(self, text: str, value: int) -> None:
        assert [int(n.value) for n in korean_numerals(text)] == [value]

    def test_a_scaled_number_is_known_to_half_a_unit_of_its_last_digit(self) -> None:
        (numeral,) = korean_numerals("1억 3,500만 원")
        assert numeral.margin == Decimal(5_000)

    @given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
    def test_any_number_of_ten_thousands_and_ones_is_read_back(self, high: int, low: int) -> None:
        (numeral,) = korean_numerals(f"{high:,}만 {low}명")
        assert numeral.value == high * 10_000 + low

    @given(st.text(alphabet="0123456789,.만억조천백 가원명%", max_size=30))
    def test_numerals_stand_where_they_say(self, text: str) -> None:
        for numeral in korean_numerals(text):
            assert text[numeral.start : numeral.end] == numeral.printed

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("지난 8일", "2023-09-08"),
            ("지난 21일", "2023-08-21"),
            ("지난해 11월", "2022-11"),
            ("올해", "2023"),
            ("2022년 7월 21일", "2022-07-21"),
            ("2022. 7. 21.", "2022-07-21"),
            ("오는 10월", "2023-10"),
            ("2018~2022년", "2018/2022"),
            ("2026년까지", "2026"),
        ],
    )
    def test_a_date_is_resolved_against_the_day_of_publication(self, text: str, value: str) -> None:
        assert [when.value for when in korean_dates(text, ISSUED)] == [value]

    def test_a_count_of_jobs_is_no_day(self) -> None:
        assert list(korean_dates("13,342개 일자리", ISSUED)) == []


AWARDS = "‘2023 전국 지방자치단체 일자리대상’"


class TestConferrals:
    @pytest.mark.parametrize(
        "sentence",
        [
            f"마포구는 {AWARDS}에서 우수상을 수상했다.",
            f"마포구가 {AWARDS} 시상식에서 ‘우수상’을 받았다고 밝혔다.",
            f"마포구(구청장 김민수)는 {AWARDS}에서 우수상을 차지했다.",
            f"{AWARDS}에서 마포구가 우수상의 영예를 안았다.",
        ],
    )
    def test_winning_is_read_in_its_many_wordings(self, read_korean: Read, sentence: str) -> None:
        (fact,) = [f for f in read_korean(sentence) if isinstance(f, Conferral)]
        assert (fact.recipient, fact.grade, fact.edition) == ("마포구", "우수상", "2023")
        assert fact.award == "전국 지방자치단체 일자리대상"

    def test_each_of_several_governments_won_what_is_said_of_it(self, read_korean: Read) -> None:
        facts = read_korean(
            f"{AWARDS} 결과가 나왔다.", "장성군과 순천시는 우수상을, 마포구는 특별상을 받았다."
        )
        told = {(f.recipient, f.grade) for f in facts if isinstance(f, Conferral)}
        assert told == {("장성군", "우수상"), ("순천시", "우수상"), ("마포구", "특별상")}

    def test_day_place_category_and_prize_are_told(self, read_korean: Read) -> None:
        (fact,) = [
            f
            for f in read_korean(
                f"마포구는 지난 8일 서울 엘타워에서 열린 {AWARDS}에서 우수사업 부문 우수상을 수상했다. "
                "구는 인센티브 8천만 원을 받았다."
            )
            if isinstance(f, Conferral)
        ]
        assert (fact.date, fact.place, fact.category) == ("2023-09-08", "서울 엘타워", "우수사업")
        assert fact.prize == Money(Decimal(80_000_000), "KRW")

    def test_an_earlier_award_is_its_own_conferral(self, read_korean: Read) -> None:
        facts = read_korean(f"마포구는 2021년 특별상에 이어 {AWARDS}에서 우수상을 수상했다.")
        told = {(f.edition, f.grade) for f in facts if isinstance(f, Conferral)}
        assert told == {("2021", "특별상"), ("2023", "우수상")}

    def test_a_ministers_award_names_who_it_is_from(self, read_korean: Read) -> None:
        (fact,) = [
            f
            for f in read_korean(f"마포구는 {AWARDS}에서 환경부 장관상을 받았다.")
            if isinstance(f, Conferral)
        ]
        assert fact.conferred_by == "환경부"

    def test_the_word_for_grand_prize_is_also_that_for_a_target(self, read_korean: Read) -> None:
        won = [
            f
            for f in read_korean(f"마포구는 {AWARDS}에서 대상을 받았다.")
            if isinstance(f, Conferral)
        ]
        assert [f.grade for f in won] == ["대상"]
        assert not [
            f
            for f in read_korean("마포구는 주민을 대상으로 상을 받았다.")
            if isinstance(f, Conferral)
        ]

    def test_a_scheme_that_names_a_category_is_one(self, read_korean: Read) -> None:
        (fact,) = [
            f
            for f in read_korean(
                f"마포구는 {AWARDS}에서 지역일자리 목표공시제 부문 우수상을 수상했다."
            )
            if isinstance(f, Conferral)
        ]
        assert (fact.award, fact.category) == (
            "전국 지방자치단체 일자리대상",
            "지역일자리 목표공시제",
        )

    def test_those_who_won_are_told_in_any_order_and_with_any_mark_between(
        self, read_korean: Read
    ) -> None:
        facts = read_korean(
            f"{AWARDS} 결과가 나왔다.",
            "최우수상은 장성군과 순천시, 마포구 등 3개 지자체가 받았다. 구로구∙수원시가 우수상을 받았다.",
        )
        told = {(f.recipient, f.grade) for f in facts if isinstance(f, Conferral)}
        assert told == {
            ("장성군", "최우수상"),
            ("순천시", "최우수상"),
            ("마포구", "최우수상"),
            ("구로구", "우수상"),
            ("수원시", "우수상"),
        }

    def test_those_who_won_in_a_relative_clause_are_not_the_topic(self, read_korean: Read) -> None:
        facts = read_korean("마포구가 참가했다. 우수상을 수상한 지자체는 58곳이다.")
        assert not [f for f in facts if isinstance(f, Conferral)]

    def test_an_award_that_is_aimed_at_is_none(self, read_korean: Read) -> None:
        assert not [
            f
            for f in read_korean("마포구는 내년 우수상 수상을 목표로 한다.")
            if isinstance(f, Conferral)
        ]


class TestObservations:
    def told(self, facts: list[Fact]) -> list[tuple[str, str, str | None, str]]:
        return [
            (f.metric, str(f.value), f.period, f.role) for f in facts if isinstance(f, Observation)
        ]

    def test_result_target_rate_earlier_value_and_change_are_told_apart(
        self, read_korean: Read
    ) -> None:
        facts = read_korean(
            "마포구는 지난해 일자리 12,000개를 창출해 목표 10,000개 대비 120%를 달성했다. "
            "이는 전년 10,000개보다 2,000개(20%) 증가한 수치다."
        )
        assert self.told(facts) == [
            ("일자리 창출", "12000", "2022", "actual"),
            ("일자리 창출", "10000", "2022", "target"),
            ("일자리 창출", "120", "2022", "achievement-rate"),
            ("일자리 창출", "10000", "2021", "actual"),
            ("일자리 창출", "2000", "2022", "change"),
            ("일자리 창출", "20", "2022", "change-rate"),
        ]

    @pytest.mark.parametrize(
        ("sentence", "metric", "value", "role"),
        [
            ("마포구는 올해 기업 112개사를 유치했다.", "기업 유치", "112", "actual"),
            ("마포구는 올해 국비 50억 원을 확보했다.", "국비 확보", "5000000000", "actual"),
            (
                "마포구는 2026년까지 나무 3만 그루를 식재할 계획이다.",
                "나무 식재",
                "30000",
                "target",
            ),
            ("마포구의 올해 고용률은 67.2%로 집계됐다.", "고용률", "67.2", "actual"),
        ],
    )
    def test_what_was_done_and_measured(
        self, read_korean: Read, sentence: str, metric: str, value: str, role: str
    ) -> None:
        ((found, amount, _, kind),) = self.told(read_korean(sentence))
        assert (found, amount, kind) == (metric, value, role)

    @pytest.mark.parametrize(
        "sentence",
        [
            "마포구는 8년 연속 상을 받았다.",
            "마포구는 오전 10시 3층에서 30분간 회의를 열었다.",
            "마포구가 감사했다. 한빛전자는 3000명을 채용했다.",
            "마포구 관계자는 20대 청년을 만났다.",
        ],
    )
    def test_what_others_did_and_what_is_no_figure_is_left_alone(
        self, read_korean: Read, sentence: str
    ) -> None:
        assert self.told(read_korean(sentence)) == []


class TestUndertakingsClaimsAndPeople:
    @pytest.mark.parametrize(
        ("sentence", "program", "action"),
        [
            ("마포구는 지난 3월 ‘마포 청년마루’를 개소했다.", "마포 청년마루", "establish"),
            ("마포구는 ‘1인가구 지원 조례’를 제정했다.", "1인가구 지원 조례", "enact"),
            ("마포구는 마포 창업지원센터를 운영하고 있다.", "마포 창업지원센터", "operate"),
            ("마포구는 내년 마포문화재단을 설립할 계획이다.", "마포문화재단", "plan"),
        ],
    )
    def test_what_is_done_with_a_program(
        self, read_korean: Read, sentence: str, program: str, action: str
    ) -> None:
        (fact,) = [f for f in read_korean(sentence) if isinstance(f, Undertaking)]
        assert (fact.government, fact.program, fact.action) == ("마포구", program, action)

    def test_a_project_without_a_name_is_none(self, read_korean: Read) -> None:
        assert not [
            f
            for f in read_korean("마포구는 다양한 사업을 추진할 계획이다.")
            if isinstance(f, Undertaking)
        ]

    def test_who_runs_a_place_is_not_what_is_run(self, read_korean: Read) -> None:
        facts = read_korean("마포구는 한강관광공사가 운영하는 안내소를 찾았다.")
        assert not [f for f in facts if isinstance(f, Undertaking)]

    def test_what_was_opened_may_be_the_subject(self, read_korean: Read) -> None:
        (fact,) = [
            f
            for f in read_korean("지난 3월 마포구에 마포 창업지원센터가 개소했다.")
            if isinstance(f, Undertaking)
        ]
        assert (fact.program, fact.action, fact.date) == (
            "마포 창업지원센터",
            "establish",
            "2023-03",
        )

    @pytest.mark.parametrize(
        ("sentence", "kind", "value"),
        [
            (f"마포구는 {AWARDS}에서 8년 연속 수상했다.", "streak", 8),
            ("마포구는 전국 최초로 ‘효도밥상’을 시작했다.", "first", None),
            ("마포구가 서울 자치구 중 유일하게 선정됐다.", "only", None),
            ("마포구는 전국 최대 규모의 축제를 열었다.", "most", None),
            ("마포구는 전국 3위를 차지했다.", "rank", 3),
        ],
    )
    def test_a_boast_is_read_by_its_kind(
        self, read_korean: Read, sentence: str, kind: str, value: int | None
    ) -> None:
        claims = [f for f in read_korean(sentence) if isinstance(f, Claim) and f.type == kind]
        assert [(f.government, f.value) for f in claims] == [("마포구", value)]

    @pytest.mark.parametrize(
        ("sentence", "office"),
        [
            ("마포구(구청장 김민수)는 밝혔다.", "구청장"),
            ("김민수 마포구청장은 말했다.", "구청장"),
            ("김민수 수원시장은 말했다.", "시장"),
            ("김민수 장성군수는 말했다.", "군수"),
        ],
    )
    def test_who_holds_an_office(self, read_korean: Read, sentence: str, office: str) -> None:
        (fact,) = [f for f in read_korean(sentence) if isinstance(f, Tenure)]
        assert (fact.person, fact.office) == ("김민수", office)

    def test_a_schemes_organiser_first_year_and_frequency(self, read_korean: Read) -> None:
        facts = read_korean(
            "‘전국 지방자치단체 일자리대상’은 고용노동부가 2012년부터 매년 시상하는 상이다."
        )
        told = {(f.organiser, f.since, f.frequency) for f in facts if isinstance(f, SchemeFact)}
        assert told == {("고용노동부", None, None), (None, "2012", None), (None, None, "annual")}

    def test_the_district_stands_for_the_one_named_before(self, read_korean: Read) -> None:
        facts = read_korean("마포구는 한강 옆에 있다.", "구는 올해 일자리 500개를 창출했다.")
        assert [f.about for f in facts if isinstance(f, Observation)] == ["마포구"]

    def test_a_city_is_not_the_district_named_before(self, read_korean: Read) -> None:
        facts = read_korean("마포구는 한강 옆에 있다.", "시는 올해 일자리 500개를 창출했다.")
        assert [f for f in facts if isinstance(f, Observation)] == []

    def test_a_byline_and_a_copyright_line_are_no_facts(self, read_korean: Read) -> None:
        assert (
            read_korean("ⓒ 예시일보, 마포구는 올해 일자리 500개를 창출했다. 무단 전재 금지") == []
        )


class TestListsOfWinners:
    AWARD = "‘2023 전국 지방자치단체 일자리대상’ 시상식이 열렸다."

    def winners(self, read_korean: Read, *paragraphs: str) -> list[tuple[str, str | None]]:
        found = [f for f in read_korean(*paragraphs) if isinstance(f, Conferral)]
        return [(f.recipient, f.grade) for f in found]

    def test_a_grade_as_topic_is_won_by_whom_the_clause_leads_to(self, read_korean: Read) -> None:
        text = "최우수상은 청년 창업 공간을 넓히고 돌봄 인력을 키운 대전광역시가 차지했다."
        assert self.winners(read_korean, self.AWARD, text) == [("대전광역시", "최우수상")]

    def test_a_list_may_end_in_and_others(self, read_korean: Read) -> None:
        text = "우수상은 경기 안성시, 전북 익산시·김제시 등 일자리를 늘린 기초단체 7곳이 받았다."
        assert self.winners(read_korean, self.AWARD, text) == [
            ("안성시", "우수상"),
            ("익산시", "우수상"),
            ("김제시", "우수상"),
        ]

    def test_governments_with_a_clause_before_each_share_the_verb(self, read_korean: Read) -> None:
        text = "골목상권을 되살린 부산 영도구, 전통시장을 고친 충북 제천시가 특별상을 수상했다."
        assert sorted(self.winners(read_korean, self.AWARD, text)) == [
            ("영도구", "특별상"),
            ("제천시", "특별상"),
        ]

    def test_bullets_carry_a_category_each(self, read_korean: Read) -> None:
        text = "부문별 대상은 △안전도시 강원 속초시 △교육도시 울산 북구가 각각 받았다."
        found = [f for f in read_korean(self.AWARD, text) if isinstance(f, Conferral)]
        assert [(f.recipient, f.grade, f.category) for f in found] == [
            ("속초시", "대상", "안전도시"),
            ("울산 북구", "대상", "교육도시"),
        ]

    def test_bullets_may_carry_their_own_grades(self, read_korean: Read) -> None:
        text = "수상 기관은 ▲최우수상 서울 양천구 ▲우수상 서울 도봉구, 서울 중랑구로 선정됐다."
        assert self.winners(read_korean, self.AWARD, text) == [
            ("양천구", "최우수상"),
            ("도봉구", "우수상"),
            ("중랑구", "우수상"),
        ]

    def test_bullets_that_name_no_winner_are_nothing(self, read_korean: Read) -> None:
        text = "금상 100만 원, 은상 50만 원을 △안전 △교육 △환경 분야에서 시상한다."
        assert self.winners(read_korean, "전남 해남군이 공모전을 연다.", text) == []

    def test_two_grades_share_the_last_verb(self, read_korean: Read) -> None:
        text = "오산시는 공시제에서 ‘우수상’을, 우수사업에서는 ‘최우수상’을 받았다."
        assert self.winners(read_korean, self.AWARD, text) == [
            ("오산시", "우수상"),
            ("오산시", "최우수상"),
        ]


class TestAwardsNamedInPassing:
    @pytest.mark.parametrize(
        ("text", "award"),
        [
            ("춘천시는 대한민국도시환경대상에서 최우수상을 받았다.", "대한민국도시환경대상"),
            (
                "춘천시가 전국 생활체육 혁신 경진대회에서 대상을 수상했다.",
                "전국 생활체육 혁신 경진대회",
            ),
            ("춘천시는 제7회 지역문화 활력대전에서 우수상을 차지했다.", "지역문화 활력대전"),
        ],
    )
    def test_a_name_is_known_by_its_last_word(
        self, read_korean: Read, text: str, award: str
    ) -> None:
        (fact,) = [f for f in read_korean(text) if isinstance(f, Conferral)]
        assert fact.award == award

    def test_what_is_meant_for_support_is_no_award(self, read_korean: Read) -> None:
        assert not [
            f for f in read_korean("춘천시는 집중지원대상에 선정됐다.") if isinstance(f, Conferral)
        ]

    def test_an_award_is_known_again_by_its_last_words(self, read_korean: Read) -> None:
        facts = read_korean(
            "화순군이 ‘전국 마을만들기 활동가대상’에서 우수상을 받았다.",
            "활동가대상은 농어촌공사 주최로 2015년부터 매년 열린다.",
        )
        schemes = [f for f in facts if isinstance(f, SchemeFact)]
        assert {f.award for f in schemes} == {"전국 마을만들기 활동가대상"}
        assert [(f.organiser, f.since, f.frequency) for f in schemes] == [
            ("농어촌공사", None, None),
            (None, "2015", None),
            (None, None, "annual"),
        ]

    def test_several_may_hold_an_award_together(self, read_korean: Read) -> None:
        text = "한국도시학회(회장 김누리)와 새벽신문사가 공동으로 주관한 ‘제3회 열린도시대상’에서 동해시가 대상을 받았다."
        told = [f for f in read_korean(text) if isinstance(f, SchemeFact)]
        assert [f.organiser for f in told if f.organiser] == ["한국도시학회", "새벽신문사"]

    def test_which_time_an_award_is_held_is_told_with_its_year(self, read_korean: Read) -> None:
        facts = read_korean("동해시가 ‘제3회 열린도시대상’에서 대상을 받았다.")
        told = [(f.edition, f.ordinal) for f in facts if isinstance(f, SchemeFact)]
        assert told == [("2023", 3)]

    def test_the_governments_an_award_is_held_among_are_counted_with_their_parts(
        self, read_korean: Read
    ) -> None:
        facts = read_korean(
            "고성군이 ‘2023 지역안전 혁신대상’을 받았다.",
            "이 상은 전국 243개 지방자치단체(광역 17개, 기초 226개)를 대상으로 한다.",
        )
        counts = [(f.value, f.part) for f in facts if isinstance(f, Observation)]
        assert counts == [(243, None), (17, "광역"), (226, "기초")]


class TestClausesThatModify:
    def test_a_boast_before_a_name_is_that_governments(self, read_korean: Read) -> None:
        text = "전국 최초로 마을버스를 무료로 바꾼 화성시와 출산율이 전국에서 가장 높은 영광군이 모였다."
        claims = [(f.government, f.type) for f in read_korean(text) if isinstance(f, Claim)]
        assert claims == [("화성시", "first"), ("영광군", "most")]

    def test_a_value_may_follow_the_change_that_led_to_it(self, read_korean: Read) -> None:
        text = "여수시 청년고용률이 2021년 대비 1.2%p 상승한 43.5%를 기록했다."
        found = [
            f for f in read_korean("여수시는 15일 통계를 냈다.", text) if isinstance(f, Observation)
        ]
        assert [(f.value, f.role, f.compared_with) for f in found] == [
            (Decimal("43.5"), "actual", None),
            (Decimal("1.2"), "change", "2021"),
        ]

    def test_rates_in_brackets_belong_to_the_figure_before_them(self, read_korean: Read) -> None:
        text = "여수시는 지난해 고용률 64.2%(목표대비 102.1%), 취업자 수 3만1천250명(목표대비 99%)을 기록했다."
        found = [f for f in read_korean(text) if isinstance(f, Observation)]
        assert [(f.metric, f.value, f.role) for f in found] == [
            ("고용률", Decimal("64.2"), "actual"),
            ("고용률", Decimal("102.1"), "achievement-rate"),
            ("취업자 수", 31_250, "actual"),
            ("취업자 수", 99, "achievement-rate"),
        ]

    def test_a_rate_may_stand_without_its_figures(self, read_korean: Read) -> None:
        (fact,) = read_korean("여수시는 노인일자리 창출을 목표 대비 104.4% 달성했다.")
        assert isinstance(fact, Observation)
        assert (fact.metric, fact.value, fact.role) == (
            "노인일자리 창출",
            Decimal("104.4"),
            "achievement-rate",
        )

    def test_a_theme_and_a_proposal_are_no_programs(self, read_korean: Read) -> None:
        text = "여수시는 ‘바다와 함께 걷는 길’을 주제로 행사를 진행했고, △해변에 공원을 조성하자는 제안을 들었다."
        assert not [f for f in read_korean(text) if isinstance(f, Undertaking)]
