"""A week in one look: its days with what falls on them, and each client's Monday call and report (C1, C2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from aetui.commands import WEEK
from aetui.desk.core import Changed
from aetui.desk.day.todos import drop_todo
from aetui.desk.obligations import record_of
from aetui.desk.week.days import Week, is_old, named, week
from aetui.domain.clock.periods import after, before, week_of
from aetui.domain.errors import BadInput
from aetui.domain.obligations import Obligation
from aetui.domain.records import KIND_OF, Client
from aetui.domain.records.refs import Ref, ref_to
from aetui.domain.week import ClientWeek, WeekEntry
from aetui.screens.frame.asking import ask_how_or_why, ask_met, ask_waive
from aetui.screens.frame.page import NARROW, PageScreen
from aetui.screens.frame.reading import Reading
from aetui.screens.record.detail_lines import sections_for
from aetui.screens.week import sections as show
from aetui.widgets.cells import Parts
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet

COLUMNS = 150
"""From so many cells on each day is a column of its own."""

FREE = frozenset({"tab", "shift+tab"})
"""Keys that mean something here, not in a list."""


class WeekScreen(PageScreen):
    """One week; `period`: `2026-W48`, else this one. ←/→ turns to the others. One that lies further back than the desk's
    book reaches is read in a thread, once, and again when something changed."""

    WHERE = WEEK
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("page"), style_sheet("week")]

    def __init__(self, period: str | None = None) -> None:
        super().__init__()
        self._period = period
        self._seen: Week | None = None
        self._placed = False  # the cursor has come to today
        self._beside = ""  # what is shown below the clients
        self._stale = False  # something changed since an old week was read
        self._reading = Reading[Week](self, self._take)
        self.left = LineList(id="left", free_keys=FREE)
        self.right = LineList(id="right", classes="raised", free_keys=FREE)
        self.columns = [LineList(id=f"day{n}", classes="day", free_keys=FREE) for n in range(7)]

    def compose(self) -> ComposeResult:
        yield self.top
        with Horizontal(id="sides"):
            yield self.left
            yield from self.columns
            yield self.right
        yield self.prompt
        yield self.keys

    # What is under the cursor

    @property
    def entry(self) -> WeekEntry | None:
        """The thing of a day under the cursor."""
        seen, ref = self._seen, self.ref
        return next((e for e in seen.entries if e.ref == ref), None) if seen and ref else None

    @property
    def row(self) -> ClientWeek | None:
        """The client under the cursor, in the list of clients."""
        seen, ref = self._seen, self.ref
        return next((r for r in seen.clients if ref_to("clients", r.client.id) == ref), None) if seen else None

    def _client(self) -> Client | None:
        row, entry = self.row, self.entry
        return row.client if row else self.desk.get(Client, entry.client_id if entry else None)

    # Weeks

    def action_period_before(self) -> None:
        self._turn(-1)

    def action_period_after(self) -> None:
        self._turn(1)

    def _turn(self, direction: int) -> None:
        with self.minding():
            here = named(self.desk, self._period, self.now())
            self._go(before(here) if direction < 0 else after(here))

    def action_this_week(self) -> None:
        self._go(None)

    def _go(self, period: str | None) -> None:
        """To that week. Raises BadInput for one that is too far away, and stays."""
        name, now = named(self.desk, period, self.now()), self.now()
        self._period = None if name == week_of(self.desk.local(now).date()) else name
        self._seen, self._placed, self._beside = None, False, ""
        self._show()

    # Doing

    def edit(self, ref: str) -> bool:
        entry = self.entry
        if ref == show.CALLS_REF:
            self.action_round_calls()
        elif entry is not None and entry.kind == "duty" and self._to_come(entry.obligation):
            self._open_what_it_is_of(entry)
        else:
            return False
        return True

    def action_open(self) -> None:
        self.action_edit()

    def _open_what_it_is_of(self, entry: WeekEntry) -> None:
        """A duty that isn't there yet: its record, else its client."""
        obligation = entry.obligation
        record = record_of(self.desk, obligation) if obligation else None
        if record is not None:
            self.open_ref(ref_to(KIND_OF[type(record)], record.id))
        elif entry.client_id:
            self.open_ref(ref_to("clients", entry.client_id))
        else:
            self.desk_app.tell(self.say("week.then", what=show.name_of(self.desk, self.say, entry)))

    def _to_come(self, obligation: Obligation | None) -> bool:
        return obligation is not None and self._seen is not None and obligation.id in self._seen.to_come

    def finish(self, ref: str) -> bool:
        entry, row = self.entry, self.row
        if row is not None:
            self._ask_of(row, "how")
        elif ref == show.CALLS_REF:
            self.action_round_calls()
        elif entry is not None and self._to_come(entry.obligation):
            self.desk_app.tell(self.say("week.not_yet"))
        elif entry is not None and entry.obligation is not None:
            ask_met(self, self.prompt, entry.obligation)
        else:
            return super().finish(ref)
        return True

    def action_waive(self) -> None:
        entry, row = self.entry, self.row
        if row is not None:
            self._ask_of(row, "why")
        elif entry is not None and self._to_come(entry.obligation):
            self.desk_app.tell(self.say("week.not_yet"))
        elif entry is not None and entry.obligation is not None:
            ask_waive(self, self.prompt, entry.obligation)
        elif entry is not None and entry.kind == "todo":
            key = Ref.parse(entry.ref).id
            self.ask("why", lambda why: drop_todo(self.desk, key, why, self.now()), of=f"drop {key}")
        else:
            self.desk_app.tell(self.say("detail.nothing_to_meet"))

    def _ask_of(self, row: ClientWeek, which: str) -> None:
        """How the client's most pressing call, report or confirmation was done, or why it is let go."""
        obligation = next(iter(row.open), None)
        if obligation is None:
            said = "round.unfixed" if row.unfixed and row.noted is None else "week.nothing_open"
            self.desk_app.tell(self.say(said, client=row.client.short))
            return
        if self._to_come(obligation):
            self.desk_app.tell(self.say("week.not_yet"))
            return
        ask_how_or_why(self, which, obligation, row.client.short)

    def action_call(self) -> None:
        client = self._client()
        self.call_with(ref_to("clients", client.id) if client else "")

    def action_round_calls(self) -> None:
        self.go("call_round")

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if event.lines in self.columns and self._shown:
            self._show_beside(event.ref, self.now())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if event.widget in self.columns and self._shown:
            self._show_beside(self.ref, self.now())

    # Moving: the days and the clients are one to the keys

    def on_key(self, event: events.Key) -> None:
        event.prevent_default()  # ← and → turn the week here

    def _across(self, here: LineList, direction: int) -> None:
        lists = self._lists()
        beyond = lists[lists.index(here) + 1 :] if direction > 0 else lists[: lists.index(here)][::-1]
        other = next((lines for lines in beyond if lines.refs), None)
        if other is not None:
            other.enter_from(direction)

    # Showing

    def head(self, now: datetime) -> tuple[Parts, Parts]:
        if self._seen is not None:
            return show.head(self.desk, self.say, self._seen)
        return (show.week_words(self.say, self._period, now, "past") if self._period else ()), ()

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        seen = self._look(now)
        if seen is None:
            return (Section("reading", (), (), self.say("week.reading")),), ()
        days = show.day_sections(self.desk, self.say, seen) if self.left.display else []
        return days, (show.clients_section(self.desk, self.say, seen),)

    def _look(self, now: datetime) -> Week | None:
        """The week reckoned anew, or an old one as it was read; None while it is being read for the first time."""
        name = named(self.desk, self._period, now)
        if not is_old(self.desk, name, now):
            self._reading.drop()
            self._seen = week(self.desk, now, name, lang=self.say.lang)
            return self._seen
        self._period = name
        seen = self._seen if self._seen is not None and self._seen.period == name else None
        if self._stale or (seen is None and self._reading.name != name):
            self._stale, lang = False, self.say.lang
            self._reading.ask(name, lambda desk: week(desk, now, name, lang=lang))
        self._seen = seen
        return seen

    def _take(self, seen: Week) -> None:
        self._seen = seen
        self._show()

    def desk_changed(self, changed: Changed) -> None:
        self._stale = True
        super().desk_changed(changed)

    def language_changed(self) -> None:
        self._stale = True
        super().language_changed()

    def _show(self) -> None:
        now = self.now()
        cells = self.size.width
        wide, columned = cells >= NARROW, cells >= COLUMNS
        for lines, there in ((self.left, not columned), (self.right, wide), *((c, columned) for c in self.columns)):
            if lines.display and not there and lines.has_focus:
                self._placed = False
            lines.display = there
        try:
            days, clients = self.sides(now, cells * 11 // 20 if wide else cells)
        except BadInput as mistake:  # a day that was asked for is too far away
            self.desk_app.complain(mistake)
            self._period = None
            days, clients = self.sides(now, cells)
        self.set_class(columned, "-columned")
        if columned:
            self._show_columns(days)
            self._show_beside(self.ref, now)
        else:
            self.left.show(*days, *(() if wide else clients))
            self.right.show(*clients)
        self._show_head(now)
        if not self._placed and self._seen is not None:
            self._placed = True
            self._to_today()

    def _show_columns(self, waiting: Sequence[Section]) -> None:
        seen = self._seen
        if seen is None:
            for n, lines in enumerate(self.columns):
                lines.show(*([] if n else waiting))
                lines.remove_class("-free", "-today")
            self.right.show()
            return
        for n, lines in enumerate(self.columns):
            lines.show(*show.day_column(self.desk, self.say, seen, n))
            lines.set_class(not seen.days[n].working and not seen.days[n].entries, "-free")
            lines.set_class(seen.days[n].day == seen.now.date(), "-today")

    def _show_beside(self, ref: str, now: datetime) -> None:
        """Where there is room, what the cursor stands on is shown below the clients."""
        seen = self._seen
        if seen is None:
            return
        if self.focused in self.columns:
            self._beside = ref
        detail = []
        key = Ref.parse(self._beside).id
        if self._beside and self._beside != show.CALLS_REF and key not in seen.to_come:
            detail = sections_for(self.desk, self.say, self._beside, now)
        self.right.show(show.clients_section(self.desk, self.say, seen), *detail)
        self.right.tick(now.timestamp())

    def _to_today(self) -> None:
        """The cursor to today's first thing, in another week to the first."""
        seen = self._seen
        if seen is None:
            return
        n = next((n for n, day in enumerate(seen.days) if day.day == seen.now.date()), 0)
        if self.left.display:
            self.set_focus(self.left)
            rows = show.day_sections(self.desk, self.say, seen)
            wanted = next((s.rows[0].ref for s in rows if s.id >= f"day{n}" and s.id.startswith("day") and s.rows), "")
            self.left.select(wanted)
            return
        order = [*self.columns[n:], self.right]
        self.set_focus(next((lines for lines in order if lines.refs), self.right))
