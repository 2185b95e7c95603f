"""pySHACL, the reference: over a whole graph, or for some focus nodes of a shape."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import rdflib
from rdflib import SH

from trackrecord.shacl.terms import Node, ordered

_MOST_PREPARED = 256
_PREPARED: dict[tuple[Any, ...], Any] = {}


def report_on(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    """The SHACL report on all of a graph; warnings do not keep it from conforming."""
    import pyshacl

    with quicker():
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, allow_warnings=True)
    assert isinstance(report, rdflib.Graph)
    return report


@dataclass
class Judge:
    """pySHACL on chosen focus nodes; collects the results."""

    data: rdflib.Graph
    shapes: rdflib.Graph
    conforms: bool = True
    results: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the shapes; raises pySHACL's errors if one is malformed."""
        # pySHACL adds to the shapes that owl:Class is a class and an owl:DatatypeProperty a property.
        self._graph: Any = import_module("pyshacl.shapes_graph").ShapesGraph(self.shapes)
        self._executor: Any = import_module("pyshacl.pytypes").SHACLExecutor(allow_warnings=True)
        constraints: Any = import_module("pyshacl.constraints")
        self._components: dict[Node, Any] = constraints.CONSTRAINT_PARAMETERS_MAP
        self.parameters = frozenset(self._components)
        self._shapes: dict[Node, Any] = {shape.node: shape for shape in self._graph.shapes}

    @property
    def nodes(self) -> list[Node]:
        """The shapes, in order."""
        return ordered(self._shapes)

    @property
    def has_own_components(self) -> bool:
        """Whether the shapes define constraint components of their own."""
        return bool(self._graph.custom_constraints)

    def constraint(self, shape: Node, parameter: Node) -> Any:
        """The constraint that a parameter declares at a shape; raises pySHACL's errors if it is malformed."""
        return self._components[parameter](self._shapes[shape])

    def judge_shape(self, shape: Node, focus: Collection[Node], within: Node | None = None) -> None:
        """Hold focus nodes against a shape, or against the property shape of a shape that is targeted."""
        if not focus:
            return
        path = (
            [] if within is None else [self._shapes[within], self.constraint(within, SH.property)]
        )
        told = self._shapes[shape].validate(
            self._executor, self.data, focus=ordered(focus), _evaluation_path=path
        )
        self._add(told, within or shape)

    def judge_constraints(
        self, shape: Node, parameters: Sequence[Node], focus: Collection[Node]
    ) -> None:
        """Hold focus nodes against the constraints that some parameters declare at a node shape."""
        if not focus:
            return
        own = self._shapes[shape]
        values = {node: {node} for node in ordered(focus)}
        for component in dict.fromkeys(self._components[each] for each in parameters):
            constraint = component(own)
            path = [own, constraint]
            self._add(constraint.evaluate(self._executor, self.data, values, path), shape)

    def _add(self, told: tuple[bool, list[Any]], shape: Node) -> None:
        conforms, results = told
        is_allowed = self._shapes[shape].severity in (SH.Info, SH.Warning)
        self.conforms = self.conforms and (conforms or is_allowed)
        self.results += results

    def report(self) -> rdflib.Graph:
        """The SHACL report of all that was judged."""
        validator: Any = import_module("pyshacl.validator").Validator
        graph, _ = validator.create_validation_report(self._graph, self.conforms, self.results)
        assert isinstance(graph, rdflib.Graph)
        return graph


@contextmanager
def quicker() -> Iterator[None]:
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

    def translate_once(text: Any, base: Any = None, initNs: Any = None) -> Any:  # noqa: N803
        key = (text, base, tuple(sorted((initNs or {}).items())))
        if key not in _PREPARED:
            if len(_PREPARED) >= _MOST_PREPARED:
                _PREPARED.clear()
            _PREPARED[key] = translate(parse(text), base, initNs)
        return _PREPARED[key]

    processor.parseQuery = lambda text: text
    processor.translateQuery = translate_once
    try:
        yield
    finally:
        processor.parseQuery, processor.translateQuery = parse, translate
        shape.CONSTRAINT_PARAMS = parameters or (None, None)
