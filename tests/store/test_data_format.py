"""docs/data-format.md says what the program does."""

from __future__ import annotations

import importlib.util
import re
import types
from binascii import crc32
from pathlib import Path

import msgspec
import pytest
from storing import NOW, item, kept_open, let_go, opened, texts

from aetui.domain.records import KINDS
from aetui.store import history
from aetui.store.file import deskfile, journal, migrate, tables
from aetui.store.safety import doubts

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "data-format.md").read_text(encoding="utf-8")


def made() -> types.ModuleType:
    spec = importlib.util.spec_from_file_location("make_format", DOCS / "make_format.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_field_of_every_kind_and_part_stands_on_the_page() -> None:
    maker = made()
    assert len(maker.structs()) > 20 + len(KINDS)
    assert maker.page(PAGE) == PAGE, "python docs/make_format.py"


def test_a_field_comes_and_goes_with_its_record() -> None:
    maker = made()
    without = re.sub(r"^\| `reach` .*\n", "", PAGE, count=1, flags=re.MULTILINE)
    assert without != PAGE
    meant = PAGE.replace("| `reach` | text | null | how to reach the user |", "| `reach` | text | null |  |")
    assert maker.page(without) == meant
    assert (
        maker.page(
            PAGE.replace(
                "| `title` | text | required |  |\n",
                "| `title` | text | required |  |\n| `gone` | text | null |  |\n",
                1,
            )
        )
        == PAGE
    )
    with pytest.raises(ValueError, match="Contact"):
        maker.page(PAGE.replace("### Contact\n", "### Contacts\n"))


def test_the_journals_fields_stand_on_the_page() -> None:
    section = PAGE.split("## The journal\n")[1].split("\n### ")[0]
    named = re.findall(r"^\| `(\w+)` ", section, re.MULTILINE)
    structs = (journal.Header, journal.JournalChange)
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
