"""The day's sheet (A1): what an AE's review holds, written to a file for her AM, and taken in on the AM's desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import asdict, replace

from aetui.desk.acts.hands import own_hand
from aetui.desk.book.deputies import approver
from aetui.desk.check.copies import copies_of, take_copies
from aetui.desk.core import Change, Desk
from aetui.desk.day.achieved import Achieved
from aetui.desk.day.review import Review, achieved_on, begun_in, day_to_send, review
from aetui.desk.day.today import client_name
from aetui.desk.files.bundle_file import Bundle, desk_id, opened, write_bundle
from aetui.desk.files.given import read_file
from aetui.desk.letters.parcels import body_of
from aetui.desk.week.team_ahead import GIVEN, TODO, team_line
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import DAY as ACT
from aetui.domain.letters.acts import derived_id
from aetui.domain.letters.approvals import PaperCopy
from aetui.domain.letters.handing_in import hand_in
from aetui.domain.letters.outgoing import To
from aetui.domain.records import Day, DayLine, Decided, Fact, TeamDay, TeamLine, Todo
from aetui.domain.records.refs import Ref, ref_to
from aetui.domain.review import USUAL, Thing
from aetui.domain.roles import someone
from aetui.locales.dates import day_number

DAY = "day"
"""The kind of such a file."""


class DayFile(Bundle, frozen=True, kw_only=True, omit_defaults=True):
    """What a file holds, as `TeamDay`, with the papers that went out and wait for approval (A2). `desk` says whose it is, `sum`
    that nobody wrote in it."""

    day: date
    following: date
    made: datetime
    room: int = 0
    done: list[TeamLine] = []
    left: list[DayLine] = []
    lines: list[DayLine] = []
    arranged: list[str] = []
    papers: list[PaperCopy] = []


def send_day(desk: Desk, file: Path | None, now: datetime, day: date | None = None) -> Review:
    """Write the sheet of `day` (else of `day_to_send`) for the AM, and note that it was: to a file, without one to the desk of whoever
    goes over it, in the office. Raises BadInput: no name in the profile, nobody there, a file that can't be written."""
    if not desk.owner:
        raise BadInput("team.nameless")
    to = None if file is not None else the_checker(desk, now)
    seen = review(desk, now, day or day_to_send(desk, now))
    begin, ahead = desk.calendar.day_start(seen.day), {thing.key for thing in seen.tomorrow}
    with desk.change("review.send", now, day=day_number(seen.day)) as change:
        held = desk.book.begun(seen.day)
        record = (change.get(Day, held.id) if held else None) or begun_in(change, seen.day)
        how = file.name if file is not None else f"@{to.name}" if to is not None else None
        change.put(replace(record, sheet=Fact(at=now, how=how)))
        bundle = DayFile(
            aetui_bundle=DAY,
            desk=desk_id(desk),
            whose=desk.owner,
            day=seen.day,
            following=seen.following,
            made=now,
            room=seen.room,
            done=[*_done(desk, achieved_on(desk, seen, now)), *_decided(desk, seen.decided)],
            left=list(_lines(desk, seen, [t for t in seen.undecided if t.key not in ahead])),
            lines=list(_lines(desk, seen, seen.tomorrow)),
            arranged=record.tomorrow,
            papers=copies_of(desk, begin, now + timedelta(seconds=1)),
        )
        if file is not None:
            write_bundle(file, bundle)
        elif to is not None:
            change.post(hand_in(ACT, to, str(seen.day), body_of(bundle), ref_to("days", record.id)))
    return seen


def checker(desk: Desk, now: datetime) -> To | None:
    """Who goes over the day, where they, or who stands in, are in the office."""
    return desk.mail.to(approver(desk, now))


def the_checker(desk: Desk, now: datetime) -> To:
    """As `checker`. Raises BadInput where nobody is there."""
    to = checker(desk, now)
    if to is None:
        raise BadInput("office.no_file", who=approver(desk, now) or am_of(desk))
    return to


def am_of(desk: Desk) -> str:
    """Who goes over the day with the user: the AM, else the supervisor, by name where the profile names one."""
    return someone(desk.profile, "AM") or someone(desk.profile, "supervisor") or "AM"


def unchecked(desk: Desk, day: Day) -> str | None:
    """Why a closed day bears nobody's check (A1), as a key of the catalogue: its sheet is with the AM, or nobody was at hand. None
    where somebody checked it, or the profile names nobody above."""
    if day.closed is None or day.checked is not None or own_hand(desk, None) is None:
        return None
    return "check.out" if day.sheet is not None else "check.not_checked"


