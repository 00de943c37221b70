"""Style names (`ink`, `late bold`, `faint`) to colours of the theme in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from aetui.widgets.cells import Part
from aetui.widgets.glyphs import as_drawn
from aetui.widgets.safe import safe
from aetui.widgets.theme import INK, Depth

_ATTRIBUTES = {"bold": "bold", "strike": "strike", "under": "underline", "reverse": "reverse"}


# What tells late and soon where a colour can't: without colours, and of sixteen on the cursor's row (red on blue can't be read).
# Words are underlined; beneath blanks and drawn lines a line would only be in the way.
_INSTEAD = {"late": ("bold", "underline"), "soon": ("underline",)}
_depth: Depth | None = "full"


def use_colours(depth: Depth | None) -> None:
    """Draw with so many colours from now on; None: with attributes in their place (NO_COLOR, a dumb terminal)."""
    global _depth  # one program draws on one terminal
    _depth = depth
    _style.cache_clear()


@lru_cache(512)
def _style(name: str, colours: tuple[tuple[str, str], ...], background: str, words: bool = True) -> Style:
    known = dict(colours)
    colour = known["ink"]
    on: dict[str, bool] = {}
    row = background == known["cursor"]
    coloured = not (_depth is None or (_depth == "16" and row))
    if not coloured:
        on = {one: True for word in name.split() for one in _INSTEAD.get(word, ()) if words or one != "underline"}
    if _depth is None and row:
        on["reverse"] = True
    for word in name.split():
        word = "act" if word == "accent" else word
        if word in _ATTRIBUTES:
            on[_ATTRIBUTES[word]] = True
        else:
            colour = known[word] if coloured else colour
    return Style(color=colour, bgcolor=background or None, **on)  # type: ignore[arg-type]


def _words_apart(parts: Iterable[Part]) -> Iterator[Part]:
    """The same line, blanks around what is late or soon as parts of their own."""
    for text, name in parts:
        body = text.strip(" ")
        if len(body) == len(text) or not body or _INSTEAD.keys().isdisjoint(name.split()):
            yield text, name
        else:
            head = text.index(body)
            yield from ((text[:head], ""), (body, name), (text[head + len(body) :], ""))


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
        for text, name in parts if _depth == "full" else _words_apart(parts):
            if not text:
                continue
            if segments and plain and not name and text.isspace():
                # Each segment costs at every repaint, and a blank has no colour of its own.
                segments[-1] = Segment(segments[-1].text + text, segments[-1].style)
                continue
            words = _depth == "full" or any(map(str.isalnum, text))
            style = _style(name, self._colours, background, words)
            segments.append(Segment(as_drawn(safe(text)), style))
            plain = not (style.underline or style.strike or style.reverse)
        return Strip(segments)
