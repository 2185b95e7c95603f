"""Mappings of tables, written in a line or two."""

from typing import Any


def column(titles: str | None, fills: str | None = None, **constants: Any) -> dict[str, Any]:
    """A column of a mapping: `column("2021", "value", period="2021")`."""
    described: dict[str, Any] = {"titles": titles} if titles else {}
    if fills:
        described["propertyUrl"] = f"tr:{fills}"
    for name, value in constants.items():
        own = {"fillDown": "table:fillDown", "null": "null"}
        described[own.get(name, f"tr:{name}")] = value
    return described


def described(kind: str, *columns: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A mapping; a keyword `tr_metric` is the property `tr:metric`, `table_totals` a directive."""
    stated = {name.replace("_", ":", 1): value for name, value in more.items()}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ko"}],
        "dc:title": "A table",
        "dc:issued": "2022-03-31",
        "table:kind": kind,
        **stated,
        "tableSchema": {"null": ["", "-"], "columns": list(columns)},
    }
