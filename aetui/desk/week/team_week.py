"""A week as its desk's records tell it, and the file in which an AE hands it to the AM (A3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec.structs import replace

from aetui.desk.card.cards import in_order
from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.files.bundle_file import desk_id, kind_of, read_bundle, write_bundle
from aetui.desk.periods import moments, week_named
from aetui.desk.week.team_ahead import lines_ahead
from aetui.desk.window import around, beyond
from aetui.domain import figures
from aetui.domain.clock.periods import after, span
from aetui.domain.derive import derive
from aetui.domain.errors import BadInput, DeskError
from aetui.domain.obligations import Obligation
from aetui.domain.records import Card, Step, Tally, TeamCard, TeamLine, TeamWeek
from aetui.domain.text import listed
from aetui.locales import Texts
from aetui.locales.wording import title

WEEK = "week"
"""The kind of such a file."""

EARLY = timedelta(days=31)
"""How long before its week a duty may have been met to count in it; so a week is reckoned without all the years."""


class WeekFile(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds. `desk` says whose it is, `sum` that nobody wrote in it."""

    aetui_bundle: str
    desk: str
    whose: str
    period: str
    made: datetime
    tallies: list[Tally] = []
    late: list[TeamLine] = []
    ahead: list[TeamLine] = []
    cards: list[TeamCard] = []
    calls: int = 0
    items: int = 0
    sum: str = ""


class Read(msgspec.Struct, frozen=True):
    """What some files held, and what was wrong with the others."""

    weeks: list[tuple[str, WeekFile]]
    mistakes: list[DeskError]


def is_old(desk: Desk, period: str, now: datetime) -> bool:
    """Whether that week is read from around its days (`window`)."""
    return beyond(moments(desk, period)[0] - EARLY, now)


def own_week(desk: Desk, say: Texts, now: datetime, period: str | None = None) -> TeamWeek:
    """The week of this desk, reckoned from its records as they are now; stored nowhere. Raises BadInput."""
    name = week_named(desk, period, now)
    begin, end = moments(desk, name)
    ahead = moments(desk, after(name))
    old, since = is_old(desk, name, now), begin - EARLY
    book = around(desk, span(name)[0], span(after(name))[1], now, since=since, items=True) if old else desk.book
    within = (begin, ahead[1]) if old else None
    obligations = derive(book, desk.rulebook, now, cal=desk.calendar, ended_since=since, within=within)
    due = figures.promised(obligations, begin, end)
    calls = list(book.calls_between(begin, end))
    return TeamWeek(
        id="",
        created_at=now,
        updated_at=now,
        whose=desk.owner or "?",
        desk=desk_id(desk),
        period=name,
        made=now,
        tallies=figures.tallies(due, now, lambda client_id: client_name(desk, client_id)),
        late=[_late(desk, say, one) for one in due if figures.ended_as(one, now) in ("late", "missed")],
        ahead=lines_ahead(desk, say, obligations, now, *ahead),
        cards=_cards(desk, now),
        calls=len(calls),
        items=sum(len(book.items_of(call.id)) for call in calls),
    )


def send_week(desk: Desk, say: Texts, period: str | None, file: Path, now: datetime) -> TeamWeek:
    """Write this desk's week for the AM's `aetui import`. Raises BadInput: no name in the profile, no such week, a file
    that can't be written."""
    if not desk.owner:
        raise BadInput("team.nameless")
    week = own_week(desk, say, now, period)
    write_bundle(file, WeekFile(aetui_bundle=WEEK, **{key: getattr(week, key) for key in _FIELDS}))
    return week


def take_week(desk: Desk, file: Path, now: datetime) -> TeamWeek:
    """An AE's week from a file onto this desk. Raises BadInput: not such a file, edited, this desk's own, taken in
    already, or older than what was taken in."""
    return take_read(desk, read_weeks(file), now)[0]


def read_weeks(path: Path) -> Read:
    """The week in that file, or in each such file of that folder; touches no desk. Raises BadInput where a folder
    holds none."""
    if not path.is_dir():
        return Read([(path.name, _read(path))], [])
    weeks: list[tuple[str, WeekFile]] = []
    mistakes: list[DeskError] = []
    try:
        files = sorted(file for file in path.iterdir() if file.is_file() and kind_of(file) == WEEK)
    except OSError as error:
        raise BadInput("import.read", file=path, why=error.strerror or error) from None
    if not files:
        raise BadInput("team.no_files", folder=path)
    for file in files:
        try:
            weeks.append((file.name, _read(file)))
        except DeskError as mistake:
            mistakes.append(mistake)
    return Read(weeks, mistakes)


def take_read(desk: Desk, read: Read, now: datetime) -> list[TeamWeek]:
    """Take in what was read, as one change; what can't be taken is passed over where something else can. Raises
    BadInput where nothing can."""
    mistakes = list(read.mistakes)
    with desk.change("week.take_in", now) as change:
        there = {(w.desk, w.period): w for w in desk.each(TeamWeek)}
        taken: dict[tuple[str, str], TeamWeek] = {}
        for name, came in sorted(read.weeks, key=lambda one: one[1].made):
            key = (came.desk, came.period)
            try:
                _check(desk, name, came, taken.get(key) or there.get(key))
            except DeskError as mistake:
                mistakes.append(mistake)
                continue
            fields = {field: getattr(came, field) for field in _FIELDS}
            old = taken.get(key) or there.get(key)
            taken[key] = change.put(replace(old, **fields)) if old else change.new(TeamWeek, **fields)
        change.args["what"] = listed(week.whose for week in taken.values())
    if not taken and mistakes:
        raise mistakes[0]
    return list(taken.values())


def weeks_taken(desk: Desk, period: str) -> list[TeamWeek]:
    """The weeks of the AEs that were taken in, by name."""
    return sorted((w for w in desk.each(TeamWeek) if w.period == period), key=lambda w: (w.whose, w.id))


# Inside

_FIELDS = ("desk", "whose", "period", "made", "tallies", "late", "ahead", "cards", "calls", "items")


def _read(file: Path) -> WeekFile:
    came = read_bundle(file, WEEK, WeekFile)
    first, last = span(came.period)
    if (last - first).days != 6:
        raise BadInput("bundle.format", file=file.name)
    return came


def _check(desk: Desk, file: str, came: WeekFile, old: TeamWeek | None) -> None:
    if came.desk == desk_id(desk):
        raise BadInput("team.own", file=file)
    if old is not None and came.made <= old.made:
        raise BadInput("bundle.twice" if came.made == old.made else "team.older", file=file, name=old.whose)


def _late(desk: Desk, say: Texts, obligation: Obligation) -> TeamLine:
    return TeamLine(
        what=title(say, obligation, desk.rulebook),
        client=client_name(desk, obligation.client_id),
        due=obligation.due,
        state=obligation.state,
        source=obligation.source,
    )


def _cards(desk: Desk, now: datetime) -> list[TeamCard]:
    cards = [c for c in desk.book.live_of(Card) if c.state != "closed"]
    return [
        TeamCard(
            number=card.number,
            client=client_name(desk, card.client_id),
            title=card.title,
            state=card.state,
            deliver_at=card.deliver_at,
            steps=_steps(card.steps, now),
        )
        for card in sorted(cards, key=in_order)
    ]


def _steps(steps: Sequence[Step], now: datetime) -> list[TeamLine]:
    return [
        TeamLine(
            what=f"{step.what} @{step.owner}" if step.owner else step.what,
            due=step.due,
            state="done" if step.done else "late" if step.due and step.due < now else "open",
            source="R3",
        )
        for step in steps
    ]
