"""`aetui calls`: what was said, and what of it is to be put right after it was hung up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aetui.cli.command import Typed, arg, command, flag, group, opt
from aetui.cli.found import CALL, CLIENT_NAME, CONTACT, OF_CLIENT
from aetui.cli.phone.note import item_words
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.book.notes import note_item
from aetui.desk.phone.calls import edit_item, items_of, retract_item, set_call
from aetui.desk.phone.drafts import forget_draft
from aetui.desk.phone.past import drop_call, past_calls, the_item
from aetui.domain.errors import BadInput
from aetui.domain.lines.note import about_of
from aetui.domain.records import About, Call, Card, Client

WHICH, ITEM = arg("call", CALL), arg("item", required=False)


def _list(session: Session, client: Client | None = None) -> None:
    """The calls of the last weeks, newest first, by the numbers that the other commands take."""
    say = session.say
    found = [(n, c) for n, c in enumerate(past_calls(session.desk), 1) if client is None or c.client_id == client.id]
    rows = (
        [
            str(n),
            session.stamp(c.at),
            say(f"phone.way.{c.way}"),
            session.client(c.client_id) or say("phone.nobody"),
            c.contact or "",
            say("phone.n_items", n=len(items_of(session.desk, c.id))),
        ]
        for n, c in found
    )
    session.out(lambda: [_as_json(session, c) for _, c in found], table(rows, empty=say("calls.none"), right=[0]))


calls = group("calls", OF_CLIENT)(_list)


@command("list", OF_CLIENT, of=calls)
def list_(session: Session, client: Client | None) -> None:
    _list(session, client)


@command("show", WHICH, of=calls)
def show(session: Session, call: Call) -> None:
    session.out(lambda: _as_json(session, call), _page(session, call))


def _page(session: Session, call: Call) -> Iterator[str]:
    """A call and its items, with what they led to."""
    say = session.say
    who = session.client(call.client_id) or say("phone.nobody")
    words = (session.stamp(call.at), say(f"phone.{call.channel}"), say(f"phone.way.{call.way}"), who, call.contact)
    yield " ".join(w for w in words if w)
    for item in items_of(session.desk, call.id):
        yield item_words(session, item)


def _as_json(session: Session, call: Call) -> dict[str, Any]:
    return {
        "id": call.id,
        "at": session.local(call.at),
        "way": call.way,
        "channel": call.channel,
        "client": session.client(call.client_id) or None,
        "contact": call.contact,
        "items": [
            {"n": i.n, "id": i.id, "mark": i.mark, "text": i.text, "due": session.local(i.due)}
            for i in items_of(session.desk, call.id)
        ],
    }


@command(
    "edit",
    WHICH,
    ITEM,
    arg("words", nargs=-1, metavar="TEXT"),
    opt("--client", type=CLIENT_NAME),
    opt("--with", "contact", type=CONTACT),
    *(opt(f"--{way}", "way", flag_value=way) for way in ("in", "out", "missed")),
    *(opt(f"--{channel}", "channel", flag_value=channel) for channel in ("phone", "visit", "chat")),
    flag("--no-time", "untimed"),
    of=calls,
)
def edit(session: Session, call: Call, item: str | None, words: tuple[str, ...], untimed: bool, **said: Any) -> None:
    desk, now, line = session.desk, session.now, " ".join(words)
    if not (line.strip() if item is not None else any(said.values())):
        raise BadInput("call.edit_what")
    with desk.change("call.mend", now, text=line):
        if item is not None:
            edit_item(desk, the_item(desk, call, item).id, line, now, timing="none" if untimed else "read")
        if any(said.values()):
            set_call(desk, call.id, now, **said)
    _shown(session, call)


@command("note", WHICH, arg("item"), opt("--about", type=Typed(lambda _, text: about_of(text))), of=calls)
def note(session: Session, call: Call, item: str, about: About | None) -> None:
    """A line of the call goes into its client's notes (R1)."""
    kept = note_item(session.desk, the_item(session.desk, call, item).id, session.now, about=about)
    told = session.say("note.kept", about=session.say(f"note.{kept.about}"), text=kept.text)
    session.out(lambda: {"id": kept.id, "about": kept.about, "text": kept.text, "item": kept.item_id}, told)


@command("drop", WHICH, ITEM, of=calls)
def drop(session: Session, call: Call, item: str | None) -> None:
    desk, now, say = session.desk, session.now, session.say
    if item is not None:
        retract_item(desk, the_item(desk, call, item).id, now)
        _shown(session, call)
        return
    stays = drop_call(desk, call.id, now)
    forget_draft(desk, call.id)
    lines = [say("calls.dropped", client=session.client(call.client_id) or say("phone.nobody"))]
    for record in stays:
        named = f"{record.number} {record.title}" if isinstance(record, Card) else record.text
        lines.append(say("calls.stays", what=named))
    session.out({"call": call.id, "stays": [record.id for record in stays]}, lines)


def _shown(session: Session, call: Call) -> None:
    """The call as it stands after it was put right."""
    now_is = session.desk.get(Call, call.id) or call
    session.out(lambda: _as_json(session, now_is), _page(session, now_is))
