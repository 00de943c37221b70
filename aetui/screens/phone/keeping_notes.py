"""A line of a call goes into its client's notes in one key (R1): on the phone, on the call's page, on the client's."""

from __future__ import annotations

from aetui.desk.book.notes import note_item
from aetui.domain.records import Item
from aetui.domain.records.refs import Ref
from aetui.screens.frame.base import DeskScreen


def keep_note(screen: DeskScreen, *refs: str) -> bool:
    """Keep the first of `refs` that is a line of a call; False where none is."""
    for kind, key in (Ref.parse(ref).pair for ref in refs):
        if kind == "items" and screen.desk.get(Item, key) is not None:
            with screen.minding():
                note = note_item(screen.desk, key, screen.now())
                screen.desk_app.tell(screen.say("note.kept", about=screen.say(f"note.{note.about}"), text=note.text))
            return True
    return False
