"""One function: a thing and a format → its description as RDF text, for a server and for files alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import FOAF, VOID

from trackrecord.about import About, by_graph, description_of, without_words
from trackrecord.cataloguing import dataset_iri
from trackrecord.serializing import WRITERS, to_trig
from trackrecord.serving.interface import say
from trackrecord.serving.rendering import ShowText
from trackrecord.serving.snapshot import LANGUAGES, Snapshot
from trackrecord.vocabulary import RDF, RDFS, prefixes

_HYDRA = "http://www.w3.org/ns/hydra/core#"
#: Prefixes of what says something of the documents and the dataset, beside those of the data.
MORE: Mapping[str, str] = {
    "foaf": str(FOAF),
    "void": str(VOID),
    "dcat": "http://www.w3.org/ns/dcat#",
    "hydra": _HYDRA,
}


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a description: its name here, its media type, and the suffix of its files."""

    name: str
    media: str
    suffix: str


#: The formats of a description, those that are taken first by a client that does not mind.
FORMATS = (
    Format("turtle", "text/turtle", ".ttl"),
    Format("jsonld", "application/ld+json", ".jsonld"),
    Format("ntriples", "application/n-triples", ".nt"),
    Format("rdfxml", "application/rdf+xml", ".rdf"),
    Format("trig", "application/trig", ".trig"),
)


def document(snapshot: Snapshot, about: About, kind: Format, show_text: ShowText = "quotes") -> str:
    """The description of a thing as text, with what is said of the text itself.

    In TriG each triple stands in the named graphs that state it, so that what sources say differently is told apart;
    the other formats have the merge. Words of sources are left out if nothing of their text is shown.
    """
    triples = without_words(about.triples) if show_text == "none" else about.triples
    told = (*triples, *_of_itself(snapshot, about, kind, show_text))
    names = {**prefixes(snapshot.base.iri), **MORE}
    if kind.name == "trig":
        return to_trig(by_graph(snapshot.store, told), names)
    return WRITERS[kind.name](told, names)


def described(snapshot: Snapshot, iri: str, kind: Format, show_text: ShowText = "quotes") -> str:
    """All of the description of a thing as text, on one page.

    Raises:
        UnknownNameError: the dataset says nothing of it.
    """
    return document(snapshot, description_of(snapshot.store, iri), kind, show_text)


def _of_itself(
    snapshot: Snapshot, about: About, kind: Format, show_text: ShowText
) -> Iterator[Triple]:
    """What a document says of itself: what it is about, the pages beside it, and what is left out of it."""
    place = about.iri + kind.suffix
    here = place if about.pages == 1 else _page(place, about.page)
    yield _said(here, RDF.type, str(FOAF.Document))
    yield _said(here, FOAF.primaryTopic, about.iri)
    yield _said(here, VOID.inDataset, dataset_iri(snapshot.base))
    if about.pages > 1:
        yield _said(here, RDF.type, f"{_HYDRA}PartialCollectionView")
        for relation, page in pages_beside(about).items():
            yield _said(here, f"{_HYDRA}{relation}", _page(place, page))
    if show_text == "none":
        for language in LANGUAGES:
            text = Literal(say(language, "data.withheld"), language=language)
            yield Triple(NamedNode(here), NamedNode(str(RDFS.comment)), text)


def pages_beside(about: About) -> dict[str, int]:
    """The pages of a description by their relation to this one: first, last, previous, next."""
    found = {"first": 1, "last": about.pages}
    if about.page > 1:
        found["previous"] = about.page - 1
    if about.page < about.pages:
        found["next"] = about.page + 1
    return found


def _page(place: str, number: int) -> str:
    return f"{place}?page={number}"


def _said(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(str(predicate)), NamedNode(value))
