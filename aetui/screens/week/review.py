"""周五: the team's week in figures, the AEs' files taken in, next week planned, the summary written and handed up (A3).
On an AE's desk the same screen shows the own week, and writes it to a file for the AM."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from aetui.commands import WEEK_REVIEW
from aetui.desk.check.lessons import note_became, write_lesson
from aetui.desk.check.summaries import hand_week, leader, summaries
from aetui.desk.core import Changed
from aetui.desk.files.given import path_typed
from aetui.desk.files.places import file_place, keep_place
from aetui.desk.papers import Subject
from aetui.desk.waiting import owner_of
from aetui.desk.week.closing import close_week, draft_key, write_words
from aetui.desk.week.team import Team, leads_ams, leads_team, week_of_team, words_of
from aetui.desk.week.team_plan import add_plan, understand
from aetui.desk.week.team_week import is_old
from aetui.domain.clock.periods import after, before, span, week_of
from aetui.domain.errors import DeskError
from aetui.domain.records.refs import Ref
from aetui.locales.dates import day_line, days_short
from aetui.locales.errors import sentence
from aetui.screens.frame.asking import gated
from aetui.screens.frame.questions import AskingScreen
from aetui.screens.frame.reading import Reading
from aetui.screens.frame.taking_in import ask_clients, take_in
from aetui.screens.week import review_sections as show
from aetui.screens.week.quality_sections import papers_sections, quality_sections
from aetui.widgets.bars import HeadLine
from aetui.widgets.cells import Part, Parts
from aetui.widgets.keyline import KeyHint
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet

NARROW = 100
"""Below so many cells both sides stand in one list."""
FREE = frozenset({"tab"})
_AM_ONLY = frozenset({"take_weeks", "week_words", "close_week", "team_figures"})


class WeekReviewScreen(AskingScreen):
    """One week, this one where none is named; ←/→ turns to others. What is shown is reckoned anew from the records at
    each change; a week that lies further back than the desk's book reaches is read in a thread."""

    WHERE = WEEK_REVIEW
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("week_review")]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (NARROW, "-usual")]  # noqa: RUF012

    def __init__(self, period: str | None = None) -> None:
        super().__init__()
        self._period = period or ""
        self._seen: Team | None = None
        self._minute = -1
        self._shown = False
        self._reading = Reading[Team](self, self._take_seen)
        self.state = HeadLine(id="state")
        self.left = LineList(id="left", free_keys=FREE)
        self.right = LineList(id="right", classes="raised", free_keys=FREE)

    def middle(self) -> ComposeResult:
        yield self.state
        with Horizontal(id="sides"):
            yield self.left
            yield self.right

    def on_mount(self) -> None:
        self._shown = True
        self._period = self._period or week_of(self.now().date())
        self.set_focus(self.left)
        self._look()

    @property
    def about(self) -> str:
        return self._period

    # Weeks

    def action_period_before(self) -> None:
        self._turn(before(self._period))

    def action_period_after(self) -> None:
        if self._period < week_of(self.now().date()):
            self._turn(after(self._period))

    def _turn(self, period: str) -> None:
        self._period, self._seen = period, None
        self._look()

    # The AEs' weeks

    def action_take_weeks(self) -> None:
        self.ask("week.take", self._take, default=str(file_place(self.desk)))

    def _take(self, text: str) -> Coroutine[object, object, object] | None:
        return self._take_in(path_typed(text)) if text.strip() else None

    async def _take_in(self, path: Path) -> None:
        await take_in(self, path)
        ask_clients(self)

    def action_write_file(self) -> None:
        """What we hand in, to their desk in the office, else as a file: an AE's week for the AM, an AM's summary for the AD."""
        to = leader(self.desk, self.now())
        if to is not None:
            with self.minding():
                week, _ = hand_week(self.desk, self._period, None, self.now())
                told = "summary.gone" if leads_team(self.desk) else "team.gone"
                self.desk_app.tell(self.say(told, week=week, who=to.name))
            return
        name = f"{self.desk.owner or 'week'}-{self._period}.json"
        self.ask(
            "summary.file" if leads_team(self.desk) else "week.file",
            self._send,
            default=str(file_place(self.desk) / name),
        )

    def _send(self, text: str) -> None:
        if text.strip():
            file = path_typed(text)
            week, _ = hand_week(self.desk, self._period, file, self.now())
            keep_place(self.desk, file.parent)
            told = "summary.sent" if leads_team(self.desk) else "team.sent"
            self.desk_app.tell(self.say(told, week=week, file=file))

    # Next week

    def action_plan_add(self) -> None:
        def take(text: str) -> None:
            add_plan(self.desk, text, self._period, self.now())

        self.ask("week.plan", take, again=True, understand=self._understood)

    def _understood(self, text: str) -> Parts:
        """What the line means: the client, whose it is, and the day."""
        if not text.strip():
            return ()
        try:
            entry = understand(self.desk, text, self._period, self.now())
        except DeskError as mistake:
            return ((sentence(self.say, mistake), "soon"),)
        client = self.desk.book.clients.get(entry.client_id or "")
        parts: list[Part] = [(f"{client.short} ", "act")] if client else []
        parts += [(f"{owner_of(self.desk, self.say, entry.owner, entry.client_id)} ", "act")] if entry.owner else []
        return (*parts, (f"· {day_line(self.say, entry.day)}", "act"))

    # What each is to learn

    def _ask_lesson(self, person: str) -> None:
        period = self._period

        def take(text: str) -> None:
            write_lesson(self.desk, person, period, text, self.now())

        self.ask("week.lesson", take, of=f"lesson {person} {period}", who=person)

    def _ask_became(self, lesson: Ref) -> None:
        """What came of a line; of this week's it is written anew."""
        person, period = lesson.id, lesson.row
        if period == self._period:
            self._ask_lesson(person)
            return

        def take(text: str) -> None:
            note_became(self.desk, person, text, self.now(), period)

        self.ask("week.became", take, of=f"became {person} {period}", who=person)

    # The summary, and the end

    def action_week_words(self) -> None:
        self._ask_words(lambda: self.desk_app.tell(self.say("team.said")))

    def _ask_words(self, then: Callable[[], None]) -> None:
        """Ask for the summary, keep it, and go on with `then`."""

        def answered(text: str | None) -> None:
            if text is not None:
                with self.minding():
                    write_words(self.desk, self._period, text, self.now())
                    self._look()
                    then()

        words = words_of(self.desk, self._period)
        question, like = self.say("ask.week.words"), self.say("ask.week.words.like")
        # What is written stands in the line to be gone on with; what was left half-typed comes before it.
        self.prompt.ask(question, answered, default=words, select=False, key=draft_key(self._period), like=like)

    def action_close_week(self) -> None:
        seen = self._seen
        if seen is None:
            return
        if seen.closed is None and seen.leads and not seen.words:
            self._ask_words(self._close)
        else:
            self._close()

    def _close(self) -> None:
        def close(why: str | None) -> None:
            close_week(self.desk, self.now(), period=self._period, why=why)
            self.desk_app.tell(self.say("team.was_closed", week=self._period))

        gated(self, self.prompt, f"week pass {self._period}", close)

    def page_paper(self) -> tuple[str, Subject]:
        return "summary", Subject(period=self._period)

    def action_back(self) -> None:
        self.dismiss()

    # Moving

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        kind = Ref.parse(event.ref).kind
        if kind in ("todos", "papers"):
            self.open_ref(event.ref)
        elif kind == "check":
            self.go("check")
        elif kind == "teampapers":
            self.go("check", event.ref)
        elif kind == "missing":
            self.action_take_weeks()
        elif kind == "strange":
            ask_clients(self)
        elif kind == "bare":
            self.action_plan_add()
        elif kind == "words":
            self.action_week_words()
        elif kind == "learn":
            self._ask_lesson(Ref.parse(event.ref).id)
        elif kind == "lesson":
            self._ask_became(Ref.parse(event.ref))
        else:
            self.desk_app.tell(self.say("page.nothing_here"))

    def on_line_list_nothing_to_open(self) -> None:
        self.desk_app.tell(self.say("page.nothing_here"))

    def action_open(self) -> None:
        if isinstance(self.focused, LineList):
            self.focused.action_open()

    def on_line_list_past_end(self, event: LineList.PastEnd) -> None:
        event.stop()

    # Showing

    def hints(self) -> tuple[list[KeyHint], tuple[KeyHint, ...]]:
        """An AE's footer leaves out what is the AM's."""
        hints, last = super().hints()
        if not leads_team(self.desk):
            first = "take_weeks" if leads_ams(self.desk) else "write_file"
            own = [h for h in hints if (name := h.action.rpartition(".")[2]) == first or name not in _AM_ONLY]
            hints = sorted(own, key=lambda h: not h.action.endswith(first))
        return hints, last

    def tick(self, now: datetime) -> None:
        if not self._shown:
            return
        self._show_head(now)
        minute = int(now.timestamp() // 60)
        if minute != self._minute and self._period == week_of(now.date()):  # what is past turns late no more
            self._look()

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        if self._shown:
            self._look()

    def language_changed(self) -> None:
        if self._shown:
            self._look()

    def fill(self) -> None:
        if self._shown:
            self._show()

    def _look(self) -> None:
        now = self.now()
        self._minute = int(now.timestamp() // 60)
        name = self._period
        if is_old(self.desk, name, now):
            self._reading.ask(name, lambda desk: week_of_team(desk, now, name))
        else:
            self._reading.drop()
            self._seen = week_of_team(self.desk, now, name)
        self._show()

    def _take_seen(self, seen: Team) -> None:
        self._seen = seen
        self._show()

    def _show(self) -> None:
        seen = self._seen
        desk, say = self.desk, self.say
        if seen is None:
            self._show_waiting()
            return
        strange = show.strange_section(say, seen)
        handed = show.summaries_section(desk, say, summaries(desk, seen.period, self.now()))
        figures, late = show.figures_section(say, seen), show.late_section(desk, say, seen)
        told = [*show.unsettled_section(desk, say, seen), *show.told_sections(desk, say, seen)]
        dates = show.deliveries_section(desk, say, seen)
        quality = [*quality_sections(desk, say, seen), *papers_sections(desk, say, seen)]
        ahead: list[Section] = [show.plan_section(desk, say, seen), *dates]
        if seen.leads:
            bare = show.bare_section(say, seen)
            ahead = [show.words_section(say, seen), *([bare] if bare.rows else []), *ahead]
        if self.size.width >= NARROW:
            self.left.show(*handed, figures, *strange, *quality, late, *told)
            self.right.show(*ahead)
        else:
            self.left.show(*handed, figures, *strange, *quality, *ahead, late, *told)
            if self.right.has_focus:
                self.left.focus()
        self.keys.show(*self.hints())
        self._show_head(self.now())

    def _show_waiting(self) -> None:
        """While an old week is read: which one, and that it is."""
        self.left.show(Section("reading", (), (), self.say("week.reading")))
        self.right.show()
        self.keys.show(*self.hints())
        self._show_head(self.now())

    def _show_head(self, now: datetime) -> None:
        seen, say = self._seen, self.say
        if not self._period:
            return
        first, last = span(self._period)
        days = f"   {self._period}  {days_short(first, last)}"
        title = say("team.title" if leads_team(self.desk) else "team.title.own")
        self.top.show(((title, "ink bold"), (days, "dim")), (), self.time_of_day(now))
        self.state.show(show.standing(self.desk, say, seen) if seen is not None else ())
