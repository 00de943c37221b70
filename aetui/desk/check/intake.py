"""What is handed in by file: AEs' weeks (A3) and sheets of days (A1), each with papers (A2), on the AM's desk; AMs' summaries (A3) on
the AD's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from aetui.desk.check.sheet import DAY, DayFile, read_day, take_day
from aetui.desk.check.summaries import SUMMARY, SummaryFile, read_summary, take_summary
from aetui.desk.core import Desk
from aetui.desk.files.bundle_file import kind_of
from aetui.desk.week.team_file import WEEK, Read, read_weeks, take_read
from aetui.domain.errors import BadInput, DeskError
from aetui.domain.records import TeamDay, TeamPaper, TeamWeek
from aetui.domain.text import listed


class AllRead(msgspec.Struct, frozen=True):
    """What some files held, and what was wrong with the others."""

    weeks: Read
    days: list[tuple[str, DayFile]]
    summaries: list[tuple[str, SummaryFile]]
    mistakes: list[DeskError]

    @property
    def n(self) -> int:
        """How many files there were."""
        return (
            len(self.weeks.weeks) + len(self.weeks.mistakes) + len(self.days) + len(self.summaries) + len(self.mistakes)
        )


class TakenIn(msgspec.Struct, frozen=True):
    """What was taken in, and why the rest wasn't."""

    weeks: list[TeamWeek]
    days: list[TeamDay]
    summaries: list[TeamPaper]
    mistakes: list[DeskError]

    @property
    def n(self) -> int:
        """How many came in."""
        return len(self.weeks) + len(self.days) + len(self.summaries)


def read_all(path: Path) -> AllRead:
    """The week, the day or the summary in that file, or in each such file of that folder; touches no desk. Raises BadInput where a folder holds
    none, where a file is none of these."""
    if not path.is_dir():
        if kind_of(path) == DAY:
            return AllRead(Read([], []), [(path.name, read_day(path))], [], [])
        if kind_of(path) == SUMMARY:
            return AllRead(Read([], []), [], [(path.name, read_summary(path))], [])
        return AllRead(read_weeks(path), [], [], [])
    try:
        kinds = {file: kind_of(file) for file in sorted(path.iterdir()) if file.is_file()}
    except OSError as error:
        raise BadInput("import.read", file=path, why=error.strerror or error) from None
    found = AllRead(read_weeks(path) if WEEK in kinds.values() else Read([], []), [], [], [])
    for file, kind in kinds.items():
        try:
            if kind == DAY:
                found.days.append((file.name, read_day(file)))
            elif kind == SUMMARY:
                found.summaries.append((file.name, read_summary(file)))
        except DeskError as mistake:
            found.mistakes.append(mistake)
    if not found.n:
        raise BadInput("team.no_files", folder=path)
    return found


def take_all(desk: Desk, read: AllRead, now: datetime) -> TakenIn:
    """Take in what was read, as one change; what can't be taken is passed over where something else can. Raises BadInput where
    nothing can."""
    taken = TakenIn([], [], [], [*read.weeks.mistakes, *read.mistakes])
    with desk.change("week.take_in", now) as change:
        if read.weeks.weeks:
            try:
                taken.weeks.extend(take_read(desk, read.weeks, now))
            except DeskError as mistake:
                taken.mistakes.append(mistake)
            change.show()
        for name, came in sorted(read.days, key=lambda one: one[1].made):
            try:
                taken.days.append(take_day(change, came, name))
            except DeskError as mistake:
                taken.mistakes.append(mistake)
            change.show()
        for name, handed in sorted(read.summaries, key=lambda one: one[1].made):
            try:
                taken.summaries.append(take_summary(change, handed, name))
            except DeskError as mistake:
                taken.mistakes.append(mistake)
            change.show()
        change.args["what"] = listed(
            [*(w.whose for w in taken.weeks), *(d.whose for d in taken.days), *(s.whose for s in taken.summaries)]
        )
        if not taken.n:
            raise taken.mistakes[0]
    return taken
