"""Which of many keys begin with a text, or have it inside, without looking at all of them."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop
from itertools import accumulate


class Beginnings:
    """Numbered keys in the order of their letters, as one text; a number may have several keys."""

    def __init__(self, numbered: Iterable[tuple[str, int]]) -> None:
        """Sort keys, none of which has a line break."""
        ordered = sorted(numbered)
        self._text = "".join(f"{key}\n" for key, _ in ordered)
        self._places = array("L", accumulate((len(key) + 1 for key, _ in ordered), initial=0))[:-1]
        self._numbers = array("L", (number for _, number in ordered))

    def of(self, beginning: str) -> Iterator[int]:
        """The numbers of the keys that begin with a text, the least first, found as they are asked for.

        With a line break at its end, of those that are the text and no longer.
        """
        length, text = len(beginning), self._text
        places = self._places

        def begins(place: int) -> str:
            return text[place : place + length]

        first = bisect_left(places, beginning, key=begins)
        last = bisect_right(places, beginning, lo=first, key=begins)
        found = self._numbers[first:last].tolist()
        heapify(found)
        while found:
            yield heappop(found)


class Inside:
    """Keys, numbered from 0, as one text that is searched through."""

    def __init__(self, keys: list[str]) -> None:
        """Join keys, none of which has a line break."""
        self._text = "\n".join(keys)
        self._places = array("L", accumulate((len(key) + 1 for key in keys), initial=0))

    def of(self, part: str) -> Iterator[int]:
        """The numbers of the keys that have a text anywhere in them, the least first."""
        place = self._text.find(part)
        while place >= 0:
            number = bisect_right(self._places, place) - 1
            yield number
            place = self._text.find(part, self._places[number + 1])
