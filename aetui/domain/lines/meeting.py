"""A meeting in one line: `梅林 春节促销提案会 周四下午2点到4点 在我们大会议室 @陈小姐`: with whom, what about, from when to when,
where, and who comes (M1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.errors import BadInput
from aetui.domain.lines.head import head_words, take_head_name
from aetui.domain.lines.parts import (
    NOBODY,
    Cut,
    People,
    Span,
    ended,
    owner_words,
    quoted,
    range_words,
    take_owner,
    take_time,
    whole_range,
    whole_time,
)
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import parse_range
from aetui.domain.plainwords.lexer import lex, normalize
from aetui.domain.records import Meeting, Place

_BEGIN = r"(?:^|(?<=[\s，,；;。]))"
_ROOM = r'"(?:[^"\n]|"")*"|[^\s，,；;。"@＠]*'
_ROOMS = "室|厅|间|馆|楼|层|中心|咖啡|酒店|店|棚|吧"
_ZH = pattern(
    rf"{_BEGIN}(?:在|于)(?P<side>我们|我司|我方|本公司|公司|客户|对方|他们|贵司|贵方)(?:公司|办公室|这边|这里|这儿|那边|那里|那儿|处)?的?"
    rf"[ 　]?(?P<room>{_ROOM})"
)
_ZH_BARE = pattern(
    rf"{_BEGIN}(?P<side>我们|我司|我方)(?:公司|办公室|这边|这里|这儿)?的?(?P<room>[^\s，,；;。\"@＠]*?(?:{_ROOMS}))(?=[\s，,；;。]|$)"
)
_ZH_ROOM = pattern(
    rf"{_BEGIN}(?:在|于)(?!线|场|职|建|售|于)(?P<room>[^\s，,；;。\"@＠]*?(?:{_ROOMS}))(?=[\s，,；;。]|$)"
)
_EN = pattern(
    rf"{_BEGIN}at (?P<side>ours|our (?:place|office|company|studio)|theirs|their (?:place|office)|the client(?:'s)?(?: office)?)"
    rf"(?![A-Za-z])(?:,? in (?:the )?(?P<room>\"(?:[^\"\n]|\"\")*\"|[^,;@\n]*?))?(?=\s*(?:[,;@]|$)|\s{{2,}})",
    re.IGNORECASE,
)
_EN_ROOM = pattern(
    rf"{_BEGIN}in (?:the )?(?P<room>[A-Za-z0-9 ]*?(?:room|hall|studio|lobby)(?: [A-Za-z0-9]+)?)(?=\s*(?:[,;@]|$)|\s{{2,}})",
    re.IGNORECASE,
)
_OURS = ("我们", "我司", "我方", "本公司", "公司", "our")


class MeetingLine(msgspec.Struct, frozen=True):
    """What a line says. `end` None: it wasn't said; `place` None: neither was where."""

    client: str
    title: str
    start: datetime | None = None
    end: datetime | None = None
    place: Place | None = None
    room: str | None = None
    attendees: tuple[str, ...] = ()
    spans: Mapping[str, Span] = {}


def read(
    line: str, *, now: datetime, cal: WorkCalendar, people: People = NOBODY, names: Iterable[str] | None = ()
) -> MeetingLine:
    """`names`: the clients'; None: no client stands in the line. Never raises; client and title may be empty."""
    cut = Cut(line)
    client = take_head_name(cut, names) if names is not None else ""
    attendees: list[str] = []
    while (who := take_owner(cut, people, key=f"attendee{len(attendees)}", quotes=True)) is not None:
        attendees.append(who)
    place, room = _take_place(cut)
    start, end = _take_span(cut, now, cal)
    return MeetingLine(client, cut.words(), start, end, place, room, tuple(dict.fromkeys(attendees)), cut.spans)


def write(meeting: Meeting, *, client: str, cal: WorkCalendar, people: People = NOBODY, lang: str = "zh") -> str:
    """`梅林 春节促销提案会 2026-11-26 14:00到16:00 在我们大会议室`; `client` is its name, empty where it needn't be said."""
    if meeting.start is None:
        when = ""
    elif meeting.end is None:
        when = whole_time(meeting.start, cal)
    else:
        when = range_words(meeting.start, meeting.end, cal, lang=lang)
    where = {"ours": " 在我们", "theirs": " 在客户"}[meeting.place] + (quoted(meeting.room) if meeting.room else "")
    where += "".join(owner_words(name, people.owners) for name in meeting.attendees)
    line = ended(meeting.title, None, when, lang=lang, behind=where)
    return f"{head_words(client)} {line}" if client else line


def _take_place(cut: Cut) -> tuple[Place | None, str | None]:
    """The last words that say where."""
    line = cut.masked()
    for grammar in (_ZH, _EN, _ZH_BARE, _ZH_ROOM, _EN_ROOM):
        every = list(grammar.finditer(line))
        if not every:
            continue
        found = every[-1]
        cut.take("place", found.span())
        side = found.groupdict().get("side")
        place: Place | None = None
        if side:
            place = "ours" if side.lower().startswith(_OURS) else "theirs"
        room = (found["room"] or "").strip()
        if room.startswith('"'):
            room = room[1:-1].replace('""', '"')
        return place, room or None
    return None, None


def _take_span(cut: Cut, now: datetime, cal: WorkCalendar) -> tuple[datetime | None, datetime | None]:
    """From when to when."""
    line = cut.masked()
    whole = whole_range(line, cal)
    if whole is not None and not line[whole[2][1] :].strip():
        cut.take("start", whole[2])
        return whole[0], whole[1]
    time = take_time(cut, now=now, cal=cal, key="start")
    if time is None or time.day_only:
        return (time.at, None) if time else (None, None)
    try:
        start, end = parse_range(time.words, now=now, cal=cal)
    except BadInput:
        return time.at, None
    ranged = any(token.kind == "range" for token in lex(normalize(time.words)))
    return time.at, end if ranged and start == time.at else None
