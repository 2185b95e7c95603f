"""Decisions of people about what was read, kept beside the source and applied whenever it is read.

A decisions file is JSON Lines, named after its document (`article.txt.decisions.jsonl`). A line
accepts, rejects or corrects a fact, which it names by its kind, quote and columns, so that it still
fits when the text around it moves; or it says that a name stands for a thing that is known:

    {"decision": "reject", "fact": {"kind": "claim", "quote": "…", "government": "Mapo-gu", …}}
    {"decision": "correct", "fact": {…}, "set": {"period": "2022"}}
    {"decision": "merge", "class": "Program", "name": "Campus Town", "iri": "https://…"}
    {"decision": "keep", "class": "Program", "name": "Night Library"}
"""

import errno
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from trackrecord.document import Document
from trackrecord.errors import FactsError, reason_of
from trackrecord.facts import Fact, from_record, records, to_record
from trackrecord.lexicon import fold
from trackrecord.reading.grounding import refusal

SUFFIX = ".decisions.jsonl"
_OF_FACTS = ("accept", "reject", "correct")
_OF_NAMES = ("merge", "keep")
#: What of a fact depends on where it stands and who read it, and is no part of its name here.
_PLACED = ("source", "start", "end", "fragment", "reader", "confidence", "context")


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided; `fact` and `changes`, or `kind`, `name` and `iri`, as the verdict has them."""

    verdict: str
    fact: Mapping[str, Any] | None = None
    changes: Mapping[str, Any] | None = None
    kind: str | None = None
    name: str | None = None
    iri: str | None = None

    def to_json(self) -> str:
        """The decision as a line of a decisions file."""
        record = {
            "decision": self.verdict,
            "fact": self.fact,
            "set": self.changes,
            "class": self.kind,
            "name": self.name,
            "iri": self.iri,
        }
        known = {key: value for key, value in record.items() if value is not None}
        return json.dumps(known, ensure_ascii=False, default=_plain)


@dataclass(frozen=True, slots=True)
class Curated:
    """The facts after all decisions, and what could not be carried out, each with its reason."""

    facts: tuple[Fact, ...]
    problems: tuple[str, ...]


def decisions_file(document: Path) -> Path:
    """Where the decisions about a document are kept."""
    return document.with_name(document.name + SUFFIX)


def read_decisions(document: Path) -> list[Decision]:
    """The decisions beside a document; none if there is no such file.

    Raises:
        FactsError: naming the line that is no decision.
    """
    file = decisions_file(document)
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            return []  # the document's name is so long that none can stand beside it
        raise FactsError(f"{file}: cannot be read: {reason_of(error)}") from error
    return [_decision(record, f"{file}, line {n}") for n, record in records(text, str(file))]


def add_decision(document: Path, decision: Decision) -> None:
    """Add a decision to the file beside a document, on the disk before this returns."""
    file = decisions_file(document)
    try:
        with file.open("a", encoding="utf-8", newline="\n") as out:
            out.write(decision.to_json() + "\n")
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise FactsError(f"{file}: cannot be written: {error.strerror}") from error


def named(fact: Fact) -> dict[str, Any]:
    """A fact as a decision names it: kind, quote and columns, without where it stands."""
    record = to_record(fact)
    return {k: v for k, v in record.items() if k not in _PLACED and not k.endswith("_iri")}


def undecided(facts: Iterable[Fact], decisions: Iterable[Decision]) -> list[Fact]:
    """The facts that nobody has decided on."""
    decided = {_key(decision.fact) for decision in decisions if decision.fact is not None}
    return [fact for fact in facts if _key(named(fact)) not in decided]


def curated(facts: Iterable[Fact], decisions: Iterable[Decision], document: Document) -> Curated:
    """The facts with the decisions about them applied, the last decision about a fact counting.

    A fact whose correction does not stand on its quote is left out, and told among the problems, as
    is a decision about a fact that is no longer read.
    """
    about = {_key(d.fact): d for d in decisions if d.fact is not None}
    kept: list[Fact] = []
    problems: list[str] = []
    used: set[str] = set()
    for fact in facts:
        key = _key(named(fact))
        decision = about.get(key)
        used.add(key)
        if decision is None:
            kept.append(fact)
        elif decision.verdict != "reject":
            try:
                kept.append(decided(fact, decision.changes or {}, document))
            except FactsError as error:
                problems.append(str(error))
    problems += [
        f"{decisions_file(Path(document.name))}: a decision fits no fact that is read now: "
        f"“{(decision.fact or {}).get('quote')}”"
        for key, decision in about.items()
        if key not in used
    ]
    return Curated(tuple(kept), tuple(problems))


def decided(fact: Fact, changes: Mapping[str, Any], document: Document) -> Fact:
    """The fact as accepted, or with columns changed: somebody has looked at it, so it is certain.

    Raises:
        FactsError: the changed fact is none, or its numbers are not in the quote.
    """
    place = f"{decisions_file(Path(document.name))}, the correction of “{fact.quote}”"
    record = to_record(fact) | dict(changes) | {"confidence": 1.0}
    corrected = from_record(
        json.loads(json.dumps(record, default=_plain), parse_float=Decimal), place
    )
    reason = refusal(corrected, document)
    if reason:
        raise FactsError(f"{place}: {reason}")
    return corrected


def merges(decisions: Iterable[Decision]) -> dict[tuple[str, str], str]:
    """The names that stand for known things: (class, folded name) → IRI."""
    return {
        (d.kind, fold(d.name)): d.iri
        for d in decisions
        if d.verdict == "merge" and d.kind and d.name and d.iri
    }


def decided_names(decisions: Iterable[Decision]) -> set[tuple[str, str]]:
    """The candidates that somebody has merged or chosen to keep: (class, folded name)."""
    return {(d.kind, fold(d.name)) for d in decisions if d.kind and d.name}


def _decision(record: Mapping[str, Any], place: str) -> Decision:
    verdict = record.get("decision")
    if verdict in _OF_FACTS and isinstance(record.get("fact"), dict):
        changes = record.get("set")
        if (verdict == "correct") == isinstance(changes, dict):
            return Decision(str(verdict), fact=record["fact"], changes=changes)
    is_named = record.get("class") and record.get("name")
    if verdict in _OF_NAMES and is_named and (verdict == "keep" or record.get("iri")):
        return Decision(
            str(verdict), kind=record["class"], name=record["name"], iri=record.get("iri")
        )
    raise FactsError(
        f"{place}: no decision; expected accept or reject with a fact, correct with a fact and what to "
        "set, merge with class, name and iri, or keep with class and name"
    )


def _key(record: Mapping[str, Any] | None) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(value: object) -> int | float:
    """A decimal as a JSON number."""
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else float(number)
