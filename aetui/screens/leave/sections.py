"""What the handover's screen shows: the line at hand, all lines by client, and who covers how much."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.book.people import by_digit
from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.leave.leaving import review_first, to_tell
from aetui.desk.leave.state import Handover
from aetui.domain.records import Away, CoverLine
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import stamp, when
from aetui.locales.handover import lacks_words
from aetui.widgets.cells import Part, fit
from aetui.widgets.rows import Row, Section, heading

LABEL = 12
"""Cells for what a field is called."""


def line_section(desk: Desk, say: Texts, line: CoverLine, away: dict[str, Away], now: datetime) -> Section:
    """The line at hand, large: what, until when, who, what to do, what if not, whom to call, where the files lie."""
    client = client_name(desk, line.client_id) or say("handover.nobodys")
    late = line.due is not None and line.due < now
    word = f"{say('state.overdue')} " if late else ""
    due = f" · {word}{when(say, desk.local(line.due), now)}" if line.due else ""
    rows = [
        Row("", ((client, "dim"), (due, "late" if late else "dim"))),
        Row("", ((line.what, "ink bold"),), (), 0),
    ]
    who: Part = (line.cover, "ink") if line.cover else (say("handover.who"), "soon")
    back: Part = ("", "")
    if line.acknowledged:
        back = (
            f"  ✓ {say('handover.said_back')} {stamp(desk.local(line.acknowledged.at))} {line.acknowledged.how or ''}",
            "done",
        )
    elif line.cover:
        back = (f"  ○ {say('handover.not_said_back')}", "soon")
    rows.append(Row("", ((fit(say("handover.column.cover"), LABEL), "dim"), who, back)))
    for key, value in (("do", line.instruction), ("if", line.otherwise), ("call", line.call), ("files", line.files)):
        said: Part = (value, "ink") if value else (say("field.empty"), "faint")
        rows.append(Row("", ((fit(say(f"handover.column.{key}"), LABEL), "dim"), said), (), LABEL))
    for fact in line.log[-2:]:
        rows.append(Row("", ((f"{stamp(desk.local(fact.at))}  {fact.by or ''} {fact.how or ''}", "act"),), (), 10))
    picks = [(f"{n}", p.name) for n, p in enumerate(by_digit(desk), 1)]
    parts: list[Part] = []
    for digit, name in picks:
        gone = name in away
        parts += [(f" {digit} ", "act bold"), (name, "dim" if gone else "ink")]
        if gone:
            parts.append((f" {_span(desk, say, away[name])}", "soon"))
    rows.append(Row("", tuple(parts) or ((say("handover.no_people"), "faint"),), (), 0))
    return Section("line", (), rows)


def lines_section(desk: Desk, say: Texts, seen: Handover, now: datetime) -> list[Section]:
    """Every line, by client: who covers, whether they said it back; what is new stands amber."""
    fresh = {line.key for line in seen.new}
    sections: list[Section] = []
    held: dict[str, list[CoverLine]] = {}
    for line in seen.all:
        held.setdefault(client_name(desk, line.client_id), []).append(line)
    for client, group in held.items():
        rows = [_row(desk, say, line, line.key in fresh, now) for line in group]
        sections.append(Section(f"client {client}", heading(client or say("handover.nobodys"), len(rows)), rows))
    return sections or [Section("none", (), (), say("handover.nothing"))]


def people_section(desk: Desk, say: Texts, seen: Handover) -> Section:
    """Who covers how much, and who hasn't said it back; and who is away themselves."""
    rows = []
    for name in dict.fromkeys(line.cover for line in seen.all if line.cover):
        mine = [line for line in seen.all if line.cover == name]
        said = sum(line.acknowledged is not None for line in mine)
        note: Part = (f"✓ {said}/{len(mine)}", "done") if said == len(mine) else (f"○ {said}/{len(mine)}", "soon")
        rows.append(Row("", ((name or "", "ink"),), (note,)))
    title = heading(say("handover.covers"), len(rows))
    for name, away in seen.away.items():
        rows.append(Row("", ((f"✕ {name} ", "dim"), (_span(desk, say, away), "soon"))))
    return Section("people", title, rows, say("handover.covers.none"))


