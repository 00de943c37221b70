"""Contacts as vCard files, read and written with vobject (R1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from aetui.domain.errors import BadInput
from aetui.domain.fields import with_texts
from aetui.domain.records import Client, Contact
from aetui.domain.text import for_client

_BEGIN = re.compile(r"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END = re.compile(r"^\s*END\s*:\s*VCARD\s*$", re.IGNORECASE)


class Entry(msgspec.Struct, frozen=True):
    """One person in a vCard file: of which organisation (None: it doesn't say), and where it begins."""

    organisation: str | None
    contact: Contact
    line: int


def read_vcards(path: Path) -> list[Entry]:
    """The people in the file. Raises BadInput: unreadable, no vCard in it, or a broken line, by its number."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_bytes().decode("gb18030", "replace")  # what older phones write
    except OSError as error:
        raise BadInput("import.read", file=path, why=error.strerror or error) from None
    found = [_entry(path, line, block) for line, block in _blocks(path, text)]
    if not found:
        raise BadInput("vcard.none", file=path)
    return found


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


def _blocks(path: Path, text: str) -> Iterator[tuple[int, str]]:
    """Each vCard with the number of its first line."""
    begin, lines = 0, []
    for number, line in enumerate(text.splitlines(), 1):
        if _BEGIN.match(line):
            if begin:
                raise BadInput("vcard.line", file=path, line=number)
            begin, lines = number, [line]
        elif begin:
            lines.append(line)
            if _END.match(line):
                yield begin, "\r\n".join(lines) + "\r\n"
                begin = 0
        elif line.strip():
            raise BadInput("vcard.line", file=path, line=number)
    if begin:
        raise BadInput("vcard.line", file=path, line=begin)


def _entry(path: Path, line: int, block: str) -> Entry:
    import vobject
    from vobject.base import VObjectError

    try:
        card = vobject.readOne(block, allowQP=True)
        name = _value(card, "fn") or _value(card, "n")
    except (VObjectError, ValueError, AttributeError, KeyError, TypeError):
        raise BadInput("vcard.line", file=path, line=_broken(line, block)) from None
    if not name:
        raise BadInput("vcard.no_name", file=path, line=line)
    contact = Contact(name=name, title=_value(card, "title"), phone=_value(card, "tel"), email=_value(card, "email"))
    return Entry(_value(card, "org"), contact, line)


def _broken(line: int, block: str) -> int:
    """The first line of the block that has neither a colon nor goes on with the one before."""
    for n, text in enumerate(block.splitlines()):
        if ":" not in text and not text.startswith((" ", "\t", "=")) and text.strip():
            return line + n
    return line


def _value(card: Any, field: str) -> str | None:
    found = card.contents.get(field)
    if not found:
        return None
    value = found[0].value
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip() or None
