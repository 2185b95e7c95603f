"""Korean news as it is set: names without quotation marks, lists, and every sentence a paragraph."""

from collections.abc import Callable
from typing import Any

import pytest

from trackrecord.facts import Claim, Conferral, Fact, Observation, SchemeFact, Tenure, Undertaking

Read = Callable[..., list[Fact]]


def figures(facts: list[Fact]) -> list[tuple[Any, ...]]:
    return [
        (f.metric, int(f.value) if f.value == int(f.value) else float(f.value), f.role, f.period)
        for f in facts
        if isinstance(f, Observation)
    ]


def programs(facts: list[Fact]) -> list[tuple[Any, ...]]:
    return [
        (f.program, f.action, int(f.budget.amount) if f.budget else None)
        for f in facts
        if isinstance(f, Undertaking)
    ]


class TestGovernmentsAndPeople:
    @pytest.mark.parametrize(
        ("sentence", "told"),
        [
            ("한지우 영월군수는 새 계획을 밝혔다.", ("한지우", "군수", "영월군")),
            ("도민서 노원구청장이 현장을 찾았다.", ("도민서", "구청장", "노원구")),
            ("여수시장 남하준은 시의회에서 답했다.", ("남하준", "시장", "여수시")),
        ],
    )
    def test_an_office_glued_to_its_place(
        self, read_korean: Read, sentence: str, told: tuple[str, str, str]
    ) -> None:
        found = [f for f in read_korean(sentence) if isinstance(f, Tenure)]
        assert [(f.person, f.office, f.government) for f in found] == [told]

    @pytest.mark.parametrize(
        "sentence",
        [
            "영월군은 공모에 대비해 부군수를 단장으로 추진단을 꾸렸다.",
            "노원구는 이를 위해 구청장이 직접 나섰다.",
            "여수시는 회의를 통해 시장이 결정한 안을 알렸다.",
        ],
    )
    def test_a_verb_before_an_office_is_no_person(self, read_korean: Read, sentence: str) -> None:
        assert [f for f in read_korean(sentence) if isinstance(f, Tenure)] == []

    @pytest.mark.parametrize(
        ("sentence", "name"),
        [
            ("충북 영동군은 지난해 청년 창업 점포 21곳을 지원했다.", "영동군"),
            ("경기도 여주시가 올해 나무 3만 그루를 심었다.", "여주시"),
            ("노원구청은 지난해 일자리 1,200개를 창출했다.", "노원구"),
        ],
    )
    def test_a_government_is_called_by_its_own_name(
        self, read_korean: Read, sentence: str, name: str
    ) -> None:
        assert {f.about for f in read_korean(sentence) if isinstance(f, Observation)} == {name}

    def test_the_hall_in_which_something_is_done_did_not_do_it(self, read_korean: Read) -> None:
        facts = read_korean(
            "영동군은 지난해 도로를 넓혔다.", "영동군은 충북도청에서 지난해 나무 900그루를 심었다."
        )
        assert {f.about for f in facts if isinstance(f, Observation)} == {"영동군"}


