"""The quads of a conversion are those of a build, whatever the table; memory and failures aside."""

import io
import os
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat
from tests.tables.mappings import column, described

from trackrecord.building import build
from trackrecord.cli import main
from trackrecord.converting import Conversion, convert, convert_to_file
from trackrecord.dataset import load, source_graphs
from trackrecord.errors import TableError
from trackrecord.iris import Base

Put = Callable[..., Path]

MAPPING = described(
    "observation",
    column("시도", "parent"), column("자치구", "about"), column("연도", "period"),
    column("목표(천원)", "value", role="목표"), column("실적(천원)", "value", role="실적"),
    column("증감률(%)", "value", role="증감률", comparedWith="2020"), column("비고"),
    tr_metric="예산",
)  # fmt: skip
HEADER = "시도,자치구,연도,목표(천원),실적(천원),증감률(%),비고\n"


def converted(table: Path, base: Base | None = None, **more: Any) -> tuple[set[Quad], Conversion]:
    out = io.BytesIO()
    done = convert(
        [table], table.parent / "graph", base or Base(), out, lambda message: None, **more
    )
    quads = list(pyoxigraph.parse(out.getvalue(), format=RdfFormat.N_QUADS))
    assert done.quads == out.getvalue().count(b"\n")
    return set(quads), done


def of_build(table: Path, base: Base | None = None) -> set[Quad]:
    base = base or Base()
    build([table], table.parent / "graph", base, lambda message: None)
    store = load(table.parent / "graph", base.iri)
    graphs = set(source_graphs(store, base.iri))
    return {quad for quad in store if getattr(quad.graph_name, "value", None) in graphs}


@pytest.mark.parametrize(
    "rows",
    [
        '서울,관악구,2021,"9,656","13,342",38.2,\n서울,중구,2021,5,-,△1.5,"a ""b"""\n',
        "서울,관악구,2021년 1분기,1.5,2,3,\n,Nowhere-gu,2021-07-21,7,8,9,x\\y\n",
        "부산,중구,2021,0,0,0,\n서울,중구,2021,0,0,0,\n서울,중구,2021,1,2,3,같은 질문\n",
    ],
)
def test_what_is_converted_is_what_is_built(put: Put, rows: str) -> None:
    table = put(HEADER + rows, MAPPING)
    assert converted(table)[0] == of_build(table)


def test_a_namespace_of_ones_own_is_that_of_both(put: Put) -> None:
    table = put(HEADER + "서울,관악구,2021,1,2,3,\n", MAPPING)
    base = Base("https://data.example.org/id/")
    assert converted(table, base)[0] == of_build(table, base)


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        (
            "연도,수상기관,훈격,시상금(천원)\n2021,성북구,특별상,-\n2022,관악구,우수상,\"55,000\"\n",
            described(
                "conferral",
                column("연도", "edition"), column("수상기관", "recipient"), column("훈격", "grade"),
                column("시상금(천원)", "prize"), tr_award="일자리대상", tr_parent="서울",
            ),
        ),
        (
            "구,사업명,예산(억원)\n성동구,임팩트펀드,20\n,돌봄센터,3\n",
            described(
                "undertaking",
                column("구", "operator") | {"table:fillDown": True}, column("사업명", "program"),
                column("예산(억원)", "budget"), tr_action="운영", tr_programType="기금",
            ),
        ),
        (
            "구,순위\n중구,3\n",
            described(
                "claim", column("구", "claimant"), column("순위", "value"), tr_claimType="rank",
                tr_matter="대학 수", tr_scope="서울",
            ),
        ),
        (
            "구,성명\n중구,홍길동\n",
            described("tenure", column("구", "government"), column("성명", "person"), tr_office="구청장"),
        ),
        (
            "제도,시작,회차\n일자리대상,2012년,제12회\n",
            described(
                "scheme", column("제도", "scheme"), column("시작", "firstYear"), column("회차", "ordinal"),
            ),
        ),
        (
            '표,"(단위: 천원, %)",\n구,2020,2021\n중구,5,6\n,7,8\n',
            described(
                "observation",
                column("구", "about") | {"table:fillDown": True},
                column("2020", "value", period="2020", part="본예산"),
                column("2021", "value", period="2021", part="본예산"),
                dialect={"skipRows": 1}, tr_metric="예산", tr_unit="천원",
            ),
        ),
    ],
    ids=["conferrals", "undertakings", "claims", "tenures", "schemes", "parts under a caption"],
)  # fmt: skip
def test_every_kind_of_fact_is_converted_as_it_is_built(
    put: Put, text: str, mapping: dict[str, Any]
) -> None:
    table = put(text, mapping)
    quads, done = converted(table)
    assert done.tally.facts.total() > 0
    assert quads == of_build(table)


