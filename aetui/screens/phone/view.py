"""What the call screen shows: the items at the left, the client's memory at the right, the line that is typed into."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from aetui.commands import CALL
from aetui.desk.phone.calls import items_of
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Call, Channel, Client, Item, Way
from aetui.domain.records.refs import ref_to
from aetui.locales.dates import when
from aetui.screens.frame.questions import AskingScreen
from aetui.screens.phone import lines
from aetui.screens.phone.choice import ClientChoice
from aetui.screens.phone.memory import memory_sections
from aetui.screens.phone.typing import CallLine, Typing
from aetui.widgets.bars import HeadLine
from aetui.widgets.keyline import KeyHint
from aetui.widgets.lines import LineList
from aetui.widgets.theme import style_sheet

_MOVES = frozenset({"up", "down"})


class CallView(AskingScreen):
    """The state of the screen, and how it is shown; what is done with it stands in `call.CallScreen`."""

    WHERE = CALL
    CSS_PATH: ClassVar = [style_sheet("call")]

    # Under so many cells the memory folds away, under so many lines the air.
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (100, "-usual")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    # The cursor stays in the line; these turn over what there is no room for.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
    ]

    _choice: ClientChoice  # made as the screen is mounted: it asks the desk

    def __init__(self, way: Way, contact: str | None, channel: Channel) -> None:
        super().__init__()
        self._way, self._contact, self._channel = way, contact, channel
        self._begun, self._turned = way, False  # the direction it began with, and whether F3 said another
        self._call_id = ""  # empty: whom it is with is being chosen, or it couldn't be written yet
        self._over = False  # it was hung up before, and is put right now
        self._unwritten: Client | str | None = None  # whom a call is with that couldn't be written yet
        self._choosing = True
        self._waiting: list[str] = []  # lines that couldn't be written yet
        self._ticking: list[Item] | None = None  # the questions listed while hanging up
        self._ticked: set[str] = set()
        self._typing = Typing()
        self._minute = -1
        self._reckoned: list[Obligation] | None = None
        self._ready = False  # mounted, and not left yet

        self.marks = HeadLine(id="marks")
        self.said, self.memory = LineList(id="said"), LineList(id="memory", classes="raised")
        self.line = CallLine(paint_text=self._paint, split_paste=True, free_keys=_MOVES, id="line")

    def middle(self) -> ComposeResult:
        with Horizontal(id="halves"):
            yield self.said
            yield self.memory
        with Vertical(id="typed"):
            yield self.line
            yield self.marks

    def action_turn(self, direction: int) -> None:
        """A page on or back in the client's memory; where that is folded away, in the items."""
        shown = self.memory if self.memory.size.height else self.said
        turn = shown.scroll_page_down if direction > 0 else shown.scroll_page_up
        turn(animate=False, force=True)

    # What it is about

    @property
    def call(self) -> Call | None:
        return self.desk.get(Call, self._call_id)

    @property
    def client(self) -> Client | None:
        call = self.call
        if call is not None:
            return self.desk.get(Client, call.client_id)
        return self._unwritten if isinstance(self._unwritten, Client) else None

    @property
    def items(self) -> list[Item]:
        if self._over:
            return items_of(self.desk, self._call_id)  # however long ago it was
        return sorted(self.desk.book.items_of(self._call_id), key=lambda i: (i.n, i.id)) if self._call_id else []

    def page_refs(self) -> list[str]:
        return [ref_to("calls", self._call_id)] if self._call_id else []

    # Showing

    def tick(self, now: datetime) -> None:
        if not self._ready:
            return
        self._show_head()
        self.memory.tick(now.timestamp())
        minute = int(now.timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self._reckoned = None
            self._show_said()

    def language_changed(self) -> None:
        self.refresh_all()

    def refresh_all(self) -> None:
        if not self._ready:
            return
        self._reckoned = None
        self.keys.show(*self.hints())
        self._show_head()
        self._show_said()
        if not self._choosing:  # while choosing, the memory belongs to the choice
            self._show_memory()
        self._show_line()

    def hints(self) -> tuple[list[KeyHint], tuple[KeyHint, ...]]:
        """The keys that mean something now: on the phone, while choosing, while hanging up."""
        hints, last = super().hints()
        if not self._choosing and self._ticking is None:
            said = {"screen.hang_up": "phone.key.mended"} if self._over else {}
            return [h._replace(name=self.say(said[h.action])) if h.action in said else h for h in hints], last
        say, move = self.say, KeyHint("↑↓", self.say("phone.key.move"))
        if self._choosing:
            shown = [h for h in hints if h.action == "screen.direction"]
            return [KeyHint("Enter", say("phone.key.choose")), move, *shown], last
        tick = KeyHint("Tab", say("phone.key.tick"))
        end = KeyHint("Enter", say("phone.key.end"), action="screen.hang_up", also="F8")
        talk, help_ = KeyHint("Esc", say("phone.key.talk"), action="screen.leave_call"), last[-1:]
        return [tick, end, move], (talk, *help_)

    def _paint(self, text: str) -> Sequence[tuple[int, int, str]]:
        return [] if self._choosing else self._typing.painted(self.desk, text, self.now())

    def _show_head(self) -> None:
        now, call, say = self.now(), self.call, self.say
        left = lines.head_parts(say, self._way, self._channel, self.client, call.contact if call else self._contact)
        right = list(self.time_of_day(now))
        if call is not None:
            seconds = ((call.ended_at or call.at if self._over else now) - call.at).total_seconds()
            lasted = [(say("phone.lasted") + " ", "dim"), (lines.spent(seconds), "act bold")]
            right = [*lasted, *right]
            if self._over:  # one that was noted afterwards has no length to tell
                mending = say("phone.mending", time=when(say, self.desk.local(call.at), now))
                right = [(mending + "   ", "soon"), *(lasted if seconds else ())]
        self.top.show(left, (), right)

    def _show_said(self) -> None:
        if self._choosing:
            self._show_choice()
            return
        now = self.now()
        asked = {key for item in self._ticking or self.items for key in (item.id, item.card_id)}
        obligations = lines.by_subject(o for o in self._owed(now) if o.subject_id in asked)
        if self._ticking is not None:
            section = lines.answered_section(self.desk, self.say, self._ticking, self._ticked, obligations, now)
            self.said.show(section)
            return
        items = self.items
        self.said.show(lines.said_section(self.desk, self.say, items, now, obligations, editing=self._typing.item_id))
        if items:
            self.said.select(ref_to("items", self._typing.item_id or items[-1].id))

    def _owed(self, now: datetime) -> list[Obligation]:
        """What is owed, and what ended in this call; reckoned once for all that is shown anew at once."""
        if self._reckoned is None:
            call = self.call
            self._reckoned = self.desk.obligations(now, ended_since=call.at if call else now)
        return self._reckoned

    def _show_choice(self, text: str | None = None) -> None:
        typed = self.line.text if text is None else text
        self.said.show(*self._choice.sections(self.say, typed, self.now(), resume=not self._call_id))
        self.said.select(self._choice.picked)
        if not self._turned and not self._call_id:
            self._way = "out" if self._choice.is_offered(typed) else self._begun
            self._show_head()
        self._show_memory()

    def _show_memory(self) -> None:
        client, now = self._choice.client() if self._choosing else self.client, self.now()
        if client is None:
            self.memory.show()
            return
        self.memory.tick(now.timestamp())
        obligations = [o for o in self._owed(now) if o.state in OPEN]
        self.memory.show(*memory_sections(self.desk, self.say, client, obligations, self.call, now))

    def _show_line(self) -> None:
        say, line = self.say, self.line
        line.clear_on_submit = not self._choosing
        if self._choosing:
            line.prefix = ((say("phone.who") + " ", "act bold"),)
            line.hint, line.suffix = say("phone.who.hint"), ()
            self.marks.show(())
            return
        line.hint = say("phone.hint.missed" if self._way == "missed" else "phone.hint")
        if self._ticking is not None:
            line.hint = ""
            self.marks.show(())
        self._show_meaning()

    def _show_marks(self) -> None:
        """Under the line: the marks, or the lines that couldn't be written yet."""
        if self._waiting:
            told = self.say("phone.waiting", n=len(self._waiting))
            self.marks.show(((told + " ", "late bold"), (" ↵ ".join(self._waiting), "ink")))
        else:
            self.marks.show(lines.marks_line(self.say, self.size.width - 4))

    def _show_meaning(self) -> None:
        """The number of the item, and at the line's end what it will make."""
        if self._choosing:
            return
        say, items = self.say, self.items
        item = self.desk.get(Item, self._typing.item_id)
        number = item.n if item else 1 + max((i.n for i in items), default=0)
        self.line.prefix = ((f"{number:>3} ", "act bold" if item else "faint"),)
        if item is not None:
            self.marks.show(((say("phone.editing", n=item.n), "soon"),))
        elif self._ticking is None:
            self._show_marks()
        text = self.line.text
        if not text.strip():
            self.line.suffix = ()
            return
        meant = self._typing.understood(self.desk, text, self.now())
        self.line.suffix = (
            *lines.meaning(
                self.desk,
                say,
                meant,
                self.now(),
                timing=self._typing.timing,
                client_id=self.client.id if self.client else None,
            ),
            *lines.hinted(self.desk, say, meant),
        )
