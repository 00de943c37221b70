"""What AEs hand in, taken in on a screen: one file, or a folder of them, read beside the event loop; then, once asked, the clients
that our book lacks."""

from __future__ import annotations

import asyncio
from pathlib import Path

from aetui.desk.check.intake import read_all, take_all
from aetui.desk.files.places import keep_place
from aetui.desk.week.team import leads_team
from aetui.desk.week.team_clients import take_clients, team_book
from aetui.domain.lines.names import read as read_names
from aetui.locales.dates import day_number
from aetui.locales.errors import sentence
from aetui.locales.team import month_words
from aetui.screens.frame.questions import AskingScreen


async def take_in(screen: AskingScreen, path: Path) -> None:
    """Take it in, and tell what came. Raises BadInput: the path is asked for again."""
    read = await asyncio.to_thread(read_all, path)
    taken = take_all(screen.desk, read, screen.now())
    keep_place(screen.desk, path if path.is_dir() else path.parent)
    say = screen.say
    comma = say("list.comma")
    told = []
    if taken.weeks:
        names, periods = dict.fromkeys(w.whose for w in taken.weeks), dict.fromkeys(w.period for w in taken.weeks)
        told.append(say("team.taken", who=comma.join(names), week=comma.join(periods)))
    told += [say("check.day_taken", who=day.whose, day=day_number(day.day)) for day in taken.days]
    told += [say("summary.taken", who=one.whose, week=one.period) for one in taken.summaries]
    told += [month_words(say, month) for month in taken.months]
    if taken.mistakes:
        told.append(say("team.not_taken", n=read.n - taken.n, why=sentence(say, taken.mistakes[0])))
    screen.desk_app.tell(" ".join(told), late=bool(taken.mistakes))


def ask_clients(screen: AskingScreen) -> None:
    """Once something is in: whether the clients that our book lacks go into it. Enter takes all of them, names those that are
    named."""
    strange = team_book(screen.desk).strange() if leads_team(screen.desk) else []
    if not strange:
        return
    say = screen.say

    def said(text: str | None) -> None:
        if text is None:
            return
        with screen.minding():
            made = take_clients(screen.desk, screen.now(), read_names(text) or None)
            screen.desk_app.tell(say("team.clients_taken", names=say("list.comma").join(c.short for c in made)))

    names = say("list.comma").join(one.short for one in strange)
    screen.prompt.ask(say("ask.week.clients", names=names), said, key="week clients", like=say("ask.week.clients.like"))
