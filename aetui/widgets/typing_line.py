"""The line that is typed into: made for input methods, wide characters and fast fingers.

The terminal's own cursor stands at the insertion point (aetui.terminal shows it there), so that the candidate
window of an input method opens where the eye is. All editing keys are handled here, in the order in which
they came: keys that travel through bindings can be overtaken by characters typed behind them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.geometry import Offset
from textual.message import Message

from aetui.widgets.cells import Part, Parts, cut_parts, graphemes, parts_width, width
from aetui.widgets.editor import Editor
from aetui.widgets.painted import Painted
from aetui.widgets.rows import made_safe, remark_spans
from aetui.widgets.safe import is_typed, safe

Paint = Callable[[str], Sequence[tuple[int, int, str]]]
"""Which stretches of the text (from, to, in code points) are drawn in which style."""


class TypingLine(Painted, can_focus=True):
    """One line of input. Posts Edited with each edit, and Submitted on Enter."""

    DEFAULT_CSS = """
    TypingLine { height: 1; width: 1fr; background: transparent; pointer: text; }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    class _About(Message):
        def __init__(self, line: TypingLine, text: str) -> None:
            super().__init__()
            self.line = line
            self.text = text

        @property
        def control(self) -> TypingLine:
            return self.line

    class Edited(_About):
        """The text is another now."""

    class Submitted(_About):
        """Enter, or a line of a paste (`split_paste`). The line keeps its text unless `clear_on_submit`."""

    def __init__(
        self,
        text: str = "",
        *,
        prefix: Parts = (),
        hint: str = "",
        paint_text: Paint = remark_spans,
        split_paste: bool = False,
        join_paste: str = " ",
        clear_on_submit: bool = False,
        free_keys: frozenset[str] = frozenset(),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`hint` is shown while the line is empty; `prefix` stands before it.

        `paint_text` says how stretches of the text are coloured, such as a mark or a time; by itself a remark for the house.
        `split_paste`: a paste of several lines submits each whole one as if typed; else `join_paste` joins them.
        `clear_on_submit`: the line empties as it posts Submitted, what is typed next begins a new text.
        `free_keys`: keys that this line leaves to its screen.
        """
        super().__init__(id=id, classes=classes)
        self._editor = Editor(text)
        self._prefix: tuple[Part, ...] = tuple(prefix)
        self._suffix: tuple[Part, ...] = ()
        self._hint = hint
        self._paint_text = paint_text
        self._split_paste, self._join_paste = split_paste, join_paste
        self.clear_on_submit = clear_on_submit
        self._free_keys = free_keys
        self._first = 0  # the first code point that is seen
        self._cursor_cell = 0
        self._dragging = False

    # For the screen

    @property
    def text(self) -> str:
        return self._editor.text

    @text.setter
    def text(self, text: str) -> None:
        if text == self._editor.text:
            return
        self._editor.set(text)
        self._edited()

    def select_all(self) -> None:
        """Select the text, so that typing replaces it."""
        self._editor.select_all()
        self.repaint()

    def insert(self, text: str) -> None:
        """Put text where the cursor is, as if it were typed."""
        self._editor.insert(_one_line(text))
        self._edited()

    @property
    def suffix(self) -> Parts:
        """What the line was understood as, at its right end. It is cut where both don't fit."""
        return self._suffix

    @suffix.setter
    def suffix(self, parts: Parts) -> None:
        self._suffix = tuple(parts)
        self.repaint()

    @property
    def prefix(self) -> Parts:
        return self._prefix

    @prefix.setter
    def prefix(self, parts: Parts) -> None:
        self._prefix = tuple(parts)
        self.repaint()

    @property
    def hint(self) -> str:
        """What is shown while the line is empty."""
        return self._hint

    @hint.setter
    def hint(self, hint: str) -> None:
        self._hint = hint
        self.repaint()

    @property
    def terminal_cursor(self) -> Offset:
        """Where on the screen the terminal's cursor belongs while this line has the focus."""
        area = self.content_region
        if self._painted_for != (self.size.width, self.size.height):
            self.repaint()
        return Offset(area.x + min(self._cursor_cell, max(area.width - 1, 0)), area.y)

    # Keys, paste, mouse

    def on_key(self, event: events.Key) -> None:
        if event.key in self._free_keys:
            return
        if self._edit(event.key) or self._type(event):
            event.stop()
            event.prevent_default()

    def _type(self, event: events.Key) -> bool:
        char = event.character
        if char is None or not is_typed(char) or event.key.startswith(("ctrl+", "alt+")):
            return False
        self._editor.insert(char)
        self._edited()
        return True

    def _edit(self, key: str) -> bool:
        """Do what this key means to a line of text; False where it means nothing."""
        editor, before = self._editor, self._editor.text
        select = "shift+" in key
        match key.replace("shift+", ""):
            case "left":
                editor.left(select=select)
            case "right":
                editor.right(select=select)
            case "home" | "ctrl+a":
                editor.move(0, select=select)
            case "end" | "ctrl+e":
                editor.move(len(before), select=select)
            case "ctrl+left":
                editor.move(editor.word_before(editor.cursor), select=select)
            case "ctrl+right":
                editor.move(editor.word_after(editor.cursor), select=select)
            case "backspace":
                editor.delete_left()
            case "delete":
                editor.delete_right()
            case "ctrl+w" | "ctrl+backspace" | "alt+backspace":
                editor.delete_to(editor.word_before(editor.cursor))
            case "ctrl+delete":
                editor.delete_to(editor.word_after(editor.cursor))
            case "ctrl+u":
                editor.delete_to(0)
            case "ctrl+k":
                editor.delete_to(len(before))
            case "ctrl+z":
                editor.redo() if select else editor.undo()
            case "ctrl+y":
                editor.redo()
            case "ctrl+c" | "super+c" if editor.selected:
                self.app.copy_to_clipboard(editor.selected)
            case "ctrl+x" if editor.selected:
                self.app.copy_to_clipboard(editor.selected)
                editor.delete_left()
            case "ctrl+v":
                self._paste(self.app.clipboard)
                return True
            case "enter":
                self._submit()
                return True
            case "ctrl+j":  # a line feed that was pasted without brackets
                if self._split_paste:
                    self._submit()
                    return True
                editor.insert(" ")
            case _:
                return False
        if editor.text != before:
            self._edited()
        else:
            self.repaint()
        return True

    def _submit(self) -> None:
        text = self._editor.text
        if self.clear_on_submit:
            self._editor.set("")
            self._edited()
        self.post_message(self.Submitted(self, text))

    def _paste(self, text: str) -> None:
        *whole, last = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if not whole or not self._split_paste:
            lines = [_one_line(line).strip() for line in whole] + [_one_line(last)]
            self._editor.insert(
                self._join_paste.join(filter(None, lines)) if whole and self._join_paste != " " else _one_line(text)
            )
            self._edited()
            return
        low, high = self._editor.selection
        begin, rest = self._editor.text[:low], self._editor.text[high:]
        for line in whole:
            line = begin + _one_line(line)
            begin = ""
            if line.strip():
                self.post_message(self.Submitted(self, line))
        self._editor.set(_one_line(last) + rest)
        self._editor.move(len(_one_line(last)))
        self._edited()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._paste(event.text)

    def _index_under(self, x: int) -> int:
        start = self._lead
        return self._editor.index_at(self._editor.cells_before(self._first) + max(x - start, 0))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._editor.move(self._index_under(event.get_content_offset_capture(self).x), select=event.shift)
        self._dragging = True
        self.capture_mouse()
        self.repaint()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self._editor.move(self._index_under(event.get_content_offset_capture(self).x), select=True)
            self.repaint()

    def on_mouse_up(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # Drawing

    def _edited(self) -> None:
        self.repaint()
        self.post_message(self.Edited(self, self._editor.text))

    @property
    def _lead(self) -> int:
        """Cells before the text: the prefix, and the sign that more lies to the left."""
        return parts_width(made_safe(self._prefix)) + (1 if self._first else 0)

    def repaint(self) -> None:
        before = self._cursor_cell
        super().repaint()
        if before != self._cursor_cell and self._painted_for is not None:
            # Nothing else may have changed, but the terminal's cursor has to follow.
            self.refresh()

    def paint(self, cells: int, rows: int) -> Sequence[Parts]:  # noqa: ARG002
        prefix, suffix = made_safe(self._prefix), made_safe(self._suffix)
        lead = parts_width(prefix)
        text = self._editor.text
        tail = parts_width(suffix) + 2 if suffix else 0
        # The text needs a cell more than it has, for the cursor behind it.
        if tail and lead + width(safe(text)) + 1 + tail > cells and cells - lead - tail < cells // 2:
            suffix = cut_parts(suffix, max(cells // 2 - lead - 2, 0))
            tail = parts_width(suffix) + 2 if suffix else 0
        room = max(cells - lead - tail, 2)
        shown, used, cursor = self._window(room)
        self._cursor_cell = lead + cursor
        if not text and self._hint:
            shown = cut_parts([(safe(self._hint), "faint")], room)
            used = parts_width(shown)
        space = cells - lead - used - parts_width(suffix)
        return [[*prefix, *shown, (" " * max(space, 0), ""), *suffix]]

    def _window(self, room: int) -> tuple[list[Part], int, int]:
        """What is seen of the text in `room` cells, the cells that takes, and the cursor's cell in it."""
        editor, text = self._editor, self._editor.text
        spans = graphemes(text)
        edges = [0, *(end for _, end, _ in spans)]
        at = [0, *accumulate(width(safe(text[a:b])) for a, b, _ in spans)]  # cells before each edge
        cursor, last = bisect_left(edges, editor.cursor), len(spans)
        first = 0
        if at[last] + 1 > room:
            first = min(bisect_right(edges, self._first) - 1, cursor)
            # Room at the right for the cursor, and for the sign that more follows.
            while first < cursor and 1 + at[cursor] - at[first] > room - 2:
                first += 1
            # After deletions: no emptiness at the right while text is hidden at the left.
            while first and at[last] - at[first - 1] + (1 if first > 1 else 0) <= room - 1:
                first -= 1
        self._first = edges[first]
        lead = 1 if first else 0
        end = first
        while end < last and lead + at[end + 1] - at[first] + (1 if end + 1 < last else 0) <= room:
            end += 1
        parts = [("‹", "faint")] if first else []
        parts += self._styled(edges[first], edges[end])
        if end < last:
            parts.append(("›", "faint"))
        used = lead + at[end] - at[first] + (1 if end < last else 0)
        return parts, used, lead + at[cursor] - at[first]

    def _styled(self, start: int, end: int) -> list[Part]:
        text = self._editor.text
        styles = ["ink"] * len(text)
        for a, b, style in self._paint_text(text):
            styles[a:b] = [style] * len(styles[a:b])
        low, high = self._editor.selection
        styles[low:high] = [style + " reverse" for style in styles[low:high]]
        parts: list[Part] = []
        for index in range(start, end):
            if parts and parts[-1][1] == styles[index]:
                parts[-1] = (parts[-1][0] + text[index], styles[index])
            else:
                parts.append((text[index], styles[index]))
        return made_safe(parts)


def _one_line(text: str) -> str:
    """Lines joined by a space, and nothing in it that could not be typed."""
    lines = text.splitlines()
    joined = " ".join(line.strip() for line in lines if line.strip()) if len(lines) > 1 else text
    return "".join(char for char in joined.replace("\t", " ").replace("\r", " ") if is_typed(char))
