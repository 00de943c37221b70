"""Works that are shown to the client (Q1, Q2, A2): drafts, inside review, sign-offs, sending, the copy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.cards import card_in
from aetui.desk.core import Desk, new_id
from aetui.desk.facts import clean, past
from aetui.desk.finder import find_one
from aetui.domain.errors import BadInput, Refused
from aetui.domain.gates import unsent_for
from aetui.domain.records import Card, Fact, Passed, Work, WorkKind


def add_work(desk: Desk, number: str, name: str, now: datetime, *, kind: WorkKind | None = None) -> Card:
    """A draft is there; one of the same name is its newer version. Without a kind it is of the card's.
    Raises NotThere, BadInput."""
    clean = name.strip()
    if not clean:
        raise BadInput("work.empty")
    with desk.change("card.work", now, number=number, what=clean) as change:
        card = card_in(desk, number, change)
        work = Work(id=new_id(), name=clean, kind=kind or card.kind or "other", made_at=now)
        card = change.put(replace(card, works=[*card.works, work]))
    return card


def review_work(desk: Desk, number: str, name: str, now: datetime, *, by: str | None, how: str | None = None) -> Card:
    """The work was looked at inside (Q1). `how`: what was said of it."""
    fact = Fact(at=now, by=clean(by), how=clean(how))
    return _edit(desk, "card.review", number, name, now, lambda w: replace(w, reviewed=fact))


def sign_work(
    desk: Desk,
    number: str,
    name: str,
    now: datetime,
    *,
    by: str,
    client: bool = False,
    copy: str | None = None,
    at: datetime | None = None,
) -> Card:
    """The supervisor signs (A2), or with `client` the client does (Q2), whose copy lies at `copy`. A supervisor's
    signature is an inside review too, where none was noted. Raises NotThere, BadInput without a name."""
    if not by.strip():
        raise BadInput("work.who")
    fact = Fact(at=past(at, now), by=by.strip())

    def edit(work: Work) -> Work:
        if client:
            return replace(work, client_signed=fact, copy_at=clean(copy) or work.copy_at)
        return replace(work, signed=fact, reviewed=work.reviewed or fact)

    return _edit(desk, "card.sign_client" if client else "card.sign", number, name, now, edit)


def drop_work(desk: Desk, number: str, name: str, now: datetime) -> Card:
    """Take a work off the card; undo brings it back."""
    with desk.change("card.work_drop", now, number=number) as change:
        card = card_in(desk, number, change)
        work = the_work(card, name)
        change.args["what"] = work.name
        card = change.put(replace(card, works=[w for w in card.works if w.id != work.id]))
    return card


def file_copy(desk: Desk, number: str, name: str, place: str, now: datetime) -> Card:
    """Where the client's signed copy lies (Q2)."""
    return _edit(desk, "card.copy", number, name, now, lambda w: replace(w, copy_at=clean(place)))


def send_work(
    desk: Desk, number: str, name: str, now: datetime, *, how: str | None = None, why: str | None = None
) -> Card:
    """The work goes out to the client. Refused for Q2's six kinds without the inside review and the supervisor's
    sign-off (A2, Q1, Q2), unless a reason is written down. Raises NotThere, Refused."""
    reason = clean(why)
    with desk.change("card.send", now, number=number) as change:
        card = card_in(desk, number, change)
        work = the_work(card, name)
        change.args["what"] = work.name
        missing = unsent_for(work)
        if missing and not reason:
            raise Refused("gate.signed", rule="A2", work=work.name, missing=missing)
        passed = [Passed(gate="A2", why=reason, at=now)] if missing and reason else []
        sent = replace(work, sent=Fact(at=now, how=clean(how), why=reason if passed else None))
        works = [sent if w.id == work.id else w for w in card.works]
        card = change.put(replace(card, works=works, passed=[*card.passed, *passed]))
    return card


def the_work(card: Card, said: str) -> Work:
    """The work that is meant; the card's page numbers them, of several versions the newest is. Raises NotThere, BadInput where
    several names match."""
    return find_one(card.works, said, kind="work", listed=card.works, work=said, number=card.number)


def _edit(desk: Desk, verb: str, number: str, name: str, now: datetime, edit: Callable[[Work], Work]) -> Card:
    with desk.change(verb, now, number=number) as change:
        card = card_in(desk, number, change)
        work = the_work(card, name)
        change.args["what"] = work.name
        card = change.put(replace(card, works=[edit(w) if w.id == work.id else w for w in card.works]))
    return card
