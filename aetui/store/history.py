"""The log of changes: what can be undone and redone, and how much of it is kept."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import msgspec

from aetui.domain.errors import DeskError, NotThere, Refused
from aetui.domain.records import KINDS, Record
from aetui.store.file.journal import JournalChange, RawEdit, raw
from aetui.store.file.tables import Tables, Touched, compact, decode, id_of, same

ENTRIES = 2_000
"""Changes that the log tells of."""
TURNABLE = 300
"""Changes whose records are kept before and after, for undo: some days' worth."""
TURNABLE_BYTES = 256_000
"""And at most so many bytes of them; the last change alone may have LAST_BYTES."""
LAST_BYTES = 4_000_000

BACK = "back"
"""The verb of a change that takes back several, the newest first: `of` is the earliest of them. It is undone as a whole."""

TAKEN_IN = "letter.in"
"""The verb of a change that took in a letter of another desk: nobody here did it, so nobody takes it back."""

BROUGHT = "import"
"""The verb of a change that brought records from a file: nobody hears of them, nor of their going."""

_decode = msgspec.json.Decoder(JournalChange).decode


class Edit(msgspec.Struct, frozen=True):
    """One record before and after a change; `kind` is its table's name. None: it was not, or is no more."""

    kind: str
    id: str
    before: Record | None
    after: Record | None


class LogEntry(msgspec.Struct, frozen=True):
    """One change as the log tells it. `of`: the change that it undid or redid; `undone`: it was taken back.

    `edits` is empty where the change is too old to be undone (`kept` is False); `count` says how many it had.
    """

    seq: int
    at: datetime
    program: str
    verb: str
    args: dict[str, str]
    edits: list[Edit]
    undone: bool
    of: int | None
    kept: bool
    count: int


class _Head(msgspec.Struct):
    seq: int
    verb: str
    of: int | None = None
    device: str | None = None
    n: int = 0


_decode_head = msgspec.json.Decoder(_Head).decode


def change(data: bytes) -> JournalChange:
    """A change of the log. Raises ValueError where it was made unreadable from outside."""
    return _decode(data)


def last(tables: Tables) -> tuple[int, str]:
    """Number and token of the last change in the log; (0, "") where there is none."""
    top = max(tables.table("log"), default=0)
    try:
        return top, change(tables.table("log")[top]).token if top else ""
    except ValueError:
        return top, ""


def edits_of(touched: Iterable[Touched]) -> list[Edit]:
    """Changes of documents as changes of records; those of tables that hold none are left out."""
    return [
        Edit(kind, id_of(after or before or b""), _record(kind, before), _record(kind, after))
        for kind, before, after in touched
        if kind in KINDS
    ]


def is_sent(told: JournalChange, edit: RawEdit) -> bool:
    """Whether an edit wrote a letter: what is sent is sent, and taken back by another letter, not by a change that is turned. What was
    brought from a file was sent by nobody."""
    return edit.table == "letters" and raw(edit.before) is None and told.verb != BROUGHT


def sent(told: JournalChange, verb: str) -> list[Edit]:
    """The letters that a change wrote, as if `verb` (undo, redo) turned them too: what is written to take them back is read off that."""
    written = [(edit.table, raw(edit.after)) for edit in told.edits if is_sent(told, edit)]
    return edits_of((table, letter, None) if verb == "undo" else (table, None, letter) for table, letter in written)


def _record(kind: str, data: bytes | None) -> Record | None:
    try:
        return decode(kind, data) if data is not None else None
    except ValueError:
        return None


WITHDRAWN = "withdrawn"
"""Among a change's words: the numbers of changes that came to nothing with it. The log tells none of them, and undo passes them."""


