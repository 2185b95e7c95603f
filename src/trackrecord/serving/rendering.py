"""Profiles → HTML: the templates, and what they may call.

Everything a source, a label or a user says is escaped where it stands (autoescape); a link leads to a
page of ours, to the web, or nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from trackrecord import __version__
from trackrecord.naming import Names
from trackrecord.page import after, before, is_web, one_line
from trackrecord.serving.addresses import file_path, path_of
from trackrecord.serving.interface import say, words
from trackrecord.serving.snapshot import LANGUAGES, Snapshot

#: How much of a source's text is shown: nothing, the quotes of its facts, or all of it.
ShowText = Literal["none", "quotes", "full"]


@dataclass(frozen=True, slots=True)
class View:
    """What a page is rendered for: the data, a language, its own path, and how pages are linked.

    `root` is what stands before a path in a link: "/" on a server, "../../" in a file two directories
    down. `is_static` says that a page is a directory's `index.html`. `path` has no language in it, and
    `query` is the query string that the page was asked for with.
    """

    snapshot: Snapshot
    language: str = "en"
    path: str = ""
    root: str = "/"
    is_static: bool = False
    show_text: ShowText = "quotes"
    query: str = ""

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
        if path is not None:
            return self.to(path)
        return iri if is_web(iri) else None

    def link(self, iri: str | None, text: str | None = None) -> Markup:
        """A thing's label as a link to its page; plain text where it has none."""
        told = text if text is not None else self.names.label(iri) if iri else ""
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
        "last_part": last_part,
    }
    environment.filters.update(filters)
    environment.globals["has_words"] = lambda language, key: key in words(language)
    return environment


def last_part(iri: str) -> str:
    """The part of an IRI after its kind, which addresses name a thing by.

    >>> last_part("https://w3id.org/trackrecord/id/government/kr-seoul")
    'kr-seoul'
    """
    return iri.rsplit("/", 1)[-1]


def number(value: float | None) -> str:
    """A number with its separators, without a point that says nothing; empty for none.

    >>> number(13342.0), number(138.17), number(None)
    ('13,342', '138.2', '')
    """
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
