"""自查: the source's 24 lines one at a time, a digit each, with an example that the records offer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from aetui.commands import OWN_CHECK
from aetui.desk.core import Changed
from aetui.desk.own import checks as verbs
from aetui.desk.own.shown import Evidence, evidence, offered
from aetui.domain.clock.periods import after, before, span
from aetui.domain.lines.verdict import HIGHEST, LOWEST, read_mark, write_mark
from aetui.domain.records import SelfCheck, SelfMark
from aetui.domain.records.refs import Ref, ref_to
from aetui.domain.rulebook.homes import homes
from aetui.screens.frame.one_by_one import OneByOneScreen
from aetui.screens.frame.reading import Reading
from aetui.screens.month import own_sections as show
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Section, heading
from aetui.widgets.theme import style_sheet


class OwnCheckScreen(OneByOneScreen):
    """One quarter's check. The line under the cursor is the one at hand; a digit marks it and steps on to the next without a mark."""

    WHERE = OWN_CHECK
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("one_by_one"), style_sheet("own")]

    def __init__(self, quarter: str = "", *, line: str = "") -> None:
        super().__init__()
        self._quarter, self._first = quarter, line
        self._seen: Evidence | None = None
        self._reading = Reading[Evidence](self, self._take)

    @property
    def quarter(self) -> str:
        self._quarter = self._quarter or verbs.quarter_named(self.desk, None, self.now())
        return self._quarter

    @property
    def check(self) -> SelfCheck | None:
        return verbs.the_check(self.desk, self.quarter)

    @property
    def line(self) -> str:
        """The line at hand."""
        return Ref.parse(self.left.ref).id or verbs.LINES[0]

    @property
    def about(self) -> str:
        return f"{self.quarter} {self.line}"

    # Showing

    def _opened(self) -> None:
        left = verbs.unmarked(self.check)
        self.left.select(ref_to("own_line", self._first or (left[0] if left else verbs.LINES[0])))
        self._count()

    def _count(self) -> None:
        self._seen = None
        now, quarter = self.now(), self.quarter
        self._reading.ask(quarter, lambda desk: evidence(desk, quarter, now))

    def _take(self, seen: Evidence) -> None:
        self._seen = seen
        self._show_thing()

    def desk_changed(self, changed: Changed) -> None:
        super().desk_changed(changed)
        if self._shown and any(edit.kind not in ("selfchecks", "profile") for edit in changed.edits):
            self._count()

    def _look(self) -> None:
        say, check = self.say, self.check
        marks = check.marks if check else {}
        rows = [show.mark_row(say, line, marks.get(line)) for line in verbs.LINES]
        n = len(verbs.LINES) - len(verbs.unmarked(check))
        self.left.show(Section("left", heading(say("own.left"), say("own.marked", n=n)), rows))
        self.keys.show(*self.hints())
        self.bar.show(n / len(verbs.LINES))
        self._show_thing()
        self._show_head(self.now())

    def _offered(self) -> str | None:
        return None if self._seen is None else offered(self.say, self.desk.rulebook, self.line, self._seen)

    def _show_thing(self) -> None:
        say, check, k = self.say, self.check, self.say.keys
        keys = [
            (f"{LOWEST}–{HIGHEST}", say("own.key.mark"), say("own.key.mark.tip")),
            (k.own_offer, say("command.own_offer"), ""),
            (k.own_example, say("command.own_example"), ""),
            ("Enter", say("own.key.line"), say("own.key.line.tip")),
        ]
        said = check.marks.get(self.line) if check else None
        thing = show.line_section(self.desk, say, self.line, said, self._offered(), keys)
        self.thing.show(thing)
        self.right.show(*show.before_sections(say, self.line, self.quarter, verbs.checks(self.desk)))

    def _show_head(self, now: datetime) -> None:
        say, check = self.say, self.check
        n = len(verbs.LINES) - len(verbs.unmarked(check))
        title = (
            (say("own.check.title"), "ink bold"),
            (f"   {self.quarter}", "act bold"),
            (f"   {say('own.only')}", "faint"),
        )
        done = ((say("own.is_done") + "  ", "done"),) if check and check.done else ()
        self.top.show(
            title, (), (*done, (f"{n}", "ink bold"), (f" / {len(verbs.LINES)}", "dim"), *self.time_of_day(now))
        )

    # Keys

    def _digit(self, n: int) -> bool:
        if not LOWEST <= n <= HIGHEST:
            return False
        had = self._had()
        self._judge(SelfMark(mark=n, example=had.example))
        self._step_on()
        return True

    def _had(self) -> SelfMark:
        check = self.check
        return (check.marks.get(self.line) if check else None) or SelfMark()

    def _judge(self, said: SelfMark) -> None:
        with self.minding():
            verbs.judge(self.desk, self.quarter, self.line, said, self.now())

    def _step_on(self) -> None:
        """To the next line without a mark, round and round; with none left it says so."""
        left = set(verbs.unmarked(self.check))
        at = verbs.LINES.index(self.line)
        following = next((one for one in (*verbs.LINES[at + 1 :], *verbs.LINES[:at]) if one in left), None)
        if following is not None:
            self.left.select(ref_to("own_line", following))
        elif not (self.check and self.check.done):
            self.desk_app.tell(self.say("own.all_marked"))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        kind, key = Ref.parse(event.ref).pair
        if kind == "own_line":
            self._ask_line()
        else:
            self._turn(key)

    def action_edit(self) -> None:
        self._ask_line()

    def _ask_line(self) -> None:
        had, line, quarter = write_mark(self._had()), self.line, self.quarter

        def take(text: str) -> None:
            verbs.judge(self.desk, quarter, line, read_mark(text), self.now())
            self._step_on()

        self.ask("own_mark", take, edits=had, line=line, word=homes().skill[line].word.get(self.say.lang))

    def action_own_example(self) -> None:
        had, line, quarter = self._had(), self.line, self.quarter

        def take(text: str) -> None:
            example = text.strip() or None
            verbs.judge(self.desk, quarter, line, SelfMark(mark=had.mark, example=example), self.now())

        word = homes().skill[line].word.get(self.say.lang)
        self.ask("own_example", take, default=had.example or self._offered() or "", line=line, word=word)

    def action_own_offer(self) -> None:
        there = self._offered()
        if not there:
            self.desk_app.tell(self.say("own.no_offer" if there is not None else "own.records.counting"))
            return
        self._judge(SelfMark(mark=self._had().mark, example=there))

    def action_own_done(self) -> None:
        with self.minding():
            verbs.finish(self.desk, self.quarter, self.now())

    def action_remove(self) -> None:
        """The line has no mark again."""
        self._judge(SelfMark())

    def action_period_before(self) -> None:
        self._turn(before(self.quarter))

    def action_period_after(self) -> None:
        self._turn(after(self.quarter))

    def _turn(self, quarter: str) -> None:
        if span(quarter)[0] > self.desk.local(self.now()).date():
            self.desk_app.tell(self.say("figures.no_later"))
            return
        self._quarter = quarter
        self._look()
        self._count()
