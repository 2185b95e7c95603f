"""Search and suggestions, as the server gives them."""

import re

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize("typed", ["gwan", "관악", "관ㅇ", "ㄱㅇㄱ", "Gwanak District"])
def test_a_government_is_found_by_a_name_typed_in_part(client: TestClient, typed: str) -> None:
    page = client.get("/search", params={"q": typed}).text
    assert '<a href="/id/government/kr-seoul-gwanak-gu">Gwanak-gu</a>' in page


def test_results_stand_by_kind(client: TestClient) -> None:
    page = client.get("/search", params={"q": "job"}).text
    kinds = re.findall(r'<h2 id="found-(\w+)">', page)
    assert {"Award", "Metric", "Program"} <= set(kinds)


def test_a_name_that_is_nearly_one_is_asked_about(client: TestClient) -> None:
    page = client.get("/search", params={"q": "관악규"}).text
    assert "Did you mean" in page
    assert "Gwanak-gu" in page


def test_what_is_called_nothing_like_it_is_said_to_be_nothing(client: TestClient) -> None:
    page = client.get("/search", params={"q": "qqqqqq"}).text
    assert "Nothing on record is called “qqqqqq”" in page


def test_suggestions_are_options_that_lead_to_pages(client: TestClient) -> None:
    answer = client.get("/ko/suggest", params={"q": "관ㅇ"}).text
    first = answer[: answer.index("</li>")]
    assert 'role="option"' in first
    assert 'data-href="/ko/id/government/kr-seoul-gwanak-gu"' in first
    assert "관악구" in first


@pytest.mark.parametrize("typed", ["", " ", "\x00", "a" * 5000, "<script>", "%", "ㅎ" * 300])
def test_odd_input_is_no_error_of_the_server(client: TestClient, typed: str) -> None:
    for page in ("search", "suggest"):
        answer = client.get(f"/{page}", params={"q": typed})
        assert answer.status_code == 200
        assert "<script>" not in answer.text.replace("<script src", "")
