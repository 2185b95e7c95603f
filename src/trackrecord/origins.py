"""Which sources reprint which: near-identical texts are one origin, however many publish them.

Texts are compared by their shingles (runs of five words) through MinHash signatures (Broder 1997):
the share of equal places in two signatures estimates the share of shingles the texts have in common.
Candidates are found by bands of the signature, so that the work is linear in the number of texts.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from zlib import crc32

from trackrecord.document import Document

_WORDS_A_SHINGLE = 5
_PLACES, _BAND = 64, 2  # places of a signature, and how many of them make a band
_REPRINT = 0.5  # share of shingles from which a text reprints another
_PRIME = (1 << 61) - 1
_FUNCTIONS = tuple((crc32(f"a{n}".encode()) | 1, crc32(f"b{n}".encode())) for n in range(_PLACES))

Signature = tuple[int, ...]


def origins(documents: Sequence[Document]) -> Mapping[str, str]:
    """The id of each document → that of the earliest document whose text it has, often its own."""
    ordered = sorted(documents, key=lambda d: (d.issued or date.max, d.id))
    signatures = {document.id: signature(document.text) for document in ordered}
    found: dict[str, str] = {}
    by_band: dict[tuple[int, Signature], list[str]] = defaultdict(list)
    for document in ordered:
        own = signatures[document.id]
        bands = [(n, own[n : n + _BAND]) for n in range(0, _PLACES, _BAND)]
        near = sorted({other for band in bands for other in by_band[band]})
        reprinted = [other for other in near if likeness(own, signatures[other]) >= _REPRINT]
        found[document.id] = found[reprinted[0]] if reprinted else document.id
        for band in bands:
            by_band[band].append(document.id)
    return found


def signature(text: str) -> Signature:
    """The MinHash signature of a text; texts too short for a shingle count as one."""
    words = re.findall(r"\w+", text.lower())
    last = max(1, len(words) - _WORDS_A_SHINGLE + 1)
    shingles = {crc32(" ".join(words[n : n + _WORDS_A_SHINGLE]).encode()) for n in range(last)}
    return tuple(min((a * shingle + b) % _PRIME for shingle in shingles) for a, b in _FUNCTIONS)


def likeness(one: Signature, other: Signature) -> float:
    """An estimate of the share of shingles that two texts have in common, from 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / _PLACES
