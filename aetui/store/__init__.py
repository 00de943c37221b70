"""The desk's file: TinyDB, read and written so that nothing acknowledged is lost (docs/data-format.md)."""

from aetui.store.deskfile import Touched
from aetui.store.history import Edit, LogEntry
from aetui.store.store import Store, Writing, edits_of

__all__ = ["Edit", "LogEntry", "Store", "Touched", "Writing", "edits_of"]
