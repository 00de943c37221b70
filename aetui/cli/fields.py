"""The options of `set`: one for each field of a record (`desk.fields`), as its page has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from aetui.cli.command import Typed, opt
from aetui.cli.found import CONTACT, KIND, PERSON
from aetui.cli.help.page import option_of
from aetui.cli.session import Session
from aetui.desk.fields import At, Field, read
from aetui.domain.records import Record

OFFERS = {
    "kind": KIND.offers,
    "requested_by": CONTACT.offers,
    "attendees": PERSON.offers,
    "team": PERSON.offers,
    "copies": PERSON.offers,
}
"""What TAB offers for a field, by its key."""


def field_options(fields: Sequence[Field]) -> list[click.Option]:
    """An option for each field that is set in the shell, under the field's key."""
    return [opt(f"--{option_of(field)}", field.key, **_kind(field)) for field in fields if field.option != ""]


def field_values(session: Session, record: Record, fields: Sequence[Field], options: dict[str, Any]) -> dict[str, Any]:
    """What the options say, as the record's verb takes it; `--what ""` empties a field. Raises BadInput."""
    at = At(session.desk, session.say, record, session.now)
    return {field.key: _read(at, field, options[field.key]) for field in fields if field.key in options}


def _kind(field: Field) -> dict[str, Any]:
    if field.is_flag:
        return {"default": None}
    if field.grammar.ways:
        return {"type": click.Choice(field.grammar.ways)}
    return {"type": Typed(offers=OFFERS.get(field.key)), "multiple": field.several}


def _read(at: At, field: Field, value: Any) -> Any:
    if field.several:
        return list(dict.fromkeys(one for said in value for one in _several(at, field, said))) or None
    return read(at, field, value) if isinstance(value, str) else value


def _several(at: At, field: Field, said: str) -> list[Any]:
    """What stands in one of several such options: one value, or as many as its line names."""
    found = read(at, field, said)
    return found if isinstance(found, list) else [found]
