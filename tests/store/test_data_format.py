"""docs/data-format.md says what the program does."""

from __future__ import annotations

import re
import typing
from binascii import crc32
from pathlib import Path

import msgspec
from storing import NOW, item, kept_open, let_go, opened, texts

from aetui.domain import records
from aetui.domain.records import KINDS, Part, Record
from aetui.store import deskfile, doubts, history, journal, migrate, tables

PAGE = (Path(__file__).parents[2] / "docs" / "data-format.md").read_text(encoding="utf-8")


def fields(heading: str) -> dict[str, tuple[str, str]]:
    """The fields under a heading: name → (value, default)."""
    section = PAGE.split(f"### {heading}\n", 1)[1].split("\n#", 1)[0]
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| .*\|$", section, re.MULTILINE)
    return {name: (value, default) for name, value, default in rows}


def default_of(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "required"
    value = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    said = msgspec.json.encode(value).decode()
    return "null" if value is None else f"`{said}`"


def value_of(kind: typing.Any) -> str:
    """How the page names a type."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return " ".join(f"`{word}`" if word else "(empty)" for word in args)
    if origin in (list, dict):
        return f"{'list' if origin is list else 'object'} of {value_of(args[-1])}"
    if args:
        return " or ".join(value_of(arg) for arg in args)
    plain = {"str": "text", "int": "integer", "bool": "true/false", "datetime": "time", "date": "day"}
    plain |= {"Decimal": "amount", "NoneType": "null"}
    name = kind.__name__
    return plain.get(name, f"[{name}](#{name.lower()})")


def check(heading: str, struct: type[msgspec.Struct], without: tuple[str, ...] = ()) -> None:
    hints = typing.get_type_hints(struct)
    wanted = {}
    for field in msgspec.structs.fields(struct):
        if field.name not in without:
            default = default_of(field)
            value = value_of(hints[field.name])
            wanted[field.name] = (value.removesuffix(" or null") if default == "null" else value, default)
    assert fields(heading) == wanted, heading


def test_every_field_of_every_kind_stands_on_the_page() -> None:
    base = tuple(field.name for field in msgspec.structs.fields(Record))
    check("Every record", Record)
    for kind, struct in KINDS.items():
        check(f"`{kind}`", struct, base)


def test_every_part_stands_on_the_page() -> None:
    parts = [c for c in vars(records).values() if isinstance(c, type) and issubclass(c, Part) and c is not Part]
    assert len(parts) > 20
    for part in parts:
        check(part.__name__, part)


def test_the_journals_fields_stand_on_the_page() -> None:
    section = PAGE.split("## The journal\n")[1].split("\n### ")[0]
    named = re.findall(r"^\| `(\w+)` ", section, re.MULTILINE)
    structs = (journal.Header, journal.Change)
    assert named == [field.name for struct in structs for field in msgspec.structs.fields(struct)]
    for struct in (journal.RawEdit, doubts.Conflict, tables.Meta):
        for field in msgspec.structs.fields(struct):
            assert f"`{field.name}`" in PAGE


def test_the_figures_on_the_page_are_the_programs() -> None:
    assert f"Version {migrate.VERSION}." in PAGE
    assert f"{history.ENTRIES:,}" in PAGE
    assert f"last {history.TURNABLE} or {history.TURNABLE_BYTES // 1000} kB" in PAGE
    assert (deskfile.SMALL, deskfile.LONG) == (1_000_000, 512_000)
    assert "under 1 MB" in PAGE
    assert "over 512 kB" in PAGE


def test_a_stranger_who_follows_the_page_can_write_the_journal(tmp_path: Path) -> None:
    """With nothing but the page: a line made by hand is taken."""
    path = tmp_path / "x.json"
    let_go(kept_open(path))
    book = path.with_name("x.json.journal")
    record = msgspec.json.encode(item("z", "手写")).decode()
    payload = (
        f'{{"seq":6,"token":"00ff00ff00ff","at":"{NOW.isoformat()}","program":"hand","verb":"note","args":{{}},'
        f'"of":null,"count":1,"edits":[{{"table":"items","doc":5,"before":null,"after":{record}}}]}}'
    ).encode()
    with book.open("ab") as file:
        file.write(f"{crc32(payload):08x} ".encode() + payload + b"\n")
    store = opened(path)
    assert texts(store)[-1] == "手写"
    assert store.log(1)[0].program == "hand"
    assert store.notes == []
