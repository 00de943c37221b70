"""What every screen of the desk has: the desk, the clock, the catalogue, and its commands as keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partialmethod
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.binding import Binding
from textual.geometry import Offset
from textual.widget import Widget

from aetui import commands
from aetui.commands.keys import Keys
from aetui.desk import hints
from aetui.desk.copying.text import Copied
from aetui.desk.core import Changed, Desk
from aetui.desk.find.subject import about_of, client_of
from aetui.desk.phone.drafts import LineDrafts
from aetui.domain.errors import DeskError
from aetui.domain.records import Card, Meeting
from aetui.locales import Texts
from aetui.locales.dates import clock
from aetui.locales.history import told
from aetui.screens.frame.ideas import ask_idea
from aetui.terminal.screen import TerminalScreen
from aetui.widgets.cells import Parts
from aetui.widgets.keyline import KeyHint
from aetui.widgets.lines import LineList
from aetui.widgets.prompt import Prompt
from aetui.widgets.selecting import Selectable

if TYPE_CHECKING:
    from aetui.desk.office.link import LiveLink
    from aetui.desk.papers.writer import Subject

Answered = Callable[[Any], Any] | None

MONEY = frozenset({"money", "estimate"})
"""Questions that are answered by a line of money."""
OF_THE_HOUSE = frozenset({"note", "idea"})
"""Questions whose answers are for the house alone, whatever they say (N2 to N4)."""

_BETWEEN_DESKS = frozenset({"ask_approval", "ask_sign"})
"""Commands that ask for something on another's desk: the footer of one that stands in no office leaves them out."""


class DeskHost(Protocol):
    """What a screen asks of the app that shows it."""

    desk: Desk
    say: Texts
    complaints: int
    keys: Keys
    answers: dict[str, str]
    office: LiveLink | None

    def now(self) -> datetime: ...
    def complain(self, mistake: DeskError) -> None: ...
    def copy(self, copied: Copied, said: str = "") -> None: ...
    def tell(self, text: str, *, late: bool = False) -> None: ...
    def speak(self, lang: str) -> None: ...
    def sync(self) -> None: ...
    def turn_theme(self) -> None: ...
    def turn_language(self) -> None: ...
    def go(self, place: str, *args: Any, then: Answered = None, of: Desk | None = None, **options: Any) -> None: ...
    def open_ref(self, ref: str, *, to_do: bool = False, of: Desk | None = None) -> None: ...
    def pass_on(self, changed: Changed) -> None: ...
    def go_home(self) -> None: ...
    def exit(self) -> None: ...


def bindings_of(command: commands.Command, where: str) -> list[Binding]:
    """A command's keys on a screen. Of one that has the digits each says which it was."""
    keys = command.keys_on(where)
    if command.id == "section":
        return [Binding(key, f"section({key})", show=False) for key in keys]
    binding = Binding(",".join(keys), command.id, show=False, id=command.id)
    return list(binding.make_bindings([binding]))


