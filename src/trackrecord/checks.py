"""Check files → checks: a rule as SPARQL, and what its comments say of it.

A check file begins with comments: `# check:` its name in words, `# about:` the group it belongs to,
`# severity:` how grave a contradiction is, `# says:` what it means in plain words, `# working:` how
its reasoning is written out, `# facts:` the variables that hold the facts it used, and `# answers:`
a variable that holds what each source answers, one answer a line. A working may be given for one
verdict alone: `# working contradicted:`. A comment that begins with spaces continues the one above.

The query selects `?fact`, the node that is checked, and `?verdict`; where the verdict is of what one
source says, `?source`; where it is not checkable, `?reason`; and the variables of working and facts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from trackrecord.errors import CheckError, reason_of
from trackrecord.resources import directory
from trackrecord.vocabulary import prefixes

ABOUT = ("arithmetic", "claims", "agreement", "promises")
#: What a shape of one's own is about: it does not say.
SHAPES = "shapes"
SEVERITIES = ("Violation", "Warning", "Info")
#: The four verdicts, each with what it means.
VERDICTS: Mapping[str, str] = {
    "holds": "it is so by what is on record",
    "contradicted": "something on record speaks against it",
    "unrefuted": "nothing on record speaks against it, and that proves nothing",
    "not-checkable": "what is on record does not suffice",
}
#: `{variable}`, `{variable:filter}` or `{variable~margin}`.
PLACEHOLDER = re.compile(r"\{(?P<name>\w+)(?:(?P<how>[:~])(?P<filter>\w+))?\}")
FILTERS = ("list", "sum", "labels")
_COMMENT = re.compile(r"#(?P<text>.*)")
_ENTRY = re.compile(r"\s?(?P<key>[a-z][a-z -]*?)\s*:\s*(?P<value>.*?)\s*")
_KEYS = ("check", "about", "severity", "says", "working", "facts", "answers")
_NEEDED = ("check", "about", "severity", "says", "working")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<what>[^\n\[]*[^\n\[, ])")


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that facts are held to: what it is called and means, how it tells its working, its SPARQL."""

    id: str
    name: str
    about: str
    severity: str
    says: str
    workings: Mapping[str, str]
    facts: tuple[str, ...]
    answers: str | None
    text: str
    file: str

    def working(self, verdict: str) -> str:
        """The template of the working for a verdict."""
        return self.workings.get(verdict, self.workings[""])


def shipped_checks() -> dict[str, Check]:
    """The checks that ship with trackrecord, by id."""
    return checks_in(directory("queries") / "checks")


def checks_in(place: Path, known: Iterable[str] = ()) -> dict[str, Check]:
    """The checks of a directory's `.rq` files, by id, in the order of what they are about.

    Raises:
        CheckError: a file is malformed (naming the line), or has the id of a check that is `known`.
    """
    found: dict[str, Check] = {}
    taken = set(known)
    for file in sorted(place.glob("*.rq")):
        if file.stem in taken:
            raise CheckError(f"{file}: there is a check {file.stem!r} already; rename the file")
        found[file.stem] = read_check(file)
    return dict(sorted(found.items(), key=lambda item: (ABOUT.index(item[1].about), item[0])))


