"""The file in which libpq looks for passwords: a line more, the others as they stand, readable by its owner alone."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from aetui.store.file import kernel
from aetui.store.file.files import Files, unusable

_WAIT_S = 10.0


def place() -> Path:
    """Where libpq looks."""
    if given := os.environ.get("PGPASSFILE"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "")) / "postgresql" / "pgpass.conf"
    return Path.home() / ".pgpass"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(":", "\\:")


def keys(parts: dict[str, str], login: str) -> list[bytes]:
    """How the lines of a login begin: one for each host. libpq calls the socket's usual folder `localhost`."""
    hosts = [h for h in (parts.get("host") or parts.get("hostaddr") or os.environ.get("PGHOST", "")).split(",") if h]
    names = [n for host in hosts or ["localhost"] for n in ([host, "localhost"] if host.startswith("/") else [host])]
    dbname = parts.get("dbname") or os.environ.get("PGDATABASE") or login
    return [f"{_escaped(name)}:*:{_escaped(dbname)}:{_escaped(login)}:".encode() for name in dict.fromkeys(names)]


def keep(parts: dict[str, str], login: str, password: str) -> None:
    """Keep a password, durably, in place of an earlier one of the same login. Raises Unusable; then the file is as it was.

    Before all others, since libpq takes the first line that fits. A link is followed.
    """
    _change(keys(parts, login), [key + _escaped(password).encode() + b"\n" for key in keys(parts, login)])


def forget(parts: dict[str, str], login: str) -> None:
    """Take a login's lines out. Raises Unusable."""
    if place().exists():
        _change(keys(parts, login), [])


def _change(without: list[bytes], first: list[bytes]) -> None:
    path = place()
    lock = kernel.Lock(path.with_name(f"{path.name}.lock"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(_WAIT_S)
        try:
            files = Files(path)
            kept: list[bytes] = []
            with suppress(FileNotFoundError):
                kept = kernel.read(files.data).splitlines(keepends=True)
            files.put(files.data, [*first, *(line for line in kept if not line.startswith(tuple(without)))])
            with suppress(OSError):
                path.with_name(f"{path.name}.lock").unlink()
        finally:
            lock.release()
    except OSError as error:
        raise unusable(error, path) from None
    finally:
        lock.close()
