"""SPARQL constraints (SHACL section 5) set-wise: the query once for all focus nodes, where that is sound.

It is where `$this` is bound by triple patterns wherever it is used, and nothing but joins, filters,
(NOT) EXISTS and grouped sub-selects comes between. rdflib and Oxigraph calculate alike with integers and
decimals of few digits; where a query meets other literals or blank nodes, the focus nodes that lead to them are
selected too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

import rdflib
from pyoxigraph import DefaultGraph, Store
from rdflib.term import Variable

from trackrecord.shacl.certainty import iri, is_exact_number
from trackrecord.shacl.terms import Node, to_oxigraph, to_rdflib

THIS = Variable("this")
#: Numbers of fewer characters and decimals multiply without loss in both.
_PLAIN_NUMBER = f'({is_exact_number("?o")} && STRLEN(STR(?o)) <= 13 && !REGEX(STR(?o), "[.][0-9]{{9}}"))'  # fmt: skip
_MOST_FACTORS = 2
_GROUPS = ("SelectQuery", "Project", "Distinct", "Reduced", "ToMultiSet")
_OPERATORS = ("RelationalExpression", "ConditionalAndExpression", "ConditionalOrExpression", "UnaryNot", "UnaryMinus", "AdditiveExpression", "MultiplicativeExpression", "Builtin_ABS", "Builtin_STR", "Aggregate_Sum", "Aggregate_Count", "Aggregate_Sample")  # fmt: skip

Triple = tuple[Any, Any, Any]


class UnsoundError(Exception):
    """A query is one that has to be run for each focus node."""


@dataclass(frozen=True, slots=True)
class Select:
    """A query that binds `?this`, and the ways from `?this` to where it may meet a literal.

    A way is a sequence of predicates, each with whether it is followed against its direction; its last
    predicate has the literal as object. `summed` are the predicates whose objects are added up, which
    rdflib does not get past where they are no literals.
    """

    text: str
    ways: frozenset[tuple[tuple[Node, bool], ...]]
    summed: frozenset[Node]


@lru_cache(maxsize=64)
def select_of(text: str) -> Select:
    """A constraint's query, prefixes and all, for all focus nodes at once.

    Raises:
        UnsoundError: it has to be run for each focus node.
    """
    sparql: Any = import_module("rdflib.plugins.sparql")
    try:
        algebra = sparql.prepareQuery(text).algebra
        Store().query(text)
    except Exception as error:  # each parser raises its own
        raise UnsoundError from error
    reader = _Reader()
    if algebra.name != "SelectQuery" or THIS not in reader.group(algebra, (), True):
        raise UnsoundError
    return Select(text, frozenset(reader.ways), frozenset(reader.summed))


class _Reader:
    """Goes through the algebra of a query."""

    def __init__(self) -> None:
        self.ways: set[tuple[tuple[Node, bool], ...]] = set()
        self.summed: set[Node] = set()
        self._grouped: set[Any] = set()  # the names that rdflib gives `$this` as a group's key

    def group(self, part: Any, around: tuple[Triple, ...], is_positive: bool) -> set[Any]:
        """The variables that a pattern surely binds by its own triple patterns.

        `around` are the triple patterns that hold wherever this one does. In what is not positive, an
        error can but select more.
        """
        triples = (*around, *_triples(part))
        bound = self._bound(part, triples, is_positive)
        self.ways |= set(_ways(_triples(part), triples))
        return bound

    def _bound(self, part: Any, triples: tuple[Triple, ...], is_positive: bool) -> set[Any]:
        if part.name in _GROUPS:
            if part.name == "ToMultiSet":
                bound = self.group(part.p, (), is_positive)
                if THIS not in bound:
                    raise UnsoundError
                return bound
            bound = self._bound(part.p, triples, is_positive)
            if part.name == "Project" and THIS not in part.PV:
                raise UnsoundError
            return bound
        if part.name == "BGP":
            return _variables(part.triples)
        if part.name == "Join":
            return self._bound(part.p1, triples, is_positive) | self._bound(part.p2, triples, is_positive)  # fmt: skip
        if part.name in ("Filter", "Extend"):
            bound = self._bound(part.p, triples, is_positive)
            if part.name == "Extend" and part.var == THIS and part.expr in self._grouped:
                return bound
            if part.name == "Extend" and (part.var == THIS or _factors(part.expr) > 1):
                raise UnsoundError
            self._expression(part.expr, bound, triples, is_positive)
            return bound
        if part.name == "AggregateJoin" and part.p.name == "Group":
            bound = self._bound(part.p.p, triples, is_positive)
            keys = part.p.expr or []
            if THIS not in keys or not all(isinstance(key, Variable) for key in keys):
                raise UnsoundError
            for aggregate in part.A:
                if aggregate.name == "Aggregate_Sum":
                    self.summed |= {t[1] for t in triples if t[2] == aggregate.vars}
                if aggregate.name == "Aggregate_Sample" and aggregate.vars == THIS:
                    self._grouped.add(aggregate.res)
                self._expression(aggregate, bound, triples, is_positive)
            return bound & set(keys)
        raise UnsoundError

    def _expression(
        self, part: Any, bound: set[Any], triples: tuple[Triple, ...], is_positive: bool
    ) -> None:
        if isinstance(part, Variable):
            if part == THIS and THIS not in bound:
                raise UnsoundError
            return
        if isinstance(part, rdflib.Literal):
            if not str(part).isdigit() or len(part) > 4:
                raise UnsoundError
            return
        name = getattr(part, "name", None)
        if name is None:
            return
        if name in ("Builtin_NOTEXISTS", "Builtin_EXISTS"):
            self.group(part.graph, triples, is_positive != (name == "Builtin_NOTEXISTS"))
            return
        if name not in _OPERATORS:
            raise UnsoundError
        values = {THIS, *(value for _, _, value in triples)}
        if name == "Builtin_STR" and not (isinstance(part.arg, Variable) and part.arg in values):
            raise UnsoundError  # rdflib gives blank nodes a text; objects that are blank are known
        if name == "MultiplicativeExpression" and (
            is_positive or "/" in part.op or _factors(part) > _MOST_FACTORS
        ):
            raise UnsoundError
        for operand in _operands(part):
            self._expression(operand, bound, triples, is_positive)


def _factors(part: Any) -> int:
    """How many variables are multiplied at most."""
    if isinstance(part, Variable):
        return 1
    name = getattr(part, "name", None)
    if name is None or name in ("Builtin_NOTEXISTS", "Builtin_EXISTS"):
        return 0
    found = [_factors(each) for each in _operands(part)]
    return sum(found) if name == "MultiplicativeExpression" else max(found, default=0)


def _operands(part: Any) -> Iterator[Any]:
    for key in ("expr", "other", "arg", "vars"):
        operand = getattr(part, key)
        if operand is not None:
            yield from operand if isinstance(operand, list) else [operand]


def _triples(part: Any) -> Iterator[Triple]:
    """The triple patterns of a group, without those of sub-selects and of (NOT) EXISTS."""
    if part.name == "BGP":
        for triple in part.triples:
            if any(isinstance(each, rdflib.BNode | rdflib.Literal) for each in triple):
                raise UnsoundError
            if not isinstance(triple[1], rdflib.URIRef):
                raise UnsoundError
            yield triple
    elif part.name == "Join":
        yield from _triples(part.p1)
        yield from _triples(part.p2)
    elif part.name != "ToMultiSet" and part.p is not None:
        yield from _triples(part.p)


def _variables(triples: Any) -> set[Any]:
    return {each for triple in triples for each in triple if isinstance(each, Variable)}


def _ways(
    own: Iterator[Triple], triples: tuple[Triple, ...]
) -> Iterator[tuple[tuple[Node, bool], ...]]:
    """The shortest way from `?this` to each triple pattern whose object may be a literal."""
    ways: dict[Any, tuple[tuple[Node, bool], ...]] = {THIS: ()}
    waiting: list[Any] = [THIS]
    while waiting:
        here = waiting.pop(0)
        for subject, predicate, value in triples:
            for start, end, is_inverse in ((subject, value, False), (value, subject, True)):
                if start == here and isinstance(end, Variable) and end not in ways:
                    ways[end] = (*ways[here], (predicate, is_inverse))
                    waiting.append(end)
    for subject, predicate, value in own:
        if isinstance(value, Variable):
            if subject not in ways:
                raise UnsoundError
            yield (*ways[subject], (predicate, False))


class Suspects:
    """The focus nodes of a store that a select may have something to say of."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._odd: dict[tuple[Node, bool], set[Any]] = {}

    def of(self, select: Select) -> set[Node]:
        """Nodes that the query gives, or from which it meets what is neither an IRI nor a plain number."""
        solutions: Any = self._store.query(select.text)
        found = {row["this"] for row in solutions}
        for way in select.ways:
            found |= self._leading(way, way[-1][0] in select.summed)
        return {to_rdflib(each) for each in found if each is not None}

    def _leading(self, way: tuple[tuple[Node, bool], ...], is_summed: bool) -> set[Any]:
        nodes = self._odd_subjects(way[-1][0], is_summed)
        for predicate, is_inverse in reversed(way[:-1]):
            known = to_oxigraph(predicate)
            nodes = {
                quad.object if is_inverse else quad.subject
                for node in nodes
                for quad in self._store.quads_for_pattern(
                    node if is_inverse else None,
                    known,
                    None if is_inverse else node,
                    DefaultGraph(),
                )
            }
        return nodes

    def _odd_subjects(self, predicate: Node, is_summed: bool) -> set[Any]:
        if (predicate, is_summed) not in self._odd:
            plain = _PLAIN_NUMBER if is_summed else f"(isIRI(?o) || {_PLAIN_NUMBER})"
            solutions: Any = self._store.query(
                f"SELECT DISTINCT ?s {{ ?s {iri(predicate)} ?o FILTER(!{plain}) }}"
            )
            self._odd[predicate, is_summed] = {row["s"] for row in solutions}
        return self._odd[predicate, is_summed]
