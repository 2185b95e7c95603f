"""Checks over a dataset → verdicts, each with its working and the facts that it used.

A check's query gives a row for each way to read a fact against what is on record, such as a rate over
each value that sources give its target. The kindest row counts, so that nothing is called
contradicted that can be read so that it holds, or that cannot be told.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from trackrecord.answers import answers_of, compared
from trackrecord.checks import VERDICTS, Check, checks_in, shipped_checks
from trackrecord.errors import CheckError
from trackrecord.naming import Names
from trackrecord.querying import Table, run
from trackrecord.shapechecks import shape_verdicts
from trackrecord.verdicts import Verdict
from trackrecord.working import Term, filled

#: From the kindest to the hardest.
_KINDNESS = ("holds", "unrefuted", "not-checkable", "contradicted")
_IRI = re.compile(r"\S+:\S+")

Row = Mapping[str, Term | None]


@dataclass(frozen=True, slots=True)
class Count:
    """How often a check ran, with which verdicts, and how often for which reason it could not tell."""

    ran: int
    verdicts: Mapping[str, int]
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The checks that were run and their verdicts, by check and fact.

    `subject` is the government that the verdicts are chosen for, if they are.
    """

    checks: tuple[Check, ...]
    verdicts: tuple[Verdict, ...]
    subject: str | None = None

    def count(self, check: Check) -> Count:
        """How often a check ran and what came of it."""
        own = [verdict for verdict in self.verdicts if verdict.check == check.id]
        found = Counter(verdict.verdict for verdict in own)
        reasons = Counter(verdict.reason for verdict in own if verdict.reason)
        return Count(
            len(own),
            {name: found[name] for name in VERDICTS},
            tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        )

    @property
    def is_sound(self) -> bool:
        """Whether nothing is contradicted by a check whose contradictions are violations."""
        grave = {check.id for check in self.checks if check.severity == "Violation"}
        return not any(v.verdict == "contradicted" and v.check in grave for v in self.verdicts)


def all_checks(own: Path | None = None) -> tuple[Check, ...]:
    """The checks that ship, and the SPARQL ones of a directory of one's own.

    Raises:
        CheckError: a file of the directory is malformed, or there is no check in it.
    """
    shipped = shipped_checks()
    if own is None:
        return tuple(shipped.values())
    if not any((*own.glob("*.rq"), *own.glob("*.ttl"))):
        raise CheckError(f"{own}: no checks there; a check is a .rq file, a shape a .ttl file")
    return (*shipped.values(), *checks_in(own, shipped).values())


def check(store: Store, base: str, own: Path | None = None) -> Outcome:
    """The verdicts of all checks, and of one's own checks and shapes, over a dataset.

    Raises:
        CheckError: a check is malformed or gives a row without a verdict, or none had anything to check.
        GraphError: a shapes file is not Turtle.
    """
    names = Names(store, base)
    checks = all_checks(own)
    verdicts = [verdict for each in checks for verdict in verdicts_of(each, store, names, base)]
    shapes, found = shape_verdicts(store, own, {each.id for each in checks}) if own else ((), ())
    if not verdicts and not found:
        raise CheckError("nothing was checked: the graph has no fact that a check speaks of")
    everything = sorted(
        (*verdicts, *found), key=lambda v: (v.check, v.fact, v.source or "", v.working)
    )
    return Outcome((*checks, *shapes), tuple(everything))


def verdicts_of(check: Check, store: Store, names: Names, base: str) -> list[Verdict]:
    """The verdicts of one check: the kindest reading of each fact, or of each source's words of it.

    Raises:
        CheckError: a row has no fact or none of the four verdicts, or its values are not of the kind that
            the header says.
        QueryError: the query fails.
    """
    table = run(store, check.text, base, name=check.file)
    assert isinstance(table, Table)  # held when the check was read
    readings: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for cells in table.rows:
        row = dict(zip(table.columns, cells, strict=True))
        try:
            verdict = _verdict(check, row, store, names)
        except ArithmeticError as error:
            raise CheckError(
                f"{check.file}: the row on {row['fact']} cannot be told: "
                "the working writes a value as a number that is none"
            ) from error
        except ValueError as error:
            raise CheckError(
                f"{check.file}: the row on {row['fact']} cannot be told: {error}"
            ) from error
        readings[verdict.fact, verdict.source or ""].append(verdict)
    return [min(rows, key=_kindness) for rows in readings.values()]


def _kindness(verdict: Verdict) -> tuple[int, str]:
    return (_KINDNESS.index(verdict.verdict), verdict.working)


def _verdict(check: Check, row: Row, store: Store, names: Names) -> Verdict:
    fact, told, reason = row["fact"], row["verdict"], row.get("reason")
    if not isinstance(fact, NamedNode):
        raise CheckError(f"{check.file}: a row has no ?fact that is an IRI; found {fact}")
    if told is None or told.value not in VERDICTS:
        raise CheckError(
            f"{check.file}: the ?verdict on <{fact.value}> is "
            f"{told.value if told else 'unbound'!r}; expected one of {', '.join(VERDICTS)}"
        )
    verdict = told.value
    source = row.get("source")
    if source is not None and not isinstance(source, NamedNode):
        raise CheckError(f"{check.file}: the ?source on <{fact.value}> is no IRI; found {source}")
    is_open = verdict == "not-checkable"
    answers = answers_of(row[check.answers], names) if check.answers else ()
    why = reason.value if reason is not None and is_open else "no reason given" if is_open else None
    written = why or filled(check.working(verdict), row, names)
    if len(answers) > 1 and not is_open:
        written = f"{written} {compared(answers, store, names)}"
    return Verdict(
        check.id,
        fact.value,
        source.value if source is not None else None,
        verdict,
        written,
        why,
        facts_used((fact, *(row[name] for name in check.facts)), store),
        answers,
    )


def facts_used(terms: Iterable[Term | None], store: Store) -> tuple[str, ...]:
    """The IRIs among some terms, and in texts that list them, of which the dataset says something."""
    found = set()
    for term in terms:
        if isinstance(term, NamedNode):
            found.add(term.value)
        elif isinstance(term, Literal):
            found.update(filter(_IRI.fullmatch, term.value.split()))
    return tuple(sorted(iri for iri in found if _is_described(NamedNode(iri), store)))


def _is_described(node: NamedNode, store: Store) -> bool:
    quads = store.quads_for_pattern(node, None, None, DefaultGraph())
    return next(iter(quads), None) is not None


def about(
    outcome: Outcome,
    facts: frozenset[str] | None,
    checks: Sequence[str],
    subject: str | None = None,
) -> Outcome:
    """The part of an outcome that is of some facts (all if None) and some checks (all if none).

    `subject` names whose facts they are.

    Raises:
        CheckError: a check is unknown, or nothing is left.
    """
    known = [check.id for check in outcome.checks]
    for name in checks:
        if name not in known:
            raise CheckError(f"no check is called {name!r}; there are {', '.join(known)}")
    kept = tuple(check for check in outcome.checks if not checks or check.id in checks)
    ids = {check.id for check in kept}
    verdicts = tuple(
        verdict
        for verdict in outcome.verdicts
        if verdict.check in ids and (facts is None or verdict.fact in facts)
    )
    if not verdicts:
        raise CheckError("nothing was checked: none of these checks has a fact to speak of here")
    return Outcome(kept, verdicts, subject)
