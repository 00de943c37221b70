"""The app's base: the terminal's cursor shows where text is typed, and fast fingers do no harm."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar, runtime_checkable

from textual import events
from textual.app import App
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.geometry import Offset
from textual.keys import _character_to_key
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from aetui.terminal.clipboard import Way, fits, in_tmux, osc52, to_tmux
from aetui.terminal.inputmethod import InputMethod
from aetui.terminal.typeahead import TypeAhead
from aetui.terminal.widechars import from_input_method, keyboard_sign

LETTERS = 3
"""So many Latin letters in a row, as commands, tell that no input method is on any more."""

_SHOW, _HIDE = "\x1b[?25h", "\x1b[?25l"

Result = TypeVar("Result")


@runtime_checkable
class HasCursor(Protocol):
    """A widget that says where the terminal's cursor belongs while it has the focus."""

    @property
    def terminal_cursor(self) -> Offset:
        """In cells of the screen."""


class TerminalApp(App[Result]):
    """An app whose terminal cursor follows the focused widget's `terminal_cursor`, and takes keys in turn.

    Textual moves the cursor to `cursor_position` after each update, and keeps it hidden. Input methods open
    their candidate window at the cursor, and many only where it is visible.
    """

    _cursor_at = Offset(0, 0)
    _cursor_shown = False

    function_keys: reactive[bool] = reactive(False, init=False)
    """Whether an input method seems to be on, so that letters are dead and function keys are to be shown."""

    on_its_way: reactive[str] = reactive("", init=False)
    """What is told while something that was typed waits for the disk; empty where nothing does."""

    input_method: InputMethod | None = None
    """What switches the input method off on lists, where one is known."""

    typed_before = b""
    """What was typed before the driver read the keys; it is read first."""

    def __init__(self, *, driver_class: type[Driver] | None = None, watch_css: bool = False) -> None:
        super().__init__(driver_class=driver_class, watch_css=watch_css)
        if self.no_color:
            # Textual's own makes grey of colours; who asks for none gets none.
            self._filters = [one for one in self._filters if not isinstance(one, Monochrome)] + [NoColor()]
        self._read_for = ""  # the theme that the sheets were read for
        self._letters = 0  # in a row, where a command was meant
        self._ahead = TypeAhead(self, self._take, self.paint)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            await self._ahead(event)
        else:
            await super().on_event(event)

    def _as_command(self, event: events.Key | events.Paste) -> events.Key | events.Paste:
        """What is typed where no line takes it was meant as a command. Wide characters tell that an input method is on;
        several Latin letters in a row that it is off again (one may be a word that it let through). Full-width signs
        are the keys that they stand for."""
        if self._typed_into() is not None:
            return event
        text = event.text if isinstance(event, events.Paste) else event.character or ""
        if from_input_method(text):
            self.function_keys, self._letters = True, 0
        elif isinstance(event, events.Key) and text.isascii() and text.isalpha():
            self._letters += 1
            if self._letters >= LETTERS:
                self.function_keys = False
        if isinstance(event, events.Key) and (sign := keyboard_sign(text)) is not None:
            return events.Key(_character_to_key(sign), sign)
        return event

    async def _take(self, event: events.Key | events.Paste) -> None:
        # Only now, when its turn has come: the key before it may have brought the line that it was typed for.
        event = self._as_command(event)
        target, screen = self.focused or self.screen, self.screen
        await super().on_event(event)
        plain = isinstance(event, events.Paste) or event.is_printable
        if not (plain and isinstance(target, HasCursor)):
            self._ahead.follow(target, screen)

    def paint(self) -> None:
        """Show what changed with the loop's next turn. Textual waits for the next of sixty frames a second, and a change
        that follows on a key's own echo for the one after it: a third of what an eye notices as slow."""
        if self.screen_stack:
            self.screen.call_later(self.screen._on_timer_update)

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """What stands behind a screen is seen through one that is asked on it, and through no other."""
        return super()._background_screens if self._screen_stack and self._screen_stack[-1].is_modal else []

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        """A screen that goes leaves the one in front as it is laid out."""
        return super()._prune(*nodes, parent=None if parent is self else parent)

    async def _replace_screen(self, screen: Screen[Any]) -> Screen[Any]:
        """As Textual's, but the one that comes to the front is not painted for it: it is when it hears of it."""
        screen.post_message(events.ScreenSuspend())
        if screen not in self._screen_stack:
            self.capture_mouse(None)
            await screen.remove()
        return screen

    def begin_in(self, theme: str) -> None:
        """Before it runs: the theme in which it begins, so that all sheets are read once, for this one."""
        self.theme = self._read_for = theme
        self.stylesheet.set_variables(self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        """As Textual's, which reads every sheet anew as it starts, too, though none was read for another theme."""
        if self._read_for == self.theme:
            self.stylesheet.update(self, animate=animate)
            return
        self._read_for = self.theme
        super().refresh_css(animate)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Read a screen's own sheets when it is shown first. They are about no other, and what was read is not read again."""
        for path in screen.css_path:
            if not self.stylesheet.has_source(str(path)):
                self.stylesheet.read(path)

    def notice_outside(self, text: str) -> None:
        """Ask the terminal for a notice of the desktop (OSC 9: iTerm2, kitty, WezTerm, Windows Terminal, foot). Those
        that know none ignore it. `text` holds no control characters."""
        if self._driver is not None:
            self._driver.write(f"\x1b]9;{text}\x07")

    async def put_on_clipboard(self, text: str) -> Way:
        """Hand a text to the clipboard, by the way that this terminal has; nothing tells whether it took it."""
        self._clipboard = text  # what Ctrl+V takes here
        if not fits(text) or self._driver is None:
            return ""
        if in_tmux() and await to_tmux(text):
            return "tmux"
        self._driver.write(osc52(text))
        return "terminal"

    def get_driver_class(self) -> type[Driver]:
        chosen = super().get_driver_class()
        if chosen.__name__ == "LinuxDriver":
            from aetui.terminal.driver import DeskDriver

            return DeskDriver
        if chosen.__name__ == "WebDriver":  # a server of pages asks for it by TEXTUAL_DRIVER
            from aetui.terminal.browser import BrowserDriver

            return BrowserDriver
        return chosen

    @property
    def in_browser(self) -> bool:
        """Whether the terminal is a page: a browser keeps some keys for itself."""
        return self.driver_class.__name__ == "BrowserDriver"

    def _typed_into(self) -> HasCursor | None:
        focused = self.focused
        return focused if isinstance(focused, HasCursor) else None

    @property
    def cursor_position(self) -> Offset:
        """Where Textual leaves the cursor after an update; reckoned anew, as a layout may have moved it."""
        widget = self._typed_into()
        if widget is not None:
            self._cursor_at = widget.terminal_cursor
        return self._cursor_at

    @cursor_position.setter
    def cursor_position(self, offset: Offset) -> None:
        self._cursor_at = offset

    # Hidden while cells are written, so that it doesn't flit over them; shown again where it belongs. While
    # the window is not in front nothing changes: an input method's own window may have the focus.

    def _begin_update(self) -> None:
        super()._begin_update()
        if self._cursor_shown and self._driver is not None:
            self._driver.write(_HIDE)

    def _end_update(self) -> None:
        if self.app_focus:
            self._cursor_shown = self._typed_into() is not None
            if self.input_method is not None:
                self.input_method.turn(typing=self._cursor_shown)
        if self._cursor_shown and self._driver is not None:
            self._driver.write(_SHOW)
        super()._end_update()
