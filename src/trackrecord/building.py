"""Documents and tables → a graph directory: read, resolve, encode, and put in place whole or not at all."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from trackrecord.curation import Decision, curated, merges, read_decisions
from trackrecord.dataset import VERDICTS_ID, authority_of, replace_sources
from trackrecord.document import LARGEST_DOCUMENT, Document, documents_in, read_document
from trackrecord.encoding import encode
from trackrecord.errors import DocumentError, FactsError, TableError
from trackrecord.facts import KINDS, Fact
from trackrecord.iris import Base
from trackrecord.lexicon import Lexicon, load_lexicon
from trackrecord.origins import origins
from trackrecord.reading import READERS, read_facts
from trackrecord.resolving import Candidate, resolve
from trackrecord.tables import SUFFIXES, Table, is_table, open_tables
from trackrecord.tables.reading import Tally, read_table
from trackrecord.tables.restoring import is_exported, restored
from trackrecord.turtle import to_turtle
from trackrecord.vocabulary import RDF, TR, prefixes

_SHOWN = 12  # candidates named in a report


@dataclass
class BuildReport:
    """What a build read and wrote, and what it could not read, each with its reason."""

    documents: int = 0
    tables: int = 0
    rows: Tally = field(default_factory=Tally)
    restored: int = 0
    reprints: int = 0
    triples: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def to_text(self) -> str:
        """The counts a person wants to see after a build."""
        kinds = ", ".join(f"{self.facts[kind]} {kind}" for kind in KINDS if self.facts[kind])
        sources = (
            [_count(self.documents, "document")]
            if self.documents or not (self.tables or self.restored)
            else []
        )
        sources += [_count(self.tables, "table")] if self.tables else []
        sources += [_count(self.restored, "restored source")] if self.restored else []
        lines = [
            f"{', '.join(sources)}, {_count(self.facts.total(), 'fact')}"
            f" ({kinds or 'none'}), {_count(self.triples, 'triple')}"
        ]
        if self.tables:
            lines.append(f"in tables: {self.rows.to_text()}")
        if self.reprints:
            lines.append(
                f"{_count(self.reprints, 'reprint')}, each of one origin with the text it repeats"
            )
        counts = Counter(candidate.kind for candidate in self.candidates.values())
        if counts:
            told = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()))
            lines.append(
                f"{_count(counts.total(), 'candidate')} that the authority does not know: {told}"
            )
            names = sorted((c.kind, c.label) for c in self.candidates.values())
            lines += [f"  {kind}: {label}" for kind, label in names[:_SHOWN]]
            if len(names) > _SHOWN:
                lines.append(f"  … {len(names) - _SHOWN} more: trackrecord query candidates")
        lines += self.rows.to_lines()
        lines += [f"refused: {line}" for line in self.refused]
        lines += [f"warning: {line}" for line in self.warnings]
        return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


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
    progress: Callable[[str], None],
    rejects: Path | None = None,
    strict: bool = False,
) -> BuildReport:
    """Read documents and tables into `graph/sources`, one Turtle file a source, replacing the old.

    A source that cannot be read is reported in `failures` and the others are built without it. Rows of
    tables that are rejected are written to `rejects` where a directory is given; `strict` stops at the
    first.

    Raises:
        DocumentError: no source could be read at all.
        TableError: `strict`, and a row of a table is rejected.
        GraphError: the authority cannot be loaded, or the graph directory cannot be written.
    """
    files = sources_in(paths)
    lexicon = load_lexicon(authority_of(graph))
    report = BuildReport()
    documents: dict[str, Document] = {}
    tables: dict[str, Table] = {}
    exported: list[Path] = []
    decisions: dict[str, list[Decision]] = {}
    read_from: dict[str, Path] = {}
    for number, file in enumerate(files, start=1):
        progress(f"[{number}/{len(files)}] {file}")
        try:
            if file.suffix.lower() in SUFFIXES and is_exported(file):
                exported.append(file)
                continue
            opened = {table.document.id: table for table in _tables_of(file, lexicon)}
            found = [table.document for table in opened.values()] or [read_document(file)]
            for document in found:
                _check_id(document.id, file, read_from)
                decisions[document.id] = read_decisions(file)
        except (DocumentError, FactsError) as error:
            report.failures.append(str(error))
            continue
        read_from |= {document.id: file for document in found}
        tables |= opened
        documents |= {document.id: document for document in found if document.id not in opened}
    graphs = restored_graphs(exported, base, read_from, report)
    if not documents and not tables and not graphs:
        raise DocumentError("\n".join(report.failures))
    origin = origins(list(documents.values()))
    report.reprints = sum(name != first for name, first in origin.items())
    texts = {
        name: graph_of(document, decisions[name], lexicon, base, report, origin[name])
        for name, document in documents.items()
    }
    texts |= {name: to_turtle(triples, prefixes(base.iri)) for name, triples in graphs.items()}
    for name, table in tables.items():
        try:
            texts[name] = graph_of_table(
                table, decisions[name], lexicon, base, report, rejects, strict
            )
        except TableError as error:
            if strict:
                raise
            report.failures.append(str(error))
    replace_sources(graph, {f"{name}.ttl": text for name, text in sorted(texts.items())})
    return report


def restored_graphs(
    files: Sequence[Path], base: Base, read_from: Mapping[str, Path], report: BuildReport
) -> dict[str, set[Triple]]:
    """The triples of exported tables by the id of the source whose named graph they are in.

    Tables that cannot be turned back are reported in `failures`, and then none is, for a graph comes back
    whole or not at all.
    """
    graphs: dict[str, set[Triple]] = {}
    prefix = base.mint("graph", "_").removesuffix("_")
    try:
        for file in files:
            for graph, triple in restored(file):
                if not graph.startswith(prefix):
                    raise DocumentError(
                        f"{file}: holds the graph {graph}, which is not under {base.iri}; build with the "
                        "--base that it was exported with"
                    )
                graphs.setdefault(graph.removeprefix(prefix), set()).add(triple)
        for name in graphs:
            _check_id(name, files[0], read_from)
    except DocumentError as error:
        report.failures.append(str(error))
        return {}
    kinds = {str(TR[each.__name__]): kind for kind, each in KINDS.items()}
    for triples in graphs.values():
        report.restored += 1
        report.triples += len(triples)
        types = [t.object for t in triples if t.predicate.value == str(RDF.type)]
        report.facts.update(
            kinds[t.value] for t in types if isinstance(t, NamedNode) and t.value in kinds
        )
    return graphs


def _tables_of(file: Path, lexicon: Lexicon) -> list[Table]:
    """The tables of a file; none where it is a document.

    Raises:
        TableError: it cannot be read as its mapping says, or is too large to be built with.
    """
    if file.suffix.lower() not in SUFFIXES:
        return []
    tables = open_tables(file, lexicon)
    size = file.stat().st_size
    if size > LARGEST_DOCUMENT:
        raise TableError(
            f"{file}: has {size:,} bytes, and a build holds {LARGEST_DOCUMENT:,} at most; turn it into "
            f"N-Quads with: trackrecord convert {file} -o {file.stem}.nq"
        )
    return tables


def _check_id(name: str, file: Path, read_from: Mapping[str, Path]) -> None:
    """Refuse an id that another source has, or that is kept for something else."""
    where = "its mapping" if file.suffix.lower() in SUFFIXES else "its front matter or sidecar"
    if name in read_from:
        raise DocumentError(
            f"{file}: has the id {name!r} of {read_from[name]}; "
            f"give one of them another `id` in {where}"
        )
    if name == VERDICTS_ID:
        raise DocumentError(
            f"{file}: the id {name!r} is kept for verdicts; give it another `id` in {where}"
        )


def graph_of(
    document: Document,
    decisions: Sequence[Decision],
    lexicon: Lexicon,
    base: Base,
    report: BuildReport,
    origin: str,
) -> str:
    """The Turtle of a document's named graph; counts what it holds in the report."""
    reading = read_facts(document, lexicon)
    if not reading.language_is_read:
        report.warnings.append(
            f"{document.name}: language {document.language!r} is not read; "
            f"facts are read from {', '.join(READERS)} (set `language` if that is wrong)"
        )
    elif not reading.facts:
        report.warnings.append(f"{document.name}: no facts found")
    report.documents += 1
    report.refused += [f"{document.name}: {r.reason}: “{r.fact.quote}”" for r in reading.refused]
    return _turtle(document, reading.facts, decisions, lexicon, base, report, origin)


