"""The outcome of checks as text, JSON or Turtle: each verdict with its working and the words behind it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from trackrecord.checking import Outcome
from trackrecord.checks import ABOUT, SHAPES, VERDICTS, Check
from trackrecord.describing import fact_line
from trackrecord.iris import Base
from trackrecord.naming import Names
from trackrecord.quoting import Quote, quotes_of
from trackrecord.turtle import to_turtle
from trackrecord.verdicts import Verdict, encode_verdicts, verdict_iri
from trackrecord.vocabulary import prefixes

#: Groups of checks in the order they are told.
GROUPS = (*ABOUT, SHAPES)
#: Each verdict with a sign and words, in the order they are told: what is wrong first.
SIGNS = {
    "contradicted": ("✗", "contradicted"),
    "unrefuted": ("○", "unrefuted"),
    "holds": ("✓", "holds"),
    "not-checkable": ("?", "not checkable"),
}
_ORDER = tuple(SIGNS)


@dataclass(frozen=True, slots=True)
class Account:
    """A verdict for people: what was checked in words, and the quotes of the facts that were used."""

    verdict: Verdict
    label: str
    quotes: tuple[Quote, ...]


def accounts(outcome: Outcome, check: Check, store: Store, names: Names) -> Iterator[Account]:
    """The verdicts of a check for people, what is wrong first."""
    own = [verdict for verdict in outcome.verdicts if verdict.check == check.id]
    for verdict in sorted(own, key=lambda v: (_ORDER.index(v.verdict), v.fact, v.source or "")):
        line = fact_line(store, NamedNode(verdict.fact), names)
        label = line.told if line else names.label(verdict.fact)
        yield Account(verdict, label, _quotes(verdict, store))


def _quotes(verdict: Verdict, store: Store) -> tuple[Quote, ...]:
    """The quotes of the facts used: those of the source that is judged, where it has any.

    Words that stand within others that are shown are left out.
    """
    found: set[Quote] = set()
    for fact in verdict.facts:
        quotes = quotes_of(store, NamedNode(fact))
        own = {quote for quote in quotes if quote.source == verdict.source}
        found |= own or set(quotes)
    return tuple(sorted(q for q in found if not any(_is_within(q, other) for other in found)))


def _is_within(quote: Quote, other: Quote) -> bool:
    return (
        quote != other
        and (quote.source, quote.cells) == (other.source, other.cells)
        and other.start <= quote.start
        and quote.start + len(quote.exact) <= other.start + len(other.exact)
    )


def to_text(outcome: Outcome, store: Store, names: Names, base: str) -> str:
    """The verdicts by what the checks are about; then how many of each, and why some cannot be told."""
    lines: list[str] = []
    for group in GROUPS:
        checks = [c for c in outcome.checks if c.about == group and outcome.count(c).ran]
        if checks:
            lines += [group.upper(), ""]
        for check in checks:
            lines.append(f"{check.name} [{check.id}]")
            for account in accounts(outcome, check, store, names):
                sign, word = SIGNS[account.verdict.verdict]
                lines.append(f"  {sign} {word}: {account.verdict.working}")
                lines.append(f"      {account.label}")
                lines += [f"      {quote.to_text()}" for quote in account.quotes]
            lines.append("")
    return "\n".join([*lines, *_counts(outcome)]) + "\n"


def _counts(outcome: Outcome) -> Iterator[str]:
    """A table of how often each check ran and with which verdict, and the reasons counted."""
    heads = ("check", "ran", *(SIGNS[name][1] for name in VERDICTS))
    counts = {check.id: outcome.count(check) for check in outcome.checks}
    rows = [(name, c.ran, *c.verdicts.values()) for name, c in counts.items()]
    total = ("in all", *(sum(column) for column in list(zip(*rows, strict=True))[1:]))
    cells = [[str(cell) for cell in row] for row in (*rows, total)]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    yield "  ".join([heads[0].ljust(widths[0]), *map(str.rjust, heads[1:], widths[1:])])
    for row in cells:
        yield "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])])
    reasons = [(name, why, n) for name, c in counts.items() for why, n in c.reasons]
    if reasons:
        yield from ("", "not checkable, and why:")
    for name, why, number in reasons:
        yield f"  {number} {name}: {why}"


def to_json(outcome: Outcome, store: Store, names: Names, base: str) -> str:
    """The checks with their counts, and every verdict with its quotes, as one JSON object."""
    told = {
        "checks": [_check(check, outcome) for check in outcome.checks],
        "verdicts": [
            _account(account, base)
            for check in outcome.checks
            for account in accounts(outcome, check, store, names)
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _check(check: Check, outcome: Outcome) -> dict[str, object]:
    count = outcome.count(check)
    return {
        "id": check.id,
        "name": check.name,
        "about": check.about,
        "severity": check.severity,
        "says": check.says,
        "ran": count.ran,
        "verdicts": dict(count.verdicts),
        "reasons": [{"reason": why, "times": times} for why, times in count.reasons],
    }


def _account(account: Account, base: str) -> dict[str, object]:
    verdict = account.verdict
    return {
        "iri": verdict_iri(verdict, Base(base)),
        "check": verdict.check,
        "fact": verdict.fact,
        "label": account.label,
        "source": verdict.source,
        "verdict": verdict.verdict,
        "working": verdict.working,
        "reason": verdict.reason,
        "facts": list(verdict.facts),
        "answers": [{"told": a.told, "source": a.source} for a in verdict.answers],
        "quotes": [
            {
                "source": quote.source,
                **quote.place,
                "exact": quote.exact,
                "title": quote.title,
                "issued": quote.issued,
                "url": quote.url,
            }
            for quote in account.quotes
        ],
    }


def to_graph(outcome: Outcome, base: str) -> str:
    """The verdicts and their checks as canonical Turtle."""
    return to_turtle(encode_verdicts(outcome.checks, outcome.verdicts, Base(base)), prefixes(base))


def listing(checks: Iterable[Check]) -> str:
    """The checks with what they mean, one below the other."""
    lines = []
    for check in checks:
        lines.append(f"{check.id}: {check.name} ({check.about}, {check.severity})")
        lines.append(f"    {check.says}")
    return "\n".join(lines) + "\n"
