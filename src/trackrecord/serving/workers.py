"""Worker processes that answer questions side by side, and are killed and replaced when one takes too long.

The engine cannot be stopped while it works, so each query runs in a process that can be.
"""

import asyncio
import signal
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from trackrecord.serving.frames import Question
from trackrecord.serving.limits import Limits
from trackrecord.serving.metrics import Metrics
from trackrecord.serving.problems import ProblemError
from trackrecord.serving.processes import Answer, DiedError, Worker
from trackrecord.serving.worker import Served

_PAUSE = 1.0  # seconds until a worker is started again that could not start


@dataclass(slots=True, eq=False)
class _Waiting:
    """A query that waits for a worker."""

    client: str
    worker: asyncio.Future[Worker] = field(default_factory=asyncio.Future)


class Workers:
    """So many workers over one store, and the queries that wait for them, first come first served.

    Of one client no more than `Limits.at_once` run, so that one who asks much never has all of the workers.
    """

    def __init__(self, limits: Limits, metrics: Metrics) -> None:
        self.limits = limits
        self._metrics = metrics
        self._served: Served | None = None
        self._alive: set[Worker] = set()
        self._idle: deque[Worker] = deque()
        self._waiting: deque[_Waiting] = deque()
        self._running: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        metrics.gauge("workers", "Workers that are alive.", lambda: len(self._alive))
        metrics.gauge("workers_busy", "Workers that run a query.", self._running.total)
        metrics.gauge(
            "queries_waiting", "Queries that wait for a worker.", lambda: len(self._waiting)
        )

    @property
    def are_ready(self) -> bool:
        """Whether a query would find a worker, now or when another is done."""
        return bool(self._alive)

    def serve(self, served: Served) -> None:
        """Start workers over a store; those over another one end, each when its query is done."""
        if self._served is not None and self._served.store == served.store:
            return
        self._served = served
        for _ in range(self.limits.workers):
            self._start()

    async def stop(self) -> None:
        """End all workers, whatever they do."""
        self._served = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self._alive))
        self._alive.clear()
        self._idle.clear()

    async def gone(self, served: Served) -> None:
        """Wait until no worker is left over a store."""
        while any(worker.served.store == served.store for worker in self._alive):
            await asyncio.sleep(0.1)

    async def answer(self, question: Question, client: str) -> Answer:
        """The answer to a question, whole.

        Raises:
            ProblemError: there is none, and why.
        """
        async with self._worker(client) as worker:
            since = time.monotonic()
            outcome = "abandoned"
            try:
                async with asyncio.timeout(self.limits.seconds):
                    answer = await worker.answer(question)
                outcome = "answered"
                return answer
            except ProblemError as problem:
                outcome = problem.code
                raise
            except TimeoutError:
                outcome = "timeout"
                raise ProblemError(
                    "timeout",
                    f"it ran for {self.limits.seconds:g} seconds and was stopped; ask for less",
                ) from None
            except DiedError:
                death = _death(await worker.ended(), self.limits)
                outcome = death.code
                raise death from None
            except OSError as error:
                outcome = "failed"
                raise ProblemError(
                    "failed", "the answer could not be kept; the disk is full"
                ) from error
            finally:
                self._metrics.seconds.labels(outcome).observe(time.monotonic() - since)
                if outcome in ("abandoned", "timeout", "failed", "out-of-memory"):
                    self._end(worker, outcome)

    @asynccontextmanager
    async def _worker(self, client: str) -> AsyncIterator[Worker]:
        """A worker for a query of a client, when there is one.

        Raises:
            ProblemError: too many queries wait, or it took too long.
        """
        waiting = _Waiting(client)
        self._waiting.append(waiting)
        self._assign()
        try:
            if len(self._waiting) > self.limits.queue and not waiting.worker.done():
                raise self._busy()
            async with asyncio.timeout(self.limits.seconds):
                worker = await waiting.worker
        except BaseException as error:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            elif waiting.worker.done() and not waiting.worker.cancelled():
                self._release(waiting.worker.result(), client)  # it came as nobody waited any more
            if isinstance(error, TimeoutError):
                raise self._busy() from None
            raise
        try:
            yield worker
        finally:
            self._release(worker, client)

    def _busy(self) -> ProblemError:
        wait = {"Retry-After": str(max(1, round(self.limits.seconds / 4)))}
        return ProblemError(
            "busy", "all workers have queries, and more wait; ask again later", wait
        )

    def _assign(self) -> None:
        """Give idle workers to those who wait and whose client has not enough of them."""
        for waiting in list(self._waiting):
            if not self._idle:
                return
            if waiting.worker.done():
                continue
            if self._running[waiting.client] < self.limits.at_once:
                self._waiting.remove(waiting)
                self._running[waiting.client] += 1
                waiting.worker.set_result(self._idle.popleft())

    def _release(self, worker: Worker, client: str) -> None:
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        if worker in self._alive:
            if worker.is_full:
                self._end(worker, "full")
            elif self._is_outdated(worker) and not all(map(self._is_outdated, self._alive)):
                self._end(worker, "replaced", is_replaced=False)
            else:
                self._idle.append(worker)
        self._assign()

    def _is_outdated(self, worker: Worker) -> bool:
        return self._served is None or worker.served.store != self._served.store

    def _end(self, worker: Worker, reason: str, is_replaced: bool = True) -> None:
        """Kill a worker, and start another in its place."""
        if worker not in self._alive:
            return
        self._alive.remove(worker)
        self._metrics.ended.labels(reason).inc()
        self._go(self._killed(worker))
        if is_replaced and not self._is_outdated(worker):
            self._start()

    async def _killed(self, worker: Worker) -> None:
        await worker.kill()

    def _start(self) -> None:
        if self._served is not None:
            self._go(self._started(self._served))

    async def _started(self, served: Served) -> None:
        """Start a worker, again and again if need be, and let an outdated one go that has no query."""
        while self._served is served:
            try:
                worker = await Worker.started(served)
            except OSError:
                self._metrics.ended.labels("failed").inc()
                await asyncio.sleep(_PAUSE)
                continue
            self._alive.add(worker)
            self._go(self._watched(worker))
            for other in list(self._idle):
                if self._is_outdated(other):
                    self._idle.remove(other)
                    self._end(other, "replaced", is_replaced=False)
                    break
            self._idle.append(worker)
            self._assign()
            return

    async def _watched(self, worker: Worker) -> None:
        """Replace a worker that ends while it has no query."""
        await worker.ended()
        if worker in self._idle:
            self._idle.remove(worker)
            self._end(worker, "failed")

    def _go(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _death(code: int, limits: Limits) -> ProblemError:
    """What to say of a worker that ended by itself: the engine aborts when it gets no memory."""
    if code == -signal.SIGABRT:
        most = f"{limits.memory / 1e6:,.0f} MB"
        return ProblemError("out-of-memory", f"it took more than {most}; ask for less, or in parts")
    return ProblemError("failed", "the process that ran it ended; it may be nested too deep")
