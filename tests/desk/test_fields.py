"""One row a field: what is written is read as it was, whatever shows or sets it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from desks import at

from aetui.desk.book.clients import write_client
from aetui.desk.card.brief import fill_brief
from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.fields import CARD, CLIENT, MEETING, TEXT, At, Field, put, read, shown, worded, written
from aetui.desk.meeting.meetings import add_meeting, set_meeting
from aetui.domain.records import Card, Client, Meeting, Record, Slot
from aetui.locales import LANGS, Texts

NOW = at("11:30")
TABLES = {"card": CARD, "client": CLIENT, "meeting": MEETING}
EACH = [(kind, field) for kind, fields in TABLES.items() for field in fields]
each = pytest.mark.parametrize(("kind", "field"), EACH, ids=[f"{kind} {field.key}" for kind, field in EACH])


@pytest.fixture
def full(desk: Desk) -> dict[str, Record]:
    """A record of each kind that says everything."""
    card = open_card(desk, "秋季海报", NOW, client="梅林")
    values = {kind: {f.key: f"{f.key} 一句" for f in fields if f.grammar is TEXT} for kind, fields in TABLES.items()}
    card = fill_brief(
        desk, card.number, NOW, kind="proof", billable=False, deliver_at=at("18:00", 27), **values["card"]
    )
    client = next(c for c in desk.each(Client) if c.short == "梅林")
    client = write_client(
        desk,
        client.id,
        NOW,
        report=Slot(weekday=3, minute=960),
        team=["小王", "Li Wei"],
        copies=["林总", "Li Wei"],
    )
    meeting = add_meeting(desk, "提案会", NOW, client="梅林", start=at("14:00", 26), end=at("15:30", 26))
    meeting = set_meeting(desk, meeting.id, NOW, attendees=["陈小姐", "O'Neil, Jr."], place="ours", **values["meeting"])
    meeting = msgspec.structs.replace(meeting, travel_min=45)
    return {"card": card, "client": client, "meeting": meeting}


@each
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_written_is_read_as_it_was(
    desk: Desk, full: dict[str, Record], kind: str, field: Field, lang: str
) -> None:
    record = full[kind]
    here = At(desk, Texts(lang), record, NOW)
    assert here.label(field)
    assert shown(here, field), "each says something here"
    if not field.grammar.ways:
        assert put(record, [field], {field.key: read(here, field, written(here, field))}) == record
    else:
        assert field.of(record) in field.grammar.ways


@each
def test_an_empty_line_empties_it_or_leaves_it(desk: Desk, full: dict[str, Record], kind: str, field: Field) -> None:
    record = full[kind]
    here = At(desk, Texts("zh"), record, NOW)
    given = read(here, field, " ") if not field.grammar.ways else None
    after = put(record, [field], {field.key: given})
    assert (after == record) == (field.stays or bool(field.grammar.ways))
    others: Sequence[Field] = [other for other in TABLES[kind] if other is not field]
    assert [other.of(after) for other in others] == [other.of(record) for other in others]
    if not field.stays and not field.grammar.ways:
        assert field.of(after) == field.empty()


def test_what_is_no_field_is_a_mistake(full: dict[str, Record]) -> None:
    with pytest.raises(TypeError, match="colour"):
        put(full["card"], CARD, {"colour": "red"})


@pytest.mark.parametrize("kind", TABLES)
def test_what_a_record_says_stands_in_a_list(desk: Desk, full: dict[str, Record], kind: str) -> None:
    here = At(desk, Texts("en"), full[kind], NOW)
    assert len(worded(here, TABLES[kind])) == len(TABLES[kind])
    assert len(worded(here, TABLES[kind], but=(TABLES[kind][0].key,))) == len(TABLES[kind]) - 1
    empty = {"card": Card, "client": Client, "meeting": Meeting}[kind]
    assert all(hasattr(empty, (field.at or (field.key,))[0]) for field in TABLES[kind])
