"""A screen for one record: what it says at the left and the right (below 100 cells in one list), its keys below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from aetui.desk.core import Changed
from aetui.desk.day.todos import finish_todo
from aetui.desk.find.subject import find_obligation
from aetui.domain.obligations import Obligation
from aetui.domain.records.refs import Ref
from aetui.screens.frame.asking import ask_met, ask_waive, gate_first, gated
from aetui.screens.frame.questions import AskingScreen
from aetui.widgets.cells import Parts
from aetui.widgets.keyline import KeyHint
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet

NARROW = 100
"""Below so many cells both sides stand in one list."""


class PageScreen(AskingScreen):
    """Subclasses say `head` and `sides`; a row's `ref` opens its record unless `edit` takes it."""

    CSS_PATH: ClassVar[list[Any]] = [style_sheet("page")]
    ARROWS_CROSS = True
    """Whether ←/→ go to the other side; False where they turn to another period."""

    OF_ROWS: ClassVar[frozenset[str]] = frozenset({"open", "edit", "done", "waive", "remove"})
    """Commands that mean the row at hand: the footer leaves them out where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._minute = -1
        self._empty = False
        self._shown = False
        self.left, self.right = LineList(id="left"), LineList(id="right", classes="raised")

    def middle(self) -> ComposeResult:
        with Horizontal(id="sides"):
            yield self.left
            yield self.right

    def hints(self) -> tuple[list[KeyHint], tuple[KeyHint, ...]]:
        """The footer offers what can be done."""
        hints, last = super().hints()
        return [h for h in hints if not (self._empty and h.action.rpartition(".")[2] in self.OF_ROWS)], last

    # What subclasses say

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:
        """The head's left and right; None where the record is gone."""
        raise NotImplementedError

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:
        """The sections of the left, where rows have `cells` cells, and of the right."""
        raise NotImplementedError

    def edit(self, ref: str) -> bool:  # noqa: ARG002
        """Enter on `ref`: True where it was a thing of this page to change."""
        return False

    def gated(self, verb: Callable[[str | None], object]) -> None:
        """Do it to the record of this page; where a gate refuses, ask for the reason that opens it."""
        gated(self, self.prompt, f"pass {self.about}", verb)

    def ask_gated(self, key: str, verb: Callable[[str, str | None], object], **words: Any) -> None:
        """Ask `ask.KEY` for what the verb takes beside a reason; a gate that is shut whatever is answered comes first."""
        place = f"pass {self.about}"
        gate_first(
            self,
            self.prompt,
            place,
            lambda: verb("", None),
            lambda why: self.ask(
                key, lambda said: gated(self, self.prompt, place, lambda more: verb(said, more or why)), **words
            ),
        )

    # Commands that all have

    @property
    def ref(self) -> str:
        """What the cursor stands on."""
        here = self.focused
        return str(Ref.parse(here.ref).thing) if isinstance(here, LineList) else ""

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        ref = str(Ref.parse(event.ref).thing)
        if ref and not self.edit(ref):
            self.open_ref(ref)

    def on_line_list_nothing_to_open(self) -> None:
        self.desk_app.tell(self.say("page.nothing_here"))

    def action_edit(self) -> None:
        here = self.focused
        if isinstance(here, LineList):
            here.action_open()

    def action_back(self) -> None:
        self.dismiss()

    def action_done(self) -> None:
        if not self.finish(self.ref):
            self.desk_app.tell(self.say("detail.nothing_to_meet"))

    def finish(self, ref: str) -> bool:
        """`x` on `ref`: True where there was something to finish."""
        kind, key = Ref.parse(ref).pair
        obligation = self._obligation(ref)
        if obligation is not None:
            ask_met(self, self.prompt, obligation)
        elif kind == "todos":
            with self.minding():
                finish_todo(self.desk, key, self.now())
        else:
            return False
        return True

    def action_waive(self) -> None:
        obligation = self._obligation(self.ref)
        if obligation is not None:
            ask_waive(self, self.prompt, obligation)
        else:
            self.desk_app.tell(self.say("detail.nothing_to_meet"))

    def _obligation(self, ref: str) -> Obligation | None:
        obligation_id = self.obligation_id(ref)
        return find_obligation(self.desk, obligation_id, self.now()) if obligation_id else None

    def obligation_id(self, ref: str) -> str:
        """The id of the obligation that `ref` stands for; empty for what is none."""
        kind, key = Ref.parse(ref).pair
        return key if kind == "obligation" else ""

    # Moving: the two lists are one to the keys

    def on_line_list_past_end(self, event: LineList.PastEnd) -> None:
        event.stop()
        self._across(event.lines, event.direction)

    def on_key(self, event: events.Key) -> None:
        if (
            self.ARROWS_CROSS
            and event.key in ("left", "right")
            and isinstance(self.focused, LineList)
            and self.right.display
        ):
            event.stop()
            other = self.left if event.key == "left" else self.right
            other.focus()

    def _across(self, here: LineList, direction: int) -> None:
        if self.right.display:
            other = self.right if here is self.left else self.left
            other.focus()
            other.enter_from(direction)

    # Showing

    def on_mount(self) -> None:
        self._shown = True
        self.set_focus(self.left)  # at once: a key typed ahead must find it
        self.keys.show(*self.hints())  # the rest is shown as soon as the size is known

    def fill(self) -> None:
        if self._shown:
            self._minute = int(self.now().timestamp() // 60)
            self._show()

    def tick(self, now: datetime) -> None:
        if not self._shown:
            return
        for lines in (self.left, self.right):
            lines.tick(now.timestamp())
        self._show_head(now)
        minute = int(now.timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self._show()

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        self.refresh_all()

    def language_changed(self) -> None:
        self.refresh_all()

    def refresh_all(self) -> None:
        if self._shown:
            self.keys.show(*self.hints())
            self._show()

    def _show_head(self, now: datetime) -> None:
        said = self.head(now)
        if said is None:
            self._shown = False
            self.dismiss()  # it is gone: undone, or taken back
            return
        left, right = said
        self.top.show(left, right, self.time_of_day(now))

    def _show(self) -> None:
        now = self.now()
        if self.head(now) is None:
            self._show_head(now)
            return
        wide = self.size.width >= NARROW
        if self.right.display != wide:
            if self.right.has_focus:
                self.left.focus()
            self.right.display = wide
        cells = (self.size.width * 11 // 20 if wide else self.size.width) - 5
        left, right = self.sides(now, cells)
        for lines in (self.left, self.right):
            lines.tick(now.timestamp())
        if wide:
            self.left.show(*left)
            self.right.show(*right)
        else:
            self.left.show(*left[:1], *right, *left[1:])
        empty = not any(row.ref for section in (*left, *right) for row in section.rows)
        if empty is not self._empty:
            self._empty = empty
            self.keys.show(*self.hints())
        self._show_head(now)
