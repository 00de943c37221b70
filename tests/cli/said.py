"""What a command said: its status, what it wrote, what it complained of."""

from __future__ import annotations

import json
from typing import Any

Said = tuple[int, str, str]


def good(said: Said) -> str:
    """What it wrote. AssertionError where it complained or failed."""
    status, out, err = said
    assert (status, err) == (0, "")
    return out


def data(said: Said) -> Any:
    """The JSON document that it wrote."""
    return json.loads(good(said))
