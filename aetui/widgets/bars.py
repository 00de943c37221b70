"""Single lines: the head of a screen (left and right), and a bar of what is done."""

from __future__ import annotations

from collections.abc import Sequence

from aetui.widgets.cells import Parts, parts_width, spread, width
from aetui.widgets.painted import Painted
from aetui.widgets.rows import parts_at


class HeadLine(Painted):
    """A line with something at its left and something at its right. What is bold at the left is cut last: before it the parts
    of the right go, from the end, each whole; `last` stays."""

    GAP = 2
    TAIL = 6
    """Cells that a part behind the title needs to say anything when it is cut; with less it goes as a whole."""

    def __init__(
        self, left: Parts = (), right: Parts = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._left, self._right = left, right
        self._last: Parts = ()

    def show(self, left: Parts, right: Parts = (), last: Parts = ()) -> None:
        self._left, self._right, self._last = left, right, last
        self.repaint()

    def paint(self, cells: int, rows: int) -> Sequence[Parts]:  # noqa: ARG002
        left, right, last = parts_at(self._left, 0), parts_at(self._right, 0), parts_at(self._last, 0)
        kept = max((n for n, (_, style) in enumerate(left, 1) if "bold" in style), default=0)
        room = cells - parts_width(left[:kept]) - parts_width(last) - self.GAP
        while right and parts_width(right) > room:
            right.pop()
        room -= parts_width(right)
        for part, _ in reversed(left[max(kept, 1) :]):  # a line is never given up whole
            over = parts_width(left[kept:]) - room
            number = any(sign.isdigit() for sign in part)  # `021-5555-0…` can't be called
            if over <= 0 or (width(part.strip()) - over >= self.TAIL and not number):
                break
            left.pop()
        return [spread(left, [*right, *last], cells, gap=self.GAP)]


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
