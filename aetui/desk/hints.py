"""Hints: what never blocks, and is said on the screen and in the shell alike (domain.md, gates and hints).

Each is a sign: `n1` a promise made on the spot, which the catalogue words; the others (`n2` … `n5`, a user's own) stand in the rulebook with
their words, and are called by the hint's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from aetui.desk.core import Changed, Desk
from aetui.desk.files.given import own_rules
from aetui.domain.hints import Hint, HintTable, shipped_hints
from aetui.domain.records import EstimateLine, Item, MoneyLine

Where = Literal["any", "item", "money"]

_TYPED = frozenset({"todos", "memos", "cards", "meetings", "plans"})
"""Kinds of records whose texts are lines that were typed, and may go to a client."""


def of_text(desk: Desk, text: str, where: Where = "any", *, inside: bool = False) -> list[Hint]:
    """What the words of a line hint at. `inside`: it is for the house alone."""
    return _table(desk).of(text, where, known=_known(desk), inside=inside)


def of_item(desk: Desk, item: Item) -> list[str]:
    """The signs of what an item that was just noted hints at."""
    return [*(["n1"] if item.mark == ">" and item.done is None else []), *_signs(desk, item)]


def worded(desk: Desk, sign: str, lang: str) -> str:
    """What is said of a sign that the rulebook has; empty for one that it has no more."""
    found = next((hint for hint in _table(desk).hints.values() if hint.sign == sign), None)
    return found.put(lang) if found else ""


def briefly(desk: Desk, hint: Hint, lang: str) -> str:
    """`N2 不说客户坏话`: the source's own words, while the line is typed; of a user's own hint what it says."""
    source = hint.source[0] if hint.source else ""
    if source.upper() in desk.rulebook.sources:
        return f"{source} {desk.rulebook.words(source, lang)}"
    return hint.put(lang)


def of_changed(desk: Desk, changed: Changed) -> list[tuple[str, Hint]]:
    """What the lines that a change wrote hint at, each with its line; of items nothing: whoever notes them says it."""
    found: list[tuple[str, Hint]] = []
    for edit in changed.edits:
        if edit.kind in _TYPED and edit.after is not None:
            before = set(_lines(edit.before)) if edit.before is not None else set()
            for text, where in dict.fromkeys(_lines(edit.after)):
                if (text, where) not in before:
                    found += [(text, hint) for hint in of_text(desk, text, where)]
    return found


def names_in(changed: Changed) -> list[str]:
    """The texts that a change wrote, among which are names."""
    names: list[str] = []
    for edit in changed.edits:
        if edit.kind in (*_TYPED, "ideas", "absences") and edit.after is not None:
            before = {text for text, _ in _lines(edit.before)} if edit.before is not None else set()
            names += [text for text, _ in _lines(edit.after) if text not in before]
    return names


def _table(desk: Desk) -> HintTable:
    """The hints in force. A quick note loads no rules for them, where the user's own say nothing."""
    if "rulebook" in desk.__dict__ or own_rules(desk.store.path).exists():
        return desk.rulebook.hinting
    return shipped_hints()


def _signs(desk: Desk, item: Item) -> list[str]:
    return [hint.sign for hint in of_text(desk, item.text, "item", inside=item.mark == "#")]


def _known(desk: Desk) -> list[str]:
    """What clients and their people are called."""
    return list(_names(desk))


def _names(desk: Desk) -> Iterator[str]:
    for client in desk.book.clients.values():
        yield from (client.name, client.short)
        yield from (contact.name for contact in client.contacts)


def _lines(value: Any, where: Where = "any") -> Iterator[tuple[str, Where]]:
    """The texts of a record, and in which lines they stand. Ids are texts too, and hint at nothing."""
    if isinstance(value, str):
        yield value, where
    elif isinstance(value, msgspec.Struct):
        inner: Where = "money" if isinstance(value, MoneyLine | EstimateLine) else where
        for name in value.__struct_fields__:
            yield from _lines(getattr(value, name), inner)
    elif isinstance(value, list | tuple | dict):
        held: Iterable[Any] = value.values() if isinstance(value, dict) else value
        for one in held:
            yield from _lines(one, where)
