"""Lists: one widget that draws its visible lines itself, with a cursor row, headings and live countdowns."""

from __future__ import annotations

from bisect import bisect_right
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from aetui.terminal.view import FittedView
from aetui.widgets.cells import Part
from aetui.widgets.painted import changed_span
from aetui.widgets.palette import Palette
from aetui.widgets.rows import Cells, Later, Layout, Row, Section, heading, refs_of, sections_saying
from aetui.widgets.selecting import Selectable

__all__ = ["Cells", "Later", "LineList", "Row", "Section", "heading"]


class LineList(FittedView, Selectable, can_focus=True):
    """Sections of rows. `show` gives it data, `tick` the time; posts Highlighted and Opened.

    Tab goes to the next section. Where it is taken past the first or the last one, `PastSections` is posted, and where
    the cursor is taken past the first or the last row, `PastEnd`, so that a screen can go on in a neighbouring list.
    """

    DEFAULT_CSS = """
    LineList {
        overflow: hidden auto; scrollbar-size-vertical: 1; background: transparent;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "open", show=False),
        Binding("tab", "section(1)", show=False),
        Binding("shift+tab", "section(-1)", show=False),
    ]

    class _About(Message):
        def __init__(self, lines: LineList, ref: str) -> None:
            super().__init__()
            self.lines = lines
            self.ref = ref

        @property
        def control(self) -> LineList:
            return self.lines

    class Highlighted(_About):
        """The cursor came to this ref (empty: the list has no row to stand on)."""

    class Opened(_About):
        """Enter, or a double click, on this ref."""

    class NothingToOpen(_About):
        """Enter, and no row to stand on."""

    class Counted(Message):
        """There are more or fewer sections with rows now: the digits that lead to them are others."""

    class _Beyond(_About):
        def __init__(self, lines: LineList, ref: str, direction: int) -> None:
            super().__init__(lines, ref)
            self.direction = direction

    class PastEnd(_Beyond):
        """From `ref` the cursor was to go past the last row (`direction` 1) or the first one (-1)."""

    class PastSections(_Beyond):
        """Tab was to go past the last section (1) or the first one (-1)."""

    def __init__(
        self,
        *sections: Section,
        now: float = 0.0,
        free_keys: frozenset[str] = frozenset(),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`free_keys`: keys of BINDINGS that this list leaves to its screen (where `k` means a command)."""
        super().__init__(id=id, classes=classes)
        for key in free_keys:
            self._bindings.key_to_bindings.pop(key, None)
        self._given: tuple[Section, ...] = sections
        self._words = ""
        self._sections: tuple[Section, ...] = sections  # those of `_given` that `narrow` leaves
        self._now = now
        self._refs: list[str] = []  # of each row
        self._owner: list[int] = []  # the section of each row
        self._cursor = -1
        self._kept: dict[str, str] = {}  # section → the ref its cursor stood on
        self._layout_of: Layout | None = None
        self._shown: dict[int, list[Part]] = {}  # line → what stands there
        self._due: dict[int, float] = {}  # line → when that may change
        self._strips: dict[int, Strip] = {}
        self._palette: Palette | None = None
        self._background = ""
        self._held = False
        self._first_digit: int | None = None
        self._collect()
        self._cursor = self._nearest(0, 1)

    # What it is given

    def show(self, *sections: Section) -> None:
        """Replace everything. Rows that stay as they are, where they are, are not painted again.

        The cursor stays on its ref; where that is gone, at its place.
        """
        self._given = sections
        self._lay_out(sections_saying(sections, self._words, self._now))

    def narrow(self, words: str) -> int:
        """Show only the rows that say all of these words, until it is called with none; how many there are."""
        self._words = words
        self._lay_out(sections_saying(self._given, words, self._now))
        return len(self.refs)

    def _lay_out(self, sections: tuple[Section, ...]) -> None:
        if sections == self._sections:
            return
        ref, before, lit, filled = self.ref, self._layout_of, self._lit(), self.filled()
        self._sections = sections
        self._collect()
        if self.filled() != filled:
            self.post_message(self.Counted())
        found = self._find(ref) if ref else -1
        place = min(max(self._cursor, 0), len(self._refs) - 1)
        self._cursor = found if found >= 0 else self._nearest(place, 1)
        self._layout_of = None
        if before is not None and self.is_mounted:
            self._repaint(before, lit)
        if self.ref != ref:
            self.post_message(self.Highlighted(self, self.ref))

    def tick(self, now: float) -> None:
        """The clock moved: of the lines on the screen, repaint the cells that changed."""
        back = now < self._now
        self._now = now
        if self._layout_of is None or not self.is_mounted:
            return
        seen = range(round(self.scroll_y), round(self.scroll_y) + self.size.height)
        block: list[int] = []  # first line, last line, from cell, to cell
        for y in sorted(y for y, due in self._due.items() if back or due <= now):
            before = self._shown[y]
            if y not in seen:
                self._forget(y)
            elif (span := changed_span(before, self._parts(y))) is not None:
                self._strips.pop(y, None)
                # Lines that change together are refreshed together: each region costs.
                if block and block[1] == y - 1 and span == (block[2], block[3]):
                    block[1] = y
                    continue
                self._refresh_block(*block)
                block = [y, y, *span]
        self._refresh_block(*block)

    # Where the cursor is

    @property
    def ref(self) -> str:
        """The ref under the cursor, empty where there is none."""
        return self._refs[self._cursor] if 0 <= self._cursor < len(self._refs) else ""

    @property
    def section(self) -> str:
        """The id of the section under the cursor, empty where there is none."""
        return self._sections[self._owner[self._cursor]].id if self.ref else ""

    @property
    def refs(self) -> list[str]:
        """All refs, in order."""
        return [ref for ref in self._refs if ref]

    def select(self, ref: str) -> bool:
        """Put the cursor on `ref`; False where it isn't there."""
        index = self._find(ref)
        self._move(index)
        return index >= 0

    def enter_from(self, direction: int) -> None:
        """Take the focus as a neighbour's cursor steps in: at the first row (1), or at the last one (-1)."""
        self.focus()
        self.action_edge(-direction)

    def _collect(self) -> None:
        self._refs = [ref for section in self._sections for ref in refs_of(section.rows)]
        self.has_rows = bool(self._refs)
        self._owner = [n for n, section in enumerate(self._sections) for _ in range(len(section.rows))]

    def _find(self, ref: str) -> int:
        return self._refs.index(ref) if ref in self._refs else -1

    def _nearest(self, index: int, direction: int) -> int:
        """The nearest row to stand on from `index` in this direction, else in the other; -1 for none."""
        for way in (direction, -direction):
            i = index
            while 0 <= i < len(self._refs):
                if self._refs[i]:
                    return i
                i += way
        return -1

    def _lit(self) -> range:
        """The lines of the row under the cursor."""
        return self._layout_of.of(self._cursor) if self._layout_of is not None else range(0)

    def _move(self, index: int) -> None:
        if index < 0 or index == self._cursor:
            self._reveal()
            return
        self._refresh_cursor()
        self._cursor = index
        self._kept[self.section] = self.ref
        self._refresh_cursor()
        self._reveal()
        self.post_message(self.Highlighted(self, self.ref))

    def _refresh_cursor(self) -> None:
        for y in self._lit():
            self._strips.pop(y, None)
            self._refresh_block(y, y, 0, self.cells)

    def _reveal(self) -> None:
        """Scroll so that the cursor's row is seen, and the heading where it is the first of its section."""
        height = self.size.height
        if self._cursor < 0 or not height:
            return
        layout = self._lay()
        row = layout.of(self._cursor)
        top, bottom = row.start, row.stop - 1
        if top and layout.lines[top - 1].row < 0:
            top -= 1
        if self._nearest(0, 1) == self._cursor:
            top = 0
        seen = round(self.scroll_y)
        if top < seen:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom >= seen + height:
            self.scroll_to(y=min(bottom - height + 1, row.start), animate=False, force=True)

    # Keys and mouse

    def action_step(self, direction: int) -> None:
        there = range(self._cursor + direction, len(self._refs) if direction > 0 else -1, direction)
        index = next((i for i in there if self._refs[i]), None)
        self._move(self._cursor if index is None else index)
        if index is None:
            self.post_message(self.PastEnd(self, self.ref, direction))

    def action_page(self, direction: int) -> None:
        if self._cursor < 0:
            return
        first = self._lay().first
        goal = first[self._cursor] + direction * max(self.size.height - 1, 1)
        self._move(self._nearest(max(bisect_right(first, goal) - 1, 0), direction))

    def action_edge(self, direction: int) -> None:
        self._move(self._nearest(0 if direction < 0 else len(self._refs) - 1, -direction))

    def action_open(self) -> None:
        self.post_message(self.Opened(self, self.ref) if self.ref else self.NothingToOpen(self, ""))

    def action_section(self, direction: int) -> None:
        if not self.go_section(direction):
            self.post_message(self.PastSections(self, self.ref, direction))

    def go_section(self, direction: int) -> bool:
        """Take the cursor to the next section that has rows; False where there is none that way."""
        here = self._owner[self._cursor] if self.ref else -1
        return here >= 0 and self._enter_section(here, direction)

    def enter_section(self, direction: int) -> None:
        """Take the focus as Tab steps in: in the first section (1), or in the last one (-1), where the cursor stood there."""
        self.focus()
        self._enter_section(-1 if direction > 0 else len(self._sections), direction)

    def _enter_section(self, here: int, direction: int) -> bool:
        while 0 <= (here := here + direction) < len(self._sections):
            rows = [i for i, owner in enumerate(self._owner) if owner == here and self._refs[i]]
            if rows:
                kept = self._find(self._kept.get(self._sections[here].id, ""))
                self._move(kept if kept in rows else rows[0])
                return True
        return False

    def _starts(self) -> dict[int, int]:
        """The first row to stand on of each section that has a heading and such a row."""
        first: dict[int, int] = {}
        end = 0
        for n, section in enumerate(self._sections):
            start, end = end, end + len(section.rows)
            found = next((i for i in range(start, end) if self._refs[i]), None) if section.title else None
            if found is not None:
                first[n] = found
        return first

    def filled(self) -> int:
        """How many sections a digit can lead to."""
        return len(self._starts())

    def go_to_section(self, n: int) -> None:
        """Take the cursor to the first row of the nth (from 1) of these."""
        starts = [*self._starts().values()]
        if 1 <= n <= len(starts):
            self._move(starts[n - 1])

    def count_sections_from(self, first: int | None) -> None:
        """Paint before each of these headings the digit that leads to it, from `first` on; None: no digits."""
        if first == self._first_digit:
            return
        before, lit = self._layout_of, self._lit()
        self._first_digit, self._layout_of = first, None
        if before is not None and self.is_mounted:
            self._repaint(before, lit)

    def digit_of(self, section: str) -> str:
        """The digit that leads to a section; empty where none does."""
        return next((f"{n} " for at, n in self._digits().items() if self._sections[at].id == section), "")

    def _digits(self) -> dict[int, int]:
        first = self._first_digit
        return {} if first is None else {one: n for n, one in enumerate(self._starts(), first) if n <= 9}

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self._layout_of is None:
            return
        y = offset.y + round(self.scroll_y)
        row = self._layout_of.lines[y].row if y < len(self._layout_of.lines) else -1
        if row < 0 or not self._refs[row]:
            return
        event.stop()
        event.prevent_default()  # a double click opens, and selects nothing
        self._move(row)
        if event.chain == 2:
            self.action_open()

    def hold(self, *, held: bool) -> None:
        """Show the cursor though the focus is elsewhere: something is asked about its row."""
        if self._held != held:
            self._held = held
            self._refresh_cursor()

    def on_focus(self) -> None:
        self._refresh_cursor()

    on_blur = on_focus

    # Layout and drawing

    def _lay(self) -> Layout:
        """The lines for the present width."""
        cells = self.cells
        if self._layout_of is None or self._layout_of.cells != cells:
            self._layout_of = Layout(self._sections, cells, self._now, self._digits())
            self._shown.clear()
            self._strips.clear()
            self._due.clear()
        return self._layout_of

    def _repaint(self, before: Layout, lit: range) -> None:
        """The data changed: refresh the lines that differ, and tell the layout of a new height."""
        old = dict(self._shown)
        count = len(self._lay().lines)
        seen = round(self.scroll_y)
        for y in range(seen, min(seen + self.size.height, max(count, len(before.lines)))):
            after = self._parts(y) if y < count else []
            if y not in old or (y in lit) != (y in self._lit()):
                self._refresh_block(y, y, 0, self.cells)
            elif (span := changed_span(old[y], after)) is not None:
                self._refresh_block(y, y, *span)
        if count != len(before.lines):
            self.virtual_size = Size(self.cells, count)
            if self.styles.auto_dimensions:
                self.refresh(layout=True)
        self._reveal()

    def _parts(self, y: int) -> list[Part]:
        """What stands on a line now; remembers it, and when it may change."""
        layout = self._layout_of or self._lay()
        line = layout.line(y)
        self._shown[y] = parts = line.parts(layout.cells, self._now)
        if line.live:
            self._due[y] = line.changes_at(self._now)
        return parts

    def _forget(self, y: int) -> None:
        for kept in (self._shown, self._due, self._strips):
            kept.pop(y, None)

    def _refresh_block(self, first: int = 0, last: int = -1, start: int = 0, stop: int = 0) -> None:
        if last >= first:
            row = first - round(self.scroll_y)
            self.refresh(Region(start, row, stop - start, last - first + 1))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        if self._layout_of is not None and self._layout_of.cells == width:
            return len(self._layout_of.lines)
        return len(Layout(self._sections, width, self._now).lines)

    def count_lines(self) -> int:
        return len(self._lay().lines)

    def fitted(self) -> None:
        self._reveal()

    def notify_style_update(self) -> None:
        self._palette = None
        self._strips.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        self._lay()
        background = self.background_colors[1].hex6
        if background != self._background:
            self._background = background
            self._strips.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        y += round(self.scroll_y)
        if y not in self._strips:
            self._strips[y] = self._draw(y)
        return self._strips[y]

    def selectable_line(self, y: int) -> list[Part]:
        return (self._shown.get(y) or self._parts(y)) if y < len(self._lay().lines) else []

    def _draw(self, y: int) -> Strip:
        if self._palette is None:
            self._palette = Palette(self.app.theme_variables)
        layout = self._layout_of or self._lay()
        if y >= len(layout.lines):
            return Strip.blank(layout.cells, self._palette.style("ink", self._background))
        here = (self.has_focus or self._held) and layout.lines[y].row == self._cursor >= 0
        background = self._palette["cursor"] if here else self._background
        return self.marked(self._palette.strip(self._shown.get(y) or self._parts(y), background), y)
