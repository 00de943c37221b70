"""A step as it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import at, calendar

from aetui.domain.lines.parts import People
from aetui.domain.lines.step import read

NOW = at("11-23 10:00")
CAL = calendar()


@pytest.mark.parametrize(
    ("line", "what", "owner", "due"),
    [
        ("文案 @小李 周三中午", "文案", "小李", "11-25 12:00"),
        ("文案 周三中午 @小李", "文案", "小李", "11-25 12:00"),
        ("@小王 周五前出打样", "出打样", "小王", "11-27 18:00"),
        ("@小王周五前出打样", "出打样", "小王", "11-27 18:00"),
        ("打样", "打样", None, None),
        ("打样，周五前", "打样", None, "11-27 18:00"),
        ("copy @Li Wed noon", "copy", "Li", "11-25 12:00"),
        ("＠小李：文案", "文案", "小李", None),
        ("周五", "", None, "11-27 18:00"),
        ("文案 @我 周三中午", "文案", None, "11-25 12:00"),
        ("文案 @李雯", "文案", None, None),
        ("周五前：给三个报价", "给三个报价", None, "11-27 18:00"),
        ("周五前，给三个报价", "给三个报价", None, "11-27 18:00"),
        ("文案 @小李 周三中午 # 等林总，周五说", "文案 # 等林总，周五说", "小李", "11-25 12:00"),
        ("改周五前那版 2026-12-02 11:00", "改周五前那版", None, "12-02 11:00"),
        ("2025-11-20 18:00 打样", "2025-11-20 18:00 打样", None, None),
        ("打样 2025-11-20 18:00", "打样", None, "2025-11-20 18:00"),
        ("改周五前那版 不限时", "改周五前那版", None, None),
        ("there is no time", "there is no time", None, None),
        ('"打样：" @"Li Wei" 周五', "打样：", "Li Wei", "11-27 18:00"),
        ('"夏日" 主视觉 周五', '"夏日" 主视觉', None, "11-27 18:00"),
        ("发 chen@meilin.cn 周五", "发 chen@meilin.cn", None, "11-27 18:00"),
        ("", "", None, None),
    ],
)
def test_a_line_is_taken_apart(line: str, what: str, owner: str | None, due: str | None) -> None:
    step = read(line, now=NOW, cal=CAL, people=People(("小王",), "李雯"))
    assert (step.what, step.owner, step.due) == (what, owner, at(due) if due else None)


@given(st.text(max_size=30))
def test_never_raises(line: str) -> None:
    step = read(line, now=NOW, cal=CAL)
    assert step.what == step.what.strip()
