"""What several tests share: the shipped authority as a lexicon, and documents made from a sentence."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from trackrecord.document import Block, Document
from trackrecord.facts import Fact
from trackrecord.lexicon import Lexicon, load_lexicon
from trackrecord.reading import read_facts
from trackrecord.resources import directory

# How long an example takes depends on the machine, and is no behaviour.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ISSUED = date(2023, 9, 15)
#: The browser that pages are tested in; None where there is none.
CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud what a skipped test does not."""
    if CHROMIUM is None:
        terminalreporter.section("NO CHROMIUM: THE PAGES WERE NOT TESTED IN A BROWSER", bold=True)
        terminalreporter.line("apt-get install chromium, or set CHROMIUM to the path of one")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon(directory("authority"))


def document_of(*paragraphs: str, issued: date | None = ISSUED, language: str = "en") -> Document:
    """A document of these paragraphs, one block each; "# …" makes a heading."""
    blocks: list[Block] = []
    text = ""
    for paragraph in paragraphs:
        kind = "heading" if paragraph.startswith("# ") else "paragraph"
        words = paragraph.removeprefix("# ")
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(words)))
        text += words
    return Document(
        id="a-source",
        text=text,
        blocks=tuple(blocks),
        language=language,
        title=None,
        url=None,
        publisher=None,
        issued=issued,
        retrieved=None,
        sha256="0" * 64,
        name="a-source.txt",
    )


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """Makes a document of paragraphs."""
    return document_of


@pytest.fixture(scope="session")
def read(lexicon: Lexicon) -> Callable[..., list[Fact]]:
    """The facts of a text given as paragraphs."""

    def facts(
        *paragraphs: str, kind: str | None = None, issued: date | None = ISSUED
    ) -> list[Fact]:
        found = read_facts(document_of(*paragraphs, issued=issued), lexicon).facts
        return [fact for fact in found if kind in (None, fact.kind)]

    return facts


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real article and its annotations, which are not part of the project."""
    path = Path(__file__).parents[2] / "shared" / "seed"
    if not (path / "gold.jsonl").is_file():
        pytest.skip(f"the annotated article is not at {path}: its tests do not run")
    return path
