"""What `check` tells of a desk's dealings with an office: files beside it that can't be read. Nothing of the desk is in them alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aetui.domain.errors import DeskError, Unusable
from aetui.store.file import kernel, migrate
from aetui.store.file.files import Files, companion
from aetui.store.file.parsing import parse
from aetui.store.remote import standing


def office_notes(files: Files) -> Iterator[DeskError]:
    """That how the desk stands can't be read, so that it stands in no office; that a copy of somebody's desk can't be, which comes anew."""
    if standing.stands(files) and standing.read(files) is None:
        yield DeskError("note.office_unread", path=files.office)
    for path in replicas(files):
        if not _reads(path):
            yield DeskError("note.replica_unread", path=path)


def replicas(files: Files) -> list[Path]:
    """The copies of others' desks that lie beside this one, as they are named."""
    try:
        return sorted(companion(files.data, "office").glob("*.json"))
    except OSError:
        return []


def _reads(path: Path) -> bool:
    try:
        found = parse(kernel.read(path), path, migrate.VERSION)
    except (Unusable, OSError):
        return False
    return not found.findings