class TestTargets:
    @pytest.mark.parametrize(
        "sentence",
        [
            "구례군은 2022년 일자리 목표 대비 112.5%(목표 800명, 실적 900명)를 달성했다.",
            "구례군은 지난해 일자리 목표 대비 112.5%(목표 800명·실적 900명)를 기록했다.",
            "구례군은 2022년 일자리 목표 대비 112.5% 달성(목표 800명, 실적 900명)으로 좋은 평가를 얻었다.",
        ],
    )
    def test_a_rate_with_both_its_figures_in_brackets(
        self, read_korean: Read, sentence: str
    ) -> None:
        told = {(role, value) for _, value, role, _ in figures(read_korean(sentence))}
        assert told == {("achievement-rate", 112.5), ("target", 800), ("actual", 900)}

    @pytest.mark.parametrize(
        ("sentence", "value"),
        [
            ("강원도는 올해 수출목표를 30억 달러로 정했다.", 3_000_000_000),
            ("강원도는 올해 수출목표액을 31억 달러로 잡았다.", 3_100_000_000),
            ("강원도 올해 수출 목표는 지난해보다 5% 증가한 32억 달러다.", 3_200_000_000),
        ],
    )
    def test_a_target_is_named_with_what_it_is_of(
        self, read_korean: Read, sentence: str, value: int
    ) -> None:
        assert ("수출", value, "target", "2023") in figures(read_korean(sentence))

    def test_a_growth_of_a_target_is_no_rate_at_which_it_was_reached(
        self, read_korean: Read
    ) -> None:
        facts = read_korean("강원도는 올해 수출목표를 지난해보다 7.1% 늘어난 30억 달러로 정했다.")
        assert "achievement-rate" not in {role for *_, role, _ in figures(facts)}

    def test_a_target_that_was_raised_is_a_target_before_and_after(self, read_korean: Read) -> None:
        facts = read_korean("강원도는 투자유치 목표를 당초 2조 원에서 3조 원으로 높였다.")
        assert [(value, role) for _, value, role, _ in figures(facts)] == [
            (2 * 10**12, "target"),
            (3 * 10**12, "target"),
        ]


class TestWhoseFigures:
    @pytest.mark.parametrize(
        "sentence",
        [
            "영동군에서는 한빛테크가 400억 원, 두레기계는 300억 원, 새온 200억 원을 투자한다.",
            "영동군에서 가람식품이 50억 원, 나래화학은 70억 원을 투자할 예정이다.",
            "영동군은 우리나라 전체 수출액이 7% 줄었다고 설명했다.",
        ],
    )
    def test_what_companies_or_the_country_did_is_not_the_governments(
        self, read_korean: Read, sentence: str
    ) -> None:
        assert figures(read_korean(sentence)) == []

    @pytest.mark.parametrize(
        ("paragraphs", "about"),
        [
            (("영동포도축제는 지난달 18일부터 21일까지 열렸다.", "방문객은 5만 명으로 집계됐다."), "영동포도축제"),
            (("제4회 영동와인페스티벌이 지난 2일 막을 내렸다.", "방문객은 5만 명이다."), "영동와인페스티벌"),
            (("영동군이 여는 ‘난계국악축제’가 지난 2일 열렸다.", "방문객은 5만 명이다."), "난계국악축제"),
        ],
    )  # fmt: skip
    def test_the_figures_after_a_festival_are_its_own(
        self, read_korean: Read, paragraphs: tuple[str, ...], about: str
    ) -> None:
        facts = read_korean("영동군이 가을을 맞았다.", *paragraphs)
        told = [(f.about, f.period) for f in facts if isinstance(f, Observation)]
        assert told == [(about, "2023")]

    @pytest.mark.parametrize("name", ["지역축제", "봄꽃축제", "취업박람회"])
    def test_a_kind_of_festival_is_no_name(self, read_korean: Read, name: str) -> None:
        facts = read_korean(f"영동군은 {name}를 열었다.")
        assert [f for f in facts if isinstance(f, Undertaking)] == []

    def test_a_source_before_the_program_does_not_hide_it(self, read_korean: Read) -> None:
        facts = read_korean(
            "영동군의 와인축제가 지난 5일 막을 올렸다.",
            "영동문화재단에 따르면, 축제는 지금까지 7만 명의 방문객을 기록했다.",
        )
        assert [f.about for f in facts if isinstance(f, Observation)] == ["와인축제"]


