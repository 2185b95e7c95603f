"""The words of the pages by language, from `words/LANGUAGE.toml`; a test holds the languages together."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "words"


@cache
def words(language: str) -> Mapping[str, str]:
    """The words of a language by their keys, such as `government.won`."""
    told = tomllib.loads((_WORDS / f"{language}.toml").read_text(encoding="utf-8"))
    return {
        f"{part}.{key}": text for part, section in told.items() for key, text in section.items()
    }


def say(language: str, key: str, **values: object) -> str:
    """The words of a key with `{name}` filled in.

    Raises:
        KeyError: no such words.
    """
    return words(language)[key].format(**values)
