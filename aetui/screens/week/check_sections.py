"""What an AM's check shows: what waits for her word, what is to go back, and the day or the paper at hand."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.check.back import Answers
from aetui.desk.check.day import all_lines
from aetui.desk.core import Desk
from aetui.desk.papers.sending import sheet_of
from aetui.domain.gates import paper_state
from aetui.domain.records import DayLine, TeamDay, TeamLine, TeamPaper
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line, stamp, when
from aetui.locales.wording import line_words, paper_words
from aetui.screens.frame.columns import name_room
from aetui.screens.paper.lines import paper_sections
from aetui.widgets.cells import Part, fit, width
from aetui.widgets.rows import Row, Section, heading

NAME = 9
"""Cells for who, at most."""


def waiting_section(desk: Desk, say: Texts, days: list[TeamDay], papers: list[TeamPaper]) -> Section:
    """Days to be signed and papers to be judged, in order."""
    room = name_room([*(day.whose for day in days), *(paper.whose for paper in papers)], NAME)
    rows = [
        Row(
            ref_to("teamdays", day.id),
            ((fit(day.whose, room) + " ", "ink"), (say("check.day", day=day_line(say, day.day)), "ink")),
            (("A1", "faint"),),
        )
        for day in days
    ]
    for paper in papers:
        left: tuple[Part, ...] = (
            (fit(paper.whose, room) + " ", "ink"),
            (f"{stamp(desk.local(paper.sent.at))} ", "dim"),
            (paper.title, "ink"),
        )
        told = "check.answered" if paper_state(paper) == "answered" else "check.before" if paper.before else ""
        note: Part = (f"{say(told)} " if told else "", "act")
        source = "A3" if paper.kind == "summary" else "A2"
        rows.append(Row(ref_to("teampapers", paper.id), left, (note, (source, "faint"))))
    return Section("waiting", heading(say("check.waiting"), len(rows)), rows, say("check.waiting.none"))


def read_section(say: Texts, paper: TeamPaper | None) -> list[Section]:
    """A summary that was opened, once it is read."""
    if paper is None or paper.read is None:
        return []
    row = Row(ref_to("teampapers", paper.id), ((f"{paper.whose} ", "ink"), (paper.title, "dim")), (("A3", "faint"),))
    return [Section("read", heading(say("summary.read")), [row])]


def back_section(say: Texts, found: list[Answers]) -> Section:
    """What has been said and is to go back, by AE."""
    rows = []
    for one in found:
        told = say("check.back.line", who=one.whose, days=len(one.days), papers=len(one.papers), todos=len(one.todos))
        rows.append(Row(ref_to("back", one.desk), ((told, "ink"),), ((say("check.back.tip"), "act"),)))
        rows += [_said(say, paper) for paper in one.papers]
        rows += [
            Row(ref_to("teamdays", day.id, "said"), ((f"  ✓ {say('check.day', day=day_line(say, day.day))}", "done"),))
            for day in one.days
        ]
    return Section("back", heading(say("check.back"), len(found)), rows)


def _said(say: Texts, paper: TeamPaper) -> Row:
    good = paper.approved is not None
    left: tuple[Part, ...] = ((f"  {'✓' if good else '↩'} ", "done" if good else "soon"), (paper.title, "ink"))
    return Row(ref_to("teampapers", paper.id, "said"), left, ((paper_words(say, paper), "dim"),))


def head_section(desk: Desk, say: Texts, hand: TeamDay | TeamPaper) -> Section:
    """What is at hand, large, with its keys."""
    keys: tuple[tuple[str, str], ...]
    if isinstance(hand, TeamDay):
        signed = hand.signed
        state: Part = (say("check.unsigned"), "soon")
        if signed is not None:
            state = (say("check.signed", by=signed.by or "", time=stamp(desk.local(signed.at))), "done")
        title = f"{hand.whose}  {say('check.day', day=day_line(say, hand.day))}"
        keys = (
            ("check_done", "check.key.sign"),
            ("check_add", "check.key.add"),
            ("give", "check.key.give"),
            ("earlier", "check.key.order"),
        )
    elif hand.kind == "summary":
        at = hand.read
        state = (say("summary.was_read", time=stamp(desk.local(at.at))), "done") if at else (say("summary.new"), "soon")
        title, keys = hand.title, (("check_done", "summary.key.read"),)
    else:
        style = {"approved": "done", "returned": "late"}.get(paper_state(hand), "soon")
        state = (paper_words(say, hand), style)
        title = hand.title
        keys = (("check_done", "check.key.approve"), ("check_back", "check.key.return"))
    about = say("check.at", time=stamp(desk.local(hand.made if isinstance(hand, TeamDay) else hand.sent.at)))
    if isinstance(hand, TeamPaper):
        about = " · ".join(t for t in (hand.whose, hand.client, f"→ {hand.to}" if hand.to else "", about) if t)
    rows = [
        Row("", ((title, "ink bold"),), (), 0),
        Row("", ((about, "dim"), ("   ", ""), state), (), 0),
        *(Row("", ((f"{getattr(say.keys, key):>7} ", "act bold"), (say(text), "ink"))) for key, text in keys),
    ]
    return Section("hand", (), rows)


def paper_at_hand(paper: TeamPaper) -> list[Section]:
    """The paper as it went."""
    sheet = sheet_of(paper)
    if sheet is not None:
        return paper_sections(sheet)
    rows = [Row(ref_to("paper", n), ((line, "ink"),), (), 0) for n, line in enumerate(paper.text.splitlines())]
    return [Section("text", heading(paper.title), rows)]


def day_at_hand(desk: Desk, say: Texts, day: TeamDay, now: datetime) -> list[Section]:
    """The day that follows in its order, numbered through with what is left of today; what was done."""
    room = max((width(line.client) for line in (*all_lines(day), *day.done)), default=0)
    planned = sum(line.minutes for line in day.lines)
    load: Part = (
        f"  {planned // 60}:{planned % 60:02d} / {day.room // 60}:{day.room % 60:02d}",
        "dim" if planned <= day.room else "late",
    )
    lines = [_line(desk, say, line, n, room, day, now) for n, line in enumerate(day.lines, 1)]
    left = [_line(desk, say, line, n, room, day, now) for n, line in enumerate(day.left, len(day.lines) + 1)]
    done = [_done(desk, say, line, n, room) for n, line in enumerate(day.done)]
    return [
        Section("lines", (*heading(day_line(say, day.following), len(lines)), load), lines, say("check.lines.none")),
        *([Section("left", heading(say("check.left"), len(left)), left)] if left else []),
        Section("done", heading(say("check.done"), len(done)), done, say("check.done.none")),
    ]


def _line(desk: Desk, say: Texts, line: DayLine, n: int, room: int, day: TeamDay, now: datetime) -> Row:
    due = desk.local(line.due) if line.due else None
    at = "" if due is None else clock(due) if due.date() == day.following else when(say, due, now)
    left: tuple[Part, ...] = (
        (f"{n:>2} ", "act"),
        ("+ " if line.added else "", "done"),
        (f"{fit(line.client, room)} " if room else "", "dim"),
        (line_words(say, line, desk.rulebook), "ink"),
        (f"  @{line.owner}" if line.owner else "", "act"),
    )
    minutes = say("review.minutes", n=line.minutes) if line.minutes else ""
    return Row(ref_to("line", line.id), left, ((f"{at}  " if at else "", "dim"), (minutes, "faint")))


def _done(desk: Desk, say: Texts, line: TeamLine, n: int, room: int) -> Row:
    at = clock(desk.local(line.due)) if line.due else ""
    good = line.state in ("met", "met_late")
    key = f"review.said.{line.state}"
    left: tuple[Part, ...] = (
        (f"{at:>5} ", "dim"),
        ("✓ " if good else "→ ", "done" if good else "act"),
        (f"{fit(line.client, room)} " if room else "", "dim"),
        (line_words(say, line, desk.rulebook), "ink"),
        (f"  {line.note}" if line.note else "", "dim"),
    )
    late: Part = (
        (say("state.met_late"), "soon")
        if line.state == "met_late"
        else ("" if good or not say.has(key) else say(key), "dim")
    )
    return Row(ref_to("done", n), left, (late,))
