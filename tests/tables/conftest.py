"""What the tests of tables share: a table with its mapping, written in a line or two."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trackrecord.facts import Fact
from trackrecord.lexicon import Lexicon
from trackrecord.tables import ReadRow, Table, open_tables

#: Writes a table and, unless it is None, its mapping; returns the table's file.
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a table, given as text or bytes, and its mapping."""

    def written(
        content: str | bytes, mapping: dict[str, Any] | None, name: str = "jobs.csv"
    ) -> Path:
        file = tmp_path / name
        raw = content.encode() if isinstance(content, str) else content
        file.write_bytes(raw)
        if mapping is not None:
            beside = file.with_name(f"{name}-metadata.json")
            beside.write_text(json.dumps(mapping, ensure_ascii=False), encoding="utf-8")
        return file

    return written


@pytest.fixture
def opened(put: Put, lexicon: Lexicon) -> Callable[..., Table]:
    """The one table of a file that is written with its mapping."""

    def one(content: str | bytes, mapping: dict[str, Any], name: str = "jobs.csv") -> Table:
        (table,) = open_tables(put(content, mapping, name), lexicon)
        return table

    return one


@pytest.fixture
def rows(opened: Callable[..., Table]) -> Callable[..., list[ReadRow]]:
    """What the rows of a table give."""
    return lambda *arguments, **more: list(opened(*arguments, **more).rows())


@pytest.fixture
def facts(rows: Callable[..., list[ReadRow]]) -> Callable[..., list[Fact]]:
    """The facts of a table without a row that is rejected."""

    def found(*arguments: Any, **more: Any) -> list[Fact]:
        read = rows(*arguments, **more)
        assert not [row.rejected for row in read if row.rejected]
        return [fact for row in read for fact in row.facts]

    return found
