"""A question at the bottom of a screen: Enter takes the answer, Esc keeps it for next time.

It stands before the answer, in one line; where that would leave too little room to type, or for what is understood, in lines
of its own above.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from typing import Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from aetui.widgets.cells import Parts, width
from aetui.widgets.keyline import KeyHint, KeyLine
from aetui.widgets.lines import LineList
from aetui.widgets.notice import hide_notice
from aetui.widgets.paragraph import Paragraph
from aetui.widgets.typing_line import TypingLine

ROOM = 24
"""Cells for an answer, at the least, on the line of its question."""
UNDERSTOOD = 36
"""Cells beside it for what is understood, where something is: who, from when to when, where."""

Answered = Callable[[str | None], None]
Understand = Callable[[str], Parts]
Hints = Callable[[str, str], Parts]
"""What words hint at, by the kind of what is asked, and the text."""


Keys = Callable[[bool, bool], Sequence[KeyHint]]
"""What the bottom line says meanwhile: whether Esc keeps what is typed, whether there is a last answer to take up."""


class Kept(Protocol):
    """Where half-typed answers are kept, by the `key` they were asked for."""

    def load(self, key: str) -> str: ...
    def keep(self, key: str, text: str) -> None: ...
    def forget(self, key: str) -> None: ...


class Prompt(Vertical):
    """Stands hidden in a screen until `ask`; then it has the focus, and no key reaches the screen.

    What is left half-typed is offered again when the same `key` is asked for, after the app was closed too
    where `remember` said where to keep it.
    """

    DEFAULT_CSS = """
    Prompt { height: auto; display: none; background: $surface; padding: 0 2; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._answered: Answered | None = None
        self._understand: Understand | None = None
        self._above, self._asked = Paragraph(), Paragraph()
        self._question = self._key = ""
        self._kept: Kept = _InMemory()
        self._default = ""
        self._refusals: Callable[[], int] = lambda: 0
        self._came_from: Widget | None = None
        self._keys: Keys | None = None
        self._last: MutableMapping[str, str] = {}
        self._hints: Hints = lambda _kind, _text: ()
        self._refuse: Callable[[], object] | None = None

    def compose(self) -> ComposeResult:
        yield self._above
        yield self._asked
        yield TypingLine()

    @property
    def line(self) -> TypingLine:
        return self.query_one(TypingLine)

    def remember(
        self,
        kept: Kept,
        refusals: Callable[[], int] | None = None,
        *,
        last: MutableMapping[str, str] | None = None,
        keys: Keys | None = None,
        hints: Hints | None = None,
        refuse: Callable[[], object] | None = None,
    ) -> None:
        """Keep half-typed answers there. `refusals`: how many mistakes were told by now; an answer with which one was told is
        offered again. `last`: the last answer to each kind of question, which ↑ takes up; `keys`: what the bottom line
        says while something is asked; `hints`: what is said at the end of a line, whatever is asked. `refuse`: nothing can be changed
        by an answer, and this says so instead of the question."""
        self._kept = kept
        self._refusals = refusals or self._refusals
        self._last = self._last if last is None else last
        self._keys = keys
        self._hints = hints or self._hints
        self._refuse = refuse

    @property
    def asking(self) -> bool:
        return self._answered is not None

    def ask(
        self,
        question: str,
        answered: Answered,
        *,
        like: str,
        default: str = "",
        draft: str = "",
        key: str = "",
        select: bool = True,
        understand: Understand | None = None,
        about: str = "",
        above: str = "",
        harmless: bool = False,
    ) -> None:
        """Ask. `about`: what it is about, named before the question; `above`: lines to be read first, over it; `like`: an example, seen while nothing is typed. `answered` is called with the text that Enter took, or with None if it was left.

        `default` stands in the line, selected: typing replaces it (not where `select` is off: it goes on). `draft`, what was typed and couldn't be taken,
        comes before it, and so does what was left under `key`.
        `understand` is called with the text now and after each edit; what it returns stands at the end. `harmless`: the answer changes
        nothing of what the screen is of.
        """
        if self._refuse is not None and not harmless:
            self._refuse()
            return
        if self.asking:
            self._keep()
            self._close(None)
        self._answered, self._understand, self._key = answered, understand, key
        self._question = f"{about} · {question}" if about else question
        self._came_from = self.screen.focused
        if isinstance(self._came_from, LineList):
            self._came_from.hold(held=True)
        draft = draft or (self._kept.load(key) if key else "")
        self._default = default
        self._above.show(above, "ink")
        line = self.line
        self._place_question()
        line.hint = like
        line.text = draft or default
        line.suffix = self._end(line.text)
        if default and select and not draft:
            line.select_all()
        self.display = True
        self._show_keys()
        self.screen.set_focus(line)

    def _end(self, text: str) -> Parts:
        """What is understood of a line, and what it hints at."""
        understood = self._understand(text) if self._understand is not None else ()
        hints = self._hints(self._kind, text) if self._key and text.strip() else ()
        return (*understood, *((("  ", ""), *hints) if hints and understood else hints))

    def _show_keys(self) -> None:
        """The bottom line says what the keys mean while something is asked, and again what it said before."""
        keys = self._keys
        for line in self.screen.query(KeyLine):
            line.meanwhile(keys(bool(self._key), self._kind in self._last) if self.asking and keys else None)

    @property
    def _kind(self) -> str:
        """What kind of thing is asked, whatever it is about."""
        return self._key.partition(" ")[0]

    def _place_question(self) -> None:
        room = ROOM + (UNDERSTOOD if self._understand is not None else 0)
        beside = width(self._question) + 1 + room <= self.screen.size.width - self.gutter.width
        self._asked.show("" if beside else self._question, "act bold")
        self.line.prefix = ((f"{self._question} ", "act bold"),) if beside else (("› ", "act bold"),)

    def on_resize(self) -> None:
        if self.asking:
            self._place_question()

    def put_by(self, key: str, text: str) -> None:
        """Keep an answer that couldn't be taken after all, to be offered when the same is asked again; none: nothing is offered."""
        if text:
            self._kept.keep(key, text)
        else:
            self._kept.forget(key)

    def cancel(self) -> None:
        """As Esc: close without an answer, keep what was typed."""
        if not self.asking:
            return
        self._keep()
        self._close(None)

    def _keep(self) -> None:
        text = self.line.text
        if self._key and text.strip() and text != self._default:
            self._kept.keep(self._key, text)
        elif self._key:
            self._kept.forget(self._key)

    def _close(self, answer: str | None) -> None:
        answered, self._answered = self._answered, None
        self.display = False
        self._show_keys()
        if isinstance(self._came_from, LineList):
            self._came_from.hold(held=False)
        if self.line.has_focus:
            back = self._came_from
            self.screen.set_focus(back if back is not None and back.is_attached else None)
        if answered is not None:
            answered(answer)

    def on_typing_line_edited(self, event: TypingLine.Edited) -> None:
        event.stop()
        if not self.asking:
            return
        self._keep()
        self.line.suffix = self._end(event.text)

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        event.stop()
        if not self.asking:
            return
        key, text, told = self._key, event.text, self._refusals()
        if key:
            self._kept.forget(key)
        hide_notice(self.screen)
        changed = text.strip() and text != self._default
        if key and text.strip():
            self._last[self._kind] = text
        self._close(text)
        if key and changed and self._refusals() != told and not (self.asking and self._key == key):
            self._kept.keep(key, text)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key == "escape":
            event.prevent_default()
            self.cancel()
        elif event.key == "up" and self.asking and self._kind in self._last:
            self.line.text = self._last[self._kind]

    def on_descendant_blur(self) -> None:
        # A click elsewhere leaves the question; the window's losing the focus does not.
        # Nor is it left when the answer to one question asked the next.
        if self.app.app_focus and self.screen.focused is not self.line:
            self.cancel()


class _InMemory:
    """Until the app ends."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def load(self, key: str) -> str:
        return self._texts.get(key, "")

    def keep(self, key: str, text: str) -> None:
        self._texts[key] = text

    def forget(self, key: str) -> None:
        self._texts.pop(key, None)
