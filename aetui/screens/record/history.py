"""What changed on the desk, the newest first, with the lines before and after beside it; back to any point by one question."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from aetui.commands import HISTORY
from aetui.desk.copying.changes import ChangedRecord, LogEntry, told_records
from aetui.desk.copying.text import Copied
from aetui.desk.core import Changed
from aetui.domain.errors import Refused
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales import agrees
from aetui.locales.dates import stamp
from aetui.locales.errors import sentence
from aetui.locales.history import told
from aetui.screens.frame.page import NARROW
from aetui.screens.frame.questions import AskingScreen
from aetui.screens.frame.reading import Reading
from aetui.widgets.cells import Part
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Later, Row, Section, heading
from aetui.widgets.theme import style_sheet

Log = tuple[list[LogEntry], tuple[int, Refused] | None]
"""The changes, the newest first; and the newest that can't be taken back, with why."""
ALL = 10_000
"""More than the log keeps."""


class HistoryScreen(AskingScreen):
    """The log at the left, read in a thread; what the change at hand did at the right, on a narrow screen below."""

    WHERE = HISTORY
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("history")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.list = LineList(id="list")
        self.one = LineList(id="one", classes="raised")
        self._entries: list[LogEntry] | None = None
        self._way: tuple[int, Refused] | None = None
        self._reading: Reading[Log] = Reading(self, self._take, apart=False)

    def middle(self) -> ComposeResult:
        with Horizontal(id="halves"):
            yield self.list
            yield self.one

    def on_mount(self) -> None:
        self.set_focus(self.list)
        self.keys.show(*self.hints())
        self._show_head(self.now())
        self._read()

    def _read(self) -> None:
        self._reading.ask("log", lambda desk: (desk.store.log(ALL), desk.store.in_the_way()))

    def _take(self, log: Log) -> None:
        self._entries, self._way = log
        self._show()

    @property
    def at_hand(self) -> LogEntry | None:
        """The change under the cursor."""
        seq = Ref.parse(self.list.ref).id
        return next((one for one in self._entries or () if str(one.seq) == seq), None)

    # Commands

    def action_go_back(self) -> None:
        """Back to before the change at hand: one question says what that undoes, and what stands in the way is told instead."""
        hand = self.at_hand
        if hand is None:
            self.desk_app.tell(self.say("empty.log"))
            return
        with self.minding():
            taken = self.desk.store.back_to(hand.seq)

            def take(answer: str) -> None:
                if agrees(answer):
                    self.desk.back(hand.seq, self.now())
                    self.desk_app.tell(self.say("history.went_back", n=len(taken), at=self._stamp(hand)))

            names = self.say("list.comma").join(self._words(one) for one in taken[:3])
            more = self.say("history.more", n=len(taken)) if len(taken) > 3 else ""
            self.ask("history.back", take, of=str(hand.seq), n=len(taken), what=names + more, at=self._stamp(hand))

    def action_undo_one(self) -> None:
        """The change at hand alone, as long as nothing that it touched was changed since."""
        hand = self.at_hand
        if hand is None:
            self.desk_app.tell(self.say("empty.log"))
            return
        with self.minding():
            self.desk.undo(self.now(), hand.seq)
            self.desk_app.tell(self.say("undo.said", what=self._words(hand)))

    def action_show_changed(self) -> None:
        """The first record of the change that is still there."""
        hand = self.at_hand
        found = next((e for e in hand.edits if self.desk.book.get(e.kind, e.id) is not None), None) if hand else None
        if found is None or found.kind == "profile":
            self.desk_app.tell(self.say("history.nothing_there"))
        else:
            self.open_ref(ref_to(found.kind, found.id))

    def action_back(self) -> None:
        self.dismiss()

    def to_copy(self) -> Copied | None:
        """What the change did, in lines; for the house, as records are told whole."""
        hand = self.at_hand
        if hand is None:
            return None
        lines = [f"{self._stamp(hand)} {self._words(hand)}"]
        for one in self._told(hand):
            lines.append(one.title)
            lines += [f"{line.label}: {line.before or '–'} → {line.after or '–'}" for line in one.lines]
        return Copied("\n".join(lines) + "\n", house=True)

    # Showing

    def tick(self, now: datetime) -> None:
        self._show_head(now)

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        self._read()

    def language_changed(self) -> None:
        self.keys.show(*self.hints())
        self._show()

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if event.lines is self.list:
            self._show_one()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        ref = Ref.parse(event.ref).thing
        if event.lines is self.list:
            self.action_go_back()
        elif ref.kind != "profile" and self.desk.book.get(*ref.pair) is not None:
            self.open_ref(str(ref))
        else:
            self.desk_app.tell(self.say("history.nothing_there"))

    def _show_head(self, now: datetime) -> None:
        count = ((f"   {len(self._entries):,}", "dim"),) if self._entries is not None else ()
        self.top.show(((self.say("history.title"), "ink bold"), *count), (), self.time_of_day(now))

    def _show(self) -> None:
        self._show_head(self.now())
        entries = self._entries or []
        rows = Later([ref_to("change", one.seq) for one in entries], lambda n: self._row(entries[n]), self._of(entries))
        self.list.show(Section("changes", (), rows, self.say("empty.log")))
        self._show_one()

    def _of(self, entries: list[LogEntry]) -> object:
        return [(one.seq, one.undone) for one in entries], self.say.lang

    def _row(self, one: LogEntry) -> Row:
        style = "faint" if one.undone else "ink"
        left = ((f"{self._stamp(one):>11}  ", "faint" if one.undone else "dim"), (self._words(one), style))
        done = ((f"{self.say('log.undone')} ", "done"),) if one.undone else ()
        return Row(ref_to("change", one.seq), left, (*done, (one.program, "faint")))

    def _show_one(self) -> None:
        hand = self.at_hand
        self.one.show(*(self._sections(hand) if hand else ()))

    def _sections(self, hand: LogEntry) -> list[Section]:
        say = self.say
        head: list[Row] = [Row("", ((self._words(hand), "ink bold"),), (), 0)]
        when = say("history.when", at=self._stamp(hand), program=hand.program, n=hand.seq)
        head.append(Row("", ((when, "dim"),), (), 0))
        why = self._refusal(hand)
        if why:
            head.append(Row("", ((why, "soon"),), (), 0))
        found = self._told(hand)
        if not found:
            gone = say("history.not_kept" if not hand.kept else "history.elsewhere")
            return [Section("change", (), head), Section("gone", (), [Row("", ((gone, "faint"),), (), 0)])]
        return [Section("change", (), head), *(self._section(n, one) for n, one in enumerate(found))]

    def _section(self, n: int, one: ChangedRecord) -> Section:
        """A row of one side stands beside its label; where both are, the one as it was and the one as it is below it."""
        rows: list[Row] = []

        def add(*parts: Part, wrap: int) -> None:
            rows.append(Row(ref_to(*one.ref, f"{n}.{len(rows)}"), parts, (), wrap))

        for line in one.lines:
            before, after = ("− ", "soon"), ("+ ", "done")
            label = (f"{line.label}  ", "dim")
            if line.before and line.after:
                add(label, wrap=2)
                add(("  ", ""), before, (line.before, "dim"), wrap=4)
                add(("  ", ""), after, (line.after, "ink"), wrap=4)
            elif line.before:
                add(before, label, (line.before, "dim"), wrap=2)
            else:
                add(after, label, (line.after, "ink"), wrap=2)
        title = (*heading(one.title), (f"  {self.say(f'history.{one.how}')}", "faint"))
        return Section(f"record{n}", title, rows, self.say("history.inside"))

    def _told(self, hand: LogEntry) -> list[ChangedRecord]:
        return told_records(self.desk, self.say, hand, self.now())

    def _refusal(self, hand: LogEntry) -> str:
        """Why it can't be gone back to; empty where it can."""
        if self._way is None or hand.undone or hand.seq > self._way[0]:
            return ""
        return sentence(self.say, self._way[1])

    def _words(self, one: LogEntry) -> str:
        return told(self.say, one.verb, one.args, self.desk.rulebook)

    def _stamp(self, one: LogEntry) -> str:
        local = self.desk.local(one.at)
        return stamp(local) if local.year == self.now().year else f"{local.year}/{stamp(local)}"
