"""The palette: a command by its name in either language, by pinyin or initials, or by what it does."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen

from aetui import commands
from aetui.commands.keys import Keys
from aetui.desk.find.finder import picks
from aetui.desk.find.names import syllables
from aetui.locales import LANGS, Texts
from aetui.widgets.cells import fit
from aetui.widgets.lines import LineList, Row, Section
from aetui.widgets.theme import style_sheet
from aetui.widgets.typing_line import TypingLine


class PaletteScreen(ModalScreen[str | None]):
    """Dismisses with the id of the chosen command, or None."""

    CSS_PATH: ClassVar[list[Any]] = [style_sheet("pages")]
    BINDINGS: ClassVar[list[Any]] = [("escape", "leave"), ("down", "step(1)"), ("up", "step(-1)")]

    def __init__(self, where: str, offered: Sequence[commands.Command] | None = None) -> None:
        """`offered`: of the screen's commands those that it has now."""
        super().__init__()
        self._where = where
        self._commands = [c for c in offered or commands.of(where) if c.id != "palette"]
        self._all = [Texts(lang) for lang in LANGS]
        self._spoken = False  # how names sound is learned while the first letters are typed

    @property
    def _keys(self) -> Keys:
        keys: Keys = self.app.keys  # type: ignore[attr-defined]
        return keys

    @property
    def say(self) -> Texts:
        said: Texts = self.app.say  # type: ignore[attr-defined]
        return said

    def compose(self) -> ComposeResult:
        yield TypingLine(prefix=(("› ", "act bold"),), hint=self.say("palette.hint"), id="asked")
        yield LineList(id="found", classes="raised")

    def on_mount(self) -> None:
        self.show("")
        self.set_focus(self.query_one(TypingLine))
        if self.say.facts.by_sound:
            self.run_worker(self._learn())

    def matching(self, typed: str) -> list[commands.Command]:
        """The commands that the words typed mean: by name in either language, its sound, id or tip, the best first."""
        entries = [
            (
                [self.say(f"command.{c.id}"), c.id, *(t(f"command.{c.id}") for t in self._all)],
                " ".join(t(f"command.{c.id}.tip") for t in self._all),
            )
            for c in self._commands
        ]
        return [self._commands[n] for n in picks(typed, entries, spoken=self._spoken)]

    async def _learn(self) -> None:
        await asyncio.to_thread(lambda: [syllables(self.say(f"command.{c.id}")) for c in self._commands])
        self._spoken = True
        self.show(self.query_one(TypingLine).text)

    def show(self, typed: str) -> None:
        rows = tuple(
            Row(
                c.id,
                ((fit(self.say(f"command.{c.id}"), 16), "ink"), (self.say(f"command.{c.id}.tip"), "dim")),
                ((self._keys.all(c, self._where), "act"),),
            )
            for c in self.matching(typed)
        )
        found = self.query_one(LineList)
        found.show(Section("found", (), rows, self.say("palette.none")))
        if rows:
            found.select(rows[0].ref)  # the best match, whatever was before

    def on_typing_line_edited(self, event: TypingLine.Edited) -> None:
        self.show(event.text)

    def on_typing_line_submitted(self) -> None:
        self.dismiss(self.query_one(LineList).ref or None)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.dismiss(event.ref)

    def action_step(self, direction: int) -> None:
        self.query_one(LineList).action_step(direction)

    def action_leave(self) -> None:
        self.dismiss(None)
