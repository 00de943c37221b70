"""The week in writing, with the schedules, for the AD (A3)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from aetui.desk.papers.writer import Subject, Writer
from aetui.desk.week.team import Team, by_client, week_of_team
from aetui.desk.week.team_ahead import ROUND
from aetui.desk.week.team_lists import TeamThing, deliveries, gathered, late_of, unsettled
from aetui.desk.week.team_plan import Planned
from aetui.documents.sheet import Block, Paragraphs, Points, Sheet, SheetPart, Table
from aetui.domain.clock.periods import after, span
from aetui.domain.figures import together
from aetui.domain.records import Tally, TeamCard, TeamWeek
from aetui.locales.figures import percent, period_words
from aetui.locales.wording import states, team_title

COUNTS = ("promised", "kept", "late", "missed", "waived", "open")


def build(w: Writer, subject: Subject) -> Sheet:
    """What was promised, kept, late and missed by AE and client; next week by day; each open card's schedule (A3)."""
    say = w.say
    team = week_of_team(w.desk, w.now, subject.period)
    first, last = span(team.period)
    facts = w.facts(
        ("period", f"{w.day(first)} – {w.day(last)}"),
        ("reviewed", w.moment(team.closed.at) if team.closed else ""),
        ("missing", say("list.comma").join(team.missing)),
        ("reason", (team.closed.why or "") if team.closed else ""),
    )
    parts = [
        SheetPart(say("team.words"), [Paragraphs(team.words.splitlines())] if team.words else [], say("team.no_words")),
        SheetPart(say("team.figures"), [_figures(w, team)]),
        SheetPart(say("team.deliveries"), _deliveries(w, team), say("team.deliveries.none")),
        *(_gathered(w, team, which) for which in ("delivered", "troubles", "news")),
        SheetPart(say("team.late"), _things(w, late_of(w.desk.rulebook, team)), say("team.late.none")),
        *_unsettled(w, team),
        SheetPart(say("paper.monthly.calls"), [Points(_counted(w, team))]),
        *_plan(w, team),
        *_schedules(w, team),
        SheetPart("", [w.signatures(("am", w.me), ("ad", ""))]),
    ]
    return w.sheet("summary", period_words(say, team.period), facts, parts)


def _things(w: Writer, found: Sequence[TeamThing]) -> list[Block]:
    """When, whose, which client's, what, how it stands."""
    if not found:
        return []
    columns = [w.say(f"paper.column.{key}") for key in ("due", "ae", "client", "what", "state")]
    rows = []
    for one in found:
        line = one.line
        what = f"{line.source} {team_title(w.say, line, w.desk.rulebook)}"
        state = states(w.say, one.states) or w.say(f"state.{line.state}")
        rows.append([w.moment(line.due), one.who, line.client, what, state])
    return [Table(columns, rows)]


def _unsettled(w: Writer, team: Team) -> list[SheetPart]:
    """What hadn't ended when the AEs' files were made; of ours everything is as it stands."""
    found = [one for one in unsettled(team) if one.who != team.own.whose]
    return [SheetPart(w.say("team.unsettled"), _things(w, found))] if found else []


def _deliveries(w: Writer, team: Team) -> list[Block]:
    """All AEs' delivery dates in one list (A5)."""
    found = deliveries(team)
    columns = [w.say(f"paper.column.{key}") for key in ("deliver", "ae", "client", "number", "work", "state")]
    rows = [
        [
            w.moment(one.at),
            one.who,
            one.card.client,
            one.card.number,
            one.card.title,
            w.say(f"card.state.{one.card.state}"),
        ]
        for one in found
    ]
    return [Table(columns, rows)] if rows else []


