"""`aetui team`: an AE hands the week over; the AM takes it in, plans the next one and closes the review (A3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from aetui.cli.command import FILE, LINES, WHY, arg, command, flag, group, opt
from aetui.cli.found import PERIOD
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.cli.week.learn import lesson_json, lesson_lines, quality_json, quality_lines
from aetui.cli.week.summaries import summary_json, summary_lines
from aetui.desk.check.intake import read_all, take_all
from aetui.desk.check.lessons import standing
from aetui.desk.check.summaries import hand_week, leader, summaries
from aetui.desk.find.finder import ID_SIGNS
from aetui.desk.letters.asking import ask_words, asked_back
from aetui.desk.papers.sending import came_back
from aetui.desk.periods import week_named
from aetui.desk.week.closing import close_week, write_words
from aetui.desk.week.team import Team, by_client, leads_team, week_of_team
from aetui.desk.week.team_clients import take_clients, team_book
from aetui.desk.week.team_lists import Delivery, TeamThing, deliveries, gathered, late_of, unsettled
from aetui.desk.week.team_plan import add_plan
from aetui.domain.figures import ended_of
from aetui.domain.records import Client, TeamLine, TeamWeek
from aetui.locales.dates import clock, day_line, day_number
from aetui.locales.team import month_words, since_words
from aetui.locales.wording import paper_words, states, team_title

WEEK = opt("--period", type=PERIOD)
COUNTS = ("promised", "kept", "late", "missed", "waived", "open")


def _review(session: Session, period: str | None) -> None:
    """The figures by AE and client, what was late, what is missing."""
    seen = week_of_team(session.desk, session.now, period)
    session.out(lambda: _as_json(session, seen), _page(session, seen))


_MODULES = {
    **dict.fromkeys(("check", "approve", "return", "back"), "week.check"),
    "board": "week.desks",
    "learn": "week.learn",
    "read": "week.summaries",
    **dict.fromkeys(("reports", "chase"), "month.reports"),
    **dict.fromkeys(("day", "add", "give", "order", "sign"), "week.day"),
}
team = group("team", WEEK, modules=_MODULES)(_review)


@command("send", arg("file", FILE, required=False), WEEK, of=team)
def send(session: Session, file: Path | None, period: str | None) -> None:
    """An AE's week for the AM, an AM's summary for the AD; without a file to their desk in the office."""
    desk = session.desk
    to = leader(desk, session.now) if file is None else None
    week, whose = hand_week(desk, period, file, session.now)
    session.kept = True
    if to is not None:
        told = "summary.gone" if leads_team(desk) else "team.gone"
        session.out(
            {"file": None, "week": week, "whose": whose, "to": to.name}, session.say(told, week=week, who=to.name)
        )
        return
    told = "summary.sent" if leads_team(desk) else "team.sent"
    session.out({"file": str(file), "week": week, "whose": whose}, session.say(told, week=week, file=file))


@command("take", arg("path", FILE), flag("--clients"), of=team)
def take(session: Session, path: Path, *, clients: bool) -> None:
    """A file, or every file of a folder; with their clients, where the book lacks them."""
    desk, say = session.desk, session.say
    taken = take_all(desk, read_all(path), session.now)
    lines = [say("team.taken", who=week.whose, week=week.period) for week in taken.weeks]
    lines += [say("check.day_taken", who=day.whose, day=day_number(day.day)) for day in taken.days]
    lines += [say("summary.taken", who=one.whose, week=one.period) for one in taken.summaries]
    lines += [month_words(say, month) for month in taken.months]
    strange = team_book(desk).strange()
    if strange and clients:
        lines.append(_client_words(session, take_clients(desk, session.now)))
    elif strange:
        lines.append(say("team.strange", names=say("list.comma").join(one.short for one in strange)))
    found: list[dict[str, Any]] = [{"week": week.period, "whose": week.whose} for week in taken.weeks]
    found += [{"day": day.day, "whose": day.whose} for day in taken.days]
    found += [{"summary": one.period, "whose": one.whose} for one in taken.summaries]
    found += [{"month": month.period, "whose": month.whose} for month in taken.months]
    session.out(found, lines)


@command("clients", arg("names", nargs=-1), flag("--all", "everyone"), of=team)
def clients(session: Session, names: tuple[str, ...], *, everyone: bool) -> None:
    """The clients of the AEs' files that the book lacks; named, or with `--all`, they are taken into it."""
    if names or everyone:
        made = take_clients(session.desk, session.now, names or None)
        session.out([{"id": c.id, "name": c.name, "short": c.short} for c in made], _client_words(session, made))
        return
    strange = team_book(session.desk).strange()
    rows = [[one.short, one.name if one.name != one.short else ""] for one in strange]
    session.out(
        [{"id": c.id, "name": c.name, "short": c.short} for c in strange],
        table(rows, empty=session.say("team.strange.none")),
    )


