"""Which files are a desk's own: nothing that the program gives out may be written over one of them.

A desk is known by what it is, wherever it lies and whatever name leads to it: by the files of a desk that is open
here, by what stands beside it, by what is in it.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from aetui.domain.patterns import pattern
from aetui.store.file.files import COMPANIONS, Files, open_here

_BESIDE = (".journal", ".lock", ".front", ".ledger", ".damaged", ".seen", ".owed", ".office")
"""Endings of what stands beside `NAME.json`, after its whole name."""
_NAMED = pattern(rf"\.(?:{'|'.join(map(re.escape, COMPANIONS))})$")
_A_DESK = pattern(rb'\A(\xef\xbb\xbf)?\s*\{\s*"[^"\\]*"\s*:\s*\{')
_FORMAT = pattern(rb'"format"\s*:\s*"aetui"')
GIVEN_OUT = pattern(rb'\A(\xef\xbb\xbf)?\s*\{\s*"aetui(_bundle)?"')
"""How a file begins that the program gave to somebody: an export, a bundle."""
HEAD = 65_536
"""Bytes of a file by which it is known."""


def is_a_desks(path: Path) -> bool:
    """Whether a file of that name is, or would be, a desk's own: its data, journal, lock, cache, backup. Reads at most
    the beginning of a file; whatever can't be looked at is no desk's."""
    target = Path(os.path.realpath(path))
    if target in open_here or any(_within(target, data) for data in open_here):
        return True
    if any(_holds_backups(folder) for folder in target.parents):
        return True
    for ending in _BESIDE:
        if target.name.endswith(".json" + ending):
            return True
    named = _NAMED.search(target.name)
    if named and target.with_name(target.name[: named.start()] + ".json").exists():
        return True
    if not target.is_file():
        return False
    try:
        with target.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return any(target.with_name(target.name + ending).exists() for ending in _BESIDE)
    if GIVEN_OUT.match(head):
        return False
    if _A_DESK.match(head) and _FORMAT.search(head):
        return True
    return target.suffix == ".json" and any(target.with_name(target.name + ending).exists() for ending in _BESIDE)


def _holds_backups(folder: Path) -> bool:
    """Whether a folder is that of a desk's backups."""
    stem, found, _ = folder.name.rpartition(".backups")
    return bool(found) and any(
        folder.with_name(stem + end).exists() for end in (".json", *map(".json".__add__, _BESIDE))
    )


def _within(target: Path, data: Path) -> bool:
    """Whether the target is another name of a file of the desk in `data`."""
    files = Files(data)
    own = files.own
    with suppress(OSError):
        own += list(files.backups.iterdir())
    for one in own:
        with suppress(OSError):
            if one.samefile(target):
                return True
    return False
