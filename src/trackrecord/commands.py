"""What the commands do once their options are parsed: load, call one room, return text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from trackrecord.errors import DocumentError, FactsError, GraphError
from trackrecord.places import Place, Remote, whole
from trackrecord.resources import directory

if TYPE_CHECKING:  # what reads documents is slow to import, and most commands read none
    from rich.console import Console

    from trackrecord.buildreport import BuildReport
    from trackrecord.document import Document, Metadata
    from trackrecord.facts import Fact
    from trackrecord.lexicon import Lexicon
    from trackrecord.making import Recipe
    from trackrecord.querying import NamedQuery


def build_in_parts(
    sources: Sequence[Path],
    place: Path,
    recipe: Recipe,
    say: Callable[[str], None],
    fresh: bool,
    on_spark: bool,
    jobs: int | None,
    master: str | None,
) -> BuildReport:
    """Build parts for bulk loading, by Spark or by processes of this machine; what was built."""
    from trackrecord.bulk import build_parts
    from trackrecord.processes import processes
    from trackrecord.spark import spark

    engine = spark(master) if on_spark else processes(jobs)
    return build_parts(sources, place, recipe, engine, say, fresh)


def read_files(
    files: Sequence[Path],
    stated: Metadata,
    form: str,
    say: Callable[[str], None],
    rejects: Path | None,
    strict: bool,
) -> None:
    """Print the facts of documents and tables; one that cannot be read is reported after the others."""
    from rich.console import Console

    from trackrecord.building import sources_in
    from trackrecord.curation import curated, read_decisions
    from trackrecord.document import read_document
    from trackrecord.facts import to_jsonl
    from trackrecord.lexicon import load_lexicon
    from trackrecord.presenting import show_facts
    from trackrecord.reading import READERS, read_facts
    from trackrecord.tables import SUFFIXES

    lexicon = load_lexicon(directory("authority"))
    console = Console(highlight=False)
    failures = []
    for file in sources_in(files):
        try:
            if file.suffix.lower() in SUFFIXES:
                _read_tables(file, stated, form, lexicon, console, say, rejects, strict)
                continue
            document = read_document(file, stated)
        except DocumentError as error:
            failures.append(str(error))
            continue
        reading = read_facts(document, lexicon)
        kept = curated(reading.facts, read_decisions(file), document)
        facts = kept.facts
        if not reading.language_is_read:
            say(f"{file}: language {document.language!r} is not read (read: {', '.join(READERS)})")
        if form == "jsonl":
            sys.stdout.write(to_jsonl(facts))
        else:
            show_facts(document, facts, console)
        for refused in reading.refused:
            say(f"{file}: refused, {refused.reason}: “{refused.fact.quote}”")
        for problem in kept.problems:
            say(problem)
    if failures:
        raise DocumentError("\n".join(failures))


def _read_tables(
    file: Path,
    stated: Metadata,
    form: str,
    lexicon: Lexicon,
    console: Console,
    say: Callable[[str], None],
    rejects: Path | None,
    strict: bool,
) -> None:
    """Print the facts of the tables in a file, and tell of the rows that gave none."""
    from trackrecord.curation import curated, read_decisions
    from trackrecord.facts import to_jsonl
    from trackrecord.presenting import show_facts
    from trackrecord.tables import open_tables
    from trackrecord.tables.reading import read_table

    for table in open_tables(file, lexicon, stated):
        facts, tally = read_table(table, rejects, strict)
        kept = curated(facts, read_decisions(file), table.document)
        if form == "jsonl":
            sys.stdout.write(to_jsonl(kept.facts))
        else:
            show_facts(table.document, kept.facts, console)
        say(f"{file}: {tally.to_text()}")
        for line in (*tally.to_lines(), *kept.problems):
            say(line)


def map_table(table: Path, force: bool, say: Callable[[str], None]) -> str:
    """Write a draft of a table's mapping beside it, and tell its doubts; the name of the file."""
    import json

    from trackrecord.errors import TableError
    from trackrecord.lexicon import load_lexicon
    from trackrecord.tables import SUFFIXES, mapping_file
    from trackrecord.tables.drafting import draft

    if table.suffix.lower() not in SUFFIXES:
        raise TableError(f"{table}: tables end in {', '.join(SUFFIXES)}; save it as one of these")
    file = mapping_file(table)
    if file.exists() and not force:
        raise TableError(f"{file}: is there already; edit it, or write over it with --force")
    drafted = draft(table, load_lexicon(directory("authority")))
    try:
        text = json.dumps(drafted.description, ensure_ascii=False, indent=2) + "\n"
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise TableError(f"{file}: cannot be written: {error.strerror}") from error
    for doubt in drafted.doubts:
        say(f"look at: {doubt}")
    return str(file)


