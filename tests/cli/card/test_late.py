"""A late step is reported to whoever hears of trouble now (C3, R10), and the shell says to whom."""

from __future__ import annotations

import pytest
from said import data, good
from shell import Shell

LATE = ("--now", "2026-11-25T14:00:00+08:00")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shell_says_who_was_told(aetui: Shell, lang: str) -> None:
    good(aetui("profile", "people", "王磊:supervisor,赵敏:AE"))
    good(aetui("card", "open", "海报", "--client", "ml"))
    for line in ("文案 @小王 周二12:00", "打样 周三12:00"):
        good(aetui("card", "step", "2611-001", line))
    how = ("--how", "加一位设计", *LATE, "--lang", lang)
    assert "王磊" in good(aetui("card", "late", "2611-001", "文案", *how))
    good(aetui("people", "away", "王磊", "11/25 09:00到11/26 18:00", "--hears", "赵敏"))
    said = good(aetui("card", "late", "2611-001", "打样", *how))
    assert "赵敏" in said
    assert "王磊" not in said
    good(aetui("undo"))
    assert data(aetui("card", "late", "2611-001", "打样", *how, "--json"))["reported_to"] == "赵敏"
