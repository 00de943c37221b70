"""The driver for Linux and macOS: Textual's own, reading its input a little more carefully."""

from __future__ import annotations

import codecs
import os
import selectors

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from aetui.terminal.kitty import KeyPress, KittyText

_WAIT = 0.1  # seconds between looks at whether the program ends
_WAIT_FOR_REST = 0.02  # seconds for the rest of a sequence that was cut


class DeskDriver(LinuxDriver):
    """Text in the kitty protocol's form arrives whole, and a byte that is no UTF-8 ends nothing."""

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # Whatever the terminal was set to: keys as bytes, please. Textual pops this entry as it ends.
        self.write("\x1b[>0u")
        self.flush()

    def run_input_thread(self) -> None:
        """Read, decode and dispatch until the program ends or the terminal is gone."""
        parser = XTermParser(self._debug)
        kitty = KittyText()
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode

        def parse(text: str) -> None:
            if text:
                for message in parser.feed(text):
                    self.process_message(message)

        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_WAIT_FOR_REST if kitty.holding else _WAIT):
                    data = os.read(self.fileno, 4096)
                    if not data:
                        break  # the terminal is gone
                    for piece in kitty.feed(decode(data)):
                        if isinstance(piece, KeyPress):
                            self.process_message(events.Key(piece.key, piece.character))
                        else:
                            parse(piece)
                elif kitty.holding:
                    parse(kitty.flush())
                for message in parser.tick():
                    self.process_message(message)
