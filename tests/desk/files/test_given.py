"""What is given to the desk: the name of a file as it is typed, the text of a file beside the desk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.desk.files.given import path_typed, read_own

PACKAGE = Path(__file__).parents[3] / "aetui"


@pytest.mark.parametrize(
    "typed",
    ["{}", " {} ", "'{}'", '"{}"', " '{}' ", "' {} '"],
)
@pytest.mark.parametrize("name", ["~/周 报.json", "/tmp/a.json", "a.json", "it's.json", 'a "b".json'])
def test_a_file_however_it_is_typed(typed: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    meant = Path(name.replace("~", str(tmp_path)))
    assert path_typed(typed.format(name)) == meant


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20))
def test_any_line_names_some_path(text: str) -> None:
    """Nothing that is typed is a fault: nobody's folder (`~谁也不是/a`) stands as it was typed."""
    path_typed(text)
    assert path_typed(f"~nobody-of-that-name/{text.strip()}").parts[0] == "~nobody-of-that-name"


def test_a_byte_order_mark_is_none_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "liwen.keys.toml"
    file.write_bytes('\ufeffcall = "c"'.encode())
    assert read_own(file) == 'call = "c"'


def test_one_place_knows_the_user_s_own_folder_in_a_typed_name() -> None:
    """`aetui events` reads arguments of commands, `opening` places that need be no files of this machine."""
    elsewhere = {"desk/files/given.py", "desk/events/hooks.py", "desk/opening/places.py"}
    found = {
        str(file.relative_to(PACKAGE).as_posix())
        for file in PACKAGE.rglob("*.py")
        if re.search(r"\bexpanduser\(", file.read_text("utf-8"))
    }
    assert found == elsewhere
