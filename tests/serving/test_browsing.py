"""The lists of governments, awards, metrics, programs and sources."""

import re

import pytest
from starlette.testclient import TestClient


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', page)


@pytest.mark.parametrize("kind", ["government", "award", "metric", "program", "source"])
def test_every_kind_of_thing_has_a_list(client: TestClient, kind: str) -> None:
    answer = client.get(f"/browse/{kind}")
    assert answer.status_code == 200
    assert names(answer.text)


def test_a_list_that_is_not_there_says_which_there_are(client: TestClient) -> None:
    answer = client.get("/browse/weather")
    assert answer.status_code == 404
    assert "government, award" in answer.text


def test_what_has_most_on_record_comes_first(client: TestClient) -> None:
    assert names(client.get("/browse/metric").text)[0] == "jobs created"


def test_a_list_can_be_sorted_by_name(client: TestClient) -> None:
    found = names(client.get("/browse/award?sort=name").text)
    assert found == sorted(found, key=str.casefold)


def test_governments_can_be_narrowed_to_those_within_another(client: TestClient) -> None:
    found = names(client.get("/browse/government?parent=kr-seoul").text)
    assert len(found) == 25
    assert "Gwanak-gu" in found


def test_two_filters_hold_together(client: TestClient) -> None:
    page = client.get("/browse/government?parent=kr-gyeonggi&governmentType=county").text
    assert names(page) == ["Gapyeong-gun", "Yangpyeong-gun", "Yeoncheon-gun"]


def test_a_long_list_goes_on(client: TestClient) -> None:
    first = client.get("/browse/government?sort=name").text
    assert len(names(first)) == 100
    assert 'rel="next" href="/browse/government?page=2&amp;sort=name"' in first
    last = client.get("/browse/government?sort=name&page=3").text
    assert len(names(last)) == 43


def test_sources_are_listed_by_their_titles_the_latest_first(client: TestClient) -> None:
    page = client.get("/browse/source").text
    days = re.findall(r"<td>(\d{4}-\d\d-\d\d)</td>", page)
    assert days == sorted(days, reverse=True)
    assert "Gwanak-gu: jobs created in 2021 and the award that followed" in names(page)
