"""`aetui report KIND`: a paper as Markdown, HTML or Word; sent, approved, shown again as it was sent."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput

if TYPE_CHECKING:
    from aetui.desk.papers import Sheet, Subject


@click.command("report", cls=Spoken)
@click.argument("kind")
@click.argument("ident", required=False, metavar="ID")
@click.option("--client", metavar="NAME")
@click.option("--card", "number", metavar="NUMBER")
@click.option("--meeting", metavar="ID")
@click.option("--memo", metavar="ID")
@click.option("--person", metavar="NAME")
@click.option("--period", metavar="P")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--send", is_flag=True)
@click.option("--how", metavar="TEXT")
@click.option("--to", metavar="NAME")
@click.option("--by", metavar="NAME")
@click.option("--at", metavar="TIME")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def report(
    session: Session,
    kind: str,
    ident: str | None,
    client: str | None,
    number: str | None,
    meeting: str | None,
    memo: str | None,
    person: str | None,
    period: str | None,
    out: Path | None,
    send: bool,
    how: str | None,
    to: str | None,
    by: str | None,
    at: str | None,
    why: str | None,
) -> None:
    from aetui.desk.find.finder import ID_SIGNS
    from aetui.desk.papers import build, written
    from aetui.desk.papers.sending import approve_paper, send_paper
    from aetui.domain.papers import PAPERS

    desk = session.desk
    session.relearn()
    if kind == "list":
        _list(session)
        return
    if kind == "show":
        _show(session, ident or "", out)
        return
    if kind == "approve":
        paper = approve_paper(desk, ident or "", by or "", session.now, why=why)
        session.out(session.say("paper.approved", title=paper.title, by=by))
        return
    if kind not in PAPERS:
        raise BadInput("report.kind", kind=kind, kinds=list(PAPERS))
    given = {"client": client, "card": number, "meeting": meeting, "memo": memo, "person": person}
    about = PAPERS[kind].about
    if about == "desk":
        period = period or ident
    else:
        given[about] = given[about] or ident
    subject = _subject(session, given, period)
    sheet = build(desk, session.say, kind, subject, session.now)
    if send:
        text = written(desk, sheet, "md").decode()
        when = session.time(at) if at else None
        paper = send_paper(desk, sheet, text, subject, session.now, at=when, how=how, to=to, by=by, why=why)
        if session.json and out is None:
            session.out_json({"id": paper.id, "kind": paper.kind, "title": paper.title, "to": paper.to})
        elif out is None:
            session.out(session.say("paper.was_sent", title=paper.title, to=paper.to or "–", id=paper.id[:ID_SIGNS]))
    if out is not None:
        _write(session, sheet, out)
    elif not send and session.json:
        import msgspec

        session.out_json(msgspec.to_builtins(sheet))
    elif not send:
        sys.stdout.write(written(desk, sheet, "md").decode())


def _subject(session: Session, given: dict[str, str | None], period: str | None) -> Subject:
    from aetui.desk.book.clients import resolve
    from aetui.desk.card.cards import the_card
    from aetui.desk.day.memos import the_memo
    from aetui.desk.meeting.meetings import the_meeting
    from aetui.desk.month.appraisals import the_person
    from aetui.desk.papers import Subject
    from aetui.domain.clock.periods import span

    desk = session.desk
    if period:
        span(period)
    return Subject(
        card=the_card(desk, given["card"]) if given["card"] else None,
        client=resolve(desk, given["client"]) if given["client"] else None,
        meeting=the_meeting(desk, given["meeting"], session.now) if given["meeting"] else None,
        memo=the_memo(desk, given["memo"]) if given["memo"] else None,
        person=the_person(desk, given["person"]) if given["person"] else None,
        period=period,
    )


def _write(session: Session, sheet: Sheet, out: Path) -> None:
    from aetui.desk.papers import write_to

    write_to(session.desk, sheet, out)
    session.kept = True
    if session.json:
        session.out_json({"file": str(out), "kind": sheet.kind, "title": sheet.title})
    else:
        session.out(session.say("paper.written", file=out))


def _list(session: Session) -> None:
    from aetui.cli.plain import columns
    from aetui.desk.find.finder import ID_SIGNS
    from aetui.domain.records import Paper
    from aetui.locales.dates import stamp

    desk, say = session.desk, session.say
    found = sorted(desk.each(Paper), key=lambda p: p.sent.at, reverse=True)
    if session.json:
        import msgspec

        session.out_json([msgspec.to_builtins(p) for p in found])
        return
    if not found:
        session.out(say("empty.papers"))
    rows = [
        [
            stamp(desk.local(p.sent.at)),
            p.title,
            p.to or "",
            p.sent.how or "",
            (p.approved.by or "✓") if p.approved else say("paper.not_approved"),
            p.id[:ID_SIGNS],
        ]
        for p in found
    ]
    for line in columns(rows):
        session.out(line)


def _show(session: Session, ident: str, out: Path | None) -> None:
    """A sent paper as it was sent; with -o in the format that the ending says."""
    from aetui.desk.papers.sending import sheet_of, the_paper

    paper = the_paper(session.desk, ident)
    sheet = sheet_of(paper)
    if out is None or sheet is None:
        sys.stdout.write(paper.text)
        return
    _write(session, sheet, out)
