"""The team over weeks and months (A4, A9): the course of the AE at hand as plots, below it everyone's numbers."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from aetui.commands import TEAM_FIGURES
from aetui.desk.core import Changed
from aetui.desk.month.figures_tables import team_tables
from aetui.desk.month.figures_team import TeamFigures, Trend, team_figures
from aetui.domain.records.refs import Ref
from aetui.locales.figures import period_words
from aetui.screens.month.figures import SLIM, Pane
from aetui.screens.month.figures_sections import sections_of, trend_drawn
from aetui.screens.month.turning import TurningScreen
from aetui.widgets.lines import LineList
from aetui.widgets.plots import load_plots
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet


class TeamFiguresScreen(TurningScreen):
    """One period; the plots are of the AE whose row the cursor stands on."""

    WHERE = TEAM_FIGURES
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("figures")]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (SLIM, "-usual")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._seen: TeamFigures | None = None
        self._loaded = False
        self.panes = {name: Pane(name) for name in ("week", "month")}
        self.plots = Horizontal(*self.panes.values(), id="courses")
        self.table = LineList(id="team")

    def middle(self) -> ComposeResult:
        yield self.plots
        yield self.table

    def on_mount(self) -> None:
        self._period = self._present()
        self.set_focus(self.table)
        self._look()
        self.run_worker(self._load(), name="plots")

    async def _load(self) -> None:
        await asyncio.to_thread(load_plots)
        self._loaded = True
        self._draw()

    def _show_period(self) -> None:
        self._look()

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._draw()

    # Showing

    def tick(self, now: datetime) -> None:
        self._show_head(now)

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        self._look()

    def language_changed(self) -> None:
        self._look()

    def fill(self) -> None:
        if self._seen is not None:
            self._show(self._seen)

    def _show_head(self, now: datetime) -> None:
        if self._period:
            title = (f"{self.say('figures.team')}   ", "ink bold")
            self.top.show((title, (period_words(self.say, self._period), "act bold")), (), self.time_of_day(now))

    def _look(self) -> None:
        self._seen = team_figures(self.desk, self.now(), self._period)
        self._show(self._seen)

    def _show(self, seen: TeamFigures) -> None:
        self._show_head(self.now())
        self.keys.show(*self.hints())
        self.plots.display = not seen.empty
        if seen.empty:
            self.table.show(Section("empty", (), (), self.say("figures.team.empty")))
            return
        apart = self.size.width < SLIM
        self.table.show(*sections_of(self.say, team_tables(self.say, seen, apart=apart)))
        self._draw()

    @property
    def _at_hand(self) -> Trend | None:
        """Whose row the cursor stands on; else the first of whom there are weeks."""
        people = self._seen.people if self._seen else []
        who = Ref.parse(self.table.ref).id
        named = next((one for one in people if one.who == who), None)
        return named or next((one for one in people if any(s.counted.weeks for s in one.weeks)), None)

    def _draw(self) -> None:
        trend = self._at_hand
        if self._loaded and trend is not None:
            for name, drawn in trend_drawn(self.say, trend).items():
                self.panes[name].show(drawn)
