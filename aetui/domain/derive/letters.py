"""What starts an event rule, and what meets it, of letters that came from another desk: an answer is owed to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from aetui.domain.derive.moment import Met, Moment
from aetui.domain.derive.starts import Start, stamp
from aetui.domain.letters.acts import DAY, LINE, PAPER, SIGN, TODO, TROUBLE, word
from aetui.domain.letters.thread import Thread, leads_to, thread_of
from aetui.domain.records import Fact, Letter

Trigger = Callable[[Moment, Any], Iterator[Start]]


def asked_by(act: str) -> Trigger:
    """What a letter of that act starts here: from when it was written, and anew when it was written anew."""

    def starts(m: Moment, letter: Letter) -> Iterator[Start]:
        if letter.out or letter.of is not None or letter.act != act or letter.refused is not None:
            return
        thread = thread_of(m.book.thread(letter.id))
        if thread is None:
            return
        given = thread.given
        yield Start(
            record=letter,
            part=thread,
            since="" if given is thread.root else stamp(given.sent_at),
            subject_type="letter",
            subject_id=letter.id,
            number=word(given, "number") or None,
            client_id=client_named(m, word(given, "client")),
            what=f"{letter.who} {word(given, 'text')}",
            start=given.sent_at,
            over=thread.withdrawn.sent_at if thread.withdrawn is not None else None,
        )

    return starts


def client_named(m: Moment, name: str) -> str | None:
    """The client that the other desk calls so, where this one has it too."""
    found = (client.id for client in m.book.clients.values() if name in (client.short, client.name))
    return next(found, None) if name else None


def _answered(_: Moment, s: Start) -> Fact | None:
    """The first answer that changed how it stands. Where its duty was let go, that is the answer."""
    thread: Thread = s.part
    said = next((one for one in thread.said if leads_to(thread.root, one) is not None), None)
    if said is None or (s.record.waived and word(said, "why")):
        return None
    return Fact(at=said.sent_at, how=word(said, "how") or None, why=word(said, "why") or None)


TRIGGERS: dict[str, tuple[str, Trigger]] = {
    "letter.todo": ("letters", asked_by(TODO)),
    "letter.line": ("letters", asked_by(LINE)),
    "letter.trouble": ("letters", asked_by(TROUBLE)),
    "letter.paper": ("letters", asked_by(PAPER)),
    "letter.sign": ("letters", asked_by(SIGN)),
    "letter.day": ("letters", asked_by(DAY)),
}
MET: dict[str, Met] = dict.fromkeys(("taken", "answered", "approved", "signed", "checked"), _answered)
