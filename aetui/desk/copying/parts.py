"""Parts of a record as text: what a row of its page stands for, found on the record that the page is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from aetui.desk.copying.records import Made, card_name, client_fact, contact_text, sheet, step_line
from aetui.desk.papers.writer import Writer
from aetui.domain.records import KINDS, Card, Client, Profile, Record
from aetui.domain.records.refs import Ref
from aetui.locales.amounts import amount
from aetui.locales.wording import role_word

R = TypeVar("R", bound=Record)


def _of_page(w: Writer, kind: type[R], page: Sequence[str]) -> R | None:
    """The record of that kind that the page is of."""
    for ref in map(Ref.parse, page):
        record = w.desk.book.get(*ref.pair) if ref.kind in KINDS else None
        if isinstance(record, kind):
            return record
    return None


def _by_id(parts: Iterable[Any], part_id: str) -> Any:
    return next((part for part in parts if part.id == part_id), None)


def _on_card(w: Writer, card: Card, line: str) -> Made:
    return sheet(w, line, [client_fact(w, card.client_id), (w.say("record.cards"), card_name(w, card))]), False


def step(w: Writer, part_id: str, page: Sequence[str]) -> Made | None:
    """A step of the schedule; one that only the house takes isn't for a client."""
    card = _of_page(w, Card, page)
    found = _by_id(card.steps, part_id) if card else None
    if card is None or found is None:
        return None
    seen = _by_id(w.seen(card).steps, part_id)
    return _on_card(w, card, step_line(w, seen or found))[0], seen is None


def work(w: Writer, part_id: str, page: Sequence[str]) -> Made | None:
    card = _of_page(w, Card, page)
    found = _by_id(w.seen(card).works, part_id) if card else None
    return _on_card(w, card, found.name) if card and found else None


def money(w: Writer, part_id: str, page: Sequence[str]) -> Made | None:
    """A line of money: what a thing costs us is no client's matter."""
    card = _of_page(w, Card, page)
    found = _by_id(w.seen(card).money, part_id) if card else None
    if card is None or found is None:
        return None
    told = [w.say(f"money.{found.kind}"), found.text, amount(w.say, found.amount, found.currency), w.moment(found.due)]
    line = w.say("copy.comma").join(text for text in told if text)
    return _on_card(w, card, line)[0], found.kind == "cost"


def contact(w: Writer, name: str, page: Sequence[str]) -> Made | None:
    client = _of_page(w, Client, page)
    found = next((one for one in client.contacts if one.name == name), None) if client else None
    return (sheet(w, contact_text(w, found), [client_fact(w, client.id)]), False) if client and found else None


def note(w: Writer, part_id: str, page: Sequence[str]) -> Made | None:
    """What is known of a client (R1) is for the house."""
    client = _of_page(w, Client, page)
    found = _by_id(client.notes, part_id) if client else None
    if client is None or found is None:
        return None
    facts = [client_fact(w, client.id), (w.say("detail.when"), w.moment(found.at))]
    return sheet(w, found.text, facts), True


def person(w: Writer, name: str, page: Sequence[str]) -> Made | None:  # noqa: ARG001
    """A colleague, with the telephone."""
    profile: Profile | None = w.desk.profile
    found = next((one for one in profile.people if one.name == name), None) if profile else None
    if found is None:
        return None
    told = [found.name, role_word(w.say, found.role), found.phone]
    return sheet(w, w.say("copy.comma").join(text for text in told if text), []), False


BUILDERS: dict[str, Callable[[Writer, str, Sequence[str]], Made | None]] = {
    "step": step,
    "work": work,
    "money": money,
    "contact": contact,
    "note": note,
    "person": person,
}
"""By the row's own word."""
