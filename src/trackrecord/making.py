"""A document or table → the text of its named graphs, and what a build tells of them.

What is made of a file hangs on the file and what stands beside it alone, never on other files, so files can be
made in any order, by any process, and once only.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from trackrecord.curation import Decision, curated, merges, read_decisions
from trackrecord.dataset import authority_of
from trackrecord.document import LARGEST_DOCUMENT, Document, read_document
from trackrecord.encoding import statements
from trackrecord.errors import DocumentError, TableError
from trackrecord.facts import Fact
from trackrecord.fingerprints import maker
from trackrecord.iris import Base
from trackrecord.lexicon import Lexicon, load_lexicon
from trackrecord.origins import signature
from trackrecord.reading import READERS, read_facts
from trackrecord.resolving import resolve
from trackrecord.tables import SUFFIXES, Table, open_tables
from trackrecord.tables.reading import Tally, read_table
from trackrecord.turtle import Statement, to_turtle, written
from trackrecord.vocabulary import TR, prefixes


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells of one source; candidates as IRI, class and label."""

    kind: str
    triples: int = 0
    facts: Mapping[str, int] | None = None
    candidates: Sequence[Sequence[str]] = ()
    refused: Sequence[str] = ()
    warnings: Sequence[str] = ()
    tally: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """The fields that say something."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class Made:
    """A source that was made: its id, date, signature (of documents) and graph, and what is told of it.

    The graph is Turtle, or what else the maker writes. `failure` is why a table gives none.
    """

    id: str
    issued: date | None
    signature: bytes | None
    graph: str
    told: Told
    failure: str | None = None


#: How the graph of a source is written, of its id and statements: the text, and how many are distinct.
Form = Callable[[str, Sequence[Statement], Base], tuple[str, int]]


def as_turtle(name: str, said: Sequence[Statement], base: Base) -> tuple[str, int]:
    """The graph of a source as canonical Turtle."""
    return written(said, prefixes(base.iri))


@dataclass(frozen=True, slots=True)
class Maker:
    """What sources are made with.

    Rejected rows of tables are written to `rejects`, if it is given; `strict` fails a table at the first.
    """

    lexicon: Lexicon
    base: Base
    rejects: Path | None = None
    strict: bool = False
    form: Form = as_turtle

    def sources(self, file: Path) -> list[Made]:
        """The sources that are in a file: one document, or its tables.

        Raises:
            DocumentError: it cannot be read.
            FactsError: the decisions beside it are malformed.
        """
        _check_name(file)
        tables = _tables_of(file, self.lexicon)
        if not tables:
            document, decisions = read_document(file), read_decisions(file)
            return [self._document(document, decisions)]
        decisions = read_decisions(file)
        return [self._table(table, decisions) for table in tables]

    def _document(self, document: Document, decisions: Sequence[Decision]) -> Made:
        reading = read_facts(document, self.lexicon)
        warnings = []
        if not reading.language_is_read:
            warnings.append(
                f"{document.name}: language {document.language!r} is not read; "
                f"facts are read from {', '.join(READERS)} (set `language` if that is wrong)"
            )
        elif not reading.facts:
            warnings.append(f"{document.name}: no facts found")
        refused = [f"{document.name}: {r.reason}: “{r.fact.quote}”" for r in reading.refused]
        return self._encoded(document, reading.facts, decisions, warnings, refused)

    def _table(self, table: Table, decisions: Sequence[Decision]) -> Made:
        document = table.document
        try:
            facts, tally = read_table(table, self.rejects, self.strict)
        except TableError as error:
            return Made(document.id, None, None, "", Told("table"), str(error))
        warnings = [] if facts else [f"{document.name}: no row gives a fact"]
        return self._encoded(document, facts, decisions, warnings, [], tally)

    def _encoded(
        self,
        document: Document,
        facts: Sequence[Fact],
        decisions: Sequence[Decision],
        warnings: Sequence[str],
        refused: Sequence[str],
        tally: Tally | None = None,
    ) -> Made:
        """Facts with what people decided of them, resolved and encoded."""
        kept = curated(facts, decisions, document)
        resolved = resolve(kept.facts, document, self.lexicon, self.base, merges(decisions))
        said = statements(document, resolved.facts, resolved.candidates, self.base)
        graph, triples = self.form(document.id, said, self.base)
        counts: dict[str, int] = {}
        for fact in resolved.facts:
            counts[fact.kind] = counts.get(fact.kind, 0) + 1
        told = Told(
            "document" if tally is None else "table",
            triples,
            counts,
            [(c.iri, c.kind, c.label) for c in resolved.candidates],
            refused,
            (*warnings, *kept.problems),
            None if tally is None else vars(tally),
        )
        return Made(
            document.id,
            document.issued,
            signature(document.text) if tally is None else None,
            graph,
            told,
        )


@dataclass(frozen=True, slots=True)
class Recipe:
    """What sources are made with as one process tells it another, which has yet to load the words.

    The words are those of the authority of `graph`; the rest is as of a `Maker`.
    """

    graph: Path
    base: Base
    rejects: Path | None = None
    strict: bool = False

    @property
    def has_tables_read(self) -> bool:
        """Whether rejected rows are asked for, which a table must be read for each time."""
        return self.rejects is not None or self.strict

    def fingerprint(self) -> bytes:
        """The hash of all that makes graphs here, whatever the sources are."""
        return maker(authority_of(self.graph), self.base)

    def maker(self, form: Form = as_turtle) -> Maker:
        """A maker that writes in a form.

        Raises:
            GraphError: the authority cannot be loaded.
        """
        lexicon = load_lexicon(authority_of(self.graph))
        return Maker(lexicon, self.base, self.rejects, self.strict, form)


def with_origin(turtle: str, origin: str, base: Base) -> str:
    """The Turtle of a source's graph, in which the source has another origin, named by its id."""
    has_origin, value = NamedNode(TR.origin), NamedNode(base.mint("source", origin))
    triples = (quad.triple for quad in pyoxigraph.parse(turtle, format=RdfFormat.TURTLE))
    return to_turtle(
        (
            Triple(triple.subject, has_origin, value) if triple.predicate == has_origin else triple
            for triple in triples
        ),
        prefixes(base.iri),
    )


def _check_name(file: Path) -> None:
    """Refuse a file whose name is no text, for its name is told in the graph."""
    try:
        str(file).encode()
    except UnicodeEncodeError as error:
        name = os.fsencode(file).decode(errors="replace")
        raise DocumentError(f"{name}: its name is not UTF-8; give it another name") from error


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
