"""Copies of a desk that sync programs make beside it, when two machines wrote.

Their names are as many as there are programs, so they are known by what can't be: a desk's name holds letters,
digits and . _ - alone, hence `NAME (…).json` and `NAME 2.json` are nobody's desk. What could be another user's desk
(`NAME-DESKTOP-7QK2.json`, `NAME.sync-conflict-….json`) is one by a word for a conflict, by a machine's name, or by the
same profile in it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from aetui.domain.patterns import pattern
from aetui.store.file import kernel
from aetui.store.file.files import Files
from aetui.store.file.tables import Tables, id_of
from aetui.store.safety.ours import GIVEN_OUT, HEAD

_KINDS = (".json", ".journal")
_WORD = pattern(r"confli[ct]|konflik|冲突|衝突|競合|충돌|конфликт|\.\.path[12]", re.IGNORECASE)
_MACHINE = pattern(r"-(?:[A-Z0-9][A-Z0-9-]{2,}|(?i:desktop|laptop|pc|macbook|imac)\b.*)\.json$")
_NO_DESK = pattern(r"[^\w.-]")
_PROFILE = pattern(rb'"profile"\s*:\s*\{\s*"\d+"\s*:\s*\{\s*"id"\s*:\s*"([^"]+)"')


def among(names: list[str], files: Files, tables: Tables) -> list[Path]:
    """Which of the names beside a desk, all beginning with its own, are copies of it. Reads the beginning of those whose
    name doesn't tell."""
    others = [name.removesuffix(".json") for name in names if name.endswith(".json") and not _NO_DESK.search(name)]
    found = []
    for name in sorted(names):
        rest, path = name.removeprefix(files.name), files.folder / name
        if (
            any(kind in rest for kind in _KINDS)
            and not _nearer(name, files.name, others)
            and _is_copy(path, rest, tables)
        ):
            found.append(path)
    return found


def _nearer(name: str, stem: str, others: list[str]) -> bool:
    """Whether it is rather a copy of another desk, whose longer name it begins with."""
    return any(len(other) > len(stem) and name.startswith(other) and name != f"{other}.json" for other in others)


def _is_copy(path: Path, rest: str, tables: Tables) -> bool:
    head = b""
    with suppress(OSError):
        head = kernel.read(path, size=HEAD)
    if GIVEN_OUT.match(head):
        return False  # an export
    if _NO_DESK.search(rest) or _WORD.search(rest):
        return path.is_file()
    found = _PROFILE.search(head)
    if found is not None:
        return found[1].decode("utf-8", "replace") in {id_of(data) for data in tables.docs.get("profile", {}).values()}
    return bool(_MACHINE.match(rest)) and not path.with_name(path.name + ".lock").exists()