class Stacks(NamedTuple):
    """Numbers of the changes that undo would turn and that redo would turn, the next one last; of all that are taken back; and of all
        that came to nothing. `loose`: something was turned that isn't in the log, or no more. `others`: of the changes that other devices
    of the desk made, those that stand: they are taken back by their number only."""

    done: list[int]
    undone: list[int]
    back: set[int]
    nothing: set[int]
    loose: bool
    others: list[int]


def stacks(tables: Tables) -> Stacks:
    """How the changes of the log stand to each other."""
    done: list[int] = []
    undone: list[int] = []
    back: set[int] = set()
    nothing: set[int] = set()
    loose = False
    gone_over: dict[int, set[int]] = {}  # of a change that went back to an earlier point, those that it took back
    others: list[int] = []
    foreign: set[int] = set()  # what other devices made
    log = tables.table("log")
    for seq in sorted(log):
        try:
            head = _decode_head(log[seq])
        except ValueError:
            continue
        if head.verb == TAKEN_IN:
            continue
        if head.device is not None:
            foreign.add(seq)
            _of_another(head, seq, others if head.of in foreign else done, others, back)
            continue
        if head.verb != BACK and head.of in foreign:
            _turned_of_another(head, others, undone, back)
            continue
        if head.of is None and (withdrawn := _withdrawn(log[seq])):
            nothing |= {*withdrawn, seq}
            done = [number for number in done if number not in withdrawn]
            continue
        if head.of is None or head.verb == BACK:
            if head.of in done:
                gone_over[seq] = {one for one in done[done.index(head.of) :] if one not in back}
                back |= gone_over[seq]
            done.append(seq)
            undone.clear()
            continue
        source, target = (done, undone) if head.verb == "undo" else (undone, done)
        if head.of in source:
            source.remove(head.of)
            target.append(head.of)
            back ^= {head.of} | gone_over.get(head.of, set())
        else:
            loose = True
    return Stacks(done, undone, back, nothing, loose, others)


def _of_another(head: _Head, seq: int, stack: list[int], others: list[int], back: set[int]) -> None:
    """Take in what another device did; `stack`: where what it turned stands, made here or there, as long as nobody took it back."""
    if head.of is None or head.verb not in ("undo", "redo"):
        others.append(seq)
    elif head.verb == "undo" and head.of in stack:
        stack.remove(head.of)
        back.add(head.of)
    elif head.verb == "redo" and head.of in back:
        insort(stack, head.of)
        back.remove(head.of)


def _turned_of_another(head: _Head, others: list[int], undone: list[int], back: set[int]) -> None:
    """Take in that another device's change was turned here."""
    source, target = (others, undone) if head.verb == "undo" else (undone, others)
    if head.of is not None and head.of in source:
        source.remove(head.of)
        target.append(head.of)
        back ^= {head.of}


def _withdrawn(data: bytes) -> set[int]:
    if f'"{WITHDRAWN}"'.encode() not in data:
        return set()
    return {int(number) for number in change(data).args.get(WITHDRAWN, "").split() if number.isdecimal()}


def entries(tables: Tables, limit: int) -> list[LogEntry]:
    """The newest changes, newest first."""
    log = tables.table("log")
    found_of = stacks(tables)
    found: list[LogEntry] = []
    for seq in sorted(log.keys() - found_of.nothing, reverse=True)[:limit]:
        try:
            found.append(entry(change(log[seq]), undone=seq in found_of.back))
        except ValueError:
            continue
    return found


def entry(told: JournalChange, *, undone: bool) -> LogEntry:
    return LogEntry(
        seq=told.seq,
        at=told.at,
        program=told.program,
        verb=told.verb,
        args=told.args,
        edits=edits_of((e.table, raw(e.before), raw(e.after)) for e in told.edits),
        undone=undone,
        of=told.of,
        kept=bool(told.edits),
        count=told.count,
    )


Puts = list[tuple[str, int, bytes | None]]
"""Documents to be put: table, document id, what it says (None: it goes)."""


