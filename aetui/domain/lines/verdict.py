"""A review in one line: `王磊` passes the work, `王磊：标题不清；logo 太小` returns it with what was wrong."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from aetui.domain.lines.parts import quoted
from aetui.domain.patterns import pattern
from aetui.domain.text import cleaned

_COLON = pattern(r"[:：]")
_ENDS = pattern(r"[;；\n]")
_QUOTED = pattern(r'\s*"((?:[^"\n]|"")*)"\s*(?:[:：]|$)')


class Verdict(msgspec.Struct, frozen=True):
    """Who looked at it (empty: nobody is named), and what was wrong; nothing: it passes."""

    by: str
    wrong: tuple[str, ...] = ()


def read(text: str) -> Verdict:
    """What stands before the first colon is who, what follows is what was wrong, parted at `;` `；`; a name that holds a colon
    stands in quotes. Never raises."""
    line = cleaned(text)
    held = _QUOTED.match(line)
    if held is not None:
        return Verdict(held[1].replace('""', '"').strip(), _points(line[held.end() :]))
    by, *rest = _COLON.split(line, maxsplit=1)
    return Verdict(by.strip(), _points("".join(rest)))


def write(by: str, wrong: Sequence[str] = ()) -> str:
    """The line again."""
    name = quoted(by) if _COLON.search(by) or by.startswith('"') else by
    return f"{name}：{'；'.join(wrong)}" if wrong else name


def _points(text: str) -> tuple[str, ...]:
    return tuple(point for one in _ENDS.split(text) if (point := one.strip()))
