"""The papers of the house, built from the records: what each says, and to whom it may go.

A client's paper takes nothing but what may be said to a client (N2–N4): cards, steps, agenda, minutes, and of calls
only what was asked, promised or is to be answered. Never an item marked `#`, a `!`, a to-do or what a thing costs us.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from aetui.desk.core import Desk
from aetui.desk.output import write_file
from aetui.documents.sheet import Block, Part, Points, Sheet, Signatures, Table, Text
from aetui.domain.budget import balances
from aetui.domain.calendar_periods import month_of, span, week_of
from aetui.domain.errors import BadInput
from aetui.domain.records import CLIENT_PAPERS, Call, Card, Client, Item, Meeting, Memo, Record
from aetui.locales import Texts
from aetui.locales.amounts import amount, balance
from aetui.locales.dates import clock, day_line
from aetui.locales.wording import someone
from aetui.locales.wording import title as duty_title

__all__ = [
    "KINDS",
    "Block",
    "Part",
    "Points",
    "Sheet",
    "Signatures",
    "Subject",
    "Table",
    "Text",
    "build",
    "write_to",
    "written",
]

TOLD = frozenset({"+", ">", "?"})
"""Marks of items that a client's paper may repeat: what they asked for, what we promised, what we owe an answer to."""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper is about; which of these, `KINDS` says."""

    card: Card | None = None
    client: Client | None = None
    meeting: Meeting | None = None
    memo: Memo | None = None
    period: str | None = None


class Kind(msgspec.Struct, frozen=True):
    """A kind of paper: what it is about (`card`, `client`, `meeting`, `memo`), whether it goes to the client, the
    rule of the source that asks for it."""

    about: str
    outside: bool
    source: str


KINDS: dict[str, Kind] = {
    kind: Kind(about, kind in CLIENT_PAPERS, source)
    for kind, about, source in (
        ("schedule", "card", "D4"),
        ("estimate", "card", "D5"),
        ("weekly", "client", "C2"),
        ("monthly", "client", "A8"),
        ("agenda", "meeting", "M2"),
        ("minutes", "meeting", "M6"),
        ("memo", "memo", "D6"),
    )
}


def build(desk: Desk, say: Texts, kind: str, subject: Subject, now: datetime) -> Sheet:
    """The paper of that kind. Raises BadInput where what it is about isn't given, or the period is none."""
    builder = _BUILDERS.get(kind)
    if builder is None:
        raise BadInput("report.kind", kind=kind, kinds=" ".join(KINDS))
    if getattr(subject, KINDS[kind].about) is None:
        raise BadInput(f"report.needs_{KINDS[kind].about}", kind=say(f"paper.{kind}"))
    return builder(_Writer(desk, say, desk.local(now)), subject)


def written(desk: Desk, sheet: Sheet, form: str) -> bytes:
    """The paper in that form (`md`, `html`, `docx`), through the user's template where there is one. Raises BadInput."""
    from aetui.documents.render import render

    return render(sheet, form, desk.store.path.parent)


def write_to(desk: Desk, sheet: Sheet, path: Path) -> None:
    """The paper as a file; its ending says the form. Raises BadInput where it can't be written."""
    from aetui.documents.render import form_of

    write_file(path, written(desk, sheet, form_of(path)))


class _Writer:
    """The words and times that the builders share."""

    def __init__(self, desk: Desk, say: Texts, now: datetime) -> None:
        self.desk, self.say, self.now = desk, say, now

    def moment(self, when: datetime | None) -> str:
        """`11月25日 周三 12:00`, with the year where it is another."""
        if when is None:
            return ""
        local = self.desk.local(when)
        return f"{self.day(local.date())} {clock(local)}"

    def day(self, day: date) -> str:
        line = day_line(self.say, day)
        return line if day.year == self.now.year else f"{day.year} {line}"

    @property
    def me(self) -> str:
        return self.desk.owner or ""

    def client(self, client_id: str | None) -> Client | None:
        return self.desk.get(Client, client_id)

    def facts(self, *pairs: tuple[str, str]) -> list[tuple[str, str]]:
        """(key, value) with their labels; those without a value are left out."""
        return [(self.say(f"paper.fact.{key}"), value) for key, value in pairs if value]

    def sheet(self, kind: str, title: str, facts: list[tuple[str, str]], parts: list[Part]) -> Sheet:
        foot = " · ".join(t for t in (self.me, self.day(self.now.date())) if t)
        return Sheet(kind, self.say.lang, title, facts, parts, foot)

    def signatures(self, *lines: tuple[str, str]) -> Signatures:
        return Signatures([(self.say(f"paper.sign.{key}"), name) for key, name in lines])


