"""The file in which an AE hands her clients' month to the AM (A8): written on her desk, taken in on the AM's; and the note that asks
for one that is missing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from aetui.desk.acts import do, todo
from aetui.desk.check.sheet import the_checker
from aetui.desk.core import Change, Desk
from aetui.desk.day.todos import todo_in
from aetui.desk.files.bundle_file import HandedIn, desk_id, opened, write_bundle
from aetui.desk.files.given import read_file
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.desk.letters.parcels import body_of
from aetui.desk.month.client_month import months_of
from aetui.desk.month.gathered import AeMonth, Gathered, asked_id, gathered
from aetui.desk.week.team_clients import follow_names, own_clients
from aetui.desk.week.team_file import check_file, not_to_come
from aetui.domain.clock.periods import month_of, span
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import MONTH as ACT
from aetui.domain.letters.acts import derived_id
from aetui.domain.letters.handing_in import hand_in
from aetui.domain.records import ClientMonth, Fact, TeamClient, TeamMonth, TeamWeek, Todo
from aetui.domain.text import listed
from aetui.locales.dates import day_line

MONTH = "month"
"""The kind of such a file."""


class MonthFile(HandedIn, frozen=True, kw_only=True, omit_defaults=True):
    """What a file holds: records, which the desk that reads them puts into words. `desk` says whose it is, `sum` that nobody wrote in
    it."""

    clients: list[TeamClient] = []
    reports: list[ClientMonth] = []


def month_named(desk: Desk, period: str | None, now: datetime) -> str:
    """The month of that name, else the one that it is. Raises BadInput (`period`, `month.period`)."""
    if not period:
        return month_of(desk.local(now).date())
    first = span(period)[0]
    if span(period) != span(month_of(first)):
        raise BadInput("month.period", text=period)
    return month_of(first)


def send_month(desk: Desk, period: str | None, file: Path | None, now: datetime) -> MonthFile:
    """Write the month of this desk's clients for the AM's `aetui import`; without a file to her desk in the office. Raises BadInput: no name in the profile, no client, no
    such month, one to come, a file that can't be written."""
    if not desk.owner:
        raise BadInput("team.nameless")
    name = month_named(desk, period, now)
    not_to_come(desk, name, now)
    clients = [client for client in desk.book.clients.values() if client.active]
    if not clients:
        raise BadInput("month.no_clients")
    made = MonthFile(
        aetui_bundle=MONTH,
        desk=desk_id(desk),
        whose=desk.owner,
        period=name,
        made=now,
        clients=own_clients(desk),
        reports=months_of(desk, clients, name, now),
    )
    if file is not None:
        write_bundle(file, made)
    else:
        with desk.change("month.to_am", now, what=name) as change:
            change.post(hand_in(ACT, the_checker(desk, now), name, body_of(made)))
    return made


def read_month(file: Path) -> MonthFile:
    """The month in that file; touches no desk. Raises BadInput: no such file, edited."""
    return month_in(read_file(file), file.name)


def month_in(data: bytes, name: str) -> MonthFile:
    """The month in those bytes, which came as `name`. Raises BadInput: another thing, edited."""
    came = opened(data, name, MONTH, MonthFile)
    first = span(came.period)[0]
    if came.period != month_of(first):
        raise BadInput("bundle.format", file=name)
    return came


def take_month(change: Change, came: MonthFile, file: str) -> TeamMonth:
    """Inside a change: an AE's month. What she was asked for is done by it. Raises BadInput: this desk's own, taken in already, older
    than what was taken in, a month to come."""
    desk = change.desk
    months = list(change.over(TeamMonth, desk.each(TeamMonth)))
    old = next((m for m in months if (m.desk, m.period) == (came.desk, came.period)), None)
    check_file(desk, file, came, old.made if old else None, change.now)
    said = {name: getattr(came, name) for name in ("whose", "desk", "period", "made", "clients", "reports")}
    taken = (
        change.put(replace(old, **said))
        if old
        else change.called(TeamMonth, derived_id(came.desk, f"month {came.period}"), **said)
    )
    follow_names(change, [*desk.each(TeamWeek), *months, taken])
    asked = change.get(Todo, asked_id(desk, came.whose, came.period))
    if asked is not None and not (asked.done or asked.dropped):
        do(change, todo.DONE, asked, Fact(at=change.now, by=came.whose))
    return taken


def chase_month(desk: Desk, period: str, now: datetime, name: str | None = None) -> list[AeMonth]:
    """That AE, or each whose month is missing, is asked for it (C3): a to-do of hers until the day on which it is owed, which goes to
    her desk with the next file, and bears when she was chased. Raises NotThere, BadInput: nobody is missing, hers is in, the
    month is to come."""
    not_to_come(desk, period, now)
    seen = gathered(desk, period, now)
    chosen = seen.missing if name is None else [find_one(seen.aes, name, _WHO, kind="check.who")]
    if not chosen:
        raise BadInput("month.all_in" if seen.aes else "month.no_aes", period=period)
    if any(one.made for one in chosen):
        raise BadInput("month.is_in", who=chosen[0].who, period=period)
    with desk.change("month.chase", now, what=listed(one.who for one in chosen)) as change:
        for one in chosen:
            _chase(change, seen, one)
    after = {one.who: one for one in gathered(desk, period, now).aes}
    return [after[one.who] for one in chosen]


def note_text(desk: Desk, seen: Gathered, one: AeMonth) -> str:
    """What she is written, to be copied into a message."""
    say = desk.say
    comma = say("list.comma")
    clients = say("month.chase.clients", names=comma.join(one.clients.values())) if one.clients else ""
    return say(
        "month.chase.text" if seen.left >= 0 else "month.chase.late",
        who=one.who,
        month=say(f"month.{span(seen.period)[0].month}"),
        day=day_line(say, seen.due) if seen.due else "–",
        clients=clients,
        me=desk.owner or "",
        period=seen.period,
    )


# Inside


def _chase(change: Change, seen: Gathered, one: AeMonth) -> None:
    desk, key = change.desk, asked_id(change.desk, one.who, seen.period)
    held = change.get(Todo, key)
    if held is None:
        text = desk.say("month.chase.todo", month=desk.say(f"month.{span(seen.period)[0].month}"), source="A8")
        due = desk.calendar.day_end(seen.due) if seen.due else None
        day = seen.due or desk.local(change.now).date()
        held = todo_in(change, text, max(day, desk.local(change.now).date()), key=key, owner=one.who, due=due)
    elif held.done or held.dropped:
        held = change.put(replace(held, done=None, dropped=None))
    do(change, todo.CHASE, held, Fact(at=change.now, by=desk.owner))


_WHO: Look[AeMonth] = Look("check.who", lambda one: (one.who,))
