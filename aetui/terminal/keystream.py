"""Keys in the kitty protocol's form, for terminals that send it though nobody asked; and pastes.

`ESC [ 0 ; ; 20013:25991 u` is text committed by an input method: any number of code points in one sequence.
Textual gives up on a sequence after 32 characters, so these are taken out of the stream before it reads it.
A paste that holds an escape would lose its end there, so pastes are taken out as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
# A key, or the terminal's answer to a question about the protocol, or the end of either still to come.
_SEQUENCE = re.compile(r"\x1b\[(?:(\?\d+)u|(\d[\d:]*)(?:;([\d:]*))?(?:;([\d:]*))?u)|\x1b\[200~")
_UNFINISHED = re.compile(r"\x1b(?:\[\??[\d:;]*)?\Z")

_SHIFT, _ALT, _CTRL = 1, 2, 4
_RELEASED = "3"
_NAMES = {
    9: "tab",
    13: "enter",
    27: "escape",
    32: "space",
    127: "backspace",
    57414: "enter",  # on the keypad
}
_CHARACTERS = {"tab": "\t", "enter": "\r", "escape": "\x1b", "space": " ", "backspace": "\x7f"}


class KeyPress(NamedTuple):
    """One key: its name as Textual has it, and the character it types (None: it types nothing)."""

    key: str
    character: str | None


def _is_text(point: int) -> bool:
    return 32 <= point <= 0x10FFFF and point != 127 and not 0xD800 <= point < 0xE000


def _keys(code: int, modifiers: int, text: str) -> list[KeyPress | str]:
    if text:
        return [text]
    name = _NAMES.get(code, "")
    if not name:
        if code < 32 or 0xE000 <= code <= 0xF8FF or code > 0x10FFFF:
            return []  # a lone modifier, a key that nothing here is bound to
        name = chr(code)
    if not modifiers:
        return [name if len(name) == 1 else KeyPress(name, _CHARACTERS[name])]
    if modifiers == _SHIFT and len(name) == 1:
        return [name.upper()]
    held = [word for bit, word in ((_ALT, "alt"), (_CTRL, "ctrl"), (_SHIFT, "shift")) if modifiers & bit]
    return [KeyPress("+".join([*held, name]), None)]


class Pasted(NamedTuple):
    """What was pasted, whatever stands in it."""

    text: str


class KeyStream:
    """Takes the stream in pieces as they come; gives back text to be parsed as usual, keys, and pastes."""

    def __init__(self) -> None:
        self._held = ""
        self._paste: list[str] | None = None

    @property
    def holding(self) -> bool:
        """Is the begin of a sequence waiting for its end?"""
        return bool(self._held) and self._paste is None

    @property
    def surely(self) -> bool:
        """Does what is held begin a sequence for sure? A bare ESC, or ESC and `[`, may be keys by themselves."""
        return len(self._held) > 2

    def flush(self) -> str:
        """What is held, as it is: its end did not come."""
        held, self._held = self._held, ""
        return held

    def feed(self, data: str) -> Iterator[KeyPress | Pasted | str]:
        """Split a piece of the stream."""
        data = self.flush() + data
        while data:
            if self._paste is not None:
                before, end, data = data.partition(_PASTE_ENDS)
                if end:
                    yield Pasted("".join([*self._paste, before]))
                    self._paste = None
                    continue
                last = before.rfind("\x1b", -len(_PASTE_ENDS) + 1)
                if last >= 0 and _PASTE_ENDS.startswith(before[last:]):
                    before, self._held = before[:last], before[last:]
                self._paste.append(before)
                return
            found = _SEQUENCE.search(data)
            if found is None:
                if (unfinished := _UNFINISHED.search(data)) is not None:
                    data, self._held = data[: unfinished.start()], unfinished[0]
                if data:
                    yield data
                return
            if found.start():
                yield data[: found.start()]
            data = data[found.end() :]
            if found[0] == _PASTE_BEGINS:
                self._paste = []
            elif found[2] is not None:
                yield from _read(found[2], found[3] or "", found[4] or "")


def _read(codes: str, modifiers: str, text: str) -> list[KeyPress | str]:
    held, _, event = modifiers.partition(":")
    if event == _RELEASED:
        return []
    points = [int(point) for point in text.split(":") if point]
    typed = "".join(chr(p) for p in points if _is_text(p))
    bits = max(int(held or 1) - 1, 0) & (_SHIFT | _ALT | _CTRL)
    return _keys(int(codes.split(":")[0]), bits, typed)
