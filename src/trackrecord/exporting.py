"""A dataset → files that other tools read, the same bytes for the same graph.

Turtle and TriG are canonical, line-based formats sorted, and so are JSON-LD and RDF/XML (see `serializing`). CSV is one tidy table a kind of fact, with CSVW metadata that a build takes back.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from trackrecord import serializing
from trackrecord.dataset import source_graphs
from trackrecord.iris import DEFAULT_BASE
from trackrecord.tables import MAPPING_SUFFIX
from trackrecord.tabulating import fact_table, tidy_tables
from trackrecord.turtle import to_turtle
from trackrecord.vocabulary import prefixes

#: Kinds of fact by the word the command line has for them.
TABLES: Mapping[str, str] = {
    "conferrals": "Conferral",
    "observations": "Observation",
    "undertakings": "Undertaking",
    "claims": "Claim",
    "tenures": "Tenure",
    "schemes": "SchemeFact",
}


def to_turtle_text(store: Store, base: str) -> str:
    """The merge of all graphs as canonical Turtle."""
    return to_turtle(_merged(store), prefixes(base))


def to_trig(store: Store, base: str) -> str:
    """Each named graph as a block of canonical Turtle; the merge is left to the reader of the file."""
    graphs = {
        graph.value: (q.triple for q in store.quads_for_pattern(None, None, None, graph))
        for graph in _graphs(store)
    }
    return serializing.to_trig(graphs, prefixes(base))


def to_ntriples(store: Store, base: str) -> str:
    """The merge of all graphs, one triple a line, sorted."""
    return serializing.to_ntriples(_merged(store), prefixes(base))


def to_nquads(store: Store, base: str) -> str:
    """Every named graph, one quad a line, sorted."""
    quads = (
        q for graph in _graphs(store) for q in store.quads_for_pattern(None, None, None, graph)
    )
    return "".join(sorted(f"{_plain(quad)} .\n" for quad in quads))


def to_jsonld(store: Store, base: str) -> str:
    """The merge of all graphs as JSON-LD with the project's context, nodes and keys sorted."""
    return serializing.to_jsonld(_merged(store), prefixes(base))


def to_rdfxml(store: Store, base: str) -> str:
    """The merge of all graphs as RDF/XML, one description a node, sorted."""
    return serializing.to_rdfxml(_merged(store), prefixes(base))


def to_csv(store: Store, kind: str, base: str = DEFAULT_BASE) -> str:
    """The facts of a kind as a table: the IRI, what it asks and answers, and the quote of each source.

    A fact that several sources answer has a row for each; what has several values has a row for each.
    """
    name = next(name for name, each in TABLES.items() if each == kind)
    return fact_table(store, name, source_graphs(store, base)).to_csv()


def to_csv_files(store: Store, base: str, kind: str | None = None) -> dict[str, str]:
    """The tables of all sources and their CSVW metadata, as file names and texts.

    With the word for a `kind`, its table alone; the others are needed to get the graph back.
    """
    graphs = source_graphs(store, base)
    tables = [fact_table(store, kind, graphs)] if kind else tidy_tables(store, graphs)
    return {
        name: text
        for table in tables
        for name, text in (
            (f"{table.name}.csv", table.to_csv()),
            (f"{table.name}.csv{MAPPING_SUFFIX}", table.to_metadata()),
        )
    }


def is_of_an_export(file: Path) -> bool:
    """Whether a file is a table that an export wrote, or its metadata, and may be written over."""
    metadata = file.with_name(f"{file.name.removesuffix(MAPPING_SUFFIX)}{MAPPING_SUFFIX}")
    return metadata.is_file() and '"table:graph"' in metadata.read_text("utf-8", "replace")


FORMATS: Mapping[str, Callable[[Store, str], str]] = {
    "turtle": to_turtle_text,
    "trig": to_trig,
    "ntriples": to_ntriples,
    "nquads": to_nquads,
    "jsonld": to_jsonld,
    "rdfxml": to_rdfxml,
}


def _merged(store: Store) -> Iterable[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph()))


def _graphs(store: Store) -> list[NamedNode]:
    named = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted(named, key=lambda graph: graph.value)


def _plain(quad: Quad) -> str:
    return f"{quad.triple} {quad.graph_name}"
