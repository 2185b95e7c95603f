"""Shapes → what is certain of a node, constraint by constraint (SHACL sections 2 to 4).

A node conforms to a shape as pySHACL has it when warnings are allowed: a nested shape whose severity is
a warning or less is always conformed to, and results of a nested `sh:node` count whatever they are.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module

import rdflib
from rdflib import RDF, RDFS, SH

from trackrecord.shacl.certainty import (
    ALWAYS,
    FALSE,
    TRUE,
    UNKNOWN,
    Sure,
    all_of,
    any_of,
    both,
    bound,
    compared,
    datatype,
    distinct,
    exactly,
    iri,
    is_altered,
    is_plain,
    language_in,
    length,
    negated,
    node_kind,
    one_of,
    pattern,
    term,
)
from trackrecord.shacl.terms import Node, ordered

ALLOWED = (SH.Info, SH.Warning)
_MOST_VALUES = 6  # that are told apart, one look-up within another
_RANGES = {SH.minInclusive: ">=", SH.minExclusive: ">", SH.maxInclusive: "<=", SH.maxExclusive: "<"}
_LENGTHS = {SH.minLength: ">=", SH.maxLength: "<="}
_PAIRS = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
_OF_ALL_VALUES = (SH.minCount, SH.maxCount, SH.hasValue, SH.uniqueLang, SH.qualifiedValueShape, *_PAIRS)  # fmt: skip
#: Parameters that say more of another constraint, without which they are malformed.
_BESIDES = {
    SH.flags: SH.pattern,
    SH.ignoredProperties: SH.closed,
    SH.qualifiedMinCount: SH.qualifiedValueShape,
    SH.qualifiedMaxCount: SH.qualifiedValueShape,
    SH.qualifiedValueShapesDisjoint: SH.qualifiedValueShape,
}
_QUANTITY = rdflib.XSD.integer


class RecursiveShapeError(Exception):
    """A shape refers to itself, which SHACL leaves to the processor."""


class Compiler:
    """Compiles the shapes of a graph; `subclasses` gives the classes at or below one in the data.

    `is_covered` is False from when a constraint came up that has no translation.
    """

    def __init__(self, shapes: rdflib.Graph, subclasses: Callable[[Node], Sequence[Node]]) -> None:
        self.shapes = shapes
        self.is_covered = True
        self._subclasses = subclasses
        self._names = 0
        parameters = import_module("pyshacl.constraints").ALL_CONSTRAINT_PARAMETERS
        self._parameters: frozenset[Node] = frozenset(parameters)

    # Shapes

    def shape(self, shape: Node, node: str, strictly: bool, trail: tuple[Node, ...] = ()) -> Sure:
        """That a node conforms to a shape; strictly, that there is no result at all."""
        if shape in trail:
            raise RecursiveShapeError
        severities = set(self.shapes.objects(shape, SH.severity))
        if len(severities) > 1:
            return self._unknown()
        if is_deactivated(shape, self.shapes) or (not strictly and severities & set(ALLOWED)):
            return ALWAYS
        trail = (*trail, shape)
        if (shape, SH.path, None) in self.shapes:
            return self._property(shape, node, strictly, trail)
        return self.constraints(shape, node, strictly, trail)

    def constraints(
        self,
        shape: Node,
        value: str,
        strictly: bool,
        trail: tuple[Node, ...],
        without: Iterable[Node] = (),
    ) -> Sure:
        """What each value must fulfil on its own."""
        is_node_shape = (shape, SH.path, None) not in self.shapes
        found = []
        for parameter in ordered(set(self.shapes.predicates(shape)) & self._parameters):
            if parameter in without:
                continue
            if parameter in _BESIDES:
                if (shape, _BESIDES[rdflib.URIRef(parameter)], None) not in self.shapes:
                    found.append(self._unknown())
                continue
            if parameter in _OF_ALL_VALUES and not is_node_shape:
                continue
            values = list(self.shapes.objects(shape, parameter))
            found.append(self._value(shape, parameter, values, value, strictly, trail))
        return both(found)

    def _property(self, shape: Node, node: str, strictly: bool, trail: tuple[Node, ...]) -> Sure:
        path = self.shapes.value(shape, SH.path)
        assert path is not None
        if not self._is_covered_path(path):
            return self._unknown()
        value = self._name()
        each = self.constraints(shape, value, strictly, trail)
        parts = [
            Sure(
                negated(self._some(node, path, value, negated(each.right))),
                self._some(node, path, value, each.wrong),
            )
        ]
        for parameter in _OF_ALL_VALUES:
            values = list(self.shapes.objects(shape, parameter))
            if values:
                parts.append(self._all_values(shape, parameter, values, node, path, trail))
        sure = both(parts)
        if self._starts_inverse(path):  # rdflib finds the subjects of other literals than Oxigraph
            return Sure(*(all_of((f"(!isLiteral({node}))", part)) for part in (sure.right, sure.wrong)))  # fmt: skip
        return sure

    # Constraints on each value

    def _value(
        self,
        shape: Node,
        parameter: Node,
        given: list[Node],
        value: str,
        strictly: bool,
        trail: tuple[Node, ...],
    ) -> Sure:
        if parameter == SH.property:
            if not all(
                self._known(each) and (each, SH.path, None) in self.shapes for each in given
            ):
                return self._unknown()
            return both(self.shape(each, value, strictly, trail) for each in given)
        if parameter == SH["class"]:
            return both(self._class(each, value) for each in given)
        if parameter == SH.node:
            return both(self._node(each, value, trail) for each in given)
        if parameter == SH["not"]:
            return both(self._not(each, value, trail) for each in given)
        if parameter in (SH["and"], SH["or"], SH.xone):
            return both(self._logical(parameter, each, value, trail) for each in given)
        if parameter in _RANGES:
            return self._told(both(bound(each, _RANGES[rdflib.URIRef(parameter)], value) for each in given))  # fmt: skip
        if parameter == SH.pattern:
            flags = "".join(str(flag) for flag in self.shapes.objects(shape, SH.flags))
            return self._told(both(pattern(each, flags, value) for each in given))
        if parameter == SH.hasValue and all(map(is_plain, given)):
            return both(exactly(f"sameTerm({value}, {term(each)})") for each in given)
        if len(given) != 1:
            return self._unknown()
        (one,) = given
        if parameter == SH.nodeKind:
            return self._told(node_kind(one, value))
        if parameter == SH.datatype:
            return self._told(datatype(one, value))
        if parameter in _LENGTHS and (number := _quantity(one)) is not None:
            return length(number, _LENGTHS[rdflib.URIRef(parameter)], value)
        if parameter == SH["in"]:
            return self._told(one_of(self._list(one), value))
        if parameter == SH.languageIn:
            return self._told(language_in([str(each) for each in self._list(one)], value))
        if parameter == SH.closed:
            return self._closed(shape, one, value)
        return self._unknown()

    def _class(self, wanted: Node, value: str) -> Sure:
        if not isinstance(wanted, rdflib.URIRef):
            return self._unknown()
        classes = self._subclasses(wanted)
        if not all(isinstance(each, rdflib.URIRef) for each in classes):
            return self._unknown()
        return exactly(any_of(f"EXISTS {{ {value} {iri(RDF.type)} {iri(each)} }}" for each in classes))  # fmt: skip

    def _node(self, shape: Node, value: str, trail: tuple[Node, ...]) -> Sure:
        if not self._known(shape) or (shape, SH.path, None) in self.shapes:
            return self._unknown()
        return Sure(
            self.shape(shape, value, True, trail).right,
            self.shape(shape, value, False, trail).wrong,
        )

    def _not(self, shape: Node, value: str, trail: tuple[Node, ...]) -> Sure:
        if not self._known(shape):
            return self._unknown()
        inner = self.shape(shape, value, False, trail)
        return Sure(inner.wrong, inner.right)

    def _logical(self, how: Node, members: Node, value: str, trail: tuple[Node, ...]) -> Sure:
        # pySHACL takes the members of `sh:and` and `sh:or` as a set; so does this.
        shapes = self._list(members)
        if not shapes or not all(self._known(each) for each in shapes):
            return self._unknown()
        inner = [self.shape(each, value, False, trail) for each in shapes]
        if how == SH["and"]:
            return both(inner)
        if how == SH["or"]:
            return Sure(any_of(s.right for s in inner), all_of(s.wrong for s in inner))
        if len(set(shapes)) < len(shapes):
            return self._unknown()
        one_alone = any_of(
            all_of((s.right, *(o.wrong for o in inner if o is not s))) for s in inner
        )
        two = any_of(
            all_of((one.right, other.right))
            for n, one in enumerate(inner)
            for other in inner[n + 1 :]
        )
        return Sure(one_alone, any_of((two, all_of(s.wrong for s in inner))))

    def _closed(self, shape: Node, given: Node, value: str) -> Sure:
        """sh:closed (SHACL 4.8.1); pySHACL lets every node be an rdfs:Resource."""
        if not isinstance(given, rdflib.Literal) or not isinstance(given.value, bool):
            return self._unknown()
        if not given.value:
            return ALWAYS
        known = [
            self.shapes.value(each, SH.path) for each in self.shapes.objects(shape, SH.property)
        ]
        for each in self.shapes.objects(shape, SH.ignoredProperties):
            known += self._list(each)
        allowed = ", ".join(iri(each) for each in known if isinstance(each, rdflib.URIRef))
        predicate, other = self._name(), self._name()
        is_resource = f"({predicate} = {iri(RDF.type)} && {other} = {iri(RDFS.Resource)})"
        unknown = f"FILTER(!({predicate} IN ({allowed}) || {is_resource}))"
        return exactly(f"(!EXISTS {{ {value} {predicate} {other} {unknown} }})")

    # Constraints on all the values of a path

    def _all_values(
        self,
        shape: Node,
        parameter: Node,
        given: list[Node],
        node: str,
        path: Node,
        trail: tuple[Node, ...],
    ) -> Sure:
        if parameter == SH.hasValue:
            return both(self._has_value(each, node, path) for each in given)
        if parameter in _PAIRS:
            return both(self._pair(parameter, each, node, path) for each in given)
        if parameter == SH.qualifiedValueShape:
            return both(self._qualified(shape, each, node, path, trail) for each in given)
        if len(given) != 1:
            return self._unknown()
        (one,) = given
        if parameter == SH.uniqueLang:
            return self._unique_language(one, node, path)
        number = _quantity(one)
        if number is None or number > _MOST_VALUES:
            return self._unknown()
        return self._count(parameter == SH.minCount, number, node, path, lambda _: Sure(TRUE, FALSE))  # fmt: skip

    def _count(
        self, is_least: bool, number: int, node: str, path: Node, counts: Callable[[str], Sure]
    ) -> Sure:
        """That so many different values at least, or at most, are counted."""
        many = number if is_least else number + 1
        surely = self._several(many, True, node, path, lambda value: counts(value).right)
        perhaps = self._several(many, False, node, path, lambda value: negated(counts(value).wrong))
        return Sure(surely, negated(perhaps)) if is_least else Sure(negated(perhaps), surely)

    def _several(
        self, many: int, is_strict: bool, node: str, path: Node, counts: Callable[[str], str]
    ) -> str:
        def one(name: str, condition: str) -> str:
            return self._some(node, path, name, all_of((counts(name), condition)))

        return distinct(one, [self._name() for _ in range(many)], is_strict)

    def _has_value(self, wanted: Node, node: str, path: Node) -> Sure:
        if not is_plain(wanted):
            return self._unknown()
        value = self._name()
        return exactly(self._some(node, path, value, f"sameTerm({value}, {term(wanted)})"))

    def _unique_language(self, given: Node, node: str, path: Node) -> Sure:
        if not isinstance(given, rdflib.Literal) or given.value is not True:
            return self._unknown()
        one, other = self._name(), self._name()
        same = f"(isLiteral({one}) && isLiteral({other}) && LANG({one}) = LANG({other}))"
        again = self._some(node, path, other, all_of((same, f"(!sameTerm({one}, {other}))")))
        speaks = f'(isLiteral({one}) && LANG({one}) != "")'
        return Sure(negated(self._some(node, path, one, all_of((speaks, again)))), FALSE)

    def _pair(self, how: Node, predicate: Node, node: str, path: Node) -> Sure:
        if not isinstance(predicate, rdflib.URIRef):
            return self._unknown()
        one, other, again = self._name(), self._name(), self._name()

        def beside(condition: str) -> str:
            return self._some(node, predicate, other, condition)

        if how == SH.equals:
            missing = negated(beside(f"sameTerm({one}, {other})"))
            found = self._some(node, path, again, f"sameTerm({again}, {other})")
            differ = any_of((self._some(node, path, one, missing), beside(negated(found))))
            return Sure(negated(differ), FALSE)
        if how == SH.disjoint:
            alike = any_of((f"sameTerm({one}, {other})", all_of(map(is_altered, (one, other)))))
            return Sure(negated(self._some(node, path, one, beside(alike))), FALSE)
        less = compared(one, "<" if how == SH.lessThan else "<=", other)
        uncertain = any_of((f"(!isLiteral({one}))", beside(negated(less.right))))
        other_kind = beside(f"(!isLiteral({other}))")  # at some of these pySHACL stops
        return Sure(
            negated(any_of((self._some(node, path, one, uncertain), other_kind))),
            self._some(node, path, one, beside(less.wrong)),
        )

    def _qualified(
        self, shape: Node, wanted: Node, node: str, path: Node, trail: tuple[Node, ...]
    ) -> Sure:
        """sh:qualifiedValueShape (SHACL 4.7.3)."""
        siblings: set[Node] = set()
        if any(getattr(each, "value", None) is True for each in self.shapes.objects(shape, SH.qualifiedValueShapesDisjoint)):  # fmt: skip
            for parent in self.shapes.subjects(SH.property, shape):
                for beside in self.shapes.objects(parent, SH.property):
                    siblings |= set(self.shapes.objects(beside, SH.qualifiedValueShape))
            siblings -= {wanted}
        if not all(self._known(each) for each in (wanted, *siblings)):
            return self._unknown()

        def counts(value: str) -> Sure:
            own = self.shape(wanted, value, False, trail)
            others = [self.shape(each, value, False, trail) for each in sorted(siblings)]
            return both((own, *(Sure(other.wrong, other.right) for other in others)))

        parts = []
        for parameter in (SH.qualifiedMinCount, SH.qualifiedMaxCount):
            for limit in self.shapes.objects(shape, parameter):
                number = _quantity(limit)
                if number is None or number > _MOST_VALUES:
                    return self._unknown()
                is_least = parameter == SH.qualifiedMinCount
                parts.append(self._count(is_least, number, node, path, counts))
        return both(parts) if parts else self._unknown()

    # Paths

    def _some(self, node: str, path: Node, value: str, condition: str) -> str:
        """That a value of a path fulfils a condition."""
        if condition == FALSE:
            return FALSE
        if isinstance(path, rdflib.URIRef):
            return _exists(f"{node} {iri(path)} {value}", condition)
        inverse = self.shapes.value(path, SH.inversePath)
        if inverse is not None:
            return _exists(f"{value} {iri(inverse)} {node}", condition)
        alternatives = self.shapes.value(path, SH.alternativePath)
        if alternatives is not None:
            return any_of(
                self._some(node, each, value, condition) for each in self._list(alternatives)
            )
        first, *rest = self._list(path)
        return self._along(node, first, rest, value, condition)

    def _along(
        self, node: str, first: Node, rest: Sequence[Node], value: str, condition: str
    ) -> str:
        if not rest:
            return self._some(node, first, value, condition)
        between = self._name()
        return self._some(
            node, first, between, self._along(between, rest[0], rest[1:], value, condition)
        )

    def _is_covered_path(self, path: Node, first: bool = True) -> bool:
        """Whether a path is a predicate, its inverse at the start, or a sequence or choice of such."""
        if isinstance(path, rdflib.URIRef):
            return True
        if not isinstance(path, rdflib.BNode):
            return False
        inverse = self.shapes.value(path, SH.inversePath)
        if inverse is not None:
            return first and isinstance(inverse, rdflib.URIRef)
        alternatives = self.shapes.value(path, SH.alternativePath)
        if alternatives is not None:
            members = self._list(alternatives)
            return len(members) > 1 and all(self._is_covered_path(m, first) for m in members)
        steps = self._list(path)
        return len(steps) > 1 and all(
            self._is_covered_path(step, first and n == 0) for n, step in enumerate(steps)
        )

    def _starts_inverse(self, path: Node) -> bool:
        if isinstance(path, rdflib.URIRef):
            return False
        if (path, SH.inversePath, None) in self.shapes:
            return True
        alternatives = self.shapes.value(path, SH.alternativePath)
        members = self._list(path if alternatives is None else alternatives)
        return any(
            self._starts_inverse(m) for m in (members[:1] if alternatives is None else members)
        )

    # What shapes say

    def _known(self, shape: Node) -> bool:
        """Whether there is such a shape; pySHACL stops where there is none."""
        return isinstance(shape, rdflib.URIRef | rdflib.BNode) and (shape, None, None) in self.shapes  # fmt: skip

    def _list(self, head: Node) -> list[Node]:
        return list(self.shapes.items(head))

    def _name(self) -> str:
        self._names += 1
        return f"?v{self._names}"

    def _told(self, sure: Sure) -> Sure:
        return self._unknown() if FALSE == sure.right == sure.wrong else sure

    def _unknown(self) -> Sure:
        self.is_covered = False
        return UNKNOWN


def is_deactivated(shape: Node, shapes: rdflib.Graph) -> bool:
    """Whether a shape is switched off (SHACL section 2.1.6)."""
    return any(bool(getattr(each, "value", None)) for each in shapes.objects(shape, SH.deactivated))


def _exists(triple: str, condition: str) -> str:
    given = "" if condition == TRUE else f" FILTER({condition})"
    return f"EXISTS {{ {triple}{given} }}"


def _quantity(node: Node) -> int | None:
    """A number that is not negative, or None."""
    if isinstance(node, rdflib.Literal) and node.datatype == _QUANTITY and isinstance(node.value, int):  # fmt: skip
        return node.value if node.value >= 0 else None
    return None