def read_day(file: Path) -> DayFile:
    """The sheet in that file. Raises BadInput: no such file, edited."""
    return day_in(read_file(file), file.name)


def day_in(data: bytes, name: str) -> DayFile:
    """The sheet in those bytes, which came as `name`. Raises BadInput: another thing, edited."""
    return opened(data, name, DAY, DayFile)


def day_key(came: DayFile) -> str:
    """The id of that day here, on whichever device it is taken in."""
    return derived_id(came.desk, f"day {came.day}")


def take_day(change: Change, came: DayFile, name: str) -> TeamDay:
    """Inside a change: an AE's sheet and papers onto this desk. What was added here stays on a newer sheet; what was signed
    stands while nothing differs. Raises BadInput: this desk's own, taken in already, older than what was taken in."""
    desk = change.desk
    if came.desk == desk_id(desk):
        raise BadInput("check.own", file=name)
    old = next((d for d in desk.each(TeamDay) if (d.desk, d.day) == (came.desk, came.day)), None)
    if old is not None and came.made <= old.made:
        raise BadInput("bundle.twice" if came.made == old.made else "check.older", file=name, name=old.whose)
    take_copies(change, came.whose, came.desk, came.papers)
    fields = ("whose", "desk", "day", "following", "made", "room", "done", "arranged")
    said: dict[str, Any] = {field: getattr(came, field) for field in fields}
    fresh = [*came.lines, *came.left]
    if old is None:
        return change.called(TeamDay, day_key(came), **said, left=came.left, lines=came.lines, came=fresh)
    merged = _with_ours(old, came)
    same = fresh == old.came
    return change.put(
        replace(
            old,
            **said,
            left=old.left if same else came.left,
            lines=old.lines if same else merged,
            came=fresh,
            signed=old.signed if same else None,
        )
    )


def _with_ours(old: TeamDay, came: DayFile) -> list[DayLine]:
    """The newer sheet's lines, in the order that stands here, with what was added and given here where the AE left it as it was."""
    here = {line.id: line for line in (*old.lines, *old.left)}
    base = {line.id: line for line in old.came}
    ids = {line.id for line in came.lines}
    lines = [here[x.id] if base.get(x.id) == x else x for x in came.lines]
    lines += [line for line in old.lines if line.added and line.id not in ids]
    places = {line.id: n for n, line in enumerate(old.lines)}
    return sorted(lines, key=lambda line: places.get(line.id, len(places)))


# Inside


def _lines(desk: Desk, seen: Review, things: list[Thing]) -> Iterator[DayLine]:
    """What may be told of them: nothing private, no papers, which travel on their own."""
    for thing in things:
        if thing.kind in ("paper", "returned", "copy", "sheet"):
            continue
        named = Ref.parse(thing.key)
        todo = desk.get(Todo, named.id) if named.kind == "todos" else None
        if not _told(desk, thing.key):
            continue
        minutes = seen.minutes.get(thing.key, USUAL)
        if thing.obligation is not None:
            yield DayLine(**asdict(team_line(desk, thing.obligation)), minutes=minutes)
            continue
        yield DayLine(
            id=thing.key,
            what=thing.what,
            owner=thing.owner,
            client=client_name(desk, thing.client_id),
            client_id=thing.client_id,
            number=thing.number,
            due=thing.due,
            state=(GIVEN if thing.owner else TODO) if todo is not None else thing.kind,
            source=thing.source,
            minutes=minutes,
            day=todo.day if todo is not None else None,
        )


def _told(desk: Desk, key: str | None) -> bool:
    """Whether others may hear of it."""
    named = Ref.parse(key or "")
    todo = desk.get(Todo, named.id) if named.kind == "todos" else None
    return todo is None or not todo.private


def _done(desk: Desk, found: list[Achieved]) -> Iterator[TeamLine]:
    for one in found:
        if one.obligation is not None:
            yield replace(team_line(desk, one.obligation), due=one.at, note=one.how or None)
        elif one.todo is None or not one.todo.private:
            yield TeamLine(
                what=one.words(desk.say, desk.rulebook),
                client=client_name(desk, one.client_id),
                client_id=one.client_id,
                due=one.at,
                state="met",
                note=one.how or None,
            )


def _decided(desk: Desk, decided: list[Decided]) -> Iterator[TeamLine]:
    """What was moved, given away, let go."""
    for one in decided:
        if one.decision not in ("done", "kept") and _told(desk, one.key):
            yield TeamLine(what=one.what, due=one.at, state=one.decision, note=one.why)
