"""Contacts as vCard files, read as they are and written with vobject (R1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from aetui.documents.vcard_lines import Property, properties
from aetui.domain.errors import BadInput
from aetui.domain.records import Client, Contact
from aetui.domain.records.fields import with_texts
from aetui.domain.text import cleaned, for_client

_NO_VOICE = frozenset({"FAX", "PAGER", "BBS", "MODEM", "X-FAX", "DATA"})
_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


class VCard(msgspec.Struct, frozen=True):
    """One card of a vCard file: of which organisation (None: it doesn't say), and where it begins. A company's own card has the
    company as its contact."""

    organisation: str | None
    contact: Contact
    line: int


class Cards(msgspec.Struct, frozen=True):
    """What a vCard file holds. `unread`: the lines that are no property of a card, by their numbers; `nameless`: where cards
    begin that name neither a person nor a company."""

    entries: list[VCard]
    unread: list[int]
    nameless: list[int]


def read_vcards(path: Path) -> Cards:
    """The cards in the file. Raises BadInput: unreadable, no vCard in it, or one that doesn't end, by its line."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput("import.read", file=path, why=error.strerror or error) from None
    entries: list[VCard] = []
    unread: list[int] = []
    nameless: list[int] = []
    card: list[Property] | None = None
    begin = 0
    for one in properties(data):
        if isinstance(one, int):
            if card is None:
                raise BadInput("vcard.line", file=path, line=one)
            unread.append(one)
        elif one.name == "BEGIN" and one.text.upper() == "VCARD":
            if card is not None:
                raise BadInput("vcard.line", file=path, line=one.line)
            card, begin = [], one.line
        elif card is None:
            raise BadInput("vcard.line", file=path, line=one.line)
        elif one.name == "END" and one.text.upper() == "VCARD":
            entry = _entry(card, begin)
            if entry is None:
                nameless.append(begin)
            else:
                entries.append(entry)
            card = None
        else:
            card.append(one)
    if card is not None:
        raise BadInput("vcard.line", file=path, line=begin)
    if not entries and not nameless:
        raise BadInput("vcard.none", file=path)
    return Cards(entries, unread, nameless)


def write_vcards(clients: Iterable[Client]) -> str:
    """Every contact of the clients, the client as the organisation; no text holds what is for the house."""
    import vobject

    cards = []
    for client in (with_texts(one, for_client) for one in clients):
        for contact in client.contacts:
            card = vobject.vCard()
            card.add("fn").value = contact.name
            card.add("n").value = vobject.vcard.Name(family=contact.name)
            card.add("org").value = [client.name]
            for field, value in (("title", contact.title), ("tel", contact.phone), ("email", contact.email)):
                if value:
                    card.add(field).value = value
            cards.append(card.serialize())
    return "".join(cards)


def _entry(card: list[Property], begin: int) -> VCard | None:
    company = next((cleaned(p.parts[0]).strip() for p in card if p.name == "ORG"), "") or None
    name = _name(card) or company
    if not name:
        return None
    contact = Contact(
        name=name,
        title=_best([p for p in card if p.name == "TITLE"]),
        phone=_best([p for p in card if p.name == "TEL" and not p.types & _NO_VOICE], "CELL"),
        email=_best([p for p in card if p.name == "EMAIL"]),
    )
    return VCard(company, contact, begin)


def _name(card: list[Property]) -> str | None:
    """The name as it is written, else put together of its parts: a Chinese one begins with the family's."""
    for one in card:
        if one.name == "FN" and (whole := cleaned(one.text).strip()):
            return whole
    for one in card:
        if one.name == "N":
            family, given, middle, prefix, suffix = [*(cleaned(part).strip() for part in one.parts), *[""] * 5][:5]
            if _HANZI.search(family + given):
                return "".join((family, middle, given))
            if whole := " ".join(part for part in (prefix, given, middle, family, suffix) if part):
                return whole
    return next((cleaned(p.text).strip() for p in card if p.name == "NICKNAME" and p.text), None)


def _best(found: list[Property], kind: str = "") -> str | None:
    """The preferred value, else one of that kind, else the first."""
    said = [p for p in found if p.text]
    best = min(said, key=lambda p: (p.preference, kind not in p.types), default=None)
    return cleaned(best.text.removeprefix("tel:").removeprefix("mailto:")).strip() if best else None
