"""Parts made by several processes of this machine."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from trackrecord.errors import GraphError
from trackrecord.parts import Done, Engine, Part, PartMaker, Progress
from trackrecord.relay import relayed


@contextmanager
def processes(jobs: int | None) -> Iterator[Engine]:
    """An engine of so many processes; one for each core, if it is not said."""

    def made(parts: Sequence[Part], make: PartMaker, progress: Progress) -> list[Done]:
        """What comes of some parts.

        Raises:
            GraphError: a process was ended from outside.
        """
        number = min(jobs or os.cpu_count() or 1, len(parts))
        found: list[Done] = []
        try:
            for done in map(make, parts) if number < 2 else _relayed(parts, make, number):
                found.append(done)
                progress(f"[{len(found)}/{len(parts)}] parts")
        except BrokenProcessPool as error:
            raise GraphError(
                "a process that made parts was ended from outside (memory may be short: try fewer --jobs); "
                "build again, and parts that are done are not made again"
            ) from error
        return found

    yield made


def _relayed(parts: Sequence[Part], make: PartMaker, number: int) -> Iterator[Done]:
    return (done for _, done in relayed(iter(parts), _work, _start, (make,), number))


#: What a process that works for another makes parts with.
_own: list[PartMaker] = []


def _start(make: PartMaker) -> None:
    _own.append(make)


def _work(part: Part) -> tuple[bytes, Done]:
    return b"", _own[0](part)
