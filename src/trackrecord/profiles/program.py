"""A program: who runs it, what was done when and for how much, and what it brought."""

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from trackrecord.describing import facts_of
from trackrecord.naming import Names
from trackrecord.profiles.records import Record, latest_first, plain_records
from trackrecord.profiles.targets import Target, targets_of


@dataclass(frozen=True, slots=True)
class Program:
    """What is on record of a program: plain records, what was done from the first on, figures from the latest."""

    iri: str
    done: tuple[Record, ...]
    figures: tuple[Record, ...]
    targets: tuple[Target, ...]
    claims: tuple[Record, ...]
    other: tuple[Record, ...]

    @property
    def budgets(self) -> tuple[Record, ...]:
        """What was done with money set aside for it."""
        return tuple(record for record in self.done if record.all("budget"))


def program(store: Store, node: NamedNode, names: Names) -> Program:
    """The profile of a program."""
    found = latest_first(plain_records(store, facts_of(store, node), names))
    done = [record for record in found if record.kind == "Undertaking"]
    figures = tuple(record for record in found if record.kind == "Observation")
    told = {"Undertaking", "Observation", "Claim"}
    return Program(
        node.value,
        tuple(sorted(done, key=lambda r: (r.text("date") or "9", r.told))),
        figures,
        targets_of(figures),
        tuple(record for record in found if record.kind == "Claim"),
        tuple(record for record in found if record.kind not in told),
    )
