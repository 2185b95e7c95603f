"""The reference pages, as Markdown: `python -m trackrecord.reference ontology`, or `checks`."""

import sys
from collections.abc import Iterable
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SDO, SH, SKOS
from rdflib.term import Node

from trackrecord.checks import ABOUT, VERDICTS, Check, shipped_checks
from trackrecord.naming import shortened
from trackrecord.resources import directory
from trackrecord.vocabulary import ONTOLOGY, PREFIXES, TR

_MORE = {
    "cv": "http://data.europa.eu/m8g/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "qb": "http://purl.org/linked-data/cube#",
    "sosa": "http://www.w3.org/ns/sosa/",
    "time": "http://www.w3.org/2006/time#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
_NAMESPACES = tuple((PREFIXES | _MORE).items())
_MATCHES = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch)
_HEAD = """\
# The ontology

Namespace `{namespace}`, prefix `tr:`, version {version}. This page is generated from `ontology/` and `shapes/`.

A **fact** is a node of its own. Its IRI is made of what it asks (who, what, when), so that two sources that
answer the same question meet at one node; the named graph says who answers, the values are the answer. Every
fact stands on the words of a source.
"""
_CHECKS_HEAD = """\
# The checks

What `trackrecord check` runs, in the order of its report. This page is generated from the headers of
`queries/checks/*.rq`; each file is one check, and its SPARQL does the arithmetic, allows for what is rounded, and gives
the verdict. How to write your own is told [at the end](#your-own).

A verdict is one of four:

| verdict | meaning |
| --- | --- |
{verdicts}

A contradiction is a *violation* (`trackrecord check` then exits with 1), a *warning* (somebody is wrong, and it is not
known who) or *info* (nobody need be wrong: a promise was not kept). Where a fact can be read against the record in several
ways, such as a rate over each target that sources give, the kindest reading counts.
"""
_CHECKS_TAIL = """\
## Your own

Put `.rq` files, and SHACL shapes as `.ttl` files, in a directory and name it: `trackrecord check --checks DIR`. A `.rq`
file begins like this, and its name is the id of the check:

    # check: a budget is above 1 billion
    # about: arithmetic
    # severity: Warning
    # says: Budgets below 1 billion are suspicious here.
    # working: {amount} is on record
    # working contradicted: {amount} is below 1 billion
    # facts: fact
    SELECT ?fact ?verdict ?reason ?amount WHERE {
      ?fact tr:budget ?money .
      ?money tr:amount ?amount ; tr:currency ?currency .
      BIND (IF(?currency != "KRW", "the budget is not in KRW", ?never) AS ?reason)
      BIND (IF(BOUND(?reason), "not-checkable", IF(?amount > 1000000000, "holds", "contradicted")) AS ?verdict)
    }

All prefixes are declared. The query gives `?fact`, the node that is checked, and `?verdict`; `?reason` where it is
`not-checkable`; `?source` where the verdict is on what one source says; and what the header speaks of:

| header | meaning |
| --- | --- |
| `# about:` | the part of the report it stands in: {about} |
| `# severity:` | how grave a contradiction is: Violation, Warning or Info |
| `# working:` | the reasoning, with values as `{{amount}}`; `# working VERDICT:` for one verdict alone. `{{rate~margin}}` rounds a computed number to one digit more than a number of that margin is printed with; `{{years:list}}` sorts words and draws runs of years together; `{{parts:sum}}` adds plus signs; `{{others:labels}}` names things |
| `# facts:` | the variables that hold the facts used, as IRIs or as texts that list IRIs |
| `# answers:` | a variable that lists what sources say, a line each: the answer, a space, the source's IRI |

A shape's focus nodes without a finding hold; those with one are contradicted, with its message as the working.
"""


def checks_page(checks: Iterable[Check]) -> str:
    """The page of the checks: each with what it means, how grave it is, and its file."""
    verdicts = "\n".join(f"| {name} | {meaning} |" for name, meaning in VERDICTS.items())
    sections = [_CHECKS_HEAD.replace("{verdicts}", verdicts)]
    told = list(checks)
    for about in ABOUT:
        sections.append(f"## {about.capitalize()}\n")
        for check in (check for check in told if check.about == about):
            sections.append(
                f"### {check.id}\n\n**{check.name}** ({check.severity.lower()})\n\n{check.says}\n\n"
                f"Working: `{check.working('holds')}`\n"
            )
    tail = _CHECKS_TAIL.replace("{about}", ", ".join(ABOUT))
    sections.append(tail.replace("{{", "{").replace("}}", "}"))
    return "\n".join(sections)


