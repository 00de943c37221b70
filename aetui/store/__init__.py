"""The desk's file: TinyDB, read and written so that nothing acknowledged is lost (docs/data-format.md).

Each name is imported when it is asked for: who only looks whether a file was changed needs no TinyDB."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aetui.store.db import DeskDB
    from aetui.store.history import Edit, LogEntry, edits_of
    from aetui.store.writing import Writing

_WHERE = {"DeskDB": "db", "Edit": "history", "LogEntry": "history", "edits_of": "history", "Writing": "writing"}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(name)
    found = globals()[name] = getattr(import_module(f"aetui.store.{_WHERE[name]}"), name)
    return found


__all__ = ["DeskDB", "Edit", "LogEntry", "Writing", "edits_of"]
