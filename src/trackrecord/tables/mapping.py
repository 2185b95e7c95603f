"""What a mapping says of a table: how its file is read, and which fact columns its columns fill.

The terms of a mapping are properties of the ontology (`tr:about`), each of which fills a column of the
facts format, and a few directives of our own (`table:kind`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trackrecord.document import Metadata
from trackrecord.facts import KINDS

#: Properties of the ontology by local name → the columns of the facts format that they fill, by kind.
_OF_KIND: Mapping[str, Mapping[str, str]] = {
    "conferral": {
        "recipient": "recipient", "award": "award", "edition": "edition", "grade": "grade",
        "category": "category", "outcome": "outcome", "conferredBy": "conferred_by", "date": "date",
        "place": "place", "prize": "prize",
    },
    "observation": {
        "about": "about", "metric": "metric", "value": "value", "period": "period", "role": "role",
        "part": "part", "comparedWith": "compared_with", "precision": "precision",
    },
    "undertaking": {
        "operator": "government", "program": "program", "programType": "type", "action": "action",
        "date": "date", "budget": "budget",
    },
    "claim": {
        "claimant": "government", "claimType": "type", "value": "value", "of": "of", "scope": "scope",
        "concerns": "concerns", "matter": "concerns",
    },
    "tenure": {"person": "person", "office": "office", "government": "government", "asOf": "date"},
    "scheme": {
        "scheme": "award", "organiser": "organiser", "firstYear": "since", "frequency": "frequency",
        "edition": "edition", "ordinal": "ordinal",
    },
}  # fmt: skip
#: Properties that say how the others are read: the unit of a number, the parent of a government.
HELPING = ("unit", "parent")
#: Every property that a mapping may name.
PROPERTIES = frozenset(HELPING).union(*_OF_KIND.values())
#: The property whose numbers a kind is about: each cell of it is a fact of its own.
MEASURED: Mapping[str, str] = {"observation": "value"}

assert set(_OF_KIND) == set(KINDS)


def fact_column(kind: str, name: str) -> str | None:
    """The column of the facts format that a property fills in facts of a kind, if it does."""
    return _OF_KIND[kind].get(name)


def properties_of(kind: str) -> tuple[str, ...]:
    """The properties that facts of a kind may have."""
    return (*_OF_KIND[kind], *HELPING)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table's file is read, in the terms of CSVW (section 5.9); `None` is found out."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str = '"'
    skip_rows: int = 0
    header_rows: int = 1
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the headers it may have, the property it fills, and what all its cells share.

    `constants` are properties with a value that the column itself stands for, such as the year of a
    column of a wide table. `nulls` are the cells that say nothing. A column that is filled down takes
    a blank cell as that of the row above.
    """

    name: str
    titles: tuple[str, ...]
    property: str | None
    constants: Mapping[str, str] = field(default_factory=dict)
    nulls: frozenset[str] = frozenset({""})
    is_filled_down: bool = False


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A table of a file: what is stated of it, how it is read, and what its columns say.

    `sheet` is the sheet of a workbook. A row that holds one of `totals` as a cell, and a row that has
    nothing but a text that begins with one of `notes`, says no fact. `where` names the mapping, for
    messages; `is_one_of_several` where the file has other tables beside it.
    """

    where: str
    metadata: Metadata
    dialect: Dialect
    kind: str
    columns: tuple[Column, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    totals: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    is_one_of_several: bool = False
