"""`aetui` and `python -m aetui`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program; the process' exit status is as in README, Exit status."""
    from aetui.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
