"""The pages and their data as plain files, for any web host.

A page is `PATH/index.html`, a thing's data `PATH.ttl` and `PATH.jsonld` beside it, so that addresses are those
of the server; links are relative, so that a site may lie in any directory of a host. What needs a server (SPARQL,
comparing, suggestions) is left out; names are sought in the browser. The same graph gives the same bytes.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import DefaultGraph, NamedNode

from trackrecord.errors import GraphError, reason_of
from trackrecord.naming import text_of
from trackrecord.profiles.conflicts import Asked
from trackrecord.serving import pages, vocabularies
from trackrecord.serving.addresses import file_path, path_of
from trackrecord.serving.browsing import KINDS
from trackrecord.serving.documents import FORMATS as FORMATS_OF_DATA
from trackrecord.serving.documents import described
from trackrecord.serving.dumping import lines_by_graph
from trackrecord.serving.rendering import ShowText, View, below
from trackrecord.serving.snapshot import LANGUAGES, Snapshot
from trackrecord.vocabulary import RDF, SKOS, TR

_STATIC = Path(__file__).parent / "static"
_MARK = "trackrecord-site.json"
_CONFLICTS = 500  # contradicted facts on the page of conflicts, the newest
_EVERY = 200  # pages between two reports of progress
_TYPE = NamedNode(str(RDF.type))
_LABELS = tuple(NamedNode(str(label)) for label in (SKOS.prefLabel, SKOS.altLabel))
#: The properties that say what a thing is within, and which of things of one name is meant.
_WITHIN = tuple(NamedNode(str(link)) for link in (TR.parent, TR.government))
#: The files that only a server has a use for.
_OF_A_SERVER = ("yasgui.min.js", "yasgui.min.css", "query.js", "search.js", "compare.js")

#: The formats that data are written in; a host cannot choose among more by what a client accepts.
_DATA = FORMATS_OF_DATA[:2]

Page = Callable[[View], str]
#: A page by its path and what is asked of it, by name.
Asking = tuple[str, tuple[tuple[str, str], ...]]


def write_site(
    snapshot: Snapshot,
    out: Path,
    show_text: ShowText,
    say: Callable[[str], None],
    sources: Path | None = None,
) -> int:
    """Write the site of a graph to a directory, replacing an older site there; how many pages it has.

    `sources` is the directory of the files that were read, for texts that are shown in full.

    The new site is put together beside the directory and takes its place when it is whole.

    Raises:
        GraphError: the directory holds something that is no site, or cannot be written.
    """
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / _MARK).is_file())):
        raise GraphError(
            f"{out}: is there and is no site of trackrecord; name another directory, or remove it"
        )
    new = out.with_name(f".{out.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        written = _write(snapshot, new, show_text, sources, say)
        if out.exists():
            shutil.rmtree(out)
        new.rename(out)
    except OSError as error:
        raise GraphError(
            f"{error.filename or out}: cannot be written: {reason_of(error)}"
        ) from error
    return written


def _write(
    snapshot: Snapshot,
    out: Path,
    show_text: ShowText,
    sources: Path | None,
    say: Callable[[str], None],
) -> int:
    shutil.copytree(_STATIC, out / "static", ignore=shutil.ignore_patterns(*_OF_A_SERVER))
    things = sorted(set(_things(snapshot)))  # a thing of two classes is one thing
    found = dict(_pages(things))
    waiting: list[Asking] = [(path, ()) for path in found]
    known, done = set(waiting), 0
    while (
        waiting
    ):  # pages lead to others of which something is asked, such as the next page of a list
        path, asked = waiting.pop()
        wanted: set[Asking] = set()
        for language in LANGUAGES:
            view = _view(snapshot, path, language, show_text, sources, dict(asked), wanted)
            place = _place(out, view.at(path, **dict(asked))[len(view.root) :])
            _text(place / "index.html", found[path](view))
            done += 1
            if done % _EVERY == 0:
                say(f"{done} pages")
        new = sorted(each for each in wanted - known if each[0] in found)
        known.update(new)
        waiting += new
    for path, iri in things:
        for kind in _DATA:
            file = _place(out, file_path(path) + kind.suffix)
            _text(file, described(snapshot, iri, kind, show_text))
    for path, vocabulary in vocabularies.VOCABULARIES.items():
        for kind in vocabulary.formats:
            _text(out / f"{path}{kind.suffix}", vocabularies.text(path, kind.name))
    _text(out / "context.jsonld", vocabularies.context())
    for language in LANGUAGES:
        _text(out / f"names.{language}.json", _names(snapshot, things, language))
    _text(
        out / "dump.nq",
        "".join(sorted(chain.from_iterable(lines_by_graph(snapshot.store, show_text)))),
    )
    _text(out / _MARK, json.dumps({"pages": done}) + "\n")
    return done


def _view(
    snapshot: Snapshot,
    path: str,
    language: str,
    show_text: ShowText,
    sources: Path | None,
    asked: Mapping[str, str],
    wanted: set[Asking],
) -> View:
    prefixed = path if language == LANGUAGES[0] else f"{language}/{path}"
    depth = len([part for part in (prefixed + below(asked)).split("/") if part])
    return View(
        snapshot, language, path, "../" * depth, True, show_text,
        asked=asked, sources=sources, wanted=wanted,
    )  # fmt: skip


def _place(out: Path, path: str) -> Path:
    return out.joinpath(*(unquote(part) for part in path.split("/") if part))


def _text(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _pages(things: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Page]]:
    """The paths of all pages, and what makes them."""
    yield "", pages.home
    yield "search", pages.names
    yield "conflicts", partial(pages.conflicts, asked=Asked(size=_CONFLICTS))
    for vocabulary in vocabularies.VOCABULARIES:
        yield vocabulary, partial(vocabularies.page, path=vocabulary)
    for kind in KINDS:
        yield f"browse/{kind}", partial(pages.browse, kind=kind)
    for path, iri in things:
        yield path, partial(pages.thing, iri=iri)


def _things(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The paths and IRIs of what has a page of its own: whatever of ours has a class."""
    for quad in snapshot.store.quads_for_pattern(None, _TYPE, None, DefaultGraph()):
        iri = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        path = path_of(iri, snapshot.base)
        if path is not None and "#" not in path and "/" in path:
            yield path, iri


def _names(snapshot: Snapshot, things: Iterable[tuple[str, str]], language: str) -> str:
    """The names of things, where their pages are and what they are within, for the search of a browser: JSON."""
    told = []
    for path, iri in things:
        labels = sorted(
            {
                text_of(quad.object)
                for label in _LABELS
                for quad in snapshot.store.quads_for_pattern(
                    NamedNode(iri), label, None, DefaultGraph()
                )
            }
        )
        if labels:
            names = snapshot.names[language]
            within = sorted(
                names.label(text_of(quad.object))
                for link in _WITHIN
                for quad in snapshot.store.quads_for_pattern(
                    NamedNode(iri), link, None, DefaultGraph()
                )
            )
            told.append([names.label(iri), file_path(path), labels, ", ".join(within)])
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"
