"""What the week's review shows: figures by AE and client, what was late, the summary, next week by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from aetui.desk.core import Desk
from aetui.desk.week.team import Team, by_client
from aetui.desk.week.team_ahead import ROUND
from aetui.desk.week.team_plan import Planned
from aetui.domain.clock.periods import after, span
from aetui.domain.figures import ended_of, together
from aetui.domain.records import Tally, TeamLine, TeamWeek
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line, days_short, stamp
from aetui.locales.wording import someone, team_title
from aetui.screens.frame.columns import client_room, name_room
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.rows import Row, Section, heading

COUNTS = ("promised", "kept", "late", "missed")
_STYLES = {"promised": "ink", "kept": "done", "late": "late", "missed": "late"}
NAME = 9
"""Cells for who, at most."""


def standing(desk: Desk, say: Texts, team: Team) -> Parts:
    """Reviewed or not, with the AD or not; on an AE's desk, how it goes to the AM."""
    if not team.leads:
        am = someone(desk.profile, "AM") or someone(desk.profile, "supervisor") or "AM"
        return ((say("team.to_am", am=am), "act"),)
    parts: list[Part] = []
    for fact, yes, no in (
        (team.closed, "team.closed", "team.not_closed"),
        (team.handed, "team.handed", "team.not_handed"),
    ):
        if fact is not None:
            parts.append((f"✓ {say(yes, time=stamp(desk.local(fact.at)))}   ", "done"))
        else:
            parts.append((f"· {say(no)}   ", "soon"))
    return parts


class _Rooms(NamedTuple):
    """Cells of the columns of the figures: who, the share of what fell due, and each count."""

    name: int
    share: int
    counts: Mapping[str, int]


def _rooms(say: Texts, team: Team, everything: Tally) -> _Rooms:
    """Heads and figures take what they need in this language, so that the rest is the clients'. The sum holds the
    longest figures."""
    names = [*(week.whose for week in team.all), *team.missing, say("team.everyone")]
    counts = {key: max(width(say(f"team.count.{key}")), len(str(getattr(everything, key)))) + 1 for key in COUNTS}
    share = max(width(say("team.so_far")), len(_share(everything)))
    return _Rooms(name_room(names, NAME), share, counts)


def figures_section(say: Texts, team: Team) -> Section:
    """A line for each AE and client, an AE whose file isn't in named in amber, and the team's sum."""
    everything = together(t for week in team.all for t in week.tallies)
    rooms = _rooms(say, team, everything)
    head = "".join(fit(say(f"team.count.{key}"), room, "right") for key, room in rooms.counts.items())
    rows = [Row("", (), ((fit(say("team.so_far"), rooms.share, "right"), "faint"), (head, "faint")))]
    for week in team.all:
        rows += _figures(say, week, rooms)
    for name in team.missing:
        left = ((fit(name, rooms.name) + " ", "ink"), (f"? {say('team.not_in')}", "soon"))
        rows.append(Row(ref_to("missing", name), left, ((say("team.not_in.tip"), "dim"),)))
    if len(team.all) > 1:
        rows.append(_row("sum", say("team.everyone"), "", everything, rooms, "ink bold"))
    if len(rows) == 1:
        return Section("figures", heading(say("team.figures"), team.period), (), say("team.calm"))
    return Section("figures", heading(say("team.figures"), team.period), rows)


def _figures(say: Texts, week: TeamWeek, rooms: _Rooms) -> list[Row]:
    tallies = list(by_client(week))
    rows = [
        _row(
            ref_to("figures", week.desk, f"{week.whose} {n}"),
            "" if n else week.whose,
            t.client or say("team.house"),
            t,
            rooms,
        )
        for n, t in enumerate(tallies)
    ]
    if not rows:
        left = ((fit(week.whose, rooms.name) + " ", "ink"), ("–", "faint"))
        rows = [Row(ref_to("figures", week.desk, week.whose), left)]
    return rows


def _share(tally: Tally) -> str:
    of = ended_of(tally)
    return f"{tally.kept}/{of}" if of else ""


