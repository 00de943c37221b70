"""The Textual app: the clock, the theme, and what changes on the desk, passed to the screen in front. Small."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import sys
import time
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import aetui.terminal  # noqa: F401 - before Textual, which looks at what it sets once

# isort: split
from textual import events
from textual.screen import Screen
from textual.timer import Timer

from aetui.commands import BOARD, BY_ID
from aetui.commands.keys import KEPT_BY_BROWSERS, Keys, keymap
from aetui.desk.copying.text import Copied, copied_file, keep_copied, shortened
from aetui.desk.core import Changed, Desk
from aetui.desk.day.reminders import Reminders, reminder
from aetui.desk.feeds.beside import Beside
from aetui.desk.meeting.quiet import running
from aetui.domain.errors import BadInput, DeskError
from aetui.domain.text import opening
from aetui.locales import Texts
from aetui.locales.errors import sentence
from aetui.router import LOOKED_AT, screen_at, screen_of, screen_to_do
from aetui.screens.frame.base import Answered, DeskScreen
from aetui.terminal.app import TerminalApp
from aetui.terminal.clipboard import fits
from aetui.terminal.inputmethod import InputMethod
from aetui.widgets.glyphs import use_plain
from aetui.widgets.notice import hide_notice, show_notice
from aetui.widgets.palette import use_colours
from aetui.widgets.rows import use_remarks
from aetui.widgets.safe import safe
from aetui.widgets.theme import depth_of, next_theme, style_sheet, themes

if TYPE_CHECKING:
    from aetui.desk.office.link import LiveLink

TICK = 0.25  # seconds between looks at the clock; the screen hears of each second once
POLL = 0.25  # seconds between looks at what other programs wrote
DISK = 0.05  # seconds between looks whether the disk has what was typed


class DeskApp(TerminalApp[None]):
    """One desk, full screen. `now`: the clock stands there; `started`: it runs from there (the demo). `call`: it is a call alone, as
    `CallScreen` takes it; `front`: it opens on that place, as `of_front` says."""

    CSS_PATH = [style_sheet("theme")]  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = []  # noqa: RUF012

    def __init__(
        self,
        desk: Desk,
        say: Texts,
        *,
        now: datetime | None = None,
        started: datetime | None = None,
        call: dict[str, Any] | None = None,
        front: str = "",
        of_front: dict[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.keys = Keys(kept=KEPT_BY_BROWSERS if self.in_browser else frozenset())
        self.say = Texts(say.lang, self.keys)
        self.complaints = 0  # mistakes told so far
        self.answers: dict[str, str] = {}  # the last to each kind of question
        self._stands = now
        self._shift = (started - datetime.now().astimezone()) if started else timedelta()
        self._call = call
        self._front, self._of_front = front, of_front or {}
        self._second = -1  # that the screen shows
        self._minute = -1  # in which reminders were last looked for
        self._reminders = Reminders()
        self.beside = Beside(desk, self.complain)
        self.office: LiveLink | None = None  # where the desk stands in one
        self._folding = False
        self._trouble: str | None = None
        self._unfolded: str | None = None
        self._disk: Timer | None = None  # while it is waited for
        self.faults: list[Exception] = []  # of screens that were to show a change
        self.title = "aetui"
        depth = depth_of(self.console.color_system)
        for theme in themes(depth):
            self.register_theme(theme)
        use_colours(None if self.no_color else depth)
        use_remarks(opening)
        profile = desk.profile
        self.begin_in((profile.theme if profile else None) or "ink")
        if profile is not None and profile.input_method and not self.is_headless:
            self.input_method = InputMethod(profile.input_method)

    def now(self) -> datetime:
        """The moment, in the desk's zone."""
        if self._stands is not None:
            return self._stands.astimezone(self.desk.tz)
        return (datetime.now().astimezone() + self._shift).astimezone(self.desk.tz)

    def monotonic(self) -> float:
        return time.monotonic()

    def on_mount(self) -> None:
        mistake = self._take_keys()
        self.call_later(self.paint)
        self.call_after_refresh(self._settle)
        self.desk.store.sync_aside()
        self.desk.subscribe(self._changed)
        self.desk.subscribe(self.beside.changed)
        self._stand_in_office()
        self.desk.on_fault = self._tell_fault
        self.set_interval(TICK, self._tick)
        self.set_interval(POLL, self._poll)
        if self._call is not None:
            self.go("call", alone=True, **self._call)
        else:
            from aetui.desk.book.profile import is_new

            if is_new(self.desk):
                self.go("welcome")
            else:
                self.go("board")
                if self._front:
                    self.go(self._front, **self._of_front)
            self._go_on()
        if mistake is not None:
            self.call_after_refresh(self.complain, mistake)  # on the screen that is in front by then

    def _go_on(self) -> None:
        """Back into the call that a crash or a closed terminal cut off."""
        from aetui.desk.phone.drafts import interrupted_call

        call = interrupted_call(self.desk)
        if call is not None:
            self.go("call", resume=call.id)

    def _stand_in_office(self) -> None:
        """The live link, where the desk stands in an office; a desk may have joined one since."""
        if self.desk.store.in_office and (self.office is None or not self.office.runs):
            from aetui.desk.office.link import LinkHost, LiveLink

            failed = partial(self._tell_fault, key="program.fault")
            self.office = LiveLink(self.desk, LinkHost(self.call_later, self._stood, self.complain, failed))
            self.desk.subscribe(self.office.changed)
            self.office.start()

    def sync(self) -> None:
        """Send to the office and hear from it, now."""
        self._stand_in_office()
        if self.office is None:
            self.complain(BadInput("office.not_in"))
        else:
            self.office.hurry()
            self.tell(self.say("office.syncing"))

    def _stood(self) -> None:
        """How the desk stands to its office is another."""
        if isinstance(self.screen, DeskScreen):
            self.screen.tick(self.now())

    def _settle(self) -> None:
        """The first picture is out: from here on garbage is collected (see __main__), what was loaded never is."""
        gc.freeze()
        gc.enable()

    def _take_keys(self) -> BadInput | None:
        """The user's own keys, from NAME.keys.toml beside the desk's file; what is wrong with them."""
        from aetui.desk.files.given import own_keys, read_own

        path = own_keys(self.desk.store.path)
        try:
            self.keys.chosen = keymap(read_own(path), path.name)
            self.set_keymap(self.keys.chosen)
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            return BadInput("keys.unreadable", file=path.name)
        except BadInput as mistake:
            return mistake
        return None

    def _tick(self) -> None:
        if not self.screen_stack:  # the program is ending
            return
        now = self.now()
        if now.second != self._second and isinstance(self.screen, DeskScreen):
            self._second = now.second
            self.screen.tick(now)
        if now.minute != self._minute:
            self._minute = now.minute
            self.remind(now)
            self.beside.minute(now)

    def remind(self, now: datetime) -> None:
        """Say which duties turned soon or late this minute, by the profile's way: quietly, unless it says otherwise. While a
        meeting runs at our office nothing is said (M5): what came stands on the board, and is told after."""
        way = (self.desk.profile.remind if self.desk.profile else None) or "line"
        turned = self._reminders.turned(self.desk, now, quiet=running(self.desk, now) is not None)
        if not turned or way == "off":
            return
        text = reminder(self.desk, self.say, turned, now)
        self.tell(text, late=turned[0].state == "overdue")
        if way == "bell":
            self.bell()
        elif way == "notice":
            self.notice_outside(safe(text))

    def _handle_exception(self, error: Exception) -> None:
        """A fault of the program ends it with one sentence, not with a traceback on the screen."""
        if self.is_headless:  # a test sees the fault itself
            super()._handle_exception(error)
            return
        from aetui.desk.faults import STATUS, write_down

        path = write_down(error, self.desk.store.path)
        self.exit(return_code=STATUS, message=safe(self.say("error.program.fault", path=path)))

    def _tell_fault(self, fault: Exception, key: str = "program.listener") -> None:
        """What was typed is on disk; a screen failed to show it. It is shown anew at the next change."""
        from aetui.desk.faults import write_down

        self.faults.append(fault)
        self.complain(DeskError(key, path=write_down(fault, self.desk.store.path)))

    def _poll(self) -> None:
        try:
            self.desk.poll()
            self._trouble = None
        except DeskError as mistake:
            # Told once, not four times a second; the desk goes on with what it holds.
            if mistake.key != self._trouble:
                self.complain(mistake)
            self._trouble = mistake.key
        if self.beside.waits:
            self.run_worker(self.beside.work(self.say, self.now()), name="beside")
        if self.desk.store.needs_fold and not self._folding:
            self._folding = True
            self.run_worker(self._fold(), name="fold")

    async def _fold(self) -> None:
        try:
            await asyncio.to_thread(self.desk.store.fold)
            await asyncio.to_thread(self.desk.store.pack_backups)
            self._unfolded = None
        except DeskError as mistake:
            if mistake.key != self._unfolded:  # it is tried again; told once
                self.complain(mistake)
            self._unfolded = mistake.key
        finally:
            self._folding = False

    def _look_at_disk(self) -> None:
        """Say that what was typed is on its way, as long as the disk hasn't got it."""
        waits = bool(self.desk.store.unsynced)
        self.on_its_way = self.say("desk.on_its_way") if waits else ""
        if waits and self._disk is None:
            self._disk = self.set_interval(DISK, self._look_at_disk)
        elif not waits and self._disk is not None:
            self._disk.stop()
            self._disk = None

    def _changed(self, changed: Changed) -> None:
        self._look_at_disk()
        if not changed.own and self.office is None:
            self._stand_in_office()
        self.pass_on(changed)

    def pass_on(self, changed: Changed) -> None:
        """To the screens, of whichever desk it is."""
        screens = [screen for screen in self.screen_stack if isinstance(screen, DeskScreen)]
        for screen in screens[:-1]:  # while a call is noted, nothing is reckoned that nobody sees
            screen.missed = changed
        for screen in screens[-1:]:
            screen.desk_changed(changed)
        self.paint()

    def complain(self, mistake: DeskError) -> None:
        """Tell a mistake in one sentence; what was typed stays where it is."""
        self.complaints += 1
        self.tell(sentence(self.say, mistake, key_of=self.keys.mending), late=True)

    def tell(self, text: str, *, late: bool = False) -> None:
        """A line that goes away by itself. `text` is data, never markup."""
        if self.screen_stack:
            show_notice(self.screen, safe(text), late=late)

    def copy_to_clipboard(self, text: str) -> None:
        """What a line or the mouse selected, too."""
        if text.strip():
            self.copy(Copied(text))

    def copy(self, copied: Copied, said: str = "") -> None:
        """Put a text on the clipboard and into a file beside the desk: nothing confirms that a terminal took it, so it is told where it
        lies too. `said`: what stands before that."""
        self._clipboard = copied.text  # from here on, and not when the disk has it
        self.run_worker(self._hand_over(copied.text), name="copy", group="copy")
        key = "copy.too_long" if not fits(copied.text) else "copy.house" if copied.house else "copy.done"
        self.tell(said + self.say(key, file=shortened(copied_file(self.desk))))

    async def _hand_over(self, text: str) -> None:
        way = self.put_on_clipboard(text)
        try:
            await asyncio.gather(way, asyncio.to_thread(keep_copied, self.desk, text))
        except DeskError as mistake:
            self.complain(mistake)

    def turn_theme(self) -> None:
        """From one theme to the next; kept with the profile."""
        self.theme = next_theme(self.theme)
        self._keep("theme", self.theme)

    def turn_language(self) -> None:
        """To the next language; kept with the profile."""
        self.speak(self.say.after)
        self._keep("lang", self.say.lang)

    def _keep(self, key: str, value: str) -> None:
        from aetui.desk.book.profile import set_profile

        try:
            set_profile(self.desk, key, value, self.now())
        except DeskError as mistake:
            self.complain(mistake)

    def speak(self, lang: str) -> None:
        """Change the language of everything that is shown."""
        self.say = Texts(lang, self.keys)
        self.desk.spoken = lang
        self._say_anew()

    def _say_anew(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.language_changed()

    async def _take(self, event: events.Key | events.Paste) -> None:
        """What a step said is gone at the next. While a line is typed the next is to take it or to leave it."""
        if isinstance(event, events.Key) and (self._typed_into() is None or event.key in ("enter", "escape")):
            hide_notice(self.screen)
        if isinstance(event, events.Key) and self.screen.selections and event.key not in BY_ID["copy"].keys:
            self.screen.clear_selection()  # what the mouse selected; from here on the row is meant again
        await super()._take(event)

    def watch_function_keys(self, shown: bool) -> None:
        """Letters are dead, or alive again: every text that names a key says the one that works."""
        self.keys.function = shown
        self._say_anew()

    def go(self, place: str, *args: Any, then: Answered = None, of: Desk | None = None, **options: Any) -> None:
        """A place of the router, above the screen in front; the board takes the place of the first morning. `of`: another's desk that it
        is to show; a screen above one that shows it does so, too, where there is only something to see."""
        of = of or self._lent
        if of is not None and place not in LOOKED_AT:
            try:
                of.store.file.need_own()
            except DeskError as mistake:
                self.complain(mistake)
            return
        screen = screen_at(place, *args, **options)
        if place == "board" and len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self._push(screen, of, then)

    def open_ref(self, ref: str, *, to_do: bool = False, of: Desk | None = None) -> None:
        """What `ref` names, above the screen in front. `of`: as `go`."""
        of = of or self._lent
        if to_do and of is None:
            screen = screen_to_do(self.desk, ref, self.now())
        else:
            screen = screen_of(of or self.desk, ref)
        self._push(screen, of)

    def _push(self, screen: Screen[Any], of: Desk | None, then: Answered = None) -> None:
        if isinstance(screen, DeskScreen):
            screen.lent = of
        self.push_screen(screen, then)

    @property
    def _lent(self) -> Desk | None:
        """Another's desk, where the screen in front shows one."""
        return self.screen.lent if self.screen_stack and isinstance(self.screen, DeskScreen) else None

    def go_home(self) -> None:
        """To the board; where there is none, as in a call alone, out."""
        if not any(self._is_board(screen) for screen in self.screen_stack):
            self.exit()
            return
        while not self._is_board(self.screen):
            self.pop_screen()

    def _is_board(self, screen: Screen[Any]) -> bool:
        return isinstance(screen, DeskScreen) and screen.WHERE == BOARD


def look_at_terminal(desk: Desk) -> bytes:
    """Which signs this terminal draws in one cell: as the profile says, else found out. What was typed meanwhile."""
    chosen = desk.profile.glyphs if desk.profile else None
    if chosen is not None:
        use_plain(chosen == "plain")
        return b""
    try:
        inside, outside = sys.__stdin__.fileno(), sys.__stderr__.fileno()  # type: ignore[union-attr]
        if not (os.isatty(inside) and os.isatty(outside)):
            return b""
        from aetui.desk.book.profile import terminals_file
        from aetui.terminal import probe
    except (AttributeError, OSError, ValueError, ImportError):  # no terminal; a system without termios
        return b""
    answer = probe.is_wide(inside, outside, terminals_file(desk))
    use_plain(bool(answer.wide))
    return answer.typed


def run(
    desk: Desk,
    say: Texts,
    **opening: Any,
) -> None:
    """Run the app until the user leaves it. `opening`: as `DeskApp` takes it."""
    typed = look_at_terminal(desk)
    app = DeskApp(desk, say, **opening)
    app.typed_before = typed
    try:
        app.run()
    finally:
        if app.input_method is not None:
            app.input_method.close()
    if app.office is not None:
        app.office.stop()
    app.beside.finish(app.say, app.now())
    with contextlib.suppress(DeskError):  # what could not be folded stays in the journal, and is told at the end
        desk.store.fold()
    if app.return_code:
        raise SystemExit(app.return_code)
