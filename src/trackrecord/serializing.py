"""Triples → RDF as text, the same bytes for the same triples, whatever their order.

Turtle is canonical and N-Triples sorted; JSON-LD and RDF/XML are rdflib's, with nodes and properties sorted. There are
no blank nodes in what is stored.
"""

import json
from collections.abc import Callable, Iterable, Mapping

import rdflib
from pyoxigraph import Triple

from trackrecord.resources import directory
from trackrecord.turtle import to_turtle

Prefixes = Mapping[str, str]


def to_ntriples(triples: Iterable[Triple], prefixes: Prefixes) -> str:
    """Triples, one a line, sorted."""
    return "".join(sorted(f"{triple} .\n" for triple in triples))


def to_jsonld(triples: Iterable[Triple], prefixes: Prefixes) -> str:
    """Triples as JSON-LD with the project's context, nodes and keys sorted."""
    graph = _rdflib(triples)
    context = json.loads((directory("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    told = json.loads(graph.serialize(format="json-ld", context=context["@context"]))
    nodes = told.get("@graph", [{key: told[key] for key in told if key != "@context"}])
    ordered = sorted(map(_sorted_values, nodes), key=lambda node: str(node.get("id")))
    document = {**context, "@graph": ordered if len(graph) else []}
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def to_rdfxml(triples: Iterable[Triple], prefixes: Prefixes) -> str:
    """Triples as RDF/XML, one description a node, sorted."""
    graph = _rdflib(triples)
    for name, iri in prefixes.items():
        graph.bind(name, iri)
    text: str = graph.serialize(format="xml")
    head, sep, rest = text.partition("  <rdf:Description")
    blocks = (sep + rest).removesuffix("</rdf:RDF>\n").split("  </rdf:Description>\n")
    ordered = sorted(_sorted_description(block) for block in blocks if block.strip())
    return head + "".join(f"{block}  </rdf:Description>\n" for block in ordered) + "</rdf:RDF>\n"


def to_trig(graphs: Mapping[str, Iterable[Triple]], prefixes: Prefixes) -> str:
    """Named graphs, each a block of canonical Turtle; what is under "" stands in no block."""
    declared: set[str] = set()
    blocks = []
    for graph, triples in sorted(graphs.items()):
        lines = to_turtle(triples, prefixes).splitlines()
        declared.update(line for line in lines if line.startswith("@prefix "))
        body = "\n".join(line for line in lines if not line.startswith("@prefix ")).strip()
        blocks.append(f"<{graph}> {{\n{body}\n}}\n" if graph else f"{body}\n")
    order = [f"@prefix {name}: <{iri}> ." for name, iri in prefixes.items()]
    return "\n".join([line for line in order if line in declared]) + "\n\n" + "\n".join(blocks)


#: How triples are written, by the name of the format.
WRITERS: Mapping[str, Callable[[Iterable[Triple], Prefixes], str]] = {
    "turtle": to_turtle,
    "ntriples": to_ntriples,
    "jsonld": to_jsonld,
    "rdfxml": to_rdfxml,
}


def _rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=to_ntriples(triples, {}), format="nt")


def _sorted_values(node: dict[str, object]) -> dict[str, object]:
    return {
        key: sorted(value, key=lambda item: json.dumps(item, sort_keys=True))
        if isinstance(value, list)
        else value
        for key, value in node.items()
    }


def _sorted_description(block: str) -> str:
    """A description with its property elements in order; an element may span lines."""
    head, _, body = block.partition("\n")
    elements: list[str] = []
    for line in body.splitlines(keepends=True):
        if line.startswith("    <") or not elements:
            elements.append(line)
        else:
            elements[-1] += line
    return f"{head}\n" + "".join(sorted(elements))
