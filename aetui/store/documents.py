"""What a script writes, before it stands on the desk: each document is a record of its table, or nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Protocol

import msgspec

from aetui.domain.errors import BadInput
from aetui.domain.records import KINDS
from aetui.domain.records.fields import with_texts
from aetui.domain.text import cleaned
from aetui.store.file.tables import SIDE_TABLES, compact, decode, document, encode, id_of, is_a_record


class TablesNow(Protocol):
    """The tables as they stand, with what the change in the making does to them."""

    def docs(self, table: str) -> Mapping[int, bytes]: ...
    def place(self, table: str, record_id: str) -> int | None: ...


class BadDocument(BadInput, ValueError):
    """A document can't be written; nothing was."""


def checked(storage: TablesNow, table: str, changes: Iterable[tuple[int, Any]]) -> list[tuple[int, bytes | None]]:
    """Documents of a table (None: taken out) as the bytes that may stand there; what is there already is left out. Raises
    BadDocument where one is no record of that table, or has another's id."""
    docs = storage.docs(table)
    found: list[tuple[int, bytes | None]] = []
    for doc, value in changes:
        before = docs.get(doc)
        data = None if value is None else _bytes(table, value)
        if data != before:
            if table in SIDE_TABLES:
                raise BadDocument("script.own", table=table)
            found.append((doc, data if data is None else _fitting(table, data, before)))
    if table in KINDS:
        changed = dict(found)
        known: dict[str, int] = {}
        for doc, data in found:
            if data is not None:
                other = known.setdefault(id_of(data), doc)
                stands = storage.place(table, id_of(data))
                if other == doc and stands is not None and stands not in changed:
                    other = stands
                if other != doc:
                    raise BadDocument("script.twice", table=table, id=id_of(data), doc=other)
    return found


def _bytes(table: str, value: Any) -> bytes:
    try:
        return compact(value)
    except (TypeError, ValueError, RecursionError) as why:
        raise BadDocument("script.record", table=table, why=str(why)) from None


def _fitting(table: str, data: bytes, before: bytes | None) -> bytes:
    """A document's bytes as they may stand in a table: a record of its kind, its texts as clean as typed ones. Fields that
    stood there before, though the program doesn't know them, stay."""
    if table not in KINDS:
        if is_a_record(data):  # it would be told as a table that was spoilt
            raise BadDocument("script.table", table=table, near=get_close_matches(table, KINDS))
        return data
    try:
        record = decode(table, data)
    except ValueError as why:
        raise BadDocument("script.record", table=table, why=str(why)) from None
    if not record.id:
        raise BadDocument("script.record", table=table, why="`id`")
    said = document(data) or {}
    for field in sorted(set(_unknown(record, said)) - set(_unknown(record, document(before or b"")))):
        raise BadDocument(
            "script.field", table=table, field=field, near=get_close_matches(field, record.__struct_encode_fields__)
        )
    clean = with_texts(record, cleaned)
    if clean is record:
        return data
    own = {name: value for name, value in said.items() if name not in record.__struct_encode_fields__}
    return compact(msgspec.json.decode(encode(clean)) | own)


def _unknown(known: Any, document: Any, path: str = "") -> Iterator[str]:
    """What stands in a document and is in no field of the record that was read from it: `contacts.nmae`."""
    if isinstance(known, msgspec.Struct) and isinstance(document, dict):
        fields = dict(zip(known.__struct_encode_fields__, known.__struct_fields__, strict=True))
        for name, value in document.items():
            if name not in fields:
                yield path + name
            else:
                yield from _unknown(getattr(known, fields[name]), value, f"{path}{name}.")
    elif isinstance(known, list | tuple) and isinstance(document, list):
        for one, value in zip(known, document, strict=False):
            yield from _unknown(one, value, path)
    elif isinstance(known, dict) and isinstance(document, dict):
        for name, value in document.items():
            yield from _unknown(known.get(name), value, f"{path}{name}.")
