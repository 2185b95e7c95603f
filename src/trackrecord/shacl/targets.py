"""What shapes target (SHACL section 2.1), as SPARQL and node by node."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Store
from rdflib import OWL, RDF, RDFS, SH

from trackrecord.shacl.certainty import iri
from trackrecord.shacl.terms import Node, to_oxigraph, to_rdflib

_TYPE = NamedNode(RDF.type)
_SUBCLASS = NamedNode(RDFS.subClassOf)


@dataclass(frozen=True, slots=True)
class Targets:
    """Nodes given one by one, classes (those below them too), and predicates whose ends are targeted."""

    nodes: frozenset[Node]
    classes: tuple[Node, ...]
    subjects_of: tuple[Node, ...]
    objects_of: tuple[Node, ...]

    def __bool__(self) -> bool:
        """Whether there may be any."""
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)

    def pattern(self) -> str:
        """SPARQL that binds `?this` to the targets that the data make, perhaps repeatedly; may be empty."""
        parts = [f"?this {iri(RDF.type)} {iri(each)} ." for each in self.classes]
        parts += [f"?this {iri(each)} ?o ." for each in self.subjects_of]
        parts += [f"?s {iri(each)} ?this ." for each in self.objects_of]
        named = [iri(each) for each in sorted(self.nodes) if isinstance(each, rdflib.URIRef)]
        if named:
            parts.append(f"VALUES ?this {{ {' '.join(named)} }}")
        return parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {part} }}" for part in parts)

    @property
    def unnamed(self) -> set[Node]:
        """The blank nodes and literals that are given one by one; no query can name them."""
        return {node for node in self.nodes if not isinstance(node, rdflib.URIRef)}

    def among(self, store: Store, nodes: Iterable[Node]) -> set[Node]:
        """Those of some nodes that are targets."""
        return {node for node in nodes if node in self.nodes or self._targets(store, node)}

    def _targets(self, store: Store, node: Node) -> bool:
        term = to_oxigraph(node)
        if term is None:  # a literal of the data's, in perhaps several forms
            objects = (_objects(store, predicate) for predicate in self.objects_of)
            return any(node == to_rdflib(each) for found in objects for each in found)
        if any(_has(store, None, predicate, term) for predicate in self.objects_of):
            return True
        if isinstance(node, rdflib.Literal):
            return False
        if any(_has(store, term, predicate, None) for predicate in self.subjects_of):
            return True
        classes = {to_oxigraph(each) for each in self.classes}
        return bool(classes) and any(
            quad.object in classes
            for quad in store.quads_for_pattern(term, _TYPE, None, DefaultGraph())
        )


def targets_of(shape: Node, shapes: rdflib.Graph, store: Store) -> Targets:
    """The targets of a shape, with the classes below the targeted ones in the data.

    A shape that is a class targets its instances.
    """
    classes = set(shapes.objects(shape, SH.targetClass))
    kinds = {RDFS.Class, OWL.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}
    if kinds & set(shapes.objects(shape, RDF.type)):
        classes.add(shape)
    below = {each for top in classes for each in subclasses(store, top)}
    return Targets(
        nodes=frozenset(shapes.objects(shape, SH.targetNode)),
        classes=tuple(sorted(each for each in below if isinstance(each, rdflib.URIRef))),
        subjects_of=tuple(sorted(set(shapes.objects(shape, SH.targetSubjectsOf)))),
        objects_of=tuple(sorted(set(shapes.objects(shape, SH.targetObjectsOf)))),
    )


def subclasses(store: Store, top: Node) -> tuple[Node, ...]:
    """A class and those below it in the data, however deep."""
    found, waiting = {top}, [top]
    while waiting:
        term = to_oxigraph(waiting.pop())
        if isinstance(term, Literal):
            continue
        for quad in store.quads_for_pattern(None, _SUBCLASS, term, DefaultGraph()):
            below = to_rdflib(quad.subject)
            if below not in found:
                found.add(below)
                waiting.append(below)
    return tuple(sorted(found))


def named_nodes(store: Store, targets: Targets) -> set[rdflib.URIRef]:
    """The IRIs that are targeted."""
    given = {node for node in targets.nodes if isinstance(node, rdflib.URIRef)}
    pattern = targets.pattern()
    if not pattern:
        return given
    solutions: Any = store.query(f"SELECT DISTINCT ?this {{ {pattern} FILTER(isIRI(?this)) }}")
    return given | {rdflib.URIRef(row["this"].value) for row in solutions}


def count(store: Store, every: Iterable[Targets]) -> int:
    """How many distinct nodes are targeted."""
    targets = [each for each in every if each]
    given = {node for each in targets for node in each.nodes}
    patterns = list(dict.fromkeys(each.pattern() for each in targets if each.pattern()))
    if not patterns:
        return len(given)
    union = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
    solutions: Any = store.query(
        f"SELECT (COUNT(DISTINCT ?this) AS ?n) {{ {union} FILTER(!isLiteral(?this)) }}"
    )
    literals = {
        to_rdflib(each)
        for predicate in {each for one in targets for each in one.objects_of}
        for each in _objects(store, predicate)
        if isinstance(each, Literal)
    }
    unnamed = {node for node in given if not isinstance(node, rdflib.URIRef)}
    return sum(int(row["n"].value) for row in solutions) + len(literals | unnamed)


def _objects(store: Store, predicate: Node) -> Iterator[Any]:
    quads = store.quads_for_pattern(None, to_oxigraph(predicate), None, DefaultGraph())
    return (quad.object for quad in quads)


def _has(store: Store, subject: Any, predicate: Node, value: Any) -> bool:
    quads = store.quads_for_pattern(subject, to_oxigraph(predicate), value, DefaultGraph())
    return next(iter(quads), None) is not None
