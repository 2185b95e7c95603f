"""Governments side by side, as a reader without JavaScript gets them."""

import re
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode
from starlette.testclient import TestClient

from trackrecord.profiles.comparison import Comparison, comparison, points
from trackrecord.serving.app import application
from trackrecord.serving.snapshot import Snapshot

GWANAK, SEONGBUK = "kr-seoul-gwanak-gu", "kr-seoul-seongbuk-gu"
BOTH = f"/compare?g={GWANAK}&g={SEONGBUK}"


@pytest.fixture
def desk(disputes: Snapshot) -> Iterator[TestClient]:
    with TestClient(application(lambda: disputes), follow_redirects=False) as client:
        yield client


def compared(served: Snapshot, *ids: str, metrics: tuple[str, ...] = ()) -> Comparison:
    nodes = [NamedNode(served.base.mint("government", each)) for each in ids]
    chosen = [served.base.mint("metric", each) for each in metrics]
    return comparison(served.store, nodes, served.names["en"], chosen)


def test_values_of_the_same_metric_and_period_stand_in_one_row(served: Snapshot) -> None:
    (series,) = compared(served, GWANAK, SEONGBUK).series
    period, cells = series.rows[-1]
    assert (series.metric, period) == ("jobs created", "2021")
    assert [cell and (cell.told, cell.aim) for cell in cells] == [
        ("13,342", "9,656"),
        ("7,852", "7,700"),
    ]


def test_where_sources_differ_every_value_is_shown(desk: TestClient) -> None:
    assert "12,900 / 13,342" in desk.get(BOTH).text


def test_where_sources_differ_no_percentage_is_worked_out_and_no_chart_shows_it(
    disputes: Snapshot,
) -> None:
    told = compared(disputes, GWANAK, SEONGBUK, metrics=("jobs-created",))
    disputed = [
        (period, cell.percent)
        for series in told.series
        for period, cells in series.rows
        for cell in cells
        if cell and cell.is_disputed
    ]
    assert disputed == [("2021", None)]
    shown = points(told, disputes.names["en"])
    assert ("2021", "Gwanak-gu") not in {(row["period"], row["government"]) for row in shown}


def test_metrics_that_are_chosen_are_shown_in_place_of_the_shared_ones(served: Snapshot) -> None:
    told = compared(served, GWANAK, SEONGBUK, metrics=("venture-companies-attracted",))
    assert [series.metric for series in told.series] == ["venture companies attracted"]


def test_a_target_counts_as_reached_where_the_actual_value_is_at_least_as_much(
    served: Snapshot,
) -> None:
    gwanak, seongdong = compared(served, GWANAK, "kr-seoul-seongdong-gu").kept
    assert (gwanak.reached, gwanak.told, gwanak.open) == (1, 1, 1)
    assert (seongdong.told, seongdong.percent) == (0, None)


def test_awards_stand_by_year_the_latest_first(served: Snapshot) -> None:
    rows = compared(served, GWANAK, SEONGBUK).awards.rows
    assert [(year, [len(cell) for cell in cells]) for year, cells in rows] == [
        ("2022", [1, 1]),
        ("2021", [0, 1]),
    ]


def test_programs_stand_by_their_type(served: Snapshot) -> None:
    rows = dict(compared(served, GWANAK, SEONGBUK).programs.rows)
    assert [r.text("program") for r in rows["centre"][1]] == [
        "Seongbuk Smart Fashion Industry Center"
    ]


def test_a_name_that_was_typed_leads_to_the_address_of_its_id(desk: TestClient) -> None:
    answer = desk.get("/compare", params={"g": [GWANAK, "성북구"]})
    assert answer.status_code == 303
    assert answer.headers["location"] == BOTH


def test_the_same_government_twice_is_compared_once(desk: TestClient) -> None:
    answer = desk.get(f"/compare?g={GWANAK}&g={GWANAK}")
    assert answer.headers["location"] == f"/compare?g={GWANAK}"


def test_a_government_is_taken_away_by_a_link(desk: TestClient) -> None:
    page = desk.get(BOTH).text
    link = re.search(r'<a class="remove" href="([^"]*)"[^>]*aria-label="Remove Gwanak-gu"', page)
    assert link is not None
    assert link[1] == f"/compare?g={SEONGBUK}"


def test_at_most_five_are_compared(desk: TestClient) -> None:
    six = [f"kr-seoul-{name}-gu" for name in ("gwanak", "seongbuk", "mapo", "jung", "jongno", "guro")]  # fmt: skip
    address = desk.get("/compare", params={"g": six}).headers["location"]
    assert address.count("g=kr") == 5
    assert 'id="add"' not in desk.get(address).text


@pytest.mark.parametrize(
    "name", ["Nowhere", "Jung-gu", "<script>alert(1)</script>", "jobs created"]
)
def test_a_name_that_is_no_one_government_is_said_to_be_none(desk: TestClient, name: str) -> None:
    answer = desk.get("/compare", params={"g": [GWANAK, name]})
    assert answer.status_code == 200
    assert "No government is called" in answer.text
    assert "<script>alert" not in answer.text
