"""Where a browser puts the characters of an SVG: a small layout of its own, after the standard, not after the drawer.

White space in a `<text>` is kept only where that element itself says `xml:space="preserve"` (the browsers' own style sheet
sets it anew at each `<text>`, so that a root's word never gets there); otherwise runs of it are one space, and none is left
at the ends. What is then left is stretched or pressed to `textLength`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from rich.cells import cell_len

_SVG = "{http://www.w3.org/2000/svg}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Glyph:
    """A character that is seen, in the picture's units. `stretch`: how much wider it is drawn than its font has it."""

    char: str
    left: float
    top: float
    width: float
    stretch: float


def glyphs(svg: str, advance: float = 0.6) -> list[Glyph]:
    """The characters of a picture that are no space, in its order. `advance`: of one cell, as a share of the font's size."""
    root = ElementTree.fromstring(svg)
    cell = float(root.attrib["font-size"]) * advance
    found: list[Glyph] = []
    for text in root.iter(f"{_SVG}text"):
        shown = "".join(text.itertext())
        if text.attrib.get(_SPACE) != "preserve":
            shown = re.sub(r"\s+", " ", shown).strip()
        own = sum(cell_len(char) for char in shown) * cell
        said = text.attrib.get("textLength")
        stretch = float(said) / own if said and own else 1.0
        left, top = float(text.attrib["x"]), float(text.attrib["y"])
        for char in shown:
            width = cell_len(char) * cell * stretch
            if not char.isspace():
                found.append(Glyph(char, left, top, width, stretch))
            left += width
    return found
