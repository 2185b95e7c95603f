"""What is stated about a document: YAML in a sidecar file or in a Markdown file's front matter.

The keys are those of `_KEYS`, all optional, each with one plain value; a key without one counts as
left out.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from trackrecord.document.decoding import bytes_of, decoded
from trackrecord.document.records import Metadata, primary_subtag
from trackrecord.errors import DocumentError
from trackrecord.iris import slug

#: The ending of a sidecar: `jobs.txt` has `jobs.txt.yaml`.
SIDECAR_SUFFIX = ".yaml"

_FENCE = "---"
#: Each key of the YAML, and the field of `Metadata` it fills.
_KEYS = {
    "id": "id",
    "title": "title",
    "url": "url",
    "publisher": "publisher",
    "date": "issued",
    "language": "language",
    "retrieved": "retrieved",
}
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\ud800-\udfff]+", re.IGNORECASE)


class _Check(NamedTuple):
    """What a value must be, in words, and whether one is."""

    expected: str
    holds: Callable[[str], bool]


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address that can be an IRI (RFC 3987)."""
    return _WEB_ADDRESS.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    if not _ISO_DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_IS_DATE = _Check("a date such as 2022-07-21", _is_date)
_CHECKS = {
    "id": _Check("letters, digits or Hangul", lambda text: bool(slug(text))),
    "url": _Check("an address such as https://example.org/news/1", is_web_address),
    "date": _IS_DATE,
    "retrieved": _IS_DATE,
    "language": _Check("a language code such as ko or en", lambda text: bool(primary_subtag(text))),
}


def sidecar_metadata(document: Path) -> Metadata | None:
    """What the sidecar beside a document states, if there is one.

    Raises `DocumentError` when the sidecar cannot be read or is malformed.
    """
    sidecar = document.with_name(document.name + SIDECAR_SUFFIX)
    try:
        is_there = sidecar.exists()
    except OSError:  # the document's name is so long that none can stand beside it
        is_there = False
    if not is_there:
        return None
    return _metadata(decoded(bytes_of(sidecar), sidecar), sidecar, lines_before=0)


def split_front_matter(text: str, where: Path) -> tuple[Metadata, str]:
    """What the front matter of a Markdown text states, and the text after it.

    Front matter stands between a first line `---` and the next such line. Raises `DocumentError`
    when it is not closed or malformed.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return Metadata(), text
    closing = next((n for n, line in enumerate(lines) if n and line.rstrip() == _FENCE), None)
    if closing is None:
        raise DocumentError(
            f"{where}, line 1: the front matter that opens here is not closed; end it with a "
            f"line {_FENCE}, or put an empty line above it if it is a rule."
        )
    stated = _metadata("\n".join(lines[1:closing]), where, lines_before=1)
    return stated, "\n".join(lines[closing + 1 :])


def _metadata(text: str, where: Path, *, lines_before: int) -> Metadata:
    stated: dict[str, str] = {}
    for key, value, line in _pairs(text, where, lines_before):
        place = f"{where}, line {line}"
        if key not in _KEYS:
            raise DocumentError(
                f"{place}: there is no key {key!r}; the keys are {', '.join(_KEYS)}."
            )
        if key in stated:
            raise DocumentError(f"{place}: {key} is stated a second time; keep one of them.")
        check = _CHECKS.get(key)
        if value and check and not check.holds(value):
            raise DocumentError(f"{place}: {key} must be {check.expected}, and {value!r} is not.")
        stated[key] = value
    dates = {_KEYS[key]: _date(stated.get(key)) for key in ("date", "retrieved")}
    words = {
        _KEYS[key]: value or None for key, value in stated.items() if _CHECKS.get(key) != _IS_DATE
    }
    return Metadata(**words, **dates)  # type: ignore[arg-type]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _pairs(text: str, where: Path, lines_before: int) -> list[tuple[str, str, int]]:
    """The keys and values of a YAML mapping as they are written, each with its line number."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = lines_before + 1 + (mark.line if mark else 0)
        raise DocumentError(
            f"{where}, line {line}: is not YAML ({error.problem}); write `key: value` a line, with "
            "quotes around a value that has a colon."
        ) from error
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise DocumentError(
            f"{where}, line {lines_before + 1}: is not YAML that can be read "
            f"({type(error).__name__}); write `key: value` a line."
        ) from error
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        found = "a list" if isinstance(node, yaml.SequenceNode) else "plain text"
        raise DocumentError(
            f"{where}, line {lines_before + 1 + node.start_mark.line}: expected `key: value` "
            f"lines, found {found}."
        )
    return [_pair(key, value, where, lines_before) for key, value in node.value]


def _pair(key: yaml.Node, value: yaml.Node, where: Path, lines_before: int) -> tuple[str, str, int]:
    line = lines_before + 1 + key.start_mark.line
    if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
        raise DocumentError(
            f"{where}, line {line}: a key has one plain value, found a list or a mapping; "
            "put quotes around a text that has brackets or colons."
        )
    if any("\ud800" <= character <= "\udfff" for character in key.value + value.value):
        raise DocumentError(f"{where}, line {line}: a character here is half a surrogate pair.")
    return key.value, " ".join(value.value.split()), line
