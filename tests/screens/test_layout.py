"""The layout of the board as pictures: what moves must have been meant. `pytest --snapshot-update` after a look."""

from collections.abc import Callable
from typing import Any

import pytest
from showing import app_of

from aetui.desk.core import Desk

Compare = Callable[..., bool]


@pytest.mark.parametrize(
    ("size", "lang"), [((80, 24), "zh"), ((120, 36), "zh"), ((200, 60), "zh"), ((120, 36), "en")], ids=str
)
def test_the_board(desk: Desk, snap_compare: Compare, size: tuple[int, int], lang: str) -> None:
    app: Any = app_of(desk, lang)
    assert snap_compare(app, terminal_size=size)
