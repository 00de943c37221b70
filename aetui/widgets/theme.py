"""The themes, by the names of what a colour means, for each depth of colour; and where the style sheets lie.

What carries words keeps a contrast of 4.5 : 1 (WCAG) on page, raised surface and cursor row, in the theme for weak eyes
7 : 1; a test computes it. Terminals with 256 or 16 colours get values of theirs, chosen by hand: reckoned ones fall
together (dim and faint, page and raised), and late into the background.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from textual.theme import Theme

Depth = Literal["full", "256", "16"]

INK = {
    "ink": "#e9e4d8",  # text
    "dim": "#a9aeb8",  # text beside it
    "faint": "#929aa6",  # rule ids, hints
    "rest": "#2c323c",  # what is left of a bar, the ruler's line
    "page": "#15181d",  # the surface below
    "raised": "#1b1f26",  # the surface above
    "cursor": "#26303b",  # the row under the cursor
    "act": "#6cb2e0",  # what can be done
    "late": "#ec7563",
    "soon": "#e5b454",  # soon, or missing
    "done": "#7fb98f",
}
PAPER = {
    "ink": "#2b2a27",
    "dim": "#5d5a53",
    "faint": "#6b675d",
    "rest": "#ddd5c4",
    "page": "#f6f1e6",
    "raised": "#fbf8f1",
    "cursor": "#e6eef4",
    "act": "#1f6fa8",
    "late": "#b8321f",
    "soon": "#8a5f00",
    "done": "#2a7046",
}
STRONG = {
    "ink": "#ffffff",
    "dim": "#d6d6d6",
    "faint": "#bdbdbd",
    "rest": "#5a5a5a",
    "page": "#000000",
    "raised": "#0d0d0d",
    "cursor": "#1d2b3a",
    "act": "#8fd0ff",
    "late": "#ff9d8c",
    "soon": "#ffd166",
    "done": "#9be3ad",
}
# The palette's own values (xterm, 16 to 255), by the number that was chosen; Rich brings a grey down one step further.
_INK_256 = {
    "ink": "#eeeeee",  # 255
    "dim": "#c6c6c6",  # 251
    "faint": "#a8a8a8",  # 248
    "rest": "#3a3a3a",  # 237
    "page": "#121212",  # 233
    "raised": "#1c1c1c",  # 234
    "cursor": "#303030",  # 236
    "act": "#5fafd7",  # 74
    "late": "#ff875f",  # 209
    "soon": "#ffaf5f",  # 215
    "done": "#87af87",  # 108
}
_PAPER_256 = {
    "ink": "#262626",  # 235
    "dim": "#585858",  # 240
    "faint": "#626262",  # 241
    "rest": "#d0d0d0",  # 252
    "page": "#eeeeee",  # 255
    "raised": "#ffffff",  # 231
    "cursor": "#d7ffff",  # 195
    "act": "#005f87",  # 24
    "late": "#af0000",  # 124
    "soon": "#875f00",  # 94
    "done": "#005f00",  # 22
}
_STRONG_256 = {
    "ink": "#ffffff",  # 231
    "dim": "#d0d0d0",  # 252
    "faint": "#bcbcbc",  # 250
    "rest": "#585858",  # 240
    "page": "#000000",  # 16
    "raised": "#080808",  # 232
    "cursor": "#262626",  # 235
    "act": "#87d7ff",  # 117
    "late": "#ffafaf",  # 217
    "soon": "#ffd75f",  # 221
    "done": "#87ffaf",  # 121
}
# Of sixteen, by the values that stand for them; what they look like the terminal decides.
_BLACK, _WHITE, _SILVER, _GREY = "#000000", "#ffffff", "#aaaaaa", "#555555"
_DARK_16 = {
    "ink": _WHITE,
    "dim": _SILVER,
    "faint": _SILVER,
    "rest": _GREY,
    "page": _BLACK,
    "raised": _BLACK,
    "cursor": "#0000aa",
    "act": "#55ffff",
    "late": "#ff5555",
    "soon": "#ffff55",
    "done": "#55ff55",
}
_LIGHT_16 = {
    "ink": _BLACK,
    "dim": _BLACK,
    "faint": _GREY,
    "rest": _SILVER,
    "page": _WHITE,
    "raised": _WHITE,
    "cursor": _SILVER,
    "act": "#0000aa",
    "late": "#aa0000",
    "soon": "#aa00aa",
    "done": "#00aa00",
}
COLOURS: dict[str, dict[Depth, dict[str, str]]] = {
    "ink": {"full": INK, "256": _INK_256, "16": _DARK_16},
    "paper": {"full": PAPER, "256": _PAPER_256, "16": _LIGHT_16},
    "strong": {"full": STRONG, "256": _STRONG_256, "16": _DARK_16},
}
"""Each theme's colours, by its name and the depth of colour."""


def _theme(name: str, colours: dict[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=colours["act"],
        secondary=colours["act"],
        accent=colours["act"],
        warning=colours["soon"],
        error=colours["late"],
        success=colours["done"],
        foreground=colours["ink"],
        background=colours["page"],
        surface=colours["raised"],
        panel=colours["raised"],
        dark=dark,
        variables={
            **colours,
            "scrollbar": colours["rest"],
            "scrollbar-hover": colours["faint"],
            "scrollbar-active": colours["faint"],
            "scrollbar-background": colours["page"],
            "scrollbar-background-hover": colours["page"],
            "scrollbar-background-active": colours["page"],
            "scrollbar-corner-color": colours["page"],
        },
    )


def themes(depth: Depth = "full") -> tuple[Theme, ...]:
    """All themes, in the order in which a key goes through them."""
    return tuple(_theme(name, colours[depth], dark=name != "paper") for name, colours in COLOURS.items())


THEMES = themes()


def next_theme(name: str) -> str:
    """The theme that follows that one."""
    names = list(COLOURS)
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


def depth_of(color_system: str | None) -> Depth:
    """The depth for a terminal that Rich tells as `truecolor`, `256`, `standard`, `windows`, or None."""
    if color_system == "256":
        return "256"
    return "full" if color_system in (None, "truecolor") else "16"


@cache
def styles_folder() -> Path:
    """The folder of the style sheets: `styles/` at the top of a checkout, `aetui/_styles` in a wheel."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_styles"
    return installed if installed.is_dir() else package.parent / "styles"


def style_sheet(name: str) -> Path:
    """The path of one style sheet, `sheet("board")` for `board.tcss`. Raises FileNotFoundError."""
    path = styles_folder() / f"{name}.tcss"
    if not path.is_file():
        raise FileNotFoundError(path)
    return path
