"""The application on a port, until it is interrupted."""

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trackrecord.errors import GraphError, reason_of
from trackrecord.serving.app import application
from trackrecord.serving.current import Current
from trackrecord.serving.endpoint import Endpoint
from trackrecord.serving.limits import Limits
from trackrecord.serving.pages import prepare
from trackrecord.serving.rendering import ShowText

_LAST_WORDS = 3  # seconds that requests have to end when the server does
_LONGEST_HEAD = 64 << 10  # bytes of a request before its body; a query in an address is one of them
_BACKLOG = 1024  # connections that wait to be taken
_MOST = 2000  # connections at once


def serve(
    graph: Path,
    base: str,
    host: str,
    port: int,
    show_text: ShowText,
    sources: Path | None,
    limits: Limits,
    proxies: str | None,
    say: Callable[[str], None],
) -> None:
    """Serve a graph directory until SIGINT or SIGTERM; at port 0, at any port that is free.

    `proxies` are the addresses or networks, separated by commas, whose X-Forwarded-For is believed.

    Raises:
        GraphError: there is no built graph there, or the address cannot be listened on.
    """
    say(f"opening {graph} …")
    current = Current(graph, base, show_text)
    with closing(_listening(host, port)) as listening:
        address = f"[{host}]" if ":" in host else host
        say(f"serving {graph} at http://{address}:{listening.getsockname()[1]}/ (Ctrl-C stops)")
        # Meanwhile pages that need no index are served; a thread that is a daemon lets the server end at once.
        Thread(target=prepare, args=(current.snapshot(),), daemon=True).start()
        app = application(current.snapshot, show_text, Endpoint(current, limits), sources)
        config = uvicorn.Config(
            _told_to_come_again(app),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=proxies is not None,
            forwarded_allow_ips=proxies,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
            limit_concurrency=_MOST,
            timeout_graceful_shutdown=_LAST_WORDS,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _told_to_come_again(app: ASGIApp) -> ASGIApp:
    """An application whose requests that outlast their server are answered 503, and are no error of its own."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        is_begun = False

        async def sent(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            await app(scope, receive, sent)
        except asyncio.CancelledError:  # the server ends, and has waited for as long as it does
            if scope["type"] == "http" and not is_begun:
                told = PlainTextResponse("The server is ending; come again later\n", 503)
                await told(scope, receive, send)

    return asked


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # That it is TCP must be said: only then asyncio sends small answers without waiting 40 ms for more.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
        return listening
    except OSError as error:
        listening.close()
        raise GraphError(
            f"cannot listen on {host}, port {port}: {reason_of(error)}; choose another with --port"
        ) from error
