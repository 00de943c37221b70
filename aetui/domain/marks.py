"""Marks: the first character of a line says what an item is (domain.md, Marks)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import cast

import msgspec

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
_NAME_END = pattern(r"[\s，,：:]")


class Line(msgspec.Struct, frozen=True):
    """A typed line taken apart: its mark, whose it is (`@`), and the words. `offset`: where the words begin."""

    mark: Mark
    owner: str | None
    text: str
    offset: int


def parse(line: str, people: Iterable[str] = ()) -> Line:
    """Take a typed line apart. `people`: known names, which need no space after `@name`."""
    lead = len(line) - len(line.lstrip())
    body = line.strip()
    mark = FORMS.get(body[:1], "")
    if not mark:
        return Line("", None, body, lead)
    rest = body[1:]
    inner = rest.lstrip()
    offset = lead + 1 + len(rest) - len(inner)
    if mark != "@":
        return Line(mark, None, inner, offset)
    known = max((p for p in people if p and inner.startswith(p)), key=len, default="")
    if known:
        owner, after = known, inner[len(known) :]
    else:
        end = _NAME_END.search(inner)
        owner, after = (inner[: end.start()], inner[end.start() :]) if end else (inner, "")
    words = after.lstrip(" \t　，,：:")
    return Line("@", owner or None, words, offset + len(inner) - len(words))


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


def headline(text: str, span: tuple[int, int] | None = None, limit: int = 24) -> str:
    """A short title for what a line asks for: its first clause, without the words of its time and the house's remark."""
    line = parted(text)[0]
    words = without(line, *span) if span else line.strip()
    words = CARD_NUMBER.sub("", words).strip()
    end = _CLAUSE_END.search(words)
    if end and end.start() >= 2:
        words = words[: end.start()]
    return words if len(words) <= limit else words[: limit - 1] + "…"
