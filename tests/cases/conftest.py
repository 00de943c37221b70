"""The desk of the cases: Shanghai, China's calendar, the client 梅林食品."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_shell import Shell


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A command line whose desk isn't there yet."""
    for name, value in (
        ("AETUI_HOME", str(tmp_path)),
        ("AETUI_USER", "u"),
        ("AETUI_LANG", "zh"),
        ("TZ", "Asia/Shanghai"),
    ):
        monkeypatch.setenv(name, value)
    return Shell(capsys, monkeypatch)


@pytest.fixture
def aetui(bare: Shell) -> Shell:
    bare.good("profile", "timezone", "Asia/Shanghai", now="2026-09-01T09:00:00+08:00")
    bare.good("client", "add", "梅林食品", "--contact", "陈小姐", now="2026-09-01T09:00:00+08:00")
    return bare
