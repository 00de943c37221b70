"""What all screens have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from on_a_desk import new_desk, on_screen
from textual.screen import Screen

from aetui.screens.day.review import ReviewScreen
from aetui.screens.frame.base import DeskScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.week.review import WeekReviewScreen


@pytest.mark.parametrize("screen", [CallScreen, ReviewScreen, WeekReviewScreen])
async def test_no_frame_is_laid_out_for_another_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: type[DeskScreen]
) -> None:
    """A screen that folds doesn't flash unfolded first."""
    laid_out: list[frozenset[str]] = []
    refresh = Screen._refresh_layout

    def seen(self: Screen[Any], *args: Any, **named: Any) -> None:
        if isinstance(self, screen):
            laid_out.append(self.classes)
        refresh(self, *args, **named)

    monkeypatch.setattr(Screen, "_refresh_layout", seen)
    desk = new_desk(tmp_path)
    async with on_screen(desk, screen(), size=(80, 24)):
        pass
    desk.close()
    assert laid_out
    assert [classes for classes in laid_out if "-slim" not in classes] == []
