"""The day's record (A1): what was done, moved, given and dropped, and tomorrow in its order."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from aetui.desk.day.achieved import Achieved, achieved
from aetui.desk.day.deciding import GROUPS
from aetui.desk.day.review import review
from aetui.desk.day.today import client_name
from aetui.desk.papers.writer import Subject, Writer
from aetui.desk.periods import book_since, moments
from aetui.documents.sheet import Paragraphs, Points, Sheet, SheetPart, Table
from aetui.domain.clock.periods import span
from aetui.domain.derive import derive
from aetui.domain.derive.dating import as_of
from aetui.domain.errors import BadInput
from aetui.domain.obligations import Obligation
from aetui.domain.records import Day, Decided, Paper, Todo
from aetui.domain.records.refs import Ref
from aetui.domain.review import USUAL, following
from aetui.locales.dates import clock
from aetui.locales.wording import title


def build(w: Writer, subject: Subject) -> Sheet:
    """The day as it was closed, with the AM's check (A1). Raises BadInput for what is no day."""
    say, desk = w.say, w.desk
    today = w.now.date()
    first, last = span(subject.period) if subject.period else (today, today)
    if first != last:
        raise BadInput("report.day", text=subject.period)
    record = _record(w, first)
    begin, end = moments(desk, first.isoformat())
    book = book_since(desk, begin, w.now)
    obligations = [as_of(o, first) for o in derive(book, desk.rulebook, w.now, cal=desk.calendar, ended_since=begin)]
    done = [_done(w, one) for one in achieved(book, obligations, record, begin, end)]
    decided = record.decided if record else []
    closed, checked = (record.closed, record.checked) if record else (None, None)
    calls = list(book.calls_between(begin, end))
    items = sum(len(book.items_of(call.id)) for call in calls)
    papers = sorted((p for p in book.all_of(Paper) if begin <= p.sent.at < end), key=lambda p: p.sent.at)
    ways = say("list.comma").join(
        f"{say(f'phone.way.{way}')} {sum(c.way == way for c in calls)}" for way in ("in", "out", "missed")
    )
    facts = w.facts(
        ("closed", w.moment(closed.at) if closed else say("paper.day.open")),
        ("checked", " ".join(t for t in (checked.by or "", w.moment(checked.at)) if t) if checked else ""),
        ("reason", (closed.why or "") if closed else ""),
    )
    parts = [SheetPart(say("review.closed.done"), [Points(done)] if done else [], say("paper.nothing"))]
    for key, decisions in GROUPS:
        told = [_told(w, one) for one in decided if one.decision in decisions]
        parts.append(SheetPart(say(f"review.closed.{key}"), [Points(told)] if told else [], say("paper.nothing")))
    parts.append(_tomorrow(w, record, obligations, first))
    sent = [f"{clock(desk.local(p.sent.at))} {p.title}" + (f" → {p.to}" if p.to else "") for p in papers]
    parts += [
        SheetPart(
            say("paper.monthly.calls"), [Paragraphs([say("paper.day.calls", n=len(calls), items=items, ways=ways)])]
        ),
        SheetPart(say("paper.day.papers"), [Points(sent)] if sent else [], say("paper.nothing")),
        SheetPart("", [w.signatures(("ae", w.me), ("am", (checked.by or "") if checked else ""))]),
    ]
    return w.sheet("day", w.day(first), facts, parts)


def _record(w: Writer, day: date) -> Day | None:
    """The day's record, closed or begun; an old one is fetched from the file."""
    book = w.desk.book
    found = book.day(day) or book.begun(day)
    return found or next((d for d in w.desk.each(Day) if d.day == day), None)


def _done(w: Writer, one: Achieved) -> str:
    """When, for whom, what, and how."""
    what = one.words(w.say, w.desk.rulebook)
    what += (f" – {one.how}" if one.how else "") + (f" ({w.say('state.met_late')})" if one.late else "")
    when = clock(w.desk.local(one.at)) if one.at else ""
    return " ".join(t for t in (when, client_name(w.desk, one.client_id), what) if t)


def _told(w: Writer, one: Decided) -> str:
    """What was decided, to when or to whom, and why."""
    why = one.why or ""
    if one.decision in ("tomorrow", "day"):
        to, _, reason = why.partition(" ")
        with suppress(ValueError):
            why = " ".join(t for t in (f"→ {w.day(date.fromisoformat(to))}", reason) if t)
    return f"{one.what} – {why}" if why else one.what


def _tomorrow(w: Writer, record: Day | None, owed: Sequence[Obligation], day: date) -> SheetPart:
    """Tomorrow's list in its order, with the minutes that each takes; as it was closed, where it was."""
    say, desk = w.say, w.desk
    seen = None
    if record is not None and record.closed is not None:
        order, minutes = record.tomorrow, record.minutes
    else:
        seen = review(desk, w.now, day)
        order, minutes = [thing.key for thing in seen.tomorrow], seen.minutes
    obligations = {one.id: one for one in owed}
    rows: list[list[str]] = []
    for key in order:
        kind, todo_id = Ref.parse(key).pair
        one, todo = obligations.get(key), desk.get(Todo, todo_id) if kind == "todos" else None
        what = title(say, one, desk.rulebook) if one else todo.text if todo else ""
        if what and not (todo and todo.private):
            client = client_name(desk, one.client_id if one else todo.client_id if todo else None)
            due = w.moment(one.due) if one else w.moment(todo.due) if todo and todo.due else ""
            rows.append([str(len(rows) + 1), client, what, due, str(minutes.get(key, USUAL))])
    columns = [say(f"paper.column.{key}") for key in ("n", "client", "what", "until", "minutes")]
    planned = seen.following if seen else following(day, _closed_on(w, record, day), desk.calendar)
    return SheetPart(
        f"{say('paper.day.next')} · {w.day(planned)}",
        [Table(columns, rows, [4])] if rows else [],
        say("review.tomorrow.none"),
    )


def _closed_on(w: Writer, record: Day | None, day: date) -> date:
    """On which day its review was closed; a late one plans what follows that."""
    return w.desk.local(record.closed.at).date() if record and record.closed else day
