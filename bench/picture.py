"""Draws a terminal screen as SVG, cell by cell, so that a picture shows what a terminal would.

Each run of text takes its cells' width, whatever font the reader has: wide characters cannot push a line.
"""

from __future__ import annotations

from html import escape
from typing import Any

CELL_WIDTH, CELL_HEIGHT, FONT_SIZE = 8.4, 18, 14
FONT = "'DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC','PingFang SC','Microsoft YaHei',monospace"
_BASE = {
    "black": "000000",
    "red": "cd3131",
    "green": "0dbc79",
    "brown": "e5e510",
    "blue": "2472c8",
    "magenta": "bc3fbc",
    "cyan": "11a8cd",
    "white": "e5e5e5",
}


def _colour(name: str, default: str) -> str:
    return default if name == "default" else "#" + _BASE.get(name, name)


def svg(screen: Any, *, foreground: str = "#e9e4d8", background: str = "#15181d") -> str:
    """A pyte screen as an SVG document. The colours named `default` are `foreground` and `background`."""
    width, height = screen.columns * CELL_WIDTH, screen.lines * CELL_HEIGHT
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'font-family="{escape(FONT)}" font-size="{FONT_SIZE}">',
        f'<rect width="100%" height="100%" fill="{background}"/>',
    ]
    texts: list[str] = []
    for y in range(screen.lines):
        for x, cells, data, look in _runs(screen, y):
            fg, bg, bold, under, strike = look
            fg, bg = _colour(fg, foreground), _colour(bg, background)
            left, top = x * CELL_WIDTH, y * CELL_HEIGHT
            size = cells * CELL_WIDTH
            if bg != background:
                place = f'x="{left:g}" y="{top:g}" width="{size:g}" height="{CELL_HEIGHT}"'
                out.append(f'<rect {place} fill="{bg}"/>')
            if not data.strip():
                continue
            lines = " ".join(name for name, on in (("underline", under), ("line-through", strike)) if on)
            # Browsers heed xml:space on the text itself alone: said on the root, spaces fall together, and what is
            # left is stretched over the run's whole width.
            texts.append(
                f'<text xml:space="preserve" x="{left:g}" y="{top + CELL_HEIGHT * 0.75:g}" fill="{fg}" textLength="{size:g}" '
                'lengthAdjust="spacingAndGlyphs"'
                + (' font-weight="bold"' if bold else "")
                + (f' text-decoration="{lines}"' if lines else "")
                + f">{escape(data)}</text>"
            )
    if not screen.cursor.hidden:
        left, top = screen.cursor.x * CELL_WIDTH, screen.cursor.y * CELL_HEIGHT
        texts.append(f'<rect x="{left:g}" y="{top:g}" width="2" height="{CELL_HEIGHT}" fill="{foreground}"/>')
    return "\n".join([*out, *texts, "</svg>", ""])


def _runs(screen: Any, y: int) -> list[tuple[int, int, str, tuple[str, str, bool, bool, bool]]]:
    """Stretches of one look: (x, cells, text, look); wide characters and drawn lines in runs of their own."""
    runs: list[tuple[int, int, str, tuple[str, str, bool, bool, bool]]] = []
    last_kind = ""
    for x in range(screen.columns):
        char = screen.buffer[y][x]
        if char.data == "":
            continue
        wide = x + 1 < screen.columns and screen.buffer[y][x + 1].data == ""
        cells = 2 if wide else 1
        fg, bg = (char.bg, char.fg) if char.reverse else (char.fg, char.bg)
        look = (fg, bg, char.bold, char.underscore, char.strikethrough)
        kind = "wide" if wide else "plain" if char.data.isascii() else "sign"
        if runs and runs[-1][3] == look and kind == last_kind:
            start, size, text, _ = runs[-1]
            runs[-1] = (start, size + cells, text + char.data, look)
        else:
            runs.append((x, cells, char.data, look))
        last_kind = kind
    return runs
