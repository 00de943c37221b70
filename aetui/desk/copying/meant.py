"""What is to be copied, as it is said in a shell: by number, name, words, or the id that a list with `--json` told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aetui.desk.core import Desk
from aetui.desk.find.finder import ID_SIGNS, Ambiguous, ranked
from aetui.desk.find.hit import as_hit
from aetui.domain.errors import NotThere
from aetui.domain.records import KIND_OF, KINDS, Card, Client, Idea, Meeting, Memo, Paper, Record, Todo
from aetui.domain.records.refs import ObligationId, ref_to

NAMED: tuple[type[Record], ...] = (Client, Card, Meeting, Todo, Memo, Idea, Paper)
"""Kinds that are found by what they say; any kind by its id."""


def refs_meant(desk: Desk, said: str, part: str | None = None) -> list[str]:
    """What `copy_of` takes. `part`: of the card or client that `said` names a step, a work, a line of money, a contact, by words of it.
    Raises NotThere, Ambiguous."""
    text = said.strip()
    if ":" in text and ObligationId.parse(text).subject:
        return [ref_to("obligation", text)]
    record = _by_id(desk, text) or _by_name(desk, text)
    page = ref_to(KIND_OF[type(record)], record.id)
    return [_part(record, part), page] if part else [page]


def _by_id(desk: Desk, text: str) -> Record | None:
    """However long ago it was; the beginning of an id will do."""
    if len(text) < ID_SIGNS or not text.isalnum() or not text.isascii():
        return None
    found = {r.id: r for kind, r in desk.store.holding([text]) if kind in KINDS and r.id.startswith(text)}
    return next(iter(found.values())) if len(found) == 1 else None


def _by_name(desk: Desk, text: str) -> Record:
    found = [(rank, one) for kind in NAMED for rank, one in ranked(list(desk.book.all_of(kind)), text)]
    best = [one for rank, one in found if rank == min(rank for rank, _ in found)]
    if not best:
        raise NotThere("copying.unknown", name=text)
    if len(best) > 1:
        raise Ambiguous("copying.ambiguous", best, [_label(desk, one) for one in best], name=text)
    return best[0]


def _label(desk: Desk, record: Record) -> str:
    hit = as_hit(desk.get(Client, getattr(record, "client_id", None)), KIND_OF[type(record)], record)
    return f"{hit.text if hit else getattr(record, 'title', '')} ({record.id[:ID_SIGNS]})"


def _part(record: Record, said: str) -> str:
    """The reference of a row on the record's page."""
    rows: list[tuple[str, Iterable[Any]]] = []
    if isinstance(record, Card):
        rows = [("step", record.steps), ("work", record.works), ("money", record.money)]
    elif isinstance(record, Client):
        rows = [("contact", record.contacts)]
    found = [(rank, kind, one) for kind, parts in rows for rank, one in ranked(parts, said)]
    if not found:
        raise NotThere("copying.unknown", name=said)
    _, kind, best = min(found, key=lambda one: one[0])
    return ref_to(kind, best.name if kind == "contact" else best.id)
