"""Who keeps an office: it is made, people come into it and go. Needs no desk; the keeper's password is where libpq looks for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aetui.desk.files.output import replace_durably
from aetui.domain.errors import BadInput, Unusable

if TYPE_CHECKING:
    from aetui.office.keeper import Keeper

KEPT = "office.url"
"""The file, in the folder of the desks, that says which office is kept from here."""


def keeper(url: str) -> Keeper:
    """The keeper's connection, a context. Raises BadInput for an address with a password in it: others could read it in the list of
    processes, and the shell keeps it; DeskError where the server can't be reached."""
    from aetui.office import address
    from aetui.office.keeper import Keeper

    if "password" in address.parse(url):
        raise BadInput("office.url.password")
    return Keeper(url)


def init(folder: Path, url: str) -> str:
    """Make an office; its id. From now on it is the one that is kept from here."""
    with keeper(url) as kept:
        office = kept.init()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_durably(folder / KEPT, f"{url}\n".encode())
    except OSError as error:
        raise Unusable("file.trouble", path=folder / KEPT, why=error.strerror or error) from None
    return office


def kept_from(folder: Path, url: str | None) -> Keeper:
    """The office that is named, else the one that was made from here. Raises BadInput where there is none."""
    if url is None:
        try:
            url = (folder / KEPT).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise BadInput("office.which") from None
    return keeper(url)
