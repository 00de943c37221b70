"""What there is to know of one thing, as sections of rows. A ref names it: `cards:ID`, `obligation:ID`, ….

The detail screen shows them, and the board beside its lists where there is room. A row's ref opens its record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from aetui.desk.core import RECENT, Desk
from aetui.desk.obligations import record_of
from aetui.desk.timeline import card_facts, card_timeline
from aetui.desk.today import client_name, last_calls, see
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import KIND_OF, Call, Card, Client, Item, Meeting, Memo, Record, Todo
from aetui.locales import Texts
from aetui.locales.dates import clock, clock_of, day_line, stamp, when
from aetui.locales.wording import title
from aetui.screens.call_lines import MARK_STYLE, SIGNS, WAY_SIGN, WAY_STYLE, by_subject, contact_line, item_row
from aetui.screens.call_memory import card_note
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.countdown import Countdown
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
_SIGN_STYLE = {"✓": "done", "→": "act", "!": "soon", "–": "faint", "·": "dim"}


def sections_for(desk: Desk, say: Texts, ref: str, now: datetime) -> list[Section]:
    """Everything about what `ref` names; empty where it is gone."""
    kind, _, key = ref.partition(":")
    if kind == "obligation":
        duty = find_duty(desk, key, now)
        return duty_sections(desk, say, duty, now) if duty else []
    record = desk.book.get(kind, key) if kind in _BUILDERS else None
    return _BUILDERS[kind](desk, say, record, now) if record is not None else []


def head_for(desk: Desk, say: Texts, ref: str, now: datetime) -> Parts:
    """What `ref` names, in one line."""
    kind, _, key = ref.partition(":")
    if kind == "obligation":
        duty = find_duty(desk, key, now)
        name = title(say, duty, desk.rulebook) if duty else ""
        client = client_name(desk, duty.client_id) if duty else ""
        return ((say("detail.duty") + "  ", "dim"), (client + "  " if client else "", "dim"), (name, "ink bold"))
    record = desk.book.get(kind, key) if kind in _BUILDERS else None
    if isinstance(record, Card):
        return (
            (record.number + " ", "act bold"),
            (record.title, "ink bold"),
            (f"   {client_name(desk, record.client_id)}", "dim"),
        )
    if isinstance(record, Client):
        return ((say("record.clients") + "  ", "dim"), (record.name, "ink bold"))
    if isinstance(record, Call):
        name = client_name(desk, record.client_id) or say("phone.nobody")
        return ((say("record.calls") + "  ", "dim"), (name, "ink bold"), (f"  {record.contact or ''}", "dim"))
    text = getattr(record, "title", None) or getattr(record, "text", None) or ""
    return ((say(f"record.{kind}") + "  ", "dim"), (text, "ink bold")) if record is not None else ()


def find_duty(desk: Desk, obligation_id: str, now: datetime) -> Obligation | None:
    """The obligation of that id, open or ended."""
    for since in (None, now - RECENT):
        for owed in desk.obligations(now, ended_since=since):
            if owed.id == obligation_id:
                return owed
    return next((o for o in desk.obligations(now, ended=True) if o.id == obligation_id), None)


# Pieces that several have


def facts(pairs: Iterable[tuple[str, str | Parts]]) -> list[Row]:
    """`label  value` rows, the values in line; those without a value are left out."""
    said = [(label, value) for label, value in pairs if value]
    room = max((width(label) for label, _ in said), default=0) + 2
    rows = []
    for label, value in said:
        parts: Sequence[Part] = ((value, "ink"),) if isinstance(value, str) else value
        rows.append(Row("", ((fit(label, room), "dim"), *parts), (), room))
    return rows


def duty_row(desk: Desk, say: Texts, owed: Obligation, now: datetime) -> Row:
    """One obligation, counting down, or how it ended."""
    name = (f" {title(say, owed, desk.rulebook)}", "ink" if owed.state in OPEN else "dim")
    if owed.state in OPEN:
        first: object = Countdown(
            owed.act_by.timestamp(), 11, late_word=say("phone.late"), day_word=say("phone.day_word")
        )
        return Row(f"obligation:{owed.id}", (first, name), ((owed.source, "faint"),))  # type: ignore[arg-type]
    ended = say(f"state.{owed.state}") + (f" {when(say, desk.local(owed.met_at), now)}" if owed.met_at else "")
    return Row(
        f"obligation:{owed.id}",
        ((fit(ended, 11, "right"), STATE_STYLE[owed.state]), name),
        ((owed.source, "faint"),),
    )


def duties(desk: Desk, say: Texts, now: datetime, mine: Callable[[Obligation], bool], *, ended: bool = True) -> Section:
    """The obligations of one thing: the open ones, then those that have ended lately."""
    found = [o for o in desk.obligations(now, ended_since=now - RECENT if ended else None) if mine(o)]
    found.sort(key=lambda o: o.state not in OPEN)
    open_ones = sum(o.state in OPEN for o in found)
    rows = [duty_row(desk, say, o, now) for o in found]
    return Section("duties", heading(say("detail.duties"), open_ones), rows, say("detail.duties.none"))


def call_row(desk: Desk, say: Texts, call: Call) -> Row:
    items = desk.book.items_of(call.id)
    return Row(
        f"calls:{call.id}",
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
        left: tuple[Part, ...] = (at, (SIGNS[record.mark] + " ", MARK_STYLE[record.mark]), (record.text, "ink"))
        return Row(f"items:{record.id}", left, (), 15)
    if isinstance(record, Card):
        left = ((record.number + " ", "act"), (record.title, "ink"))
        return Row(f"cards:{record.id}", left, card_note(desk, say, record, now))
    kind = KIND_OF[type(record)]
    text = str(getattr(record, "title", None) or getattr(record, "text", None) or getattr(record, "name", ""))
    return Row(f"{kind}:{record.id}", ((say(f"record.{kind}") + " ", "dim"), (text, "ink")), (), 4)


def moment(desk: Desk, say: Texts, at: datetime | None, now: datetime) -> str:
    """`明天 10:00`, with the date where that doesn't say it."""
    if at is None:
        return ""
    local = desk.local(at)
    short = when(say, local, desk.local(now))
    return f"{day_line(say, local.date())} {clock(local)}" if short == clock(local) or "/" not in short else short


