"""Draws a terminal screen as SVG, cell by cell, so that a picture shows what a terminal would.

Each run of text takes its cells' width, whatever font the reader has: wide characters cannot push a line.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    return "\n".join([*_head(screen, background), *_drawn(screen, foreground, background), "</svg>", ""])


def film(frames: Sequence[tuple[Any, float]], *, foreground: str = "#e9e4d8", background: str = "#15181d") -> str:
    """Screens of one size, each with the seconds that it is seen for, as an SVG that moves, again and again.

    What stays where it is from screen to screen is drawn once; all that comes and goes together is one group. Who asked for less
    motion, and whatever doesn't run the sheet of styles, sees the last screen.
    """
    spans: dict[str, list[tuple[float, float]]] = {}  # when each part is seen
    end = 0.0
    for screen, seconds in frames:
        begin, end = end, end + seconds
        for part in _drawn(screen, foreground, background):
            seen = spans.setdefault(part, [])
            if seen and seen[-1][1] == begin:
                begin = seen.pop()[0]
            seen.append((begin, end))
            begin = end - seconds
    groups: dict[tuple[bool, tuple[tuple[float, float], ...]], list[str]] = {}
    for part, times in spans.items():
        groups.setdefault((part.startswith("<text"), tuple(times)), []).append(part)
    styles, drawn = [], []
    for number, ((_, times), parts) in enumerate(
        sorted(groups.items(), key=lambda one: one[0][0])
    ):  # words above surfaces
        steps = {0.0: 0}
        for begin, stop in times:
            steps |= {begin / end: 1, stop / end: 0}
        steps[1.0] = int(times[-1][1] == end)
        rows = "".join(f"{share:.3%}{{opacity:{on}}}" for share, on in steps.items())
        styles.append(f"@keyframes g{number}{{{rows}}}#g{number}{{animation-name:g{number}}}")
        drawn += [f'<g id="g{number}" class="{"s e" if steps[1.0] else "s"}">', *parts, "</g>"]
    sheet = [
        "<style>",
        ".s{opacity:0}.e{opacity:1}",
        f"@media not (prefers-reduced-motion:reduce){{.s{{animation:{end:g}s step-end infinite}}}}",
        *styles,
        "</style>",
    ]
    return "\n".join([*_head(frames[0][0], background), *sheet, *drawn, "</svg>", ""])


def _head(screen: Any, background: str) -> list[str]:
    width, height = screen.columns * CELL_WIDTH, screen.lines * CELL_HEIGHT
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'font-family="{escape(FONT)}" font-size="{FONT_SIZE}">',
        f'<rect width="100%" height="100%" fill="{background}"/>',
    ]


def _drawn(screen: Any, foreground: str, background: str) -> list[str]:
    """The parts of a screen: surfaces, then words, then the cursor."""
    surfaces: list[str] = []
    texts: list[str] = []
    for y in range(screen.lines):
        for x, cells, data, look in _runs(screen, y):
            fg, bg, bold, under, strike = look
            fg, bg = _colour(fg, foreground), _colour(bg, background)
            left, top = x * CELL_WIDTH, y * CELL_HEIGHT
            size = cells * CELL_WIDTH
            if bg != background:
                place = f'x="{left:g}" y="{top:g}" width="{size:g}" height="{CELL_HEIGHT}"'
                surfaces.append(f'<rect {place} fill="{bg}"/>')
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
                + f">{escape(data, quote=False)}</text>"
            )
    if not screen.cursor.hidden:
        left, top = screen.cursor.x * CELL_WIDTH, screen.cursor.y * CELL_HEIGHT
        surfaces.append(f'<rect x="{left:g}" y="{top:g}" width="2" height="{CELL_HEIGHT}" fill="{foreground}"/>')
    return [*surfaces, *texts]


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
