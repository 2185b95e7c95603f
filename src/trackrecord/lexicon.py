"""The labels of the authority, as the words a reader looks for.

The authority's Turtle files name governments, bodies, awards, grades, categories, programs, metrics
and units, and list the words that stand for a code ("won", "target", "about"). A `Lexicon` holds
those labels by language and finds the names among them in a text, in time linear in the text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal as OneOf

import pyoxigraph
from ahocorasick_rs import AhoCorasick, MatchKind
from pyoxigraph import BlankNode, Literal, Triple

from trackrecord.errors import GraphError

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TR = "https://w3id.org/trackrecord/ontology#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_CODE = "https://w3id.org/trackrecord/code/"

Status = OneOf["preferred", "alternative", "hidden", "short"]
#: What a label is, by its property; a short name ("Seongdong") stands only with support beside it.
_STATUS: Mapping[str, Status] = {
    f"{_SKOS}prefLabel": "preferred",
    f"{_SKOS}altLabel": "alternative",
    f"{_SKOS}hiddenLabel": "hidden",
    f"{_TR}shortName": "short",
}
_ORDER: Mapping[Status, int] = {status: order for order, status in enumerate(_STATUS.values())}
#: Classes whose labels are looked for in text, the narrower first.
NAMED_CLASSES = ("Government", "Body", "Award", "Scheme", "Grade", "Category", "Program")
#: Classes whose labels begin with a capital letter in English text.
_PROPER = frozenset({"Government", "Body", "Award", "Scheme", "Program"})
_PLAIN = str.maketrans("’‘“”–—‐‑\u00a0\u2009\u202f", "''\"\"----   ")


def fold(text: str) -> str:
    """The text in lower case with plain quotes, hyphens and spaces; every offset stays as it was."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Label:
    """A name or word of a thing, in a language."""

    text: str
    language: str
    status: Status


@dataclass(frozen=True, slots=True)
class Thing:
    """Something the authority knows: its classes, labels and links by local name of the ontology."""

    iri: str
    classes: frozenset[str]
    labels: tuple[Label, ...]
    links: Mapping[str, tuple[str, ...]]

    def words(self, language: str, *statuses: Status) -> tuple[str, ...]:
        """The labels of some statuses in a language, preferred ones first."""
        return tuple(
            label.text
            for label in self.labels
            if label.language == language and label.status in statuses
        )

    def label(self, language: str = "en") -> str:
        """The preferred label in a language, else in any, else the IRI."""
        preferred = [label for label in self.labels if label.status == "preferred"]
        own = [label.text for label in preferred if label.language == language]
        return next(iter(own or [label.text for label in preferred]), self.iri)

    def link(self, name: str) -> str | None:
        """The first value of a property, such as `parent`."""
        return next(iter(self.links.get(name, ())), None)


@dataclass(frozen=True, slots=True)
class Name:
    """A label found in a text: where it stands, its class, and the things that bear it."""

    start: int
    end: int
    kind: str
    iris: tuple[str, ...]
    is_short: bool


@dataclass(frozen=True, slots=True)
class _Matcher:
    automaton: AhoCorasick
    entries: tuple[tuple[str, tuple[str, ...], bool], ...]


