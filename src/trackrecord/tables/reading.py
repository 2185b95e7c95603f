"""A table → its facts that stand on their cells, and what of it gives none, counted and told."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from trackrecord.errors import TableError
from trackrecord.facts import Fact
from trackrecord.reading.grounding import Refusal, refusal
from trackrecord.tables import Rejected, Table

_TOLD = 5  # rejected rows that a report tells of


@dataclass
class Tally:
    """How many rows a table has, how many were passed over or rejected, and the first rejections."""

    rows: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    rejected: int = 0
    told: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count what another tally has counted."""
        self.rows += other.rows
        self.rejected += other.rejected
        self.facts.update(other.facts)
        self.passed_over.update(other.passed_over)
        self.told += other.told
        self.refused += other.refused

    def to_text(self) -> str:
        """The counts of rows, in words."""
        over = [f"{number} {what}" for what, number in sorted(self.passed_over.items())]
        told = f", {', '.join(over)} passed over" if over else ""
        rejected = f", {self.rejected} rejected" if self.rejected else ""
        return f"{self.rows} {'row' if self.rows == 1 else 'rows'}{told}{rejected}"


class Rejects(AbstractContextManager["Rejects"]):
    """The file of a table's rejected rows, in a directory; it is made with the first of them.

    It has the row's number and the reason before the cells, under the labels of the table.
    """

    def __init__(self, directory: Path | None, table: Table) -> None:
        self._directory, self._table = directory, table
        self._file: TextIO | None = None

    def add(self, rejected: Rejected) -> None:
        """Write a row; nothing where no directory is given."""
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


def grounded_rows(
    table: Table, tally: Tally, rejects: Rejects, strict: bool = False
) -> Iterator[tuple[Fact, ...]]:
    """The facts of each row that gives any, counted in the tally; what is rejected is written.

    A fact whose number does not parse back from its quoted cell is refused.

    Raises:
        TableError: the file cannot be read any further, or `strict` and a row is rejected.
    """
    for row in table.rows():
        tally.rows += 1
        if row.passed_over:
            tally.passed_over[row.passed_over] += 1
        elif row.rejected:
            told = f"{table.path}, row {row.rejected.number}: {row.rejected.reason}"
            if strict:
                raise TableError(f"{told}; mend the row, or read without --strict")
            tally.rejected += 1
            if tally.rejected <= _TOLD:
                tally.told.append(told)
            rejects.add(row.rejected)
        else:
            kept = []
            for fact in row.facts:
                reason = refusal(fact, table.document)
                if reason is None:
                    kept.append(fact)
                    tally.facts[fact.kind] += 1
                else:
                    tally.refused.append(Refusal(fact, reason))
            if kept:
                yield tuple(kept)


def read_table(
    table: Table, rejects: Path | None = None, strict: bool = False
) -> tuple[tuple[Fact, ...], Tally]:
    """All the facts of a table, and the tally of its rows.

    Raises:
        TableError: as `grounded_rows`.
    """
    tally = Tally()
    with Rejects(rejects, table) as file:
        facts = tuple(fact for row in grounded_rows(table, tally, file, strict) for fact in row)
    return facts, tally
