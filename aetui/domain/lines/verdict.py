"""What somebody said of a work, in one line: who, and what, point by point. `王磊` passes the work, `王磊：标题不清；logo 太小` returns
it with what was wrong; `陈小姐：字太小；logo 再大` is what the client said of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from aetui.domain.lines.parts import quoted
from aetui.domain.patterns import pattern
from aetui.domain.text import cleaned, opening

_COLON = pattern(r"[:：]")
_ENDS = pattern(r"[;；\n]")
_QUOTED = pattern(r'\s*"((?:[^"\n]|"")*)"\s*(?:[:：]|$)')


class Verdict(msgspec.Struct, frozen=True):
    """Who said it (empty: nobody is named), and what, point by point: of a review what was wrong; nothing: it passes."""

    by: str
    points: tuple[str, ...] = ()


def read(text: str, *, known: Collection[str] | None = None) -> Verdict:
    """What stands before the first colon is who, what follows are the points, parted at `;` `；`; a name that holds a colon
    stands in quotes. `known`: who may have said it, where a line without one of them before a colon is points alone. What is for
    the house (`#`) stays with the point before it. Never raises."""
    line = cleaned(text)
    held = _QUOTED.match(line)
    if held is not None:
        return Verdict(held[1].replace('""', '"').strip(), _points(line[held.end() :]))
    by, *rest = _COLON.split(line, maxsplit=1)
    if known is not None and by.strip() not in known:
        return Verdict("", _points(line))
    return Verdict(by.strip(), _points("".join(rest)))


def write(by: str, points: Sequence[str] = ()) -> str:
    """The line again."""
    name = quoted(by) if _COLON.search(by) or by.startswith('"') else by
    return f"{name}：{'；'.join(points)}" if points else name


def _points(text: str) -> tuple[str, ...]:
    at = opening(text) if "\n" not in text else None
    said, remark = (text, "") if at is None else (text[:at], text[at:])
    points = _ENDS.split(said)
    points[-1] += remark
    return tuple(point for one in points if (point := one.strip()))
