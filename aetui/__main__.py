"""`aetui` and `python -m aetui`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the program; the process' exit status is as in README, Exit status."""
    # A quick command lives for some 40 ms. Collecting garbage and taking the interpreter down piece by piece
    # would be a quarter of that, and nothing is left to do by then: the desk is closed, its file on disk.
    gc.disable()
    from aetui.cli.main import run

    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        status = status or 1
    os._exit(status)


if __name__ == "__main__":
    main()
