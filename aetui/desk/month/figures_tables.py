"""The figures as tables in words, for the shell and the screen."""

from __future__ import annotations

import msgspec

from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.month.figures import Figures
from aetui.domain.records import Tally
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import day_number
from aetui.locales.figures import COUNTS, percent

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


def load_name(desk: Desk, say: Texts, client_id: str | None) -> str:
    """The client's short name; what belongs to none says so."""
    return client_name(desk, client_id) or say("figures.no_client")


def _counts(tally: Tally) -> list[str]:
    return [*(_number(getattr(tally, key)) for key in COUNTS), percent(tally)]


def _number(n: int) -> str:
    return f"{n}" if n else "·"
