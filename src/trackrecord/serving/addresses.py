"""The IRIs of the data ⇄ paths under which a server or a static site has them.

`https://w3id.org/trackrecord/id/award/x` is at `/id/award/x`, the ontology at `/ontology`, a code of a
code list at `/code/…`. A path is as it is written in a link: percent-encoded UTF-8, without its first slash.
"""

import re
from hashlib import sha256
from urllib.parse import quote, unquote

from trackrecord.iris import Base
from trackrecord.vocabulary import CODE, ONTOLOGY, SHAPES

_CODES = next(iter(CODE.values())).rsplit("/", 2)[0] + "/"
_NOT_IN_AN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f\ufffd]")
_LONGEST_NAME = 200  # bytes of a file's name, with room for ".jsonld"; file systems take 255
_SAFE = "/.-_~!$&'()*+,;=:@"  # what may stand in a path as it is (RFC 3986, section 3.3)


def path_of(iri: str, base: Base) -> str | None:
    """The path of an IRI, with its fragment; None for what is not ours.

    >>> path_of("https://w3id.org/trackrecord/id/program/성동", Base())
    'id/program/%EC%84%B1%EB%8F%99'
    >>> path_of("https://w3id.org/trackrecord/id/source/a#char=1,2", Base())
    'id/source/a#char=1,2'
    >>> path_of("https://w3id.org/trackrecord/ontology#Award", Base())
    'ontology#Award'
    """
    plain, hash_, fragment = iri.partition("#")
    for space, root in ((base.iri, "id/"), (_CODES, "code/")):
        if plain.startswith(space):
            return root + quote(plain.removeprefix(space), safe=_SAFE) + hash_ + fragment
    for whole, path in ((ONTOLOGY, "ontology"), (SHAPES.rstrip("#"), "shapes")):
        if plain == whole:
            return path + hash_ + fragment
    return None


def iri_of(path: str, base: Base) -> str | None:
    """The IRI that a path is for; None where no IRI is at it.

    >>> iri_of("id/program/%EC%84%B1%EB%8F%99", Base())
    'https://w3id.org/trackrecord/id/program/성동'
    """
    plain = unquote(path)
    if _NOT_IN_AN_IRI.search(plain):
        return None
    for space, root in ((base.iri, "id/"), (_CODES, "code/")):
        if plain.startswith(root) and plain != root:
            return space + plain.removeprefix(root)
    return {"ontology": ONTOLOGY, "shapes": SHAPES.rstrip("#")}.get(plain)


def file_path(path: str) -> str:
    """A path whose parts can be names of files: one that is too long is cut, with a hash of what it was.

    >>> file_path("id/award/x"), len(file_path("id/claim/" + "a" * 400))
    ('id/award/x', 209)
    """
    return "/".join(map(_file_name, path.split("/")))


def _file_name(part: str) -> str:
    plain = unquote(part)
    if len(plain.encode()) <= _LONGEST_NAME:
        return part
    mark = sha256(plain.encode()).hexdigest()[:16]
    kept = plain.encode()[: _LONGEST_NAME - len(mark) - 1].decode(errors="ignore")
    return quote(f"{kept}-{mark}", safe=_SAFE)