def _schedule(w: _Writer, subject: Subject) -> Sheet:
    """The reply within 24 hours (D4): each step, who does it, until when."""
    card = _card(subject)
    client = w.client(card.client_id)
    say = w.say
    facts = w.facts(
        ("client", client.name if client else ""),
        ("to", card.requested_by or ""),
        ("number", card.number),
        ("what", card.brief.what or card.title),
        ("asked", w.moment(card.requested_at)),
        ("deliver", w.moment(card.deliver_at)),
        ("from", w.me),
    )
    rows = [
        [str(n), step.what, step.owner or w.me, w.moment(step.due), say("paper.done") if step.done else ""]
        for n, step in enumerate(card.steps, 1)
    ]
    columns = [say(f"paper.column.{key}") for key in ("n", "step", "who", "until", "state")]
    parts = [
        Part(say("card.schedule"), [Table(columns, rows)] if rows else [], say("paper.no_steps")),
        Part("", [Text([say("paper.schedule.please")]), w.signatures(("client", ""), ("ae", w.me))]),
    ]
    return w.sheet("schedule", f"{say('paper.schedule')} · {card.title}", facts, parts)


def _estimate(w: _Writer, subject: Subject) -> Sheet:
    """What the work will cost (D5)."""
    card = _card(subject)
    say, client = w.say, w.client(card.client_id)
    if not card.estimates:
        raise BadInput("estimate.none", number=card.number)
    last = card.estimates[-1]
    facts = w.facts(
        ("client", client.name if client else ""),
        ("to", card.requested_by or ""),
        ("number", card.number),
        ("what", card.brief.what or card.title),
        ("version", str(len(card.estimates))),
        ("date", w.day(w.desk.local(last.at).date())),
        ("from", w.me),
    )
    rows = [[line.text, amount(line.amount, last.currency)] for line in last.lines] or [
        [card.title, amount(last.amount, last.currency)]
    ]
    rows.append([say("paper.total"), amount(last.amount, last.currency)])
    table = Table([say("paper.column.item"), say("paper.column.amount")], rows, [1])
    agreed = last.agreed.by or "" if last.agreed else ""
    parts = [Part(say("card.fact.estimate"), [table]), Part("", [w.signatures(("client", agreed), ("ae", w.me))])]
    return w.sheet("estimate", f"{say('paper.estimate')} · {card.title}", facts, parts)


def _weekly(w: _Writer, subject: Subject) -> Sheet:
    """Progress, week by week (C2): what is in work, what was done, what comes, what we promised."""
    client = _client(subject)
    say = w.say
    first, last = span(subject.period or week_of(w.now.date()))
    begin, end = w.desk.calendar.at(first, 0), w.desk.calendar.at(last, 24 * 60)
    cards = _cards(w, client, begin)
    rows = [
        [c.number, c.title, say(f"card.state.{c.state}"), _next_step(w, c), w.moment(c.deliver_at)]
        for c in cards
        if c.state != "closed"
    ]
    columns = [say(f"paper.column.{key}") for key in ("number", "work", "state", "next", "deliver")]
    done = [line for at, line in sorted(_done(w, cards, begin, end))]
    coming = [
        f"{w.moment(s.due)} {c.title}: {s.what}"
        for c in cards
        for s in c.steps
        if s.done is None and s.due and begin <= s.due < end + timedelta(days=7)
    ]
    open_items = [f"{i.text}" + (f" ({w.moment(i.due)})" if i.due else "") for i in _items(w, client, ">?")]
    contact = client.contacts[0].name if client.contacts else ""
    facts = w.facts(
        ("client", client.name), ("to", contact), ("period", f"{w.day(first)} – {w.day(last)}"), ("from", w.me)
    )
    parts = [
        Part(say("paper.weekly.hand"), [Table(columns, rows)] if rows else [], say("paper.nothing")),
        Part(say("paper.weekly.done"), [Points(done)] if done else [], say("paper.nothing")),
        Part(say("paper.weekly.coming"), [Points(coming)] if coming else [], say("paper.nothing")),
        Part(say("paper.weekly.promised"), [Points(open_items)] if open_items else [], say("paper.nothing")),
    ]
    return w.sheet("weekly", f"{say('paper.weekly')} · {client.name}", facts, parts)


