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
_SIMPLER = str.maketrans(
    "聯絡繫電話機動職務稱單備註郵號碼顯組織構業簡說門裝雜欄專項務",
    "联络系电话机动职务称单备注邮号码显组织构业简说门装杂栏专项务",
)
"""What stands in such names where they are written in traditional characters."""
_ENDS = 2
"""So many characters at least has a name by which a longer one ends: 办公邮箱 is 邮箱, and 地名 no 名."""
_LOOKED_AT = 8
"""So many rows may stand above the names of the columns: a title, the day of the export."""


def heads_of(said: Mapping[str, str]) -> Heads:
    """Names by what they mean, written as a list of words: turned round."""
    return {plain(word): field for field, words in said.items() for word in words.split()}


def plain(text: str) -> str:
    """`E-mail 1 - Value` as `email1value`, `手机（必填）` as `手机`."""
    return _SIGNS.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", text))).translate(_SIMPLER).casefold()


def meaning(name: str, heads: Heads) -> str | None:
    """What a column means by what it is called: a name that is known, else the longest known one that a Chinese name ends with, as what
    it is about stands there last (联系人手机, 公司地址)."""
    said = plain(name).removesuffix("栏")
    if said in heads:
        return heads[said]
    ends = (said[n:] for n in range(1, len(said) - _ENDS + 1) if not said[n].isascii())
    return None if said.startswith("是否") else next((heads[end] for end in ends if end in heads), None)


def head_row(rows: Sequence[TableRow], heads: Heads, *, least: int = 2) -> int | None:
    """Which of the first rows names the columns: the one with the most names known, `least` at least (all of them where it has fewer
    cells); None where none does. Only one of them must be known as it stands."""
    best, most = None, 0
    for n, row in enumerate(rows[:_LOOKED_AT]):
        said = [cell for cell in row.cells if cell]
        known = sum(meaning(cell, heads) is not None for cell in said) if any(plain(c) in heads for c in said) else 0
        if known > most and known >= min(least, len(said)):
            best, most = n, known
    return best
