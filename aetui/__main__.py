"""`aetui` and `python -m aetui`."""

from __future__ import annotations

import os

# Before anything can import Textual, which looks at it once (aetui/terminal says why).
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"

import gc
import io
import sys


def main() -> None:
    """Run the program; the process' exit status is as in README, Exit status."""
    # A quick command lives for some 40 ms. Collecting garbage and taking the interpreter down piece by piece
    # would be a quarter of that, and nothing is left to do by then: the desk is closed, its file on disk.
    gc.disable()
    from aetui.cli.main import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal of another encoding shows what it can
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass  # who read has read enough
    except OSError as error:
        if status == 0:
            os.write(2, f"aetui: {error.strerror}\n".encode())
        status = status or 3
    os._exit(status)


if __name__ == "__main__":
    main()
