"""`aetui serve` as a process of its own, on a desk in a folder, for tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NOW = "2026-11-23T11:30:00+08:00"


def environment(home: Path, **more: str) -> dict[str, str]:
    here = {name: value for name, value in os.environ.items() if not name.startswith(("AETUI_", "TEXTUAL"))}
    return {**here, "AETUI_HOME": str(home), "AETUI_USER": "u", "AETUI_LANG": "zh", "AETUI_NOW": NOW, **more}


def aetui(home: Path, *argv: str) -> Any:
    """What a command answers as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "aetui", *argv, "--json"],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@contextmanager
def serving(home: Path, *options: str, **more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server that runs meanwhile, and its process."""
    with subprocess.Popen(
        [sys.executable, "-m", "aetui", "serve", "--port", "0", *options],
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            yield said[said.index("http") :].split()[0], server
        finally:
            # Not Ctrl+C: where the tests run in the background it may be ignored until the server listens to it.
            server.terminate()
            try:
                server.wait(20)
            finally:
                server.kill()
