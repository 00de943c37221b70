"""How a desk stands in its office, as it is known here without asking the server."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from aetui.domain.errors import BadInput, Unusable
from aetui.store import DeskDB
from aetui.store.file.files import companion, unusable
from aetui.store.remote import outbox, standing
from aetui.store.remote.standing import Colleague, Standing

__all__ = ["Colleague", "Standing", "Waiting", "keep", "need", "of", "waiting"]


class Waiting(msgspec.Struct, frozen=True):
    """What of the own changes isn't in the office: how many, and when the first of them was made."""

    n: int = 0
    since: datetime | None = None


def of(store: DeskDB) -> Standing | None:
    """How the desk stands; None where it is in no office."""
    return standing.read(store.file.files)


def need(store: DeskDB) -> Standing:
    """As `of`. Raises BadInput where the desk is in no office."""
    found = of(store)
    if found is None:
        raise BadInput("office.not_in")
    return found


def keep(store: DeskDB, stands: Standing, **said: Any) -> Standing:
    """Write down what changed, durably; nothing where nothing did. Raises Unusable: then what stood there stands."""
    new = replace(stands, **said)
    if new != stands:
        try:
            standing.write(store.file.files, new)
        except OSError as error:
            raise unusable(error, store.file.files.office) from None
    return new


def begin(store: DeskDB, stands: Standing) -> None:
    """The desk stands in an office from now on. Raises Unusable."""
    try:
        standing.write(store.file.files, stands)
    except OSError as error:
        raise unusable(error, store.file.files.office) from None


def end(store: DeskDB) -> None:
    """The desk is in no office any more; what of others' desks was here is gone. Raises Unusable."""
    files = store.file.files
    try:
        standing.leave(files)
        shutil.rmtree(companion(files.data, "office"), ignore_errors=True)
    except OSError as error:
        raise unusable(error, files.office) from None


def server_of(url: str) -> str:
    """An address as people read it, with nothing in it that says who comes."""
    rest = url.partition("://")[2] or url
    return rest.rpartition("@")[2].partition("?")[0]


def waiting(store: DeskDB, stands: Standing) -> Waiting:
    """What waits to be sent; where the desk can't be read, nothing that is known."""
    if store.last_change <= stands.sent:
        return Waiting()
    try:
        n = outbox.waiting(store, stands.sent)
        first = next(outbox.own_since(store, stands.sent, stands.device), None) if n else None
    except Unusable:
        return Waiting()
    return Waiting(n, first.at if first else None)
