"""What coming back shows: the line at hand with both sides where two tell it differently, all lines by their fate,
and what was taken over."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.leave.coming_back import GROUPS, OURS, Fate, tally
from aetui.domain.records import Absence, CoverLine, Fact
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales import Texts
from aetui.locales.dates import stamp, when
from aetui.widgets.cells import Part, fit
from aetui.widgets.rows import Row, Section, heading

STYLES = {"conflict": "late", "done": "done", "own": "done", "due": "late", "open": "ink", "new": "soon"}
SIGNS = {"conflict": "≠ ", "done": "✓ ", "own": "✓ ", "due": "! ", "open": "○ ", "new": "+ "}
WHO = 12
"""Cells for whose word a side is."""


def ref_of(line: CoverLine) -> str:
    """What a screen opens for a line."""
    key = line.key or ""
    kind = Ref.parse(key).kind
    if kind == "phone":
        return ref_to("clients", line.client_id)
    return key if kind in ("cards", "todos", "memos") else ref_to("obligation", key)


def sides(fate: Fate) -> list[tuple[int, Fact | None]]:
    """The sides of a conflict in the order of their digits, each with what `take_over` calls it: ours, then theirs."""
    return [(OURS, fate.ours), *enumerate(fate.theirs, OURS + 1)]


def fate_section(desk: Desk, say: Texts, fate: Fate, now: datetime) -> Section:
    """The line at hand, large: what, when it was due, what was done about it, and both sides of a conflict."""
    line = fate.line
    client = client_name(desk, line.client_id) or say("handover.nobodys")
    due: Part = ("", "")
    if line.due:
        known = say("return.came_due" if fate.due else "return.not_due")
        late = fate.group == "due"
        due = (f" · {when(say, desk.local(line.due), now)} {known}", "late" if late else "dim")
    rows = [
        Row("", ((client, "dim"), due, (f"   {SIGNS[fate.group]}{say(f'return.{fate.group}')}", STYLES[fate.group]))),
        Row("", ((line.what, "ink bold"),), (), 0),
    ]
    who: Part = (line.cover, "ink") if line.cover else (say("return.nobody_covered"), "soon")
    rows.append(Row("", ((fit(say("handover.column.cover"), WHO), "dim"), who)))
    if fate.group == "conflict":
        for n, (side, fact) in enumerate(sides(fate), 1):
            rows.append(Row("", (*_side(desk, say, n, side, fact, line),), (), WHO + 3))
        rows.append(Row("", ((say("return.ways"), "act"),), (), 0))
        return Section("line", (), rows)
    for fact in fate.theirs or ([fate.ours] if fate.ours else []):
        rows.append(Row("", (("✓ ", "done"), *_said(desk, say, fact, line.cover, "done")), (), 2))
    ended = {(fact.at, fact.how) for fact in fate.theirs}
    log = [fact for fact in line.log if (fact.at, fact.how) not in ended]
    rows += [Row("", (("· ", "faint"), *_said(desk, say, fact, line.cover, "act")), (), 2) for fact in log[-4:]]
    if not (log or fate.theirs or fate.ours):
        rows.append(Row("", ((say("return.no_log"), "faint"),)))
    return Section("line", (), rows)


def fates_sections(desk: Desk, say: Texts, left: list[Fate], now: datetime) -> list[Section]:
    """Every line that isn't taken over, by what became of it."""
    found = []
    for group in GROUPS:
        held = [fate for fate in left if fate.group == group]
        if held:
            title = ((say(f"return.{group}"), f"{STYLES[group]} bold"), (f" {len(held)}", "dim"))
            found.append(Section(group, title, [_row(desk, say, fate, now) for fate in held]))
    return found


def sum_section(desk: Desk, say: Texts, absence: Absence, now: datetime) -> Section:
    """The absence in figures: what the cover did, what came due, what is still open, each by itself."""
    span = f"{stamp(desk.local(absence.start))} – {stamp(desk.local(absence.end))}"
    counts = tally(desk, say, absence, now)
    rows = [Row("", ((span, "ink"), (f"  {absence.why or ''}", "dim")), (), 0)]
    for group in GROUPS:
        if counts[group] or group in ("done", "due", "open"):
            style = STYLES[group] if counts[group] else "dim"
            rows.append(
                Row("", ((SIGNS[group], style), (say(f"return.{group}"), "ink")), ((f"{counts[group]}", style),))
            )
    return Section("sum", heading(say("return.title")), rows)


def taken_section(desk: Desk, say: Texts, absence: Absence) -> Section:
    """What was taken over, the newest first, and whose word counted where two differed."""
    taken = sorted((one for one in absence.lines if one.returned), key=lambda one: one.returned.at, reverse=True)  # type: ignore[union-attr]
    rows = []
    for line in taken:
        assert line.returned is not None
        note: list[Part] = []
        if line.returned.by == desk.owner and line.returned.by:
            note.append((say("return.took_ours"), "soon"))
        elif line.returned.by:
            note.append((say("return.took_theirs", name=line.returned.by), "soon"))
        elif line.done:
            note.append((f"{line.cover or ''} {line.done.how or say('handover.done')}", "done"))
        else:  # ours again, which isn't done
            note.append((say("return.back.open"), "dim"))
        sign: Part = ("✓ ", "done") if line.done else ("↩ ", "act")
        rows.append(Row("", (sign, (line.what, "dim")), tuple(note)))
    return Section("taken", heading(say("return.taken"), len(rows)), rows, say("return.taken.none"))


def _side(desk: Desk, say: Texts, n: int, side: int, fact: Fact | None, line: CoverLine) -> list[Part]:
    """`1 自己桌上  11/25 10:00 已改期`."""
    whose = (
        say("return.ours")
        if side == OURS
        else say("return.theirs", name=(fact.by if fact else "") or line.cover or "?")
    )
    parts: list[Part] = [(f"{n} ", "act bold"), (f"{fit(whose, WHO)} ", "dim")]
    if fact is None:
        return [*parts, (say("return.open_here"), "ink")]
    return [*parts, (f"{stamp(desk.local(fact.at))}  ", "ink bold"), (fact.how or say("return.no_proof"), "ink")]


def _said(desk: Desk, say: Texts, fact: Fact, cover: str | None, style: str) -> list[Part]:
    whose = fact.by or cover or ""
    return [
        (f"{stamp(desk.local(fact.at))}  ", "dim"),
        (f"{whose} " if whose else "", "dim"),
        (fact.how or say("return.no_proof"), style),
    ]


def _row(desk: Desk, say: Texts, fate: Fate, now: datetime) -> Row:
    line = fate.line
    client = client_name(desk, line.client_id)
    note: list[Part] = []
    if fate.group in ("done", "own"):
        fact = fate.theirs[0] if fate.theirs else fate.ours
        note.append(((fact.how if fact else None) or say("handover.done"), "done"))
    elif line.log and fate.group != "conflict":
        note.append((line.log[-1].how or "", "act"))
    if line.due:
        note.append((f"  {when(say, desk.local(line.due), now)}", "late" if fate.group == "due" else "dim"))
    left: list[Part] = [
        (SIGNS[fate.group], STYLES[fate.group]),
        (fit(line.cover or say("handover.nobody"), 9) + " ", "ink" if line.cover else "soon"),
        (f"{client} " if client else "", "dim"),
        (line.what, "ink"),
    ]
    return Row(ref_to("fate", fate.key), tuple(left), tuple(note))