# One thing each


def duty_sections(desk: Desk, say: Texts, owed: Obligation, now: datetime) -> list[Section]:
    """Why it is owed: how long is left, the rule's own words, the record that started it, what meets it."""
    rule = desk.rulebook.rules.get(owed.rule)
    state: Parts = ((say(f"state.{owed.state}"), STATE_STYLE[owed.state] + " bold"),)
    if owed.state in OPEN:
        left = Countdown(
            owed.act_by.timestamp(),
            0,
            STATE_STYLE[owed.state] + " bold",
            STATE_STYLE[owed.state],
            late_word=say("phone.late") + " ",
            day_word=say("phone.day_word"),
        )
        clock_row = [Row("", ((fit(say("detail.left"), 10), "dim"), left))]
    else:
        clock_row = []
    pairs: list[tuple[str, str | Parts]] = [
        (say("detail.state"), state),
        (say("detail.due"), moment(desk, say, owed.due, now)),
        (say("detail.act_by"), moment(desk, say, owed.act_by, now) if owed.act_by != owed.due else ""),
        (say("detail.start"), moment(desk, say, owed.start, now)),
        (say("detail.owner"), owed.owner or ""),
        (say("detail.cover"), owed.cover or ""),
        (say("detail.met_at"), moment(desk, say, owed.met_at, now)),
        (say("detail.how"), owed.how or ""),
        (say("detail.by"), owed.by or ""),
        (say("detail.reason"), owed.reason or ""),
    ]
    sections = [Section("clock", (), [*clock_row, *facts(pairs)])]
    sections.append(
        Section("why", (*heading(say("detail.why")), (f"  {owed.source}", "faint")), _words(desk, say, owed))
    )
    started = record_of(desk, owed)
    client = desk.get(Client, owed.client_id)
    rows = (
        [record_row(desk, say, started, now)]
        if started is not None
        else [
            Row(
                "",
                ((rule.title.get(say.lang) if rule else owed.rule, "dim"), (" " + say("detail.comes_round"), "dim")),
                (),
                0,
            )
        ]
    )
    call = desk.get(Call, started.call_id) if isinstance(started, Item) else None
    rows += [call_row(desk, say, call)] if call else []
    if owed.number and not isinstance(started, Card):
        from aetui.desk.cards import card_by_number

        card = card_by_number(desk, owed.number)
        rows += [record_row(desk, say, card, now)] if card else []
    if client is not None:
        rows.append(Row(f"clients:{client.id}", ((say("record.clients") + " ", "dim"), (client.name, "ink"))))
    sections.append(Section("start", heading(say("detail.started")), rows))
    if owed.state in OPEN and rule is not None:
        key = f"detail.meets.{rule.met}"
        text = say(key if say.has(key) else "detail.meets.logged")
        met = [Row("", ((text, "ink"),), (), 0), Row("", ((say("detail.keys"), "faint"),), (), 0)]
        sections.append(Section("meets", heading(say("detail.meets")), met))
    return sections


