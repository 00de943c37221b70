"""One program in one tab: run without a shell, and what it says at its end is told on the page."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence

from textual_serve.app_service import AppService

_BEGINS = b"__GANGLION__\n"
"""What Textual's driver says before its first packet; what comes earlier isn't for the page."""

Send = Callable[[str], Awaitable[None]]


class TabProgram(AppService):
    """The program `argv` behind one websocket. `said` is called with what it wrote on standard error, before the socket is closed."""

    def __init__(self, argv: Sequence[str], *, said: Send, **ways: object) -> None:
        super().__init__("", **ways)  # type: ignore[arg-type]  # its own callbacks and the download manager
        self._argv, self._said = tuple(argv), said
        self._close = self.remote_close
        self.remote_close = self._wait  # the end of its output closes the tab's socket, its last words first

    async def _wait(self) -> None:
        return

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        made: dict[str, str] = super()._build_environment(width, height)
        # The page is the terminal now, whatever `aetui serve` itself was started in.
        for name in ("STY", "TMUX", "TMUX_PANE", "LINES"):
            made.pop(name, None)
        return {**made, "TERM": "xterm-256color", "COLORTERM": "truecolor"}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        env = self._build_environment(width, height)
        self._process = process = await asyncio.create_subprocess_exec(
            *self._argv, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=env
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Hand on what the program writes until it ends; then its last words, and the socket is closed."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        assert process.stderr is not None
        told = asyncio.create_task(process.stderr.read())
        try:
            while (line := await process.stdout.readline()) not in (b"", _BEGINS):
                pass
            while line:
                await self._hand_on(process.stdout)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # it ended, or the page did
        finally:
            words = (await told).decode("utf-8", "replace").strip()
            await process.wait()
            if words:
                await self._said(words)
            await self._close()

    async def _hand_on(self, output: asyncio.StreamReader) -> None:
        kind = await output.readexactly(1)
        payload = await output.readexactly(int.from_bytes(await output.readexactly(4), "big"))
        take = {b"D": self.on_data, b"M": self.on_meta, b"P": self.on_packed}[kind]
        await take(payload)
