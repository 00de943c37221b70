"""The bench of damage itself: some of each kind, none silent, none with a fault, a backup brings all back."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest


def test_no_damage_is_silent_and_a_backup_brings_all_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USER", "LANG", "NOW"):
        monkeypatch.setenv(f"AETUI_{name}", "")
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "bench"))
    damage = importlib.import_module("damage")
    rows = list(damage.rows(tmp_path, 25, 10, 6))
    assert len(rows) == 12
    assert all(row.done for row in rows)
    assert [row for row in rows if not row.clean] == []
