"""What a language says of itself beside its texts: `FACTS` in its package is all that the program asks of a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple


def one_or_many(n: str) -> int:
    """`1 item`, `2 items`: how most languages of Europe count."""
    return int(n != "1")


class Facts(NamedTuple):
    """`near`: the days that have a word of their own, by how many days they lie ahead; `days`: the seven days as a narrow
    column is headed; `plural`: which of the forms in `{n:item|items}` a number, as printed, takes; `duty_cells`: the least room that
    an obligation's words need in a list; `arrow`: what Arrow calls the language; `by_sound`: its words are found by how
    they sound, too."""

    name: str
    near: Mapping[int, str]
    days: tuple[str, str, str, str, str, str, str]
    quotes: str = "“{}”"
    plural: Callable[[str], int] = one_or_many
    obligation_cells: int = 40
    arrow: str = "en"
    by_sound: bool = False