def convert_tables(
    tables: Sequence[Path],
    output: Path | None,
    graph: Path,
    base: str,
    say: Callable[[str], None],
    rejects: Path | None,
    strict: bool,
    processes: int | None,
) -> str:
    """Write the quads of tables to a file or standard output; what was converted, in words."""
    from trackrecord.converting import Conversion, convert, convert_to_file
    from trackrecord.iris import Base

    def write(out: BinaryIO) -> Conversion:
        return convert(tables, graph, Base(base), out, say, rejects, strict, processes)

    done = convert_to_file(output, write) if output else write(sys.stdout.buffer)
    return done.to_text()


def review_file(
    file: Path,
    stated: Metadata,
    below: float,
    graph: Path,
    base: str,
    ask: Callable[[str, str], str],
    show: Callable[[object], None],
) -> bool:
    """Walk through what a person should look at in a document, and keep each decision at once.

    `ask` puts a question with its possible answers, a letter each, and returns one; without answers,
    any text. `show` prints text. False if the person wants to stop.
    """
    from trackrecord.curation import (
        Decision,
        add_decision,
        curated,
        merges,
        named,
        read_decisions,
        undecided,
    )
    from trackrecord.dataset import load
    from trackrecord.document import read_document
    from trackrecord.iris import Base
    from trackrecord.lexicon import load_lexicon
    from trackrecord.presenting import columns, in_context
    from trackrecord.reading import read_facts
    from trackrecord.resolving import resolve
    from trackrecord.reviewing import doubts, unknowns

    lexicon = load_lexicon(directory("authority"))
    document = read_document(file, stated)
    decisions = read_decisions(file)
    found = read_facts(document, lexicon).facts
    known = merges(decisions)
    store = load(graph, base) if (graph / "sources").is_dir() else None
    open_facts = resolve(undecided(found, decisions), document, lexicon, Base(base), known).facts
    for doubt in doubts(document, open_facts, below, store, Base(base)):
        show(f"\n{doubt.why}: {doubt.fact.kind}  {columns(doubt.fact)}")
        show(in_context(document.text, doubt.fact))
        answer = ask("accept, reject, correct, skip or quit", "arcsq")
        if answer == "q":
            return False
        if answer == "c":
            changes = _corrections(doubt.fact, document, ask, show)
            add_decision(file, Decision("correct", named(doubt.fact), changes))
        elif answer in _VERDICTS:
            add_decision(file, Decision(_VERDICTS[answer], named(doubt.fact)))
    decisions = read_decisions(file)
    kept = curated(found, decisions, document).facts
    resolved = resolve(kept, document, lexicon, Base(base), known)
    for unknown in unknowns(resolved, decisions, lexicon):
        candidate = unknown.candidate
        show(f"\nnot known: {candidate.kind} {candidate.label!r}")
        for number, (label, iri) in enumerate(unknown.near, start=1):
            show(f"  {number}  {label}  {iri}")
        numbers = "".join(str(n + 1) for n in range(len(unknown.near)))
        merge = "a number to merge it into that, " if numbers else ""
        answer = ask(f"{merge}keep as it is, skip or quit", f"{numbers}ksq")
        if answer == "q":
            return False
        known_as = unknown.near[int(answer) - 1][1] if answer.isdigit() else None
        if known_as or answer == "k":
            verdict = "merge" if known_as else "keep"
            add_decision(
                file, Decision(verdict, kind=candidate.kind, name=candidate.label, iri=known_as)
            )
    return True