def _client_words(session: Session, made: Sequence[Client]) -> str:
    if not made:
        return session.say("team.strange.none")
    return session.say("team.clients_taken", names=session.say("list.comma").join(client.short for client in made))


@command("plan", arg("text", nargs=-1), WEEK, of=team)
def plan(session: Session, text: tuple[str, ...], period: str | None) -> None:
    """Next week as it is planned; with words one thing more."""
    desk, say, now = session.desk, session.say, session.now
    if not text:
        seen = week_of_team(desk, now, period)
        session.out(lambda: _plan_json(session, seen), _plan_lines(session, seen))
        return
    todo = add_plan(desk, " ".join(text), week_named(desk, period, now), now)
    whom = f" @{todo.owner}" if todo.owner else ""
    session.out(
        {"id": todo.id, "text": todo.text, "day": todo.day, "owner": todo.owner},
        say("team.planned", day=day_line(say, todo.day), text=todo.text + whom),
    )


@command("deliveries", WEEK, of=team)
def deliveries_(session: Session, period: str | None) -> None:
    """All AEs' delivery dates in one list (A5)."""
    say = session.say
    found = deliveries(week_of_team(session.desk, session.now, period))
    rows = (
        [
            session.stamp(one.at),
            one.who,
            one.card.client,
            one.card.number,
            one.card.title,
            say(f"card.state.{one.card.state}"),
        ]
        for one in found
    )
    session.out([_delivery_json(session, one) for one in found], table(rows, empty=say("team.deliveries.none")))


@command("words", arg("text", LINES), WEEK, of=team)
def words(session: Session, text: list[str], period: str | None) -> None:
    name = week_named(session.desk, period, session.now)
    write_words(session.desk, name, "\n".join(text), session.now)
    session.out({"week": name}, session.say("team.said"))


@command("close", arg("text", LINES, required=False), WHY, WEEK, of=team)
def close(session: Session, text: list[str] | None, why: str | None, period: str | None) -> None:
    """The week is reviewed and the next one planned."""
    summary = "\n".join(text) if text else None
    closed = close_week(session.desk, session.now, summary, period=period, why=why)
    fact = closed.done
    data = {"week": closed.period, "closed_at": fact.at, "words": fact.how, "why": fact.why}
    session.out(data, session.say("team.closed_said", week=closed.period))


def _page(session: Session, seen: Team) -> Iterator[str]:
    say = session.say
    rows = [["", "", *(say(f"team.count.{key}") for key in COUNTS), ""]]
    for week in seen.all:
        for tally in by_client(week):
            of = ended_of(tally)
            share = say("team.kept_of", kept=tally.kept, of=of) if of else ""
            cells = [str(getattr(tally, key)) for key in COUNTS]
            rows.append([week.whose, tally.client or say("team.house"), *cells, share])
    yield from table(rows, right=range(2, 8))
    yield from summary_lines(session, summaries(session.desk, seen.period, session.now))
    late = late_of(session.desk.rulebook, seen)
    yield f"{say('team.late')} {sum(one.n for one in late)}" if late else say("team.late.none")
    yield from table(_thing(session, one) for one in late)
    still = [one for one in unsettled(seen) if one.who != seen.own.whose]
    for key, found in (("unsettled", still), *((k, gathered(seen, k)) for k in ("delivered", "troubles", "news"))):
        if found:
            yield f"{say(f'team.{key}')} {len(found)}"
            yield from table(_thing(session, one) for one in found)
    yield from quality_lines(session, {week.whose: week.quality for week in seen.all})
    for week in seen.weeks:
        yield from lesson_lines(standing(session.desk, week.whose, week.period))
    back = came_back(session.desk)
    yield from table([paper_words(say, paper), paper.title, paper.id[:ID_SIGNS]] for paper in back)
    yield from table([ask_words(say, one), one.title, say("check.before")] for _, one in asked_back(session.desk))
    for name in seen.missing:
        yield f"? {name}  {say('team.not_in')}"
    if seen.leads:
        closed = session.stamp(seen.closed.at) if seen.closed else ""
        yield say("team.closed", time=closed) if closed else say("team.not_closed")
    if changed := since_words(say, seen.since):
        yield changed
    if seen.words:
        yield seen.words


