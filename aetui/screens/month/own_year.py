"""One's own year, for one's own eyes: the lines on the day's maxims, the quarters' checks and their course (A10's own part)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from aetui.commands import OWN_YEAR
from aetui.desk.core import Changed
from aetui.desk.files.given import path_typed
from aetui.desk.files.places import file_place
from aetui.desk.own.checks import LINES, checks, quarter_named, unmarked
from aetui.desk.own.maxims import maxims_of
from aetui.desk.own.part import give_part
from aetui.domain.clock.periods import quarter_of
from aetui.domain.records.own import OwnMaxim
from aetui.domain.records.refs import Ref
from aetui.screens.frame.maxim import ask_maxim
from aetui.screens.frame.page import PageScreen
from aetui.screens.frame.reading import Reading
from aetui.screens.month import own_sections as show
from aetui.widgets.bars import HeadLine
from aetui.widgets.cells import Parts
from aetui.widgets.plots import PlotView
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet


class OwnYearScreen(PageScreen):
    """A year; Enter on a quarter or a line of its check opens that, on a line of a day rewrites it. Below both sides the course as a
    plot, as soon as there is one."""

    WHERE = OWN_YEAR
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("page"), style_sheet("own")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012
    ARROWS_CROSS = False

    def __init__(self, year: int = 0) -> None:
        super().__init__()
        self._year = year
        self._maxims: tuple[int, list[OwnMaxim]] | None = None
        """As they were last read, and of which year."""
        self._reading = Reading[tuple[int, list[OwnMaxim]]](self, self._take_maxims, apart=False)
        self.course_head, self.plot = HeadLine(id="course-head"), PlotView(id="course")
        self.below = Vertical(self.course_head, self.plot, id="below")

    def middle(self) -> ComposeResult:
        with Horizontal(id="sides"):
            yield self.left
            yield self.right
        yield self.below

    @property
    def year(self) -> int:
        self._year = self._year or self.now().year
        return self._year

    @property
    def about(self) -> str:
        return f"own {self.year}"

    @property
    def maxims(self) -> list[OwnMaxim]:
        """The year's lines; they lie on days long past, and are read in a thread."""
        year = self.year
        if self._maxims is None or self._maxims[0] != year:
            if self._reading.name != str(year):
                self._read_maxims()
            return []
        return self._maxims[1]

    def _read_maxims(self) -> None:
        year = self.year
        self._reading.ask(str(year), lambda desk: (year, maxims_of(desk, year)))

    def _take_maxims(self, found: tuple[int, list[OwnMaxim]]) -> None:
        self._maxims = found
        self.fill()

    def desk_changed(self, changed: Changed) -> None:
        if any(edit.kind == "days" for edit in changed.edits):
            self._read_maxims()
        super().desk_changed(changed)

    # Showing

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:
        say = self.say
        quarter = quarter_of(now.date())
        n = len(LINES) - len(unmarked(checks(self.desk).get(quarter)))
        left: Parts = ((say("own.title"), "ink bold"), (f"   {self.year}", "act bold"))
        return left, ((say("own.head", n=n, maxims=len(self.maxims)), "dim"),)

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        desk, say, found = self.desk, self.say, checks(self.desk)
        quarters = show.quarters_of(self.year, now.date())
        left = (
            show.checks_section(desk, say, quarters, found),
            show.maxims_section(desk, say, self.maxims),
        )
        last = next((quarter for quarter in reversed(quarters) if quarter in found), quarters[-1] if quarters else "")
        drawing = show.course(found)
        self.below.display = drawing is not None
        self.course_head.show(show.course_head(desk, say))
        self.plot.show(drawing, say("own.course.none"))
        return left, (show.lines_section(say, last or str(self.year), found.get(last)),)

    # Keys

    def edit(self, ref: str) -> bool:
        kind, key = Ref.parse(ref).pair
        if kind == "own_check":
            self.go("own_check", key)
        elif kind == "own_line":
            quarters = [q for q in show.quarters_of(self.year, self.now().date()) if q in checks(self.desk)]
            self.go("own_check", quarters[-1] if quarters else "", line=key)
        elif kind == "own_maxim":
            ask_maxim(self, date.fromisoformat(key))
        else:
            return False
        return True

    def action_own_check(self) -> None:
        """This quarter's check, or of an earlier year its last."""
        quarters = show.quarters_of(self.year, self.now().date())
        self.go("own_check", quarters[-1] if quarters else quarter_named(self.desk, None, self.now()))

    def action_own_give(self) -> None:
        def take(text: str) -> None:
            file = path_typed(text)
            part = give_part(self.desk, self.year, file, self.now())
            counts = {"maxims": len(part.maxims), "checks": len(part.checks)}
            self.desk_app.tell(self.say("own.given", file=file, year=self.year, **counts))

        name = f"{self.desk.owner or 'own'}-{self.year}.json"
        self.ask("own_file", take, default=str(file_place(self.desk) / name))

    def action_period_before(self) -> None:
        self._turn(-1)

    def action_period_after(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        self._year = min(max(self.year + by, 1970), self.now().year)
        self.refresh_all()
