"""A verb that is tried and taken back: what it would come to, before anybody says yes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import get_ident

from aetui.desk.core import Change, Desk
from aetui.domain.errors import DeskError, Refused


class _Tried(Exception):
    """It went well, and is taken back."""


def tried(desk: Desk, verb: Callable[[], object], now: datetime) -> None:
    """The verb is done and taken back: nothing is written. Raises what it raises."""
    if not desk.is_apart:
        desk.poll()
    try:
        with _apart(desk, now) if desk.is_apart else desk.change("", now):
            verb()
            raise _Tried
    except _Tried:
        return


@contextmanager
def _apart(desk: Desk, now: datetime) -> Iterator[Change]:
    """A change of a desk apart: the file is neither locked nor heard of, so that no key waits for a long trial, and at the end the
    book is as it was."""
    change = Change(desk, "", now, {})
    desk._change, desk._maker = change, get_ident()  # verbs of this thread are part of it
    try:
        yield change
    finally:
        desk._change = None
        change.hide()


def refusal(desk: Desk, verb: Callable[[], object], now: datetime) -> Refused | None:
    """What a gate would say to the verb. None where none is shut, and where it can't be done for another reason."""
    try:
        tried(desk, verb, now)
    except Refused as refused:
        return refused
    except DeskError:
        pass
    return None
