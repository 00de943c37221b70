"""`aetui today`: the board as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from aetui.cli.card import shown as cards
from aetui.cli.command import command, flag
from aetui.cli.day.duties import as_json as obligation_json
from aetui.cli.day.duties import care_json, care_lines
from aetui.cli.plain import Cut, table
from aetui.cli.session import Session
from aetui.desk.check.waits import waits
from aetui.desk.day.today import CallSeen, Today, in_care
from aetui.desk.day.today import today as seen_today
from aetui.desk.letters.shown import waiting as letters_waiting
from aetui.desk.meeting.quiet import quiet_line
from aetui.desk.month.billing import on_board
from aetui.desk.phone.drafts import left_on_the_phone
from aetui.desk.waiting import todo_owner
from aetui.domain.records import Card
from aetui.domain.records.refs import Ref
from aetui.locales.amounts import sums_words
from aetui.locales.dates import clock, day_line, left
from aetui.locales.wording import item_line

_WAYS = {"in": "←", "out": "→", "missed": "×"}


@command("today", flag("--line", "one_line"))
def today(session: Session, one_line: bool) -> None:
    if one_line and not session.json:
        session.print(_line(session))
    else:
        show(session)


def show(session: Session) -> None:
    """The board's lists, as text or as JSON."""
    seen = seen_today(session.desk, session.now)
    session.out(lambda: _as_json(session, seen), _board(session, seen))
    if not session.json:
        session.warn_of_doubts()


def _line(session: Session) -> str:
    """What a status bar shows: how much is late, and the most urgent obligation."""
    say, obligations = session.say, session.desk.obligations(session.now)
    if not obligations:
        return say("line.clear")
    return say(
        "line.owed",
        n=len(obligations),
        late=sum(o.state == "overdue" for o in obligations),
        left=left(say, obligations[0].remaining(session.now)),
        title=f"{session.client(obligations[0].client_id)} {session.title(obligations[0])}".strip(),
    )


def _as_json(session: Session, seen: Today) -> dict[str, Any]:
    desk = session.desk
    quiet = quiet_line(desk, session.say, seen.now)
    return {
        "quiet": quiet[0] if quiet else None,
        "quiet_clients": [
            {"client": one.client.short, "days": one.contacted.days, "called_at": session.local(one.contacted.called)}
            for one in seen.quiet
        ],
        "duties": [obligation_json(session, o) for o in seen.owed],
        "done": [obligation_json(session, o) for o in seen.done],
        "care": [care_json(session, c) for c in in_care(desk, seen.now)],
        "waiting": [
            {"kind": w.kind, "id": Ref.parse(w.ref).id, "whose": w.whose, "what": w.what, "n": w.n, "source": w.source}
            for w in waits(desk, session.say)
        ],
        "letters": _letters_json(session),
        "todos": [
            {
                "id": t.id,
                "text": t.text,
                "day": t.day,
                "owner": t.owner,
                "client": session.client(t.client_id) or None,
                "card": card.number if (card := desk.get(Card, t.card_id)) else None,
                "done_at": session.local(t.done.at) if t.done else None,
            }
            for t in seen.todos
        ],
        "cards": [cards.head(session, c) for c in seen.cards],
        "calls": [
            {
                "id": c.call.id,
                "at": session.local(c.call.at),
                "way": c.call.way,
                "client": session.client(c.call.client_id) or None,
                "contact": c.call.contact,
                "returned_at": session.local(c.returned_at),
                "items": [{"id": i.id, "mark": i.mark, "text": i.text, "due": session.local(i.due)} for i in c.items],
            }
            for c in seen.calls
        ],
    }


