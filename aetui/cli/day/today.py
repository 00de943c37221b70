"""`aetui today`: the board as text."""

from __future__ import annotations

from typing import Any

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.obligations import Obligation


@click.command(cls=Spoken)
@click.option("--line", "one_line", is_flag=True)
@common
@click.pass_obj
def today(session: Session, one_line: bool) -> None:
    _ = session.desk
    session.relearn()
    if one_line and not session.json:
        session.out(line(session))
    else:
        show(session)


def show(session: Session) -> None:
    """The board's four lists, as text or as JSON."""
    from aetui.desk.day.today import today as look

    seen = look(session.desk, session.now)
    if session.json:
        session.out_json(_as_json(session, seen))
    else:
        _print(session, seen)


def line(session: Session) -> str:
    """What a status bar shows: how much is late, and the most urgent obligation."""
    from aetui.desk.day.today import client_name
    from aetui.locales.dates import left
    from aetui.locales.wording import title

    desk, say, now = session.desk, session.say, session.now
    owed = desk.obligations(now)
    if not owed:
        return say("line.clear")
    first: Obligation = owed[0]
    late = sum(1 for o in owed if o.state == "overdue")
    return say(
        "line.owed",
        n=len(owed),
        late=late,
        left=left(say, first.remaining(now)),
        title=f"{client_name(desk, first.client_id)} {title(say, first, desk.rulebook)}".strip(),
    )


def _as_json(session: Session, seen: Any) -> dict[str, Any]:
    from aetui.cli.card.shown import as_json as card_json
    from aetui.cli.day.duties import as_json as owed_json
    from aetui.desk.day.today import client_name
    from aetui.domain.records import Card

    desk = session.desk
    return {
        "duties": [owed_json(session, o, seen.now) for o in seen.owed],
        "done": [owed_json(session, o, seen.now) for o in seen.done],
        "todos": [
            {
                "id": t.id,
                "text": t.text,
                "day": t.day,
                "owner": t.owner,
                "client": client_name(desk, t.client_id) or None,
                "card": card.number if (card := desk.get(Card, t.card_id)) else None,
                "done_at": desk.local(t.done.at) if t.done else None,
            }
            for t in seen.todos
        ],
        "cards": [card_json(session, c) for c in seen.cards],
        "calls": [
            {
                "id": c.call.id,
                "at": desk.local(c.call.at),
                "way": c.call.way,
                "client": client_name(desk, c.call.client_id) or None,
                "contact": c.call.contact,
                "returned_at": desk.local(c.returned_at) if c.returned_at else None,
                "items": [
                    {"id": i.id, "mark": i.mark, "text": i.text, "due": desk.local(i.due) if i.due else None}
                    for i in c.items
                ],
            }
            for c in seen.calls
        ],
    }


def _print(session: Session, seen: Any) -> None:
    from aetui.cli.card.shown import missing
    from aetui.cli.day.duties import warn
    from aetui.cli.plain import columns, room
    from aetui.desk.day.today import client_name
    from aetui.desk.phone.drafts import left_on_the_phone
    from aetui.locales.dates import clock, day_line, left, when
    from aetui.locales.wording import item_line, title

    say, desk, now = session.say, session.desk, seen.now
    profile = desk.profile
    late = sum(1 for o in seen.owed if o.state == "overdue")
    session.out(
        " ".join(
            [
                (profile.name if profile and profile.name else session.name),
                day_line(say, now.date()),
                say("head.week", n=now.isocalendar().week),
                clock(now),
                say("head.owed", n=len(seen.owed)),
                say("head.late", n=late),
                say("head.cards", n=len(seen.cards)),
            ]
        )
    )
    session.out(desk.rulebook.line_of_the_day(now.date(), say.lang))

    cells = room()

    def section(
        name: str,
        rows: list[list[str]],
        empty: str,
        right: frozenset[int] = frozenset(),
        cuts: tuple[tuple[int, int], ...] = (),
    ) -> None:
        session.out()
        session.out(say(name, n=len(rows)))
        for text in columns(rows, right=right, cuts=cuts, cells=cells - 2 if cells else None):
            session.out("  " + text)
        if not rows:
            session.out("  " + say(empty))

    waiting = left_on_the_phone(desk, now)
    if waiting:
        rows = [
            [
                when(say, desk.local(call.at), now) if call else "",
                client_name(desk, call.client_id) if call else "",
                text or say("list.no_line"),
            ]
            for call, text in waiting
        ]
        section("list.left", rows, "list.no_line", cuts=((2, 10), (1, 8)))

    section(
        "list.owed",
        [
            [
                say("state.overdue") if o.state == "overdue" else "",
                left(say, o.remaining(now)),
                client_name(desk, o.client_id),
                title(say, o, desk.rulebook),
                o.source,
                f"? {say('board.uncovered')}" if o.cover == "" else o.cover or "",
            ]
            for o in seen.owed
        ],
        "empty.owed",
        frozenset({1}),
        ((4, 0), (3, 24), (2, 8), (5, 6), (3, 10)),
    )
    section(
        "list.todos",
        [
            ["✓" if t.done else "○", t.text, f"@{t.owner}" if t.owner else "", client_name(desk, t.client_id)]
            for t in seen.todos
        ],
        "empty.todos.shell",
        cuts=((1, 20), (3, 0), (2, 6), (1, 10)),
    )
    section(
        "list.cards",
        [
            [
                c.number,
                client_name(desk, c.client_id),
                c.title,
                say("card.deliver", time=when(say, desk.local(c.deliver_at), now)) if c.deliver_at else "",
                "" if c.deliver_at else missing(session, c),
            ]
            for c in seen.cards
        ],
        "empty.cards.shell",
        cuts=((4, 6), (4, 0), (2, 20), (1, 8), (2, 10)),
    )
    session.out()
    session.out(say("list.calls", n=len(seen.calls)))
    for c in seen.calls:
        sign = {"in": "←", "out": "→", "missed": "×"}[c.call.way]
        tail = say("call.returned", time=clock(desk.local(c.returned_at))) if c.returned_at else ""
        session.out(
            f"  {clock(desk.local(c.call.at)):>5} {sign} {client_name(desk, c.call.client_id)} {c.call.contact or ''} {tail}".rstrip()
        )
        for i in c.items:
            session.out(f"          {item_line(i)}")
    if not seen.calls:
        session.out("  " + say("empty.calls.shell"))
    section(
        "list.done",
        [
            [
                clock(desk.local(o.met_at)) if o.met_at else "",
                client_name(desk, o.client_id),
                title(say, o, desk.rulebook),
                o.source,
            ]
            for o in seen.done
        ],
        "empty.done",
        frozenset({0}),
        ((3, 0), (2, 24), (1, 8), (2, 10)),
    )
    warn(session)
