"""What was achieved on a day, for the screen that closes it and for its paper (A1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from aetui.domain.book import Book
from aetui.domain.obligations import Obligation
from aetui.domain.records import Day, Todo
from aetui.domain.records.refs import ref_to
from aetui.domain.rulebook.model import Rulebook
from aetui.locales import Texts
from aetui.locales.wording import title


class Achieved(msgspec.Struct, frozen=True):
    """One thing: a duty that was met, a to-do that was done, or what the review noted as done beside them (`what`)."""

    at: datetime | None
    obligation: Obligation | None = None
    todo: Todo | None = None
    what: str = ""
    act: str = ""

    def words(self, say: Texts, rulebook: Rulebook) -> str:
        """What it is."""
        if self.obligation or self.todo:
            return title(say, self.obligation, rulebook) if self.obligation else self.todo.text if self.todo else ""
        did = f"review.did.{self.act}"
        return f"{say(did)} {self.what}" if self.act and say.has(did) else self.what

    @property
    def client_id(self) -> str | None:
        of = self.obligation or self.todo
        return of.client_id if of else None

    @property
    def how(self) -> str:
        done = self.todo.done if self.todo else None
        return (self.obligation.how if self.obligation else done.how if done else None) or ""

    @property
    def late(self) -> bool:
        return self.obligation is not None and self.obligation.state == "met_late"


def achieved(
    book: Book, obligations: Sequence[Obligation], record: Day | None, begin: datetime, end: datetime
) -> list[Achieved]:
    """What was achieved in [begin, end), in the order in which it was. `obligations` holds what ended since `begin`."""
    return sorted(_found(book, obligations, record, begin, end), key=lambda one: one.at or begin)


def _found(
    book: Book, obligations: Sequence[Obligation], record: Day | None, begin: datetime, end: datetime
) -> Iterator[Achieved]:
    seen = set()
    for one in obligations:
        if one.met_at is not None and begin <= one.met_at < end and one.rule != "day.review":
            seen.add(one.id)
            yield Achieved(one.met_at, obligation=one)
    for todo in book.all_of(Todo):
        if todo.done is not None and begin <= todo.done.at < end:
            seen.add(ref_to("todos", todo.id))
            yield Achieved(todo.done.at, todo=todo)
    for noted in record.decided if record else []:
        if noted.decision == "done" and noted.key not in seen:
            yield Achieved(noted.at, what=noted.what, act=noted.act or "")
