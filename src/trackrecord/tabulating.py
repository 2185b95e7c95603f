"""The graphs of sources → tidy tables with CSVW metadata, from which the identical graphs come back.

There is a table for each kind of fact, with a row for each quote of it, and tables for what facts refer
to: their evidence, the things that no authority knows, amounts of money, and the sources. What has several
values has a row for each. The metadata is plain CSVW, from which any processor makes the triples (W3C,
"Generating RDF from Tabular Data on the Web", minimal mode); annotations of our own say in which named
graph they are, and that numbers and periods take their datatypes from how they are written.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from trackrecord.naming import text_of
from trackrecord.tables.metadata import CSVW
from trackrecord.vocabulary import DCTERMS, OA, PROV, RDF, RDFS, SCHEMA, SKOS, TR

_IRIS = frozenset(
    "recipient award grade category outcome conferredBy prize about metric role unit precision numerator "
    "denominator minuend subtrahend partOf operator program action budget claimant claimType concerns "
    "person office government scheme organiser frequency parent programType status origin evidence context".split()
)
_NUMBERS = frozenset("value margin of term ordinal confidence amount".split())
_PERIODS = frozenset("edition date period comparedWith asOf firstYear retrieved".split())
_FACTS: Mapping[str, tuple[str, str]] = {
    "conferrals": ("Conferral", "recipient award edition category grade outcome conferredBy date place prize"),
    "observations": (
        "Observation",
        "about metric period role part comparedWith value unit precision printed margin asOf numerator "
        "denominator minuend subtrahend partOf breakdown",
    ),
    "undertakings": ("Undertaking", "operator program action date budget"),
    "claims": ("Claim", "claimant claimType concerns matter scope value of asOf"),
    "tenures": ("Tenure", "person office government asOf term"),
    "schemes": ("SchemeFact", "scheme organiser firstYear frequency edition ordinal"),
}  # fmt: skip
_CANDIDATES = "Government Body Award Grade Category Program Metric Unit Person".split()
_QUOTE, _POSITION = "{+source}#quote={start},{end}", "{+source}#position={start},{end}"
_CELL_QUOTE, _CELL_PLACE = "{+source}#quote-{+cells}", "{+source}#fragment-{+cells}"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an exported table: what it says of the subject, and how its values are written.

    `form` is `iri`, `text`, `number` or `period`. A field without a property is there to be read or to be
    referred to. `about` is the template of another subject; `language` that of its texts.
    """

    name: str
    property: str | None = None
    form: str = "text"
    about: str | None = None
    language: str | None = None
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """A statement that every row makes: a virtual column of CSVW."""

    about: str
    property: str
    value: str


