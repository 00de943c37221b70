"""Ink and paper: the two themes, by the names of what a colour means, and where the style sheets lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from textual.theme import Theme

INK = {
    "ink": "#e9e4d8",  # text
    "dim": "#8b8f98",  # text beside it
    "faint": "#5b616c",  # rule ids, hints
    "rest": "#2c323c",  # what is left of a bar, the ruler's line
    "page": "#15181d",  # the surface below
    "raised": "#1b1f26",  # the surface above
    "cursor": "#26303b",  # the row under the cursor
    "act": "#6cb2e0",  # what can be done
    "late": "#e8604c",
    "soon": "#e5b454",  # soon, or missing
    "done": "#7fb98f",
}
PAPER = {
    "ink": "#2b2a27",
    "dim": "#77736a",
    "faint": "#a8a294",
    "rest": "#ddd5c4",
    "page": "#f6f1e6",
    "raised": "#fbf8f1",
    "cursor": "#e6eef4",
    "act": "#1f6fa8",
    "late": "#b8321f",
    "soon": "#9a6a00",
    "done": "#2f7d4f",
}


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


THEMES = (_theme("ink", INK, dark=True), _theme("paper", PAPER, dark=False))


@cache
def styles_folder() -> Path:
    """The folder of the style sheets: `styles/` at the top of a checkout, `aetui/_styles` in a wheel."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_styles"
    return installed if installed.is_dir() else package.parent / "styles"


def sheet(name: str) -> Path:
    """The path of one style sheet, `sheet("board")` for `board.tcss`. Raises FileNotFoundError."""
    path = styles_folder() / f"{name}.tcss"
    if not path.is_file():
        raise FileNotFoundError(path)
    return path
