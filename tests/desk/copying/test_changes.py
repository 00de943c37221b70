"""What a change did, in words: every field that a record may have has a name in every language, and what differs is told."""

from __future__ import annotations

import typing
from collections.abc import Iterator

import msgspec
import pytest
from desks import at

from aetui.desk.card.cards import open_card
from aetui.desk.copying.changes import _LINKS, _SILENT, label_of, told_records
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.domain.records import KINDS, Fact, Slot
from aetui.locales import LANGS, Texts


def fields(of: object, seen: set[object]) -> Iterator[str]:
    """The names of all fields of a record and of its parts."""
    if isinstance(of, type) and issubclass(of, msgspec.Struct):
        if of in seen or of in (Fact, Slot):
            return
        seen.add(of)
        for field in msgspec.structs.fields(of):
            if field.name in _SILENT or (field.name.endswith("_id") and field.name not in _LINKS):
                continue
            yield field.name
            yield from fields(field.type, seen)
    else:
        for one in typing.get_args(of):
            yield from fields(one, seen)


@pytest.mark.parametrize("lang", LANGS)
def test_each_field_of_each_record_has_a_name(lang: str) -> None:
    say, seen = Texts(lang), set[object]()
    names = {name for kind in KINDS.values() for name in fields(kind, seen)}
    assert sorted(name for name in names if label_of(say, name) == name and lang == LANGS[0]) == []
    assert all(label_of(say, name) for name in names)


def test_what_was_and_what_is(desk: Desk) -> None:
    now = at("10:00")
    todo = add_todo(desk, "打样", now)
    finish_todo(desk, todo.id, at("10:30"))
    card = open_card(desk, "秋季海报", now, client="梅林")
    done, made = desk.store.log(3)[1], desk.store.log(3)[0]
    (one,) = told_records(desk, Texts("zh"), done, now)
    assert (one.how, [(line.label, line.before, line.after) for line in one.lines]) == (
        "changed",
        [("做完", "", "2026年11月23日 周一 10:30")],
    )
    new = next(one for one in told_records(desk, Texts("zh"), made, now) if one.ref == ("cards", card.id))
    assert new.how == "made"
    assert {("题目", "", "秋季海报"), ("客户", "", "梅林")} <= {(x.label, x.before, x.after) for x in new.lines}
    assert not any(card.client_id in x.after for x in new.lines), "no bare id is shown"
