"""Rows of odd tables, as governments publish them, and the facts that they give."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from tests.tables.mappings import column, described

from trackrecord.errors import TableError
from trackrecord.facts import Cells, Claim, Conferral, Fact, Money, Observation, Undertaking
from trackrecord.tables import ReadRow, Table

Facts = Callable[..., list[Fact]]
Rows = Callable[..., list[ReadRow]]

LONG = described(
    "observation",
    column("자치구", "about"),
    column("연도", "period"),
    column("일자리", "value"),
    tr_metric="일자리 창출",
)


def values(facts: list[Fact]) -> list[tuple[str, str | None, str]]:
    return [(f.about, f.period, str(f.value)) for f in facts if isinstance(f, Observation)]


def test_a_row_of_a_long_table_is_a_fact_that_stands_on_its_cell(facts: Facts) -> None:
    (fact,) = facts('자치구,연도,일자리\n관악구,2021,"13,342"\n', LONG)
    assert isinstance(fact, Observation)
    assert (fact.about, fact.metric, fact.period, fact.value) == (
        "관악구", "일자리 창출", "2021", 13342,
    )  # fmt: skip
    assert (fact.fragment, fact.quote) == ("cell=2,3", "일자리: 13,342")
    assert fact.context == (Cells("row=2", "자치구: 관악구 | 연도: 2021 | 일자리: 13,342"),)


def test_years_across_are_a_fact_each(facts: Facts) -> None:
    wide = described(
        "observation",
        column("자치구", "about"),
        column("2020년", "value", period="2020"),
        column("2021년", "value", period="2021"),
        tr_metric="일자리 창출",
    )
    found = facts('자치구,2020년,2021년\n관악구,"10,874","13,342"\n성동구,-,"11,247"\n', wide)
    assert values(found) == [
        ("관악구", "2020", "10874"), ("관악구", "2021", "13342"), ("성동구", "2021", "11247"),
    ]  # fmt: skip


def test_target_and_result_in_one_row_are_a_fact_each_in_its_role(facts: Facts) -> None:
    mapping = described(
        "observation",
        column("구", "about"),
        column("목표", "value", role="목표"),
        column("실적", "value", role="실적"),
        column("달성률(%)", "value", role="달성률"),
        tr_metric="jobs created",
        tr_period="2021",
    )
    found = facts('구,목표,실적,달성률(%)\n관악구,"9,656","13,342",138.2\n', mapping)
    assert [(f.role, f.unit) for f in found if isinstance(f, Observation)] == [
        ("target", None), ("actual", None), ("achievement-rate", "%"),
    ]  # fmt: skip


def test_merged_header_rows_and_a_caption_with_the_unit_are_part_of_the_quote(facts: Facts) -> None:
    mapping = described(
        "observation",
        column("구", "about"),
        column("2021 / 예산", "value", period="2021"),
        column("2021 / 인구", "value", period="2021", metric="인구", unit="명"),
        dialect={"skipRows": 1, "headerRowCount": 2},
        tr_metric="예산",
        tr_unit="천원",
    )
    text = '구 현황,,"(단위: 천원, 명)"\n구,2021,\n,예산,인구\n중구,"1,234","9,000"\n'
    budget, people = facts(text, mapping)
    assert isinstance(budget, Observation)
    assert isinstance(people, Observation)
    assert (budget.value, budget.unit) == (1_234_000, "원")
    assert budget.quote == "2021 / 예산 (단위: 천원): 1,234"
    assert Cells("cell=1,3", "(단위: 천원, 명)") in budget.context
    assert (people.value, people.unit) == (9000, "명")


@pytest.mark.parametrize("unit", ["백만원", "천원"])
def test_a_scale_that_the_mapping_states_must_be_printed_in_the_table(
    opened: Callable[..., Table], unit: str
) -> None:
    mapping = described(
        "observation",
        column("구", "about"),
        column("예산(천원)", "value", unit=unit),
        tr_metric="예산",
    )
    content = "구,예산(천원)\n중구,1\n"
    if unit == "천원":
        assert opened(content, mapping)
    else:
        with pytest.raises(
            TableError, match=r"says the unit is '백만원', and the table prints '천원'"
        ):
            opened(content, mapping)


def test_a_table_that_states_several_units_needs_the_mapping_to_say_which(
    opened: Callable[..., Table],
) -> None:
    mapping = described(
        "observation",
        column("구", "about"),
        column("값", "value"),
        dialect={"skipRows": 1},
        tr_metric="예산",
    )
    with pytest.raises(TableError, match=r"several units \(천원, %\); say which"):
        opened('표,"(단위: 천원, %)"\n구,값\n중구,1\n', mapping)


def test_a_unit_column_and_a_unit_after_the_metric_are_those_of_their_row(facts: Facts) -> None:
    by_column = described(
        "observation",
        column("구", "about"), column("지표", "metric"), column("단위", "unit"), column("값", "value"),
    )  # fmt: skip
    (fact,) = facts("구,지표,단위,값\n중구,예산,백만원,12\n", by_column)
    assert isinstance(fact, Observation)
    assert (fact.value, fact.unit, fact.quote) == (12_000_000, "원", "값 (단위: 백만원): 12")
    in_brackets = described(
        "observation", column("구", "about"), column("지표", "metric"), column("값", "value")
    )
    (fact,) = facts("구,지표,값\n중구,예산(백만원),12\n", in_brackets)
    assert isinstance(fact, Observation)
    assert (fact.metric, fact.value) == ("예산", 12_000_000)


def test_a_bracket_that_is_no_unit_stays_part_of_the_metric(facts: Facts) -> None:
    mapping = described(
        "observation", column("구", "about"), column("지표", "metric"), column("값", "value")
    )
    (fact,) = facts("구,지표,값\n중구,예산(본예산),12\n", mapping)
    assert isinstance(fact, Observation)
    assert fact.metric == "예산(본예산)"


def test_totals_notes_and_blank_rows_give_no_fact_and_are_counted(rows: Rows) -> None:
    mapping = LONG | {"table:totals": ["합계"], "table:notes": ["※", "자료:"]}
    text = "자치구,연도,일자리\n관악구,2021,5\n합 계,2021,5\n,,\n※ 잠정치,,\n자료: 서울시,,\n"
    assert [row.passed_over for row in rows(text, mapping)] == [
        None,
        "total",
        "blank",
        "note",
        "note",
    ]


def test_a_blank_cell_of_a_merged_one_takes_the_one_above_and_says_where_it_stands(
    facts: Facts,
) -> None:
    mapping = described(
        "observation",
        column("시도", "parent", fillDown=None) | {"table:fillDown": True},
        column("구", "about"),
        column("값", "value"),
        tr_metric="예산",
    )
    first, second = facts("시도,구,값\n서울,종로구,1\n,중구,2\n", mapping)
    assert (first.within, second.within) == ("서울", "서울")
    assert Cells("cell=2,1", "시도: 서울") in second.context


def test_names_spread_out_or_marked_with_a_footnote_are_names(facts: Facts) -> None:
    found = facts("자치구,연도,일자리\n중 구,2021,1\n관악구 1),2021,2\n성동구*,2021,3\n", LONG)
    assert [about for about, _, _ in values(found)] == ["중구", "관악구", "성동구"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("관악구,2021,많음", "column 3 (일자리): '많음' is no number"),
        ("관악구,언젠가,5", "column 2 (연도): '언젠가' is no year"),
        (",2021,5", "column 1 (자치구) is blank"),
        ("관악구,2021", "has 2 cells, and the table has 3 columns"),
        ("관악구,2021,5,6", "has 4 cells, and the table has 3 columns"),
        ('관악구,2021,"5', "is not delimited text"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_its_number_and_reason(
    rows: Rows, row: str, reason: str
) -> None:
    good, bad = rows(f"자치구,연도,일자리\n중구,2021,1\n{row}\n", LONG)
    assert good.facts
    assert bad.rejected is not None
    assert bad.rejected.number == 3
    assert reason in bad.rejected.reason


def test_a_row_with_one_bad_cell_gives_none_of_its_facts(rows: Rows) -> None:
    mapping = described(
        "observation",
        column("구", "about"),
        column("2020", "value", period="2020"),
        column("2021", "value", period="2021"),
        tr_metric="예산",
    )
    (row,) = rows("구,2020,2021\n중구,1,?\n", mapping)
    assert row.rejected
    assert row.facts == ()


def test_the_rows_after_a_bad_one_are_read(rows: Rows) -> None:
    read = rows("자치구,연도,일자리\n중구,2021,?\n관악구,2021,5\n", LONG)
    assert [bool(row.facts) for row in read] == [False, True]


def test_blank_cells_at_the_end_of_a_row_are_no_cells(facts: Facts) -> None:
    assert facts("자치구,연도,일자리\n중구,2021,1,,\n", LONG)


def test_a_conferral_stands_on_its_row_with_its_prize_in_the_unit_of_the_header(
    facts: Facts,
) -> None:
    mapping = described(
        "conferral",
        column("연도", "edition"), column("수상기관", "recipient"), column("훈격", "grade"),
        column("시상금(천원)", "prize"),
        tr_award="전국 지방자치단체 일자리대상",
    )  # fmt: skip
    (fact,) = facts('연도,수상기관,훈격,시상금(천원)\n2022년,관악구,우수상,"55,000"\n', mapping)
    assert isinstance(fact, Conferral)
    assert fact.prize == Money(Decimal(55_000_000), "KRW")
    assert (fact.edition, fact.fragment) == ("2022", "row=2")


def test_grades_with_years_across_are_a_conferral_each(facts: Facts) -> None:
    mapping = described(
        "conferral",
        column("구", "recipient"),
        column("2021", "grade", edition="2021"),
        column("2022", "grade", edition="2022"),
        tr_award="일자리대상",
    )
    found = facts("구,2021,2022\n성북구,특별상,우수상\n중구,-,대상\n", mapping)
    told = [(f.recipient, f.edition, f.grade) for f in found if isinstance(f, Conferral)]
    assert told == [
        ("성북구", "2021", "특별상"),
        ("성북구", "2022", "우수상"),
        ("중구", "2022", "대상"),
    ]


def test_money_without_a_currency_is_rejected(rows: Rows) -> None:
    mapping = described(
        "undertaking",
        column("구", "operator"), column("사업", "program"), column("예산", "budget"),
        tr_action="운영",
    )  # fmt: skip
    (row,) = rows("구,사업,예산\n중구,야간도서관,5\n", mapping)
    assert row.rejected is not None
    assert "has no currency" in row.rejected.reason


def test_a_program_with_its_budget_is_an_undertaking(facts: Facts) -> None:
    mapping = described(
        "undertaking",
        column("구", "operator"), column("사업명", "program"), column("상태", "action"),
        column("예산(억원)", "budget"),
    )  # fmt: skip
    (fact,) = facts("구,사업명,상태,예산(억원)\n성동구,성동임팩트펀드,조성,20\n", mapping)
    assert isinstance(fact, Undertaking)
    assert (fact.action, fact.budget) == ("establish", Money(Decimal(2_000_000_000), "KRW"))


def test_a_claim_of_rank_keeps_its_numbers(facts: Facts) -> None:
    mapping = described(
        "claim",
        column("구", "claimant"),
        column("순위", "value"),
        column("전체", "of"),
        tr_claimType="rank",
    )
    (fact,) = facts("구,순위,전체\n중구,3,25\n", mapping)
    assert isinstance(fact, Claim)
    assert (fact.value, fact.of) == (3, 25)


def test_a_table_headed_otherwise_than_its_mapping_says_is_refused(
    opened: Callable[..., Table],
) -> None:
    with pytest.raises(
        TableError, match=r"column 3: its titles are 일자리, and the table has '실업' there"
    ):
        opened("자치구,연도,실업\n중구,2021,1\n", LONG)
    with pytest.raises(
        TableError, match=r"describes 3 columns, and the table has 2 \(자치구, 연도\)"
    ):
        opened("자치구,연도\n중구,2021\n", LONG)


@pytest.mark.parametrize(
    ("mapping", "needs"),
    [
        (
            described("observation", column("a", "about"), column("b", "value")),
            "an observation needs metric",
        ),
        (described("observation", column("a", "about"), column("b", "metric")), "needs value"),
        (described("conferral", column("a", "recipient"), column("b", "grade")), "needs award"),
        (described("tenure", column("a", "person"), column("b", "office")), "needs government"),
    ],
)
def test_a_mapping_that_lacks_what_every_fact_of_its_kind_has_is_refused(
    opened: Callable[..., Table], mapping: dict[str, Any], needs: str
) -> None:
    with pytest.raises(TableError, match=needs):
        opened("a,b\n1,2\n", mapping)


def test_a_constant_that_is_no_code_is_told_with_the_codes_there_are(
    opened: Callable[..., Table],
) -> None:
    mapping = described(
        "observation", column("a", "about"), column("b", "value", role="hope"), tr_metric="예산"
    )
    with pytest.raises(
        TableError, match=r"tr:role: 'hope' is no role; there are achievement-rate, actual"
    ):
        opened("a,b\n중구,2\n", mapping)


def test_a_virtual_column_states_a_constant_as_csvw_does(facts: Facts) -> None:
    virtual = {"virtual": True, "propertyUrl": "tr:metric", "default": "예산"}
    mapping = described("observation", column("구", "about"), column("값", "value"), virtual)
    (fact,) = facts("구,값\n중구,2\n", mapping)
    assert isinstance(fact, Observation)
    assert fact.metric == "예산"


def test_semicolons_comments_and_no_header_are_a_matter_of_the_dialect(facts: Facts) -> None:
    mapping = LONG | {"dialect": {"delimiter": ";", "header": False, "commentPrefix": "#"}}
    (fact,) = facts("# a comment\n중구;2021;7\n", mapping)
    assert (fact.fragment, fact.quote) == ("cell=2,3", "일자리: 7")


BUDGETS = described(
    "observation",
    column(None, "about"),
    column(None, "value", period="2021"),
    column(None, "value", period="2022"),
    tr_metric="예산",
    table_notes=["※"],
)


def test_a_unit_in_the_corner_of_the_header_is_that_of_the_columns(facts: Facts) -> None:
    found = facts('구분(단위: 천원),2021,2022\n관악구,"1,234",-\n', BUDGETS)
    assert values(found) == [("관악구", "2021", "1234000")]
    assert found[0].quote == "2021 (단위: 천원): 1,234"
    assert Cells("cell=1,1", "구분(단위: 천원)") in found[0].context


@pytest.mark.parametrize("note", ["※ 단위: 천원,,", "(단위: 천원),,"])
def test_a_scale_that_stands_under_the_figures_is_refused(rows: Rows, note: str) -> None:
    with pytest.raises(TableError, match=r"row 3 of the table states a unit .*단위: 천원"):
        rows(f"자치구,2021,2022\n관악구,5,6\n{note}\n", BUDGETS)


def test_a_note_may_repeat_the_scale_of_the_header(facts: Facts) -> None:
    found = facts("자치구(단위: 천원),2021,2022\n관악구,5,6\n※ 단위: 천원,,\n", BUDGETS)
    assert values(found) == [("관악구", "2021", "5000"), ("관악구", "2022", "6000")]


@pytest.mark.parametrize("total", ["합계(A)", "합 계 1)", "합계*", "합계:"])
def test_a_total_may_bear_marks(rows: Rows, total: str) -> None:
    (row,) = rows(f"자치구,연도,일자리\n{total},2021,5\n", {**LONG, "table:totals": ["합계"]})
    assert row.passed_over == "total"


def test_two_columns_that_answer_one_question_are_refused(opened: Callable[..., Table]) -> None:
    mapping = described(
        "observation", column("구", "about"), column("가", "value"), column("나", "value"),
        tr_metric="일자리 창출",
    )  # fmt: skip
    with pytest.raises(TableError, match="columns 2 and 3 both answer one question"):
        opened("구,가,나\n중구,1,2\n", mapping)


def test_two_columns_that_fill_one_are_refused(opened: Callable[..., Table]) -> None:
    mapping = described(
        "conferral", column("구", "recipient"), column("일자", "date"), column("월", "date"),
        tr_award="일자리대상",
    )  # fmt: skip
    with pytest.raises(TableError, match="columns 2 and 3 both fill date; map one of them"):
        opened("구,일자,월\n중구,2021-07-05,2021-07\n", mapping)


def test_per_cent_in_a_column_of_something_else_is_rejected(rows: Rows) -> None:
    mapping = described(
        "observation", column("구", "about"), column("실적(개)", "value"), tr_metric="일자리 창출"
    )
    (row,) = rows("구,실적(개)\n중구,138.2%\n", mapping)
    assert row.rejected is not None
    assert row.rejected.reason == "column 2 (실적(개)): '138.2%' is no number of 개"


def test_a_per_cent_sign_in_a_cell_is_its_unit(facts: Facts) -> None:
    (fact,) = facts("자치구,연도,일자리\n관악구,2021,60.5%\n", LONG)
    assert isinstance(fact, Observation)
    assert fact.unit == "%"


def test_columns_without_a_header_may_be_described(facts: Facts) -> None:
    columns = [*LONG["tableSchema"]["columns"], {"suppressOutput": True}]
    mapping = {**LONG, "tableSchema": {"columns": columns}}
    found = facts("자치구,연도,일자리\n관악구,2021,5,비고\n", mapping)
    assert values(found) == [("관악구", "2021", "5")]
