"""An idea is noted in one key from anywhere (Y1): a line at the bottom of whatever screen is in front."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from aetui.desk.core import Desk
from aetui.domain.errors import DeskError
from aetui.domain.records import Card, Client
from aetui.locales import Texts
from aetui.widgets.cells import Part, Parts
from aetui.widgets.prompt import Prompt


class Host(Protocol):
    """What is asked of the app."""

    desk: Desk
    say: Texts

    def now(self) -> datetime: ...
    def complain(self, mistake: DeskError) -> None: ...
    def tell(self, text: str, *, late: bool = False) -> None: ...


# The verbs are imported when a line is asked for: the first picture doesn't wait for the grammar.


def ask_idea(prompt: Prompt, app: Host, card: Card | None, client: Client | None, *, draft: str = "") -> None:
    """Ask for an idea, for that card or client where it names no other."""

    def answered(text: str | None) -> None:
        from aetui.desk.ideas import note_idea

        if text is None or not text.strip():
            return
        try:
            made = note_idea(app.desk, text, app.now(), card=card, client=client)
            app.tell(app.say("idea.noted", text=made.text))
        except DeskError as mistake:
            app.complain(mistake)
            ask_idea(prompt, app, card, client, draft=text)

    about = card.title if card else client.short if client else ""
    prompt.ask(
        app.say("ask.idea"),
        answered,
        key=f"idea {card.id if card else client.id if client else ''}".strip(),
        draft=draft,
        understand=lambda text: idea_words(app.desk, app.say, text),
        like=app.say("ask.idea.like"),
        about=about,
    )


def idea_words(desk: Desk, say: Texts, text: str) -> Parts:
    """Whose it is, and on which card."""
    from aetui.desk.card.cards import card_by_number
    from aetui.desk.ideas import read_idea

    if not text.strip():
        return ()
    read = read_idea(desk, text)
    parts: list[Part] = [(f"@{read.who} ", "act")] if read.who else []
    if read.card:
        known = card_by_number(desk, read.card)
        said = f"· {read.card} {known.title}" if known else say("phone.card_unknown", number=read.card)
        parts.append((said, "act" if known else "soon"))
    return tuple(parts)
