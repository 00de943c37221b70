"""The driver for Linux and macOS: Textual's own, reading its input a little more carefully."""

from __future__ import annotations

import codecs
import os
import selectors
import sys
from collections.abc import Callable, Iterable
from typing import IO, Any

from textual import _xterm_parser, constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from aetui.terminal.keystream import KeyPress, KeyStream, Pasted

_PUSH_PLAIN_KEYS, _POP_KEYS = "\x1b[>0u", "\x1b[<u"
_WAIT = 0.1  # seconds between looks at whether the program ends
_WAIT_FOR_REST = 0.1  # seconds for the rest of what may be a key by itself
_WAIT_FOR_END = 1.0  # seconds for the rest of a sequence that was cut: a slow line must not turn it into letters
_WAIT_FOR_PASTE = 3.0  # seconds of silence after which a paste has ended, though its end never came


class TerminalOutput:
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
        self._file = TerminalOutput(sys.__stderr__ or sys.stderr)  # type: ignore[assignment]  # of it, only these are used

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
        stream = KeyStream(understood(parser))
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode

        def parse(text: str) -> None:
            if text:
                for message in parser.feed(text):
                    self.process_message(message)

        def take(pieces: Iterable[KeyPress | Pasted | str]) -> None:
            for piece in pieces:
                if isinstance(piece, KeyPress):
                    self.process_message(events.Key(piece.key, piece.character))
                elif isinstance(piece, Pasted):
                    self.process_message(events.Paste(piece.text.replace("\x00", "")))
                else:
                    parse(piece)

        take(stream.feed(decode(getattr(self._app, "typed_before", b""))))
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if stream.pasting:
                    wait = _WAIT_FOR_PASTE
                elif stream.holding:
                    wait = _WAIT_FOR_END if stream.surely else _WAIT_FOR_REST
                else:
                    wait = _WAIT
                if selector.select(wait):
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:  # the terminal is gone
                        self._app.call_later(self._app.exit)
                        return
                    take(stream.feed(decode(data)))
                elif stream.holding or stream.pasting:
                    take(stream.give_up())
                for message in parser.tick():
                    self.process_message(message)


def understood(parser: XTermParser) -> Callable[[str], bool]:
    """Whether the parser makes something of a sequence: a key, the mouse, an answer that Textual asked for."""
    forms = (
        _xterm_parser._re_mouse_event,
        _xterm_parser._re_terminal_mode_response,
        _xterm_parser._re_cursor_position,
        _xterm_parser._re_in_band_window_resize,
    )

    def known(sequence: str) -> bool:
        return (
            sequence in _xterm_parser.SPECIAL_SEQUENCES
            or any(form.match(sequence) for form in forms)
            or any(True for _ in parser._sequence_to_key_events(sequence))
        )

    return known
