"""Shapes over a dataset → findings, each with the words behind it.

pySHACL, the reference implementation, runs on an rdflib copy of the merged default graph. Every
focus node of every shape is counted; a run that checked nothing is an error and not a pass.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Store
from rdflib.namespace import RDF, SH

from trackrecord.errors import GraphError
from trackrecord.quoting import Quote, quotes_of
from trackrecord.vocabulary import SHAPES

SEVERITIES = ("Violation", "Warning", "Info")


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
    """The findings of a validation and what was checked; `graph` is the SHACL report as triples."""

    findings: tuple[Finding, ...]
    shapes: int
    focus_nodes: int
    graph: rdflib.Graph

    def count(self, severity: str) -> int:
        """How many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings do not break the graph."""
        return self.count("Violation") == 0


def validate(store: Store, shapes_directory: Path) -> Report:
    """Check the merged graph of a dataset against every shape of a directory.

    Raises:
        GraphError: a shapes file is not Turtle, or nothing was checked.
    """
    return validate_against(store, read_shapes(shapes_directory), str(shapes_directory))


def validate_against(store: Store, shapes: rdflib.Graph, name: str) -> Report:
    """Check the merged graph of a dataset against shapes; `name` is where they are from.

    Raises:
        GraphError: nothing was checked, or a shape is malformed.
    """
    try:
        return _validated(store, shapes, name)
    except GraphError:
        raise
    except Exception as error:  # pySHACL, rdflib and re each raise their own for a malformed shape
        raise GraphError(f"{name}: a shape cannot be run: {_first_line(error)}") from error


def _validated(store: Store, shapes: rdflib.Graph, name: str) -> Report:
    import pyshacl

    data = merged(store)
    focus = focus_nodes(data, shapes)
    if not focus:
        raise GraphError(
            f"nothing was checked: {name} has no shape that targets anything in the graph"
        )
    with _quicker():
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, allow_warnings=True)
    findings = sorted(
        _findings(report, shapes, store),
        key=lambda f: (SEVERITIES.index(f.severity), f.shape, f.focus, f.values),
    )
    return Report(tuple(findings), len(targeting(shapes)), len(focus), report)


def focus_nodes(data: rdflib.Graph, shapes: rdflib.Graph) -> set[rdflib.term.Node]:
    """The distinct nodes of the data that some shape targets (SHACL section 2.1)."""
    found: set[rdflib.term.Node] = set()
    for target in set(shapes.objects(None, SH.targetClass)):
        classes = set(data.transitive_subjects(rdflib.RDFS.subClassOf, target)) | {target}
        for narrower in classes:
            found.update(data.subjects(RDF.type, narrower))
    for predicate in set(shapes.objects(None, SH.targetSubjectsOf)):
        found.update(data.subjects(predicate, None))
    for predicate in set(shapes.objects(None, SH.targetObjectsOf)):
        found.update(data.objects(None, predicate))
    found.update(shapes.objects(None, SH.targetNode))
    return found


def targeting(shapes: rdflib.Graph) -> set[rdflib.term.Node]:
    """The shapes that have a target."""
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
    return {shape for target in targets for shape in shapes.subjects(target, None)}


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


def merged(store: Store) -> rdflib.Graph:
    """An rdflib copy of the default graph; literals compare as rdflib's own, which pySHACL needs."""
    graph = rdflib.Graph()
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: Any) -> rdflib.term.Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    is_plain = term.datatype.value == str(rdflib.XSD.string)
    return rdflib.Literal(
        term.value, datatype=None if is_plain else rdflib.URIRef(term.datatype.value)
    )


@contextmanager
def _quicker() -> Iterator[None]:
    """Spare pySHACL work that it repeats for every focus node, with the same results.

    Each SPARQL constraint is prepared once (87 % of the time): parsed trees cannot be reused, since
    translating changes them; translated queries can, as rdflib's own `prepareQuery` does. And whether
    a property is a constraint's is looked up in a set, where pySHACL goes through a list.
    """
    processor: Any = import_module("rdflib.plugins.sparql.processor")
    shape: Any = import_module("pyshacl.shape")
    constraints: Any = import_module("pyshacl.constraints")
    parameters = getattr(shape, "CONSTRAINT_PARAMS", None)
    shape.CONSTRAINT_PARAMS = (
        frozenset(constraints.ALL_CONSTRAINT_PARAMETERS),
        constraints.CONSTRAINT_PARAMETERS_MAP,
    )

    parse, translate = processor.parseQuery, processor.translateQuery
    prepared: dict[tuple[Any, ...], Any] = {}

    def translate_once(text: Any, base: Any = None, initNs: Any = None) -> Any:  # noqa: N803
        key = (text, base, tuple(sorted((initNs or {}).items())))
        if key not in prepared:
            prepared[key] = translate(parse(text), base, initNs)
        return prepared[key]

    processor.parseQuery = lambda text: text
    processor.translateQuery = translate_once
    try:
        yield
    finally:
        processor.parseQuery, processor.translateQuery = parse, translate
        shape.CONSTRAINT_PARAMS = parameters or (None, None)


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
