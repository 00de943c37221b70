"""Files that go from one desk to another: what they hold, and a sum that says that nobody wrote in them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from aetui.desk.core import Desk
from aetui.desk.files.given import read_file
from aetui.desk.files.output import write_file
from aetui.domain.errors import BadInput


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """What every such file says first: its kind, the id of the desk that it comes from and whose that is; `sum`: that nobody wrote in
    it. What it tells stands in fields of its own, not in records of the store: a desk of another version reads it."""

    aetui_bundle: str
    desk: str
    whose: str
    sum: str = ""


class HandedIn(Bundle, frozen=True, kw_only=True):
    """What an AE or AM hands in of a week or month. A later file of the same period takes an earlier one's place."""

    period: str
    made: datetime


B = TypeVar("B", bound=Bundle)


def kind_of(file: Path) -> str:
    """The kind that a file between desks says, also where it isn't whole; empty for any other file."""
    try:
        start = read_file(file, 4096)
    except BadInput:
        return ""
    _, found, rest = start.partition(b'"aetui_bundle"')
    said = rest.lstrip(b" :").split(b'"', 2)
    return (said[1].decode(errors="replace") if len(said) > 1 else "?") if found else ""


def desk_id(desk: Desk) -> str:
    """What a file calls the desk that it comes from."""
    return desk.profile.id if desk.profile else ""


def write_bundle(file: Path, bundle: Bundle) -> None:
    """Write it, its sum at the end. Raises BadInput where it can't be written."""
    write_file(file, msgspec.json.format(packed(bundle), indent=1) + b"\n")


def read_bundle(file: Path, kind: str, holds: type[B]) -> B:
    """What the file holds. Raises BadInput: it can't be read, is of no such kind, or somebody wrote in it."""
    return opened(read_file(file), file.name, kind, holds)


def packed(bundle: Bundle) -> bytes:
    """It as JSON, its sum at the end: what stands in a file, and what a letter carries."""
    whole: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(bundle))
    whole.pop("sum", None)
    whole["sum"] = _sum(whole)
    return msgspec.json.encode(whole)


def opened(data: bytes, name: str, kind: str, holds: type[B]) -> B:
    """What those bytes hold, which came as `name`. Raises BadInput as `read_bundle`."""
    try:
        whole: Any = msgspec.json.decode(data)
        if not isinstance(whole, dict) or whole.get("aetui_bundle") != kind:
            raise BadInput("bundle.format", file=name)
        bundle = msgspec.json.decode(data, type=holds)
    except (ValueError, RecursionError):
        raise BadInput("bundle.format", file=name) from None
    if _sum(whole) != whole.get("sum") or not zoned(msgspec.to_builtins(bundle, builtin_types=(datetime,))):
        raise BadInput("bundle.edited", file=name)
    return bundle


def _sum(whole: dict[str, Any]) -> str:
    """Of what stands in the file, whatever the program that reads it knows of it: an older one's file, which lacks fields, and a
    newer one's, which has more, bear the sum that they were written with."""
    return hashlib.sha256(msgspec.json.encode({**whole, "sum": ""})).hexdigest()


def zoned(value: Any) -> bool:
    """Whether every time in it says its offset."""
    if isinstance(value, dict):
        return all(zoned(one) for one in value.values())
    if isinstance(value, list | tuple):
        return all(zoned(one) for one in value)
    return not isinstance(value, datetime) or value.tzinfo is not None
