"""`aetui round`: Monday's calls or the weekly reports, client by client (C1, C2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from aetui.cli.command import arg, command, one_of
from aetui.cli.session import Session
from aetui.cli.week.duty import obligation_json, report_words, sent_json
from aetui.cli.week.waited import waited_json, waited_line
from aetui.desk.waiting import owner_of
from aetui.desk.week.rounds import RoundKind, Stop, Talk, monday_of, talk, the_round
from aetui.domain.records import Item
from aetui.locales.amounts import late_words, unpaid_words
from aetui.locales.wording import news_words


@command("round", arg("kind", one_of("round.kind", "calls", "reports"), default="calls", metavar="[calls|reports]"))
def round_(session: Session, kind: RoundKind) -> None:
    desk, now = session.desk, session.now
    seen = the_round(desk, kind, now)
    since = monday_of(desk, now) if kind == "reports" else None
    talks = [(stop, talk(desk, stop.client, now, since=since, obligations=seen.owed)) for stop in seen.stops]

    def data() -> dict[str, Any]:
        done, total = seen.share
        clients = [_stop_json(session, stop, topics) for stop, topics in talks]
        return {"kind": kind, "period": seen.period, "done": done, "of": total, "clients": clients}

    def lines() -> Iterator[str]:
        if not talks:
            yield session.say(f"round.{kind}.none")
        for n, (stop, topics) in enumerate(talks):
            yield from [""] if n else []
            yield from _stop_lines(session, stop, topics)
        if talks and not seen.open:
            yield from ("", session.say(f"round.{kind}.all"))

    session.out(data, lines())


def _stop_json(session: Session, stop: Stop, topics: Talk) -> dict[str, Any]:
    def items(found: list[Item]) -> list[dict[str, Any]]:
        return [{"id": i.id, "text": i.text, "due": session.iso(i.due)} for i in found]

    return {
        "client": stop.client.short,
        "contacts": [{"name": c.name, "title": c.title, "phone": c.phone} for c in stop.client.contacts],
        "stand": stop.stand,
        "duty": obligation_json(session, stop.obligation),
        "confirm": obligation_json(session, stop.confirm),
        **sent_json(session, stop, stop.obligation),
        "since": session.iso(topics.since),
        "news": [
            {
                "at": session.iso(n.at),
                "kind": n.kind,
                "card": n.card.number if n.card else None,
                "title": n.about,
                "what": n.what,
            }
            for n in topics.news
        ],
        "ahead": [
            {
                "at": session.iso(a.at),
                "kind": a.kind,
                "card": a.card.number,
                "title": a.card.title,
                "what": a.what,
                "owner": a.owner,
            }
            for a in topics.ahead
        ],
        "questions": items(topics.questions),
        "promises": items(topics.promises),
        "waiting": [waited_json(session, one) for one in topics.waiting],
        "unpaid": [
            {
                "card": u.card.number,
                "title": u.card.title,
                "kind": u.line.kind,
                "text": u.line.text,
                "amount": str(u.line.amount),
                "currency": u.line.currency,
                "due": session.iso(u.line.due),
                "days": u.days,
            }
            for u in topics.unpaid
        ],
        "inside": {
            "troubles": items(topics.troubles),
            "overdue": [obligation_json(session, o) for o in topics.late],
            "unexplained": [c.number for c in topics.unexplained],
        },
    }


def _stop_lines(session: Session, stop: Stop, topics: Talk) -> Iterator[str]:
    say = session.say
    who = next(iter(stop.client.contacts), None)
    whom = (who.name, who.title, who.phone or say("round.no_phone")) if who else (say("round.no_contact"),)
    calls = stop.obligation is not None and stop.obligation.rule == "week.call"
    confirm = f"  {say('round.stand.to_confirm')}" if stop.to_confirm else ""
    yield f"{stop.client.name}  {' '.join(filter(None, whom))}"
    yield f"  {say('week.call.short' if calls else 'week.report.short')} {report_words(session, stop, stop.obligation)}{confirm}"

    def due(at: datetime | None) -> str:
        return session.stamp(at) or say("round.no_date")

    def ahead(kind: str, what: str, owner: str | None) -> str:
        return (what if kind == "step" else say(f"round.{kind}")) + (f"  {owner}" if owner else "")

    inside = [f"! {i.text}" for i in topics.troubles]
    inside += [f"{say('state.overdue')} {session.title(o)} ({o.source})" for o in topics.late]
    inside += [say("round.unexplained", number=c.number, title=c.title) for c in topics.unexplained]
    parts = {
        "news": [f"{due(n.at)}  {n.about}  {news_words(say, n)}" for n in topics.news],
        "ahead": [
            f"{due(a.at)}  {a.card.title}  {ahead(a.kind, a.what, owner_of(session.desk, say, a.owner, a.card.client_id))}"
            for a in topics.ahead
        ],
        "asked": [f"? {i.text}" for i in topics.questions],
        "promised": [f"> {i.text}" for i in topics.promises],
        **({"waiting": [waited_line(session, one) for one in topics.waiting]} if topics.waiting else {}),
        **(
            {
                "unpaid": [
                    f"{due(u.line.due)}  {unpaid_words(say, u)}  {late_words(say, u, 'round')}" for u in topics.unpaid
                ]
            }
            if topics.unpaid
            else {}
        ),
        **({"ask": [say("round.ask.new")]} if calls else {}),
        **({"inside": inside} if inside else {}),
    }
    for key, rows in parts.items():
        count = "" if key == "ask" else f" {len(rows)}"
        yield f"  {say(f'round.{key}')}{count}" if rows else f"  {say(f'round.{key}.none')}"
        yield from (f"    {row}" for row in rows)
