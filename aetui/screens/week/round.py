"""A round from client to client, one large, with what there is to tell; and Monday's round of calls (C1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from aetui.commands import CALLS
from aetui.desk.week.days import call_of
from aetui.desk.week.rounds import Round, RoundKind, Stop, count_call, monday_of, talk, the_round
from aetui.domain.obligations import Obligation
from aetui.domain.records import Client
from aetui.domain.records.refs import Ref, ref_to
from aetui.screens.frame.asking import ask_how_or_why
from aetui.screens.frame.one_by_one import OneByOneScreen
from aetui.screens.week import round_sections as show
from aetui.widgets.lines import LineList
from aetui.widgets.theme import style_sheet

FREE = frozenset({"tab"})
"""Keys that mean something here, not in a list."""

ROOMY = 32
"""Below so many lines the client at hand is shown without air between its parts."""


class RoundScreen(OneByOneScreen):
    """The cursor in the list of clients is the client at hand: moving it skips. Done with one, it goes on to the next
    that is owed."""

    KIND: ClassVar[RoundKind] = "calls"
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("one_by_one"), style_sheet("round")]

    def __init__(self, client_id: str | None = None) -> None:
        """`client_id`: who is at hand first."""
        super().__init__()
        self._first = client_id
        self._seen: Round | None = None
        self._open = ""  # the client at hand, while something is owed there
        self._minute = -1
        self._left = False
        self.thing.can_focus = True

    def _opened(self) -> None:
        seen = self._seen
        if seen is not None and seen.stops:
            self.left.select(ref_to("stop", self._first or seen.stops[0].client.id))
        self._mind()

    # Who is at hand

    @property
    def stop(self) -> Stop | None:
        seen, key = self._seen, Ref.parse(self.left.ref).id
        return next((s for s in seen.stops if s.client.id == key), None) if seen else None

    @property
    def about(self) -> str:
        stop = self.stop
        return f"{self.KIND} {stop.client.id}" if stop else self.KIND

    def _owed(self) -> tuple[Stop, Obligation] | None:
        """Who is at hand, and the most pressing that is owed there; None (and said so) where nothing is."""
        stop = self.stop
        if stop is None:
            self.desk_app.tell(self.say(f"round.{self.KIND}.none"))
            return None
        if not stop.open:
            said = "round.unfixed" if stop.unsent else "round.nothing_open"
            self.desk_app.tell(self.say(said, client=stop.client.short))
            return None
        return stop, stop.open[0]

    def _mind(self) -> None:
        """Remember who is at hand, so that the cursor goes on when they are done with."""
        stop = self.stop
        self._open = stop.client.id if stop is not None and stop.left else ""

    def _go_on(self, before: Round | None) -> None:
        """Done with the client at hand: to the next that is owed, in the order that was seen."""
        seen = self._seen
        if seen is None or not self._open or self.app.screen is not self:
            return
        obligations = {s.client.id for s in seen.open}
        if self._open in obligations:
            return
        order = [s.client.id for s in before.stops] if before else []
        n = order.index(self._open) if self._open in order else -1
        following = next((key for key in (*order[n + 1 :], *order[: n + 1]) if key in obligations), None)
        if following is None and seen.open:
            following = seen.open[0].client.id
        if following is not None:
            self.left.select(ref_to("stop", following))
        self._mind()

    def _moved(self) -> None:
        if self._shown:
            if self.app.screen is self and not self.prompt.asking:
                self._mind()
            self._show_talk(self.now())

    # Doing

    def ask_of(self, which: str, obligation: Obligation, client: Client) -> None:
        """How it was done (`how`), or why it is let go (`why`)."""
        ask_how_or_why(self, which, obligation, client.short)

    def action_done(self) -> None:
        found = self._owed()
        if found is not None:
            self.ask_of("how", found[1], found[0].client)

    def action_waive(self) -> None:
        found = self._owed()
        if found is not None:
            self.ask_of("why", found[1], found[0].client)

    def action_call(self) -> None:
        stop = self.stop
        if stop is not None:
            self.go("call", client=stop.client.name, way="out")

    def action_show_record(self) -> None:
        stop = self.stop
        if stop is not None:
            self.open_ref(ref_to("clients", stop.client.id))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        ref = str(Ref.parse(event.ref).thing)
        if Ref.parse(ref).kind == "stop":
            self.open_stop()
        elif ref and Ref.parse(ref).kind != "known":
            self.open_ref(ref)

    def open_stop(self) -> None:
        """Enter on a client."""
        raise NotImplementedError

    def action_open(self) -> None:
        if isinstance(self.focused, LineList):
            self.focused.action_open()

    # Showing

    def tick(self, now: datetime) -> None:
        if not self._shown:
            return
        for lines in (self.thing, self.left, self.right):
            lines.tick(now.timestamp())
        self._show_head(now)
        minute = int(now.timestamp() // 60)
        if minute != self._minute:
            self._look()

    def on_screen_suspend(self) -> None:
        self._left = True

    def on_screen_resume(self) -> None:
        if self._shown and self._left:  # back from another screen
            self._left = False
            self._look()

    def fill(self) -> None:
        if self._shown:
            self._show_talk(self.now())

    def _look(self) -> None:
        """Read the round anew, and show it."""
        now, before = self.now(), self._seen
        self._minute = int(now.timestamp() // 60)
        self._seen = seen = the_round(self.desk, self.KIND, now)
        for lines in (self.thing, self.left, self.right):
            lines.tick(now.timestamp())
        self.left.show(show.left_section(self.desk, self.say, seen, now))
        self._go_on(before)
        self.keys.show(*self.hints())
        self._show_talk(now)
        self._show_head(now)

    def _show_talk(self, now: datetime) -> None:
        seen, stop = self._seen, self.stop
        if seen is None:
            return
        desk, say = self.desk, self.say
        stage = [show.stage_section(desk, say, seen, now)] if seen.stops and not seen.open else []
        if stop is None:
            self.thing.show(*stage)
            self.right.show()
            return
        since = monday_of(desk, now) if self.KIND == "reports" else None
        told = talk(desk, stop.client, now, since=since, obligations=seen.owed)
        close = self.size.height < ROOMY
        self.thing.show(*stage, *show.talk_sections(desk, say, self.KIND, stop, told, now, close=close))
        self.right.show(*show.inside_sections(desk, say, told, now))
        self._share_height(len(seen.stops))

    def _share_height(self, stops: int) -> None:
        """The client at hand gets what the list of clients leaves, and its share (`round.tcss`) where that list is long."""
        area = self.query_one("#sides").size.height
        share = area * (75 if self.has_class("-slim") else 65) // 100
        self.thing.styles.max_height = max(share, area - stops - 2) or None

    def _show_head(self, now: datetime) -> None:
        seen = self._seen
        if seen is None:
            return
        done, total = seen.share
        week = self.say("week.title", n=int(seen.period.rpartition("W")[2]))
        left = ((self.say(f"round.{self.KIND}"), "ink bold"), (f"   {week}", "dim"))
        said = ((f"{self.say(f'round.{self.KIND}.done')} ", "dim"), (f"{done}", "ink bold"), (f" / {total}", "dim"))
        self.top.show(left, (), (*said, *self.time_of_day(now)))
        self.bar.show(done / total if total else 1.0)


class CallRound(RoundScreen):
    """Monday's round of calls (C1). A call from here is the week's call, on whatever day it is made."""

    WHERE = CALLS
    KIND = "calls"

    def __init__(self, client_id: str | None = None) -> None:
        super().__init__(client_id)
        self._calling: tuple[Obligation, datetime] | None = None

    def action_call(self) -> None:
        stop = self.stop
        self._calling = (
            (stop.obligation, self.now()) if stop is not None and stop.obligation is not None and stop.owed else None
        )
        super().action_call()

    def on_screen_resume(self) -> None:
        calling, self._calling = self._calling, None
        if calling is not None:
            with self.minding():
                call = count_call(self.desk, *calling, self.now())
                client = self.desk.get(Client, call.client_id) if call else None
                if client is not None:
                    self.desk_app.tell(self.say("round.was_counted", client=client.short))

    def open_stop(self) -> None:
        """The client's page; where the call is made, what was said."""
        stop = self.stop
        if stop is not None:
            call = call_of(self.desk, stop.client, stop.obligation)
            self.open_ref(ref_to("calls", call.id) if call else ref_to("clients", stop.client.id))
