"""The desk's file as TinyDB's storage: tables read out of journal and data file, and written as changes."""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from aetui.domain.errors import DeskError, Unusable
from aetui.store.file.deskfile import DeskFile
from aetui.store.file.front import holds_all
from aetui.store.file.tables import SIDE_TABLES, document
from aetui.store.history import Edit, edits_of
from aetui.store.writing import Writing


def fold(file: DeskFile) -> None:
    """As `file.fold.fold`, which a quick note doesn't import."""
    from aetui.store.file.fold import fold as fold_now

    fold_now(file)


class View(Mapping[str, Any]):
    """A table's documents by their ids as strings, as TinyDB expects them of a storage. What is no JSON object, in a file
    that was written by hand, is no document."""

    def __init__(self, docs: Mapping[int, bytes]) -> None:
        self._docs = docs

    def __getitem__(self, key: str) -> Any:
        try:
            found = document(self._docs[int(key)])
        except ValueError:
            found = None
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.items())

    def items(self) -> Any:
        found = ((str(doc), document(data)) for doc, data in list(self._docs.items()))
        return (pair for pair in found if pair[1] is not None)

    def __len__(self) -> int:
        return len(self._docs)


class DeskStorage(Storage):
    """One desk. `program` is named in the log. `told`: whether anybody asks what changed (`heard`), else it isn't kept.
    `read_only`: it is looked at, and every change refused."""

    def __init__(self, path: Path, program: str = "tinydb", *, told: bool = True, read_only: bool = False) -> None:
        self.path, self.program = path, program
        self.file = DeskFile(path, told=told, fold=fold, read_only=read_only)
        self.writing: Writing | None = None
        """The change that is being made, by the thread that has the lock."""
        self.found_front = False
        """Whether the front of a large desk had to be found anew."""
        self.tidy_from = 0
        """Bytes of journal from which on a small desk is folded when it is closed."""

    # Reading

    def read(self) -> dict[str, Any]:
        """All tables, with what others wrote; documents are decoded when they are looked at."""
        self.look()
        return {name: View(self.docs(name)) for name in self.file.tables.docs}

    def look(self) -> None:
        """Take in what others wrote, and hold all tables."""
        self.file.refresh()
        self.file.need_whole()

    def docs(self, table: str) -> Mapping[int, bytes]:
        """The documents of a table that are held, as the change leaves them that this thread is making."""
        docs = self.file.tables.docs.get(table, {})
        making = self._making
        return making.over(table, docs) if making else docs

    def place(self, table: str, record_id: str, *, known_new: bool = False) -> int | None:
        """Where a record stands, as `docs`. Only what may be old is worth reading all of a large desk."""
        places = self.places(table)
        if record_id in places:
            return places[record_id]
        doc = self.file.tables.doc_of(table, record_id)
        if doc is None and not known_new and not holds_all(self.file.tables, table):
            self.file.need_whole()
            doc = self.file.tables.doc_of(table, record_id)
        return doc

    def places(self, table: str) -> Mapping[str, int | None]:
        """By record ids, where those stand that this thread's change puts or takes out."""
        return self._making.places.get(table, {}) if self._making else {}

    @property
    def _making(self) -> Writing | None:
        return self.writing if self.writing and self.writing.maker == get_ident() else None

    # Changing

    @contextmanager
    def change(
        self, verb: str = "tinydb", args: dict[str, str] | None = None, at: datetime | None = None
    ) -> Iterator[Writing]:
        """One change, of this program alone: written when the block ends well, as if it had never been when it raises. What
        is changed inside another one is part of that. `args` go to the log, as words (None: the tables' names); `at`:
        the clock's time where none is given. Raises Unusable.
        """
        self.file.need_own()
        with self.file.held:
            if self.writing:  # nobody else has the lock
                yield self.writing
                return
            self.file.begin()
            writing = self.writing = Writing(self, verb, args, at or datetime.now().astimezone())
            try:
                yield writing
                writing.commit()
            finally:
                self.writing = None
            if not writing.own:
                self.file.tell(writing.touched)

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Make the documents those of `data`, tables as `read` gave them left alone. The store's own tables stay."""
        with self.change() as writing:
            self.look()
            for name in [name for name in self.file.tables.docs if name not in SIDE_TABLES]:
                given = data.get(name, {})
                if not isinstance(given, View):
                    kept = {int(doc) for doc in given}
                    writing.take(name, [(doc, None) for doc in self.docs(name) if doc not in kept])
                if name not in data:
                    writing.empty(name)
            for name, given in data.items():
                if not isinstance(given, View):
                    writing.take(name, [(int(doc), value) for doc, value in given.items()])

    def heard(self) -> list[Edit]:
        """What was changed since the last call, by whomever, save what those took in who did it."""
        return edits_of(self.file.untold())

    def close(self) -> None:
        """Fold where the desk is small or the journal long; `notes` of the file tell what fails, for nothing is lost."""
        file = self.file
        if file.aside is not None:
            file.aside.wait()
        try:
            if file.files.read_only:
                pass  # it isn't ours to look after
            elif (
                file.unfolded
                and not file.held.read_only
                and (file.long or (file.small and file.place.end >= self.tidy_from))
            ):
                fold(file)
            elif self.found_front:
                from aetui.store.file.fold import keep_front

                keep_front(file)
        except Unusable as error:
            file.notes += [DeskError("note.unfolded", path=self.path, journal=file.files.journal), error]
        finally:
            file.close()
