"""A record made from one typed line, on the board and in the shell alike: to-do, card, memo, meeting.

What an option of the shell says stands above what the line says.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from aetui.desk.book.clients import at_head, matching
from aetui.desk.card.cards import card_by_number, open_card, the_card
from aetui.desk.core import Desk
from aetui.desk.day.memos import write_memo
from aetui.desk.day.todos import add_todo
from aetui.desk.find.finder import Ambiguous, labels, nearest
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.typed.lines import owner_named, people
from aetui.domain.errors import BadInput
from aetui.domain.lines import card as card_line
from aetui.domain.lines import meeting as meeting_line
from aetui.domain.lines import memo as memo_line
from aetui.domain.lines import todo as todo_line
from aetui.domain.lines.card import CardLine
from aetui.domain.lines.meeting import MeetingLine
from aetui.domain.lines.memo import MemoLine
from aetui.domain.lines.parts import SEPARATORS
from aetui.domain.lines.todo import TodoLine
from aetui.domain.records import Card, Client, Meeting, MeetingKind, Memo, Place, Todo, WorkKind
from aetui.domain.text import cleaned
from aetui.domain.whose import is_client_word, is_theirs
from aetui.locales.kinds import inside_at_head

# Reading


def read_todo(desk: Desk, line: str, now: datetime) -> TodoLine:
    return todo_line.read(line, now=now, cal=desk.calendar, people=people(desk))


def read_card(desk: Desk, line: str, now: datetime, *, client: bool = True) -> CardLine:
    """`client`: the line begins with one."""
    known = _head(desk, line) if client else None
    return card_line.read(line, now=now, cal=desk.calendar, names=known)


def read_memo(desk: Desk, line: str, now: datetime) -> MemoLine:
    return memo_line.read(line, now=now, cal=desk.calendar, people=people(desk))


def read_meeting(desk: Desk, line: str, now: datetime, *, client: bool = True) -> MeetingLine:
    """`client`: the line begins with one."""
    known = _head(desk, line) if client else None
    return meeting_line.read(line, now=now, cal=desk.calendar, people=people(desk), names=known)


def client_at_head(desk: Desk, said: str) -> Client:
    """The client that a line begins with. Raises BadInput: none of that name, or several that match equally."""
    found = at_head(desk, said)
    if found.record is not None:
        return found.record
    if found.records:
        raise Ambiguous("client.ambiguous", found.records, labels(found.records), name=said)
    raise BadInput("client.first_word", name=said or "?", near=nearest(matching(desk, ""), said))


def split_client(desk: Desk, text: str) -> tuple[Client | None, str]:
    """The client with whom the words begin, and the words without the name; none where nobody is named, or several are."""
    found = at_head(desk, text)
    if found.record is None:
        return None, text
    return found.record, text[found.end :].lstrip(SEPARATORS) or text


def _head(desk: Desk, line: str) -> list[str]:
    """The words at the head of the line that name a client, or several."""
    clean = cleaned(line)
    found = at_head(desk, clean)
    return [clean[found.start : found.end]] if found.records else []


def asked_of(desk: Desk, owner: str | None, text: str) -> tuple[Client | None, str]:
    """The client from whom the words are waited for, where their owner is the client's side: whose contact that is, else with whom
    the words begin, and the words without that name. None where it is somebody else's. Raises BadInput where no client is
    named, or several have such a contact."""
    having = [c for c in desk.book.clients.values() if c.active and is_theirs(owner, c, desk.profile)]
    if not having and not is_client_word(owner or ""):
        return None, text
    client, rest = split_client(desk, text)
    if client is not None and is_theirs(owner, client, desk.profile):
        return client, rest
    if len(having) != 1:
        raise BadInput("todo.which_client", name=owner)
    return having[0], text


# Writing


def note_todo(
    desk: Desk,
    line: str,
    now: datetime,
    *,
    day: date | None = None,
    number: str | None = None,
    owner: str | None = None,
    private: bool = False,
) -> Todo:
    """`周五 打样 @小王 2611-002`. Another's to-do with a day and no time of day is due at that day's end of work. Raises BadInput,
    NotThere (a card that `number` names)."""
    read = read_todo(desk, line, now)
    if read.remark_alone:
        raise BadInput("todo.remark", text=read.text)
    whose = owner_named(desk, owner) if owner is not None else read.owner
    due = read.due if day is None or day == read.day else None
    day = day or read.day
    if due is None and whose is not None and day is not None:
        due = desk.calendar.day_end(day)
    if owner is not None and whose is None and read.owner is not None and due == _day_end(desk, day):
        due = None  # it is the user's own after all: on that day, at no time
    card = the_card(desk, number) if number else card_by_number(desk, read.card) if read.card else None
    client, text = (None, read.text) if card else asked_of(desk, whose, read.text)
    return add_todo(
        desk,
        text,
        now,
        day=day,
        owner=whose,
        due=due,
        card_id=card.id if card else None,
        client_id=card.client_id if card else client.id if client else None,
        private=private,
    )


def _day_end(desk: Desk, day: date | None) -> datetime | None:
    return desk.calendar.day_end(day) if day else None


def note_card(
    desk: Desk,
    line: str,
    now: datetime,
    *,
    client: Client | str | None = None,
    headed: bool = False,
    requested: datetime | None = None,
    deliver: datetime | None = None,
    kind: WorkKind | None = None,
) -> Card:
    """`梅林 秋季海报横版 周五`: whose, what, and by when; without a client in the line where `client` says it (`headed`: of the
    several that the line begins with). What the house remarked isn't in the title. Raises BadInput, NotThere."""
    read = read_card(desk, line, now, client=client is None or headed)
    who = client if client is not None else client_at_head(desk, read.client)
    return open_card(
        desk,
        read.title,
        now,
        client=who,
        requested_at=requested,
        deliver_at=deliver or read.deliver_at,
        kind=kind,
        what=read.what if read.what != read.title else None,
    )


