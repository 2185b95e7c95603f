"""The rows of a sheet of an .xlsx or .ods workbook, as the texts that a person sees in its cells.

Formulas are read as the values that were last computed for them, and nothing is run. A formula that
has no such value makes its row unreadable, because a blank would pass for none.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from lxml import etree

from trackrecord.errors import TableError

#: A row's number, and its cells or why it cannot be read.
Row = tuple[int, "list[str] | str"]
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MOST_COLUMNS = 16_384
_CHUNK = 1 << 20
#: What a number format has that is no code for digits: texts in quotes, single characters, gaps, brackets.
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
#: Commas after the last digit, each of which leaves out three more (ECMA-376, 18.8.31).
_LEFT_OUT = re.compile(r"[0#?](,+)(?![,0#?])")
_DECIMALS = re.compile(r"\.([0#?]*)")


def sheets_of(book: Path) -> list[str]:
    """The names of a workbook's sheets, in order.

    Raises:
        TableError: the file is not a workbook, or what reads it is not installed.
    """
    if book.suffix.lower() == ".ods":
        return [name for name, _ in _ods_events(book, wanted=None)]
    workbook = _xlsx(book, values=True)
    try:
        return list(workbook.sheetnames)
    finally:
        workbook.close()


def xlsx_rows(book: Path, sheet: str) -> Iterator[Row]:
    """The rows of a sheet of an .xlsx workbook.

    Raises:
        TableError: the file is not a workbook, or what reads it is not installed.
    """
    values = _xlsx(book, values=True)
    formulas = _xlsx(book, values=False) if _has_formulas(book) else None
    try:
        rows = values[sheet].iter_rows()
        stated = formulas[sheet].iter_rows() if formulas else None
        number = 0
        while True:
            try:
                cells = next(rows)
                written = next(stated) if stated else cells
            except StopIteration:
                return
            number += 1
            empty = [
                cell.coordinate
                for cell, formula in zip(cells, written, strict=False)
                if stated and cell.value is None and formula.value is not None
            ]
            if empty:
                yield (
                    number,
                    f"the formula in {empty[0]} has no stored value; open and save the file",
                )
            else:
                yield number, [_shown(cell.value, cell.number_format) for cell in cells]
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, SyntaxError) as error:
        raise TableError(f"{book}: the sheet {sheet!r} cannot be read ({error})") from error
    finally:
        values.close()
        if formulas:
            formulas.close()


def ods_rows(book: Path, sheet: str) -> Iterator[Row]:
    """The rows of a sheet of an .ods workbook.

    Raises:
        TableError: the file is not a workbook.
    """
    number = 0
    for _, row in _ods_events(book, wanted=sheet):
        if row is None:
            continue
        times = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        cells = _ods_cells(row)
        if not any(cells):
            number += times
            continue
        for _ in range(times):
            number += 1
            yield number, cells if isinstance(cells, str) else list(cells)


def _xlsx(book: Path, values: bool) -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise TableError(
            f"{book}: .xlsx is read with openpyxl; install it with: pip install 'trackrecord[tables]'"
        ) from error
    try:
        return openpyxl.load_workbook(book, read_only=True, data_only=values, keep_links=False)
    except Exception as error:  # openpyxl lets whatever its parsers raise through
        raise TableError(
            f"{book}: is not an .xlsx workbook ({type(error).__name__}: {error}); save it as one, "
            "without a password."
        ) from error


def _has_formulas(book: Path) -> bool:
    """Whether any sheet has a formula; a scan of the text, which costs less than reading it twice."""
    with zipfile.ZipFile(book) as archive:
        sheets = [
            n for n in archive.namelist() if n.startswith("xl/worksheets/") and n.endswith(".xml")
        ]
        return any(_mentions(archive.open(name), b"<f") for name in sheets)


def _mentions(file: IO[bytes], needle: bytes) -> bool:
    tail = b""
    with file:
        while chunk := file.read(_CHUNK):
            if any(needle + end in tail + chunk for end in (b">", b" ", b"/")):
                return True
            tail = chunk[-len(needle) :]
    return False


def _shown(value: object, number_format: str | None) -> str:
    """A cell's value as the sheet shows it, as far as it matters: percent, dates, plain numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return _date(value, number_format or "")
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, number_format or "")
    return str(value).strip()


