"""点子 (Y1): noted from anywhere, on a card or without; for one's own eyes until shown, so that no creative is annoyed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Unpack

from msgspec.structs import replace

from aetui.desk.card.cards import card_by_number
from aetui.desk.core import Change, Desk
from aetui.desk.facts import Proof, fact
from aetui.desk.find.finder import find_one
from aetui.desk.typed.lines import people
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.lines import idea as idea_line
from aetui.domain.lines.idea import IdeaLine
from aetui.domain.records import Card, Client, Idea


def read_idea(desk: Desk, line: str) -> IdeaLine:
    """What a line says: whose, on which card."""
    return idea_line.read(line, people=people(desk))


def note_idea(desk: Desk, line: str, now: datetime, *, card: Card | None = None, client: Client | None = None) -> Idea:
    """A new idea. `card`, `client`: what it is for, where the line names no card. Raises BadInput for an empty line, NotThere for a
    card that isn't there."""
    read = _read(desk, line)
    with desk.change("idea.note", now, text=read.text) as change:
        on = _card(desk, read) or card
        whose = on.client_id if on else client.id if client else None
        return change.new(
            Idea, text=read.text, who=read.who or desk.owner, at=now, card_id=on.id if on else None, client_id=whose
        )


def edit_idea(desk: Desk, idea_id: str, line: str, now: datetime) -> Idea:
    """An idea written anew; it stays on its card unless the line names another. Raises BadInput, NotThere."""
    read = _read(desk, line)
    with desk.change("idea.edit", now, text=read.text) as change:
        old = _idea(change, idea_id)
        on = _card(desk, read)
        return change.put(
            replace(
                old,
                text=read.text,
                who=read.who or desk.owner,
                card_id=on.id if on else old.card_id,
                client_id=on.client_id if on else old.client_id,
            )
        )


def written(desk: Desk, idea: Idea) -> str:
    """An idea as it would be typed; one's own bears no name."""
    return idea_line.write(replace(idea, who=None if idea.who == desk.owner else idea.who), people=people(desk))


def use_idea(desk: Desk, idea_id: str, now: datetime, **proof: Unpack[Proof]) -> Idea:
    """It was used; said again, it wasn't. Raises NotThere, BadInput for a time to come."""
    done = fact(now, **proof)
    with desk.change("idea.used", now) as change:
        old = _idea(change, idea_id)
        change.args["text"] = old.text
        return change.put(replace(old, used=None if old.used else done, dropped=None))


def show_idea(desk: Desk, idea_id: str, now: datetime, **proof: Unpack[Proof]) -> Idea:
    """It was shown to somebody (`by`), and is no secret any more; the first time stands. Raises NotThere, BadInput."""
    done = fact(now, **proof)
    with desk.change("idea.shown", now) as change:
        old = _idea(change, idea_id)
        change.args["text"] = old.text
        return change.put(replace(old, shown=old.shown or done))


def drop_idea(desk: Desk, idea_id: str, now: datetime, why: str | None = None) -> Idea:
    """It is let go; said again, it is taken up anew. Raises NotThere."""
    done = fact(now, why=why)
    with desk.change("idea.drop", now) as change:
        old = _idea(change, idea_id)
        change.args["text"] = old.text
        return change.put(replace(old, dropped=None if old.dropped else done))


def open_ideas(desk: Desk) -> list[Idea]:
    """Those that were neither used nor dropped, newest first: the places by which a shell names them."""
    return _newest(one for one in desk.book.of("ideas") if isinstance(one, Idea) and is_open(one))


def ended_ideas(desk: Desk) -> list[Idea]:
    """Those that were used or dropped, newest first, however long ago."""
    return _newest(one for one in desk.each(Idea) if not is_open(one))


def ideas_on(desk: Desk, card: Card, *, shown: bool = False) -> list[Idea]:
    """A card's ideas that weren't dropped, oldest first; `shown`: those alone that others may read."""
    found = [one for one in desk.each(Idea) if one.card_id == card.id and one.dropped is None]
    return sorted((one for one in found if one.shown or not shown), key=lambda one: (one.at, one.id))


def is_open(idea: Idea) -> bool:
    return idea.used is None and idea.dropped is None


def the_idea(desk: Desk, said: str) -> Idea:
    """The idea that is meant: by its place in the list, words of it, its id. Raises NotThere, BadInput."""
    listed = open_ideas(desk)
    return find_one(listed, said, listed=listed, past=desk.each(Idea), kind="idea", id=said)


# Inside


def _newest(ideas: Iterable[Idea]) -> list[Idea]:
    return sorted(ideas, key=lambda one: (one.at, one.id), reverse=True)


def _read(desk: Desk, line: str) -> IdeaLine:
    read = read_idea(desk, line)
    if not read.text.strip():
        raise BadInput("idea.empty")
    return read


def _card(desk: Desk, read: IdeaLine) -> Card | None:
    if read.card is None:
        return None
    found = card_by_number(desk, read.card)
    if found is None:
        raise NotThere("card.unknown", name=read.card)
    return found


def _idea(change: Change, idea_id: str) -> Idea:
    found = change.get(Idea, idea_id) or next((one for one in change.desk.each(Idea) if one.id == idea_id), None)
    if found is None:
        raise NotThere("idea.unknown", id=idea_id)
    return found
