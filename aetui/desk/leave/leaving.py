"""What goes with leaving (D8): the phone while one steps out (M4), the day's review first (D1), the clients told."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec.structs import replace

from aetui.desk.book.people import phone_of
from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.facts import clean
from aetui.desk.leave.handover import check, cover, cover_name, end_passed, get_in, plan
from aetui.desk.leave.lines import line_for, needed
from aetui.desk.leave.state import Handover
from aetui.desk.meeting.agenda import phone_covered
from aetui.domain.errors import NotThere
from aetui.domain.handover import chases, is_short, numbered
from aetui.domain.lines.absence import AbsenceLine
from aetui.domain.records import Absence, Client, Fact
from aetui.domain.text import for_client
from aetui.locales import Texts
from aetui.locales.dates import moment_line


class Told(msgspec.Struct, frozen=True):
    """A client who is to know of an absence: whom to call, what to say, and that they were told."""

    client_id: str
    client: str
    contact: str
    text: str
    fact: Fact | None


def step_out(desk: Desk, say: Texts, start: datetime, end: datetime, who: str, now: datetime) -> Absence:
    """Away for a moment (lunch, a meeting): that person, who has just said so, takes the phone and what falls due
    meanwhile (M4, D8). The meetings at our office in that time have their cover. Raises BadInput."""
    check(desk, start, end, now)
    by = cover_name(desk, who, start, end)
    yes = Fact(at=now, how=say("handover.in_person"))
    with desk.change("absence.step_out", now, what=by) as change:
        end_passed(change, now)
        made = [
            replace(line_for(desk, say, need), **({} if chases(need, by) else {"cover": by, "acknowledged": yes}))
            for need in needed(desk, now, start, end)
        ]
        made = numbered(made)
        absence = change.new(Absence, start=start, end=end, lines=made, counted=len(made), arranged=Fact(at=now))
        phone_covered(change, start, end, by)
    return absence


def plan_line(desk: Desk, say: Texts, line: AbsenceLine, now: datetime) -> Absence:
    """An absence as its one line says it, by key and by command alike, as one change: a moment's with who takes the phone (M4), else
    planned, and what it needs given to whom the line names. Raises BadInput."""
    if line.cover and is_short(line.start, line.end):
        return step_out(desk, say, line.start, line.end, line.cover, now)
    with desk.change("absence.plan", now, why=line.why):
        absence = plan(desk, say, line.start, line.end, now, why=line.why, reach=line.reach)
        if line.cover and absence.lines:
            absence = cover(desk, say, absence.id, [one.id for one in absence.lines], line.cover, now)
    return absence


def review_first(desk: Desk, absence: Absence, now: datetime) -> bool:
    """Whether the day's review is to be offered before leaving: today is not closed yet, and no working day lies
    between it and the absence, which isn't over today (D1)."""
    today = desk.local(now).date()
    day = desk.book.day(today)
    leaves_now = desk.local(absence.start).date() <= desk.calendar.next_working(today)
    back_today = desk.local(absence.end).date() <= today
    return (day is None or day.closed is None) and leaves_now and not back_today and desk.calendar.is_working(today)


def note_told(desk: Desk, absence_id: str, client_id: str, now: datetime, *, how: str | None = None) -> Absence:
    """A client knows of the absence; said again, they don't. Raises NotThere."""
    client = desk.get(Client, client_id)
    if client is None:
        raise NotThere("client.unknown", name=client_id)
    with desk.change("absence.tell", now, client=client.short) as change:
        absence = get_in(change, absence_id)
        told = {key: fact for key, fact in absence.told.items() if key != client_id}
        if client_id not in absence.told:
            told[client_id] = Fact(at=now, how=clean(how))
        absence = change.put(replace(absence, told=told))
    return absence


def to_tell(desk: Desk, say: Texts, seen: Handover) -> list[Told]:
    """The clients who have a line, each with a text that can be sent as it is."""
    absence, found = seen.absence, []
    for client_id in dict.fromkeys(line.client_id for line in seen.all if line.client_id):
        covers = dict.fromkeys(line.cover for line in seen.all if line.client_id == client_id and line.cover)
        client = desk.book.clients.get(client_id)
        contact = client.contacts[0] if client and client.contacts else None
        # It leaves the house: of each part what is said of it inside stays here.
        who = [" ".join(for_client(t) for t in (name, phone_of(desk, name)) if t) for name in covers if name]
        text = say(
            "handover.tell" if who else "handover.tell.nobody",
            name=for_client(contact.name if contact else client_name(desk, client_id)),
            start=moment_line(say, desk.local(absence.start)),
            end=moment_line(say, desk.local(absence.end)),
            who=say("list.or").join(filter(None, (say("list.comma").join(who[:-1]), *who[-1:]))),
        )
        whom = " ".join(t for t in (contact.name, contact.phone) if t) if contact else ""
        told = absence.told.get(client_id)
        found.append(Told(client_id, client_name(desk, client_id), whom, text, told))
    return found
