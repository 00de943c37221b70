"""`aetui letter`: what goes between the desks of one office, and the answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from aetui.cli.command import ALL, AT, HOW, Typed, arg, command, group, opt
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.letters import finishing, shown
from aetui.desk.letters.answering import mark_read
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import ACTS, word
from aetui.domain.letters.thread import Thread
from aetui.domain.records import Letter


def _offered(session: Session, _: click.Context) -> list[tuple[str, str]]:
    return [(word(one.given, "text"), one.root.who) for one in shown.listed(session.desk) if word(one.given, "text")]


def _list(session: Session, *, everything: bool = False) -> None:
    """What goes on, newest first; --all: what ended too. A letter that couldn't be taken in stands there as well."""
    desk, say = session.desk, session.say
    found = shown.listed(desk, everything=everything)
    rows = [
        [
            "→" if one.mine else "←",
            one.root.who,
            say(f"letter.act.{one.root.act}") if say.has(f"letter.act.{one.root.act}") else one.root.act,
            word(one.given, "text"),
            shown.state_words(say, one) if one.root.refused is None else shown.said(desk, say, one.root, session.now),
            session.when(one.letters[-1].sent_at),
            one.root.id[:6],
        ]
        for one in found
    ]
    session.out(lambda: [as_json(session, one) for one in found], table(rows, empty=say("letter.list.none")))


letter = group("letter", ALL)(_list)
WHICH = arg("which", Typed(lambda session, text: shown.the_matter(session.desk, text), _offered), metavar="LETTER")


@command("list", ALL, of=letter)
def list_(session: Session, everything: bool) -> None:
    _list(session, everything=everything)


@command("show", WHICH, of=letter)
def show(session: Session, which: Thread) -> None:
    """Letter by letter; it isn't marked as seen by that."""
    lines = [f"{who}  {what}" if who else f"  {what}" for who, what in _lines(session, which)]
    session.out(
        lambda: as_json(session, which),
        [*lines, f"{session.say('letter.stands')}  {shown.state_words(session.say, which)}"],
    )


@command("take", WHICH, HOW, AT, of=letter)
def take(session: Session, which: Thread, how: str | None, at: datetime | None) -> None:
    _answer(session, which, "taken", how=how, at=at)


@command("refuse", WHICH, opt("--why", required=True), AT, of=letter)
def refuse(session: Session, which: Thread, why: str, at: datetime | None) -> None:
    """Refused, or returned, with a reason."""
    act = ACTS.get(which.root.act)
    _answer(session, which, act.waived if act is not None else "refused", why=why, at=at)


@command("answer", WHICH, arg("words", nargs=-1, required=True, metavar="TEXT"), AT, of=letter)
def answer(session: Session, which: Thread, words: tuple[str, ...], at: datetime | None) -> None:
    """What was reported is answered (R10)."""
    _answer(session, which, "reply", how=" ".join(words), at=at)


@command("done", WHICH, HOW, AT, of=letter)
def done(session: Session, which: Thread, how: str | None, at: datetime | None) -> None:
    """What was given is done, with its proof; news were seen; a paper is approved; a day is signed."""
    answers = shown.answers_to(which)
    says = next((one for one in finishing.DONE_SAYS if one in answers and one != "reply"), "done")
    _answer(session, which, says, how=how, at=at)


@command("read", WHICH, of=letter)
def read(session: Session, which: Thread) -> None:
    """What came in it was seen, and leaves the board."""
    mark_read(session.desk, [one.id for one in which.letters if not one.out], session.now)
    _told(session, which, session.say("letter.read.said", what=word(which.given, "text")))


def _answer(session: Session, which: Thread, says: str, **proof: Any) -> None:
    if which.mine or says not in shown.answers_to(which):
        raise BadInput("letter.no_such_answer", who=which.root.who)
    _told(session, which, finishing.answer_thread(session.desk, session.say, which, says, session.now, **proof))


def _told(session: Session, which: Thread, message: str) -> None:
    def data() -> object:
        root = session.desk.get(Letter, which.root.id) or which.root
        return as_json(session, shown.thread_in(session.desk, root) or which)

    session.out(data, message)


def _lines(session: Session, which: Thread) -> list[tuple[str, str]]:
    return shown.lines_of(session.desk, session.say, which, session.now)


def as_json(session: Session, found: Thread) -> dict[str, Any]:
    """A matter between two desks."""
    root = found.root
    return {
        "id": root.id,
        "act": root.act,
        "way": "out" if root.out else "in",
        "who": root.who,
        "text": word(found.given, "text"),
        "due": session.local(shown.moment_of(found.given, "due") or shown.moment_of(found.given, "at")),
        "client": word(found.given, "client") or None,
        "state": found.state,
        "withdrawn": found.withdrawn is not None,
        "refused": root.refused,
        "about": root.about,
        "answers": list(shown.answers_to(found)),
        "letters": [
            {
                "id": one.id,
                "act": one.act,
                "way": "out" if one.out else "in",
                "at": session.local(one.sent_at),
                "says": word(one, "says") or None,
                "how": word(one, "how") or None,
                "why": word(one, "why") or None,
                "refused": one.refused,
            }
            for one in found.letters
        ],
    }
