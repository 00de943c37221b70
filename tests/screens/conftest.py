from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from once import the_demo

from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The demo's Monday."""
    made = the_demo(tmp_path)
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
