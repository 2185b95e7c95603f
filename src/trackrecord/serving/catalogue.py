"""What the data is and how to get it: vocabularies, the description of the dataset, and all of it as a file.

`/ontology`, `/ontology/alignments` and `/shapes` (HTML and RDF), `/context.jsonld`; `/dataset` and
`/.well-known/void` (DCAT and VoID); `/dump.nq.gz`.
"""

from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import Triple
from rdflib.namespace import VOID
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from trackrecord.cataloguing import dataset_iri, entry, statistics
from trackrecord.naming import text_of
from trackrecord.serializing import WRITERS
from trackrecord.serving import dumping, vocabularies
from trackrecord.serving.documents import FORMATS, MORE, Format
from trackrecord.serving.linked import HTML, METHODS
from trackrecord.serving.negotiation import best
from trackrecord.serving.rendering import View
from trackrecord.serving.representing import (
    OPEN,
    PREFLIGHT,
    is_known,
    link,
    links,
    represented,
    tag,
)
from trackrecord.serving.snapshot import LANGUAGES, PREFIXES
from trackrecord.serving.vocabularies import VOCABULARIES
from trackrecord.vocabulary import prefixes

#: The formats of the description of the dataset; it has no named graphs.
_FORMATS = tuple(each for each in FORMATS if each.name in WRITERS)
_SHOWN = ("triples", "entities", "classes", "properties")
_COUNTED = {str(VOID[name]) for name in _SHOWN}


def routes(view_of: Callable[[Request], View]) -> list[BaseRoute]:
    """The routes, in every language where there is a page."""
    found: list[BaseRoute] = []

    def add(path: str, name: str, answer: Callable[[Request, View], Response]) -> None:
        def endpoint(request: Request) -> Response:
            if request.method == "OPTIONS":
                return Response(None, 204, PREFLIGHT)
            return answer(request, view_of(request))

        found.append(Route(path, endpoint, methods=METHODS, name=name))

    for path in VOCABULARIES:
        add(f"/{path}", path, _negotiated(path))
        for each in VOCABULARIES[path].formats:
            add(f"/{path}{each.suffix}", path + each.suffix, _file_of(path, each))
        for language in LANGUAGES[1:]:
            add(f"{PREFIXES[language]}/{path}", f"{path}-{language}", _negotiated(path))
    for place in ("dataset", "id/dataset"):
        for language, prefix in PREFIXES.items():
            add(f"{prefix}/{place}", f"{place}-{language}", _dataset)
        for each in _FORMATS:
            add(f"/{place}{each.suffix}", place + each.suffix, _dataset_as(each))
    add("/.well-known/void", "void", _void)
    add("/context.jsonld", "context", _context)
    add("/dump.nq.gz", "dump", _dump)
    return found


def _negotiated(path: str) -> Callable[[Request, View], Response]:
    vocabulary = VOCABULARIES[path]

    def answer(request: Request, view: View) -> Response:
        kind = _best(request, vocabulary.formats)
        if kind is None:
            return _not_acceptable(vocabulary.formats)
        if isinstance(kind, Format):
            return _as_file(request, path, kind, {"Vary": "Accept"})
        headers = {"Vary": "Accept", **_around(path, view.language)}
        etag = tag(path, view.language, view.snapshot.version)
        return represented(request, lambda: vocabularies.page(view, path), HTML, etag, headers)

    return answer


def _file_of(path: str, kind: Format) -> Callable[[Request, View], Response]:
    return lambda request, view: _as_file(request, path, kind, {})


def _as_file(request: Request, path: str, kind: Format, headers: Mapping[str, str]) -> Response:
    content = vocabularies.text(path, kind.name)
    known = {**headers, **_around(path), "Content-Location": f"/{path}{kind.suffix}"}
    return represented(request, lambda: content, kind.media, tag(content), known)


def _around(path: str, language: str | None = None) -> dict[str, str]:
    """The headers of a vocabulary: its IRI, its formats and its licence."""
    vocabulary = VOCABULARIES[path]
    told = [link(vocabulary.iri, "canonical")]
    told += [link(f"/{path}{f.suffix}", "alternate", type=f.media) for f in vocabulary.formats]
    if vocabulary.licence:
        told.append(link(vocabulary.licence, "license"))
    return {"Link": links(told), **({"Content-Language": language} if language else {})}


