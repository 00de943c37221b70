"""A sentence on as many lines as it takes."""

from __future__ import annotations

from textual.geometry import Size

from aetui.widgets.cells import Parts
from aetui.widgets.painted import Painted
from aetui.widgets.wrap import wrap


class Paragraph(Painted):
    """Stands while there is something to say, one colour throughout."""

    DEFAULT_CSS = "Paragraph { height: auto; width: 1fr; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self._text = self._style = ""

    def show(self, text: str, style: str) -> None:
        """Say it; nothing: stand no longer."""
        self._text, self._style = text, style
        self.display = bool(text)
        self.refresh(layout=True)
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(wrap(self._text, width))

    def paint(self, cells: int, rows: int) -> list[Parts]:  # noqa: ARG002
        return [((line, self._style),) for line in wrap(self._text, cells)]
