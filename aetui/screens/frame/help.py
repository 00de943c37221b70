"""Help: every command of a screen with its keys, the marks, and what colours and signs mean."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult

from aetui import commands
from aetui.commands import HELP
from aetui.domain.marks import MARKS
from aetui.domain.records.refs import ref_to
from aetui.screens.frame.base import DeskScreen
from aetui.widgets.bars import HeadLine
from aetui.widgets.cells import fit
from aetui.widgets.keyline import KeyLine
from aetui.widgets.lines import LineList, Row, Section, heading
from aetui.widgets.theme import style_sheet

KEYS, NAME = 20, 14  # cells


class HelpScreen(DeskScreen):
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("pages")]
    WHERE = HELP
    BINDINGS: ClassVar[list[Any]] = [("q", "back")]

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where

    def compose(self) -> ComposeResult:
        yield HeadLine(((self.say("help.title"), "ink bold"),), id="head")
        yield LineList(*self._sections(), id="page")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.set_focus(self.query_one(LineList))
        self.query_one(KeyLine).show(*self.hints())

    def _sections(self) -> list[Section]:
        say = self.say
        keys = tuple(
            Row(
                ref_to("command", c.id),
                (
                    (fit(self.desk_app.keys.all(c, self._where), KEYS), "act bold"),
                    (fit(say(f"command.{c.id}"), NAME), "ink"),
                    (say(f"command.{c.id}.tip"), "dim"),
                ),
                wrap=KEYS + NAME,
            )
            for c in commands.of(self._where, looking=self.lent is not None)
        )
        marks = tuple(
            Row(
                ref_to("mark", m),
                ((fit(m, 4), "act bold"), (fit(say(f"mark.{m}"), 14), "ink"), (say(f"mark.{m}.tip"), "dim")),
                wrap=18,
            )
            for m in MARKS
        )
        signs = tuple(
            Row(ref_to("sign", n), ((fit(say(f"state.{name}"), 18), style), (say(f"state.{name}.tip"), "dim")), wrap=18)
            for n, (name, style) in enumerate(
                (("overdue", "late bold"), ("soon", "soon"), ("pending", "ink"), ("met", "done"), ("waived", "dim"))
            )
        )
        return [
            Section("keys", heading(say("help.keys"), len(keys)), keys),
            Section("marks", heading(say("help.marks"), len(marks)), marks),
            Section("signs", heading(say("help.signs")), signs),
        ]

    def action_back(self) -> None:
        self.dismiss()

    def action_help(self) -> None:
        self.dismiss()

    def language_changed(self) -> None:
        self.query_one(LineList).show(*self._sections())
        self.query_one(KeyLine).show(*self.hints())