def read_check(file: Path) -> Check:
    """The check of a file.

    Raises:
        CheckError: the file cannot be read, its header is incomplete, or its query is malformed; names
            the file, the line where there is one, and what to write.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CheckError(f"{file}: cannot be read: {reason_of(error)}") from error
    if not _ID.fullmatch(file.stem):
        raise CheckError(f"{file}: a check is named in small letters, digits and hyphens")
    entries = _header(text, file)
    check = Check(
        id=file.stem,
        name=entries["check"][1],
        about=_one_of(ABOUT, "about", entries, file),
        severity=_one_of(SEVERITIES, "severity", entries, file),
        says=entries["says"][1],
        workings={
            key.removeprefix("working").strip(): value
            for key, (_, value) in entries.items()
            if key.startswith("working")
        },
        facts=tuple(entries["facts"][1].split()) if "facts" in entries else ("fact",),
        answers=entries["answers"][1] if "answers" in entries else None,
        text=text,
        file=str(file),
    )
    _match(check, entries, _columns(check))
    return check


def _header(text: str, file: Path) -> dict[str, tuple[int, str]]:
    """The entries of the header with their lines, from 1.

    Raises:
        CheckError: an entry is unknown, given twice, empty, or missing.
    """
    entries: dict[str, tuple[int, str]] = {}
    last = ""
    for number, line in enumerate(text.splitlines(), start=1):
        comment = _COMMENT.fullmatch(line)
        if comment is None:
            break
        if comment["text"].startswith("   ") and last:
            entries[last] = (entries[last][0], f"{entries[last][1]} {comment['text'].strip()}")
            continue
        entry = _ENTRY.fullmatch(comment["text"])
        if entry is None:
            raise CheckError(f"{file}, line {number}: expected `# key: value`, found {line!r}")
        last = entry["key"]
        _known(last, file, number)
        if last in entries:
            raise CheckError(f"{file}, line {number}: `# {last}:` is given twice")
        entries[last] = (number, entry["value"])
    for key in _NEEDED:
        if key not in entries:
            raise CheckError(
                f"{file}, line 1: the header lacks `# {key}:`; a check begins with "
                f"{', '.join(f'`# {name}: …`' for name in _NEEDED)}"
            )
    for key, (number, value) in entries.items():
        if not value:
            raise CheckError(f"{file}, line {number}: `# {key}:` says nothing")
    return entries


def _known(key: str, file: Path, number: int) -> None:
    first, _, verdict = key.partition(" ")
    if first not in _KEYS or (verdict and (first != "working" or verdict not in VERDICTS)):
        raise CheckError(
            f"{file}, line {number}: a check has no `# {key}:`; it has {', '.join(_KEYS)}, "
            f"and `# working VERDICT:` for {', '.join(VERDICTS)}"
        )


def _one_of(
    known: tuple[str, ...], key: str, entries: Mapping[str, tuple[int, str]], file: Path
) -> str:
    number, value = entries[key]
    if value not in known:
        raise CheckError(
            f"{file}, line {number}: {key} is {value!r}; expected one of {', '.join(known)}"
        )
    return value


def _columns(check: Check) -> tuple[str, ...]:
    """The variables that the query selects, found by running it over nothing."""
    try:
        result = Store().query(check.text, prefixes=prefixes())
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        where = f", line {place['line']}, column {place['column']}" if place else ""
        what = place["what"] if place else str(error)
        raise CheckError(f"{check.file}{where}: not SPARQL: {what}") from error
    except (RuntimeError, ValueError, OSError) as error:
        raise CheckError(f"{check.file}: {error}") from error
    if not isinstance(result, QuerySolutions):
        raise CheckError(f"{check.file}: a check is a SELECT, with ?fact and ?verdict")
    return tuple(variable.value for variable in result.variables)


def _match(check: Check, entries: Mapping[str, tuple[int, str]], columns: tuple[str, ...]) -> None:
    """Hold the header against what the query selects."""
    for name in ("fact", "verdict"):
        if name not in columns:
            raise CheckError(f"{check.file}: the query does not select ?{name}")
    for key, (number, value) in entries.items():
        used = list(check.facts) if key == "facts" else [value] if key == "answers" else []
        if key.startswith("working"):
            for match in PLACEHOLDER.finditer(value):
                used.append(match["name"])
                used += [match["filter"]] if match["how"] == "~" else []
                if match["how"] == ":" and match["filter"] not in FILTERS:
                    raise CheckError(
                        f"{check.file}, line {number}: no filter {match['filter']!r}; "
                        f"there are {', '.join(FILTERS)}"
                    )
        for name in used:
            if name not in columns:
                raise CheckError(
                    f"{check.file}, line {number}: `# {key}:` speaks of ?{name}, "
                    f"which the query does not select; it selects {', '.join(columns)}"
                )