class DeskScreen(TerminalScreen):
    """A screen of the desk. `WHERE` names its part of the command table: each command `ID` runs `action_ID`, which one that
    opens a place of its name has by itself."""

    WHERE = ""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for command in commands.of(cls.WHERE):
            if command.opens and not hasattr(cls, f"action_{command.id}"):
                setattr(cls, f"action_{command.id}", partialmethod(DeskScreen.go, command.id))

    def __init__(self) -> None:
        super().__init__()
        self.missed: Changed | None = None
        self.lent: Desk | None = None
        """Another's desk, where this screen shows one: it is only looked at."""
        self._filled: object = None  # the room that was shown in last
        for command in commands.of(self.WHERE):
            for one in bindings_of(command, self.WHERE):
                self._bindings.key_to_bindings.setdefault(one.key, []).insert(0, one)  # before Textual's own

    def on_compose(self) -> None:
        self._folds()  # before there is a widget that had to be styled anew

    def on_mount(self) -> None:
        for prompt in self.query(Prompt):
            self.remember(prompt)

    def remember(self, prompt: Prompt) -> None:
        """What is typed there half is kept with the desk, and the bottom line says what the keys mean meanwhile."""
        prompt.remember(
            LineDrafts(self.desk_app.desk),
            lambda: self.desk_app.complaints,
            last=self.desk_app.answers,
            keys=self._asking,
            hints=self._hints,
            refuse=self._refuse if self.lent is not None else None,
        )

    def _refuse(self) -> None:
        with self.minding():
            self.desk.store.file.need_own()

    def _hints(self, kind: str, text: str) -> Parts:
        """What a line hints at, while it is typed (N2 to N5), and whom it may mean; it never blocks."""
        found = [] if kind in OF_THE_HOUSE else hints.of_text(self.desk, text, "money" if kind in MONEY else "any")
        said = [hints.briefly(self.desk, one, self.say.lang) for one in found]
        if "@" in text or "＠" in text:
            from aetui.desk.typed.lines import unclear_in  # the first picture doesn't wait for the grammar

            said += unclear_in(self.desk, text, self.say)
        return ((self.say("list.comma").join(said), "soon"),) if said else ()

    def _folds(self) -> None:
        """As the size asks, before the first frame: Textual's breakpoints are set after it, so that it flashed as a wide one."""
        width, height = self.app.size
        for cells, steps in ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)):
            reached = [name for least, name in sorted(steps or []) if cells >= least]
            for _, name in steps or []:
                self.set_class(name == reached[-1], name)

    def _asking(self, kept: bool, again: bool) -> list[KeyHint]:
        """What the keys mean while a line is asked for."""
        last = [KeyHint("↑", self.say("asking.last"))] if again else []
        return [
            KeyHint("Enter", self.say("asking.keep")),
            KeyHint("Esc", self.say("asking.later" if kept else "asking.leave")),
            *last,
        ]

    @property
    def desk_app(self) -> DeskHost:
        return cast("DeskHost", self.app)

    @property
    def desk(self) -> Desk:
        return self.lent or self.desk_app.desk

    @property
    def say(self) -> Texts:
        return self.desk_app.say

    def now(self) -> datetime:
        return self.desk_app.now()

    def time_of_day(self, now: datetime) -> Parts:
        """The clock that ends every head; on another's desk it is said whose that is."""
        whose = (("   " + self.say("office.whose", whose=self.lent.owner or ""), "act"),) if self.lent else ()
        return (*whose, (f"   {clock(now)}:{now:%S}", "ink bold"))

    def tick(self, now: datetime) -> None:
        """The clock moved; twice a second. Repaint only what reads differently."""

    def desk_changed(self, changed: Changed) -> None:
        """Records changed, by whomever. A screen that nobody sees is told when it comes to the front again."""

    def on_screen_resume(self) -> None:
        self._folds()  # the size may be another by now
        missed, self.missed = self.missed, None
        if missed is not None:
            self.desk_changed(missed)

    def language_changed(self) -> None:
        """Say everything anew in `self.say`."""

    # To other screens, which the app's router knows; Esc comes back

    def go(self, place: str, *args: Any, then: Answered = None, **options: Any) -> None:
        """A place of `aetui.router`, above this screen; `then` takes what it answers."""
        self.desk_app.go(place, *args, then=then, **options)

    def open_ref(self, ref: str, *, to_do: bool = False) -> None:
        """What `ref` names; `to_do`: a duty that has a page of its own on that page."""
        self.desk_app.open_ref(ref, to_do=to_do)

    def open_made(self, made: Card | Meeting) -> None:
        """What was just made: a card with its steps asked for line by line."""
        if isinstance(made, Meeting):
            self.go("meeting", made.id)
        else:
            self.go("card", made.id, planning=True)

    def action_idea(self) -> None:
        """An idea, from anywhere (Y1): for what the cursor stands on, or the page is of; asked for here where there is a line."""
        card, client = about_of(self.desk, self.stands_on(), self.now())
        prompt = next(iter(self.query(Prompt)), None)
        if prompt is not None:
            ask_idea(prompt, self.desk_app, card, client)
        else:
            self.go("ideas", asking=True)

    def page_refs(self) -> list[str]:
        """What the screen is of."""
        return []

    def stands_on(self) -> list[str]:
        """What the cursor stands on, then what the screen is of."""
        return [*(lines.ref for lines in self.query(LineList) if lines.has_focus), *self.page_refs()]

    def to_copy(self) -> Copied | None:
        """What stands here as text for the clipboard; None where nothing does. Raises DeskError."""
        from aetui.desk.copying.build import copy_of, copy_of_paper

        paper = self.page_paper()
        return copy_of(self.desk, self.say, self.stands_on(), self.now()) or (
            copy_of_paper(self.desk, self.say, *paper, self.now()) if paper else None
        )

    def page_paper(self) -> tuple[str, Subject] | None:
        """The paper that the screen is the page of: its kind, and on what."""
        return None

    def action_papers(self) -> None:
        """The paper that the screen is the page of, read and sent."""
        if (paper := self.page_paper()) is not None:
            self.go("paper", [paper[0]], paper[1])

    def action_copy(self) -> None:
        """What the mouse selected, else what the cursor stands on, else what the screen is of."""
        selected = self.get_selected_text()
        with self.minding():
            found = Copied(selected) if selected and selected.strip() else self.to_copy()
            if found is None:
                self.desk_app.tell(self.say("copy.nothing"))
            else:
                self.desk_app.copy(found)

    def on_text_selected(self) -> None:
        """The mouse let go: what it selected is copied, as in a terminal."""
        selected = self.get_selected_text()
        if selected and selected.strip():
            self.desk_app.copy(Copied(selected))

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        widget, offset = super().get_widget_and_offset_at(x, y)
        return widget, widget.cell_at(x, y) if isinstance(widget, Selectable) else offset

    def call_with(self, *refs: str) -> None:
        """A call with the client of the first of `refs` that has one: outgoing, as we have something to say to them."""
        found = (client_of(self.desk, ref, self.now()) for ref in refs if ref)
        client = next((one for one in found if one is not None), None)
        self.go("call", client=client.name if client else None, way="out" if client else "in")

    # Commands that every screen has which names them in the table

    def action_undo(self) -> None:
        self._take_back("undo")

    def action_redo(self) -> None:
        self._take_back("redo")

    def _take_back(self, way: str) -> None:
        with self.minding():
            turned = self.desk.undo(self.now()) if way == "undo" else self.desk.redo(self.now())
            if turned is None:
                self.desk_app.tell(self.say(f"error.{way}.nothing"))
            else:
                self.desk_app.tell(self.say(f"{way}.said", what=told(self.say, *turned, self.desk.rulebook)))

    def action_quit(self) -> None:
        self.desk_app.exit()

    def action_exit(self) -> None:
        self.action_quit()

    def action_home(self) -> None:
        """To the board, from however deep; what is half-typed is kept as with Esc."""
        for prompt in self.query(Prompt):
            prompt.cancel()
        self.desk_app.go_home()

    def _lists(self) -> list[LineList]:
        """The lists that are seen and can be stood on, as they are read."""
        lists = self.query(LineList)
        return [one for one in lists if one.can_focus and all(w.display for w in one.ancestors_with_self)]

    def bring_forward(self, lines: LineList) -> None:
        """Make sure that a list which a digit leads to is seen."""

    def _paint_digits(self) -> None:
        """Where a digit leads to a section, it stands before its heading."""
        if any(c.id == "section" for c in commands.of(self.WHERE)):
            n = 1
            for one in self._lists():
                one.count_sections_from(n)
                n += one.filled()

    def on_line_list_counted(self) -> None:
        self._paint_digits()

    def fit(self, *, new: bool) -> None:
        if new and (room := self.room()) != self._filled:
            self._filled = room
            self.fill()
        self._paint_digits()  # a side may have come or gone

    def room(self) -> object:
        """What `fill` goes by."""
        return self.size

    def fill(self) -> None:
        """Show what goes by the room: before it is painted in one that is new."""

    def on_line_list_past_sections(self, event: LineList.PastSections) -> None:
        event.stop()
        self._step_list(event.direction)

    def action_next_list(self) -> None:
        self._step_section(1)

    def action_previous_list(self) -> None:
        self._step_section(-1)

    def _step_section(self, direction: int) -> None:
        """To the next section, of whichever list; round and round."""
        here = self.focused
        if not (isinstance(here, LineList) and here.go_section(direction)):
            self._step_list(direction)

    def _step_list(self, direction: int) -> None:
        # What is out of sight is brought forward to be read, though there be nothing in it to stand on.
        lists = [one for one in self._lists() if one.refs or (one.has_rows and not one.region.width)]
        at = lists.index(self.focused) if self.focused in lists else -1
        if lists:
            other = lists[(at + direction) % len(lists)]
            self.bring_forward(other)
            other.enter_section(direction)

    def action_section(self, n: int) -> None:
        """To the nth section that has rows, of all the lists."""
        for one in self._lists():
            there = one.filled()
            if n <= there:
                self.bring_forward(one)
                one.focus()
                one.go_to_section(n)
                return
            n -= there

    def action_narrow(self) -> None:
        """The lists show only what says the words, while they are typed; an empty answer shows all again."""
        lists, prompt = list(self.query(LineList)), self.query_one(Prompt)

        def understand(text: str) -> Parts:
            found = sum(lines.narrow(text) for lines in lists)
            return ((f"{found}", "act"),) if text.strip() else ()

        def answered(text: str | None) -> None:
            if text is None:
                understand("")

        like = self.say("ask.narrow.like")
        prompt.ask(self.say("ask.narrow"), answered, understand=understand, like=like, harmless=True)

    def action_help(self) -> None:
        self.go("help", self.WHERE)

    def action_palette(self) -> None:
        self.go("palette", self.WHERE, self.offered(), then=self.run_command)

    def action_theme(self) -> None:
        self.desk_app.turn_theme()

    def action_language(self) -> None:
        self.desk_app.turn_language()

    async def run_command(self, command_id: str | None) -> None:
        """Run a command of this screen by its id, as its key would."""
        if command_id:
            await self.run_action(f"screen.{command_id}")

    @contextmanager
    def minding(self) -> Iterator[None]:
        """A mistake inside is told in one sentence, and the screen stays as it was."""
        try:
            yield
        except DeskError as mistake:
            self.desk_app.complain(mistake)

    def hints(self) -> tuple[list[KeyHint], tuple[KeyHint, ...]]:
        """The footer's keys, from the command table."""
        return self.hints_of(*(c.id for c in self.offered() if c.rank))

    def offered(self) -> list[commands.Command]:
        """The commands of the screen: of another's desk those that look."""
        return commands.of(self.WHERE, looking=self.lent is not None)

    def hints_of(self, *ids: str) -> tuple[list[KeyHint], tuple[KeyHint, ...]]:
        """These commands in the footer, in this order; and those that never give way: how to leave, and help."""
        here = {c.id: c for c in self.offered()}
        stays = [c.id for c in here.values() if c.rank >= commands.STAYS]
        away = _BETWEEN_DESKS if self.desk.mail.standing is None else frozenset()
        others = [here[one] for one in ids if one in here and one not in stays and one not in away]
        return [self.hint(one) for one in others], tuple(self.hint(here[one]) for one in stays)

    def hint(self, command: commands.Command, name: str = "") -> KeyHint:
        """A command in the footer, by its own name or another."""
        keys = self.desk_app.keys
        return KeyHint(
            keys.printed(command, self.WHERE, function=False),
            name or self.say(f"command.{command.id}"),
            action=f"screen.{command.id}",
            also=keys.printed(command, self.WHERE, function=True),
        )
