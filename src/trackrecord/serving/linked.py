"""Every IRI of the data leads to its description: a page for people, RDF for programs, each by its own address.

The IRI itself answers in the format that is asked for (content negotiation, no redirect); with `.ttl`, `.jsonld`, `.nt`,
`.rdf` or `.trig` at its end it is that file, as on a static site. A reader from elsewhere who would rather read Korean
is sent to the Korean page; one who is already here has chosen a language by the address.
"""

import re
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from trackrecord.about import About, Items, description_of, items_of
from trackrecord.errors import UnknownNameError
from trackrecord.serving.addresses import iri_of, path_of
from trackrecord.serving.documents import FORMATS, Format, document, pages_beside
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
from trackrecord.serving.snapshot import LANGUAGES

HTML = "text/html"
#: The formats by media type; of those accepted alike the first is sent. Programs that ask for JSON get JSON-LD.
OFFERS: Mapping[str, Format | None] = {
    HTML: None,
    **{each.media: each for each in FORMATS},
    "application/json": FORMATS[1],
    "application/xml": FORMATS[3],
}
METHODS = ("GET", "HEAD", "OPTIONS")
_MANY = 2_000  # things told with one thing that are kept in their order
_PAGE = re.compile(r"[1-9][0-9]{0,8}")
#: Where a browser says that a link was followed from: from here, a language has been chosen.
_HERE = {"same-origin", "same-site"}


def dereferenced(request: Request, view: View, page: Callable[[str], str]) -> Response:
    """What the IRI of a request's path leads to; `page` gives the HTML of the thing of an IRI."""
    if request.method == "OPTIONS":
        return Response(None, 204, PREFLIGHT)
    iri, kind = _asked(view)
    if kind is not None:
        return _as_file(request, view, iri, kind, kind.media, {})
    media = best(OFFERS, request.headers.get("accept"))
    if media is None:
        return _not_acceptable(iri, view)
    varying = {"Vary": "Accept" if view.language != LANGUAGES[0] else "Accept, Accept-Language, Sec-Fetch-Site"}  # fmt: skip
    offered = OFFERS[media]
    if offered is not None:
        return _as_file(request, view, iri, offered, media, varying)
    language = _preferred(request, view)
    if language != view.language:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(view.to(view.path, language) + query, 302, {**OPEN, **varying})
    return _as_page(request, view, iri, page, varying)


def _asked(view: View) -> tuple[str | None, Format | None]:
    """The IRI of a path and the format it ends in; a thing whose own IRI ends so comes first."""
    iri = iri_of(view.path, view.snapshot.base)
    if iri is None or view.snapshot.has(iri):
        return iri, None
    for kind in FORMATS:
        if view.path.endswith(kind.suffix):
            return iri_of(view.path.removesuffix(kind.suffix), view.snapshot.base), kind
    return iri, None


def _as_page(
    request: Request,
    view: View,
    iri: str | None,
    page: Callable[[str], str],
    headers: Mapping[str, str],
) -> Response:
    try:
        if iri is None:
            raise UnknownNameError(f"no IRI is at /{view.path}")
        etag = tag(view.snapshot.version, view.show_text, HTML, view.language, view.path, request.url.query)  # fmt: skip
        told = [
            link(iri, "canonical"),
            *_formats(view, iri),
            *(link(view.to(view.path, each), "alternate", hreflang=each) for each in LANGUAGES),
            link(_file(view, iri, FORMATS[0]), "describedby", type=FORMATS[0].media),
        ]
        known = {**headers, "Content-Language": view.language, "Link": links(told)}
        return represented(request, lambda: page(iri), HTML, etag, known)
    except UnknownNameError as error:
        if iri is not None and _is_described(view, iri):
            return RedirectResponse(_file(view, iri, FORMATS[0]), 303, {**OPEN, **headers})
        told_404 = view.rendered("error.html", title="404", told=str(error))
        return HTMLResponse(told_404, 404, {**OPEN, **headers})


