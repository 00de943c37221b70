"""What the week's review shows: figures by AE and client, what was late, the summary, next week by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from aetui.desk.core import Desk
from aetui.desk.team import Team, by_client
from aetui.desk.team_ahead import ROUND
from aetui.desk.team_plan import Planned
from aetui.domain.calendar_periods import after, span
from aetui.domain.figures import ended_of, together
from aetui.domain.records import Tally, TeamLine, TeamWeek
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line, days_short, stamp
from aetui.locales.wording import someone
from aetui.screens.columns import CLIENT_CELLS, client_room
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.rows import Row, Section, heading

COUNTS = ("promised", "kept", "late", "missed")
_STYLES = {"promised": "ink", "kept": "done", "late": "late", "missed": "late"}
NAME, CLIENT = 9, CLIENT_CELLS


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


def figures_section(say: Texts, team: Team) -> Section:
    """A line for each AE and client, an AE whose file isn't in named in amber, and the team's sum."""
    rooms = {key: max(width(say(f"team.count.{key}")) + 1, 5) for key in COUNTS}
    head = "".join(fit(say(f"team.count.{key}"), room, "right") for key, room in rooms.items())
    rows = [Row("", ((fit("", NAME + CLIENT + 2) + say("team.so_far"), "faint"),), ((head, "faint"),))]
    for week in team.all:
        rows += _figures(say, week, rooms)
    for name in team.missing:
        left = ((fit(name, NAME) + " ", "ink"), (f"? {say('team.not_in')}", "soon"))
        rows.append(Row(f"missing:{name}", left, ((say("team.not_in.tip"), "dim"),)))
    if len(team.all) > 1:
        everything = together(t for week in team.all for t in week.tallies)
        rows.append(_row("sum", say("team.everyone"), "", everything, rooms, "ink bold"))
    if len(rows) == 1:
        return Section("figures", heading(say("team.figures"), team.period), (), say("team.calm"))
    return Section("figures", heading(say("team.figures"), team.period), rows)


def _figures(say: Texts, week: TeamWeek, rooms: Mapping[str, int]) -> list[Row]:
    tallies = list(by_client(week))
    rows = [
        _row(
            f"figures:{week.desk}:{week.whose}:{t.client}",
            "" if n else week.whose,
            t.client or say("team.house"),
            t,
            rooms,
        )
        for n, t in enumerate(tallies)
    ]
    if not rows:
        rows = [Row(f"figures:{week.desk}:{week.whose}", ((fit(week.whose, NAME) + " ", "ink"), ("–", "faint")))]
    return rows


def _row(ref: str, who: str, client: str, tally: Tally, rooms: Mapping[str, int], style: str = "ink") -> Row:
    kept, of = tally.kept, ended_of(tally)
    numbers = [(key, getattr(tally, key)) for key in COUNTS]
    counts: list[Part] = [
        (fit(str(n), rooms[key], "right"), _STYLES[key] if n and key != "promised" else "dim" if n else "faint")
        for key, n in numbers
    ]
    said: Part = (f"{kept}/{of} " if of else "", "done" if of and kept == of else "dim")
    # The counts stand at the right, where nothing is cut; the share, of what fell due, gives way to them.
    return Row(ref, ((fit(who, NAME) + " ", style), (fit(client, CLIENT) + " ", "dim"), said), tuple(counts))


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
        (line.what, "ink"),
    )
    return Row(f"late:{n}", left, ((f"{say(f'state.{line.state}')} ", style), (line.source, "faint")))


def words_section(say: Texts, team: Team) -> Section:
    """The summary as it is written so far."""
    rows = [Row(f"words:{n}", ((line, "ink"),), (), 0) for n, line in enumerate(team.words.splitlines())]
    if team.closed is not None and team.closed.why:
        rows.append(Row("words:why", ((f"{say('paper.fact.reason')}  ", "dim"), (team.closed.why, "soon")), (), 0))
    return Section("words", heading(say("team.words")), rows, say("team.no_words.tip"))


def bare_section(say: Texts, team: Team) -> Section:
    """AEs and clients for whom nothing is planned."""
    rows = [
        Row(f"bare:{who}:{client}", (("? ", "soon"), (f"{fit(who, NAME)} ", "ink"), (client, "ink")))
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
        rows += _planned(desk, told, f"{day}")
    titled = (*heading(say("team.next")), (f"  {days_short(first, last)}", "dim"))
    return Section("plan", titled, rows, say("team.plan.tip"))


def _planned(desk: Desk, told: list[Planned], day: str) -> Iterator[Row]:
    for n, p in enumerate(told):
        ref = f"todos:{p.todo_id}" if p.todo_id else f"plan:{day}:{n}"
        left = (
            (f"{clock(desk.local(p.due)):>5}  ", "dim"),
            (f"{fit(p.who, NAME)} ", "ink"),
            (f"{fit(p.client, client_room(desk))} ", "dim"),
            (p.what, "ink"),
        )
        yield Row(ref, left, ((p.source, "faint"),))
