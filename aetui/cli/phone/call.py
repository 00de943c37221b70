"""`aetui call`: on the phone, from a shell."""

from __future__ import annotations

import sys
from typing import Any

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.desk.phone.calls import Logged
from aetui.domain.errors import BadInput
from aetui.domain.records import Call, Card, Item, Todo


@click.command(cls=Spoken)
@click.argument("client", required=False)
@click.argument("items", nargs=-1, metavar="ITEM")
@click.option("--in", "way", flag_value="in")
@click.option("--out", "way", flag_value="out")
@click.option("--missed", "way", flag_value="missed")
@click.option("--with", "contact", metavar="NAME")
@click.option("--at", "at", metavar="TIME")
@click.option("--visit", "channel", flag_value="visit")
@click.option("--chat", "channel", flag_value="chat")
@click.option("--new", is_flag=True)
@common
@click.pass_obj
def call(
    session: Session,
    client: str | None,
    items: tuple[str, ...],
    way: str | None,
    contact: str | None,
    at: str | None,
    channel: str | None,
    new: bool,
) -> None:
    how: dict[str, Any] = {"way": way or "in", "contact": contact, "channel": channel or "phone", "new": new}
    session.noting = bool(items) or way == "missed"
    when = session.time(at) if at else session.now
    if when > session.now:
        raise BadInput("time.future", time=when)
    if items == ("-",) and way != "missed":
        _stream(session, client, when, how)
    elif items or way == "missed":
        _at_once(session, client, when, how, items)
    elif sys.stdin.isatty() and sys.stdout.isatty():
        from aetui.cli.demo.screen import quick_note

        quick_note(session, client=client, **how)
    else:
        raise BadInput("call.no_items")


def _at_once(session: Session, client: str | None, when: Any, how: dict[str, Any], items: tuple[str, ...]) -> None:
    from aetui.desk.phone.calls import record_call

    if client is None:
        raise BadInput("call.no_client")
    lines = [line for item in items for line in item.split("\n") if line.strip() or item == line]
    made, logged = record_call(session.desk, when, lines, client=client, **how)
    _report(session, made, logged)


def _stream(session: Session, client: str | None, when: Any, how: dict[str, Any]) -> None:
    """One item a line from standard input: each is on disk, and acknowledged, before the next is read."""
    from itertools import chain

    from aetui.cli.stdin import lines_in
    from aetui.desk.phone.calls import begin_call, end_call, log_item
    from aetui.locales.errors import sentence

    if client is None:
        raise BadInput("call.no_client")
    moves = when == session.now  # without --at, what is typed later is said later
    lines = lines_in()
    first = next(lines, None)  # all that is there by now was looked through before anything is written
    made, logged, refused = begin_call(session.desk, when, client=client, **how), [], None
    session.relearn()
    try:
        for line in chain([] if first is None else [first], lines):
            try:
                entry = log_item(session.desk, made.id, line, session.clock if moves else when)
            except BadInput as mistake:
                # The next lines are still to be kept; the status tells that one wasn't.
                refused = mistake
                session.tell(sentence(session.say, mistake))
                continue
            logged.append(entry)
            if not session.json:
                _tell(session, entry, one_line=True)
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
        raise click.exceptions.Exit(refused.status)


def _report(session: Session, call: Call, logged: list[Logged]) -> None:
    from aetui.desk.day.today import client_name

    session.relearn()
    client = client_name(session.desk, call.client_id)
    if session.json:
        session.out_json({"call": call.id, "client": client, "items": [_as_json(session, entry) for entry in logged]})
        return
    session.out(session.say(f"call.{call.way}.logged", client=client, n=len(logged)))
    for entry in logged:
        _tell(session, entry)


def _tell(session: Session, entry: Logged, *, one_line: bool = False) -> None:
    """An item with what it led to, and below it (`one_line`: behind it) what it hints at."""
    from aetui.desk.find.finder import ID_SIGNS
    from aetui.desk.phone.hints import of_item

    call = entry.item.call_id[:ID_SIGNS]
    hints = [session.say(f"hint.{sign}", call=call, n=entry.item.n) for sign in of_item(entry.item)]
    for line in (
        ["  ".join([_line(session, entry), *hints])]
        if one_line
        else [_line(session, entry), *("    " + h for h in hints)]
    ):
        session.out(line)


def _as_json(session: Session, entry: Logged) -> dict[str, Any]:
    from aetui.desk.phone.hints import of_item as hints
    from aetui.desk.typed.standing import of_item

    item, made = entry.item, entry.made
    stands = of_item(session.desk, item)
    return {
        "id": item.id,
        "mark": item.mark,
        "text": item.text,
        "due": session.desk.local(item.due).isoformat(timespec="seconds") if item.due else None,
        "stands": session.desk.local(stands.due).isoformat(timespec="seconds") if stands.due else None,
        "usual": stands.usual,
        "estimated": stands.estimated,
        "unread": stands.unread.text if stands.unread else None,
        "owner": item.owner,
        "card": _number(session, item.card_id),
        "hints": hints(item),
        "made": None
        if made is None
        else {
            "type": "card" if isinstance(made, Card) else "todo",
            "id": made.id,
            **({"number": made.number} if isinstance(made, Card) else {}),
        },
    }


def _number(session: Session, card_id: str | None) -> str | None:
    card = session.desk.get(Card, card_id)
    return card.number if card else None


def item_told(session: Session, item: Item) -> str:
    """An item as a line, with what it led to."""
    desk, made = session.desk, item.made
    led_to = None
    if made is not None:
        led_to = desk.get(Card, made.id) if made.type == "card" else desk.get(Todo, made.id)
    return _line(session, Logged(item, led_to))


def _line(session: Session, entry: Logged) -> str:
    from aetui.locales.wording import item_line

    say, item, made = session.say, entry.item, entry.made
    parts = []
    if isinstance(made, Card):
        parts.append(say("made.card", number=made.number))
    elif isinstance(made, Todo):
        parts.append(say("made.todo", owner=made.owner or ""))
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
    return f"{item.n:>3} {item_line(item)}" + (f"  [{' · '.join(parts)}]" if parts else "")
