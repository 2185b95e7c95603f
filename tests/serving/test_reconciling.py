"""The reconciliation service as OpenRefine and newer clients ask it.

The published JSON schemas are not copied here, since their licence is not stated; `fits` is a check of our own that
asks the same of an answer: which members it has, and of what kind they are.
"""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from trackrecord.iris import DEFAULT_BASE
from trackrecord.serving.app import application
from trackrecord.serving.snapshot import Snapshot
from trackrecord.vocabulary import TR

SEONGDONG = f"{DEFAULT_BASE}government/kr-seoul-seongdong-gu"
#: What members of an object there may be, with what they are; those with "!" must be there.
TYPE = {"id!": str, "name!": str, "broader": [{"id!": str, "name!": str}]}
FEATURE_02 = {"id!": str, "value!": (bool, int, float)}
FEATURE_10 = FEATURE_02 | {"name!": str}
CANDIDATE = {"id!": str, "name!": str, "description": str, "score!": (int, float), "match": bool, "type": [TYPE]}  # fmt: skip
PROPERTY = {"id!": str, "name!": str, "description": str}
ENTITY = {"id!": str, "name!": str, "description": str, "notable": [TYPE]}
SETTING_02 = {"type!": str, "label!": str, "name!": str, "default": (int, float)}
SETTING_10 = {"type!": str, "id!": str, "name!": str, "default": (int, float)}
SUGGEST_02 = {"service_url": str, "service_path": str}
MANIFEST_02 = {
    "versions!": [str], "name!": str, "identifierSpace!": str, "schemaSpace!": str, "documentation": str,
    "serviceVersion": str, "defaultTypes": [TYPE], "view": {"url!": str},
    "preview": {"url!": str, "width!": int, "height!": int},
    "suggest": {"entity": SUGGEST_02, "property": SUGGEST_02, "type": SUGGEST_02},
    "extend": {"propose_properties": SUGGEST_02, "property_settings": [SETTING_02]},
}  # fmt: skip
MANIFEST_10 = {
    "versions!": [str], "name!": str, "documentation": str, "serviceVersion": str, "defaultTypes": [TYPE],
    "view!": {"url!": str}, "preview": {"width!": int, "height!": int},
    "suggest": {"entity!": bool, "property!": bool, "type!": bool},
    "extend": {"proposeProperties": bool, "propertySettings": [SETTING_10]},
    "batchSize": int, "standardizedScore": bool, "lang": str,
}  # fmt: skip
META = [{"id!": str, "name!": str, "type": TYPE}]


def fits(told: object, shape: Any) -> bool:
    """Whether JSON has the members of a shape and no others, of the kinds it says."""
    if isinstance(shape, dict):
        must = {name.rstrip("!") for name in shape if name.endswith("!")}
        kinds = {name.rstrip("!"): kind for name, kind in shape.items()}
        return (
            isinstance(told, dict)
            and must <= set(told) <= set(kinds)
            and all(fits(value, kinds[name]) for name, value in told.items())
        )
    if isinstance(shape, list):
        return isinstance(told, list) and all(fits(each, shape[0]) for each in told)
    return isinstance(told, shape) and (bool in (shape if isinstance(shape, tuple) else (shape,)) or not isinstance(told, bool))  # fmt: skip


def is_cell(told: Mapping[str, object]) -> bool:
    shapes: list[dict[str, object]] = [{"id!": str, "name!": str}, {"str!": str}, {"int!": int}, {"float!": float}]  # fmt: skip
    return any(fits(told, shape) for shape in shapes)


def old(client: TestClient, query: object) -> list[dict[str, Any]]:
    """The candidates of a query in version 0.2."""
    answer = client.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["q0"]["result"]
    assert fits(found, [CANDIDATE | {"features": [FEATURE_02]}])
    return found


def new(client: TestClient, query: object) -> list[dict[str, Any]]:
    """The candidates of a query in version 1.0-draft."""
    answer = client.post("/reconcile/draft/reconcile", json={"queries": [query]})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"][0]["candidates"]
    assert fits(found, [CANDIDATE | {"features": [FEATURE_10]}])
    return found


def test_the_manifest_of_each_version_says_what_there_is(client: TestClient) -> None:
    first, second = client.get("/reconcile").json(), client.get("/reconcile/draft").json()
    assert fits(first, MANIFEST_02)
    assert fits(second, MANIFEST_10)
    assert (first["versions"], second["versions"]) == (["0.2"], ["1.0-draft"])
    assert "{{id}}" in first["view"]["url"]
    assert second["view"]["url"].endswith("{id}")


