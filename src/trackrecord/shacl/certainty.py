"""What is certain of a value, as SPARQL: that pySHACL finds it right, and that it finds it wrong.

Between the two is what only pySHACL can tell: ill-typed literals, floats, regular expressions that Python and
Rust may read differently. No expression raises an error, and each looks up one triple pattern at a time,
which keeps it from a join over the whole graph.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import rdflib
from rdflib import RDF, RDFS, SH, XSD

from trackrecord.shacl.terms import Node

TRUE, FALSE = "true", "false"
#: Patterns that Python and Rust read alike: no escapes but of punctuation, no look-around, no options.
_PORTABLE = re.compile(
    r"(?:[^\\(\[]|\\[.^$*+?{}()|/\[\]\\-]|\((?!\?)|\[\^?(?:[^\\\[\]&~-]|(?<=\w)-(?=\w))+\])*"
)
_DAYS = "((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
_DATE = f"^[1-9][0-9]{{3}}-{_DAYS}$"
_TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.]([0-9]{3}|[0-9]{6}))?"
_DATE_TIME = f"^[1-9][0-9]{{3}}-{_DAYS}T{_TIME}(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])?$"
_TEXTS = (XSD.string, RDF.langString, XSD.gYear, XSD.gYearMonth)
#: Datatypes whose lexical forms rdflib does not look into.
_UNREAD = {None, *(XSD[name] for name in ("anyURI", "gYear", "gYearMonth", "gMonth", "gDay", "gMonthDay", "string", "normalizedString", "token", "language")), RDF.langString}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sure:
    """SPARQL that is true where a constraint certainly has no result, and where it certainly has one."""

    right: str
    wrong: str


UNKNOWN = Sure(FALSE, FALSE)
ALWAYS = Sure(TRUE, FALSE)


def all_of(parts: Iterable[str]) -> str:
    """The conjunction of expressions."""
    kept = [part for part in dict.fromkeys(parts) if part != TRUE]
    if FALSE in kept:
        return FALSE
    return _joined(kept, "&&") if kept else TRUE


def any_of(parts: Iterable[str]) -> str:
    """The disjunction of expressions."""
    kept = [part for part in dict.fromkeys(parts) if part != FALSE]
    if TRUE in kept:
        return TRUE
    return _joined(kept, "||") if kept else FALSE


def _joined(parts: list[str], sign: str) -> str:
    return parts[0] if len(parts) == 1 else f"({f' {sign} '.join(parts)})"


def negated(part: str) -> str:
    """The negation of an expression."""
    return {TRUE: FALSE, FALSE: TRUE}.get(part, f"(!{part})")


def exactly(part: str) -> Sure:
    """What SPARQL tells as pySHACL does."""
    return Sure(part, negated(part))


def both(parts: Iterable[Sure]) -> Sure:
    """All of several constraints."""
    kept = list(parts)
    return Sure(all_of(p.right for p in kept), any_of(p.wrong for p in kept))


def iri(node: Node) -> str:
    """An IRI as SPARQL has it."""
    return rdflib.URIRef(node).n3()


def text(value: str) -> str:
    """A string as SPARQL has it."""
    return rdflib.Literal(value).n3() if "\n" not in value else f'"{_escaped(value)}"'


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")


def has_datatype(value: str, *datatypes: rdflib.URIRef) -> str:
    """Whether a value is a literal of one of some datatypes."""
    return f"(isLiteral({value}) && DATATYPE({value}) IN ({', '.join(map(iri, datatypes))}))"


def is_exact_number(value: str) -> str:
    """Whether a value is a well-formed integer or decimal that Oxigraph calculates with."""
    return f"(isNumeric({value}) && {has_datatype(value, XSD.integer, XSD.decimal)})"


def is_altered(value: str) -> str:
    """Whether rdflib may give a value another lexical form, and so hold it equal to another."""
    return f"(isLiteral({value}) && {negated(has_datatype(value, XSD.string, RDF.langString))})"


def _has_same_text(value: str) -> str:
    """Whether the text of a value is the same in rdflib."""
    day = f'({has_datatype(value, XSD.date)} && REGEX(STR({value}), "^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$"))'
    return any_of((f"isIRI({value})", has_datatype(value, *_TEXTS), is_exact_number(value), day))


def is_plain(node: Node) -> bool:
    """Whether a term of a shape is equal to a term of the data in rdflib just where it is in Oxigraph."""
    if isinstance(node, rdflib.Literal):
        return node.datatype is None and not node.language
    return isinstance(node, rdflib.URIRef)


def term(node: Node) -> str:
    """A plain term as SPARQL has it."""
    return iri(node) if isinstance(node, rdflib.URIRef) else text(str(node))


def node_kind(kind: Node, value: str) -> Sure:
    """sh:nodeKind (SHACL 4.1.3)."""
    kinds = {
        SH.IRI: f"isIRI({value})",
        SH.Literal: f"isLiteral({value})",
        SH.BlankNode: f"isBlank({value})",
        SH.BlankNodeOrIRI: f"(!isLiteral({value}))",
        SH.BlankNodeOrLiteral: f"(!isIRI({value}))",
        SH.IRIOrLiteral: f"(!isBlank({value}))",
    }
    return exactly(kinds[rdflib.URIRef(kind)]) if kind in kinds else UNKNOWN


def datatype(wanted: Node, value: str) -> Sure:
    """sh:datatype (SHACL 4.1.2)."""
    if not isinstance(wanted, rdflib.URIRef) or wanted in (RDFS.Literal, RDFS.Datatype):
        return UNKNOWN
    has = has_datatype(value, wanted)
    forms = {XSD.date: _DATE, XSD.dateTime: _DATE_TIME, XSD.boolean: "^(true|false)$"}
    if wanted in (XSD.integer, XSD.decimal, XSD.double, XSD.float):
        right = all_of((has, f"isNumeric({value})"))
    elif wanted in forms:
        right = all_of((has, f"REGEX(STR({value}), {text(forms[wanted])})"))
    else:
        right = has if wanted in _UNREAD else FALSE
    return Sure(right, negated(has))


def pattern(wanted: Node, flags: str, value: str) -> Sure:
    """sh:pattern (SHACL 4.4.3); pySHACL follows Python, where `$` matches before a last newline too."""
    if flags not in ("", "i") or not _PORTABLE.fullmatch(str(wanted)):
        return UNKNOWN
    if re.search(r"[*+?}][+]", str(wanted)):  # possessive in Python, a repetition of one in Rust
        return UNKNOWN
    try:
        re.compile(str(wanted))
    except re.error:
        return UNKNOWN
    same = _has_same_text(value)
    if (
        flags or not str(wanted).isascii()
    ):  # case and folding are Unicode's, in one version or another
        same = all_of((same, f'REGEX(STR({value}), "^[ -~]*$")'))
    given = f", {text(flags)}" if flags else ""
    matches = f"REGEX(STR({value}), {text(str(wanted))}{given})"
    return Sure(
        all_of((same, f"COALESCE({matches}, false)")),
        all_of((same, f'(!CONTAINS(STR({value}), "\\n"))', f"COALESCE(!{matches}, false)")),
    )


def length(number: int, sign: str, value: str) -> Sure:
    """sh:minLength and sh:maxLength (SHACL 4.4.1, 4.4.2), in code points."""
    same = _has_same_text(value)
    fits = f"(STRLEN(STR({value})) {sign} {number})"
    return Sure(all_of((same, fits)), all_of((same, negated(fits))))


def bound(limit: Node, sign: str, value: str) -> Sure:
    """sh:minInclusive and its like (SHACL 4.3), where both are integers or decimals."""
    if not _is_exact(limit):
        return UNKNOWN
    return compared(value, sign, f'"{limit}"^^{iri(limit.datatype)}')


def _is_exact(limit: Node) -> bool:
    return (
        isinstance(limit, rdflib.Literal)
        and limit.datatype in (XSD.integer, XSD.decimal)
        and re.fullmatch(r"-?[0-9]{1,9}([.][0-9]{1,9})?", str(limit)) is not None
    )


def compared(one: str, sign: str, other: str) -> Sure:
    """How two values compare, where both are integers or decimals."""
    numbers = all_of(is_exact_number(each) for each in (one, other) if each.startswith("?"))
    holds = f"COALESCE({one} {sign} {other}, false)"
    return Sure(all_of((numbers, holds)), all_of((numbers, negated(holds))))


def one_of(members: list[Node], value: str) -> Sure:
    """sh:in (SHACL 4.8.3)."""
    plain = [member for member in members if is_plain(member)]
    found = any_of(f"sameTerm({value}, {term(member)})" for member in plain)
    if plain and all(isinstance(member, rdflib.URIRef) for member in plain):
        found = f"(isIRI({value}) && {value} IN ({', '.join(map(iri, plain))}))"
    return Sure(
        found, all_of((f"(isIRI({value}) || {has_datatype(value, XSD.string)})", negated(found)))
    )


def language_in(languages: list[str], value: str) -> Sure:
    """sh:languageIn (SHACL 4.4.4) where the whole tag or its first part is one of the languages, as in pySHACL."""
    tags = ", ".join(text(each.lower()) for each in languages if each)
    parts = f'(LANG({value}) IN ({tags}) || STRBEFORE(LANG({value}), "-") IN ({tags}))'
    found = all_of((has_datatype(value, RDF.langString), parts)) if tags else FALSE
    return Sure(found, FALSE)


def distinct(make: Callable[[str, str], str], names: list[str], is_strict: bool) -> str:
    """That there are as many different values as names; `make(name, condition)` says that there is one.

    Strictly, they are different in rdflib too: IRIs.
    """
    said = TRUE
    for number in reversed(range(len(names))):
        name = names[number]
        conditions = [f"(!sameTerm({name}, {earlier}))" for earlier in names[:number]]
        if is_strict and len(names) > 1:
            conditions.append(f"isIRI({name})")
        said = make(name, all_of((*conditions, said)))
    return said
