"""A view that scrolls through lines of its own."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView


class FittedView(ScrollView):
    """How many lines it has goes by its width. Both are known, and shown by its bar, with the room that it gets: Textual would paint
    it first, and its bar after each layout."""

    _shown_by_bar = (Size(), Size())
    """All of it, and its room."""

    @property
    def cells(self) -> int:
        """The width of a line: less where there is a scrollbar."""
        return self.scrollable_content_region.width

    def count_lines(self) -> int:
        """How many lines it has at `cells`."""
        raise NotImplementedError

    def fitted(self) -> None:
        """It has its room."""

    def _size_updated(self, size: Size, _: Size, container_size: Size, layout: bool = True) -> bool:
        told = super()._size_updated(size, self.virtual_size, container_size, layout)
        if size:
            whole = Size(self.cells, self.count_lines())
            if (whole, self.container_size) != self._shown_by_bar:
                self._shown_by_bar = whole, self.container_size
                self.virtual_size = whole
                self._scroll_update(whole)
            self.fitted()
        return told
