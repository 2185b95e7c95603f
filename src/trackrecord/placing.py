"""A file that is put in its place whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_LONGEST_NAME = 40  # characters of a file's name in that of its unfinished part


@contextmanager
def placed(file: Path, mark: str = "") -> Iterator[BinaryIO]:
    """A file to write to, which replaces the old one at the end; where the writing fails, nothing has changed.

    What is no plain file, such as a pipe, is written as it comes. Where several may write the same file
    at once, the `mark` of each tells their unfinished parts apart.

    Raises:
        OSError: the file cannot be written.
    """
    if file.is_symlink() or (file.exists() and not file.is_file()):
        with file.open("wb") as out:
            yield out
        return
    part = file.with_name(f".{file.name[:_LONGEST_NAME]}{mark}.part")
    try:
        with part.open("wb", buffering=1 << 20) as out:
            yield out
        part.replace(file)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def put_text(file: Path, text: str) -> None:
    """Write a text in UTF-8 to a file, whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    with placed(file) as out:
        out.write(text.encode())
