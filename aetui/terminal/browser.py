"""The driver for a page in a browser: Textual's own, which ends when its page's server does."""

from __future__ import annotations

import os
from typing import Any

from textual.app import App
from textual.drivers.web_driver import WebDriver


class BrowserDriver(WebDriver):
    """Once the server is gone, nobody could end the program by a key, and what it writes goes nowhere."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = self._write_if_heard  # type: ignore[assignment]  # a partial of os.write there

    def _write_if_heard(self, data: bytes) -> int:
        """The whole of it: a pipe takes large pictures in pieces."""
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self.fileno, rest) :]
        except OSError:
            pass
        return len(data)

    def run_input_thread(self) -> None:
        """Read and dispatch until the program ends or the server is gone."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.call_later(self._app.exit)