def _words(desk: Desk, say: Texts, owed: Obligation) -> list[Row]:
    """The rule's own words, and those of the source where they say more."""
    said: list[str] = []
    for asked in (owed.rule, owed.source):
        try:
            words = desk.rulebook.words(asked, say.lang)
        except KeyError:
            continue
        if words and words not in said:
            said.append(words)
    quote = ("「{}」" if say.lang == "zh" else "“{}”").format
    return [Row("", ((quote(words), "ink" if n == 0 else "dim"),), (), 2) for n, words in enumerate(said)]


def card_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """A card's brief, what it owes, what happened on it."""
    assert isinstance(record, Card)
    lacks = say("card.fact.lacks")
    said: list[tuple[str, str | Parts]] = [
        (label, ((value, "soon"),) if label == lacks else value) for label, value in card_facts(desk, record, say, now)
    ]
    told = card_timeline(desk, record, say, now)
    rows = []
    for n, one in enumerate(told):
        style = MARK_STYLE.get(one.sign) or _SIGN_STYLE.get(one.sign, "dim")
        rows.append(
            Row(
                one.ref and f"{one.ref}#{n}",
                ((f"{one.stamp:>11} ", "dim"), (fit(SIGNS.get(one.sign, one.sign), 3), style), (one.text, "ink")),
                ((one.source, "faint"),),
                15,
            )
        )
    sections = [Section("facts", heading(say("detail.job")), facts(said))]
    sections.append(duties(desk, say, now, lambda o: o.number == record.number))
    sections.append(Section("told", heading(say("detail.timeline"), len(told)), rows))
    client = desk.get(Client, record.client_id)
    if client is not None:
        sections.append(
            Section(
                "client",
                (),
                [Row(f"clients:{client.id}", ((say("record.clients") + " ", "dim"), (client.name, "ink")))],
            )
        )
    return sections


def call_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """A call's items, and what became of them."""
    assert isinstance(record, Call)
    seen = see(desk, record)
    client = desk.get(Client, record.client_id)
    ended = desk.local(record.ended_at) if record.ended_at else None
    pairs: list[tuple[str, str | Parts]] = [
        (say("detail.when"), moment(desk, say, record.at, now) + (f" – {clock(ended)}" if ended else "")),
        (
            say("detail.way"),
            ((f"{say(f'phone.{record.channel}')} {say(f'phone.way.{record.way}')}", WAY_STYLE[record.way]),),
        ),
        (say("detail.contact"), record.contact or ""),
        (say("detail.returned"), moment(desk, say, seen.returned_at, now)),
    ]
    owed = by_subject(desk.obligations(now, ended_since=record.at))
    rows = [item_row(desk, say, item, now, owed) for item in seen.items]
    whom = [Row(f"clients:{client.id}", ((say("record.clients") + " ", "dim"), (client.name, "ink")))] if client else []
    ids = {item.id for item in seen.items} | {record.id} | {i.made.id for i in seen.items if i.made}
    return [
        Section("facts", (), [*facts(pairs), *whom]),
        Section("items", heading(say("phone.items"), len(rows)), rows, say("phone.last.silent")),
        duties(desk, say, now, lambda o: o.subject_id in ids),
    ]


