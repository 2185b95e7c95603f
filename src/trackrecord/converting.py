"""A table too large to be held → N-Quads, in memory that does not grow with the rows.

The quads are those that a build writes. Rows are converted some at a time, by several processes where the
table is long, and written in their order.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from trackrecord.curation import Decision, curated, merges, read_decisions
from trackrecord.dataset import authority_of
from trackrecord.encoding import candidate_triples, source_triples
from trackrecord.errors import TableError
from trackrecord.iris import Base
from trackrecord.lexicon import Lexicon, load_lexicon
from trackrecord.placing import placed
from trackrecord.quadlines import QuadLines
from trackrecord.relay import relayed
from trackrecord.resolving import Candidate, Resolving
from trackrecord.tables import Line, ReadRow, Rejected, Table, open_tables
from trackrecord.tables.reading import Rejects, Tally, sifted

_PIECE = 500  # rows converted at a time
_TOLD = 100_000  # rows after which the progress is told
_MOST = 4  # processes beyond which writing is what takes the time
_FEW = 20  # pieces up to which starting other processes costs more than it saves


@dataclass
class Conversion:
    """What was converted: rows and facts counted, quads written, candidates minted."""

    tally: Tally = field(default_factory=Tally)
    quads: int = 0
    candidates: dict[str, Candidate] = field(default_factory=dict)

    def to_text(self) -> str:
        """The counts, then what was rejected or refused."""
        counts = (
            f"{self.tally.to_text()}: {self.tally.facts.total()} facts, {self.quads} quads, "
            f"{len(self.candidates)} candidates"
        )
        return "\n".join([counts, *self.tally.to_lines()])


@dataclass(frozen=True, slots=True)
class _Piece:
    """What came of converting some rows, besides their lines."""

    quads: int
    tally: Tally
    rejected: tuple[Rejected, ...]
    candidates: tuple[Candidate, ...]


def convert(
    files: Sequence[Path],
    graph: Path,
    base: Base,
    out: BinaryIO,
    progress: Callable[[str], None],
    rejects: Path | None = None,
    strict: bool = False,
    processes: int | None = None,
) -> Conversion:
    """Write the quads of the tables in some files, as a build would, but none is held.

    `graph` is where an authority of one's own may be. A quad may come twice. Long tables are converted by
    as many `processes` as the machine has cores, four at most, unless told otherwise; the lines are the
    same.

    Raises:
        TableError: a file cannot be read as its mapping says, or `strict` and a row is rejected.
        GraphError: the authority cannot be loaded.
    """
    lexicon = load_lexicon(authority_of(graph))
    conversion, told = Conversion(), 0
    for file in files:
        for number, table in enumerate(open_tables(file, lexicon)):
            progress(f"{file}: {table.document.title or table.document.id}")
            converter = _Converter(table, lexicon, base, read_decisions(file))
            with Rejects(rejects, table, conversion.tally, strict) as rejected:
                pieces = _pieces(
                    converter, number, graph, processes or min(os.cpu_count() or 1, _MOST)
                )
                for lines, piece in pieces:
                    out.write(lines)
                    for row in piece.rejected:
                        rejected.add(row)
                    conversion.tally.add(piece.tally)
                    conversion.quads += piece.quads
                    if conversion.tally.rows // _TOLD > told:
                        told = conversion.tally.rows // _TOLD
                        progress(f"{file}: {conversion.tally.rows:,} rows")
                    for candidate in piece.candidates:
                        conversion.candidates.setdefault(candidate.iri, candidate)
            lines, quads = converter.closing(conversion.candidates.values())
            out.write(lines)
            conversion.quads += quads
    return conversion


def convert_to_file(file: Path, write: Callable[[BinaryIO], Conversion]) -> Conversion:
    """Have quads written to a file, which is there whole or not at all.

    What is no plain file, such as a pipe, is written as it comes.

    Raises:
        TableError: the file cannot be written.
    """
    try:
        with placed(file) as out:
            return write(out)
    except OSError as error:
        raise TableError(f"{file}: cannot be written: {error.strerror or error}") from error


class _Converter:
    """Converts rows of one table, some at a time."""

    def __init__(
        self, table: Table, lexicon: Lexicon, base: Base, decisions: Sequence[Decision]
    ) -> None:
        self.table, self.base, self.decisions = table, base, decisions
        self.resolving = Resolving(table.document, lexicon, base, merges(decisions))
        self.lines = QuadLines(table.document, base, self.resolving)
        self.told: set[str] = set()

    def pieces(self, lines: Iterable[Line]) -> Iterator[tuple[bytes, _Piece]]:
        """All of some rows, one piece after the other."""
        rows = self.table.reader.rows(lines)
        while some := list(islice(rows, _PIECE)):
            yield self._piece(some)

    def piece(self, lines: Sequence[Line]) -> tuple[bytes, _Piece]:
        """Some rows that can be read without those above them."""
        return self._piece(list(self.table.reader.rows(lines)))

    def _piece(self, rows: Sequence[ReadRow]) -> tuple[bytes, _Piece]:
        tally, before = Tally(), self.lines.written
        self.lines.begin()
        texts: list[bytes] = []
        rejected: list[Rejected] = []
        for found in sifted(rows, self.table.document, tally):
            if isinstance(found, Rejected):
                rejected.append(found)
                continue
            kept = found
            if self.decisions:
                kept = curated(found, self.decisions, self.table.document).facts
            texts.append(self.lines.of_row(kept))
        new = tuple(c for c in self.resolving.candidates() if c.iri not in self.told)
        self.told.update(candidate.iri for candidate in new)
        written = self.lines.written - before
        return b"".join(texts), _Piece(written, tally, tuple(rejected), new)

    def closing(self, candidates: Iterable[Candidate]) -> tuple[bytes, int]:
        """The lines about the source and the candidates, and how many, once all rows are converted."""
        document, before = self.table.document, self.lines.written
        texts = [self.lines.of(source_triples(document, self.base))]
        texts += [self.lines.of(candidate_triples(c, document, self.base)) for c in candidates]
        return b"".join(texts), self.lines.written - before


def _pieces(
    converter: _Converter, number: int, graph: Path, processes: int
) -> Iterator[tuple[bytes | memoryview, _Piece]]:
    """The pieces of a table in order, from several processes where it is long enough to pay."""
    lines = converter.table.lines()
    if processes < 2 or not converter.table.reader.is_row_by_row:
        yield from converter.pieces(lines)
        return
    yield from converter.pieces(islice(lines, _PIECE * _FEW))
    pieces = iter(lambda: list(islice(lines, _PIECE)), [])
    first = next(pieces, None)
    if first is None:
        return
    path = converter.table.path
    try:
        arguments = (path, number, graph, converter.base.iri)
        yield from relayed(chain([first], pieces), _work, _start, arguments, processes)
    except BrokenProcessPool as error:
        raise TableError(
            f"{path}: a process that converted it was ended from outside; convert it with --processes 1"
        ) from error


#: The converter of a process that works for another, made when it starts.
_own: list[_Converter] = []


def _start(path: Path, number: int, graph: Path, base: str) -> None:
    lexicon = load_lexicon(authority_of(graph))
    table = open_tables(path, lexicon)[number]
    _own.append(_Converter(table, lexicon, Base(base), read_decisions(path)))


def _work(lines: Sequence[Line]) -> tuple[bytes, _Piece]:
    return _own[0].piece(lines)
