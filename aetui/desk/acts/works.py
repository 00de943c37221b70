"""Works that are shown to the client (Q1, Q2, A2): reviewed inside, signed, sent, signed by the client, the copy filed."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.desk.acts.hands import own_hand
from aetui.desk.acts.parts import edited, part_of
from aetui.domain.errors import BadInput, Refused
from aetui.domain.gates import unsent_for
from aetui.domain.records import Card, Fact

_work = part_of("works")


def _anothers(doing: Doing) -> Refused | None:
    return own_hand(doing.change.desk, doing.fact.by)


def _named(doing: Doing) -> None:
    if not doing.fact.by:
        raise BadInput("work.who")


def _approved(doing: Doing) -> Refused | None:
    work = _work(doing)
    missing = unsent_for(work)
    return Refused("gate.signed", rule="A2", work=work.name, missing=missing) if missing else None


def _same(field: str) -> Callable[[Doing], bool]:
    """By the same hand, with nothing new said of it. Another's hand is another review."""

    def stands(doing: Doing) -> bool:
        held: Fact | None = getattr(_work(doing), field)
        fact = doing.fact
        return held is not None and held.by == fact.by and fact.how in (None, held.how)

    return stands


REVIEW = Act(
    Card,
    edited("works", lambda w, doing: replace(w, reviewed=doing.fact)),
    gates=(_anothers,),
    stands=_same("reviewed"),
)
SIGN = Act(
    Card,
    # A supervisor's signature is an inside review too, where none was noted.
    edited("works", lambda w, doing: replace(w, signed=doing.fact, reviewed=w.reviewed or doing.fact)),
    gates=(_anothers,),
    check=_named,
    stands=_same("signed"),
)
SIGN_CLIENT = Act(
    Card,
    edited("works", lambda w, doing: replace(w, client_signed=doing.fact)),
    gates=(_anothers,),
    check=_named,
    stands=_same("client_signed"),
)
SEND = Act(
    Card,
    edited("works", lambda w, doing: replace(w, sent=doing.fact)),
    gates=(_approved,),
    stands=lambda doing: _work(doing).sent is not None,
)
COPY = Act(Card, edited("works", lambda w, doing: replace(w, copy_at=doing.words or None)))
ACTS = (REVIEW, SIGN, SIGN_CLIENT, SEND, COPY)
