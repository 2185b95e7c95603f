"""A file to a `Document`: plain text, Markdown, HTML, PDF or DOCX, with what is stated about it.

What the caller states counts before what the sidecar states, and that before the file itself.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from trackrecord.document.blocks import blocks_of_lines
from trackrecord.document.decoding import LARGEST_DOCUMENT, bytes_of, decoded
from trackrecord.document.html import read_html
from trackrecord.document.markdown import read_markdown
from trackrecord.document.metadata import SIDECAR_SUFFIX, sidecar_metadata, split_front_matter
from trackrecord.document.office import read_docx, read_pdf
from trackrecord.document.records import (
    Block,
    BlockKind,
    Document,
    Metadata,
    language_of,
    primary_subtag,
)
from trackrecord.errors import DocumentError
from trackrecord.iris import slug

__all__ = [
    "LARGEST_DOCUMENT",
    "Block",
    "BlockKind",
    "Document",
    "Metadata",
    "document_of",
    "documents_in",
    "read_document",
]

#: Plain text, its blocks, and what the file states about itself.
_Content = tuple[str, tuple[Block, ...], Metadata]


def read_document(path: Path, metadata: Metadata | None = None) -> Document:
    """The document in a file; its suffix says which format it is in.

    What `metadata` states overrides what the file and its sidecar state. Raises `DocumentError`
    when the file is missing, unreadable, empty, too large, of another format, or malformed.
    """
    reader = _READERS.get(path.suffix.lower())
    content = bytes_of(path)
    if reader is None:
        raise _unsupported(path)
    text, blocks, of_file = reader(content, path)
    beside = sidecar_metadata(path)
    stated = (metadata or Metadata()).completed_by(beside).completed_by(of_file)
    return _document(path, content, text, blocks, stated)


def document_of(text: str, metadata: Metadata | None = None) -> Document:
    """The document that a plain text is, as if it had been read from a file called `text.txt`.

    Raises `DocumentError` when the text is empty or something that is stated is malformed.
    """
    path = Path("text.txt")
    content = text.encode("utf-8", "replace")
    plain, blocks, _ = _read_text(content, path)
    return _document(path, content, plain, blocks, metadata or Metadata())


def _document(
    path: Path, content: bytes, text: str, blocks: tuple[Block, ...], stated: Metadata
) -> Document:
    return Document(
        id=_id(stated, path),
        text=text,
        blocks=blocks,
        language=_language(stated, text, path),
        title=stated.title,
        url=stated.url,
        publisher=stated.publisher,
        issued=stated.issued,
        retrieved=stated.retrieved,
        sha256=sha256(content).hexdigest(),
        name=path.name,
    )


def documents_in(
    paths: Iterable[Path], also: Callable[[Path], bool] = lambda path: False
) -> list[Path]:
    """The document files among some files and directories, sorted, each once.

    Directories are walked with all that is below them, and what is hidden or not a document in them
    is passed over; `also` says which other files count. Raises `DocumentError` for a file that is missing or unsupported, and for a
    directory that cannot be listed or has no document.
    """
    found: set[Path] = set()
    for path in paths:
        try:
            is_directory = path.is_dir()
            is_there = is_directory or path.exists()
        except OSError as error:
            raise DocumentError(
                f"{path}: cannot be read ({error.strerror}); check its name and permissions."
            ) from error
        if not is_there:
            raise DocumentError(f"{path}: there is no such file or directory; check its name.")
        if is_directory:
            below = set(_documents_below(path, also))
            if not below:
                raise DocumentError(
                    f"{path}: no document is in this directory; documents end in {_SUFFIXES}."
                )
            found |= below
        elif path.suffix.lower() in _READERS or also(path):
            found.add(path)
        else:
            raise _unsupported(path)
    return sorted(found)


def _documents_below(directory: Path, also: Callable[[Path], bool]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise DocumentError(
            f"{error.filename}: this directory cannot be listed ({error.strerror}); "
            "check its permissions."
        ) from error

    for parent, directories, names in os.walk(directory, onerror=refuse):
        directories[:] = [name for name in directories if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            is_wanted = path.suffix.lower() in _READERS or also(path)
            if not name.startswith(".") and is_wanted:
                yield path


def _read_text(content: bytes, where: Path) -> _Content:
    text = decoded(content, where)
    return text, blocks_of_lines(text), Metadata()


def _read_markdown(content: bytes, where: Path) -> _Content:
    front_matter, body = split_front_matter(decoded(content, where), where)
    text, blocks, heading = read_markdown(body)
    if not blocks:
        raise DocumentError(
            f"{where}: has no text that is read (code, images and raw HTML are not); add some."
        )
    return text, blocks, front_matter.completed_by(Metadata(title=heading))


def _read_html(content: bytes, where: Path) -> _Content:
    return read_html(decoded(content, where, as_html=True), where)


_READERS: dict[str, Callable[[bytes, Path], _Content]] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
_SUFFIXES = ", ".join(_READERS)


def _unsupported(path: Path) -> DocumentError:
    if path.name.endswith(SIDECAR_SUFFIX):
        beside = path.name.removesuffix(SIDECAR_SUFFIX)
        return DocumentError(
            f"{path}: is metadata, not a document; name the document beside it ({beside})."
        )
    found = f"ends in {path.suffix}" if path.suffix else "has no suffix"
    return DocumentError(
        f"{path}: {found}, and documents end in {_SUFFIXES}; save its text as one of these."
    )


def _id(stated: Metadata, path: Path) -> str:
    identifier = slug(path.stem if stated.id is None else stated.id)
    if not identifier:
        raise DocumentError(
            f"{path}: no identifier can be made of {stated.id or path.stem!r}, which has no letter "
            f"or digit; state an `id` in {path.name}{SIDECAR_SUFFIX}."
        )
    return identifier


def _language(stated: Metadata, text: str, path: Path) -> str:
    if stated.language is None:
        return language_of(text, None)
    primary = primary_subtag(stated.language)
    if primary is None:
        raise DocumentError(
            f"{path}: {stated.language!r} is not a language code; state one such as ko or en."
        )
    return primary