def _span(desk: Desk, say: Texts, away: Away) -> str:
    return say("handover.away", start=stamp(desk.local(away.start)), end=stamp(desk.local(away.end)))


def missing_section(desk: Desk, say: Texts, seen: Handover, now: datetime) -> Section:
    """Complete or not, and what is missing."""
    absence = seen.absence
    span = f"{stamp(desk.local(absence.start))} – {stamp(desk.local(absence.end))}"
    rows = [Row("", ((span, "ink"), (f"  {absence.why or ''}", "dim")), (), 0)]
    if absence.reach:
        rows.append(Row("", ((f"{say('handover.fact.reach')}  ", "dim"), (absence.reach, "ink"))))
    if absence.arranged:
        rows.append(Row("", ((f"✓ {say('handover.arranged')} {stamp(desk.local(absence.arranged.at))}", "done"),)))
        rows += [Row("", ((say("card.told.passed", gate="D8", why=p.why), "soon"),), (), 2) for p in absence.passed]
    elif seen.complete:
        rows.append(Row("", ((say("handover.complete"), "done bold"),)))
    else:
        told = say("handover.lacks", lacks=lacks_words(say, seen.lacks))
        rows.append(Row("", ((told, "soon bold"),), (), 0))
    if seen.lacks.absent:
        rows.append(Row("", ((say("handover.cover_away"), "act"),), (), 0))
    if review_first(desk, absence, now):
        rows.append(Row("", ((say("handover.review_first"), "act"),), (), 0))
    if absence.start <= now:
        rows.append(Row("", ((say("handover.back_now"), "act"),), (), 0))
        back = sum(line.returned is not None for line in absence.lines)
        done = sum(line.done is not None for line in absence.lines)
        rows.append(Row("", ((say("handover.came_back", done=done, back=back, n=len(absence.lines)), "act"),), (), 0))
    return Section("state", heading(say("handover.title")), rows)


def tell_section(desk: Desk, say: Texts, seen: Handover) -> Section:
    """The clients to be told before leaving, with a text."""
    found, rows = to_tell(desk, say, seen), []
    for one in found:
        sign: Part = ("○ ", "soon")
        if one.fact is not None:
            sign = (f"✓ {say('handover.told')} {stamp(desk.local(one.fact.at))} {one.fact.how or ''}  ", "done")
        rows.append(Row("", (sign, (f"{one.client}  ", "dim"), (one.text, "dim" if one.fact else "ink")), (), 2))
    told = sum(one.fact is not None for one in found)
    return Section("tell", heading(say("handover.to_tell"), f"{told} / {len(rows)}"), rows)


def _row(desk: Desk, say: Texts, line: CoverLine, fresh: bool, now: datetime) -> Row:
    if line.returned:
        sign: Part = ("✓ ", "done") if line.done else ("↩ ", "act")
    elif line.acknowledged:
        sign = ("✓ ", "act")
    else:
        sign = ("○ ", "ink") if line.cover else ("? ", "soon")
    who: Part = (fit(line.cover or say("handover.nobody"), 9) + " ", "ink" if line.cover else "soon")
    due = when(say, desk.local(line.due), now) if line.due else ""
    note: list[Part] = [(say("handover.new") + " ", "soon")] if fresh else []
    if line.done:
        note.append((f"{line.done.how or say('handover.done')} ", "done"))
    late = line.due is not None and line.due < now and not line.done
    note.append((f"{say('state.overdue')} {due}" if late else due, "late" if late else "dim"))
    return Row(ref_to("cover", line.key or line.id), (sign, who, (line.what, "ink")), tuple(note))
