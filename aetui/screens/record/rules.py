"""The rulebook: every rule of the source and every duty, each with its page beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from aetui.commands import RULES
from aetui.desk.core import Changed
from aetui.desk.rulepage import chapters, due_of, rows
from aetui.domain.records.refs import Ref, ref_to
from aetui.domain.rulebook.model import LISTS
from aetui.screens.frame.page import NARROW
from aetui.screens.frame.questions import AskingScreen
from aetui.screens.record.detail_rule import rule_sections
from aetui.widgets.cells import fit
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Row, Section, heading
from aetui.widgets.theme import style_sheet

ID = 5  # cells of a source's id
DUE = 26  # cells for when a duty is due


class RulesScreen(AskingScreen):
    """The list at the left, the page of what the cursor stands on at the right; below 100 cells Enter opens it."""

    WHERE = RULES
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("rules")]

    def __init__(self, asked: str = "") -> None:
        super().__init__()
        self._asked = asked
        self.list = LineList(id="list", free_keys=frozenset({"tab"}))
        self.one = LineList(id="one", classes="raised")

    def middle(self) -> ComposeResult:
        with Horizontal(id="halves"):
            yield self.list
            yield self.one

    def on_mount(self) -> None:
        self.set_focus(self.list)
        self.keys.show(*self.hints())
        self._show()
        self.list.select(ref_to("rules", self._asked or next(iter(self.desk.rulebook.sources))))
        self._show_one()

    def fill(self) -> None:
        self.one.display = self.size.width >= NARROW

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if event.lines is self.list:
            self._show_one()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        self.open_ref(event.ref)

    def action_open(self) -> None:
        if isinstance(self.focused, LineList):
            self.focused.action_open()

    def action_back(self) -> None:
        self.dismiss()

    def tick(self, now: datetime) -> None:
        self._show_head(now)

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        self._show()  # the user's own rules may be others now

    def language_changed(self) -> None:
        self.keys.show(*self.hints())
        self._show()

    # Showing

    def _show_head(self, now: datetime) -> None:
        n = len(self.desk.rulebook.sources) - len(LISTS)
        left = ((self.say("rules.title"), "ink bold"), (f"   {self.say('rules.count', n=n)}", "dim"))
        self.top.show(left, (), self.time_of_day(now))

    def _show(self) -> None:
        self._show_head(self.now())
        self.list.show(*self._sections())
        self._show_one()

    def _show_one(self) -> None:
        asked = Ref.parse(self.list.ref).id
        self.one.show(*(rule_sections(self.desk, self.say, asked) if asked else ()))

    def _sections(self) -> list[Section]:
        desk, say = self.desk, self.say
        sources = desk.rulebook.sources
        sections = []
        for chapter, lines in chapters(desk):
            name = sources[chapter].get(say.lang) if chapter in LISTS else say(f"rules.chapter.{chapter}")
            found = [
                Row(ref_to("rules", one), ((fit(one, ID) + " ", "act"), (sources[one].get(say.lang), "ink")))
                for one in lines
            ]
            sections.append(Section(chapter, (*heading(name, len(found)), (f"  {chapter}", "faint")), found))
        timed = [
            Row(
                ref_to("rules", rule_id),
                ((title, "ink" if on else "faint"), ("" if on else f"  {say('rules.off')}", "soon")),
                ((fit(due_of(desk, say, rule_id), DUE, "right"), "dim"), (f" {source.split(' ')[0]:>3}", "faint")),
            )
            for rule_id, source, title, _, on in rows(desk, say)
        ]
        return [*sections, Section("timed", heading(say("rule.rules"), len(timed)), timed)]
