"""Text that is selected with the mouse, in widgets that draw their lines themselves.

Textual finds out what is below the mouse by a mark on each piece of text, which costs at every repaint. These widgets reckon it:
a selection counts cells and lines of what they show.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from aetui.widgets.cells import Part, graphemes

_SELECTED = Style(reverse=True)


def between(text: str, start: int, stop: int) -> tuple[str, int, int]:
    """The characters that begin in cells `start` to `stop` (-1: to the end), and the cells that they take: no wide one is halved."""
    chosen, first, last, cell = "", -1, 0, 0
    for begin, end, cells in graphemes(text):
        if cell + cells > start and (stop < 0 or cell < stop):
            chosen += text[begin:end]
            first = cell if first < 0 else first
            last = cell + cells
        cell += cells
    return chosen, max(first, 0), last


class Selectable(Widget):
    """A widget whose lines can be selected. It says what stands on each (`selectable_line`), and draws it `marked`."""

    def selectable_line(self, y: int) -> Sequence[Part]:
        """What stands on a line of the content, scrolled or not."""
        raise NotImplementedError

    def cell_at(self, x: int, y: int) -> Offset:
        """The cell and the line of the content at a place of the screen; the nearest where that lies beside it."""
        inside = self.content_region
        column = min(max(x - inside.x, 0), max(inside.width - 1, 0))
        row = min(max(y - inside.y, 0), max(inside.height - 1, 0))
        return Offset(column, row + round(self.scroll_y))

    def marked(self, strip: Strip, y: int) -> Strip:
        """A line as it is drawn, what is selected of it reversed."""
        selection = self.text_selection if self.is_attached else None
        span = selection.get_span(y) if selection is not None else None
        if span is None:
            return strip
        _, first, last = between(self.line_text(y), *span)
        pieces = [strip.crop(0, first), strip.crop(first, last).apply_style(_SELECTED), strip.crop(last)]
        return Strip.join(pieces)

    def selection_updated(self, selection: Selection | None) -> None:
        if drawn := getattr(self, "_strips", None):
            drawn.clear()
        super().selection_updated(selection)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected, as it is seen: of what is selected beyond the widget's own edge, the lines in sight."""
        top = round(self.scroll_y)
        first = selection.start.y if selection.start is not None else top
        last = selection.end.y if selection.end is not None else top + self.size.height - 1
        lines = []
        for y in range(first, last + 1):
            span = selection.get_span(y)
            if span is not None:
                lines.append(between(self.line_text(y), *span)[0].rstrip())
        return "\n".join(lines).strip("\n"), "\n"

    def line_text(self, y: int) -> str:
        return "".join(text for text, _ in self.selectable_line(y))
