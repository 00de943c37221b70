"""`aetui demo --shell`: the sample desk in a shell, in either language, and nothing of it afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def in_shell(tmp_path: Path, lang: str, script: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "TMPDIR": str(tmp_path), "SHELL": "/bin/sh", "AETUI_HOME": str(tmp_path / "home")}
    return subprocess.run(
        [sys.executable, "-m", "aetui", "--lang", lang, "demo", "--shell"],
        input=script,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("lang", "client"), [("zh", "梅林"), ("en", "Merlin")])
def test_its_aetui_works_on_the_sample_desk(tmp_path: Path, lang: str, client: str) -> None:
    before = set(tmp_path.iterdir())
    done = in_shell(
        tmp_path,
        lang,
        f"aetui call {client} '> 周五17:30给稿' --json > call.json\naetui due --json; cat call.json >&2; pwd >&2\n",
    )
    assert done.returncode == 0, done.stderr
    owed = json.loads(done.stdout)
    assert len([o for o in owed if o["rule"] == "call.promise"]) == 2
    assert "11:30" in done.stderr
    assert set(tmp_path.iterdir()) == before, "thrown away, and what was written there as well"


def test_what_fails_inside_is_the_shells_affair(tmp_path: Path) -> None:
    done = in_shell(tmp_path, "en", "aetui nothing; echo $?; exit 7\n")
    assert (done.stdout.splitlines()[-1], done.returncode) == ("2", 0)
    assert "Traceback" not in done.stderr
