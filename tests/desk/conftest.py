from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import at, fill

from aetui.desk.core import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The sample's profile and clients on Monday 2026-11-23, and nothing else yet."""
    made = Desk.open(tmp_path / "liwen.json", program="test", now=at("9:00"))
    fill(made)
    yield made
    made.close()
