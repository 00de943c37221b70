"""The client: what is owed, cards, meetings and calls at the left, what the book says at the right (R1, D3)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

from aetui.commands import CLIENT
from aetui.desk.clients import with_keys, write_client, write_contact
from aetui.desk.names import keys_of, short_name
from aetui.desk.papers import Subject
from aetui.domain.contacts import read_contact
from aetui.domain.plainwords import parse_slot
from aetui.domain.records import Client
from aetui.screens import client_sections as show
from aetui.screens import entries
from aetui.screens.page import PageScreen
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
        duties = show.duties_section(desk, say, client, now)
        self._owed = show.owed(duties)
        return (
            (
                duties,
                show.cards_section(desk, say, client, now),
                show.meetings_section(desk, say, client, now),
                show.calls_section(desk, say, client, now),
            ),
            (
                show.book_section(say, client),
                show.contacts_section(say, client),
                show.money_section(desk, say, client, now),
            ),
        )

    # Changing

    def edit(self, ref: str) -> bool:
        client = self.client
        kind, _, key = ref.partition(":")
        if client is None:
            return False
        if kind == "field" and key == "active":
            with self.minding():
                write_client(self.desk, client.id, self.now(), active=not client.active)
        elif kind == "field":
            value = show.field_values(self.say, client)[key]
            self.ask(
                "field",
                lambda text: self._take(client, key, text),
                of=f"{client.id} {key}",
                default=value,
                label=self.say(f"client.field.{key}"),
            )
        elif kind == "contact":
            line = next((row for row in show.contacts_section(self.say, client).rows if row.ref == ref), None)
            said = str(line.left[0][0]) if line and isinstance(line.left[0], tuple) else ""
            self.ask(
                "contact", lambda text: self._write_contact(client, key, text), of=f"{client.id} {key}", default=said
            )
        else:
            return False
        return True

    def _take(self, client: Client, field: str, text: str) -> object:
        said, now = text.strip(), self.now()
        if field == "report":
            slot = parse_slot(said) if said else None
            write_client(self.desk, client.id, now, report=slot, no_report=not said)
        elif field == "team":
            write_client(
                self.desk, client.id, now, team=said.replace("、", " ").replace("，", " ").replace(",", " ").split()
            )
        elif field in ("name", "short"):
            return self._rename(client, field, said)
        elif field == "products":
            write_client(self.desk, client.id, now, products=said)
        else:
            write_client(self.desk, client.id, now, market=said)
        return None

    async def _rename(self, client: Client, field: str, said: str) -> None:
        """What the new name sounds like is reckoned beside the event loop: it takes a third of a second."""
        name = said if field == "name" else client.name
        short = said if field == "short" else client.short
        keys = await asyncio.to_thread(keys_of, name, short or short_name(name))
        write_client(
            self.desk,
            client.id,
            self.now(),
            name=name if field == "name" else None,
            short=short if field == "short" else None,
            keys=keys,
        )

    def _write_contact(self, client: Client, name: str | None, text: str) -> object:
        contact = read_contact(text) if text.strip() else None
        if contact is None and name is None:
            return None
        return self._put_contact(client, name, text)

    async def _put_contact(self, client: Client, name: str | None, text: str) -> None:
        contact = await asyncio.to_thread(with_keys, read_contact(text)) if text.strip() else None
        write_contact(self.desk, client.id, name, contact, self.now())

    # Keys

    def action_contact_add(self) -> None:
        if client := self.client:
            self.ask("contact", lambda text: self._write_contact(client, None, text))

    def action_remove(self) -> None:
        client = self.client
        kind, _, key = self.ref.partition(":")
        if client is None or kind != "contact":
            self.desk_app.tell(self.say("card.nothing_to_remove"))
            return
        with self.minding():
            write_contact(self.desk, client.id, key, None, self.now())
            self.desk_app.tell(self.say("card.removed"))

    def action_client_card(self) -> None:
        """A card for this client: its title and delivery in one line."""
        if client := self.client:
            self.ask(
                "client_card",
                lambda text: entries.card(self.desk, f"{client.name} {text}", self.now()) if text.strip() else None,
            )

    def action_papers(self) -> None:
        from aetui.screens.paper import PaperScreen

        if client := self.client:
            self.app.push_screen(PaperScreen(("weekly", "monthly"), Subject(client=client)))

    def action_call(self) -> None:
        from aetui.screens.call import CallScreen

        client = self.client
        self.app.push_screen(CallScreen(client=client.name if client else None, way="out"))
