"""Bars in letters, for what shows text alone: Markdown, and the paper's screen."""

from __future__ import annotations

from collections.abc import Sequence

SIGNS = {"": "░", "done": "█", "open": "▒", "late": "▓", "today": "┃"}
"""What stands for a cell, and before the one that it is now in: no bar that parts a row of Markdown. All are equally wide in whatever font, so that rows stay under each other."""
LETTERS = {"": ".", "done": "#", "open": "=", "late": "!"}
"""The same on a terminal, where block signs may be two cells wide."""
NOW = "|"


def bar_text(cells: Sequence[str], today: int | None) -> str:
    """`░░██▒┃▒▒░`: a cell a letter; the moment that it is now stands before its cell, in every row at the same place."""
    signs = [SIGNS[cell] for cell in cells]
    if today is not None:
        signs.insert(today, SIGNS["today"])
    return "".join(signs)
