"""How many queries a client has at once, from its request until the last byte of its answer is sent."""

import ipaddress
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from trackrecord.serving.problems import ProblemError


class Clients:
    """The clients that have queries now."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._queries: Counter[str] = Counter()

    @contextmanager
    def admitted(self, client: str) -> Iterator[None]:
        """Count a query of a client while the block runs.

        Raises:
            ProblemError: it has as many as it may.
        """
        if self._queries[client] >= self._most:
            raise ProblemError(
                "too-many-queries",
                f"{self._most} of yours are under way; send the next when one is answered",
                {"Retry-After": "1"},
            )
        self._queries[client] += 1
        try:
            yield
        finally:
            self._queries[client] -= 1
            if not self._queries[client]:
                del self._queries[client]


def client_of(address: str) -> str:
    """Whom an address counts as: of IPv6 a whole /64, which is what one customer has at least.

    >>> client_of("2001:db8::1"), client_of("192.0.2.1"), client_of("testclient")
    ('2001:db8::/64', '192.0.2.1', 'testclient')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return address
