"""The fields of a record (`desk.fields`) on its page: a row each, and Enter changes it in place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from aetui.desk.fields import At, Field, read, shown, written
from aetui.domain.errors import BadInput
from aetui.domain.records.refs import ref_to
from aetui.locales.dates import when
from aetui.locales.errors import sentence
from aetui.screens.frame.questions import AskingScreen
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.rows import Row


def room(at: At, fields: Sequence[Field]) -> int:
    """Cells for what fields are called."""
    return max(width(at.label(field)) for field in fields) + 2


def field_rows(at: At, fields: Sequence[Field], lacks: Collection[str] = ()) -> list[Row]:
    """Each field with what it says; one that is missing (`lacks`, by key) asks for it in amber."""
    rows, cells = [], room(at, fields)
    for field in fields:
        said = shown(at, field)
        none: Part = (at.say("card.field.missing"), "soon") if field.key in lacks else (at.say("field.empty"), "faint")
        value = (said, "ink") if said else none
        rows.append(Row(ref_to("field", field.key), ((fit(at.label(field), cells), "dim"), value), (), cells))
    return rows


def change_field(screen: AskingScreen, at: At, field: Field, take: Callable[[Any], object]) -> None:
    """Ask for the field anew, as it can be typed; one of a few values is turned to the next. `take` writes what is said."""
    ways = field.grammar.ways
    if ways:
        with screen.minding():
            held = field.of(at.record)
            take(ways[(ways.index(held) + 1) % len(ways)] if held in ways else ways[0])
        return
    screen.ask(
        "field",
        lambda text: take(read(at.later(screen.now()), field, text)),
        of=f"{at.record.id} {field.key}",
        edits=written(at, field),
        understand=(lambda text: time_words(at.later(screen.now()), field, text)) if field.grammar.timed else None,
        field=f"{at.kind}.field.{field.key}",
    )


def time_words(at: At, field: Field, text: str) -> Parts:
    """The time that a line is understood to say, or why it is none."""
    try:
        found = field.grammar.read(at, text)
    except BadInput as mistake:
        return ((sentence(at.say, mistake), "soon"),)
    return (("· " + when(at.say, at.desk.local(found), at.now), "act"),) if found else ()
