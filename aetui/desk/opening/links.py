"""Where what belongs to a card or a work lies: put there and taken off."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.card.cards import card_in
from aetui.desk.card.works import the_work
from aetui.desk.core import Desk, new_id
from aetui.desk.opening import link_line
from aetui.desk.opening.places import Spot, of_card, place_of
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Card, Link


def add_link(desk: Desk, number: str, line: str, now: datetime, *, work: str | None = None) -> Card:
    """A place onto a card, or onto its `work`; there already, it gets the name that is said now. Raises NotThere, BadInput: no place, or an
    address of another kind than the net's, mail's or a file's."""
    read = _read(desk, line)
    with desk.change("card.link", now, number=number, what=read.name or read.target) as change:
        card = card_in(desk, number, change)
        if work is None:
            return change.put(replace(card, links=_with(card.links, read)))
        one = the_work(card, work)
        works = [replace(w, links=_with(w.links, read)) if w.id == one.id else w for w in card.works]
        return change.put(replace(card, works=works))


def set_link(desk: Desk, number: str, which: str, line: str, now: datetime) -> Card:
    """A place that was put on a card or its works, written anew where it stands. Raises NotThere, BadInput, as `add_link` and `drop_link` do."""
    read = _read(desk, line)
    with desk.change("card.link", now, number=number, what=read.name or read.target) as change:
        card = card_in(desk, number, change)
        link_id = _found(desk, card, which).link_id

        def anew(links: list[Link]) -> list[Link]:
            """What it is now may stand there already: then it stands once."""
            if all(one.id != link_id for one in links):
                return links
            others = [one for one in links if one.id == link_id or one.target != read.target]
            return [replace(one, target=read.target, name=read.name) if one.id == link_id else one for one in others]

        return change.put(
            replace(card, links=anew(card.links), works=[replace(w, links=anew(w.links)) for w in card.works])
        )


def drop_link(desk: Desk, number: str, which: str, now: datetime) -> Card:
    """A place off a card or its works: its number in the list of what the card names, its id, or what it is called. Raises NotThere; BadInput
    for one that stands in a text."""
    with desk.change("card.link_drop", now, number=number) as change:
        card = card_in(desk, number, change)
        found = _found(desk, card, which)
        change.args["what"] = found.name or found.target
        works = [replace(w, links=[one for one in w.links if one.id != found.link_id]) for w in card.works]
        return change.put(replace(card, links=[one for one in card.links if one.id != found.link_id], works=works))


def _read(desk: Desk, line: str) -> link_line.LinkLine:
    read = link_line.read(line)
    if not read.target:
        raise BadInput("link.empty")
    if place_of(desk, read.target) is None:
        raise BadInput("link.scheme", target=read.target)
    return read


def _found(desk: Desk, card: Card, which: str) -> Spot:
    places, said = of_card(desk, card), which.strip()
    if said.isdecimal() and 1 <= int(said) <= len(places):
        found = places[int(said) - 1]
    else:
        match = [p for p in places if said in (p.link_id, p.target, p.name)]
        if not match:
            raise NotThere("link.unknown", name=said)
        found = match[0]
    if not found.link_id:
        raise BadInput("link.in_text", target=found.target)
    return found


def _with(links: list[Link], read: link_line.LinkLine) -> list[Link]:
    known = next((one for one in links if one.target == read.target), None)
    if known is None:
        return [*links, Link(id=new_id(), target=read.target, name=read.name)]
    return [replace(known, name=read.name or known.name) if one is known else one for one in links]
