"""A widget of a few lines that draws them itself and repaints only the cells that changed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip

from aetui.widgets.cells import Part, Parts, cut_parts, parts_width
from aetui.widgets.palette import Palette
from aetui.widgets.rows import made_safe
from aetui.widgets.selecting import Selectable


def changed_span(old: Parts, new: Parts) -> tuple[int, int] | None:
    """The cells (from, to) in which two lines differ; None where they are the same.

    Both ends lie between characters of the new line: a refresh that ended within a wide one would halve it.
    """
    if old == new:
        return None
    before, after = list(old), list(new)
    same_width = parts_width(before) == parts_width(after)
    start = 0
    while before and after and before[0] == after[0]:
        start += parts_width(before[:1])
        del before[0], after[0]
    while same_width and before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return start, start + max(parts_width(before), parts_width(after))


class Painted(Selectable):
    """Subclasses say in `paint` what stands on each line, and call `repaint` when that may have changed."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: list[list[Part]] = []
        self._painted_for: tuple[int, int] | None = None
        self._palette: Palette | None = None

    def paint(self, cells: int, rows: int) -> Sequence[Parts]:
        """The lines for a widget of `cells` × `rows`; fewer are filled up with blank ones."""
        raise NotImplementedError

    @property
    def palette(self) -> Palette:
        """The colours of the theme in force."""
        if self._palette is None:
            self._palette = Palette(self.app.theme_variables)
        return self._palette

    def notify_style_update(self) -> None:
        self._palette = None
        super().notify_style_update()

    def repaint(self) -> None:
        """Ask `paint` again, and refresh what differs."""
        size = (self.size.width, self.size.height)
        if self._painted_for is None:
            return  # not on the screen yet: the first render asks
        if self._painted_for != size:
            self._painted_for = None
            self.refresh()
            return
        old, self._lines = self._lines, self._ask(*size)
        for y in range(size[1]):
            before = old[y] if y < len(old) else []
            after = self._lines[y] if y < len(self._lines) else []
            if (span := changed_span(before, after)) is not None:
                self.refresh(Region(span[0], y, span[1] - span[0], 1))

    def _ask(self, cells: int, rows: int) -> list[list[Part]]:
        return [cut_parts(made_safe(line), cells) for line in self.paint(cells, rows)]

    def selectable_line(self, y: int) -> list[Part]:
        return self._lines[y] if y < len(self._lines) else []

    def render_line(self, y: int) -> Strip:
        cells, rows = self.size.width, self.size.height
        if self._painted_for != (cells, rows):
            self._painted_for = (cells, rows)
            self._lines = self._ask(cells, rows)
        background = self.background_colors[1].hex6
        line = self._lines[y] if y < len(self._lines) else []
        strip = self.palette.strip(line, background).extend_cell_length(cells, self.palette.style("ink", background))
        return self.marked(strip, y)
