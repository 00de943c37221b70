from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY, demo_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The demo's Monday."""
    made, _ = demo_desk(tmp_path, None)
    yield made
    made.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    made = Desk.open(tmp_path / "new.json", program="test", now=MONDAY)
    yield made
    made.close()


@pytest.fixture
def now() -> datetime:
    return MONDAY
