"""Profiles → HTML: the templates, and what they may call.

Everything a source, a label or a user says is escaped where it stands (autoescape); a link leads to a
page of ours, to the web, or nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from pyoxigraph import NamedNode

from trackrecord import __version__
from trackrecord.iris import local_name
from trackrecord.naming import Names
from trackrecord.page import after, before, is_web, one_line
from trackrecord.profiles.source import title_of
from trackrecord.serving.addresses import file_path, path_of
from trackrecord.serving.interface import say, words
from trackrecord.serving.snapshot import LANGUAGES, Snapshot
from trackrecord.vocabulary import RDF, SKOS

#: How much of a source's text is shown: nothing, the quotes of its facts, or all of it.
ShowText = Literal["none", "quotes", "full"]
#: What has a page on a server only: a site of files links to where it is published.
_OF_A_SERVER = ("ontology", "shapes")
#: What the heading and the other names of a page already say.
_NAMES = {str(term) for term in (RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)}


@dataclass(frozen=True, slots=True)
class View:
    """What a page is rendered for: the data, a language, its own path, and how pages are linked.

    `root` is what stands before a path in a link: "/" on a server, "../../" in a file two directories
    down. `is_static` says that a page is a directory's `index.html`. `path` has no language in it, and
    `query` is the query string that the page was asked for with; `asked` is what of it a page of a thing or a
    list knows, such as a period. `sources` is where the files of sources are, if the operator has named a
    place; `wanted` collects the pages with something asked that static pages link to.
    """

    snapshot: Snapshot
    language: str = "en"
    path: str = ""
    root: str = "/"
    is_static: bool = False
    show_text: ShowText = "quotes"
    query: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    sources: Path | None = None
    wanted: set[tuple[str, tuple[tuple[str, str], ...]]] | None = None

    @property
    def names(self) -> Names:
        """The names of things in the language of the page."""
        return self.snapshot.names[self.language]

    def say(self, key: str, **values: object) -> str:
        """Words of the page in its language."""
        return say(self.language, key, **values)

    def to(self, path: str, language: str | None = None) -> str:
        """The address of a page of ours, in the language of this one unless another is named."""
        plain, hash_, fragment = path.partition("#")
        language = language or self.language
        prefixed = plain if language == LANGUAGES[0] else f"{language}/{plain}".rstrip("/")
        if self.is_static and prefixed:
            prefixed = f"{file_path(prefixed)}/"
        return (self.root + prefixed or "./") + hash_ + fragment

    def at(self, path: str, language: str | None = None, **asked: object) -> str:
        """The address of a page of which something is asked: a query on a server, a directory in files.

        What is None or empty is not asked; a fragment of the path stays last.
        """
        plain, hash_, fragment = path.partition("#")
        told = {name: str(value) for name, value in sorted(asked.items()) if value}
        if self.is_static:
            if self.wanted is not None and told:
                self.wanted.add((plain, tuple(told.items())))
            return self.to(plain + below(told), language) + hash_ + fragment
        query = f"?{urlencode(told)}" if told else ""
        return self.to(plain, language) + query + hash_ + fragment

    def here(self, fragment: str = "", language: str | None = None, **asked: object) -> str:
        """The address of this page with some of what is asked of it changed."""
        path = f"{self.path}#{fragment}" if fragment else self.path
        return self.at(path, language, **{**self.asked, **asked})

    def in_language(self, language: str) -> str:
        """The address of this page in another language, with all that is asked of it."""
        if self.is_static:
            return self.here(language=language)
        return self.to(self.path, language) + (f"?{self.query}" if self.query else "")

    def page(self) -> int:
        """Which page of a long list is asked for, from 1."""
        asked = self.asked.get("page", "")
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1

    def file(self, path: str) -> str:
        """The address of a file that is no page, such as a stylesheet or Turtle."""
        return self.root + path

    def data(self, iri: str, suffix: str) -> str:
        """The address of the description of a thing of ours as a file, such as Turtle; it has no language."""
        path = path_of(iri, self.snapshot.base) or ""
        return self.root + (file_path(path) if self.is_static else path) + suffix

    def thing(self, iri: str | None) -> str | None:
        """The address of the page of a thing; its own IRI if it is on the web but not ours; else None."""
        if iri is None:
            return None
        path = path_of(iri, self.snapshot.base)
        if path is not None and not (self.is_static and path.startswith(_OF_A_SERVER)):
            return self.to(path)
        return iri if is_web(iri) else None

    def label(self, iri: str) -> str:
        """What a thing is called in the language of the page; a source by its title."""
        if iri.startswith(f"{self.snapshot.base.iri}source/"):
            return title_of(self.snapshot.store, NamedNode(iri.partition("#")[0]))
        return self.names.label(iri)

    def link(self, iri: str | None, text: str | None = None) -> Markup:
        """A thing's label as a link to its page; plain text where it has none."""
        told = text if text is not None else self.label(iri) if iri else ""
        address = self.thing(iri)
        if address is None:
            return escape(told)
        return Markup('<a href="{}">{}</a>').format(address, told)

    def rendered(self, template: str, **values: object) -> str:
        """A template filled in for this view."""
        others = [language for language in LANGUAGES if language != self.language]
        return _environment().get_template(template).render(
            view=self, say=self.say, others=others, version=__version__, **values
        )  # fmt: skip


def below(asked: Mapping[str, str]) -> str:
    """Where in the directory of a static page that is which answers what is asked.

    >>> below({"list": "won", "page": "2"})
    '/list-won/page-2'
    """
    return "".join(f"/{name}-{quote(value, safe='')}" for name, value in asked.items())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("trackrecord", "serving/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: Mapping[str, object] = {
        "is_web": is_web,
        "one_line": one_line,
        "before": before,
        "after": after,
        "number": number,
        "local_name": local_name,
    }
    environment.filters.update(filters)
    environment.filters["capitalised"] = lambda text: text[:1].upper() + text[1:]
    environment.filters["label_of"] = lambda iri, view: view.label(iri)
    environment.globals["is_name"] = lambda iri: iri in _NAMES
    environment.globals["has_words"] = lambda language, key: key in words(language)
    return environment


def number(value: float | None) -> str:
    """A number with its separators, without a point that says nothing; empty for none.

    >>> number(13342.0), number(138.17), number(None)
    ('13,342', '138.2', '')
    """
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
