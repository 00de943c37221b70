"""Plots, drawn by plotext: bars with names, measures side by side, columns over an axis, a course of shares. Each carries its
numbers: what is drawn can be read off.

plotext gives every character one cell. So what is wide, or made of several characters, is drawn as a stand-in of as many
cells and put back when the plot is built: names of any script stand in line. plotext is imported when the first plot is
drawn: it costs 20 ms, and the screen stands there before.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.text import Text
from textual.color import Color
from textual.widget import Widget

from aetui.widgets.cells import fit, graphemes, width
from aetui.widgets.palette import Palette
from aetui.widgets.safe import safe
from aetui.widgets.wrap import wrap_hanging

if TYPE_CHECKING:
    from textual_plotext.plot import Plot

Rgb = tuple[int, int, int]
_FILL = "\ue000"
_STAND_INS = 0xE001
_APART = 3  # cells between two points of a course from which on a line joins them


class Series(NamedTuple):
    """One kind of part of every bar: the sign it is drawn with, the style of its colour, its values."""

    sign: str
    style: str
    values: Sequence[float]


class Bars(NamedTuple):
    """A row a name: its parts one after another, and a note behind. `more`: what is said where not all find room, of how
    many (`{n}`)."""

    names: Sequence[str]
    series: Sequence[Series]
    notes: Sequence[str]
    more: str = "{n}"


class Measures(NamedTuple):
    """A row a name, a bar a measure: what isn't counted in the same thing is never added up, so each has a scale of its own, and
    its number at its end. `more`: as of bars."""

    names: Sequence[str]
    series: Sequence[Series]
    more: str = "{n}"


class Columns(NamedTuple):
    """A column a name, its parts one on another, their sum over it."""

    names: Sequence[str]
    series: Sequence[Series]


class Course(NamedTuple):
    """A point a name, from the first of `ticks` to the last; None where there is none, and the line is broken. `others`: further
    lines, each its values, its style and its sign. `told`: the number at each point, as every list writes it."""

    names: Sequence[str]
    values: Sequence[float | None]
    style: str
    ticks: Sequence[int] = (0, 25, 50, 75, 100)
    unit: str = "%"
    others: Sequence[tuple[Sequence[float | None], str, str]] = ()
    told: Sequence[str] = ()


Drawing = Bars | Measures | Columns | Course


class StandIns:
    """Texts as plotext may measure them, a character a cell; `back` turns what was built into what is meant."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}

    def put(self, text: str) -> str:
        """`text` with one character a cell."""
        out = []
        for start, end, cells in graphemes(text):
            sign = text[start:end]
            if not sign.isascii() and cells:
                sign = self._of.setdefault(sign, chr(_STAND_INS + len(self._of))) + _FILL * (cells - 1)
            out.append(sign if cells else "")
        return "".join(out)

    def back(self, built: str) -> str:
        """What plotext made of texts that were put, with the signs that were meant."""
        return built.translate({**{ord(stand_in): sign for sign, stand_in in self._of.items()}, ord(_FILL): ""})


