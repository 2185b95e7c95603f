"""How much of a machine the endpoint may take, and how much of it one client."""

import os
from dataclasses import dataclass


def _cores() -> int:
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a query, a client, and all of them together.

    `seconds` is how long a query may run, and how long it may wait before it does. `memory` is how many bytes
    it may take beyond what a worker takes at rest, `query_bytes` and `answer_bytes` are lengths in UTF-8.
    """

    workers: int = max(2, _cores())
    seconds: float = 30.0
    queue: int = 64
    per_client: int = 8
    memory: int = 1 << 30
    query_bytes: int = 256 << 10
    answer_bytes: int = 64 << 20

    @property
    def at_once(self) -> int:
        """How many queries of one client run at once: all workers but one, which is left for the others."""
        return max(1, self.workers - 1)
