"""The ontology, its alignments, the shapes and the JSON-LD context: as pages, and as the files that ship.

`/ontology` and `/shapes` are where the IRIs of their terms lead to, since a fragment is not sent: `/ontology#Award`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple

from trackrecord.reference import reference_page
from trackrecord.resources import directory
from trackrecord.serving.documents import FORMATS, Format
from trackrecord.serving.rendering import View
from trackrecord.shapereference import shapes_page
from trackrecord.vocabulary import ONTOLOGY, PREFIXES, SHAPES

_TERM = re.compile(r"`?((?:tr|shapes):([\w-]+))")
#: A term that stands neither at the beginning of a heading or in code, nor in a longer name.
_LINKABLE = re.compile(r"(?<![\w`#:/-])(?<!# )(tr|shapes):([\w-]+)(?![`\w])")
_WRITTEN: Mapping[str, RdfFormat] = {
    "jsonld": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Something that ships as Turtle: its IRI, its files, its page as Markdown, and its licence if it has its own."""

    iri: str
    files: Callable[[], list[Path]]
    page: Callable[[], str]
    licence: str | None = None

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that there are of it; it has no named graphs."""
        return tuple(each for each in FORMATS if each.name == "turtle" or each.name in _WRITTEN)


def _ontology_page() -> str:
    return reference_page(directory("ontology"), directory("shapes"))


def _shapes_page() -> str:
    return shapes_page(directory("shapes"))


#: The vocabularies by their paths.
VOCABULARIES: Mapping[str, Vocabulary] = {
    "ontology": Vocabulary(
        ONTOLOGY,
        lambda: [directory("ontology") / "trackrecord.ttl"],
        _ontology_page,
        "https://www.apache.org/licenses/LICENSE-2.0",
    ),
    "ontology/alignments": Vocabulary(
        f"{ONTOLOGY}/alignments",
        lambda: [directory("ontology") / "alignments.ttl"],
        _ontology_page,
        "https://www.apache.org/licenses/LICENSE-2.0",
    ),
    "shapes": Vocabulary(
        SHAPES.rstrip("#"), lambda: sorted(directory("shapes").glob("*.ttl")), _shapes_page
    ),
}


def page(view: View, path: str) -> str:
    """The page of a vocabulary: what each term means, under the anchor that its IRI ends in."""
    vocabulary = VOCABULARIES[path]
    return view.rendered(
        "vocabulary.html",
        iri=vocabulary.iri,
        path=path,
        formats=vocabulary.formats,
        told=_html(path),
    )


@cache
def text(path: str, kind: str) -> str:
    """A vocabulary in a format: Turtle as it ships, with its comments; the others from its triples, sorted."""
    files = VOCABULARIES[path].files()
    if kind == "turtle":
        return "\n".join(file.read_text(encoding="utf-8") for file in files)
    written = pyoxigraph.serialize(_triples(files), format=_WRITTEN[kind], prefixes=_prefixes(kind))
    return (written or b"").decode()


def context() -> str:
    """The JSON-LD context of the data."""
    return (directory("ontology") / "context.jsonld").read_text(encoding="utf-8")


def _prefixes(kind: str) -> dict[str, str] | None:
    return dict(PREFIXES) if kind == "rdfxml" else None


def _triples(files: list[Path]) -> list[Triple]:
    """The triples of files, sorted, with blank nodes named by what is said of them."""
    read = (triple for file in files for triple in pyoxigraph.parse(path=str(file)))
    dataset = Dataset(Quad(each.subject, each.predicate, each.object) for each in read)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((quad.triple for quad in dataset), key=str)


@cache
def _html(path: str) -> Markup:
    """The Markdown of a vocabulary as HTML; a heading or row that begins with a term is its anchor."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    told = VOCABULARIES[path].page()
    anchors = _anchored(markdown.parse(told))
    tokens = markdown.parse(_LINKABLE.sub(lambda found: _linked(found, anchors), told))
    _anchored(tokens)
    html = markdown.renderer.render(tokens, markdown.options, {})
    return Markup(
        html.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")
    )


def _anchored(tokens: list[Token]) -> set[str]:
    """Give each heading and row that begins with a term, the first that does, the term as its anchor."""
    seen: set[str] = set()
    for place, token in enumerate(tokens):
        if token.type not in ("heading_open", "tr_open"):
            continue
        inline = next((each for each in tokens[place:] if each.type == "inline"), None)
        term = _TERM.match(inline.content) if inline else None
        if term and term[1] not in seen:
            token.attrSet("id", term[2])
            seen.add(term[1])
    return seen


def _linked(found: re.Match[str], anchors: set[str]) -> str:
    """A term in running text as a link to its place on the page, if it has one."""
    return f"[{found[0]}](#{found[2]})" if found[0] in anchors else found[0]