def test_a_name_in_either_language_is_a_match(client: TestClient) -> None:
    for name in ("Seongdong-gu", "성동구", "seongdong gu", "SEONGDONG-GU"):
        best = old(client, {"query": name})[0]
        assert (best["id"], best["score"], best["match"]) == (SEONGDONG, 100, True)


def test_a_name_that_several_have_is_no_match_until_a_property_tells(client: TestClient) -> None:
    several = old(client, {"query": "Jung-gu", "type": str(TR.Government)})
    assert sum(each["score"] == 100 for each in several) == 6
    assert not any(each["match"] for each in several)
    told = {"pid": str(TR.parent), "v": "부산광역시"}
    matches = [each for each in old(client, {"query": "Jung-gu", "properties": [told]}) if each["match"]]  # fmt: skip
    assert [each["id"] for each in matches] == [f"{DEFAULT_BASE}government/kr-busan-jung-gu"]


def test_a_property_of_the_ontology_may_be_given_by_its_local_name(client: TestClient) -> None:
    told = {"pid": "parent", "v": "부산"}
    matches = [each for each in old(client, {"query": "Jung-gu", "properties": [told]}) if each["match"]]  # fmt: skip
    assert [each["id"] for each in matches] == [f"{DEFAULT_BASE}government/kr-busan-jung-gu"]


def test_a_bare_name_is_a_match_where_the_class_is_said(client: TestClient) -> None:
    assert not old(client, {"query": "Seongdong"})[0]["match"]
    assert old(client, {"query": "Seongdong", "type": str(TR.Government)})[0]["match"]


def test_a_name_with_a_letter_wrong_is_a_candidate_and_no_match(client: TestClient) -> None:
    best = old(client, {"query": "Sungdong-gu"})[0]
    assert (best["id"], best["match"]) == (SEONGDONG, False)
    assert 60 < best["score"] < 95


def test_only_things_of_the_class_are_candidates_and_narrower_ones_are_of_it(client: TestClient) -> None:  # fmt: skip
    assert old(client, {"query": "Seongdong-gu", "type": str(TR.Body)})[0]["id"] == SEONGDONG
    awards = old(client, {"query": "Seongdong-gu", "type": [str(TR.Award), str(TR.Metric)]})
    assert all(each["type"][0]["id"] != str(TR.Government) for each in awards)
    assert old(client, {"query": "Seongdong-gu", "type": "https://example.org/Nothing"}) == []


def test_an_iri_or_an_official_code_stands_for_its_thing(client: TestClient) -> None:
    for name in (SEONGDONG, "11200"):
        best = old(client, {"query": name})[0]
        assert (best["id"], best["match"]) == (SEONGDONG, True)


def test_both_versions_find_the_same(client: TestClient) -> None:
    by_name = {"matchType": "name", "v": "중구"}
    parent = {"matchType": "property", "pid": str(TR.parent), "v": {"id": f"{DEFAULT_BASE}government/kr-busan"}}  # fmt: skip
    first = old(client, {"query": "중구", "type": str(TR.Government), "properties": [{"pid": parent["pid"], "v": parent["v"]}]})  # fmt: skip
    second = new(client, {"type": str(TR.Government), "conditions": [by_name, parent]})
    assert [(e["id"], e["score"], e["match"]) for e in first] == [(e["id"], e["score"], e["match"]) for e in second]  # fmt: skip


def test_a_required_condition_sorts_others_out(client: TestClient) -> None:
    by_name = {"matchType": "name", "v": "Jung-gu"}
    basic = {"matchType": "property", "pid": str(TR.parent), "v": ["Busan", "Daegu"], "required": True}  # fmt: skip
    names = {each["description"] for each in new(client, {"conditions": [by_name, basic], "limit": 50})}  # fmt: skip
    assert names == {"government, Busan Metropolitan City", "government, Daegu Metropolitan City"}
    none = basic | {"matchQuantifier": "none"}
    left = new(client, {"conditions": [by_name, none], "limit": 4})
    assert len(left) == 4
    assert not any("Busan" in each["description"] for each in left)


def test_conditions_alone_find_what_meets_them(client: TestClient) -> None:
    code = {"pid": str(TR.officialCode), "v": "11200"}
    best = old(client, {"properties": [code]})
    assert [(each["id"], each["match"]) for each in best] == [(SEONGDONG, True)]


