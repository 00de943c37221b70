"""From every earlier version of the file to this one: a step for each.

A step takes the tables of its version, as plain JSON values, and leaves those of the next. A change of the
layout adds one, raises VERSION, and stores a file of the version before in tests/store/files.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec

from aetui.domain.names import free_short
from aetui.store.file.tables import Tables, compact
from aetui.store.history import without_contents

VERSION = 5
Plain = dict[str, dict[int, Any]]
"""Tables as plain JSON values; a document that is no object is left out of them, and stays as it is."""


def _to_2(plain: Plain) -> None:
    """Version 2 only adds fields, each with a default: an older program, which would drop them, refuses the file."""


def _to_3(plain: Plain) -> None:
    """Version 3 adds tables and fields, each with a default. A card's strategy in one text becomes the proposition of a creative
    brief (R7). What was known of a client's products and market were two texts without a date; they become notes, as old as the
    client's record: nobody knows when they were last looked at (R1). Of two clients with one short name the later goes by its whole
    name."""
    for card in plain.get("cards", {}).values():
        if isinstance(said := card.get("strategy"), str):
            card["strategy"] = {"proposition": said}
        elif "strategy" in card and said is None:
            del card["strategy"]
        _idea_to_3(plain, card)
    for client in plain.get("clients", {}).values():
        for about in ("products", "market"):
            text, at = client.get(about), client.get("created_at")
            if isinstance(text, str) and at is not None:
                del client[about]
                if text.strip():
                    note = {"id": f"{client.get('id')}-{about}", "about": about, "text": text, "at": at}
                    client.setdefault("notes", []).append(note)

    taken: set[str] = set()
    for client in plain.get("clients", {}).values():
        short, name = client.get("short"), client.get("name")
        if isinstance(short, str) and isinstance(name, str):
            client["short"] = free_short(short, name, taken)
            taken.add(client["short"])


def _idea_to_3(plain: Plain, card: dict[str, Any]) -> None:
    """A card's one idea becomes a record, as old as the card; whether anybody saw it, nobody knows: it is for one's own eyes (Y1)."""
    text, at = card.get("idea"), card.get("created_at")
    if at is None or not isinstance(text, str | None):
        return  # a record that can't be read stays as it is
    card.pop("idea", None)
    if text and text.strip():
        ideas = plain.setdefault("ideas", {})
        stamps = {"created_at": at, "updated_at": card.get("updated_at", at), "at": at}
        of = {"card_id": card.get("id"), "client_id": card.get("client_id")}
        ideas[max(ideas, default=0) + 1] = {"id": f"{card.get('id')}-idea", **stamps, "text": text, **of}


def _to_4(plain: Plain) -> None:
    """Version 4 adds tables and fields, each with a default: an older program, which would drop them, refuses the file."""


def _to_5(plain: Plain) -> None:
    """Version 5 adds the table of letters, and fields of the changes on a desk in an office: an older program, which would drop
    them, refuses the file."""


STEPS: dict[int, Callable[[Plain], None]] = {1: _to_2, 2: _to_3, 3: _to_4, 4: _to_5}
"""The step from each version to the next."""


def lifted(plain: Plain) -> Plain:
    """Records of any earlier version, which don't say of which, as this one has them: a step leaves alone what it needn't change."""
    for version in range(1, VERSION):
        STEPS[version](plain)
    return plain


def migrate(tables: Tables) -> int | None:
    """Bring whole tables up to VERSION; says from which version, None where there was nothing to do.

    The records that the log kept are let go: they have the old layout, so undo ends at a migration.
    """
    meta = tables.meta()
    if meta is None or meta.version >= VERSION:
        return None
    was = meta.version
    plain = {name: _plain(table) for name, table in tables.docs.items() if name not in ("meta", "log")}
    read = {name: set(table) for name, table in plain.items()}
    for version in range(meta.version, VERSION):
        STEPS[version](plain)
    for name, table in plain.items():
        unread = {doc: data for doc, data in tables.table(name).items() if doc not in read.get(name, ())}
        tables.docs[name] = unread | {doc: compact(value) for doc, value in table.items()}
    meta.version = VERSION
    tables.docs["meta"] = {1: compact(meta)}
    log = tables.table("log")
    for seq, data in log.items():
        log[seq] = without_contents(data)
    tables.forget()
    return was


def _plain(table: dict[int, bytes]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for doc, data in table.items():
        with suppress(ValueError):
            value = msgspec.json.decode(data)
            if isinstance(value, dict):
                found[doc] = value
    return found
