"""A fault of the program is one sentence, and the report lies beside the desk."""

from pathlib import Path

import pytest

from aetui.cli import main
from aetui.desk.core import Desk


def test_one_sentence_and_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AETUI_HOME", str(tmp_path))
    monkeypatch.setenv("AETUI_USER", "u")
    monkeypatch.setenv("AETUI_LANG", "en")

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(Desk, "obligations", broken)
    assert main.run(["due"]) == 70
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Traceback" not in said
    report = tmp_path / "u.fault.log"
    assert str(report) in said
    assert "ZeroDivisionError: a fault" in report.read_text()
    assert report.stat().st_mode & 0o777 == 0o600