class TestSeries:
    @pytest.mark.parametrize(
        "second",
        [
            "2021년 56명, 지난해 61명으로 해마다 늘고 있다.",
            "2021년 56명, 2022년 61명이었다.",
            "2021년 56명에 이어 지난해 61명을 기록했다.",
        ],
    )
    def test_a_sentence_may_go_on_with_other_years(self, read_korean: Read, second: str) -> None:
        facts = read_korean(f"구례군 출생아 수는 올해 69명이다. {second}")
        told = {(value, period) for _, value, _, period in figures(facts)}
        assert {(56, "2021"), (61, "2022")} <= told

    @pytest.mark.parametrize(
        ("printed", "value"),
        [("3000여만 원", 30_000_000), ("120여억 원", 12_000_000_000), ("2조5000여억 원", 2_500_000_000_000)],
    )  # fmt: skip
    def test_a_number_may_be_said_to_be_more_before_its_scale(
        self, read_korean: Read, printed: str, value: int
    ) -> None:
        facts = read_korean(f"구례군은 지난해 매출액 {printed}을 기록했다.")
        assert [(f.value, f.precision) for f in facts if isinstance(f, Observation)] == [
            (value, "about")
        ]


class TestPrograms:
    @pytest.mark.parametrize(
        ("sentence", "told"),
        [
            (
                "구례군은 올해 산수유 둘레길 조성(30억 원), 섬진강 수변공원 정비사업(12억 원) 등을 추진한다.",
                [
                    ("산수유 둘레길 조성", 3_000_000_000),
                    ("섬진강 수변공원 정비사업", 1_200_000_000),
                ],
            ),
            (
                "구례군이 선정된 사업은 ▲마을회관 개보수 지원사업(국비 8억 원) ▲작은영화관 건립사업(20억 원)이다.",
                [("마을회관 개보수 지원사업", 800_000_000), ("작은영화관 건립사업", 2_000_000_000)],
            ),
            (
                "구례군의 주요 사업으로는 ‘들꽃도서관’ 건립(45억 원), 노후 상수관 교체사업(9억 원) 등이 있다.",
                [("들꽃도서관", 4_500_000_000), ("노후 상수관 교체사업", 900_000_000)],
            ),
        ],
    )
    def test_a_list_tells_programs_with_their_money(
        self, read_korean: Read, sentence: str, told: list[tuple[str, int]]
    ) -> None:
        assert [(name, money) for name, _, money in programs(read_korean(sentence))] == told

    @pytest.mark.parametrize(
        ("sentence", "told"),
        [
            (
                "구례군은 산림청이 주관한 ‘숲속 야영장 조성사업’ 공모에 최종 선정돼 총사업비 40억 원 중 국비 20억 원을 확보했다.",
                ("숲속 야영장 조성사업", "plan", 4_000_000_000),
            ),
            (
                "구례군이 국토교통부의 노후 주거지 정비사업에 선정됐다.",
                ("노후 주거지 정비사업", "plan", None),
            ),
            (
                "구례군은 ‘청년 어촌정착 지원사업’ 대상지로 선정됐다.",
                ("청년 어촌정착 지원사업", "plan", None),
            ),
        ],
    )
    def test_what_a_government_was_chosen_to_do_is_ahead(
        self, read_korean: Read, sentence: str, told: tuple[str, str, int | None]
    ) -> None:
        assert programs(read_korean(sentence)) == [told]

    @pytest.mark.parametrize(
        "sentence",
        [
            "구례군은 공모사업에 선정되도록 힘쓰겠다고 밝혔다.",
            "구례군이 각종 공모사업에 선정된 비결을 소개했다.",
            "구례군은 청년 지원사업에 선정되면 예산을 늘린다.",
        ],
    )
    def test_what_may_be_chosen_is_nothing_yet(self, read_korean: Read, sentence: str) -> None:
        assert programs(read_korean(sentence)) == []

    @pytest.mark.parametrize(
        ("sentence", "told"),
        [
            (
                "‘구례 치유농업 단지’는 총사업비 80억 원(국비 50%, 군비 50%)이 투입되는 시설이다.",
                ("구례 치유농업 단지", 8_000_000_000),
            ),
            (
                "구례군은 ‘섬진강 책방마을’을 만든다. 이 마을은 2025년까지 총 60억 원의 사업비를 들여 조성된다.",
                ("섬진강 책방마을", 6_000_000_000),
            ),
            (
                "구례군은 4억 원의 예산을 투입해 ‘어르신 동행 매니저’ 참여자 60명을 모집한다.",
                ("어르신 동행 매니저", 400_000_000),
            ),
        ],
    )
    def test_a_program_may_be_told_by_what_it_costs(
        self, read_korean: Read, sentence: str, told: tuple[str, int]
    ) -> None:
        facts = read_korean("구례군은 지리산 아래에 있다.", sentence)
        assert told in [(name, money) for name, _, money in programs(facts)]

    @pytest.mark.parametrize(
        ("sentence", "names"),
        [
            (
                "구례군은 △어르신을 위한 마을주차장 조성 △청년 창업공간 개소 등으로 호평을 받았다.",
                {"마을주차장", "청년 창업공간"},
            ),
            (
                "구례군은 ▲전국 최초 산불감시탑 설치 ▲귀촌인을 돕는 새터민 쉼터 건립 등의 성과를 거뒀다.",
                {"산불감시탑", "새터민 쉼터"},
            ),
            ("평가는 △조례 제정 △협의체 설치 △예산 편성 등을 심사했다.", set()),
        ],
    )
    def test_a_list_of_what_was_done(
        self, read_korean: Read, sentence: str, names: set[str]
    ) -> None:
        facts = read_korean("구례군은 지리산 아래에 있다.", sentence)
        assert {name for name, *_ in programs(facts)} == names

    @pytest.mark.parametrize(
        "sentence",
        [
            "구례군은 지난 12일 ‘2023년 성과 보고회’를 열었다.",
            "구례군은 11일 군청에서 ‘귀농 정책 토론회’를 개최했다.",
            "구례군이 지난 8일 ‘우수마을 시상식’을 열었다.",
        ],
    )
    def test_a_meeting_is_nothing_that_is_run(self, read_korean: Read, sentence: str) -> None:
        assert programs(read_korean(sentence)) == []