@dataclass(frozen=True, slots=True)
class TidyTable:
    """An exported table: its fields and rows, and what each row says beside them."""

    name: str
    about: str
    fields: tuple[Field, ...]
    added: tuple[Added, ...]
    rows: tuple[tuple[str, ...], ...]

    def to_csv(self) -> str:
        """The table as CSV, its rows sorted."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(field.name for field in self.fields)
        writer.writerows(sorted(set(self.rows)))
        return out.getvalue()

    def to_metadata(self) -> str:
        """The CSVW metadata of the table, as JSON."""
        description = {
            "@context": CSVW,
            "url": f"{self.name}.csv",
            "table:graph": "{+graph}",
            "tableSchema": {
                "aboutUrl": self.about,
                "columns": [
                    *(_column(field) for field in self.fields),
                    *(_virtual(number, added) for number, added in enumerate(self.added)),
                ],
            },
        }
        return json.dumps(description, ensure_ascii=False, indent=1) + "\n"


def fact_table(store: Store, name: str, graphs: Sequence[str]) -> TidyTable:
    """The table of a kind of fact: a row for each quote, with its source and place."""
    kind, names = _FACTS[name]
    fields = [Field("graph"), Field("fact")]
    fields += [_of_ontology(each) for each in (*names.split(), "rule", "confidence", "evidence")]
    quoted = [Field("source"), Field("start"), Field("cells"), Field("quote")]
    rows = []
    for graph in graphs:
        for fact in _subjects(store, graph, str(TR[kind])):
            for row in _rows(store, graph, fact, fields[2:]):
                rows.append((graph, fact, *row, *_quoted(store, graph, row[-1])))
    added = (Added("{+fact}", str(RDF.type), str(TR[kind])),)
    return TidyTable(name, "{+fact}", (*fields, *quoted), added, tuple(rows))


def tidy_tables(store: Store, graphs: Sequence[str]) -> list[TidyTable]:
    """All tables of the named graphs of some sources, those of facts first."""
    return [
        *(fact_table(store, name, graphs) for name in _FACTS),
        _contexts(store, graphs),
        _texts(store, graphs),
        _cells(store, graphs),
        _things(store, graphs),
        _amounts(store, graphs),
        _sources(store, graphs),
    ]


def _contexts(store: Store, graphs: Sequence[str]) -> TidyTable:
    """Which cells or words elsewhere each fact was understood from."""
    rows = [
        (graph, text_of(quad.subject), text_of(quad.object))
        for graph in graphs
        for quad in _quads(store, graph, None, str(TR.context))
    ]
    fields = (Field("graph"), Field("fact"), _of_ontology("context"))
    return TidyTable("contexts", "{+fact}", fields, (), tuple(rows))


def _texts(store: Store, graphs: Sequence[str]) -> TidyTable:
    """The stretches of text that are evidence, with their quotes and positions."""
    rows = []
    for graph, evidence, source, selectors in _evidence(store, graphs):
        quote, place = _selectors(selectors, "#quote=", "#position=")
        if quote and place:
            values = [_values(store, graph, place, OA[name]) for name in ("start", "end")]
            words = [_values(store, graph, quote, OA[n]) for n in ("exact", "prefix", "suffix")]
            rows += [(graph, evidence, source, *row) for row in _spread([*values, *words])]
    fields = (
        Field("graph"),
        Field("evidence"),
        Field("source", str(OA.hasSource), "iri"),
        Field("start", str(OA.start), "number", about=_POSITION),
        Field("end", str(OA.end), "number", about=_POSITION),
        Field("quote", str(OA.exact), about=_QUOTE, may_be_empty=True),
        Field("prefix", str(OA.prefix), about=_QUOTE, may_be_empty=True),
        Field("suffix", str(OA.suffix), about=_QUOTE, may_be_empty=True),
    )
    added = (
        Added("{+evidence}", str(RDF.type), str(TR.Evidence)),
        Added("{+evidence}", str(OA.hasSelector), _QUOTE),
        Added("{+evidence}", str(OA.hasSelector), _POSITION),
        Added(_QUOTE, str(RDF.type), str(OA.TextQuoteSelector)),
        Added(_POSITION, str(RDF.type), str(OA.TextPositionSelector)),
    )
    return TidyTable("texts", "{+evidence}", fields, added, tuple(rows))


def _cells(store: Store, graphs: Sequence[str]) -> TidyTable:
    """The cells of tables that are evidence, with their quotes and fragments."""
    rows = []
    for graph, evidence, source, selectors in _evidence(store, graphs):
        quote, place = _selectors(selectors, "#quote-", "#fragment-")
        if quote and place:
            values = [
                _values(store, graph, place, name) for name in (RDF.value, DCTERMS.conformsTo)
            ]
            words = _values(store, graph, quote, OA.exact)
            rows += [(graph, evidence, source, *row) for row in _spread([*values, words])]
    fields = (
        Field("graph"),
        Field("evidence"),
        Field("source", str(OA.hasSource), "iri"),
        Field("cells", str(RDF.value), about=_CELL_PLACE),
        Field("standard", str(DCTERMS.conformsTo), "iri", about=_CELL_PLACE),
        Field("quote", str(OA.exact), about=_CELL_QUOTE),
    )
    added = (
        Added("{+evidence}", str(RDF.type), str(TR.Evidence)),
        Added("{+evidence}", str(OA.hasSelector), _CELL_QUOTE),
        Added("{+evidence}", str(OA.hasSelector), _CELL_PLACE),
        Added(_CELL_QUOTE, str(RDF.type), str(OA.TextQuoteSelector)),
        Added(_CELL_PLACE, str(RDF.type), str(OA.FragmentSelector)),
    )
    return TidyTable("cells", "{+evidence}", fields, added, tuple(rows))


def _things(store: Store, graphs: Sequence[str]) -> TidyTable:
    """The candidates: things that no authority knows, with their labels and the things they may be."""
    found = [
        (graph, thing)
        for graph in graphs
        for kind in _CANDIDATES
        for thing in _subjects(store, graph, str(TR[kind]))
    ]
    languages = sorted(
        {
            quad.object.language
            for graph in graphs
            for quad in _quads(store, graph, None, str(SKOS.prefLabel))
            if isinstance(quad.object, Literal) and quad.object.language
        }
    )
    fields = (
        Field("class", str(RDF.type), "iri"),
        *(Field(f"label_{name}", str(SKOS.prefLabel), language=name) for name in languages),
        _of_ontology("status"),
        _of_ontology("government"),
        _of_ontology("programType"),
        _of_ontology("parent"),
        Field("option", str(RDFS.seeAlso), "iri"),
    )
    rows = [
        (graph, thing, *row) for graph, thing in found for row in _rows(store, graph, thing, fields)
    ]
    named = (Field("graph"), Field("thing"), *fields)
    return TidyTable("things", "{+thing}", named, (), tuple(rows))


def _amounts(store: Store, graphs: Sequence[str]) -> TidyTable:
    """The amounts of money."""
    fields = (_of_ontology("amount"), _of_ontology("currency"))
    rows = [
        (graph, money, *row)
        for graph in graphs
        for money in _subjects(store, graph, str(TR.MonetaryAmount))
        for row in _rows(store, graph, money, fields)
    ]
    added = (Added("{+money}", str(RDF.type), str(TR.MonetaryAmount)),)
    return TidyTable(
        "amounts", "{+money}", (Field("graph"), Field("money"), *fields), added, tuple(rows)
    )


def _sources(store: Store, graphs: Sequence[str]) -> TidyTable:
    """The sources, and how their graphs came about."""
    fields = (
        Field("title", str(DCTERMS.title)),
        Field("url", str(DCTERMS.source), "iri"),
        Field("publisher", str(DCTERMS.publisher)),
        Field("language", str(DCTERMS.language)),
        Field("issued", str(DCTERMS.issued), "period"),
        _of_ontology("retrieved"),
        _of_ontology("sha256"),
        _of_ontology("readFrom"),
        _of_ontology("origin"),
    )
    rows = []
    for graph in graphs:
        activity = _one(store, graph, graph, PROV.wasGeneratedBy)
        agent = _one(store, graph, activity, PROV.wasAssociatedWith)
        version = _one(store, graph, agent, SCHEMA.softwareVersion)
        for source in _subjects(store, graph, str(TR.Source)):
            for row in _rows(store, graph, source, fields):
                rows.append((graph, source, *row, activity, agent, version))
    named = (
        Field("graph"), Field("source"), *fields, Field("activity"), Field("agent"),
        Field("version", str(SCHEMA.softwareVersion), about="{+agent}"),
    )  # fmt: skip
    added = (
        Added("{+source}", str(RDF.type), str(TR.Source)),
        Added("{+graph}", str(RDF.type), str(PROV.Entity)),
        Added("{+graph}", str(PROV.wasDerivedFrom), "{+source}"),
        Added("{+graph}", str(PROV.wasGeneratedBy), "{+activity}"),
        Added("{+activity}", str(RDF.type), str(PROV.Activity)),
        Added("{+activity}", str(PROV.used), "{+source}"),
        Added("{+activity}", str(PROV.wasAssociatedWith), "{+agent}"),
        Added("{+agent}", str(RDF.type), str(PROV.SoftwareAgent)),
    )
    return TidyTable("sources", "{+source}", named, added, tuple(rows))


def _of_ontology(name: str) -> Field:
    form = (
        "iri" if name in _IRIS else "number" if name in _NUMBERS
        else "period" if name in _PERIODS else "text"
    )  # fmt: skip
    return Field(name, str(TR[name]), form)


def _column(field: Field) -> dict[str, object]:
    """A column of CSVW metadata."""
    described: dict[str, object] = {"name": field.name, "titles": field.name}
    if field.property is None:
        return {**described, "suppressOutput": True}
    if field.about:
        described["aboutUrl"] = field.about
    described["propertyUrl"] = field.property
    if field.form == "iri":
        described["valueUrl"] = f"{{+{field.name}}}"
    elif field.form == "number":
        described |= {"datatype": "decimal", "table:datatype": "number"}
    elif field.form == "period":
        described |= {"datatype": "string", "table:datatype": "period"}
    if field.language:
        described["lang"] = field.language
    if field.may_be_empty:
        described["null"] = []
    return described


def _virtual(number: int, added: Added) -> dict[str, object]:
    return {
        "name": f"added_{number}", "virtual": True, "aboutUrl": added.about,
        "propertyUrl": added.property, "valueUrl": added.value,
    }  # fmt: skip


def _rows(
    store: Store, graph: str, subject: str, fields: Iterable[Field]
) -> Iterator[tuple[str, ...]]:
    """What a graph says of a subject: as many rows as the field with the most values has.

    A field with fewer repeats its last, so that every row can be read by itself.
    """
    columns = []
    for field in fields:
        values = [
            quad.object.value
            for quad in _quads(store, graph, subject, field.property)
            if isinstance(quad.object, NamedNode | Literal)
            and (field.language is None or getattr(quad.object, "language", None) == field.language)
        ]
        columns.append(sorted(values) or [""])
    yield from _spread(columns)


def _spread(columns: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Rows that hold every value of some columns; one with fewer values repeats its last."""
    for number in range(max(map(len, columns))):
        yield tuple(values[min(number, len(values) - 1)] for values in columns)


