"""One worker as its server sees it: a process to which questions go and from which whole answers come.

An answer is kept until it is whole, in memory while it is small and then in a file without a name: nobody is sent half
of one, and who reads slowly holds no worker.
"""

import asyncio
import contextlib
import os
import sys
from dataclasses import dataclass, replace
from json import loads
from tempfile import SpooledTemporaryFile
from typing import IO, Self

from trackrecord.serving import frames
from trackrecord.serving.frames import HEAD, Question, frame
from trackrecord.serving.problems import ProblemError
from trackrecord.serving.worker import Served

_IN_MEMORY = 1 << 20  # bytes of an answer, before it goes to a file
_PIPE = 1 << 20  # bytes that are read ahead of a worker
#: Else glibc sets much address space aside for each thread, by chance, which counts as the query's.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}
_START = 60.0  # seconds in which a worker has to be ready


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its media type, its bytes in a file that is at its start, and how many there are."""

    media: str
    body: IO[bytes]
    length: int


class DiedError(Exception):
    """A worker ended before its answer did."""


class Worker:
    """A process that is ready for a question, or has one."""

    def __init__(self, process: asyncio.subprocess.Process, served: Served) -> None:
        self.served = served
        self.is_full = False
        self._process = process

    @classmethod
    async def started(cls, served: Served) -> Self:
        """A worker that is ready.

        Raises:
            OSError: it cannot be started, or is not ready in time.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "trackrecord.serving.worker",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_PIPE,
            env={**os.environ, **_ENVIRONMENT},
        )  # fmt: skip
        worker = cls(process, replace(served, parent=os.getpid()))
        try:
            async with asyncio.timeout(_START):
                await worker._send(frame(frames.READY, worker.served.to_json()))
                await worker._received()
        except (TimeoutError, DiedError) as error:
            await worker.kill()
            raise OSError("a worker did not start") from error
        except BaseException:
            await worker.kill()
            raise
        return worker

    async def answer(self, question: Question) -> Answer:
        """The answer to a question.

        Raises:
            ProblemError: there is none, and why.
        """
        body = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 — it is the answer's
        try:
            await self._send(frame(frames.QUESTION, question.to_json()))
            media, length, problem = "", 0, None
            while (got := await self._received())[0] not in (frames.END, frames.LAST):
                kind, payload = got
                if kind == frames.PART:
                    length += body.write(payload)
                elif kind == frames.ANSWER:
                    media = payload.decode()
                else:
                    problem = ProblemError(**loads(payload))
            self.is_full = got[0] == frames.LAST
            if problem is not None:
                raise problem
            body.seek(0)
            return Answer(media, body, length)
        except BaseException:
            body.close()
            raise

    async def kill(self) -> int:
        """End the process, whatever it does; its exit code."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        return await self._process.wait()

    async def ended(self) -> int:
        """The exit code of a process that is about to end."""
        return await self._process.wait()

    async def _send(self, some: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(some)
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise DiedError from error

    async def _received(self) -> tuple[bytes, bytes]:
        assert self._process.stdout is not None
        try:
            kind, length = HEAD.unpack(await self._process.stdout.readexactly(HEAD.size))
            return kind, await self._process.stdout.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionResetError) as error:
            raise DiedError from error