def reference_page(ontology: Path, shapes: Path) -> str:
    """The page: each class with its properties, then the properties that belong to none alone."""
    terms = Graph().parse(ontology / "trackrecord.ttl")
    matches = Graph().parse(ontology / "alignments.ttl")
    checks = Graph()
    for file in sorted(shapes.glob("*.ttl")):
        checks.parse(file)
    version = terms.value(URIRef(ONTOLOGY), OWL.versionInfo)
    sections = [_HEAD.format(namespace=f"{ONTOLOGY}#", version=version)]
    owned: dict[Node, list[URIRef]] = {}
    for term in _of_type(terms, OWL.ObjectProperty) + _of_type(terms, OWL.DatatypeProperty):
        for owner in _domains(terms, term) or [TR.Fact]:
            owned.setdefault(owner, []).append(term)
    for term in _of_type(terms, OWL.Class):
        sections.append(_class_section(term, owned.get(term, []), terms, matches, checks))
    return "\n".join(sections)


def _of_type(graph: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef))


def _domains(graph: Graph, term: URIRef) -> list[Node]:
    return sorted(
        {*graph.objects(term, RDFS.domain), *graph.objects(term, SDO.domainIncludes)}, key=str
    )


def _class_section(
    term: URIRef, properties: list[URIRef], terms: Graph, matches: Graph, checks: Graph
) -> str:
    lines = [
        f"## {_short(term)}",
        "",
        f"**{_text(terms, term, RDFS.label, 'en')}** · {_text(terms, term, RDFS.label, 'ko')}",
        "",
    ]
    lines += [
        _text(terms, term, RDFS.comment, "en"),
        "",
        _text(terms, term, RDFS.comment, "ko"),
        "",
    ]
    parents = [_short(parent) for parent in terms.objects(term, RDFS.subClassOf)]
    facts = {
        "Narrower than": ", ".join(sorted(parents)),
        "Elsewhere": ", ".join(_aligned(matches, term)),
        "Checked by": ", ".join(_shapes_of_class(checks, term)),
        "Example": _code(terms.value(term, SKOS.example)),
    }
    lines += [f"- {name}: {value}" for name, value in facts.items() if value]
    if properties:
        lines += [
            "",
            "| property | of | meaning | elsewhere | checked by |",
            "| --- | --- | --- | --- | --- |",
        ]
    for each in sorted(properties):
        cells = (
            f"`{_short(each)}`<br>{_text(terms, each, RDFS.label, 'en')} · {_text(terms, each, RDFS.label, 'ko')}",
            ", ".join(sorted(_short(kind) for kind in terms.objects(each, RDFS.range)))
            or "several",
            f"{_text(terms, each, RDFS.comment, 'en')} Example: {_code(terms.value(each, SKOS.example))}",
            ", ".join(_aligned(matches, each)),
            ", ".join(_shapes_of_path(checks, each)),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _aligned(matches: Graph, term: URIRef) -> list[str]:
    found = {
        (_short(other), _short(how).split(":")[1])
        for how in _MATCHES
        for other in matches.objects(term, how)
    }
    return [f"{other} ({how})" for other, how in sorted(found)]


def _shapes_of_class(checks: Graph, term: URIRef) -> list[str]:
    return sorted(_short(shape) for shape in checks.subjects(SH.targetClass, term))


def _shapes_of_path(checks: Graph, term: URIRef) -> list[str]:
    return sorted(_short(shape) for shape in checks.subjects(SH.path, term))


def _text(graph: Graph, term: URIRef, predicate: URIRef, language: str) -> str:
    found = [o for o in graph.objects(term, predicate) if getattr(o, "language", None) == language]
    return str(found[0]) if found else ""


def _short(node: Node) -> str:
    return shortened(str(node), _NAMESPACES)


def _code(node: Node | None) -> str:
    return f"`{node}`" if node is not None else ""


if __name__ == "__main__":
    if sys.argv[1:] == ["checks"]:
        print(checks_page(shipped_checks().values()), end="")
    else:
        print(reference_page(directory("ontology"), directory("shapes")), end="")
