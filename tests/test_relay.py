"""Work done by several processes comes back in order, whatever its size."""

import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from trackrecord import relay
from trackrecord.relay import relayed


def start(offset: int) -> None:
    os.environ["RELAY_TEST_OFFSET"] = str(offset)


def work(task: int) -> tuple[bytes, int]:
    return str(task).encode() * task, task + int(os.environ["RELAY_TEST_OFFSET"])


def vanish(task: int) -> tuple[bytes, int]:
    os._exit(1)


def fail(task: int) -> tuple[bytes, int]:
    raise ValueError(f"task {task}")


def test_results_come_in_the_order_of_the_tasks() -> None:
    found = [(bytes(made), rest) for made, rest in relayed(iter(range(9)), work, start, (100,), 2)]
    assert found == [(str(n).encode() * n, n + 100) for n in range(9)]


def test_a_result_larger_than_the_shared_memory_comes_all_the_same() -> None:
    ((made, _),) = relayed(iter([10_000_000]), work, start, (0,), 1)
    assert len(made) == 80_000_000


def test_where_shared_memory_is_short_results_come_through_the_pipe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(relay, "_has_room_for", lambda size: False)
    found = [bytes(made) for made, _ in relayed(iter([500, 3]), work, start, (0,), 1)]
    assert found == [b"500" * 500, b"333"]


@pytest.mark.parametrize(("broken", "error"), [(vanish, BrokenProcessPool), (fail, ValueError)])
def test_a_process_that_fails_is_told_and_leaves_no_shared_memory(
    broken: object, error: type[Exception]
) -> None:
    before = set(Path("/dev/shm").glob("psm_*"))
    with pytest.raises(error):
        list(relayed(iter(range(5)), broken, start, (0,), 2))  # type: ignore[arg-type]
    assert set(Path("/dev/shm").glob("psm_*")) <= before
