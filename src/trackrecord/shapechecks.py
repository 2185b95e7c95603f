"""SHACL shapes of one's own as checks: a focus node with a finding is contradicted, others hold."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

import rdflib
from pyoxigraph import Store
from rdflib.namespace import SH

from trackrecord.checks import SEVERITIES, SHAPES, Check
from trackrecord.errors import CheckError
from trackrecord.iris import slug
from trackrecord.shacl.engine import targeting
from trackrecord.shacl.targets import named_nodes, targets_of
from trackrecord.validation import read_shapes, validate_against
from trackrecord.verdicts import Verdict
from trackrecord.vocabulary import SHAPES as OUR_SHAPES


def shape_verdicts(
    store: Store, own: Path, taken: Collection[str]
) -> tuple[tuple[Check, ...], tuple[Verdict, ...]]:
    """The shapes of a directory's Turtle files as checks, and their verdicts on each focus node.

    Raises:
        CheckError: a shape has the name of a check that is `taken`.
        GraphError: a file is not Turtle, or its shapes target nothing in the dataset.
    """
    if not any(own.glob("*.ttl")):
        return (), ()
    shapes = read_shapes(own)
    messages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in validate_against(store, shapes, str(own)).findings:
        messages[finding.shape, finding.focus].add(finding.message)
    checks: list[Check] = []
    verdicts: list[Verdict] = []
    for shape in sorted(targeting(shapes), key=str):
        check = _check(shape, shapes, own)
        if check.id in {*taken, *(other.id for other in checks)}:
            raise CheckError(f"{own}: there is a check {check.id!r} already; rename <{shape}>")
        checks.append(check)
        parts = {str(part).removeprefix(OUR_SHAPES) for part in _parts(shape, shapes)}
        for focus in sorted(named_nodes(store, targets_of(shape, shapes, store))):
            wrong = sorted({m for part in parts for m in messages.get((part, str(focus)), ())})
            verdicts.append(_verdict(check, str(focus), wrong))
    return tuple(checks), tuple(verdicts)


def _verdict(check: Check, focus: str, wrong: list[str]) -> Verdict:
    told = "contradicted" if wrong else "holds"
    return Verdict(check.id, focus, None, told, " ".join(wrong) or check.name, None, (focus,))


def _check(shape: rdflib.term.Node, shapes: rdflib.Graph, own: Path) -> Check:
    local = str(shape).rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    severity = str(shapes.value(shape, SH.severity) or SH.Violation).removeprefix(str(SH))
    return Check(
        id=slug(local),
        name=str(shapes.value(shape, SH.name) or local),
        about=SHAPES,
        severity=severity if severity in SEVERITIES else "Violation",
        says=str(shapes.value(shape, SH.description) or f"The SHACL shape <{shape}>."),
        workings={},
        facts=(),
        answers=None,
        text="",
        file=str(own),
    )


def _parts(shape: rdflib.term.Node, shapes: rdflib.Graph) -> Iterator[rdflib.term.Node]:
    """A shape and all that it is made of: its property shapes, constraints and alternatives."""
    seen, waiting = {shape}, [shape]
    while waiting:
        part = waiting.pop()
        yield part
        new = {o for o in shapes.objects(part) if not isinstance(o, rdflib.Literal)} - seen
        seen |= new
        waiting += new
