"""A screen as text: its lines, and beneath them the runs of style of each line, so that what changed is a line to read.

    aetui  11:30 …
    ~
    1: dim 5 · ink bold 5

A run is its style and how many cells it takes; a line whose style is the page's alone isn't listed. Colours go by the
names that the theme gives them.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise

from rich.color import Color
from rich.style import Style
from textual.screen import Screen

from aetui.widgets.theme import INK

_NAMES = {colour: name for name, colour in INK.items()}
_PLAIN = "ink"


def picture(screen: Screen[object]) -> str:
    strips = screen._compositor.render_strips()
    lines, styles = [], []
    for y, strip in enumerate(strips, 1):
        lines.append("".join(segment.text for segment in strip).rstrip())
        runs: list[tuple[str, int]] = []
        for segment in strip:
            name = _name(segment.style)
            if not segment.text.strip() and name.rpartition(" on ")[2] in ("", "page"):
                name = _PLAIN  # only its surface is seen
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + segment.cell_length)
            else:
                runs.append((name, segment.cell_length))
        if [name for name, _ in runs] not in ([], [_PLAIN]):
            styles.append(f"{y}: " + " · ".join(f"{name} {cells}" for name, cells in runs))
    return "\n".join([*lines, "~", *styles]) + "\n"


CELL, LINE = 8.4, 18


def drawing(screen: Screen[object]) -> str:
    """A screen as an SVG that a browser shows: a `text` for each run of one style, at its cell."""
    strips = screen._compositor.render_strips()
    width, height = screen.size.width * CELL, screen.size.height * LINE
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" font-family="monospace" font-size="14">',
        f'<rect width="100%" height="100%" fill="{INK["page"]}"/>',
    ]
    for y, strip in enumerate(strips):
        at = [0]
        for segment in strip:
            at.append(at[-1] + segment.cell_length)
        for segment, (start, end) in zip(strip, pairwise(at), strict=True):
            drawn += _run(segment.text, segment.style or Style(), start, end - start, y)
    return "\n".join([*drawn, "</svg>"]) + "\n"


def _run(text: str, style: Style, at: int, cells: int, y: int) -> list[str]:
    ink, ground = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
    found = []
    if (fill := _hex(ground, "page")) != INK["page"]:
        found.append(f'<rect x="{at * CELL:g}" y="{y * LINE}" width="{cells * CELL:g}" height="{LINE}" fill="{fill}"/>')
    if text.strip():
        start = len(text) - len(text.lstrip())  # spaces are one cell each
        bold = ' font-weight="bold"' if style.bold else ""
        where = f'x="{(at + start) * CELL:g}" y="{y * LINE + 14}" textLength="{(cells - len(text) + len(text.strip())) * CELL:g}"'
        found.append(
            f'<text {where} fill="{_hex(ink, "ink")}"{bold} xml:space="preserve">{escape(text.strip())}</text>'
        )
    return found


def _hex(colour: Color | None, otherwise: str) -> str:
    return colour.triplet.hex if colour is not None and colour.triplet else INK[otherwise]


def _name(style: Style | None) -> str:
    if style is None:
        return _PLAIN
    words = [_colour(style, "color") or "ink"]
    words += [word for word in ("bold", "italic", "underline", "reverse", "strike") if getattr(style, word)]
    ground = _colour(style, "bgcolor")
    return " ".join(words) + (f" on {ground}" if ground not in ("", "page") else "")


def _colour(style: Style, which: str) -> str:
    colour = getattr(style, which)
    if colour is None or colour.is_default:
        return ""
    said = colour.triplet.hex if colour.triplet else colour.name
    return _NAMES.get(said, said)
