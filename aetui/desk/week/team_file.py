"""The file in which an AE hands her week to the AM (A3): written on her desk, taken in on the AM's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from aetui.desk.acts import do, todo
from aetui.desk.check.copies import copies_of, take_copies
from aetui.desk.core import Change, Desk
from aetui.desk.files.bundle_file import HandedIn, desk_id, kind_of, opened, write_bundle
from aetui.desk.files.given import read_file
from aetui.desk.letters.parcels import body_of
from aetui.desk.periods import moments
from aetui.desk.week.team_clients import follow_names
from aetui.desk.week.team_week import earlier_weeks, own_week
from aetui.domain.clock.periods import span
from aetui.domain.errors import BadInput, DeskError
from aetui.domain.letters.acts import WEEK as ACT
from aetui.domain.letters.acts import derived_id
from aetui.domain.letters.approvals import PaperCopy
from aetui.domain.letters.handing_in import hand_in
from aetui.domain.letters.outgoing import To
from aetui.domain.records import Fact, Quality, Tally, TeamCard, TeamClient, TeamLine, TeamMonth, TeamWeek, Todo
from aetui.domain.records.team import WeekCount
from aetui.domain.text import listed

WEEK = "week"
"""The kind of such a file."""


class GivenBack(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a to-do that the AM gave, under the id that it has on both desks."""

    id: str
    done: Fact | None = None
    dropped: Fact | None = None


class WeekFile(HandedIn, frozen=True, kw_only=True, omit_defaults=True):
    """What a file holds: records, which the desk that reads them puts into words. `desk` says whose it is, `sum` that nobody wrote
    in it. `before`: how the weeks before it ended in the end; `papers`: what went to clients (A2)."""

    tallies: list[Tally] = []
    late: list[TeamLine] = []
    unsettled: list[TeamLine] = []
    ahead: list[TeamLine] = []
    cards: list[TeamCard] = []
    clients: list[TeamClient] = []
    troubles: list[TeamLine] = []
    news: list[TeamLine] = []
    delivered: list[TeamLine] = []
    calls: int = 0
    items: int = 0
    quality: Quality = Quality()
    before: list[WeekCount] = []
    given: list[GivenBack] = []
    papers: list[PaperCopy] = []


class Read(msgspec.Struct, frozen=True):
    """What some files held, and what was wrong with the others."""

    weeks: list[tuple[str, WeekFile]]
    mistakes: list[DeskError]

    @property
    def n(self) -> int:
        return len(self.weeks) + len(self.mistakes)


def send_week(desk: Desk, period: str | None, file: Path | None, now: datetime, *, to: To | None = None) -> TeamWeek:
    """Write this desk's week for the AM's `aetui import`; without a file to the desk of `to`, in the office. Raises BadInput: no name in the profile, no such week, one to come, a
    file that can't be written."""
    if not desk.owner:
        raise BadInput("team.nameless")
    week = own_week(desk, now, period)
    not_to_come(desk, week.period, now)
    said = {key: getattr(week, key) for key in _FIELDS}
    before, papers = earlier_weeks(desk, week.period, now), copies_of(desk, *moments(desk, week.period))
    bundle = WeekFile(aetui_bundle=WEEK, **said, before=before, papers=papers, given=_given_back(desk))
    if file is not None:
        write_bundle(file, bundle)
    elif to is not None:
        with desk.change("week.to_am", now, what=week.period) as change:
            change.post(hand_in(ACT, to, week.period, body_of(bundle)))
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
        papers: list[WeekFile] = []
        for name, came in sorted(read.weeks, key=lambda one: one[1].made):
            key = (came.desk, came.period)
            old = there.get(key)
            try:
                check_file(
                    desk,
                    name,
                    came,
                    max(old.made, old.settled or old.made) if old else None,
                    now,
                    old.made if old else None,
                )
            except DeskError as mistake:
                mistakes.append(mistake)
                continue
            said = {field: getattr(came, field) for field in _FIELDS}
            there[key] = (
                change.put(replace(old, **said, settled=None))
                if old
                else change.called(TeamWeek, derived_id(came.desk, f"week {came.period}"), **said)
            )
            taken[key] = there[key]
            papers.append(came)
            _settle(change, came, there)
            _end_given(change, came)
        follow_names(change, [*desk.each(TeamWeek), *desk.each(TeamMonth), *taken.values()])
        for came in papers:
            take_copies(change, came.whose, came.desk, came.papers)
            change.show()
        change.args["what"] = listed(week.whose for week in taken.values())
    if not taken and mistakes:
        raise mistakes[0]
    return list(taken.values())


def weeks_taken(desk: Desk, period: str) -> list[TeamWeek]:
    """The weeks of the AEs that were taken in, by name."""
    return sorted((w for w in desk.each(TeamWeek) if w.period == period), key=lambda w: (w.whose, w.id))


def not_to_come(desk: Desk, period: str, now: datetime) -> None:
    """Raises BadInput for a period that hasn't begun."""
    if span(period)[0] > desk.local(now).date():
        raise BadInput("team.to_come", text=period)


def check_file(
    desk: Desk, file: str, came: HandedIn, known: datetime | None, now: datetime, made: datetime | None = None
) -> None:
    """Whether what an AE handed in may be taken in. `known`: up to when its period is known here, None: not at all; `made`: when the
    file was made that told most of it, where that is another time. Raises BadInput: this desk's own, of a period to come, taken in already,
    older than what is here."""
    if came.desk == desk_id(desk):
        raise BadInput("team.own", file=file)
    not_to_come(desk, came.period, now)
    if known is not None and came.made <= known:
        raise BadInput("bundle.twice" if came.made == (made or known) else "team.older", file=file, name=came.whose)


# Inside

_FIELDS = tuple(
    field for field in WeekFile.__struct_fields__ if field not in ("aetui_bundle", "before", "given", "papers", "sum")
)


def _read(file: Path) -> WeekFile:
    return week_in(read_file(file), file.name)


def week_in(data: bytes, name: str) -> WeekFile:
    """The week in those bytes, which came as `name`. Raises BadInput: another thing, edited."""
    came = opened(data, name, WEEK, WeekFile)
    first, last = span(came.period)
    if (last - first).days != 6:
        raise BadInput("bundle.format", file=name)
    return came


def _given_back(desk: Desk) -> list[GivenBack]:
    """What the AM gave us and has ended, of what is still at hand."""
    ended = (t for t in desk.book.all_of(Todo) if t.given is not None and (t.done or t.dropped))
    return [GivenBack(id=t.id, done=t.done, dropped=t.dropped) for t in sorted(ended, key=lambda t: t.id)]


def _end_given(change: Change, came: WeekFile) -> None:
    """What we gave to her ends here too, by the one fact that ended it there."""
    for one in came.given:
        held, fact = change.get(Todo, one.id), one.done or one.dropped
        if held is None or held.owner != came.whose or held.done or held.dropped or fact is None:
            continue
        do(change, todo.DONE if one.done else todo.DROP, held, replace(fact, by=fact.by or came.whose))


def _settle(change: Change, came: WeekFile, there: dict[tuple[str, str], TeamWeek]) -> None:
    """What was still open when the files of earlier weeks were made ended as this one tells."""
    for count in came.before:
        key = (came.desk, count.period)
        old = there.get(key)
        if old is not None and came.made > max(old.made, old.settled or old.made):
            said = {
                "tallies": count.tallies,
                "late": count.late,
                "unsettled": count.unsettled,
                "quality": count.quality,
            }
            there[key] = change.put(replace(old, **said, settled=came.made))
