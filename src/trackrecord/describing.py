"""A thing of a dataset and everything sources say of it, each fact with its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from trackrecord.errors import UnknownNameError
from trackrecord.iris import local_name
from trackrecord.naming import Names, text_of
from trackrecord.quoting import Quote, quotes_of
from trackrecord.vocabulary import PROV, RDF, RDFS, SKOS, TR

#: The properties by which a fact is about a thing.
LINKS = (
    "recipient", "award", "grade", "category", "conferredBy", "about", "metric", "operator", "program",
    "claimant", "concerns", "person", "government", "scheme", "organiser",
)  # fmt: skip
#: The kinds of fact, as the ontology calls them, in the order they are told.
KINDS = ("Conferral", "Observation", "Undertaking", "Claim", "Tenure", "SchemeFact")
#: What each kind of fact is told by, in this order.
_TOLD: Mapping[str, tuple[str, ...]] = {
    "Conferral": ("edition", "recipient", "award", "grade", "category", "outcome", "date", "prize"),
    "Observation": ("about", "metric", "part", "period", "role", "value", "unit", "comparedWith", "precision"),
    "Undertaking": ("operator", "action", "program", "date", "budget"),
    "Claim": ("claimant", "claimType", "value", "of", "concerns", "matter", "scope"),
    "Tenure": ("person", "office", "government", "asOf"),
    "SchemeFact": ("scheme", "organiser", "firstYear", "frequency", "edition", "ordinal"),
}  # fmt: skip
_TYPE, _OURS = str(RDF.type), str(TR)
#: What goes without saying, by the end of its IRI.
_QUIET = {"outcome": "/won", "precision": "/exact"}
_AGAINST = {"en": "against {}", "ko": "{} 대비"}
_HIDDEN = {str(RDF.type), str(SKOS.prefLabel), str(SKOS.altLabel), str(SKOS.hiddenLabel)}


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in words, its kind and IRI, the quotes it stands on, and the verdicts on it if it was checked."""

    kind: str
    iri: str
    told: str
    quotes: tuple[Quote, ...]
    verdicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a thing is in the graph.

    `code` is `unspoken` (spoken of, but described nowhere), `term` (of the ontology), `source`, `known` (to the
    authority) or `candidate`; of a candidate, `sources` are those it was minted from and `options` what its name may stand for.
    """

    code: str
    sources: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    def to_text(self) -> str:
        """The same in a sentence."""
        if self.code != "candidate":
            return _STANDINGS[self.code]
        maybe = f"; the name may stand for {', '.join(self.options)}" if self.options else ""
        minted = ", ".join(sorted(local_name(source) for source in self.sources))
        return f"candidate: the authority knows no such name; minted from {minted}{maybe}"


_STANDINGS = {
    "unspoken": "spoken of, but described nowhere",
    "term": "a term of the ontology",
    "source": "a source that was read",
    "known": "known to the authority: names in texts were matched to its labels",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing by itself, without the facts about it: its labels, its properties, and why it is known.

    A property is its IRI with one value; several values are several properties.
    """

    iri: str
    label: str
    labels: tuple[str, ...]
    properties: tuple[tuple[str, NamedNode | Literal], ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Description:
    """A thing with its labels and properties, why it is known, and the facts about it."""

    iri: str
    label: str
    labels: tuple[str, ...]
    properties: tuple[tuple[str, str], ...]
    standing: str
    facts: tuple[FactLine, ...]

    def to_text(self) -> str:
        """The thing, then its facts by kind, each with its quotes."""
        lines = [self.label, f"  {self.iri}", f"  {self.standing}"]
        if self.labels:
            lines.append(f"  also called: {', '.join(self.labels)}")
        lines += [f"  {name}: {value}" for name, value in self.properties]
        for kind in KINDS:
            facts = [fact for fact in self.facts if fact.kind == kind]
            if facts:
                lines += ["", f"{kind} ({len(facts)})"]
            for fact in facts:
                lines.append(f"  {fact.told}")
                lines += [f"      {quote.to_text()}" for quote in fact.quotes]
                lines += [f"      {verdict}" for verdict in fact.verdicts]
        if not self.facts:
            lines += ["", "no source says anything of it"]
        return "\n".join(lines) + "\n"

    def to_json(self) -> dict[str, object]:
        """The same as a JSON object."""
        return {
            "iri": self.iri,
            "label": self.label,
            "labels": list(self.labels),
            "properties": [list(pair) for pair in self.properties],
            "standing": self.standing,
            "facts": [
                {
                    "kind": fact.kind,
                    "iri": fact.iri,
                    "told": fact.told,
                    "verdicts": list(fact.verdicts),
                    "quotes": [
                        {"source": q.source, **q.place, "exact": q.exact, "title": q.title}
                        for q in fact.quotes
                    ],
                }
                for fact in self.facts
            ],
        }


def describe(store: Store, name: str, names: Names) -> Description:
    """The description of the thing of a name.

    Raises:
        UnknownNameError: nothing has that name, or several things have.
    """
    node = names.node(name)
    thing = thing_of(store, node, names)
    if thing is None:
        raise UnknownNameError(f"nothing in the graph is called {name!r}")
    facts = facts_of(store, node)
    if any(predicate == str(TR.evidence) for predicate, _ in thing.properties):
        facts.add(node)
    lines = [fact_line(store, fact, names) for fact in facts]
    known = [line for line in lines if line is not None]
    links = {str(TR[name]) for name in ("evidence", "context")}
    properties = sorted(
        (names.short(predicate), in_words(value, names))
        for predicate, value in thing.properties
        if predicate not in links
    )
    return Description(
        node.value,
        thing.label,
        thing.labels,
        tuple(properties),
        thing.standing.to_text(),
        tuple(sorted(known, key=lambda line: (KINDS.index(line.kind), line.told, line.iri))),
    )


def thing_of(store: Store, node: NamedNode, names: Names) -> Thing | None:
    """A thing by itself; None for what the dataset says nothing of."""
    own = list(store.quads_for_pattern(node, None, None, DefaultGraph()))
    if not own and not any(True for _ in store.quads_for_pattern(None, None, node, None)):
        return None
    label = names.label(node.value)
    labels = {
        q.object.value
        for q in own
        if q.predicate.value in _HIDDEN and isinstance(q.object, Literal)
    }
    properties = sorted(
        (
            (q.predicate.value, q.object)
            for q in own
            if q.predicate.value not in _HIDDEN and isinstance(q.object, NamedNode | Literal)
        ),
        key=lambda each: (each[0], str(each[1])),
    )
    standing = _standing(store, node, own)
    return Thing(node.value, label, tuple(sorted(labels - {label})), tuple(properties), standing)


def facts_of(store: Store, node: NamedNode, links: Sequence[str] = LINKS) -> set[NamedNode]:
    """The facts that are about a thing, in whatever way, or by some properties."""
    return {
        quad.subject
        for link in links
        for quad in store.quads_for_pattern(None, NamedNode(str(TR[link])), node, DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    }


def _standing(store: Store, node: NamedNode, own: list[Quad]) -> Standing:
    """Why the thing is in the graph: known beforehand, or minted from a text, and what it may be."""
    if not own:
        return Standing("unspoken")
    if node.value.startswith(str(TR)):
        return Standing("term")
    if any(quad.object == NamedNode(str(TR.Source)) for quad in own):
        return Standing("source")
    if not any(quad.predicate.value == str(TR.status) for quad in own):
        return Standing("known")
    graphs = {
        quad.graph_name.value
        for quad in store.quads_for_pattern(node, NamedNode(str(TR.status)), None, None)
        if isinstance(quad.graph_name, NamedNode)
    }
    sources = {source for graph in graphs for source in sources_of(store, graph)}
    options = {text_of(quad.object) for quad in own if quad.predicate.value == str(RDFS.seeAlso)}
    return Standing("candidate", tuple(sorted(sources)), tuple(sorted(options)))


def sources_of(store: Store, graph: str) -> tuple[str, ...]:
    """The IRIs of the sources that a named graph was read from."""
    derived = NamedNode(str(PROV.wasDerivedFrom))
    quads = store.quads_for_pattern(NamedNode(graph), derived, None, DefaultGraph())
    return tuple(sorted(text_of(quad.object) for quad in quads))


def told(kind: str, values: Mapping[str, Sequence[object]], names: Names) -> str:
    """A fact in words: the values of a kind of fact, in the order they are told.

    Values are terms by the local names of their properties; several values of one are joined by " / ".
    """
    parts = []
    for name in _TOLD[kind]:
        terms = values.get(name, ())
        if len(terms) == 1 and str(terms[0]).endswith(f"{_QUIET.get(name, ' ')}>"):
            continue
        shown = " / ".join(sorted(in_words(term, names) for term in terms))
        if shown:
            against = _AGAINST.get(names.language, _AGAINST["en"])
            parts.append(against.format(shown) if name == "comparedWith" else shown)
    return ", ".join(parts)


def fact_line(store: Store, fact: NamedNode, names: Names) -> FactLine | None:
    """A fact in words with its quotes; None for what is not a fact."""
    kind, values = terms_of(store, fact)
    if kind not in _TOLD:
        return None
    verdicts = _verdicts(store, fact, names)
    return FactLine(kind, fact.value, told(kind, values, names), quotes_of(store, fact), verdicts)


def terms_of(store: Store, fact: NamedNode) -> tuple[str, dict[str, list[NamedNode | Literal]]]:
    """The kind of a fact and its values, by the local names of its properties; an empty kind if it is none."""
    values: dict[str, list[NamedNode | Literal]] = {}
    kind = ""
    for quad in store.quads_for_pattern(fact, None, None, DefaultGraph()):
        predicate, term = quad.predicate.value, quad.object
        if predicate == _TYPE:
            kind = text_of(term).removeprefix(_OURS)
        elif predicate.startswith(_OURS) and isinstance(term, NamedNode | Literal):
            values.setdefault(predicate.removeprefix(_OURS), []).append(term)
    return (kind if kind in _TOLD else ""), values


def _verdicts(store: Store, fact: NamedNode, names: Names) -> tuple[str, ...]:
    """The verdicts on a fact that are in the graph, each with its check and working.

    What comes out the same by the words of several sources is told once.
    """
    told = set()
    for quad in store.quads_for_pattern(None, NamedNode(str(TR.fact)), fact, DefaultGraph()):
        values = {
            one.predicate.value: one.object
            for one in store.quads_for_pattern(quad.subject, None, None, DefaultGraph())
        }
        verdict = names.label(text_of(values[str(TR.verdict)]))
        check = local_name(text_of(values[str(TR.check)]))
        told.add(f"{check}: {verdict}: {text_of(values[str(TR.working)])}")
    return tuple(sorted(told))


def in_words(term: object, names: Names) -> str:
    """A value in words: a thing by its label, a count with its separators, money with its currency."""
    if isinstance(term, NamedNode):
        local = local_name(term.value)
        if "/money/" in term.value:
            currency, _, amount = local.partition("-")
            return f"{float(amount):,.0f} {currency}" if amount.isdigit() else local
        return names.label(term.value)
    if isinstance(term, Literal):
        is_count = term.datatype.value.endswith("#integer")
        return f"{int(term.value):,}" if is_count else term.value
    return str(term)
