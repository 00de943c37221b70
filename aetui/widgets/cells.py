"""Widths in terminal cells: measuring, cutting and padding text that may hold wide characters.

A *part* is a text with the name of its style (`("超", "late bold")`), a line is a sequence of parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len, split_graphemes

Part = tuple[str, str]
Parts = Sequence[Part]
Align = Literal["left", "right", "centre"]

ELLIPSIS = "…"


def width(text: str) -> int:
    """Cells that `text` takes."""
    return len(text) if text.isascii() else cell_len(text)


def parts_width(parts: Parts) -> int:
    """Cells that a line of parts takes."""
    return sum([len(text) if text.isascii() else cell_len(text) for text, _ in parts])


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_jamo_tail(char: str) -> bool:
    return "\u1160" <= char <= "\u11ff"


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """What a person calls a character, as (start, end, cells); together they cover the whole text."""
    if text.isascii():
        return [(i, i + 1, 1) for i in range(len(text))]
    joined: list[tuple[int, int, int]] = []
    for start, end, cells in split_graphemes(text)[0]:
        if joined:
            first, last, so_far = joined[-1]
            before = text[first:last]
            if _is_jamo_tail(text[start]) or (
                _is_flag_half(text[start]) and len(before) == 1 and _is_flag_half(before)
            ):
                joined[-1] = (first, end, so_far + cells)
                continue
        joined.append((start, end, cells))
    return joined


@lru_cache(4096)
def cut(text: str, cells: int, ellipsis: str = ELLIPSIS) -> str:
    """`text` in at most `cells` cells; what is cut off leaves an `…`, and no wide character is halved."""
    if cells <= 0:
        return ""
    if width(text) <= cells:
        return text
    room = cells - width(ellipsis)
    if room < 0:
        return ""
    used = end = 0
    for _, stop, size in graphemes(text):
        if used + size > room:
            break
        used += size
        end = stop
    return text[:end] + ellipsis


def fit(text: str, cells: int, align: Align = "left") -> str:
    """`text` in exactly `cells` cells: cut with `…`, or padded with spaces."""
    text = cut(text, cells)
    space = max(0, cells - width(text))
    if align == "right":
        return " " * space + text
    if align == "centre":
        return " " * (space // 2) + text + " " * (space - space // 2)
    return text + " " * space


def cut_parts(parts: Iterable[Part], cells: int) -> list[Part]:
    """A line of parts in at most `cells` cells, cut with an `…` in the style of the part it falls into."""
    line = list(parts)
    if parts_width(line) <= cells:
        return line
    kept: list[Part] = []
    room = cells
    for index, (text, style) in enumerate(line):
        size = width(text)
        rest_is_empty = not any(t for t, _ in line[index + 1 :])
        if size < room or (size == room and rest_is_empty):
            kept.append((text, style))
            room -= size
            continue
        # Something is left over, here or behind: this part ends with the sign of it.
        shown = cut(text, room) if size > room else cut(text + "  ", room)
        if shown:
            kept.append((shown, style))
        break
    return kept


def spread(left: Parts, right: Parts, cells: int, gap: int = 1) -> list[Part]:
    """One line of exactly `cells` cells: `left` cut where it meets `right`, which stands at the right edge.

    `right` is kept whole while it leaves a third of the line to the left, and is cut itself beyond.
    """
    ending = list(right)
    left_size, size = parts_width(left), parts_width(ending)
    if ending and left_size + gap + size > cells:
        ending = cut_parts(ending, max(cells * 2 // 3 - gap, 0))
        size = parts_width(ending)
    room = cells - size - (gap if ending else 0)
    line = list(left)
    if left_size > room:
        line = cut_parts(line, room)
        left_size = parts_width(line)
    if cells > left_size + size:
        line.append((" " * (cells - left_size - size), ""))
    return line + ending
