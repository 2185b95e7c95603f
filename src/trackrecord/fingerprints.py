"""What a built source hangs on, as hashes: the files beside it, the reader, the authority and the base.

Two builds whose hashes of a source are equal give the same graph of it.
"""

import os
import re
import sys
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from stat import S_ISREG

from trackrecord.curation import SUFFIX as DECISIONS_SUFFIX
from trackrecord.document import LARGEST_DOCUMENT
from trackrecord.document.metadata import SIDECAR_SUFFIX
from trackrecord.iris import Base
from trackrecord.tables import MAPPING_SUFFIX, SUFFIXES

_PACKAGE = Path(__file__).parent
_NAME = re.compile(r"[\w.-]+")
#: Extras that make no difference to what is read; executors of Spark may have another PySpark, or none to see.
_OF_NO_GRAPH = ("extra == 'dev'", "extra == 'spark'")


def maker(authority: Path, base: Base) -> bytes:
    """The hash of all that makes graphs of sources, whatever the sources are.

    The reader counts by its code, for people edit it between two versions: each file of the package, the
    versions of what it needs, and Python's.
    """
    needed = [each for each in _requirements() if not any(name in each for name in _OF_NO_GRAPH)]
    known = [sys.version, base.iri, *(f"{each}: {_installed(each)}" for each in sorted(needed))]
    known += _contents(_PACKAGE, "**/*.py")
    known += _contents(authority, "*.ttl")
    return sha256("\n".join(known).encode()).digest()


def fingerprint(file: Path, made_by: bytes) -> bytes | None:
    """The hash of a document or table with what stands beside it, and of what makes its graph.

    None where the file cannot be read or is too large for a build.
    """
    is_table = file.suffix.lower() in SUFFIXES
    beside = f"{file}{MAPPING_SUFFIX if is_table else SIDECAR_SUFFIX}"
    # What is told of a table names its path; what is told of a document, its name alone.
    known = sha256(made_by + os.fsencode(file if is_table else file.name))
    try:
        found = file.stat()
        if found.st_size > LARGEST_DOCUMENT or not S_ISREG(found.st_mode):
            return None
        for each in (file, beside, f"{file}{DECISIONS_SUFFIX}"):
            try:
                with open(each, "rb", buffering=0) as content:  # noqa: PTH123 (a third faster)
                    known.update(sha256(content.read()).digest())
            except FileNotFoundError:
                known.update(b"none")
    except (OSError, ValueError):
        return None
    return known.digest()


def _contents(root: Path, pattern: str) -> list[str]:
    """The hash of each file below a directory that fits a pattern, with its name."""
    return [
        f"{file.relative_to(root)}: {sha256(file.read_bytes()).hexdigest()}"
        for file in sorted(root.glob(pattern))
    ]


def _requirements() -> list[str]:
    """What the package needs; nothing where it is run without being installed."""
    try:
        return requires("trackrecord") or []
    except PackageNotFoundError:
        return []


def _installed(requirement: str) -> str:
    """The version of a requirement that is installed."""
    name = _NAME.match(requirement)
    try:
        return version(name[0]) if name else "none"
    except PackageNotFoundError:
        return "none"
