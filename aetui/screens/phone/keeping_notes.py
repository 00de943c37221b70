"""What is known of a client (R1), noted in one key: a line of a call goes into their notes, on the phone, on the call's page, on the
client's; elsewhere a line is asked for."""

from __future__ import annotations

from aetui.desk.book.notes import add_note, note_item
from aetui.domain.lines import note as note_line
from aetui.domain.records import About, Client, Item
from aetui.domain.records.refs import Ref
from aetui.screens.frame.base import DeskScreen
from aetui.screens.frame.questions import AskingScreen
from aetui.widgets.cells import Parts


def keep_note(screen: DeskScreen, *refs: str) -> bool:
    """Keep the first of `refs` that is a line of a call; False where none is."""
    for kind, key in (Ref.parse(ref).pair for ref in refs):
        if kind == "items" and screen.desk.get(Item, key) is not None:
            with screen.minding():
                note = note_item(screen.desk, key, screen.now())
                screen.desk_app.tell(screen.say("note.kept", about=screen.say(f"note.{note.about}"), text=note.text))
            return True
    return False


def ask_note(screen: AskingScreen, client: Client, about: About | None = None, naming: str = "") -> None:
    """Line by line, until an empty one; without a head each is about what the cursor stands on. `naming`: whom, said before the
    question where the page is another's."""
    screen.ask(
        "note",
        lambda text: add_note(screen.desk, client.id, text, screen.now(), about=about),
        of=f"{client.id} {about or ''}",
        again=True,
        understand=lambda text: note_words(screen, text, about),
        naming=naming,
    )


def note_words(screen: DeskScreen, text: str, about: About | None = None) -> Parts:
    """About what the line is understood to be."""
    read = note_line.read(text, about=about)
    return ((screen.say(f"note.{read.about}"), "act"),) if read.text else ()
