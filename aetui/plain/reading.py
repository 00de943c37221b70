"""The board in sentences, in one order, each thing with its number; every state is a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from aetui.desk.core import Desk
from aetui.desk.day.today import Today, client_name, in_care, today
from aetui.desk.doubts import doubts, troubles
from aetui.desk.meeting.quiet import quiet_line
from aetui.desk.phone.drafts import left_on_the_phone
from aetui.desk.waiting import todo_owner
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Card, Cover, Item, Letter, Todo
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line, when
from aetui.locales.errors import sentence
from aetui.locales.wording import item_line, title

_DAY, _HOUR, _MINUTE = 86400, 3600, 60


class NumberedThing(msgspec.Struct, frozen=True):
    """What a number of the board names. `kind`: as a reference has it; `id`: the record's, or the duty's."""

    kind: str
    id: str
    text: str


def span_words(say: Texts, seconds: float) -> str:
    """How long, in its two largest units: `2 天 3 小时`, `20 分钟`; less than a minute is none."""
    rest, parts = abs(int(seconds)), list[str]()
    for unit, name in ((_DAY, "days"), (_HOUR, "hours"), (_MINUTE, "minutes")):
        n, rest = divmod(rest, unit)
        if n and len(parts) < 2:
            parts.append(say(f"duetime.{name}", n=n))
    return " ".join(parts) or say("duetime.minutes", n=0)


def state_words(say: Texts, obligation: Obligation, now: datetime, due: datetime) -> str:
    """How it stands: late by how much, or how long is left; and when it is due."""
    span = span_words(say, obligation.remaining(now))
    if obligation.state not in OPEN:
        return say(f"state.{obligation.state}")
    past = obligation.state == "soon" and obligation.remaining(now) < 0  # the last working moment before it is over
    return say(f"plain.state.{'past' if past else obligation.state}", span=span, due=when(say, due, now))


def obligation_words(desk: Desk, say: Texts, obligation: Obligation, now: datetime) -> str:
    """A duty as a sentence, whose it is, what, how it stands, by which rule."""
    cover = say("board.uncovered") if obligation.cover == "" else obligation.cover
    return said_together(
        say,
        state_words(say, obligation, now, desk.local(obligation.due)),
        client_name(desk, obligation.client_id),
        title(say, obligation, desk.rulebook),
        obligation.number or "",
        say("plain.cover", who=cover) if cover else "",
        obligation.source,
    )


def said_together(say: Texts, *parts: str) -> str:
    """What stands in one line, without what is empty."""
    return say("plain.and").join(part for part in parts if part)


def item_said(item: Item) -> str:
    """An item without its sign, whose word stands before it."""
    return item_line(item).removeprefix(item.mark or "·").strip()


class BoardRead(msgspec.Struct, frozen=True):
    """The lines to be read, and what the numbers in them name."""

    lines: list[str]
    things: list[NumberedThing]


def board(desk: Desk, say: Texts, now: datetime, name: str) -> BoardRead:
    """The whole of it. `name`: whose desk it is, where the profile doesn't say."""
    seen = today(desk, now)
    lines, things = list(_head(desk, say, seen, name)), list[NumberedThing]()
    for heading, empty, held in _sections(desk, say, seen):
        lines += ["", heading]
        for one in held:
            things.append(one)
            lines.append(f"{len(things)}. {one.text}")
        if not held and empty:
            lines.append(empty)
    done = [
        said_together(
            say,
            clock(desk.local(o.met_at)) if o.met_at else "",
            say(f"state.{o.state}"),
            client_name(desk, o.client_id),
            title(say, o, desk.rulebook),
        )
        for o in seen.done
    ]
    if done:
        lines += ["", say("list.done", n=len(done)), *done]
    lines += [sentence(say, doubt) for doubt in (*troubles(desk), *doubts(desk, now))]
    return BoardRead(lines, things)


