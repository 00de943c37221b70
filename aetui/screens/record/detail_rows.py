"""Rows that the details of several things share: facts with their labels, obligations, records that open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from aetui.desk.core import RECENT, Desk
from aetui.desk.day.today import client_name
from aetui.domain.letters.acts import word
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import KIND_OF, Call, Card, Item, Letter, Record
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line, stamp, when
from aetui.locales.wording import title
from aetui.screens.frame.duty_time import countdown
from aetui.screens.phone.lines import WAY_SIGN, WAY_STYLE, mark_part
from aetui.screens.phone.memory import card_note
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.rows import Row, Section, heading

STATE_STYLE = {
    "pending": "ink",
    "soon": "soon",
    "overdue": "late",
    "met": "done",
    "met_late": "done",
    "waived": "faint",
    "missed": "late",
}

_TIME = 15
"""Cells that how a duty stands takes at least."""


def facts(pairs: Iterable[tuple[str, str | Parts]]) -> list[Row]:
    """`label  value` rows, the values in line; those without a value are left out."""
    said = [(label, value) for label, value in pairs if value]
    room = max((width(label) for label, _ in said), default=0) + 2
    rows = []
    for label, value in said:
        parts: Sequence[Part] = ((value, "ink"),) if isinstance(value, str) else value
        rows.append(Row("", ((fit(label, room), "dim"), *parts), (), room))
    return rows


def obligation_rows(desk: Desk, say: Texts, found: Sequence[Obligation], now: datetime) -> list[Row]:
    """Obligations, counting down, or how they ended, under one another: the column is as wide as the longest of these."""
    ended = {
        o.id: say(f"state.{o.state}") + (f" {when(say, desk.local(o.met_at), now)}" if o.met_at else "")
        for o in found
        if o.state not in OPEN
    }
    room = max([_TIME, *map(width, ended.values())])
    return [_obligation_row(desk, say, o, ended.get(o.id, ""), room) for o in found]


def _obligation_row(desk: Desk, say: Texts, obligation: Obligation, ended: str, room: int) -> Row:
    name = (f" {title(say, obligation, desk.rulebook)}", "ink" if obligation.state in OPEN else "dim")
    if obligation.state in OPEN:
        return Row(
            ref_to("obligation", obligation.id),
            (countdown(say, obligation, room), name),
            ((obligation.source, "faint"),),
        )
    return Row(
        ref_to("obligation", obligation.id),
        ((fit(ended, room, "right"), STATE_STYLE[obligation.state]), name),
        ((obligation.source, "faint"),),
    )


def obligations(
    desk: Desk, say: Texts, now: datetime, mine: Callable[[Obligation], bool], *, ended: bool = True
) -> Section:
    """The obligations of one thing: the open ones, then those that have ended lately."""
    found = [o for o in desk.obligations(now, ended_since=now - RECENT if ended else None) if mine(o)]
    found.sort(key=lambda o: o.state not in OPEN)
    open_ones = sum(o.state in OPEN for o in found)
    rows = obligation_rows(desk, say, found, now)
    return Section("duties", heading(say("detail.duties"), open_ones), rows, say("detail.duties.none"))


def call_row(desk: Desk, say: Texts, call: Call) -> Row:
    items = desk.book.items_of(call.id)
    return Row(
        ref_to("calls", call.id),
        (
            (f"{stamp(desk.local(call.at)):>11} ", "dim"),
            (WAY_SIGN[call.way] + " ", WAY_STYLE[call.way]),
            (client_name(desk, call.client_id) or say("phone.nobody"), "ink"),
            (f" {call.contact or ''}", "dim"),
        ),
        ((say("phone.n_items", n=len(items)) if items else say(f"phone.way.{call.way}"), "dim"),),
    )


def record_row(desk: Desk, say: Texts, record: Record, now: datetime) -> Row:
    """Any record as one row that opens it."""
    if isinstance(record, Call):
        return call_row(desk, say, record)
    if isinstance(record, Item):
        at = (f"{stamp(desk.local(record.at)):>11} ", "dim")
        left: tuple[Part, ...] = (at, mark_part(record.mark), (record.text, "ink"))
        return Row(ref_to("items", record.id), left, (), 15)
    if isinstance(record, Card):
        left = ((record.number + " ", "act"), (record.title, "ink"))
        return Row(ref_to("cards", record.id), left, card_note(desk, say, record, now))
    kind = KIND_OF[type(record)]
    if isinstance(record, Letter):
        text = f"{record.who} {word(record, 'text')}"
    else:
        text = str(getattr(record, "title", None) or getattr(record, "text", None) or getattr(record, "name", ""))
    return Row(ref_to(kind, record.id), ((say(f"record.{kind}") + " ", "dim"), (text, "ink")), (), 4)


def moment(desk: Desk, say: Texts, at: datetime | None, now: datetime) -> str:
    """`明天 10:00`, with the date where that doesn't say it."""
    if at is None:
        return ""
    local = desk.local(at)
    short = when(say, local, desk.local(now))
    return f"{day_line(say, local.date())} {clock(local)}" if short == clock(local) or "/" not in short else short
