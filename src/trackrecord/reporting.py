"""A validation report as text, JSON, Turtle or SARIF 2.1.0."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pyoxigraph

from trackrecord import __version__
from trackrecord.turtle import to_turtle
from trackrecord.validation import SEVERITIES, Finding, Report
from trackrecord.vocabulary import SHAPES, prefixes

_LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}


def to_text(report: Report) -> str:
    """Each finding as what is wrong, the values, the words and their source; then what was checked."""
    lines: list[str] = []
    for finding in report.findings:
        lines.append(f"{finding.severity}: {finding.message}")
        lines.append(f"  shape   {finding.shape}")
        lines.append(f"  node    {finding.focus}")
        if finding.path:
            lines.append(f"  path    {finding.path}")
        if finding.values:
            lines.append(f"  value   {', '.join(finding.values)}")
        lines += [f"  words   {quote.to_text()}" for quote in finding.quotes]
        lines.append("")
    counts = ", ".join(
        f"{report.count(severity)} {severity.lower()}s" for severity in SEVERITIES[:2]
    )
    by_pyshacl = f"; {report.by_pyshacl} shapes by pySHACL" if report.by_pyshacl else ""
    lines.append(
        f"{report.shapes} shapes checked {report.focus_nodes} focus nodes: {counts}{by_pyshacl}"
    )
    return "\n".join(lines) + "\n"


def to_json(report: Report) -> str:
    """The findings and counts as one JSON object."""
    return _dumped(
        {
            "conforms": report.conforms,
            "shapes": report.shapes,
            "focusNodes": report.focus_nodes,
            "shapesByPyshacl": report.by_pyshacl,
            "findings": [_finding(finding) for finding in report.findings],
        }
    )


def to_shacl(report: Report) -> str:
    """The SHACL validation report as canonical Turtle; its results are numbered IRIs, not blank nodes."""
    data = report.graph.serialize(format="nt", encoding="utf-8")
    triples = [q.triple for q in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_TRIPLES)]
    said: dict[str, list[tuple[str, str]]] = {}
    for triple in triples:
        for term in (triple.subject, triple.object):
            if isinstance(term, pyoxigraph.BlankNode):
                said.setdefault(term.value, [])
        if isinstance(triple.subject, pyoxigraph.BlankNode):
            said[triple.subject.value].append((str(triple.predicate), _name(triple.object)))
    ordered = sorted(said, key=lambda node: sorted(said[node]))
    names = {
        node: pyoxigraph.NamedNode(f"urn:report:{number}")
        for number, node in enumerate(ordered, start=1)
    }
    renamed = (
        pyoxigraph.Triple(_renamed(t.subject, names), t.predicate, _renamed(t.object, names))
        for t in triples
    )
    return to_turtle(renamed, prefixes())


def to_sarif(report: Report) -> str:
    """The findings as SARIF 2.1.0, with the quote's source as the artifact and its place as region."""
    rules = sorted({finding.shape for finding in report.findings})
    return _dumped(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "trackrecord",
                            "version": __version__,
                            "rules": [{"id": rule, "helpUri": f"{SHAPES}{rule}"} for rule in rules],
                        }
                    },
                    "results": [_sarif(finding) for finding in report.findings],
                }
            ],
        }
    )


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": to_text,
    "json": to_json,
    "ttl": to_shacl,
    "sarif": to_sarif,
}


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "severity": finding.severity,
        "shape": SHAPES + finding.shape,
        "message": finding.message,
        "focusNode": finding.focus,
        "path": finding.path,
        "values": list(finding.values),
        "quotes": [
            {"source": q.source, **q.place, "exact": q.exact, "title": q.title, "url": q.url}
            for q in finding.quotes
        ],
    }


def _sarif(finding: Finding) -> dict[str, object]:
    locations = [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": quote.url or quote.source},
                "region": {
                    **(
                        {"startLine": quote.row}
                        if quote.row
                        else {"charOffset": quote.start, "charLength": len(quote.exact)}
                    ),
                    "snippet": {"text": quote.exact},
                },
            }
        }
        for quote in finding.quotes
    ]
    return {
        "ruleId": finding.shape,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} ({finding.focus})"},
        "locations": locations,
    }


def _name(term: Any) -> str:
    """A term as it is in every run."""
    return "" if isinstance(term, pyoxigraph.BlankNode) else str(term)


def _renamed(term: Any, names: Mapping[str, pyoxigraph.NamedNode]) -> Any:
    return names[term.value] if isinstance(term, pyoxigraph.BlankNode) else term


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