def _row(ref: str, who: str, client: str, tally: Tally, rooms: _Rooms, style: str = "ink") -> Row:
    whole = bool(_share(tally)) and tally.kept == ended_of(tally)
    figures: list[Part] = [(fit(_share(tally), rooms.share, "right"), "done" if whole else "dim")]
    for key, room in rooms.counts.items():
        n = getattr(tally, key)
        figures.append(
            (fit(str(n), room, "right"), _STYLES[key] if n and key != "promised" else "dim" if n else "faint")
        )
    # The figures stand at the right, where nothing is cut; the client's name, last at the left, gives way to them.
    return Row(ref, ((fit(who, rooms.name) + " ", style), (client, "dim")), tuple(figures))


def late_section(desk: Desk, say: Texts, team: Team) -> Section:
    """What was late or missed, each with its AE, by when it was due."""
    found = [(line, week.whose) for week in team.all for line in week.late]
    found.sort(key=lambda one: (one[0].due is None, one[0].due or team.own.made))
    rows = [_late(desk, say, n, line, who) for n, (line, who) in enumerate(found)]
    return Section("late", heading(say("team.late"), len(rows)), rows, say("team.late.none"))


def _late(desk: Desk, say: Texts, n: int, line: TeamLine, who: str) -> Row:
    due = stamp(desk.local(line.due)) if line.due else ""
    style = "late" if line.state in ("overdue", "missed") else "soon"
    left = (
        (fit(due, 12), "dim"),
        (f"{fit(who, NAME)} ", "ink"),
        (f"{fit(line.client, client_room(desk))} ", "dim"),
        (team_title(say, line, desk.rulebook), "ink"),
    )
    return Row(ref_to("late", n), left, ((f"{say(f'state.{line.state}')} ", style), (line.source, "faint")))


def words_section(say: Texts, team: Team) -> Section:
    """The summary as it is written so far."""
    rows = [Row(ref_to("words", n), ((line, "ink"),), (), 0) for n, line in enumerate(team.words.splitlines())]
    if team.closed is not None and team.closed.why:
        rows.append(Row("words:why", ((f"{say('paper.fact.reason')}  ", "dim"), (team.closed.why, "soon")), (), 0))
    return Section("words", heading(say("team.words")), rows, say("team.no_words.tip"))


def bare_section(say: Texts, team: Team) -> Section:
    """AEs and clients for whom nothing is planned."""
    rows = [
        Row(ref_to("bare", who, client), (("? ", "soon"), (f"{fit(who, NAME)} ", "ink"), (client, "ink")))
        for who, client in team.bare
    ]
    right: Part = (say("team.bare.tip"), "dim")
    return Section("bare", ((say("team.bare.title"), "soon bold"), (f" {len(rows)}", "dim")), rows, "", (right,))


def plan_section(desk: Desk, say: Texts, team: Team) -> Section:
    """Next week by day: what is planned, and how much comes round by itself."""
    first, last = span(after(team.period))
    rows = []
    for day, group in groupby(team.plan, lambda p: desk.local(p.due).date()):
        held = list(group)
        told = [p for p in held if p.state != ROUND]
        n = len(held) - len(told)
        rows.append(Row("", ((day_line(say, day), "dim bold"), (f"   {say('team.round', n=n)}" if n else "", "faint"))))
        rows += _planned(desk, say, told, f"{day}")
    titled = (*heading(say("team.next")), (f"  {days_short(first, last)}", "dim"))
    return Section("plan", titled, rows, say("team.plan.tip"))


def _planned(desk: Desk, say: Texts, told: list[Planned], day: str) -> Iterator[Row]:
    for n, p in enumerate(told):
        ref = ref_to("todos", p.todo_id) if p.todo_id else ref_to("plan", day, n)
        left = (
            (f"{clock(desk.local(p.due)):>5}  ", "dim"),
            (f"{fit(p.who, NAME)} ", "ink"),
            (f"{fit(p.client, client_room(desk))} ", "dim"),
            (team_title(say, p.line, desk.rulebook), "ink"),
        )
        yield Row(ref, left, ((p.source, "faint"),))
