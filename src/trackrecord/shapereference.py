"""The reference page of the shapes, as Markdown: what a graph must hold to, each shape by its IRI."""

from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from trackrecord.naming import shortened
from trackrecord.vocabulary import PREFIXES, SHAPES

_NAMESPACES = tuple(PREFIXES.items())
_HEAD = f"""\
# The shapes

Namespace `{SHAPES}`, prefix `shapes:`. What `trackrecord validate` holds a graph to: a *violation* must be mended, a
*warning* should be looked at.
"""


def shapes_page(shapes: Path) -> str:
    """The page: each node shape with what it is about, then the shapes that it consists of."""
    graph = Graph()
    for file in sorted(shapes.glob("*.ttl")):
        graph.parse(file)
    sections = [_HEAD]
    for shape in sorted(s for s in graph.subjects(RDF.type, SH.NodeShape) if isinstance(s, URIRef)):
        sections.append(_section(graph, shape))
    return "\n".join(sections)


def _section(graph: Graph, shape: URIRef) -> str:
    lines = [f"## {_short(shape)}", "", _text(graph, shape, SH.description), ""]
    targets = sorted(_short(each) for each in graph.objects(shape, SH.targetClass))
    if targets:
        lines += [f"- Of: {', '.join(targets)}", ""]
    parts = sorted({*graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql)}, key=str)
    if parts:
        lines += [
            "| shape | of | what is wrong where it fails | severity |",
            "| --- | --- | --- | --- |",
        ]
    for part in parts:
        message = _text(graph, part, SH.message) or _text(graph, part, SH.description)
        path = graph.value(part, SH.path)
        cells = (
            f"`{_short(part)}`",
            f"`{_short(path)}`" if isinstance(path, URIRef) else "",
            message,
            _short(graph.value(part, SH.severity)).removeprefix("sh:").lower(),
        )
        lines.append(
            "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
        )
    return "\n".join(lines) + "\n"


def _text(graph: Graph, node: Node, predicate: URIRef) -> str:
    found = [str(each) for each in graph.objects(node, predicate)]
    return " ".join(sorted(found))


def _short(node: Node | None) -> str:
    return shortened(str(node), _NAMESPACES) if node is not None else ""