def reaches(tables: Tables, verb: str) -> bool:
    """Whether what `verb` (undo, redo) turns is known from these tables: of a large desk's front, where it is one of the changes since
    that was kept, with what they held."""
    if tables.whole:
        return True
    known = stacks(tables)
    stack = known.done if verb == "undo" else known.undone
    if known.loose or not stack:
        return False
    edits = change(tables.table("log")[stack[-1]]).edits
    return bool(edits) and all(edit.table in KINDS for edit in edits)


def turned(tables: Tables, verb: str, seq: int | None = None) -> tuple[JournalChange, Puts] | None:
    """The change that `verb` (undo, redo) turns, and the documents to put; None where there is none. `seq`: that one, not the last.

    Raises Refused when what it holds is no longer kept, or a record of it was changed since.
    """
    found_of = stacks(tables)
    stack = found_of.done if verb == "undo" else found_of.undone
    if seq is not None and seq not in stack and not (verb == "undo" and seq in found_of.others):
        raise _no_point(tables, seq)
    if not stack and seq is None:
        return None
    turns = stack[-1] if seq is None else seq
    told = change(tables.table("log")[turns])
    if told.theirs or (turns in found_of.others and _came_together(tables.table("log"), turns, told)):
        raise Refused("undo.changed_since", verb=told.verb)
    if not told.edits:
        raise _not_kept(tables.table("log"), turns, told)
    puts: Puts = []
    for edit in told.edits:
        if is_sent(told, edit):
            continue
        before, after = raw(edit.before), raw(edit.after)
        found, wanted = (after, before) if verb == "undo" else (before, after)
        doc = tables.doc_of(edit.table, id_of(found or wanted or b"")) if edit.table in KINDS else edit.doc
        stands = tables.table(edit.table).get(doc) if doc is not None else None
        if not same(stands, found):
            raise Refused("undo.changed_since", verb=told.verb)
        if doc is None:
            doc = edit.doc
            if doc in tables.table(edit.table):  # another record took its place
                doc = max(tables.top(edit.table), *(e.doc for e in told.edits)) + 1 + len(puts)
        puts.append((edit.table, doc, wanted))
    return told, puts


def _came_together(log: dict[int, bytes], seq: int, told: JournalChange) -> bool:
    """Whether a record of another device's change was made anew with what came later (`remote.receive`)."""
    of = {(edit.table, id_of(raw(edit.after) or raw(edit.before) or b"")) for edit in told.edits}
    later = (change(data) for number, data in log.items() if number > seq and b'"theirs":[' in data)
    said = (edit for one in later for edit in one.theirs or ())
    return any((edit.table, id_of(raw(edit.after) or raw(edit.before) or b"")) in of for edit in said)


