"""A table → its facts that stand on their cells, and what of it gives none, counted and told."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from trackrecord.document import Document
from trackrecord.errors import TableError
from trackrecord.facts import Fact
from trackrecord.reading.grounding import refusal
from trackrecord.tables import ReadRow, Rejected, Table
from trackrecord.wording import counted

_TOLD = 5  # rejected rows, and refused facts, that a report tells of


@dataclass
class Tally:
    """How many rows were read, passed over or rejected, facts found or refused, and the first of those."""

    rows: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    rejected: int = 0
    rejections: list[str] = field(default_factory=list)
    refused: int = 0
    refusals: list[str] = field(default_factory=list)

    def reject(self, told: str) -> None:
        """Count a rejected row."""
        self.rejected += 1
        if len(self.rejections) < _TOLD:
            self.rejections.append(told)

    def refuse(self, fact: Fact, reason: str) -> None:
        """Count a fact that does not stand on its cell."""
        self.refused += 1
        if len(self.refusals) < _TOLD:
            self.refusals.append(f"{fact.source}, {fact.fragment}: {reason}: “{fact.quote}”")

    def add(self, other: "Tally") -> None:
        """Count what another tally has counted."""
        self.rows += other.rows
        self.rejected += other.rejected
        self.refused += other.refused
        self.facts.update(other.facts)
        self.passed_over.update(other.passed_over)
        self.rejections = (self.rejections + other.rejections)[:_TOLD]
        self.refusals = (self.refusals + other.refusals)[:_TOLD]

    def to_text(self) -> str:
        """The counts of rows, in words."""
        over = [f"{number} {what}" for what, number in sorted(self.passed_over.items())]
        told = f", {', '.join(over)} passed over" if over else ""
        rejected = f", {self.rejected} rejected" if self.rejected else ""
        return f"{counted(self.rows, 'row')}{told}{rejected}"

    def to_lines(self) -> list[str]:
        """What was rejected and refused, the first of each and how many more there are."""
        lines = [f"rejected: {told}" for told in self.rejections]
        if self.rejected > len(self.rejections):
            more = self.rejected - len(self.rejections)
            lines.append(f"rejected: {more} more; --rejects DIR writes them all")
        lines += [f"refused: {told}" for told in self.refusals]
        if self.refused > len(self.refusals):
            lines.append(f"refused: {self.refused - len(self.refusals)} more")
        return lines


class Rejects(AbstractContextManager["Rejects"]):
    """What becomes of a table's rejected rows: they stop the reading, or are counted and written.

    The file is made with the first of them. It has the row's number and the reason before the cells,
    under the labels of the table.
    """

    def __init__(self, directory: Path | None, table: Table, tally: Tally, strict: bool) -> None:
        """Rows are written where a directory is given; where `strict`, the first raises."""
        self._directory, self._table, self._tally = directory, table, tally
        self._strict = strict
        self._file: TextIO | None = None

    def add(self, rejected: Rejected) -> None:
        """Count and write a row.

        Raises:
            TableError: rejected rows stop the reading, or cannot be written.
        """
        told = f"{self._table.path}, row {rejected.number}: {rejected.reason}"
        if self._strict:
            raise TableError(f"{told}; mend the row, or read without --strict")
        self._tally.reject(told)
        if self._directory is None:
            return
        try:
            if self._file is None:
                self._directory.mkdir(parents=True, exist_ok=True)
                place = self._directory / f"{self._table.document.id}.rejects.csv"
                self._file = place.open("w", encoding="utf-8", newline="")
                labels = self._table.reader.headings.labels
                csv.writer(self._file, lineterminator="\n").writerow(("row", "reason", *labels))
            writer = csv.writer(self._file, lineterminator="\n")
            writer.writerow((rejected.number, rejected.reason, *rejected.cells))
        except OSError as error:
            raise TableError(
                f"{self._directory}: rejected rows cannot be written there ({error.strerror})"
            ) from error

    def __exit__(self, *exception: object) -> None:
        """Close the file, if one was made."""
        if self._file:
            self._file.close()


def sifted(
    rows: Iterable[ReadRow], document: Document, tally: Tally
) -> Iterator[tuple[Fact, ...] | Rejected]:
    """The facts of each row that gives any, or its rejection; the tally counts all but rejections.

    A fact whose number does not parse back from its quoted cell is refused.
    """
    for row in rows:
        tally.rows += 1
        if row.rejected:
            yield row.rejected
        elif row.passed_over:
            tally.passed_over[row.passed_over] += 1
        else:
            kept = []
            for fact in row.facts:
                reason = refusal(fact, document)
                if reason is None:
                    kept.append(fact)
                    tally.facts[fact.kind] += 1
                else:
                    tally.refuse(fact, reason)
            if kept:
                yield tuple(kept)


def read_table(
    table: Table, rejects: Path | None = None, strict: bool = False
) -> tuple[tuple[Fact, ...], Tally]:
    """All the facts of a table, and the tally of its rows.

    Raises:
        TableError: the file cannot be read any further, or `strict` and a row is rejected.
    """
    tally = Tally()
    facts: list[Fact] = []
    with Rejects(rejects, table, tally, strict) as rejected:
        for found in sifted(table.rows(), table.document, tally):
            if isinstance(found, Rejected):
                rejected.add(found)
            else:
                facts += found
    return tuple(facts), tally
