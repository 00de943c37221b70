"""The driver for Linux and macOS: Textual's own, reading its input a little more carefully."""

from __future__ import annotations

import codecs
import os
import selectors
import sys
from typing import IO, Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from aetui.terminal.keystream import KeyPress, KeyStream, Pasted

_PUSH_PLAIN_KEYS, _POP_KEYS = "\x1b[>0u", "\x1b[<u"
_WAIT = 0.1  # seconds between looks at whether the program ends
_WAIT_FOR_REST = 0.02  # seconds for the rest of what may be a key by itself
_WAIT_FOR_END = 1.0  # seconds for the rest of a sequence that was cut: a slow line must not turn it into letters


class Screen:
    """What the driver writes to. Once the terminal is gone, writes go nowhere, and raise nothing: they are made in a
    thread that would end there, and whoever writes on would wait for it for ever."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        try:
            self._file.write(text)
        except OSError:
            return

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError:
            return

    def fileno(self) -> int:
        return self._file.fileno()


class DeskDriver(LinuxDriver):
    """Text in the kitty protocol's form arrives whole, and a byte that is no UTF-8 ends nothing."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = Screen(sys.__stderr__ or sys.stderr)  # type: ignore[assignment]  # of it, only these are used

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # Whatever the terminal was set to, by Textual itself where it was imported too early: keys as bytes.
        self.write(_PUSH_PLAIN_KEYS)
        self.flush()

    def stop_application_mode(self) -> None:
        if not constants.DISABLE_KITTY_KEY:
            self.write(_POP_KEYS)  # Textual pops one entry, and then there are two
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Read, decode and dispatch until the program ends or the terminal is gone."""
        parser = XTermParser(self._debug)
        stream = KeyStream()
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode

        def parse(text: str) -> None:
            if text:
                for message in parser.feed(text):
                    self.process_message(message)

        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                rest = _WAIT_FOR_END if stream.surely else _WAIT_FOR_REST
                if selector.select(rest if stream.holding else _WAIT):
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:  # the terminal is gone
                        self._app.call_later(self._app.exit)
                        return
                    for piece in stream.feed(decode(data)):
                        if isinstance(piece, KeyPress):
                            self.process_message(events.Key(piece.key, piece.character))
                        elif isinstance(piece, Pasted):
                            self.process_message(events.Paste(piece.text.replace("\x00", "")))
                        else:
                            parse(piece)
                elif stream.holding:
                    parse(stream.flush())
                for message in parser.tick():
                    self.process_message(message)
