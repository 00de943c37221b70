"""A line being typed, without a screen: text, cursor, selection, undo. No position parts a grapheme."""

from __future__ import annotations

from aetui.widgets.cells import graphemes, width

_UNDO_STEPS = 200


class Editor:
    """One line of text. `cursor` and `anchor` count code points; between lies what is selected.

    Every change but `set` can be undone; moves are no step of their own.
    """

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.cursor = self.anchor = len(text)
        self._past: list[tuple[str, int]] = []
        self._future: list[tuple[str, int]] = []
        self._run = ""  # the kind of edit that is going on, which one undo takes back as a whole

    # Reading

    @property
    def selection(self) -> tuple[int, int]:
        """The selected stretch (from, to); empty at the cursor where nothing is selected."""
        return min(self.cursor, self.anchor), max(self.cursor, self.anchor)

    @property
    def selected(self) -> str:
        start, end = self.selection
        return self.text[start:end]

    def cells_before(self, index: int) -> int:
        """Cells of the text before this position."""
        return width(self.text[:index])

    def index_at(self, cell: int) -> int:
        """The position nearest to a cell of the line, counted from the text's begin."""
        used = 0
        for start, _, size in graphemes(self.text):
            if cell < used + (size + 1) // 2:
                return start
            used += size
        return len(self.text)

    def _edges(self) -> list[int]:
        return [0, *(end for _, end, _ in graphemes(self.text))]

    def before(self, index: int) -> int:
        """The grapheme edge before this position."""
        return max((edge for edge in self._edges() if edge < index), default=0)

    def after(self, index: int) -> int:
        """The grapheme edge behind this position."""
        return min((edge for edge in self._edges() if edge > index), default=len(self.text))

    def _snap(self, index: int) -> int:
        index = min(max(index, 0), len(self.text))
        return max(edge for edge in self._edges() if edge <= index)

    @staticmethod
    def _kind(char: str) -> str:
        if char.isspace():
            return "space"
        if not (char.isalnum() or char == "_"):
            return "sign"
        return "word" if width(char) < 2 else "hanzi"

    def word_before(self, index: int) -> int:
        """Where a step of a word to the left ends: past spaces, then a Latin word or one hanzi."""
        while index and self._kind(self.text[index - 1]) == "space":
            index -= 1
        if not index:
            return 0
        start = self.before(index)
        kind = self._kind(self.text[start])
        while kind in ("word", "sign") and start and self._kind(self.text[start - 1]) == kind:
            start -= 1
        return self._snap(start)

    def word_after(self, index: int) -> int:
        """Where a step of a word to the right ends: past a Latin word or one hanzi, then spaces."""
        if index >= len(self.text):
            return len(self.text)
        kind = self._kind(self.text[index])
        end = self.after(index)
        while kind in ("word", "sign") and end < len(self.text) and self._kind(self.text[end]) == kind:
            end += 1
        while end < len(self.text) and self._kind(self.text[end]) == "space":
            end += 1
        return end if end == len(self.text) else max(self._snap(end), self.after(index))

    # Moving

    def move(self, index: int, *, select: bool = False) -> None:
        """Put the cursor there; with `select` the anchor stays."""
        self.cursor = self._snap(index)
        if not select:
            self.anchor = self.cursor
        self._run = ""

    def left(self, *, select: bool = False) -> None:
        start, end = self.selection
        self.move(start if start != end and not select else self.before(self.cursor), select=select)

    def right(self, *, select: bool = False) -> None:
        start, end = self.selection
        self.move(end if start != end and not select else self.after(self.cursor), select=select)

    def select_all(self) -> None:
        self.anchor = 0
        self.move(len(self.text), select=True)

    # Changing

    def insert(self, text: str) -> None:
        """Type `text` over the selection. Characters typed one after another are undone word by word."""
        run = "type" if len(text) == 1 and self._kind(text) != "space" and not self.selected else ""
        self._replace(*self.selection, text, run)

    def delete_left(self) -> None:
        start, end = self.selection
        self._replace(self.before(self.cursor) if start == end else start, end, "", "left")

    def delete_right(self) -> None:
        start, end = self.selection
        self._replace(start, self.after(self.cursor) if start == end else end, "", "right")

    def delete_to(self, index: int) -> None:
        """Delete what is selected, else all between the cursor and this position."""
        start, end = self.selection
        if start == end:
            start, end = sorted((self.cursor, self._snap(index)))
        self._replace(start, end, "", "")

    def set(self, text: str) -> None:
        """Another text altogether, the cursor at its end; nothing to undo is left."""
        self.text = text
        self.cursor = self.anchor = len(text)
        self._past.clear()
        self._future.clear()
        self._run = ""

    def _replace(self, start: int, end: int, text: str, run: str) -> None:
        if start == end and not text:
            return
        if not run or run != self._run:
            self._past = [*self._past[-_UNDO_STEPS:], (self.text, self.cursor)]
        self._run = run
        self._future.clear()
        self.text = self.text[:start] + text + self.text[end:]
        # What was typed may have joined what stands behind it: the cursor goes past the whole.
        at = start + len(text)
        edges = self._edges()
        self.cursor = self.anchor = at if at in edges else min(edge for edge in edges if edge > at)

    def undo(self) -> bool:
        """Take the last edit back; False where there is none."""
        return self._swap(self._past, self._future)

    def redo(self) -> bool:
        return self._swap(self._future, self._past)

    def _swap(self, source: list[tuple[str, int]], target: list[tuple[str, int]]) -> bool:
        if not source:
            return False
        target.append((self.text, self.cursor))
        self.text, self.cursor = source.pop()
        self.anchor = self.cursor
        self._run = ""
        return True