def client_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """What the book says of a client, what is owed, cards, and the last calls."""
    from aetui.desk.cards import hand_cards

    assert isinstance(record, Client)
    slot = record.report
    report = f"{say(f'weekday.{slot.weekday}')} {clock_of(slot.minute)}" if slot else ""
    pairs: list[tuple[str, str | Parts]] = [
        (say("detail.short"), record.short),
        *((say("detail.contact"), contact_line(contact)) for contact in record.contacts),
        (say("detail.report"), report),
        (say("detail.products"), record.products or ""),
        (say("detail.market"), record.market or ""),
        (say("detail.team"), "、".join(record.team)),
    ]
    cards = [record_row(desk, say, c, now) for c in hand_cards(desk) if c.client_id == record.id]
    calls = [call_row(desk, say, seen.call) for seen in last_calls(desk, record.id, now, limit=10)]
    return [
        Section("facts", (), facts(pairs)),
        duties(desk, say, now, lambda o: o.client_id == record.id, ended=False),
        Section("cards", heading(say("phone.cards"), len(cards)), cards, say("phone.cards.none")),
        Section("calls", heading(say("detail.calls"), len(calls)), calls, say("phone.last.none")),
    ]


def item_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """One line of a call: what it was, what it led to."""
    assert isinstance(record, Item)
    call, card = desk.get(Call, record.call_id), desk.get(Card, record.card_id)
    todo = desk.get(Todo, record.made.id) if record.made and record.made.type == "todo" else None
    owed = by_subject(desk.obligations(now, ended_since=record.at))
    rows = [record_row(desk, say, r, now) for r in (call, card, todo) if r is not None]
    said = item_row(desk, say, record, now, owed)
    ids = {record.id} | ({todo.id} if todo else set())
    return [
        Section("facts", (), [said._replace(ref="")]),
        Section("made", heading(say("detail.belongs"), len(rows)), rows),
        duties(desk, say, now, lambda o: o.subject_id in ids),
    ]


def other_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """A to-do, a memo, a meeting: what it says, and what is owed on it."""
    pairs: list[tuple[str, str | Parts]] = []
    if isinstance(record, Todo):
        pairs = [
            (say("detail.text"), record.text),
            (say("detail.day"), day_line(say, record.day)),
            (say("detail.due"), moment(desk, say, record.due, now)),
            (say("detail.owner"), record.owner or ""),
            (say("detail.done"), moment(desk, say, record.done.at, now) if record.done else ""),
            *((say("detail.carried"), f"{c.day:%m/%d} {c.why or ''}") for c in record.carried),
            *((say("detail.chased"), f"{stamp(desk.local(f.at))} {f.how or ''}") for f in record.chased),
        ]
    elif isinstance(record, Memo):
        done = record.done or record.sent
        pairs = [
            (say("detail.to"), record.to),
            (say("detail.text"), record.text),
            (say("detail.remind"), moment(desk, say, record.remind_at, now)),
            (say("detail.done"), moment(desk, say, done.at if done else None, now)),
        ]
    elif isinstance(record, Meeting):
        end = desk.local(record.end) if record.end else None
        pairs = [
            (say("detail.when"), moment(desk, say, record.start, now) + (f" – {clock(end)}" if end else "")),
            (say("detail.place"), " ".join(t for t in (say(f"place.{record.place}"), record.room or "") if t)),
            (say("detail.attendees"), "、".join(record.attendees)),
            *(
                (("✓" if p.done else "○"), say(f"prep.{p.text}") if say.has(f"prep.{p.text}") else p.text)
                for p in record.prep
            ),
        ]
    linked = [
        desk.get(Client, getattr(record, "client_id", None)),
        desk.get(Card, getattr(record, "card_id", None)),
        desk.get(Item, getattr(record, "item_id", None)),
    ]
    rows = [record_row(desk, say, r, now) for r in linked if r is not None]
    found = [Section("facts", (), facts(pairs))]
    if rows:
        found.append(Section("made", heading(say("detail.belongs"), len(rows)), rows))
    found.append(duties(desk, say, now, lambda o: o.subject_id == record.id))
    return found


_BUILDERS: dict[str, Callable[[Desk, Texts, Record, datetime], list[Section]]] = {
    "cards": card_sections,
    "calls": call_sections,
    "clients": client_sections,
    "items": item_sections,
    "todos": other_sections,
    "memos": other_sections,
    "meetings": other_sections,
}
