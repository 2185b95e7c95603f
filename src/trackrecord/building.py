"""Documents → a graph directory: read, resolve, encode, and put in place whole or not at all."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from trackrecord.curation import Decision, curated, merges, read_decisions
from trackrecord.dataset import VERDICTS_ID, authority_of, replace_sources
from trackrecord.document import Document, documents_in, read_document
from trackrecord.encoding import encode
from trackrecord.errors import DocumentError, FactsError
from trackrecord.facts import KINDS
from trackrecord.iris import Base
from trackrecord.lexicon import Lexicon, load_lexicon
from trackrecord.origins import origins
from trackrecord.reading import READERS, read_facts
from trackrecord.resolving import Candidate, resolve
from trackrecord.turtle import to_turtle
from trackrecord.vocabulary import prefixes

_SHOWN = 12  # candidates named in a report


@dataclass
class BuildReport:
    """What a build read and wrote, and what it could not read, each with its reason."""

    documents: int = 0
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
        lines = [
            f"{_count(self.documents, 'document')}, {_count(self.facts.total(), 'fact')}"
            f" ({kinds or 'none'}), {_count(self.triples, 'triple')}"
        ]
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
        lines += [f"refused: {line}" for line in self.refused]
        lines += [f"warning: {line}" for line in self.warnings]
        return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def build(
    paths: Sequence[Path], graph: Path, base: Base, progress: Callable[[str], None]
) -> BuildReport:
    """Read documents into `graph/sources`, one Turtle file each, replacing what was built before.

    A document that cannot be read is reported in `failures` and the others are built without it.

    Raises:
        DocumentError: no document could be read at all.
        GraphError: the authority cannot be loaded, or the graph directory cannot be written.
    """
    files = documents_in(paths)
    lexicon = load_lexicon(authority_of(graph))
    report = BuildReport()
    documents: dict[str, Document] = {}
    decisions: dict[str, list[Decision]] = {}
    read_from: dict[str, Path] = {}
    for number, file in enumerate(files, start=1):
        progress(f"[{number}/{len(files)}] {file}")
        try:
            document = read_document(file)
            if document.id in read_from:
                raise DocumentError(
                    f"{file}: has the id {document.id!r} of {read_from[document.id]}; "
                    "give one of them another `id` in its front matter or sidecar"
                )
            if document.id == VERDICTS_ID:
                raise DocumentError(
                    f"{file}: the id {document.id!r} is kept for verdicts; "
                    "give it another `id` in its front matter or sidecar"
                )
            decisions[document.id] = read_decisions(file)
        except (DocumentError, FactsError) as error:
            report.failures.append(str(error))
            continue
        read_from[document.id] = file
        documents[document.id] = document
    if not documents:
        raise DocumentError("\n".join(report.failures))
    origin = origins(list(documents.values()))
    report.reprints = sum(name != first for name, first in origin.items())
    texts = {
        name: graph_of(document, decisions[name], lexicon, base, report, origin[name])
        for name, document in documents.items()
    }
    replace_sources(graph, {f"{name}.ttl": text for name, text in sorted(texts.items())})
    return report


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
    kept = curated(reading.facts, decisions, document)
    report.warnings += kept.problems
    resolved = resolve(kept.facts, document, lexicon, base, merges(decisions))
    triples = set(encode(document, resolved.facts, resolved.candidates, base, origin))
    report.documents += 1
    report.triples += len(triples)
    report.facts.update(fact.kind for fact in resolved.facts)
    report.candidates.update((c.iri, c) for c in resolved.candidates)
    report.refused += [f"{document.name}: {r.reason}: “{r.fact.quote}”" for r in reading.refused]
    return to_turtle(triples, prefixes(base.iri))
