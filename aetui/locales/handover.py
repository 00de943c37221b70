"""What a handover lacks, in the one sentence in which every list, sheet and refusal says it."""

from __future__ import annotations

from aetui.domain.handover import Lacks
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