class TestAwards:
    def won(self, facts: list[Fact]) -> set[tuple[str, str | None, str | None]]:
        return {(f.recipient, f.edition, f.grade) for f in facts if isinstance(f, Conferral)}

    @pytest.mark.parametrize(
        ("sentence", "categories"),
        [
            (
                "구례군은 ‘2023 농정대상’ 시상식에서 유통 부문과 귀농 부문에 각각 최우수상과 우수상을 수상했다.",
                {"최우수상": "유통", "우수상": "귀농"},
            ),
            (
                "구례군이 ‘2023 안전문화대상’에서 재난 분야와 교통 분야에서 각각 대상과 장려상을 받았다.",
                {"대상": "재난", "장려상": "교통"},
            ),
        ],
    )
    def test_each_grade_has_its_own_field(
        self, read_korean: Read, sentence: str, categories: dict[str, str]
    ) -> None:
        found = [f for f in read_korean(sentence) if isinstance(f, Conferral)]
        assert {f.grade: f.category for f in found} == categories

    @pytest.mark.parametrize(
        ("sentence", "years"),
        [
            ("구례군은 2019년, 2021년에 이어 올해도 우수상을 받았다.", {"2019", "2021", "2023"}),
            ("구례군은 2020·2021년 우수상, 2022년 장려상에 이어 올해 대상을 받았다.", {"2020", "2021", "2022", "2023"}),
            ("구례군은 지난해에 이어 우수상을 받았다.", {"2022", "2023"}),
        ],
    )  # fmt: skip
    def test_earlier_years_are_each_won(
        self, read_korean: Read, sentence: str, years: set[str]
    ) -> None:
        facts = read_korean("‘전국 농정평가’ 시상식이 열렸다.", sentence)
        assert {edition for _, edition, _ in self.won(facts)} == years

    @pytest.mark.parametrize(
        "sentence",
        [
            "우수상을 받은 지자체는 구례군, 여주시, 영월군 등 7곳이다.",
            "우수상을 함께 받은 곳은 구례군, 여주시, 영월군이다.",
            "일자리를 늘린 구례군, 물가를 잡은 여주시, 축제를 살린 영월군 등 3곳이 우수상에 선정됐다.",
        ],
    )
    def test_who_else_received_it(self, read_korean: Read, sentence: str) -> None:
        facts = read_korean("‘2023 전국 농정평가’ 시상식이 열렸다.", sentence)
        assert {recipient for recipient, *_ in self.won(facts)} == {"구례군", "여주시", "영월군"}

    def test_fields_may_share_a_grade(self, read_korean: Read) -> None:
        facts = read_korean(
            "‘2023 전국 농정평가’ 시상식이 열렸다.",
            "‘유통’ 분야에선 구례군과 여주시, ‘귀농’ 분야에선 영월군이 대상의 영예를 안았다.",
        )
        assert self.won(facts) == {
            (name, "2023", "대상") for name in ("구례군", "여주시", "영월군")
        }

    @pytest.mark.parametrize(
        ("sentence", "organiser", "frequency"),
        [
            ("행정안전부가 지난 3일 발표한 ‘지방물가 평가’에서 구례군이 1등급을 받았다.", "행정안전부", None),
            ("행정안전부는 물가를 잡은 지자체를 뽑기 위해 매년 ‘지방물가 평가’를 실시하고 있다.", "행정안전부", "annual"),
        ],
    )  # fmt: skip
    def test_who_runs_an_evaluation(
        self, read_korean: Read, sentence: str, organiser: str, frequency: str | None
    ) -> None:
        found = [f for f in read_korean(sentence) if isinstance(f, SchemeFact)]
        assert organiser in {f.organiser for f in found}
        assert frequency in {f.frequency for f in found}

    @pytest.mark.parametrize(
        ("sentence", "value"),
        [
            ("‘2023 농정평가’에는 우수사례 277건을 대상으로 심사가 이뤄졌다.", 277),
            ("‘2023 농정평가’는 총 256건의 우수사례를 심사했다.", 256),
            ("‘2023 농정평가’는 기초자치단체 226개를 대상으로 했다.", 226),
        ],
    )
    def test_what_an_evaluation_had_before_it(
        self, read_korean: Read, sentence: str, value: int
    ) -> None:
        found = [f for f in read_korean(sentence) if isinstance(f, Observation)]
        assert [(f.about, int(f.value)) for f in found] == [("농정평가", value)]

    def test_a_rank_kept_for_years_is_a_streak_too(self, read_korean: Read) -> None:
        facts = read_korean("구례군은 5년 연속 산수유 생산량 전국 1위를 지키고 있다.")
        assert {(f.type, int(f.value or 0)) for f in facts if isinstance(f, Claim)} == {
            ("streak", 5),
            ("rank", 1),
        }


