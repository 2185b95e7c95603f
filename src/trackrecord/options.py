"""The options that several commands share."""

from collections.abc import Callable
from pathlib import Path

import click

from trackrecord.iris import DEFAULT_BASE
from trackrecord.terminal import checked_base

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
