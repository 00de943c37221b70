"""What `aetui call` does. What only some notes need is imported where it is: a quick one waits for nothing."""

from __future__ import annotations

import sys
from datetime import datetime
from itertools import chain
from typing import Any

from aetui.cli.session import Session
from aetui.desk.find.finder import ID_SIGNS
from aetui.desk.hints import of_item as hints_of
from aetui.desk.hints import worded
from aetui.desk.phone.calls import Logged, begin_call, end_call, log_item, record_call
from aetui.domain.errors import BadInput
from aetui.domain.records import Call, Card, Item, Todo


def note(
    session: Session,
    client: str | None,
    items: tuple[str, ...],
    way: str | None,
    at: str | None,
    channel: str | None,
    **how: Any,
) -> None:
    """Take down what was said: one item a word, a line, or (`-`) a line of standard input."""
    how |= {"way": way or "in", "channel": channel or "phone"}
    session.noting = bool(items) or way == "missed"  # before the desk is opened, for `at` too
    when = session.time(at) if at else session.now
    if when > session.now:
        raise BadInput("time.future", time=when)
    if not items and way != "missed":
        from aetui.cli.screen import can_draw, quick_note

        if not can_draw():
            raise BadInput("call.no_items")
        quick_note(session, client=client, **how)
    elif client is None:
        raise BadInput("call.no_client")
    elif items == ("-",) and way != "missed":
        _stream(session, when, {"client": client, **how})
    else:
        lines = [line for item in items for line in item.split("\n") if line.strip() or item == line]
        _report(session, *record_call(session.desk, when, lines, client=client, **how))


def _stream(session: Session, when: datetime, how: dict[str, Any]) -> None:
    """One item a line from standard input: each is on disk, and acknowledged, before the next is read."""
    from aetui.cli.stdin import lines_in
    from aetui.locales.errors import sentence

    moves = when == session.now  # without --at, what is typed later is said later
    lines = lines_in()
    first = next(lines, None)  # all that is there by now was looked through before anything is written
    made, logged, refused = begin_call(session.desk, when, **how), [], None
    try:
        for line in chain([] if first is None else [first], lines):
            try:
                entry = log_item(session.desk, made.id, line, session.clock if moves else when)
            except BadInput as mistake:
                # The next lines are still to be kept; the status tells that one wasn't.
                refused = mistake
                session.warn(sentence(session.say, mistake))
                continue
            logged.append(entry)
            if not session.json:
                session.print("  ".join([_line(session, entry), *_hints(session, entry)]))
                sys.stdout.flush()
            else:
                # Standard output is the one JSON document; the acknowledgement goes beside it.
                sys.stderr.write(entry.item.id + "\n")
                sys.stderr.flush()
    finally:
        end_call(session.desk, made.id, session.clock if moves else when)
    if session.json:
        _report(session, made, logged)
    if refused is not None:
        import click

        raise click.exceptions.Exit(refused.status)


def _report(session: Session, call: Call, logged: list[Logged]) -> None:
    client = session.client(call.client_id)
    if session.json:
        data = {"call": call.id, "client": client, "items": [_as_json(session, entry) for entry in logged]}
        session.print_json(data)
        return
    session.print(session.say(f"call.{call.way}.logged", client=client, n=len(logged)))
    for entry in logged:
        session.print(_line(session, entry))
        for hint in _hints(session, entry):
            session.print("    " + hint)


def _hints(session: Session, entry: Logged) -> list[str]:
    """What an item hints at (N1 to N5)."""
    desk, say, call = session.desk, session.say, entry.item.call_id[:ID_SIGNS]
    told = [
        say("hint.n1", call=call, n=entry.item.n) if sign == "n1" else worded(desk, sign, say.lang)
        for sign in hints_of(desk, entry.item)
    ]
    if entry.item.owner:
        from aetui.desk.typed.lines import unclear

        told += unclear(desk, [entry.item.owner], say)
    return told


def _as_json(session: Session, entry: Logged) -> dict[str, Any]:
    from aetui.desk.typed.standing import of_item

    item, made = entry.item, entry.made
    stands = of_item(session.desk, item)
    led_to: dict[str, str] | None = None
    if made is not None:
        led_to = {"type": "card" if isinstance(made, Card) else "todo", "id": made.id}
    if led_to and isinstance(made, Card):
        led_to["number"] = made.number
    return {
        "id": item.id,
        "mark": item.mark,
        "text": item.text,
        "due": session.iso(item.due),
        "stands": session.iso(stands.due),
        "usual": stands.usual,
        "estimated": stands.estimated,
        "unread": stands.unread.text if stands.unread else None,
        "owner": item.owner,
        "card": _number(session, item.card_id),
        "hints": hints_of(session.desk, item),
        "made": led_to,
    }


def _number(session: Session, card_id: str | None) -> str | None:
    card = session.desk.get(Card, card_id)
    return card.number if card else None


def item_words(session: Session, item: Item) -> str:
    """An item as a line, with what it led to."""
    desk, made = session.desk, item.made
    led_to = None
    if made is not None:
        led_to = desk.get(Card, made.id) if made.type == "card" else desk.get(Todo, made.id)
    return _line(session, Logged(item, led_to))


def _line(session: Session, entry: Logged) -> str:
    say, item, made = session.say, entry.item, entry.made
    parts = []
    if isinstance(made, Card):
        parts.append(say("made.card", number=made.number))
    elif isinstance(made, Todo):
        from aetui.desk.waiting import made_for

        parts.append(made_for(session.desk, say, made.owner or "", made.client_id))
    elif item.card_id:
        parts.append(say("made.on_card", number=_number(session, item.card_id)))
    elif item.mark == "$":
        parts.append(say("made.no_card"))
    elif item.mark:
        parts.append(say(f"mark.{item.mark}"))
    if item.mark and item.mark != "#":
        from aetui.desk.typed.standing import of_item
        from aetui.locales.standing import stands

        parts += stands(say, of_item(session.desk, item), session.now, session.desk.tz)
    from aetui.locales.wording import item_line

    return f"{item.n:>3} {item_line(item)}" + (f"  [{' · '.join(parts)}]" if parts else "")
