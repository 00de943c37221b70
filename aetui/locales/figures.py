"""Periods, shares and clients in words, as the figures say them."""

from __future__ import annotations

from aetui.domain.clock.periods import span
from aetui.domain.figures import share
from aetui.domain.records import Tally
from aetui.locales import Texts
from aetui.locales.dates import day_full, day_number

COUNTS = ("kept", "late", "missed", "waived", "open")
"""How duties end, in the order in which it is told."""


def period_words(say: Texts, period: str) -> str:
    """`2026年11月`, `November 2026`; a week with its first and last day."""
    first, last = span(period)
    if "W" in period.upper():
        year, week, _ = first.isocalendar()
        days = {"first": day_number(first), "last": day_number(last)}
        return say("figures.week", year=year, n=week, **days)
    if "Q" in period.upper():
        return say("figures.quarter", year=first.year, n=last.month // 3)
    if first == last:
        return day_full(say, first)
    if first.month == last.month:
        return say("figures.month", year=first.year, month=say(f"month.{first.month}"))
    return say("figures.year", year=first.year)


def percent(tally: Tally) -> str:
    """`84%`; a dash where nothing ended. What isn't all is never 100%."""
    part = share(tally)
    if part is None:
        return "–"
    return part_words(part)


def part_words(part: float) -> str:
    """A share of 0 to 1 as `84%`. What isn't all is never 100%."""
    return f"{min(round(100 * part), 99) if part < 1 else 100}%"


def total_line(say: Texts, total: Tally) -> str:
    """`到期 45 件 · 按时率 84% · 按时 38 · 迟 5 · 错过 2`; what there is none of is left out."""
    if not total.promised:
        return say("figures.nothing_due")
    counts = [f"{say(f'figures.{key}')} {n}" for key in COUNTS if (n := getattr(total, key))]
    shared = f"{say('figures.share')} {percent(total)}"
    return " · ".join([say("figures.total", promised=total.promised), shared, *counts])