class TestHowNewsIsSet:
    def test_a_caption_is_no_news(self, read_korean: Read) -> None:
        facts = read_korean(
            "▲ 구례군이 ‘2023 농정대상’ 시상식에서 대상을 수상한 뒤 기념촬영을 하고 있다.",
            "▲ 여주시가 지난해 나무 3만 그루를 심었다.",
            "구례군은 지리산 아래에 있다.",
        )
        assert [f for f in facts if isinstance(f, Conferral)] == []

    def test_a_paragraph_without_its_full_stop_is_read(self, read_korean: Read) -> None:
        facts = read_korean(
            "구례군이 가을을 맞았다.",
            "한지우 구례군수는 “어르신과 청년이 함께 웃는 고장을 만들기 위해 한 걸음 더 가까이 다가가겠다”고 거듭 밝혔다",
        )
        assert [f.person for f in facts if isinstance(f, Tenure)] == ["한지우"]

    def test_sentences_may_be_set_without_a_space_between(self, read_korean: Read) -> None:
        facts = read_korean(
            "구례군은 지난해 나무 900그루를 심었다.여주시는 올해 나무 300그루를 심었다."
        )
        assert [(f.about, f.value) for f in facts if isinstance(f, Observation)] == [
            ("구례군", 900),
            ("여주시", 300),
        ]

    def test_a_few_sentences_set_alone_are_one_paragraph(self, read_korean: Read) -> None:
        facts = read_korean("지난해 구례군은 바쁜 한 해를 보냈다.", "군은 나무 900그루를 심었다.")
        assert [period for *_, period in figures(facts)] == ["2022"]


