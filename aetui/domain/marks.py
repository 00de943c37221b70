"""Marks: the first character of a line says what an item is (domain.md, Marks). All that the program knows of one stands in its
row; what it is called, and what is told of it, in the catalogues (`marks`)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import Literal

import msgspec

from aetui.domain.patterns import pattern
from aetui.domain.text import parted

Mark = Literal["", "+", ">", "?", "!", "*", "$", "@", "#"]


class MarkRow(msgspec.Struct, frozen=True):
    """A mark. `forms`: what else is typed for it, beside its sign and the full-width form of that, which a Chinese input method
    gives. `trigger`: the rulebook's word for an item that has it. `rule`: what it starts, and is owed on the item itself; with
    `on_card` until it stands on a card, else until it is done. `timed`: a due time is read from its words; of others a rule's own
    stands. `told`: a client's paper may repeat it. `source`: of the rulebook. `style`: a name of the theme."""

    sign: Mark
    style: str
    source: str
    forms: str = ""
    trigger: str = ""
    rule: str = ""
    on_card: bool = False
    timed: bool = False
    told: bool = False

    @property
    def wide(self) -> str:
        """The sign in two cells, to stand in line with hanzi."""
        return chr(ord(self.sign) + 0xFEE0) if self.sign else "  "

    @property
    def answered(self) -> bool:
        """Whether what it starts is ended by a fact on the item: kept, answered, reported, shared."""
        return bool(self.rule) and not self.on_card


# fmt: off
TABLE = (
    MarkRow("", "ink", "D2"),
    MarkRow("+", "act", "D4", trigger="request", rule="card.open", on_card=True, timed=True, told=True),
    MarkRow(">", "soon", "R9", "》", trigger="promise", rule="call.promise", timed=True, told=True),
    MarkRow("?", "act", "D3", trigger="question", rule="call.return", timed=True, told=True),
    MarkRow("!", "soon bold", "R10", trigger="trouble", rule="trouble.report"),
    MarkRow("*", "done", "D7", trigger="news", rule="news.share"),
    MarkRow("$", "soon", "Y3", "￥¥", trigger="money", rule="card.open", on_card=True),
    MarkRow("@", "act", "C3", trigger="handed", timed=True),
    MarkRow("#", "faint", "N2"),
)
# fmt: on
ROWS: dict[str, MarkRow] = {row.sign: row for row in TABLE}
"""Each mark's row; the one of a plain note is under the empty text."""
MARKS: tuple[Mark, ...] = tuple(row.sign for row in TABLE if row.sign)
FORMS: dict[str, Mark] = {
    form: ROWS[sign].sign for sign in MARKS for form in (sign, ROWS[sign].wide, *ROWS[sign].forms)
}
"""Every character that is typed for a mark."""


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


_HANGS = pattern(r"(?:就|都)?(?:要|交|给|出|好)(?:的|了)?\s*(?=$|[。；！？!;])")
_WANTED = pattern(r"[,，;]?\s*\b(?:(?:is|are)\s+)?(?:needed|wanted|due|required|please)\s*$", re.IGNORECASE)


def unhung(before: str, behind: str) -> tuple[str, str]:
    """What stands around a time that is taken off a line, without the word that said but that it is for then, where nothing
    else goes with it: (秋季海报，)周五前(要), (the poster is needed) by friday."""
    found = _HANGS.match(behind) if before.strip() else None
    if found is not None:
        return before, behind[found.end() :]
    kept = before if behind.strip() else _WANTED.sub("", before)
    return (kept, behind) if kept.strip() else (before, behind)


def without(text: str, start: int, end: int) -> str:
    """`text` without the span, and without the punctuation that would be left hanging."""
    rest = text[:start].rstrip() + " " + text[end:].lstrip()
    return rest.strip(" ，,。；;：:、") or text.strip()


def headline(text: str, span: tuple[int, int] | None = None, limit: int = 48) -> str:
    """A short title for what a line asks for: its first clause, without the words of its time and the house's remark.
    `limit`: in cells, of which a hanzi takes two; a longer one ends with a whole word."""
    line = parted(text)[0]
    words = line.strip()
    if span:
        before, behind = unhung(line[: span[0]], line[span[1] :])
        words = without(before + behind, len(before), len(before))
    words = CARD_NUMBER.sub("", words).strip()
    end = _CLAUSE_END.search(words)
    if end and end.start() >= 2:
        words = words[: end.start()]
    return _within(words, limit)


def _within(words: str, limit: int) -> str:
    if 2 * len(words) <= limit:
        return words
    cells = list(accumulate(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words))
    if not cells or cells[-1] <= limit:
        return words
    end = bisect_right(cells, limit - 1)
    if words[end - 1 : end + 1].isascii() and " " in words[:end]:
        end = words.rindex(" ", 0, end + 1)
    return words[:end].rstrip(" ，,、") + "…"
