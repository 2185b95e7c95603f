"""Malformed mappings are told by their place, whatever is wrong with them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tables.mappings import column, described

from trackrecord.errors import TableError
from trackrecord.tables.metadata import read_mappings

Put = Callable[..., Path]
GOOD = described("observation", column("a", "about"), column("b", "value"), tr_metric="예산")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"@context": "https://schema.org"}, r"@context: expected \"http://www.w3.org/ns/csvw\""),
        ({"url": "other.csv"}, "describes other.csv, and stands beside jobs.csv"),
        ({"table:kind": "poem"}, "expected one of conferral, observation, .*; found 'poem'"),
        ({"table:kind": None}, "it is not stated"),
        ({"table:kinds": "x"}, "there is no such directive; there are table:kind"),
        ({"tr:colour": "x"}, "tr:colour: is not a property that facts have"),
        ({"tr:award": "x"}, "an observation has no tr:award; it has tr:about"),
        ({"dc:issued": "yesterday"}, "expected a date such as 2022-07-21, found 'yesterday'"),
        ({"dc:source": "here"}, "expected an address"),
        ({"transformations": []}, "transformations: is not read here"),
        ({"dialect": []}, "dialect: expected an object"),
        ({"dialect": {"headerRowCount": -1}}, "headerRowCount: expected a number from 0"),
        ({"dialect": {"delimiter": ";;"}}, "delimiter: expected one character"),
        ({"dialect": {"quoteChar": 3}}, "quoteChar: expected one character or null"),
        ({"dialect": {"doubleQuote": False}}, "doubleQuote: only true is read"),
        ({"dialect": {"colour": 1}}, "colour: is not read here"),
        ({"tableSchema": {"columns": {}}}, "columns: expected a list"),
        ({"tableSchema": {"columns": ["a"]}}, r"columns\[0\]: expected an object"),
        ({"tableSchema": {"columns": []}}, "columns: is empty"),
        ({"tableSchema": {"foreignKeys": []}}, "foreignKeys: is not read here"),
        ({"table:totals": 3}, "table:totals: expected a text or a list of texts"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told_by_its_place(
    put: Put, change: dict[str, Any], told: str
) -> None:
    table = put("a,b\n", {**GOOD, **change})
    with pytest.raises(TableError, match=told) as raised:
        read_mappings(table)
    assert "jobs.csv-metadata.json" in str(raised.value)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"propertyUrl": "tr:grade"}, r"columns\[1\], propertyUrl: an observation has no tr:grade"),
        ({"propertyUrl": 5}, "has no 5"),
        ({"separator": ";"}, r"columns\[1\], separator: is not read here"),
        ({"valueUrl": "x{y}"}, "valueUrl: is not read here"),
        ({"default": "0"}, "default: is read of virtual columns alone"),
        ({"table:kind": "conferral"}, "is stated of the whole table"),
        ({"table:fillDown": "yes"}, "expected true or false"),
        ({"virtual": True}, "a virtual column needs a propertyUrl and a default"),
        ({"titles": 7}, "titles: expected a text or a list of texts"),
        (
            {"datatype": {"base": "decimal", "format": {"decimalChar": ","}}},
            "format is not read here",
        ),
        ({"null": 7}, "null: expected a text or a list of texts"),
    ],
)
def test_what_is_wrong_with_a_column_is_told_by_its_place(
    put: Put, change: dict[str, Any], told: str
) -> None:
    mapping = described(
        "observation", column("a", "about"), column("b", "value") | change, tr_metric="x"
    )
    with pytest.raises(TableError, match=told):
        read_mappings(put("a,b\n", mapping))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is not JSON"),
        ("[]", "expected a JSON object"),
        ("\udcff", "cannot be read"),
        ("", "is not JSON"),
    ],
)
def test_a_mapping_that_is_no_json_object_is_told(put: Put, text: str, told: str) -> None:
    table = put("a,b\n", None)
    file = table.with_name("jobs.csv-metadata.json")
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(TableError, match=told):
        read_mappings(table)


@pytest.mark.parametrize(
    ("tables", "told"), [("all", "tables: expected a list"), ([], "describes no table")]
)
def test_a_group_of_tables_lists_them(put: Put, tables: object, told: str) -> None:
    with pytest.raises(TableError, match=told):
        read_mappings(put("a,b\n", {"@context": GOOD["@context"], "tables": tables}))


def test_without_a_mapping_the_command_that_drafts_one_is_told(put: Put) -> None:
    with pytest.raises(TableError, match=r"draft one with: trackrecord map .*jobs\.csv"):
        read_mappings(put("a,b\n", None))


def test_terms_may_be_written_as_whole_iris(put: Put) -> None:
    spelled = json.loads(
        json.dumps(GOOD)
        .replace('"tr:', '"https://w3id.org/trackrecord/ontology#')
        .replace('"table:', '"https://w3id.org/trackrecord/table#')
    )
    spelled["table:kind"] = "observation"
    (one,), (other,) = (read_mappings(put("a,b\n", each)) for each in (GOOD, spelled))
    assert one.columns == other.columns
    assert one.constants == other.constants


def test_what_is_stated_of_the_source_is_dublin_core(put: Put) -> None:
    stated = {
        "dc:title": {"@value": "표", "@language": "ko"}, "dc:source": {"@id": "https://example.org/1"},
        "dc:identifier": "one", "dc:publisher": "서울시", "tr:retrieved": "2022-04-01",
    }  # fmt: skip
    (mapping,) = read_mappings(put("a,b\n", {**GOOD, **stated}))
    told = mapping.metadata
    assert (told.title, told.url, told.id, told.publisher) == (
        "표", "https://example.org/1", "one", "서울시",
    )  # fmt: skip
    assert str(told.retrieved) == "2022-04-01"
    assert told.language == "ko"


def test_titles_may_be_by_language_and_several(put: Put) -> None:
    named = {"titles": {"ko": ["구", "자치구"], "en": "District"}, "propertyUrl": "tr:about"}
    mapping = described("observation", named, column("b", "value"), tr_metric="예산")
    (read,) = read_mappings(put("a,b\n", mapping))
    assert read.columns[0].titles == ("구", "자치구", "District")


def test_tables_of_a_group_share_its_source_and_dialect(put: Put) -> None:
    tables = [
        {k: v for k, v in GOOD.items() if k not in ("@context", "dc:issued")} | {"table:sheet": s}
        for s in "ab"
    ]
    group = {
        "@context": GOOD["@context"],
        "dc:issued": "2022-01-01",
        "dialect": {"skipRows": 2},
        "tables": tables,
    }
    read = read_mappings(put("a,b\n", group))
    assert [str(each.metadata.issued) for each in read] == ["2022-01-01"] * 2
    assert [each.dialect.skip_rows for each in read] == [2, 2]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["titles", "propertyUrl", "tr:unit", "null", "columns", "virtual", "x"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(sorted(GOOD)), json_values)
def test_no_json_in_a_mapping_raises_anything_but_an_error_of_ours(
    put: Put, key: str, value: object
) -> None:
    table = put("a,b\n", {**GOOD, key: value})
    try:
        read_mappings(table)
    except TableError as error:
        assert "jobs.csv" in str(error)
