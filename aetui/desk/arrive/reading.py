"""A file of another program, whatever it holds: told by what is in it, and read beside the desk."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import msgspec

from aetui.desk.arrive.addresses import addresses
from aetui.desk.arrive.arrival import Arrival, Kind
from aetui.desk.arrive.invites import invites
from aetui.desk.arrive.todos import todos
from aetui.desk.book.clients import resolve
from aetui.desk.core import Desk
from aetui.desk.files.given import read_file
from aetui.desk.files.vcards import is_vcards
from aetui.documents.others import addresses as books
from aetui.documents.others import tasks
from aetui.documents.others.heads import Heads, plain
from aetui.documents.others.rows import rows_of
from aetui.documents.others.text import MOST_BYTES, as_text
from aetui.locales import Texts

KINDS: tuple[Kind, ...] = ("clients", "meetings", "todos")
_LOOKED_AT = 8


class Wishes(msgspec.Struct, frozen=True):
    """How a file is to be taken. `client`: of what names none; `everything`: what is usually left out too; `over`: the file's word counts where
    both say something else; `only`: which companies that aren't in the book are clients, None: all."""

    client: str | None = None
    everything: bool = False
    over: bool = False
    only: Collection[str] | None = None


def kind_of(file: Path) -> Kind:
    """What a file holds: a calendar says so itself, a table by what its columns are called. Raises BadInput for what can't be read."""
    if is_vcards(file):
        return "clients"
    text = as_text(read_file(file, MOST_BYTES + 1), file)
    if "BEGIN:VCALENDAR" in text[:2000].upper():
        return "meetings"
    if file.suffix.lower() not in (".csv", ".tsv"):
        return "todos"
    rows = rows_of(text, file)[:_LOOKED_AT]

    def known(heads: Heads) -> int:
        return max((sum(plain(cell) in heads for cell in row.cells if cell) for row in rows), default=0)

    return "todos" if known(tasks.HEADS) > known(books.HEADS) else "clients"


def read_arrival(desk: Desk, file: Path, kind: Kind, say: Texts, now: datetime, wishes: Wishes) -> Arrival:
    """The file beside the desk, and nothing written. Raises BadInput, NotThere."""
    if kind == "meetings":
        return invites(desk, file, say, now, client=resolve(desk, wishes.client), everything=wishes.everything)
    if kind == "todos":
        return todos(desk, file, say, now, everything=wishes.everything)
    return addresses(
        desk, file, say, client=wishes.client, only=wishes.only, over=wishes.over, everything=wishes.everything
    )
