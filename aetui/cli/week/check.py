"""`aetui team check|approve|return|back`: an AM goes through her AEs' papers, and answers them by file (A2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aetui.cli.command import FILE, HOW, Typed, arg, command
from aetui.cli.found import PERSON
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.check.back import Answers, answers, send_back
from aetui.desk.check.copies import approve_copy, listed, return_copy, waiting
from aetui.domain.records import TeamPaper
from aetui.locales.wording import paper_words

COPY = Typed(offers=lambda session, _: [(paper.title, paper.whose) for paper in waiting(session.desk)])


@command("check")
def check(session: Session) -> None:
    """What waits for the AM's word and what was judged since the last answer, numbered; what is to go back to whom."""
    desk = session.desk
    papers, back = waiting(desk), [one for one in answers(desk) if one.n]
    session.out(
        lambda: {"papers": [_paper_json(session, p) for p in papers], "back": [_back_json(one) for one in back]},
        _lines(session, len(papers), listed(desk), back),
    )


@command("approve", arg("paper", COPY))
def approve(session: Session, paper: str) -> None:
    done = approve_copy(session.desk, paper, session.now)
    session.out(_paper_json(session, done), session.say("copy.approved", title=done.title, who=done.whose))


@command("return", arg("paper", COPY), HOW)
def return_(session: Session, paper: str, how: str | None) -> None:
    """--how: the remark."""
    done = return_copy(session.desk, paper, how, session.now)
    session.out(_paper_json(session, done), session.say("copy.returned", title=done.title, who=done.whose))


@command("back", arg("name", PERSON), arg("file", FILE))
def back(session: Session, name: str, file: Path) -> None:
    """The answers to that AE, as a file for her desk."""
    sent = send_back(session.desk, name, file, session.now)
    session.kept = True
    session.out(
        {"file": str(file), **_back_json(sent)},
        session.say("check.sent", who=sent.whose, file=file, **_counts(sent)),
    )


def _lines(session: Session, n_open: int, papers: list[TeamPaper], back: list[Answers]) -> Iterator[str]:
    say = session.say
    yield f"{say('check.papers')} {n_open}"
    yield from table(
        (
            [str(n), session.stamp(p.sent.at), p.whose, p.client, p.title, p.to or "", paper_words(say, p)]
            for n, p in enumerate(papers, 1)
        ),
        empty=say("check.papers.none"),
        indent="  ",
    )
    if back:
        yield say("check.back")
        for one in back:
            yield "  " + say("check.back.line", who=one.whose, **_counts(one))


def _paper_json(session: Session, paper: TeamPaper) -> dict[str, Any]:
    return {
        "id": paper.id,
        "whose": paper.whose,
        "kind": paper.kind,
        "title": paper.title,
        "client": paper.client or None,
        "to": paper.to,
        "sent_at": session.local(paper.sent.at),
        "approved": paper.approved,
        "returned": paper.returned,
        "answered": paper.answered,
    }


def _back_json(one: Answers) -> dict[str, Any]:
    return {"whose": one.whose, **_counts(one)}


def _counts(one: Answers) -> dict[str, int]:
    return {"days": len(one.days), "papers": len(one.papers), "todos": len(one.todos)}
