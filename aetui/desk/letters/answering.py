"""What is said to letters that came: taken on, refused with a reason, done with proof, answered, seen."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from msgspec.structs import replace

from aetui.desk.acts import do
from aetui.desk.acts import letter as acts
from aetui.desk.acts import memo as memo_acts
from aetui.desk.acts import todo as todo_acts
from aetui.desk.acts.papers import RETURN
from aetui.desk.check.summaries import read_in
from aetui.desk.core import Change, Desk
from aetui.desk.facts import Proof, fact
from aetui.desk.leave.bundles import note_in
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import ACTS, SUMMARY
from aetui.domain.letters.thread import READ
from aetui.domain.records import Cover, Fact, Letter, Memo, TeamPaper, Todo
from aetui.domain.records.refs import Ref


def answer(desk: Desk, letter_id: str, says: str, now: datetime, **proof: Unpack[Proof]) -> Letter:
    """Say that to a letter: `taken`, `refused`, `reply`, `seen`, or `done` of what it gave. Raises NotThere, BadInput, Refused."""
    with desk.change("letter.answer", now) as change:
        letter = change.need(Letter, letter_id, "letter.unknown", name=letter_id)
        change.args["who"] = letter.who
        answer_in(change, letter, says, fact(now, **proof))
    return desk.get(Letter, letter_id) or letter


def answer_in(change: Change, letter: Letter, says: str, said: Fact) -> None:
    """Inside a change: as `answer`. What it gave is done, or dropped, with it."""
    made = _made(change, letter)
    act = acts.BY_ANSWER.get(says)
    if says == "done" and made is not None and says in ACTS[letter.act].answers:
        if isinstance(made, Todo):
            do(change, todo_acts.DONE, made, said)
        elif isinstance(made, Memo):
            do(change, memo_acts.DONE, made, said)
        elif isinstance(made, Cover):
            note_in(change, made, said, done=True)
        return
    if says == "seen" and letter.act == SUMMARY:  # that it was read stands on it, and goes back from there
        read_in(change, Ref.parse(letter.about or "").id)
        return
    if act is None:
        raise BadInput("letter.no_such_answer", who=letter.who)
    do(change, act, letter, said)
    if says == "refused":
        drop_made(change, letter, said)


def drop_made(change: Change, letter: Letter, said: Fact) -> None:
    """Inside a change: what the letter gave isn't ours any more."""
    made = _made(change, letter)
    if isinstance(made, Todo):
        do(change, todo_acts.DROP, made, said)
    elif isinstance(made, TeamPaper):
        do(change, RETURN, made, Fact(at=said.at, by=change.desk.owner, how=said.why))
    elif isinstance(made, Memo | Cover) and made.done is None:
        change.delete(made)


def mark_read(desk: Desk, letter_ids: list[str], now: datetime) -> None:
    """They were seen on the board, and need not stand there any more."""
    with desk.change("letter.read", now) as change:
        for letter_id in letter_ids:
            letter = change.get(Letter, letter_id)
            if letter is not None and READ not in letter.met:
                change.args.setdefault("who", letter.who)
                change.put(replace(letter, met={**letter.met, READ: Fact(at=now)}))


def _made(change: Change, letter: Letter) -> Todo | Memo | Cover | TeamPaper | None:
    ref = Ref.parse(letter.about or "")
    found = change.desk.book.get(ref.kind, ref.id) if not letter.out and ref.kind in _MADE else None
    return found if isinstance(found, Todo | Memo | Cover | TeamPaper) else None


_MADE = ("todos", "memos", "covers", "teampapers")
"""The kinds of what a letter makes here, that is ended by an act of its own."""
