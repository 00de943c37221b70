"""How each AE's work was made, beside when, and what each is to learn next (A4, A5, A9)."""

from __future__ import annotations

from aetui.desk.check.copies import waiting
from aetui.desk.check.day import days
from aetui.desk.check.lessons import standing
from aetui.desk.core import Desk
from aetui.desk.letters.asking import ask_words, asked_back
from aetui.desk.papers.sending import came_back
from aetui.desk.week.team import Team, executives
from aetui.domain.quality import PAIRS
from aetui.domain.records import Lesson, Quality
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.wording import paper_words
from aetui.screens.frame.columns import name_room
from aetui.widgets.cells import Part, fit, width
from aetui.widgets.rows import Row, Section, heading

NAME = 9
"""Cells for who, at most."""
_GOOD = frozenset({"whole"})
"""Where the first number is better the nearer it comes to the second; else the smaller."""


def quality_sections(desk: Desk, say: Texts, team: Team) -> list[Section]:
    """A line for each whose week is in, with what each AE is to learn; Enter writes it, and what became of it."""
    rooms = [max(width(say(f"quality.{key}")), 5) + 2 for key, _ in PAIRS]
    name = name_room([week.whose for week in team.all], NAME)
    heads = "".join(fit(say(f"quality.{key}"), room, "right") for (key, _), room in zip(PAIRS, rooms, strict=True))
    rows: list[Row] = []
    for week in team.all:
        mine = week is team.own
        if mine and team.leads and week.quality == Quality():
            continue  # an AM who makes nothing herself
        cells = [_cell(week.quality, key, of, room) for (key, of), room in zip(PAIRS, rooms, strict=True)]
        if not rows:
            rows.append(Row("", (), ((heads, "faint"),)))
        ref = ref_to("quality", week.desk) if mine else ref_to("learn", week.whose)
        rows.append(Row(ref, ((fit(week.whose, name), "ink"),), tuple(cells)))
        if not mine and team.leads:
            rows += lesson_rows(desk, say, week.whose, team.period)
    if team.leads:
        there = {week.whose for week in team.all}
        for person in executives(desk):
            if person not in there:
                rows += lesson_rows(desk, say, person, team.period, name=f"{fit(person, name)} ")
    return [Section("quality", (*heading(say("quality.title")), ("  A4 A5 A9", "faint")), rows)] if rows else []


def papers_sections(desk: Desk, say: Texts, team: Team) -> list[Section]:
    """On an AM's desk how many papers and days wait for her word; on an AE's the papers that came back, until they are answered or sent
    anew (A2)."""
    if team.leads:
        n = len(waiting(desk)) + sum(day.signed is None for day in days(desk))
        row = Row(ref_to("check"), ((say("check.n_waiting", n=n), "soon"),), ((f"{say.keys.check} ", "act"),))
        return [Section("check", heading(say("check.title"), n), [row])] if n else []
    rows = [
        Row(
            ref_to("papers", paper.id),
            ((paper_words(say, paper), "late"), (f"  {paper.title}", "ink")),
            (("A2", "faint"),),
        )
        for paper in came_back(desk)
    ]
    rows += [
        Row(
            ref,
            ((ask_words(say, one), "late"), (f"  {one.title}", "ink"), (f"  {say('check.before')}", "dim")),
            (("A2", "faint"),),
        )
        for ref, one in asked_back(desk)
    ]
    return [Section("came_back", heading(say("check.came_back"), len(rows)), rows)] if rows else []


def lesson_rows(desk: Desk, say: Texts, person: str, period: str, *, name: str = "") -> list[Row]:
    """What that AE is to learn, as it stands on that Friday."""
    found = standing(desk, person, period)
    rows = [lesson_row(say, one, name=name) for one in found]
    if not any(one.period == period for one in found):
        rows.append(Row(ref_to("learn", person, period), ((f"  {name}", "ink"), (say("lesson.tip"), "faint"))))
    return rows


def lesson_row(say: Texts, one: Lesson, *, name: str = "") -> Row:
    """A line of what to learn, with what became of it."""
    said: Part = (f"  → {one.became.how}", "done") if one.became else (f"  {say('lesson.open')}", "soon")
    left: tuple[Part, ...] = ((f"  {name}{one.period} ", "dim"), (one.text, "ink"), said)
    return Row(ref_to("lesson", one.person, one.period), left, (), 4)


def _cell(quality: Quality, key: str, of: str, room: int) -> Part:
    n, whole = getattr(quality, key), getattr(quality, of)
    if not whole and not n:
        return fit("–", room, "right"), "faint"
    good = n == whole if key in _GOOD else n <= (whole if key == "drafts" else 0)
    return fit(f"{n}/{whole}", room, "right"), "done" if good else "soon"
