"""Finding words in everything: first in the bytes, then, decoded, in what the user wrote."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import repeat
from typing import Any, NamedTuple
from unicodedata import normalize

import msgspec

from aetui.domain.records import KINDS, Record
from aetui.store.file.tables import Tables, decode, id_of, typed

_CREATED = b'"created_at":"'
_NOT_WORDS = frozenset({"id", "keys", "call_id", "client_id", "card_id", "item_id", "obligation_id"})
_NO_TEXT = (datetime, date, Decimal)
_PLAIN = frozenset({"cards", "calls", "items", "meetings", "memos", "todos", "fulfilments", "ideas"})
"""Kinds of which there are many, and whose bytes hold nothing beyond plain ASCII that isn't text."""
_NO_TEXT_THERE = re.compile(
    rb'"(?:id|call_id|client_id|card_id|item_id|obligation_id)":(?:"(?:[^"\\]|\\.)*"|null)'
    rb'|"keys":\[(?:"(?:[^"\\]|\\.)*",?)*\]'
    rb'|"[\w.:/-]+":'
    rb'|"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)"'
)
_PERHAPS_NONE = re.compile(
    rb'\\(?:u[0-9a-fA-F]{4}|.)|"\d{4}-\d\d-\d\d"|"[-+]?\d[\d.]*(?:[eE][-+]?\d+)?"|\b(?:true|false|null)\b|[:\[,]-?\d[\d.eE+-]*|""-?\d[\d.eE+-]*'
)
_NOT_TEXT = frozenset(name.encode() for name in _NOT_WORDS)
_PERHAPS_NO_TEXT = re.compile(
    rb"\d{4}-\d\d-\d\d(?:t[\d:.]+(?:z|[+-]\d\d:\d\d))?|[-+]?\d[\d.]*(?:e[-+]?\d+)?", re.IGNORECASE
)
"""A value that may be a moment, a day or an amount."""
_HEAD = 5  # bytes of a word: `2020-` of a month
_STEPS = 4  # findings kept while words are typed: some letters taken back, and a word of several
_PIECE = 1000  # records looked through at once: some hundred kilobytes, which the processor's cache holds


def fold(text: str) -> str:
    """Text as it is compared: width, case and composition don't matter."""
    return normalize("NFKC", normalize("NFKC", text).casefold())


class Mention(NamedTuple):
    """A record in which some words stand, as it is in the file."""

    kind: str
    data: bytes

    @property
    def id(self) -> str:
        return id_of(self.data)

    @property
    def made(self) -> float:
        """When it was made (POSIX seconds)."""
        try:
            return datetime.fromisoformat(_written(self.data).decode()).timestamp()
        except (ValueError, OverflowError):
            return 0.0

    def read(self) -> Record | None:
        """The record; None where it isn't one."""
        return next((record for _, record in typed([self])), None)


def said(tables: Tables, needle: str, trail: Trail | None = None, seq: int = 0) -> list[Mention]:
    """Where `needle` stands in the words of a record, newest first. Only what can't be judged by its bytes is decoded.
    `trail`: what was looked for before it, among which it is looked for where it says more of the same; `seq`: of the last
    change in the tables."""
    asked = fold(needle.strip())
    if not asked:
        return []
    lowered = any("a" <= letter <= "z" for letter in asked)
    judge = _Judge(asked, _spellings(needle.strip(), asked, lowered), lowered)
    hits = trail.among(judge, tables, seq) if trail is not None else None
    if hits is None:
        hits = []
        for kind in KINDS:
            docs = list(tables.docs.get(kind, {}).values())
            for start in range(0, len(docs), _PIECE):
                held = _holding(docs[start : start + _PIECE], judge.patterns, lowered)
                if not judge.sure(kind):
                    held = [data for data in held if judge.says(kind, data)]
                hits += map(Mention, repeat(kind), held)
    else:
        held = _holding([hit.data for hit in hits], judge.patterns, lowered)
        still = {id(data) for data in held}  # the same bytes, not equal ones
        hits = [hit for hit in hits if id(hit.data) in still and judge.says(*hit)]
    found = _newest_first(hits)
    if trail is not None:
        trail.keep(judge, tables, seq, found)
    return found


class Trail:
    """What was looked for while words were typed, so that more of a word is looked for among what held less of it."""

    def __init__(self) -> None:
        self._kept: list[tuple[_Judge, Tables, int, list[Mention]]] = []

    def among(self, judge: _Judge, tables: Tables, seq: int) -> list[Mention] | None:
        """The fewest records among which all are that this one says; None: they may be anywhere."""
        self._kept = [kept for kept in self._kept if kept[1] is tables and kept[2] == seq]
        return min((hits for before, *_, hits in self._kept if judge.narrows(before)), key=len, default=None)

    def keep(self, judge: _Judge, tables: Tables, seq: int, hits: list[Mention]) -> None:
        self._kept = [*self._kept[1 - _STEPS :], (judge, tables, seq, hits)]


