"""The page of a source: its words and its facts, each leading to the other, as far as the operator allows."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

ROOT = Path(__file__).parents[2]
SOURCE = "/id/source/gwanak-job-award-2022"
TABLE = "/id/source/jobs-by-year"
#: Words of the document that no fact stands on.
BETWEEN = "That was an"
#: Words of it that stand far from any quote.
APART = "Since the start of its seventh"

Shown = Callable[..., TestClient]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the documents that ship, below a directory."""
    return Path(shutil.copytree(ROOT / "sources", tmp_path / "press" / "below")).parent


def test_a_place_in_the_address_of_evidence_is_a_place_on_the_page(client: TestClient) -> None:
    page = client.get(SOURCE).text
    mark = page[page.index('id="char=302,334"') :]
    assert re.match(r'[^<]*></span><mark [^>]*data-facts="3">the district created 13,342', mark)


def test_words_lead_to_their_fact_and_the_fact_to_its_words(client: TestClient) -> None:
    page = client.get(SOURCE).text
    assert 'href="#fact-3"' in page
    fact = page[page.index('<li id="fact-3"') :]
    assert 'href="#char=302,334"' in fact[: fact.index("</li>")]


def test_every_fact_of_a_source_is_numbered_once(client: TestClient) -> None:
    page = client.get(SOURCE).text
    assert re.findall(r'<li id="fact-(\d+)"', page) == [str(n) for n in range(1, 18)]


def test_no_two_places_have_one_id(client: TestClient) -> None:
    for path in (SOURCE, TABLE, "/id/source/job-award-winners"):
        ids = re.findall(r' id="([^"]+)"', client.get(path).text)
        assert len(ids) == len(set(ids))


def test_a_quote_within_a_quote_keeps_both_facts(client: TestClient) -> None:
    page = client.get(SOURCE).text
    assert '<span class="at" id="char=73,103"></span>' in page
    assert '<span class="at" id="char=73,291"></span>' in page
    assert 'data-facts="1 2"' in page


def test_only_quotes_and_what_is_around_them_are_shown_by_default(client: TestClient) -> None:
    page = client.get(SOURCE).text
    assert BETWEEN in page
    assert APART not in page


def test_no_words_are_shown_where_the_operator_shows_none(shown: Shown) -> None:
    client = shown("none")
    for path in (SOURCE, TABLE, "/id/government/kr-seoul-gwanak-gu"):
        page = client.get(path).text
        assert "<mark" not in page
        assert BETWEEN not in page
    assert 'id="char=302,334"' in client.get(SOURCE).text


def test_the_whole_text_is_shown_from_the_file_that_was_read(shown: Shown, files: Path) -> None:
    page = shown("full", files).get(SOURCE).text
    assert APART in page
    assert 'id="char=302,334"' in page


def test_a_file_that_has_changed_is_not_shown(shown: Shown, files: Path) -> None:
    file = files / "below" / "gwanak-job-award-2022.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    page = shown("full", files).get(SOURCE).text
    assert APART not in page
    assert BETWEEN in page


def test_a_link_out_of_the_directory_is_not_followed(
    shown: Shown, tmp_path: Path, files: Path
) -> None:
    place = tmp_path / "shown"
    place.mkdir()
    (place / "gwanak-job-award-2022.md").symlink_to(files / "below" / "gwanak-job-award-2022.md")
    assert APART not in shown("full", place).get(SOURCE).text


def test_a_directory_that_is_not_there_shows_quotes(shown: Shown, tmp_path: Path) -> None:
    answer = shown("full", tmp_path / "gone").get(SOURCE)
    assert answer.status_code == 200
    assert BETWEEN in answer.text


def test_a_path_in_the_name_of_a_file_leads_nowhere(
    pages_of: Callable[..., TestClient], tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("Nobody may read this.", encoding="utf-8")
    (tmp_path / "press").mkdir()
    client = pages_of(
        'source:paper a tr:Source ; tr:readFrom "../secret.txt" ; tr:sha256 '
        '"7d0ac7a4ae0bf2a1b05e1a1c7cd8d7fbdf3b8a5b6d4cbb2dfb2c4a0d8a7a3c11" .',
        "full",
        tmp_path / "press",
    )
    assert "Nobody" not in client.get("/id/source/paper").text


def test_a_cell_of_a_table_is_a_place_on_the_page(client: TestClient) -> None:
    page = client.get(TABLE).text
    assert re.search(r'id="cell=2,4"><mark data-facts="\d+">2021년 \(단위: 개\): 13,342', page)


def test_the_rows_of_a_table_are_shown_as_its_file_has_them(shown: Shown, files: Path) -> None:
    page = shown("full", files).get(TABLE).text
    assert re.search(r'<td id="cell=2,4"><mark data-facts="\d+">13,342</mark>', page)
    assert '<th scope="col">자치구</th>' in page
