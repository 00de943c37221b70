"""What `done` and `let go` mean on a letter, the same by key, in the shell and read aloud."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from aetui.desk.core import Desk
from aetui.desk.facts import Proof
from aetui.desk.letters.answering import answer, mark_read
from aetui.desk.letters.shown import LetterSeen, see, thread_in
from aetui.domain.errors import NotThere
from aetui.domain.letters.acts import ACTS, CHASE, word
from aetui.domain.letters.thread import Thread
from aetui.domain.records import Letter
from aetui.locales import Texts

DONE_SAYS = ("seen", "done", "reply", "approved", "signed", "checked")
"""What `done` says to a letter, the first of these that it may get; to a chase that one is on it (`taken`)."""


def seen_letter(desk: Desk, say: Texts, letter_id: str, now: datetime) -> LetterSeen:
    """That letter as a line. Raises NotThere."""
    letter = desk.get(Letter, letter_id)
    if letter is None:
        raise NotThere("letter.unknown", name=letter_id)
    return see(desk, say, letter, thread_in(desk, letter), now)


def says_done(seen: LetterSeen) -> str:
    """The answer that `done` gives; empty where the letter asks for none."""
    if not seen.answers:
        return ""
    if seen.letter.act == CHASE and "taken" in seen.answers:
        return "taken"
    return next((one for one in DONE_SAYS if one in seen.answers), "")


def finish_letter(desk: Desk, say: Texts, letter_id: str, now: datetime, *, how: str | None = None) -> str:
    """Done with it: answered where that is all it asks, else seen. What is told of it. Raises NotThere, BadInput."""
    seen = seen_letter(desk, say, letter_id, now)
    says = says_done(seen)
    if not says:
        mark_read(desk, [letter_id], now)
        return say("letter.read.said", what=seen.what or seen.said)
    return answer_letter(desk, say, seen, says, now, how=how)


def let_go_letter(desk: Desk, say: Texts, letter_id: str, why: str, now: datetime) -> str:
    """It is refused, or returned, with a reason. Raises NotThere, BadInput where it asks for no answer."""
    seen = seen_letter(desk, say, letter_id, now)
    root = seen.thread.root if seen.thread is not None else seen.letter
    act = ACTS.get(root.act)
    if act is None or act.waived not in seen.answers:
        raise NotThere("letter.nothing_to_refuse", who=seen.letter.who)
    return answer_letter(desk, say, seen, act.waived, now, why=why)


def answer_letter(
    desk: Desk,
    say: Texts,
    seen: LetterSeen,
    says: str,
    now: datetime,
    *,
    how: str | None = None,
    why: str | None = None,
) -> str:
    """Say that in the matter of the letter; what is told of it."""
    assert seen.thread is not None
    with desk.change("letter.answer", now, who=seen.letter.who):
        told = answer_thread(desk, say, seen.thread, says, now, how=how, why=why)
        if seen.letter.of is not None:
            mark_read(desk, [seen.letter.id], now)
    return told


def answer_thread(desk: Desk, say: Texts, thread: Thread, says: str, now: datetime, **proof: Unpack[Proof]) -> str:
    """Say that to what another desk began; what is told of it. Raises BadInput, Refused."""
    root = thread.root
    answer(desk, root.id, says, now, **proof)
    return say(f"letter.answered.{says}", what=word(thread.given, "text"), who=root.who)
