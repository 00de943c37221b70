"""`aetui team board`: the desks of those whom one answers for, each as its own board counts it; in full screen one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from aetui.cli.command import command
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.obligations import as_json as obligation_json
from aetui.desk.office.team import Boards, Member, late_on, words_of
from aetui.locales.dates import left
from aetui.locales.errors import sentence

COUNTS = ("late", "soon", "today", "owed", "cards", "week")


@command("board")
def board(session: Session) -> None:
    boards = Boards(session.desk)
    try:
        members = [boards.read(member, session.now) for member in boards.members()]
        session.out(lambda: [_as_json(session, boards, member) for member in members], _lines(session, members))
    finally:
        boards.close()


def _lines(session: Session, members: Sequence[Member]) -> Iterator[str]:
    say = session.say
    head = [
        say("office.column.who"),
        *(say(f"office.column.{name}") for name in COUNTS),
        say("office.column.changed"),
        "",
    ]
    rows = [_row(session, member) for member in members]
    yield from table([head, *rows] if rows else [], empty=say("office.nobody"), right=range(1, 1 + len(COUNTS)))
    for member in members:
        if member.why is not None:
            session.warn(sentence(say, member.why))
    late = late_on(members)
    if members:
        yield ""
        yield f"{say('office.late')} {len(late)}" if late else say("office.late.none")
    told = [
        [
            say("state.overdue"),
            left(say, one.remaining(session.now)),
            member.replica.person.name,
            *words_of(say, member.counted, one),
            one.source,
        ]
        for member, one in late
        if member.counted
    ]
    yield from table(told, right=[1], cuts=((6, 0), (5, 0), (4, 24), (3, 8), (2, 6)))


def _row(session: Session, member: Member) -> list[str]:
    say, seen, person = session.say, member.counted, member.replica.person
    name = "  " * member.level + person.name
    gone = say("office.gone") if person.gone else ""
    if seen is None:
        return [name, *[""] * len(COUNTS), "", gone or ("" if member.why else say("office.never_came"))]
    return [name, *(str(getattr(seen, key)) for key in COUNTS), session.when(seen.changed), gone]


def _as_json(session: Session, boards: Boards, member: Member) -> dict[str, Any]:
    seen, person = member.counted, member.replica.person
    hers = boards.desk(member.replica, session.now) if seen else None
    return {
        "name": person.name,
        "role": person.role,
        "desk": person.desk,
        "answers_to": person.answers_to,
        "gone": person.gone,
        "heard_at": session.local(member.replica.heard),
        "changed_at": session.local(seen.changed) if seen else None,
        "unreadable": sentence(session.say, member.why) if member.why is not None else None,
        **{key: getattr(seen, key) if seen else None for key in COUNTS},
        "latest": [obligation_json(hers, session.say, one, session.now) for one in seen.lates] if seen and hers else [],
    }
