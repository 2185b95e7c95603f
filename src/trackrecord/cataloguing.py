"""What a dataset is, for catalogues and programs: VoID statistics and a DCAT entry, as triples.

Follows Describing Linked Datasets with the VoID Vocabulary (sections 2 to 5) and DCAT 3. What is not known is not
said: a licence and a publisher are whose dataset it is.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Triple
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, VOID, XSD

from trackrecord.iris import Base
from trackrecord.naming import shortened
from trackrecord.vocabulary import ONTOLOGY, SKOS, prefixes

_TITLES = {
    "en": "A track record of governments",
    "ko": "정부의 실적 기록",
}
_DESCRIPTIONS = {
    "en": "What local governments promised, ran, delivered and won, as sources state it, each fact with the words behind it.",
    "ko": "지방정부가 약속하고 시행하고 이루고 수상한 것을 출처가 말하는 대로, 사실마다 그 근거 문구와 함께 담았다.",
}
_LANGUAGES = tuple(
    f"http://publications.europa.eu/resource/authority/language/{code}" for code in ("ENG", "KOR")
)
_GZIP = "https://www.iana.org/assignments/media-types/application/gzip"
_NQUADS = "https://www.iana.org/assignments/media-types/application/n-quads"
_FORMATS = tuple(
    f"http://www.w3.org/ns/formats/{name}"
    for name in ("Turtle", "JSON-LD", "N-Triples", "RDF_XML", "TriG")
)
_VOCABULARIES = (
    f"{ONTOLOGY}#", str(SKOS), str(DCTERMS), "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#",
)  # fmt: skip
_COUNTS: Mapping[str, str] = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "entities": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
}
_CLASSES = "SELECT ?of (COUNT(?s) AS ?n) { ?s a ?of } GROUP BY ?of ORDER BY ?of"
_PROPERTIES = "SELECT ?of (COUNT(*) AS ?n) { ?s ?of ?o } GROUP BY ?of ORDER BY ?of"


def entry(base: Base, root: str, example: str | None = None) -> list[Triple]:
    """The dataset of a base, the ways to get it, and how it is reached as linked data.

    `root` is the address of the server or site, ending in "/"; `example` is the IRI of a thing to look at.
    """
    dataset = dataset_iri(base)
    return [*_entry(dataset, root), *_linkset(dataset, base, root, example)]


def dataset_iri(base: Base) -> str:
    """The IRI of the dataset of a base as a whole."""
    return f"{base.iri}dataset"


def _entry(dataset: str, root: str) -> Iterator[Triple]:
    """The dataset and the ways to get it."""
    yield _said(dataset, RDF.type, DCAT.Dataset)
    yield _said(dataset, RDF.type, VOID.Dataset)
    for language in _TITLES:
        yield _told(dataset, DCTERMS.title, _TITLES[language], language)
        yield _told(dataset, DCTERMS.description, _DESCRIPTIONS[language], language)
    for language in _LANGUAGES:
        yield _said(dataset, DCTERMS.language, language)
    yield _said(dataset, DCTERMS.conformsTo, ONTOLOGY)
    yield _said(dataset, DCAT.landingPage, root)
    dump, service = f"{dataset}#dump", f"{dataset}#sparql"
    yield _said(dataset, DCAT.distribution, dump)
    yield _said(dump, RDF.type, DCAT.Distribution)
    yield _said(dump, DCAT.downloadURL, f"{root}dump.nq.gz")
    yield _said(dump, DCAT.accessURL, f"{root}dump.nq.gz")
    yield _said(dump, DCAT.mediaType, _NQUADS)
    yield _said(dump, DCAT.compressFormat, _GZIP)
    yield _said(service, RDF.type, DCAT.DataService)
    yield _said(service, DCAT.servesDataset, dataset)
    yield _said(service, DCAT.endpointURL, f"{root}sparql")
    yield _said(service, DCTERMS.conformsTo, "https://www.w3.org/TR/sparql11-protocol/")
    for language, title in {"en": "SPARQL endpoint", "ko": "SPARQL 엔드포인트"}.items():
        yield _told(service, DCTERMS.title, title, language)
    for language, title in {"en": "All named graphs", "ko": "모든 이름 있는 그래프"}.items():
        yield _told(dump, DCTERMS.title, title, language)


def _linkset(dataset: str, base: Base, root: str, example: str | None) -> Iterator[Triple]:
    """How the dataset is reached as linked data."""
    yield _said(dataset, FOAF.homepage, root)
    yield _said(dataset, VOID.sparqlEndpoint, f"{root}sparql")
    yield _said(dataset, VOID.dataDump, f"{root}dump.nq.gz")
    yield _told(dataset, VOID.uriSpace, base.iri)
    for each in _FORMATS:
        yield _said(dataset, VOID.feature, each)
    for each in _VOCABULARIES:
        yield _said(dataset, VOID.vocabulary, each)
    if example is not None:
        yield _said(dataset, VOID.exampleResource, example)


def statistics(store: Store, base: Base) -> list[Triple]:
    """How much there is: of all, of each class, of each property, in the merge of the named graphs."""
    return list(_statistics(store, dataset_iri(base), tuple(prefixes(base.iri).items())))


def _statistics(store: Store, dataset: str, names: tuple[tuple[str, str], ...]) -> Iterator[Triple]:
    for name, query in _COUNTS.items():
        for row in cast(QuerySolutions, store.query(query)):
            yield _number(dataset, VOID[name], row["n"].value)
    for kind, query in (("class", _CLASSES), ("property", _PROPERTIES)):
        rows = [
            (row["of"].value, row["n"].value) for row in cast(QuerySolutions, store.query(query))
        ]
        yield _number(dataset, VOID["classes" if kind == "class" else "properties"], str(len(rows)))
        for iri, count in rows:
            part = f"{dataset}#{kind}-{shortened(iri, names).replace(':', '.')}"
            yield _said(dataset, VOID[f"{kind}Partition"], part)
            yield _said(part, VOID["class" if kind == "class" else "property"], iri)
            yield _number(part, VOID.entities if kind == "class" else VOID.triples, count)


def _said(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(str(predicate)), NamedNode(str(value)))


def _told(subject: str, predicate: str, text: str, language: str | None = None) -> Triple:
    return Triple(NamedNode(subject), NamedNode(str(predicate)), Literal(text, language=language))


def _number(subject: str, predicate: str, count: str) -> Triple:
    value = Literal(count, datatype=NamedNode(str(XSD.integer)))
    return Triple(NamedNode(subject), NamedNode(str(predicate)), value)
