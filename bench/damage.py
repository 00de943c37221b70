"""A desk's files damaged in a thousand ways: what can't be read is told, nothing fails, a backup brings all back.
`python bench/damage.py [FLIPS]`

Each time: a desk with records in its file and others in its journal, damaged once; then a command that reads, `check`,
and `restore` from a backup. Silent is: something is missing or different, and neither the command nor `check` said a
word of it.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec

from aetui.cli.main import run
from aetui.domain.records import KINDS, Record
from aetui.store import DeskDB
from aetui.store.file import journal
from aetui.store.file.files import mark_of

NOW = datetime(2026, 11, 23, 11, 30, tzinfo=timezone(timedelta(hours=8)))
CUTS = 240
LINES = 60
"""How many single lines are doubled, dropped, shuffled, zeroed, each in file and journal."""
Damage = Callable[[bytes, random.Random], bytes]


class Row(msgspec.Struct):
    """What a kind of damage did: how often nothing differed, was told, was refused (status 3), was silent; statuses
    that aren't among 0 and 3; restores that did not bring everything back."""

    what: str
    done: int = 0
    harmless: int = 0
    told: int = 0
    refused: int = 0
    silent: int = 0
    wrong_status: int = 0
    not_restored: int = 0

    @property
    def clean(self) -> bool:
        return not (self.silent or self.wrong_status or self.not_restored)


def flip(data: bytes, dice: random.Random) -> bytes:
    """One bit of one byte."""
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def doubled(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[: at + 1], lines[at], *lines[at + 1 :]]


def dropped(lines: list[bytes], at: int) -> list[bytes]:
    return lines[:at] + lines[at + 1 :]


def shuffled(lines: list[bytes], at: int) -> list[bytes]:
    other = (at + 1) % len(lines)
    swapped = list(lines)
    swapped[at], swapped[other] = swapped[other], swapped[at]
    return swapped


def zeroed(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], b"\0" * (len(lines[at]) - 1) + b"\n", *lines[at + 1 :]]


def in_lines(change: Callable[[list[bytes], int], list[bytes]]) -> Damage:
    def damage(data: bytes, dice: random.Random) -> bytes:
        lines = data.splitlines(keepends=True)
        return b"".join(change(lines, dice.randrange(len(lines))))

    return damage


KINDS_OF_DAMAGE: tuple[tuple[str, Damage], ...] = (
    ("flipped", flip),
    ("cut", cut),
    ("line doubled", in_lines(doubled)),
    ("line dropped", in_lines(dropped)),
    ("lines swapped", in_lines(shuffled)),
    ("line zeroed", in_lines(zeroed)),
)


def aetui(home: Path, *argv: str) -> tuple[int, str]:
    """Status, and all that was said."""
    os.environ.update(AETUI_HOME=str(home), AETUI_USER="u", AETUI_LANG="en", AETUI_NOW=NOW.isoformat())
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(list(argv))
    return status, err.getvalue() if argv[0] != "check" else out.getvalue() + err.getvalue()


def content(path: Path) -> dict[str, Record]:
    store = DeskDB(path, program="bench")
    try:
        return {f"{kind} {record.id}": record for kind in KINDS for record in store.table(kind).records()}
    finally:
        store.file.close()  # nothing is folded


def made(home: Path) -> Path:
    """A desk with some records in its file and some in its journal, and a backup of all of them."""
    for argv in (
        ("profile", "name", "李雯"),
        ("client", "add", "梅林食品", "--report", "周四 16:00", "--contact", "陈小姐"),
        ("call", "梅林", "+ 秋季海报加一个横版", "> 周三12:00前给修改稿", "? 报价什么时候能给", "$ 场地费 8000"),
        ("todo", "打样 @小王"),
    ):
        aetui(home, *argv)
    before = (home / "u.json").read_bytes()
    journal = (home / "u.json.journal").read_bytes()
    store = DeskDB(home / "u.json", program="bench")
    for n in range(6):
        with store.change("bench", {}, NOW) as writing:
            record = next(iter(store.table("todos").records()))
            put = msgspec.structs.replace(record, id=f"{n:020d}", text=f"第{n}件事", created_at=NOW, updated_at=NOW)
            writing.keep(put)
    assert (home / "u.json").read_bytes() == before
    assert len((home / "u.json.journal").read_bytes()) > len(journal)
    store.file.close()
    return home / "u.json"


def begin_on(path: Path) -> None:
    """Let a copied desk's journal begin on the copy of its file, as it did on the first."""
    beside = path.with_name(f"{path.name}.journal")
    scan = journal.scan(beside.read_bytes())
    assert scan.header is not None
    mark = mark_of(path)
    assert mark is not None
    head = journal.header(msgspec.structs.replace(scan.header, base=mark))
    beside.write_bytes(head + b"".join(journal.sealed(line.payload) for line in scan.lines))


def one(row: Row, good: Path, home: Path, name: str, damage: Damage, dice: random.Random) -> None:
    """Damage a copy of the desk once, and look what becomes of it."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(good.parent, home)
    begin_on(home / "u.json")
    path = home / name
    kept = path.stat()
    spoilt = damage(path.read_bytes(), dice)
    if spoilt == path.read_bytes():
        return
    path.write_bytes(spoilt)
    if dice.random() < 0.5:  # a disk that rots changes no time
        os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    row.done += 1
    first, said = aetui(home, "due", "--json")
    second, _ = aetui(home, "check")
    row.wrong_status += (first not in (0, 3)) + (second not in (0, 3))
    if first == 3:
        row.refused += 1
    elif second == 3 or said:
        row.told += 1
    elif content(home / "u.json") == content(good):
        row.harmless += 1
    else:
        row.silent += 1
    backup = next(iter(sorted((good.parent / "u.backups").iterdir())))
    status, _ = aetui(home, "restore", str(home / "u.backups" / backup.name), "--yes")
    whole = status == 0 and content(home / "u.json") == content(good)
    row.not_restored += not whole


def rows(folder: Path, flips: int, cuts: int = CUTS, lines: int = LINES, seed: int = 20261123) -> Iterator[Row]:
    """Each kind of damage, in file and journal, on copies of one desk."""
    dice = random.Random(seed)
    (folder / "good").mkdir()
    good = made(folder / "good")
    shutil.copytree(folder / "good", folder / "folded")
    aetui(folder / "folded", "backup")
    shutil.copytree(folder / "folded" / "u.backups", folder / "good" / "u.backups")
    for where, name in (("file", "u.json"), ("journal", "u.json.journal")):
        for what, damage in KINDS_OF_DAMAGE:
            row = Row(f"{where}: {what}")
            for _ in range(flips if damage is flip else cuts // 2 if damage is cut else lines):
                one(row, good, folder / "spoilt", name, damage, dice)
            yield row


def main() -> None:
    flips = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    names = ("done", "harmless", "told", "refused", "silent", "wrong_status", "not_restored")
    print(f"{'':<24}" + "".join(f"{name.replace('_', ' '):>14}" for name in names), flush=True)
    clean = True
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder), flips):
            print(f"{row.what:<24}" + "".join(f"{getattr(row, name):>14,}" for name in names), flush=True)
            clean = clean and row.clean
    sys.exit(0 if clean else 1)


if __name__ == "__main__":
    main()
