"""The files, folders and addresses that records name, each once: those that were put there, then those that stand in their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from aetui.desk.core import Desk
from aetui.domain.named import Sort, is_relative, named_in, sort_of
from aetui.domain.records import KINDS, Card, Cover, CoverLine, Link, Part, Record, Work
from aetui.domain.records.fields import with_texts
from aetui.domain.records.refs import ObligationId, Ref


class Spot(msgspec.Struct, frozen=True):
    """A place that is named. `target`: as it was written; `address`: what is opened, an absolute path or a whole address; `name`: what it
    is, "" where nobody said; `link_id`: of the link that holds it, "" where it stands in a text."""

    target: str
    address: str
    sort: Sort
    name: str = ""
    link_id: str = ""


def of_card(desk: Desk, card: Card) -> list[Spot]:
    """What a card names: its own links, those of its works, its texts, and the lines of calls that stand on it."""
    items = sorted(desk.book.items_on(card.id), key=lambda item: item.at)
    links = [*card.links, *(link for work in card.works for link in work.links)]
    return _each(desk, links, card, *items)


def of_work(desk: Desk, work: Work) -> list[Spot]:
    return _each(desk, work.links, work)


def of_line(desk: Desk, line: CoverLine) -> list[Spot]:
    """What a handover line names, and the card that it is about."""
    card = desk.get(Card, _card_of(line))
    about = of_card(desk, card) if card else []
    return _once(chain(_each(desk, (), line), about))


def of_cover(desk: Desk, cover: Cover) -> list[Spot]:
    return _each(desk, (), cover)


def of_ref(desk: Desk, ref: str) -> list[Spot]:
    """What the record names that a row stands for; of a duty its card."""
    at = Ref.parse(ref)
    kind, key = ("cards", ObligationId.parse(at.id).subject) if at.kind == "obligation" else at.pair
    record = desk.book.get(kind, key) if kind in KINDS else None
    if isinstance(record, Card):
        return of_card(desk, record)
    return _each(desk, (), record) if record is not None else []


def place_of(desk: Desk, target: str, *, name: str = "", link_id: str = "") -> Spot | None:
    """The place that is written so; None for an address of another kind than the net's, mail's or a file's."""
    sort = sort_of(target)
    if sort is None:
        return None
    address = target
    if sort == "web" and target.casefold().startswith("www."):
        address = f"https://{target}"
    elif sort == "path":
        address = _path(desk, target)
    return Spot(target, address, sort, name, link_id)


def _path(desk: Desk, target: str) -> str:
    """An absolute path. What is meant from where one stands lies beside the desk's file."""
    if target.casefold().startswith("file:"):
        parts = urlsplit(target)
        host = "" if parts.netloc in ("", "localhost") else f"//{parts.netloc}"
        return host + unquote(parts.path)
    if target.startswith("~"):
        try:
            return str(Path(target.replace("\\", "/")).expanduser())
        except RuntimeError:
            return target
    return str(desk.store.path.absolute().parent / target) if is_relative(target) else target


def _each(desk: Desk, links: Iterable[Link], *records: Record | Part) -> list[Spot]:
    put = (place_of(desk, link.target, name=link.name or "", link_id=link.id) for link in links)
    said = (place_of(desk, target) for record in records for target in _targets(record))
    return _once(place for place in chain(put, said) if place is not None)


def _once(places: Iterable[Spot]) -> list[Spot]:
    found: dict[str, Spot] = {}
    for place in places:
        found.setdefault(place.address, place)
    return list(found.values())


def _targets(record: Record | Part) -> Iterator[str]:
    texts: list[str] = []

    def look(text: str) -> str:
        texts.append(text)
        return text

    with_texts(record, look)
    for text in texts:
        if ":" in text or "/" in text or "\\" in text:
            for named in named_in(text):
                if sort_of(named.target) == named.sort:
                    yield named.target


def _card_of(line: CoverLine) -> str | None:
    ref = Ref.parse(line.key or "")
    if ref.kind == "cards":
        return ref.id
    return ObligationId.parse(line.key or "").subject or None
