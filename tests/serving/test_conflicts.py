"""The page of conflicts, as a news desk without JavaScript gets it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from trackrecord.iris import DEFAULT_BASE
from trackrecord.naming import Names
from trackrecord.profiles.conflicts import Asked, conflicts
from trackrecord.serving import pages
from trackrecord.serving.app import application
from trackrecord.serving.rendering import View
from trackrecord.serving.snapshot import Snapshot, snapshot


@pytest.fixture
def desk(disputes: Snapshot) -> Iterator[TestClient]:
    with TestClient(application(lambda: disputes)) as client:
        yield client


def headings(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", h) for h in re.findall(r"<h2 id=\"c\d+\">(.*?)</h2>", page)]


def test_what_is_contradicted_comes_first_with_its_working(desk: TestClient) -> None:
    page = desk.get("/conflicts").text
    assert "13,342 / 9,656 = 138.17 %, printed 148.2 %" in page
    assert len(headings(page)) == 2


def test_the_newest_comes_first_unless_the_gravest_is_asked_for(desk: TestClient) -> None:
    newest, gravest = (
        headings(desk.get("/conflicts", params={"order": order}).text)
        for order in ("newest", "gravest")
    )
    assert "actual" in newest[0]
    assert "achievement rate" in gravest[0]
    assert sorted(newest) == sorted(gravest)


def test_each_source_stands_with_what_it_says_its_words_and_whether_it_is_official(
    desk: TestClient,
) -> None:
    page = desk.get("/conflicts", params={"check": "values"}).text
    sides = re.findall(r'<div class="side">(.*?)</div>', page, re.DOTALL)
    theirs, ours = sides[0], sides[1]  # the newest first
    assert "12,900 jobs" in theirs
    assert "<mark>Gwanak-gu created 12,900 jobs in 2021</mark>" in theirs
    assert "official source" not in theirs
    assert "13,342 jobs" in ours
    assert "official source" in ours
    assert '<a href="https://example.org/ours" rel="noopener">' in ours


def test_words_are_not_shown_where_the_operator_shows_none(disputes: Snapshot) -> None:
    with TestClient(application(lambda: disputes, "none")) as client:
        page = client.get("/conflicts").text
    assert "12,900 jobs" in page
    assert "created 12,900 jobs in 2021" not in page


def test_verdicts_are_chosen_by_check_government_and_verdict(disputes: Snapshot) -> None:
    def told(**choice: str) -> list[tuple[str, str]]:
        names = disputes.names["en"]
        found = conflicts(disputes.store, names, Asked(**choice)).found  # type: ignore[arg-type]
        return [(each.check.id, each.code) for each in found]

    assert told(check="rate") == [("rate", "contradicted")]
    assert told(verdict="holds", government="kr-seoul-seongbuk-gu") == [("target", "holds")]
    assert told(government="kr-seoul-seongbuk-gu") == []
    assert len(told(verdict="all")) == 4


def test_a_choice_says_how_many_it_would_find(disputes: Snapshot) -> None:
    found = conflicts(disputes.store, disputes.names["en"], Asked())
    assert {code: count for code, _, count in found.by_verdict} == {
        "holds": 2, "contradicted": 2, "unrefuted": 0, "not-checkable": 0,
    }  # fmt: skip
    assert [(name, count) for name, _, count in found.by_check] == [("rate", 1), ("values", 1)]
    assert [(name, count) for name, _, count in found.by_government] == [("kr-seoul-gwanak-gu", 2)]


def test_where_nothing_is_contradicted_that_is_said_to_prove_nothing(desk: TestClient) -> None:
    page = desk.get("/conflicts?government=kr-seoul-seongbuk-gu").text
    assert "That proves nothing" in page


def test_a_graph_that_was_never_checked_says_what_to_do(unchecked: Path) -> None:
    opened = snapshot(unchecked)
    with TestClient(application(lambda: opened)) as client:
        page = client.get("/conflicts").text
    assert "No check has been run" in page
    assert "trackrecord check --graph" in page
    assert str(unchecked) not in page


@pytest.mark.parametrize(
    "query", ["page=99999999999999", "page=-1", "page=x", "order=up", "verdict=%00", "check=<b>"]
)
def test_an_odd_question_is_answered_all_the_same(desk: TestClient, query: str) -> None:
    answer = desk.get(f"/conflicts?{query}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text.split("<form")[1].split("</form>")[0]


def test_findings_are_told_in_korean_too(desk: TestClient) -> None:
    page = desk.get("/ko/conflicts").text
    assert "누가 무엇이라 하나" in page
    assert "달성률" in page


def test_the_same_store_asked_twice_answers_the_same(disputes: Snapshot) -> None:
    names = Names(disputes.store, DEFAULT_BASE)
    assert conflicts(disputes.store, names, Asked()) == conflicts(disputes.store, names, Asked())


def test_a_site_of_plain_files_has_every_contradiction_on_one_page(disputes: Snapshot) -> None:
    view = View(disputes, path="conflicts", root="../", is_static=True)
    page = pages.conflicts(view, Asked(size=1000))
    assert len(headings(page)) == 2
    assert '<form class="choose"' not in page
    assert "?" not in "".join(re.findall(r'href="([^"]*)"', page))