def graph_of_table(
    table: Table,
    decisions: Sequence[Decision],
    lexicon: Lexicon,
    base: Base,
    report: BuildReport,
    rejects: Path | None,
    strict: bool,
) -> str:
    """The Turtle of a table's named graph; counts its rows and what they give in the report."""
    facts, tally = read_table(table, rejects, strict)
    document = table.document
    if not facts:
        report.warnings.append(f"{document.name}: no row gives a fact")
    report.tables += 1
    report.rows.add(tally)
    return _turtle(document, facts, decisions, lexicon, base, report, document.id)


def _turtle(
    document: Document,
    facts: Sequence[Fact],
    decisions: Sequence[Decision],
    lexicon: Lexicon,
    base: Base,
    report: BuildReport,
    origin: str,
) -> str:
    """Facts with what people decided of them, resolved and encoded."""
    kept = curated(facts, decisions, document)
    report.warnings += kept.problems
    resolved = resolve(kept.facts, document, lexicon, base, merges(decisions))
    triples = set(encode(document, resolved.facts, resolved.candidates, base, origin))
    report.triples += len(triples)
    report.facts.update(fact.kind for fact in resolved.facts)
    report.candidates.update((c.iri, c) for c in resolved.candidates)
    return to_turtle(triples, prefixes(base.iri))