def _values(store: Store, graph: str, subject: str, predicate: object) -> list[str]:
    """The values of a property, as texts; one empty text where there is none."""
    found = _quads(store, graph, subject, str(predicate))
    return sorted({text_of(quad.object) for quad in found}) or [""]


def _quoted(store: Store, graph: str, evidence: str) -> tuple[str, str, str, str]:
    """The source, start or cells, and quote of evidence, for people to read."""
    if not evidence:
        return "", "", "", ""
    source, _, place = evidence.partition("#")
    is_text = place.startswith("char=")
    quote = (
        f"{source}#quote={place.removeprefix('char=')}" if is_text else f"{source}#quote-{place}"
    )
    exact = _one(store, graph, quote, OA.exact)
    start = place.removeprefix("char=").partition(",")[0] if is_text else ""
    return source, start, "" if is_text else place, exact


def _evidence(store: Store, graphs: Sequence[str]) -> Iterator[tuple[str, str, str, list[str]]]:
    """The graph, IRI, source and selectors of each evidence."""
    for graph in graphs:
        for evidence in _subjects(store, graph, str(TR.Evidence)):
            selectors = [
                text_of(quad.object) for quad in _quads(store, graph, evidence, str(OA.hasSelector))
            ]
            yield graph, evidence, _one(store, graph, evidence, OA.hasSource), selectors


def _selectors(selectors: Sequence[str], *marks: str) -> tuple[str | None, ...]:
    """The selector whose IRI has each of some marks."""
    return tuple(next((each for each in selectors if mark in each), None) for mark in marks)


def _subjects(store: Store, graph: str, kind: str) -> list[str]:
    found = store.quads_for_pattern(
        None, NamedNode(str(RDF.type)), NamedNode(kind), NamedNode(graph)
    )
    return sorted(text_of(quad.subject) for quad in found)


def _quads(store: Store, graph: str, subject: str | None, predicate: str | None) -> Iterator[Quad]:
    return store.quads_for_pattern(
        NamedNode(subject) if subject else None,
        NamedNode(predicate) if predicate else None,
        None,
        NamedNode(graph),
    )


def _one(store: Store, graph: str, subject: str, predicate: object) -> str:
    """The first value of a property, as text; empty if there is none."""
    return _values(store, graph, subject, predicate)[0] if subject else ""
