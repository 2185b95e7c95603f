"""The command line: parse, call, print.

Results go to standard output, progress and messages to standard error. Exit codes: 0 done, 1 bad
input or findings, 2 bad usage, 130 interrupted.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from trackrecord import __version__
from trackrecord.errors import DocumentError, GraphError
from trackrecord.options import (
    PATH,
    described,
    in_graph,
    in_graph_or_endpoint,
    limited,
    of_tables,
    showing_text,
)
from trackrecord.places import Place, Remote
from trackrecord.terminal import Group, clear_errors
from trackrecord.wording import counted


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="trackrecord")
def main() -> None:
    """What local governments promised, ran, delivered and won, as linked data.

    \b
    Start here:
      trackrecord build sources/            read documents into graph/
      trackrecord validate                  hold the graph against the shapes
      trackrecord check                     do the arithmetic again, test the boasts
      trackrecord query award-winners       ask it a question
      trackrecord describe Seongdong-gu     see a thing and the words behind its facts
    """


@main.command()
@click.argument("files", nargs=-1, required=True, type=PATH)
@described
@of_tables
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True
)
@clear_errors
def read(
    files: tuple[Path, ...], form: str, rejects: Path | None, strict: bool, **stated: Any
) -> None:
    """Read documents and tables and show the facts in them, with their words.

    \b
    Examples:
      trackrecord read article.txt --date 2022-07-22
      trackrecord read jobs.csv --rejects rejects/
      trackrecord read press/ --format jsonl > facts.jsonl
    """
    from trackrecord.commands import read_files

    read_files(files, _metadata(stated), form, _say, rejects, strict)


@main.command()
@click.argument("sources", nargs=-1, type=PATH)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help="How many processes read; as many as there are cores, if not given.",
)
@click.option("--fresh", is_flag=True, help="Read everything again, also what has not changed.")
@click.option(
    "--parts",
    type=PATH,
    metavar="DIR",
    help="Write N-Quads in parts to DIR, for bulk loading, instead of the graph.",
)
@click.option(
    "--engine",
    type=click.Choice(["processes", "spark"]),
    default="processes",
    show_default=True,
    help="What makes parts: processes of this machine, or Spark (extra `spark`, Java 17). The same bytes.",
)
@click.option(
    "--master",
    metavar="URL",
    help="Spark's master, such as spark://HOST:7077. What Spark is set up with, or else all cores here "
    "(local[*]), if not given.",
)
@in_graph
@of_tables
@clear_errors
def build(
    sources: tuple[Path, ...],
    graph: Path,
    base: str,
    rejects: Path | None,
    strict: bool,
    jobs: int | None,
    fresh: bool,
    parts: Path | None,
    engine: str,
    master: str | None,
) -> None:
    """Read documents and tables (default: sources/) into the graph directory, replacing the old graph.

    What has not changed since the last build is not read again; the graph is the same. A build that is
    stopped leaves the old graph, and the next one goes on where it was.

    A table (.csv, .tsv, .xlsx, .ods, .json) is read as the CSVW metadata beside it says; `trackrecord
    map` drafts one.

    \b
    Examples:
      trackrecord build
      trackrecord build press/ minutes.md jobs.csv --graph out/
      trackrecord build press/ --jobs 8 --fresh
      trackrecord build press/ --parts /shared/parts
      trackrecord build press/ --parts /shared/parts --engine spark --master spark://host:7077
    """
    from trackrecord.building import build as build_graph
    from trackrecord.commands import build_in_parts
    from trackrecord.iris import Base
    from trackrecord.making import Recipe

    _check_engine(engine, parts, jobs, master)
    paths = sources or (Path("sources"),)
    if parts is None:
        report = build_graph(paths, graph, Base(base), _say, rejects, strict, jobs, fresh)
    else:
        recipe = Recipe(graph, Base(base), rejects, strict)
        on_spark = engine == "spark"
        report = build_in_parts(paths, parts, recipe, _say, fresh, on_spark, jobs, master)
    click.echo(report.to_text())
    if report.failures:
        raise DocumentError("\n".join(report.failures))


def _check_engine(engine: str, parts: Path | None, jobs: int | None, master: str | None) -> None:
    """Refuse options of a build that do not go together."""
    on_spark = engine == "spark"
    if on_spark and parts is None:
        raise click.UsageError(
            "--engine spark writes parts: give --parts DIR, a directory that all executors share."
        )
    if on_spark and jobs:
        raise click.UsageError("--jobs is for processes; with Spark, its executors make parts.")
    if master and not on_spark:
        raise click.UsageError("--master is for Spark: give --engine spark, too.")


@main.command(name="map")
@click.argument("tables", nargs=-1, required=True, type=PATH)
@click.option("--force", is_flag=True, help="Write over a mapping that is there.")
@clear_errors
def draft_mapping(tables: tuple[Path, ...], force: bool) -> None:
    """Draft the mapping of a table from its headers, for you to look over and edit.

    It is CSVW metadata in TABLE-metadata.json. What the draft is unsure of is told here and kept in it
    as rdfs:comment.

    \b
    Examples:
      trackrecord map jobs.csv
      trackrecord map results.xlsx --force
    """
    from trackrecord.commands import map_table

    for table in tables:
        click.echo(map_table(table, force, _say))


@main.command()
@click.argument("tables", nargs=-1, required=True, type=PATH)
@click.option(
    "-o", "--output", type=PATH, metavar="FILE", help="Write to a file instead of standard output."
)
@click.option(
    "--processes",
    type=click.IntRange(1),
    help="How many processes convert a long table; as many as there are cores, to 4, if not given.",
)
@in_graph
@of_tables
@clear_errors
def convert(
    tables: tuple[Path, ...],
    output: Path | None,
    processes: int | None,
    graph: Path,
    base: str,
    rejects: Path | None,
    strict: bool,
) -> None:
    """Turn large tables into N-Quads, row by row: the quads that a build writes, in little memory.

    \b
    Examples:
      trackrecord convert jobs.csv -o jobs.nq
      trackrecord convert a.csv b.xlsx --rejects rejects/ | gzip > all.nq.gz
    """
    from trackrecord.commands import convert_tables

    _say(convert_tables(tables, output, graph, base, _say, rejects, strict, processes))


@main.command()
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=0.8,
    show_default=True,
    help="Ask about facts whose confidence is below this.",
)
@in_graph
@described
@clear_errors
def review(files: tuple[Path, ...], below: float, graph: Path, base: str, **stated: Any) -> None:
    """Walk through unsure facts, contradicted ones and unknown names, and decide.

    Decisions are kept beside the document, in DOCUMENT.decisions.jsonl, and applied by every read and
    build from then on.

    \b
    Examples:
      trackrecord review article.txt --date 2022-07-22
      trackrecord review sources/ --below 0.9
    """
    from trackrecord.commands import review_file
    from trackrecord.document import documents_in

    metadata = _metadata(stated)
    for file in documents_in(files):
        if not review_file(file, metadata, below, graph, base, _ask, click.echo):
            break


def _ask(question: str, answers: str) -> str:
    """The answer to a question: one of some letters, or any text where there are none."""
    if not answers:
        return str(click.prompt(question))
    return str(click.prompt(question, type=click.Choice(list(answers))))


@main.command()
@in_graph_or_endpoint
@click.option("--shapes", type=PATH, help="A directory of shapes instead of those that ship.")
@click.option(
    "--engine",
    type=click.Choice(["sparql", "pyshacl"]),
    default="sparql",
    show_default=True,
    help="Find by queries what pySHACL has to look at, or have it look at everything.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "ttl", "sarif"]),
    default="text",
    show_default=True,
)
@clear_errors
def validate(place: Place, base: str, shapes: Path | None, engine: str, form: str) -> None:
    """Check the graph against the SHACL shapes; exit 1 if one is violated.

    With --endpoint, the graph is copied from there for a while.

    \b
    Examples:
      trackrecord validate
      trackrecord validate --format sarif > report.sarif
      trackrecord validate --endpoint http://localhost:7878/query
    """
    from trackrecord.commands import validate_graph

    text, conforms = validate_graph(place, base, shapes, engine, form)
    click.echo(text, nl=False)
    if not conforms:
        sys.exit(1)


@main.command()
@click.option("--government", metavar="NAME", help="Show the verdicts on facts of one government.")
@click.option("--check", "ids", multiple=True, metavar="ID", help="Show one check; repeatable.")
@click.option(
    "--checks", "own", type=PATH, metavar="DIR", help="Run your own .rq and .ttl checks too."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "ttl", "html"]),
    default="text",
    show_default=True,
)
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write to a file.")
@click.option("--list", "listing", is_flag=True, help="List the checks and what they mean.")
@in_graph_or_endpoint
@clear_errors
def check(
    government: str | None,
    ids: tuple[str, ...],
    own: Path | None,
    form: str,
    output: Path | None,
    listing: bool,
    place: Place,
    base: str,
) -> None:
    """Redo the arithmetic, test the boasts, set sources against each other, hold promises to results.

    All checks run over the whole graph, and their verdicts are written to GRAPH/checks; --government
    and --check choose which are shown. Exit 1 if a verdict that is shown is contradicted and its check
    counts that as a violation (the arithmetic does; see --list). Silence never makes a claim true:
    what nothing speaks against is unrefuted.

    With --endpoint, the graph is copied from there for a while. Nothing is written to the endpoint: the
    verdicts go to standard output or to the file of -o.

    \b
    Examples:
      trackrecord check
      trackrecord check --government Gwanak-gu --format html -o report.html
      trackrecord check --check rate --check streak
      trackrecord check --checks my-checks/ --format json
      trackrecord check --endpoint https://data.example.org/sparql --format ttl -o verdicts.ttl
    """
    from trackrecord.commands import check_graph, list_checks

    if listing:
        click.echo(list_checks(own), nl=False)
        return
    text, is_sound = check_graph(place, base, own, government, ids, form)
    _put(text, output)
    if isinstance(place, Remote):
        _say("verdicts are not written to an endpoint")
    if not is_sound:
        sys.exit(1)


@main.command()
@click.argument("query", required=False)
@click.option(
    "-f",
    "--file",
    "file",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Read the query from a file; - is standard input.",
)
@click.option(
    "-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="Bind a parameter."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "ttl"]),
    help="How to print the answer.",
)
@click.option(
    "--list", "listing", is_flag=True, help="List the named queries and their parameters."
)
@in_graph_or_endpoint
@clear_errors
def query(
    query: str | None,
    file: Path | None,
    parameters: tuple[str, ...],
    form: str | None,
    listing: bool,
    place: Place,
    base: str,
) -> None:
    """Ask the graph: a named query, a file, or SPARQL as typed.

    \b
    Examples:
      trackrecord query --list
      trackrecord query award-winners -p edition=2022
      trackrecord query programs -p operator=Gwanak-gu --format csv
      trackrecord query 'SELECT ?award { ?award a tr:Award }'
      trackrecord query -f my.rq
      trackrecord query programs --endpoint http://localhost:7878/query
    """
    from trackrecord.commands import answer, list_queries

    if listing:
        click.echo(list_queries(), nl=False)
        return
    if (query is None) == (file is None):
        raise click.UsageError(
            "give a query's name, SPARQL, or -f FILE (see `trackrecord query --list`)"
        )
    text, rows = answer(query, file, parameters, form, place, base, _say)
    click.echo(text, nl=False)
    if rows is not None:
        _say(counted(rows, "row"))


@main.command()
@click.argument("name")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@in_graph_or_endpoint
@clear_errors
def describe(name: str, form: str, place: Place, base: str) -> None:
    """Show a thing and what sources say of it, with their words.

    \b
    Examples:
      trackrecord describe Seongdong-gu
      trackrecord describe 성동구
      trackrecord describe award:national-local-government-job-awards
    """
    from trackrecord.commands import description

    click.echo(description(name, form, place, base), nl=False)


@main.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "csv"]),
    default="turtle",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    type=PATH,
    help="Write to a file; for csv, to a directory, a table a kind of fact.",
)
@click.option(
    "--kind",
    type=click.Choice(
        ["conferrals", "observations", "undertakings", "claims", "tenures", "schemes"]
    ),
    help="For csv: print the table of one kind of fact.",
)
@in_graph
@clear_errors
def export(form: str, output: Path | None, kind: str | None, graph: Path, base: str) -> None:
    """Write the graph in another format.

    CSV is a tidy table for each kind of fact, with CSVW metadata beside it; `trackrecord build` takes a
    directory of them back into the identical graph.

    \b
    Examples:
      trackrecord export --format nquads -o all.nq
      trackrecord export --format csv -o tables/
      trackrecord export --format csv --kind observations
    """
    from trackrecord.commands import export_graph

    if kind is not None and form != "csv":
        raise click.UsageError("--kind is for --format csv; the other formats hold all kinds")
    if form == "csv" and output is None and kind is None:
        raise click.UsageError("csv needs -o DIRECTORY for all tables, or --kind for one")
    click.echo(export_graph(form, output, kind, graph, base), nl=False)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@showing_text
@limited
@in_graph
@clear_errors
def serve(
    host: str,
    port: int,
    show_text: Any,
    sources: Path | None,
    limits: Any,
    proxy_headers: str | None,
    graph: Path,
    base: str,
) -> None:
    """Publish the graph: pages for people, linked data, and a SPARQL endpoint. Read-only.

    \b
    Examples:
      trackrecord serve
      trackrecord serve --port 80 --host 0.0.0.0 --graph out/
      trackrecord serve --show-text full --sources press/
      trackrecord serve --proxy-headers --timeout 10 --per-client 2
    """
    from trackrecord.publishing import serve_graph

    serve_graph(graph, base, host, port, show_text, sources, limits, proxy_headers, _say)


@main.command()
@click.argument("out", type=PATH)
@showing_text
@in_graph
@clear_errors
def site(out: Path, show_text: Any, sources: Path | None, graph: Path, base: str) -> None:
    """Write the pages and their data as plain files, for any web host.

    \b
    Examples:
      trackrecord site public/
      trackrecord site public/ --graph out/ --show-text none
    """
    from trackrecord.publishing import write_site

    written = write_site(out, graph, base, show_text, sources, _say)
    click.echo(f"{counted(written, 'page')} in {out}")


@main.command()
@in_graph
@clear_errors
def mcp(graph: Path, base: str) -> None:
    """Let a language-model client ask the graph (Model Context Protocol, on standard input and output).

    It can only read, and every answer has the words that a fact was read from.

    \b
    Examples:
      trackrecord mcp --graph out/
    """
    from trackrecord.publishing import serve_model_context

    serve_model_context(graph, base)


@main.command()
@click.argument("gold", type=PATH)
@click.argument("document", type=PATH, required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@described
@clear_errors
def evaluate(gold: Path, document: Path | None, form: str, **stated: Any) -> None:
    """Compare the facts read from documents with facts annotated by hand: precision, recall, F1.

    GOLD is the annotations of DOCUMENT as JSON Lines, or a directory in which each NAME.gold.jsonl
    stands beside its document. Scores are by kind and language; misses and extras are listed.

    \b
    Examples:
      trackrecord evaluate gold.jsonl article.txt --date 2022-07-22
      trackrecord evaluate annotated/ --format json
    """
    from trackrecord.commands import evaluation

    click.echo(evaluation(gold, document, _metadata(stated), form), nl=False)


def _put(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file."""
    from trackrecord.placing import put_text

    if output is None:
        click.echo(text, nl=False)
        return
    try:
        put_text(output, text)
    except OSError as error:
        raise GraphError(f"{output}: cannot be written: {error.strerror}") from error


def _say(message: str) -> None:
    click.echo(message, err=True)


def _metadata(stated: dict[str, Any]) -> Any:
    from trackrecord.document import Metadata

    issued: datetime | None = stated.pop("issued")
    return Metadata(issued=issued.date() if issued else None, **stated)


if __name__ == "__main__":
    main()
