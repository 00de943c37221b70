"""The screens' base: what is painted stands. Textual paints a layout before its widgets have answered to the room that they got, and
paints their answers, and the answers to these, one by one with the next of sixty frames a second."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

_ROUNDS = 4
"""How often a layout is asked for by what it led to: a side's room, its scroll bar, a line that wraps beside it, and one to spare."""


class TerminalScreen(Screen[None]):
    """A screen that is laid out until nothing more asks for it, and painted then."""

    focused: reactive[Widget | None] = reactive(None, repaint=False)  # who gets it, and who had it, paint themselves

    def __init__(self) -> None:
        super().__init__()
        self._laying = False
        self._been = False

    def fit(self, *, new: bool) -> None:
        """The widgets have their room: show in it what goes by it, before it is painted. `new`: the screen's size is another."""

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Stand before it is painted whole, by Textual's own handler, which comes after this one. What was just composed has its styles."""
        event.refresh_styles, self._been = event.refresh_styles and self._been, True
        if self.is_attached and self.outer_size != self.app.size:
            self._lay_all(self.app.size)
        self.call_later(self._on_timer_update)

    def _screen_resized(self, size: Size) -> None:
        """It is told its size once more when it was laid out for it."""
        if size != self.outer_size:
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        self._lay_all(size, scroll)
        self._compositor.update_widgets(self._dirty_widgets)
        if self.is_current:
            self._compositor_refresh()

    def _lay_all(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay out until nothing more asks for it."""
        new, self._laying = size is not None and size != self.outer_size, True
        try:
            super()._refresh_layout(size, scroll)
            for _ in range(_ROUNDS):
                if self.is_attached and not scroll:
                    self.fit(new=new)
                if not self._hear():
                    break
                super()._refresh_layout(size)
        finally:
            self._laying = False

    def _compositor_refresh(self) -> None:
        if self.app._batch_count:
            self._repaint_required = True  # behind it, with what else is
        elif not self._laying:
            super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        if self.is_current and not self.app._batch_count:
            self._layout_required = self._hear() or self._layout_required
            if self._layout_required and self._repaint_required:  # once, with the layout
                self._repaint_required = False
                self._dirty_widgets.add(self)
        super()._on_timer_update()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """A layout paints what moved. To ask for one, as is done behind whatever was mounted, is no reason to paint all."""
        return super().refresh(*regions, repaint=repaint and not layout, layout=layout, recompose=recompose)

    def _hear(self) -> bool:
        """Take from the widgets what they would tell by messages: which are to be painted, and whether the layout is another."""
        layout = False
        for widget in self._every_widget():
            if widget._repaint_required:
                widget._repaint_required = False
                if widget.display:
                    self._dirty_widgets.add(widget)
            if widget._layout_required:
                widget._layout_required, layout = False, True
                for above in widget.ancestors:
                    if not isinstance(above, Widget):
                        break
                    above._clear_arrangement_cache()
                    above._layout_updates += 1
                    if not above.styles.auto_dimensions:
                        break
        return layout

    def _every_widget(self) -> Iterator[Widget]:
        for widget in self.walk_children(Widget):
            yield widget
            for bar in (widget._vertical_scrollbar, widget._horizontal_scrollbar):
                if bar is not None:
                    yield bar
