"""Desks that are made once a run, and copied for each test."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY, demo_desk


@cache
def _made() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory()
    demo_desk(Path(folder.name), None)[0].close()
    return folder


def the_demo(folder: Path) -> Desk:
    """The demo's Monday, on a desk of its own in `folder`."""
    shutil.copytree(_made().name, folder, dirs_exist_ok=True)
    return Desk.open(folder / "demo.json", program="tests", now=MONDAY)
