"""The working day as a ruler: hours, lunch, now, meetings, and the day's deadlines with their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aetui.widgets.cells import Part, Parts, cut, width
from aetui.widgets.painted import Painted

_RANK = {"late": 0, "soon": 1, "act": 2, "accent": 2, "ink": 3, "dim": 4, "faint": 5, "done": 6}

_MARGIN = 8  # cells


class RulerMark(NamedTuple):
    """Something at a time of the day. `minute` counts from midnight; a meeting has an `end`.

    `sign` stands under the line, `label` under the sign, both in `style`. `▲` late or due, `◆` the day's end.
    """

    minute: int
    label: str
    style: str = "ink"
    sign: str = "▲"
    end: int | None = None


class RulerDay(NamedTuple):
    """What the ruler shows, in minutes after midnight. `lunch` may be missing; `now` None: another day."""

    start: int = 540
    end: int = 1080
    lunch: tuple[int, int] | None = (720, 780)
    now: int | None = None
    marks: Sequence[RulerMark] = ()


def minutes_shown(day: RulerDay) -> tuple[int, int]:
    """First and last minute of the ruler: working hours, widened so that they hold now and every mark."""
    minutes = [day.start, day.end, *(m.minute for m in day.marks), *(m.end for m in day.marks if m.end)]
    if day.now is not None:
        minutes.append(day.now)
    first = max(min(minutes), 0) // 60 * 60
    last = min(-(-max(minutes) // 60) * 60, 1440)
    return first, max(last, first + 60)


class _Scale(NamedTuple):
    first: int
    last: int
    cells: int

    def x(self, minute: float) -> int:
        share = (min(max(minute, self.first), self.last) - self.first) / (self.last - self.first)
        return round(share * (self.cells - 1))


def _merge(row: list[tuple[str, str]]) -> list[Part]:
    """Cells of one row as parts, neighbours of one style together."""
    parts: list[Part] = []
    for char, style in row:
        if parts and parts[-1][1] == style:
            parts[-1] = (parts[-1][0] + char, style)
        else:
            parts.append((char, style))
    return parts


def _hours(scale: _Scale) -> list[Part]:
    row = [(" ", "dim")] * scale.cells
    hours = range(scale.first // 60, scale.last // 60 + 1)
    step = 1
    while len(hours) > 1 and (scale.cells - 1) * step / (len(hours) - 1) < 4:
        step += 1
    for hour in hours[::step]:
        text = str(hour)
        x = min(scale.x(hour * 60), scale.cells - len(text))
        for i, char in enumerate(text):
            row[x + i] = (char, "dim")
    return _merge(row)


def _line(day: RulerDay, scale: _Scale) -> list[Part]:
    row = []
    now = scale.x(day.now) if day.now is not None else -1
    lunch = (scale.x(day.lunch[0]), scale.x(day.lunch[1])) if day.lunch else (0, 0)
    for x in range(scale.cells):
        minute = scale.first + x * (scale.last - scale.first) / (scale.cells - 1)
        off = not day.start <= minute <= day.end or lunch[0] < x < lunch[1]
        row.append(("┄" if off else "─", "act" if x < now else "rest"))
    for hour in range(scale.first // 60, scale.last // 60 + 1):
        x = scale.x(hour * 60)
        end = "├" if x == 0 else "┤" if x == scale.cells - 1 else "┼"
        row[x] = (end, row[x][1])
    for mark in day.marks:
        if mark.end is not None:
            for x in range(scale.x(mark.minute), max(scale.x(mark.end), scale.x(mark.minute) + 1)):
                row[x] = ("━", mark.style)
    if now >= 0:
        row[now] = ("●", "act bold")
    return _merge(row)


def _order(mark: RulerMark) -> tuple[int, int]:
    return (_RANK.get(mark.style.split()[0] if mark.style else "ink", 3), mark.minute)


def _signs(marks: Sequence[RulerMark], scale: _Scale) -> list[Part]:
    row = [(" ", "ink")] * scale.cells
    for mark in sorted(marks, key=_order, reverse=True):
        row[scale.x(mark.minute)] = (mark.sign, mark.style)
    return _merge(row)


class _Placed(NamedTuple):
    start: int
    end: int
    text: str
    style: str


def _labels(marks: Sequence[RulerMark], scale: _Scale, cells: int, rows: int) -> list[list[Part]]:
    """Names under their signs, pressing ones first: moved aside, to a second row, shortened, or left out."""
    placed: list[list[_Placed]] = [[] for _ in range(rows)]
    seen: set[tuple[int, str]] = set()
    for mark in sorted(marks, key=_order):
        x = scale.x(mark.minute)
        if not mark.label or (x, mark.label) in seen:
            continue
        seen.add((x, mark.label))
        size = width(mark.label)
        best: tuple[int, int, int, str] | None = None  # distance, row, start, text
        for y in range(rows):
            for left, right in _gaps(placed[y], cells):
                text = mark.label if size <= right - left else cut(mark.label, right - left)
                room = width(text)
                if room < min(size, 4):
                    continue
                start = min(max(x - room // 2, left), right - room)
                # How far from its place it may come: past that, a name says more wrong than right.
                distance = abs(start + room // 2 - x)
                lost = size - room
                if distance > max(room, 8):
                    continue
                found = (distance + 3 * lost + 2 * y, y, start, text)
                if best is None or found < best:
                    best = found
        if best is not None:
            _, y, start, text = best
            placed[y].append(_Placed(start, start + width(text), text, mark.style))
    return [_row(labels) for labels in placed]


def _gaps(placed: list[_Placed], cells: int) -> list[tuple[int, int]]:
    """Free stretches between the labels of a row, two cells of air on each side of a label: one could be a space in it."""
    gaps, left = [], 0
    for label in sorted(placed):
        if label.start - 2 > left:
            gaps.append((left, label.start - 2))
        left = label.end + 2
    if left < cells:
        gaps.append((left, cells))
    return gaps


def _row(labels: list[_Placed]) -> list[Part]:
    parts: list[Part] = []
    at = 0
    for label in sorted(labels):
        parts += [(" " * (label.start - at), ""), (label.text, label.style)]
        at = label.end
    return parts


def draw(day: RulerDay, cells: int, rows: int = 4) -> list[list[Part]]:
    """The ruler in `cells` (at least 10) × `rows`: hours, line, signs, and from the fourth on labels."""
    cells = max(cells, 10)
    # Beyond the day's end there is room for the names of what is due then.
    scale = _Scale(*minutes_shown(day), cells - (_MARGIN if cells >= 10 * _MARGIN else 0))
    lines = [_hours(scale), _line(day, scale)]
    if rows > 2:
        lines.append(_signs(day.marks, scale))
    if rows > 3:
        lines += _labels(day.marks, scale, cells, rows - 3)
    return lines[:rows]


class Ruler(Painted):
    """The ruler as a widget; its height says how many rows of labels there are."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._day = RulerDay()

    def show(self, day: RulerDay) -> None:
        self._day = day
        self.repaint()

    def paint(self, cells: int, rows: int) -> Sequence[Parts]:
        return draw(self._day, cells, rows)
