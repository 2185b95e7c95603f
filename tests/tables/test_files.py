"""Encodings, JSON and workbooks: the same facts whatever the file."""

import codecs
import datetime
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.tables.mappings import column, described

from trackrecord.errors import TableError
from trackrecord.facts import Fact, Observation
from trackrecord.lexicon import Lexicon
from trackrecord.tables import ReadRow, Table, open_tables
from trackrecord.tables.grids import ods_rows, sheets_of, xlsx_rows
from trackrecord.tables.metadata import mapping_file

MAPPING = described(
    "observation",
    column("자치구", "about"), column("연도", "period"), column("일자리", "value"),
    tr_metric="일자리 창출",
)  # fmt: skip
TEXT = '자치구,연도,일자리\n관악구,2021,"13,342"\n성동구,2021,"11,247"\n'
VALUES = [("관악구", "2021", 13342), ("성동구", "2021", 11247)]


def told(facts: list[Fact]) -> list[tuple[str, str | None, Any]]:
    return [(f.about, f.period, f.value) for f in facts if isinstance(f, Observation)]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp949"),
        TEXT.encode("euc-kr"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode("cp949"),
    ],
    ids=["utf-8", "utf-8 with a mark", "cp949", "euc-kr", "utf-16", "cp949 of Windows"],
)
def test_a_table_is_read_in_its_encoding(facts: Callable[..., list[Fact]], content: bytes) -> None:
    assert told(facts(content, MAPPING)) == VALUES


def test_a_stated_encoding_is_used(facts: Callable[..., list[Fact]]) -> None:
    mapping = MAPPING | {"dialect": {"encoding": "euc-kr"}}
    assert told(facts(TEXT.encode("cp949"), mapping)) == VALUES


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        (
            TEXT.encode("cp949"),
            "utf-8",
            r"is not utf-8, as its mark or mapping says \(byte 0 is not\)",
        ),
        (TEXT.encode(), "klingon", "encoding 'klingon', which is unknown"),
        (TEXT.encode("shift-jis", "replace") + b"\xff\xff", None, "is neither UTF-8"),
        (codecs.BOM_UTF8 + b"\xff", None, "is not utf-8"),
        (b"PK\x03\x04rest of an archive", None, "looks like a ZIP archive"),
        (b"a,b\n\0,1\n", None, "is a NUL"),
        (b"", None, "is empty"),
        (b" \n \n", None, "only white space"),
    ],
)
def test_what_is_no_text_in_a_known_encoding_is_refused(
    opened: Callable[..., Table], content: bytes, encoding: str | None, message: str
) -> None:
    mapping = MAPPING | ({"dialect": {"encoding": encoding}} if encoding else {})
    with pytest.raises(TableError, match=message):
        opened(content, mapping)


def test_a_long_korean_table_is_cut_within_no_character(facts: Callable[..., list[Fact]]) -> None:
    many = "자치구,연도,일자리\n" + "관악구,2021,5\n" * 200_000
    for encoding in ("utf-8", "cp949"):
        assert len(facts(many.encode(encoding), MAPPING)) == 200_000


def test_a_json_array_gives_a_row_for_each_object(facts: Callable[..., list[Fact]]) -> None:
    rows = [
        {"자치구": "관악구", "연도": 2021, "일자리": 13342},
        {"연도": "2021", "자치구": "성동구", "일자리": "11,247"},
    ]
    found = facts(json.dumps(rows, ensure_ascii=False), MAPPING, "jobs.json")
    assert told(found) == VALUES
    assert [fact.fragment for fact in found] == ["cell=1,3", "cell=2,3"]