class _Backwards:
    """The tables as they were before one change after another, the newest first."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._stands: dict[
            tuple[str, str | int], bytes | None
        ] = {}  # by table, and the record's id or else the document's
        self._places: dict[tuple[str, str | int], int] = {}

    def take(self, seq: int) -> JournalChange:
        """Take that one back. Raises Refused, as `turned`."""
        log = self._tables.table("log")
        told = change(log[seq])
        if not told.edits:
            raise _not_kept(log, seq, told)
        for edit in told.edits:
            if is_sent(told, edit):
                continue
            before, after = raw(edit.before), raw(edit.after)
            key = (edit.table, id_of(after or before or b"") if edit.table in KINDS else edit.doc)
            if not same(self._now(key, edit.doc), after):
                raise Refused("undo.changed_since", verb=told.verb)
            self._stands[key] = before
        return told

    def _now(self, key: tuple[str, str | int], doc: int) -> bytes | None:
        if key not in self._stands:
            table, named = key
            found = self._tables.doc_of(table, named) if isinstance(named, str) else doc
            self._places[key] = doc if found is None else found
            self._stands[key] = self._tables.table(table).get(found) if found is not None else None
        return self._stands[key]

    def puts(self) -> Puts:
        """The documents that are other than they stand now; one whose place another record took gets a new one."""
        puts: Puts = []
        free = max(self._places.values(), default=0)
        for (table, named), data in self._stands.items():
            doc = self._places[table, named]
            there = self._tables.table(table).get(doc)
            if isinstance(named, str) and there is not None and id_of(there) != named:
                free = doc = max(free, self._tables.top(table)) + 1
                there = None
            if not same(there, data):
                puts.append((table, doc, data))
        return puts


def _no_point(tables: Tables, seq: int) -> DeskError:
    """Why nothing is taken back there: there is no such change, or it is taken back already."""
    return Refused("undo.is_back") if seq in tables.table("log") else NotThere("log.unknown", n=seq)


def back_to(tables: Tables, seq: int) -> tuple[list[JournalChange], Puts]:
    """The changes since before that one, it included, the newest first; and the documents to put for all to be as it was then.

    Raises Refused, as `turned`, of the first that stands in the way.
    """
    done = stacks(tables).done
    if seq not in done:
        raise _no_point(tables, seq)
    before = _Backwards(tables)
    taken = [before.take(number) for number in reversed(done[done.index(seq) :])]
    return taken, before.puts()


def in_the_way(tables: Tables) -> tuple[int, Refused] | None:
    """The newest change that can't be taken back, so that nothing goes back to before it, and why; None where all can."""
    before = _Backwards(tables)
    for number in reversed(stacks(tables).done):
        try:
            before.take(number)
        except Refused as refused:
            return number, refused
    return None


_MANY = 100
"""Records from which on a change is told to have been too big, where it was the size."""


def _not_kept(log: dict[int, bytes], seq: int, told: JournalChange) -> Refused:
    """Why the records before and after a change are no longer there (`trim`, or a migration): it is old, or too much came
    after it; else it was too big itself, or an earlier version's."""
    later = [len(data) for number, data in log.items() if number > seq]
    if len(later) >= TURNABLE or sum(later) > TURNABLE_BYTES:
        return Refused("undo.not_kept", verb=told.verb)
    return Refused("undo.too_big" if told.count >= _MANY else "undo.let_go", verb=told.verb, n=told.count)


def trim(log: dict[int, bytes], at_least: int, sent: int | None = None) -> None:
    """Let go of what is old: first the records before and after, then the changes themselves.

    `at_least` changes stay named: those still in the journal are known from here as folded. `sent`: of a desk in an office, the last
    own change that is there; what is later stays whole, and of each other device its last change stays named.
    """
    order = sorted(log, reverse=True)
    if sent is not None:
        at_least = max(at_least, sum(seq > sent for seq in order))
    size = 0
    for place, seq in enumerate(order):
        size += len(log[seq])
        keep = size <= LAST_BYTES if place == 0 else place < TURNABLE and size <= TURNABLE_BYTES
        if keep or (sent is not None and seq > sent):
            continue
        if b'"theirs":[' not in log[seq] and log[seq].endswith(b'"edits":[]}'):
            if sent is None:
                break  # and so is everything before it
            continue
        log[seq] = without_contents(log[seq])
    named = {"": 0} if sent is None else _last_of_devices(log)
    for seq in order[max(ENTRIES, at_least) :]:
        if seq not in named.values():
            del log[seq]


def _last_of_devices(log: dict[int, bytes]) -> dict[str, int]:
    """By other device, the number of its last change in the log."""
    found: dict[str, int] = {}
    for seq in sorted(log):
        if b'"device":' in log[seq]:
            try:
                head = _decode_head(log[seq])
            except ValueError:
                continue
            if head.device is not None:
                found[head.device] = seq
    return found


def without_contents(data: bytes) -> bytes:
    """A change of the log without the records before and after it."""
    try:
        return compact(msgspec.structs.replace(change(data), theirs=msgspec.UNSET, edits=[]))
    except ValueError:
        return data
