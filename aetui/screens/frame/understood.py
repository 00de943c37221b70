"""What a line typed on the board is understood to say, shown at its end while it is typed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from aetui.desk.waiting import made_for
from aetui.domain.errors import DeskError
from aetui.domain.records import Client
from aetui.locales.dates import clock, day_short, when
from aetui.locales.errors import sentence
from aetui.locales.standing import not_read
from aetui.widgets.cells import Part, Parts

if TYPE_CHECKING:
    from aetui.desk.core import Desk
    from aetui.screens.frame.base import DeskScreen

# The grammar is imported where a line is typed: the first picture doesn't wait for it.


def todo_words(screen: DeskScreen, line: str, desk: Desk | None = None) -> Parts:
    """Whose, on which day, at what time, on which card. `desk`: on which it is noted, where the screen is of another's."""
    from aetui.desk.card.cards import card_by_number
    from aetui.desk.day.recurring import every
    from aetui.desk.typed import records as typed
    from aetui.domain.lines.again import speaks_of_more
    from aetui.locales.rules import when_words

    desk, say, now = desk or screen.desk, screen.say, screen.now()
    again = every(line)
    if again is not None:
        return ((say("todo.every.words", when=when_words(say, again.when)), "act"),)
    read = typed.read_todo(desk, line, now)
    card = card_by_number(desk, read.card) if read.card else None
    try:
        client = None if card else typed.asked_of(desk, read.owner, read.text)[0]
    except DeskError as mistake:
        return ((sentence(say, mistake), "soon"),)
    about = card.client_id if card else client.id if client else None
    parts: list[Part] = [(made_for(desk, say, read.owner, about) + " ", "act")] if read.owner else []
    parts += due_words(screen, line, read.due)
    if read.day and not read.due:
        parts.append(("· " + _day(screen, read.day), "act"))
    if speaks_of_more(line):
        parts.append((" " + say("todo.every.once"), "soon"))
    if read.card:
        parts += _card(screen, read.card)
    return parts


def memo_words(screen: DeskScreen, line: str) -> Parts:
    """To whom, and when it reminds."""
    from aetui.desk.typed import records as typed

    read = typed.read_memo(screen.desk, line, screen.now())
    return (*(((f"→ {read.to} ", "act"),) if read.to else ()), *due_words(screen, line, read.remind_at))


def card_words(screen: DeskScreen, line: str, *, client: Client | None = None) -> Parts:
    """Whose card, and by when it is to be delivered."""
    from aetui.desk.typed import records as typed

    read = typed.read_card(screen.desk, line, screen.now(), client=client is None)
    return (*(_client(screen, read.client) if client is None else ()), *due_words(screen, line, read.deliver_at))


def meeting_words(screen: DeskScreen, line: str) -> Parts:
    """With whom or of which kind inside, from when to when, where, and who comes."""
    from aetui.desk.typed import records as typed
    from aetui.locales.kinds import inside_at_head

    say = screen.say
    inside, rest = inside_at_head(line)
    read = typed.read_meeting(screen.desk, rest, screen.now(), client=inside is None)
    parts = (
        [(say("meeting.inside", kind=say(f"meeting.kind.{inside}")), "act")] if inside else _client(screen, read.client)
    )
    parts += due_words(screen, line, read.start)
    if read.start:
        if read.end:
            local, start = screen.desk.local(read.end), screen.desk.local(read.start)
            same = local.date() == start.date()
            parts.append(("–" + (clock(local) if same else when(say, local, screen.now())), "act"))
    else:
        parts.append((say("meeting.no_start"), "soon"))
    if read.place or read.room:
        place = say(f"place.{read.place}") if read.place else ""
        parts.append((" · " + " ".join(t for t in (place, read.room) if t), "act"))
    if read.attendees:
        parts.append((" · " + say("list.comma").join(read.attendees), "act"))
    return parts


def _client(screen: DeskScreen, head: str) -> list[Part]:
    from aetui.desk.typed import records as typed

    if not head:
        return []
    try:
        return [(f"{typed.client_at_head(screen.desk, head).name} ", "act")]
    except DeskError as mistake:
        if mistake.key == "client.first_word":
            return [(screen.say("board.no_client") + " ", "soon")]
        return [(sentence(screen.say, mistake) + " ", "soon")]


def _card(screen: DeskScreen, number: str) -> list[Part]:
    from aetui.desk.card.cards import card_by_number

    if card_by_number(screen.desk, number) is None:
        return [(" " + screen.say("phone.card_unknown", number=number), "soon")]
    return [(f" · {number}", "act")]


def due_words(screen: DeskScreen, line: str, due: datetime | None) -> list[Part]:
    """The time that was read from the line; else the words that name one and are none (Law 6)."""
    if due:
        return [("· " + when(screen.say, screen.desk.local(due), screen.now()), "act")]
    from aetui.desk.typed.standing import of_text

    left = of_text(screen.desk, line, None, screen.now()).unread
    return [("· " + not_read(screen.say, left), "soon")] if left else []


def _day(screen: DeskScreen, day: date) -> str:
    return day_short(screen.say, day, screen.desk.local(screen.now()).date())
