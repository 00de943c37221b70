"""What a handover lacks, in the one sentence in which every list, sheet and refusal says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aetui.domain.handover import Lacks
from aetui.domain.records import Absence, Away
from aetui.locales import Texts
from aetui.locales.dates import stamp


def lacks_words(say: Texts, lacks: Lacks) -> str:
    """`2 件没有人，1 件没应下，3 件的接手人自己不在（小王 11/25 9:00–11/27 18:00）`; empty where nothing lacks."""
    said = [
        say(f"handover.lacks.{key}", n=len(lines))
        for key, lines in (("uncovered", lacks.uncovered), ("silent", lacks.silent))
        if lines
    ]
    if lacks.absent:
        who = say("list.comma").join(
            f"{name} {stamp(away.start)}–{stamp(away.end)}" for name, away in lacks.away.items()
        )
        said.append(say("handover.lacks.absent", n=len(lacks.absent), who=who))
    return say("list.comma").join(said)


def deputy_words(say: Texts, held: Absence | Away) -> list[str]:
    """Who approves papers and who hears of trouble meanwhile, a line each; nothing where nobody was named."""
    return [say(f"handover.{part}", who=name) for part in ("approves", "hears") if (name := getattr(held, part))]


def away_words(say: Texts, away: Away, told: Callable[[datetime], str]) -> str:
    """When a colleague is away, and who stands in. `told`: a moment in words."""
    span = say("people.away", start=told(away.start), end=told(away.end))
    return " ".join([span, *deputy_words(say, away)])