def _newest_first(hits: list[Mention]) -> list[Mention]:
    """By when they were made. Moments written with one offset from UTC read in their order as they are."""
    moments = [_written(data) for _, data in hits]
    keys: list[Any] = moments if len({moment[-6:] for moment in moments}) == 1 else [hit.made for hit in hits]
    keys = [key[:-6] for key in keys] if keys is moments else keys
    return [hits[n] for n in sorted(range(len(hits)), key=keys.__getitem__, reverse=True)]


def search(tables: Tables, needle: str) -> Iterator[tuple[str, Record]]:
    """The records whose words hold `needle`, newest first."""
    return typed(said(tables, needle))


class _Judge:
    """Whether the bytes of a record, in which a spelling of the words stands, say them: not as a field's name, an id or a
    moment, which are no text. Words that no field's name, id, number or moment can hold are said wherever they stand."""

    def __init__(self, asked: str, patterns: list[bytes], lowered: bool) -> None:
        self.asked, self.patterns, self.lowered = asked, patterns, lowered
        self._wide = not any(pattern.isascii() for pattern in patterns)
        self._word = asked.isascii() and asked.replace(" ", "").isalnum()

    def narrows(self, other: _Judge) -> bool:
        """Whether the other says each record that this one says: each spelling of these words holds one of the other's. Bytes that
        are looked at in small letters hold the same signs beyond letters as those that aren't."""
        if not self.asked.startswith(other.asked):
            return False
        if self.lowered != other.lowered and any(pattern.upper() != pattern.lower() for pattern in other.patterns):
            return False
        return all(any(part in pattern for part in other.patterns) for pattern in self.patterns)

    def sure(self, kind: str) -> bool:
        """Whether each record of this kind says the words in which a spelling of them stands."""
        return self._wide and kind in _PLAIN

    def says(self, kind: str, data: bytes) -> bool:
        if self.sure(kind):
            return True
        word = self._word and kind in _PLAIN
        if word and b"\\" not in data:
            said = self._in_a_value(data)
            if said is not None:
                return said
        else:
            bare = _NO_TEXT_THERE.sub(b'""', data)
            if not self._stands(bare):
                return False
            if word and self._stands(_PERHAPS_NONE.sub(b"\n", bare)):
                return True
        try:
            return mentions(decode(kind, data), self.asked)
        except ValueError:
            return False

    def _in_a_value(self, data: bytes) -> bool | None:
        """Whether a word stands in a value that is text; None where that isn't seen. JSON without an escape falls at its quotation
        marks into what is no string and what is one, by turns."""
        looked = data.lower() if self.lowered else data
        pieces = looked.split(b'"')
        perhaps: bool | None = False
        last = len(pieces) - 1
        for pattern in [pattern for pattern in self.patterns if pattern in looked]:
            for n in range(1, last, 2):
                value = pieces[n]
                if pattern not in value:
                    continue
                after = pieces[n + 1]
                if after == b":" or after.lstrip().startswith(b":"):
                    continue  # a name
                if pieces[n - 2] in _NOT_TEXT and pieces[n - 1].strip() == b":":
                    continue
                if not _PERHAPS_NO_TEXT.fullmatch(value):
                    return True
                perhaps = None
        return perhaps

    def _stands(self, data: bytes) -> bool:
        looked = data.lower() if self.lowered else data
        return any(pattern in looked for pattern in self.patterns)


def _holding(piece: list[bytes], patterns: list[bytes], lowered: bool) -> list[bytes]:
    """The records among these in which a pattern stands, in order."""
    looked = [data.lower() for data in piece] if lowered else piece
    if len(patterns) == 1:
        [pattern] = patterns
        if not lowered:
            return [data for data in piece if pattern in data]
        return [data for data, small in zip(piece, looked, strict=True) if pattern in small]
    joined = b"\n".join(looked)
    there = [pattern for pattern in patterns if pattern in joined]
    found = {n for pattern in there for n, data in enumerate(looked) if pattern in data}
    return [piece[n] for n in sorted(found)]


def holding(tables: Tables, words: Collection[str], kinds: Collection[str]) -> Iterator[tuple[str, Record]]:
    """The records in whose JSON, as it is written, one of some plain words stands: a month of a date, a period, an id."""
    patterns = [word.encode() for word in words]
    # Past the years almost no piece holds any of them; where they begin alike, one look a piece says so, also to who asks next.
    heads = {pattern[:_HEAD] for pattern in patterns}
    for kind in kinds:
        docs, known = tables.listed(kind)
        starts = range(0, len(docs), _PIECE)
        new = heads - known.keys()
        found: dict[bytes, set[int]] = {head: set() for head in new}
        for start in starts if new else ():
            joined = b"\n".join(docs[start : start + _PIECE])
            for head in new:
                if head in joined:
                    found[head].add(start)
        known.update(found)
        there = set().union(*(known[head] for head in heads))
        for start in sorted(there):
            yield from typed((kind, data) for data in _holding(docs[start : start + _PIECE], patterns, lowered=False))


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


def _written(data: bytes) -> bytes:
    """The moment at which a record was made, as it is written; empty where it says none."""
    start = data.find(_CREATED) + len(_CREATED)
    return data[start : data.find(b'"', start)] if start >= len(_CREATED) else b""


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
