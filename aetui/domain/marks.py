"""Marks: the first character of a line says what an item is (domain.md, Marks)."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import cast

from aetui.domain.patterns import pattern
from aetui.domain.records import Mark
from aetui.domain.text import parted

# The full-width form that a Chinese input method gives counts the same.
FORMS: dict[str, Mark] = {
    "+": "+",
    "＋": "+",
    ">": ">",
    "》": ">",
    "＞": ">",
    "?": "?",
    "？": "?",
    "!": "!",
    "！": "!",
    "*": "*",
    "＊": "*",
    "$": "$",
    "￥": "$",
    "¥": "$",
    "＄": "$",
    "@": "@",
    "＠": "@",
    "#": "#",
    "＃": "#",
}
MARKS: tuple[Mark, ...] = cast("tuple[Mark, ...]", ("+", ">", "?", "!", "*", "$", "@", "#"))
TIMED: frozenset[str] = frozenset({"+", ">", "?", "@"})
"""Marks whose item takes a due time from its words."""

CARD_NUMBER = pattern(r"(?<![\d－-])(\d{4}[-－]\d{3,4})(?![\d－-])")
_CLAUSE_END = pattern(r"[，。；！？：、,;!?]|\s{2,}|\s[-–—]\s")


def card_number(text: str) -> str | None:
    """The card number that stands in `text`, or None; the full-width form counts the same. In the house's
    remark none is read."""
    found = card_span(text)
    return found[0] if found else None


def card_span(text: str) -> tuple[str, tuple[int, int]] | None:
    """The card number that stands in `text`, in ASCII, and where."""
    found = CARD_NUMBER.search(parted(text)[0])
    return (unicodedata.normalize("NFKC", found.group(1)), found.span(1)) if found else None


def without(text: str, start: int, end: int) -> str:
    """`text` without the span, and without the punctuation that would be left hanging."""
    rest = text[:start].rstrip() + " " + text[end:].lstrip()
    return rest.strip(" ，,。；;：:、") or text.strip()


def headline(text: str, span: tuple[int, int] | None = None, limit: int = 48) -> str:
    """A short title for what a line asks for: its first clause, without the words of its time and the house's remark.
    `limit`: in cells, of which a hanzi takes two; a longer one ends with a whole word."""
    line = parted(text)[0]
    words = without(line, *span) if span else line.strip()
    words = CARD_NUMBER.sub("", words).strip()
    end = _CLAUSE_END.search(words)
    if end and end.start() >= 2:
        words = words[: end.start()]
    return _within(words, limit)


def _within(words: str, limit: int) -> str:
    cells = list(accumulate(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words))
    if not cells or cells[-1] <= limit:
        return words
    end = bisect_right(cells, limit - 1)
    if words[end - 1 : end + 1].isascii() and " " in words[:end]:
        end = words.rindex(" ", 0, end + 1)
    return words[:end].rstrip(" ，,、") + "…"
