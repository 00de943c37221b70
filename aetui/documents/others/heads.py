"""What a column of another program's table is called, in Chinese and English, and what it means here."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from aetui.documents.others.rows import TableRow
from aetui.domain.patterns import pattern

Heads = Mapping[str, str]
"""What a column means, by each name that it goes by, as `plain` leaves it."""

_BRACKETS = pattern(r"\(.*?\)|\[.*?\]|【.*?】")
_SIGNS = pattern(r"[\s_*.:：/、'\"-]+")
_LOOKED_AT = 8
"""So many rows may stand above the names of the columns: a title, the day of the export."""


def heads_of(said: Mapping[str, str]) -> Heads:
    """Names by what they mean, written as a list of words: turned round."""
    return {plain(word): field for field, words in said.items() for word in words.split()}


def plain(text: str) -> str:
    """`E-mail 1 - Value` as `email1value`, `手机（必填）` as `手机`."""
    return _SIGNS.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", text))).casefold()


def head_row(rows: Sequence[TableRow], heads: Heads, *, least: int = 2) -> int | None:
    """Which of the first rows names the columns: the one with the most names known, `least` at least (all of them where it has fewer
    cells); None where none does."""
    best, most = None, 0
    for n, row in enumerate(rows[:_LOOKED_AT]):
        said = [cell for cell in row.cells if cell]
        known = sum(plain(cell) in heads for cell in said)
        if known > most and known >= min(least, len(said)):
            best, most = n, known
    return best
