"""The board: the day in one look (the first of the four moments)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from aetui.commands import BOARD
from aetui.desk.core import Changed
from aetui.desk.day.folding import Owed
from aetui.desk.day.today import Today, client_name, today
from aetui.desk.day.todos import finish_todo
from aetui.desk.doubts import doubts, troubles
from aetui.desk.meeting.quiet import quiet_line
from aetui.desk.obligations import find_open
from aetui.domain.derive.meetings import ends
from aetui.domain.obligations import Obligation
from aetui.domain.records import Todo
from aetui.domain.records.refs import Ref
from aetui.locales.dates import day_line
from aetui.locales.errors import sentence
from aetui.locales.wording import title
from aetui.screens.board.entry import EntryScreen, note_card
from aetui.screens.board.lists import Lists
from aetui.screens.frame import understood as entries
from aetui.screens.frame.letter_acts import ask_refuse, done_with
from aetui.widgets.bars import HeadLine
from aetui.widgets.cells import Part, Parts, parts_width
from aetui.widgets.countdown import time_left
from aetui.widgets.digits import BigDigits
from aetui.widgets.keyline import KeyLine
from aetui.widgets.lines import LineList, Section
from aetui.widgets.prompt import Prompt
from aetui.widgets.ruler import Ruler
from aetui.widgets.theme import style_sheet

LISTS = ("left", "right")
FREE = frozenset({"tab", "shift+tab"})  # these mean something across the lists
WIDE, NARROW = 160, 100
"""From so many cells on the open record stands beside the lists; below so few the right side folds under tabs."""


class BoardScreen(EntryScreen):
    WHERE = BOARD
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("board")]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (NARROW, "-usual"), (WIDE, "-broad")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._seen: Today | None = None
        self._owed: Owed | None = None
        self._turns = 0.0  # when an obligation next changes its state, as a timestamp
        self._minute = -1
        self._beside = ""
        self._unfolded = False
        self._stood = False

    def compose(self) -> ComposeResult:
        yield HeadLine(id="head")
        yield HeadLine(id="motto")
        with Horizontal(id="hero"):
            yield BigDigits(id="digits")
            yield Ruler(id="ruler")
        yield HeadLine(id="first")
        with Horizontal(id="lists"):
            yield LineList(free_keys=FREE, id="left")
            yield LineList(free_keys=FREE, id="right", classes="raised")
            with Vertical(id="beside"):
                yield LineList(free_keys=FREE, id="open")
        yield HeadLine(id="tabs")
        yield HeadLine(id="doubt")
        yield Prompt(id="prompt")
        yield KeyLine(id="keys")

    # Showing

    def on_mount(self) -> None:
        self.set_focus(self.query_one("#left", LineList))

    def look(self) -> None:
        """Read the day anew and show it; only rows that read differently are painted."""
        if not self._there:
            return
        now = self.now()
        seen = self._seen = today(self.desk, now)
        lists = Lists(self.desk, self.say, self._owed)
        self._owed = lists.reckoned(seen)
        left, right = self.query_one("#left", LineList), self.query_one("#right", LineList)
        cells, lines = left.cells or right.cells, left.size.height  # one is hidden where only one fits
        beside = right.cells or cells
        sides = (
            lists.left_side(seen, cells, lines, folded=not self._unfolded),
            [lists.todos(seen, beside), lists.cards(seen, beside), lists.done(seen)],
        )
        for widget, sections in zip((left, right), sides, strict=True):
            widget.show(*sections)
            widget.tick(now.timestamp())
        self._turns = self._next_turn(seen)
        hints, last = self.hints()
        self.query_one(KeyLine).show(hints, last)
        self._show_head(now, seen)
        self._show_ruler(now, seen)
        quiet = self.said_above(now)
        self.set_class(quiet is not None, "-quiet")  # a low screen has the line for this alone
        motto = self.desk.rulebook.line_of_the_day(now.date(), self.say.lang)
        self.query_one("#motto", HeadLine).show(quiet or ((motto, "faint"),))
        self._show_tabs()
        self._show_beside(now)
        trouble, doubt = troubles(self.desk), doubts(self.desk, now)
        line = self.query_one("#doubt", HeadLine)
        line.display = bool(trouble or doubt)
        said = [self.say("board.troubles", n=len(trouble))] if trouble else []
        line.show([(" ".join([*said, *(sentence(self.say, d) for d in (*trouble, *doubt))]), "soon")])

    def said_above(self, now: datetime) -> Parts | None:
        """What is to be known before anything else is looked at; None: the line of the day stands there."""
        quiet = quiet_line(self.desk, self.say, now)
        return (quiet,) if quiet else None

    @property
    def _there(self) -> bool:
        """Whether the widgets stand: the clock and other programs also call before and after."""
        self._stood = self._stood or (bool(self.query("#keys")) and bool(self.query("#left")))
        return self._stood and self.is_attached

    def _show_head(self, now: datetime, seen: Today) -> None:
        say, profile, owed = self.say, self.desk.profile, self._owed or Owed(())
        left: list[Part] = [
            ((profile.name if profile and profile.name else "aetui"), "ink bold"),
            ("  " + " ".join(profile.roles if profile else []), "dim"),
            ("   " + day_line(say, now.date()), "ink"),
            ("   " + say("head.week", n=now.isocalendar().week), "dim"),
        ]
        right: list[Part] = []
        for key, n, style in (
            ("owed", len(owed.rows), "ink bold"),
            ("late", owed.late, "late bold" if owed.late else "ink bold"),
            ("hand", len(seen.cards), "ink bold"),
        ):
            right += [(f"   {say(f'board.head.{key}')} ", "dim"), (f"{n}", style)]
        office = self.desk_app.office
        if office is not None:
            from aetui.desk.office.words import head_words

            short = self.size.width < NARROW
            right = [*head_words(say, office.state, self.desk, now, short=short), *right]
        self.query_one("#head", HeadLine).show(left, (), (*right, *self.time_of_day(now)))
        self._show_hero(now, seen)

    def _show_hero(self, now: datetime, seen: Today) -> None:
        say = self.say
        digits = self.query_one("#digits", BigDigits)
        if seen.owed:
            first = seen.owed[0]
            left = first.remaining(now)
            style = "late" if left < 0 else "soon" if first.state == "soon" else "act"
            caption: list[Part] = [
                (say(f"state.{first.state}") + " ", f"{style} bold"),
                (f"{client_name(self.desk, first.client_id)} ".lstrip(), "ink bold"),
                (title(say, first, self.desk.rulebook), "dim"),
                (" " + first.source, "faint"),
            ]
            left_text = ("-" if left < 0 else "") + time_left(left, say("board.day"))
        else:
            caption, left_text, style = [(say("board.clear"), "done bold")], "", "done"
        # Big, the time has a line of its own for what it is about; small, both stand in one.
        low = self.has_class("-low") or self.has_class("-slim")
        digits.show(left_text, style, caption if low or not left_text else ())
        below = self.query_one("#first", HeadLine)
        below.display = not low
        below.show(caption if left_text else ())

    def _show_ruler(self, now: datetime, seen: Today) -> None:
        self._minute = now.minute
        self.query_one("#ruler", Ruler).show(Lists(self.desk, self.say, self._owed).ruled(seen, now))

    def _show_tabs(self) -> None:
        """Where only one side fits, this line says which it is and what else there is."""
        seen = self._seen
        if seen is None or self._owed is None or not self._there:
            return
        left, right = (self.query_one(f"#{one}", LineList) for one in LISTS)
        here = right.has_class("-front")
        names = [
            (left, "owed", len(self._owed.rows)),
            (left, "calls", len(seen.calls)),
            (right, "todos", sum(1 for t in seen.todos if t.done is None)),
            (right, "cards", len(seen.cards)),
            (right, "done", len(seen.done)),
        ]
        parts: list[Part] = []
        for side, name, n in names:
            style = "ink bold" if (side is right) == here else "dim"
            parts += [(side.digit_of(name), "act"), (self.say(f"board.{name}"), style), (f" {n}  ", "dim")]
        tab = ("Tab ⇄", "act")
        fits = parts_width([*parts, tab]) <= self.size.width - 4
        self.query_one("#tabs", HeadLine).show(parts, (), [tab] if fits else ())

    def _lists(self) -> list[LineList]:
        """Where only one side fits, the other is a key away all the same."""
        return [self.query_one(f"#{one}", LineList) for one in LISTS]

    def bring_forward(self, lines: LineList) -> None:
        if lines.id in LISTS:
            self.query_one("#right").set_class(lines.id == "right", "-front")
            self.query_one("#left").set_class(lines.id == "right", "-back")

    def _paint_digits(self) -> None:
        super()._paint_digits()
        self._show_tabs()

    def _show_beside(self, now: datetime) -> None:
        """At 160 cells and more: what the cursor stands on, without leaving the board."""
        if self.size.width < WIDE or not self._there:
            return
        from aetui.screens.record.detail_lines import sections_for

        focused = self._list()
        ref = focused.ref if focused and focused.id in LISTS else self._beside
        self._beside = ref
        shown = sections_for(self.desk, self.say, ref, now) if ref else [Section("none", (), (), "")]
        beside = self.query_one("#open", LineList)
        beside.show(*shown)
        beside.tick(now.timestamp())

    def tick(self, now: datetime) -> None:
        seen = self._seen
        if seen is None or not self._there:
            return
        if now.timestamp() >= self._turns or now.date() != seen.now.date():
            self.look()
            return
        for name in (*LISTS, "open"):
            self.query_one(f"#{name}", LineList).tick(now.timestamp())
        self._show_head(now, seen)
        if now.minute != self._minute:
            self._show_ruler(now, seen)

    def _next_turn(self, seen: Today) -> float:
        """When something on the board next changes of itself: an obligation turns soon, or falls due."""
        moments = [seen.now + timedelta(hours=1)]
        at_ours = [meeting for meeting in seen.meetings if meeting.place == "ours"]
        moments += [at for m in at_ours for at in (m.start, ends(m)) if at is not None and at > seen.now]  # M5
        if self._owed is not None:
            moments.append(self._owed.next_turn(seen.now, self.desk.rulebook.rules))
        return min(moments).timestamp() + 0.001

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        if self.is_mounted:
            self.look()

    def language_changed(self) -> None:
        self.look()

    def on_screen_resume(self) -> None:
        self.missed = None  # the time has gone on as well: all is looked at anew in any case
        if self._seen is not None:
            self.look()

    def room(self) -> object:
        """What folds, and how much stands in a row, goes by the lists' room."""
        left, right = self._lists() if self._there else (None, None)
        return self.size, left and (left.cells, left.size.height), right and right.cells

    def fill(self) -> None:
        self.look()

    # Moving

    def _list(self) -> LineList | None:
        return self.focused if isinstance(self.focused, LineList) else None

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if event.lines.id in LISTS:
            self._show_beside(self.now())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, LineList):
            self.bring_forward(event.widget)
            self._show_tabs()

    def on_line_list_past_end(self, event: LineList.PastEnd) -> None:
        event.stop()

    # Commands

    def action_call(self) -> None:
        """A call; first of all with the client that the cursor is on, then outgoing."""
        here = self._list()
        from aetui.desk.find.subject import client_of

        client = client_of(self.desk, here.ref if here is not None else "", self.now())
        self.go("call", offered=client.id if client else "")

    def action_card(self) -> None:
        self._enter("card", note_card, entries.card_words)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        self._open(event.ref)

    def action_open(self) -> None:
        here = self._list()
        if here is not None and here.ref:
            self._open(here.ref)

    def _open(self, ref: str) -> None:
        kind, key = Ref.parse(ref).pair
        if kind == "fold":
            self.action_unfold()
        elif kind == "absences":
            self.go("coming_back", key)
        elif kind == "billing":
            self.go("billing")
        elif kind == "resume":
            self.go("call", resume=key or None)
        else:
            self.open_ref(ref, to_do=True)

    def _obligation(self, ref: str) -> Obligation | None:
        kind, rest = Ref.parse(ref).pair
        if kind == "obligation":
            return find_open(self.desk, rest, self.now())
        return None

    def action_unfold(self) -> None:
        """All that is owed one by one, or what comes later in a line again."""
        self._unfolded = not self._unfolded
        self.look()

    def action_done(self) -> None:
        here = self._list()
        ref = here.ref if here is not None else ""
        kind, key = Ref.parse(ref).pair
        obligation = self._obligation(ref)
        if obligation is not None and obligation.rule == "day.review":
            self.go("review")
        elif obligation is not None and obligation.rule == "week.review":
            self.go("week_review")
        elif obligation is not None:
            from aetui.screens.frame.asking import ask_met  # the first picture doesn't wait for the grammar

            ask_met(self, self.query_one(Prompt), obligation)
        elif kind == "letters":
            done_with(self, self.query_one(Prompt), key)
        elif kind == "covers":
            self._ask_care(key, done=True)
        elif kind == "todos":
            with self.minding():
                todo = finish_todo(self.desk, key, self.now())
                self.desk_app.tell(self.say("todo.done", text=todo.text))
        else:
            self.desk_app.tell(self.say("board.nothing_to_meet"))

    def action_waive(self) -> None:
        here = self._list()
        ref = here.ref if here is not None else ""
        kind, key = Ref.parse(ref).pair
        obligation = self._obligation(ref)
        if obligation is not None:
            from aetui.screens.frame.asking import ask_waive

            ask_waive(self, self.query_one(Prompt), obligation)
        elif kind == "letters":
            ask_refuse(self, self.query_one(Prompt), key)
        elif kind == "resume":
            self.ask_throw_away(key)
        elif kind == "todos" and (todo := self.desk.get(Todo, key)) and todo.done is None:
            self.query_one(Prompt).ask(
                self.say("ask.why"),
                lambda why: self._drop(todo.id, why),
                key=f"drop {todo.id}",
                like=self.say("ask.why.like"),
                about=todo.text,
            )
        else:
            self.desk_app.tell(self.say("board.nothing_to_meet"))

    def action_care_log(self) -> None:
        """What was done about a thing in our care; it stays open. A call, an item: it is put right."""
        from aetui.screens.phone.put_right import put_right

        here = self._list()
        ref = here.ref if here is not None else ""
        if put_right(self, ref):
            return
        kind, key = Ref.parse(ref).pair
        if kind == "covers":
            self._ask_care(key, done=False)
        else:
            self.desk_app.tell(self.say("care.nothing"))

    def action_remove(self) -> None:
        """A call that wasn't one, an item: away, with what it had led to."""
        from aetui.screens.phone.put_right import take_away

        here = self._list()
        if here is None or not take_away(self, self.query_one(Prompt), here.ref):
            self.desk_app.tell(self.say("board.nothing_to_remove"))

    def action_client(self) -> None:
        from aetui.screens.board.new_client import ask_client

        ask_client(self, self.query_one(Prompt))
