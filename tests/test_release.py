"""What is released: the wheel is the same from the tree and from the source distribution, holds what a user needs and nothing
besides, and describes itself on a package index without a hole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import make_index
import pytest
from readme_renderer import markdown

ROOT = Path(__file__).parents[1]
MOMENT = 1_700_000_000  # 2023-11-14 22:13:20 UTC
NOT_FOR_USERS = {
    "aetui/domain/rulebook/build.py",
    "aetui/domain/rulebook/rulebook.toml",
    "aetui/domain/hints/hints.toml",
}
"""From which the files that are read were built."""


def build(kind: str, tree: Path, into: Path) -> Path:
    into.mkdir()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)],
        cwd=tree,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(MOMENT)},
        check=True,
        capture_output=True,
    )
    [made] = into.iterdir()
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    room = tmp_path_factory.mktemp("release")
    source = build("sdist", ROOT, room / "source")
    with tarfile.open(source) as held:
        held.extractall(room / "unpacked", filter="data")
    [tree] = (room / "unpacked").iterdir()
    return {
        "source": source,
        "wheel": build("wheel", ROOT, room / "wheel"),
        "source again": build("sdist", tree, room / "source again"),
        "wheel from source": build("wheel", tree, room / "wheel from source"),
    }


def tracked(*folders: str) -> set[str]:
    """The files of the project there. Without a repository (in a source distribution), those that lie there."""
    done = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return {name for name in done.stdout.splitlines() if (ROOT / name).exists()}
    found = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    return {path.relative_to(ROOT).as_posix() for path in found if path.is_file() and path.suffix != ".pyc"}


def about(built: dict[str, Path]) -> Message:
    with zipfile.ZipFile(built["wheel"]) as wheel:
        [name] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
        return message_from_bytes(wheel.read(name))


def test_tree_and_source_give_the_same_bytes(built: dict[str, Path]) -> None:
    assert built["wheel"].read_bytes() == built["wheel from source"].read_bytes()
    assert built["source"].read_bytes() == built["source again"].read_bytes()


def test_what_is_in_it_bears_the_moment_that_it_was_told(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as wheel:
        assert {entry.date_time for entry in wheel.infolist()} == {(2023, 11, 14, 22, 13, 20)}
    with tarfile.open(built["source"]) as source:
        assert {entry.mtime for entry in source} == {MOMENT}


def test_the_wheel_holds_the_program_its_sheets_its_manual_pages_and_nothing_else(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as wheel:
        names = set(wheel.namelist())
    version = about(built)["Version"]
    described = {
        f"aetui-{version}.dist-info/{name}"
        for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    }
    pages = {f"aetui-{version}.data/data/share/man/{place}/aetui.1" for place in ("man1", "zh_CN/man1")}
    sheets = {name.replace("styles/", "aetui/_styles/", 1) for name in tracked("styles")}
    assert sorted(names ^ (tracked("aetui") - NOT_FOR_USERS | sheets | pages | described)) == []


def test_the_source_holds_the_project(built: dict[str, Path]) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("without a repository nothing says which files are the project's")
    with tarfile.open(built["source"]) as source:
        names = {entry.name.partition("/")[2] for entry in source if entry.isfile()}
    assert sorted(names ^ (tracked(".") | {"PKG-INFO"})) == []


def test_it_says_what_it_is(built: dict[str, Path]) -> None:
    said = about(built)
    assert said["License-Expression"] == "MIT"
    assert said.get_all("License-File") == ["LICENSE"]
    assert said["Requires-Python"] == ">=3.11"
    assert said["Summary"]
    assert len(str(said["Keywords"]).split(",")) >= 10
    assert {"Topic :: Office/Business", "Environment :: Console", "Typing :: Typed"} <= set(
        said.get_all("Classifier", [])
    )
    assert said.get_all("Project-URL") is None, "no address is invented"


def test_an_index_shows_the_readme_with_pictures_that_need_no_address(built: dict[str, Path]) -> None:
    body = about(built).get_payload(decode=True)
    assert isinstance(body, bytes)
    text = body.decode()
    assert text.strip() == make_index.PAGE.read_text("utf-8").strip()
    shown = markdown.render(text)
    assert shown is not None
    assert "<img" not in shown
    assert re.findall(r'href="(?!https?:|#)', shown) == []
    boards = re.findall(r"<pre[^>]*>(.*?)</pre>", shown, re.DOTALL)
    assert sum("11:30" in board for board in boards) >= 3


def test_the_index_page_is_the_readme_of_today() -> None:
    """Else: python docs/make_index.py"""
    assert make_index.PAGE.read_text("utf-8") == make_index.index()
