"""What a worker process may not do: reach a network, outlive its server, take all memory, or run for ever.

Each is done as far as the system has it; on another than Linux that is less, and docs/serving.md says what.
"""

import contextlib
import ctypes
import os
import signal
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def confine(parent: int) -> None:
    """Cut this process off from networks, and let it end with its parent, whose process id is given."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; the server ends us
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not hasattr(os, "getppid") or not Path("/proc/self/status").exists():
        return
    system = ctypes.CDLL(None, use_errno=True)
    # A network of its own has no way out; one needs no rights for that together with users of its own.
    if system.unshare(_CLONE_NEWNET) != 0:
        system.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    system.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # new users would take it away again
    if os.getppid() != parent:  # it was gone before that was set
        os._exit(1)


def has_network() -> bool:
    """Whether this process sees a network besides its own loopback, where the system tells."""
    try:
        routes = Path("/proc/self/net/route").read_text(encoding="ascii").splitlines()[1:]
        devices = Path("/proc/self/net/dev").read_text(encoding="ascii").splitlines()[2:]
    except OSError:
        return True
    return bool(routes) or any(line.split(":")[0].strip() != "lo" for line in devices)


def size() -> int:
    """The bytes of address space that this process takes; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def limit_memory(more: int) -> None:
    """Let this process take so many bytes of address space more than it does now."""
    if resource is not None and (now := size()):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (now + more, now + more))


def limit_time(seconds: float) -> None:
    """Let this process compute so many seconds from now on; then the system ends it, were its server gone."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