_VERDICTS = {"a": "accept", "r": "reject"}


def _corrections(
    fact: Fact, document: Document, ask: Callable[[str, str], str], show: Callable[[object], None]
) -> dict[str, object]:
    """What a person sets of a fact, asked for until the fact stands on its quote."""
    from trackrecord.curation import decided

    while True:
        told = ask("what to set, as column=value; several with ; between", "")
        try:
            changes = _changes(told)
            decided(fact, changes, document)
        except FactsError as error:
            show(f"Error: {error}")
        else:
            return changes


def _changes(text: str) -> dict[str, object]:
    """The columns of `period=2022; value=5` with their values, numbers where the column holds one."""
    changes: dict[str, object] = {}
    for part in text.split(";"):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise FactsError(f"{part!r}: expected column=value, such as period=2022")
        if key in ("value", "of", "term", "ordinal"):
            try:
                changes[key] = Decimal(value.replace(",", ""))
            except ArithmeticError as error:
                raise FactsError(f"{part!r}: {value!r} is no number") from error
        else:
            changes[key] = value or None
    return changes


def validate_graph(
    place: Place, base: str, shapes: Path | None, engine: str, form: str
) -> tuple[str, bool]:
    """The validation report of a graph in a format, and whether no shape is violated."""
    from trackrecord.reporting import FORMATS
    from trackrecord.validation import validate

    with whole(place, base, in_memory=True) as store:
        report = validate(store, shapes or directory("shapes"), engine)
        return FORMATS[form](report), report.conforms


def check_graph(
    place: Place,
    base: str,
    own: Path | None,
    government: str | None,
    ids: Sequence[str],
    form: str,
) -> tuple[str, bool]:
    """The verdicts of all checks; those asked for in a format, and if all is sound.

    All checks run over everything whatever is asked for. The verdicts are written to a graph that is in a
    directory; nothing is written to an endpoint.
    """
    from trackrecord.accounting import to_graph, to_json, to_text
    from trackrecord.checking import about, check
    from trackrecord.dataset import write_verdicts
    from trackrecord.describing import facts_of
    from trackrecord.naming import Names
    from trackrecord.page import to_html

    with whole(place, base, with_verdicts=False) as store:
        names = Names(store, base)
        node = names.node(government) if government else None
        outcome = check(store, base, own)
        facts = frozenset(fact.value for fact in facts_of(store, node)) if node else None
        if isinstance(place, Path):
            write_verdicts(place, to_graph(outcome, base))
        shown = about(outcome, facts, ids, names.label(node.value) if node else None)
        if form == "ttl":
            return to_graph(shown, base), shown.is_sound
        formats = {"text": to_text, "json": to_json, "html": to_html}
        return formats[form](shown, store, names, base), shown.is_sound


def list_checks(own: Path | None) -> str:
    """The checks with what they mean."""
    from trackrecord.accounting import listing
    from trackrecord.checking import all_checks

    return listing(all_checks(own))


def list_queries() -> str:
    """The named queries, what they answer, and their parameters."""
    from trackrecord.querying import named_queries

    lines = []
    for query in named_queries(directory("queries")).values():
        lines.append(f"{query.name}: {query.question}")
        lines += [f"    -p {p.name}=…  {p.meaning}" for p in query.parameters]
    return "\n".join(lines) + "\n"


