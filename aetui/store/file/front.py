"""The front of a large desk, kept ready: what is live or recent, so that a quick command reads only this.

A cache and no more: it holds for one version of the data file (its mark) and one version of the program, it
is checksummed, and whatever is wrong with it, the data file is read instead.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from aetui.domain.records import KINDS, Record
from aetui.domain.records.liveness import all_at_hand, is_live
from aetui.store import history
from aetui.store.file import kernel, migrate, tables
from aetui.store.file.clock import Heads
from aetui.store.file.files import FileMark, Files, sealed
from aetui.store.file.tables import FOREVER, Docs, Tables, decode, own_bytes
from aetui.version import __version__

SPAN = timedelta(days=46)
"""How far back from the last change the front reaches."""


class _Cache(msgspec.Struct):
    program: str
    base: FileMark
    seq: int
    token: str
    folded: int
    sum: int | None
    horizon: datetime
    tops: dict[str, int]
    front: dict[str, dict[int, float]]
    unread: list[tuple[str, int, str]]
    strange: list[str]
    docs: dict[str, dict[int, msgspec.Raw]]
    known: Heads


def _program() -> str:
    """Which code judged liveness. A checkout changes without its version, hence the files' times."""
    from aetui.domain import gates, records
    from aetui.domain.records import liveness

    try:
        stamps = [Path(str(part.__file__)).stat().st_mtime_ns for part in (gates, liveness, records, tables)]
    except OSError:
        stamps = []
    return f"{__version__} {migrate.VERSION} {stamps}"


class KeptFront(msgspec.Struct):
    """A front as it was kept: its tables, number and token of the last change in them, and what was known of the data file:
    the number of its own last change (less, where the journal told of more), and the CRC-32 of its bytes."""

    tables: Tables
    seq: int
    token: str
    folded: int
    sum: int | None


def load(files: Files, base: FileMark) -> KeptFront | None:
    """The front of the data file that has this mark; or None."""
    try:
        data = kernel.read(files.front)
    except OSError:
        return None
    payload = data[9:-1]
    if sealed(payload) != data:
        return None
    try:
        cache = msgspec.json.decode(payload, type=_Cache)
    except ValueError:
        return None
    if cache.base != base or cache.program != _program():
        return None
    docs = own_bytes(cache.docs)
    tables = Tables(docs, whole=False)
    tables.tops = cache.tops
    tables.horizon = cache.horizon
    tables.front = cache.front
    tables.unread = {(kind, doc): why for kind, doc, why in cache.unread}
    tables.looked_at = {
        kind: {doc for doc in docs if (kind, doc) not in tables.unread} for kind, docs in cache.front.items()
    }
    tables._strange = cache.strange
    tables.folded = cache.known
    return KeptFront(tables, cache.seq, cache.token, cache.folded, cache.sum)


def save(
    files: Files, tables: Tables, base: FileMark, kept: tuple[int, str, int, int | None], sent: int | None = None
) -> None:
    """Keep the front of whole tables as they stand on the data file of this mark (`kept`: what `KeptFront` says beside them).
    `sent`: of a desk in an office, the last own change that is there; the log since then belongs to the front. What fails is let be."""
    horizon = reach(tables) or tables.horizon
    if horizon is None:
        return
    if tables.front is None or tables.horizon is None or tables.horizon > horizon:
        choose(tables, horizon)
    docs: Docs = {kind: {} for kind in KINDS}
    docs["meta"], docs["conflicts"] = tables.table("meta"), tables.table("conflicts")
    if sent is not None:
        docs["log"] = _unsent(tables.table("log"), sent)
    front: dict[str, dict[int, float]] = {kind: {} for kind in KINDS}
    for kind, chosen in (tables.front or {}).items():
        table = tables.table(kind)
        for doc in sorted(chosen.keys() & table.keys()):
            until = _until(tables, kind, doc, table[doc])
            if until >= _seconds(horizon):
                docs[kind][doc], front[kind][doc] = table[doc], until
    raws = {name: {doc: msgspec.Raw(data) for doc, data in table.items()} for name, table in docs.items()}
    tops = {name: tables.top(name) for name in tables.docs}
    unread = [(kind, doc, why) for (kind, doc), why in tables.unread.items()]
    cache = _Cache(_program(), base, *kept, horizon, tops, front, unread, tables.strange, raws, tables.known)
    with suppress(OSError):
        files.put(files.front, [sealed(msgspec.json.encode(cache))], durable=False)


def _unsent(log: dict[int, bytes], sent: int) -> dict[int, bytes]:
    """What waits for the office, where it isn't so much that all of the desk may as well be read."""
    lines = {seq: line for seq, line in log.items() if seq > sent}
    return lines if sum(map(len, lines.values())) <= history.LAST_BYTES else {}


def holds_all(tables: Tables, kind: str) -> bool:
    """Whether all records of a kind are held: of whole tables, and of a front that of a kind which stays at hand."""
    return tables.whole or (kind in KINDS and all_at_hand(kind))


def reach(tables: Tables) -> datetime | None:
    """How far back a front of these tables goes; None where no change of them is known."""
    log = tables.table("log")
    try:
        return history.change(log[max(log)]).at - SPAN
    except (ValueError, OverflowError):
        return None


def choose(tables: Tables, horizon: datetime) -> None:
    """Find the front of whole tables: decodes everything, once. What is set meanwhile, from another thread, belongs to
    it: `Tables.set` puts it there as soon as there is a front, and it is complete when it has its horizon."""
    tables.horizon = None
    front: dict[str, dict[int, float]] = {kind: {} for kind in KINDS}
    tables.front = front
    for kind in KINDS:
        held = front[kind]
        for doc, data in list(tables.docs.get(kind, {}).items()):
            until = _until(tables, kind, doc, data)
            if until >= _seconds(horizon):
                held.setdefault(doc, until)
    if tables.front is front:
        tables.horizon = horizon


def _until(tables: Tables, kind: str, doc: int, data: bytes) -> float:
    """The moment up to which a record belongs to the front; one that can't be read never does, save of a kind that is all there."""
    record = _read(tables, kind, doc, data)
    if all_at_hand(kind):
        return FOREVER
    return -FOREVER if record is None else FOREVER if is_live(kind, record) else record.updated_at.timestamp()


def _read(tables: Tables, kind: str, doc: int, data: bytes) -> Record | None:
    """A record; None for one that can't be read, which is noted."""
    try:
        return decode(kind, data, looked_at=doc in tables.looked_at.get(kind, ()))
    except ValueError as error:
        tables.unread[kind, doc] = str(error)
        return None


def look_through(tables: Tables) -> None:
    """Find the documents of whole tables that don't read as their kind: decodes everything."""
    for kind in KINDS:
        for doc, data in list(tables.docs.get(kind, {}).items()):
            _read(tables, kind, doc, data)


def records(tables: Tables, since: datetime, kind: str) -> Iterator[Record]:
    """The records of a kind that are live or were updated at or after `since`."""
    moment = _seconds(since)
    known = tables.front if tables.horizon is not None and since >= tables.horizon else None
    table = tables.docs.get(kind, {})
    places = dict.fromkeys(table, FOREVER) if known is None else known.get(kind, {})
    for doc, until in sorted(places.items()):
        data = table.get(doc)
        if data is None or until < moment:
            continue
        record = _read(tables, kind, doc, data)
        if record is not None and (until < FOREVER or record.updated_at >= since or is_live(kind, record)):
            yield record


def _seconds(moment: datetime) -> float:
    try:
        return moment.timestamp()
    except (OverflowError, OSError):  # the beginning of time, on some systems
        return -FOREVER
