"""Finding words in everything: first in the bytes, then, decoded, in what the user wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from unicodedata import normalize

import msgspec

from aetui.domain.records import KINDS, Record
from aetui.store.tables import Tables, decode

_CREATED = re.compile(rb'"created_at":"([^"\\]+)"')
_NOT_WORDS = frozenset({"id", "call_id", "client_id", "card_id", "item_id", "obligation_id"})
_NO_TEXT = (datetime, date, Decimal)


def fold(text: str) -> str:
    """Text as it is compared: width, case and composition don't matter."""
    return normalize("NFKC", normalize("NFKC", text).casefold())


def search(tables: Tables, needle: str) -> Iterator[tuple[str, Record]]:
    """The records whose words hold `needle`, newest first."""
    asked = fold(needle.strip())
    if not asked:
        return
    hits: list[tuple[float, str, bytes]] = []
    patterns = _spellings(needle.strip(), asked)
    plain = not asked.isascii()
    for kind in KINDS:
        for data in list(tables.docs.get(kind, {}).values()):
            low = data if plain else data.lower()
            if any(pattern in low for pattern in patterns):
                hits.append((_made(data), kind, data))
    hits.sort(key=lambda hit: hit[0], reverse=True)
    for _, kind, data in hits:
        try:
            record = decode(kind, data)
        except ValueError:
            continue
        if mentions(record, asked):
            yield kind, record


def _spellings(needle: str, asked: str) -> list[bytes]:
    """The ways in which the words may stand in the file; mixed widths (or cases, save for plain letters)
    within one finding are not looked for."""
    forms = {needle, asked, asked.upper(), asked.title(), _wide(asked), _wide(asked.upper())}
    forms |= {normalize("NFD", form) for form in forms}
    # As JSON writes them: a quotation mark or a backslash is escaped.
    return list({msgspec.json.encode(form)[1:-1] for form in forms})


def _wide(text: str) -> str:
    """The full-width form of plain letters, digits and signs."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in text)


def _made(data: bytes) -> float:
    found = _CREATED.search(data)
    try:
        return datetime.fromisoformat(found[1].decode()).timestamp() if found else 0.0
    except (ValueError, OverflowError):
        return 0.0


def mentions(record: Record, asked: str) -> bool:
    """Whether the words (folded) stand in any text of a record; ids and times are no text."""
    return any(asked in fold(text) for text in _texts(msgspec.to_builtins(record, builtin_types=_NO_TEXT)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, held in value.items():
            if name not in _NOT_WORDS:
                yield from _texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held)