def _context(request: Request, view: View) -> Response:
    content = vocabularies.context()
    return represented(request, lambda: content, "application/ld+json", tag(content), {})


def _dataset(request: Request, view: View) -> Response:
    kind = _best(request, _FORMATS)
    if kind is None:
        return _not_acceptable(_FORMATS)
    if isinstance(kind, Format):
        return _described(request, view, kind, {"Vary": "Accept"})
    iri = dataset_iri(view.snapshot.base)
    counts = {
        triple.predicate.value.removeprefix(str(VOID)): int(text_of(triple.object))
        for triple in _statistics(view)
        if triple.predicate.value in _COUNTED and text_of(triple.subject) == iri
    }
    told = [(name, counts[name]) for name in _SHOWN]
    etag = tag(view.snapshot.version, "dataset", view.language, str(request.base_url))
    headers = {"Vary": "Accept", **_beside(view), "Content-Language": view.language}
    return represented(
        request,
        lambda: view.rendered("dataset.html", iri=iri, formats=_FORMATS, counts=told),
        HTML,
        etag,
        headers,
    )


def _dataset_as(kind: Format) -> Callable[[Request, View], Response]:
    return lambda request, view: _described(request, view, kind, {})


def _void(request: Request, view: View) -> Response:
    """The description for who knows of no other address (VoID, section 7.2): in Turtle unless asked otherwise."""
    media = best([each.media for each in _FORMATS], request.headers.get("accept"))
    kind = next((each for each in _FORMATS if each.media == media), _FORMATS[0])
    return _described(request, view, kind, {"Vary": "Accept"})


def _described(request: Request, view: View, kind: Format, headers: Mapping[str, str]) -> Response:
    snapshot = view.snapshot
    names = {**prefixes(snapshot.base.iri), **MORE}
    etag = tag(snapshot.version, "dataset", kind.name, str(request.base_url))
    known = {**headers, **_beside(view), "Content-Location": f"/dataset{kind.suffix}"}
    return represented(
        request,
        lambda: WRITERS[kind.name](_statements(request, view), names),
        kind.media,
        etag,
        known,
    )


def _statements(request: Request, view: View) -> list[Triple]:
    return [*entry(view.snapshot.base, str(request.base_url)), *_statistics(view)]


def _statistics(view: View) -> list[Triple]:
    snapshot = view.snapshot
    return snapshot.once("statistics", lambda: statistics(snapshot.store, snapshot.base))


def _beside(view: View) -> dict[str, str]:
    told = [link(f"/dataset{each.suffix}", "alternate", type=each.media) for each in _FORMATS]
    return {"Link": links([link(dataset_iri(view.snapshot.base), "canonical"), *told])}


def _dump(request: Request, view: View) -> Response:
    etag = tag(view.snapshot.version, "dump", str(view.show_text == "none"))
    headers = {
        **OPEN,
        "ETag": etag,
        "Cache-Control": "no-cache",
        "Link": link(dataset_iri(view.snapshot.base), "describedby"),
    }
    if is_known(request.headers.get("if-none-match"), etag):
        return Response(None, 304, headers)
    file = dumping.dump(view.snapshot, view.show_text)
    name = f"trackrecord-{view.snapshot.version}.nq.gz"
    return FileResponse(file, headers=headers, media_type="application/gzip", filename=name)


def _best(request: Request, formats: Iterable[Format]) -> Format | str | None:
    """The format to send, `HTML` for a page; None if none is accepted."""
    offers: dict[str, Format | str] = {HTML: HTML, **{each.media: each for each in formats}}
    media = best(offers, request.headers.get("accept"))
    return offers[media] if media else None


def _not_acceptable(formats: Iterable[Format]) -> Response:
    there_are = "".join(f"{media}\n" for media in (HTML, *(each.media for each in formats)))
    told = f"none of the formats that are accepted; there are:\n{there_are}"
    return PlainTextResponse(told, 406, {**OPEN, "Vary": "Accept"})
