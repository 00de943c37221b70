"""The figures as tables in words, for the shell and the screen."""

from __future__ import annotations

import msgspec

from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.month.figures import Figures
from aetui.desk.month.figures_team import CourseSpan, TeamFigures
from aetui.domain.quality import PAIRS
from aetui.domain.records import Quality, Tally
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import day_number
from aetui.locales.figures import COUNTS, percent

_ENDS = ("kept", "late", "missed")
_TAKEN = ("calls", "missed", "items", "cards", "promised")


class FigureTable(msgspec.Struct, frozen=True):
    """A table: its first `words` columns are words, the others numbers. `refs`: the record that each row is about,
    where there is one."""

    title: str
    heads: list[str]
    rows: list[list[str]]
    words: int
    refs: list[str]


def tables(desk: Desk, say: Texts, seen: Figures) -> list[FigureTable]:
    """By rule, by week, by client, by hour; weeks and hours in which nothing was are left out."""
    counted = [say(f"figures.{key}") for key in (*COUNTS, "share")]
    rules = desk.rulebook.rules
    by_rule = [
        [
            desk.rulebook.title(t.rule, say.lang),
            rules[t.rule].source[0] if t.rule in rules and rules[t.rule].source else "",
            *_counts(t),
        ]
        for t in seen.rules
    ]
    by_week = [[day_number(w.first), w.period, *_counts(w.tally)] for w in seen.weeks if w.tally.promised]
    by_client = [
        [load_name(desk, say, load.client_id), *(_number(getattr(load, key)) for key in _TAKEN)]
        for load in seen.clients
    ]
    by_hour = [
        [f"{h.hour}:00", *map(_number, (h.taken, h.made, h.missed))]
        for h in seen.hours
        if h.taken or h.made or h.missed
    ]

    def heads(*keys: str) -> list[str]:
        return [say(f"figures.{key}") for key in keys]

    taken = heads("client", "calls", "not_taken", "items", "cards", "promised")
    hour = heads("hour", "in", "out", "not_taken")
    ids = [ref_to("clients", load.client_id) if load.client_id else "" for load in seen.clients]
    return [
        FigureTable(say("figures.by_rule"), [*heads("rule", "source"), *counted], by_rule, 2, [""] * len(by_rule)),
        FigureTable(say("figures.by_week"), [*heads("of_week"), "", *counted], by_week, 2, [""] * len(by_week)),
        FigureTable(say("figures.by_client"), taken, by_client, 1, ids),
        FigureTable(say("figures.by_hour"), hour, by_hour, 1, [""] * len(by_hour)),
    ]


def team_tables(say: Texts, seen: TeamFigures, *, apart: bool = False) -> list[FigureTable]:
    """A table an AE: the weeks up to the period's end, then the months, the latest first, beside how the duties ended how the work was
    made (A9). `apart`: both in tables of their own, where they find no room side by side. A week that isn't in says so."""
    ends, made = [say(f"figures.{key}") for key in (*_ENDS, "share")], [say(f"quality.{key}") for key, _ in PAIRS]
    head = [say("figures.period"), say("figures.files")]
    found: list[FigureTable] = []
    for trend in seen.people:
        shown = [one for one in (*reversed(trend.months), *reversed(trend.weeks)) if one.due]
        refs = [ref_to("ae", trend.who, one.period) for one in shown]
        names = [[_stretch_name(one), f"{len(one.counted.weeks)}/{len(one.due)}"] for one in shown]
        ended = [_ended(one) for one in shown]
        quality = [quality_cells(one.counted.quality) if one.counted.weeks else ["?"] * len(PAIRS) for one in shown]
        parts = [
            (say("figures.kept_of", who=trend.who), ends, ended),
            (say("figures.made_of", who=trend.who), made, quality),
        ]
        if not apart:
            parts = [(trend.who, [*ends, *made], [[*a, *b] for a, b in zip(ended, quality, strict=True)])]
        for n, (title, heads, cells) in enumerate(parts):
            rows = [[*name, *row] for name, row in zip(names, cells, strict=True)]
            found.append(FigureTable(title, [*head, *heads], rows, 1, [f"{ref}{n or ''}" for ref in refs]))
    return found


def quality_cells(quality: Quality) -> list[str]:
    """`2/5` of what (`PAIRS`); a dash where there was nothing."""
    pairs = [(getattr(quality, key), getattr(quality, of)) for key, of in PAIRS]
    return [f"{n}/{of}" if n or of else "–" for n, of in pairs]


def _stretch_name(one: CourseSpan) -> str:
    return one.period if "W" not in one.period else f"{one.period} {day_number(one.first)}"


def _ended(one: CourseSpan) -> list[str]:
    if not one.counted.weeks:
        return ["?"] * (len(_ENDS) + 1)
    return [*(_number(getattr(one.counted.tally, key)) for key in _ENDS), percent(one.counted.tally)]


def load_name(desk: Desk, say: Texts, client_id: str | None) -> str:
    """The client's short name; what belongs to none says so."""
    return client_name(desk, client_id) or say("figures.no_client")


def _counts(tally: Tally) -> list[str]:
    return [*(_number(getattr(tally, key)) for key in COUNTS), percent(tally)]


def _number(n: int) -> str:
    return f"{n}" if n else "·"
