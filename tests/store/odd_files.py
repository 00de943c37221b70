"""What may stand where a file is expected, and is none: a pipe that nobody writes to, a folder, links to these and to nowhere."""

from __future__ import annotations

import os
from pathlib import Path

ODD = ("pipe", "link to a pipe", "folder", "lost link")


def make_odd(place: Path, what: str) -> None:
    """Put it at `place`, where nothing stands."""
    if what == "pipe":
        os.mkfifo(place)
    elif what == "folder":
        place.mkdir()
    elif what == "link to a pipe":
        os.mkfifo(place.with_name("elsewhere"))
        place.symlink_to(place.with_name("elsewhere"))
    else:
        place.symlink_to(place.with_name("nowhere") / "x")
