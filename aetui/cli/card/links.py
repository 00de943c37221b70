"""`aetui open`, `aetui card link`: the files, folders and addresses that a card, a work or a handover line names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from aetui.cli.command import arg, command, flag, opt
from aetui.cli.found import CARD, WORK
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.card.works import the_work
from aetui.desk.day.today import the_cover
from aetui.desk.leave.absences import the_one
from aetui.desk.leave.handover import the_line
from aetui.desk.leave.state import handover_of
from aetui.desk.opening import link_line
from aetui.desk.opening.links import add_link, drop_link, set_link
from aetui.desk.opening.opener import open_place, patient
from aetui.desk.opening.places import Spot, of_card, of_cover, of_line, of_work
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.named import is_relative
from aetui.domain.records import Card


@command(
    "open",
    arg("card", CARD, metavar="NUMBER", required=False),
    arg("which", metavar="N", required=False),
    opt("--work", type=WORK),
    opt("--line"),
    opt("--cover"),
    flag("--list", "listed"),
)
def open_(
    session: Session,
    card: Card | None,
    which: str | None,
    work: str | None,
    line: str | None,
    cover: str | None,
    listed: bool,
) -> None:
    """What CARD, its --work, a handover's --line or what one covers names; of several a list, of which N is opened."""
    places = _places(session, card, work, line, cover)
    if listed or session.json or (which is None and len(places) != 1):
        _show(session, places)
        return
    place = _chosen(places, which)
    opened = open_place(place)
    session.print(session.say("open.opened" if opened == place.address else "open.folder", target=opened))


def _places(session: Session, card: Card | None, work: str | None, line: str | None, cover: str | None) -> list[Spot]:
    desk, now = session.desk, session.now
    if line is not None:
        return of_line(desk, the_line(handover_of(desk, session.say, the_one(desk, now, None), now), line))
    if cover is not None:
        return of_cover(desk, the_cover(desk, cover, now))
    if card is None:
        raise BadInput("open.what")
    return of_work(desk, the_work(card, work)) if work is not None else of_card(desk, card)


def _chosen(places: list[Spot], which: str | None) -> Spot:
    if which is None:
        return places[0]
    if which.isdecimal() and 1 <= int(which) <= len(places):
        return places[int(which) - 1]
    found = [place for place in places if which in (place.target, place.name)]
    if not found:
        raise NotThere("link.unknown", name=which)
    return found[0]


def _show(session: Session, places: list[Spot]) -> None:
    states = patient(places)

    def data() -> list[dict[str, Any]]:
        return [
            {**msgspec.to_builtins(place), "state": state, "n": n}
            for n, (place, state) in enumerate(zip(places, states, strict=True), 1)
        ]

    session.out(data, _lines(session, places, states))


def _lines(session: Session, places: list[Spot], states: list[Any]) -> Iterator[str]:
    say = session.say
    rows = (
        [f"{n:3}", place.name, place.target, "" if state == "there" else say(f"open.state.{state}")]
        for n, (place, state) in enumerate(zip(places, states, strict=True), 1)
    )
    return table(rows, empty=say("open.none"))


@command(
    "link",
    arg("card", CARD, metavar="NUMBER"),
    arg("words", nargs=-1, metavar="PLACE"),
    opt("--work", type=WORK),
    opt("--drop", metavar="N"),
    opt("--edit", "edits", metavar="N"),
)
def link(
    session: Session, card: Card, words: tuple[str, ...], work: str | None, drop: str | None, edits: str | None
) -> None:
    """A path or an address onto the card, or onto its --work, with what it is; without one the list. A path from where one stands is made
    whole, since that is what was meant."""
    desk, line = session.desk, " ".join(words)
    if drop:
        card = drop_link(desk, card.number, drop, session.now)
    elif edits:
        card = set_link(desk, card.number, edits, _whole(line), session.now)
    elif line:
        card = add_link(desk, card.number, _whole(line), session.now, work=work)
    _show(session, of_card(desk, card))


def _whole(line: str) -> str:
    from pathlib import Path

    read = link_line.read(line)
    if not read.target or not is_relative(read.target):
        return line
    whole = str(Path(read.target).absolute())
    return link_line.write(link_line.LinkLine(whole, read.name))
