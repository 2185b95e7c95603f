"""A file's bytes, and bytes to text: UTF-8, UTF-16 with its mark, or CP949 (EUC-KR)."""

import codecs
import re
import unicodedata
from pathlib import Path

from trackrecord.errors import DocumentError

#: Larger files are refused, in bytes.
LARGEST_DOCUMENT = 20_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, such as DOCX, XLSX or HWPX"),
    (b"\xd0\xcf\x11\xe0", "an HWP, DOC or XLS file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
)
#: The labels of https://encoding.spec.whatwg.org/#names-and-labels that these pages use.
_CHARSETS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "euc-kr": "cp949",
    "euckr": "cp949",
    "cp949": "cp949",
    "ms949": "cp949",
    "uhc": "cp949",
    "windows-949": "cp949",
    "x-windows-949": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "korean": "cp949",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "windows-1252": "cp1252",
}
_META_CHARSET = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_WITHIN = 4096
#: CP949 is a guess, so it must give text of which this share beyond ASCII is everyday Korean.
_KOREAN_SHARE = 0.8


def bytes_of(path: Path) -> bytes:
    """The bytes of a regular file that is not empty and not larger than `LARGEST_DOCUMENT`.

    Raises `DocumentError` when it is missing, not a file, unreadable, empty or too large.
    """
    try:
        if path.is_dir():
            raise DocumentError(f"{path}: is a directory; name a file in it.")
        if not path.exists():
            raise DocumentError(f"{path}: there is no such file; check its name.")
        if not path.is_file():
            raise DocumentError(f"{path}: is not a regular file; save its content to one.")
        size = path.stat().st_size
        if size > LARGEST_DOCUMENT:
            raise DocumentError(
                f"{path}: has {size:,} bytes, and the limit is {LARGEST_DOCUMENT:,}; split it up."
            )
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DocumentError(
            f"{path}: cannot be read ({reason}); check its name and permissions."
        ) from error
    if not content:
        raise DocumentError(f"{path}: is empty (0 bytes); fill it or leave it out.")
    return content


def decoded(content: bytes, where: Path, *, as_html: bool = False) -> str:
    r"""The text of some bytes, without a byte order mark and with `\n` for every line end.

    A byte order mark decides; then, in HTML, the charset that the page declares, when the bytes
    follow it; then UTF-8; then CP949, when it gives everyday Korean. Raises `DocumentError` for
    bytes that are none of these or not text at all.
    """
    text = _decoded(content, where, as_html=as_html)
    nul = text.find("\0")
    if nul >= 0:
        raise DocumentError(
            f"{where}: is not text (character {nul} is a NUL); save its text as UTF-8."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentError(f"{where}: has only white space; fill it or leave it out.")
    return text


def _decoded(content: bytes, where: Path, *, as_html: bool) -> str:
    for signature, format_name in _SIGNATURES:
        if content.startswith(signature):
            raise DocumentError(
                f"{where}: is not text (looks like {format_name}); save its text as UTF-8."
            )
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as_marked(content[len(mark) :], encoding, where)
    if as_html and (declared := _declared(content)):
        try:
            return content.decode(declared)
        except UnicodeDecodeError:
            pass
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_cp949(content, where, not_utf8_at=error.start)


def _as_marked(content: bytes, encoding: str, where: Path) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{where}: is marked as {encoding.upper()}, which fails {error.start} bytes after the "
            "mark; save it as UTF-8."
        ) from error


def _as_cp949(content: bytes, where: Path, *, not_utf8_at: int) -> str:
    try:
        text = content.decode("cp949")
    except UnicodeDecodeError:
        text = ""
    beyond_ascii = [character for character in text if not character.isascii()]
    korean = sum(map(_is_everyday_korean, beyond_ascii))
    if not beyond_ascii or korean < _KOREAN_SHARE * len(beyond_ascii):
        raise DocumentError(
            f"{where}: is neither UTF-8 (byte {not_utf8_at} is not) nor Korean CP949; "
            "save it as UTF-8."
        )
    return text


def _is_everyday_korean(character: str) -> bool:
    """Whether a character is in KS X 1001, as everyday syllables and signs are, and no Hanja."""
    if unicodedata.name(character, "").startswith("CJK"):
        return False
    try:
        return bool(character.encode("euc-kr"))
    except UnicodeEncodeError:
        return False


def _declared(content: bytes) -> str | None:
    found = _META_CHARSET.search(content[:_META_WITHIN])
    return _CHARSETS.get(found[1].decode("ascii", "replace").lower()) if found else None
