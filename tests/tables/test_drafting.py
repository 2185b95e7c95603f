"""What `trackrecord map` proposes for the layouts that governments use, in English and Korean."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trackrecord.errors import TableError
from trackrecord.facts import Conferral, Fact, Observation, Undertaking
from trackrecord.lexicon import Lexicon
from trackrecord.tables import open_tables
from trackrecord.tables.drafting import Draft, draft

Put = Callable[..., Path]


@pytest.fixture
def drafted(put: Put, lexicon: Lexicon) -> Callable[..., tuple[Draft, list[Fact]]]:
    """The draft for a table, and the facts that the table gives by it as it is."""

    def one(content: str | bytes, name: str = "table.csv") -> tuple[Draft, list[Fact]]:
        found = draft(put(content, None, name), lexicon)
        file = put(content, dict(found.description), name)
        rows = [row for table in open_tables(file, lexicon) for row in table.rows()]
        assert not [row.rejected for row in rows if row.rejected]
        return found, [fact for row in rows for fact in row.facts]

    return one


def properties(found: Draft) -> list[str | None]:
    columns = found.description["tableSchema"]["columns"]
    return [column.get("propertyUrl", "").removeprefix("tr:") or None for column in columns]


def observed(facts: Sequence[Fact]) -> list[tuple[Any, ...]]:
    return [
        (f.about, f.metric, f.period, f.role, str(f.value), f.unit)
        for f in facts
        if isinstance(f, Observation)
    ]


def test_targets_and_results_under_merged_headers_are_understood(
    drafted: Callable[..., tuple[Draft, list[Fact]]],
) -> None:
    text = (
        '일자리 창출 목표와 실적,,,,"(단위: 개, %)"\n자치구,2021년,,,비고\n,목표,실적,달성률,\n'
        '관악구,"9,656","13,342",138.2,\n성동구,"9,000","11,247",125.0,잠정\n합 계,"18,656","24,589",,\n'
        "※ 예시,,,,\n"
    )
    found, facts = drafted(text)
    assert properties(found) == ["about", "value", "value", "value", None]
    assert found.description["dialect"] == {"skipRows": 1, "headerRowCount": 2}
    assert (found.description["table:totals"], found.description["table:notes"]) == (
        ["합계"],
        ["※"],
    )
    assert found.description["tr:parent"] == "서울특별시"
    assert observed(facts)[:3] == [
        ("관악구", "일자리 창출", "2021", "target", "9656", "개"),
        ("관악구", "일자리 창출", "2021", "actual", "13342", "개"),
        ("관악구", "일자리 창출", "2021", "achievement-rate", "138.2", "%"),
    ]


def test_years_across_with_the_metric_down_and_merged_provinces_are_understood(
    drafted: Callable[..., tuple[Draft, list[Fact]]],
) -> None:
    text = '시도,시군구,지표,2020년,2021년\n서울,종로구,예산(백만원),"1,200",-\n,중구,예산(백만원),"1,100","1,250"\n'
    found, facts = drafted(text)
    assert properties(found) == ["parent", "about", "metric", "value", "value"]
    assert found.description["tableSchema"]["null"] == ["", "-"]
    assert observed(facts)[1] == ("중구", "예산", "2020", "actual", "1100000000", "원")
    assert facts[1].within == "서울"


def test_a_long_english_table_is_understood(
    drafted: Callable[..., tuple[Draft, list[Fact]]],
) -> None:
    text = 'District,Year,Indicator,Unit,Value\nGwanak-gu,2021,jobs created,jobs,"13,342"\nMapo-gu,2021,trees planted,trees,"1,200"\n'
    found, facts = drafted(text)
    assert properties(found) == ["about", "period", "metric", "unit", "value"]
    assert observed(facts)[0] == ("Gwanak-gu", "jobs created", "2021", "actual", "13342", "jobs")
    assert found.description["tr:parent"] == "Seoul Metropolitan City"


def test_award_winners_are_conferrals(drafted: Callable[..., tuple[Draft, list[Fact]]]) -> None:
    text = (
        "전국 지방자치단체 일자리대상 수상 현황,,,\n연도,수상기관,훈격,시상금(천원)\n"
        '2021,성북구,특별상,-\n2022,관악구,우수상,"55,000"\n'
    )
    found, facts = drafted(text)
    assert properties(found) == ["edition", "recipient", "grade", "prize"]
    assert found.description["tr:award"] == "전국 지방자치단체 일자리대상"
    last = facts[-1]
    assert isinstance(last, Conferral)
    assert last.prize is not None
    assert (last.edition, last.grade, last.prize.amount) == ("2022", "우수상", 55_000_000)


def test_a_list_of_programs_is_undertakings_whose_action_is_asked_for(
    drafted: Callable[..., tuple[Draft, list[Fact]]],
) -> None:
    found, facts = drafted(
        "자치구,사업명,사업비(억원)\n성동구,성동임팩트펀드,20\n중구,야간도서관,3\n"
    )
    assert properties(found) == ["operator", "program", "budget"]
    assert isinstance(facts[0], Undertaking)
    assert any('all are taken as "operate" (tr:action)' in doubt for doubt in found.doubts)


def test_the_year_and_the_metric_may_stand_in_the_title_alone(
    drafted: Callable[..., tuple[Draft, list[Fact]]],
) -> None:
    found, facts = drafted("2021년 나무 심기 실적(단위: 그루),\n구,값\n중구,5\n마포구,7\n")
    assert observed(facts)[0] == ("중구", "나무 심기", "2021", "actual", "5", "그루")
    assert "the period is taken from the title: 2021 (tr:period)" in found.doubts


def test_what_is_unsure_is_told_and_kept_in_the_mapping(
    drafted: Callable[..., tuple[Draft, list[Fact]]],
) -> None:
    found, _ = drafted("구,청년,담당자\n중구,5,홍길동\nNowhere-gu,6,김\n")
    columns = found.description["tableSchema"]["columns"]
    assert "no government is known by the name 'Nowhere-gu'" in columns[0]["rdfs:comment"]
    assert "'청년' is taken for its metric" in columns[1]["rdfs:comment"]
    assert "not understood, and left out" in columns[2]["rdfs:comment"]
    assert any(doubt.startswith("column 3 (담당자)") for doubt in found.doubts)
    assert any("state dc:issued" in doubt for doubt in found.doubts)


def test_an_unusual_delimiter_and_encoding_are_found_out(
    drafted: Callable[..., tuple[Draft, list[Fact]]],
) -> None:
    found, facts = drafted(
        "자치구;연도;방문객\n중구;2021;1,000\n마포구;2021;2,000\n".encode("cp949")
    )
    assert found.description["dialect"] == {"delimiter": ";"}
    assert observed(facts)[0] == ("중구", "방문객", "2021", "actual", "1000", None)


def test_json_and_each_filled_sheet_of_a_workbook_are_drafted(
    drafted: Callable[..., tuple[Draft, list[Fact]]], tmp_path: Path, lexicon: Lexicon
) -> None:
    rows = [
        {"자치구": "중구", "연도": 2021, "방문객": 5},
        {"자치구": "마포구", "연도": 2021, "방문객": 6},
    ]
    _, facts = drafted(json.dumps(rows), "table.json")
    assert len(facts) == 2
    import openpyxl

    book = openpyxl.Workbook()
    book.create_sheet("빈 표")
    for name in ("실적", "목표"):
        sheet = book.create_sheet(name)
        for row in (["자치구", "연도", "방문객"], ["중구", 2021, 5]):
            sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    found = draft(tmp_path / "book.xlsx", lexicon)
    assert [each["table:sheet"] for each in found.description["tables"]] == ["실적", "목표"]


def test_what_is_no_table_is_told(put: Put, lexicon: Lexicon) -> None:
    with pytest.raises(TableError, match="is empty"):
        draft(put("", None), lexicon)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(
    st.lists(
        st.lists(st.sampled_from(["", "구", "2021", "목표", "1,234", "중구", "-", "(단위: 천원)", "합계", "x"]), min_size=1, max_size=4),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_no_table_breaks_the_drafting_or_gives_a_mapping_that_is_no_mapping(
    put: Put, lexicon: Lexicon, rows: list[list[str]]
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    try:
        found = draft(put(out.getvalue(), None), lexicon)
        open_tables(put(out.getvalue(), dict(found.description)), lexicon)
    except TableError as error:
        assert "jobs.csv" in str(error)


def test_governments_under_a_word_for_parts_are_whom_the_table_is_about(
    drafted: Callable[..., tuple[Draft, list[Fact]]],
) -> None:
    found, facts = drafted("구분(단위: 천원),2021년 예산\n관악구,5\n성동구,6\n")
    assert properties(found) == ["about", "value"]
    assert [told[4] for told in observed(facts)] == ["5000", "6000"]


@pytest.mark.parametrize(
    ("content", "doubt"),
    [
        (
            "자치구,실적,실적\n관악구,1,2\n성동구,3,4\n",
            "column 3 (실적): says the same as column 2",
        ),
        (
            "자치구,성별,취업자\n중구,남,1\n중구,여,2\n",
            "2 rows are of 중구, and nothing tells them",
        ),
        (
            "District;Jobs\nGwanak-gu;13.342\nMapo-gu;11.247\n",
            'column 2 (Jobs): is "." a thousands',
        ),
        ("자치구,실적\n관악구,1,2\n성동구,3,4\n", "column 3 (): has no header, and is left out"),
        (
            "자치구,상,날짜,일시\n중구,대상,2021-07-05,2021-07-05\n",
            "column 4 (일시): left out, because",
        ),
    ],
)
def test_what_would_give_wrong_facts_is_told(
    put: Put, lexicon: Lexicon, content: str, doubt: str
) -> None:
    doubts = draft(put(content, None, "table.csv"), lexicon).doubts
    assert any(told.startswith(doubt) for told in doubts), doubts


@pytest.mark.parametrize("total", ["합 계(A)", "소계 1)", "Total:"])
def test_totals_that_bear_marks_are_found(
    drafted: Callable[..., tuple[Draft, list[Fact]]], total: str
) -> None:
    _, facts = drafted(f"자치구,2021년 일자리\n관악구,1\n{total},2\n")
    assert [told[0] for told in observed(facts)] == ["관악구"]


@pytest.mark.parametrize(
    ("label", "metric", "period"),
    [
        ("2022년 상반기 고용률", "고용률", "2022-01/2022-06"),
        ("2018~2022년 고용률", "고용률", "2018/2022"),
        ("고용률 (2021. 12. 31. 기준)", "고용률", "2021-12-31"),
        ("2021년도 고용률", "고용률", "2021"),
        ("고용률 2021/22", "고용률 2021/22", None),
    ],
)
def test_the_period_of_a_column_is_all_that_its_header_says_of_it(
    drafted: Callable[..., tuple[Draft, list[Fact]]], label: str, metric: str, period: str | None
) -> None:
    _, facts = drafted(f"자치구,{label}\n관악구,60.5\n성동구,61.5\n")
    assert {(told[1], told[2]) for told in observed(facts)} == {(metric, period)}


def test_roles_under_a_word_for_parts_are_roles(
    drafted: Callable[..., tuple[Draft, list[Fact]]],
) -> None:
    _, facts = drafted("자치구,연도,구분,일자리\n관악구,2021,목표,10\n관악구,2021,실적,12\n")
    assert [(told[3], told[4]) for told in observed(facts)] == [("target", "10"), ("actual", "12")]


def test_a_row_of_units_belongs_to_the_header(
    drafted: Callable[..., tuple[Draft, list[Fact]]],
) -> None:
    _, facts = drafted("자치구,2021년 예산,2021년 인구\n,(천원),(명)\n관악구,5,6\n성동구,7,8\n")
    assert [(told[4], told[5]) for told in observed(facts)][:2] == [("5000", "원"), ("6", "명")]
