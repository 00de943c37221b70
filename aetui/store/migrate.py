"""From every earlier version of the file to this one: a step for each.

A step takes the tables of its version, as plain JSON values, and leaves those of the next. A change of the
layout adds one, raises VERSION, and stores a file of the version before in tests/store/files.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from aetui.store.history import without_contents
from aetui.store.tables import Tables, compact

VERSION = 1
Plain = dict[str, dict[int, Any]]
STEPS: dict[int, Callable[[Plain], None]] = {}
"""The step from each version to the next."""


def migrate(tables: Tables) -> int | None:
    """Bring whole tables up to VERSION; says from which version, None where there was nothing to do.

    The records that the log kept are let go: they have the old layout, so undo ends at a migration.
    """
    meta = tables.meta()
    if meta is None or meta.version >= VERSION:
        return None
    was = meta.version
    plain: Plain = {
        name: {doc: msgspec.json.decode(data) for doc, data in table.items()}
        for name, table in tables.docs.items()
        if name not in ("meta", "log")
    }
    for version in range(meta.version, VERSION):
        STEPS[version](plain)
    for name, table in plain.items():
        tables.docs[name] = {doc: compact(value) for doc, value in table.items()}
    meta.version = VERSION
    tables.docs["meta"] = {1: compact(meta)}
    log = tables.table("log")
    for seq, data in log.items():
        log[seq] = without_contents(data)
    tables.forget()
    return was
