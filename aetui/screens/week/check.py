"""An AM goes through her AEs' days and papers, one key each (A1, A2): a day is added to, given, put in order and signed, a paper
approved or returned with a remark; what was said goes back as a file."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime
from typing import Any, ClassVar

from aetui.commands import CHECK
from aetui.desk.check.back import Answers, answers, send_back
from aetui.desk.check.copies import approve_copy, return_copy, waiting
from aetui.desk.check.day import add_line, days, give_line, move_line, sign_day, understood
from aetui.desk.check.summaries import SUMMARY, mark_read, to_read
from aetui.desk.files.given import path_typed
from aetui.desk.files.places import file_place, keep_place
from aetui.domain.records import TeamDay, TeamPaper
from aetui.domain.records.refs import Ref
from aetui.locales.dates import when
from aetui.screens.frame.one_by_one import OneByOneScreen
from aetui.screens.frame.taking_in import take_in
from aetui.screens.week import check_sections as show
from aetui.widgets.cells import Part, Parts
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet


class CheckScreen(OneByOneScreen):
    """The cursor in the list of what waits is the thing at hand; at the right stands the day or the paper itself. Keys that change a
    line of a day mean the line under the cursor there."""

    WHERE = CHECK
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("one_by_one"), style_sheet("review")]
    FREE = frozenset({"tab"})

    def __init__(self, ref: str = "") -> None:
        super().__init__()
        self._first = ref
        self._back: list[Answers] = []
        self._waiting: list[str] = []

    @property
    def at_hand(self) -> TeamDay | TeamPaper | None:
        """The day or the paper under the cursor."""
        kind, key = Ref.parse(self.left.ref).pair
        if kind == "teamdays":
            return self.desk.get(TeamDay, key)
        return self.desk.get(TeamPaper, key) if kind == "teampapers" else None

    @property
    def named(self) -> str:
        hand = self.at_hand
        return (hand.whose if isinstance(hand, TeamDay) else hand.title) if hand is not None else ""

    @property
    def about(self) -> str:
        hand = self.at_hand
        return hand.id if hand is not None else "check"

    def _day(self) -> TeamDay | None:
        hand = self.at_hand
        if not isinstance(hand, TeamDay):
            self.desk_app.tell(self.say("check.no_day_here"))
            return None
        return hand

    def _line(self) -> tuple[TeamDay, str] | None:
        """The day at hand, and the id of the line under the cursor in it."""
        day = self._day()
        at = Ref.parse(self.right.ref)
        if day is not None and at.kind != "line":
            self.desk_app.tell(self.say("check.on_right"))
        return (day, at.id) if day is not None and at.kind == "line" else None

    # The AM's word

    def action_check_done(self) -> None:
        hand = self.at_hand
        with self.minding():
            if isinstance(hand, TeamDay):
                sign_day(self.desk, hand.id, self.now())
            elif hand is not None and hand.kind == SUMMARY:
                mark_read(self.desk, hand.id, self.now())
            elif hand is not None:
                approve_copy(self.desk, hand.id, self.now())
            else:
                self.desk_app.tell(self.say("check.waiting.none"))

    def action_check_back(self) -> None:
        """A paper is returned with a remark."""
        hand = self.at_hand
        if isinstance(hand, TeamPaper) and hand.kind != SUMMARY:
            self.ask(
                "check.remark",
                lambda remark: return_copy(self.desk, hand.id, remark, self.now()),
                of=hand.id,
                who=hand.whose,
            )
        else:
            self.desk_app.tell(self.say("check.no_paper_here"))

    def action_check_add(self) -> None:
        day = self._day()
        if day is not None:
            self.ask(
                "check.add",
                lambda text: add_line(self.desk, day.id, text, self.now()) if text.strip() else None,
                of=f"{day.id} add",
                understand=self._understood,
                who=day.whose,
            )

    def action_give(self) -> None:
        found = self._line()
        if found is not None:
            day, key = found
            self.ask(
                "check.give",
                lambda text: give_line(self.desk, day.id, key, text, self.now()),
                of=f"{day.id} {key}",
                understand=self._understood,
            )

    def _understood(self, text: str) -> Parts:
        """To whom, and when."""
        if not text.strip():
            return ()
        read = understood(self.desk, text, self.now())
        parts: list[Part] = [(f"@{read.owner} ", "act")] if read.owner else []
        parts += [(f"· {when(self.say, self.desk.local(read.time.at), self.now())}", "act")] if read.time else []
        return tuple(parts)

    def action_earlier(self) -> None:
        self._move(-1)

    def action_later(self) -> None:
        self._move(1)

    def _move(self, direction: int) -> None:
        found = self._line()
        if found is None:
            return
        day, key = found
        order = [line.id for line in day.lines]
        with self.minding():
            place = order.index(key) + 1 + direction if key in order else 0
            move_line(self.desk, day, key, place, self.now())

    # Files

    def action_take_weeks(self) -> None:
        def take(text: str) -> Coroutine[object, object, object] | None:
            return take_in(self, path_typed(text)) if text.strip() else None

        self.ask("week.take", take, of="take", default=str(file_place(self.desk)))

    def action_write_file(self) -> None:
        """What was said to one AE, as a file for her: to that of the one at hand, else to the first that waits."""
        hand = self.at_hand
        key = hand.desk if hand is not None else Ref.parse(self.left.ref).id
        found = [one for one in self._back if one.n]
        to = next((one for one in found if one.desk == key), found[0] if found else None)
        if to is None:
            self.desk_app.tell(self.say("check.nothing_back"))
            return
        who, name = to.whose, f"{self.desk.owner or 'am'}-{to.whose}-{self.now():%m%d}.json"
        self.ask(
            "check.file",
            lambda text: self._write(who, text),
            of=f"back {who}",
            default=str(file_place(self.desk) / name),
            who=who,
        )

    def _write(self, who: str, text: str) -> None:
        if text.strip():
            file = path_typed(text)
            sent = send_back(self.desk, who, file, self.now())
            keep_place(self.desk, file.parent)
            counts = {"days": len(sent.days), "papers": len(sent.papers), "todos": len(sent.todos)}
            self.desk_app.tell(self.say("check.sent", who=who, file=file, **counts))

    # Showing

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        if event.lines is self.left and Ref.parse(event.ref).kind == "back":
            self.action_write_file()
        elif event.lines is self.left and self.at_hand is not None:
            self.action_next_list()

    def on_line_list_nothing_to_open(self, event: LineList.NothingToOpen) -> None:
        event.stop()
        self.desk_app.tell(self.say("page.nothing_here"))

    def action_open(self) -> None:
        if isinstance(self.focused, LineList):
            self.focused.action_open()

    def _opened(self) -> None:
        if self._first:
            self.left.select(self._first)

    def _look(self) -> None:
        desk, say = self.desk, self.say
        sheets = [day for day in days(desk) if day.signed is None]
        self._back = [one for one in answers(desk) if one.n]
        sections = [show.waiting_section(desk, say, sheets, self._papers())]
        if self._first and self._first not in [row.ref for row in sections[0].rows]:
            sections += show.read_section(say, self.desk.get(TeamPaper, Ref.parse(self._first).id))
        rows = [row.ref for row in sections[0].rows]
        was_waiting = self.left.ref in self._waiting
        self._waiting = rows
        self.left.show(*sections, *([show.back_section(say, self._back)] if self._back else []))
        if was_waiting and rows and self.left.ref not in rows:  # the last of them was judged: to what still waits
            self.left.select(rows[0])
        self.keys.show(*self.hints())
        self._show_thing()
        self._show_head(self.now())

    def _papers(self) -> list[TeamPaper]:
        return [*waiting(self.desk), *to_read(self.desk)]

    def _show_thing(self) -> None:
        hand, now = self.at_hand, self.now()
        self.thing.show(*([show.head_section(self.desk, self.say, hand)] if hand is not None else []))
        if isinstance(hand, TeamDay):
            self.right.show(*show.day_at_hand(self.desk, self.say, hand, now))
        elif hand is not None:
            self.right.show(*show.paper_at_hand(hand))
        else:
            self.right.show(Section("none", (), (), self.say("check.right.none")))

    def _show_head(self, now: datetime) -> None:
        left = [day for day in days(self.desk) if day.signed is None]
        papers = self._papers()
        done = sum(len(one.days) + len(one.papers) for one in self._back)
        total = done + len(left) + len(papers)
        told = ((f"{self.say('check.n_said')} ", "dim"), (f"{done}", "ink bold"), (f" / {total}", "dim"))
        self.top.show(((self.say("check.title"), "ink bold"),), (), (*told, *self.time_of_day(now)))
        self.bar.show(done / total if total else 1.0)
