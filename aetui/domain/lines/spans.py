"""From when to when, written whole: `2026-11-26 14:00到16:00`."""

from __future__ import annotations

from datetime import datetime

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.lines.parts import Span, whole_at_end, whole_time
from aetui.domain.patterns import pattern
from aetui.domain.plainwords.lexer import normalize
from aetui.domain.tongues import Text

TO = Text(zh="到", en=" to ")

_TIME = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:z|[+-][0-9]{2}:[0-9]{2})?"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_RANGE = pattern(rf"({_DATE} {_TIME})\s*(?:到|至|-|~|to)\s*((?:{_DATE} )?{_TIME})(?![0-9:])")


def whole_range(line: str, cal: WorkCalendar) -> tuple[datetime, datetime, Span] | None:
    """The last range of full times in the line, and where it stands."""
    low = normalize(line)
    for found in reversed(list(_RANGE.finditer(low))):
        first, last = found[1], found[2]
        if len(last) < len("2026-11-26 1"):
            last = f"{first[:10]} {last}"
        begin, end = whole_at_end(first, cal), whole_at_end(last, cal)
        if begin is not None and end is not None and begin.at < end.at:
            return begin.at, end.at, found.span()
    return None


def range_words(start: datetime, end: datetime, cal: WorkCalendar, *, lang: str = "zh") -> str:
    """`2026-11-26 14:00到16:00`; the end's day where it is another."""
    first, last = whole_time(start, cal), whole_time(end, cal)
    return TO.get(lang).join((first, last[11:] if last[:10] == first[:10] else last))
