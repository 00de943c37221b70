"""The half-typed line: kept beside the desk while it is typed, so that a crash doesn't take it."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from aetui.store.file import kernel
from aetui.store.file.files import discard


class Drafts:
    """Lines by the place where they are typed. No promise is made for them: they are written without syncing,
    and where they can't be written, typing goes on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held = self._read()
        self._written = True

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            return msgspec.json.decode(kernel.read(self._path), type=dict[str, dict[str, str]])
        except (OSError, ValueError):
            return {}

    def save(self, place: str, text: str, **more: str) -> bool:
        """Keep what stands in a place, with what is needed to go on there. False: it could not be kept."""
        held = {"text": text, **more}
        if self._written and self._held.get(place) == held:
            return True
        self._held[place] = held
        return self._write()

    def load(self, place: str) -> dict[str, str] | None:
        """What stood there: `text`, and what was kept with it."""
        found = self._held.get(place)
        return dict(found) if found is not None else None

    def clear(self, place: str) -> bool:
        """The line was sent, or let go."""
        gone = self._held.pop(place, None)
        return (gone is None and self._written) or self._write()

    def _write(self) -> bool:
        self._written = self._try_to_write()
        return self._written

    def _try_to_write(self) -> bool:
        temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        try:
            if not self._held:
                self._path.unlink(missing_ok=True)
                return True
            data = msgspec.json.encode(self._held)
            fd = kernel.open_private(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            try:
                kernel.write_all(fd, data)
            finally:
                os.close(fd)
            kernel.replace(temporary, self._path)
        except (OSError, UnicodeEncodeError):
            discard(temporary)
            return False
        return True
