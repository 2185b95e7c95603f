"""Which of many names are nearly the same as one: few are compared, those that share its rarest letters."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import fuzz, process

from trackrecord.finding.hangul import key, keystrokes, words

_LETTERS = 3  # in a row, that names share
_LISTED = 25_000  # names that are looked up by their letters, the rarest letters first; a few ms
_COMPARED = 400  # names that are compared, of those that share most of these


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name by keystroke: as it is, and with its words in alphabetical order."""

    typed: str
    ordered: str


def spelling(name: str) -> Spelling:
    """The spelling of a name.

    >>> spelling("Job Awards 2022, Seoul")
    Spelling(typed='jobawards2022seoul', ordered='2022awardsjobseoul')
    """
    return Spelling(keystrokes(key(name)), keystrokes("".join(sorted(words(name)))))


class Likeness:
    """Numbered names, by the letters in a row that they are spelled with."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        """Note which names have which letters in a row."""
        self._numbers = array("L")
        self._spellings: list[Spelling] = []
        self._having: dict[str, array[int]] = {}
        for place, (number, name) in enumerate(names):
            spelled = spelling(name)
            self._numbers.append(number)
            self._spellings.append(spelled)
            for letters in _rows(spelled):
                self._having.setdefault(letters, array("L")).append(place)

    def to(self, name: str, least: float) -> Iterator[tuple[float, bool, int]]:
        """How like names are to one, whether they have the same letters or words, and their numbers.

        A likeness is the percentage of keystrokes that are the same in the same order, whatever the order of
        the words; less alike than `least` are none.
        """
        wanted = spelling(name)
        near = [(place, self._spellings[place]) for place in self._near(wanted)]
        alike: dict[int, float] = {}
        for spelled, ours in (
            (wanted.typed, [each.typed for _, each in near]),
            (wanted.ordered, [each.ordered for _, each in near]),
        ):
            found = process.extract(
                spelled, ours, scorer=fuzz.ratio, score_cutoff=least, limit=None
            )
            for _, percent, which in found:
                alike[which] = max(percent, alike.get(which, 0.0))
        for which, percent in sorted(alike.items()):
            place, spelled_so = near[which]
            is_same = spelled_so.typed == wanted.typed or spelled_so.ordered == wanted.ordered
            yield percent, is_same, self._numbers[place]

    def _near(self, wanted: Spelling) -> list[int]:
        """The places of names that share most of the rarest letters."""
        having = sorted(
            (self._having[row] for row in _rows(wanted) if row in self._having), key=len
        )
        shared: Counter[int] = Counter()
        listed = 0
        for places in having:
            if listed and listed + len(places) > _LISTED:
                break
            shared.update(places)
            listed += len(places)
        return nsmallest(_COMPARED, shared, key=lambda place: (-shared[place], place))


def _rows(spelled: Spelling) -> set[str]:
    """The letters in a row of a spelling, each once; its beginning and its end count as letters."""
    told = f" {spelled.typed} " if spelled.typed else ""
    return {told[n : n + _LETTERS] for n in range(len(told) - _LETTERS + 1)}
