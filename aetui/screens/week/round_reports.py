"""The round of weekly reports (C2): one client after another is read, sent, confirmed by phone."""

from __future__ import annotations

import asyncio

from aetui.commands import REPORTS
from aetui.desk.book.clients import write_client
from aetui.desk.fields import CLIENT, At, field_of, shown
from aetui.desk.papers import Subject, build, written
from aetui.desk.papers.sending import send_paper
from aetui.desk.week.rounds import Stop, confirm_report
from aetui.domain.lines import slot
from aetui.domain.obligations import Obligation
from aetui.domain.records import Client, Slot
from aetui.screens.paper.confirming import ask_confirmed
from aetui.screens.week.round import RoundScreen


class ReportRound(RoundScreen):
    """The week's reports."""

    WHERE = REPORTS
    KIND = "reports"

    def open_stop(self) -> None:
        self.action_preview()

    def action_preview(self) -> None:
        stop = self.stop
        if stop is not None:
            self.go("paper", ("weekly",), self._subject(stop))

    def _subject(self, stop: Stop) -> Subject:
        seen = self._seen
        return Subject(client=stop.client, period=seen.period if seen else None)

    def action_sent(self) -> None:
        stop = self.stop
        if stop is None:
            self.desk_app.tell(self.say("round.reports.none"))
        elif not stop.unsent:
            self.desk_app.tell(self.say("round.sent_already", client=stop.client.short))
        else:
            self.ask(
                "round.how",
                lambda how: self._send(stop, how),
                of=f"sent {stop.client.id}",
                default=self.say("ask.usual.week.report"),
                client=stop.client.short,
            )

    async def _send(self, stop: Stop, how: str) -> None:
        """Kept as it goes: it is written beside the event loop, where the templates take their time to load."""
        subject = self._subject(stop)
        made = build(self.desk, self.say, "weekly", subject, self.now())
        text = await asyncio.to_thread(written, self.desk, made, "md")
        paper = send_paper(self.desk, made, text.decode(), subject, self.now(), how=how)
        said = paper.sent.how or "–"
        self.desk_app.tell(self.say("round.was_sent", client=stop.client.short, how=said))
        ask_confirmed(self, stop.client)  # what is said on the phone at once is noted at once; Esc leaves it for later

    def action_confirmed(self) -> None:
        stop = self.stop
        if stop is None:
            self.desk_app.tell(self.say("round.reports.none"))
            return
        if not stop.to_confirm:
            with self.minding():
                confirm_report(self.desk, stop.confirm, self.now())
            return
        ask_confirmed(self, stop.client)

    def action_report_time(self) -> None:
        """When they get it each week (C2); said here where it isn't agreed yet, or agreed anew."""
        stop = self.stop
        if stop is None:
            self.desk_app.tell(self.say("round.reports.none"))
            return
        self.ask(
            "round.time",
            lambda text: self._agree(stop, slot.read(text)),
            of=f"time {stop.client.id}",
            edits=slot.write(stop.client.report, lang=self.say.lang),
            client=stop.client.short,
        )

    def _agree(self, stop: Stop, time: Slot | None) -> None:
        client = write_client(self.desk, stop.client.id, self.now(), report=time or "")
        when = shown(At(self.desk, self.say, client, self.now()), field_of(CLIENT, "report"))
        self.desk_app.tell(self.say("round.was_agreed" if when else "round.no_time", client=client.short, when=when))

    def ask_of(self, which: str, obligation: Obligation, client: Client) -> None:
        if which == "how" and self.stop is not None and obligation is self.stop.confirm:
            self.action_confirmed()  # the paper is confirmed with it
        else:
            super().ask_of(which, obligation, client)
