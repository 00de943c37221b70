"""What a list shows: rows under headings, and how they fall into lines of a given width. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, overload

from aetui.widgets.cells import Part, Parts, parts_width, spread
from aetui.widgets.countdown import Live
from aetui.widgets.safe import safe
from aetui.widgets.wrap import wrap_hanging

Cells = Sequence[Part | Live]
"""A side of a row: parts, and pieces that follow the clock (countdown.Countdown, countdown.TimeBar)."""


class Row(NamedTuple):
    """One row. `ref` names what it stands for, unique in its widget; an empty one cannot be selected.

    `left` is cut with `…` where it meets `right`, or with `wrap` (the hanging indent in cells) goes on below.
    `more` are further lines of the same row, each (left, right). In a wrapped row the clock stands still.
    """

    ref: str = ""
    left: Cells = ()
    right: Cells = ()
    wrap: int | None = None
    more: Sequence[tuple[Cells, Cells]] = ()


class Section(NamedTuple):
    """A heading with rows below it; no heading without `title`. `hint` is shown while there are no rows."""

    id: str
    title: Parts = ()
    rows: Sequence[Row] = ()
    hint: str = ""
    right: Parts = ()


class Later(Sequence[Row]):
    """Rows that are built when they are seen: `build` makes the row of a place, which is for `refs` of it."""

    def __init__(
        self,
        refs: Sequence[str],
        build: Callable[[int], Row],
        of: object = None,
        bound: Callable[[int], int] | None = None,
    ) -> None:
        """`of`: all that the rows are made from; two that are made from the same say the same. `bound`: at most so many cells takes the
        row of a place; one that may be longer than its line is built to see how it wraps. None: a line each."""
        self.refs = refs
        self._build, self._of, self._bound = build, of, bound
        self._built: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self.refs)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        at = range(len(self.refs))[place]
        if isinstance(at, range):
            return [self[n] for n in at]
        if at not in self._built:
            self._built[at] = self._build(at)
        return self._built[at]

    def __eq__(self, other: object) -> bool:
        alike = isinstance(other, Later) and self._of is not None and len(self) == len(other) and self._of == other._of
        return self is other or alike

    __hash__ = None  # type: ignore[assignment]

    @property
    def a_line_each(self) -> bool:
        return self._bound is None

    def is_line(self, place: int, cells: int) -> bool:
        """Whether that row is known to be one line of that width."""
        return self._bound is None or self._bound(place) <= cells


def refs_of(rows: Sequence[Row]) -> Sequence[str]:
    """What rows stand for; none of them is built for it."""
    return rows.refs if isinstance(rows, Later) else [row.ref for row in rows]


def heading(title: str, count: int | str | None = None) -> Parts:
    """A section's title, bold, its count behind it."""
    parts: list[Part] = [(title, "ink bold")]
    if count is not None:
        parts.append((f" {count}", "dim"))
    return tuple(parts)


def made_safe(parts: Parts) -> list[Part]:
    """Parts with harmless text, so that they are measured as they will be shown."""
    return [(safe(text), style) for text, style in parts]


Opening = Callable[[str], int | None]
_opening: Opening = lambda _: None  # noqa: E731


def use_remarks(opening: Opening) -> None:
    """From now on what stands behind the place that `opening` finds in a text is drawn dim: it is for the house alone."""
    global _opening  # one program knows one rule for it
    _opening = opening


def remark_spans(text: str) -> Sequence[tuple[int, int, str]]:
    """The stretch of a text that is for the house alone, with its style; none in most."""
    found = _opening(text)
    return () if found is None else ((found, len(text), "dim"),)


def _remarks_dim(parts: Parts) -> Iterator[Part]:
    for text, style in parts:
        start = next((start for start, _, _ in remark_spans(text)), len(text)) if style.startswith("ink") else len(text)
        yield text[:start], style
        if start < len(text):
            yield text[start:], "dim"


def parts_at(cells: Cells, now: float) -> list[Part]:
    """The parts that a side shows at `now`."""
    shown: list[Part] = []
    for piece in cells:
        if type(piece) is tuple:
            shown.append(piece)
        else:
            shown.extend(piece.parts(now))  # type: ignore[union-attr]
    return made_safe(list(_remarks_dim(shown)))


def sections_saying(sections: Sequence[Section], words: str, now: float) -> tuple[Section, ...]:
    """The sections with the rows that say all of `words`, wherever; those without any are left out."""
    asked = [_plain(word) for word in words.split()]
    if not asked:
        return tuple(sections)
    kept = []
    for section in sections:
        rows = [row for row in section.rows if row.ref and all(word in _text(row, now) for word in asked)]
        if rows:
            kept.append(section._replace(rows=tuple(rows)))
    return tuple(kept)


