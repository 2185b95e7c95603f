"""Answers of queries as a table for people, CSV, JSON or Turtle."""

import csv
import io
import json
from collections.abc import Callable, Mapping

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from trackrecord.errors import QueryError
from trackrecord.naming import Names
from trackrecord.querying import Answer, Table, Term
from trackrecord.turtle import to_turtle
from trackrecord.vocabulary import XSD, prefixes

_WIDEST = 60  # columns of a cell in a table


def to_text(answer: Answer, names: Names, base: str) -> str:
    """A table with labels for things; yes or no; or Turtle for triples."""
    if isinstance(answer, bool):
        return "yes\n" if answer else "no\n"
    if not isinstance(answer, Table):
        return to_graph(answer, names, base)
    rows = [answer.columns, *([_shown(cell, names) for cell in row] for row in answer.rows)]
    widths = [min(_WIDEST, max(_width(row[i]) for row in rows)) for i in range(len(answer.columns))]
    lines = [
        "  ".join(_padded(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def to_csv(answer: Answer, names: Names, base: str) -> str:
    """SPARQL 1.1 CSV: plain values, IRIs whole."""
    table = _table(answer, "csv")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([cell.value if cell is not None else "" for cell in row] for row in table.rows)
    return out.getvalue()


def to_json(answer: Answer, names: Names, base: str) -> str:
    """SPARQL 1.1 JSON results."""
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    table = _table(answer, "json")
    bindings = [
        {
            name: _binding(cell)
            for name, cell in zip(table.columns, row, strict=True)
            if cell is not None
        }
        for row in table.rows
    ]
    result = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def to_graph(answer: Answer, names: Names, base: str) -> str:
    """Turtle, for CONSTRUCT and DESCRIBE."""
    if isinstance(answer, bool | Table):
        raise QueryError("ttl is for CONSTRUCT and DESCRIBE; use table, csv or json here")
    return to_turtle(answer, prefixes(base))


FORMATS: Mapping[str, Callable[[Answer, Names, str], str]] = {
    "table": to_text,
    "csv": to_csv,
    "json": to_json,
    "ttl": to_graph,
}


def _table(answer: Answer, form: str) -> Table:
    if isinstance(answer, Table):
        return answer
    raise QueryError(f"{form} is for SELECT; use ttl for CONSTRUCT and table for ASK")


def _shown(cell: Term | None, names: Names) -> str:
    if cell is None:
        return ""
    if isinstance(cell, NamedNode):
        return names.label(cell.value)
    return " ".join(str(cell.value).split())


def _width(text: str) -> int:
    """Columns a text takes on a terminal: Hangul and other wide letters take two."""
    return sum(2 if ord(letter) >= 0x1100 and _is_wide(letter) else 1 for letter in text)


def _is_wide(letter: str) -> bool:
    import unicodedata

    return unicodedata.east_asian_width(letter) in "WF"


def _padded(text: str, width: int) -> str:
    cut, used = "", 0
    for letter in text:
        used += _width(letter)
        if used > width - (1 if _width(text) > width else 0):
            return cut + "…" + " " * max(0, width - _width(cut) - 1)
        cut += letter
    return cut + " " * (width - _width(cut))


def _binding(term: Term | pyoxigraph.BlankNode) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": term.value}
    binding = {"type": "literal", "value": term.value}
    if term.language:
        binding["xml:lang"] = term.language
    elif term.datatype.value != str(XSD.string):
        binding["datatype"] = term.datatype.value
    return binding