CELLS = st.one_of(
    st.sampled_from(["-", "", "?", "1,234", "0", "△5", "7.50", "1억"]),
    st.integers(-(10**9), 10**9).map(str),
    st.decimals(-1000, 1000, places=1).map(str),
)
NAMES = st.one_of(
    st.sampled_from(["관악구", "중구", "성동구"]), st.text('가나 %s"\\\t구', min_size=1, max_size=5)
)
PERIODS = st.sampled_from(["2021", "2021-07", "2021.7.21", "2019~2021", "2021년 상반기", "언젠가"])


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(st.lists(st.tuples(NAMES, PERIODS, CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_any_table_is_converted_as_it_is_built(put: Put, rows: list[Sequence[str]]) -> None:
    import csv

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows(("서울", *row, "비고") for row in rows)
    table = put(HEADER + out.getvalue(), MAPPING)
    assert converted(table)[0] == of_build(table)


def long_table(rows: int) -> str:
    text = "".join(f"서울,관악구,{1900 + n % 120},{n},{n * 2},1,\n" for n in range(rows))
    return HEADER + text.replace(",7,14,", ",?,14,")


def test_several_processes_write_the_same_bytes_in_the_same_order(put: Put) -> None:
    table = put(long_table(12_000), MAPPING)
    outs = [io.BytesIO(), io.BytesIO()]
    done = [
        convert(
            [table], table.parent / "graph", Base(), out, lambda message: None, processes=number
        )
        for number, out in enumerate(outs, start=1)
    ]
    assert outs[0].getvalue() == outs[1].getvalue()
    assert done[0] == done[1]
    assert done[0].tally.rejected == 1


def test_memory_does_not_grow_with_the_rows(put: Put) -> None:
    peaks = []
    for rows in (2_000, 8_000):
        table = put(long_table(rows), MAPPING)
        with Path(os.devnull).open("wb") as out:
            tracemalloc.start()
            convert([table], table.parent / "graph", Base(), out, lambda message: None, processes=1)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


def test_rejected_rows_are_written_and_strict_stops(put: Put, tmp_path: Path) -> None:
    table = put(HEADER + "서울,관악구,2021,1,2,3,\n서울,관악구,2021,x,2,3,\n", MAPPING)
    _, done = converted(table, rejects=tmp_path / "rejects")
    assert "row 3: column 4 (목표(천원)): 'x' is no number" in done.to_text()
    assert (tmp_path / "rejects" / "jobs.rejects.csv").is_file()
    with pytest.raises(TableError, match="row 3"):
        converted(table, strict=True)


def test_a_conversion_that_fails_leaves_no_file(put: Put, tmp_path: Path) -> None:
    table = put(HEADER + "서울,관악구,2021,x,2,3,\n", MAPPING)
    out = tmp_path / "out.nq"
    out.write_text("old", encoding="utf-8")
    result = CliRunner().invoke(main, ["convert", str(table), "-o", str(out), "--strict"])
    assert result.exit_code == 1
    assert out.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.glob(".*")) == []


def test_a_link_is_written_through_and_not_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)

    def write(out: Any) -> Conversion:
        out.write(b"new")
        return Conversion()

    convert_to_file(link, write)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_file_that_cannot_be_written_is_told(put: Put, tmp_path: Path) -> None:
    table = put(HEADER + "서울,관악구,2021,1,2,3,\n", MAPPING)
    result = CliRunner().invoke(
        main, ["convert", str(table), "-o", str(tmp_path / "no" / "out.nq")]
    )
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_without_a_file_the_quads_go_to_standard_output(put: Put) -> None:
    table = put(HEADER + "서울,관악구,2021,1,2,3,\n", MAPPING)
    result = CliRunner().invoke(main, ["convert", str(table)])
    assert result.exit_code == 0
    assert result.stdout.count("\n") > 60
    assert "1 row: 3 facts" in result.stderr


def test_a_long_conversion_tells_how_far_it_is(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trackrecord.converting._TOLD", 400)
    table = put(HEADER + "서울,관악구,2021,1,2,3,\n" * 1000, MAPPING)
    told: list[str] = []
    convert([table], table.parent / "graph", Base(), io.BytesIO(), told.append, processes=1)
    assert told[1:] == [f"{table}: 500 rows", f"{table}: 1,000 rows"]