def test_numbers_in_json_come_as_they_are_printed(facts: Callable[..., list[Fact]]) -> None:
    text = '[{"자치구": "관악구", "연도": 2021, "일자리": 1.50, "비고": null}]'
    mapping = described(
        "observation",
        column("자치구", "about"), column("연도", "period"), column("일자리", "value"), column("비고"),
        tr_metric="일자리 창출",
    )  # fmt: skip
    (fact,) = facts(text, mapping, "jobs.json")
    assert fact.quote == "일자리: 1.50"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", "expected an array of objects, found '{'"),
        ("[1]", "item 1 is not an object"),
        ('[{"a": 1} {"a": 2}]', 'expected "," or "]" after item 1'),
        ('[{"a": 1}, {', "item 2 is not JSON"),
        ('[{"a": 1}', 'expected "," or "]" after item 1, found'),
        ("[" * 100_000, "item 1 is not"),
    ],
)
def test_json_that_is_no_array_of_objects_is_told(
    opened: Callable[..., Table], text: str, message: str
) -> None:
    table = opened(text, MAPPING, "jobs.json")
    with pytest.raises(TableError, match=message):
        list(table.rows())


def test_text_after_a_json_array_is_told(opened: Callable[..., Table]) -> None:
    table = opened(
        '[{"자치구": "관악구", "연도": 2021, "일자리": 5}] and more', MAPPING, "jobs.json"
    )
    with pytest.raises(
        TableError, match="expected the end after the \"]\" of its array, found 'a'"
    ):
        list(table.rows())


def test_an_object_with_a_key_twice_is_rejected(rows: Callable[..., list[ReadRow]]) -> None:
    content = '[{"자치구": "관악구", "연도": 2021, "일자리": 5, "일자리": 6}]'
    (row,) = rows(content, MAPPING, "jobs.json")
    assert row.rejected is not None
    assert row.rejected.reason == "the value of '일자리' is no single value"


def test_an_object_with_other_keys_or_nested_values_is_rejected(
    rows: Callable[..., list[ReadRow]],
) -> None:
    text = '[{"자치구": "중구", "x": 1}, {"자치구": ["중구"]}, {"자치구": "중구", "연도": 2021, "일자리": 3}]'
    reasons = [
        row.rejected.reason if row.rejected else None for row in rows(text, MAPPING, "jobs.json")
    ]
    assert reasons == [
        "has a key that the mapping does not name: 'x'",
        "the value of '자치구' is no single value",
        None,
    ]


def test_a_long_json_array_is_read_piece_by_piece(facts: Callable[..., list[Fact]]) -> None:
    item = {"자치구": "관악구", "연도": 2021, "일자리": 5}
    text = json.dumps([item] * 5000, ensure_ascii=False, indent=2)
    assert len(facts(text, MAPPING, "jobs.json")) == 5000


def workbook(
    place: Path, sheets: dict[str, list[list[Any]]], mapping: dict[str, Any] | None
) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = place / "jobs.xlsx"
    book.save(file)
    if mapping is not None:
        mapping_file(file).write_text(json.dumps(mapping, ensure_ascii=False), encoding="utf-8")
    return file


ROWS: list[list[Any]] = [
    ["자치구", "연도", "일자리"],
    ["관악구", 2021, 13342],
    ["성동구", "2021년", "11,247"],
]


def test_a_workbook_gives_the_same_facts(tmp_path: Path, lexicon: Lexicon) -> None:
    (table,) = open_tables(workbook(tmp_path, {"표": ROWS}, MAPPING), lexicon)
    facts = [fact for row in table.rows() for fact in row.facts]
    assert told(facts) == VALUES
    assert facts[0].fragment == "cell=2,3"


def test_sheets_are_sources_of_their_own(tmp_path: Path, lexicon: Lexicon) -> None:
    described_sheets = [
        {key: value for key, value in MAPPING.items() if key != "@context"} | {"table:sheet": name}
        for name in ("실적", "목표")
    ]
    group = {"@context": MAPPING["@context"], "tables": described_sheets}
    file = workbook(tmp_path, {"실적": ROWS, "목표": ROWS[:2], "메모": [["x"]]}, group)
    tables = open_tables(file, lexicon)
    assert [table.document.id for table in tables] == ["jobs.실적", "jobs.목표"]
    assert [sum(len(row.facts) for row in table.rows()) for table in tables] == [2, 1]


