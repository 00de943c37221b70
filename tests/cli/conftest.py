from pathlib import Path

import pytest
from said import Said
from shell import NOW, Shell

from aetui.cli.main import run


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    for name, value in (("HOME", str(tmp_path)), ("USER", "u"), ("LANG", "zh"), ("NOW", NOW)):
        monkeypatch.setenv(f"AETUI_{name}", value)

    def call(*argv: str) -> Said:
        status = run(list(argv))
        out, err = capsys.readouterr()
        return status, out, err

    call("profile", "timezone", "Asia/Shanghai")
    call("client", "add", "梅林食品", "--contact", "陈小姐", "--phone", "021", "--report", "周四 16:00")
    return call
