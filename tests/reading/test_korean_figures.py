"""Korean figures by their form: each form in sentences that say different things in it.

A figure is written as "metric value role period", and what it is a part of, measured against or about
where that is told.
"""

from collections.abc import Callable
from datetime import date

import pytest

from trackrecord.document import Document
from trackrecord.facts import Observation
from trackrecord.lexicon import Lexicon
from trackrecord.reading import read_facts

ISSUED = date(2024, 10, 11)
FORMS: dict[str, tuple[tuple[str, list[str]], ...]] = {
    "a topic is told with its value and how it came about": (
        (
            "동해시의 지난해 도시가스 보급률은 78.4%로 집계됐다.",
            ["도시가스_보급률 78.4 actual 2023"],
        ),
        ("동해시 등록 외국인은 지난 8월 말 기준 1,903명이다.", ["등록_외국인 1903 actual 2024-08"]),
        ("동해시의 2023년 재활용률이 61.2%에 달했다.", ["재활용률 61.2 actual 2023"]),
    ),
    "what was done is told with a bare noun before its amount": (
        ("동해시는 지난해 가로등 320개를 교체했다.", ["가로등_교체 320 actual 2023"]),
        (
            "동해시는 올해 상반기 창업기업 14개사를 발굴했다.",
            ["창업기업_발굴 14 actual 2024-01/2024-06"],
        ),
        (
            "동해시는 2023년 어린이 보호구역 9곳을 정비했다고 밝혔다.",
            ["어린이_보호구역_정비 9 actual 2023"],
        ),
    ),
    "the noun may follow its amount": (
        ("동해시는 지난해 36개 기업을 유치했다.", ["기업_유치 36 actual 2023"]),
        ("동해시는 올해 45억 원의 국비를 확보했다.", ["국비_확보 4500000000 actual 2024"]),
        ("동해시는 2022년 210가구의 이주를 지원했다.", ["이주_지원 210 actual 2022"]),
    ),
    "the object may stand before a bare amount": (
        ("동해시는 지난해 구강검진을 54회 실시했다.", ["구강검진 54 actual 2023"]),
        ("동해시는 올해 은행나무를 1만 2천 그루 심었다.", ["은행나무 12000 actual 2024"]),
        ("동해시는 지난해 안전점검도 130회 실시했다.", ["안전점검 130 actual 2023"]),
    ),
    "whom something was given is counted": (
        ("동해시는 지난해 농가 240곳에 미생물을 공급했다.", ["농가_미생물_공급 240 actual 2023"]),
        ("동해시는 올해 청년 85명에게 월세를 지원했다.", ["청년_월세_지원 85 actual 2024"]),
        ("동해시는 지난해 식당 60곳에 위생용품을 보급했다.", ["식당_위생용품_보급 60 actual 2023"]),
    ),
    "people are counted by what they came for": (
        (
            "지난해 동해시 무릉별유천지에는 31만 명이 다녀갔다.",
            ["무릉별유천지_방문객 310000 actual 2023"],
        ),
        (
            "동해시가 지난 9월 연 걷기대회에는 1,200명이 참가했다.",
            ["걷기대회_참여자 1200 actual 2024-09"],
        ),
        ("올해 동해시 캠핑장에는 8만 4천 명이 방문했다.", ["캠핑장_방문객 84000 actual 2024"]),
    ),
    "a plan is a target": (
        (
            "동해시는 내년까지 전기차 충전기 60기를 설치할 계획이다.",
            ["전기차_충전기_설치 60 target 2025"],
        ),
        (
            "동해시는 2026년까지 관광객 500만 명을 유치하겠다고 밝혔다.",
            ["관광객_유치 5000000 target 2026"],
        ),
        (
            "동해시는 내년에 돌봄 인력 40명을 채용하고, 쉼터 6곳을 조성할 방침이다.",
            ["돌봄_인력_채용 40 target 2025", "쉼터_조성 6 target 2025"],
        ),
    ),
    "what is aimed at is a target": (
        (
            "동해시는 올해 수출 2억 달러 달성을 목표로 하고 있다.",
            ["수출_달성 200000000 target 2024"],
        ),
        ("동해시는 내년 방문객 30만 명을 목표로 잡았다.", ["방문객 300000 target 2025"]),
        (
            "동해시는 올해 취업률 70%, 일자리 3,200개를 목표로 한 계획을 세웠다.",
            ["취업률 70 target 2024", "일자리 3200 target 2024"],
        ),
    ),
    "a target and its rate follow the result": (
        (
            "동해시는 지난해 나무 4,400그루를 심어 목표 4,000그루 대비 110%를 달성했다.",
            ["나무 4400 actual 2023", "나무 4000 target 2023", "나무 110 achievement-rate 2023"],
        ),
        (
            "동해시는 지난해 환급금 11억 원을 지급해 목표액인 10억 원의 110%를 기록했다.",
            [
                "환급금_지급 1100000000 actual 2023",
                "환급금_지급 1000000000 target 2023",
                "환급금_지급 110 achievement-rate 2023",
            ],
        ),
        (
            "동해시는 지난해 교육생 550명을 양성해 목표(500명) 대비 달성률 110%를 보였다.",
            [
                "교육생_양성 550 actual 2023",
                "교육생_양성 500 target 2023",
                "교육생_양성 110 achievement-rate 2023",
            ],
        ),
    ),
    "more than the target is no rate of it": (
        (
            "동해시는 지난해 기업 33개사를 유치해 목표 30개사를 10% 초과했다.",
            ["기업_유치 33 actual 2023", "기업_유치 30 target 2023"],
        ),
        (
            "동해시는 지난해 일자리 3,300개를 창출해 목표 3,000개보다 10% 초과 달성했다.",
            ["일자리_창출 3300 actual 2023", "일자리_창출 3000 target 2023"],
        ),
        (
            "동해시는 지난해 투자 1조 1천억 원을 유치해 목표액 1조 원을 10%가량 웃돌았다.",
            ["투자_유치 1100000000000 actual 2023", "투자_유치 1000000000000 target 2023"],
        ),
    ),
    "the year before is told with its value and the change": (
        (
            "동해시의 지난해 관광객은 412만 명으로 전년 380만 명보다 8.4% 늘었다.",
            [
                "관광객 4120000 actual 2023",
                "관광객 3800000 actual 2022",
                "관광객 8.4 change-rate 2023 against=2022",
            ],
        ),
        (
            "동해시의 2023년 화재는 88건으로 2022년(102건)에 비해 14건 감소했다.",
            ["화재 88 actual 2023", "화재 102 actual 2022", "화재 -14 change 2023 against=2022"],
        ),
        (
            "동해시의 올해 예산은 6,120억 원으로 지난해 5,900억 원 대비 220억 원(3.7%) 증가했다.",
            [
                "예산 612000000000 actual 2024",
                "예산 590000000000 actual 2023",
                "예산 22000000000 change 2024 against=2023",
                "예산 3.7 change-rate 2024 against=2023",
            ],
        ),
    ),
    "a change may stand without a value": (
        (
            "동해시의 지난해 지방세 수입은 전년 대비 6.1% 증가했다.",
            ["지방세_수입 6.1 change-rate 2023 against=2022"],
        ),
        (
            "동해시의 올해 상반기 쓰레기 배출량이 지난해 같은 기간보다 4.5% 줄었다.",
            ["쓰레기_배출량 -4.5 change-rate 2024-01/2024-06 against=2023-01/2023-06"],
        ),
        (
            "동해시는 지난해 전력 사용량을 전년보다 7% 줄였다.",
            ["전력_사용량 -7 change-rate 2023 against=2022"],
        ),
    ),
    "a change may lead to the value": (
        (
            "동해시의 지난해 고용률은 전년보다 0.8%p 오른 63.1%를 기록했다.",
            ["고용률 63.1 actual 2023", "고용률 0.8 change 2023 against=2022"],
        ),
        (
            "동해시는 내년도 예산안을 올해보다 5.2% 늘어난 6,440억 원으로 편성했다.",
            ["예산 644000000000 actual 2025", "예산 5.2 change-rate 2025 against=2024"],
        ),
        (
            "동해시의 지난해 수출액은 2022년보다 12% 늘어난 3억 달러로 집계됐다.",
            ["수출액 300000000 actual 2023", "수출액 12 change-rate 2023 against=2022"],
        ),
    ),
    "from one value to another": (
        (
            "동해시의 빈집은 2021년 410채에서 지난해 355채로 55채 줄었다.",
            ["빈집 410 actual 2021", "빈집 355 actual 2023", "빈집 -55 change 2023 against=2021"],
        ),
        (
            "동해시는 공공자전거를 현재 120대에서 2026년까지 300대로 늘린다.",
            ["공공자전거 120 actual undated", "공공자전거 300 target 2026"],
        ),
        (
            "동해시는 알렸다. 2020년 3만 명이던 축제 방문객은 지난해 9만 명으로 늘었다.",
            ["축제_방문객 30000 actual 2020", "축제_방문객 90000 actual 2023"],
        ),
    ),
    "values of several dates stand in a row": (
        (
            "동해시의 귀농 인구는 2021년 31명, 2022년 44명, 2023년 52명으로 늘었다.",
            ["귀농_인구 31 actual 2021", "귀농_인구 44 actual 2022", "귀농_인구 52 actual 2023"],
        ),
        (
            "동해시의 특허 출원 건수는 2022년 12건, 2023년 19건이다.",
            ["특허_출원_건수 12 actual 2022", "특허_출원_건수 19 actual 2023"],
        ),
        (
            "동해시의 수상 실적은 2021년 8건, 2022년 11건, 2023년 15건 등이다.",
            ["수상_실적 8 actual 2021", "수상_실적 11 actual 2022", "수상_실적 15 actual 2023"],
        ),
    ),
    "parts of a whole follow it": (
        (
            "동해시의 올해 예산은 6,120억 원이다. 분야별로는 사회복지 2,150억 원, 환경 610억 원, 문화 및 관광 402억 원 순이다.",
            [
                "예산 612000000000 actual 2024",
                "예산 215000000000 actual 2024 part=사회복지",
                "예산 61000000000 actual 2024 part=환경",
                "예산 40200000000 actual 2024 part=문화_및_관광",
            ],
        ),
        (
            "동해시는 지난해 일자리 3,000개를 창출했다. 이 가운데 청년 일자리는 820개로 27.3%를 차지했다.",
            [
                "일자리_창출 3000 actual 2023",
                "일자리_창출 820 actual 2023 part=청년",
                "일자리_창출 27.3 share 2023 part=청년",
            ],
        ),
        (
            "동해시의 올해 예산은 6,120억 원으로, 일반회계는 5,600억 원, 특별회계는 520억 원이다.",
            [
                "예산 612000000000 actual 2024",
                "예산 560000000000 actual 2024 part=일반회계",
                "예산 52000000000 actual 2024 part=특별회계",
            ],
        ),
    ),
    "parts may stand before their whole": (
        (
            "동해시는 지난해 도서관 21건, 박물관 13건 등 모두 34건의 행사를 개최했다.",
            [
                "행사_개최 34 actual 2023",
                "행사_개최 21 actual 2023 part=도서관",
                "행사_개최 13 actual 2023 part=박물관",
            ],
        ),
        (
            "동해시는 올해 국내 18개, 해외 4개 등 총 22개 기업을 유치했다.",
            [
                "기업_유치 22 actual 2024",
                "기업_유치 18 actual 2024 part=국내",
                "기업_유치 4 actual 2024 part=해외",
            ],
        ),
        (
            "동해시는 지난해 중앙부처 9건, 강원도 12건 등 모두 21건의 상을 받았다.",
            [
                "수상 21 actual 2023",
                "수상 9 actual 2023 part=중앙부처",
                "수상 12 actual 2023 part=강원도",
            ],
        ),
    ),
    "parts under a topic need no whole": (
        (
            "동해시의 신규 창업자는 남성 310명, 여성 290명이다.",
            [
                "신규_창업자 310 actual undated part=남성",
                "신규_창업자 290 actual undated part=여성",
            ],
        ),
        (
            "동해시의 지난해 등록 차량은 승용차 4만 2천 대, 화물차 9천 대였다.",
            ["등록_차량 42000 actual 2023 part=승용차", "등록_차량 9000 actual 2023 part=화물차"],
        ),
        (
            "동해시의 체육시설은 실내 12곳, 실외 31곳이다.",
            ["체육시설 12 actual undated part=실내", "체육시설 31 actual undated part=실외"],
        ),
    ),
    "of how many how many were done": (
        (
            "동해시는 공약 64건 가운데 41건을 완료했다.",
            ["공약 64 actual undated", "공약_완료 41 actual undated"],
        ),
        (
            "동해시는 노후 교량 18곳 중 11곳을 보수했다.",
            ["노후_교량 18 actual undated", "노후_교량_보수 11 actual undated"],
        ),
        (
            "동해시는 위험 간판 230개 가운데 190개를 철거했다.",
            ["위험_간판 230 actual undated", "위험_간판_철거 190 actual undated"],
        ),
    ),
    "what a program was used for is told of the program": (
        (
            "동해시는 지난해 ‘바다야학’을 통해 주민 140명을 교육했다.",
            ["주민_교육 140 actual 2023 about=바다야학"],
        ),
        (
            "동해시가 운영하는 ‘논골담길 안내소’에는 지난해 2만 1천 명이 방문했다.",
            ["방문객 21000 actual 2023 about=논골담길_안내소"],
        ),
        (
            "동해시는 ‘행복마차’를 운영하며 어르신 320명의 이동을 지원했다.",
            ["어르신_이동_지원 320 actual undated about=행복마차"],
        ),
    ),
    "with how many something was agreed": (
        ("동해시는 올해 22개 기업과 투자협약을 체결했다.", ["투자협약_기업 22 actual 2024"]),
        ("동해시는 지난해 기업 16개사와 업무협약을 맺었다.", ["업무협약_기업 16 actual 2023"]),
        ("동해시는 올해 9개 대학과 업무협약을 체결했다.", ["업무협약_대학 9 actual 2024"]),
    ),
    "amounts share a verb": (
        (
            "동해시는 올해 쉼터 12곳과 놀이터 5곳을 조성했다.",
            ["쉼터_조성 12 actual 2024", "놀이터_조성 5 actual 2024"],
        ),
        (
            "동해시는 지난해 취업자 수 4만 1천 명, 고용률 63.1%를 기록했다.",
            ["취업자_수 41000 actual 2023", "고용률 63.1 actual 2023"],
        ),
        (
            "동해시는 지난해 저온창고 8동, 농기계 41대를 보급했다.",
            ["저온창고_보급 8 actual 2023", "농기계_보급 41 actual 2023"],
        ),
    ),
    "the period runs up to now": (
        ("동해시는 2021년부터 지금까지 빈집 74채를 정비했다.", ["빈집_정비 74 actual 2021/2024"]),
        (
            "동해시는 2022년 3월부터 현재까지 상담 1,180건을 처리했다.",
            ["상담_처리 1180 actual 2022-03/2024-10"],
        ),
        (
            "동해시는 올해 9월까지 민원 2,250건을 처리했다.",
            ["민원_처리 2250 actual 2024-01/2024-09"],
        ),
    ),
    "what measures nothing is left alone": (
        ("동해시는 시민 800명을 대상으로 설문조사를 했다.", []),
        ("동해시는 1인당 최대 300만 원을 지원한다.", []),
        ("동해시 행사에는 주민 500여 명이 참석한 가운데 열렸다.", []),
        ("동해시는 지상 4층, 연면적 2,300㎡ 규모의 회관을 둘러봤다.", []),
        ("동해시는 인구 10만 명 미만 도시와 교류한다.", []),
        ("동해시 인구는 내년 8만 명으로 전망된다.", []),
    ),
    "what others did is left alone": (
        ("동해시가 협약을 맺었다. 기업들이 500억 원을 투자해 60명을 고용하기로 했다.", []),
        ("동해시는 알렸다. ㈜푸른바다는 지난해 직원 40명을 채용했다.", []),
        ("동해시는 알렸다. 동해경찰서는 지난해 음주운전 120건을 단속했다.", []),
    ),
    "none is read twice": (
        (
            "동해시는 지난해 이동진료 24회를 실시해 주민 1,310명을 진료했다.",
            ["이동진료 24 actual 2023", "주민_진료 1310 actual 2023"],
        ),
        (
            "동해시는 외국인 근로자 210명을 농가 75곳에 배치했다.",
            ["외국인_근로자_배치 210 actual undated"],
        ),
        (
            "동해시는 해외 박람회에서 41건, 620만 달러의 계약을 체결했다.",
            ["계약_체결 41 actual undated", "계약_체결 6200000 actual undated"],
        ),
    ),
    "what was not done by the government is left alone": (
        ("동해시 소재 푸른정밀은 지난해 매출 320억 원을 올렸다.", []),
        ("동해시는 아파트 2,400세대가 입주하면 학교를 짓는다.", []),
        ("동해시는 청소년 3천 명이 참가할 것으로 보고 있다.", []),
    ),
    "an amount of each day or month is no total": (
        ("동해시는 하루 3만 톤의 물을 공급하는 정수장을 둘러봤다.", []),
        ("동해시는 청년에게 매달 20만 원을 지급한다.", []),
        ("동해시는 창업자 1인당 최대 500만 원을 지원한다.", []),
    ),
    "a field of policy has a budget": (
        (
            "동해시는 올해 청년정책에 132억 원을 투입한다.",
            ["청년정책_예산 13200000000 actual 2024"],
        ),
        (
            "동해시는 내년 복지 분야에 2,150억 원을 편성했다.",
            ["복지_분야_예산 215000000000 actual 2025"],
        ),
        (
            "동해시는 지난해 안전 부문에 88억 원을 투자했다.",
            ["안전_부문_예산 8800000000 actual 2023"],
        ),
    ),
    "entries are counted of an award": (
        (
            "‘해양도시 공모전’은 매년 열리며, 올해는 61개 도시가 참가했다. 동해시가 대상을 받았다.",
            ["도시_참가 61 actual 2024 about=해양도시_공모전"],
        ),
        (
            "동해시가 ‘2024 해양도시 평가’에서 대상을 받았다. 이번 평가에는 전국에서 158건이 접수됐다.",
            ["접수_사례 158 actual 2024 about=해양도시_평가"],
        ),
        (
            "동해시가 ‘2024 해양도시 평가’에서 대상을 받았다. 이번 대회에는 기관 92곳이 응모했다.",
            ["기관 92 actual 2024 about=해양도시_평가"],
        ),
    ),
    "what those counted did is part of what is counted": (
        ("동해시의 지난해 취업한 청년은 187명이다.", ["취업_청년 187 actual 2023"]),
        ("동해시의 등록된 공장은 412곳이다.", ["등록_공장 412 actual undated"]),
        ("동해시에서 지난해 폐업한 점포는 95곳으로 집계됐다.", ["폐업_점포 95 actual 2023"]),
    ),
}


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        pytest.param(sentence, figures, id=f"{form}: {sentence}")
        for form, variants in FORMS.items()
        for sentence, figures in variants
    ],
)
def test_a_form_is_read_whatever_it_says(
    lexicon: Lexicon, document: Callable[..., Document], sentence: str, figures: list[str]
) -> None:
    facts = read_facts(document(sentence, issued=ISSUED, language="ko"), lexicon).facts
    assert [_words(fact) for fact in facts if isinstance(fact, Observation)] == figures


def _words(fact: Observation) -> str:
    said = [fact.metric.replace(" ", "_"), f"{fact.value.normalize():f}", fact.role]
    said.append(fact.period or "undated")
    said += [f"part={fact.part.replace(' ', '_')}"] if fact.part else []
    said += [f"against={fact.compared_with}"] if fact.compared_with else []
    said += [f"about={fact.about.replace(' ', '_')}"] if fact.about != "동해시" else []
    return " ".join(said)
