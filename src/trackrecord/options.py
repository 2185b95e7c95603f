"""The options that several commands share."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from trackrecord.iris import DEFAULT_BASE
from trackrecord.places import DEFAULT_TIMEOUT, Remote
from trackrecord.terminal import checked_address, checked_base

PATH = click.Path(path_type=Path)
DIRECTORY = click.Path(exists=True, file_okay=False, path_type=Path)


def in_graph(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that works on a graph directory."""
    graph = click.option(
        "--graph", type=PATH, default="graph", show_default=True, help="The graph directory."
    )
    base = click.option(
        "--base",
        default=DEFAULT_BASE,
        envvar="TRACKRECORD_BASE",
        callback=checked_base,
        help="The namespace of data IRIs.",
        metavar="IRI",
    )
    return graph(base(command))


def in_graph_or_endpoint(command: Callable[..., None]) -> Callable[..., None]:
    """The options of commands that read a graph, from a directory or an endpoint: they are given its `place`."""

    @functools.wraps(command)
    def placed(graph: Path, endpoint: str | None, timeout: float | None, **rest: Any) -> None:
        context = click.get_current_context()
        if endpoint is None and timeout is not None:
            raise click.UsageError(
                "--timeout is for --endpoint; a graph directory is read as it is"
            )
        if endpoint is None:
            return command(place=graph, **rest)
        if context.get_parameter_source("graph") is ParameterSource.COMMANDLINE:
            raise click.UsageError("give --graph or --endpoint, not both")
        return command(place=Remote(endpoint, timeout or DEFAULT_TIMEOUT), **rest)

    asked = click.option(
        "--endpoint",
        metavar="URL",
        callback=checked_address,
        help="Ask a SPARQL 1.1 endpoint instead of a graph directory.",
    )
    patient = click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help=f"How long an answer of the endpoint may take; {DEFAULT_TIMEOUT:g} if not given.",
    )
    return in_graph(asked(patient(placed)))


def described(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say of a document what its file does not."""
    for name, text in (
        ("title", "Its title."),
        ("url", "Its address."),
        ("publisher", "Its publisher."),
        ("language", "Its language, such as en."),
    ):
        command = click.option(f"--{name}", help=text)(command)
    day = click.DateTime(["%Y-%m-%d"])
    return click.option("--date", "issued", type=day, help="Its day of publication, YYYY-MM-DD.")(
        command
    )


def of_tables(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say what becomes of the rows of tables that cannot be read."""
    strict = click.option(
        "--strict", is_flag=True, help="Stop at the first row of a table that cannot be read."
    )
    rejects = click.option(
        "--rejects",
        type=PATH,
        metavar="DIR",
        help="Write the rows of tables that cannot be read to NAME.rejects.csv in DIR.",
    )
    return strict(rejects(command))


def showing_text(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how much of the text of sources is shown, and where whole texts are."""
    sources = click.option(
        "--sources",
        type=DIRECTORY,
        metavar="DIR",
        help="Where the files are that `--show-text full` shows.",
    )
    show_text = click.option(
        "--show-text",
        type=click.Choice(["none", "quotes", "full"]),
        default="quotes",
        show_default=True,
        help="How much of the text of sources is shown; their copyright is yours to keep.",
    )
    return show_text(sources(command))


def limited(command: Callable[..., None]) -> Callable[..., None]:
    """The options that bound what queries take of a server, as `limits`, and whose word is taken on clients."""
    from trackrecord.serving.limits import Limits

    usual = Limits()
    options = (
        ("workers", click.IntRange(1), usual.workers, "Processes that answer queries."),
        ("timeout", click.FloatRange(0.1), usual.seconds, "Seconds that a query may run."),
        ("queue", click.IntRange(0), usual.queue, "Queries that may wait for a worker."),
        ("per-client", click.IntRange(1), usual.per_client, "Queries of one client at once."),
        ("memory", click.IntRange(16), usual.memory >> 20, "Megabytes that a query may take."),
        ("max-query", click.IntRange(1), usual.query_bytes >> 10, "Kilobytes of a query."),
        ("max-answer", click.IntRange(1), usual.answer_bytes >> 20, "Megabytes of an answer."),
    )

    @functools.wraps(command)
    def wrapped(**given: Any) -> None:
        told = {name.replace("-", "_"): given.pop(name.replace("-", "_")) for name, *_ in options}
        limits = Limits(
            workers=told["workers"],
            seconds=told["timeout"],
            queue=told["queue"],
            per_client=told["per_client"],
            memory=told["memory"] << 20,
            query_bytes=told["max_query"] << 10,
            answer_bytes=told["max_answer"] << 20,
        )
        command(limits=limits, **given)

    proxies = click.option(
        "--proxy-headers",
        is_flag=False,
        flag_value="127.0.0.1,::1",
        metavar="[ADDRESSES]",
        help="Believe X-Forwarded-For from a reverse proxy: on this machine, or at these addresses.",
    )
    found: Callable[..., None] = proxies(wrapped)
    for name, kind, default, told in reversed(options):
        found = click.option(f"--{name}", type=kind, default=default, show_default=True, help=told)(
            found
        )
    return found