def test_a_workbook_of_several_sheets_needs_the_mapping_to_say_which(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    file = workbook(tmp_path, {"a": ROWS, "b": ROWS}, MAPPING)
    with pytest.raises(TableError, match=r"has 2 sheets; say which .*: a, b"):
        open_tables(file, lexicon)
    file = workbook(tmp_path, {"a": ROWS}, MAPPING | {"table:sheet": "c"})
    with pytest.raises(TableError, match="has no sheet 'c'; it has a"):
        open_tables(file, lexicon)


def test_a_formula_is_read_as_its_value_and_one_without_is_rejected(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    file = workbook(tmp_path, {"표": [*ROWS, ["중구", 2021, "=C2+C3"]]}, MAPPING)
    (table,) = open_tables(file, lexicon)
    *_, last = table.rows()
    assert last.rejected is not None
    assert "the formula in C4 has no stored value; open and save the file" in last.rejected.reason
    computed = tmp_path / "computed.xlsx"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(computed, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"<f>C2+C3</f><v></v>", b"<f>C2+C3</f><v>24589</v>")
            new.writestr(name, content.replace(b"<f>C2+C3</f><v />", b"<f>C2+C3</f><v>24589</v>"))
    mapping_file(computed).write_text(json.dumps(MAPPING), encoding="utf-8")
    (table,) = open_tables(computed, lexicon)
    *_, last = table.rows()
    assert told(list(last.facts)) == [("중구", "2021", 24589)]


def test_a_cell_is_read_as_the_sheet_shows_it(tmp_path: Path, lexicon: Lexicon) -> None:
    mapping = described(
        "observation",
        column("구", "about"), column("월", "period"), column("달성률", "value", role="달성률"),
        tr_metric="일자리 창출",
    )  # fmt: skip
    file = workbook(tmp_path, {"표": [["구", "월", "달성률"]]}, mapping)
    book = openpyxl.load_workbook(file)
    book["표"].append(["중구", datetime.datetime(2022, 7, 21), 1.382])
    book["표"]["C2"].number_format = "0.0%"
    book.save(file)
    (table,) = open_tables(file, lexicon)
    ((fact,),) = [row.facts for row in table.rows()]
    assert isinstance(fact, Observation)
    assert (fact.period, str(fact.value), fact.quote) == ("2022-07-21", "138.2", "달성률: 138.2%")


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1_234_567_000, "#,##0,", "1234567"),
        (1_234_567_000, '#,##0,,"백만"', "1235"),
        (1_234_567, "#,##0.0,", "1234.6"),
        (-1500, "#,##0,;△#,##0,", "-2"),
        (138.2, '0.0"%"', "138.2"),
        (138.2, r"0.0\%", "138.2"),
        (1.3825, "0.0%", "138.3%"),
        (0.605, "0%;-0%", "61%"),
        (138.20000000000002, "General", "138.2"),
        (1_000_000.0, "0.00E+00", "1000000"),
        (datetime.datetime(2021, 1, 1), 'yyyy"년"', "2021"),
        (datetime.datetime(2021, 7, 1), 'yyyy"년" m"월"', "2021-07"),
        (datetime.datetime(2021, 7, 5), "[$-412]yyyy\\.mm\\.dd", "2021-07-05"),
        (datetime.datetime(2021, 7, 5, 10, 30), "yyyy-mm-dd", "2021-07-05"),
    ],
)
def test_a_cell_of_a_workbook_says_what_its_format_shows(
    tmp_path: Path, value: Any, number_format: str, shown: str
) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = value
    book.active["A1"].number_format = number_format
    book.save(tmp_path / "jobs.xlsx")
    ((_, cells),) = xlsx_rows(tmp_path / "jobs.xlsx", book.active.title)
    assert cells == [shown]


