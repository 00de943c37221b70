"""`aetui team board`, and `--desk`: what a command shows of another's desk, and that none writes on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from offices import bring, person, stand
from once import the_demo
from said import data, good
from shell import Shell

from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY

READS = (
    "today",
    "today --line",
    "due",
    "due --all",
    "card list",
    "card show 2611-001",
    "client list",
    "client show 梅林",
    "calls",
    "calls show 1",
    "todo list",
    "find 海报",
    "log",
    "week",
    "figures",
    "rules",
    "people",
    "profile",
    "meeting list",
    "idea list",
    "copy 2611-001 --print",
)
WRITES = (
    "todo 偷偷",
    "call 梅林 记一条",
    "met trouble.report 申花 --how 报告了",
    "waive card.open 申花 --why 不必开卡了",
    "card open 单页 --client 梅林",
    "client add 新客户",
    "meeting add 提案 --client 梅林 --start 周五10:00",
    "memo 记着 --to 小孙",
    "idea add 点子",
    "profile name 换了",
    "people away 王磊 周五",
    "undo",
    "redo",
    "check",
    "backup",
)


@pytest.fixture
def home(tmp_path: Path, aetui: Shell) -> Path:
    """The user answers for 李雯, whose desk came here, and for one whose didn't."""
    good(aetui("profile", "name", "王磊"))
    (tmp_path / "hers").mkdir()
    demo = the_demo(tmp_path / "hers")
    own = Desk.open(tmp_path / "u.json", program="test", now=MONDAY)
    stand(own, person("李雯", "d1"), person("没来过", "d2"), heard=MONDAY)
    bring(own, "d1", demo.store.path)
    own.close()
    return tmp_path


def copies(home: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (home / "u.office").iterdir()}


def test_what_reads_shows_hers_and_writes_nothing(aetui: Shell, home: Path) -> None:
    before = copies(home)
    for line in READS:
        status, out, _ = aetui(*line.split(), "--desk", "liwen")
        assert (status, bool(out)) == (0, True), line
        assert copies(home) == before, line
    assert data(aetui("--desk", "李雯", "card", "list", "--json"))[0]["number"] == "2611-001"
    assert data(aetui("card", "list", "--json")) == []


@pytest.mark.parametrize("line", WRITES)
def test_what_writes_says_why_not(aetui: Shell, home: Path, line: str) -> None:
    before, own = copies(home), (home / "u.json").read_bytes()
    status, out, err = aetui("--desk", "李雯", *line.split())
    assert (status, out) == (2, "")
    assert "只能看" in err
    assert len(err.splitlines()) == 1
    assert copies(home) == before
    assert (home / "u.json").read_bytes() == own


@pytest.mark.parametrize(
    ("asked", "told"), [("谁", "你负责的人里没有"), ("没来过", "还没同步过来"), ("", "你负责的人里没有")]
)
def test_whose_desk_isnt_here(aetui: Shell, home: Path, asked: str, told: str) -> None:
    status, out, err = aetui("--desk", asked, "due")
    assert (status, out) == (1, "")
    assert told in err


def test_the_rows_of_the_screen(aetui: Shell, home: Path) -> None:
    rows = data(aetui("team", "board", "--json"))
    assert [(row["name"], row["late"]) for row in rows] == [("李雯", 2), ("没来过", None)]
    hers = data(aetui("--desk", "李雯", "due", "--json"))
    assert rows[0]["late"] == sum(o["state"] == "overdue" for o in hers)
    assert {o["id"] for o in rows[0]["latest"]} == {o["id"] for o in hers if o["state"] == "overdue"}
    said = good(aetui("team", "board"))
    assert "李雯" in said
    assert "还没同步过" in said
    (home / "u.office" / "d1.json").write_bytes(b"garbage" * 99)
    status, out, err = aetui("team", "board")
    assert status == 0
    assert "没来过" in out
    assert "读不了" in err


def test_nobody_answers_to_one_who_is_in_no_office(aetui: Shell) -> None:
    assert data(aetui("team", "board", "--json")) == []
    assert aetui("--desk", "李雯", "due")[0] == 1
