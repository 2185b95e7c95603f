"""Work done by several processes, its results handed back in the order of the tasks.

The bytes of a result come through shared memory that is used again and again: through a pipe, megabytes of
text cost more than making them. Only so many tasks are out at a time, so memory does not grow with them.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.shared_memory import SharedMemory
from threading import Thread
from typing import Any, TypeVar

Task = TypeVar("Task")
Rest = TypeVar("Rest")

_SLOT = 4 << 20  # bytes of a result that fit in shared memory; more comes through the pipe
_OUT = 2  # tasks for each process that are out at a time


def relayed(
    tasks: Iterator[Task],
    work: Callable[[Task], tuple[bytes, Rest]],
    start: Callable[..., None],
    arguments: tuple[Any, ...],
    processes: int,
) -> Iterator[tuple[bytes | memoryview, Rest]]:
    """The bytes, and the rest, of each task's result; the bytes are to be used before the next is asked for.

    Each process calls `start` with the arguments once. `work` and `start` are functions of a module.

    Raises:
        BrokenProcessPool: a process was ended from outside.
    """
    number = processes * _OUT
    size = _SLOT if _has_room_for(number * _SLOT) else 1
    slots = [SharedMemory(create=True, size=size) for _ in range(number)]
    names = [slot.name for slot in slots]
    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), _begin, (names, work, start, arguments)
    )
    out: deque[tuple[int, Future[tuple[bytes | int, Any]]]] = deque()
    free = deque(range(len(slots)))
    try:
        for task in tasks:
            if not free:
                slot, future = out.popleft()
                yield from _handed_back(slots[slot], future)
                free.append(slot)
            slot = free.popleft()
            out.append((slot, pool.submit(_do, slot, task)))
        while out:
            slot, future = out.popleft()
            yield from _handed_back(slots[slot], future)
    finally:
        pool.shutdown(cancel_futures=True)
        for each in slots:
            each.close()
            each.unlink()


def _has_room_for(size: int) -> bool:
    """Whether there is that much shared memory; a container may have little, and using more is fatal."""
    try:
        place = os.statvfs("/dev/shm")
    except (OSError, AttributeError):  # another system, which has no such limit
        return True
    return place.f_bavail * place.f_frsize > 2 * size


def _handed_back(
    slot: SharedMemory, future: "Future[tuple[bytes | int, Any]]"
) -> Iterator[tuple[bytes | memoryview, Any]]:
    result, rest = future.result()
    if isinstance(result, bytes):
        yield result, rest
        return
    with _buffer(slot)[:result] as made:
        yield made, rest


def _buffer(slot: SharedMemory) -> memoryview:
    """The memory of a slot that is open."""
    assert slot.buf is not None
    return slot.buf


class _Worker:
    """What a process that works for another keeps."""

    work: Callable[[Any], tuple[bytes, Any]]
    slots: list[SharedMemory]


def _begin(
    names: list[str],
    work: Callable[[Any], tuple[bytes, Any]],
    start: Callable[..., None],
    arguments: tuple[Any, ...],
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is interrupted ends the others in order
    Thread(target=_end_with_parent, daemon=True).start()
    _Worker.work = staticmethod(work)
    _Worker.slots = [SharedMemory(name) for name in names]
    start(*arguments)


def _end_with_parent() -> None:
    """End this process when the one it works for is gone, even where that was killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(slot: int, task: Any) -> tuple[bytes | int, Any]:
    made, rest = _Worker.work(task)
    buffer = _buffer(_Worker.slots[slot])
    if len(made) > len(buffer):
        return made, rest
    buffer[: len(made)] = made
    return len(made), rest