def test_blank_ends_of_rows_in_a_workbook_are_no_fault(tmp_path: Path, lexicon: Lexicon) -> None:
    file = workbook(tmp_path, {"표": [ROWS[0], ["중구"], [], ["관악구", 2021, 5]]}, MAPPING)
    (table,) = open_tables(file, lexicon)
    first, blank, last = table.rows()
    assert first.rejected is not None
    assert "is blank" in first.rejected.reason
    assert blank.passed_over == "blank"
    assert last.facts[0].fragment == "cell=4,3"


ODS = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="표">
<table:table-row><table:table-cell><text:p>자치구</text:p></table:table-cell>
 <table:table-cell><text:p>연도</text:p></table:table-cell><table:table-cell><text:p>일자리</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row><table:table-cell><text:p>관악구</text:p></table:table-cell>
 <table:table-cell office:value-type="float" office:value="2021"><text:p>2021</text:p></table:table-cell>
 <table:table-cell office:value="13342" table:formula="of:=A1"><text:p>13,342</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>성동구</text:p></table:table-cell>
 <table:table-cell office:value="2021"/><table:table-cell office:value="11247"><text:p>11,247</text:p></table:table-cell>
 <table:table-cell table:number-columns-repeated="1021"/></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
</table:table><table:table table:name="빈 표"/></office:spreadsheet></office:body></office:document-content>"""


def ods(place: Path, content: str, mapping: dict[str, Any]) -> Path:
    file = place / "jobs.ods"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", content)
    mapping_file(file).write_text(json.dumps(mapping), encoding="utf-8")
    return file


def test_an_opendocument_sheet_gives_the_same_facts_in_the_rows_of_the_file(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    file = ods(tmp_path, ODS, MAPPING | {"table:sheet": "표"})
    (table,) = open_tables(file, lexicon)
    facts = [fact for row in table.rows() for fact in row.facts]
    assert told(facts) == VALUES
    assert [fact.fragment for fact in facts] == ["cell=4,3", "cell=5,3"]
    assert sheets_of(file) == ["표", "빈 표"]


@pytest.mark.parametrize("name", ["jobs.xlsx", "jobs.ods"])
@pytest.mark.parametrize("content", [b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_told(
    opened: Callable[..., Table], name: str, content: bytes
) -> None:
    with pytest.raises(TableError, match=rf"{name}: is not an \.\w+ workbook"):
        opened(content, MAPPING, name)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('office:value="-5"><text:p>5</text:p>', "-5"),
        ('office:value="-5"><text:p>△5</text:p>', "△5"),
        ('office:value-type="percentage" office:value="0.605">', "60.5%"),
        ('office:value-type="string" office:string-value="관악구">', "관악구"),
    ],
)
def test_an_opendocument_cell_is_read_with_its_sign_and_per_cent(
    tmp_path: Path, cell: str, shown: str
) -> None:
    old = 'office:value="13342" table:formula="of:=A1"><text:p>13,342</text:p>'
    file = ods(tmp_path, ODS.replace(old, cell), MAPPING)
    assert dict(ods_rows(file, "표"))[4] == ["관악구", "2021", shown]


def test_an_opendocument_formula_without_a_value_makes_its_row_unreadable(tmp_path: Path) -> None:
    file = ods(tmp_path, ODS.replace('office:value="13342" ', "").replace("13,342", ""), MAPPING)
    assert "the formula in column 3 has no stored value" in dict(ods_rows(file, "표"))[4]


def test_an_entity_in_an_opendocument_sheet_is_not_resolved(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("13,342", encoding="utf-8")
    content = ODS.replace(
        '<?xml version="1.0"?>', f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    )
    file = ods(tmp_path, content.replace("13,342", "&s;"), MAPPING | {"table:sheet": "표"})
    try:
        (table,) = open_tables(file, lexicon)
        facts = [fact for row in table.rows() for fact in row.facts]
    except TableError:
        return
    assert all("13,342" not in fact.quote for fact in facts)
