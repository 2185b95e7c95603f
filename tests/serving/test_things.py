"""The pages of governments, awards, metrics, programs and facts, as a reader without JavaScript gets them."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

GWANAK = "/id/government/kr-seoul-gwanak-gu"
SEONGDONG = "/id/government/kr-seoul-seongdong-gu"
AWARD = "/id/award/national-local-government-job-awards"
METRIC = "/id/metric/jobs-created"
FACT = "/id/observation/kr-seoul-gwanak-gu.jobs-created.2021.actual"


def section(page: str, name: str) -> str:
    """The section of a page with a heading of an id."""
    found = re.search(rf'<section aria-labelledby="{name}">.*?</section>', page, re.DOTALL)
    assert found is not None
    return found[0]


def test_a_verdict_on_a_claim_stands_in_its_row(client: TestClient) -> None:
    rows = section(client.get(SEONGDONG).text, "claims")
    row = next(row for row in rows.split("<tr") if ">streak<" in row)
    assert "unrefuted" in row[: row.index("<details")]


def test_what_a_government_has_nothing_of_has_no_section(client: TestClient) -> None:
    assert 'aria-labelledby="claims"' not in client.get(GWANAK).text


def test_a_column_that_no_row_fills_is_left_out(client: TestClient) -> None:
    heads = re.findall(r"<th [^>]*>(.*?)</th>", section(client.get(GWANAK).text, "won"))
    assert "Grade" in heads
    assert "Category" not in heads


def test_a_figure_of_a_program_is_marked_as_one(client: TestClient) -> None:
    delivered = section(client.get(GWANAK).text, "delivered")
    assert re.search(r'Gwanak S Valley</a> <span class="tag">program</span>', delivered)


def test_a_value_that_was_not_printed_exactly_says_so(client: TestClient) -> None:
    delivered = section(client.get(GWANAK).text, "delivered")
    assert '<span class="precision">about</span> 710' in delivered


def test_a_long_list_goes_on_in_a_page_of_its_own(client: TestClient) -> None:
    page = client.get(METRIC).text
    assert f'href="{METRIC}?list=figures"' in page
    whole = client.get(f"{METRIC}?list=figures").text
    assert whole.count('<tr role="row">') == 1 + 40


def test_a_page_beyond_the_last_is_the_last(client: TestClient) -> None:
    answer = client.get(f"{METRIC}?list=figures&page=999999")
    assert answer.status_code == 200
    assert '<tr role="row">' in answer.text


@pytest.mark.parametrize(
    "asked", ["page=-1", "page=x", "page=٣", "list=nothing", "period=<x>", "edition=0", "page="]
)
def test_an_odd_question_is_answered_with_what_there_is(client: TestClient, asked: str) -> None:
    for path in (METRIC, AWARD, GWANAK, "/browse/government", "/id/source/jobs-by-year"):
        assert client.get(f"{path}?{asked}").status_code == 200


def test_an_award_shows_the_winners_of_its_latest_edition(client: TestClient) -> None:
    winners = section(client.get(AWARD).text, "winners")
    assert "Winners of 2022" in winners
    assert "Gwanak-gu" in winners


def test_an_edition_has_an_address(client: TestClient) -> None:
    winners = section(client.get(f"{AWARD}?edition=2021").text, "winners")
    assert "Winners of 2021" in winners
    assert "Gwanak-gu" not in winners


def test_a_year_and_a_government_meet_in_a_table_with_headings(client: TestClient) -> None:
    matrix = section(client.get(AWARD).text, "matrix")
    assert '<th scope="col">2021</th><th scope="col">2022</th>' in matrix
    row = matrix[matrix.index(">Seongbuk-gu<") :]
    assert re.match(r".*?Special Award.*?Excellence Award", row, re.DOTALL)


def test_consecutive_years_are_told_with_their_limits(client: TestClient) -> None:
    streaks = section(client.get(AWARD).text, "streaks")
    assert "Seongbuk-gu</a>: 2 years, 2021–2022" in streaks
    assert "by what is on record" in streaks


def test_a_metric_ranks_its_latest_period_unless_another_is_asked_for(client: TestClient) -> None:
    assert "Ranking: 2021" in client.get(METRIC).text
    assert "Ranking: 2020" in client.get(f"{METRIC}?period=2020").text


def test_the_other_language_keeps_what_was_asked(client: TestClient) -> None:
    page = client.get(f"{METRIC}?period=2020").text
    assert f'href="/ko{METRIC}?period=2020"' in page


def test_a_candidate_is_marked_with_the_source_that_it_was_minted_from(client: TestClient) -> None:
    page = client.get("/id/program/kr-seoul-gwanak-gu.gwanak-s-valley").text
    assert '<span class="tag">candidate</span>' in page
    assert 'href="/id/source/gwanak-job-award-2022"' in page


def test_a_program_says_who_runs_it_and_what_it_brought(client: TestClient) -> None:
    page = client.get("/id/program/kr-seoul-gwanak-gu.gwanak-s-valley").text
    assert f'Government: <a href="{GWANAK}">Gwanak-gu</a>' in page
    assert "startup companies housed" in section(page, "figures")


def test_a_fact_shows_its_words_its_values_and_its_verdicts(client: TestClient) -> None:
    page = client.get(FACT).text
    assert "<h1>Gwanak-gu, jobs created, 2021, actual, 13,342, jobs</h1>" in page
    assert "<mark>the district created 13,342 jobs</mark>" in section(page, "words")
    assert "sources agree on a value" in section(page, "verdicts")
    assert "all 3 sources" in section(page, "values")


def test_a_value_that_one_source_alone_gives_names_it(pages_of: Callable[..., TestClient]) -> None:
    page = pages_of(
        'source:paper a tr:Source ; dcterms:title "The paper" .\n'
        "observation:x a tr:Observation ; tr:value 5 ; tr:evidence <urn:e> .\n"
        "<urn:e> oa:hasSource source:paper ; oa:hasSelector <urn:s> .\n"
        '<urn:s> oa:exact "five" ; oa:start 0 .'
    ).get("/id/observation/x")
    assert '<a href="/id/source/paper">The paper</a>' in page.text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/id/person/kr-seoul-gwanak-gu.park-jun-hee", "Mayor"),
        ("/id/body/kr-ministry-of-employment-and-labor", "National Local Government Job Awards"),
        ("/id/unit/jobs", "jobs created"),
        ("/code/role/target", "target"),
        ("/id/grade/national-local-government-job-awards.special-award", "Seongdong-gu"),
        ("/id/check/rate", "a rate is the actual value over the target"),
    ],
)
def test_whatever_has_an_address_has_a_page(client: TestClient, path: str, told: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert told in answer.text


@pytest.mark.parametrize("path", [GWANAK, AWARD, METRIC, FACT, "/browse/source", SEONGDONG])
def test_a_korean_page_has_korean_headings(client: TestClient, path: str) -> None:
    page = client.get(f"/ko{path}").text
    heads = re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page, re.DOTALL)
    assert len(heads) > 0
    columns = re.findall(r'<th [^>]*scope="col"[^>]*>(.*?)</th>', page)
    english = [each for each in columns if re.search("[A-Za-z]{2}", each)]
    assert english == []


def test_links_of_pages_of_things_lead_to_pages(client: TestClient) -> None:
    for path in (GWANAK, AWARD, METRIC, FACT):
        page = client.get(path).text
        links = set(re.findall(r'href="(/(?:id|code|browse)/[^"#]*)', page))
        there = {each for each in links if not each.endswith((".ttl", ".jsonld"))}
        assert len(there) > 5
        assert {each for each in there if client.get(each).status_code != 200} == set()
