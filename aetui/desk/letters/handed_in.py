"""What is handed in to whoever leads us, between two desks: a day to be gone over (A1), a week, a summary (A3), a month (A8), each taken in as
its file would be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from aetui.desk.check.day_back import take_signed
from aetui.desk.check.settling import before_it, marks_of, signed_in
from aetui.desk.check.sheet import DayFile, day_in, day_key, take_day
from aetui.desk.check.summaries import summary_in, take_summary
from aetui.desk.core import Change
from aetui.desk.files.bundle_file import HandedIn
from aetui.desk.letters.parcels import bytes_in, named
from aetui.desk.letters.things import Taking
from aetui.desk.month.month_file import month_in, take_month
from aetui.desk.week.team_file import Read, take_read, week_in
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import DAY, MONTH, SUMMARY, WEEK, Arg, word
from aetui.domain.letters.handing_in import signed_body
from aetui.domain.letters.thread import Thread
from aetui.domain.records import KIND_OF, Day, Fact, Letter, TeamDay, TeamMonth, TeamPaper, TeamWeek
from aetui.domain.records.refs import Ref, ref_to

H = TypeVar("H", TeamWeek, TeamPaper, TeamMonth)
Says = tuple[str, dict[str, Arg]]


def _day_here(change: Change, thread: Thread, _: Letter) -> str | None:
    """To be gone over; what was put to it here stays on a newer one. Taken back it goes, unless something was put to it."""
    given = thread.given
    came: DayFile = named(day_in(bytes_in(given), word(given, "text")), given)
    days = [d for d in change.desk.each(TeamDay) if d.desk == came.desk]
    _is_theirs(change, given, days)
    old = next((d for d in days if d.day == came.day), None)
    if thread.state == "withdrawn":
        if old is not None and old.signed is None and [*old.lines, *old.left] == old.came:
            change.delete(old)
    elif old is None or came.made > old.made:
        old = take_day(change, came, word(given, "text"))
    return ref_to("teamdays", old.id if old is not None else day_key(came))


def _day_stands(change: Change, thread: Thread) -> Says | None:
    """Sent anew as it was signed: it stays signed, and that is said again."""
    day = change.get(TeamDay, Ref.parse(thread.root.about or "").id)
    if day is None or day.signed is None or thread.ended:
        return None
    return "checked", {"body": signed_body(day)}


def _day_back(change: Change, thread: Thread) -> Mapping[str, Fact] | None:
    """Signed: as her file would say it. Where she took that back, nobody checked it."""
    told, who = thread.said_with("checked"), thread.root.who
    if told is None:
        day = change.get(Day, Ref.parse(thread.root.about or "").id)
        if thread.state == "undone" and day is not None and day.checked is not None and day.checked.by == who:
            change.put(replace(day, checked=None))
        return None
    taken = take_signed(change, signed_in(told), {}, before_it(thread, told))
    return marks_of(change.desk, taken, told.sent_at)


def _week_here(change: Change, thread: Thread, _: Letter) -> str | None:
    came = named(week_in(bytes_in(thread.given), word(thread.given, "text")), thread.given)

    def take() -> TeamWeek:
        return take_read(change.desk, Read([(came.period, came)], []), change.now)[0]

    weeks = [w for w in change.desk.each(TeamWeek) if w.desk == came.desk]
    return _taken(change, thread, weeks, came, take)


def _summary_here(change: Change, thread: Thread, _: Letter) -> str | None:
    came = named(summary_in(bytes_in(thread.given), word(thread.given, "text")), thread.given)
    papers = [p for p in change.desk.each(TeamPaper) if p.desk == came.desk and p.period]
    return _taken(change, thread, papers, came, partial(take_summary, change, came, came.period))


def _month_here(change: Change, thread: Thread, _: Letter) -> str | None:
    came = named(month_in(bytes_in(thread.given), word(thread.given, "text")), thread.given)
    months = [m for m in change.desk.each(TeamMonth) if m.desk == came.desk]
    return _taken(change, thread, months, came, partial(take_month, change, came, came.period))


def _taken(change: Change, thread: Thread, hers: Iterable[H], came: HandedIn, take: Callable[[], H]) -> str | None:
    """It is taken in where it is newer than what is held of that time; taken back, what it brought goes."""
    hers = list(hers)
    _is_theirs(change, thread.given, hers)
    old = next((one for one in hers if one.period == came.period), None)
    made = old.sent.at if isinstance(old, TeamPaper) else old.made if old is not None else None
    if thread.state == "withdrawn":
        if old is not None and made == came.made:
            change.delete(old)
            return None
    elif made is None or made < came.made:
        old = take()
    return ref_to(KIND_OF[type(old)], old.id) if old is not None else None


def _is_theirs(change: Change, letter: Letter, held: Iterable[TeamDay | TeamWeek | TeamPaper | TeamMonth]) -> None:
    """What says that it is of that desk comes from there: nobody hands in in the place of another. Raises BadInput."""
    for name in {one.whose for one in held if one.whose != letter.who}:
        to = change.desk.mail.to(name)
        if to is not None and to.desk != letter.desk:
            raise BadInput("letter.unreadable")


def _nothing_back(change: Change, thread: Thread) -> None:
    """How it stands says the matter itself."""


def _in(_: Change, thread: Thread) -> Says | None:
    return None if thread.ended or thread.said_with("in") else ("in", {})


HANDED = {
    DAY: Taking(_day_here, _day_back, _day_stands),
    WEEK: Taking(_week_here, _nothing_back, _in),
    SUMMARY: Taking(_summary_here, _nothing_back, _in),
    MONTH: Taking(_month_here, _nothing_back, _in),
}
