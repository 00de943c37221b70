"""What is handed in by file: AEs' weeks (A3) and sheets of days (A1), each with papers (A2), and their clients' months (A8), on the
AM's desk; AMs' summaries (A3) on the AD's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from aetui.desk.check.sheet import DAY, DayFile, read_day, take_day
from aetui.desk.check.summaries import SUMMARY, SummaryFile, read_summary, take_summary
from aetui.desk.core import Change, Desk
from aetui.desk.files.bundle_file import kind_of
from aetui.desk.month.month_file import MONTH, MonthFile, read_month, take_month
from aetui.desk.week.team_file import WEEK, Read, read_weeks, take_read
from aetui.domain.errors import BadInput, DeskError
from aetui.domain.records import TeamDay, TeamMonth, TeamPaper, TeamWeek
from aetui.domain.text import listed

F = TypeVar("F", DayFile, SummaryFile, MonthFile)
T = TypeVar("T")


class AllRead(msgspec.Struct, frozen=True):
    """What some files held, and what was wrong with the others."""

    weeks: Read
    days: list[tuple[str, DayFile]]
    summaries: list[tuple[str, SummaryFile]]
    months: list[tuple[str, MonthFile]]
    mistakes: list[DeskError]

    @property
    def n(self) -> int:
        """How many files there were."""
        return self.weeks.n + len(self.days) + len(self.summaries) + len(self.months) + len(self.mistakes)


class TakenIn(msgspec.Struct, frozen=True):
    """What was taken in, and why the rest wasn't."""

    weeks: list[TeamWeek]
    days: list[TeamDay]
    summaries: list[TeamPaper]
    months: list[TeamMonth]
    mistakes: list[DeskError]

    @property
    def n(self) -> int:
        return len(self.weeks) + len(self.days) + len(self.summaries) + len(self.months)

    def keep(self, change: Change, kept: list[T], take: Callable[[], T]) -> None:
        """What is taken in, or why it isn't."""
        try:
            kept.append(take())
        except DeskError as mistake:
            self.mistakes.append(mistake)
        change.show()


def read_all(path: Path) -> AllRead:
    """The week, the day, the summary or the month in that file, or in each such file of that folder; touches no desk. Raises BadInput
    where a folder holds none, where a file is none of them."""
    found = AllRead(Read([], []), [], [], [], [])
    if not path.is_dir():
        kind = kind_of(path)
        if kind not in (DAY, SUMMARY, MONTH):
            return AllRead(read_weeks(path), [], [], [], [])
        _read(found, path, kind)
        return found
    try:
        kinds = {file: kind_of(file) for file in sorted(path.iterdir()) if file.is_file()}
    except OSError as error:
        raise BadInput("import.read", file=path, why=error.strerror or error) from None
    if WEEK in kinds.values():
        found = AllRead(read_weeks(path), [], [], [], [])
    for file, kind in kinds.items():
        try:
            _read(found, file, kind)
        except DeskError as mistake:
            found.mistakes.append(mistake)
    if not found.n:
        raise BadInput("team.no_files", folder=path)
    return found


def take_all(desk: Desk, read: AllRead, now: datetime) -> TakenIn:
    """Take in what was read, as one change; what can't be taken is passed over where something else can. Raises BadInput where
    nothing can."""
    taken = TakenIn([], [], [], [], [*read.weeks.mistakes, *read.mistakes])
    with desk.change("week.take_in", now) as change:
        if read.weeks.weeks:
            try:
                taken.weeks.extend(take_read(desk, read.weeks, now))
            except DeskError as mistake:
                taken.mistakes.append(mistake)
            change.show()
        for name, day in _in_time(read.days):
            taken.keep(change, taken.days, partial(take_day, change, day, name))
        for name, summary in _in_time(read.summaries):
            taken.keep(change, taken.summaries, partial(take_summary, change, summary, name))
        for name, month in _in_time(read.months):
            taken.keep(change, taken.months, partial(take_month, change, month, name))
        came = (taken.weeks, taken.days, taken.summaries, taken.months)
        change.args["what"] = listed(dict.fromkeys(one.whose for kind in came for one in kind))
        if not taken.n:
            raise taken.mistakes[0]
    return taken


def _read(found: AllRead, file: Path, kind: str) -> None:
    if kind == DAY:
        found.days.append((file.name, read_day(file)))
    elif kind == SUMMARY:
        found.summaries.append((file.name, read_summary(file)))
    elif kind == MONTH:
        found.months.append((file.name, read_month(file)))


def _in_time(read: list[tuple[str, F]]) -> list[tuple[str, F]]:
    """The one that was made first comes first."""
    return sorted(read, key=lambda one: one[1].made)
