"""A verb that is tried and taken back: what it would come to, before anybody says yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aetui.desk.core import Desk
from aetui.domain.errors import DeskError, Refused


class _Tried(Exception):
    """It went well, and is taken back."""


def tried(desk: Desk, verb: Callable[[], object], now: datetime) -> None:
    """The verb is done and taken back: nothing is written. Raises what it raises."""
    desk.poll()
    try:
        with desk.change("", now):
            verb()
            raise _Tried
    except _Tried:
        return


def refusal(desk: Desk, verb: Callable[[], object], now: datetime) -> Refused | None:
    """What a gate would say to the verb. None where none is shut, and where it can't be done for another reason."""
    try:
        tried(desk, verb, now)
    except Refused as refused:
        return refused
    except DeskError:
        pass
    return None
