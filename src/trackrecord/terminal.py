"""How the command line meets its surroundings: errors as one message, exit codes, streams.

Exit codes: 0 done, 1 bad input or findings, 2 bad usage, 130 interrupted.
"""

import functools
import io
import os
import re
import sys
from collections.abc import Callable
from typing import Any

import click

from trackrecord.errors import TrackrecordError
from trackrecord.iris import is_base

_INTERRUPTED = 130
_ADDRESS = re.compile(r"https?://[^\s/?#]*[^\s/?#@:][^\s#]*", re.IGNORECASE)


class Group(click.Group):
    """Lists commands in the order of the work, and leaves quietly when interrupted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they were added."""
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; what standard output cannot take is one message, or none where nobody reads."""
        _let_any_text_out()
        try:
            return super().main(*args, **kwargs)
        except BrokenPipeError:
            _turn_off_output()
            sys.exit(1)
        except OSError as error:  # of standard output; those of files are errors of ours by now
            _turn_off_output()
            what = error.filename or "the output cannot be written"
            click.echo(f"Error: {what}: {error.strerror or error}", err=True)
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; exit with 130 where a person interrupts it."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            click.echo("\nAborted!", err=True)
            ctx.exit(_INTERRUPTED)


def clear_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Turn our errors into one message on standard error and exit code 1."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except TrackrecordError as error:
            raise click.ClickException(str(error)) from error

    return wrapped


def checked_base(ctx: click.Context, parameter: click.Parameter, iri: str) -> str:
    """The namespace of data, if IRIs can be minted under it."""
    if not is_base(iri):
        raise click.BadParameter(
            f'{iri!r} is no namespace; it is an absolute IRI that ends in "/", such as '
            "https://data.example.org/id/"
        )
    return iri


def checked_address(
    ctx: click.Context, parameter: click.Parameter, address: str | None
) -> str | None:
    """The address of an endpoint, if it is one of the web."""
    if address is not None and not _ADDRESS.fullmatch(address):
        raise click.BadParameter(
            f"{address!r} is no address of an endpoint; it is one such as https://data.example.org/sparql"
        )
    return address


def _let_any_text_out() -> None:
    """Have characters that the encoding of a stream lacks written as escapes; UTF-8 lacks bytes that are none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _turn_off_output() -> None:
    """Let what is still to be written to standard output go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
