"""Snapshots of a desk as they lie in the office: in pieces, so that what was broken off is gone on with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

PIECE = 512 << 10
"""Bytes of a piece: what a slow line sends in a few seconds."""

Rows = Callable[..., list[Any]]
Said = Callable[[int, int], object]
"""How far it is: pieces, of how many."""


class SnapshotHead(msgspec.Struct, frozen=True):
    """A whole snapshot. `seen`: by device, up to which number it holds; `size`: bytes; `private`: for the desk's own devices alone."""

    id: str
    desk: str
    device: str
    made_at: datetime
    seen: dict[str, int]
    size: int
    pieces: int
    private: bool


def _table(private: bool) -> str:
    return "aetui.private_snapshots" if private else "aetui.snapshots"


def _of(id: str) -> str:
    return _table(id.startswith("p"))


def numbers(said: Mapping[str, object]) -> dict[str, int]:
    """By device up to which number; what can't be one is passed over."""
    return {device: n for device, n in said.items() if isinstance(n, int) and 0 <= n < 1 << 63}


def put(
    rows: Rows, desk: str, device: str, data: bytes, seen: Mapping[str, int], private: bool, said: Said | None
) -> str:
    """Put a snapshot there; pieces that are there already aren't sent again. Returns its id."""
    id = f"{'p' if private else 's'}{sha256(data + msgspec.json.encode(dict(sorted(seen.items())))).hexdigest()}"
    pieces = max(1, -(-len(data) // PIECE))
    there = {k for (k,) in rows(f"SELECT k FROM {_of(id)} WHERE desk = %s AND id = %s", [desk, id])}
    for k in range(pieces):
        if k not in there:
            rows(
                f"INSERT INTO {_of(id)} (desk, id, k, device, seen, size, pieces, data) VALUES (%s, %s, %s, %s, %s::jsonb, %s, %s, %s)"
                " ON CONFLICT (desk, id, k) DO NOTHING RETURNING k",
                [desk, id, k, device, msgspec.json.encode(dict(seen)).decode(), len(data), pieces, data[k * PIECE : (k + 1) * PIECE]],
            )  # fmt: skip
        if said:
            said(k + 1, pieces)
    rows("SELECT aetui.snapshot_done(%s)", [id])
    return id


def heads(rows: Rows, desk: str) -> list[SnapshotHead]:
    """The whole snapshots of a desk that may be read here, the latest first."""
    found = []
    for private in (False, True):
        for row in rows(
            "SELECT id, desk, min(device), max(made_at), (array_agg(seen))[1], max(size), max(pieces)"
            f" FROM {_table(private)} WHERE desk = %s GROUP BY desk, id HAVING count(*) = max(pieces) AND min(pieces) = max(pieces)",
            [desk],
        ):
            id, whose, device, made_at, seen, size, pieces = row
            head = SnapshotHead(id, whose, device, made_at, numbers(seen), size, pieces, private)
            found.append(head)
    return sorted(found, key=lambda head: head.made_at, reverse=True)


def piece(rows: Rows, desk: str, id: str, k: int) -> bytes | None:
    """One piece; None where it isn't there any more: a later snapshot took its place."""
    found = rows(f"SELECT data FROM {_of(id)} WHERE desk = %s AND id = %s AND k = %s", [desk, id, k])
    return bytes(found[0][0]) if found else None


def is_whole(head: SnapshotHead, data: bytes) -> bool:
    """Whether these are the bytes that were put there."""
    told = sha256(data + msgspec.json.encode(dict(sorted(head.seen.items())))).hexdigest()
    return head.id[1:] == told
