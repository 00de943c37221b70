"""Single lines: the head of a screen (left and right), and a bar of what is done."""

from __future__ import annotations

from collections.abc import Sequence

from aetui.widgets.cells import Parts, spread
from aetui.widgets.painted import Painted
from aetui.widgets.rows import clean


class HeadLine(Painted):
    """A line with something at its left and something at its right, which is kept whole."""

    def __init__(
        self, left: Parts = (), right: Parts = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._left, self._right = left, right

    def show(self, left: Parts, right: Parts = ()) -> None:
        self._left, self._right = left, right
        self.repaint()

    def paint(self, cells: int, rows: int) -> Sequence[Parts]:  # noqa: ARG002
        return [spread(clean(self._left), clean(self._right), cells, gap=2)]


class ShareBar(Painted):
    """How much of a whole is done, as a thin bar across its width."""

    def __init__(self, style: str = "done", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._colour, self._share = style, 0.0

    def show(self, share: float) -> None:
        """`share` from 0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.repaint()

    def paint(self, cells: int, rows: int) -> Sequence[Parts]:  # noqa: ARG002
        used = round(self._share * cells)
        return [[("━" * used, self._colour), ("─" * (cells - used), "rest")]]