def _gathered(w: Writer, team: Team, which: str) -> SheetPart:
    """What was delivered; trouble, each with the solution that was proposed (R10); good news (D7)."""
    told = []
    for one in gathered(team, which):
        line = one.line
        words = [w.moment(line.due), one.who, line.client, line.number, line.what]
        said = " ".join(t for t in words if t)
        after = w.say("team.untold") if line.state == "untold" else line.note or ""
        told.append(f"{said} → {after}" if after else said)
    return SheetPart(w.say(f"team.{which}"), [Points(told)] if told else [], w.say("paper.nothing"))


def _figures(w: Writer, team: Team) -> Table:
    """A line for each AE and client, a sum for each AE with more than one, and the sum of all."""
    say = w.say
    rows = []
    for week in team.all:
        tallies = list(by_client(week))
        rows += [_row(week.whose, t.client or say("team.house"), t) for t in tallies]
        if len(tallies) > 1:
            rows.append(_row(week.whose, say("paper.total"), together(tallies)))
    if len(team.all) > 1:
        everything = together(t for week in team.all for t in week.tallies)
        rows.append(_row(say("team.everyone"), say("paper.total"), everything))
    columns = [say("paper.column.ae"), say("paper.column.client"), *(say(f"team.count.{key}") for key in COUNTS)]
    return Table([*columns, say("team.share")], rows, list(range(2, len(columns) + 1)), total=len(team.all) > 1)


def _row(who: str, client: str, tally: Tally) -> list[str]:
    return [who, client, *(str(getattr(tally, key)) for key in COUNTS), percent(tally)]


def _counted(w: Writer, team: Team) -> list[str]:
    return [w.say("team.counted", who=week.whose, calls=week.calls, items=week.items) for week in team.all]


def _plan(w: Writer, team: Team) -> list[SheetPart]:
    """Next week by day; what comes round by itself is told of in one line a day."""
    say = w.say
    first, last = span(after(team.period))
    blocks: list[Block] = []
    for day, group in groupby(team.plan, lambda p: w.desk.local(p.due).date()):
        held = list(group)
        told = [_planned(w, p) for p in held if p.state != ROUND]
        n = len(held) - len(told)
        blocks += [
            Paragraphs([w.day(day) + (f"    {say('team.round', n=n)}" if n else "")]),
            *([Points(told)] if told else []),
        ]
    bare = [f"{who} {client}".strip() for who, client in team.bare]
    if bare:
        blocks.append(Paragraphs([say("team.bare", whats=say("list.comma").join(bare))]))
    heading = f"{say('team.next')} · {w.day(first)} – {w.day(last)}"
    return [SheetPart(heading, blocks, say("team.plan.none"))]


def _planned(w: Writer, p: Planned) -> str:
    return " ".join(
        t
        for t in (w.moment(p.due).rpartition(" ")[2], p.who, p.client, team_title(w.say, p.line, w.desk.rulebook))
        if t
    )


def _schedules(w: Writer, team: Team) -> list[SheetPart]:
    cards = [(week, card) for week in team.all for card in week.cards]
    if not cards:
        return [SheetPart(w.say("team.schedules"), [], w.say("paper.nothing"))]
    return [
        SheetPart(f"{w.say('team.schedules') if not n else ''}", _card(w, week, card))
        for n, (week, card) in enumerate(cards)
    ]


def _card(w: Writer, week: TeamWeek, card: TeamCard) -> list[Block]:
    say = w.say
    deliver = f"{say('paper.fact.deliver')} {w.moment(card.deliver_at)}" if card.deliver_at else ""
    told = (week.whose, card.client, card.number, card.title, say(f"card.state.{card.state}"), deliver)
    head = Paragraphs([" · ".join(t for t in told if t)])
    columns = [say(f"paper.column.{key}") for key in ("n", "step", "until", "state")]
    rows = [
        [str(n), team_title(say, step, w.desk.rulebook), w.moment(step.due), say(f"team.step.{step.state}")]
        for n, step in enumerate(card.steps, 1)
    ]
    return [head, Table(columns, rows) if rows else Paragraphs([say("paper.no_steps")])]
