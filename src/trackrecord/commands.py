"""What the commands do once their options are parsed: load, call one room, return text."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from trackrecord.document import Metadata, documents_in, read_document
from trackrecord.errors import DocumentError, FactsError, GraphError, QueryError
from trackrecord.resources import directory


def read_files(
    files: Sequence[Path], stated: Metadata, form: str, say: Callable[[str], None]
) -> None:
    """Print the facts of documents; one that cannot be read is reported after the others."""
    from rich.console import Console

    from trackrecord.facts import to_jsonl
    from trackrecord.lexicon import load_lexicon
    from trackrecord.presenting import show_facts
    from trackrecord.reading import READERS, read_facts

    lexicon = load_lexicon(directory("authority"))
    console = Console(highlight=False)
    failures = []
    for file in documents_in(files):
        try:
            document = read_document(file, stated)
        except DocumentError as error:
            failures.append(str(error))
            continue
        reading = read_facts(document, lexicon)
        if not reading.language_is_read:
            say(f"{file}: language {document.language!r} is not read (read: {', '.join(READERS)})")
        if form == "jsonl":
            sys.stdout.write(to_jsonl(reading.facts))
        else:
            show_facts(document, reading.facts, console)
        for refused in reading.refused:
            say(f"{file}: refused, {refused.reason}: “{refused.fact.quote}”")
    if failures:
        raise DocumentError("\n".join(failures))


def validate_graph(graph: Path, base: str, shapes: Path | None, form: str) -> tuple[str, bool]:
    """The validation report of a graph in a format, and whether no shape is violated."""
    from trackrecord.dataset import load
    from trackrecord.reporting import FORMATS
    from trackrecord.validation import validate

    report = validate(load(graph, base), shapes or directory("shapes"))
    return FORMATS[form](report), report.conforms


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
    graph: Path,
    base: str,
) -> tuple[str, int | None]:
    """The answer to a query in a format, and the number of its rows if it is a table."""
    from trackrecord.answering import FORMATS
    from trackrecord.dataset import load
    from trackrecord.naming import Names
    from trackrecord.querying import NamedQuery, Table, named_queries, read_query, run_named

    if file is not None:
        asked = (
            NamedQuery("standard input", "", (), "", sys.stdin.read())
            if str(file) == "-"
            else read_query(file)
        )
    elif query is not None and (" " in query or "{" in query):
        asked = NamedQuery("query", "", (), "", query)
    else:
        shipped = named_queries(directory("queries"))
        if query not in shipped:
            raise QueryError(f"no query is called {query!r}; there are {', '.join(shipped)}")
        asked = shipped[query]
    store = load(graph, base)
    names = Names(store, base)
    result = run_named(store, asked, parameters, names, base)
    rows = len(result.rows) if isinstance(result, Table) else None
    return FORMATS[form or "table"](result, names, base), rows


def description(name: str, form: str, graph: Path, base: str) -> str:
    """What a graph says of a thing, as text or JSON."""
    import json

    from trackrecord.dataset import load
    from trackrecord.describing import describe
    from trackrecord.naming import Names

    store = load(graph, base)
    described = describe(store, name, Names(store, base))
    if form == "json":
        return json.dumps(described.to_json(), ensure_ascii=False, indent=2) + "\n"
    return described.to_text()


def export_graph(form: str, output: Path | None, kind: str | None, graph: Path, base: str) -> str:
    """The graph in a format, or nothing where it was written to a file or directory."""
    from trackrecord.dataset import load
    from trackrecord.exporting import FORMATS, TABLES, to_csv

    store = load(graph, base)
    try:
        if form == "csv" and output is not None:
            output.mkdir(parents=True, exist_ok=True)
            for name in (kind,) if kind else TABLES:
                (output / f"{name}.csv").write_text(to_csv(store, TABLES[name]), encoding="utf-8")
            return ""
        text = to_csv(store, TABLES[kind or ""]) if form == "csv" else FORMATS[form](store, base)
        if output is None:
            return text
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise GraphError(f"{output}: cannot be written: {error.strerror}") from error
    return ""


def evaluation(gold: Path, document: Path, stated: Metadata) -> str:
    """The scores of what is read from a document against its annotations."""
    from trackrecord.evaluating import evaluate, read_gold
    from trackrecord.lexicon import load_lexicon
    from trackrecord.reading import read_facts

    try:
        annotated = read_gold(gold.read_text(encoding="utf-8"), str(gold))
    except (OSError, UnicodeDecodeError) as error:
        raise FactsError(f"{gold}: cannot be read: {error}") from error
    lexicon = load_lexicon(directory("authority"))
    reading = read_facts(read_document(document, stated), lexicon)
    ungrounded = len(reading.refused)
    return (
        evaluate(annotated, reading.facts, lexicon).to_text()
        + f"refused as ungrounded: {ungrounded}\n"
    )
