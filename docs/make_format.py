"""Writes the tables of docs/data-format.md from the records: `python docs/make_format.py`. A test holds the page to it.

A field's type and default come from the code, what it means stays as the page says it; a new field gets its row, to which
its meaning may be added by hand.
"""

from __future__ import annotations

import re
import typing
from pathlib import Path

import msgspec

from aetui.domain import records
from aetui.domain.records import KIND_OF, KINDS, Part, Record

PAGE = Path(__file__).with_name("data-format.md")
HEAD = "| field | value | default | meaning |\n| --- | --- | --- | --- |\n"
_PLAIN = {
    "str": "text", "int": "integer", "bool": "true/false", "datetime": "time", "date": "day", "Decimal": "amount",
    "NoneType": "null",
}  # fmt: skip


def default_of(field: msgspec.structs.FieldInfo) -> str:
    """A field's default, as the page tells it."""
    if field.required:
        return "required"
    value = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    return "null" if value is None else f"`{msgspec.json.encode(value).decode()}`"


def value_of(kind: typing.Any) -> str:
    """How the page names a type."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return " ".join(f"`{word}`" if word else "(empty)" for word in args)
    if origin in (list, dict):
        return f"{'list' if origin is list else 'object'} of {value_of(args[-1])}"
    if args:
        return " or ".join(value_of(arg) for arg in args)
    if isinstance(kind, type) and issubclass(kind, Record):
        table = KIND_OF[kind]
        return f"[{kind.__name__}](#{table})"
    name = kind.__name__
    return _PLAIN.get(name, f"[{name}](#{name.lower()})")


def rows(struct: type[msgspec.Struct], meanings: dict[str, str], without: tuple[str, ...] = ()) -> str:
    """The table of a record or a part of one; `without`: fields that stand elsewhere."""
    hints, told = typing.get_type_hints(struct), []
    for field in msgspec.structs.fields(struct):
        if field.name not in without:
            default, value = default_of(field), value_of(hints[field.name])
            value = value.removesuffix(" or null") if default == "null" else value
            told.append(f"| `{field.name}` | {value} | {default} | {meanings.get(field.name, '')} |\n")
    return HEAD + "".join(told)


def structs() -> dict[str, tuple[type[msgspec.Struct], tuple[str, ...]]]:
    """What the page has a table of, by its heading."""
    base = tuple(field.name for field in msgspec.structs.fields(Record))
    parts = [c for c in vars(records).values() if isinstance(c, type) and issubclass(c, Part) and c is not Part]
    return {
        "Every record": (Record, ()),
        **{f"`{kind}`": (struct, base) for kind, struct in KINDS.items()},
        **{part.__name__: (part, ()) for part in parts},
    }


def page(text: str) -> str:
    """The page with its tables written anew. Raises ValueError where a heading is missing."""
    for heading, (struct, without) in structs().items():
        before, found, rest = text.partition(f"\n### {heading}\n")
        table = re.search(re.escape(HEAD) + r"((?:\|.*\|\n)*)", rest.split("\n### ", 1)[0])
        if not found or table is None:
            raise ValueError(f"no table under {heading}")
        meanings = dict(re.findall(r"^\| `(\w+)` \| .*? \| .*? \| (.*?) ?\|$", table[1], re.MULTILINE))
        text = before + found + rest[: table.start()] + rows(struct, meanings, without) + rest[table.end() :]
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
