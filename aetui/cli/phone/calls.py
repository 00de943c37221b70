"""`aetui calls`: what was said, and what of it is to be put right after it was hung up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aetui.cli.main import SpokenGroup, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput

if TYPE_CHECKING:
    from aetui.domain.records import Call, Channel, Way


@click.group(cls=SpokenGroup, invoke_without_command=True)
@common
@click.pass_context
def calls(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, None)


@calls.command("list")
@click.option("--client", metavar="NAME")
@common
@click.pass_obj
def list_(session: Session, client: str | None) -> None:
    _list(session, client)


@calls.command("show")
@click.argument("call")
@common
@click.pass_obj
def show(session: Session, call: str) -> None:
    from aetui.desk.phone.past import the_call

    session.relearn()
    _show(session, the_call(session.desk, call))


@calls.command("edit")
@click.argument("call")
@click.argument("item", required=False)
@click.argument("words", nargs=-1, metavar="TEXT")
@click.option("--client", metavar="NAME")
@click.option("--with", "contact", metavar="NAME")
@click.option("--in", "way", flag_value="in")
@click.option("--out", "way", flag_value="out")
@click.option("--missed", "way", flag_value="missed")
@click.option("--phone", "channel", flag_value="phone")
@click.option("--visit", "channel", flag_value="visit")
@click.option("--chat", "channel", flag_value="chat")
@click.option("--no-time", "untimed", is_flag=True)
@common
@click.pass_obj
def edit(
    session: Session,
    call: str,
    item: str | None,
    words: tuple[str, ...],
    client: str | None,
    contact: str | None,
    way: Way | None,
    channel: Channel | None,
    untimed: bool,
) -> None:
    """An item is written anew by its line, the call is put right by its options; all as one change."""
    from aetui.desk.phone.calls import edit_item, set_call
    from aetui.desk.phone.past import the_call, the_item

    desk, now = session.desk, session.now
    session.relearn()
    found = the_call(desk, call)
    line = " ".join(words)
    if (item is None and not (client or contact or way or channel)) or (item is not None and not line.strip()):
        raise BadInput("call.edit_what")
    with desk.change("call.mend", now, text=line):
        if item is not None:
            edit_item(desk, the_item(desk, found, item).id, line, now, timing="none" if untimed else "read")
        if client or contact or way or channel:
            set_call(desk, found.id, now, client=client, contact=contact, way=way, channel=channel)
    _show(session, desk.get(type(found), found.id) or found)


@calls.command("drop")
@click.argument("call")
@click.argument("item", required=False)
@common
@click.pass_obj
def drop(session: Session, call: str, item: str | None) -> None:
    from aetui.desk.day.today import client_name
    from aetui.desk.phone.calls import retract_item
    from aetui.desk.phone.drafts import forget_draft
    from aetui.desk.phone.past import drop_call, the_call, the_item

    desk, now, say = session.desk, session.now, session.say
    session.relearn()
    found = the_call(desk, call)
    if item is not None:
        gone = the_item(desk, found, item)
        retract_item(desk, gone.id, now)
        _show(session, found)
        return
    stays = drop_call(desk, found.id, now)
    forget_draft(desk, found.id)
    if session.json:
        session.out_json({"call": found.id, "stays": [record.id for record in stays]})
        return
    session.out(say("calls.dropped", client=client_name(desk, found.client_id) or say("phone.nobody")))
    for record in stays:
        session.out(say("calls.stays", what=" ".join(t for t in (getattr(record, "number", ""), _named(record)) if t)))


def _named(record: Any) -> str:
    return str(getattr(record, "title", "") or getattr(record, "text", ""))


def _list(session: Session, client: str | None) -> None:
    from aetui.cli.plain import columns
    from aetui.desk.book.clients import resolve
    from aetui.desk.day.today import client_name
    from aetui.desk.phone.calls import items_of
    from aetui.desk.phone.past import past_calls
    from aetui.locales.dates import stamp

    desk, say = session.desk, session.say
    who = resolve(desk, client) if client else None
    session.relearn()
    found = [(n, c) for n, c in enumerate(past_calls(desk), 1) if who is None or c.client_id == who.id]
    if session.json:
        session.out_json([_as_json(session, c) for _, c in found])
        return
    if not found:
        session.out(say("calls.none"))
    rows = [
        [
            str(n),
            stamp(desk.local(c.at)),
            say(f"phone.way.{c.way}"),
            client_name(desk, c.client_id) or say("phone.nobody"),
            c.contact or "",
            say("phone.n_items", n=len(items_of(desk, c.id))),
        ]
        for n, c in found
    ]
    for line in columns(rows, right=frozenset({0})):
        session.out(line)


def _show(session: Session, call: Call) -> None:
    """A call and its items, with what they led to."""
    from aetui.cli.phone.call import item_told
    from aetui.desk.day.today import client_name
    from aetui.desk.phone.calls import items_of
    from aetui.locales.dates import stamp

    desk, say = session.desk, session.say
    if session.json:
        session.out_json(_as_json(session, call))
        return
    who = client_name(desk, call.client_id) or say("phone.nobody")
    words = [stamp(desk.local(call.at)), say(f"phone.{call.channel}"), say(f"phone.way.{call.way}"), who]
    session.out(" ".join(w for w in (*words, call.contact or "") if w))
    for item in items_of(desk, call.id):
        session.out(item_told(session, item))


def _as_json(session: Session, call: Call) -> dict[str, Any]:
    from aetui.desk.day.today import client_name
    from aetui.desk.phone.calls import items_of

    desk = session.desk
    return {
        "id": call.id,
        "at": desk.local(call.at),
        "way": call.way,
        "channel": call.channel,
        "client": client_name(desk, call.client_id) or None,
        "contact": call.contact,
        "items": [
            {"n": i.n, "id": i.id, "mark": i.mark, "text": i.text, "due": desk.local(i.due) if i.due else None}
            for i in items_of(desk, call.id)
        ],
    }
