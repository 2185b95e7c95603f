"""What people call a thing ⇄ its node in a dataset."""

import difflib
import re
from functools import lru_cache

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from trackrecord.errors import UnknownNameError
from trackrecord.lexicon import fold
from trackrecord.vocabulary import SKOS, TR, prefixes

_LABELS = tuple(
    NamedNode(str(iri)) for iri in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, TR.shortName)
)
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_SUGGESTED = 5


def text_of(term: NamedNode | Literal | BlankNode | Triple) -> str:
    """The IRI of a node or the lexical form of a literal."""
    return str(term) if isinstance(term, Triple) else term.value


def first_text(store: Store, node: NamedNode, predicate: NamedNode) -> str | None:
    """The first of the values of a property in the merged graph, by their texts; None if there is none."""
    quads = store.quads_for_pattern(node, predicate, None, DefaultGraph())
    return min((text_of(quad.object) for quad in quads), default=None)


class Names:
    """The labels of a dataset, both ways."""

    def __init__(self, store: Store, base: str, language: str = "en") -> None:
        """Index every label of the default graph once; `language` is that of preferred labels."""
        self.language = language
        self._prefixes = prefixes(base)
        self._by_name: dict[str, dict[int, set[str]]] = {}
        self._labels: dict[str, str] = {}
        self._ranked: dict[str, tuple[bool, str]] = {}
        for rank, predicate in enumerate(_LABELS):
            for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
                self._add(quad.subject, quad.object, rank, language)

    def _add(self, thing: object, label: object, rank: int, language: str) -> None:
        if isinstance(thing, NamedNode) and isinstance(label, Literal):
            self._by_name.setdefault(fold(label.value), {}).setdefault(rank, set()).add(thing.value)
            own = (label.language != language, label.value)  # of several, whichever comes first
            if rank == 0 and own <= self._ranked.get(thing.value, own):
                self._ranked[thing.value], self._labels[thing.value] = own, label.value

    def node(self, name: str) -> NamedNode:
        """The node of a label in any language, an IRI in angle brackets or whole, or a prefixed name.

        Raises:
            UnknownNameError: nothing has that name (with the nearest ones), or several things have.
        """
        bare = name.strip().removeprefix("<").removesuffix(">")
        prefix, colon, local = bare.partition(":")
        if colon and prefix in self._prefixes:
            if not _IRI.fullmatch(self._prefixes[prefix] + local):
                raise UnknownNameError(f"{name!r} is no name: {local!r} cannot be part of an IRI")
            return NamedNode(self._prefixes[prefix] + local)
        if "://" in bare and _IRI.fullmatch(bare):
            return NamedNode(bare)
        ranks = self._by_name.get(fold(bare), {})
        found = sorted(ranks[min(ranks)]) if ranks else []
        if len(found) == 1:
            return NamedNode(found[0])
        if found:
            options = ", ".join(self.short(iri) for iri in found)
            raise UnknownNameError(f"{name!r} names {len(found)} things; say which: {options}")
        near = difflib.get_close_matches(fold(bare), self._by_name, n=_SUGGESTED, cutoff=0.6)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise UnknownNameError(f"nothing in the graph is called {name!r}{hint}")

    def label(self, iri: str) -> str:
        """The preferred label of a thing, else its IRI in short."""
        return self._labels.get(iri) or self.short(iri)

    def short(self, iri: str) -> str:
        """The prefixed name of an IRI where a prefix fits, else the IRI."""
        return shortened(iri, tuple(self._prefixes.items()))


@lru_cache(maxsize=4096)
def shortened(iri: str, namespaces: tuple[tuple[str, str], ...]) -> str:
    """An IRI as a prefixed name under the longest namespace that fits, else as it is."""
    fitting = [(name, space) for name, space in namespaces if iri.startswith(space)]
    if not fitting:
        return iri
    name, space = max(fitting, key=lambda pair: len(pair[1]))
    return f"{name}:{iri.removeprefix(space)}"
