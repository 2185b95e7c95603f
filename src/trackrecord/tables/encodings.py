"""In which encoding a table's text is, found in one pass over its bytes, in constant memory."""

import codecs
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from trackrecord.document.decoding import decoded
from trackrecord.errors import DocumentError, TableError

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Korean encodings that Windows-949 extends; files that name them are mostly in it.
_WIDER = {"euc_kr": "cp949", "johab": "johab"}


def digest_of(table: Path) -> str:
    """The SHA-256 of a file's bytes.

    Raises:
        TableError: it is missing, not a file, empty, or cannot be read.
    """
    digest = sha256()
    size = 0
    for chunk in _chunks(table):
        digest.update(chunk)
        size += len(chunk)
    if not size:
        raise TableError(f"{table}: is empty (0 bytes); fill it or leave it out.")
    return digest.hexdigest()


def encoding_of(table: Path, stated: str | None) -> str:
    """The codec that a text file decodes with: the stated one, else by its mark, UTF-8, or CP949.

    Raises:
        TableError: the file is not text, or in none of these encodings, naming the byte.
    """
    head = next(_chunks(table), b"")
    if not head:
        raise TableError(f"{table}: is empty (0 bytes); fill it or leave it out.")
    marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    if stated is not None and not (marked and stated.lower().startswith("utf")):
        codec = _codec(table, stated)
        return codec if _fails_at(table, codec) is None else _refuse(table, stated, codec)
    if marked:
        return marked if _fails_at(table, marked) is None else _refuse(table, marked, marked)
    not_utf8_at = _fails_at(table, "utf-8")
    if not_utf8_at is None:
        _refuse_binary(table, head)
        return "utf-8"
    if _fails_at(table, "cp949") is None:
        # The share of everyday Korean tells CP949 from other encodings; whole lines of a sample do.
        sample = head[:_SAMPLE].rpartition(b"\n")[0] or head[:_SAMPLE]
        _refuse_binary(table, sample)
        return "cp949"
    _refuse_binary(table, head)
    raise TableError(
        f"{table}: is neither UTF-8 (byte {not_utf8_at} is not) nor Korean CP949; save it as UTF-8, or "
        'state its `"encoding"` in the `"dialect"` of its mapping.'
    )


def _refuse_binary(table: Path, sample: bytes) -> None:
    """Refuse what is no text, as documents do."""
    try:
        decoded(sample, table)
    except DocumentError as error:
        if not _is_cut_short(sample):
            raise TableError(str(error)) from error


def _is_cut_short(sample: bytes) -> bool:
    """Whether the sample only fails where it was cut within a character."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return "\0" not in text and bool(text.strip()) and len(sample) >= _SAMPLE


def _codec(table: Path, stated: str) -> str:
    try:
        codec = codecs.lookup(stated).name
    except LookupError as error:
        raise TableError(
            f"{table}: its mapping states the encoding {stated!r}, which is unknown; try utf-8 or cp949"
        ) from error
    return _WIDER.get(codec, codec)


def _refuse(table: Path, stated: str, codec: str) -> str:
    raise TableError(
        f"{table}: is not {stated}, as its mark or mapping says (byte {_fails_at(table, codec)} is not); "
        "correct the encoding, or save the file as UTF-8."
    )


def _fails_at(table: Path, codec: str) -> int | None:
    """The byte at which a codec fails on a file, if it does."""
    decoder = codecs.getincrementaldecoder(codec)()
    done = 0
    for chunk in _chunks(table):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return done - pending + error.start
        done += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return done
    return None


def _chunks(table: Path) -> Iterator[bytes]:
    try:
        if table.is_dir():
            raise TableError(f"{table}: is a directory; name a file in it.")
        if not table.exists():
            raise TableError(f"{table}: there is no such file; check its name.")
        if not table.is_file():
            raise TableError(f"{table}: is not a regular file; save its content to one.")
        with table.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise TableError(f"{table}: cannot be read ({reason}); check its permissions.") from error
