"""`aetui week`: a week's days and clients. `aetui round`: Monday's calls or the weekly reports, client by client."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput
from aetui.domain.obligations import Obligation

SIGNS = {"pending": "○", "soon": "○", "overdue": "!", "met": "✓", "met_late": "✓", "waived": "–", "missed": "✗"}


@click.command("week", cls=Spoken)
@click.option("--period", metavar="WEEK")
@common
@click.pass_obj
def week(session: Session, period: str | None) -> None:
    from aetui.cli.day.duties import warn
    from aetui.desk.week.days import week as look

    _ = session.desk
    session.relearn()
    seen = look(session.desk, session.now, period, lang=session.say.lang)
    if session.json:
        session.out_json(_week_json(session, seen))
    else:
        _print_week(session, seen)
    warn(session)


@click.command("round", cls=Spoken)
@click.argument("kind", required=False, default="calls", metavar="[calls|reports]")
@common
@click.pass_obj
def round_(session: Session, kind: str) -> None:
    from aetui.desk.week.rounds import monday_of, talk, the_round

    if kind not in ("calls", "reports"):
        raise BadInput("round.kind", text=kind)
    desk, now = session.desk, session.now
    session.relearn()
    seen = the_round(desk, "calls" if kind == "calls" else "reports", now)
    since = monday_of(desk, now) if kind == "reports" else None
    told = [(stop, talk(desk, stop.client, now, since=since, owed=seen.owed)) for stop in seen.stops]
    if session.json:
        done, total = seen.share
        stops = [_stop_json(session, stop, said) for stop, said in told]
        session.out_json({"kind": kind, "period": seen.period, "done": done, "of": total, "clients": stops})
        return
    if not told:
        session.out(session.say(f"round.{kind}.none"))
    for n, (stop, said) in enumerate(told):
        if n:
            session.out()
        _print_stop(session, stop, said)
    if told and not seen.open:
        session.out()
        session.out(session.say(f"round.{kind}.all"))


# As JSON


def _iso(session: Session, moment: datetime | None) -> str | None:
    return session.desk.local(moment).isoformat(timespec="seconds") if moment else None


def _duty_json(session: Session, owed: Obligation | None) -> dict[str, Any] | None:
    from aetui.cli.day.duties import as_json

    return as_json(session, owed, session.now) if owed else None


def _week_json(session: Session, seen: Any) -> dict[str, Any]:
    return {
        "week": seen.period,
        "when": seen.when,
        "days": [
            {
                "day": day.day,
                "working": day.working,
                "makeup": day.makeup,
                "holiday": day.holiday,
                "away": day.away is not None,
                "closed_at": _iso(session, day.closed.at) if day.closed else None,
                "entries": [_entry_json(session, e) for e in day.entries],
            }
            for day in seen.days
        ],
        "before": [_entry_json(session, e) for e in seen.before],
        "clients": [
            {
                "client": row.client.short,
                "call": _duty_json(session, row.call),
                "report": _duty_json(session, row.report),
                "confirm": _duty_json(session, row.confirm),
                **_sent_json(session, row, row.report),
            }
            for row in seen.clients
        ],
    }


def _entry_json(session: Session, entry: Any) -> dict[str, Any]:
    from aetui.desk.day.today import client_name
    from aetui.locales.wording import title

    desk, owed = session.desk, entry.obligation
    return {
        "key": entry.key,
        "kind": entry.kind,
        "title": title(session.say, owed, desk.rulebook) if owed and entry.kind == "duty" else entry.what,
        "rule": owed.rule if owed else None,
        "source": entry.source,
        "client": client_name(desk, entry.client_id) or None,
        "number": entry.number,
        "owner": entry.owner,
        "at": _iso(session, entry.at),
        "end": _iso(session, entry.end),
        "state": entry.state,
    }


def _stop_json(session: Session, stop: Any, told: Any) -> dict[str, Any]:
    return {
        "client": stop.client.short,
        "contacts": [{"name": c.name, "title": c.title, "phone": c.phone} for c in stop.client.contacts],
        "stand": stop.stand,
        "duty": _duty_json(session, stop.duty),
        "confirm": _duty_json(session, stop.confirm),
        **_sent_json(session, stop, stop.duty),
        "since": _iso(session, told.since),
        "news": [
            {"at": _iso(session, n.at), "kind": n.kind, "card": n.card.number, "title": n.card.title, "what": n.what}
            for n in told.news
        ],
        "ahead": [
            {
                "at": _iso(session, a.at),
                "kind": a.kind,
                "card": a.card.number,
                "title": a.card.title,
                "what": a.what,
                "owner": a.owner,
            }
            for a in told.ahead
        ],
        "questions": [_item_json(session, i) for i in told.questions],
        "promises": [_item_json(session, i) for i in told.promises],
        "inside": {
            "troubles": [_item_json(session, i) for i in told.troubles],
            "overdue": [_duty_json(session, o) for o in told.late],
        },
    }


def _sent_json(session: Session, row: Any, owed: Obligation | None) -> dict[str, Any]:
    """C2: whether no time is agreed for the report, and when it went, with or without one."""
    noted = row.noted
    sent = noted.done.at if noted is not None and not noted.let_go else None
    if owed is not None and owed.rule == "week.report":
        sent = owed.met_at
    return {"no_time": row.unfixed, "sent_at": _iso(session, sent)}


def _item_json(session: Session, item: Any) -> dict[str, Any]:
    return {"id": item.id, "text": item.text, "due": _iso(session, item.due)}


# As text


def _print_week(session: Session, seen: Any) -> None:
    from aetui.cli.plain import columns
    from aetui.domain.week import counted
    from aetui.locales.dates import day_line

    say = session.say
    year, number, _ = seen.monday.isocalendar()
    span = say("week.span", first=day_line(say, seen.days[0].day), last=day_line(say, seen.days[6].day))
    session.out(f"{year} {say('week.title', n=number)}  {say(f'week.when.{seen.when}')}  {span}")
    if seen.before:
        session.out()
        session.out(f"{say('week.before')} {len(seen.before)}")
        for line in columns([_entry_cells(session, e, dated=True) for e in seen.before]):
            session.out("  " + line)
    for day in seen.days:
        session.out()
        session.out(_day_title(session, day, seen.now.date()))
        for line in columns([_entry_cells(session, e) for e in day.entries]):
            session.out("  " + line)
        if not day.entries:
            session.out("  " + say("week.nothing" if day.working else "week.free"))
    session.out()
    n = counted(seen.clients)
    said = "  ".join(f"{say(f'week.{key}')} {done}/{total}" for key, (done, total) in n.items() if key != "confirm")
    session.out(f"{say('week.clients')} {len(seen.clients)}  {said}")
    for line in columns([_client_cells(session, row) for row in seen.clients]):
        session.out("  " + line)
    if not seen.clients:
        session.out("  " + say("empty.clients"))


def _day_title(session: Session, day: Any, today: Any) -> str:
    from aetui.locales.dates import day_line

    say = session.say
    parts = [day_line(say, day.day)]
    if day.day == today:
        parts.append(say("week.today"))
    if day.makeup and day.holiday:
        parts.append(say("week.makeup", name=day.holiday))
    elif not day.working:
        parts.append(say("week.holiday", name=day.holiday) if day.holiday else say("week.off"))
    if day.away is not None:
        parts.append(say("week.away"))
    if day.closed is not None:
        parts.append(say("week.closed"))
    return "  ".join(parts)


def _entry_cells(session: Session, entry: Any, *, dated: bool = False) -> list[str]:
    from aetui.desk.day.today import client_name
    from aetui.locales.dates import clock, stamp
    from aetui.locales.wording import title

    say, desk, owed = session.say, session.desk, entry.obligation
    at = desk.local(entry.at) if entry.at else None
    name = title(say, owed, desk.rulebook) if owed and entry.kind == "duty" else entry.what
    if entry.kind == "meeting":
        name = f"{say('week.meeting')} {name}"
    return [
        SIGNS[entry.state],
        (stamp(at) if dated or entry.elsewhere else clock(at)) if at else "",
        client_name(desk, entry.client_id),
        name,
        f"@{entry.owner}" if entry.owner else "",
        say(f"state.{entry.state}") if entry.state not in ("pending", "met") else "",
        entry.source,
    ]


def _stand(session: Session, owed: Obligation | None) -> str:
    from aetui.locales.dates import clock, weekday

    if owed is None:
        return "·"
    say, desk = session.say, session.desk
    at = desk.local(owed.met_at or owed.due)
    when = f"{weekday(say, at.date())} {clock(at)}"
    word = say(f"state.{owed.state}") if owed.state in ("overdue", "waived", "missed") else ""
    return " ".join(t for t in (SIGNS[owed.state], word, "" if owed.state == "waived" else when, owed.how or "") if t)


def _report(session: Session, row: Any, owed: Obligation | None) -> str:
    """How a report stands, also one for which no time is agreed."""
    from aetui.locales.dates import clock, weekday

    if not row.unfixed:
        return _stand(session, owed)
    say, noted = session.say, row.noted
    if noted is None:
        return f"{SIGNS['pending']} {say('week.no_time')}"
    if noted.let_go:
        return f"{SIGNS['waived']} {say('state.waived')}"
    at = session.desk.local(noted.done.at)
    return " ".join(t for t in (SIGNS["met"], f"{weekday(say, at.date())} {clock(at)}", noted.done.how or "") if t)


def _client_cells(session: Session, row: Any) -> list[str]:
    say = session.say
    confirm = row.confirm
    said = ""
    if confirm is not None:
        said = say("week.confirmed" if confirm.state in ("met", "met_late") else "week.to_confirm")
        said = said if confirm.state not in ("waived", "missed") else say(f"state.{confirm.state}")
    return [
        row.client.short,
        f"{say('week.call.short')} {_stand(session, row.call)}",
        f"{say('week.report.short')} {_report(session, row, row.report)}",
        said,
    ]


def _print_stop(session: Session, stop: Any, told: Any) -> None:
    from aetui.locales.dates import stamp

    say, desk = session.say, session.desk
    who = next(iter(stop.client.contacts), None)
    whom = " ".join(t for t in (who.name, who.title or "", who.phone or say("round.no_phone")) if t) if who else ""
    stand = f"{say('week.call.short' if stop.duty and stop.duty.rule == 'week.call' else 'week.report.short')}"
    confirm = f"  {say('round.stand.to_confirm')}" if stop.to_confirm else ""
    session.out(f"{stop.client.name}  {whom or say('round.no_contact')}")
    session.out(f"  {stand} {_report(session, stop, stop.duty)}{confirm}")

    def part(key: str, rows: list[str]) -> None:
        session.out(f"  {say(f'round.{key}')} {len(rows)}" if rows else f"  {say(f'round.{key}.none')}")
        for row in rows:
            session.out(f"    {row}")

    def due(at: datetime | None) -> str:
        return stamp(desk.local(at)) if at else say("round.no_date")

    part("news", [f"{due(n.at)}  {n.card.title}  {say(f'round.told.{n.kind}', what=n.what)}" for n in told.news])
    part(
        "ahead",
        [
            f"{due(a.at)}  {a.card.title}  {a.what if a.kind == 'step' else say(f'round.{a.kind}')}{f'  @{a.owner}' if a.owner else ''}"
            for a in told.ahead
        ],
    )
    part("asked", [f"? {i.text}" for i in told.questions])
    part("promised", [f"> {i.text}" for i in told.promises])
    if told.troubles or told.late:
        from aetui.locales.wording import title

        inside = [f"! {i.text}" for i in told.troubles]
        inside += [f"{say('state.overdue')} {title(say, o, desk.rulebook)} ({o.source})" for o in told.late]
        part("inside", inside)