def _as_file(
    request: Request,
    view: View,
    iri: str | None,
    kind: Format,
    media: str,
    headers: Mapping[str, str],
) -> Response:
    asked = request.query_params.get("page", "1")
    try:
        if iri is None:
            raise UnknownNameError(f"no IRI is at /{view.path}")
        if not _PAGE.fullmatch(asked):
            raise UnknownNameError(f"a page is a number from 1, not {asked!r}")
        etag = tag(view.snapshot.version, view.show_text, media, iri, asked)
        if is_known(request.headers.get("if-none-match"), etag):
            return represented(request, str, media, etag, headers)
        about = description_of(view.snapshot.store, iri, int(asked), _items(view, iri))
    except UnknownNameError as error:
        return PlainTextResponse(f"{error}\n", 404, {**OPEN, **headers})
    place = _file(view, iri, kind)
    known = {
        **headers,
        "Content-Location": place + (f"?page={about.page}" if about.page > 1 else ""),
        "Link": links(
            [
                link(iri, "canonical"),
                link(iri, "describes"),
                *_formats(view, iri),
                *_pages(place, about),
            ]
        ),
    }
    return represented(
        request, lambda: document(view.snapshot, about, kind, view.show_text), media, etag, known
    )


def _items(view: View, iri: str) -> Items:
    """What is told with a thing; kept where there is so much that to find it again takes long."""
    known: Items | None = view.snapshot.kept.get(("items", iri))
    found = known if known is not None else items_of(view.snapshot.store, iri)
    return view.snapshot.once(("items", iri), lambda: found) if len(found) > _MANY else found


def _is_described(view: View, iri: str) -> bool:
    try:
        return bool(description_of(view.snapshot.store, iri, 1).triples)
    except UnknownNameError:
        return False


def _file(view: View, iri: str, kind: Format) -> str:
    return f"{view.root}{path_of(iri, view.snapshot.base)}{kind.suffix}"


def _formats(view: View, iri: str) -> list[str]:
    return [link(_file(view, iri, kind), "alternate", type=kind.media) for kind in FORMATS]


def _pages(place: str, about: About) -> list[str]:
    if about.pages == 1:
        return []
    names = {"previous": "prev"}
    return [link(f"{place}?page={n}", names.get(r, r)) for r, n in pages_beside(about).items()]


def _not_acceptable(iri: str | None, view: View) -> Response:
    told = "none of the formats that are accepted; there are:\n" + "".join(f"{each}\n" for each in OFFERS)  # fmt: skip
    beside = {"Link": links(_formats(view, iri))} if iri else {}
    return PlainTextResponse(told, 406, {**OPEN, **beside, "Vary": "Accept"})


def _preferred(request: Request, view: View) -> str:
    """The language of the page for a reader: the address's, unless the reader comes from elsewhere."""
    is_here = request.headers.get("sec-fetch-site") in _HERE
    if view.language != LANGUAGES[0] or is_here:
        return view.language
    return preferred_language(request.headers.get("accept-language"))


def preferred_language(accepted: str | None) -> str:
    """The language of ours that a reader would rather have (RFC 9110, section 12.5.4); ours first, if none.

    >>> preferred_language("ko-KR,ko;q=0.9,en;q=0.8"), preferred_language("en, ko;q=0.9"), preferred_language("fr")
    ('ko', 'en', 'en')
    """
    qualities: dict[str, float] = {}
    for each in (accepted or "").split(","):
        range_, _, quality = each.partition(";")
        name = range_.strip().lower().partition("-")[0]
        try:
            rated = float(quality.partition("=")[2] or 1)
        except ValueError:
            rated = 0.0
        qualities[name] = max(rated, qualities.get(name, 0.0))
    rest = qualities.get("*", 0.0)
    return max(LANGUAGES, key=lambda language: qualities.get(language, rest))
