"""The desk's file: TinyDB, read and written so that nothing acknowledged is lost (docs/data-format.md)."""

from aetui.store.db import DeskDB
from aetui.store.history import Edit, LogEntry, edits_of
from aetui.store.writing import Writing

__all__ = ["DeskDB", "Edit", "LogEntry", "Writing", "edits_of"]
