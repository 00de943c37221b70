"""A record's page on a wide screen uses both halves: at the right stands what is known of the client."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import at, new_desk, on_screen

from aetui.desk.core import Desk
from aetui.desk.phone.calls import record_call
from aetui.screens.record.detail import DetailScreen


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = new_desk(tmp_path)
    record_call(made, at("09:10"), ["> 周三给报价", "+ 单页"], client="梅林", contact="陈小姐")
    record_call(made, at("09:20"), ["+ 海报 周五前", "? 尺寸", "@小王 完稿"], client="梅林", contact="陈小姐")
    return made


def refs(desk: Desk) -> list[str]:
    owed = next(o for o in desk.obligations(at("09:32")) if o.rule == "call.return")
    kinds = {kind: list(desk.store.table(kind).records())[-1].id for kind in ("calls", "items", "todos")}
    return [*(f"{kind}:{one}" for kind, one in kinds.items()), f"obligation:{owed.id}"]


@pytest.mark.parametrize("n", range(4), ids=["call", "item", "to-do", "duty"])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_both_halves_are_used_where_there_is_room(desk: Desk, n: int, lang: str) -> None:
    async with on_screen(desk, DetailScreen(refs(desk)[n]), size=(200, 60), lang=lang) as hand:
        shown = hand.screen.memory  # type: ignore[attr-defined]
        assert shown.display
        right = [row for row in hand.text.split("\n")[2:-1] if len(row) > 110 and row[110:].strip()]
        assert len(right) > 8
        assert any("2611-001" in row for row in right)
    async with on_screen(desk, DetailScreen(refs(desk)[n]), size=(120, 36), lang=lang) as hand:
        assert not hand.screen.memory.display  # type: ignore[attr-defined]
