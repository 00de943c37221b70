"""`aetui report KIND`: a paper as Markdown, HTML or Word; sent, approved, shown again as it was sent."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from aetui.cli.command import AT, FILE, HOW, OFFICE, WHY, Typed, arg, command, flag, opt
from aetui.cli.found import BY, CARD, CLIENT, MEETING, OF_CLIENT, ON_CARD, PERIOD, PERSON
from aetui.cli.past.clip import hand_over
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.check.sheet import checker
from aetui.desk.copying.build import copy_of_sheet
from aetui.desk.copying.text import Copied
from aetui.desk.day.memos import the_memo
from aetui.desk.find.finder import ID_SIGNS
from aetui.desk.letters.asking import ask_paper, sent_words, the_ask
from aetui.desk.month.all_at_once import KINDS, hand_in_all, plan_kind, to_hand_in
from aetui.desk.month.appraisals import the_person
from aetui.desk.month.month_file import month_named, send_month
from aetui.desk.month.plans import period_for
from aetui.desk.papers import Sheet, Subject, build, leaves, message_of, write_to, written
from aetui.desk.papers.sending import answer_paper, approve_paper, return_paper, send_paper, sheet_of, the_paper
from aetui.domain.clock.periods import span
from aetui.domain.errors import BadInput
from aetui.domain.lines import names
from aetui.domain.papers import PAPERS
from aetui.domain.plans import named_period
from aetui.domain.records import Memo, Paper
from aetui.locales.wording import paper_words

_PERSON = Typed(lambda session, text: the_person(session.desk, text), PERSON.offers)
_MEMO = Typed(
    lambda session, text: the_memo(session.desk, text),
    lambda session, _: [(m.text, m.to) for m in session.desk.book.live_of(Memo)],
)
ABOUT = {"card": CARD, "client": CLIENT, "meeting": MEETING, "memo": _MEMO, "person": _PERSON}
"""By what a kind of paper is about, how that is found; what is about the desk alone is of a period."""


def _kinds(session: Session, _: click.Context) -> list[tuple[str, str]]:
    return [
        *((kind, session.say(f"paper.{kind}")) for kind in PAPERS),
        ("list", ""),
        *((word, "") for word in ("show", "approve", "return", "answer")),
    ]


def _subjects(session: Session, ctx: click.Context) -> list[tuple[str, str]]:
    """What a paper of the kind that stands before is about."""
    kind = PAPERS.get(str(ctx.params.get("kind")))
    found = ABOUT.get(kind.about) if kind is not None else None
    return list(found.offers(session, ctx)) if found is not None and found.offers else []


@command(
    "report",
    arg("kind", Typed(offers=_kinds)),
    arg("ident", Typed(offers=_subjects), required=False, metavar="ID"),
    OF_CLIENT,
    ON_CARD,
    opt("--meeting", type=MEETING),
    opt("--memo", type=_MEMO),
    opt("--person", type=_PERSON),
    opt("--period", type=PERIOD),
    opt("-o", "--out", type=FILE),
    flag("--send"),
    flag("--ask"),
    HOW,
    opt("--to"),
    opt("--copy", multiple=True, type=PERSON),
    flag("--message"),
    flag("--clipboard"),
    opt("--hand-in", type=FILE, is_flag=False, flag_value="."),
    flag("--all", "everyone"),
    BY,
    AT,
    WHY,
)
def report(
    session: Session,
    kind: str,
    ident: str | None,
    period: str | None,
    out: Path | None,
    send: bool,
    ask: bool,
    how: str | None,
    to: str | None,
    copy: tuple[str, ...],
    message: bool,
    clipboard: bool,
    by: str | None,
    at: datetime | None,
    why: str | None,
    hand_in: Path | None,
    everyone: bool,
    **about: Any,
) -> None:
    desk, now = session.desk, session.now
    if hand_in is not None:
        _hand_in(session, kind, ident or about["client"], period, hand_in)
    elif everyone:
        _send_all(session, kind, period, how, send=send and ident is None)
    elif kind == "list":
        _list(session)
    elif kind == "show":
        _show(session, the_paper(desk, ident or ""), out)
    elif kind == "approve":
        paper = approve_paper(desk, ident or "", by or "", now, why=why)
        session.out(paper, session.say("paper.approved", title=paper.title, by=by))
    elif kind == "return":
        paper = return_paper(desk, ident or "", how or "", by or "", now, why=why)
        session.out(paper, session.say("paper.was_returned", title=paper.title, by=by))
    elif kind == "answer":
        paper = answer_paper(desk, ident or "", how or "", now)
        session.out(paper, session.say("paper.was_answered", title=paper.title))
    elif kind not in PAPERS:
        raise BadInput("report.kind", kind=kind, kinds=list(PAPERS))
    else:
        subject = _subject(session, PAPERS[kind].about, ident, period, about)
        if to or copy:
            named = [name for said in copy for name in names.read(said, known=desk.colleagues)]
            subject = replace(subject, to=to, copies=named if copy else None)
        sheet = build(desk, session.say, kind, subject, now)
        if ask:
            asked = ask_paper(desk, sheet, subject, now)
            session.out(asked, session.say("paper.asked", who=asked.asked.by or "", title=asked.title))
            return
        if send:
            held = the_ask(desk, kind, subject)
            text = written(desk, sheet, "md").decode()
            paper = send_paper(desk, sheet, text, subject, now, at=at, how=how, to=to, by=by, why=why)
            if out is None:
                told = session.say("paper.was_sent", title=paper.title, to=paper.to or "–", id=paper.id[:ID_SIGNS])
                words = [line for line in (told, sent_words(session.say, held, paper)) if line]
                session.out({key: getattr(paper, key) for key in ("id", "kind", "title", "to")}, words)
        if out is not None:
            _write(session, sheet, out)
        elif clipboard and not send:
            lines = message_of(desk, sheet) if message else None
            house = not leaves(kind, subject)
            hand_over(session, Copied(lines, house) if lines else copy_of_sheet(session.say, sheet, house=house))
        elif message and not send:
            session.out({"message": message_of(desk, sheet)}, message_of(desk, sheet).splitlines())
        elif not send and session.json:
            session.print_json(sheet)
        elif not send:
            sys.stdout.write(written(desk, sheet, "md").decode())


def _hand_in(session: Session, kind: str, of: object, period: str | None, file: Path) -> None:
    """The month of all our clients, as a file for the AM (A8). Raises BadInput for another paper, or for one client."""
    if kind != "monthly":
        raise BadInput("month.hand_in", kind=kind)
    if of is not None:
        raise BadInput("month.whole")
    to = checker(session.desk, session.now) if file == OFFICE else None
    made = send_month(session.desk, period, None if file == OFFICE else file, session.now)
    session.kept = True
    data = {"file": str(file), "month": made.period, "whose": made.whose, "clients": [r.client for r in made.reports]}
    if to is not None:
        message = session.say("month.gone", period=made.period, n=len(made.reports), who=to.name)
        session.out({**data, "file": None, "to": to.name}, message)
        return
    session.out(data, session.say("month.sent", period=made.period, n=len(made.reports), file=file))


def _send_all(session: Session, kind: str, period: str | None, how: str | None, *, send: bool) -> None:
    """All that is owed of that kind goes to the AD. Raises BadInput for another kind, without --send, where none is owed."""
    if kind not in KINDS or not send:
        raise BadInput("month.all_kind")
    desk, say, plan = session.desk, session.say, plan_kind(kind)
    if plan is None:
        name = month_named(desk, period, session.now)
    else:
        name = named_period(plan, period) if period else period_for(desk, plan, session.now)
    waiting = to_hand_in(desk, kind, name, session.now).waiting
    sent = hand_in_all(desk, kind, name, session.now, how=how)
    lines = [say("month.went", kind=say(f"paper.{kind}"), n=len(sent), to=sent[0].to or "–")]
    if waiting:
        lines.append(say("month.waits", names=say("list.comma").join(c.short for c in waiting)))
    told = [{key: getattr(paper, key) for key in ("id", "kind", "title", "to")} for paper in sent]
    session.out({"sent": told, "waiting": [client.short for client in waiting]}, lines)


def _subject(session: Session, about: str, ident: str | None, period: str | None, given: dict[str, Any]) -> Subject:
    """What the paper is about: as the options say, or the word behind its kind. Raises BadInput, NotThere."""
    if about == "desk":
        period = period or ident
    elif ident and given[about] is None:
        found = ABOUT[about].read
        given[about] = found(session, ident) if found else ident
    if period:
        span(period)
    return Subject(period=period, **given)


def _write(session: Session, sheet: Sheet, out: Path) -> None:
    write_to(session.desk, sheet, out)
    session.kept = True
    data = {"file": str(out), "kind": sheet.kind, "title": sheet.title}
    session.out(data, session.say("paper.written", file=out))


def _list(session: Session) -> None:
    """What was sent, the newest first."""
    say = session.say
    found = sorted(session.desk.each(Paper), key=lambda p: p.sent.at, reverse=True)
    rows = (
        [
            session.stamp(p.sent.at),
            p.title,
            p.to or "",
            p.sent.how or "",
            paper_words(say, p),
            p.id[:ID_SIGNS],
        ]
        for p in found
    )
    session.out(found, table(rows, empty=say("empty.papers")))


def _show(session: Session, paper: Paper, out: Path | None) -> None:
    """A sent paper as it was sent; with -o in the format that the ending says."""
    sheet = sheet_of(paper)
    if session.json and out is None:
        session.print_json(paper)
    elif out is None or sheet is None:
        sys.stdout.write(paper.text)
    else:
        _write(session, sheet, out)
