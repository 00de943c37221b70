"""`aetui` and `python -m aetui`."""

from __future__ import annotations

import os

# Before anything can import Textual, which looks at it once (aetui/terminal says why).
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"

import gc
import sys


def main() -> None:
    """Run the program; the process' exit status is as in README, Exit status."""
    # A quick command lives for some 40 ms. Collecting garbage and taking the interpreter down piece by piece
    # would be a quarter of that, and nothing is left to do by then: the desk is closed, its file on disk.
    gc.disable()
    from aetui.cli.reach.quick import run
    from aetui.cli.streams import guard

    guard()
    status = run(sys.argv[1:])
    # What nobody could read any more is judged by now; nothing below can raise.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
