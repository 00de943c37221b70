"""Half-typed lines, of a call or of a question, kept beside the desk so that neither a crash nor a closed
terminal takes them.

A call's draft stands from its begin until it is hung up. It is no record: other programs never see it, and where
it can't be written, typing goes on.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import msgspec

from aetui.desk.core import Desk
from aetui.domain.records import Call
from aetui.store.drafts import Drafts
from aetui.store.file import kernel
from aetui.store.file.files import companion


class HalfTyped(msgspec.Struct, frozen=True):
    """What was being typed. `item_id`: the item that was being written anew, `aside` the line put aside for it;
    `left`: the user left the call knowingly."""

    text: str = ""
    item_id: str = ""
    aside: str = ""
    left: bool = False


def keep_draft(desk: Desk, call_id: str, draft: HalfTyped) -> bool:
    """Keep this draft of a call; cheap enough for each key. False: it could not be written."""
    more = {"pid": str(os.getpid())}
    if draft.item_id:
        more |= {"item": draft.item_id, "aside": draft.aside}
    if draft.left:
        more["left"] = "1"
    # Read anew each time: another program may be on the phone too.
    return Drafts(_path(desk)).save(_place(call_id), draft.text, **more)


def draft_of(desk: Desk, call_id: str) -> HalfTyped | None:
    """What was being typed in that call when it was last seen."""
    kept = Drafts(_path(desk)).load(_place(call_id))
    if kept is None:
        return None
    return HalfTyped(kept.get("text", ""), kept.get("item", ""), kept.get("aside", ""), "left" in kept)


def forget_draft(desk: Desk, call_id: str) -> None:
    """The call was hung up, or left no trace."""
    Drafts(_path(desk)).clear(_place(call_id))


def interrupted_call(desk: Desk) -> Call | None:
    """The call that a program was in when it was cut off; the newest where there are several."""
    path = _path(desk)
    if not path.exists():
        return None
    drafts, found = Drafts(path), []
    for call in desk.book.of("calls"):
        if isinstance(call, Call) and call.ended_at is None and call.way != "missed":
            kept = drafts.load(_place(call.id))
            if kept is not None and "left" not in kept and not _elsewhere(kept.get("pid", "")):
                found.append(call)
    return max(found, key=lambda c: (c.at, c.created_at), default=None)


def unfinished_calls(desk: Desk, now: datetime) -> list[Call]:
    """The calls that weren't hung up, of whatever day, newest first; they can be gone on with."""
    calls = [c for c in desk.book.live_of(Call) if c.ended_at is None and c.way != "missed" and c.at <= now]
    return sorted(calls, key=lambda c: (c.at, c.created_at))[::-1]


def left_on_the_phone(desk: Desk, now: datetime) -> list[tuple[Call | None, str]]:
    """What was left, and waits to be used or thrown away: each call that wasn't hung up with its half-typed line, newest
    first, then a line that belongs to no call yet."""
    found: list[tuple[Call | None, str]] = []
    for call in unfinished_calls(desk, now):
        draft = draft_of(desk, call.id)
        found.append((call, draft.text if draft else ""))
    spare = Spare(desk).text
    return [*found, (None, spare)] if spare else found


def throw_away(desk: Desk, call_id: str, now: datetime) -> None:
    """A call that wasn't hung up is over, and its line isn't wanted; the user was asked. A call without an item goes."""
    from aetui.desk.phone.calls import end_call
    from aetui.desk.phone.past import drop_empty_call

    if desk.book.items_of(call_id):
        end_call(desk, call_id, now)
    else:
        drop_empty_call(desk, call_id, now)
    forget_draft(desk, call_id)


class Spare:
    """What was typed on the phone before it was known whom with, or where no call could be written: it waits for the next
    call, and the board tells of it."""

    _KEY = "phone"

    def __init__(self, desk: Desk) -> None:
        self._lines = LineDrafts(desk)

    @property
    def text(self) -> str:
        return self._lines.load(self._KEY)

    @text.setter
    def text(self, text: str) -> None:
        if text.strip():
            self._lines.keep(self._KEY, text)
        elif self.text:
            self._lines.forget(self._KEY)


class LineDrafts:
    """Half-typed answers to a screen's questions, by what was asked; they outlive the program."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._held: dict[str, str] = {}

    def load(self, key: str) -> str:
        kept = Drafts(_path(self._desk)).load(f"line {key}")
        self._held[key] = kept.get("text", "") if kept else ""
        return self._held[key]

    def keep(self, key: str, text: str) -> None:
        """Cheap enough for each key; a file that can't be written stops nobody from typing."""
        self._held[key] = text
        Drafts(_path(self._desk)).save(f"line {key}", text)

    def forget(self, key: str) -> None:
        if self._held.pop(key, ""):
            Drafts(_path(self._desk)).clear(f"line {key}")


def _path(desk: Desk) -> Path:
    return companion(desk.store.path, "drafts")


def _place(call_id: str) -> str:
    return f"call {call_id}"


def _elsewhere(pid: str) -> bool:
    """Whether another program that still runs is in that call."""
    return pid.isdecimal() and int(pid) != os.getpid() and kernel.is_running(int(pid))
