"""Lists of facts as tables: which columns they have, and which of their rows a page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from trackrecord.profiles.paging import Paged, paged
from trackrecord.profiles.records import Record, plain_record, worded
from trackrecord.serving.rendering import View

SHOWN = 8  # rows of a list on the page of a thing
PAGE = 40  # rows of a list on a page of its own
#: Facts as records, or as IRIs that are looked up when they are shown.
Facts = Sequence[Record | str]

#: The columns of a list by its name; those that no row fills are left out.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "promised": ("when", "metric", "program", "about", "part", "value", "unit", "budget"),
    "ran": ("date", "program", "action", "budget"),
    "delivered": ("when", "metric", "about", "part", "role", "value", "unit", "comparedWith"),
    "won": ("edition", "award", "grade", "category", "outcome", "date", "prize"),
    "winners": ("recipient", "grade", "category", "outcome", "date", "prize", "conferredBy"),
    "conferrals": ("edition", "recipient", "award", "grade", "category", "outcome", "date"),
    "undertakings": ("date", "operator", "program", "action", "budget"),
    "claims": ("claimant", "claimType", "value", "of", "concerns", "matter", "scope", "asOf"),
    "offices": ("office", "person", "government", "term", "asOf"),
    "scheme": ("organiser", "firstYear", "frequency", "edition", "ordinal"),
    "done": ("date", "operator", "action", "budget"),
    "figures": ("about", "when", "metric", "part", "role", "value", "unit", "comparedWith"),
}  # fmt: skip
_ANY = ("year", "kind", "told")
#: Columns that say nothing where every row has the code.
_QUIET = {"outcome": "won", "role": "actual"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of facts by its name: the columns that its rows fill, and the rows of a page with their words."""

    name: str
    columns: tuple[str, ...]
    rows: Paged[Record]
    has_verdicts: bool


def listed(
    view: View, of: str, name: str, facts: Facts, page: int = 1, size: int = SHOWN
) -> Listed:
    """A page of a list of facts on a page of a thing."""
    these = paged(facts, page, size)
    found = tuple(record for each in these.items if (record := _worded(view, each)) is not None)
    columns = tuple(
        column for column in COLUMNS.get(name, _ANY) if any(_fills(r, column, of) for r in found)
    )
    has_verdicts = any(record.verdicts for record in found)
    rows = Paged(found, these.total, these.page, these.pages)
    return Listed(name, columns, rows, has_verdicts)


def _worded(view: View, fact: Record | str) -> Record | None:
    store, names = view.snapshot.store, view.names
    plain = plain_record(store, NamedNode(fact), names) if isinstance(fact, str) else fact
    return None if plain is None else worded(store, plain, names)


def when(record: Record) -> str:
    """What a fact is of in time: its period or date, else the day at which it was said to hold."""
    return record.text("period") or record.text("date") or record.text("asOf")


def _fills(record: Record, column: str, of: str) -> bool:
    """Whether a record has something to say in a column, other than the thing that the page is of."""
    if column in _ANY:
        return True
    if column == "when":
        return bool(when(record))
    told = record.code(column)
    if not told or told == _QUIET.get(column):
        return False
    return any(value.iri != of for value in record.all(column))