def first_that_fits(forms: Iterable[Row], cells: int, now: float) -> Row:
    """The first of these forms of a row that `cells` cells (0: any number) show whole, else the last."""
    for form in forms:
        if not cells or fits(form, cells, now):
            break
    return form


def fits(row: Row, cells: int, now: float) -> bool:
    """Whether nothing of a row is cut in `cells` cells."""
    return sum(parts_width(parts_at(side, now)) for side in (row.left, row.right)) + bool(row.right) <= cells


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _text(row: Row, now: float) -> str:
    sides = [row.left, row.right, *(side for pair in row.more for side in pair)]
    return _plain("".join(text for side in sides for text, _ in parts_at(side, now)))


class PaintedLine(NamedTuple):
    """One line as it lies in the widget."""

    row: int = -1  # index of the row that it belongs to, -1: none
    left: Cells = ()
    right: Cells = ()
    live: tuple[Live, ...] = ()  # the pieces of both sides that follow the clock

    def parts(self, cells: int, now: float) -> list[Part]:
        """Exactly `cells` cells."""
        return spread(parts_at(self.left, now), parts_at(self.right, now), cells)

    def changes_at(self, now: float) -> float:
        """When a live line may next read differently. Raises ValueError for one that isn't live."""
        return min(piece.changes_at(now) for piece in self.live)


def _line(row: int, left: Cells, right: Cells = ()) -> PaintedLine:
    live = tuple(piece for side in (left, right) for piece in side if type(piece) is not tuple)
    return PaintedLine(row, left, right, live)  # type: ignore[arg-type]


def _lines_of(index: int, row: Row, cells: int, now: float) -> list[PaintedLine]:
    """The lines of a row at a width of `cells`."""
    if row.wrap is None:
        lines = [_line(index, row.left, row.right)]
    else:
        right = parts_at(row.right, now)
        room = cells - (parts_width(right) + 1 if right else 0)
        texts = wrap_hanging(parts_at(row.left, now), max(room, cells // 3), row.wrap)
        lines = [PaintedLine(index, texts[0], right), *(PaintedLine(index, text) for text in texts[1:])]
    return [*lines, *(_line(index, left, right) for left, right in row.more)]


class Layout:
    """The lines of some sections at a width of `cells`, and the first line of each row."""

    def __init__(
        self, sections: Sequence[Section], cells: int, now: float, keys: Mapping[int, int] | None = None
    ) -> None:
        """`keys`: the digit that leads to a section, painted before its heading."""
        self.cells, self._now = cells, now
        self.lines: list[PaintedLine] = []
        self.first: list[int] = []
        self._later: list[tuple[int, Later]] = []  # with the index of their first row
        for number, section in enumerate(sections):
            if number:
                self.lines.append(PaintedLine())
            if section.title:
                key = ((f"{keys[number]} ", "act"),) if keys and number in keys else ()
                self.lines.append(PaintedLine(-1, (*key, *section.title), section.right))
            if section.hint and not section.rows:
                self.lines += [PaintedLine(-1, line) for line in wrap_hanging([(section.hint, "faint")], cells, 0)]
            if isinstance(section.rows, Later):
                self._leave(section.rows, now)
                continue
            for row in section.rows:
                index = len(self.first)
                self.first.append(len(self.lines))
                self.lines += _lines_of(index, row, cells, now)

    def _leave(self, rows: Later, now: float) -> None:
        """Lines that are filled in when they are looked at."""
        start = len(self.first)
        self._later.append((start, rows))
        if rows.a_line_each:
            self.first += range(len(self.lines), len(self.lines) + len(rows))
            self.lines += map(PaintedLine, range(start, start + len(rows)))
            return
        for n in range(len(rows)):
            self.first.append(len(self.lines))
            if rows.is_line(n, self.cells):
                self.lines.append(PaintedLine(start + n))
            else:
                self.lines += _lines_of(start + n, rows[n], self.cells, now)

    def line(self, y: int) -> PaintedLine:
        """A line with what stands on it."""
        line = self.lines[y]
        if self._later and not line.left:
            for index, rows in self._later:
                if index <= line.row < index + len(rows):
                    self.lines[y] = line = _lines_of(line.row, rows[line.row - index], self.cells, self._now)[0]
        return line

    def of(self, row: int) -> range:
        """The lines of one row; none for a row that isn't there."""
        if not 0 <= row < len(self.first):
            return range(0)
        end = start = self.first[row]
        while end < len(self.lines) and self.lines[end].row == row:
            end += 1
        return range(start, end)