class Lexicon:
    """The things of an authority, by IRI and by name, and a matcher over their names."""

    def __init__(self, things: Iterable[Thing]) -> None:
        """Index the things; a language's matcher is built when it is first asked for."""
        self.things: Mapping[str, Thing] = {thing.iri: thing for thing in things}
        self._matchers: dict[str, _Matcher] = {}
        self._codes: dict[str, Mapping[str, str]] = {}

    def words(self, scheme: str, concept: str, language: str = "en") -> tuple[str, ...]:
        """The words that mean a code, such as `words("outcome", "won")`, the preferred one first."""
        thing = self.things.get(f"{_CODE}{scheme}/{concept}")
        return thing.words(language, "preferred", "alternative") if thing else ()

    def nouns(self, scheme: str, concept: str, language: str = "en") -> tuple[str, ...]:
        """The nouns and other forms that mean a code and are never shown: its hidden labels."""
        thing = self.things.get(f"{_CODE}{scheme}/{concept}")
        return thing.words(language, "hidden") if thing else ()

    def concepts(self, scheme: str) -> tuple[str, ...]:
        """The codes of a code list, by local name."""
        prefix = f"{_CODE}{scheme}/"
        return tuple(iri.removeprefix(prefix) for iri in self.things if iri.startswith(prefix))

    def code_named(self, scheme: str, word: str) -> str | None:
        """The IRI of the code of a list that a word stands for, in English or Korean, if it does."""
        if scheme not in self._codes:
            found: dict[str, str] = {}
            for code in self.concepts(scheme):
                for known in (*self.words(scheme, code), *self.words(scheme, code, "ko")):
                    found.setdefault(known.lower(), f"{_CODE}{scheme}/{code}")
            self._codes[scheme] = found
        return self._codes[scheme].get(word.lower())

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The IRIs of units by their folded labels, in every language."""
        return {name: iris[0] for name, iris in self._named("Unit").items()}

    @cached_property
    def metrics(self) -> Mapping[str, str]:
        """The IRIs of metrics by their folded labels, in every language."""
        return {name: iris[0] for name, iris in self._named("Metric").items()}

    @cached_property
    def _by_class(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        return {name: self._named(name) for name in NAMED_CLASSES}

    def things_named(self, name: str, *classes: str) -> tuple[str, ...]:
        """The IRIs of the things of some classes that bear a name, in any language."""
        folded = fold(name)
        return tuple(
            sorted({iri for kind in classes for iri in self._by_class[kind].get(folded, ())})
        )

    def governments_short_named(self, name: str) -> tuple[str, ...]:
        """The governments whose bare name this is: "Suwon", "수원"."""
        return self._by_short_name.get(fold(name), ())

    @cached_property
    def _by_short_name(self) -> Mapping[str, tuple[str, ...]]:
        named: dict[str, dict[str, None]] = defaultdict(dict)
        for thing in self.things.values():
            for label in thing.labels if "Government" in thing.classes else ():
                if label.status == "short":
                    named[fold(label.text)][thing.iri] = None
        return {name: tuple(iris) for name, iris in named.items()}

    def names(self, text: str, language: str) -> Iterator[Name]:
        """The names that stand in the text as whole words, the longest at each place, left to right."""
        matcher = self._matcher(language)
        folded = fold(text)
        for pattern, start, end in matcher.automaton.find_matches_as_indexes(folded):
            kind, iris, is_short = matcher.entries[pattern]
            proper = language == "en" and kind in _PROPER
            if _is_whole(folded, start, end, language) and not (proper and text[start].islower()):
                yield Name(start, end, kind, iris, is_short)

    def _named(self, kind: str) -> Mapping[str, tuple[str, ...]]:
        named: dict[str, set[str]] = defaultdict(set)
        for thing in self.things.values():
            if kind in thing.classes:
                for label in thing.labels:
                    if label.status != "short":
                        named[fold(label.text)].add(thing.iri)
        return {name: tuple(sorted(iris)) for name, iris in named.items()}

    def _matcher(self, language: str) -> _Matcher:
        """The automaton of a language; a name of several classes counts as the first of them."""
        if language not in self._matchers:
            found: dict[str, dict[tuple[bool, int], set[str]]] = defaultdict(
                lambda: defaultdict(set)
            )
            for thing in self.things.values():
                orders = [n for n, name in enumerate(NAMED_CLASSES) if name in thing.classes]
                for label in thing.labels if orders else ():
                    if label.language == language:
                        for form in _forms(label, NAMED_CLASSES[orders[0]]):
                            found[form][label.status == "short", orders[0]].add(thing.iri)
            patterns = sorted(found)
            entries = []
            for name in patterns:
                (is_short, order), iris = min(found[name].items())
                entries.append((NAMED_CLASSES[order], tuple(sorted(iris)), is_short))
            automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)
            self._matchers[language] = _Matcher(automaton, tuple(entries))
        return self._matchers[language]


def _forms(label: Label, kind: str) -> Iterator[str]:
    """How a label stands in text; several governments win "Excellence Awards"."""
    folded = fold(label.text)
    yield folded
    if label.language == "en" and kind == "Grade":
        yield f"{folded}s"


def load_lexicon(authority: Path) -> Lexicon:
    """The lexicon of a directory of Turtle files.

    Raises:
        GraphError: naming the directory that holds no Turtle, or the file that cannot be parsed.
    """
    files = sorted(authority.glob("*.ttl"))
    if not files:
        raise GraphError(f"{authority}: no Turtle files; the authority's labels are needed to read")
    classes: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, set[tuple[int, str, str, Status]]] = defaultdict(set)
    links: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for triple in (triple for file in files for triple in _triples(file)):
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if isinstance(subject, BlankNode | Triple) or isinstance(value, BlankNode | Triple):
            continue
        if predicate == _RDF_TYPE:
            classes[subject.value].add(value.value.removeprefix(_TR))
        elif predicate in _STATUS:
            status = _STATUS[predicate]
            language = value.language if isinstance(value, Literal) else None
            labels[subject.value].add((_ORDER[status], value.value, language or "", status))
        elif predicate.startswith(_TR):
            links[subject.value][predicate.removeprefix(_TR)].add(value.value)
    return Lexicon(
        Thing(
            iri,
            frozenset(classes[iri]),
            tuple(
                Label(text, language, status) for _, text, language, status in sorted(labels[iri])
            ),
            {name: tuple(sorted(values)) for name, values in links[iri].items()},
        )
        for iri in sorted(classes)
    )


def _triples(file: Path) -> list[Triple]:
    try:
        return [quad.triple for quad in pyoxigraph.parse(path=str(file))]
    except (SyntaxError, OSError) as error:
        raise GraphError(f"{file}: not Turtle: {error}") from error


def _is_whole(text: str, start: int, end: int, language: str) -> bool:
    """Whether the stretch is not part of a longer word; Korean particles may follow a name."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if language == "ko":
        return not before.isalnum()
    return not (before.isalnum() or after.isalnum() or before == "-" or after == "-")
