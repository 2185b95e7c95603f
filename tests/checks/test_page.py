"""The report as a page: nothing outside it, nothing that runs, what sources say as text."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from pyoxigraph import Store

from trackrecord.checking import about, check
from trackrecord.iris import DEFAULT_BASE
from trackrecord.naming import Names
from trackrecord.page import after, before, is_web, to_html

EVIL = "<script>alert('x')</script> & \"quoted\" <img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


def page_of(store: Store, subject: str | None = None) -> str:
    outcome = about(check(store, DEFAULT_BASE), None, [], subject)
    return to_html(outcome, store, Names(store, DEFAULT_BASE), DEFAULT_BASE)


@pytest.fixture
def store(record: Any) -> Store:
    """Two sources that differ, one with a hostile title and quote, and one with a hostile address."""
    quote = f"It had 13,342 jobs in 2021 {EVIL}"
    facts = (
        record.observed("13,342", quote=quote),
        record.observed("9,656", "target"),
        record.rated("139.9"),
    )
    return record.store(
        record.source("a", *facts, title=EVIL, url="https://example.org/a?x=1&y=2"),
        record.source("b", record.observed("13,242"), issued="2023-01-05", url="javascript:alert(1)"),
    )  # fmt: skip


def test_what_sources_say_is_text_and_never_markup(store: Store) -> None:
    page = parsed(page_of(store))
    names = {name for name, _ in page.tags}
    assert not names & {"script", "img", "iframe", "object", "link"}
    assert not any(key.startswith("on") for _, attributes in page.tags for key in attributes)
    assert EVIL in page.text


def test_only_the_web_is_linked(store: Store) -> None:
    links = {a["href"] for tag, a in parsed(page_of(store)).tags if tag == "a"}
    assert "https://example.org/a?x=1&y=2" in links
    assert all(link and link.startswith(("#", "https://", "http://")) for link in links)


def test_the_page_needs_nothing_outside_it(store: Store) -> None:
    page = page_of(store)
    assert not re.search(r"url\(|@import|src=", page.replace("onerror", "").replace("img src", ""))
    assert "default-src 'none'" in page


def test_every_verdict_is_there_in_words_with_its_working(store: Store) -> None:
    text = " ".join(parsed(page_of(store)).text.split())
    assert "✗ Contradicted" in text
    assert "13,342 / 9,656 = 138.17 %, printed 139.9 %" in text
    assert "Newest: 13,242. Official: none." in text
    assert "ran 0 times" in text


def test_every_anchor_that_is_linked_exists_once(store: Store) -> None:
    tags = parsed(page_of(store)).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    linked = {
        str(a["href"])[1:] for tag, a in tags if tag == "a" and str(a["href"]).startswith("#")
    }
    assert linked <= set(ids)


def test_headings_descend_step_by_step_and_the_language_is_told(store: Store) -> None:
    tags = parsed(page_of(store)).tags
    assert ("html", {"lang": "en"}) in tags
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(low <= high + 1 for high, low in pairwise(levels))
    quotes = [attributes["lang"] for tag, attributes in tags if tag == "blockquote"]
    assert set(quotes) == {"en"}


def test_the_quote_is_marked_in_its_surroundings(store: Store) -> None:
    page = page_of(store)
    assert re.search(r"<mark>target  ?jobs-created in 2021: 9,656 jobs</mark>", page)


def test_the_title_names_the_government_that_is_shown(store: Store) -> None:
    assert "<title>Gwanak-gu: what holds, and what does not</title>" in page_of(store, "Gwanak-gu")
    assert "<title>What holds, and what does not</title>" in page_of(store)


def test_the_page_is_the_same_every_time(store: Store) -> None:
    assert page_of(store) == page_of(store)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (' https://example.org/"onclick="x', False),
        (None, False),
    ],
)
def test_an_address_is_linked_if_it_is_of_the_web(address: str | None, expected: bool) -> None:
    assert is_web(address) is expected


@pytest.mark.parametrize("text", ["", "word"])
def test_half_a_word_beside_a_quote_is_left_out(text: str) -> None:
    assert before(text) == after(text) == ""
