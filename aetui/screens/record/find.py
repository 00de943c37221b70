"""Find: everything that mentions some words, newest first, as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult

from aetui.commands import FIND
from aetui.desk.core import Desk
from aetui.desk.find.hit import Hit
from aetui.desk.find.mentions import Mentions, Spots, find_text, new_trail, said
from aetui.locales.dates import stamp
from aetui.screens.frame.base import DeskScreen
from aetui.screens.frame.reading import Reading
from aetui.widgets.bars import HeadLine
from aetui.widgets.cells import fit
from aetui.widgets.keyline import KeyHint, KeyLine
from aetui.widgets.lines import Later, LineList, Row, Section
from aetui.widgets.theme import style_sheet
from aetui.widgets.typing_line import TypingLine

PAUSE = 0.04  # seconds after the last key before the desk is searched


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
        self._reading = Reading[tuple[str, Spots]](self, self._take_hits, apart=False)
        self._trail = new_trail()
        self._n: int | None = None
        self._open_first = False  # as soon as it is found
        # The whole past is read while the first words are typed.
        self._reading.ask("", self._read_ahead)
        self.query_one(LineList).hold(held=True)  # its cursor is seen while words are typed
        self.set_focus(self.query_one(TypingLine))
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

    def _read_ahead(self, desk: Desk) -> tuple[str, Spots]:
        desk.store.warm()
        return "", {}

    def on_typing_line_edited(self) -> None:
        self._open_first = False
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        self._pause = None
        typed = self.query_one(TypingLine).text.strip()
        if not typed:
            self._reading.drop()
            self._show("", ())
            return
        self._head("…")
        self._reading.ask(typed, lambda desk: (typed, said(desk.store, typed, self._trail)))

    def _take_hits(self, found: tuple[str, Spots]) -> None:
        """What stands anywhere was looked for in a thread; what is named stands at hand."""
        typed, hits = found
        if typed:
            self._show(typed, find_text(self.desk, typed, self.now(), hits))

    def _show(self, typed: str, hits: Sequence[Hit]) -> None:
        self._count(len(hits) if typed else None)
        refs = hits.refs if isinstance(hits, Mentions) else []
        rows = Later(refs, lambda n: self._row(refs[n], hits[n]))
        hint = self.say("empty.find", text=typed) if typed else ""
        found = self.query_one(LineList)
        found.show(Section("found", (), rows, hint))
        if refs:
            found.select(refs[0])  # the best match, whatever was before
        if self._open_first:
            self._open_first = False
            self._open_found()

    def _count(self, n: int | None) -> None:
        self._n = n
        self._head("" if n is None else self.say("find.count", n=f"{n:,}"))

    def _head(self, right: str) -> None:
        self.query_one("#head", HeadLine).show(((self.say("find.title"), "ink bold"),), ((right, "dim"),))

    def _row(self, ref: str, hit: Hit) -> Row:
        return Row(
            ref,
            (
                (fit(stamp(self.desk.local(hit.at)), 12), "dim"),
                (fit(self.say(f"record.{hit.kind}"), 8), "dim"),
                (f"{hit.client} ".lstrip(), "act"),
                (hit.text, "ink"),
            ),
        )

    def on_typing_line_submitted(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._look()
        if self._reading.name:
            self._open_first = True  # what is typed by now is looked for: the list may still be of less
        else:
            self._open_found()

    def _open_found(self) -> None:
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
        self._count(self._n)
        self.query_one("#asked", TypingLine).hint = self.say("find.hint")
        self._show_keys()

    def action_back(self) -> None:
        self.dismiss()
