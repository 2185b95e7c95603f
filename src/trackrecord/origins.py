"""Which sources reprint which: near-identical texts are one origin, however many publish them.

Texts are compared by their shingles (runs of five words) through signatures of one-permutation MinHash (Li,
Owen and Zhang 2012; places that no shingle falls in are filled by rotation, Shrivastava and Li 2014), of which
16 bits a place are kept (Li and König 2010): the share of equal places in two signatures estimates the share
of shingles the texts have in common. Candidates are found by bands of the signature, so that the work is
linear in the number of texts.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Sequence
from heapq import merge
from zlib import crc32

_WORDS_A_SHINGLE = 5
_PLACES, _BAND = 128, 4  # places of a signature, and how many of them make a band
_BANDS = _PLACES // _BAND
_REPRINT = 0.5  # share of shingles from which a text reprints another
_SPREAD = 0x9E3779B97F4A7C15  # an odd number that spreads a checksum over 64 bits
_STEP = 0x9E37  # added for each place that a value is borrowed over

#: The bytes of a signature: 16 bits a place.
SIGNATURE = 2 * _PLACES


def signature(text: str) -> bytes:
    """The signature of a text, `SIGNATURE` bytes; texts too short for a shingle count as one."""
    words = re.findall(r"\w+", text.lower())
    last = max(1, len(words) - _WORDS_A_SHINGLE + 1)
    least: list[int | None] = [None] * _PLACES
    for shingle in {crc32(" ".join(words[n : n + _WORDS_A_SHINGLE]).encode()) for n in range(last)}:
        spread = (shingle * _SPREAD) & 0xFFFFFFFFFFFFFFFF
        place, value = spread >> 57, spread & 0x1FFFFFFFFFFFFFF
        known = least[place]
        if known is None or value < known:
            least[place] = value
    return array("H", _filled(least)).tobytes()


def _filled(least: Sequence[int | None]) -> list[int]:
    """16 bits of each place; an empty one borrows from the next that is not, by how far that is."""
    filled = [0] * _PLACES
    value, distance = 0, 0
    for place in (*range(_PLACES), *range(_PLACES))[::-1]:  # twice, to go round the end
        own = least[place]
        if own is None:
            distance += 1
        else:
            value, distance = own >> 20, 0
        filled[place] = (value + distance * _STEP) & 0xFFFF
    return filled


def likeness(one: bytes | memoryview, other: bytes | memoryview) -> float:
    """An estimate from two signatures of the share of shingles that their texts have in common."""
    differing = (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(SIGNATURE)
    either = int.from_bytes(differing[::2]) | int.from_bytes(differing[1::2])
    return either.to_bytes(_PLACES).count(0) / _PLACES


def origins(ids: Sequence[str], signatures: bytes | bytearray) -> dict[str, str]:
    """The id of each text that reprints an earlier one → the id of its origin.

    Texts are given from the earliest to the latest, `signatures` one after the other. A text's origin is
    that of the earliest text that it is like. Takes `SIGNATURE` bytes a text and little more.
    """
    places = memoryview(signatures)
    groups = _near(signatures)
    found: dict[str, str] = {}
    for index in sorted(groups):
        own = places[index * SIGNATURE : (index + 1) * SIGNATURE]
        previous = -1
        for other in merge(*groups[index]):
            if other >= index:
                break
            if other == previous:
                continue
            previous = other
            if likeness(own, places[other * SIGNATURE : (other + 1) * SIGNATURE]) >= _REPRINT:
                found[ids[index]] = found.get(ids[other], ids[other])
                break
    return found


def _near(signatures: bytes | bytearray) -> dict[int, list[list[int]]]:
    """For each text that shares a band with others, the texts of each such band, in order."""
    rows = memoryview(signatures).cast("Q")
    groups: dict[int, list[list[int]]] = defaultdict(list)
    for band in range(_BANDS):
        first: dict[int, int] = {}
        shared: dict[int, list[int]] = {}
        for index, value in enumerate(rows[band::_BANDS]):
            other = first.setdefault(value, index)
            if other != index:
                shared.setdefault(value, [other]).append(index)
        for texts in shared.values():
            for index in texts[1:]:
                groups[index].append(texts)
    return groups
