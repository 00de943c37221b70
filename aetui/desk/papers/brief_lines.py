"""The lines of a creative brief (R7) as a table, for the papers that carry them."""

from __future__ import annotations

from aetui.desk.papers.writer import Writer
from aetui.documents.sheet import SheetPart, Table
from aetui.domain.cards.works import criteria
from aetui.domain.records import Card, Strategy


def brief_table(w: Writer, card: Card, *, whole: bool = False) -> list[SheetPart]:
    """The part with what the brief says; nothing where it says nothing. `whole`: each of its lines, also what isn't said yet."""
    say, said = w.say, {one.key: one.text for one in criteria(card)}
    keys = [key for key in Strategy.__struct_fields__ if whole or key in said]
    if not keys:
        return []
    rows = [[say(f"card.field.{key}"), said.get(key, "")] for key in keys]
    columns = [say("paper.column.line"), say("paper.column.said")]
    return [SheetPart(say("card.strategy"), [Table(columns, rows)])]
