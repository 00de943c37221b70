"""Finding words in everything: first in the bytes, then, decoded, in what the user wrote."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from unicodedata import normalize

import msgspec

from aetui.domain.records import KINDS, Record
from aetui.store.file.tables import Tables, decode, typed

_CREATED = re.compile(rb'"created_at":"([^"\\]+)"')
_NOT_WORDS = frozenset({"id", "keys", "call_id", "client_id", "card_id", "item_id", "obligation_id"})
_NO_TEXT = (datetime, date, Decimal)
_HEAD = 6  # bytes of a word: `2020-0` of a month
_PIECE = 1000  # records looked through at once: some hundred kilobytes, which the processor's cache holds


def fold(text: str) -> str:
    """Text as it is compared: width, case and composition don't matter."""
    return normalize("NFKC", normalize("NFKC", text).casefold())


def search(tables: Tables, needle: str) -> Iterator[tuple[str, Record]]:
    """The records whose words hold `needle`, newest first."""
    asked = fold(needle.strip())
    if not asked:
        return
    lowered = any("a" <= letter <= "z" for letter in asked)
    patterns = _spellings(needle.strip(), asked, lowered)
    hits: list[tuple[float, str, bytes]] = []
    for kind in KINDS:
        docs = list(tables.docs.get(kind, {}).values())
        for start in range(0, len(docs), _PIECE):
            hits += [(_made(data), kind, data) for data in _holding(docs[start : start + _PIECE], patterns, lowered)]
    hits.sort(key=lambda hit: hit[0], reverse=True)
    for _, kind, data in hits:
        try:
            record = decode(kind, data)
        except ValueError:
            continue
        if mentions(record, asked):
            yield kind, record


def _holding(piece: list[bytes], patterns: list[bytes], lowered: bool) -> list[bytes]:
    """The records among these in which a pattern stands. A record's JSON holds no line break."""
    joined = b"\n".join(piece)
    looked = joined.lower() if lowered else joined
    there = [pattern for pattern in patterns if pattern in looked]
    if not there:
        return []
    lines = looked.split(b"\n") if lowered else piece
    if len(there) == 1:
        one = there[0]
        return [data for data, line in zip(piece, lines, strict=True) if one in line]
    return [data for data, line in zip(piece, lines, strict=True) if any(pattern in line for pattern in there)]


def holding(tables: Tables, words: Collection[str], kinds: Collection[str]) -> Iterator[tuple[str, Record]]:
    """The records in whose JSON, as it is written, one of some plain words stands: a month of a date, a period, an id."""
    patterns = [word.encode() for word in words]
    # Past the years almost no piece holds any of them; where they begin alike, one look a piece says so.
    heads = sorted({pattern[:_HEAD] for pattern in patterns})
    for kind in kinds:
        docs = list(tables.docs.get(kind, {}).values())
        for start in range(0, len(docs), _PIECE):
            piece = docs[start : start + _PIECE]
            joined = b"\n".join(piece)
            if any(head in joined for head in heads):
                yield from typed((kind, data) for data in piece if any(pattern in data for pattern in patterns))


def pointing(tables: Tables, kind: str, field: str, values: Collection[str]) -> Iterator[Record]:
    """The records of a kind of which a text field is one of some ids."""
    name, spaced = f'"{field}":"'.encode(), f'"{field}"'.encode()
    wanted = {value.encode() for value in values}
    for data in list(tables.docs.get(kind, {}).values()):
        start = data.find(name) + len(name)
        if start < len(name):  # it has none, or another program wrote it with spaces
            found = spaced in data
        else:
            found = data[start : data.find(b'"', start)] in wanted
        if found:
            yield from (r for _, r in typed([(kind, data)]) if getattr(r, field) in values)


def _spellings(needle: str, asked: str, lowered: bool) -> list[bytes]:
    """The ways in which the words may stand in the file; mixed widths (or cases, save for plain letters)
    within one finding are not looked for."""
    forms = {asked, _wide(asked), _wide(asked.upper())}
    if not (needle + asked).isascii():
        forms |= {needle, asked.upper(), asked.title()}
        forms |= {normalize("NFD", form) for form in forms}
    # As JSON writes them: a quotation mark or a backslash is escaped.
    written = [msgspec.json.encode(form)[1:-1] for form in forms]
    return list({form.lower() if lowered else form for form in written})


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
    todo: list[Any] = [msgspec.to_builtins(record, builtin_types=_NO_TEXT)]
    while todo:
        value = todo.pop()
        if isinstance(value, str):
            if asked in value or asked in fold(value):
                return True
        elif isinstance(value, dict):
            todo += [held for name, held in value.items() if held and name not in _NOT_WORDS]
        elif isinstance(value, list):
            todo += value
    return False
