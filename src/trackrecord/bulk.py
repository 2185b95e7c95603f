"""Documents and tables → a directory of N-Quads for bulk loading into a store.

`DIR/part-00000.nq`, … hold what the sources say, `origins.nq` which text reprints which, and `authority.nq` the
ontology and the authority; `report.json` is written last and names them all, so it is there while the
directory is whole. Parts are made by an engine: several processes, or Spark. The process that started it
sees reports of parts alone, never a quad.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from fcntl import LOCK_EX, LOCK_NB, flock
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from trackrecord.building import sources_in
from trackrecord.buildreport import BuildReport
from trackrecord.choosing import choose, reprints
from trackrecord.dataset import authority_of, known_files, read_turtle
from trackrecord.errors import DocumentError, GraphError, TableError, reason_of
from trackrecord.ledger import Ledger
from trackrecord.lexicon import load_lexicon
from trackrecord.making import Recipe
from trackrecord.parts import (
    Engine,
    Entry,
    Part,
    PartMaker,
    PartReport,
    Progress,
    origin_line,
    partition,
    read_report,
    whole,
)
from trackrecord.tables import SUFFIXES
from trackrecord.wording import counted

_REPORT, _ORIGINS, _AUTHORITY = "report.json", "origins.nq", "authority.nq"
_PART = re.compile(r"part-\d{5,}")


def build_parts(
    paths: Sequence[Path],
    place: Path,
    recipe: Recipe,
    engine: AbstractContextManager[Engine],
    progress: Progress,
    fresh: bool = False,
    cut: Callable[..., Iterator[Part]] = partition,
) -> BuildReport:
    """Read documents and tables into N-Quads parts in a directory; other parts in it are removed.

    A source that cannot be read is reported in `failures` and the others are built without it. Parts that
    are there and fit their files are taken as they are, unless `fresh`. The same bytes by any engine.

    Raises:
        DocumentError: no source could be read at all.
        TableError: the recipe is strict, and a row of a table is rejected.
        GraphError: the authority cannot be loaded, the directory holds documents to be read or cannot be
            written, or the engine broke down.
        SparkError: Spark did not finish its job.
    """
    files = [_absolute(file) for file in sources_in(paths)]
    place, recipe = _absolute(place), _of_anywhere(recipe)
    if any(file.is_relative_to(place) for file in files):
        raise GraphError(
            f"{place}: documents to be read are in it; name another directory for the parts"
        )
    load_lexicon(authority_of(recipe.graph))  # before anything is written, as for a graph
    parts = list(cut((str(file), _size_of(file)) for file in files))
    make = PartMaker(recipe, recipe.fingerprint(), place)
    with (
        engine as run,
        TemporaryDirectory() as scratch,
        Ledger(Path(scratch)) as ledger,
        _alone_in(place),
    ):
        (place / _REPORT).unlink(missing_ok=True)
        for part in parts:
            if fresh or (recipe.has_tables_read and _has_table(part)):
                (place / f"{part.name}.json").unlink(missing_ok=True)
        have_made = partial(_have_made, make=make, engine=run, progress=progress)
        have_made(parts)
        progress(f"looking at the ids and origins of {counted(len(files), 'file')}")
        made = recorded(parts, make, ledger)
        report = BuildReport()
        ledger.ask(files)
        with ledger.together():
            left_out = {str(files[position]) for position in choose(ledger, files, report)}
        if next(ledger.chosen(), None) is None:
            raise DocumentError("\n".join(report.failures))
        made |= _mended(parts, left_out, made, place, have_made)
        report.candidates, report.unknown = ledger.candidates(BuildReport.shown)
        found = reprints(ledger)
        report.reprints = len(found)
        _write(place / _AUTHORITY, _known(recipe))
        _write(
            place / _ORIGINS,
            (origin_line(name, found.get(name, name), recipe.base) for name, _ in ledger.chosen()),
        )
        _clear(place, parts)
        _write(place / _REPORT, [_to_json(report, made)])
    return report


def _have_made(parts: Sequence[Part], make: PartMaker, engine: Engine, progress: Progress) -> None:
    """Have parts in their place.

    Raises:
        GraphError: one could not be made where the engine runs.
    """
    made = engine(parts, make, progress)
    for done in made:
        if done.failure:
            raise GraphError(done.failure)
    as_they_were = sum(not done.is_new for done in made)
    if as_they_were:
        progress(f"{as_they_were} of {len(parts)} parts are as they were, and were not made again")


def recorded(parts: Sequence[Part], make: PartMaker, ledger: Ledger) -> dict[str, PartReport]:
    """Have the ledger hold what came of each file; the reports by the parts' names, without their files.

    Raises:
        TableError: the recipe is strict, and a table failed.
    """
    made = {}
    for part in parts:
        report = _report_of(part, make.place)
        failed = [made.failure for each in report.entries for made in each.sources if made.failure]
        if make.recipe.strict and failed:
            raise TableError(failed[0])
        ledger.record_elsewhere((Path(e.path), e.failure, e.sources) for e in report.entries)
        made[part.name] = _head(report)
    return made


def _mended(
    parts: Sequence[Part],
    left_out: Set[str],
    made: Mapping[str, PartReport],
    place: Path,
    have_made: Callable[[Sequence[Part]], None],
) -> dict[str, PartReport]:
    """The reports of parts that had to be made again, since other files are left out of them now.

    Raises:
        GraphError: their files have changed meanwhile.
    """
    wanted = [
        replace(part, left_out=tuple(path for path in part.files if path in left_out))
        for part in parts
    ]
    wrong = [part for part in wanted if part.left_out != made[part.name].left_out]
    if wrong:
        have_made(wrong)
    again = {part.name: _head(_report_of(part, place)) for part in wrong}
    for name, report in again.items():
        if report.fingerprint != made[name].fingerprint:
            raise GraphError(
                f"{place / name}.nq: its files changed while parts were made; build again"
            )
    return again


def _report_of(part: Part, place: Path) -> PartReport:
    report = read_report(place, part)
    if report is None:
        raise GraphError(
            f"{place / part.name}.json: is not there, although it was written; DIR must be on a file system "
            "that all who make parts share, and only one build may write to it"
        )
    return report


def _head(report: PartReport) -> PartReport:
    """A report without what it tells of its files, but for those that are left out."""
    kept = (Entry(entry.path, (), None, True) for entry in report.entries if entry.is_left_out)
    return replace(report, entries=tuple(kept))


def _known(recipe: Recipe) -> Iterator[str]:
    """The ontology and the authority as N-Quads, each graph sorted."""
    for name, file in known_files(recipe.graph, recipe.base):
        yield from sorted(f"{triple} <{name}> .\n" for triple in set(read_turtle(file)))


def _write(file: Path, lines: Iterable[str]) -> None:
    with whole(file) as out:
        for line in lines:
            out.write(line.encode())


def _clear(place: Path, parts: Sequence[Part]) -> None:
    """Remove parts of earlier builds that are none of this one, and what interrupted ones left."""
    names = {part.name for part in parts}
    for file in [*place.glob("part-*.nq"), *place.glob("part-*.json")]:
        if _PART.fullmatch(file.stem) and file.stem not in names:
            file.unlink(missing_ok=True)
    for file in place.glob(".part-*.part"):
        file.unlink(missing_ok=True)


def _to_json(report: BuildReport, made: Mapping[str, PartReport]) -> str:
    """What was built, and the hash and number of lines of each part."""
    told = {
        "documents": report.documents,
        "tables": report.tables,
        "triples": report.triples,
        "facts": dict(sorted(report.facts.items())),
        "reprints": report.reprints,
        "candidates": dict(sorted(report.candidates.items())),
        "refused": report.refused,
        "warnings": report.warnings,
        "untold": report.untold,
        "failures": report.failures,
        "parts": {
            f"{name}.nq": {"sha256": part.sha256, "quads": part.quads}
            for name, part in made.items()
        },
    }
    return json.dumps(told, indent=1) + "\n"


@contextmanager
def _alone_in(place: Path) -> Iterator[None]:
    """A directory that no other build writes to meanwhile, as far as its file system can tell.

    Raises:
        GraphError: another build is at work there, or it cannot be written.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        with (place / ".lock").open("wb") as lock:
            try:
                flock(lock, LOCK_EX | LOCK_NB)
            except BlockingIOError as error:
                raise GraphError(
                    f"{place}: another build is at work there; wait until it is done"
                ) from error
            except OSError:  # the file system has no locks
                pass
            yield
    except BrokenPipeError:  # of whoever reads how far it is
        raise
    except OSError as error:
        raise GraphError(f"{place}: cannot be written: {reason_of(error)}") from error


def _of_anywhere(recipe: Recipe) -> Recipe:
    """A recipe that means the same wherever a process is at work."""
    rejects = None if recipe.rejects is None else _absolute(recipe.rejects)
    return replace(recipe, graph=_absolute(recipe.graph), rejects=rejects)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 (a link is not what it points to)


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # it will be told when it is read
        return 0


def _has_table(part: Part) -> bool:
    return any(Path(path).suffix.lower() in SUFFIXES for path in part.files)
