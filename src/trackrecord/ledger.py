"""What was built from what: a cache beside a graph, from which a build takes what has not changed.

`GRAPH/.cache` holds an SQLite file with a row for each file read and each source made of it (its
fingerprint, and the hash of its Turtle), and the Turtle of a build that is under way. A row counts only
while Turtle of that hash is there, so the cache may be deleted, be out of date or belong to a build that was
killed: what does not fit is made again. Only one build works on a graph at a time.
"""

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from trackrecord.dataset import cache_of, new_cache
from trackrecord.errors import GraphError, reason_of
from trackrecord.making import Made

_NAME = "build-1.sqlite"  # the number is that of the tables' layout
_TABLES = """
CREATE TABLE IF NOT EXISTS file (path BLOB PRIMARY KEY, fingerprint BLOB, failure TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (path BLOB, number INTEGER, id TEXT, issued TEXT, signature BLOB, digest BLOB,
    origin TEXT, told TEXT, failure TEXT, PRIMARY KEY (path, number)) WITHOUT ROWID;
CREATE TEMP TABLE asked (position INTEGER PRIMARY KEY, path BLOB);
CREATE TEMP TABLE chosen (id TEXT PRIMARY KEY, position INTEGER, path BLOB, number INTEGER, digest BLOB);
CREATE TEMP TABLE candidate (iri TEXT PRIMARY KEY, class TEXT, label TEXT) WITHOUT ROWID;
"""
_OUTCOMES = """
SELECT position, file.failure, number, id, digest, told, source.failure, source.path
FROM asked JOIN file USING (path) LEFT JOIN source USING (path) ORDER BY position, number
"""
_SOURCES = """
SELECT id, digest FROM file JOIN source USING (path)
WHERE path = ? AND fingerprint = ? AND file.failure IS NULL
"""
_DOCUMENTS = """
SELECT chosen.id, signature FROM chosen JOIN source USING (path, number)
WHERE signature IS NOT NULL ORDER BY issued IS NULL, issued, chosen.id
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A source on record: where it was read, the hash of its Turtle (None if it failed), what is told."""

    path: bytes
    number: int
    id: str
    digest: bytes | None
    told: dict[str, Any]
    failure: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file, by its position among those asked for: its sources, or why there are none."""

    position: int
    failure: str | None
    sources: tuple[Row, ...]


class Ledger(AbstractContextManager["Ledger"]):
    """The cache of a graph during one build."""

    def __init__(self, graph: Path) -> None:
        """Open it for this process alone.

        Raises:
            GraphError: it cannot be written, or another build is at work.
        """
        self._sources = graph / "sources"
        place = cache_of(graph) / _NAME
        try:
            self._parts = new_cache(graph, "parts")
            try:
                self._rows = _opened(place)
            except sqlite3.DatabaseError as error:
                name = error.sqlite_errorname
                if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                    raise GraphError(
                        f"{graph}: another build is at work there; wait until it is done"
                    ) from error
                if not name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
                    raise GraphError(f"{place}: cannot be written: {error}") from error
                for suffix in ("", "-wal", "-shm"):
                    place.with_name(place.name + suffix).unlink(missing_ok=True)
                self._rows = _opened(place)
        except OSError as error:
            raise GraphError(f"{graph}: cannot be written: {error.strerror or error}") from error

    def __exit__(self, _: object, error: BaseException | None, *more: object) -> None:
        """Close it; what was recorded stays.

        Raises:
            GraphError: something could not be written meanwhile.
        """
        self._rows.close()
        if isinstance(error, OSError | sqlite3.Error) and not isinstance(error, BrokenPipeError):
            raise GraphError(
                f"{self._sources.parent}: cannot be written: {reason_of(error)}"
            ) from error

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is recorded meanwhile is recorded at once, or not at all."""
        if self._rows.in_transaction:
            yield
            return
        self._rows.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._rows.execute("ROLLBACK")
            raise
        self._rows.execute("COMMIT")

    def forget(self) -> None:
        """Let nothing be taken from earlier builds."""
        with self.together():
            self._rows.execute("DELETE FROM file")
            self._rows.execute("DELETE FROM source")
        shutil.rmtree(self._parts)
        self._parts.mkdir()

    def ask(self, files: Sequence[Path]) -> None:
        """Say which files this build is of, in their order."""
        with self.together():
            self._rows.executemany(
                "INSERT INTO asked VALUES (?, ?)", ((n, _path(f)) for n, f in enumerate(files))
            )

    def has(self, file: Path, fingerprint: bytes) -> bool:
        """Whether all sources of a file of that fingerprint are on record, and their Turtle is there."""
        found = self._rows.execute(_SOURCES, (_path(file), fingerprint)).fetchall()
        return bool(found) and all(
            digest is not None and self._is_there(name, digest) for name, digest in found
        )

    def record(self, file: Path, fingerprint: bytes | None, sources: Sequence[Made]) -> None:
        """Keep what was made of a file; without a fingerprint, for this build alone."""
        rows = [
            _row(file, number, made, None if made.failure else self.keep(made.graph))
            for number, made in enumerate(sources)
        ]
        self._replace(_path(file), fingerprint, None, rows)

    def record_failure(self, file: Path, failure: str) -> None:
        """Keep why nothing could be made of a file, for this build alone."""
        self._replace(_path(file), None, failure, [])

    def record_elsewhere(self, made: Iterable[tuple[Path, str | None, Sequence[Made]]]) -> None:
        """Keep what was made of files that are not on record, or why not; their graphs are kept elsewhere.

        The hashes of their graphs are empty here.
        """
        files, rows = [], []
        for file, failure, sources in made:
            files.append((_path(file), None, failure))
            rows += [
                _row(file, number, source, None if source.failure else b"")
                for number, source in enumerate(sources)
            ]
        with self.together():
            self._rows.executemany("INSERT INTO file VALUES (?, ?, ?)", files)
            self._insert(rows)

    def _replace(
        self, path: bytes, fingerprint: bytes | None, failure: str | None, rows: list[Any]
    ) -> None:
        with self.together():
            self._rows.execute("DELETE FROM source WHERE path = ?", (path,))
            self._rows.execute("REPLACE INTO file VALUES (?, ?, ?)", (path, fingerprint, failure))
            self._insert(rows)

    def _insert(self, rows: list[Any]) -> None:
        self._rows.executemany("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def outcomes(self) -> Iterator[Outcome]:
        """What came of each file asked for, in their order."""
        found = self._rows.execute(_OUTCOMES)
        for (position, failure), rows in groupby(found, key=lambda row: row[:2]):
            sources = tuple(
                Row(path, number, name, digest, json.loads(told), failed)
                for _, _, number, name, digest, told, failed, path in rows
                if name is not None
            )
            yield Outcome(position, failure, sources)

    def choose(
        self, name: str, position: int, digest: bytes | None, row: Row | None = None
    ) -> None:
        """Give an id to a source of this build."""
        values = (name, position, row and row.path, row and row.number, digest)
        self._rows.execute("INSERT INTO chosen VALUES (?, ?, ?, ?, ?)", values)

    def holder(self, name: str) -> int | None:
        """The position of the file that has an id in this build."""
        found = self._rows.execute("SELECT position FROM chosen WHERE id = ?", (name,)).fetchone()
        return None if found is None else int(found[0])

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """The id and signature of each document chosen, from the earliest to the latest."""
        return self._rows.execute(_DOCUMENTS)

    def origins(self) -> Iterator[tuple[str, bytes, str]]:
        """The id and the hash of the Turtle of each document chosen, and the origin that the Turtle says."""
        return self._rows.execute(
            "SELECT chosen.id, source.digest, origin FROM chosen JOIN source USING (path, number)"
            " WHERE signature IS NOT NULL"
        )

    def readdress(self, name: str, digest: bytes, origin: str) -> None:
        """Let a document chosen have other Turtle, in which it has another origin."""
        with self.together():
            self._rows.execute("UPDATE chosen SET digest = ? WHERE id = ?", (digest, name))
            self._rows.execute(
                "UPDATE source SET digest = ?, origin = ? WHERE (path, number) ="
                " (SELECT path, number FROM chosen WHERE id = ?)",
                (digest, origin, name),
            )

    def chosen(self) -> Iterator[tuple[str, bytes]]:
        """The id of each source chosen and the hash of its Turtle."""
        return self._rows.execute(
            "SELECT id, digest FROM chosen WHERE digest IS NOT NULL ORDER BY id"
        )

    def note(self, candidates: Sequence[Sequence[str]]) -> None:
        """Count candidates, given as IRI, class and label, each IRI once."""
        self._rows.executemany("REPLACE INTO candidate VALUES (?, ?, ?)", candidates)

    def candidates(self, most: int) -> tuple[Counter[str], list[tuple[str, str]]]:
        """How many candidates of each class there are, and so many of them by class and label."""
        counts = self._rows.execute("SELECT class, COUNT(*) FROM candidate GROUP BY class")
        named = self._rows.execute(
            "SELECT class, label FROM candidate ORDER BY class, label LIMIT ?", (most,)
        )
        return Counter(dict(counts)), list(named)

    def keep(self, turtle: str) -> bytes:
        """Put some Turtle by until this build is in place; its hash."""
        content = turtle.encode()
        digest = sha256(content).digest()
        new = self._parts / "new"
        new.write_bytes(content)
        new.replace(self._part(digest))
        return digest

    def turtle(self, name: str, digest: bytes) -> Path:
        """The file that has the Turtle of a source, put by or built before."""
        part = self._part(digest)
        return Path(part if os.path.exists(part) else self._built(name))  # noqa: PTH110

    def settle(self) -> None:
        """Clear up once a build is in place: what was put by, and rows of files not asked for."""
        with self.together():
            for table in ("file", "source"):
                self._rows.execute(
                    f"DELETE FROM {table} WHERE path NOT IN (SELECT path FROM asked)"
                )
        shutil.rmtree(self._parts, ignore_errors=True)

    def _is_there(self, name: str, digest: bytes) -> bool:
        return any(_has(place, digest) for place in (self._part(digest), self._built(name)))

    def _part(self, digest: bytes) -> str:
        return f"{self._parts}/{digest.hex()}"

    def _built(self, name: str) -> str:
        return f"{self._sources}/{name}.ttl"


def _opened(place: Path) -> sqlite3.Connection:
    rows = sqlite3.connect(place, timeout=0, isolation_level=None)
    try:
        rows.execute("PRAGMA locking_mode = EXCLUSIVE")
        rows.execute("PRAGMA journal_mode = WAL")
        rows.execute("PRAGMA synchronous = NORMAL")
        rows.executescript(_TABLES)
    except sqlite3.DatabaseError:
        rows.close()
        raise
    return rows


def _row(file: Path, number: int, made: Made, digest: bytes | None) -> tuple[Any, ...]:
    """A source as it is on record."""
    return (
        _path(file), number, made.id, made.issued.isoformat() if made.issued else None, made.signature,
        digest, made.id, json.dumps(made.told.to_json(), ensure_ascii=False), made.failure,
    )  # fmt: skip


def _path(file: Path) -> bytes:
    """A path wherever it is named from; names of files need not be text."""
    return os.fsencode(os.path.abspath(file))  # noqa: PTH100 (a link is not what it points to)


def _has(file: str, digest: bytes) -> bool:
    with suppress(OSError), open(file, "rb", buffering=0) as content:  # noqa: PTH123
        return sha256(content.read()).digest() == digest
    return False
