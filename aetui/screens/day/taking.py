"""The day goes to the AM as a sheet, and what she signed and judged comes in (A1, A2); what both changed is asked, one after another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from aetui.desk.check.day_back import BothChanged, Placing, Side
from aetui.desk.check.settling import clashes, settle
from aetui.desk.check.sheet import am_of, checker, send_day
from aetui.desk.check.taking import Taken, take_back
from aetui.desk.files.given import path_typed
from aetui.desk.files.places import file_place, keep_place
from aetui.locales.checked import held_words, told_words
from aetui.locales.dates import day_number
from aetui.screens.frame.questions import AskingScreen


def ask_to_send(screen: AskingScreen, day: date) -> None:
    """The sheet of that day for the AM: on her desk, where she is in the office, else as a file: where to."""
    to = checker(screen.desk, screen.now())
    if to is not None:
        with screen.minding():
            send_day(screen.desk, None, screen.now(), day)
            screen.desk_app.tell(screen.say("check.day_gone", day=day_number(day), am=to.name))
        return
    am = am_of(screen.desk)

    def send(text: str) -> None:
        if text.strip():
            file = path_typed(text)
            send_day(screen.desk, file, screen.now(), day)
            keep_place(screen.desk, file.parent)
            screen.desk_app.tell(screen.say("check.day_sent", day=day_number(day), am=am, file=file))

    name = f"{screen.desk.owner or 'day'}-{day:%m%d}.json"
    AskingScreen.ask(screen, "review.send", send, of="send", default=str(file_place(screen.desk) / name), am=am)


def ask_to_take(screen: AskingScreen) -> None:
    """Where the AM's file is; then it is taken in. What came by itself, and is to be said, is asked first."""
    asked = clashes(screen.desk, screen.now())
    if asked:
        _ask_next(screen, None, asked)
        return
    AskingScreen.ask(
        screen,
        "review.take",
        lambda text: _take(screen, text),
        of="take",
        default=f"{file_place(screen.desk)}/",
        am=am_of(screen.desk),
    )


def _take(screen: AskingScreen, text: str) -> None:
    if text.strip():
        file = path_typed(text)
        taken = take_back(screen.desk, file, screen.now())
        keep_place(screen.desk, file.parent)
        _tell(screen, taken)
        _ask_next(screen, file, taken.conflicts)


def _ask_next(screen: AskingScreen, file: Path | None, left: list[BothChanged]) -> None:
    """Whose word counts, of the first that is left."""
    if not left:
        return
    one, say = left[0], screen.say

    def answered(said: str) -> None:
        sides: dict[str, Side] = {"1": "theirs", "2": "ours"}
        side = sides.get(said.strip())
        if side is None:
            _ask_next(screen, file, left)
            return
        if file is None:
            settle(screen.desk, screen.now(), {one.key: side})
        elif side == "theirs":
            take_back(screen.desk, file, screen.now(), sides={one.key: side})
        _ask_next(screen, file, left[1:])

    AskingScreen.ask(
        screen,
        "review.clash",
        answered,
        of=one.key,
        what=one.what or say("check.conflict.order"),
        ours=_words(screen, one.ours),
        theirs=_words(screen, one.theirs),
    )


def _words(screen: AskingScreen, held: Placing | None) -> str:
    if held is None:
        return screen.say("check.changed")
    return held_words(screen.say, held.owner, held.day, screen.desk.local(held.due) if held.due else None)


def _tell(screen: AskingScreen, taken: Taken) -> None:
    """In one line what came, and what this desk has moved past."""
    say = screen.say
    n = len(taken.added) + sum(len(day.added) for day in taken.days)
    words = say(
        "check.taken",
        who=taken.whose,
        approved=len(taken.approved),
        returned=len(taken.returned),
        added=n,
        given=sum(len(day.given) for day in taken.days),
    )
    told = [told_words(say, one) for one in taken.all_told]
    screen.desk_app.tell(" ".join([words, *told]), late=bool(told))
