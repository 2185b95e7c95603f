"""Shapes held against a store, set-wise: a query selects the focus nodes that pySHACL then judges.

Results are pySHACL's, so they are its own in every case where the queries miss no node; what they select
in vain costs time alone.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

import rdflib
from pyoxigraph import Store
from rdflib import SH

from trackrecord.shacl.certainty import FALSE, TRUE, Sure, negated
from trackrecord.shacl.compiling import Compiler, RecursiveShapeError, is_deactivated
from trackrecord.shacl.reference import Judge, quicker, report_on
from trackrecord.shacl.selects import Select, Suspects, UnsoundError, select_of
from trackrecord.shacl.targets import Targets, count, subclasses, targets_of
from trackrecord.shacl.terms import Node, merged, ordered, to_rdflib, view

_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


@dataclass(frozen=True, slots=True)
class Part:
    """What of a shape one query is for: the whole of it, a property shape, or constraints of its own.

    `right` is SPARQL that is true of `?this` where there is certainly no result. Where not all of it has a
    translation it is not `is_covered`.
    """

    shape: Node
    right: str
    is_covered: bool = True
    within: Node | None = None
    parameters: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A SHACL report as triples, how many focus nodes there were, and which shapes pySHACL ran on all of theirs."""

    report: rdflib.Graph
    focus_nodes: int
    uncovered: tuple[Node, ...]


def targeting(shapes: rdflib.Graph) -> set[Node]:
    """The shapes that have a target."""
    return {shape for target in _TARGETS for shape in shapes.subjects(target, None)}


def run(store: Store, shapes: rdflib.Graph) -> Outcome:
    """Hold the default graph of a store against all shapes; raises pySHACL's errors for malformed ones."""
    judge = Judge(view(store), shapes)
    targets = _all_targets(store, judge)
    suspects = Suspects(store)
    uncovered = []

    def selected(part: Part, wanted: Targets) -> set[Node]:
        if part.parameters == (SH.sparql,):
            selects = _selects_of(part.shape, judge)
            if selects is not None:
                found = {node for select in selects for node in suspects.of(select)}
                unnamed = _selected(store, wanted.pattern(), "isIRI(?this)", False)
                return wanted.among(store, found) | unnamed
        return _selected(store, wanted.pattern(), part.right, bool(wanted.objects_of))

    with quicker():
        for shape, wanted in targets.items():
            if not _is_met(store, wanted):
                continue
            parts = parts_of(shape, shapes, store, judge)
            if not all(_is_covered(part, judge) for part in parts):
                uncovered.append(shape)
            for part in parts:
                _judge(judge, part, selected(part, wanted) | wanted.unnamed)
    return Outcome(judge.report(), count(store, targets.values()), tuple(uncovered))


def run_all(store: Store, shapes: rdflib.Graph) -> Outcome:
    """Hold the default graph of a store against all shapes with pySHACL alone, in an rdflib copy."""
    found = count(store, _all_targets(store, Judge(rdflib.Graph(), shapes)).values())
    report = report_on(merged(store), shapes) if found else rdflib.Graph()
    return Outcome(report, found, tuple(sorted(targeting(shapes))))


def run_on(store: Store, shapes: rdflib.Graph, focus: Iterable[Node]) -> Outcome:
    """Hold some focus nodes against the shapes that target them, however large the store is."""
    judge = Judge(view(store), shapes)
    chosen = set(focus)
    met: set[Node] = set()
    uncovered = []
    with quicker():
        for shape, wanted in _all_targets(store, judge).items():
            nodes = wanted.among(store, chosen)
            if not nodes:
                continue
            met |= nodes
            parts = parts_of(shape, shapes, store, judge)
            if not all(part.is_covered for part in parts):
                uncovered.append(shape)
            named = sorted(node for node in nodes if isinstance(node, rdflib.URIRef))
            given = f"VALUES ?this {{ {' '.join(node.n3() for node in named)} }}"
            for part in parts:
                # Nodes that no query can name are judged, and all of constraints in SPARQL: these
                # few pySHACL tells sooner than the query tells all.
                found = _selected(store, given, part.right, False)
                _judge(judge, part, found | (nodes - set(named)))
    return Outcome(judge.report(), len(met), tuple(uncovered))