def test_a_batch_is_answered_query_by_query_also_by_its_address(client: TestClient) -> None:
    batch = {"a": {"query": "성동구"}, "b": {"query": "xylophone quartz"}}
    told = client.get("/reconcile", params={"queries": json.dumps(batch)}).json()
    assert set(told) == {"a", "b"}
    assert told["b"] == {"result": []}


def test_the_same_question_gets_the_same_answer(client: TestClient) -> None:
    first, second = (old(client, {"query": "일자리 대상"}) for _ in range(2))
    assert first == second


def test_values_of_properties_are_told_in_both_versions(client: TestClient) -> None:
    wanted = [str(TR.parent), str(TR.officialCode), str(TR.level), str(TR.award), "https://example.org/none"]  # fmt: skip
    asked = {"ids": [SEONGDONG, "nothing"], "properties": [{"id": each} for each in wanted]}
    first = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    second = client.post("/reconcile/draft/extend", json=asked).json()
    assert fits(first["meta"], META)
    assert fits(second["meta"], META)
    row = first["rows"][SEONGDONG]
    assert row[str(TR.officialCode)] == [{"str": "11200"}]
    assert row[str(TR.parent)] == [{"id": f"{DEFAULT_BASE}government/kr-seoul", "name": "Seoul Metropolitan City"}]  # fmt: skip
    assert row[str(TR.level)] == [{"str": "basic"}]
    assert row[str(TR.award)][0]["name"] == "National Local Government Job Awards"
    assert set(map(len, first["rows"]["nothing"].values())) == {0}
    assert all(is_cell(cell) for row in first["rows"].values() for cells in row.values() for cell in cells)  # fmt: skip
    assert [{p["id"]: p["values"] for p in row["properties"]} for row in second["rows"]] == list(first["rows"].values())  # fmt: skip


def test_at_most_so_many_values_are_told_as_are_wanted(client: TestClient) -> None:
    name = "http://www.w3.org/2004/02/skos/core#altLabel"
    asked = {"ids": [SEONGDONG], "properties": [{"id": name, "settings": {"limit": 2}}]}
    told = client.post("/reconcile/draft/extend", json=asked).json()
    assert len(told["rows"][0]["properties"][0]["values"]) == 2


def test_properties_of_a_class_are_proposed(client: TestClient) -> None:
    told = client.get("/reconcile/extend/propose", params={"type": str(TR.Metric), "limit": 3}).json()  # fmt: skip
    assert fits(told, {"properties!": [PROPERTY], "type": str, "limit": int})
    assert len(told["properties"]) == 3
    own = client.get("/reconcile/draft/extend/propose", params={"type": str(TR.Metric)}).json()
    assert str(TR.unit) in {each["id"] for each in own["properties"]}


@pytest.mark.parametrize("root", ["/reconcile", "/reconcile/draft"])
def test_things_classes_and_properties_are_suggested_as_they_are_typed(
    client: TestClient, root: str
) -> None:
    things = client.get(f"{root}/suggest/entity", params={"prefix": "성ㄷ"}).json()
    assert fits(things, {"result!": [ENTITY]})
    assert things["result"][0]["id"] == SEONGDONG
    types = client.get(f"{root}/suggest/type", params={"prefix": "gov"}).json()
    assert fits(types, {"result!": [TYPE]})
    assert types["result"][0]["id"] == str(TR.Government)
    known = client.get(f"{root}/suggest/property", params={"prefix": "off"}).json()
    assert fits(known, {"result!": [PROPERTY]})
    assert known["result"][0]["id"] == str(TR.officialCode)


def test_more_suggestions_follow_those_that_are_skipped(client: TestClient) -> None:
    pages = [client.get("/reconcile/suggest/entity", params={"prefix": "s", "cursor": n}).json()["result"] for n in (0, 20)]  # fmt: skip
    ids = [each["id"] for page in pages for each in page]
    assert len(ids) == len(set(ids)) == 40


def test_an_answer_is_in_the_language_of_who_asks(client: TestClient) -> None:
    korean = {"Accept-Language": "ko-KR"}
    told = client.get("/reconcile/suggest/type", params={"prefix": "정부"}, headers=korean).json()
    assert told["result"][0] == {"id": str(TR.Government), "name": "정부"}


def test_a_preview_may_be_framed_by_other_sites_and_runs_nothing(client: TestClient) -> None:
    answer = client.get("/reconcile/preview", params={"id": SEONGDONG})
    assert "<h1>" in answer.text
    assert "11200" in answer.text
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert client.get("/reconcile/preview", params={"id": "<b>"}).status_code == 404


