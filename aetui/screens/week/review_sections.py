"""What the week's review shows: figures by AE and client, what was late, the summary, next week by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from aetui.desk.check.summaries import Handed
from aetui.desk.core import Desk
from aetui.desk.week.team import Team, by_client, leads_ams
from aetui.desk.week.team_ahead import ROUND
from aetui.desk.week.team_lists import TeamThing, deliveries, gathered, late_of, unsettled
from aetui.desk.week.team_plan import Planned
from aetui.domain.clock.periods import after, span
from aetui.domain.figures import ended_of, together
from aetui.domain.records import Tally, TeamWeek
from aetui.domain.records.refs import ref_to
from aetui.domain.roles import someone
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line, days_short, stamp
from aetui.locales.team import handed_words, since_words
from aetui.locales.wording import states, team_title
from aetui.screens.frame.columns import client_room, name_room
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.rows import Row, Section, heading

COUNTS = ("promised", "kept", "late", "missed")
_STYLES = {"promised": "ink", "kept": "done", "late": "late", "missed": "late"}
NAME = 9
"""Cells for who, at most."""


def standing(desk: Desk, say: Texts, team: Team) -> Parts:
    """Reviewed or not, with the AD or not; on an AE's desk, how it goes to the AM."""
    if not team.leads and leads_ams(desk):
        ams = say("list.comma").join(p.name for p in (desk.profile.people if desk.profile else []) if p.role == "AM")
        return ((say("team.of_ams", ams=ams or "AM"), "act"),)
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
    if changed := since_words(say, team.since):
        parts.append((changed, "soon"))
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


def summaries_section(desk: Desk, say: Texts, found: Sequence[Handed]) -> list[Section]:
    """On an AD's desk each AM's summary: not in, late, to be read, read; Enter opens it, or takes it in."""
    if not found:
        return []
    room = name_room([one.whose for one in found], NAME)
    rows = []
    for one in found:
        told = handed_words(say, one.paper, late=one.late, stamp=lambda at: stamp(desk.local(at)))
        style = "late" if one.late else "done" if one.paper and one.paper.read else "soon"
        ref = ref_to("teampapers", one.paper.id) if one.paper else ref_to("missing", one.whose)
        tip = () if one.paper else ((say("team.not_in.tip"), "dim"),)
        rows.append(Row(ref, ((fit(one.whose, room) + " ", "ink"), (told, style)), tip))
    return [Section("summaries", (*heading(say("summary.title"), len(rows)), ("  A3", "faint")), rows)]


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
    """What was late or missed, deliveries first, what comes round by itself last and folded."""
    found = late_of(desk.rulebook, team)
    rows = [_late(desk, say, n, one) for n, one in enumerate(found)]
    return Section("late", heading(say("team.late"), sum(one.n for one in found)), rows, say("team.late.none"))


def _late(desk: Desk, say: Texts, n: int, one: TeamThing) -> Row:
    line = one.line
    style = "late" if {line.state, *one.states} & {"overdue", "missed"} else "soon"
    right: Part = (f"{states(say, one.states) or say(f'state.{line.state}')} ", style)
    what = team_title(say, line, desk.rulebook)
    return Row(ref_to("late", n), _thing(desk, one, what), (right, (line.source, "faint")))


def _thing(desk: Desk, one: TeamThing, what: str) -> Parts:
    """When, whose, of which client, what."""
    line = one.line
    due = stamp(desk.local(line.due)) if line.due else ""
    return (
        (fit(due, 12), "dim"),
        (f"{fit(one.who, NAME)} ", "ink"),
        (f"{fit(line.client, client_room(desk))} ", "dim"),
        (what, "ink"),
    )


def unsettled_section(desk: Desk, say: Texts, team: Team) -> list[Section]:
    """What was still open when the AEs' files were made; the next file settles it."""
    found = [one for one in unsettled(team) if one.who != team.own.whose]
    if not found:
        return []
    rows = [
        Row(
            ref_to("unsettled", n),
            _thing(desk, one, team_title(say, one.line, desk.rulebook)),
            ((one.line.source, "faint"),),
        )
        for n, one in enumerate(found)
    ]
    return [
        Section("unsettled", heading(say("team.unsettled"), len(rows)), rows, "", ((say("team.unsettled.tip"), "dim"),))
    ]


def deliveries_section(desk: Desk, say: Texts, team: Team) -> list[Section]:
    """All AEs' delivery dates in one list: columns as narrow as what stands in them, and a title that is longer goes on below."""
    found = deliveries(team)
    when_room = max((width(stamp(desk.local(one.at))) for one in found), default=0) + 1
    names = min(max((width(one.who) for one in found), default=0), NAME)
    clients = min(max((width(one.card.client) for one in found), default=0), client_room(desk))
    rows = []
    for n, one in enumerate(found):
        late = one.at < team.own.made and one.card.state in ("open", "in_work")
        left = (
            (fit(stamp(desk.local(one.at)), when_room), "late" if late else "ink"),
            (f"{fit(one.who, names)} ", "ink"),
            (f"{fit(one.card.client, clients)} ", "dim"),
            (f"{one.card.number} {one.card.title}", "ink"),
        )
        state = say("state.overdue") if late else say(f"card.state.{one.card.state}")
        indent = when_room + names + clients + 2
        rows.append(Row(ref_to("delivery", n), left, ((state, "late" if late else "dim"),), indent))
    return (
        [Section("deliveries", (*heading(say("team.deliveries"), len(rows)), ("  A5", "faint")), rows)] if rows else []
    )


def told_sections(desk: Desk, say: Texts, team: Team) -> list[Section]:
    """Works delivered, trouble with its solution, good news."""
    made = []
    for which in ("delivered", "troubles", "news"):
        found = gathered(team, which)
        rows = [Row(ref_to(which, n), _thing(desk, one, _told(one)), _note(say, one)) for n, one in enumerate(found)]
        if rows:
            made.append(Section(which, heading(say(f"team.{which}"), len(rows)), rows))
    return made


def _told(one: TeamThing) -> str:
    return " ".join(t for t in (one.line.number, one.line.what) if t)


def _note(say: Texts, one: TeamThing) -> Parts:
    if one.line.state in ("untold", "met_late"):
        return ((say("team.untold") if one.line.state == "untold" else say("state.met_late"), "soon"),)
    return ((one.line.note or "", "dim"),)


def strange_section(say: Texts, team: Team) -> list[Section]:
    """The AEs' clients whom our book lacks; Enter takes them in."""
    if not team.strange:
        return []
    names = say("list.comma").join(one.short for one in team.strange)
    rows = [Row(ref_to("strange"), (("? ", "soon"), (names, "ink")), (), 2)]
    title = ((say("team.strange.title"), "soon bold"), (f" {len(team.strange)}", "dim"))
    return [Section("strange", title, rows, "", ((say("team.strange.tip"), "dim"),))]


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
