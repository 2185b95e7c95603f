"""The words of the pages: the same in every language, and all in use."""

import re
from pathlib import Path
from string import Formatter

import pytest

import trackrecord.serving
from trackrecord.serving.interface import words
from trackrecord.serving.snapshot import LANGUAGES

ROOT = Path(trackrecord.serving.__file__).parent


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words_with_the_same_values_to_fill_in(language: str) -> None:
    ours, theirs = words(LANGUAGES[0]), words(language)
    assert {key: fields(text) for key, text in theirs.items()} == {
        key: fields(text) for key, text in ours.items()
    }


def test_a_template_asks_only_for_words_that_there_are() -> None:
    asked = {
        key
        for file in (ROOT / "templates").glob("*.html")
        for key in re.findall(r"""say\(["'](\w+\.\w+)["'][,)]""", file.read_text(encoding="utf-8"))
    }
    assert asked - set(words("en")) == set()
    assert len(asked) > 20
