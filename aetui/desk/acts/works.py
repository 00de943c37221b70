"""Works that are shown to the client (Q1, Q2, A2): reviewed inside in rounds, signed, sent, signed by the client, the copy filed."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.desk.acts.hands import own_hand
from aetui.desk.acts.parts import card_of, edited, part_of
from aetui.domain.cards.works import asks_for_answer, criteria, returned, rounds_of, waits_for_signature
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.gates import unsent_for
from aetui.domain.records import SIGNED_KINDS, Card, Fact, Remark, ReviewRound, Work

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


def _round(doing: Doing) -> ReviewRound:
    """As it is held; what was ticked on the work before counts for it."""
    piece = doing.piece if isinstance(doing.piece, ReviewRound) else ReviewRound(held=doing.fact)
    met = {*piece.ticked, *_work(doing).ticked}
    return replace(piece, held=doing.fact, ticked=[one.key for one in criteria(card_of(doing)) if one.key in met])


def _in_time(doing: Doing) -> None:
    """What is out is defended (Q1), not returned."""
    work = _work(doing)
    if work.sent is not None and _round(doing).wrong:
        raise BadInput("work.out", work=work.name)


def _same_round(doing: Doing) -> bool:
    """By the same hand, with nothing new said of it, and nothing changed since."""
    known, one = rounds_of(_work(doing)), _round(doing)
    if not known or known[-1].changed:
        return False
    last = known[-1]
    return (
        (last.held.by, last.wrong) == (one.held.by, one.wrong)
        and one.held.how in (None, last.held.how)
        and one.meeting_id in (None, last.meeting_id)
        and set(one.ticked) <= set(last.ticked)
    )


def _reviewed(work: Work, doing: Doing) -> Work:
    one = _round(doing)
    rounds = [*rounds_of(work), one]
    if one.wrong:  # what is mended is signed anew
        return replace(work, rounds=rounds, ticked=[], reviewed=None, asked=None, signed=None)
    return replace(work, rounds=rounds, ticked=[], reviewed=one.held)


def _signed(work: Work, doing: Doing) -> Work:
    """A supervisor's signature is an inside review too, where none was noted."""
    passed = work if work.reviewed else _reviewed(work, doing)
    return replace(passed, signed=doing.fact)


def _to_ask(doing: Doing) -> None:
    work, desk = _work(doing), doing.change.desk
    _named(doing)
    if work.kind not in SIGNED_KINDS:
        raise BadInput("work.no_signature", work=work.name)
    if work.sent is not None:
        raise BadInput("work.out", work=work.name)
    if work.signed is not None:
        raise BadInput("work.signed_already", work=work.name, by=work.signed.by or "")
    if desk.mail.to(doing.fact.by) is None:
        raise BadInput("work.not_in_office", who=doing.fact.by, work=work.name)
    asked = replace(work, asked=doing.fact)
    if not waits_for_signature(
        replace(card_of(doing), works=[asked if w is work else w for w in card_of(doing).works]), asked
    ):
        raise BadInput("work.ask_changed", work=work.name)


def _asked_of(doing: Doing) -> bool:
    held = _work(doing).asked
    return held is not None and held.by == doing.fact.by and doing.fact.how in (None, held.how)


def _to_tick(doing: Doing) -> None:
    work = _work(doing)
    if work.sent is not None:
        raise BadInput("work.out", work=work.name)
    if not any(one.key == doing.words for one in criteria(card_of(doing))):
        raise NotThere("criterion.unknown", number=card_of(doing).number, name=doing.words)


def _ticked(work: Work, doing: Doing) -> Work:
    key = doing.words
    left = [one for one in work.ticked if one != key]
    return replace(work, ticked=left if key in work.ticked else [*left, key])


def _to_remark(doing: Doing) -> None:
    work, piece = _work(doing), doing.piece
    if work.sent is None:
        raise BadInput("work.not_out", work=work.name)
    if not isinstance(piece, Remark) or not piece.text:
        raise BadInput("remark.empty", work=work.name)


def _remarked(work: Work, doing: Doing) -> Work:
    assert isinstance(doing.piece, Remark)
    return replace(work, remarks=[*work.remarks, doing.piece])


def _said_already(doing: Doing) -> bool:
    """The same words, that nobody answered yet."""
    one = doing.piece
    return isinstance(one, Remark) and any(
        asks_for_answer(said) and (said.text, said.by) == (one.text, one.by) for said in _work(doing).remarks
    )


def _remark(doing: Doing) -> Remark:
    found: Remark | None = next((one for one in _work(doing).remarks if one.id == doing.words), None)
    if found is None:
        raise NotThere("remark.unknown", number=card_of(doing).number, name=doing.words)
    return found


def _to_answer(doing: Doing) -> None:
    _remark(doing)
    if not doing.fact.how:
        raise BadInput("remark.answer", work=_work(doing).name)


def _answered(work: Work, doing: Doing) -> Work:
    remarks = [replace(one, answer=doing.fact) if one.id == doing.words else one for one in work.remarks]
    return replace(work, remarks=remarks)


def _returned(doing: Doing) -> None:
    work = _work(doing)
    if returned(work) is None:
        raise BadInput("work.not_returned", work=work.name)
    if not doing.fact.how:
        raise BadInput("work.unchanged", work=work.name)


def _changed(work: Work, doing: Doing) -> Work:
    last = work.rounds[-1]
    return replace(work, rounds=[*work.rounds[:-1], replace(last, changed=[*last.changed, doing.fact])])


REVIEW = Act(Card, edited("works", _reviewed), gates=(_anothers,), check=_in_time, stands=_same_round)
"""A round of the review (Q1): it passes the work, or returns it with what was wrong."""
CHANGE = Act(
    Card,
    edited("works", _changed),
    check=_returned,
    stands=lambda doing: any(fact.how == doing.fact.how for fact in _work(doing).rounds[-1].changed),
)
"""What was changed on a work that was returned (`how`)."""
ASK = Act(Card, edited("works", lambda w, doing: replace(w, asked=doing.fact)), check=_to_ask, stands=_asked_of)
"""The supervisor (`by`) is asked on their own desk for the signature (Q2)."""
TICK = Act(Card, edited("works", _ticked), check=_to_tick)
"""A criterion (R7; `words`: its key) that the work was found to meet; once more, and it isn't."""
REMARK = Act(Card, edited("works", _remarked), check=_to_remark, stands=_said_already)
"""What the client said of a work that is out (Q1; `piece`)."""
ANSWER = Act(
    Card,
    edited("works", _answered),
    check=_to_answer,
    stands=lambda doing: (held := _remark(doing).answer) is not None and held.how == doing.fact.how,
    since=lambda doing: _remark(doing).at,
)
"""What was answered to it (`words`: the remark's id; `how`: the answer)."""
SIGN = Act(
    Card,
    edited("works", _signed),
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
ACTS = (REVIEW, CHANGE, ASK, TICK, REMARK, ANSWER, SIGN, SIGN_CLIENT, SEND, COPY)
