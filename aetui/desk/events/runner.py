"""One command of a hook, run and minded: in a process of its own, so that a board or a shell that ends leaves nothing unminded.

python -m aetui.desk.events.runner DESK_FILE RUN_ID   (on standard input: {"argv": […], "event": {…}})
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from aetui.desk.events.firing import ended
from aetui.desk.events.marks import LIMIT_S

_SAID = 200
"""How much of what a failing command says is kept."""


class _Given(msgspec.Struct):
    argv: list[str]
    event: msgspec.Raw


def main(desk_file: Path, run_id: str) -> None:
    """Run it, and note what became of it."""
    given = msgspec.json.decode(sys.stdin.buffer.read(), type=_Given)
    why, words = run(given.argv, bytes(given.event))
    with suppress(OSError):
        ended(desk_file, run_id, why, words)


def run(argv: list[str], event: bytes, limit_s: float = LIMIT_S) -> tuple[str | None, dict[str, str]]:
    """Run a command with the event on its standard input; why it failed, as an error's key and words, None where it didn't. After
    `limit_s` it is ended with all that it started. It is never waited for at a pipe: what it reads and says are files."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(event + b"\n")
        given.seek(0)
        try:
            process = subprocess.Popen(
                argv, stdin=given, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
            )
        except (OSError, ValueError) as error:
            return "event.not_started", {"command": argv[0], "why": getattr(error, "strerror", None) or str(error)}
        try:
            status = process.wait(limit_s)
        except subprocess.TimeoutExpired:
            _end(process)
            return "event.too_long", {"command": argv[0], "seconds": f"{limit_s:g}"}
        if not status:
            return None, {}
        said.seek(0)
        lines = said.read(65_536).decode(errors="replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return "event.failed", {"command": argv[0], "status": str(status), "why": last[:_SAID]}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it, and its children with it."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
