"""An absence in one line: `明天到周四 年假`, `12:00 小王`, `12/1到12/5 年假；酒店 021-5555 @小王` (D8, M4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.errors import BadInput
from aetui.domain.lines.parts import (
    NOBODY,
    SEPARATORS,
    Cut,
    People,
    Span,
    owner_words,
    quoted,
    range_words,
    take_owner,
    whole_range,
)
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import parse_range, parse_time
from aetui.domain.records import Absence

_CLOCK = pattern(r"\s*(?:到|until\s+|till\s+)?(\d{1,2}\s*(?:[:：]\s*\d{2}|点(?:半|\d{1,2}分?)?))\s*")
_REASON = pattern(r'"((?:[^"\n]|"")*)"|[^；;]*')


class AbsenceLine(msgspec.Struct, frozen=True):
    """What a line says: from when to when, why, how one is reached, and who takes everything meanwhile."""

    start: datetime
    end: datetime
    why: str = ""
    reach: str = ""
    cover: str | None = None
    spans: Mapping[str, Span] = {}


def read(text: str, *, now: datetime, cal: WorkCalendar, people: People = NOBODY) -> AbsenceLine:
    """A span at the head or the end of the line, a colleague (`@小王`, or a known name as the last word), the rest is why, and
    behind a `；` how to be reached. A clock alone means from now until then. Raises BadInput (`time.range`)."""
    cut = Cut(text)
    cover = take_owner(cut, people, key="cover", quotes=True)
    line = cut.masked(quotes=True)
    whole = whole_range(line, cal)
    if whole is not None:
        start, end, span = whole
    else:
        start, end, span = _span(line, now, cal)
    cut.take("span", span)
    rest = cut.raw()
    if cover is None:
        head, _, last = rest.rpartition(" ")
        if last in people.known:
            rest, cover = head.rstrip(SEPARATORS), last
    why, reach = _reasons(rest)
    return AbsenceLine(start, end, why, reach, cover, cut.spans)


def write(absence: Absence, *, cal: WorkCalendar, cover: str | None = None, people: People = NOBODY) -> str:
    """`2026-11-24 09:00到2026-11-26 18:00 年假`."""
    why, reach = absence.why or "", absence.reach or ""
    said = " ".join(t for t in (range_words(absence.start, absence.end, cal), _words(why) if why or reach else "") if t)
    return said + (f"；{_words(reach)}" if reach else "") + owner_words(cover, people.owners)


def read_span(text: str, *, now: datetime, cal: WorkCalendar, start: datetime) -> tuple[datetime, datetime]:
    """Another span for an absence from `start`: from when to when, or a clock alone, until when (`16:00`), as in `read`.
    Raises BadInput for what says no time."""
    whole = whole_range(text, cal)
    if whole is not None and text.strip() == text[slice(*whole[2])].strip():
        return whole[0], whole[1]
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        return start, parse_time(clock[1], now=now, cal=cal)
    try:
        return parse_range(text, now=now, cal=cal)
    except BadInput:
        return start, parse_time(text, now=now, cal=cal)


def write_span(absence: Absence, *, cal: WorkCalendar, lang: str = "zh") -> str:
    """`2026-11-24 09:00到2026-11-26 18:00`."""
    return range_words(absence.start, absence.end, cal, lang=lang)


def _words(text: str) -> str:
    plain = bool(text) and not re.search(r"[；;@＠#＃\"“”「」\s]|\d", text) and text == text.strip(SEPARATORS)
    return text if plain else quoted(text)


def _reasons(rest: str) -> tuple[str, str]:
    found = _REASON.match(rest)
    why = found.group() if found else ""
    if found and found[1] is not None and rest[found.end() : found.end() + 1] in ("", "；", ";"):
        why = found[1].replace('""', '"')
    reach = rest[found.end() :].lstrip("；; ") if found else ""
    if len(reach) > 1 and reach.startswith('"') and reach.endswith('"'):
        reach = reach[1:-1].replace('""', '"')
    return why.strip(), reach.strip()


def _span(line: str, now: datetime, cal: WorkCalendar) -> tuple[datetime, datetime, Span]:
    """The longest words at the head, else at the end, that say a span."""
    for start, end in _cuts(line):
        words = line[start:end]
        clock = _CLOCK.fullmatch(words)
        try:
            if clock is not None:  # lunch, a meeting: from now until then
                return now, parse_time(clock[1], now=now, cal=cal), (start, end)
            begin, until = parse_range(words, now=now, cal=cal)
        except BadInput:
            continue
        return begin, until, (start, end)
    raise BadInput("time.range", text=line.strip())


def _cuts(line: str) -> Iterator[Span]:
    lead = len(line) - len(line.lstrip())
    last = len(line.rstrip())
    for end in range(last, lead + 1, -1):
        if not _inside(line, end):
            yield lead, end
    for start in range(lead + 1, last - 1):
        if not _inside(line, start):
            yield start, last


def _inside(line: str, at: int) -> bool:
    """Whether a cut there would part a figure or a Latin word."""
    before, after = line[at - 1 : at], line[at : at + 1]
    joined = "".join((before, after))
    return len(joined) == 2 and joined.isascii() and (joined.isalnum() or joined[1] in ":/.-" or joined[0] in ":/.-")
