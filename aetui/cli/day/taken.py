"""What an AM's file brought, as `aetui review --take` and `aetui import` tell it (A1, A2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.check.day_back import BothChanged, Placing, Side
from aetui.desk.check.settling import clashes, settle
from aetui.desk.check.taking import Taken, conflicts_in, take_back
from aetui.domain.errors import NotThere
from aetui.locales.checked import held_words, told_words
from aetui.locales.dates import day_number


def take(session: Session, file: Path, ours: tuple[str, ...] = (), theirs: tuple[str, ...] = ()) -> None:
    """Take the file in, and tell what came of it. `ours`, `theirs`: numbers of what both changed, as it was told."""
    desk, now = session.desk, session.now
    found = conflicts_in(desk, file, now)
    sides: dict[str, Side] = {_meant(found, said).key: "ours" for said in ours}
    sides.update({_meant(found, said).key: "theirs" for said in theirs})
    taken = take_back(desk, file, now, sides=sides)
    session.kept = True
    session.out(lambda: {"file": str(file), **_json(session, taken)}, _lines(session, taken))


def take_letters(session: Session, ours: tuple[str, ...] = (), theirs: tuple[str, ...] = ()) -> None:
    """Say whose word counts in what came by itself, and tell what came of it; without numbers only what is to be said."""
    found = clashes(session.desk, session.now)
    sides: dict[str, Side] = {_meant(found, said).key: "ours" for said in ours}
    sides.update({_meant(found, said).key: "theirs" for said in theirs})
    taken = settle(session.desk, session.now, sides)
    session.out(lambda: {"file": None, **_json(session, taken)}, _lines(session, taken, "check.both.shell"))


def _meant(found: list[BothChanged], said: str) -> BothChanged:
    if said.strip().isdecimal() and 0 < int(said) <= len(found):
        return found[int(said) - 1]
    raise NotThere("check.conflict.unknown", name=said)


def _lines(session: Session, taken: Taken, asked: str = "check.conflicts") -> Iterator[str]:
    say = session.say
    given = [text for day in taken.days for text in day.given]
    added = [*taken.added, *(text for day in taken.days for text in day.added)]
    for day in taken.days:
        if day.checked:
            yield say("check.day_checked", day=day_number(day.day), who=taken.whose)
        if day.ordered:
            yield say("check.day_ordered", day=day_number(day.day))
    for key, found in (
        ("check.got.added", added),
        ("check.got.given", given),
        ("check.got.approved", taken.approved),
        ("check.got.returned", taken.returned),
    ):
        if found:
            yield say(key, what=say("list.comma").join(found))
    for told in taken.all_told:
        yield told_words(say, told)
    if taken.conflicts:
        yield say(asked, n=len(taken.conflicts))
        yield from table(
            (
                [str(n), one.what or say("check.conflict.order"), *_sides(session, one)]
                for n, one in enumerate(taken.conflicts, 1)
            ),
            indent="  ",
        )


def _sides(session: Session, one: BothChanged) -> list[str]:
    def told(held: Placing | None) -> str:
        return held_words(session.say, held.owner, held.day, held.due and session.local(held.due)) if held else ""

    return [f"{session.say('check.ours')} {told(one.ours)}", f"{session.say('check.theirs')} {told(one.theirs)}"]


def _json(session: Session, taken: Taken) -> dict[str, Any]:
    return {
        "whose": taken.whose,
        "approved": taken.approved,
        "returned": taken.returned,
        "added": taken.added,
        "days": [
            {
                "day": day.day,
                "added": day.added,
                "given": day.given,
                "ordered": day.ordered,
                "checked_by": taken.whose if day.checked else None,
            }
            for day in taken.days
        ],
        "told": [told_words(session.say, told) for told in taken.all_told],
        "conflicts": [
            {"n": n, "what": one.what or None, "ours": one.ours, "theirs": one.theirs}
            for n, one in enumerate(taken.conflicts, 1)
        ],
    }
