"""Punctuality and load as plots: in time by rule and by week, load by client, calls by hour (R3, R9)."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer

from aetui.commands import FIGURES
from aetui.desk.book.clients import resolve
from aetui.desk.core import Changed
from aetui.desk.month.figures import RECENT, Figures, Past, began, figures, look_at, look_back
from aetui.desk.week.team import leads_team
from aetui.domain.clock.periods import month_of, span
from aetui.domain.records import Client
from aetui.domain.records.refs import Ref
from aetui.locales.dates import clock
from aetui.locales.figures import period_words
from aetui.screens.month.figures_sections import PLOTS, Drawn, drawn, sum_line, table_sections
from aetui.screens.month.turning import TurningScreen
from aetui.widgets.bars import HeadLine
from aetui.widgets.cells import Part
from aetui.widgets.keyline import KeyHint
from aetui.widgets.lines import LineList
from aetui.widgets.plots import PlotView, load_plots
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet

SLIM, LOW = 100, 30
"""Below so many cells or lines one plot is shown at a time."""

WIDE, HIGH = 160, 40
"""From so many on the tables stand beside the plots."""

PAUSE = 0.5  # seconds after the last of some changes before everything is counted anew


class Pane(Vertical):
    """A plot under its title and what its signs mean."""

    def __init__(self, name: str) -> None:
        super().__init__(id=f"by-{name}")
        self.head, self.plot = HeadLine(), PlotView()

    def compose(self) -> ComposeResult:
        yield self.head
        yield self.plot

    def show(self, one: Drawn) -> None:
        self.head.show(((one.title, "ink bold"), *(one.legend if one.drawing else ())))
        self.plot.show(one.drawing, one.hint)


class FiguresScreen(TurningScreen):
    """The figures of one period. What lies within some weeks is counted and shown at once, then all of the period; another that one turns
    to is counted when it is. All of it beside the event loop: far back it takes a moment."""

    WHERE = FIGURES
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("figures")]

    def __init__(self) -> None:
        super().__init__()
        self._past: Past | None = None
        self._began: date | None = None
        self._seen: Figures | None = None
        self._client: Client | None = None
        self._view = PLOTS[0]
        self._drawn_all = asyncio.Event()
        self._counting = self._stale = self._shown = False
        self._pause: Timer | None = None
        self.sum, self.tabs = HeadLine(id="sum"), HeadLine(id="tabs")
        self.panes = {name: Pane(name) for name in PLOTS}
        self.plots = Container(*self.panes.values(), id="plots")
        self.table = LineList(id="table", classes="raised", free_keys=frozenset({"tab", "shift+tab"}))

    def middle(self) -> ComposeResult:
        yield self.tabs
        yield self.sum
        with Horizontal(id="sides"):
            yield self.plots
            yield self.table

    def on_mount(self) -> None:
        self._shown = True
        self._period = self._present()
        self.keys.show(*self.hints())
        self.call_after_refresh(self._count)  # the frame is painted first

    # Counting

    def _count(self) -> None:
        """Count anew, unless that is going on; then it is done once more."""
        self._stale = self._counting or not self.is_current
        if not self._stale:
            self._counting = True
            self.run_worker(self._look_back(), name="figures")

    async def _look_back(self) -> None:
        desk, now = self.desk, self.now()
        _ = desk.rulebook  # read here, not in two threads at once
        try:
            with self.minding():
                if self._past is None:
                    await asyncio.to_thread(load_plots)
                    self._take(await asyncio.to_thread(look_back, desk, now, since=now - RECENT))
                    await self._drawn_all.wait()
                self._take(await asyncio.to_thread(look_at, desk, now, self._period))
                self._stale |= not self.counted  # one turned to another meanwhile
                if self._began is None and not self._stale:
                    self._began = await asyncio.to_thread(began, desk) or date.max
                    self._stale |= not self.counted
        finally:
            self._counting = False
        if self._stale:
            self._count()

    def _take(self, past: Past) -> None:
        self._past = past
        self._show()

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        if self._shown:
            self._began = None
            if self._pause is not None:
                self._pause.stop()
            self._pause = self.set_timer(PAUSE, self._count)

    def on_screen_resume(self) -> None:
        if self._shown and self._stale:
            self._count()

    # Commands

    def _is_known(self, period: str) -> bool:
        return self._began is None or month_of(self._began) <= month_of(span(period)[1])

    def _show_period(self) -> None:
        self._show()
        if not self.counted:
            self._count()

    def action_figures_next(self) -> None:
        self._step(1)

    def action_figures_previous(self) -> None:
        self._step(-1)

    def _step(self, direction: int) -> None:
        views = (*PLOTS, "table") if self._slim else ("rule", "table")
        at = views.index(self._view) if self._view in views else 0
        self._view = views[(at + direction) % len(views)]
        self._lay_out()

    def action_figures_client(self) -> None:
        def take(text: str) -> None:
            self._client = resolve(self.desk, text) if text.strip() else None
            self._show()

        self.ask("figures.client", take)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        if Ref.parse(event.ref).kind == "clients":
            self.open_ref(event.ref)

    # Showing

    @property
    def _slim(self) -> bool:
        return self.size.width < SLIM or self.size.height < LOW

    @property
    def _wide(self) -> bool:
        return self.size.width >= WIDE and self.size.height >= HIGH

    def fill(self) -> None:
        if self._shown:
            self._lay_out()
            self._show()

    def tick(self, now: datetime) -> None:
        if self._shown:
            self._show_head(now)

    def language_changed(self) -> None:
        if self._shown:
            self.keys.show(*self.hints())
            self._lay_out()
            self._show()

    def hints(self) -> tuple[list[KeyHint], tuple[KeyHint, ...]]:
        """Where everything is seen at once, there is no other plot to turn to; the team is whose leads one."""
        hints, last = super().hints()
        without = {"screen.figures_next"} if self._wide else set()
        if not leads_team(self.desk):
            without.add("screen.team_figures")
        return [h for h in hints if h.action not in without], last

    def _lay_out(self) -> None:
        """Which plots stand there, and whether the tables do."""
        slim, wide = self._slim, self._wide
        self.keys.show(*self.hints())
        empty = self._seen is not None and self._seen.empty and self.counted
        self.set_class(slim, "-slim")
        self.table.display = wide or empty or self._view == "table"
        self.plots.display = not empty and (wide or self._view != "table")
        for name, pane in self.panes.items():
            pane.display = not slim or name == self._view
        self.tabs.display = not wide and not empty
        if self.table.display and not self.prompt.asking:
            self.table.focus()
        self._show_tabs()

    def _show_tabs(self) -> None:
        say = self.say
        if self._slim:
            names = [(name, say(f"figures.tab.{name}")) for name in PLOTS]
            here = self._view
        else:
            names = [("plots", say("figures.tab.plots"))]
            here = "table" if self._view == "table" else "plots"
        names.append(("table", say("figures.tab.table")))
        self.tabs.show([(f"{text}   ", "act bold" if name == here else "dim") for name, text in names])

    @property
    def counted(self) -> bool:
        """Whether all of the period is known, not only what is recent."""
        return self._past is not None and self._past.tells(self._period)

    @property
    def drawing(self) -> bool:
        """Whether plots are still to come."""
        return not self._drawn_all.is_set()

    def _show_head(self, now: datetime) -> None:
        say = self.say
        left: list[Part] = [(f"{say('figures.title')}   ", "ink bold"), (period_words(say, self._period), "act bold")]
        if self._client is not None:
            left.append((f"   {say('figures.only', client=self._client.short)}", "act"))
        right: list[Part] = []
        if not self.counted:
            right.append((f"{say('figures.reading' if self._past else 'figures.counting')}", "soon"))
        elif self._past is not None and clock(self.desk.local(self._past.now)) != clock(now):
            right.append((f"{say('figures.as_of', time=clock(self.desk.local(self._past.now)))}", "dim"))
        self.top.show(left, right, self.time_of_day(now))

    def _show(self) -> None:
        self._show_head(self.now())
        if self._past is None:
            self._wait()
            return
        was_empty = self._seen is not None and self._seen.empty
        seen = figures(self.desk, self.now(), self._period, client=self._client, past=self._past)
        self._seen = seen
        if (seen.empty and self.counted) or was_empty:
            self._lay_out()
        if not seen.known:
            self._wait()
            self._drawn_all.set()
            return
        self.sum.show(sum_line(self.say, seen))
        if seen.empty and self.counted:
            self.table.show(Section("empty", (), (), self.say("figures.empty")))
            self._drawn_all.set()
            return
        self._drawn_all.clear()
        self._draw(seen, drawn(self.desk, self.say, seen), list(PLOTS))

    def _draw(self, seen: Figures, plots: dict[str, Drawn], names: list[str]) -> None:
        """One plot a picture, so that keys typed meanwhile are heard; then the tables."""
        if seen is not self._seen or not self.is_attached:
            return  # another period is drawn by now
        if names:
            self.panes[names[0]].show(plots[names[0]])
            self.call_after_refresh(self._draw, seen, plots, names[1:])
        else:
            self.table.show(*table_sections(self.desk, self.say, seen))
            self._drawn_all.set()

    def _wait(self) -> None:
        """Nothing is known of the period yet."""
        self.sum.show(((self.say("figures.counting"), "dim"),))
        for name, pane in self.panes.items():
            pane.show(Drawn(self.say(f"figures.by_{name}"), (), None, ""))
        self.table.show()
