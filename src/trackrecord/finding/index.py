"""The names of a dataset as an index: what a text typed so far may become, and what it nearly is.

Completions look names up by what they begin with: as typed, by keystroke while Hangul is being composed, by
its initials; then by what else stands in them. Matches are names that are nearly the same, by keystroke too,
so that one wrong letter of Hangul is a letter and not a syllable. Both are the same for the same dataset.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from threading import Lock

from pyoxigraph import Store

from trackrecord.finding.beginnings import Beginnings, Inside
from trackrecord.finding.hangul import (
    has_hangul,
    initials,
    is_abbreviated,
    key,
    keystrokes,
    stands_for,
    words,
)  # fmt: skip
from trackrecord.finding.likeness import Likeness
from trackrecord.finding.named import KINDS, Name, Named, named_things

#: A name that is the same but for case, spaces and marks; a bare name ("Seongdong") is a little less.
EXACT, SHORT = 100.0, 95.0
_NEARLY = 94.0  # the most that a name gets which is not the same
_FAR = 60.0  # names less alike than this, in percent, are no matches


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that is found: its label, its class, the name that matched, and how well, from 0 to 100.

    `within` is the label of its parent or government, which tells things of one name apart; "" if it has none.
    """

    iri: str
    label: str
    kind: str
    matched: str
    score: float
    within: str = ""


class NameIndex:
    """The names of a dataset, in every language, by how they may be typed."""

    def __init__(self, store: Store) -> None:
        """Index the things of the default graph once; the store is not asked again."""
        things = named_things(store)
        self._things: Mapping[str, Named] = {thing.iri: thing for thing in things}
        self._names = [(thing, name) for thing in things for name in thing.names]
        keys = [key(name.text) for _, name in self._names]
        self._keys = keys
        self._inside = Inside(keys)
        starting = [(n, k) for n, k in enumerate(keys) if self._names[n][1].standing != "qualified"]
        self._starts = _typings(starting)
        self._later = _typings((n, k) for n in range(len(keys)) for k in self._rests(n))
        self._likeness = {
            kind: Likeness((n, m.text) for n, (t, m) in enumerate(self._names) if t.kind == kind)
            for kind in KINDS
        }

    def completions(
        self, text: str, language: str = "en", kinds: Collection[str] = (), limit: int = 10
    ) -> tuple[Hit, ...]:
        """The things with a name that the text may be the beginning of; of all kinds unless some are named.

        Names that begin with it come first, then those in which a word does; of things alike in this, those
        that the dataset speaks of most.
        """
        found: dict[str, Hit] = {}
        for score, number in self._completing(text):
            thing, name = self._names[number]
            if thing.iri not in found and (not kinds or thing.kind in kinds):
                found[thing.iri] = self._hit(thing, name, score, language)
                if len(found) >= limit:
                    break
        return tuple(found.values())

    def matches(
        self, text: str, language: str = "en", kinds: Collection[str] = (), limit: int = 10
    ) -> tuple[Hit, ...]:
        """The things with a name nearly like the text, by score, then those spoken of most.

        A score is `EXACT` for a name of the same letters or words, `SHORT` for such a short name, and less for
        others: the percentage of keystrokes that are the same in the same order, whatever the order of the words.
        """
        best: dict[str, tuple[float, int]] = {}
        for kind in KINDS:
            if not kinds or kind in kinds:
                for percent, is_same, number in self._likeness[kind].to(text, _FAR):
                    thing, name = self._names[number]
                    same = SHORT if name.standing == "short" else EXACT
                    score = same if is_same else min(percent, _NEARLY)
                    best[thing.iri] = max((score, -number), best.get(thing.iri, (0.0, 0)))
        ranked = sorted(best.values(), reverse=True)[:limit]
        return tuple(self._hit(*self._names[-n], score, language) for score, n in ranked)

    def named(self, iri: str, language: str = "en") -> Hit | None:
        """A thing by its IRI, as if its own name had been typed; None if it is not among those that are found."""
        thing = self._things.get(iri)
        return self._hit(thing, thing.names[0], EXACT, language) if thing else None

    def _hit(self, thing: Named, name: Name, score: float, language: str) -> Hit:
        whole = self._things.get(thing.within or "")
        within = whole.label(language) if whole else ""
        return Hit(thing.iri, thing.label(language), thing.kind, name.text, round(score, 1), within)

    def _completing(self, text: str) -> Iterator[tuple[float, int]]:
        """How well names fit that a text may become, and their numbers, the best first; some come again."""
        keyed = key(text)
        if not keyed:
            return
        yield from ((EXACT, n) for n in self._starts.plain.of(f"{keyed}\n"))
        yield from ((90.0, n) for n in self._starts.plain.of(keyed))
        yield from ((80.0, n) for n in self._later.plain.of(keyed))
        if has_hangul(keyed):
            yield from ((75.0, n) for n in self._starts.typed.of(keystrokes(keyed)))
            yield from ((70.0, n) for n in self._later.typed.of(keystrokes(keyed)))
        if is_abbreviated(keyed):
            short = initials(keyed)
            yield from (
                (65.0, n) for n in self._starts.initials.of(short) if self._may_be(n, keyed)
            )
            yield from ((60.0, n) for n in self._later.initials.of(short) if self._may_be(n, keyed))
        if len(keyed) > 1:
            parts = sorted(words(text), key=len, reverse=True)
            yield from ((50.0, n) for n in self._with_all(parts))
            yield from ((40.0, n) for n in self._inside.of(keyed))

    def _may_be(self, number: int, keyed: str) -> bool:
        """Whether a name has a word that begins with what is abbreviated."""
        return any(stands_for(keyed, rest) for rest in (self._keys[number], *self._rests(number)))

    def _rests(self, number: int) -> list[str]:
        """The key of a name from each of its words but the first; with it, if another name comes before its own."""
        name = self._names[number][1]
        parts = words(name.text)
        return ["".join(parts[n:]) for n in range(name.standing != "qualified", len(parts))]

    def _with_all(self, parts: Sequence[str]) -> Iterator[int]:
        """The names in which a word begins with the first part, and which have the others anywhere."""
        first, *others = parts
        for number in chain(self._starts.plain.of(first), self._later.plain.of(first)):
            if others and all(part in self._keys[number] for part in others):
                yield number


@dataclass(frozen=True, slots=True)
class _Typings:
    """Numbered keys as they are, and those with Hangul by keystroke and by initials."""

    plain: Beginnings
    typed: Beginnings
    initials: Beginnings


def _typings(keys: Iterable[tuple[int, str]]) -> _Typings:
    numbered = list(keys)
    of_hangul = [(n, keyed) for n, keyed in numbered if has_hangul(keyed)]
    return _Typings(
        Beginnings((keyed, n) for n, keyed in numbered),
        Beginnings((keystrokes(keyed), n) for n, keyed in of_hangul),
        Beginnings((initials(keyed), n) for n, keyed in of_hangul),
    )


_indexing = Lock()


def name_index(store: Store) -> NameIndex:
    """The names of a dataset that is only read, indexed when they are first asked for."""
    with _indexing:
        return _name_index(store)


@lru_cache(maxsize=1)  # of what is served now; what was is let go
def _name_index(store: Store) -> NameIndex:
    return NameIndex(store)