def parts_of(shape: Node, shapes: rdflib.Graph, store: Store, judge: Judge) -> tuple[Part, ...]:
    """A targeted shape in parts, each with its query."""

    def compiled(make: Callable[[Compiler], Sure]) -> tuple[str, bool]:
        compiler = Compiler(shapes, lambda top: subclasses(store, top))
        sure = make(compiler)
        return sure.right, compiler.is_covered

    whole = Part(shape, FALSE, is_covered=False)
    if judge.has_own_components:
        return (whole,)
    own = ordered(set(shapes.predicates(shape)) & judge.parameters)
    for parameter in own:
        judge.constraint(shape, parameter)  # is it well-formed?
    try:
        if (shape, SH.path, None) in shapes:
            return (Part(shape, *compiled(lambda c: c.shape(shape, "?this", True))),)
        if is_deactivated(shape, shapes):
            return ()
        parts = []
        for child in ordered(set(shapes.objects(shape, SH.property))):
            if (child, SH.path, None) not in shapes:
                return (whole,)
            right = compiled(lambda c, child=child: c.shape(child, "?this", True, (shape,)))  # type: ignore[misc]
            parts.append(Part(child, *right, within=shape))
        rest = tuple(each for each in own if each not in (SH.property, SH.sparql))
        if rest:
            right = compiled(
                lambda c: c.constraints(shape, "?this", True, (shape,), (SH.property, SH.sparql))
            )
            parts.append(Part(shape, *right, parameters=rest))
        if SH.sparql in own:
            parts.append(Part(shape, FALSE, parameters=(SH.sparql,)))
        return tuple(parts)
    except RecursiveShapeError:
        return (whole,)


def _is_covered(part: Part, judge: Judge) -> bool:
    if part.parameters == (SH.sparql,):
        return _selects_of(part.shape, judge) is not None
    return part.is_covered


def _selects_of(shape: Node, judge: Judge) -> tuple[Select, ...] | None:
    """The queries of a shape's constraints in SPARQL; None where one has to be run for each focus node."""
    selects = []
    try:
        for helper in judge.constraint(shape, SH.sparql).sparql_constraints:
            if helper.deactivated:
                continue
            given = helper.select_text
            helper.check_invalid_sparql(given)
            is_bound = helper.bind_this_regex.search(given)
            if not is_bound or any(
                name in given for name in ("currentShape", "shapesGraph", "PATH")
            ):
                return None
            selects.append(select_of(helper.apply_prefixes(given)))
    except UnsoundError:
        return None
    return tuple(selects)


def _all_targets(store: Store, judge: Judge) -> dict[Node, Targets]:
    """The shapes that target anything, with what they target."""
    found = ((shape, targets_of(shape, judge.shapes, store)) for shape in judge.nodes)
    return {shape: targets for shape, targets in found if targets}


def _is_met(store: Store, targets: Targets) -> bool:
    """Whether anything is targeted; a malformed shape that targets nothing is no error."""
    pattern = targets.pattern()
    return bool(targets.nodes) or bool(pattern and store.query(f"ASK {{ {pattern} }}"))


def _selected(store: Store, pattern: str, right: str, may_be_literal: bool) -> set[Node]:
    if right == TRUE or not pattern:
        return set()
    literal = "isLiteral(?this) || " if may_be_literal else ""
    condition = "" if right == FALSE else f" FILTER({literal}{negated(right)})"
    solutions: Any = store.query(f"SELECT DISTINCT ?this {{ {pattern}{condition} }}")
    return {to_rdflib(row["this"]) for row in solutions}


def _judge(judge: Judge, part: Part, focus: Collection[Node]) -> None:
    if part.parameters:
        judge.judge_constraints(part.shape, part.parameters, focus)
    else:
        judge.judge_shape(part.shape, focus, part.within)
