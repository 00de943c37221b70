"""The client: what is owed, cards, meetings and calls at the left, what the book says at the right (R1, D3)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from aetui.commands import CLIENT
from aetui.desk.book.clients import with_keys, write_client, write_contact
from aetui.desk.book.notes import drop_note, edit_note, unchanged
from aetui.desk.fields import CLIENT as FIELDS
from aetui.desk.fields import At, field_of
from aetui.desk.find.names import keys_of, short_name
from aetui.desk.papers import Subject
from aetui.desk.typed.records import note_card
from aetui.domain.errors import BadInput
from aetui.domain.lines import contact as contact_line
from aetui.domain.lines import note as note_line
from aetui.domain.papers import papers_about
from aetui.domain.records import About, Client
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales.errors import sentence
from aetui.screens.frame import understood as entries
from aetui.screens.frame.form import change_field
from aetui.screens.frame.page import PageScreen
from aetui.screens.phone.keeping_notes import ask_note, keep_note, note_words
from aetui.screens.phone.memory import waiting_sections
from aetui.screens.phone.put_right import put_right, take_away
from aetui.screens.record import client_sections as show
from aetui.widgets.cells import Parts
from aetui.widgets.rows import Section


class ClientScreen(PageScreen):
    """One client of the book. Enter changes what the cursor stands on."""

    WHERE = CLIENT

    def __init__(self, client_id: str) -> None:
        super().__init__()
        self._record_id = client_id
        self._owed = 0  # open duties, reckoned with the sections

    @property
    def about(self) -> str:
        return self._record_id

    @property
    def client(self) -> Client | None:
        return self.desk.get(Client, self._record_id)

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:  # noqa: ARG002
        client = self.client
        if client is None:
            return None
        n = self._owed
        left: Parts = ((client.name, "ink bold"), (f"   {client.short}" if client.short != client.name else "", "dim"))
        return left, ((self.say("head.owed", n=n), "ink" if n else "dim"),)

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        client, desk, say = self.client, self.desk, self.say
        if client is None:
            return (), ()
        obligations = show.obligations_section(desk, say, client, now)
        self._owed = show.owed(obligations)
        return (
            (
                obligations,
                *waiting_sections(desk, say, client, now),
                show.cards_section(desk, say, client, now),
                show.meetings_section(desk, say, client, now),
                show.calls_section(desk, say, client, now),
            ),
            (
                show.book_section(desk, say, client, now),
                show.notes_section(desk, say, client, now),
                show.contacts_section(say, client),
                show.money_section(desk, say, client, now),
            ),
        )

    def page_refs(self) -> list[str]:
        return [ref_to("clients", self._record_id)]

    # Changing

    def edit(self, ref: str) -> bool:
        client = self.client
        kind, key = Ref.parse(ref).pair
        if client is None:
            return False
        if kind == "field":
            at = At(self.desk, self.say, client, self.now())
            change_field(self, at, field_of(FIELDS, key), lambda said: self._write(client, key, said))
        elif kind == "contact":
            found = next((c for c in client.contacts if c.name == key), None)
            self.ask(
                "contact",
                lambda text: self._write_contact(client, key, text),
                of=f"{client.id} {key}",
                edits=contact_line.write(found) if found else None,
                understand=self._contact_words,
            )
        elif kind == "about":
            ask_note(self, client, cast("About", key))
        elif kind == "note":
            note = next((one for one in client.notes if one.id == key), None)
            if note is None:
                return False
            self.ask(
                "note",
                lambda text: edit_note(self.desk, client.id, key, text, self.now()),
                of=key,
                edits=note_line.write(note, lang=self.say.lang),
                understand=lambda text: note_words(self, text),
            )
        else:
            return False
        return True

    def finish(self, ref: str) -> bool:
        """`x` on one of the three: it was gone over, and is as it was (R1)."""
        client = self.client
        kind, key = Ref.parse(ref).pair
        note = next((one for one in client.notes if one.id == key), None) if client and kind == "note" else None
        about = note.about if note else cast("About", key) if kind == "about" else None
        if client is None or about is None:
            return super().finish(ref)
        with self.minding():
            unchanged(self.desk, client.id, self.now(), abouts=[about])
            self.desk_app.tell(self.say("note.unchanged", about=self.say(f"note.{about}")))
        return True

    def _write(self, client: Client, field: str, said: Any) -> object:
        if field in ("name", "short"):
            return self._rename(client, field, said)
        return write_client(self.desk, client.id, self.now(), **{field: said})

    def _contact_words(self, text: str) -> Parts:
        """What the line is understood to say: title, telephone and e-mail."""
        if not text.strip():
            return ()
        try:
            read = contact_line.read(text)
        except BadInput as mistake:
            return ((sentence(self.say, mistake), "soon"),)
        return ((" · ".join(t for t in (read.name, read.title, read.phone, read.email) if t), "act"),)

    async def _rename(self, client: Client, field: str, said: Any) -> None:
        """What the new name sounds like is reckoned beside the event loop: it takes a third of a second."""
        name = said if field == "name" else client.name
        short = said if field == "short" else client.short
        keys = await asyncio.to_thread(keys_of, name, short or short_name(name))
        write_client(self.desk, client.id, self.now(), keys=keys, **{field: said})

    def _write_contact(self, client: Client, name: str | None, text: str) -> object:
        contact = contact_line.read(text) if text.strip() else None
        if contact is None and name is None:
            return None
        return self._put_contact(client, name, text)

    async def _put_contact(self, client: Client, name: str | None, text: str) -> None:
        contact = await asyncio.to_thread(with_keys, contact_line.read(text)) if text.strip() else None
        write_contact(self.desk, client.id, name, contact, self.now())

    # Keys

    def action_contact_add(self) -> None:
        if client := self.client:
            self.ask("contact", lambda text: self._write_contact(client, None, text), understand=self._contact_words)

    def action_remove(self) -> None:
        client = self.client
        kind, key = Ref.parse(self.ref).pair
        if take_away(self, self.prompt, self.ref):
            return
        if client is not None and kind == "note":
            with self.minding():
                gone = drop_note(self.desk, client.id, key, self.now())
                self.desk_app.tell(self.say("note.dropped", text=gone.text))
            return
        if client is None or kind != "contact":
            self.desk_app.tell(self.say("card.nothing_to_remove"))
            return
        with self.minding():
            write_contact(self.desk, client.id, key, None, self.now())
            self.desk_app.tell(self.say("card.removed"))

    def action_note(self) -> None:
        """`i` on a line of a call: it goes into the notes; elsewhere a line is asked for."""
        if keep_note(self, self.ref):
            return
        if client := self.client:
            kind, key = Ref.parse(self.ref).pair
            ask_note(self, client, cast("About", key) if kind == "about" else None)

    def action_correct(self) -> None:
        """`e` on a call: it is put right, by the keys of the call."""
        if not put_right(self, self.ref):
            self.desk_app.tell(self.say("detail.nothing_to_write"))

    def action_client_card(self) -> None:
        """A card for this client: its title and delivery in one line."""
        if client := self.client:
            self.ask(
                "client_card",
                lambda text: self._open_card(client, text),
                understand=lambda text: entries.card_words(self, text, client=client),
            )

    def _open_card(self, client: Client, text: str) -> None:
        if text.strip():
            self.open_made(note_card(self.desk, text, self.now(), client=client))

    def action_papers(self) -> None:
        if client := self.client:
            self.go("paper", papers_about("client"), Subject(client=client))

    def action_call(self) -> None:
        self.call_with(ref_to("clients", self._record_id))
