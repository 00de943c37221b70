"""Works that are shown to the client (Q1, Q2, A2): drafts, inside review, sign-offs, sending, the copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from msgspec.structs import replace

from aetui.desk.acts import do
from aetui.desk.acts import works as acts
from aetui.desk.acts.hands import whose_hand
from aetui.desk.book.deputies import stands_in
from aetui.desk.card.cards import card_in
from aetui.desk.card.parts import CardParts
from aetui.desk.core import Desk, new_id
from aetui.desk.facts import Proof, clean, fact, past
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.desk.meeting.rounds import note_round
from aetui.domain.cards.works import Criterion, criteria, waits_for_signature
from aetui.domain.errors import BadInput
from aetui.domain.records import Card, Client, Fact, Remark, ReviewRound, Work, WorkKind


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


def tick_work(desk: Desk, number: str, name: str, line: str, now: datetime) -> Card:
    """A criterion (R7), by its key, its place in the list or its words, that the work was found to meet, as its review goes on;
    once more, and it isn't. The next round takes it with it. Raises NotThere, BadInput: the work is out."""
    with WORKS.at_hand(desk, "card.tick", number, name, now) as (change, card, work):
        one = the_criterion(card, line, desk)
        card = do(change, acts.TICK, card, Fact(at=now), work.id, words=one.key)
    return card


def note_remarks(
    desk: Desk,
    number: str,
    name: str,
    texts: Sequence[str],
    now: datetime,
    *,
    by: str | None = None,
    at: datetime | None = None,
) -> Card:
    """What the client said of a work that is out (Q1), each to be answered. Raises NotThere, BadInput: it isn't out yet,
    nothing is said, a time to come."""
    said = [clean(text) for text in texts]
    with WORKS.at_hand(desk, "card.remark", number, name, now) as (change, card, work):
        for text in [one for one in said if one] or [""]:
            one = Remark(id=new_id(), text=text, at=past(at, now), by=clean(by) or card.requested_by)
            card = do(change, acts.REMARK, card, Fact(at=one.at), work.id, piece=one)
    return card


def answer_remark(
    desk: Desk, number: str, name: str, remark: str, answer: str, now: datetime, **proof: Unpack[Proof]
) -> Card:
    """What was answered to a remark of the client (Q1), by its id, its place on the work or its words. Raises NotThere, BadInput:
    no words."""
    proof["how"] = answer
    with WORKS.at_hand(desk, "card.answer", number, name, now) as (change, card, work):
        one = find_one(work.remarks, remark, kind="remark", listed=work.remarks, number=card.number)
        card = do(change, acts.ANSWER, card, fact(now, **proof), work.id, words=one.id)
    return card


def who_says(desk: Desk, card: Card) -> list[str]:
    """Those of the client who may say something of a work."""
    client = desk.get(Client, card.client_id)
    return [contact.name for contact in client.contacts] if client else []


def the_criterion(card: Card, said: str, desk: Desk) -> Criterion:
    """The line of the card's brief that is meant. Raises NotThere, BadInput where several are."""
    names = Look[Criterion]("criterion", lambda one: (one.key, desk.say(f"card.field.{one.key}"), one.text), text=True)
    lines = criteria(card)
    return find_one(lines, said, names, listed=lines, kind="criterion", number=card.number)


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


def ask_signature(
    desk: Desk, number: str, name: str, now: datetime, *, by: str | None = None, note: str | None = None
) -> Card:
    """The supervisor, or whom `by` names, is asked on their own desk to sign the work (Q2). Raises NotThere, BadInput: they are in no
    office, it needs no signature, has one, is out, or was returned and nothing was changed."""
    with WORKS.at_hand(desk, "card.ask", number, name, now) as (change, card, work):
        who = whose_hand(desk, clean(by)) or stands_in(desk, "approves", "supervisor", now)
        change.args["who"] = who or ""
        card = do(change, acts.ASK, card, Fact(at=now, by=who, how=clean(note)), work.id)
    return card


def unask_signature(desk: Desk, number: str, name: str, now: datetime) -> Card:
    """It is asked for no more (Q2). Raises NotThere, BadInput: it wasn't asked for."""
    with WORKS.at_hand(desk, "card.unask", number, name, now) as (change, card, work):
        if not waits_for_signature(card, work):
            raise BadInput("work.not_asked", work=work.name)
        left = [replace(one, asked=None) if one.id == work.id else one for one in card.works]
        card = change.put(replace(card, works=left))
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
