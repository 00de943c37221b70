"""`aetui card show`: the whole card, as far as there is anything of it."""

from __future__ import annotations

from said import good
from shell import Shell


def test_a_card_shows_its_steps_works_and_money(aetui: Shell) -> None:
    good(aetui("call", "ml", "+ 秋季海报"))
    assert "打样" not in good(aetui("card", "show", "2611-001"))
    good(aetui("card", "step", "2611-001", "文案 @小王 周三"))
    good(aetui("card", "work", "2611-001", "海报完稿"))
    good(aetui("card", "money", "2611-001", "cost", "300", "--text", "打样"))
    told = good(aetui("card", "show", "2611-001"))
    for said in ("文案", "小王", "海报完稿", "300", "打样"):
        assert said in told