def _monthly(w: _Writer, subject: Subject) -> Sheet:
    """The month of one client, for the AD (A8): work, duties kept and late, money."""
    client = _client(subject)
    say, desk = w.say, w.desk
    period = subject.period or month_of(w.now.date())
    first, last = span(period)
    begin, end = desk.calendar.at(first, 0), desk.calendar.at(last, 24 * 60)
    cards = [c for c in desk.each(Card) if c.client_id == client.id and (c.state != "closed" or c.updated_at >= begin)]
    cards = [c for c in sorted(cards, key=lambda c: c.number) if c.opened_at < end]
    rows = [[c.number, c.title, say(f"card.state.{c.state}"), w.moment(c.deliver_at), _sums(c, w.now)] for c in cards]
    columns = [say(f"paper.column.{key}") for key in ("number", "work", "state", "deliver", "money")]
    duties = [o for o in desk.obligations(w.now, ended=True) if o.client_id == client.id and begin <= o.due < end]
    states = ("met", "met_late", "overdue", "missed", "waived")
    kept = [[say(f"state.{state}"), str(sum(o.state == state for o in duties))] for state in states]
    late = [
        f"{w.moment(o.due)} {duty_title(say, o, desk.rulebook)} ({o.source})"
        for o in duties
        if o.state in ("met_late", "overdue", "missed")
    ]
    calls = [c for c in desk.each(Call) if c.client_id == client.id and begin <= c.at < end]
    ways = [f"{say(f'phone.way.{way}')}: {sum(c.way == way for c in calls)}" for way in ("in", "out", "missed")]
    done = [line for at, line in sorted(_done(w, cards, begin, end))]
    money = [balance(say, sums) for sums in balances(cards, w.now)]
    ad = someone(desk.profile, "AD") or ""
    facts = w.facts(("client", client.name), ("period", f"{w.day(first)} – {w.day(last)}"), ("to", ad), ("from", w.me))
    parts = [
        Part(say("paper.monthly.work"), [Table(columns, rows)] if rows else [], say("paper.nothing")),
        Part(say("paper.weekly.done"), [Points(done)] if done else [], say("paper.nothing")),
        Part(say("paper.monthly.duties"), [Table([say("paper.column.state"), say("paper.column.count")], kept, [1])]),
        Part(say("paper.monthly.late"), [Points(late)] if late else [], say("paper.nothing")),
        Part(say("paper.monthly.calls"), [Text(ways)]),
        Part(say("card.money"), [Text(money)] if money else [], say("paper.nothing")),
        Part("", [w.signatures(("ae", w.me), ("am", ""))]),
    ]
    return w.sheet("monthly", f"{say('paper.monthly')} · {client.name}", facts, parts)


def _agenda(w: _Writer, subject: Subject) -> Sheet:
    """What will be spoken of (M2)."""
    meeting = _meeting(subject)
    say = w.say
    points = [Points([p.text for p in meeting.points], numbered=True)] if meeting.points else []
    parts = [
        Part(say("meeting.agenda"), [*points], say("agenda.none")),
        Part("", [Text([say("paper.agenda.please")])]),
    ]
    return w.sheet("agenda", f"{say('paper.agenda')} · {meeting.title}", _where(w, meeting), parts)


def _minutes(w: _Writer, subject: Subject) -> Sheet:
    """What was concluded, who does what until when; signed at the end (M6–M8)."""
    meeting = _meeting(subject)
    say = w.say
    parts = []
    columns = [say(f"paper.column.{key}") for key in ("action", "who", "until")]
    for n, topic in enumerate(meeting.minutes.topics, 1):
        rows = [[a.what or "", a.owner or "", w.moment(a.due)] for a in topic.actions]
        said = [Text((topic.conclusion or "").splitlines())] if topic.conclusion else []
        parts.append(Part(f"{n}. {topic.title}".rstrip(". "), [*said, *([Table(columns, rows)] if rows else [])]))
    signed = meeting.minutes.signed.by or "" if meeting.minutes.signed else ""
    parts.append(Part("", [w.signatures(("minutes", signed))]))
    return w.sheet("minutes", f"{say('paper.minutes')} · {meeting.title}", _where(w, meeting), parts)


