"""How names become IRIs: readable slugs, and one pattern for each kind of thing and fact.

A fact's IRI is made of what it asks (its identity columns) alone, so that two sources that answer
the same question meet at one node. Parts are joined by "."; an absent inner part is "_".
"""

import re
import unicodedata
from dataclasses import dataclass

DEFAULT_BASE = "https://w3id.org/trackrecord/id/"
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`#?\x00-\x20]+(?:/|(?<!/):)")
_LONGEST_SLUG = 90  # characters; cut between words


def slug(name: str) -> str:
    """A name as a readable part of an IRI: lower case, letters and digits of any script, hyphens.

    Accents are dropped and full-width forms folded; empty if nothing of the name remains.

    >>> slug("Women’s Career Centre, 2nd (Suwon)")
    'womens-career-centre-2nd-suwon'
    >>> slug("청년 일자리 센터")
    '청년-일자리-센터'
    """
    plain = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘")
    plain = unicodedata.normalize("NFC", plain)
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    cut = words[:1]
    for word in words[1:]:
        if len("-".join(cut)) + len(word) >= _LONGEST_SLUG:
            break
        cut.append(word)
    return "-".join(cut)


def local_name(iri: str) -> str:
    """The part of a data IRI after its kind: `kr-seoul` of `…/government/kr-seoul`."""
    return iri.rsplit("/", 1)[-1]


def compound(*parts: str | None) -> str:
    """Parts joined by ".", "_" for an absent one; absent parts at the end are left out.

    >>> compound("kr-seoul", None, "2021", None)
    'kr-seoul._.2021'
    """
    known = list(parts)
    while known and not known[-1]:
        known.pop()
    return ".".join(part or "_" for part in known) or "_"


def is_base(iri: str) -> bool:
    """Whether IRIs can be minted under a namespace: it is absolute and ends in "/", or in ":" as of a URN.

    >>> is_base("https://example.org/id/"), is_base("https://example.org"), is_base("id/")
    (True, False, False)
    """
    return _BASE.fullmatch(iri) is not None


@dataclass(frozen=True, slots=True)
class Base:
    """The namespace that data IRIs are minted under; `is_base` holds of it."""

    iri: str = DEFAULT_BASE

    def mint(self, kind: str, *parts: str | None) -> str:
        """The IRI of a thing or fact of a kind, such as `mint("program", "kr-seoul", "a-fund")`."""
        return f"{self.iri}{kind}/{compound(*parts)}"

    def fragment(self, source: str, part: str, start: int, end: int) -> str:
        """The IRI of a stretch of a source's text (RFC 5147 for `char`), in code points."""
        return f"{self.mint('source', source)}#{part}={start},{end}"

    def cells(self, part: str, source: str, fragment: str) -> str:
        """The IRI of cells of a table (RFC 7111 where `part` is empty), such as `…#cell=4,3`."""
        return f"{self.mint('source', source)}#{part}{fragment}"
