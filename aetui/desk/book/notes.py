"""What is known of a client (R1): dated notes that grow line by line, a call's `#` line among them, and gone over each quarter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from msgspec.structs import replace

from aetui.desk.acts import rounds
from aetui.desk.acts.gone_over import begins
from aetui.desk.core import Change, Desk, new_id
from aetui.desk.facts import Proof, fact
from aetui.domain.client_notes import ABOUTS, HALF_A_YEAR, REVIEW, left_to_review, notes_about
from aetui.domain.clock.periods import quarter_of
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.lines import note as note_line
from aetui.domain.obligations import OPEN
from aetui.domain.records import About, Client, Fact, Item, Note


def add_note(desk: Desk, client_id: str, line: str, now: datetime, *, about: About | None = None) -> Note:
    """A line of what is known of a client; its head says about what, else `about`, else its words. What the newest note says already
    is no new one. Raises NotThere, BadInput for an empty line."""
    read = note_line.read(line, about=about)
    with desk.change("client.note", now, text=read.text) as change:
        return _add(change, _client(change, client_id), read.about, read.text)


def note_item(desk: Desk, item_id: str, now: datetime, *, about: About | None = None) -> Note:
    """A line of a call goes into its client's notes, once: taken again, it is the note that it was. Raises NotThere, BadInput
    for a call whose client isn't known."""
    item = desk.get(Item, item_id) or next((one for one in desk.each(Item) if one.id == item_id), None)
    if item is None:
        raise NotThere("item.unknown", id=item_id)
    if item.client_id is None:
        raise BadInput("note.no_client")
    read = note_line.read(item.text, about=about)
    with desk.change("client.note", now, text=read.text) as change:
        client = _client(change, item.client_id)
        held = next((note for note in client.notes if note.item_id == item.id), None)
        return held or _add(change, client, read.about, read.text, item=item)


def edit_note(desk: Desk, client_id: str, note_id: str, line: str, now: datetime) -> Note:
    """A note written anew; it keeps its date, since it says better what was known then. Raises NotThere, BadInput."""
    with desk.change("client.note", now) as change:
        client = _client(change, client_id)
        old = _note(client, note_id)
        read = note_line.read(line, about=old.about)
        change.args["text"] = read.text
        if not read.text:
            raise BadInput("note.empty")
        fresh = replace(old, about=read.about, text=read.text)
        change.put(replace(client, notes=[fresh if one.id == note_id else one for one in client.notes]))
    return fresh


def drop_note(desk: Desk, client_id: str, note_id: str, now: datetime) -> Note:
    """A note is taken off. Raises NotThere."""
    with desk.change("client.note.drop", now) as change:
        client = _client(change, client_id)
        old = _note(client, note_id)
        change.args["text"] = old.text
        change.put(replace(client, notes=[one for one in client.notes if one.id != note_id]))
    return old


def find_note(client: Client, said: str) -> Note:
    """The note that is meant: by its place as `client show` numbers them, its id, or words of it. Raises NotThere, BadInput."""
    from aetui.desk.find.finder import find_one
    from aetui.desk.find.look import Look

    look: Look[Note] = Look("note", lambda note: (note.text,), text=True)
    return find_one(client.notes, said, look, listed=in_order(client), kind="note", id=said)


def in_order(client: Client) -> list[Note]:
    """Its notes as they are listed: products, market, company; in each the newest first."""
    return [note for about in ABOUTS for note in notes_about(client, about)]


def unchanged(
    desk: Desk, client_id: str, now: datetime, *, abouts: Sequence[About] = ABOUTS, **proof: Unpack[Proof]
) -> Client:
    """These were gone over, and are as they were (R1). Raises NotThere, BadInput for a time to come."""
    done = fact(now, **proof)
    with desk.change("client.unchanged", now) as change:
        client = _client(change, client_id)
        change.args["client"] = client.short
        after = change.put(replace(client, unchanged={**client.unchanged, **dict.fromkeys(abouts, done)}))
        _meet(change, after, done)
    return after


# Inside


def _client(change: Change, client_id: str) -> Client:
    return change.need(Client, client_id, "client.unknown", name=client_id)


def _note(client: Client, note_id: str) -> Note:
    found = next((one for one in client.notes if one.id == note_id), None)
    if found is None:
        raise NotThere("note.unknown", id=note_id)
    return found


def _add(change: Change, client: Client, about: About, text: str, *, item: Item | None = None) -> Note:
    if not text:
        raise BadInput("note.empty")
    change.args["client"] = client.short
    newest = next(iter(notes_about(client, about)), None)
    if item is None and newest is not None and newest.text == text:
        return newest
    made = Note(id=new_id(), about=about, text=text, at=change.now, item_id=item.id if item else None)
    after = change.put(replace(client, notes=[*client.notes, made]))
    _meet(change, after, Fact(at=change.now))
    return next(one for one in after.notes if one.id == made.id)


def _meet(change: Change, client: Client, done: Fact) -> None:
    """The quarter's review is met as soon as all three were gone over in it: the one that stands open, else this quarter's."""
    desk = change.desk
    rule = desk.rulebook.rules.get(REVIEW)
    if rule is None or not rule.on or left_to_review(client, change.now - HALF_A_YEAR):
        return
    owed = (o for o in desk.obligations(change.now) if o.rule == REVIEW and o.subject_id == client.id)
    open_ones = [o.named.period for o in owed if o.state in OPEN]
    period = min(open_ones, default=quarter_of(desk.local(done.at).date()))
    if rounds.met(desk, REVIEW, client.id, period) is None and not left_to_review(client, begins(desk, period)):
        rounds.note(change, REVIEW, client.id, period, done)
