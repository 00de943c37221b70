"""By what each kind of record is found, and what it is called in a list to choose from."""

from __future__ import annotations

from typing import Any

from aetui.desk.find.look import Look
from aetui.desk.find.names import short_name, without_form
from aetui.domain.obligations import Obligation
from aetui.domain.records import (
    Absence,
    CardTemplate,
    Client,
    Contact,
    CoverLine,
    Idea,
    Memo,
    Paper,
    Person,
    TeamPaper,
    Todo,
)
from aetui.domain.records.card import Card, MoneyLine, Remark, Step, Work
from aetui.domain.records.meeting import Meeting, Point, PrepLine
from aetui.domain.records.team import PlanLine, TeamClient
from aetui.locales.dates import day_number, stamp


def _given(client: Client) -> tuple[str | None, ...]:
    """The full name, and the short one where somebody gave it."""
    return (client.name, None if client.short == short_name(client.name) else client.short)


def _card_numbers(card: Card) -> tuple[str, ...]:
    return (card.number, card.number.rpartition("-")[2], card.title)


LOOKS: dict[type, Look[Any]] = {
    Client: Look[Client](
        "client",
        _given,
        aliases=lambda c: (c.short,),
        keys=lambda c: c.keys,
        label=lambda c: c.name,
        bare=without_form,
    ),
    TeamClient: Look[TeamClient]("client", lambda c: (c.name, c.short), keys=lambda c: c.keys),
    Contact: Look[Contact]("contact", lambda c: (c.name,), keys=lambda c: c.keys, newest=True),
    Person: Look[Person]("person", lambda p: (p.name,), keys=lambda p: p.keys, told=lambda p: p.role or ""),
    Card: Look[Card](
        "card",
        _card_numbers,
        aliases=lambda c: [one.was for one in c.renumbered],
        label=lambda c: f"{c.number} {c.title}",
        text=True,
    ),
    CardTemplate: Look[CardTemplate]("template", lambda t: (t.name,), keys=lambda t: t.keys),
    Step: Look[Step](
        "step",
        lambda s: (s.what,),
        text=True,
        more=lambda s: (s.owner,),
        told=lambda s: stamp(s.due) if s.due else s.owner or "",
    ),
    Work: Look[Work]("work", lambda w: (w.name,), text=True, newest=True),
    Remark: Look[Remark]("remark", lambda r: (r.text,), text=True, told=lambda r: stamp(r.at)),
    MoneyLine: Look[MoneyLine](
        "money",
        lambda m: (m.text, f"{m.amount:f}"),
        text=True,
        told=lambda m: f"{m.amount:,}" + (f", {stamp(m.due)}" if m.due else ""),
    ),
    Todo: Look[Todo](
        "todo", lambda t: (t.text,), text=True, told=lambda t: day_number(t.day), more=lambda t: (t.owner,)
    ),
    Idea: Look[Idea]("idea", lambda i: (i.text,), text=True, told=lambda i: stamp(i.at), more=lambda i: (i.who,)),
    Memo: Look[Memo]("memo", lambda m: (m.text,), text=True, told=lambda m: m.to, more=lambda m: (m.to,)),
    Meeting: Look[Meeting](
        "meeting",
        lambda m: (m.title,),
        text=True,
        told=lambda m: stamp(m.start) if m.start else "",
        more=lambda m: (m.room,),
    ),
    Paper: Look[Paper](
        "report", lambda p: (p.title,), text=True, told=lambda p: stamp(p.sent.at), more=lambda p: (p.period, p.to)
    ),
    TeamPaper: Look[TeamPaper](
        "copy",
        lambda p: (p.title,),
        text=True,
        told=lambda p: f"{p.whose}, {stamp(p.sent.at)}",
        more=lambda p: (p.whose, p.to, p.client),
    ),
    CoverLine: Look[CoverLine](
        "absence.line", lambda line: (line.what, line.key), text=True, more=lambda line: (line.cover,)
    ),
    Absence: Look[Absence]("absence", lambda a: (a.why,), text=True, told=lambda a: stamp(a.start)),
    Obligation: Look[Obligation]("obligation", lambda o: (o.what, o.number), text=True, told=lambda o: stamp(o.due)),
    PlanLine: Look[PlanLine]("plan.line", lambda line: (line.what,), text=True),
    Point: Look[Point]("point", lambda p: (p.text,), text=True),
    PrepLine: Look[PrepLine]("prep", lambda line: (line.text,), text=True),
}
"""For each type of record how it is looked at."""