class PlotView(Widget):
    """One plot, in the colours of the theme; where there is nothing to draw, it says what will stand here."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "PlotView { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawing: Drawing | None = None
        self._hint = ""
        self._built: tuple[tuple[object, ...], Text] | None = None

    def on_mount(self) -> None:
        self.watch(self.app, "theme", self._theme_turned, init=False)

    def _theme_turned(self) -> None:
        self.refresh()

    def show(self, drawing: Drawing | None, hint: str = "") -> None:
        """`drawing`; where there is none, `hint`."""
        if (drawing, hint) != (self._drawing, self._hint):
            self._drawing, self._hint = drawing, hint
            self.refresh()

    def render(self) -> Text:
        palette = Palette(self.app.theme_variables)
        cells, rows = self.size.width, self.size.height
        if self._drawing is None or not self._drawing.names or cells < 20 or rows < 3:
            lines = wrap_hanging([(self._hint, "faint")], max(cells, 1), 0)
            return Text("\n".join("".join(text for text, _ in line) for line in lines), style=palette["faint"])
        key = (self._drawing, cells, rows, palette["ink"], palette["page"])
        if self._built is None or self._built[0] != key:
            self._built = (key, plot_text(self._drawing, cells, rows, palette))
        return self._built[1]


def load_plots() -> None:
    """Load what draws plots; to be called in a thread, before the first is drawn."""
    import textual_plotext.plot  # noqa: F401


def plot_text(drawing: Drawing, cells: int, rows: int, palette: Palette) -> Text:
    """The plot as text of `cells` × at most `rows`."""
    import plotext._utility
    from textual_plotext.plot import Plot

    # Its own takes them out through a set, whose order differs from run to run: names that stand close would jump.
    plotext._utility.no_duplicates = lambda listed: list(dict.fromkeys(listed))
    letters, plot = StandIns(), Plot()
    plot.theme("clear")
    plot.ticks_color(_rgb(palette["dim"]))
    if isinstance(drawing, Bars):
        _bars(plot, drawing, cells, rows, letters, palette)
    elif isinstance(drawing, Measures):
        _measures(plot, drawing, cells, rows, letters, palette)
    elif isinstance(drawing, Columns):
        _columns(plot, drawing, cells, rows, letters, palette)
    else:
        _course(plot, drawing, cells, rows, letters, palette)
    return Text.from_ansi(letters.back(plot.build()), no_wrap=True)


def _rgb(colour: str) -> Rgb:
    return Color.parse(colour).rgb


def _size(plot: Plot, cells: int, rows: int) -> None:
    plot.plotsize(cells, rows)
    plot._set_size(cells, rows)  # as textual-plotext itself does: the size is else bound to the terminal's


def _parts(series: Sequence[Series], n: int, step: float) -> list[tuple[float, float, Series]]:
    """The parts of bar `n` as (from, to, series), in whole cells of `step`; one that is there takes a cell at least."""
    there = [one for one in series if one.values[n] > 0]
    cells, end = [], 0.0
    for one in there:
        begin, end = end, end + one.values[n] / step
        cells.append(max(round(end) - round(begin), 1))
    over = sum(cells) - max(round(end), len(cells))
    while over > 0:  # the longest gives what the shortest had to get
        cells[cells.index(max(cells))] -= 1
        over -= 1
    parts, at = [], 0
    for one, length in zip(there, cells, strict=True):
        parts.append(((at + 1) * step, (at + length) * step, one))
        at += length
    return parts


class _Rows(NamedTuple):
    """Named rows as they find room: how many are shown, the cells of the names, and where each row stands."""

    shown: int
    room: int
    places: list[float]


def _rows(plot: Plot, names: Sequence[str], more: str, cells: int, rows: int, letters: StandIns, least: int) -> _Rows:
    """A row a name, the names at the left in at most two fifths of `cells` and never into the `least` that is drawn; where not all find
    room, the last row says how many more there are."""
    named = [safe(name) for name in names]
    shown = len(named) if len(named) <= rows else rows - 1
    labels = [*named[:shown], *([more.format(n=len(named) - shown)] if shown < len(named) else [])]
    room = min(max(map(width, labels)), cells * 2 // 5, max(cells - 1 - least, 1))
    each = min(rows // len(labels), 2)
    height = len(labels) * each
    _size(plot, cells, height)
    plot.xaxes(False, False)
    plot.yaxes(False, False)
    plot.ylim(0, max(height - 1, 1))
    places: list[float] = [height - 1 - n * each for n in range(len(labels))]
    plot.yticks(places, [letters.put(fit(label, room) + " ") for label in labels])
    plot.xticks([], [])
    return _Rows(shown, room, places)


def _bars(plot: Plot, bars: Bars, cells: int, rows: int, letters: StandIns, palette: Palette) -> None:
    laid = _rows(plot, bars.names, bars.more, cells, rows, letters, 0)
    notes = bars.notes[: laid.shown]
    canvas = cells - laid.room - 1
    length = max(canvas - max(map(width, notes)) - 1, 1)
    top = max(sum(one.values[n] for one in bars.series) for n in range(len(bars.names))) or 1
    step = top / length
    plot.xlim(step, step * canvas)
    for n, (note, row) in enumerate(zip(notes, laid.places, strict=False)):
        for begin, end, one in _parts(bars.series, n, step):
            plot.plot([begin, end], [row] * 2, marker=one.sign, color=_rgb(palette[one.style]))
        plot.text(letters.put(note), step * (length + 2), row, color=_rgb(palette["ink"]), alignment="left")


def _measures(plot: Plot, drawn: Measures, cells: int, rows: int, letters: StandIns, palette: Palette) -> None:
    numbers = [[f"{value:g}" for value in one.values] for one in drawn.series]
    widths = [max(map(len, column)) for column in numbers]
    laid = _rows(plot, drawn.names, drawn.more, cells, rows, letters, sum(widths) + 4 * len(widths))
    canvas = cells - laid.room - 1
    plot.xlim(1, canvas)
    length = max((canvas - sum(widths) - 3 * len(widths)) // len(widths), 1)
    left = 0
    for one, told, widest in zip(drawn.series, numbers, widths, strict=True):
        step = (max(one.values) or 1) / length
        for value, number, row in zip(one.values, told, laid.places[: laid.shown], strict=False):
            bar = max(round(value / step), 1) if value > 0 else 0
            if bar:
                plot.plot([left + 1, left + bar], [row] * 2, marker=one.sign, color=_rgb(palette[one.style]))
            text, ink, at = (number, "ink", left + bar + 2) if bar else ("·", "faint", left + 1)
            plot.text(text, at, row, color=_rgb(palette[ink]), alignment="left")
        left += length + widest + 3


def _columns(plot: Plot, columns: Columns, cells: int, rows: int, letters: StandIns, palette: Palette) -> None:
    count = len(columns.names)
    sums = [sum(one.values[n] for one in columns.series) for n in range(count)]
    numbers = [f"{value:g}" for value in sums]
    top = max(int(max(sums)) + int(max(sums)) % 2, 2)
    margin = len(f"{top}") + 2
    each = max((cells - margin) // count, 1)
    upright = max(map(len, numbers)) > each  # a number wider than its column stands digit over digit
    over = max(map(len, numbers)) if upright else 1
    height = max(rows - 2 - over, 1)
    step = top / height
    _size(plot, margin + each * count, rows)
    plot.xaxes(True, False)
    plot.yaxes(False, False)
    plot.xlim(0, each * count - 1)
    plot.ylim(step, top + over * step)
    wide = max(each - 1, 1)
    for n in range(count):
        end = 0.0
        for begin, end, one in _parts(columns.series, n, step):
            for cell in range(wide):
                x = n * each + cell
                plot.plot([x, x], [begin, end], marker=one.sign, color=_rgb(palette[one.style]))
        if sums[n]:
            lines = reversed(numbers[n]) if upright else [numbers[n]]
            at = n * each if upright else n * each + max((wide - len(numbers[n])) // 2, 0)
            for line, text in enumerate(lines, 1):
                plot.text(text, at, end + line * step, color=_rgb(palette["ink"]), alignment="left")
    _names_below(plot, [n * each + (wide - 1) // 2 for n in range(count)], columns.names, each, letters)
    plot.yticks([0, top / 2, top], [f"{n:>{margin - 2}}  " for n in (0, top // 2, top)])


def _course(plot: Plot, course: Course, cells: int, rows: int, letters: StandIns, palette: Palette) -> None:
    count = len(course.names)
    _size(plot, cells, rows)
    plot.xaxes(True, False)
    plot.yaxes(False, False)
    plot.xlim(-0.5, count - 0.5)
    plot.ylim(course.ticks[0], course.ticks[-1])
    room = len(f"{course.ticks[-1]}")
    each = (cells - len(f"{course.ticks[-1]}{course.unit} ")) / count
    for values, style, sign in (*course.others, (course.values, course.style, "●")):
        _line_of(plot, values, _rgb(palette[style]), each, sign)
    if course.told:
        _numbers_at(plot, course, each, rows - 2, _rgb(palette["ink"]))
    _names_below(plot, range(count), course.names, each, letters)
    plot.yticks(list(course.ticks), [f"{n:>{room}}{course.unit} " for n in course.ticks])


def _line_of(plot: Plot, values: Sequence[float | None], colour: Rgb, each: float, sign: str) -> None:
    """One line of a course, broken where there is no point."""
    runs: list[list[int]] = [[]]
    for n, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(n)
    for run in filter(None, runs):
        points = [values[n] for n in run]
        if each >= _APART and len(run) > 1:
            plot.plot(run, points, marker="·", color=colour)
        plot.scatter(run, points, marker=sign if each >= _APART else "•", color=colour)


def _numbers_at(plot: Plot, course: Course, each: float, rows: int, ink: Rgb) -> None:
    """Each point's number over it, under it where it is at the top; of points too close for that, of as many as stand apart, the last
    among them."""
    low, high = course.ticks[0], course.ticks[-1]
    row = (high - low) / max(rows - 1, 1)
    nth = max(ceil((max(map(len, course.told)) + 1) / each), 1)
    for n, (value, told) in enumerate(zip(course.values, course.told, strict=True)):
        if value is not None and (len(course.values) - 1 - n) % nth == 0:
            half = (len(told) / 2 + 0.5) / each  # a number stands whole, also at the edge
            x = min(max(n, half - 0.5), len(course.values) - 0.5 - half)
            plot.text(told, x, value + row if value + row <= high else value - row, color=ink, alignment="center")


def _names_below(plot: Plot, places: Sequence[float], names: Sequence[str], each: float, letters: StandIns) -> None:
    """As many names under the axis as stand apart, at even distances. `each`: the cells of one."""
    room = max(map(width, names)) + 1
    nth = max(ceil(room / each), 1)
    plot.xticks(list(places)[::nth], [letters.put(safe(name)) for name in names[::nth]])
