"""A thing of a dataset and everything sources say of it, each fact with its words."""

from collections.abc import Mapping
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
_KINDS = ("Conferral", "Observation", "Undertaking", "Claim", "Tenure", "SchemeFact")
#: What each kind of fact is told by, in this order.
_TOLD: Mapping[str, tuple[str, ...]] = {
    "Conferral": ("edition", "recipient", "award", "grade", "category", "outcome", "date", "prize"),
    "Observation": ("about", "metric", "part", "period", "role", "value", "unit", "comparedWith", "precision"),
    "Undertaking": ("operator", "action", "program", "date", "budget"),
    "Claim": ("claimant", "claimType", "value", "of", "matter", "scope"),
    "Tenure": ("person", "office", "government", "asOf"),
    "SchemeFact": ("scheme", "organiser", "firstYear", "frequency", "edition", "ordinal"),
}  # fmt: skip
_QUIET = {"outcome": "won", "precision": "exact"}
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
        for kind in _KINDS:
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
    own = list(store.quads_for_pattern(node, None, None, DefaultGraph()))
    facts = facts_of(store, node)
    if any(quad.predicate.value == str(TR.evidence) for quad in own):
        facts.add(node)
    if not own and not any(True for _ in store.quads_for_pattern(None, None, node, None)):
        raise UnknownNameError(f"nothing in the graph is called {name!r}")
    lines = [fact_line(store, fact, names) for fact in facts]
    known = [line for line in lines if line is not None]
    labels = {
        q.object.value
        for q in own
        if q.predicate.value in _HIDDEN and isinstance(q.object, Literal)
    }
    label = names.label(node.value)
    return Description(
        node.value,
        label,
        tuple(sorted(labels - {label})),
        _properties(own, names),
        _standing(store, node, own),
        tuple(sorted(known, key=lambda line: (_KINDS.index(line.kind), line.told, line.iri))),
    )


def facts_of(store: Store, node: NamedNode) -> set[NamedNode]:
    """The facts that are about a thing, in whatever way."""
    return {
        quad.subject
        for link in LINKS
        for quad in store.quads_for_pattern(None, NamedNode(str(TR[link])), node, DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    }


def _properties(own: list[Quad], names: Names) -> tuple[tuple[str, str], ...]:
    links = {str(TR[name]) for name in ("evidence", "context")}
    told = [
        (names.short(quad.predicate.value), _shown(quad.object, names))
        for quad in own
        if quad.predicate.value not in _HIDDEN | links
    ]
    return tuple(sorted(told))


def _standing(store: Store, node: NamedNode, own: list[Quad]) -> str:
    """Why the thing is in the graph: known beforehand, or minted from a text, and what it may be."""
    if not own:
        return "spoken of, but described nowhere"
    if node.value.startswith(str(TR)):
        return "a term of the ontology"
    if any(quad.object == NamedNode(str(TR.Source)) for quad in own):
        return "a source that was read"
    if not any(quad.predicate.value == str(TR.status) for quad in own):
        return "known to the authority: names in texts were matched to its labels"
    graphs = {
        quad.graph_name.value
        for quad in store.quads_for_pattern(node, NamedNode(str(TR.status)), None, None)
        if isinstance(quad.graph_name, NamedNode)
    }
    sources = sorted(
        local_name(text_of(quad.object))
        for graph in graphs
        for quad in store.quads_for_pattern(
            NamedNode(graph),
            NamedNode(str(PROV.wasDerivedFrom)),
            None,
            DefaultGraph(),
        )
    )
    options = [text_of(quad.object) for quad in own if quad.predicate.value == str(RDFS.seeAlso)]
    maybe = f"; the name may stand for {', '.join(sorted(options))}" if options else ""
    return f"candidate: the authority knows no such name; minted from {', '.join(sources)}{maybe}"


def fact_line(store: Store, fact: NamedNode, names: Names) -> FactLine | None:
    """A fact in words with its quotes; None for what is not a fact."""
    values: dict[str, list[str]] = {}
    kind = ""
    for quad in store.quads_for_pattern(fact, None, None, DefaultGraph()):
        predicate = quad.predicate.value
        if predicate == str(RDF.type):
            kind = text_of(quad.object).removeprefix(str(TR))
        elif predicate.startswith(str(TR)):
            values.setdefault(predicate.removeprefix(str(TR)), []).append(
                _shown(quad.object, names)
            )
    if kind not in _TOLD:
        return None
    parts = []
    for name in _TOLD[kind]:
        shown = " / ".join(sorted(values.get(name, [])))
        if shown and shown != _QUIET.get(name):
            parts.append(f"against {shown}" if name == "comparedWith" else shown)
    told, verdicts = ", ".join(parts), _verdicts(store, fact, names)
    return FactLine(kind, fact.value, told, quotes_of(store, fact), verdicts)


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


def _shown(term: object, names: Names) -> str:
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
