from pathlib import Path

import pytest
from conversation import Talked


@pytest.fixture
def talked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Talked:
    def heard() -> tuple[str, str]:
        said = capsys.readouterr()
        return said.out, said.err

    one = Talked(tmp_path, monkeypatch, heard)
    for argv in (
        ("profile", "timezone", "Asia/Shanghai"),
        ("profile", "name", "李雯"),
        ("profile", "people", "王磊:supervisor,小王:studio,小孙:front_desk"),
        ("client", "add", "梅林食品", "--contact", "陈小姐"),
    ):
        one.shell(*argv)
    return one