def answer(
    query: str | None,
    file: Path | None,
    parameters: Sequence[str],
    form: str | None,
    place: Place,
    base: str,
    say: Callable[[str], None],
) -> tuple[str, int | None]:
    """The answer to a query in a format, and the number of its rows if it is a table."""
    from trackrecord.answering import FORMATS
    from trackrecord.naming import Names
    from trackrecord.querying import Table, run_named

    question = _question(query, file)
    if isinstance(place, Remote):
        from trackrecord.asking import asked
        from trackrecord.endpoint import Endpoint

        with Endpoint(place.url, place.timeout) as endpoint:
            is_labelled = form in (None, "table")
            result, names = asked(endpoint, question, parameters, base, say, is_labelled)
    else:
        from trackrecord.stores import opened

        store = opened(place, base)
        names = Names(store, base)
        result = run_named(store, question, parameters, names, base)
    rows = len(result.rows) if isinstance(result, Table) else None
    return FORMATS[form or "table"](result, names, base), rows


def _question(query: str | None, file: Path | None) -> NamedQuery:
    """The query of a file or of standard input, SPARQL as typed, or the one that ships by a name.

    Raises:
        QueryError: there is none of that name, or the file cannot be read.
    """
    from trackrecord.querying import NamedQuery, query_of, read_query

    if file is None:
        return query_of(query or "")
    if str(file) == "-":
        return NamedQuery("standard input", "", (), "", sys.stdin.read())
    return read_query(file)


def description(name: str, form: str, place: Place, base: str) -> str:
    """What a graph says of a thing, as text or JSON."""
    import json

    if isinstance(place, Remote):
        from trackrecord.endpoint import Endpoint
        from trackrecord.neighbourhood import described as described_by

        with Endpoint(place.url, place.timeout) as endpoint:
            described = described_by(endpoint, name, base)
    else:
        from trackrecord.describing import describe
        from trackrecord.naming import Names
        from trackrecord.stores import opened

        store = opened(place, base)
        described = describe(store, name, Names(store, base))
    if form == "json":
        return json.dumps(described.to_json(), ensure_ascii=False, indent=2) + "\n"
    return described.to_text()


def export_graph(form: str, output: Path | None, kind: str | None, graph: Path, base: str) -> str:
    """The graph in a format, or nothing where it was written to a file or directory."""
    from trackrecord.exporting import FORMATS, TABLES, is_of_an_export, to_csv, to_csv_files
    from trackrecord.placing import put_text
    from trackrecord.stores import opened

    store = opened(graph, base, reads_all=True)
    try:
        if form == "csv" and output is not None:
            output.mkdir(parents=True, exist_ok=True)
            files = to_csv_files(store, base, kind)
            for name in files:
                if (output / name).exists() and not is_of_an_export(output / name):
                    raise GraphError(
                        f"{output / name}: is there and was not written by an export; name another directory"
                    )
            for name, text in files.items():
                put_text(output / name, text)
            return ""
        text = (
            to_csv(store, TABLES[kind or ""], base) if form == "csv" else FORMATS[form](store, base)
        )
        if output is None:
            return text
        put_text(output, text)
    except OSError as error:
        raise GraphError(f"{output}: cannot be written: {error.strerror}") from error
    return ""


def evaluation(gold: Path, document: Path | None, stated: Metadata, form: str) -> str:
    """The scores of what is read from a document, or a directory of them, against annotations."""
    import json

    from trackrecord.corpus import annotated_in, score_documents
    from trackrecord.lexicon import load_lexicon

    if document is None and not gold.is_dir():
        raise FactsError(
            f"{gold}: is no directory; name its document too: trackrecord evaluate GOLD DOCUMENT"
        )
    pairs = annotated_in(gold) if document is None else [(gold, document)]
    report = score_documents(pairs, stated, load_lexicon(directory("authority")))
    if form == "json":
        return json.dumps(report.to_json(), ensure_ascii=False, indent=2) + "\n"
    return report.to_text()
