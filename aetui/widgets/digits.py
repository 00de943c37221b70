"""The hero: the most urgent countdown in big thin digits, three lines high."""

from __future__ import annotations

from collections.abc import Sequence

from aetui.widgets.cells import Part, Parts, width
from aetui.widgets.painted import Painted

_GLYPHS = {
    "0": ("╭─╮", "│ │", "╰─╯"),
    "1": ("╶╮ ", " │ ", "╶┴╴"),
    "2": ("╶─╮", "╭─╯", "╰─╴"),
    "3": ("╶─╮", " ─┤", "╶─╯"),
    "4": ("╷ ╷", "╰─┤", "  ╵"),
    "5": ("╭─╴", "╰─╮", "╶─╯"),
    "6": ("╭─╴", "├─╮", "╰─╯"),
    "7": ("╶─╮", "  │", "  ╵"),
    "8": ("╭─╮", "├─┤", "╰─╯"),
    "9": ("╭─╮", "╰─┤", "╶─╯"),
    ":": ("   ", " : ", "   "),
    "-": ("   ", "╶─╴", "   "),
    " ": ("  ", "  ", "  "),
}


def big_digits(text: str) -> tuple[str, str, str]:
    """`text` in digits of three lines of one width. What has no big form (`天`) stands on the last line."""
    rows = ["", "", ""]
    for char in text:
        glyph = _GLYPHS.get(char)
        if glyph is None:
            blank = " " * (width(char) + 2)
            glyph = (blank, blank, f" {char} ")
        for y in range(3):
            rows[y] += glyph[y]
    return rows[0], rows[1], rows[2]


class BigDigits(Painted):
    """A time in big digits, with a caption below. One cell high it is a plain line of both."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = self._style = ""
        self._caption: Parts = ()

    def show(self, text: str, style: str, caption: Parts = ()) -> None:
        """`text`: `-0:20:05`, `2天 3:30`; `caption`: what it is for."""
        self._text, self._style, self._caption = text, style, tuple(caption)
        self.repaint()

    def paint(self, cells: int, rows: int) -> Sequence[Parts]:
        if not self._text:
            return [self._caption]
        lines: list[Part] = [(row, self._style) for row in big_digits(self._text)]
        if rows < 3 or any(width(text) > cells for text, _ in lines):
            return [[(self._text, f"{self._style} bold"), ("  ", ""), *self._caption]]
        return [[line] for line in lines] + [self._caption]
