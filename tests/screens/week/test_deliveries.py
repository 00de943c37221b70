"""The AEs' delivery dates on Friday: a long title goes on below, beside columns no wider than what stands in them (A5)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from weeks import FRIDAY, am_desk

from aetui.domain.records import TeamCard
from aetui.locales import Texts
from aetui.screens.week.review_sections import deliveries_section
from aetui.widgets.cells import width

TITLE = "春节促销电视广告三十秒与十五秒两个版本连同杂志跨页"


def test_a_title_is_never_cut(tmp_path: Path) -> None:
    desk = am_desk(tmp_path)
    cards = [
        TeamCard(number=f"2611-00{n}", client=name, title=TITLE, state="in_work", deliver_at=FRIDAY + timedelta(days=n))
        for n, name in enumerate(("梅林", "申花家电"), 1)
    ]
    week = SimpleNamespace(whose="小陆", cards=cards)
    team: Any = SimpleNamespace(all=[week], own=SimpleNamespace(made=FRIDAY))
    (section,) = deliveries_section(desk, Texts("zh"), cast("Any", team))
    desk.close()
    for row in section.rows:
        *columns, title = cast("list[tuple[str, str]]", list(row.left))
        assert title[0].endswith(TITLE)
        assert row.wrap == sum(width(text) for text, _ in columns)
        assert row.wrap <= 26