def test_an_id_leads_to_the_page_of_its_thing(client: TestClient) -> None:
    answer = client.get("/reconcile/view", params={"id": SEONGDONG}, follow_redirects=False)
    assert answer.headers["location"] == "/id/government/kr-seoul-seongdong-gu"
    assert client.get("/reconcile/view", params={"id": "https://evil.example/"}).status_code == 404


def test_other_sites_may_ask(client: TestClient) -> None:
    for path in ("/reconcile", "/reconcile/draft/reconcile", "/reconcile/suggest/entity"):
        assert client.options(path).headers["access-control-allow-origin"] == "*"
    assert client.get("/reconcile").headers["access-control-allow-origin"] == "*"


def test_an_old_client_gets_its_callback_called(client: TestClient) -> None:
    answer = client.get("/reconcile", params={"callback": "jQuery1_2.then"})
    assert answer.headers["content-type"].startswith("application/javascript")
    assert answer.text.startswith("/**/jQuery1_2.then({")
    assert answer.text.endswith("});")


@pytest.mark.parametrize("callback", ["", "alert(1)//", "a;b", "<script>", "a.b.c.d.e.f.g", "x" * 200, "á"])  # fmt: skip
def test_a_callback_that_is_no_name_is_refused(client: TestClient, callback: str) -> None:
    answer = client.get("/reconcile", params={"callback": callback})
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "sent",
    [
        "", "{", "[]", "3", '{"q": 3}', '{"q": {}}', '{"q": {"query": 3}}', '{"q": {"query": ""}}',
        '{"q": {"query": "a", "limit": "x"}}', '{"q": {"query": "a", "limit": 1e999}}',
        '{"q": {"query": "a", "properties": {}}}', '{"q": {"query": "a", "properties": [{"pid": 1}]}}',
        '{"q": {"query": "a", "type": [1]}}', "[" * 100_000,
        json.dumps({"q": {"query": "a", "properties": [{"pid": "p", "v": "v"}] * 21}}),
        json.dumps({"q": {"query": "a", "properties": [{"pid": "p", "v": ["v"] * 101}]}}),
    ],
)  # fmt: skip
def test_what_is_no_query_is_told_in_one_line(client: TestClient, sent: str) -> None:
    answer = client.post("/reconcile", data={"queries": sent or " "})
    assert answer.status_code == 400
    assert len(answer.text.strip().splitlines()) == 1


def test_a_batch_that_is_too_long_is_refused(client: TestClient) -> None:
    many = {f"q{n}": {"query": "a"} for n in range(201)}
    assert client.post("/reconcile", data={"queries": json.dumps(many)}).status_code == 413
    assert client.post("/reconcile", data={"queries": "x" * 2_100_000}).status_code == 413


def test_what_is_sent_otherwise_than_a_form_or_json_is_refused(client: TestClient) -> None:
    assert client.post("/reconcile", json={}).status_code == 415
    assert client.post("/reconcile/draft/reconcile", data={"queries": "[]"}).status_code == 415


def test_a_name_that_is_as_long_as_a_book_has_no_candidates(client: TestClient) -> None:
    assert old(client, {"query": "ab " * 300_000}) == []
    assert client.get("/reconcile/suggest/entity", params={"prefix": "ㄱ" * 5_000}).json() == {"result": []}  # fmt: skip


def test_half_a_character_and_markup_are_only_text(client: TestClient) -> None:
    answer = client.post("/reconcile", data={"queries": r'{"q": {"query": "\ud800<script>"}}'})
    assert answer.json() == {"q": {"result": []}}


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["query", "type", "limit", "properties", "conditions", "pid", "v", "matchType", "ids", "id", "settings"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@pytest.fixture(scope="module")
def asking(served: Snapshot) -> TestClient:
    return TestClient(application(lambda: served))


@given(told=ANY)
def test_whatever_is_asked_is_no_error_of_the_server(asking: TestClient, told: object) -> None:
    text = json.dumps(told)
    statuses = [
        asking.post("/reconcile", data={"queries": json.dumps({"q": told})}).status_code,
        asking.post("/reconcile", data={"extend": text}).status_code,
        asking.post("/reconcile/draft/reconcile", content=json.dumps({"queries": [told]}), headers={"Content-Type": "application/json"}).status_code,
        asking.post("/reconcile/draft/extend", content=text, headers={"Content-Type": "application/json"}).status_code,
    ]  # fmt: skip
    assert set(statuses) <= {200, 400}
