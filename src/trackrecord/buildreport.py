"""What a build read and wrote, in counts and in words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from trackrecord.facts import KINDS
from trackrecord.tables.reading import Tally
from trackrecord.wording import counted


@dataclass
class BuildReport:
    """What a build read and wrote, and what it could not read, each with its reason.

    `candidates` counts them by class; `unknown` has the classes and labels of the first of them.
    """

    #: The candidates that are named, and the refusals and warnings that are told, at most.
    shown: ClassVar[int] = 12
    most: ClassVar[int] = 1000

    documents: int = 0
    tables: int = 0
    rows: Tally = field(default_factory=Tally)
    restored: int = 0
    reprints: int = 0
    triples: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    candidates: Counter[str] = field(default_factory=Counter)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    untold: int = 0
    failures: list[str] = field(default_factory=list)

    def add(self, told: Mapping[str, Any]) -> None:
        """Count what is told of a source: its kind, triples, facts, and what of it is refused or odd."""
        kind = told["kind"]
        self.documents += kind == "document"
        self.tables += kind == "table"
        self.restored += kind == "restored"
        self.triples += told.get("triples", 0)
        self.facts.update(told.get("facts", {}))
        for kept, more in (
            (self.refused, told.get("refused", ())),
            (self.warnings, told.get("warnings", ())),
        ):
            room = max(0, self.most - len(kept))
            kept += more[:room]
            self.untold += len(more[room:])
        if "tally" in told:
            counts = {name: Counter(told["tally"][name]) for name in ("facts", "passed_over")}
            self.rows.add(Tally(**(told["tally"] | counts)))

    def to_text(self) -> str:
        """The counts a person wants to see after a build."""
        kinds = ", ".join(f"{self.facts[kind]} {kind}" for kind in KINDS if self.facts[kind])
        sources = (
            [counted(self.documents, "document")]
            if self.documents or not (self.tables or self.restored)
            else []
        )
        sources += [counted(self.tables, "table")] if self.tables else []
        sources += [counted(self.restored, "restored source")] if self.restored else []
        lines = [
            f"{', '.join(sources)}, {counted(self.facts.total(), 'fact')}"
            f" ({kinds or 'none'}), {counted(self.triples, 'triple')}"
        ]
        if self.tables:
            lines.append(f"in tables: {self.rows.to_text()}")
        if self.reprints:
            lines.append(
                f"{counted(self.reprints, 'reprint')}, each of one origin with the text it repeats"
            )
        if self.candidates:
            told = ", ".join(f"{number} {kind}" for kind, number in sorted(self.candidates.items()))
            total = self.candidates.total()
            lines.append(f"{counted(total, 'candidate')} that the authority does not know: {told}")
            lines += [f"  {kind}: {label}" for kind, label in self.unknown]
            if total > len(self.unknown):
                more = total - len(self.unknown)
                lines.append(f"  … {more} more: trackrecord query candidates")
        lines += self.rows.to_lines()
        lines += [f"refused: {line}" for line in self.refused]
        lines += [f"warning: {line}" for line in self.warnings]
        if self.untold:
            lines.append(
                f"… {self.untold} more refusals and warnings: build fewer sources to see them"
            )
        return "\n".join(lines)