def _head(desk: Desk, say: Texts, seen: Today, name: str) -> Iterator[str]:
    profile, now = desk.profile, seen.now
    late = sum(o.state == "overdue" for o in seen.owed)
    yield said_together(
        say,
        (profile.name if profile and profile.name else name),
        day_line(say, now.date()),
        clock(now),
        say("head.owed", n=len(seen.owed)),
        say("head.late", n=late),
        say("head.cards", n=len(seen.cards)),
    )
    quiet = quiet_line(desk, say, now)
    yield quiet[0] if quiet else desk.rulebook.line_of_the_day(now.date(), say.lang)


def _sections(desk: Desk, say: Texts, seen: Today) -> Iterator[tuple[str, str, list[NumberedThing]]]:
    """Heading, what to do where it is empty, and its things."""
    now = seen.now
    left = [
        NumberedThing(
            "resume",
            call.id if call else "",
            said_together(
                say,
                when(say, desk.local(call.at), now) if call else "",
                client_name(desk, call.client_id) if call else "",
                text,
            ),
        )
        for call, text in left_on_the_phone(desk, now)
    ]
    if left:
        yield say("list.left", n=len(left)), "", left
    if desk.book.live_of(Letter):
        from aetui.desk.letters.shown import waiting

        came = [
            NumberedThing("letters", one.letter.id, said_together(say, one.letter.who, one.said, one.what))
            for one in waiting(desk, say, now)
        ]
        if came:
            yield f"{say('board.letters')} {len(came)}", "", came
    owed = [NumberedThing("obligation", o.id, obligation_words(desk, say, o, now)) for o in seen.owed]
    yield say("list.owed", n=len(owed)), say("empty.owed"), owed
    care = [NumberedThing("covers", c.id, _care(desk, say, c, now)) for c in in_care(desk, now)]
    if care:
        yield f"{say('board.care')} {len(care)}", "", care
    todos = [NumberedThing("todos", t.id, _todo(desk, say, t)) for t in seen.todos]
    yield say("list.todos", n=len(todos)), say("empty.todos.shell"), todos
    meetings = [
        NumberedThing(
            "meetings",
            m.id,
            said_together(say, clock(desk.local(m.start)) if m.start else "", client_name(desk, m.client_id), m.title),
        )
        for m in seen.meetings
    ]
    if meetings:
        yield say("plain.meetings", n=len(meetings)), "", meetings
    cards = [NumberedThing("cards", c.id, _card(desk, say, c, now)) for c in seen.cards]
    yield say("list.cards", n=len(cards)), say("empty.cards.shell"), cards
    calls = [NumberedThing("calls", c.call.id, "\n".join(_call(desk, say, c.call.id, seen))) for c in seen.calls]
    yield say("list.calls", n=len(calls)), say("empty.calls.shell"), calls


def _care(desk: Desk, say: Texts, cover: Cover, now: datetime) -> str:
    due = cover.due or cover.end
    late = due < now
    span = span_words(say, (due - now).total_seconds())
    state = say(f"plain.state.{'overdue' if late else 'pending'}", span=span, due=when(say, desk.local(due), now))
    return said_together(say, state, cover.whose, cover.client or "", cover.what)


def _todo(desk: Desk, say: Texts, todo: Todo) -> str:
    return said_together(
        say,
        say("plain.done" if todo.done else "plain.open"),
        todo.text,
        todo_owner(desk, say, todo),
        client_name(desk, todo.client_id),
    )


def _card(desk: Desk, say: Texts, card: Card, now: datetime) -> str:
    due = (
        say("plain.deliver", time=when(say, desk.local(card.deliver_at), now))
        if card.deliver_at
        else say("plain.no_delivery")
    )
    return said_together(say, card.number, client_name(desk, card.client_id), card.title, due)


def _call(desk: Desk, say: Texts, call_id: str, seen: Today) -> Iterator[str]:
    held = next(c for c in seen.calls if c.call.id == call_id)
    call = held.call
    back = say("call.returned", time=clock(desk.local(held.returned_at))) if held.returned_at else ""
    who = f"{client_name(desk, call.client_id) or say('phone.nobody')} {call.contact or ''}".strip()
    yield said_together(say, clock(desk.local(call.at)), say(f"phone.way.{call.way}"), who, back)
    for item in held.items:
        yield said_together(say, say(f"mark.{item.mark}"), item_said(item))
