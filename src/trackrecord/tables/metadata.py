"""CSVW metadata beside a table → its mapping.

Follows the "Metadata Vocabulary for Tabular Data" (W3C, 2015): a table description or a group of them,
with a dialect and a schema of columns. What is in the standard and would change what is read, but is
not read here, is an error and never passed over. Our own annotations are common properties (section
5.8): `tr:` names the ontology, `table:` tells the reader how to read.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shlex import quote as quoted
from typing import Any
from urllib.parse import unquote

from trackrecord.document import Metadata
from trackrecord.document.metadata import is_web_address
from trackrecord.errors import TableError, reason_of
from trackrecord.facts import KINDS
from trackrecord.tables.mapping import PROPERTIES, Column, Dialect, TableMapping, properties_of
from trackrecord.wording import a

#: The ending of a mapping: `jobs.csv` has `jobs.csv-metadata.json` (CSVW, section 5.3).
MAPPING_SUFFIX = "-metadata.json"
CSVW = "http://www.w3.org/ns/csvw"
TABLE = "https://w3id.org/trackrecord/table#"
_TR = "https://w3id.org/trackrecord/ontology#"
_DIRECTIVES = ("kind", "sheet", "totals", "notes", "fillDown")
#: What may be said of the source, by the local name of the Dublin Core term.
_STATED = {
    "identifier": "id", "title": "title", "source": "url", "publisher": "publisher",
    "issued": "issued", "date": "issued", "language": "language",
}  # fmt: skip
_DUBLIN_CORE = ("dc:", "dcterms:", "http://purl.org/dc/terms/")
#: Properties of the standard that say nothing of how facts are read.
_SILENT = {
    "@context", "@id", "@type", "id", "notes", "tableDirection", "textDirection", "suppressOutput",
    "ordered", "primaryKey", "rowTitles", "name", "datatype", "lang", "required",
}  # fmt: skip
_OF_TABLE = {"url", "dialect", "tableSchema", "null"}
_OF_SCHEMA = {"columns", "null"}
_OF_COLUMN = {"titles", "propertyUrl", "null", "virtual", "default"}
_OF_DIALECT = {
    "encoding", "delimiter", "quoteChar", "doubleQuote", "skipRows", "header", "headerRowCount",
    "commentPrefix", "skipBlankRows", "trim", "lineTerminators", "skipInitialSpace",
}  # fmt: skip


def mapping_file(table: Path) -> Path:
    """Where the mapping of a table is kept."""
    return table.with_name(table.name + MAPPING_SUFFIX)


def read_mappings(table: Path) -> tuple[TableMapping, ...]:
    """The mappings of the tables in a file, from the CSVW metadata beside it.

    Raises:
        TableError: there is none (with the command that drafts one), or it is malformed, naming the
            place in it.
    """
    file = mapping_file(table)
    description = metadata_of(table)
    top = _Place(str(file), description)
    if "tables" not in description:
        return (_mapping(top, table, None),)
    top.allow({"tables", "dialect"} | _SILENT)
    tables = [_Place(f"{file}, {path}", item) for path, item in top.items("tables")]
    if not tables:
        raise TableError(f"{file}: describes no table; `tables` lists a description of each")
    return tuple(_mapping(each, table, top, len(tables) > 1) for each in tables)


def metadata_of(table: Path) -> dict[str, Any]:
    """The JSON object of the CSVW metadata beside a table.

    Raises:
        TableError: there is none, or it is no JSON object with the context of CSVW.
    """
    file = mapping_file(table)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise TableError(
            f"{table}: no mapping is beside it ({file.name}); draft one with: "
            f"trackrecord map {quoted(str(table))}"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{file}: cannot be read: {reason_of(error)}") from error
    try:
        description = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TableError(f"{file}: is not JSON: {error}") from error
    if not isinstance(description, dict):
        raise TableError(f"{file}: expected a JSON object that describes a table")
    context = description.get("@context")
    named = context[0] if isinstance(context, list) and context else context
    if named != CSVW:
        raise TableError(f'{file}, @context: expected "{CSVW}", found {named!r}')
    return description


@dataclass(frozen=True, slots=True)
class _Place:
    """A JSON object of the metadata and the path to it, for messages."""

    path: str
    value: Mapping[str, Any]

    def fail(self, key: str, what: str) -> TableError:
        return TableError(f"{self.path}, {key}: {what}")

    def allow(self, known: set[str]) -> None:
        """Refuse a key that is neither known nor a common property."""
        for key in self.value:
            if key not in known and ":" not in key:
                told = ", ".join(sorted(known - _SILENT))
                raise self.fail(key, f"is not read here; what is read: {told}, tr:… and table:…")

    def text(self, key: str) -> str | None:
        value = _plain(self.value.get(key))
        if value is None:
            return None
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise self.fail(key, f"expected a text, found {value!r}")
        return str(value)

    def texts(self, key: str) -> tuple[str, ...] | None:
        value = self.value.get(key)
        if value is None:
            return None
        listed = value if isinstance(value, list) else [value]
        if all(isinstance(item, str) for item in listed):
            return tuple(listed)
        raise self.fail(key, f"expected a text or a list of texts, found {value!r}")

    def count(self, key: str, default: int) -> int:
        value = self.value.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise self.fail(key, f"expected a number from 0, found {value!r}")

    def truth(self, key: str) -> bool:
        value = self.value.get(key, False)
        if isinstance(value, bool):
            return value
        raise self.fail(key, f"expected true or false, found {value!r}")

    def object(self, key: str) -> "_Place":
        value = self.value.get(key, {})
        if isinstance(value, dict):
            return _Place(f"{self.path}, {key}", value)
        raise self.fail(key, f"expected an object, found {value!r}")

    def items(self, key: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
        """The paths and objects of a list."""
        value = self.value.get(key, [])
        if not isinstance(value, list):
            raise self.fail(key, f"expected a list, found {value!r}")
        for number, item in enumerate(value):
            if not isinstance(item, dict):
                raise self.fail(f"{key}[{number}]", f"expected an object, found {item!r}")
            yield f"{key}[{number}]", item


def _mapping(
    place: _Place, table: Path, group: "_Place | None", is_one_of_several: bool = False
) -> TableMapping:
    place.allow(_OF_TABLE | _SILENT)
    url = place.text("url")
    if url is not None and unquote(url).rsplit("/", 1)[-1] != table.name:
        raise place.fail("url", f"describes {url}, and stands beside {table.name}")
    kind = place.text("table:kind") or place.text(f"{TABLE}kind") or ""
    if kind not in KINDS:
        found = f"found {kind!r}" if kind else "it is not stated"
        raise place.fail("table:kind", f"expected one of {', '.join(KINDS)}; {found}")
    schema = place.object("tableSchema")
    schema.allow(_OF_SCHEMA | _SILENT)
    nulls = schema.texts("null") or place.texts("null") or ("",)
    described = [_Place(f"{schema.path}.{path}", item) for path, item in schema.items("columns")]
    columns = [_column(each, number, kind, nulls) for number, each in enumerate(described, start=1)]
    constants = _constants(place, kind)
    for each in described:
        if each.truth("virtual"):
            constants |= _virtual(each, kind)
    real = tuple(
        column for column, each in zip(columns, described, strict=True) if not each.truth("virtual")
    )
    if not real:
        raise schema.fail("columns", "is empty; each column of the table is described in it")
    dialect = place if group is None or "dialect" in place.value else group
    return TableMapping(
        where=place.path,
        metadata=_stated(place).completed_by(_stated(group) if group else None),
        dialect=_dialect(dialect.object("dialect")),
        kind=kind,
        columns=real,
        constants=constants,
        sheet=place.text("table:sheet"),
        totals=frozenset(place.texts("table:totals") or ()),
        notes=place.texts("table:notes") or (),
        is_one_of_several=is_one_of_several,
    )


def _column(place: _Place, number: int, kind: str, nulls: tuple[str, ...]) -> Column:
    place.allow(_OF_COLUMN | _SILENT)
    fills = place.text("propertyUrl")
    name = None
    if fills is not None:
        name = _local(fills, "tr:", _TR)
        if name not in properties_of(kind):
            told = ", ".join(f"tr:{each}" for each in properties_of(kind))
            raise place.fail("propertyUrl", f"{a(kind)} has no {fills}; it has {told}")
    datatype = place.value.get("datatype")
    if isinstance(datatype, dict) and "format" in datatype:
        raise place.fail(
            "datatype", "its format is not read here; numbers are read as 1,234.5 alone"
        )
    if "default" in place.value and not place.truth("virtual"):
        raise place.fail("default", "is read of virtual columns alone")
    own = place.texts("null")
    return Column(
        name=place.text("name") or f"_col.{number}",
        titles=_titles(place),
        property=name,
        constants=_constants(place, _kind_of(place, kind)),
        nulls=frozenset(nulls if own is None else own),
        is_filled_down=place.truth("table:fillDown"),
    )


def _kind_of(place: _Place, kind: str) -> str:
    if place.text("table:kind") not in (None, kind):
        raise place.fail(
            "table:kind", "is stated of the whole table; give the other facts one of their own"
        )
    return kind


def _virtual(place: _Place, kind: str) -> dict[str, str]:
    """The constant that a virtual column adds to every row (CSVW, section 5.6)."""
    fills, value = place.text("propertyUrl"), place.text("default")
    if fills is None or value is None:
        raise place.fail("virtual", "a virtual column needs a propertyUrl and a default")
    return {_local(fills, "tr:", _TR): value}


def _titles(place: _Place) -> tuple[str, ...]:
    """The titles of a column, in whatever languages."""
    titles = place.value.get("titles")
    if isinstance(titles, dict):
        return tuple(
            title
            for key in titles
            for title in _Place(f"{place.path}.titles", titles).texts(key) or ()
        )
    return place.texts("titles") or ()


def _constants(place: _Place, kind: str) -> dict[str, str]:
    """The properties of the ontology that a table or column states of all its facts."""
    found: dict[str, str] = {}
    for key in place.value:
        name = _local(key, "tr:", _TR)
        directive = _local(key, "table:", TABLE)
        if directive != key and directive not in _DIRECTIVES:
            told = ", ".join(f"table:{each}" for each in _DIRECTIVES)
            raise place.fail(key, f"there is no such directive; there are {told}")
        if name == key or name == "retrieved":
            continue
        if name not in PROPERTIES:
            raise place.fail(key, "is not a property that facts have")
        if name not in properties_of(kind):
            told = ", ".join(f"tr:{each}" for each in properties_of(kind))
            raise place.fail(key, f"{a(kind)} has no {key}; it has {told}")
        found[name] = place.text(key) or ""
    return found


def _stated(place: _Place) -> Metadata:
    """What is stated of the source, in Dublin Core."""
    found: dict[str, Any] = {}
    for key in place.value:
        local = next((key.removeprefix(p) for p in _DUBLIN_CORE if key.startswith(p)), None)
        field = _STATED.get(
            local or "", "retrieved" if _local(key, "tr:", _TR) == "retrieved" else ""
        )
        if not field:
            continue
        value: Any = place.text(key)
        if field in ("issued", "retrieved"):
            value = _date(place, key, value)
        elif field == "url" and not is_web_address(value or ""):
            raise place.fail(
                key, f"expected an address such as https://example.org/1, found {value!r}"
            )
        found.setdefault(field, value or None)
    language = place.value.get("lang") or _context_language(place)
    if language and "language" not in found:
        found["language"] = language
    return Metadata(**found)


def _context_language(place: _Place) -> str | None:
    context = place.value.get("@context")
    if isinstance(context, list) and len(context) > 1 and isinstance(context[1], dict):
        language = context[1].get("@language")
        return language if isinstance(language, str) else None
    return None


def _date(place: _Place, key: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise place.fail(key, f"expected a date such as 2022-07-21, found {text!r}") from error


def _dialect(place: _Place) -> Dialect:
    place.allow(_OF_DIALECT | {"@id", "@type"})
    header = place.value.get("header", True)
    if place.value.get("doubleQuote", True) is not True:
        raise place.fail("doubleQuote", 'only true is read: a quote within quotes is doubled ("")')
    delimiter = place.text("delimiter")
    if delimiter is not None and len(delimiter) != 1:
        raise place.fail("delimiter", f"expected one character, found {delimiter!r}")
    quote = place.value.get("quoteChar", '"')
    if quote is not None and (not isinstance(quote, str) or len(quote) != 1):
        raise place.fail("quoteChar", f"expected one character or null, found {quote!r}")
    return Dialect(
        encoding=place.text("encoding"),
        delimiter=delimiter,
        quote=quote or "",
        skip_rows=place.count("skipRows", 0),
        header_rows=place.count("headerRowCount", 1) if header is not False else 0,
        comment=place.text("commentPrefix"),
    )


def _local(name: str, prefix: str, namespace: str) -> str:
    """The local name of a term under a prefix or its namespace, else the name as it is."""
    return name.removeprefix(prefix).removeprefix(namespace)


def _plain(value: Any) -> Any:
    """The value of a common property, whose JSON-LD form may be an object (section 5.8)."""
    if isinstance(value, dict) and len(value.keys() & {"@value", "@id"}) == 1:
        return value.get("@value", value.get("@id"))
    return value
