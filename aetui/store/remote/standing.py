"""How a desk stands in an office: what is kept beside its file, on this device alone. Holds no password.

No record of the desk: a copy of the desk in other hands belongs to no office, and no import, bundle or restore brings it.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from aetui.store.file import kernel
from aetui.store.file.files import Files, discard


class Colleague(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in the office, with a desk there. `desk`: the id there; `answers_to`: that of the AM's desk; `gone`: removed."""

    name: str
    role: str
    desk: str
    answers_to: str | None = None
    gone: bool = False


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """`url`: the server, without a password; `login`: the device's; `channel`: where it is told of changes. `desk`, `device`: ids in
    the office; `name`, `role`: whose desk it is.

    `sent`: the number of the last own change that is there. `seen`: of the desk's other devices, the last change that was here when it
    was written; what is here now the desk's own file says (`outbox.known`), which may be an earlier one than this.
    `letters_seen`: the place of the last letter that was fetched. `replicas`: by desk whose changes may be read, `seen` of its devices.
    `offset_ms`: how far the server's clock is ahead of this machine's. `heard`: when it was last in step. `removed`: the office told
    that this desk is in it no more; `behind`: that its tables are of this version, which this program doesn't know (0: it does).
    `people`: everybody, as last heard.
    """

    office: str
    url: str
    login: str
    desk: str
    device: str
    name: str
    role: str
    channel: str = ""
    sent: int = 0
    seen: dict[str, int] = {}
    letters_seen: int = 0
    replicas: dict[str, dict[str, int]] = {}
    offset_ms: int = 0
    heard: datetime | None = None
    removed: bool = False
    behind: int = 0
    people: list[Colleague] = []


def stands(files: Files) -> bool:
    """Whether the desk stands in an office: one look at the disk, which every start pays."""
    return files.office.exists()


def read(files: Files) -> Standing | None:
    """How the desk stands; None where it is in no office, or the file can't be read."""
    try:
        return msgspec.json.decode(kernel.read(files.office), type=Standing)
    except (OSError, ValueError, RecursionError):
        return None


def write(files: Files, standing: Standing) -> None:
    """Keep it, durably. Raises OSError; then what stood there stands."""
    files.put(files.office, [msgspec.json.format(msgspec.json.encode(standing), indent=1) + b"\n"])


def leave(files: Files) -> None:
    """The desk is in no office any more."""
    discard(files.office)
