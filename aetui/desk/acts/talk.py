"""What was said on the phone: kept, answered, reported, shared, put on a card (R9, D3, R10, D7, D4, Y3)."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.desk.card.cards import client_cards, link_item, next_number, short_number
from aetui.domain import marks
from aetui.domain.errors import BadInput, Refused
from aetui.domain.records import Brief, Call, Card, Client, Item, Made, Record

NEW = ("+", "＋")
"""Before words, or alone: a new card, as on the phone."""


def _item(doing: Doing) -> Item:
    assert isinstance(doing.record, Item)
    return doing.record


def _said(doing: Doing) -> datetime:
    return _item(doing).at


def _solved(doing: Doing) -> None:
    """R10: a report bears the solution that is proposed."""
    if not doing.fact.how:
        raise Refused("gate.solution", rule="R10")


def _done(doing: Doing) -> Item:
    return replace(_item(doing), done=doing.fact)


def _over(doing: Doing) -> bool:
    return _item(doing).done is not None


def _trouble_told(doing: Doing) -> Item:
    """A `!` is reported; of a promise that is late it is told that it is, and it stays to be kept."""
    item = _item(doing)
    if item.mark == "!":
        return replace(item, done=doing.fact)
    return replace(item, reported=[*item.reported, doing.fact])


def _lateness_told(doing: Doing) -> Record:
    """R10, C3: one report for all that is late on a card, or for a client; or of a step that is named."""
    record = doing.record
    assert isinstance(record, (Card, Client))
    if isinstance(record, Card) and doing.part:
        steps = [replace(s, reported=doing.fact) if s.id == doing.part else s for s in record.steps]
        return replace(record, steps=steps)
    return replace(record, reported=[*record.reported, doing.fact])


def _called_back(doing: Doing) -> Call:
    assert isinstance(doing.record, Call)
    return replace(doing.record, returned=doing.fact)


def _was_missed(doing: Doing) -> datetime:
    assert isinstance(doing.record, Call)
    return doing.record.at


def _returned(doing: Doing) -> bool:
    return isinstance(doing.record, Call) and doing.record.returned is not None


def _on_it(doing: Doing) -> bool:
    """Already on the card that is named, or on one where none is."""
    held = _item(doing).card_id
    if held is None or (doing.fact.how or "").strip()[:1] in NEW:
        return False
    card = doing.card or _named(doing)
    return card is None or card.id == held


def _carded(doing: Doing) -> Item:
    """On the card that is named, by its number or, of the client's open ones, by its last three digits; `+` and words open
    a new one. A request (`+`) that names none opens its own."""
    item, change = _item(doing), doing.change
    card = doing.card or _named(doing)
    if card is not None:
        return link_item(change, item.id, card)
    said = doing.fact.how or ""
    if said[:1] in NEW:
        said = said[1:].strip()
    elif said or item.mark != "+":
        listed = [f"{c.number} {c.title}" for c in client_cards(change.desk, item.client_id)]
        raise BadInput("card.which" if listed else "card.which_none", said=said, cards=listed)
    if item.client_id is None:
        raise BadInput("card.needs_client")
    opened = change.new(
        Card,
        number=next_number(change, doing.fact.at),
        client_id=item.client_id,
        title=marks.headline(said or item.text),
        brief=Brief(what=item.text),
        requested_at=item.at,
        opened_at=doing.fact.at,
        deliver_at=item.due,
        item_id=item.id,
    )
    return replace(link_item(change, item.id, opened), made=item.made or Made(type="card", id=opened.id))


def _named(doing: Doing) -> Card | None:
    said = (doing.fact.how or "").strip()
    if not said or said[:1] in NEW:
        return None
    return short_number(doing.change, said, _item(doing).client_id)


KEEP = Act(Item, _done, met="kept", since=_said, stands=_over)
ANSWER = Act(Item, _done, met="returned", since=_said, stands=_over)
SHARE = Act(Item, _done, met="shared", since=_said, stands=_over)
REPORT = Act(
    Item, _trouble_told, met="reported", check=_solved, stands=lambda doing: _item(doing).mark == "!" and _over(doing)
)
REPORT_CARD = Act(Card, _lateness_told, met="reported", check=_solved)
REPORT_CLIENT = Act(Client, _lateness_told, met="reported", check=_solved)
CALL_BACK = Act(Call, _called_back, met="returned", since=_was_missed, stands=_returned)
CARD = Act(Item, _carded, met="card", since=_said, stands=_on_it)
ACTS = (KEEP, ANSWER, SHARE, REPORT, REPORT_CARD, REPORT_CLIENT, CALL_BACK, CARD)
