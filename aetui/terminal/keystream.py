"""What a terminal sends, taken apart before Textual reads it: keys in the kitty protocol's form, pastes, late answers.

`ESC [ 0 ; ; 20013:25991 u` is text committed by an input method: any number of code points in one sequence.
Textual gives up on a sequence after 32 characters, so these are taken out of the stream before it reads it.
A paste that holds an escape would lose its end there, so pastes are taken out as well. What a terminal answers late
(OSC, DCS, a CSI that Textual doesn't know) would be typed letter by letter: it is swallowed whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
# What begins with an escape: a key of the Linux console or of rxvt, a control sequence, a key in application mode, or a string for
# the program (a colour, a name, the terminal's version), which ends with BEL or `ESC \`.
_SEQUENCE = re.compile(
    r"\x1b(?:\[\[[A-E]|\[\d+\$|\[(?P<csi>[0-?]*[ -/]*[@-Z\\-~])|O(?P<ss3>[ -~])|(?P<string>\][\dlLI]|P[\d!>$+|<=?;]|_G))"
)
_UNFINISHED = re.compile(r"\x1b(?:\[\[?|\[[0-?]*[ -/]*|[O\]P_])?\Z")
_KITTY = re.compile(r"(\d[\d:]*)(?:;([\d:]*))?(?:;([\d:]*))?u")
_KITTY_ANSWER = re.compile(r"\x1b\[\?\d+u")
_STRING_END = re.compile(r"\x07|\x1b\\|\x1b(?!\Z)")

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


_ESCAPE = KeyPress("escape", "\x1b")


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
    """Takes the stream in pieces as they come; gives back text to be parsed as usual, keys, and pastes. `known`: whether
    Textual understands this sequence; what it doesn't is an answer that nobody waits for."""

    def __init__(self, known: Callable[[str], bool] = lambda _: True) -> None:
        self._known = known
        self._held = ""
        self._paste: list[str] | None = None
        self._string = False

    @property
    def holding(self) -> bool:
        """Is the begin of a sequence waiting for its end?"""
        return (bool(self._held) or self._string) and self._paste is None

    @property
    def pasting(self) -> bool:
        """Has a paste begun whose end didn't come yet?"""
        return self._paste is not None

    @property
    def surely(self) -> bool:
        """Does what is held begin a sequence for sure? A bare ESC, or ESC and `[`, may be keys by themselves."""
        return len(self._held) > 2 or self._string

    def give_up(self) -> list[KeyPress | Pasted | str]:
        """The end of what is held didn't come. A paste ends with what came of it; what may be keys by themselves is
        keys; the begin of an answer is nothing."""
        held, self._held = self._held, ""
        if self._paste is not None:
            text, self._paste = "".join([*self._paste, held]), None
            return [Pasted(text)]
        if self._string or len(held) > 2:
            self._string = False
            return []
        return [_ESCAPE, held[1:]] if len(held) > 1 else [_ESCAPE] if held else []

    def feed(self, data: str) -> Iterator[KeyPress | Pasted | str]:
        """Split a piece of the stream."""
        data, self._held = self._held + data, ""
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
            if self._string:
                end_of_it = _STRING_END.search(data)
                if end_of_it is None:
                    self._held = "\x1b" if data.endswith("\x1b") else ""
                    return
                self._string = False
                # An escape that ends no string begins something else.
                data = data[end_of_it.start() if end_of_it[0] == "\x1b" else end_of_it.end() :]
                continue
            begin = data.find("\x1b")
            if begin:
                yield data if begin < 0 else data[:begin]
                if begin < 0:
                    return
            data = data[begin:]
            found = _SEQUENCE.match(data)
            if found is None:
                if _UNFINISHED.match(data):
                    self._held = data
                    return
                # Esc and a key, pressed so fast (or sent over so slow a line) that they came together.
                yield _ESCAPE
                data = data[1:]
                continue
            data = data[found.end() :]
            if found["string"]:
                self._string = True
            elif found[0] == _PASTE_BEGINS:
                self._paste = []
            elif found["csi"] and (kitty := _KITTY.fullmatch(found["csi"])):
                yield from _read(kitty[1], kitty[2] or "", kitty[3] or "")
            elif found["ss3"] and not self._known(found[0]):
                yield _ESCAPE
                yield found[0][1:]
            elif found[0] != _PASTE_ENDS and not _KITTY_ANSWER.fullmatch(found[0]) and self._known(found[0]):
                yield found[0]


def _read(codes: str, modifiers: str, text: str) -> list[KeyPress | str]:
    held, _, event = modifiers.partition(":")
    if event == _RELEASED:
        return []
    points = [int(point) for point in text.split(":") if point]
    typed = "".join(chr(p) for p in points if _is_text(p))
    bits = max(int(held or 1) - 1, 0) & (_SHIFT | _ALT | _CTRL)
    return _keys(int(codes.split(":")[0]), bits, typed)
