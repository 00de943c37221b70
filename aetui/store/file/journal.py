"""The journal beside the data file: one checksummed line for each change (docs/data-format.md, Journal)."""

import os
from binascii import crc32
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from aetui.store.file import kernel
from aetui.store.file.clock import Stamped
from aetui.store.file.files import FileMark, sealed

if TYPE_CHECKING:
    from aetui.store.file.aside import Aside

NOTHING = msgspec.Raw(b"null")


class RawEdit(msgspec.Struct, frozen=True):
    """A record before and after a change, as bytes; `null` where there was or is none."""

    table: str
    doc: int
    before: msgspec.Raw = NOTHING
    after: msgspec.Raw = NOTHING


class JournalChange(msgspec.Struct, frozen=True, kw_only=True):
    """One change, as it stands in the journal and, once folded, in the table `log`.

    `token` tells it from every other change anywhere; `seq` orders it. `of`: what an undo or a redo turned
    (`turned`: where that was made, if on another device, and its number there).
    `count`: how many records it touched; `edits` is dropped when it is too old to be undone.

    On a desk that stands in an office: `clock` says when (`store.remote.clock`), `saw` by device (its own too) the last changes of
    the desk that it was made after. Of a change that came from another device: `device` and `n`, where it was made, and its number
    there; `theirs`: what that wrote, where it was brought together with what stood here.
    """

    seq: int
    token: str
    at: datetime
    program: str
    verb: str
    args: dict[str, str] = {}
    of: int | None = None
    turned: tuple[str, int] | msgspec.UnsetType = msgspec.UNSET
    count: int = 0
    clock: int | msgspec.UnsetType = msgspec.UNSET
    saw: dict[str, int] | msgspec.UnsetType = msgspec.UNSET
    device: str | msgspec.UnsetType = msgspec.UNSET
    n: int | msgspec.UnsetType = msgspec.UNSET
    theirs: list[RawEdit] | msgspec.UnsetType = msgspec.UNSET
    edits: list[RawEdit] = []

    @property
    def own(self) -> bool:
        """Whether it was made on this device."""
        return self.device is msgspec.UNSET

    @property
    def made_at(self) -> tuple[str, int] | None:
        """On which other device it was made, and its number there; None: here."""
        if self.device is msgspec.UNSET or self.n is msgspec.UNSET:
            return None
        return self.device, self.n

    @property
    def stamps(self) -> Stamped:
        """Where and when it was made."""
        clock = 0 if self.clock is msgspec.UNSET else self.clock
        if self.device is msgspec.UNSET:
            return Stamped(clock)
        return Stamped(clock, self.device, 0 if self.n is msgspec.UNSET else self.n)


class Header(msgspec.Struct, frozen=True):
    """The journal's first line. `base`: the data file that it continues; `token`: the last change in that, or a random
    one, so that others read it anew. `sum`: the CRC-32 of that file, `seq` and `last` number and token of its last change.
    """

    journal: int
    token: str
    base: FileMark
    sum: int | None = None
    seq: int = 0
    last: str = ""


class JournalLine(msgspec.Struct, frozen=True):
    """A sound line: the change, and its bytes for the log."""

    change: JournalChange
    payload: bytes


class Scan(msgspec.Struct):
    """What a journal holds. `end`: where the next line belongs; `lines` are in order, each change once; `untidy`: they
    were not, though nobody writes them so."""

    lines: list[JournalLine] = []
    damaged: list[bytes] = []
    header: Header | None = None
    end: int = 0
    untidy: bool = False

    def gaps(self, after: int | None = None) -> list[tuple[int, int]]:
        """Numbers of changes that are missing between the lines, and, where that is known, after number `after`; none
        where as many lines are damaged as there are numbers missing."""
        found = []
        last = after
        for line in self.lines:
            if last is not None and line.change.seq > last + 1:
                found.append((last + 1, line.change.seq - 1))
            last = max(line.change.seq, last or 0)
        missing = sum(stop - start + 1 for start, stop in found)
        return found if missing > len(self.damaged) else []


_decode_change = msgspec.json.Decoder(JournalChange).decode
_decode_header = msgspec.json.Decoder(Header).decode
encode = msgspec.json.encode


def raw(state: msgspec.Raw) -> bytes | None:
    """The bytes of a record in a change; None where there is none."""
    found = bytes(state)
    return None if found == b"null" else found


def header(told: Header) -> bytes:
    """The first line of a journal."""
    return sealed(encode(told))


def scan(data: bytes, start: int = 0) -> Scan:
    """Read lines from `start` on; a last piece without its line feed counts only when it is whole."""
    found = Scan()
    at, size = start, len(data)
    found.end = start
    seen: set[str] = set()
    while at < size:
        stop = data.find(b"\n", at)
        torn = stop < 0
        line = data[at : size if torn else stop]
        at = size if torn else stop + 1
        if torn and not _is_sound(line):
            break
        found.end = at
        if line:
            _take(found, line, seen)
    lines = found.lines
    if any(lines[n].change.seq > lines[n + 1].change.seq for n in range(len(lines) - 1)):
        lines.sort(key=lambda line: line.change.seq)
        found.untidy = True
    return found


def _is_sound(line: bytes) -> bool:
    return line[8:9] == b" " and line[:8] == b"%08x" % crc32(line[9:])


def _take(found: Scan, line: bytes, seen: set[str]) -> None:
    payload = line[9:]
    try:
        if not _is_sound(line):
            raise ValueError
        if payload.startswith(b'{"journal":'):
            found.untidy = found.untidy or found.header is not None or bool(found.lines)
            found.header = found.header or _decode_header(payload)
            return
        change = _decode_change(payload)
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        found.damaged.append(line)
        return
    if change.token not in seen:
        seen.add(change.token)
        found.lines.append(JournalLine(change, payload))
    else:
        found.untidy = True


def read(path: Path, start: int = 0) -> bytes:
    """The journal's bytes; none when there is no journal."""
    try:
        return kernel.read(path, start)
    except FileNotFoundError:
        return b""


def append(path: Path, data: bytes, end: int, aside: "Aside | None" = None) -> int:
    """Write lines at `end`, durably (with `aside`: as soon as the disk has them), and say where the next belongs; what stands
    behind `end` (a torn line) goes. On an error all is as it was. Raises OSError.
    """
    fd = kernel.open_private(path, os.O_RDWR | os.O_CREAT)
    try:
        size = os.fstat(fd).st_size
        try:
            if size > end:
                os.ftruncate(fd, end)
            if end:
                os.lseek(fd, end - 1, os.SEEK_SET)
                if os.read(fd, 1) != b"\n":
                    data = b"\n" + data  # the last line was whole but for its end
            kernel.write_all(fd, data)
            if aside is None:
                kernel.sync(fd)
            else:
                aside.take(os.dup(fd), None if size else path.parent)
        except BaseException:
            _take_back(fd, end)
            raise
    finally:
        os.close(fd)
    if not size and aside is None:
        kernel.sync_folder(path.parent)  # the file may be new
    return end + len(data)


def _take_back(fd: int, end: int) -> None:
    try:
        os.ftruncate(fd, end)
        kernel.sync(fd)
    except OSError:
        pass  # what is left is a torn line, or one that was not acknowledged
