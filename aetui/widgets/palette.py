"""Style names (`ink`, `late bold`, `faint`) to colours of the theme in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from aetui.widgets.cells import Part
from aetui.widgets.glyphs import shown
from aetui.widgets.safe import safe
from aetui.widgets.theme import INK

_ATTRIBUTES = {"bold": "bold", "strike": "strike", "under": "underline", "reverse": "reverse"}


# Where there are no colours, what is late or soon, and the row under the cursor, are told by these.
_INSTEAD = {"late": ("bold", "underline"), "soon": ("underline",)}
_colourless = False


def use_colours(colours: bool) -> None:
    """Draw with colours from now on, or with attributes in their place (NO_COLOR, a dumb terminal)."""
    global _colourless  # one program draws on one terminal
    _colourless = not colours
    _style.cache_clear()


@lru_cache(512)
def _style(name: str, colours: tuple[tuple[str, str], ...], background: str) -> Style:
    known = dict(colours)
    colour = known["ink"]
    on: dict[str, bool] = {}
    if _colourless:
        on = {attribute: True for word in name.split() for attribute in _INSTEAD.get(word, ())}
        if background == known["cursor"]:
            on["reverse"] = True
    for word in name.split():
        word = "act" if word == "accent" else word
        if word in _ATTRIBUTES:
            on[_ATTRIBUTES[word]] = True
        else:
            colour = known[word]
    return Style(color=colour, bgcolor=background or None, **on)  # type: ignore[arg-type]


class Palette:
    """The styles of one theme. A name: one of theme.INK's keys (or `accent`), then `bold`, `strike`, `under`.

    Raises KeyError for a colour that isn't there.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._colours = tuple((name, variables.get(name, default)) for name, default in INK.items())

    def __getitem__(self, name: str) -> str:
        """The colour of that name, as `#rrggbb`."""
        return dict(self._colours)["act" if name == "accent" else name]

    def style(self, name: str, background: str = "") -> Style:
        """The Rich style of that name, on a background `#rrggbb`."""
        return _style(name, self._colours, background)

    def strip(self, parts: Iterable[Part], background: str = "") -> Strip:
        """One line of text. What the user wrote in it is made harmless."""
        segments: list[Segment] = []
        plain = True  # the segment before shows nothing of its style where it is blank
        for text, name in parts:
            if not text:
                continue
            if segments and plain and not name and text.isspace():
                # Each segment costs at every repaint, and a blank has no colour of its own.
                segments[-1] = Segment(segments[-1].text + text, segments[-1].style)
                continue
            segments.append(Segment(shown(safe(text)), _style(name, self._colours, background)))
            plain = not ("under" in name or "strike" in name or "reverse" in name)
        return Strip(segments)
