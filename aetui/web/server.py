"""The server of `aetui serve`: on the loopback alone, for who has its address.

The address holds a word made anew at each start, since whoever else works on this machine reaches its loopback too. A page of
another site can't get in by a name that it points here (`Host`), nor open the socket (`Origin`); the page itself may load
nothing that doesn't come from here (`Content-Security-Policy`).
"""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
import socket
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import textual_serve
from aiohttp import WSMsgType, web
from textual_serve.download_manager import DownloadManager

from aetui.locales import Texts
from aetui.web.program import TabProgram

HOST = "127.0.0.1"
_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_PAGE = Path(__file__).parent / "page"
_STATIC = Path(textual_serve.__file__).parent / "static"
_PAGE_WORDS = ("opening", "no_login", "ssh", "ended", "again", "away", "keys")
"""Texts of the page, each `serve.page.WORD` in the catalogue."""
_SIZES = range(1, 1000)
"""Cells that a page may ask for, across and down."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def loopback(port: int) -> socket.socket:
    """A socket that listens on the loopback; port 0 takes a free one. Raises OSError where it is taken."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


class DeskServer:
    """`argv`: the program that a tab gets. The port that an address names is that of the request, so that it holds behind
    `ssh -L` too."""

    def __init__(self, argv: Sequence[str], say: Texts) -> None:
        self._argv, self._say = tuple(argv), say
        self.word = secrets.token_urlsafe(12)
        self._sockets: set[web.WebSocketResponse] = set()

    def address(self, listening: socket.socket) -> str:
        return f"http://{HOST}:{listening.getsockname()[1]}/{self.word}/"

    def run(self, listening: socket.socket) -> None:
        """Serve until Ctrl+C or SIGTERM; every tab's program has ended by then."""
        logging.getLogger("textual-serve").addHandler(logging.NullHandler())
        web.run_app(self.app(), sock=listening, print=None, access_log=None, shutdown_timeout=5)

    def app(self) -> web.Application:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._guarded(request, handler)

        app = web.Application(middlewares=[guard])
        here = f"/{self.word}"
        app.add_routes(
            [
                web.get(f"{here}/", self._page),
                web.get(f"{here}/ws", self._socket),
                web.static(f"{here}/page", _PAGE),
                web.static(f"{here}/static", _STATIC),
            ]
        )
        app.on_shutdown.append(self._end)
        return app

    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        if host.rpartition(":")[0] not in _HOSTS and host not in _HOSTS:
            return web.Response(status=403, text=self._say("serve.host"))
        own = secrets.compare_digest(request.path.split("/")[1].encode(), self.word.encode())
        if not own:
            return web.Response(status=404, text=self._say("serve.address"))
        try:
            answer = await handler(request)
        except web.HTTPException as refused:
            answer = web.Response(status=refused.status, text=refused.reason)
        if not answer.prepared:
            answer.headers.update(_headers(host))
        return answer

    async def _page(self, request: web.Request) -> web.Response:
        from jinja2 import Environment

        page = Environment(autoescape=True).from_string((_PAGE / "page.html").read_text("utf-8"))
        port = request.host.rpartition(":")[2]
        words = {word: self._say(f"serve.page.{word}", port=port) for word in _PAGE_WORDS}
        socket_url = f"ws://{request.host}/{self.word}/ws"
        return web.Response(
            text=page.render(words, lang=self._say.lang, socket=socket_url), content_type="text/html", charset="utf-8"
        )

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Origin") != f"http://{request.host}":
            return web.Response(status=403, text=self._say("serve.host"))
        tab = web.WebSocketResponse(heartbeat=15)
        await tab.prepare(request)
        self._sockets.add(tab)

        async def said(text: str) -> None:
            with contextlib.suppress(ConnectionError):
                await tab.send_json(["said", text])

        program = TabProgram(
            self._argv,
            said=said,
            write_bytes=tab.send_bytes,
            write_str=tab.send_str,
            close=tab.close,
            download_manager=DownloadManager(),
        )
        try:
            await program.start(_size(request, "width", 80), _size(request, "height", 24))
            async for message in tab:
                if message.type == WSMsgType.TEXT:
                    await _take(program, tab, message.data)
        finally:
            self._sockets.discard(tab)
            await program.stop()
        return tab

    async def _end(self, _: web.Application) -> None:
        for tab in list(self._sockets):
            await tab.close()


def _headers(host: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
            f"connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "no-referrer",  # the address is the key
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }


def _size(request: web.Request, name: str, usual: int) -> int:
    said = request.query.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and int(said) in _SIZES else usual


async def _take(program: TabProgram, tab: web.WebSocketResponse, text: str) -> None:
    """What the page sent: a list of a kind and its data. What is none of these does nothing."""
    try:
        match json.loads(text):
            case ["stdin", str(typed)]:
                await program.send_bytes(typed.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}] if width in _SIZES and height in _SIZES:
                await program.set_terminal_size(width, height)
            case ["ping", str(mark)]:
                await tab.send_json(["pong", mark])
            case ["focus"]:
                await program.focus()
            case ["blur"]:
                await program.blur()
    except ValueError:
        return