def _thing(session: Session, one: TeamThing) -> list[str]:
    line, say = one.line, session.say
    what = team_title(say, line, session.desk.rulebook)
    how = {"told": line.note or "", "untold": say("team.untold")}.get(line.state) or say(f"state.{line.state}")
    return [session.stamp(line.due), one.who, line.client, what, states(say, one.states) or how, line.source]


def _plan_lines(session: Session, seen: Team) -> Iterator[str]:
    say, local = session.say, session.desk.local
    rows = (
        [
            day_line(say, local(p.due).date()),
            clock(local(p.due)),
            p.who,
            p.client,
            team_title(say, p.line, session.desk.rulebook),
            p.source,
        ]
        for p in seen.plan
    )
    yield from table(rows, empty=say("team.plan.none"))
    for who, client in seen.bare:
        yield say("team.bare", whats=f"{who} {client}".strip())


def _as_json(session: Session, seen: Team) -> dict[str, Any]:
    return {
        "week": seen.period,
        "weeks": [_week_json(session, week) for week in seen.all],
        "missing": seen.missing,
        "summaries": [summary_json(session, one) for one in summaries(session.desk, seen.period, session.now)],
        "papers_back": [{"id": p.id, "title": p.title, "returned": p.returned} for p in came_back(session.desk)]
        + [{"id": one.id, "title": one.title, "returned": one.returned} for _, one in asked_back(session.desk)],
        "closed_at": seen.closed.at if seen.closed else None,
        "why": seen.closed.why if seen.closed else None,
        "handed_at": seen.handed.at if seen.handed else None,
        "changed_since": seen.since,
        "deliveries": [_delivery_json(session, one) for one in deliveries(seen)],
        "words": seen.words or None,
        "plan": _plan_json(session, seen),
        "unplanned": [{"who": who, "client": client or None} for who, client in seen.bare],
    }


def _week_json(session: Session, week: TeamWeek) -> dict[str, Any]:
    return {
        "whose": week.whose,
        "made": week.made,
        "clients": [
            {"client": t.client or None, "client_id": t.client_id, **{key: getattr(t, key) for key in COUNTS}}
            for t in by_client(week)
        ],
        "late": [_line_json(session, line) for line in week.late],
        "unsettled": [_line_json(session, line) for line in week.unsettled],
        "settled_at": week.settled,
        "cards": [card.number for card in week.cards],
        **{
            key: [_line_json(session, line) for line in getattr(week, key)] for key in ("delivered", "troubles", "news")
        },
        "calls": week.calls,
        "items": week.items,
        "quality": quality_json(week.quality),
        "learn": [lesson_json(one) for one in standing(session.desk, week.whose, week.period)],
    }


def _delivery_json(session: Session, one: Delivery) -> dict[str, Any]:
    card = one.card
    named = {"number": card.number, "title": card.title, "client": card.client or None, "state": card.state}
    return {"who": one.who, "due": session.local(one.at), **named}


def _line_json(session: Session, line: TeamLine) -> dict[str, Any]:
    return {
        "id": line.id or None,
        "rule": line.rule or None,
        "what": team_title(session.say, line, session.desk.rulebook),
        "client": line.client or None,
        "client_id": line.client_id,
        "due": session.local(line.due) if line.due else None,
        "state": line.state,
        "source": line.source,
        "note": line.note,
    }


def _plan_json(session: Session, seen: Team) -> list[dict[str, Any]]:
    return [
        {
            "due": session.local(p.due),
            "who": p.who,
            "client": p.client or None,
            "client_id": p.line.client_id,
            "what": team_title(session.say, p.line, session.desk.rulebook),
            "kind": p.state,
            "source": p.source,
        }
        for p in seen.plan
    ]
