"""trackrecord for programs and notebooks: read, build, load, and then ask, check and validate.

    >>> from trackrecord import read
    >>> facts = read(text="Mapo-gu planted 1,200 trees last year.", date="2023-09-15")
    >>> [(fact.metric, fact.value, fact.period) for fact in facts]
    [('trees planted', Decimal('1200'), '2022')]

A graph is loaded once and asked many times:

    graph = load("graph")
    graph.query("award-winners", edition=2022).to_pandas()
    graph.facts("관악구")
    graph.check(government="Gwanak-gu")

What is wrong with what was given is a `TrackrecordError`, whose message says what to do.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Store, Triple

from trackrecord.accounting import SIGNS, Account, accounts
from trackrecord.building import build as build_graph
from trackrecord.buildreport import BuildReport
from trackrecord.checking import about
from trackrecord.checking import check as check_store
from trackrecord.curation import curated, read_decisions
from trackrecord.describing import Description, describe, facts_of
from trackrecord.document import Document, Metadata, document_of, read_document
from trackrecord.errors import DocumentError, GraphError
from trackrecord.exporting import FORMATS
from trackrecord.facts import Fact, Money
from trackrecord.frames import Cell, Frame, frame_of, frame_of_table
from trackrecord.iris import DEFAULT_BASE, Base, is_base
from trackrecord.lexicon import Lexicon, load_lexicon
from trackrecord.naming import Names
from trackrecord.profiles.records import Record, records_of
from trackrecord.provenance import words_behind
from trackrecord.querying import (
    NamedQuery,
    Table,
    named_queries,
    query_of,
    run_named,
    shipped_query,
)
from trackrecord.quoting import Quote
from trackrecord.reading import read_facts
from trackrecord.resources import directory
from trackrecord.stores import opened
from trackrecord.tables import SUFFIXES, open_tables
from trackrecord.tables.reading import read_table
from trackrecord.validation import Report, validate

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a document or table, in its order; `problems` tells what was refused or cannot be read."""

    facts: tuple[Fact, ...]
    problems: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Fact]:
        """The facts, in the order of the text."""
        return iter(self.facts)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.facts)

    def __getitem__(self, index: int) -> Fact:
        """The fact at an index."""
        return self.facts[index]

    @property
    def frame(self) -> Frame:
        """A row a fact: its kind, its columns, its words; money is an amount and a currency."""
        return frame_of(
            {"kind": fact.kind, **dict(_cells(fact)), "quote": fact.quote} for fact in self.facts
        )

    def _repr_html_(self) -> str:
        return self.frame._repr_html_()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What checks found, each verdict with its working and the words behind it; what is wrong comes first.

    `is_sound` says that nothing is contradicted by a check that counts that as a violation.
    """

    accounts: tuple[Account, ...]
    is_sound: bool

    def __iter__(self) -> Iterator[Account]:
        """The verdicts, what is wrong first."""
        return iter(self.accounts)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.accounts)

    @property
    def frame(self) -> Frame:
        """A row a verdict: the check, the verdict, the working, the fact in words, and the quotes."""
        return frame_of(
            {
                "check": account.verdict.check,
                "verdict": SIGNS[account.verdict.verdict][1],
                "working": account.verdict.working,
                "fact": account.label,
                "quotes": "\n".join(quote.to_text() for quote in account.quotes),
            }
            for account in self.accounts
        )

    def _repr_html_(self) -> str:
        return self.frame._repr_html_()


class Graph:
    """A graph that was built, to be asked; it is read, and never written to.

    `store` is the pyoxigraph store: its default graph has every triple once, its named graphs say which
    source a triple is from.
    """

    def __init__(self, store: Store, base: str = DEFAULT_BASE, language: str = "en") -> None:
        """Index the names of a store; things are told by their labels in a language (en or ko)."""
        self.store = store
        self.base = base
        self._names = Names(store, base, language)

    def query(
        self, query: str, *, iris: bool = False, **parameters: object
    ) -> "Frame | bool | rdflib.Graph":
        """The answer to a named query or to SPARQL: rows of a SELECT, yes or no of an ASK, else a graph.

        Parameters are given as labels in any language, IRIs, years or numbers. Things in rows are told by
        their labels, or by their IRIs if `iris`.

        Raises:
            QueryError: there is no such query, it is malformed, or a parameter is unknown or missing.
            UnknownNameError: a parameter names nothing, or several things.
        """
        given = _given(parameters)
        answer = run_named(self.store, query_of(query), given, self._names, self.base)
        if isinstance(answer, bool):
            return answer
        if isinstance(answer, Table):
            told = str if iris else self._names.label
            return frame_of_table(answer, told)
        return _rdflib_graph(answer)

    def answer(
        self, query: str, parameters: Mapping[str, object]
    ) -> tuple[Frame, list[tuple[Quote, ...]]]:
        """The rows of a named query, and the words behind each of them.

        Raises:
            QueryError: there is no such query, or a parameter is unknown or missing.
            UnknownNameError: a parameter names nothing, or several things.
        """
        asked, given = shipped_query(query), _given(parameters)
        table = run_named(self.store, asked, given, self._names, self.base)
        assert isinstance(table, Table)  # a test holds that those that ship are SELECTs
        words = words_behind(self.store, asked, given, table, self._names, self.base)
        return frame_of_table(table, self._names.label), words

    @staticmethod
    def queries() -> dict[str, NamedQuery]:
        """The queries that ship, by name: each with its question, parameters and text."""
        return named_queries(directory("queries"))

    def describe(self, name: str) -> Description:
        """A thing and everything that sources say of it, with their words.

        Raises:
            UnknownNameError: nothing has that name, or several things have.
        """
        return describe(self.store, name, self._names)

    def facts(self, name: str) -> tuple[Record, ...]:
        """The facts about a thing: each with its values, quotes and verdicts.

        Raises:
            UnknownNameError: nothing has that name, or several things have.
        """
        return records_of(self.store, self._names.node(name), self._names)

    def check(self, government: str | None = None, checks: str | Sequence[str] = ()) -> Verdicts:
        """Run all checks over the graph; the verdicts of all, or of a government, or of one or some checks.

        Raises:
            CheckError: a check is unknown, or nothing was checked.
            UnknownNameError: no government has that name, or several have.
        """
        outcome = check_store(self.store, self.base)
        node = self._names.node(government) if government else None
        facts = frozenset(fact.value for fact in facts_of(self.store, node)) if node else None
        shown = about(outcome, facts, (checks,) if isinstance(checks, str) else checks)
        told = [a for each in shown.checks for a in accounts(shown, each, self.store, self._names)]
        order = list(SIGNS)
        told.sort(key=lambda account: order.index(account.verdict.verdict))
        return Verdicts(tuple(told), shown.is_sound)

    def validate(self, shapes: str | Path | None = None) -> Report:
        """Hold the graph against the SHACL shapes that ship, or those of a directory.

        Raises:
            GraphError: a shapes file is not Turtle, or nothing was checked.
        """
        return validate(self.store, Path(shapes) if shapes else directory("shapes"))

    def export(self, form: str = "turtle") -> str:
        """The graph as turtle, trig, ntriples, nquads, jsonld or rdfxml.

        Raises:
            GraphError: there is no such format.
        """
        if form not in FORMATS:
            raise GraphError(f"no format is called {form!r}; there are {', '.join(FORMATS)}")
        return FORMATS[form](self.store, self.base)

    def __len__(self) -> int:
        """The number of triples, each counted once."""
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, DefaultGraph()))

    def __repr__(self) -> str:
        """The graph in short."""
        return f"<Graph of {len(self):,} triples>"


def read(
    path: str | Path | None = None,
    *,
    text: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    date: str | datetime.date | None = None,
    language: str | None = None,
) -> Facts:
    """The facts of a document or table in a file, or of a text; what is stated counts before the file.

    `date` (YYYY-MM-DD) is the day of publication, against which "last year" is resolved. Decisions beside
    the file are applied, as a build applies them.

    Raises:
        DocumentError: the file cannot be read, or neither or both of path and text are given.
    """
    if (path is None) == (text is None):
        raise DocumentError("give a path, or text=…, and not both")
    stated = Metadata(
        title=title, url=url, publisher=publisher, issued=_day(date), language=language
    )
    lexicon = load_lexicon(directory("authority"))
    if text is not None:
        return _read(document_of(text, stated), lexicon)
    file = Path(path or "")
    if file.suffix.lower() in SUFFIXES:
        return _read_tables(file, stated, lexicon)
    return _read(read_document(file, stated), lexicon, file)


def build(
    *sources: str | Path,
    graph: str | Path = "graph",
    base: str = DEFAULT_BASE,
    jobs: int | None = None,
    fresh: bool = False,
) -> BuildReport:
    """Read documents and tables, or directories of them, into a graph directory, replacing the old graph.

    What could not be read is in `failures` of the report, and the others are built without it.

    Raises:
        DocumentError: no source could be read at all.
        GraphError: the graph directory cannot be written, another build is at work there, or the base is no namespace.
    """
    if not sources:
        raise DocumentError("name the documents and tables to read, or directories of them")
    paths = [Path(source) for source in sources]
    return build_graph(paths, Path(graph), _base(base), lambda _: None, jobs=jobs, fresh=fresh)


def load(graph: str | Path = "graph", *, base: str = DEFAULT_BASE, language: str = "en") -> Graph:
    """The graph of a directory, to be asked.

    Raises:
        GraphError: no graph has been built there, a file in it is not Turtle, or the base is no namespace.
    """
    return Graph(opened(Path(graph), _base(base).iri), base, language)


def _base(iri: str) -> Base:
    if not is_base(iri):
        raise GraphError(f'{iri!r} is no namespace; it is an absolute IRI that ends in "/"')
    return Base(iri)


def _given(parameters: Mapping[str, object]) -> list[str]:
    """Parameters as a command has them; one that is None is not given."""
    return [f"{name}={value}" for name, value in parameters.items() if value is not None]


def _day(date: str | datetime.date | None) -> datetime.date | None:
    if date is None or isinstance(date, datetime.date):
        return date
    try:
        return datetime.date.fromisoformat(date)
    except ValueError as error:
        raise DocumentError(f"{date!r} is no date; give one such as 2022-07-22") from error


def _read(document: Document, lexicon: Lexicon, file: Path | None = None) -> Facts:
    reading = read_facts(document, lexicon)
    refused = tuple(f"refused, {r.reason}: “{r.fact.quote}”" for r in reading.refused)
    if not reading.language_is_read:
        refused = (f"language {document.language!r} is not read",)
    if file is None:
        return Facts(reading.facts, refused)
    kept = curated(reading.facts, read_decisions(file), document)
    return Facts(kept.facts, (*refused, *kept.problems))


def _read_tables(file: Path, stated: Metadata, lexicon: Lexicon) -> Facts:
    facts: list[Fact] = []
    problems: list[str] = []
    for table in open_tables(file, lexicon, stated):
        found, tally = read_table(table, None, False)
        kept = curated(found, read_decisions(file), table.document)
        facts += kept.facts
        problems += (*tally.to_lines(), *kept.problems)
    return Facts(tuple(facts), tuple(problems))


def _cells(fact: Fact) -> Iterator[tuple[str, Cell]]:
    """The columns of a fact by name; an amount of money is two of them."""
    for name, value in fact.columns().items():
        if isinstance(value, Money):
            yield name, value.amount
            yield f"{name}_currency", value.currency
        else:
            yield name, value


def _rdflib_graph(triples: Sequence[Triple]) -> "rdflib.Graph":
    """Triples as an rdflib graph with our prefixes."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    return graph
