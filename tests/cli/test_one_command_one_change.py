"""A command that does several things is one change: one undo takes it all back, and where a part is refused nothing is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from said import data, good
from shell import Shell

WHOLE = ["= 价格", "定 8 折", "@小王 2026-11-27 18:00 改横版"]
AFTER = ["--now", "2026-11-26T15:30"]
COMMANDS: dict[str, list[str]] = {
    "minutes": ["meeting", "minutes", "提案会", *WHOLE, "--sign", "李雯", "--send", "--circulate", *AFTER],
    "agenda": ["meeting", "agenda", "提案会", "看稿", "--sent", "--confirmed"],
    "preparation": ["meeting", "prep", "提案会", "--all", "--add", "样稿"],
    "schedule": ["card", "schedule", "2611-001", "--sent", "--confirmed"],
    "client": ["client", "set", "ml", "--products", "罐头", "--contact", "周先生 经理", "--contact", "陈小姐 总监"],
    "appraisal": ["appraisal", "小王", "--strengths", "细", "--change", "加薪", "--finance", "老周"],
}


def _exported(aetui: Shell, to: Path) -> dict[str, object]:
    good(aetui("export", str(to)))
    whole: dict[str, object] = json.loads(to.read_text("utf-8"))
    return whole


def _desk(aetui: Shell) -> None:
    good(aetui("profile", "roles", "AE,AM"))
    good(aetui("profile", "people", "小王:AE"))
    good(aetui("meeting", "add", "提案会", "--client", "ml", "--start", "2026-11-26T14:00", "--place", "ours"))
    good(aetui("card", "open", "海报", "--client", "ml"))
    good(aetui("card", "step", "2611-001", "文案", "--due", "周三 12:00"))


@pytest.mark.parametrize("name", COMMANDS)
def test_one_undo_takes_it_all_back(aetui: Shell, tmp_path: Path, name: str) -> None:
    _desk(aetui)
    log = data(aetui("log", "--json"))
    before = _exported(aetui, tmp_path / "before.json")
    good(aetui(*COMMANDS[name]))
    assert len(data(aetui("log", "--json"))) == len(log) + 1
    assert _exported(aetui, tmp_path / "then.json") != before
    good(aetui("undo", *AFTER))
    assert _exported(aetui, tmp_path / "after.json") == before


def test_where_the_last_part_is_refused_the_first_is_not_done_either(aetui: Shell, tmp_path: Path) -> None:
    _desk(aetui)
    before = _exported(aetui, tmp_path / "before.json")
    status, _, err = aetui("meeting", "minutes", "提案会", "= 价格", "--sign", "李雯", "--send", *AFTER)
    assert (status, "M7" in err) == (2, True)
    assert _exported(aetui, tmp_path / "after.json") == before


@pytest.mark.parametrize("name", ["minutes", "agenda", "preparation", "schedule"])
def test_asked_for_nothing_a_command_shows_and_changes_nothing(aetui: Shell, name: str) -> None:
    _desk(aetui)
    log = data(aetui("log", "--json"))
    good(aetui(*COMMANDS[name][:3]))
    assert data(aetui("log", "--json")) == log
