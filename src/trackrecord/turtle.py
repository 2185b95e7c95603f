"""Canonical Turtle: one text for one set of triples, whatever their order.

Subjects, predicates and objects are sorted, `a` first; a predicate stands on a line of its own, and
so does each of several objects; only prefixes in use are declared, in the order given. Lexical forms
are kept as they are. Made for diffs; there are no blank nodes in what we store.
"""

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
#: Local names that Turtle takes without escapes (a part of PN_LOCAL, section 6.5 of the standard).
_LOCAL = re.compile(r"[^\W_](?:[\w.-]*[\w-])?|[^\W_]")
#: Canonical lexical forms that Turtle writes without quotes.
_SHORTHAND = {
    f"{_XSD}integer": re.compile(r"-?(?:0|[1-9]\d*)"),
    f"{_XSD}decimal": re.compile(r"-?(?:0|[1-9]\d*)\.\d+"),
}
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
_IRI_ESCAPES = re.compile(r"[\x00-\x20<>\"{}|^`\\]")

Term = NamedNode | Literal | BlankNode | Triple
#: Subject and predicate by their IRIs, and the object: a literal, or a node by its IRI.
Statement = tuple[str, str, str | Literal]


def iri_text(iri: str) -> str:
    """An IRI in brackets, what may not stand there escaped (IRIREF, section 6.5 of the standard)."""
    return "<" + _IRI_ESCAPES.sub(lambda match: f"\\u{ord(match[0]):04X}", iri) + ">"


def to_turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """The canonical Turtle of some triples.

    Raises:
        ValueError: a triple has a blank node or a quoted triple.
    """
    text, _ = written(map(_statement, triples), prefixes)
    return text


def written(statements: Iterable[Statement], prefixes: Mapping[str, str]) -> tuple[str, int]:
    """The canonical Turtle of some statements, and how many of them are distinct."""
    writer = _Writer(prefixes)
    term, literal = writer.iri, writer.literal
    told: dict[str, dict[str, set[str]]] = {}
    for subject, predicate, value in statements:
        said = told.setdefault(subject, {}).setdefault(predicate, set())
        said.add(literal(value) if isinstance(value, Literal) else term(value))
    blocks = [
        _block(subject, pairs)
        for subject, pairs in sorted(
            (term(subject), {writer.predicate(name): said for name, said in pairs.items()})
            for subject, pairs in told.items()
        )
    ]
    declared = [
        f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items() if name in writer.used
    ]
    text = "\n".join(["".join(declared), *blocks]) if declared else "\n".join(blocks)
    return text, sum(len(said) for pairs in told.values() for said in pairs.values())


def _statement(triple: Triple) -> Statement:
    subject, value = triple.subject, triple.object
    if not isinstance(subject, NamedNode):
        raise ValueError(f"not stored here: {subject}")
    if not isinstance(value, NamedNode | Literal):
        raise ValueError(f"not stored here: {value}")
    told = value.value if isinstance(value, NamedNode) else value
    return subject.value, triple.predicate.value, told


class _Writer:
    """Turns terms to text and notes which prefixes it used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.used: set[str] = set()
        self._namespaces = {iri: name for name, iri in prefixes.items()}
        self._cache: dict[str, str] = {}

    def predicate(self, iri: str) -> str:
        return "a" if iri == _RDF_TYPE else self.iri(iri)

    def iri(self, iri: str) -> str:
        known = self._cache.get(iri)
        if known is None:
            known = self._cache[iri] = self._abbreviated(iri)
        return known

    def _abbreviated(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        name = self._namespaces.get(iri[:cut])
        if name is not None and _LOCAL.fullmatch(iri, cut):
            self.used.add(name)
            return f"{name}:{iri[cut:]}"
        return iri_text(iri)

    def literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        shorthand = _SHORTHAND.get(datatype)
        if shorthand and shorthand.fullmatch(literal.value):
            return literal.value
        quoted = f'"{literal.value.translate(_ESCAPES)}"'
        if literal.language:
            return f"{quoted}@{literal.language}"
        return quoted if datatype == f"{_XSD}string" else f"{quoted}^^{self.iri(datatype)}"


def _block(subject: str, pairs: Mapping[str, set[str]]) -> str:
    """One subject with its predicates, `a` first."""
    lines = []
    for predicate, objects in sorted(pairs.items(), key=lambda pair: (pair[0] != "a", pair[0])):
        joined = " ,\n        ".join(sorted(objects))
        lines.append(f"{predicate} {joined}")
    return f"{subject}\n    " + " ;\n    ".join(lines) + " .\n"
