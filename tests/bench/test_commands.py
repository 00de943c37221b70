"""The benches' commands that readme and page of figures name are understood."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = "".join((ROOT / page).read_text("utf-8") for page in ("README.md", "README.zh.md", "docs/measured.md"))
NAMED = sorted(set(re.findall(r"`python (bench/[a-z_]+\.py)((?: [^`]+)?)`", PAGES)))
PARSED = [(file, options) for file, options in NAMED if "argparse" in (ROOT / file).read_text("utf-8")]


def test_the_files_are_there() -> None:
    assert len(NAMED) >= 4
    assert all((ROOT / file).is_file() for file, _ in NAMED)


@pytest.mark.parametrize(("file", "options"), PARSED)
def test_the_options_are_known(file: str, options: str) -> None:
    """With `--help` behind them they are read, and nothing is measured."""
    done = subprocess.run(
        [sys.executable, file, *options.split(), "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(option in done.stdout for option in re.findall(r"--\w+", options))