def _date(value: date, number_format: str) -> str:
    """A day in ISO 8601, or the month or year where the sheet shows no more of it."""
    codes = _LITERAL.sub("", number_format).lower()
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat() if "h" in codes or "s" in codes else value.date().isoformat()
    day = value.isoformat()[:10]
    if "y" not in codes or "d" in codes:
        return day
    return day[:7] if "m" in codes else day[:4]


def _number(value: int | float, number_format: str) -> str:
    """A number with its per cent sign, and without the thousands that its format leaves out."""
    is_percent, thousands, decimals = _form(number_format)
    if is_percent or thousands:
        exact = Decimal(format(value, ".15g")).scaleb(2 * is_percent - 3 * thousands)
        shown = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        return f"{shown:f}{'%' * is_percent}"
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return format(value, ".15g")  # what Excel keeps of a number


@lru_cache(maxsize=256)
def _form(number_format: str) -> tuple[bool, int, int]:
    """Whether a number format shows per cent, how many thousands it leaves out, and its decimals."""
    codes = _LITERAL.sub("", number_format).split(";")[0]
    left_out, decimals = _LEFT_OUT.search(codes), _DECIMALS.search(codes)
    return (
        "%" in codes,
        len(left_out[1]) if left_out else 0,
        len(decimals[1]) if decimals else 0,
    )


def _ods_events(book: Path, wanted: str | None) -> Iterator[tuple[str, Any]]:
    """The names of the sheets, or the rows of the wanted one, each freed once it was used."""
    try:
        with zipfile.ZipFile(book) as archive, archive.open("content.xml") as content:
            parser = etree.iterparse(
                content,
                events=("start", "end"),
                tag=(f"{_TABLE}table", f"{_TABLE}table-row"),
                resolve_entities=False,
                no_network=True,
                huge_tree=False,
            )
            current: str | None = None
            for event, element in parser:
                if element.tag == f"{_TABLE}table":
                    current = str(element.get(f"{_TABLE}name")) if event == "start" else None
                    if event == "start" and wanted is None:
                        yield str(current), None
                elif event == "end":
                    if wanted is not None and current == wanted:
                        yield wanted, element
                    element.clear()
                    parent = element.getparent()
                    while parent is not None and element.getprevious() is not None:
                        del parent[0]
    except (zipfile.BadZipFile, KeyError, OSError, etree.XMLSyntaxError) as error:
        raise TableError(f"{book}: is not an .ods workbook ({error}); save it as one.") from error


def _ods_cells(row: Any) -> "list[str] | str":
    """The cells of a row, or why it cannot be read."""
    cells: list[str] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        text = " ".join("".join(p.itertext()) for p in cell.iterchildren(f"{_TEXT}p")).strip()
        text = _signed(text, cell) if text else _ods_value(cell)
        if not text and cell.get(f"{_TABLE}formula"):
            return f"the formula in column {len(cells) + 1} has no stored value; open and save the file"
        cells += [text] * min(times, _MOST_COLUMNS - len(cells))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _signed(text: str, cell: Any) -> str:
    """The text of a cell with the sign of its number, which some formats show as a colour alone."""
    is_negative = (cell.get(f"{_OFFICE}value") or "").startswith("-")
    return f"-{text}" if is_negative and text[0].isdigit() else text


def _ods_value(cell: Any) -> str:
    """The stored value of a cell that shows no text."""
    stored = cell.get(f"{_OFFICE}date-value") or cell.get(f"{_OFFICE}string-value")
    number = cell.get(f"{_OFFICE}value") or ""
    if cell.get(f"{_OFFICE}value-type") == "percentage" and number:
        return f"{Decimal(number).scaleb(2).normalize():f}%"
    return str(stored or number)
