"""Documents and tables → a graph directory: made where they have changed, and put in place whole or not at all.

What has been made is put by as it is done, on the disk and not in memory, so a build that is killed goes on
where it was, and the next one makes only what is no longer as it was.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from trackrecord.buildreport import BuildReport
from trackrecord.choosing import check_id, choose, reprints
from trackrecord.dataset import authority_of, link, new_sources, recover
from trackrecord.document import documents_in
from trackrecord.errors import DocumentError, FactsError, GraphError, TableError
from trackrecord.facts import KINDS
from trackrecord.fingerprints import fingerprint
from trackrecord.iris import Base
from trackrecord.ledger import Ledger
from trackrecord.lexicon import load_lexicon
from trackrecord.making import Made, Recipe, with_origin
from trackrecord.relay import relayed
from trackrecord.tables import SUFFIXES, is_table
from trackrecord.tables.restoring import is_exported, restored
from trackrecord.turtle import to_turtle
from trackrecord.vocabulary import RDF, TR, prefixes

_TASK = 8  # files made at a time
_FEW = 4  # tasks up to which starting other processes costs more than it saves

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to be made: its position among those asked for, and its fingerprint."""

    position: int
    file: Path
    fingerprint: bytes | None


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of a job: its sources, or why there are none; the fingerprint if it still holds."""

    position: int
    fingerprint: bytes | None
    sources: tuple[Made, ...]
    failure: str | None


@dataclass(slots=True)
class _PassedBy:
    """Files that are not made: tables that an export wrote, and how many are as they were."""

    exported: list[Path] = field(default_factory=list)
    reused: int = 0


def sources_in(paths: Iterable[Path]) -> list[Path]:
    """The documents and tables among some files and directories, sorted, each once.

    A file that ends as tables do is one where it is named; in directories, JSON is one where a mapping
    is beside it.

    Raises:
        DocumentError: a file is missing or of another format, or a directory has neither.
    """
    named = {path for path in paths if path.suffix.lower() in SUFFIXES and path.is_file()}
    return documents_in(paths, lambda path: path in named or is_table(path))


def build(
    paths: Sequence[Path],
    graph: Path,
    base: Base,
    progress: Progress,
    rejects: Path | None = None,
    strict: bool = False,
    jobs: int | None = None,
    fresh: bool = False,
) -> BuildReport:
    """Read documents and tables into `graph/sources`, one Turtle file a source, replacing the old.

    A source that cannot be read is reported in `failures` and the others are built without it. Rows of
    tables that are rejected are written to `rejects` where a directory is given; `strict` stops at the
    first. What has not changed since an earlier build is taken from it, unless `fresh`; the result is the
    same. As many processes read as there are `jobs`, one for each core unless told otherwise.

    Raises:
        DocumentError: no source could be read at all.
        TableError: `strict`, and a row of a table is rejected.
        GraphError: the authority cannot be loaded, the graph directory cannot be written, another build is
            at work there, or a process was ended from outside.
    """
    files = sources_in(paths)
    load_lexicon(authority_of(graph))  # before anything is written: without one nothing can be read
    recipe = Recipe(graph, base, rejects, strict)
    with Ledger(graph) as ledger:
        recover(graph)
        if fresh:
            ledger.forget()
        ledger.ask(files)
        passed_by = _make(files, recipe, ledger, progress, jobs or os.cpu_count() or 1)
        if passed_by.reused:
            progress(
                f"{passed_by.reused} of {len(files)} files are as they were, and were not read again"
            )
        report = BuildReport()
        with ledger.together():
            choose(ledger, files, report)
            _restore(passed_by.exported, base, ledger, files, report)
        report.candidates, report.unknown = ledger.candidates(BuildReport.shown)
        report.reprints = _set_origins(ledger, base)
        if next(ledger.chosen(), None) is None:
            raise DocumentError("\n".join(report.failures))
        with new_sources(graph) as place:
            for name, digest in ledger.chosen():
                link(ledger.turtle(name, digest), place / f"{name}.ttl")
        ledger.settle()
    return report


def _make(
    files: Sequence[Path], recipe: Recipe, ledger: Ledger, progress: Progress, processes: int
) -> _PassedBy:
    """Have the ledger hold what comes of every file; what was passed by meanwhile."""
    passed_by, made_by = _PassedBy(), recipe.fingerprint()
    due = _due(files, recipe, made_by, ledger, passed_by)
    for done in _done(due, (recipe, made_by), processes):
        file = files[done.position]
        progress(f"[{done.position + 1}/{len(files)}] {file}")
        failed = [source.failure for source in done.sources if source.failure]
        if recipe.strict and failed:
            raise TableError(failed[0])
        if done.failure is None:
            ledger.record(file, done.fingerprint, done.sources)
        else:
            ledger.record_failure(file, done.failure)
    return passed_by


def _due(
    files: Sequence[Path], recipe: Recipe, made_by: bytes, ledger: Ledger, passed_by: _PassedBy
) -> Iterator[_Job]:
    """The files that are to be made; the others are noted in `passed_by`."""
    for position, file in enumerate(files):
        is_of_table = file.suffix.lower() in SUFFIXES
        try:
            if is_of_table and is_exported(file):
                passed_by.exported.append(file)
                continue
        except DocumentError as error:
            ledger.record_failure(file, str(error))
            continue
        known = fingerprint(file, made_by)
        if known and not (is_of_table and recipe.has_tables_read) and ledger.has(file, known):
            passed_by.reused += 1
        else:
            yield _Job(position, file, known)


def _done(jobs: Iterator[_Job], arguments: tuple[Recipe, bytes], processes: int) -> Iterator[_Done]:
    """What comes of some jobs, in their order, from several processes where there are enough to pay."""
    tasks = iter(lambda: tuple(islice(jobs, _TASK)), ())
    here = tasks if processes < 2 else islice(tasks, _FEW)
    worker: _Worker | None = None
    for task in here:
        worker = worker or _Worker(*arguments)
        yield from worker.done(task)
    first = next(tasks, None)
    if first is None:
        return
    try:
        for _, done in relayed(chain([first], tasks), _work, _start, arguments, processes):
            yield from done
    except BrokenProcessPool as error:
        raise GraphError(
            "a process that read documents was ended from outside (memory may be short: try fewer "
            "--jobs); build again, and what has been read is not read again"
        ) from error


class _Worker:
    """What a process makes files with."""

    def __init__(self, recipe: Recipe, made_by: bytes) -> None:
        self.maker, self.made_by = recipe.maker(), made_by

    def done(self, task: Sequence[_Job]) -> Iterator[_Done]:
        """What comes of each job of a task."""
        for job in task:
            try:
                sources = tuple(self.maker.sources(job.file))
            except (DocumentError, FactsError) as error:
                yield _Done(job.position, None, (), str(error))
                continue
            after = fingerprint(job.file, self.made_by)  # it may have changed while it was read
            known = job.fingerprint if after == job.fingerprint else None
            yield _Done(job.position, known, sources, None)


#: What a process that works for another makes files with, made when it starts.
_own: list[_Worker] = []


def _start(recipe: Recipe, made_by: bytes) -> None:
    _own.append(_Worker(recipe, made_by))


def _work(task: Sequence[_Job]) -> tuple[bytes, list[_Done]]:
    return b"", list(_own[0].done(task))


def _restore(
    exported: Sequence[Path], base: Base, ledger: Ledger, files: Sequence[Path], report: BuildReport
) -> None:
    """Take the graphs that were exported as tables into the graph and the report, or report why not."""
    try:
        graphs = restored_graphs(exported, base)
        for name in graphs:
            check_id(name, exported[0], ledger, files)
    except DocumentError as error:
        report.failures.append(str(error))
        return
    kinds = {str(TR[each.__name__]): kind for kind, each in KINDS.items()}
    for name, triples in graphs.items():
        ledger.choose(name, len(files), ledger.keep(to_turtle(triples, prefixes(base.iri))))
        types = [t.object for t in triples if t.predicate.value == str(RDF.type)]
        counted = [kinds[t.value] for t in types if isinstance(t, NamedNode) and t.value in kinds]
        report.add({"kind": "restored", "triples": len(triples), "facts": Counter(counted)})


def restored_graphs(files: Sequence[Path], base: Base) -> dict[str, set[Triple]]:
    """The triples of exported tables by the id of the source whose named graph they are in.

    Raises:
        DocumentError: a table cannot be turned back; a graph comes back whole or not at all.
    """
    graphs: dict[str, set[Triple]] = {}
    prefix = base.mint("graph", "_").removesuffix("_")
    for file in files:
        for graph, triple in restored(file):
            if not graph.startswith(prefix):
                raise DocumentError(
                    f"{file}: holds the graph {graph}, which is not under {base.iri}; build with the "
                    "--base that it was exported with"
                )
            graphs.setdefault(graph.removeprefix(prefix), set()).add(triple)
    return graphs


def _set_origins(ledger: Ledger, base: Base) -> int:
    """Give each document its origin, encoding those anew that had another; how many are reprints."""
    found = reprints(ledger)
    moved = [
        (name, digest, found.get(name, name))
        for name, digest, origin in ledger.origins()
        if origin != found.get(name, name)
    ]
    for name, digest, origin in moved:
        turtle = ledger.turtle(name, digest).read_text(encoding="utf-8")
        ledger.readdress(name, ledger.keep(with_origin(turtle, origin, base)), origin)
    return len(found)
