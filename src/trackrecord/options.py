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
