"""The page of a source: its facts, numbered, and its words or rows with those numbers, as far as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from trackrecord.profiles.paging import paged
from trackrecord.profiles.passages import Passage, Span, passages_of_quotes, passages_of_text
from trackrecord.profiles.source import Cell, Numbered, Source, cells_of, numbered, source, spans_of
from trackrecord.quoting import exact_at
from trackrecord.serving.originals import (
    Grid,
    file_of,
    files_by_name,
    grid_of_source,
    text_of_source,
)
from trackrecord.serving.rendering import View

_FACTS = 80  # of a source on a page


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number, its words if they are kept, and its quoted cells."""

    number: int
    words: str
    cells: tuple[Cell, ...]


def source_page(view: View, node: NamedNode) -> dict[str, object]:
    """What the page of a source is filled with.

    `shown` says how much of the text there is: `none`, `quotes` or `full`.
    """
    profile = source(view.snapshot.store, node)
    facts = paged(profile.facts, view.page(), _FACTS)
    first = (facts.page - 1) * _FACTS + 1
    told = numbered(view.snapshot.store, profile, view.names, first, facts.items)
    spans, rows = spans_of(told), _rows(view, profile, told)
    whole = _whole(view, profile, spans)
    grid = _grid(view, profile, rows)
    passages: tuple[Passage, ...] = ()
    if view.show_text != "none":
        passages = whole or passages_of_quotes(spans)
    shown = "full" if whole or grid else "none" if view.show_text == "none" else "quotes"
    return {
        "profile": profile,
        "facts": facts,
        "numbered": told,
        "passages": passages,
        "rows": rows if view.show_text != "none" else (),
        "grid": grid,
        "shown": shown,
    }


def _rows(view: View, profile: Source, told: Sequence[Numbered]) -> tuple[Row, ...]:
    cells: dict[int, list[Cell]] = {}
    for cell in cells_of(told):
        cells.setdefault(cell.row, []).append(cell)
    return tuple(
        Row(
            number,
            exact_at(view.snapshot.store, NamedNode(f"{profile.iri}#row={number}")),
            tuple(cells[number]),
        )
        for number in sorted(cells)
    )


def _file(view: View, profile: Source) -> Path | None:
    """The file of a source, if the operator shows whole texts and has it."""
    directory = view.sources
    if view.show_text != "full" or directory is None:
        return None
    files = view.snapshot.once(("files", directory), lambda: files_by_name(directory))
    return file_of(profile, files)


def _whole(view: View, profile: Source, spans: Sequence[Span]) -> tuple[Passage, ...] | None:
    """The whole text, cut by the quotes; None if it is not to be shown, or a quote does not stand in it."""
    file = _file(view, profile)
    if file is None:
        return None
    text = view.snapshot.once(("text", profile.iri), lambda: text_of_source(file))
    return passages_of_text(text, spans) if text is not None else None


def _grid(view: View, profile: Source, rows: Sequence[Row]) -> Grid | None:
    """The rows of a table as they are in its file; None if they are not to be shown."""
    file = _file(view, profile) if rows else None
    return grid_of_source(file, profile, frozenset(row.number for row in rows)) if file else None
