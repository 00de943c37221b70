"""`aetui team`: an AE hands the week over; the AM takes it in, plans the next one and closes the review (A3)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aetui.cli.main import SpokenGroup, common
from aetui.cli.session import Session

if TYPE_CHECKING:
    from aetui.desk.week.team import Team
    from aetui.domain.records import TeamWeek

_period = click.option("--period", metavar="P")


@click.group("team", cls=SpokenGroup, invoke_without_command=True)
@_period
@common
@click.pass_context
def team(ctx: click.Context, period: str | None) -> None:
    if ctx.invoked_subcommand is None:
        _tell(ctx.obj, _look(ctx.obj, period))


@team.command("send")
@click.argument("file", type=click.Path(path_type=Path))
@_period
@common
@click.pass_obj
def send(session: Session, file: Path, period: str | None) -> None:
    from aetui.desk.week.team_week import send_week

    desk = session.desk
    session.relearn()
    week = send_week(desk, session.say, period, file, session.now)
    session.kept = True
    if session.json:
        session.out_json({"file": str(file), "week": week.period, "whose": week.whose})
    else:
        session.out(session.say("team.sent", week=week.period, file=file))


@team.command("take")
@click.argument("path", type=click.Path(path_type=Path))
@common
@click.pass_obj
def take(session: Session, path: Path) -> None:
    """A file, or every file of a folder."""
    from aetui.desk.week.team_week import read_weeks, take_read

    desk = session.desk
    session.relearn()
    weeks = take_read(desk, read_weeks(path), session.now)
    if session.json:
        session.out_json([{"week": week.period, "whose": week.whose} for week in weeks])
        return
    for week in weeks:
        session.out(session.say("team.taken", who=week.whose, week=week.period))


@team.command("plan")
@click.argument("text", nargs=-1)
@_period
@common
@click.pass_obj
def plan(session: Session, text: tuple[str, ...], period: str | None) -> None:
    """Next week as it is planned; with words one thing more."""
    from aetui.desk.periods import week_named
    from aetui.desk.week.team_plan import add_plan
    from aetui.locales.dates import day_line

    desk, say = session.desk, session.say
    session.relearn()
    if not text:
        seen = _look(session, period)
        if session.json:
            session.out_json(_plan_json(session, seen))
        else:
            _print_plan(session, seen)
        return
    todo = add_plan(desk, " ".join(text), week_named(desk, period, session.now), session.now)
    if session.json:
        session.out_json({"id": todo.id, "text": todo.text, "day": todo.day, "owner": todo.owner})
    else:
        say = session.say
        whom = f" @{todo.owner}" if todo.owner else ""
        session.out(say("team.planned", day=day_line(say, todo.day), text=todo.text + whom))


@team.command("words")
@click.argument("text")
@_period
@common
@click.pass_obj
def words(session: Session, text: str, period: str | None) -> None:
    from aetui.desk.periods import week_named
    from aetui.desk.week.closing import write_words

    desk = session.desk
    session.relearn()
    name = week_named(desk, period, session.now)
    write_words(desk, name, _typed(text), session.now)
    if session.json:
        session.out_json({"week": name})
    else:
        session.out(session.say("team.said"))


@team.command("close")
@click.argument("text", required=False)
@click.option("--why", metavar="TEXT")
@_period
@common
@click.pass_obj
def close(session: Session, text: str | None, why: str | None, period: str | None) -> None:
    """The week is reviewed and the next one planned."""
    from aetui.desk.week.closing import close_week

    desk = session.desk
    session.relearn()
    closed = close_week(desk, session.say, session.now, _typed(text) if text else None, period=period, why=why)
    if session.json:
        fact = closed.done
        session.out_json({"week": closed.period, "closed_at": fact.at, "words": fact.how, "why": fact.why})
    else:
        session.out(session.say("team.closed_said", week=closed.period))


# Inside


def _typed(text: str) -> str:
    from aetui.cli.typed import typed_lines

    return "\n".join(typed_lines(text))


def _look(session: Session, period: str | None) -> Team:
    from aetui.desk.week.team import week_of_team

    desk = session.desk
    session.relearn()
    return week_of_team(desk, session.say, session.now, period)


def _tell(session: Session, seen: Team) -> None:
    """The figures by AE and client, what was late, what is missing."""
    from aetui.cli.plain import columns
    from aetui.desk.week.team import by_client
    from aetui.domain.figures import ended_of
    from aetui.locales.dates import stamp

    desk, say = session.desk, session.say
    if session.json:
        session.out_json(_as_json(session, seen))
        return
    counts = ("promised", "kept", "late", "missed", "waived", "open")
    rows = [["", "", *(say(f"team.count.{key}") for key in counts), ""]]
    for week in seen.all:
        for tally in by_client(week):
            kept, of = tally.kept, ended_of(tally)
            cells = [str(getattr(tally, key)) for key in counts]
            told = say("team.kept_of", kept=kept, of=of) if of else ""
            rows.append([week.whose, tally.client or say("team.house"), *cells, told])
    for line in columns(rows, right=frozenset(range(2, 8))):
        session.out(line)
    late = [
        [
            stamp(desk.local(one.due)) if one.due else "",
            week.whose,
            one.client,
            one.what,
            say(f"state.{one.state}"),
            one.source,
        ]
        for week in seen.all
        for one in week.late
    ]
    session.out(f"{say('team.late')} {len(late)}" if late else say("team.late.none"))
    for line in columns(late):
        session.out(line)
    for name in seen.missing:
        session.out(f"? {name}  {say('team.not_in')}")
    at = stamp(desk.local(seen.closed.at)) if seen.closed else ""
    if seen.leads:
        session.out(say("team.closed", time=at) if seen.closed else say("team.not_closed"))
    if seen.words:
        session.out(seen.words)


def _print_plan(session: Session, seen: Team) -> None:
    from aetui.cli.plain import columns
    from aetui.locales.dates import clock, day_line

    desk, say = session.desk, session.say
    rows = [
        [day_line(say, desk.local(p.due).date()), clock(desk.local(p.due)), p.who, p.client, p.what, p.source]
        for p in seen.plan
    ]
    for line in columns(rows):
        session.out(line)
    if not rows:
        session.out(say("team.plan.none"))
    for who, client in seen.bare:
        session.out(say("team.bare", whats=f"{who} {client}".strip()))


def _as_json(session: Session, seen: Team) -> dict[str, Any]:
    return {
        "week": seen.period,
        "weeks": [_week_json(week) for week in seen.all],
        "missing": seen.missing,
        "closed_at": seen.closed.at if seen.closed else None,
        "why": seen.closed.why if seen.closed else None,
        "handed_at": seen.handed.at if seen.handed else None,
        "words": seen.words or None,
        "plan": _plan_json(session, seen),
        "unplanned": [{"who": who, "client": client or None} for who, client in seen.bare],
    }


def _week_json(week: TeamWeek) -> dict[str, Any]:
    import msgspec

    from aetui.desk.week.team import by_client

    counts = ("promised", "kept", "late", "missed", "waived", "open")
    return {
        "whose": week.whose,
        "made": week.made,
        "clients": [{"client": t.client or None, **{key: getattr(t, key) for key in counts}} for t in by_client(week)],
        "late": msgspec.to_builtins(week.late),
        "cards": [card.number for card in week.cards],
        "calls": week.calls,
        "items": week.items,
    }


def _plan_json(session: Session, seen: Team) -> list[dict[str, Any]]:
    return [
        {
            "due": session.desk.local(p.due),
            "who": p.who,
            "client": p.client or None,
            "what": p.what,
            "kind": p.state,
            "source": p.source,
        }
        for p in seen.plan
    ]
