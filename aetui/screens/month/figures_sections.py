"""What the screen of the figures shows: the plots as data with their legends, and the tables as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aetui.desk.core import Desk
from aetui.desk.month.figures import Figures
from aetui.desk.month.figures_tables import FigureTable, load_name, tables
from aetui.desk.month.figures_team import Trend
from aetui.domain.figures import ended_of, share
from aetui.domain.records import Tally
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import day_number
from aetui.locales.figures import COUNTS, percent
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.plots import Bars, Columns, Course, Drawing, Measures, Series
from aetui.widgets.rows import Row, Section, heading

PLOTS = ("rule", "week", "client", "hour")
_ENDS = (("kept", "━", "done"), ("late", "╍", "late"), ("missed", "┄", "soon"))
_TAKEN = (("promised", "━", "act"), ("calls", "═", "ink"), ("items", "─", "dim"), ("cards", "╍", "faint"))
_WAYS = (("in", "█", "act"), ("out", "▒", "dim"), ("not_taken", "░", "soon"))
_STYLES = {"kept": "done", "late": "late", "missed": "soon", "waived": "dim", "open": "dim"}


class Drawn(NamedTuple):
    """A plot with its title, what its signs mean, and what is said where there is nothing to draw."""

    title: str
    legend: Parts
    drawing: Drawing | None
    hint: str


def sum_line(say: Texts, seen: Figures) -> Parts:
    """How what was promised in the period ended, each count in its colour beside its word."""
    total = seen.total
    if not total.promised:
        return ((say("figures.nothing_due"), "dim"),)
    parts: list[Part] = [
        (f"{say('figures.share')} ", "dim"),
        (percent(total), "ink bold"),
        (f"   {say('figures.total', promised=total.promised)}", "dim"),
    ]
    for key in COUNTS:
        if n := getattr(total, key):
            parts += [(f"   {say(f'figures.{key}')} ", "dim"), (f"{n}", _STYLES[key])]
    return parts


def drawn(desk: Desk, say: Texts, seen: Figures) -> dict[str, Drawn]:
    """The four plots."""
    return {"rule": _rules(desk, say, seen), "week": _weeks(say, seen), "client": _clients(desk, say, seen)} | {
        "hour": _hours(desk, say, seen)
    }


def table_sections(desk: Desk, say: Texts, seen: Figures) -> list[Section]:
    """The same in numbers; a row of a client can be opened."""
    return sections_of(say, tables(desk, say, seen))


def sections_of(say: Texts, found: Sequence[FigureTable]) -> list[Section]:
    """Tables as sections."""
    sections = []
    for n, table in enumerate(found):
        columns = list(zip(table.heads, *table.rows, strict=True))
        rooms = [min(max(map(width, column)), 20) for column in columns]

        def line(cells: Sequence[str], style: str, rooms: list[int] = rooms, words: int = table.words) -> list[Part]:
            return [
                (fit(cell, room, "left" if m < words else "right") + "  ", style)
                for m, (cell, room) in enumerate(zip(cells, rooms, strict=True))
            ]

        rows = [
            Row(ref or ref_to("row", n, m), line(cells, "ink"))
            for m, (cells, ref) in enumerate(zip(table.rows, table.refs, strict=True))
        ]
        heads = [Row("", line(table.heads, "faint"))] if rows else []
        sections.append(Section(f"table{n}", heading(table.title), [*heads, *rows], say("figures.nothing")))
    return sections


def trend_drawn(say: Texts, trend: Trend) -> dict[str, Drawn]:
    """An AE's course by `week` and by `month`: the share kept in time, and its number at each point."""
    made = {}
    for name, found in (("week", trend.weeks), ("month", trend.months)):
        names = [day_number(one.first) if name == "week" else f"{one.first.month}" for one in found]
        made[name] = _shares(
            say, say(f"figures.trend.{name}", who=trend.who), names, [one.counted.tally for one in found]
        )
    return made


def _legend(say: Texts, kinds: Sequence[tuple[str, str, str]]) -> list[Part]:
    parts: list[Part] = []
    for key, sign, style in kinds:
        parts += [(f"  {sign} ", style), (say(f"figures.{key}"), "dim")]
    return parts


def _rules(desk: Desk, say: Texts, seen: Figures) -> Drawn:
    """Of what ended, the share of each end, by rule; the rule of which most went wrong first."""
    ended = [t for t in seen.rules if ended_of(t)]
    series = [Series(sign, style, [100 * getattr(t, key) / ended_of(t) for t in ended]) for key, sign, style in _ENDS]
    names = [desk.rulebook.title(t.rule, say.lang) for t in ended]
    widest = max((len(f"{t.kept}/{ended_of(t)}") for t in ended), default=0)
    notes = [f"{percent(t):>4} {f'{t.kept}/{ended_of(t)}':>{widest}}" for t in ended]
    bars = Bars(names, series, notes, say("figures.more"))
    return Drawn(say("figures.by_rule"), _legend(say, _ENDS), bars if ended else None, say("figures.none_ended"))


def _weeks(say: Texts, seen: Figures) -> Drawn:
    """The share kept in time, week by week."""
    names = [day_number(week.first) for week in seen.weeks]
    return _shares(say, say("figures.by_week"), names, [week.tally for week in seen.weeks])


def _shares(say: Texts, title: str, names: list[str], tallies: Sequence[Tally]) -> Drawn:
    """The share kept in time as a course."""
    shares = [share(tally) for tally in tallies]
    told = [percent(tally) for tally in tallies]
    course = Course(names, [None if part is None else 100 * part for part in shares], "act", told=told)
    legend: list[Part] = [("  ● ", "act"), (say("figures.share"), "dim")]
    known = any(part is not None for part in shares)
    return Drawn(title, legend, course if known else None, say("figures.no_weeks"))


def _clients(desk: Desk, say: Texts, seen: Figures) -> Drawn:
    """What each client took, a bar a measure: duties, calls, items and cards are no one sum."""

    def values(key: str) -> list[float]:
        return [getattr(load, key) + (load.missed if key == "calls" else 0) for load in seen.clients]

    names = [load_name(desk, say, load.client_id) for load in seen.clients]
    series = [Series(sign, style, values(key)) for key, sign, style in _TAKEN]
    bars = Measures(names, series, say("figures.more"))
    return Drawn(say("figures.by_client"), _legend(say, _TAKEN), bars if names else None, say("figures.no_load"))


def _hours(desk: Desk, say: Texts, seen: Figures) -> Drawn:
    """The calls of each hour; the working hours at least."""
    used = [h.hour for h in seen.hours if h.taken or h.made or h.missed]
    hours = desk.calendar.hours
    first, last = min([*used, hours.start // 60]), max([*used, (hours.end - 1) // 60])
    shown = seen.hours[first : last + 1]
    counts = ([h.taken for h in shown], [h.made for h in shown], [h.missed for h in shown])
    series = [Series(sign, style, values) for (_, sign, style), values in zip(_WAYS, counts, strict=True)]
    columns = Columns([f"{h.hour}" for h in shown], series)
    return Drawn(say("figures.by_hour"), _legend(say, _WAYS), columns if used else None, say("figures.no_calls"))
