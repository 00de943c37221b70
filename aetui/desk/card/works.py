"""Works that are shown to the client (Q1, Q2, A2): drafts, inside review, sign-offs, sending, the copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from msgspec.structs import replace

from aetui.desk.acts import do
from aetui.desk.acts import works as acts
from aetui.desk.card.cards import card_in
from aetui.desk.card.parts import CardParts
from aetui.desk.core import Desk, new_id
from aetui.desk.facts import Proof, clean, fact
from aetui.desk.find.finder import find_one
from aetui.desk.meeting.rounds import note_round
from aetui.domain.errors import BadInput
from aetui.domain.records import Card, Fact, ReviewRound, Work, WorkKind


def add_work(desk: Desk, number: str, name: str, now: datetime, *, kind: WorkKind | None = None) -> Card:
    """A draft is there; one of the same name is its newer version. Without a kind it is of the card's.
    Raises NotThere, BadInput."""
    what = name.strip()
    if not what:
        raise BadInput("work.empty")
    with desk.change("card.work", now, number=number, what=what) as change:
        card = card_in(desk, number, change)
        work = Work(id=new_id(), name=what, kind=kind or card.kind or "other", made_at=now)
        card = change.put(replace(card, works=[*card.works, work]))
    return card


def review_work(
    desk: Desk,
    number: str,
    name: str,
    now: datetime,
    *,
    wrong: Sequence[str] = (),
    ticked: Sequence[str] = (),
    meeting_id: str | None = None,
    **proof: Unpack[Proof],
) -> Card:
    """A round of the work's review inside (Q1), by another than whose work it is, at that meeting where it was at one. `how`: what was
    said of it; `ticked`: the keys of the criteria that it meets (R7). It passes, or is returned for what is `wrong`, and isn't
    reviewed then until a later round passes it. Raises NotThere, Refused, BadInput for a return of what is out."""
    held = fact(now, **proof)
    one = ReviewRound(held=held, meeting_id=meeting_id, wrong=[w for w in map(clean, wrong) if w], ticked=list(ticked))
    verb = "card.return" if one.wrong else "card.review"
    with WORKS.at_hand(desk, verb, number, name, now) as (change, card, work):
        card = do(change, acts.REVIEW, card, held, work.id, piece=one)
        if meeting_id is not None:
            note_round(desk, meeting_id, card, the_work(card, work.id), now)
    return card


def change_work(desk: Desk, number: str, name: str, changed: str, now: datetime, *, at: datetime | None = None) -> Card:
    """What was changed on a work that was returned (Q1). Raises NotThere, BadInput: it isn't returned, or nothing is said."""
    return WORKS.do(desk, "card.work_change", acts.CHANGE, number, name, fact(now, at=at, how=changed), now)


def sign_work(
    desk: Desk,
    number: str,
    name: str,
    now: datetime,
    *,
    client: bool = False,
    copy: str | None = None,
    **proof: Unpack[Proof],
) -> Card:
    """The supervisor signs (A2), or with `client` the client does (Q2), whose copy lies at `copy`. A supervisor's
    signature is an inside review too, where none was noted. Raises NotThere, BadInput without a name, Refused in one's own."""
    done = fact(now, **proof)
    if not client:
        return WORKS.do(desk, "card.sign", acts.SIGN, number, name, done, now)
    with desk.change("card.sign_client", now, number=number):
        card = WORKS.do(desk, "card.sign_client", acts.SIGN_CLIENT, number, name, done, now)
        if clean(copy):
            card = file_copy(desk, number, the_work(card, name).id, copy or "", now)
    return card


def drop_work(desk: Desk, number: str, name: str, now: datetime) -> Card:
    """Take a work off the card; undo brings it back."""
    return WORKS.drop(desk, "card.work_drop", number, name, now)


def file_copy(desk: Desk, number: str, name: str, place: str, now: datetime) -> Card:
    """Where the client's signed copy lies (Q2)."""
    return WORKS.do(desk, "card.copy", acts.COPY, number, name, Fact(at=now), now, words=place.strip())


def send_work(desk: Desk, number: str, name: str, now: datetime, **proof: Unpack[Proof]) -> Card:
    """The work goes out to the client. Refused for Q2's six kinds without the inside review and the supervisor's
    sign-off (A2, Q1, Q2), unless a reason is written down. Raises NotThere, Refused."""
    return WORKS.do(desk, "card.send", acts.SEND, number, name, fact(now, **proof), now)


def the_work(card: Card, said: str) -> Work:
    """The work that is meant; the card's page numbers them, of several versions the newest is. Raises NotThere, BadInput where
    several names match."""
    return find_one(card.works, said, kind="work", listed=card.works, work=said, number=card.number)


WORKS = CardParts("works", the_work, lambda work: work.name)
