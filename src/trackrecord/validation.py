"""Shapes over a dataset → findings, each with the words behind it.

Results are those of pySHACL, the reference implementation, over the merged default graph. The engine
`sparql` finds by queries which focus nodes pySHACL has to look at; `pyshacl` has it look at all of them,
in an rdflib copy. Every focus node of every shape is counted; a run that checked nothing is an error and
not a pass.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, Store
from rdflib.namespace import RDF, SH

from trackrecord.errors import GraphError
from trackrecord.quoting import Quote, quotes_of
from trackrecord.shacl.engine import Outcome, run, run_all, run_on, targeting
from trackrecord.vocabulary import SHAPES

SEVERITIES = ("Violation", "Warning", "Info")
#: The ways to run shapes; they give the same results.
ENGINES: Mapping[str, Callable[[Store, rdflib.Graph], Outcome]] = {
    "sparql": run,
    "pyshacl": run_all,
}
DEFAULT_ENGINE = "sparql"


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of validation: what is wrong, where, with which values, and the words behind it."""

    severity: str
    shape: str
    message: str
    focus: str
    path: str | None
    values: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a validation and what was checked; `graph` is the SHACL report as triples.

    `by_pyshacl` is how many of the shapes pySHACL ran over all their focus nodes.
    """

    findings: tuple[Finding, ...]
    shapes: int
    focus_nodes: int
    graph: rdflib.Graph
    by_pyshacl: int

    def count(self, severity: str) -> int:
        """How many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings do not break the graph."""
        return self.count("Violation") == 0


def validate(store: Store, shapes_directory: Path, engine: str = DEFAULT_ENGINE) -> Report:
    """Check the merged graph of a dataset against every shape of a directory.

    Raises:
        GraphError: a shapes file is not Turtle, or nothing was checked.
    """
    shapes = read_shapes(shapes_directory)
    return validate_against(store, shapes, str(shapes_directory), engine)


def validate_against(
    store: Store, shapes: rdflib.Graph, name: str, engine: str = DEFAULT_ENGINE
) -> Report:
    """Check the merged graph of a dataset against shapes; `name` is where they are from.

    Raises:
        GraphError: nothing was checked, or a shape is malformed.
    """
    outcome = _outcome(lambda: ENGINES[engine](store, shapes), name)
    if not outcome.focus_nodes:
        raise GraphError(
            f"nothing was checked: {name} has no shape that targets anything in the graph"
        )
    return _report(outcome, shapes, store)


def validate_nodes(store: Store, shapes: rdflib.Graph, focus: Collection[str]) -> Report:
    """Check some nodes, given as IRIs, against the shapes that target them; the rest is not looked at.

    The time that it takes depends on these nodes and what they touch, not on the size of the dataset.
    A constraint may depend on other nodes: those that link to a changed node are to be given too.

    Raises:
        GraphError: a shape is malformed.
    """
    nodes = {rdflib.URIRef(iri) for iri in focus}
    return _report(_outcome(lambda: run_on(store, shapes, nodes), "shapes"), shapes, store)


def _outcome(run_shapes: Callable[[], Outcome], name: str) -> Outcome:
    try:
        return run_shapes()
    except Exception as error:  # pySHACL, rdflib and re each raise their own for a malformed shape
        raise GraphError(f"{name}: a shape cannot be run: {_first_line(error)}") from error


def _report(outcome: Outcome, shapes: rdflib.Graph, store: Store) -> Report:
    findings = sorted(
        _findings(outcome.report, shapes, store),
        key=lambda f: (SEVERITIES.index(f.severity), f.shape, f.focus, f.values, f.path or "", f.message),
    )  # fmt: skip
    return Report(
        tuple(findings),
        len(targeting(shapes)),
        outcome.focus_nodes,
        outcome.report,
        len(outcome.uncovered),
    )


def read_shapes(directory: Path) -> rdflib.Graph:
    """The shapes of a directory's Turtle files.

    Raises:
        GraphError: there is none, or one is not Turtle.
    """
    graph = rdflib.Graph()
    files = sorted(directory.glob("*.ttl"))
    if not files:
        raise GraphError(f"{directory}: no shapes there; nothing would be checked")
    for file in files:
        try:
            graph.parse(file)
        except Exception as error:
            raise GraphError(f"{file}: not Turtle: {_first_line(error)}") from error
    return graph


def _findings(report: rdflib.Graph, shapes: rdflib.Graph, store: Store) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        constraint = report.value(result, SH.sourceConstraint)
        shape = constraint or report.value(result, SH.sourceShape)
        messages = sorted(str(m) for m in report.objects(result, SH.resultMessage))
        own = shapes.value(shape, SH.message)
        path = report.value(result, SH.resultPath)
        values = sorted(str(value) for value in report.objects(result, SH.value))
        severity = shapes.value(shape, SH.severity) or report.value(result, SH.resultSeverity)
        yield Finding(
            severity=str(severity).removeprefix(str(SH)),
            shape=str(shape).removeprefix(SHAPES),
            message=str(own) if own and "{" not in str(own) else messages[0],
            focus=str(focus),
            path=str(path) if path else None,
            values=tuple(values),
            quotes=quotes_of(store, NamedNode(str(focus)))
            if isinstance(focus, rdflib.URIRef)
            else (),
        )


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]
