"""The pages as a reader without JavaScript gets them."""

import re

import pytest
from starlette.testclient import TestClient

GWANAK = "/id/government/kr-seoul-gwanak-gu"


def test_the_first_page_says_how_much_is_on_record(client: TestClient) -> None:
    page = client.get("/").text
    assert re.search(r"<b>4</b> Award won", page)


def test_a_government_has_its_target_beside_what_it_delivered(client: TestClient) -> None:
    page = client.get(GWANAK).text
    row = page[page.index("Percent of target") :]
    assert re.search(r">9,656</td>.*>13,342</td>\n.*>138.2 %", row)


def test_a_fact_stands_with_its_words_and_a_link_to_their_place(client: TestClient) -> None:
    page = client.get(GWANAK).text
    assert "<mark>the district created 13,342 jobs</mark>" in page
    assert 'href="/id/source/gwanak-job-award-2022#char=302,334"' in page


def test_the_same_page_is_there_in_korean(client: TestClient) -> None:
    page = client.get(f"/ko{GWANAK}").text
    assert '<html lang="ko">' in page
    assert "<h1>관악구</h1>" in page


def test_a_page_that_is_not_there_says_so(client: TestClient) -> None:
    answer = client.get("/id/government/nowhere")
    assert answer.status_code == 404
    assert "nothing in the graph" in answer.text


@pytest.mark.parametrize("address", ["/id/", "/id/../etc/passwd", "/code/role/nothing", "/id/%00"])
def test_an_odd_address_is_no_error_of_the_server(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "told"), [("/nowhere", "no page"), ("/ko/nowhere", "페이지가 없")]
)
def test_an_address_that_nothing_is_at_has_a_page_that_says_so(
    client: TestClient, address: str, told: str
) -> None:
    answer = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 404
    assert told in answer.text
    assert client.get(address, headers={"Accept": "*/*"}).text == "Not Found\n"
