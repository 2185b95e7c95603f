"""HTML pages to blocks and metadata.

The main text is found by trafilatura, in the mode that would sooner miss a paragraph than keep a
menu. Metadata is only what the page states in so many words (meta tags, JSON-LD, `time` elements);
nothing is guessed from its text or address, so the same page always gives the same document.
"""

import json
import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree, html

from trackrecord.document.blocks import composed
from trackrecord.document.metadata import is_web_address
from trackrecord.document.records import Block, BlockKind, Metadata, language_of
from trackrecord.errors import DocumentError

#: Block elements, in HTML and in the vocabulary of trafilatura, and what their text is; the text of
#: the others with a `None` is what the element around them is.
_KINDS: dict[str, BlockKind | None] = {
    **dict.fromkeys(("head", "h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("item", "li", "dt", "dd"), "item"),
    **dict.fromkeys(
        ("p", "div", "quote", "blockquote", "pre", "list", "ul", "ol", "dl", "table", "tbody")
    ),
    **dict.fromkeys(("body", "main", "article", "section", "figure", "figcaption")),
}
_BREAKS = frozenset({"lb", "br"})
_ROWS = frozenset({"row", "tr"})
_CELLS = frozenset({"cell", "td", "th"})
_UNREAD = frozenset({"script", "style", "noscript", "template", "graphic", "iframe"})

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher")
_FIRST_DATES = ("article:published_time", "datepublished")
_OTHER_DATES = (
    *("dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date"),
    *("pubdate", "publishdate", "date"),
)
_STATED_DATE = re.compile(r"\s*([0-9]{4})([-./]?)([0-9]{2})\2([0-9]{2})")

#: trafilatura logs what it gives up on; the error raised here says it to the user.
_SILENCE = logging.NullHandler()


def read_html(text: str, where: Path) -> tuple[str, tuple[Block, ...], Metadata]:
    """The main text of a page, its blocks, and what the page states about itself.

    Raises `DocumentError` when the page has no main text.
    """
    page = _parsed(text)
    if page is not None and (body := _main_text(page)) is not None:
        plain, blocks = composed(_passages(body))
        if blocks:
            return plain, blocks, _stated(page, plain)
    raise DocumentError(
        f"{where}: has no main text (a page that a script fills in, or only menus); save the page "
        "as the browser shows it, or its text as .txt."
    )


def _parsed(text: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:
        return None


def _main_text(page: html.HtmlElement) -> etree._Element | None:
    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    logging.getLogger("trafilatura").addHandler(_SILENCE)
    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "0")
    for favor_precision in (True, False):
        found = bare_extraction(
            page, favor_precision=favor_precision, include_comments=False, config=config
        )
        body: etree._Element | None = getattr(found, "body", None)
        if body is not None:
            return body
    return None


def _passages(body: etree._Element) -> Iterator[tuple[BlockKind, str]]:
    """The passages under an element, in reading order; a line break in one is a `<br>`."""
    words: list[str] = []

    def passage(kind: BlockKind) -> Iterator[tuple[BlockKind, str]]:
        lines = "".join(words).split("\n")
        words.clear()
        yield kind, "\n".join(" ".join(line.split()) for line in lines)

    def walk(element: etree._Element, around: BlockKind) -> Iterator[tuple[BlockKind, str]]:
        tag = element.tag
        if tag in _BREAKS:
            words.append("\n")
        elif tag in _ROWS:
            yield from passage(around)
            yield "item", _row(element)
        elif tag not in _UNREAD and isinstance(tag, str):
            is_block = tag in _KINDS
            kind = _KINDS.get(tag) or around
            if is_block:
                yield from passage(around)
            words.append(_on_one_line(element.text))
            for child in element:
                yield from walk(child, kind)
                words.append(_on_one_line(child.tail))
            if is_block:
                yield from passage(kind)

    yield from walk(body, "paragraph")
    yield from passage("paragraph")


def _row(row: etree._Element) -> str:
    cells = (" ".join(" ".join(cell.itertext()).split()) for cell in row if cell.tag in _CELLS)
    return " | ".join(filter(None, cells))


def _on_one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _stated(page: html.HtmlElement, text: str) -> Metadata:
    metas: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content") or "")
    article = _article(page)
    publisher = article.get("publisher")
    return Metadata(
        title=_first(*map(metas.get, _TITLES), article.get("headline"), page.findtext(".//title")),
        url=next(filter(is_web_address, _addresses(page, metas)), None),
        publisher=_first(
            *map(metas.get, _PUBLISHERS),
            publisher.get("name") if isinstance(publisher, dict) else publisher,
        ),
        issued=_date(
            *map(metas.get, _FIRST_DATES),
            article.get("datePublished"),
            *map(metas.get, _OTHER_DATES),
            _time(page),
        ),
        language=language_of(text, page.get("lang") or page.get("xml:lang")),
    )


def _addresses(page: html.HtmlElement, metas: dict[str, str]) -> Iterator[str]:
    for link in page.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield (link.get("href") or "").strip()
    yield metas.get("og:url", "").strip()


def _article(page: html.HtmlElement) -> dict[str, Any]:
    """The first thing with a publication date in the page's JSON-LD, or an empty one."""
    for script in page.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            found = _dated(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue
        if found:
            return found
    return {}


def _dated(value: Any) -> dict[str, Any] | None:
    if isinstance(value, dict) and "datePublished" in value:
        return value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next(filter(None, map(_dated, inner)), None)


def _time(page: html.HtmlElement) -> str | None:
    """The `time` element that is marked as the publication's, or the only one there is."""
    times: dict[bool, list[str]] = {True: [], False: []}
    for time in page.iter("time"):
        marked = (time.get("itemprop") or "").lower() == "datepublished"
        times[marked or time.get("pubdate") is not None].append(time.get("datetime") or "")
    if times[True]:
        return times[True][0]
    return times[False][0] if len(times[False]) == 1 else None


def _first(*candidates: object) -> str | None:
    """The first candidate that is text with something in it, on one line."""
    for candidate in candidates:
        if isinstance(candidate, str):
            text = " ".join(candidate.encode("utf-8", "ignore").decode().split())
            if text:
                return text
    return None


def _date(*candidates: object) -> date | None:
    """The first candidate that begins with a calendar date; no time zone is applied."""
    for candidate in candidates:
        found = _STATED_DATE.match(candidate) if isinstance(candidate, str) else None
        if found:
            try:
                return date(int(found[1]), int(found[3]), int(found[4]))
            except ValueError:
                continue
    return None
