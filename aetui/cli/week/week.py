"""`aetui week`: a week's days and clients."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from aetui.cli.command import command, opt
from aetui.cli.found import PERIOD
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.cli.week.duty import SIGNS, obligation_json, obligation_words, report_words, sent_json
from aetui.desk.waiting import owner_of
from aetui.desk.week.days import Week
from aetui.desk.week.days import week as seen_week
from aetui.domain.week import ClientWeek, WeekDay, WeekEntry, counted
from aetui.locales.dates import clock, day_line, stamp


@command("week", opt("--period", type=PERIOD))
def week(session: Session, period: str | None) -> None:
    seen = seen_week(session.desk, session.now, period, lang=session.say.lang)
    session.out(lambda: _as_json(session, seen), _page(session, seen))
    session.warn_of_doubts()


def _as_json(session: Session, seen: Week) -> dict[str, Any]:
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
                "closed_at": session.iso(day.closed.at) if day.closed else None,
                "entries": [_entry_json(session, e) for e in day.entries],
            }
            for day in seen.days
        ],
        "before": [_entry_json(session, e) for e in seen.before],
        "clients": [
            {
                "client": row.client.short,
                **{key: obligation_json(session, getattr(row, key)) for key in ("call", "report", "confirm")},
                **sent_json(session, row, row.report),
            }
            for row in seen.clients
        ],
    }


def _entry_json(session: Session, entry: WeekEntry) -> dict[str, Any]:
    obligation = entry.obligation
    return {
        "key": entry.key,
        "kind": entry.kind,
        "title": _entry_words(session, entry),
        "rule": obligation.rule if obligation else None,
        "source": entry.source,
        "client": session.client(entry.client_id) or None,
        "number": entry.number,
        "owner": entry.owner,
        "at": session.iso(entry.at),
        "end": session.iso(entry.end),
        "state": entry.state,
    }


def _entry_words(session: Session, entry: WeekEntry) -> str:
    return session.title(entry.obligation) if entry.obligation and entry.kind == "duty" else entry.what


def _page(session: Session, seen: Week) -> Iterator[str]:
    say = session.say
    year, number, _ = seen.monday.isocalendar()
    span = say("week.span", first=day_line(say, seen.days[0].day), last=day_line(say, seen.days[6].day))
    yield f"{year} {say('week.title', n=number)}  {say(f'week.when.{seen.when}')}  {span}"
    if seen.before:
        yield from ("", f"{say('week.before')} {len(seen.before)}")
        yield from table((_cells(session, e, dated=True) for e in seen.before), indent="  ", cuts=CUTS)
    for day in seen.days:
        yield from ("", _day_title(session, day, seen.now.date()))
        nothing = "  " + say("week.nothing" if day.working else "week.free")
        yield from (
            table((_cells(session, e) for e in day.entries), indent="  ", cuts=CUTS) if day.entries else [nothing]
        )
    n = counted(seen.clients)
    words = "  ".join(f"{say(f'week.{key}')} {done}/{total}" for key, (done, total) in n.items() if key != "confirm")
    yield from ("", f"{say('week.clients')} {len(seen.clients)}  {words}")
    yield from table((_client_cells(session, row) for row in seen.clients), empty=say("empty.clients"), indent="  ")


def _day_title(session: Session, day: WeekDay, today: date) -> str:
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


CUTS = ((6, 0), (3, 24), (2, 8), (4, 8))
"""Of an entry's row the source gives way first, then the title's tail; its time never does."""


def _cells(session: Session, entry: WeekEntry, *, dated: bool = False) -> list[str]:
    say, name = session.say, _entry_words(session, entry)
    at = session.local(entry.at)
    return [
        SIGNS[entry.state],
        (stamp(at) if dated or entry.elsewhere else clock(at)) if at else "",
        session.client(entry.client_id),
        f"{say('week.meeting')} {name}" if entry.kind == "meeting" else name,
        owner_of(session.desk, say, entry.owner, entry.client_id),
        say(f"state.{entry.state}") if entry.state not in ("pending", "met") else "",
        entry.source,
    ]


def _client_cells(session: Session, row: ClientWeek) -> list[str]:
    say, confirm, words = session.say, row.confirm, ""
    if confirm is not None and confirm.state in ("waived", "missed"):
        words = say(f"state.{confirm.state}")
    elif confirm is not None:
        words = say("week.confirmed" if confirm.state in ("met", "met_late") else "week.to_confirm")
    return [
        row.client.short,
        f"{say('week.call.short')} {obligation_words(session, row.call)}",
        f"{say('week.report.short')} {report_words(session, row, row.report)}",
        words,
    ]