def _memo(w: _Writer, subject: Subject) -> Sheet:
    """MEMO (D6)."""
    memo = subject.memo
    assert memo is not None
    card = w.desk.get(Card, memo.card_id)
    facts = w.facts(
        ("to", memo.to),
        ("from", w.me),
        ("date", w.day(w.desk.local(memo.created_at).date())),
        ("number", card.number if card else ""),
        ("remind", w.moment(memo.remind_at)),
    )
    return w.sheet("memo", "MEMO", facts, [Part("", [Text(memo.text.splitlines())])])


# What the builders share


def _where(w: _Writer, meeting: Meeting) -> list[tuple[str, str]]:
    client = w.client(meeting.client_id)
    end = f" – {clock(w.desk.local(meeting.end))}" if meeting.end and meeting.start else ""
    place = " ".join(t for t in (w.say(f"place.{meeting.place}"), meeting.room or "") if t)
    return w.facts(
        ("client", client.name if client else ""),
        ("time", (w.moment(meeting.start) + end) if meeting.start else w.say("meeting.no_date")),
        ("place", place),
        ("with", w.say("list.comma").join(meeting.attendees)),
        ("from", w.me),
    )


def _cards(w: _Writer, client: Client, since: datetime) -> list[Card]:
    """The client's cards that were in hand at any time since."""
    found = [c for c in w.desk.book.all_of(Card) if c.client_id == client.id]
    return sorted((c for c in found if c.state != "closed" or c.updated_at >= since), key=lambda c: c.number)


def _next_step(w: _Writer, card: Card) -> str:
    step = next((s for s in card.steps if s.done is None), None)
    return f"{step.what} {w.moment(step.due)}".strip() if step else ""


def _done(w: _Writer, cards: list[Card], begin: datetime, end: datetime) -> Iterator[tuple[datetime, str]]:
    """What was finished in [begin, end): steps, works sent, deliveries."""
    for card in cards:
        for step in card.steps:
            if step.done and begin <= step.done.at < end:
                yield step.done.at, f"{w.moment(step.done.at)} {card.title}: {step.what}"
        for work in card.works:
            if work.sent and begin <= work.sent.at < end:
                yield work.sent.at, f"{w.moment(work.sent.at)} {card.title}: {w.say('paper.work_sent', name=work.name)}"
        if card.delivered and begin <= card.delivered.at < end:
            yield card.delivered.at, f"{w.moment(card.delivered.at)} {card.title}: {w.say('card.told.delivered')}"


def _items(w: _Writer, client: Client, marks: str) -> list[Item]:
    """Open items of that client which a client's paper may repeat (never `#`), by their due time."""
    assert set(marks) <= TOLD
    found = [i for i in w.desk.book.live_of(Item) if i.client_id == client.id and i.mark and i.mark in marks]
    return sorted((i for i in found if i.done is None and not i.waived), key=lambda i: (i.due or i.at, i.id))


def _sums(card: Card, now: datetime) -> str:
    sums = balances([card], now)
    return "; ".join(f"{amount(b.spent, b.currency)} / {amount(b.budget, b.currency)}" for b in sums)


def _card(subject: Subject) -> Card:
    assert subject.card is not None
    return subject.card


def _client(subject: Subject) -> Client:
    assert subject.client is not None
    return subject.client


def _meeting(subject: Subject) -> Meeting:
    assert subject.meeting is not None
    return subject.meeting


def client_of(subject: Subject) -> str | None:
    """The id of the client that a paper is for."""
    if subject.client is not None:
        return subject.client.id
    about: Record | None = subject.card or subject.meeting or subject.memo
    found: str | None = getattr(about, "client_id", None)
    return found


_BUILDERS: dict[str, Callable[[_Writer, Subject], Sheet]] = {
    "schedule": _schedule,
    "estimate": _estimate,
    "weekly": _weekly,
    "monthly": _monthly,
    "agenda": _agenda,
    "minutes": _minutes,
    "memo": _memo,
}
