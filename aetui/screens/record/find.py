"""Find: everything that mentions some words, newest first, as they are typed."""

from __future__ import annotations

import asyncio
import contextlib
from itertools import islice
from typing import Any, ClassVar

from textual.app import ComposeResult

from aetui.commands import FIND
from aetui.desk.find.mentions import find_text
from aetui.domain.errors import DeskError
from aetui.domain.records.refs import ref_to
from aetui.locales.dates import stamp
from aetui.screens.frame.base import DeskScreen
from aetui.widgets.bars import HeadLine
from aetui.widgets.cells import fit
from aetui.widgets.keyline import KeyHint, KeyLine
from aetui.widgets.lines import LineList, Row, Section
from aetui.widgets.theme import style_sheet
from aetui.widgets.typing_line import TypingLine

SHOWN = 200
PAUSE = 0.12  # seconds after the last key before the desk is searched


class FindScreen(DeskScreen):
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("pages")]
    WHERE = FIND
    BINDINGS: ClassVar[list[Any]] = [("down", "step(1)"), ("up", "step(-1)")]

    def compose(self) -> ComposeResult:
        yield HeadLine(((self.say("find.title"), "ink bold"),), id="head")
        yield TypingLine(prefix=(("/ ", "act bold"),), hint=self.say("find.hint"), id="asked")
        yield LineList(id="page")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self._pause: Any = None
        # The whole past is read while the first words are typed.
        self.run_worker(asyncio.to_thread(self._read_ahead))
        self.query_one(TypingLine).focus()
        self._show_keys()

    def _show_keys(self) -> None:
        hints, last = self.hints()
        self.query_one(KeyLine).show(
            [
                KeyHint("Enter", self.say("command.open"), action="screen.take"),
                KeyHint("↑↓", self.say("find.move")),
                *hints,
            ],
            last,
        )

    def _read_ahead(self) -> None:
        with contextlib.suppress(DeskError):  # the search itself will tell
            self.desk.store.warm()

    def on_typing_line_edited(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        self._pause = None
        typed = self.query_one(TypingLine).text.strip()
        hits = list(islice(find_text(self.desk, typed, self.now()), SHOWN)) if typed else []
        rows = tuple(
            Row(
                ref_to(hit.kind, hit.id),
                (
                    (fit(stamp(self.desk.local(hit.at)), 12), "dim"),
                    (fit(self.say(f"record.{hit.kind}"), 8), "dim"),
                    (f"{hit.client} ".lstrip(), "act"),
                    (hit.text, "ink"),
                ),
            )
            for hit in hits
        )
        hint = self.say("empty.find", text=typed) if typed else ""
        found = self.query_one(LineList)
        found.show(Section("found", (), rows, hint))
        if rows:
            found.select(rows[0].ref)  # the best match, whatever was before

    def on_typing_line_submitted(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._look()
        ref = self.query_one(LineList).ref
        if ref:
            self._open(ref)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self._open(event.ref)

    def _open(self, ref: str) -> None:

        self.open_ref(ref)

    def action_step(self, direction: int) -> None:
        self.query_one(LineList).action_step(direction)

    def language_changed(self) -> None:
        self.query_one("#head", HeadLine).show(((self.say("find.title"), "ink bold"),))
        self.query_one("#asked", TypingLine).hint = self.say("find.hint")
        self._show_keys()

    def action_back(self) -> None:
        self.dismiss()
