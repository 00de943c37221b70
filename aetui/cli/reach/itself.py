"""The program as others can run it, whatever way this one was started."""

from __future__ import annotations

import sys
from pathlib import Path


def own_argv() -> list[str]:
    """The words of a command line that is this program; what follows them is its own. Takes no module from the folder it is run in."""
    root = str(Path(__file__).resolve().parents[3])
    return [
        sys.executable,
        "-P",
        "-c",
        f"import sys; sys.path.insert(0, {root!r}); from aetui.__main__ import main; main()",
    ]
