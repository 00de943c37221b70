"""A desk that was begun while the computer's clock ran ahead: nothing is hidden, and it is told."""

from __future__ import annotations

import json

import pytest
from shell import Shell


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_noted_is_owed_and_the_clock_is_told(
    aetui: Shell, monkeypatch: pytest.MonkeyPatch, lang: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("AETUI_HOME", str(tmp_path_factory.mktemp("ahead")))
    monkeypatch.setenv("AETUI_NOW", "2026-12-23T09:00:00+08:00")
    aetui("profile", "name", "李雯")
    aetui("profile", "timezone", "Asia/Shanghai")
    monkeypatch.setenv("AETUI_NOW", "2026-11-23T09:30:00+08:00")
    aetui("client", "add", "梅林食品")
    aetui("call", "梅林", "> 周三12:00前给修改稿", "? 报价 明天10点", "+ 海报")
    status, out, err = aetui("due", "--json", "--lang", lang)
    assert status == 0
    owed = {o["rule"] for o in json.loads(out)}
    assert {"call.promise", "call.return", "card.schedule", "week.call", "day.review"} <= owed
    assert "2026-12-23 09:00" in err
    assert len(err.strip().splitlines()) == 1
    monkeypatch.setenv("AETUI_NOW", "2026-12-23T09:00:30+08:00")
    assert "2026-12-23 09:00" not in aetui("due", "--lang", lang)[2]