class TestListsWithMarks:
    @pytest.mark.parametrize(
        ("sentence", "parts"),
        [
            (
                "유형별 모집 인원은 △공익형 700명 △사회서비스형 200명 △시장형 100명이다.",
                {"공익형": 700, "사회서비스형": 200, "시장형": 100},
            ),
            (
                "읍·면별 모집 인원은 ▲구례읍 600명 ▲산동면 400명 등이다.",
                {"구례읍": 600, "산동면": 400},
            ),
        ],
    )
    def test_parts_may_stand_behind_marks(
        self, read_korean: Read, sentence: str, parts: dict[str, int]
    ) -> None:
        facts = read_korean("구례군은 지난해 노인 일자리 1,000명을 지원했다.", sentence)
        found = {f.part: int(f.value) for f in facts if isinstance(f, Observation) and f.part}
        assert found == parts

    @pytest.mark.parametrize(
        ("sentence", "parts"),
        [
            ("주요 판매 품목은 ▲산수유(12억 원) ▲밤(3억 원)이다.", {"산수유", "밤"}),
            ("주요 판매 품목은 △한우(20억 원) △배추(2억 원) △고로쇠(1억 원) 순이다.", {"한우", "배추", "고로쇠"}),
        ],
    )  # fmt: skip
    def test_parts_may_have_their_amounts_in_brackets(
        self, read_korean: Read, sentence: str, parts: set[str]
    ) -> None:
        facts = read_korean(f"구례군 농산물 판매액은 지난해 90억 원을 기록했다. {sentence}")
        assert {f.part for f in facts if isinstance(f, Observation) and f.part} == parts

    @pytest.mark.parametrize(
        ("sentence", "told"),
        [
            (
                "분야별로는 ▲산수유 가공시설 확충 3개 사업, 12억 원 ▲마을 안길 정비 20억 원이 투입된다.",
                {("산수유 가공시설 확충", 1_200_000_000), ("마을 안길 정비", 2_000_000_000)},
            ),
            ("분야별로는 △교육 5억 원 △환경 7억 원이 투입된다.", set()),
        ],
    )
    def test_an_item_with_its_money_last(
        self, read_korean: Read, sentence: str, told: set[tuple[str, int]]
    ) -> None:
        facts = read_korean("구례군은 내년 살림을 짰다.", sentence)
        assert {(name, money) for name, _, money in programs(facts)} == told

    def test_whom_something_is_for_is_not_set_up(self, read_korean: Read) -> None:
        facts = read_korean(
            "구례군이 평가를 받았다.",
            "평가는 전국 치매안심센터를 대상으로 △기반시설 구축 등을 봤다.",
        )
        assert programs(facts) == []

    def test_what_is_planned_may_be_the_topic(self, read_korean: Read) -> None:
        facts = read_korean("구례군은 체육을 키운다.", "간전 파크골프장은 18홀로 조성할 계획이다.")
        assert programs(facts) == [("간전 파크골프장", "plan", None)]

    def test_more_than_so_many_is_counted_where_something_was_done(self, read_korean: Read) -> None:
        facts = read_korean("구례군은 지난해 2천 대 이상의 전기차를 보급했다.")
        assert [(value, period) for _, value, _, period in figures(facts)] == [(2000, "2022")]