def note_memo(
    desk: Desk,
    line: str,
    now: datetime,
    *,
    to: str | None = None,
    outside: bool = False,
    remind_at: datetime | None = None,
    number: str | None = None,
) -> Memo:
    """`小孙 周四留会议室 16:30`: to whom, what, and when to remind; where `to` says whom, the line is all words. Raises BadInput,
    NotThere."""
    card = the_card(desk, number) if number else None
    if to is None:
        read = read_memo(desk, line, now)
    else:
        rest = todo_line.read(line, now=now, cal=desk.calendar, people=people(desk), owned=False)
        read = MemoLine(to, rest.text, rest.due or _day_end(desk, rest.day))
    return write_memo(
        desk,
        read.text,
        now,
        to=read.to,
        outside=outside,
        remind_at=remind_at or read.remind_at,
        card_id=card.id if card else None,
        client_id=card.client_id if card else None,
    )


def note_meeting(
    desk: Desk,
    line: str,
    now: datetime,
    *,
    client: Client | str | None = None,
    headed: bool = False,
    inside: MeetingKind | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
    place: Place | None = None,
    room: str | None = None,
    travel: timedelta = timedelta(),
) -> Meeting:
    """`益力 媒介例会 周四14:00到15:30 在我们大会议室`: with whom, what about, from when to when, where; an hour long and at theirs
    where nothing else is said. `client`, `headed`: as of a card; `inside`: with no client, at ours, as a line that begins with such a kind
    says too. Raises BadInput, NotThere."""
    if inside and client is not None:
        raise BadInput("meeting.inside_or_client")
    if inside is None and client is None:
        inside, line = inside_at_head(line)
    read = read_meeting(desk, line, now, client=inside is None and (client is None or headed))
    who = None if inside else client if client is not None else client_at_head(desk, read.client)
    begins = start or read.start
    if begins is None:
        raise BadInput("meeting.needs_start")
    ends = end or (read.end if start is None else None)
    return add_meeting(
        desk,
        read.title,
        now,
        client=who,
        start=begins,
        end=ends,
        kind=inside,
        place=place or read.place or ("ours" if inside else "theirs"),
        room=room or read.room,
        travel=travel,
        attendees=list(read.attendees),
    )
