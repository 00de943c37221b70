"""Whom a call is with: clients as they are typed, calls that weren't hung up, a new client."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.desk.book.clients import matching
from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.phone import drafts
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Call, Client
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales import Texts
from aetui.locales.dates import when
from aetui.widgets.cells import Part, Parts
from aetui.widgets.rows import Row, Section, heading

RESUMABLE = 3
"""How many calls that weren't hung up are offered."""


class ClientChoice:
    """What may be chosen, and what is picked: `client:ID`, `resume:CALL`, `new:` or `unknown:`."""

    def __init__(self, desk: Desk, offered: str = "") -> None:
        """`offered`: the client that stands first while nothing is typed."""
        self._desk, self._offered = desk, offered
        self.picked = ""
        self._counted: tuple[list[Obligation], dict[str, tuple[int, int]]] = ([], {})

    def is_offered(self, typed: str) -> bool:
        """Whether the one that was offered is picked, and nothing was typed for another."""
        return bool(self._offered) and not typed.strip() and self.picked == ref_to("client", self._offered)

    def client(self) -> Client | None:
        """The client that is picked, whose memory is shown meanwhile."""
        kind, key = Ref.parse(self.picked).pair
        call = self._desk.get(Call, key) if kind == "resume" else None
        return self._desk.get(Client, call.client_id if call else key)

    def sections(self, say: Texts, typed: str, now: datetime, *, resume: bool) -> list[Section]:
        """The list for what is typed; what was picked stays so while it is there, else the first is.

        `resume`: calls that weren't hung up are offered too, first of all one that was cut off.
        """
        clients = matching(self._desk, typed)
        wanted = {c.id for c in clients} if typed.strip() else None
        if wanted is None:
            clients.sort(key=lambda c: c.id != self._offered)
        cut_off = drafts.interrupted_call(self._desk) if resume else None
        calls = drafts.unfinished_calls(self._desk, now) if resume else []
        if cut_off is not None:
            calls = [cut_off, *(c for c in calls if c.id != cut_off.id)]
        calls = [c for c in calls if wanted is None or c.client_id in wanted][:RESUMABLE]
        first = not typed.strip() or cut_off in calls
        new = typed.strip() if not any(typed.strip() in (c.name, c.short) for c in clients) else ""
        refs = [ref_to("client", c.id) for c in clients] + ([ref_to("new")] if new else [])
        refs += [ref_to("unknown")] if not typed.strip() else []
        going_on = [ref_to("resume", c.id) for c in calls]
        refs = going_on + refs if first else refs + going_on
        if self.picked not in refs:
            offered = ref_to("client", self._offered)
            first_of_all = wanted is None and cut_off is None and offered in refs
            self.picked = offered if first_of_all else refs[0] if refs else ""
        whom = self._whom(say, clients, new, now, unknown=not typed.strip())
        if not calls:
            return [whom]
        unfinished = Section("resume", heading(say("phone.unfinished")), [self._call(say, c, now) for c in calls])
        return [unfinished, whom] if first else [whom, unfinished]

    def _whom(self, say: Texts, clients: Sequence[Client], new: str, now: datetime, *, unknown: bool) -> Section:
        counts = self._counts(now)
        rows = [
            self._row(ref_to("client", c.id), _client_parts(say, c), _owed_parts(say, *counts.get(c.id, (0, 0))))
            for c in clients
        ]
        if new:
            rows.append(self._row(ref_to("new"), ((say("phone.new_client", name=new), "act"),)))
        if unknown:
            rows.append(self._row(ref_to("unknown"), ((say("phone.unknown"), "dim"),)))
        return Section("clients", heading(say("phone.whom")), rows, say("empty.clients"))

    def _call(self, say: Texts, call: Call, now: datetime) -> Row:
        desk, draft = self._desk, drafts.draft_of(self._desk, call.id)
        return self._row(
            ref_to("resume", call.id),
            (
                (say("phone.resume", time=when(say, desk.local(call.at), now)), "act"),
                (f" {client_name(desk, call.client_id) or say('phone.nobody')}", "ink bold"),
                (f"  {draft.text}" if draft else "", "dim"),
            ),
            ((say("phone.n_items", n=len(desk.book.items_of(call.id))), "dim"),),
        )

    def _row(self, ref: str, left: Sequence[Part], right: Parts = ()) -> Row:
        return Row(ref, (("▸ " if ref == self.picked else "  ", "act bold"), *left), right)

    def _counts(self, now: datetime) -> dict[str, tuple[int, int]]:
        """How much is owed to each client, and how much of it is late."""
        owed = self._desk.obligations(now)
        if owed == self._counted[0]:
            return self._counted[1]
        counts: dict[str, tuple[int, int]] = {}
        for obligation in owed:
            if obligation.client_id and obligation.state in OPEN:
                n, late = counts.get(obligation.client_id, (0, 0))
                counts[obligation.client_id] = (n + 1, late + (obligation.state == "overdue"))
        self._counted = owed, counts
        return counts


def _client_parts(say: Texts, client: Client) -> Parts:
    keys = " ".join(k for k in client.keys if len(k) <= 4)[:16]
    people = say("list.comma").join(c.name for c in client.contacts)
    return ((client.name, "ink bold"), (f"  {keys}", "faint"), (f"  {people}", "dim"))


def _owed_parts(say: Texts, obligation: int, late: int) -> Parts:
    if late:
        return ((say("head.late", n=late), "late"),)
    return ((say("head.owed", n=obligation), "dim"),) if obligation else ()
