"""PDF (its text layer) and DOCX to blocks, through pypdf and python-docx, which are extras.

Offsets are those of the extracted text. Neither format says when a document was published: state the
date in a sidecar or as an option.
"""

import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from trackrecord.document.blocks import blocks_of_lines, composed
from trackrecord.document.records import Block, BlockKind, Metadata
from trackrecord.errors import DocumentError

_CELL_SEPARATOR = " | "


def read_pdf(content: bytes, where: Path) -> tuple[str, tuple[Block, ...], Metadata]:
    """The text layer of a PDF, page after page, and its title.

    Raises `DocumentError` for a file that is no PDF, is encrypted, or is only pictures of pages.
    """
    try:
        import pypdf

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity
    except ImportError as error:
        raise _missing(where, "PDF", "pdf") from error
    try:
        reader = pypdf.PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{where}: is encrypted; save it without a password.")
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except DocumentError:
        raise
    except Exception as error:  # a broken PDF fails in as many ways as there are PDFs
        raise DocumentError(f"{where}: is not a PDF that can be read ({_told(error)}).") from error
    text = _clean("\n\n".join(page.strip() for page in pages if page.strip()))
    if not text:
        raise DocumentError(
            f"{where}: has no text layer, only pictures of pages; run it through a text recogniser first."
        )
    return text, blocks_of_lines(text), Metadata(title=_clean(title or "").strip() or None)


def read_docx(content: bytes, where: Path) -> tuple[str, tuple[Block, ...], Metadata]:
    """The paragraphs, list items and table rows of a DOCX in their order, and its title.

    Raises `DocumentError` for a file that is no DOCX or has no text.
    """
    try:
        import docx
    except ImportError as error:
        raise _missing(where, "DOCX", "docx") from error
    try:
        document = docx.Document(BytesIO(content))
        text, blocks = composed(_passages(document))
        title = document.core_properties.title
    except Exception as error:  # a broken archive fails in many ways
        raise DocumentError(f"{where}: is not a DOCX that can be read ({_told(error)}).") from error
    if not blocks:
        raise DocumentError(f"{where}: has no text; there is nothing to read in it.")
    return text, blocks, Metadata(title=_clean(title or "").strip() or None)


def _passages(document: Any) -> Iterator[tuple[BlockKind, str]]:
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                yield (
                    "item",
                    _CELL_SEPARATOR.join(cell.text for cell in row.cells if cell.text.strip()),
                )
        else:
            yield _kind(part.style.name if part.style else ""), _clean(part.text)


def _kind(style: str) -> BlockKind:
    if style.startswith(("Heading", "Title")):
        return "heading"
    return "item" if style.startswith("List") else "paragraph"


def _clean(text: str) -> str:
    """The text without what XML and Turtle cannot hold: lone surrogates and control characters."""
    kept = (c for c in text.replace("\r\n", "\n") if c in "\n\t" or ord(c) >= 32)
    return "".join(c for c in kept if not 0xD800 <= ord(c) <= 0xDFFF)


def _missing(where: Path, form: str, extra: str) -> DocumentError:
    return DocumentError(
        f"{where}: reading {form} needs an extra that is not installed; "
        f"install trackrecord with it: pip install 'trackrecord[{extra}]'"
    )


def _told(error: Exception) -> str:
    return str(error).strip().split("\n")[0] or type(error).__name__