def _board(session: Session, seen: Today) -> Iterator[str]:
    say, desk, now = session.say, session.desk, seen.now
    profile = desk.profile
    head = (
        (profile.name if profile and profile.name else session.name),
        day_line(say, now.date()),
        say("head.week", n=now.isocalendar().week),
        clock(now),
        say("head.owed", n=len(seen.owed)),
        say("head.late", n=sum(o.state == "overdue" for o in seen.owed)),
        say("head.cards", n=len(seen.cards)),
    )
    yield " ".join(head)
    quiet = quiet_line(desk, say, now)
    yield quiet[0] if quiet else desk.rulebook.line_of_the_day(now.date(), say.lang)

    def section(
        name: str, rows: list[list[str]], empty: str, right: Iterable[int] = (), cuts: tuple[Cut, ...] = ()
    ) -> Iterator[str]:
        yield ""
        yield say(name, n=len(rows))
        yield from table(rows, empty=say(empty), indent="  ", right=right, cuts=cuts)

    waiting = [
        [
            session.when(call.at) if call else "",
            session.client(call.client_id) if call else "",
            text or say("list.no_line"),
        ]
        for call, text in left_on_the_phone(desk, now)
    ]
    if waiting:
        yield from section("list.left", waiting, "list.no_line", cuts=((2, 10), (1, 8)))
    obligation = [
        [
            say("state.overdue") if o.state == "overdue" else "",
            left(say, o.remaining(now)),
            session.client(o.client_id),
            session.title(o),
            o.source,
            f"? {say('board.uncovered')}" if o.cover == "" else o.cover or "",
        ]
        for o in seen.owed
    ]
    yield from section("list.owed", obligation, "empty.owed", [1], ((4, 0), (3, 24), (2, 8), (5, 6), (3, 10)))
    yield from care_lines(session, in_care(desk, now), "  ")
    yield from _letters(session)
    if found := waits(desk, say):
        yield ""
        yield f"{say('check.waiting')} {len(found)}"
        yield from table([[one.whose, one.what, say(f"check.to.{one.kind}"), one.source] for one in found], indent="  ")
    todos = [
        [
            "✓" if t.done else "○",
            t.text,
            todo_owner(session.desk, say, t),
            session.client(t.client_id),
        ]
        for t in seen.todos
    ]
    yield from section("list.todos", todos, "empty.todos.shell", cuts=((1, 20), (3, 0), (2, 6), (1, 10)))
    in_hand = [[c.number, session.client(c.client_id), c.title, *cards.delivery(session, c)] for c in seen.cards]
    yield from section("list.cards", in_hand, "empty.cards.shell", cuts=((4, 6), (4, 0), (2, 20), (1, 8), (2, 10)))
    able = on_board(desk, now)
    if able is not None:
        yield f"  {say('board.billing', n=len(able.all))}  {sums_words(say, able.to_bill())}  (aetui billing)"
    yield ""
    yield say("list.calls", n=len(seen.calls))
    if seen.quiet:
        told = (f"{one.client.short} {say('client.quiet_days', n=one.contacted.days)}" for one in seen.quiet)
        yield "  " + say("quiet.shell", who=say("list.comma").join(told))
    for call in seen.calls:
        yield from _call(session, call)
    if not seen.calls:
        yield "  " + say("empty.calls.shell")
    done = [
        [clock(desk.local(o.met_at)) if o.met_at else "", session.client(o.client_id), session.title(o), o.source]
        for o in seen.done
    ]
    yield from section("list.done", done, "empty.done", [0], ((3, 0), (2, 24), (1, 8), (2, 10)))


def _letters(session: Session) -> Iterator[str]:
    """What colleagues sent and nobody here saw; nothing in no office."""
    found = letters_waiting(session.desk, session.say, session.now)
    if found:
        yield ""
        yield f"{session.say('board.letters')} {len(found)}"
        rows = [[one.letter.who, one.said, one.what, one.letter.id[:6]] for one in found]
        yield from table(rows, indent="  ", cuts=((1, 20), (2, 10)))


def _letters_json(session: Session) -> list[dict[str, Any]]:
    """What stands on the board as letters."""
    return [
        {
            "id": one.letter.id,
            "who": one.letter.who,
            "act": one.letter.act,
            "said": one.said,
            "what": one.what,
            "at": session.local(one.letter.sent_at),
            "answers": list(one.answers),
        }
        for one in letters_waiting(session.desk, session.say, session.now)
    ]


def _call(session: Session, seen: CallSeen) -> Iterator[str]:
    call, local = seen.call, session.desk.local
    tail = session.say("call.returned", time=clock(local(seen.returned_at))) if seen.returned_at else ""
    who = f"{session.client(call.client_id)} {call.contact or ''}"
    yield f"  {clock(local(call.at)):>5} {_WAYS[call.way]} {who} {tail}".rstrip()
    for item in seen.items:
        yield f"          {item_line(item)}"
