"""The pages as plain files: whole, linked among themselves, and the same for the same graph."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.serving.conftest import told

from trackrecord.errors import GraphError
from trackrecord.serving.site import write_site
from trackrecord.serving.snapshot import Snapshot


def quiet(_: str) -> None:
    """Nobody is told of progress."""


@pytest.fixture(scope="session")
def site(served: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "public"
    write_site(served, out, "quotes", quiet)
    return out


@pytest.fixture(scope="session")
def one_source(graph: Path) -> Snapshot:
    """What one document says, and nothing else: few pages."""
    return told((graph / "sources" / "gwanak-job-award-2022.ttl").read_text(encoding="utf-8"))


def links(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    return set(re.findall(r'(?:href|src|action|data-names)="([^"#][^"]*)"', text))


def test_every_link_between_pages_leads_to_a_file(site: Path) -> None:
    broken = []
    for page in site.rglob("index.html"):
        for link in links(page):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            place = page.parent / unquote(parts.path)
            if not (place / "index.html").is_file() and not place.is_file():
                broken.append((str(page.relative_to(site)), link))
    assert broken[:5] == []


def test_a_thing_lies_where_the_server_has_it(site: Path) -> None:
    page = site / "id" / "government" / "kr-seoul-gwanak-gu" / "index.html"
    assert "<h1>Gwanak-gu</h1>" in page.read_text(encoding="utf-8")
    korean = site / "ko" / "id" / "government" / "kr-seoul-gwanak-gu" / "index.html"
    assert "<h1>관악구</h1>" in korean.read_text(encoding="utf-8")


def test_the_same_graph_gives_the_same_files(one_source: Snapshot, tmp_path: Path) -> None:
    written = []
    for name in ("first", "again"):
        out = tmp_path / name
        write_site(one_source, out, "quotes", quiet)
        files = (file for file in sorted(out.rglob("*")) if file.is_file())
        written.append({str(file.relative_to(out)): file.read_bytes() for file in files})
    assert written[0] == written[1]
    assert len(written[0]) > 100


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_search_of_a_browser_finds_each_thing_once(site: Path, language: str) -> None:
    names = json.loads((site / f"names.{language}.json").read_text(encoding="utf-8"))
    paths = [name[1] for name in names]
    assert len(paths) == len(set(paths))


def test_the_search_of_a_browser_says_which_of_those_that_are_called_alike(site: Path) -> None:
    names = json.loads((site / "names.en.json").read_text(encoding="utf-8"))
    within = [name[3] for name in names if name[0] == "Jung-gu"]
    assert "Busan Metropolitan City" in within
    assert len(within) == len(set(within))


def test_a_site_takes_the_place_of_an_older_one(one_source: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "public"
    write_site(one_source, out, "quotes", quiet)
    (out / "id" / "old.html").write_text("gone", encoding="utf-8")
    write_site(one_source, out, "none", quiet)
    assert not (out / "id" / "old.html").exists()
    assert [place.name for place in tmp_path.iterdir()] == ["public"]


def test_a_directory_that_holds_something_else_is_left_alone(
    one_source: Snapshot, tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(GraphError, match="no site of trackrecord"):
        write_site(one_source, tmp_path, "quotes", quiet)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_no_words_of_sources_are_in_a_site_that_shows_none(
    one_source: Snapshot, tmp_path: Path
) -> None:
    write_site(one_source, tmp_path / "public", "none", quiet)
    pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "public").rglob("*.html")]
    assert len(pages) > 50
    assert not any("the district created 13,342 jobs" in page for page in pages)
