"""The board's head says how the desk stands to its office, at every width, and nothing to who never heard of one."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from on_a_desk import at, new_desk, on_screen

from aetui.desk.office.state import InStep, LinkState

IN, APART = LinkState(InStep.IN), LinkState(InStep.APART, 3, at("09:10"))
WORDS = {
    ("zh", InStep.IN): "● 办公室",
    ("zh", InStep.APART): "○ 待发 3",
    ("en", InStep.IN): "● office",
    ("en", InStep.APART): "○ 3 to send",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("cells", [80, 120, 200])
@pytest.mark.parametrize("state", [IN, APART], ids=lambda state: state.step.value)
async def test_the_head_says_how_it_stands(tmp_path: Path, state: LinkState, cells: int, lang: str) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, size=(cells, 36), lang=lang) as hand:
        hand.app.office = SimpleNamespace(state=state)
        hand.app._stood()
        await hand.settle()
        head = hand.text.splitlines()[0]
        assert WORDS[lang, state.step] in head
        assert "9:32" in head
        if cells >= 120 and state is APART:
            assert {"zh": "9:10 起", "en": "since 9:10"}[lang] in head
    desk.close()
