"""Korean press releases: what many of them tell alike, each form in several of its wordings."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from trackrecord.facts import Claim, Conferral, Fact, Money, SchemeFact, Undertaking

Read = Callable[..., list[Fact]]
ISSUED = date(2023, 9, 15)


class TestPressReleases:
    def won(self, facts: list[Fact]) -> list[tuple[str, str, str | None, str | None]]:
        return [
            (f.recipient, f.award, f.edition, f.grade) for f in facts if isinstance(f, Conferral)
        ]

    @pytest.mark.parametrize(
        ("sentence", "award", "grade"),
        [
            (
                "속초시는 지난 5일 강릉시에서 열린 ‘2023 강원 관광대상’ 시상식에서 최우수상을 받았다.",
                "강원 관광대상",
                "최우수상",
            ),
            (
                "속초시가 지난달 서울 중구에서 개최된 ‘제3회 해양도시 어워드’에서 대상을 수상했다.",
                "해양도시 어워드",
                "대상",
            ),
            (
                "속초시는 8일 세종시에서 열린 행정안전부 주관 ‘지방물가 평가’에서 우수기관으로 뽑혔다.",
                "지방물가 평가",
                "우수기관",
            ),
        ],
    )
    def test_the_city_where_a_ceremony_was_held_won_nothing(
        self, read_korean: Read, sentence: str, award: str, grade: str
    ) -> None:
        assert self.won(read_korean(sentence)) == [("속초시", award, "2023", grade)]

    @pytest.mark.parametrize(
        ("sentence", "honours"),
        [
            (
                "속초시는 올해 ▲환경부 ‘물관리 평가’ 최우수상 ▲강원도 ‘세정 평가’ 장려상 등을 받았다.",
                [("물관리 평가", "최우수상"), ("세정 평가", "장려상")],
            ),
            (
                "속초시의 올해 수상 실적은 △보건복지부 ‘자활사업 평가’ 우수기관 △행정안전부 ‘안전문화대상’ 우수상 등이다.",
                [("자활사업 평가", "우수기관"), ("안전문화대상", "우수상")],
            ),
            (
                "속초시는 올해 ▲여성가족부 ‘청소년정책 평가’ 대상 ▲고용노동부 ‘일자리 평가’ 특별상 등 2개 상을 차지했다.",
                [("청소년정책 평가", "대상"), ("일자리 평가", "특별상")],
            ),
        ],
    )
    def test_a_list_of_honours_is_one_governments(
        self, read_korean: Read, sentence: str, honours: list[tuple[str, str]]
    ) -> None:
        assert self.won(read_korean(sentence)) == [
            ("속초시", award, "2023", g) for award, g in honours
        ]

    @pytest.mark.parametrize(
        ("sentence", "award", "year", "grade"),
        [
            ("시는 2019년에도 이 대회에서 장려상을 받은 바 있다.", "대한민국 도시대상", "2019", "장려상"),
            ("지난해에는 ‘녹색도시 공모’에서 특별상을 수상했다.", "녹색도시 공모", "2022", "특별상"),
            ("2021년 최우수상에 이은 두 번째 수상이다.", "대한민국 도시대상", "2021", "최우수상"),
            ("2022년에 이어 2회 연속 우수상을 받았다.", "대한민국 도시대상", "2022", "우수상"),
        ],
    )  # fmt: skip
    def test_a_win_of_another_year_is_of_that_years_edition(
        self, read_korean: Read, sentence: str, award: str, year: str, grade: str
    ) -> None:
        facts = read_korean("속초시는 ‘대한민국 도시대상’에서 우수상을 받았다.", sentence)
        assert ("속초시", award, year, grade) in self.won(facts)

    @pytest.mark.parametrize(
        "sentence",
        [
            "속초시가 ‘대한민국 안전대상’을 4년 연속 수상했다.",
            "속초시는 ‘대한민국 안전대상’을 4회 연속 받는 쾌거를 거뒀다.",
            "속초시가 ‘대한민국 안전대상’을 4년 연속 수상하는 영예를 안았다.",
        ],
    )
    def test_what_was_won_in_a_row_was_won_this_year(
        self, read_korean: Read, sentence: str
    ) -> None:
        facts = read_korean(sentence)
        assert self.won(facts) == [("속초시", "대한민국 안전대상", "2023", None)]
        assert [f.value for f in facts if isinstance(f, Claim)] == [4]

    @pytest.mark.parametrize(
        "sentence",
        [
            "속초시가 마련한 공모에서 주민 김모 씨가 대상을 받았다.",
            "㈜한결은 속초시에서 열린 시상식에서 산업부장관상을 받았다.",
            "속초시 관계자는 “대상을 목표로 하겠다”고 말했다.",
        ],
    )
    def test_what_others_won_is_not_the_citys(self, read_korean: Read, sentence: str) -> None:
        assert self.won(read_korean(sentence)) == []

    @pytest.mark.parametrize(
        ("sentence", "program", "action", "budget"),
        [
            ("속초시는 ‘바다향기로’를 85억 원을 투입해 정비할 계획이다.", "바다향기로", "plan", 8_500_000_000),
            ("속초시는 ‘청초호 유원지’를 국비 40억 원 등 90억 원을 들여 2026년까지 조성한다.", "청초호 유원지", "plan", 9_000_000_000),
            ("속초시는 내년에 30억 원을 투자해 ‘설악 문화마당’을 건립하기로 했다.", "설악 문화마당", "plan", 3_000_000_000),
            ("속초시는 오는 12월 ‘속초 청년센터’ 문을 연다.", "속초 청년센터", "plan", None),
            ("지난 7월 속초시에 ‘속초 로컬창업관’이 문을 열었다.", "속초 로컬창업관", "establish", None),
            ("속초시 ‘조양 어린이도서관’이 지난 3월 문을 열었다.", "조양 어린이도서관", "establish", None),
            ("속초시는 지난 3일 ‘설악 다온도서관’ 개관식을 열었다.", "설악 다온도서관", "establish", None),
            ("속초시는 ‘영랑 안심센터’를 24시간 운영하고 있다.", "영랑 안심센터", "operate", None),
            ("속초시는 ▲‘동명 야학’ 운영 ▲통학로 정비를 추진한다.", "동명 야학", "plan", None),
            ("속초시의 주요 사업은 ‘동명항 정비사업’ 62억 원 등이다.", "동명항 정비사업", "fund", 6_200_000_000),
            ("속초시는 ‘북방어장 지원사업’에 12억 원을 편성했다.", "북방어장 지원사업", "fund", 1_200_000_000),
            ("속초시는 관광안내소 확충에 5억 원을 반영했다.", "관광안내소 확충", "fund", 500_000_000),
        ],
    )  # fmt: skip
    def test_a_program_is_read_with_its_money(
        self, read_korean: Read, sentence: str, program: str, action: str, budget: int | None
    ) -> None:
        (fact,) = [f for f in read_korean(sentence) if isinstance(f, Undertaking)]
        assert (fact.government, fact.program, fact.action) == ("속초시", program, action)
        assert fact.budget == (Money(Decimal(budget), "KRW") if budget else None)

    @pytest.mark.parametrize(
        ("sentence", "kind", "scope"),
        [
            ("속초시는 강원 최초로 ‘해변 도서관’을 열었다.", "first", "강원"),
            ("속초시 수상 실적은 시 개청 이래 가장 많다.", "most", "시 개청 이래"),
            ("속초시 고용률은 전국에서 가장 높았다.", "most", "전국"),
        ],
    )
    def test_a_boast_names_whom_it_is_measured_against(
        self, read_korean: Read, sentence: str, kind: str, scope: str
    ) -> None:
        claims = [f for f in read_korean(sentence) if isinstance(f, Claim)]
        assert [(f.government, f.type, f.scope) for f in claims] == [("속초시", kind, scope)]

    @pytest.mark.parametrize(
        ("sentence", "organisers"),
        [
            ("행정안전부가 주최하고 한국지방행정연구원이 주관하는 ‘지역혁신 평가’에서 속초시가 대상을 받았다.", ["행정안전부", "한국지방행정연구원"]),
            ("속초시는 해양수산부 주최로 8일 열린 ‘해양도시 경진대회’에서 대상을 받았다.", ["해양수산부"]),
            ("속초시는 강원도 ‘세정 평가’에서 우수상을 받았다.", ["강원도"]),
        ],
    )  # fmt: skip
    def test_who_holds_an_award(
        self, read_korean: Read, sentence: str, organisers: list[str]
    ) -> None:
        found = [
            f.organiser for f in read_korean(sentence) if isinstance(f, SchemeFact) and f.organiser
        ]
        assert found == organisers

    def test_the_marks_of_an_outline_are_no_words(self, read_korean: Read) -> None:
        facts = read_korean(
            "□ 속초시는 ‘대한민국 도시대상’에서 우수상을 받았다.", "○ 이 상은 2년마다 수여된다."
        )
        assert [f.frequency for f in facts if isinstance(f, SchemeFact)] == ["biennial"]


@pytest.mark.parametrize(
    "cost", ["예산은 12억 5천만원이다.", "총사업비는 12억원이다.", "공사비는 모두 12억원이다."]
)
def test_what_a_program_costs_is_no_budget_of_the_government(read_korean: Read, cost: str) -> None:
    facts = read_korean(f"금천구는 내년 3월 ‘청년 창업센터’를 연다고 밝혔다. {cost}")
    assert [fact.kind for fact in facts] == ["undertaking"]
