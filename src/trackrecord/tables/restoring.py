"""Tables that `export --format csv` wrote → the triples that they were written from, by named graph.

Follows "Generating RDF from Tabular Data on the Web" (W3C, 2015) in its minimal mode, as far as exported
tables use it: `aboutUrl`, `propertyUrl` and `valueUrl`, virtual columns, languages. `table:graph` says in
which named graph the triples of a row are, `table:datatype` that numbers and periods take their datatypes
from how they are written.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from trackrecord.errors import TableError
from trackrecord.tables.grids import Unreadable, lines_of
from trackrecord.tables.mapping import Dialect
from trackrecord.tables.metadata import TABLE, mapping_file, metadata_of

_XSD = "http://www.w3.org/2001/XMLSchema#"
_GRAPH = ("table:graph", f"{TABLE}graph")
_DATATYPE = ("table:datatype", f"{TABLE}datatype")
_VARIABLE = re.compile(r"\{\+?(\w+)\}")
_PERIODS = {4: "gYear", 7: "gYearMonth", 10: "date"}
_OF_COLUMN = {
    "name", "titles", "aboutUrl", "propertyUrl", "valueUrl", "suppressOutput", "virtual", "lang", "null",
    "datatype", *_DATATYPE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Statement:
    """What a column says of a row: subject, property and value; `value` is None where a cell is blank."""

    about: str
    property: NamedNode
    value: Callable[[Mapping[str, str]], NamedNode | Literal | None]


def is_exported(table: Path) -> bool:
    """Whether a table was written by an export, by its metadata.

    Raises:
        TableError: the metadata is no JSON object.
    """
    if not mapping_file(table).is_file():
        return False
    description = metadata_of(table)
    return any(key in description for key in _GRAPH)


def restored(table: Path) -> Iterator[tuple[str, Triple]]:
    """The named graph and triple of each statement in an exported table.

    Raises:
        TableError: the table or its metadata is malformed, naming the place. A graph comes back whole or
            not at all, so no row is passed over.
    """
    place = str(mapping_file(table))
    description = metadata_of(table)
    graph = next(description[key] for key in _GRAPH if key in description)
    schema = description.get("tableSchema")
    columns = schema.get("columns") if isinstance(schema, dict) else None
    if (
        not isinstance(schema, dict)
        or not isinstance(columns, list)
        or not all(isinstance(each, dict) for each in columns)
    ):
        raise TableError(f"{place}, tableSchema: expected an object with a list of columns")
    about = schema.get("aboutUrl", "")
    names = [str(each.get("name")) for each in columns if not each.get("virtual")]
    statements = [
        statement
        for number, each in enumerate(columns)
        for statement in _statement(each, about, f"{place}, tableSchema.columns[{number}]")
    ]
    for number, row in _rows(table, names):
        try:
            named = _expanded(str(graph), row)
            for statement in statements:
                value = statement.value(row)
                if value is not None:
                    subject = NamedNode(_expanded(statement.about, row))
                    yield named, Triple(subject, statement.property, value)
        except (KeyError, ValueError) as error:
            raise TableError(
                f"{table}, row {number}: cannot be turned back into triples ({error}); export it anew"
            ) from error


def _rows(table: Path, names: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each row, and its cells by the names of their columns."""
    lines = lines_of(table, Dialect(encoding="utf-8"), None, ())
    for number, cells in lines:
        if isinstance(cells, Unreadable):
            raise TableError(f"{table}, row {number}: {cells.reason}")
        if number == 1:
            if cells != names:
                raise TableError(
                    f"{table}: its columns are {', '.join(cells)}, and its metadata describes "
                    f"{', '.join(names)}; export it anew"
                )
        elif len(cells) != len(names):
            raise TableError(
                f"{table}, row {number}: has {len(cells)} cells, expected {len(names)}"
            )
        else:
            yield number, dict(zip(names, cells, strict=True))


def _statement(column: dict[str, Any], about: str, place: str) -> Iterator[_Statement]:
    unknown = column.keys() - _OF_COLUMN
    if unknown:
        raise TableError(f"{place}: {sorted(unknown)[0]} is not read of exported tables")
    if column.get("suppressOutput"):
        return
    subject, fills = column.get("aboutUrl", about), column.get("propertyUrl")
    if not isinstance(subject, str) or not isinstance(fills, str):
        raise TableError(f"{place}: aboutUrl and propertyUrl say which triples it gives")
    try:
        yield _Statement(subject, NamedNode(fills), _value(column))
    except ValueError as error:
        raise TableError(f"{place}, propertyUrl: {error}") from error


def _value(column: dict[str, Any]) -> Callable[[Mapping[str, str]], NamedNode | Literal | None]:
    """What makes the value of a column's statement from a row."""
    name, template, language = str(column.get("name")), column.get("valueUrl"), column.get("lang")
    is_virtual = bool(column.get("virtual"))
    blank = "" if column.get("null", "") == "" else None
    form = next((column[key] for key in _DATATYPE if key in column), None)

    def value(row: Mapping[str, str]) -> NamedNode | Literal | None:
        if not is_virtual and row[name] == blank:
            return None
        if template is not None:
            return NamedNode(_expanded(template, row))
        return _literal(row[name], form, language)

    return value


def _literal(text: str, form: str | None, language: str | None) -> Literal:
    if language:
        return Literal(text, language=language)
    if form == "number":
        return Literal(text, datatype=NamedNode(_XSD + ("decimal" if "." in text else "integer")))
    if form == "period" and "/" not in text and len(text) in _PERIODS:
        return Literal(text, datatype=NamedNode(_XSD + _PERIODS[len(text)]))
    return Literal(text)


def _expanded(template: str, row: Mapping[str, str]) -> str:
    """A URI template (RFC 6570) of variables alone; exported IRIs need no escapes."""
    return _VARIABLE.sub(lambda match: row[match[1]], template)
