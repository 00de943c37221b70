from pathlib import Path

import pytest
from said import Said
from shell import NOW, Shell, shell_at

from aetui.store.file.deskfile import DeskFile
from aetui.store.file.journal import JournalChange

STEADY = {"call", "demo"}
"""What takes lines one after another, each safe before the next (a call), or lives several days (the demo)."""


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    at_noon = shell_at(tmp_path, NOW, capsys, monkeypatch)
    changes: list[str] = []
    append = DeskFile.append

    def counted(file: DeskFile, change: JournalChange) -> JournalChange:
        changes.append(change.verb)
        return append(file, change)

    monkeypatch.setattr(DeskFile, "append", counted)

    def call(*argv: str) -> Said:
        changes.clear()
        said = at_noon(*argv)
        # Whatever test runs it: one command is one change at most, so that one undo takes it back.
        assert len(changes) <= 1 or STEADY & set(argv), (argv, changes)
        return said

    call("profile", "timezone", "Asia/Shanghai")
    call("client", "add", "梅林食品", "--contact", "陈小姐", "--phone", "021", "--report", "周四 16:00")
    return call
